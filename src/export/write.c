#include "export/write.h"

#include "base/file.h"
#include "gis/gis.h"

#include <stdlib.h>
#include <string.h>

static const ter_export_format formats[] = {
    {"geojson", "geojson", "GeoJSON", false, false, true, true},
    {"shapefile", "shp", "ESRI Shapefile", false, true, false, true},
    {"gpkg", "gpkg", "GPKG", true, false, false, true},
    {"flatgeobuf", "fgb", "FlatGeobuf", false, false, false, false},
    {"kml", "kml", "KML", false, false, true, true},
    {"csv", "csv", "CSV", false, false, false, true},
};
static const ter_export_format table_beside = {"csv", "csv", "CSV", false, false, false, true};

enum { TEXT_MOST = 254 }; /* bytes in a DBF character field */

const ter_export_format *ter_export_format_find(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    return NULL;
}

size_t ter_export_text_fit(const char *text, size_t most) {
    size_t n = strlen(text);
    if (n <= most) return n;
    for (n = most; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;) n--;
    return n;
}

bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format) {
    if (!format->wgs84) return false;
    return job->crs ? strcmp(job->crs, "EPSG:4326") != 0 : strcmp(format->name, "kml") == 0;
}

/* The rows of one layer, and the memory they need: values as given, or cut copies; geometries when they are moved. */
typedef struct layer_rows {
    ter_export_row *rows;
    const char **values;
    TER_ARRAY(char *) copies;
    TER_ARRAY(ter_geometry) moved;
} layer_rows;

static void rows_make(layer_rows *out, const ter_export_file *file) {
    const ter_export_group *g = file->group;
    bool cut = file->format->short_names;
    size_t n = g->features.len;
    out->rows = ter_realloc(NULL, n ? n : 1, sizeof *out->rows);
    out->values = ter_realloc(NULL, n ? n : 1, TER_EXPORT_FIELDS * sizeof *out->values);
    for (size_t i = 0; i < n; i++) {
        const ter_export_feature *f = g->features.items[i];
        const char **values = out->values + i * TER_EXPORT_FIELDS;
        for (size_t k = 0; k < TER_EXPORT_FIELDS; k++) {
            const char *value = values[k] = f->values[k];
            if (!cut || !value || strlen(value) <= TEXT_MOST) continue;
            char *copy = ter_strndup(value, ter_export_text_fit(value, TEXT_MOST));
            ter_array_push(&out->copies, copy);
            values[k] = copy;
        }
        out->rows[i] = (ter_export_row){g->type == TER_GEOMETRY_NONE ? NULL : &f->geometry, values};
    }
    if (file->crs || g->type == TER_GEOMETRY_NONE) return;
    for (size_t i = 0; i < n; i++) {
        ter_geometry moved = {0};
        ter_geometry_copy(&g->features.items[i]->geometry, &moved);
        ter_geometry_from_wgs84(&moved, file->datum);
        ter_array_push(&out->moved, moved);
    }
    for (size_t i = 0; i < n; i++) out->rows[i].geometry = &out->moved.items[i];
}

static void rows_release(layer_rows *r) {
    for (size_t i = 0; i < r->copies.len; i++) free(r->copies.items[i]);
    ter_array_release(&r->copies);
    for (size_t i = 0; i < r->moved.len; i++) ter_geometry_release(&r->moved.items[i]);
    ter_array_release(&r->moved);
    free(r->rows);
    free(r->values);
}

/* A file with coordinates that names no CRS names their datum: "shapefile/2026/started_point.gcj02.shp". */
static bool names_datum(const ter_export_file *file) {
    return !file->crs && (file->format->container || file->group->type != TER_GEOMETRY_NONE);
}

static char *path_of(const ter_export_format *wanted, const ter_export_file *file) {
    ter_buf path = {0};
    const ter_export_group *g = file->group;
    bool table = g->type == TER_GEOMETRY_NONE && file->format->short_names;
    ter_buf_printf(&path, "%s/%s", wanted->name, file->format->container ? g->file : g->stem);
    if (names_datum(file)) ter_buf_printf(&path, ".%s", ter_datum_word(file->datum));
    ter_buf_printf(&path, ".%s", table ? "dbf" : file->format->extension);
    return ter_buf_detach(&path);
}

static char *layer_of(const ter_export_file *file) {
    ter_buf name = {0};
    ter_buf_puts(&name, file->group->layer);
    if (names_datum(file)) ter_buf_printf(&name, "_%s", ter_datum_word(file->datum));
    return ter_buf_detach(&name);
}

static ter_status parent_make(const char *file, ter_error *err) {
    char *parent = ter_strndup(file, (size_t)(strrchr(file, '/') - file));
    ter_status status = ter_dir_make(parent, err);
    free(parent);
    return status;
}

/* Everything of one request to the module: `count` groups that one driver writes. */
typedef struct request_parts {
    layer_rows *rows;
    ter_export_layer *layers;
    ter_export_result *results;
    char **paths;
    size_t count;
} request_parts;

static ter_status parts_make(request_parts *p, const ter_export_job *job, const ter_export_file *files, size_t count,
                             ter_error *err) {
    *p = (request_parts){.rows = ter_alloc(count * sizeof *p->rows),
                         .layers = ter_alloc(count * sizeof *p->layers),
                         .results = ter_alloc(count * sizeof *p->results),
                         .paths = ter_alloc(count * sizeof *p->paths),
                         .count = count};
    for (size_t i = 0; i < count; i++) {
        const ter_export_group *g = files[i].group;
        rows_make(&p->rows[i], &files[i]);
        p->paths[i] = ter_path_join(job->folder, files[i].path);
        ter_status status = parent_make(p->paths[i], err);
        if (status != TER_OK) return status;
        p->layers[i] = (ter_export_layer){.path = p->paths[i],
                                          .name = files[i].layer,
                                          .title = g->title,
                                          .type = g->type,
                                          .rows = p->rows[i].rows,
                                          .row_count = g->features.len};
    }
    return TER_OK;
}

static void parts_release(request_parts *p) {
    for (size_t i = 0; i < p->count; i++) {
        rows_release(&p->rows[i]);
        free(p->paths[i]);
    }
    free(p->rows), free(p->layers), free(p->results), free(p->paths);
}

/* Writes files[0..count), all of one driver. */
static ter_status files_write(const ter_export_job *job, ter_export_file *files, size_t count, ter_error *err) {
    const ter_gis *gis;
    request_parts parts = {0};
    ter_export_request request = {.driver = files->format->driver,
                                  .crs = files->crs,
                                  .datum = ter_datum_name(files->datum),
                                  .date = job->date,
                                  .layer_count = count,
                                  .description = job->description};
    request.fields = ter_export_fields(&request.field_count);
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = parts_make(&parts, job, files, count, err);
    request.layers = parts.layers;
    request.results = parts.results;
    if (status == TER_OK) status = gis->export_run(&request, err);
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        files[i].extent = parts.results[i].extent;
        files[i].cut_values = parts.rows[i].copies.len;
    }
    parts_release(&parts);
    return status;
}

ter_status ter_export_write_format(const ter_export_job *job, const ter_export_format *format,
                                   ter_export_file_list *files, ter_error *err) {
    size_t first = files->len;
    for (int tables = 0; tables < 2; tables++) { /* first what the driver takes, then the tables it cannot hold */
        for (size_t i = 0; i < job->plan->groups.len; i++) {
            const ter_export_group *g = &job->plan->groups.items[i];
            bool beside = g->type == TER_GEOMETRY_NONE && !format->tables;
            if (beside != (tables == 1)) continue;
            const ter_export_format *actual = beside ? &table_beside : format;
            bool kept = actual->wgs84 && (job->crs || ter_export_keeps_wgs84(job, actual));
            ter_export_file file = {.format = actual,
                                    .group = g,
                                    .crs = kept ? "EPSG:4326" : job->crs,
                                    .datum = kept ? TER_DATUM_WGS84 : job->datum,
                                    .extent = ter_bbox_empty};
            file.path = path_of(format, &file);
            file.layer = layer_of(&file);
            ter_array_push(files, file);
        }
        if (files->len == first) continue;
        ter_status status = files_write(job, files->items + first, files->len - first, err);
        if (status != TER_OK) return status;
        first = files->len;
    }
    return TER_OK;
}

void ter_export_files_release(ter_export_file_list *files) {
    for (size_t i = 0; i < files->len; i++) free(files->items[i].path), free(files->items[i].layer);
    ter_array_release(files);
}
