/* Geometry as GeoJSON. */
#include "base/json.h"
#include "geo/geometry.h"

enum { DECIMALS = 7 }; /* about a centimetre */

static void put_position(ter_json *j, ter_position p) {
    ter_json_begin(j, '[');
    ter_json_real(j, p.lon_deg, DECIMALS);
    ter_json_real(j, p.lat_deg, DECIMALS);
    ter_json_end(j, ']');
}

static bool counter_clockwise(const ter_geometry *g, size_t begin, size_t end) {
    double twice = 0;
    for (size_t i = begin, k = end - 1; i < end; k = i++)
        twice += g->points[k].lon_deg * g->points[i].lat_deg - g->points[i].lon_deg * g->points[k].lat_deg;
    return twice > 0;
}

static void put_line(ter_json *j, const ter_geometry *g, size_t part) {
    ter_json_begin(j, '[');
    for (size_t i = ter_geometry_part_begin(g, part); i < ter_geometry_part_end(g, part); i++)
        put_position(j, g->points[i]);
    ter_json_end(j, ']');
}

static void put_ring(ter_json *j, const ter_geometry *g, size_t part, bool outer) {
    size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
    bool forward = counter_clockwise(g, begin, end) == outer;
    ter_json_begin(j, '[');
    for (size_t i = begin; i < end; i++) put_position(j, g->points[forward ? i : end - 1 - (i - begin)]);
    ter_json_end(j, ']');
}

static void put_member(ter_json *j, const ter_geometry *g, size_t member) {
    if (g->type == TER_GEOMETRY_POINT) {
        put_position(j, g->points[ter_geometry_part_begin(g, member)]);
    } else if (g->type == TER_GEOMETRY_LINE) {
        put_line(j, g, member);
    } else {
        size_t from = member == 0 ? 0 : g->polygon_ends[member - 1];
        ter_json_begin(j, '[');
        for (size_t part = from; part < g->polygon_ends[member]; part++) put_ring(j, g, part, part == from);
        ter_json_end(j, ']');
    }
}

void ter_geometry_to_geojson(const ter_geometry *g, ter_buf *out) {
    static const char *const names[] = {"", "Point", "LineString", "Polygon"};
    size_t members = g->type == TER_GEOMETRY_POLYGON ? g->polygon_count : g->part_count;
    if (g->type == TER_GEOMETRY_NONE || members == 0) {
        ter_buf_puts(out, "null");
        return;
    }
    ter_json j;
    ter_json_init(&j, out);
    ter_buf name = {0};
    ter_buf_printf(&name, "%s%s", members > 1 ? "Multi" : "", names[g->type]);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "type", name.ptr);
    ter_json_key(&j, "coordinates");
    if (members > 1) ter_json_begin(&j, '[');
    for (size_t i = 0; i < members; i++) put_member(&j, g, i);
    if (members > 1) ter_json_end(&j, ']');
    ter_json_end(&j, '}');
    ter_buf_release(&name);
}
