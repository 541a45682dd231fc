/* GeoJSON (RFC 7946): a FeatureCollection with bbox and, as foreign members (6.1), title, attribution, sources, and the
 * datum when the dataset has no CRS; 7 decimals, outer rings counter-clockwise, a feature a line, no member crs. */
#include "base/json.h"
#include "export/credits.h"
#include "export/formats/export_format.h"

static void begin(const ter_dataset *d, ter_bbox b, ter_buf *out) {
    ter_json j;
    ter_buf_puts(out, "{\n\"type\": \"FeatureCollection\",\n\"title\": ");
    ter_json_init(&j, out);
    ter_json_text(&j, d->layers->title);
    ter_buf_puts(out, ",\n");
    if (b.min_lon <= b.max_lon)
        ter_buf_printf(out, "\"bbox\": [%.7f, %.7f, %.7f, %.7f],\n", b.min_lon, b.min_lat, b.max_lon, b.max_lat);
    if (!d->crs && d->datum) ter_buf_printf(out, "\"datum\": \"%s\",\n", d->datum);
    ter_json_init(&j, out);
    ter_export_credits_put(&j, d);
    ter_buf_puts(out, d->credit_count ? ",\n\"features\": [" : "\"features\": [");
}

static void put_value(ter_json *j, ter_dataset_field_type type, const char *value) {
    if (!value) ter_json_null(j);
    else if (type == TER_FIELD_TEXT) ter_json_text(j, value);
    else ter_json_raw(j, ter_str_from(value)); /* as this room prints numbers, they are JSON */
}

static void put_row(const ter_dataset *d, const ter_dataset_row *row, bool first, ter_buf *out) {
    ter_json j;
    ter_buf_puts(out, first ? "\n" : ",\n");
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "type", "Feature");
    ter_json_key(&j, "properties");
    ter_json_begin(&j, '{');
    for (size_t i = 0; i < d->field_count; i++) {
        ter_json_key(&j, d->fields[i].name);
        put_value(&j, d->fields[i].type, row->values[i]);
    }
    ter_json_end(&j, '}');
    ter_json_key(&j, "geometry");
    if (row->geometry) ter_geometry_to_geojson(row->geometry, out);
    else ter_json_null(&j);
    ter_buf_putc(out, '}');
}

static void end(const ter_dataset *d, ter_buf *out) {
    (void)d;
    ter_buf_puts(out, "\n]\n}\n");
}

static const ter_text_layout layout = {begin, put_row, end};

const ter_export_format ter_format_geojson = {
    .name = "geojson",
    .title = "GeoJSON",
    .extension = "geojson",
    .usual = true,
    .text = &layout,
    .crs = TER_FORMAT_WGS84_OR_DATUM,
    .style_file = true,
};
