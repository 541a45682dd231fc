/* The values that `override set` sets. */
#include "cli/input/override_values.h"

#include "cli/input/lonlat.h"
#include "extract/words/lexicon.h"
#include "gazetteer/lookup.h"
#include "gis/gis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Assumed where no accuracy is known: a person's choice on a map; a point of a gazetteer, its line or area. */
static const double by_hand_m = 10, site_m = 250, outline_m = 100;

/* ---- geometry ---- */

static ter_status set_position(const ter_values_request *q, const char *value, ter_parsed_values *p, ter_error *err) {
    ter_position at;
    ter_status status = ter_lonlat_parse(value, &at.lon_deg, &at.lat_deg, err);
    if (status != TER_OK) return status;
    p->geometry = (ter_geometry){.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&p->geometry, ter_datum_to_wgs84(q->datum, at));
    ter_geometry_end_part(&p->geometry);
    return TER_OK;
}

typedef struct drawing {
    const char *path;
    ter_datum datum; /* of --datum; a file that states GCJ-02 or BD-09 itself takes precedence */
    ter_geometry *out;
} drawing;

static ter_status take_feature(const ter_gis_feature *f, void *context, ter_error *err) {
    drawing *d = context;
    if (!f->geometry || f->geometry->type == TER_GEOMETRY_NONE) return TER_OK;
    ter_datum stated = TER_DATUM_WGS84;
    bool moved = f->datum && ter_datum_parse(ter_str_from(f->datum), &stated) && ter_datum_moves(stated);
    if (moved && ter_datum_moves(d->datum) && stated != d->datum)
        return ter_error_set(err, TER_INPUT, "%s: states that it is in %s; leave out --datum %s", d->path, f->datum,
                             ter_datum_word(d->datum));
    if (d->out->type != TER_GEOMETRY_NONE)
        return ter_error_set(err, TER_INPUT, "%s: has several features; keep only the one that is meant", d->path);
    ter_geometry_copy(f->geometry, d->out);
    ter_geometry_to_wgs84(d->out, moved ? stated : d->datum);
    return TER_OK;
}

/* Whether a part is more than a single point; a ring must also enclose an area. */
static bool has_extent(const ter_geometry *g, size_t part) {
    size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
    const ter_position *at = g->points;
    double twice_area = 0, length = 0;
    for (size_t i = begin; i + 1 < end; i++) {
        double dx = at[i + 1].lon_deg - at[i].lon_deg, dy = at[i + 1].lat_deg - at[i].lat_deg;
        twice_area += (at[i].lon_deg - at[begin].lon_deg) * dy - (at[i].lat_deg - at[begin].lat_deg) * dx;
        length += fabs(dx) + fabs(dy);
    }
    return g->type == TER_GEOMETRY_POLYGON ? fabs(twice_area) > 0 : length > 0;
}

static ter_status check_drawing(const ter_geometry *g, const char *path, ter_error *err) {
    if (g->type == TER_GEOMETRY_NONE)
        return ter_error_set(err, TER_INPUT, "%s: has no geometry; give a GeoJSON file with one feature", path);
    if (g->type == TER_GEOMETRY_POINT && g->point_count > 1)
        return ter_error_set(err, TER_INPUT, "%s: has %zu points; keep only the one that is meant", path,
                             g->point_count);
    for (size_t i = 0; i < g->point_count; i++)
        if (!ter_position_valid(g->points[i]))
            return ter_error_set(err, TER_INPUT, "%s: has positions that are not LON,LAT in degrees", path);
    for (size_t i = 0; g->type != TER_GEOMETRY_POINT && i < g->part_count; i++)
        if (!has_extent(g, i))
            return ter_error_set(err, TER_INPUT, "%s: has a %s without extent; draw it with different points", path,
                                 g->type == TER_GEOMETRY_LINE ? "line" : "ring");
    return TER_OK;
}

static ter_status set_geometry(const ter_values_request *q, const char *path, ter_parsed_values *p, ter_error *err) {
    const ter_gis *gis;
    drawing d = {path, q->datum, &p->geometry};
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = gis->features_read(path, NULL, NULL, take_feature, &d, err);
    return status == TER_OK ? check_drawing(&p->geometry, path, err) : status;
}

/* Ids begin with their kind. */
static const ter_toponym *find_toponym(const ter_gazetteer *g, const char *id, size_t *position) {
    const char *end = strchr(id, '-');
    char *kind = ter_strndup(id, end ? (size_t)(end - id) : 0);
    size_t to = 0;
    const ter_toponym *found = NULL;
    for (ter_gazetteer_kind_range(g, kind, position, &to); *position < to && !found; ++*position) {
        const ter_toponym *t = ter_gazetteer_at(g, *position);
        if (strcmp(t->key, id) == 0) found = t;
    }
    --*position;
    free(kind);
    return found;
}

static ter_status set_place(const ter_values_request *q, const char *id, ter_parsed_values *p, ter_error *err) {
    ter_status status = p->gazetteers.items ? TER_OK : ter_gazetteers_open(q->gazetteers, &p->gazetteers, err);
    for (size_t i = 0; i < p->gazetteers.count && status == TER_OK; i++) {
        size_t position;
        const ter_toponym *t = find_toponym(p->gazetteers.items[i], id, &position);
        if (!t) continue;
        status = ter_gazetteer_geometry(p->gazetteers.items[i], position, &p->geometry, err);
        double assumed = p->geometry.type == TER_GEOMETRY_POINT ? site_m : outline_m;
        if (q->uncertainty_m < 0) p->values.uncertainty_m = t->accuracy_m > 0 ? t->accuracy_m : assumed;
        p->values.taken_from = t->source;
        p->values.taken_licence = t->licence;
        p->values.taken_date = t->date;
        return status;
    }
    return status == TER_OK ? ter_error_set(err, TER_INPUT,
                                            "no gazetteer has '%s'; give its id, as terrier geocode prints it, and "
                                            "--gazetteer if it is another",
                                            id)
                            : status;
}

/* The last one given wins. */
static ter_status set_shape(const ter_values_request *q, const char *field, const char *value, ter_parsed_values *p,
                            ter_error *err) {
    ter_geometry_release(&p->geometry);
    p->geometry = (ter_geometry){0};
    p->values.geometry = &p->geometry;
    p->values.uncertainty_m = q->uncertainty_m < 0 ? by_hand_m : q->uncertainty_m;
    p->values.taken_from = p->values.taken_licence = p->values.taken_date = NULL;
    if (strcmp(field, "position") == 0) return set_position(q, value, p, err);
    return strcmp(field, "place") == 0 ? set_place(q, value, p, err) : set_geometry(q, value, p, err);
}

/* ---- words ---- */

static ter_status set_year(ter_override_values *v, const char *value, ter_error *err) {
    size_t digits = strspn(value, "0123456789");
    v->has_year = true;
    v->year = atoi(value);
    if (!*value || strcmp(value, "undated") == 0) return TER_OK;
    if (digits == 4 && !value[4] && v->year >= 1900 && v->year <= 2200) return TER_OK;
    return ter_error_set(err, TER_USAGE, "'%s' is not a year from 1900 to 2200; write 2026, or nothing for undated",
                         value);
}

static ter_status set_kind(ter_override_values *v, const char *value, ter_error *err) {
    ter_lexicon *lexicon = NULL;
    ter_status status = ter_lexicon_new_embedded(&lexicon, err);
    if (status == TER_OK && !ter_lexicon_kind_find(lexicon, ter_str_from(value))) {
        ter_buf known = {0};
        for (size_t i = 0; i < ter_lexicon_kind_count(lexicon); i++)
            ter_buf_printf(&known, "%s%s", i ? ", " : "", ter_lexicon_kind_at(lexicon, i));
        status = ter_error_set(err, TER_USAGE, "unknown kind '%s'; the kinds are %s", value, known.ptr);
        ter_buf_release(&known);
    }
    ter_lexicon_free(lexicon);
    v->kind = value;
    return status;
}

static ter_status set_state_word(ter_override_values *v, const char *field, const char *value, ter_error *err) {
    ter_str text = ter_str_from(value);
    if (strcmp(field, "status") == 0) {
        v->has_status = true;
        if (*value && ter_state_parse(text, &v->status)) return TER_OK;
        return ter_option_values_refuse(&ter_status_values, "status", value, err);
    }
    if (strcmp(field, "basis") == 0) {
        v->has_basis = true;
        if (!*value || ter_basis_parse(text, &v->basis)) return TER_OK;
        return ter_option_values_refuse(&ter_basis_values, "basis", value, err);
    }
    v->has_action = true;
    if (!*value || ter_action_parse(text, &v->action)) return TER_OK;
    return ter_error_set(
        err, TER_USAGE, "unknown action '%s'; choose from construction, rehabilitation, replacement, expansion", value);
}

static ter_status set_text(const char *field, const char *value, const char **out, ter_error *err) {
    *out = value;
    if (!value[strspn(value, " \t\r\n")]) return ter_error_set(err, TER_USAGE, "%s= needs a value", field);
    return ter_utf8_valid(value, strlen(value)) ? TER_OK : ter_error_set(err, TER_USAGE, "%s= is not UTF-8", field);
}

static ter_status parse_one(const ter_values_request *q, const char *field, const char *value, ter_parsed_values *p,
                            ter_error *err) {
    static const char *const state_fields[] = {"status", "basis", "action"};
    static const char *const shape_fields[] = {"position", "geometry", "place"};
    ter_override_values *v = &p->values;
    for (size_t i = 0; i < 3; i++)
        if (strcmp(field, state_fields[i]) == 0) return set_state_word(v, field, value, err);
    for (size_t i = 0; i < 3; i++)
        if (strcmp(field, shape_fields[i]) == 0) return set_shape(q, field, value, p, err);
    if (strcmp(field, "year") == 0) return set_year(v, value, err);
    if (strcmp(field, "name") == 0) return set_text(field, value, &v->name, err);
    if (strcmp(field, "area") == 0) return set_text(field, value, &v->area, err);
    if (strcmp(field, "kind") == 0) return set_kind(v, value, err);
    if (strcmp(field, "part") == 0) {
        v->part = value;
        return TER_OK;
    }
    return ter_error_set(
        err, TER_USAGE,
        "unknown field '%s'; choose position, geometry, place, status, basis, year, action, name, kind, area "
        "or part",
        field);
}

ter_status ter_values_parse(const ter_values_request *q, ter_parsed_values *out, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < q->count && status == TER_OK; i++) {
        const char *equals = strchr(q->words[i], '=');
        if (!equals) return ter_error_set(err, TER_USAGE, "'%s' is not FIELD=VALUE", q->words[i]);
        char *field = ter_strndup(q->words[i], (size_t)(equals - q->words[i]));
        status = parse_one(q, field, equals + 1, out, err);
        free(field);
    }
    return status;
}

void ter_values_release(ter_parsed_values *p) {
    ter_geometry_release(&p->geometry);
    ter_gazetteers_release(&p->gazetteers);
}
