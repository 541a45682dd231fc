/* Geometry from GeoJSON. */
#include "json/geojson_read.h"

#include "json/json_load.h"

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

static double number(const json_t *v) {
    return json_is_number(v) ? json_number_value(v) : NAN;
}

static ter_status read_position(const reading *r, const json_t *v, ter_geometry *g) {
    if (json_array_size(v) < 2) return refuse(r, "has a position without longitude and latitude; correct it");
    ter_position p = {number(json_array_get(v, 0)), number(json_array_get(v, 1))};
    if (!ter_position_valid(p)) return refuse(r, "has a position that is not LON,LAT in degrees; give it in WGS 84");
    ter_geometry_add_point(g, p);
    return TER_OK;
}

static ter_status read_part(const reading *r, const json_t *v, ter_geometry *g) {
    ter_status status = TER_OK;
    for (size_t i = 0; status == TER_OK && i < json_array_size(v); i++)
        status = read_position(r, json_array_get(v, i), g);
    if (status == TER_OK) ter_geometry_end_part(g);
    return status;
}

static ter_status read_polygon(const reading *r, const json_t *v, ter_geometry *g) {
    ter_status status = TER_OK;
    for (size_t i = 0; status == TER_OK && i < json_array_size(v); i++) {
        size_t before = g->point_count;
        status = read_part(r, json_array_get(v, i), g);
        if (status == TER_OK && g->point_count - before < 4)
            status = refuse(r, "has a ring of fewer than four positions");
    }
    if (status == TER_OK && json_array_size(v)) ter_geometry_end_polygon(g);
    return status;
}

/* `v` as the coordinates of one thing of this type, `point` a bare position. */
static ter_status read_one(const reading *r, ter_geometry_type type, const json_t *v, ter_geometry *g) {
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

static ter_status read_coordinates(const reading *r, const json_t *object, const char *word, const char *name) {
    bool multi;
    const json_t *coordinates = json_object_get(object, "coordinates");
    ter_geometry g = {.type = type_of(word, &multi)};
    if (g.type == TER_GEOMETRY_NONE || !coordinates)
        return refuse(r, "is not GeoJSON; give a FeatureCollection, a Feature or a geometry");
    ter_status status = TER_OK;
    if (!multi) status = read_one(r, g.type, coordinates, &g);
    for (size_t i = 0; multi && status == TER_OK && i < json_array_size(coordinates); i++)
        status = read_one(r, g.type, json_array_get(coordinates, i), &g);
    if (status == TER_OK && g.point_count) {
        ter_geojson_feature f = {ter_strdup(name), g};
        ter_array_push(r->out, f);
        return TER_OK;
    }
    ter_geometry_release(&g);
    return status;
}

static ter_status read_object(const reading *r, const json_t *object, const char *name);

static ter_status read_each(const reading *r, const json_t *object, const char *key, const char *name) {
    const json_t *list = json_object_get(object, key);
    ter_status status = TER_OK;
    if (!list) return refuse(r, "is GeoJSON without its members; correct it");
    for (size_t i = 0; status == TER_OK && i < json_array_size(list); i++)
        status = read_object(r, json_array_get(list, i), name);
    return status;
}

/* A member's text, "" when it has none or is not an object. */
static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static ter_status read_feature(const reading *r, const json_t *object) {
    const json_t *geometry = json_object_get(object, "geometry");
    if (!geometry || json_is_null(geometry)) return TER_OK;
    return read_object(r, geometry, text_of(json_object_get(object, "properties"), "name"));
}

static ter_status read_object(const reading *r, const json_t *object, const char *name) {
    const char *type = text_of(object, "type");
    if (strcmp(type, "FeatureCollection") == 0) return read_each(r, object, "features", "");
    if (strcmp(type, "GeometryCollection") == 0) return read_each(r, object, "geometries", name);
    if (strcmp(type, "Feature") == 0) return read_feature(r, object);
    return read_coordinates(r, object, type, name);
}

/* RFC 7946 knows WGS 84 only; older files state another in `crs`, ours one that no CRS describes in `datum`. */
static ter_status check_datum(const reading *r, const json_t *root) {
    const char *crs = text_of(json_object_get(json_object_get(root, "crs"), "properties"), "name");
    const char *datum = text_of(root, "datum");
    bool fine = !*crs || strstr(crs, "CRS84") || strstr(crs, "4326") || strstr(crs, "4490");
    if (*datum && strcmp(datum, "wgs84") != 0 && strcmp(datum, "cgcs2000") != 0) fine = false;
    return fine ? TER_OK : refuse(r, "is not in WGS 84; convert it, for instance with ogr2ogr -t_srs EPSG:4326");
}

ter_status ter_geojson_read(ter_str text, const char *title, ter_geojson_features *out, ter_error *err) {
    *out = (ter_geojson_features){0};
    reading r = {title, out, err};
    json_t *root;
    ter_status status = ter_json_load(text, title, &root, err);
    if (status == TER_OK) status = check_datum(&r, root);
    if (status == TER_OK) status = read_object(&r, root, "");
    json_decref(root);
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
