/* An area or a line from what the command line gives: a box, a file, a facility, or a name of the gazetteers. */
#include "cli/input/place_argument.h"

#include "base/file.h"
#include "base/kind.h"
#include "cli/input/spelling.h"
#include "gazetteer/lookup.h"
#include "registry/read/facility.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- boxes and files ---- */

static bool read_numbers(const char *text, double n[4]) {
    for (int i = 0; i < 4; i++) {
        char *end = NULL;
        n[i] = strtod(text, &end);
        if (end == text || !isfinite(n[i]) || *end != (i < 3 ? ',' : 0)) return false;
        text = end + 1;
    }
    return true;
}

static ter_status read_box(const double n[4], const char *text, ter_geometry *out, ter_error *err) {
    ter_position a = {n[0], n[1]}, b = {n[2], n[3]};
    if (!ter_position_valid(a) || !ter_position_valid(b) || n[0] > n[2] || n[1] > n[3])
        return ter_error_set(err, TER_USAGE,
                             "'%s' is not a box; write W,S,E,N in degrees, west before east (two boxes, one on either "
                             "side of the antimeridian)",
                             text);
    out->type = TER_GEOMETRY_POLYGON;
    const ter_position corners[] = {a, {n[2], n[1]}, b, {n[0], n[3]}, a};
    for (int i = 0; i < 5; i++) ter_geometry_add_point(out, corners[i]);
    ter_geometry_end_part(out);
    ter_geometry_end_polygon(out);
    return TER_OK;
}

static void add_polygons(const ter_geometry *from, ter_geometry *to) {
    for (size_t polygon = 0, part = 0; polygon < from->polygon_count; polygon++) {
        for (; part < from->polygon_ends[polygon]; part++) {
            for (size_t i = ter_geometry_part_begin(from, part); i < ter_geometry_part_end(from, part); i++)
                ter_geometry_add_point(to, from->points[i]);
            ter_geometry_end_part(to);
        }
        ter_geometry_end_polygon(to);
    }
}

static void add_geometry(const ter_geometry *from, ter_geometry *to) {
    to->type = from->type;
    if (from->type == TER_GEOMETRY_POLYGON) add_polygons(from, to);
    else ter_geometry_add_parts(to, from);
}

static ter_status read_file(const char *path, ter_geometry_type type, ter_geometry *out, ter_error *err) {
    ter_geojson_features features = {0};
    ter_status status = ter_place_shape_file(path, type, &features, err);
    for (size_t i = 0; i < features.len; i++) add_geometry(&features.items[i].geometry, out);
    ter_geojson_release(&features);
    return status;
}

/* ---- names ---- */

/* The geometry of a facility, if it is that of the facility itself and not of a part, a section or its district. */
static ter_status take_facility(ter_registry *r, const char *id, ter_geometry_type type, ter_geometry *out, bool *taken,
                                ter_error *err) {
    ter_facility f;
    bool found = false;
    ter_status status = ter_registry_facility(r, id, &found, &f, err);
    *taken = false;
    if (status != TER_OK || !found) return status;
    *taken = !*f.hidden && f.geometry.type == type && f.precision == TER_PRECISION_EXACT;
    if (*taken) add_geometry(&f.geometry, out);
    ter_facility_release(&f);
    return TER_OK;
}

static ter_status several(const char *text, ter_geometry_type type, const char *how, ter_error *err) {
    return ter_error_set(err, TER_USAGE, "'%s' is the name of more than one %s; %s", text, ter_place_shape_word(type),
                         how);
}

static ter_status from_registry(ter_registry *r, const char *text, ter_geometry_type type, ter_geometry *out,
                                ter_error *err) {
    ter_named_facilities ids = {0};
    size_t count = 0;
    ter_status status = ter_named_facilities_find(r, text, &ids, err);
    for (size_t i = 0; i < ids.len && status == TER_OK && count < 2; i++) {
        bool taken = false;
        status = take_facility(r, ids.items[i].id, type, out, &taken, err);
        count += taken;
    }
    ter_named_facilities_release(&ids);
    if (status == TER_OK && count > 1) status = several(text, type, "give the id that terrier find shows", err);
    return status;
}

/* From one gazetteer: features of that type with this name, administrative areas before others. */
static ter_status from_gazetteer(const ter_gazetteer *g, const char *text, ter_geometry_type type, ter_geometry *out,
                                 ter_error *err) {
    ter_gazetteer_hit *hits = NULL;
    size_t count = 0, taken = 0;
    ter_status status = ter_gazetteer_lookup(g, ter_str_from(text), true, &hits, &count, err);
    for (int admin = type == TER_GEOMETRY_POLYGON; admin >= 0 && taken == 0; admin--) {
        for (size_t i = 0; i < count && status == TER_OK; i++) {
            ter_geometry shape = {0};
            bool is_admin = ter_kind_is_area(ter_gazetteer_at(g, hits[i].position)->kind);
            if (is_admin != (admin == 1) || (i > 0 && hits[i].position == hits[i - 1].position)) continue;
            status = ter_gazetteer_geometry(g, hits[i].position, &shape, err);
            if (status == TER_OK && shape.type == type && taken++ == 0) add_geometry(&shape, out);
            ter_geometry_release(&shape);
        }
    }
    free(hits);
    if (status == TER_OK && taken > 1) status = several(text, type, "give a GeoJSON file of the one meant", err);
    return status;
}

static ter_status from_gazetteers(ter_place_lookup *l, const char *text, ter_geometry_type type, ter_geometry *out,
                                  ter_error *err) {
    ter_status status = ter_place_lookup_open(l, err);
    for (size_t i = 0; i < l->gazetteers.count && status == TER_OK && out->type == TER_GEOMETRY_NONE; i++)
        status = from_gazetteer(l->gazetteers.items[i], text, type, out, err);
    return status;
}

ter_status ter_place_outline(ter_place_lookup *l, const char *name, ter_geometry *out, ter_error *err) {
    *out = (ter_geometry){0};
    return from_gazetteers(l, name, TER_GEOMETRY_POLYGON, out, err);
}

typedef struct likely {
    ter_registry *r;
    ter_geometry_type type;
    ter_buf names;
} likely;

static void note_likely(const ter_found *found, void *context) {
    likely *l = context;
    ter_geometry g = {0};
    bool taken = false;
    if (take_facility(l->r, found->id, l->type, &g, &taken, NULL) == TER_OK && taken)
        ter_buf_printf(&l->names, "%s%s", l->names.len ? ", " : "", found->name);
    ter_geometry_release(&g);
}

/* The error lists the names of the registry that may be meant. */
static ter_status not_known(const char *text, ter_geometry_type type, ter_registry *r, ter_error *err) {
    enum { LOOKED_AT = 20 };
    likely l = {.r = r, .type = type};
    const ter_find_request request = {.text = text, .limit = LOOKED_AT, .spelling = &ter_spelling};
    ter_registry_find(r, &request, note_likely, &l, NULL);
    ter_status status =
        ter_error_set(err, TER_USAGE,
                      "'%s' is neither a file nor %s whose full geometry the registry or a gazetteer knows; give %s%s",
                      text, type == TER_GEOMETRY_POLYGON ? "an area" : "a line",
                      l.names.len ? "one of " : "a GeoJSON file", l.names.len ? l.names.ptr : "");
    ter_buf_release(&l.names);
    return status;
}

static ter_status read_name(ter_place_lookup *l, const char *text, ter_geometry_type type, ter_geometry *out,
                            ter_error *err) {
    ter_status status = from_registry(l->registry, text, type, out, err);
    if (status == TER_OK && out->type == TER_GEOMETRY_NONE) status = from_gazetteers(l, text, type, out, err);
    return status == TER_OK && out->type == TER_GEOMETRY_NONE ? not_known(text, type, l->registry, err) : status;
}

ter_status ter_place_shape(ter_place_lookup *l, const char *text, ter_geometry_type type, ter_geometry *out,
                           ter_error *err) {
    double n[4];
    *out = (ter_geometry){0};
    ter_status status;
    if (type == TER_GEOMETRY_POLYGON && read_numbers(text, n)) status = read_box(n, text, out, err);
    else if (strcmp(text, "-") == 0 || ter_path_exists(text)) status = read_file(text, type, out, err);
    else status = read_name(l, text, type, out, err);
    if (status != TER_OK) ter_geometry_release(out);
    return status;
}
