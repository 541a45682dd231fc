/* libterrier: the public functions, over the registry that this program reads itself. */
#include "api/terrier.h"

#include "base/date.h"
#include "base/version.h"
#include "registry/file/registry.h"
#include "registry/read/facility.h"
#include "registry/read/feature.h"
#include "registry/search/by_distance.h"
#include "registry/search/by_name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct terrier {
    ter_registry *registry;
};

static int code_of(ter_status status) {
    switch (status) {
    case TER_OK:
        return TERRIER_OK;
    case TER_USAGE:
    case TER_INPUT:
        return TERRIER_ERROR_USAGE;
    case TER_IO:
    case TER_READONLY:
        return TERRIER_ERROR_FILE;
    case TER_FORMAT:
    case TER_VERSION:
        return TERRIER_ERROR_FORMAT;
    case TER_BUSY:
        return TERRIER_ERROR_BUSY;
    default:
        return TERRIER_ERROR_OTHER;
    }
}

static int give(ter_status status, const ter_error *from, terrier_error *err) {
    int code = code_of(status);
    if (!err) return code;
    *err = (terrier_error){.code = code};
    if (code != TERRIER_OK) snprintf(err->message, sizeof err->message, "%s", from->message);
    return code;
}

int terrier_open(const char *path, terrier **out, terrier_error *err) {
    ter_error why = {0};
    terrier *t = ter_alloc(sizeof *t);
    *out = NULL;
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &t->registry, &why);
    if (status == TER_OK) *out = t;
    else free(t);
    return give(status, &why, err);
}

void terrier_close(terrier *t) {
    if (!t) return;
    ter_registry_free(t->registry);
    free(t);
}

/* ---- near ---- */

static ter_status check_near(double lon, double lat, double radius_m, const terrier_filter *f, ter_error *err) {
    ter_state state;
    ter_basis basis;
    if (!ter_position_valid((ter_position){lon, lat}) || isnan(radius_m))
        return ter_error_set(err, TER_USAGE, "a position or radius is out of range; give LON, LAT in degrees");
    for (const char *const *s = f ? f->statuses : NULL; s && *s; s++)
        if (!ter_state_parse(ter_str_from(*s), &state)) return ter_error_set(err, TER_USAGE, "unknown status '%s'", *s);
    for (const char *const *b = f ? f->bases : NULL; b && *b; b++)
        if (!ter_basis_parse(ter_str_from(*b), &basis)) return ter_error_set(err, TER_USAGE, "unknown basis '%s'", *b);
    if (f && f->as_of && !ter_date_is_written(f->as_of))
        return ter_error_set(err, TER_USAGE, "'%s' is not a date; write YYYY-MM-DD", f->as_of);
    return TER_OK;
}

int terrier_near(terrier *t, double lon_deg, double lat_deg, double radius_m, size_t limit,
                 const terrier_filter *filter, terrier_hit_fn fn, void *context, terrier_error *err) {
    ter_error why = {0};
    ter_near_hits hits = {0};
    ter_registry_filter selected = {0};
    if (filter)
        selected = (ter_registry_filter){.kinds = filter->kinds,
                                         .states = filter->statuses,
                                         .bases = filter->bases,
                                         .years = filter->years,
                                         .area = filter->area,
                                         .as_of = filter->as_of};
    ter_status status = check_near(lon_deg, lat_deg, radius_m, filter, &why);
    if (status == TER_OK)
        status = ter_registry_near(t->registry, (ter_position){lon_deg, lat_deg}, radius_m < 0 ? INFINITY : radius_m,
                                   limit, &selected, &hits, &why);
    for (size_t i = 0; i < hits.len; i++) {
        const ter_near_hit *h = &hits.items[i];
        terrier_hit hit = {h->id,
                           h->name,
                           h->part,
                           h->kind,
                           ter_state_name(h->state),
                           ter_basis_name(h->basis),
                           ter_precision_name(h->precision),
                           h->year,
                           h->distance_m,
                           h->position.lon_deg,
                           h->position.lat_deg};
        if (fn(&hit, context) != 0) break;
    }
    ter_near_hits_release(&hits);
    return give(status, &why, err);
}

/* ---- find ---- */

typedef struct finding {
    terrier_name_fn fn;
    void *context;
    int ended;
} finding;

static void pass_name(const ter_found *x, void *context) {
    finding *f = context;
    terrier_name name = {
        x->id, x->name, x->kind, x->area, x->matched, ter_found_how_name(x->how), ter_precision_name(x->precision)};
    if (!f->ended) f->ended = f->fn(&name, f->context);
}

int terrier_find(terrier *t, const char *text, size_t limit, terrier_name_fn fn, void *context, terrier_error *err) {
    ter_error why = {0};
    finding f = {fn, context, 0};
    ter_find_request request = {.text = text, .limit = limit};
    return give(ter_registry_find(t->registry, &request, pass_name, &f, &why), &why, err);
}

/* ---- show ---- */

/* The public struct first, so that a pointer to it is one to the whole. */
typedef struct shown {
    terrier_facility given;
    ter_facility from;
    ter_buf geometry;
    terrier_event *events;
} shown;

static void fill(shown *s) {
    const ter_facility *f = &s->from;
    if (f->geometry.type != TER_GEOMETRY_NONE) ter_geometry_to_geojson(&f->geometry, &s->geometry);
    s->events = ter_alloc((f->events.len + 1) * sizeof *s->events);
    for (size_t i = 0; i < f->events.len; i++) {
        const ter_facility_event *e = &f->events.items[i];
        s->events[i] = (terrier_event){e->project,
                                       ter_state_name(e->state),
                                       ter_basis_name(e->basis),
                                       ter_action_name(e->action),
                                       e->year,
                                       e->document,
                                       e->title,
                                       e->date,
                                       e->quote,
                                       e->start,
                                       e->end,
                                       e->confidence};
    }
    s->given = (terrier_facility){
        f->id,     f->name,      f->kind,    f->area,          ter_precision_name(f->precision),
        f->reason, f->source,    f->licence, f->uncertainty_m, s->geometry.ptr ? s->geometry.ptr : "",
        s->events, f->events.len};
}

int terrier_show(terrier *t, const char *id, terrier_facility **out, terrier_error *err) {
    ter_error why = {0};
    bool found = false;
    shown *s = ter_alloc(sizeof *s);
    ter_status status = ter_registry_refresh(t->registry, &why);
    if (status == TER_OK) status = ter_registry_facility(t->registry, id, &found, &s->from, &why);
    *out = NULL;
    if (status == TER_OK && found) {
        fill(s);
        *out = &s->given;
    } else {
        terrier_facility_free(&s->given);
    }
    return give(status, &why, err);
}

void terrier_facility_free(terrier_facility *f) {
    if (!f) return;
    shown *s = (shown *)(void *)f;
    ter_facility_release(&s->from);
    ter_buf_release(&s->geometry);
    free(s->events);
    free(s);
}

const char *terrier_version(void) {
    return TER_RELEASE;
}
