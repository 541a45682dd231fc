#include "export/geojson_out.h"

#include "base/json.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ter_geojson_writer {
    const ter_export_dataset *dataset;
    FILE *file;
    ter_buf line;
    bool begun; /* a feature has been put */
};

static ter_status failed(const ter_geojson_writer *w, int reason, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s: writing failed: %s; check the folder and the free space", w->dataset->path,
                         strerror(reason));
}

static ter_status flush(ter_geojson_writer *w, ter_error *err) {
    errno = 0;
    if (fwrite(w->line.ptr, 1, w->line.len, w->file) != w->line.len) return failed(w, errno, err);
    ter_buf_clear(&w->line);
    return TER_OK;
}

ter_status ter_geojson_writer_open(const ter_export_dataset *dataset, ter_bbox b, ter_geojson_writer **out,
                                   ter_error *err) {
    ter_geojson_writer *w = ter_alloc(sizeof *w);
    w->dataset = dataset;
    *out = NULL;
    w->file = fopen(dataset->path, "wb");
    if (!w->file) {
        ter_status status = failed(w, errno, err);
        free(w);
        return status;
    }
    ter_buf_puts(&w->line, "{\n\"type\": \"FeatureCollection\",\n");
    if (b.min_lon <= b.max_lon)
        ter_buf_printf(&w->line, "\"bbox\": [%.7f, %.7f, %.7f, %.7f],\n", b.min_lon, b.min_lat, b.max_lon, b.max_lat);
    if (!dataset->crs && dataset->datum) ter_buf_printf(&w->line, "\"datum\": \"%s\",\n", dataset->datum);
    ter_buf_puts(&w->line, "\"features\": [");
    *out = w;
    return TER_OK;
}

static void put_value(ter_json *j, ter_export_field_type type, const char *value) {
    if (!value) ter_json_null(j);
    else if (type == TER_FIELD_TEXT) ter_json_text(j, value);
    else ter_json_raw(j, ter_str_from(value)); /* as this room prints numbers, they are JSON */
}

ter_status ter_geojson_writer_put(ter_geojson_writer *w, const ter_export_row *row, ter_error *err) {
    ter_json j;
    ter_buf_puts(&w->line, w->begun ? ",\n" : "\n");
    w->begun = true;
    ter_json_init(&j, &w->line);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "type", "Feature");
    ter_json_key(&j, "properties");
    ter_json_begin(&j, '{');
    for (size_t i = 0; i < w->dataset->field_count; i++) {
        ter_json_key(&j, w->dataset->fields[i].name);
        put_value(&j, w->dataset->fields[i].type, row->values[i]);
    }
    ter_json_end(&j, '}');
    ter_json_key(&j, "geometry");
    if (row->geometry) ter_geometry_to_geojson(row->geometry, &w->line);
    else ter_json_null(&j);
    ter_buf_putc(&w->line, '}');
    return flush(w, err);
}

ter_status ter_geojson_writer_close(ter_geojson_writer *w, ter_error *err) {
    ter_buf_puts(&w->line, "\n]\n}\n");
    ter_status status = flush(w, err);
    errno = 0;
    if (fclose(w->file) != 0 && status == TER_OK) status = failed(w, errno, err);
    ter_buf_release(&w->line);
    free(w);
    return status;
}
