/* Files of areas or lines. */
#include "cli/input/place_argument.h"

#include "base/file.h"
#include "gis/gis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *ter_place_shape_word(ter_geometry_type type) {
    return type == TER_GEOMETRY_POLYGON ? "area" : "line";
}

typedef struct wanted_shapes {
    ter_geometry_type type;
    ter_geojson_features *out;
} wanted_shapes;

static ter_status take_feature(const ter_gis_feature *feature, void *context, ter_error *err) {
    const wanted_shapes *wanted = context;
    ter_geojson_feature new = {0};
    (void)err;
    if (!feature->geometry || feature->geometry->type != wanted->type) return TER_OK;
    for (size_t i = 0; i < feature->field_count && !new.name; i++)
        if (strcasecmp(feature->field_names[i], "name") == 0 && feature->field_values[i])
            new.name = ter_strdup(feature->field_values[i]);
    if (!new.name) new.name = ter_strdup("");
    ter_geometry_copy(feature->geometry, &new.geometry);
    ter_array_push(wanted->out, new);
    return TER_OK;
}

static bool is_json(const char *path) {
    char head[64] = {0};
    if (strcmp(path, "-") == 0) return true;
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head - 1, f) : 0;
    if (f) fclose(f);
    size_t at = strncmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < n && strchr(" \t\r\n", head[at])) at++;
    return at < n && (head[at] == '{' || head[at] == '[');
}

static ter_status read_json(const char *path, const wanted_shapes *wanted, ter_error *err) {
    ter_buf text = {0};
    ter_geojson_features *out = wanted->out;
    ter_status status = ter_file_read(path, &text, err);
    if (status == TER_OK) status = ter_geojson_read((ter_str){text.ptr, text.len}, path, out, err);
    size_t kept = 0;
    for (size_t i = 0; i < out->len; i++) {
        if (out->items[i].geometry.type == wanted->type) {
            out->items[kept++] = out->items[i];
            continue;
        }
        free(out->items[i].name);
        ter_geometry_release(&out->items[i].geometry);
    }
    out->len = kept;
    ter_buf_release(&text);
    return status;
}

static ter_status read_ogr(const char *path, wanted_shapes *wanted, ter_error *err) {
    const ter_gis *gis = NULL;
    ter_status status = ter_gis_get(&gis, err);
    return status == TER_OK ? gis->features_read(path, NULL, NULL, take_feature, wanted, err) : status;
}

/* An edge meant to go the short way from 179 to -179 degrees would here cover nearly the whole world. From -180 to 180
 * is the whole world. */
static bool crosses_antimeridian(const ter_geometry *g) {
    for (size_t part = 0; part < g->part_count; part++)
        for (size_t i = ter_geometry_part_begin(g, part) + 1; i < ter_geometry_part_end(g, part); i++) {
            double width = fabs(g->points[i].lon_deg - g->points[i - 1].lon_deg);
            if (width > 180 && width < 360) return true;
        }
    return false;
}

ter_status ter_place_shape_file(const char *path, ter_geometry_type type, ter_geojson_features *out, ter_error *err) {
    wanted_shapes wanted = {type, out};
    *out = (ter_geojson_features){0};
    ter_status status = is_json(path) ? read_json(path, &wanted, err) : read_ogr(path, &wanted, err);
    if (status == TER_OK && out->len == 0)
        status = ter_error_set(err, TER_INPUT, "%s: has no %s in it; give a file with one", path,
                               ter_place_shape_word(type));
    for (size_t i = 0; i < out->len && status == TER_OK; i++)
        if (crosses_antimeridian(&out->items[i].geometry))
            status = ter_error_set(err, TER_INPUT,
                                   "%s: has an edge more than 180 degrees wide; cut it at the antimeridian", path);
    if (status != TER_OK) ter_geojson_release(out);
    return status;
}
