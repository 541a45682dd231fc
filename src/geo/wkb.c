/* Binary forms of a geometry: ISO WKB and EWKB, and SpatiaLite's BLOB. All counts and offsets come from outside and are
 * checked against what is left. */
#include "geo/geometry.h"

#include <math.h>
#include <string.h>

enum { WKB_POINT = 1, WKB_LINE, WKB_POLYGON, WKB_MULTIPOINT, WKB_MULTILINE, WKB_MULTIPOLYGON };

typedef struct reader {
    const unsigned char *at, *end;
    bool big, failed;
    bool spatialite; /* members are marked 0x69 and share the byte order */
} reader;

/* What a type code says in addition to the family. */
typedef struct shape {
    uint32_t base;
    bool has_z, has_m, compressed;
} shape;

static void take(reader *r, void *out, size_t n) {
    unsigned char *bytes = out;
    if ((size_t)(r->end - r->at) < n) {
        r->failed = true;
        memset(out, 0, n);
        return;
    }
    for (size_t i = 0; i < n; i++) bytes[i] = r->at[r->big ? n - 1 - i : i];
    r->at += n;
}

static uint8_t take_byte(reader *r) {
    uint8_t b;
    take(r, &b, 1);
    return b;
}

static uint32_t take_u32(reader *r) {
    uint32_t v;
    take(r, &v, sizeof v);
    return v;
}

static double take_double(reader *r) {
    double v;
    take(r, &v, sizeof v);
    return v;
}

static float take_float(reader *r) {
    float v;
    take(r, &v, sizeof v);
    return v;
}

/* A count of things of at least `item_size` bytes each. */
static uint32_t take_count(reader *r, size_t item_size) {
    uint32_t n = take_u32(r);
    if ((size_t)(r->end - r->at) / item_size < n) r->failed = true;
    return r->failed ? 0 : n;
}

static shape shape_of(reader *r, uint32_t code) {
    shape s = {0};
    if (!r->spatialite) {
        s.has_z = (code & 0x80000000u) != 0;
        s.has_m = (code & 0x40000000u) != 0;
        if (code & 0x20000000u) take_u32(r); /* EWKB's SRID */
        code &= 0x0fffffffu;
    } else if (code >= 1000000) {
        s.compressed = true;
        code -= 1000000;
    }
    uint32_t thousands = code / 1000;
    s.base = code % 1000;
    s.has_z = s.has_z || thousands == 1 || thousands == 3;
    s.has_m = s.has_m || thousands == 2 || thousands == 3;
    if (thousands > 3) r->failed = true;
    return s;
}

static ter_position take_position(reader *r, shape s) {
    ter_position p;
    p.lon_deg = take_double(r);
    p.lat_deg = take_double(r);
    if (s.has_z) take_double(r);
    if (s.has_m) take_double(r);
    return p;
}

/* Compressed runs keep the first and last position whole and the others as steps from the one before. */
static ter_position take_step(reader *r, shape s, ter_position before) {
    ter_position p = {before.lon_deg + (double)take_float(r), 0};
    p.lat_deg = before.lat_deg + (double)take_float(r);
    if (s.has_z) take_float(r);
    if (s.has_m) take_double(r);
    return p;
}

static void take_run(reader *r, shape s, ter_geometry *g) {
    size_t size = s.compressed ? 8 : 16;
    uint32_t n = take_count(r, size + (s.has_z ? size / 2 : 0) + (s.has_m ? 8 : 0));
    ter_position p = {0, 0};
    for (uint32_t i = 0; i < n && !r->failed; i++) {
        bool step = s.compressed && i > 0 && i + 1 < n;
        p = step ? take_step(r, s, p) : take_position(r, s);
        if (!isfinite(p.lon_deg) || !isfinite(p.lat_deg)) r->failed = true;
        ter_geometry_add_point(g, p);
    }
    if (n > 0) ter_geometry_end_part(g);
}

static void take_simple(reader *r, shape s, ter_geometry *g) {
    if (s.base == WKB_POINT) {
        ter_position p = take_position(r, s);
        if (isnan(p.lon_deg) && isnan(p.lat_deg)) return; /* POINT EMPTY */
        if (!isfinite(p.lon_deg) || !isfinite(p.lat_deg)) r->failed = true;
        ter_geometry_add_point(g, p);
        ter_geometry_end_part(g);
    } else if (s.base == WKB_LINE) {
        take_run(r, s, g);
    } else if (s.base == WKB_POLYGON) {
        uint32_t rings = take_count(r, 4);
        for (uint32_t i = 0; i < rings && !r->failed; i++) take_run(r, s, g);
        if (rings > 0) ter_geometry_end_polygon(g);
    } else {
        r->failed = true;
    }
}

static void take_geometry(reader *r, ter_geometry *g) {
    shape s = shape_of(r, take_u32(r));
    bool many = s.base >= WKB_MULTIPOINT && s.base <= WKB_MULTIPOLYGON;
    uint32_t single = many ? s.base - 3 : s.base;
    if (single >= WKB_POINT && single <= WKB_POLYGON) g->type = (ter_geometry_type)single;
    if (!many) {
        take_simple(r, s, g);
        return;
    }
    uint32_t members = take_count(r, 5);
    for (uint32_t i = 0; i < members && !r->failed; i++) {
        uint8_t mark = take_byte(r);
        if (r->spatialite) r->failed = r->failed || mark != 0x69;
        else r->big = mark == 0;
        shape member = shape_of(r, take_u32(r));
        if (member.base != single) r->failed = true;
        if (!r->failed) take_simple(r, member, g);
    }
}

static ter_status finish(reader *r, ter_geometry *g, const char *what, ter_error *err) {
    if (r->failed) {
        ter_geometry_release(g);
        return ter_error_set(err, TER_FORMAT, "a geometry is not a valid %s of points, lines or polygons", what);
    }
    if (g->part_count == 0) ter_geometry_release(g);
    return TER_OK;
}

ter_status ter_geometry_from_wkb(ter_str wkb, ter_geometry *out, ter_error *err) {
    *out = (ter_geometry){0};
    const unsigned char *bytes = (const unsigned char *)wkb.ptr;
    reader r = {.at = bytes, .end = bytes + wkb.len};
    uint8_t order = take_byte(&r);
    r.big = order == 0;
    if (order > 1) r.failed = true;
    if (!r.failed) take_geometry(&r, out);
    return finish(&r, out, "WKB", err);
}

static void take_tiny_point(reader *r, ter_geometry *g) {
    take_u32(r); /* SRID */
    uint8_t type = take_byte(r);
    shape s = {WKB_POINT, type == 2 || type == 4, type == 3 || type == 4, false};
    if (type < 1 || type > 4) r->failed = true;
    g->type = TER_GEOMETRY_POINT;
    take_simple(r, s, g);
}

ter_status ter_geometry_from_spatialite(ter_str blob, ter_geometry *out, ter_error *err) {
    *out = (ter_geometry){0};
    const unsigned char *bytes = (const unsigned char *)blob.ptr;
    reader r = {.at = bytes, .end = bytes + blob.len, .spatialite = true};
    uint8_t start = take_byte(&r), order = take_byte(&r);
    if (start != 0 || (order != 0 && order != 1 && order != 0x80 && order != 0x81)) r.failed = true;
    r.big = (order & 1) == 0;
    if (!r.failed && order >= 0x80) {
        take_tiny_point(&r, out);
    } else if (!r.failed) {
        take_u32(&r); /* SRID */
        for (int i = 0; i < 4; i++) take_double(&r);
        if (take_byte(&r) != 0x7c) r.failed = true;
        if (!r.failed) take_geometry(&r, out);
    }
    if (take_byte(&r) != 0xfe) r.failed = true;
    return finish(&r, out, "SpatiaLite BLOB", err);
}

/* ---- writing (little-endian, as every machine this runs on is) ---- */

static void put_u32(ter_buf *b, size_t v) {
    uint32_t n = (uint32_t)v;
    ter_buf_append(b, &n, sizeof n);
}

static void put_position(ter_buf *b, ter_position p) {
    ter_buf_append(b, &p.lon_deg, sizeof p.lon_deg);
    ter_buf_append(b, &p.lat_deg, sizeof p.lat_deg);
}

static void put_run(ter_buf *b, const ter_geometry *g, size_t part) {
    size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
    put_u32(b, end - begin);
    for (size_t i = begin; i < end; i++) put_position(b, g->points[i]);
}

static size_t member_count(const ter_geometry *g) {
    return g->type == TER_GEOMETRY_POLYGON ? g->polygon_count : g->part_count;
}

static void put_member(ter_buf *b, const ter_geometry *g, size_t member) {
    put_u32(b, (size_t)g->type);
    if (g->type == TER_GEOMETRY_POINT) {
        put_position(b, g->points[ter_geometry_part_begin(g, member)]);
    } else if (g->type == TER_GEOMETRY_LINE) {
        put_run(b, g, member);
    } else {
        size_t from = member == 0 ? 0 : g->polygon_ends[member - 1];
        put_u32(b, g->polygon_ends[member] - from);
        for (size_t part = from; part < g->polygon_ends[member]; part++) put_run(b, g, part);
    }
}

static void put_geometry(ter_buf *b, const ter_geometry *g, bool multi, char mark) {
    size_t members = member_count(g);
    if (!multi && members == 1) {
        put_member(b, g, 0);
        return;
    }
    put_u32(b, (g->type == TER_GEOMETRY_NONE ? WKB_POINT : (size_t)g->type) + 3);
    put_u32(b, members);
    for (size_t i = 0; i < members; i++) {
        ter_buf_putc(b, mark);
        put_member(b, g, i);
    }
}

void ter_geometry_to_wkb(const ter_geometry *g, bool multi, ter_buf *out) {
    ter_buf_putc(out, 1);
    put_geometry(out, g, multi, 1);
}

void ter_geometry_to_spatialite(const ter_geometry *g, bool multi, ter_buf *out) {
    ter_bbox box = ter_geometry_bbox(g);
    if (g->point_count == 0) box = (ter_bbox){0, 0, 0, 0};
    ter_buf_append(out, "\0\1", 2);
    put_u32(out, 4326);
    put_position(out, (ter_position){box.min_lon, box.min_lat});
    put_position(out, (ter_position){box.max_lon, box.max_lat});
    ter_buf_putc(out, 0x7c);
    put_geometry(out, g, multi, 0x69);
    ter_buf_putc(out, (char)0xfe);
}
