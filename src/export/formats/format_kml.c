/* KML (OGC 2.2): the title as name, the attribution as description and extended data of the document, fields as
 * SchemaData. A field whose name is "name" is the placemark's name only. */
#include "base/escape.h"
#include "export/formats/export_format.h"

#include <string.h>

static bool is_name(const ter_dataset_field *field) {
    return strcmp(field->name, "name") == 0;
}

static void put_element(ter_buf *out, const char *name, const char *text) {
    ter_buf_printf(out, "<%s>", name);
    ter_escape_xml(out, text);
    ter_buf_printf(out, "</%s>\n", name);
}

static void put_data(ter_buf *out, const char *name, const char *value) {
    if (!value) return;
    ter_buf_printf(out, "<Data name=\"%s\"><value>", name);
    ter_escape_xml(out, value);
    ter_buf_puts(out, "</value></Data>\n");
}

static void put_schema(const ter_dataset *d, ter_buf *out) {
    static const char *const types[] = {"string", "int", "float"};
    ter_buf_puts(out, "<Schema name=\"");
    ter_escape_xml(out, d->layers->name);
    ter_buf_puts(out, "\" id=\"fields\">\n");
    for (size_t i = 0; i < d->field_count; i++) {
        if (is_name(&d->fields[i])) continue;
        ter_buf_printf(out, "<SimpleField type=\"%s\" name=\"", types[d->fields[i].type]);
        ter_escape_xml(out, d->fields[i].name);
        ter_buf_puts(out, "\"><displayName>");
        ter_escape_xml(out, d->fields[i].title_zh);
        ter_buf_puts(out, "</displayName></SimpleField>\n");
    }
    ter_buf_puts(out, "</Schema>\n");
}

/* In the order of KML's own schema: name, author, description, extended data, schema, features. */
static void begin(const ter_dataset *d, ter_bbox b, ter_buf *out) {
    (void)b;
    ter_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document id=\"root\">\n");
    put_element(out, "name", d->layers->title);
    if (d->description) put_element(out, "description", d->description);
    if (d->credit_count) ter_buf_puts(out, "<ExtendedData>\n");
    for (size_t i = 0; i < d->credit_count; i++) {
        put_data(out, "source", d->credits[i].source);
        put_data(out, "licence", d->credits[i].licence);
        put_data(out, "date", d->credits[i].date);
    }
    if (d->credit_count) ter_buf_puts(out, "</ExtendedData>\n");
    put_schema(d, out);
    ter_buf_puts(out, "<Folder>\n");
    put_element(out, "name", d->layers->name);
}

static void put_coordinates(const ter_geometry *g, size_t part, ter_buf *out) {
    ter_buf_puts(out, "<coordinates>");
    for (size_t begin = ter_geometry_part_begin(g, part), i = begin; i < ter_geometry_part_end(g, part); i++) {
        if (i > begin) ter_buf_putc(out, ' ');
        ter_buf_put_real(out, g->points[i].lon_deg, 7);
        ter_buf_putc(out, ',');
        ter_buf_put_real(out, g->points[i].lat_deg, 7);
    }
    ter_buf_puts(out, "</coordinates>");
}

static void put_polygon(const ter_geometry *g, size_t polygon, ter_buf *out) {
    size_t first = polygon == 0 ? 0 : g->polygon_ends[polygon - 1];
    ter_buf_puts(out, "<Polygon>");
    for (size_t part = first; part < g->polygon_ends[polygon]; part++) {
        const char *boundary = part == first ? "outerBoundaryIs" : "innerBoundaryIs";
        ter_buf_printf(out, "<%s><LinearRing>", boundary);
        put_coordinates(g, part, out);
        ter_buf_printf(out, "</LinearRing></%s>", boundary);
    }
    ter_buf_puts(out, "</Polygon>");
}

static void put_geometry(const ter_geometry *g, ter_buf *out) {
    bool areas = g->type == TER_GEOMETRY_POLYGON;
    const char *name = g->type == TER_GEOMETRY_POINT ? "Point" : "LineString";
    size_t members = areas ? g->polygon_count : g->part_count;
    if (members > 1) ter_buf_puts(out, "<MultiGeometry>");
    for (size_t i = 0; i < members; i++) {
        if (areas) {
            put_polygon(g, i, out);
            continue;
        }
        ter_buf_printf(out, "<%s>", name);
        put_coordinates(g, i, out);
        ter_buf_printf(out, "</%s>", name);
    }
    if (members > 1) ter_buf_puts(out, "</MultiGeometry>");
}

static void put_row(const ter_dataset *d, const ter_dataset_row *row, bool first, ter_buf *out) {
    (void)first;
    ter_buf_puts(out, "<Placemark>");
    for (size_t i = 0; i < d->field_count; i++) {
        if (!is_name(&d->fields[i]) || !row->values[i]) continue;
        ter_buf_puts(out, "<name>");
        ter_escape_xml(out, row->values[i]);
        ter_buf_puts(out, "</name>");
    }
    ter_buf_puts(out, "<ExtendedData><SchemaData schemaUrl=\"#fields\">\n");
    for (size_t i = 0; i < d->field_count; i++) {
        if (is_name(&d->fields[i]) || !row->values[i]) continue;
        ter_buf_puts(out, "<SimpleData name=\"");
        ter_escape_xml(out, d->fields[i].name);
        ter_buf_puts(out, "\">");
        ter_escape_xml(out, row->values[i]);
        ter_buf_puts(out, "</SimpleData>\n");
    }
    ter_buf_puts(out, "</SchemaData></ExtendedData>");
    if (row->geometry) put_geometry(row->geometry, out);
    ter_buf_puts(out, "</Placemark>\n");
}

static void end(const ter_dataset *d, ter_buf *out) {
    (void)d;
    ter_buf_puts(out, "</Folder>\n</Document>\n</kml>\n");
}

static const ter_text_layout layout = {begin, put_row, end};

const ter_export_format ter_format_kml = {
    .name = "kml",
    .title = "KML",
    .extension = "kml",
    .text = &layout,
    .crs = TER_FORMAT_ONLY_WGS84,
};
