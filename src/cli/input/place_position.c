/* A position from what the command line gives: numbers, a facility, or a name of the gazetteers. */
#include "cli/input/place_argument.h"

#include "geocode/geocode.h"
#include "registry/read/facility.h"

#include <string.h>

bool ter_place_is_position(const char *text) {
    return strspn(text, "0123456789+-., ") == strlen(text);
}

enum { SHOWN = 5 }; /* of several that a name may mean */

/* ---- facilities of the registry ---- */

static ter_status take_facility(ter_place_lookup *l, const char *id, ter_position *out, ter_buf *note, ter_error *err) {
    ter_facility f = {0};
    bool found = false;
    ter_status status = ter_registry_facility(l->registry, id, &found, &f, err);
    if (status == TER_OK && found && *f.hidden && strcmp(f.hidden, "doubtful") != 0) {
        status =
            ter_error_set(err, TER_INPUT, "'%s' (%s) was %s by a person; give another place", id, f.name, f.hidden);
    } else if (status == TER_OK && found) {
        *out = ter_geometry_point_on(&f.geometry);
        if (note)
            ter_buf_printf(note, "%s (%s, %s, ±%.0f m)", f.name, f.id, ter_precision_name(f.precision),
                           f.uncertainty_m);
    }
    ter_facility_release(&f);
    return status;
}

static ter_status report_several(ter_place_lookup *l, const char *text, const ter_named_facilities *list,
                                 ter_error *err) {
    ter_buf all = {0};
    size_t count = 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_named_facility *n = &list->items[i];
        ter_position at = {0};
        if (!n->located || count++ >= SHOWN) continue;
        ter_status status = take_facility(l, n->id, &at, NULL, err);
        if (status != TER_OK) return ter_buf_release(&all), status;
        ter_buf_printf(&all, "%s%s (%s%s%s, %.4f,%.4f)", all.len ? ", " : "", n->id, n->kind, n->area[0] ? " in " : "",
                       n->area, at.lon_deg, at.lat_deg);
    }
    ter_error_set(err, TER_INPUT, "%s: %zu facilities have this name; give the id of one: %s%s", text, count, all.ptr,
                  count > SHOWN ? ", …" : "");
    ter_buf_release(&all);
    return TER_INPUT;
}

/* A facility without a position cannot be searched from; *unplaced says that only such ones have the name. */
static ter_status find_in_registry(ter_place_lookup *l, const char *text, bool *found, bool *unplaced,
                                   ter_position *out, ter_buf *note, ter_error *err) {
    ter_named_facilities list = {0};
    const char *only = NULL;
    size_t located = 0;
    ter_status status = ter_named_facilities_find(l->registry, text, &list, err);
    for (size_t i = 0; i < list.len; i++)
        if (list.items[i].located && located++ == 0) only = list.items[i].id;
    *found = located == 1;
    *unplaced = list.len > 0 && located == 0;
    if (status == TER_OK && located > 1) status = report_several(l, text, &list, err);
    if (status == TER_OK && located == 1) status = take_facility(l, only, out, note, err);
    ter_named_facilities_release(&list);
    return status;
}

/* ---- names of the gazetteers ---- */

static ter_status open_geocoder(ter_place_lookup *l, ter_error *err) {
    if (l->geocoder) return TER_OK;
    ter_status status = ter_place_lookup_open(l, err);
    return status == TER_OK ? ter_geocoder_new(l->gazetteers.items, l->gazetteers.count, &l->geocoder, err) : status;
}

static ter_status refuse(const char *text, const ter_place *p, bool unplaced, ter_error *err) {
    bool several = p->ambiguous || (p->candidate_count > 1 && p->candidates[0].match == TER_MATCH_JUNCTION);
    if (unplaced && !several) return ter_error_set(err, TER_INPUT, "%s: its position is not known; give LON,LAT", text);
    if (!several)
        return ter_error_set(err, TER_INPUT, "%s: no place: %s; give LON,LAT", text, p->reason ? p->reason : "unknown");
    ter_buf all = {0};
    for (size_t i = 0; i < p->candidate_count && i < SHOWN; i++) {
        const ter_geocode_candidate *c = &p->candidates[i];
        ter_buf_printf(&all, "%s%.6f,%.6f (%s%s%s)", i ? ", " : "", c->point.lon_deg, c->point.lat_deg,
                       c->name ? c->name : text, c->area && c->area[0] ? " in " : "", c->area ? c->area : "");
    }
    ter_error_set(err, TER_INPUT, "%s: no place: %s; give LON,LAT of one: %s%s", text, p->reason,
                  all.ptr ? all.ptr : "", p->candidate_count > SHOWN ? ", …" : "");
    ter_buf_release(&all);
    return TER_INPUT;
}

static ter_status find_in_gazetteers(ter_place_lookup *l, const char *text, bool unplaced, ter_position *out,
                                     ter_buf *note, ter_error *err) {
    ter_place p = {0};
    ter_status status = open_geocoder(l, err);
    if (status == TER_OK) status = ter_geocoder_find(l->geocoder, &(ter_geocode_query){.name = text}, &p, err);
    if (status != TER_OK) return status;
    if (p.match == TER_MATCH_NONE) {
        status = refuse(text, &p, unplaced, err);
    } else {
        *out = p.point;
        ter_buf_printf(note, "%s (%s, %s, ±%.0f m)", p.name ? p.name : text, ter_match_name(p.match),
                       ter_precision_name(p.precision), p.uncertainty_m);
    }
    ter_place_release(&p);
    return status;
}

ter_status ter_place_position(ter_place_lookup *l, const char *text, ter_position *out, ter_buf *note, ter_error *err) {
    bool found = false, unplaced = false;
    if (ter_place_is_position(text)) {
        ter_position p = {0};
        ter_status status = ter_lonlat_parse(text, &p.lon_deg, &p.lat_deg, err);
        *out = ter_datum_to_wgs84(l->datum, p);
        return status;
    }
    if (!ter_utf8_valid(text, strlen(text)))
        return ter_error_set(err, TER_USAGE, "a place is not UTF-8; write LON,LAT or a name as text");
    ter_status status = find_in_registry(l, text, &found, &unplaced, out, note, err);
    return status == TER_OK && !found ? find_in_gazetteers(l, text, unplaced, out, note, err) : status;
}

ter_status ter_place_lookup_open(ter_place_lookup *l, ter_error *err) {
    if (l->opened) return TER_OK;
    ter_status status = ter_gazetteers_open(l->gazetteer_names, &l->gazetteers, err);
    l->opened = status == TER_OK;
    return status;
}

void ter_place_lookup_release(ter_place_lookup *l) {
    ter_geocoder_free(l->geocoder);
    ter_gazetteers_release(&l->gazetteers);
    l->geocoder = NULL;
    l->opened = false;
}
