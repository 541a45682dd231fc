/* GeoJSON text sequences, a feature a line: a format that only tests have, to show what adding one takes. */
#include "base/json.h"
#include "export/formats/export_format.h"

static void begin(const ter_dataset *d, ter_bbox b, ter_buf *out) {
    (void)d, (void)b, (void)out;
}

static void put_row(const ter_dataset *d, const ter_dataset_row *row, bool first, ter_buf *out) {
    ter_json j;
    (void)first;
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "type", "Feature");
    ter_json_key(&j, "properties");
    ter_json_begin(&j, '{');
    for (size_t i = 0; i < d->field_count; i++) ter_json_put_text(&j, d->fields[i].name, row->values[i]);
    ter_json_end(&j, '}');
    ter_json_key(&j, "geometry");
    if (row->geometry) ter_geometry_to_geojson(row->geometry, out);
    else ter_json_null(&j);
    ter_buf_puts(out, "}\n");
}

static void end(const ter_dataset *d, ter_buf *out) {
    (void)d, (void)out;
}

static const ter_text_layout layout = {begin, put_row, end};

const ter_export_format ter_format_geojsonl = {
    .name = "geojsonl",
    .title = "GeoJSONL",
    .extension = "geojsonl",
    .text = &layout,
    .crs = TER_FORMAT_WGS84_OR_DATUM,
};
