/* CSV (RFC 4180 but for line ends, which are LF; UTF-8): the geometry, if the layer has one, as WKT in the first
 * column. Title, licence, attribution and what the columns are stand next to it in NAME.csv-metadata.json (W3C,
 * Metadata Vocabulary for Tabular Data). */
#include "base/escape.h"
#include "base/file.h"
#include "base/json.h"
#include "export/formats/export_format.h"

#include <string.h>

static bool has_geometry(const ter_dataset *d) {
    return d->layers->type != TER_GEOMETRY_NONE;
}

static void begin(const ter_dataset *d, ter_bbox b, ter_buf *out) {
    (void)b;
    if (has_geometry(d)) ter_buf_puts(out, "WKT");
    for (size_t i = 0; i < d->field_count; i++) {
        if (i || has_geometry(d)) ter_buf_putc(out, ',');
        ter_escape_csv(out, ter_str_from(d->fields[i].name));
    }
    ter_buf_putc(out, '\n');
}

/* "(x y,x y)"; OGC 06-103r4, 7.2. */
static void put_part(const ter_geometry *g, size_t part, int decimals, ter_buf *out) {
    for (size_t begin = ter_geometry_part_begin(g, part), i = begin; i < ter_geometry_part_end(g, part); i++) {
        ter_buf_putc(out, i > begin ? ',' : '(');
        ter_buf_put_real(out, g->points[i].lon_deg, decimals);
        ter_buf_putc(out, ' ');
        ter_buf_put_real(out, g->points[i].lat_deg, decimals);
    }
    ter_buf_putc(out, ')');
}

static void put_polygon(const ter_geometry *g, size_t polygon, int decimals, ter_buf *out) {
    size_t first = polygon == 0 ? 0 : g->polygon_ends[polygon - 1];
    for (size_t part = first; part < g->polygon_ends[polygon]; part++) {
        ter_buf_putc(out, part > first ? ',' : '(');
        put_part(g, part, decimals, out);
    }
    ter_buf_putc(out, ')');
}

static void put_wkt(const ter_geometry *g, int decimals, ter_buf *out) {
    static const char *const names[] = {"", "POINT", "LINESTRING", "POLYGON"};
    bool areas = g->type == TER_GEOMETRY_POLYGON;
    size_t members = areas ? g->polygon_count : g->part_count;
    bool quoted = members > 1 || g->point_count > 1; /* else it contains no comma */
    if (quoted) ter_buf_putc(out, '"');
    ter_buf_printf(out, "%s%s ", members > 1 ? "MULTI" : "", names[g->type]);
    for (size_t i = 0; i < members; i++) {
        if (members > 1) ter_buf_putc(out, i ? ',' : '(');
        if (areas) put_polygon(g, i, decimals, out);
        else put_part(g, i, decimals, out);
    }
    if (members > 1) ter_buf_putc(out, ')');
    if (quoted) ter_buf_putc(out, '"');
}

static void put_row(const ter_dataset *d, const ter_dataset_row *row, bool first, ter_buf *out) {
    (void)first;
    if (has_geometry(d) && row->geometry) put_wkt(row->geometry, d->decimals, out);
    for (size_t i = 0; i < d->field_count; i++) {
        if (i || has_geometry(d)) ter_buf_putc(out, ',');
        if (row->values[i]) ter_escape_csv(out, ter_str_from(row->values[i]));
    }
    ter_buf_putc(out, '\n');
}

static void end(const ter_dataset *d, ter_buf *out) {
    (void)d;
    (void)out;
}

/* ---- metadata ---- */

static void put_in_language(ter_json *j, const char *text, const char *language) {
    ter_json_begin(j, '{');
    ter_json_put_text(j, "@value", text);
    ter_json_put_text(j, "@language", language);
    ter_json_end(j, '}');
}

static void put_column(ter_json *j, const ter_dataset_field *f) {
    static const char *const types[] = {"string", "integer", "number"};
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "titles", f->name);
    ter_json_put_text(j, "datatype", types[f->type]);
    ter_json_key(j, "dc:title");
    ter_json_begin(j, '[');
    put_in_language(j, f->title_zh, "zh");
    put_in_language(j, f->title_en, "en");
    ter_json_end(j, ']');
    ter_json_end(j, '}');
}

static void put_sources(ter_json *j, const ter_dataset *d) {
    ter_json_put_text(j, "dc:rights", d->description);
    ter_json_key(j, "dc:license");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++)
        if (d->credits[i].licence) ter_json_text(j, d->credits[i].licence);
    ter_json_end(j, ']');
    ter_json_key(j, "dc:source");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++) ter_json_text(j, d->credits[i].source);
    ter_json_end(j, ']');
}

static void put_csvw(const ter_dataset *d, ter_buf *out) {
    static const ter_dataset_field geometry = {"WKT", "WKT", TER_FIELD_TEXT, "几何（WKT）", "Geometry (WKT)"};
    ter_json j;
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "@context", "http://www.w3.org/ns/csvw");
    ter_json_put_text(&j, "url", strrchr(d->path, '/') + 1);
    ter_json_put_text(&j, "dc:title", d->layers->title);
    if (d->credit_count) put_sources(&j, d);
    ter_json_key(&j, "tableSchema");
    ter_json_begin(&j, '{');
    ter_json_key(&j, "columns");
    ter_json_begin(&j, '[');
    if (d->layers->type != TER_GEOMETRY_NONE) put_column(&j, &geometry);
    for (size_t i = 0; i < d->field_count; i++) put_column(&j, &d->fields[i]);
    ter_json_end(&j, ']');
    ter_json_end(&j, '}');
    ter_json_end(&j, '}');
    ter_buf_putc(out, '\n');
}

static ter_status describe(const ter_dataset *dataset, ter_error *err) {
    ter_buf path = {0}, text = {0};
    ter_buf_printf(&path, "%s-metadata.json", dataset->path);
    put_csvw(dataset, &text);
    ter_status status = ter_file_write(path.ptr, (ter_str){text.ptr, text.len}, err);
    ter_buf_release(&path);
    ter_buf_release(&text);
    return status;
}

static const ter_text_layout layout = {begin, put_row, end};
static const ter_dataset_field wkt = {"WKT", "", TER_FIELD_TEXT, "几何", "Geometry"};

const ter_export_format ter_format_csv = {
    .name = "csv",
    .title = "CSV",
    .extension = "csv",
    .text = &layout,
    .extra_fields = &wkt,
    .extra_field_count = 1,
    .describe = describe,
};
