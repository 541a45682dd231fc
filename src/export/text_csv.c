#include "export/text_out.h"

#include "base/escape.h"

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
    bool quoted = members > 1 || g->point_count > 1; /* else there is no comma in it */
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

const ter_text_format ter_text_csv = {"CSV", begin, put_row, end};
