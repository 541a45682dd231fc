#include "geo/geojson.h"

#include "base/json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
    const char *title;
    ter_geojson_features *out;
    ter_error *err;
} reading;

static ter_status refuse(const reading *r, const char *why) {
    return ter_error_set(r->err, TER_INPUT, "%s: %s", r->title, why);
}

static ter_status read_position(const reading *r, ter_json_value v, ter_geometry *g) {
    size_t at = 0;
    ter_json_value lon, lat;
    if (!ter_json_next(v, &at, &lon) || !ter_json_next(v, &at, &lat))
        return refuse(r, "has a position without longitude and latitude; correct it");
    ter_position p = {ter_json_number(lon), ter_json_number(lat)};
    if (!ter_position_valid(p)) return refuse(r, "has a position that is not LON,LAT in degrees; give it in WGS 84");
    ter_geometry_add_point(g, p);
    return TER_OK;
}

static ter_status read_part(const reading *r, ter_json_value v, ter_geometry *g) {
    ter_json_value item;
    ter_status status = TER_OK;
    for (size_t at = 0; status == TER_OK && ter_json_next(v, &at, &item);) status = read_position(r, item, g);
    if (status == TER_OK) ter_geometry_end_part(g);
    return status;
}

static ter_status read_polygon(const reading *r, ter_json_value v, ter_geometry *g) {
    ter_json_value ring;
    ter_status status = TER_OK;
    bool any = false;
    for (size_t at = 0; status == TER_OK && ter_json_next(v, &at, &ring); any = true) {
        size_t before = g->point_count;
        status = read_part(r, ring, g);
        if (status == TER_OK && g->point_count - before < 4)
            status = refuse(r, "has a ring of fewer than four positions");
    }
    if (status == TER_OK && any) ter_geometry_end_polygon(g);
    return status;
}

/* `v` as the coordinates of one thing of this type, `point` a bare position. */
static ter_status read_one(const reading *r, ter_geometry_type type, ter_json_value v, ter_geometry *g) {
    if (type == TER_GEOMETRY_POLYGON) return read_polygon(r, v, g);
    if (type == TER_GEOMETRY_LINE) return read_part(r, v, g);
    ter_status status = read_position(r, v, g);
    if (status == TER_OK) ter_geometry_end_part(g);
    return status;
}

static ter_geometry_type type_of(const char *word, bool *multi) {
    *multi = strncmp(word, "Multi", 5) == 0;
    if (*multi) word += 5;
    if (strcmp(word, "Point") == 0) return TER_GEOMETRY_POINT;
    if (strcmp(word, "LineString") == 0) return TER_GEOMETRY_LINE;
    return strcmp(word, "Polygon") == 0 ? TER_GEOMETRY_POLYGON : TER_GEOMETRY_NONE;
}

static ter_status read_coordinates(const reading *r, ter_json_value object, const char *word, const char *name) {
    bool multi;
    ter_json_value coordinates, item;
    ter_geometry g = {.type = type_of(word, &multi)};
    if (g.type == TER_GEOMETRY_NONE || !ter_json_member(object, "coordinates", &coordinates))
        return refuse(r, "is no GeoJSON; give a FeatureCollection, a Feature or a geometry");
    ter_status status = TER_OK;
    if (!multi) status = read_one(r, g.type, coordinates, &g);
    for (size_t at = 0; multi && status == TER_OK && ter_json_next(coordinates, &at, &item);)
        status = read_one(r, g.type, item, &g);
    if (status == TER_OK && g.point_count) {
        ter_geojson_feature f = {ter_strdup(name), g};
        ter_array_push(r->out, f);
        return TER_OK;
    }
    ter_geometry_release(&g);
    return status;
}

static ter_status read_object(const reading *r, ter_json_value object, const char *name);

static ter_status read_each(const reading *r, ter_json_value object, const char *key, const char *name) {
    ter_json_value list, item;
    ter_status status = TER_OK;
    if (!ter_json_member(object, key, &list)) return refuse(r, "is GeoJSON without its members; correct it");
    for (size_t at = 0; status == TER_OK && ter_json_next(list, &at, &item);) status = read_object(r, item, name);
    return status;
}

static ter_status read_feature(const reading *r, ter_json_value object) {
    ter_json_value geometry, properties, value;
    if (!ter_json_member(object, "geometry", &geometry) || ter_json_type(geometry) == 'n') return TER_OK;
    ter_buf name = {0};
    if (ter_json_member(object, "properties", &properties) && ter_json_member(properties, "name", &value))
        ter_json_string(value, &name);
    ter_status status = read_object(r, geometry, name.ptr ? name.ptr : "");
    ter_buf_release(&name);
    return status;
}

static ter_status read_object(const reading *r, ter_json_value object, const char *name) {
    ter_json_value type;
    ter_buf word = {0};
    ter_status status;
    if (ter_json_member(object, "type", &type)) ter_json_string(type, &word);
    const char *w = word.ptr ? word.ptr : "";
    if (strcmp(w, "FeatureCollection") == 0) status = read_each(r, object, "features", "");
    else if (strcmp(w, "GeometryCollection") == 0) status = read_each(r, object, "geometries", name);
    else if (strcmp(w, "Feature") == 0) status = read_feature(r, object);
    else status = read_coordinates(r, object, w, name);
    ter_buf_release(&word);
    return status;
}

/* RFC 7946 knows WGS 84 only; older files state another in `crs`, ours one that no CRS describes in `datum`. */
static ter_status check_datum(const reading *r, ter_json_value root) {
    ter_json_value crs, properties, value;
    ter_buf name = {0};
    if (ter_json_member(root, "crs", &crs) && ter_json_member(crs, "properties", &properties) &&
        ter_json_member(properties, "name", &value))
        ter_json_string(value, &name);
    bool fine = !name.ptr || strstr(name.ptr, "CRS84") || strstr(name.ptr, "4326") || strstr(name.ptr, "4490");
    if (ter_json_member(root, "datum", &value) && !ter_json_is(value, "wgs84") && !ter_json_is(value, "cgcs2000"))
        fine = false;
    ter_buf_release(&name);
    return fine ? TER_OK : refuse(r, "is not in WGS 84; convert it, for instance with ogr2ogr -t_srs EPSG:4326");
}

ter_status ter_geojson_read(ter_str text, const char *title, ter_geojson_features *out, ter_error *err) {
    *out = (ter_geojson_features){0};
    reading r = {title, out, err};
    ter_json_value root;
    ter_status status = ter_json_check(text, title, &root, err);
    if (status == TER_OK) status = check_datum(&r, root);
    if (status == TER_OK) status = read_object(&r, root, "");
    if (status != TER_OK) ter_geojson_release(out);
    return status;
}

void ter_geojson_release(ter_geojson_features *features) {
    for (size_t i = 0; i < features->len; i++) {
        free(features->items[i].name);
        ter_geometry_release(&features->items[i].geometry);
    }
    ter_array_release(features);
}
