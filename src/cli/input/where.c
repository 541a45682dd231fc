#include "cli/input/where.h"

#include "cli/input/named.h"
#include "geocode/geocode.h"

#include <string.h>

bool ter_where_is_position(const char *text) {
    return strspn(text, "0123456789+-., ") == strlen(text);
}

enum { SHOWN = 5 }; /* of several that a name may mean */

/* ---- facilities of the registry ---- */

static ter_status take_facility(ter_where *w, const char *id, ter_position *out, ter_buf *note, ter_error *err) {
    ter_facility f = {0};
    bool found = false;
    ter_status status = ter_registry_facility(w->registry, id, &found, &f, err);
    if (status == TER_OK && found && *f.hidden) {
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

static ter_status tell_several(ter_where *w, const char *text, const ter_named_list *list, ter_error *err) {
    ter_buf all = {0};
    size_t count = 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_named *n = &list->items[i];
        ter_position at = {0};
        if (!n->located || count++ >= SHOWN) continue;
        ter_status status = take_facility(w, n->id, &at, NULL, err);
        if (status != TER_OK) return ter_buf_release(&all), status;
        ter_buf_printf(&all, "%s%s (%s%s%s, %.4f,%.4f)", all.len ? ", " : "", n->id, n->kind, n->area[0] ? " in " : "",
                       n->area, at.lon_deg, at.lat_deg);
    }
    ter_error_set(err, TER_INPUT, "%s: %zu facilities are called so; give the id of one: %s%s", text, count, all.ptr,
                  count > SHOWN ? ", …" : "");
    ter_buf_release(&all);
    return TER_INPUT;
}

/* One without a place is no place to look from; *unplaced says that there are such. */
static ter_status ask_registry(ter_where *w, const char *text, bool *found, bool *unplaced, ter_position *out,
                               ter_buf *note, ter_error *err) {
    ter_named_list list = {0};
    const char *only = NULL;
    size_t located = 0;
    ter_status status = ter_named_find(w->registry, text, &list, err);
    for (size_t i = 0; i < list.len; i++)
        if (list.items[i].located && located++ == 0) only = list.items[i].id;
    *found = located == 1;
    *unplaced = list.len > 0 && located == 0;
    if (status == TER_OK && located > 1) status = tell_several(w, text, &list, err);
    if (status == TER_OK && located == 1) status = take_facility(w, only, out, note, err);
    ter_named_release(&list);
    return status;
}

/* ---- names of the gazetteers ---- */

static ter_status open_geocoder(ter_where *w, ter_error *err) {
    if (w->geocoder) return TER_OK;
    ter_status status = ter_gazetteers_open(w->gazetteer_names, &w->gazetteers, err);
    return status == TER_OK ? ter_geocoder_new(w->gazetteers.items, w->gazetteers.count, &w->geocoder, err) : status;
}

static ter_status refuse(const char *text, const ter_place *p, bool unplaced, ter_error *err) {
    bool several = p->ambiguous || (p->candidate_count > 1 && p->candidates[0].match == TER_MATCH_JUNCTION);
    if (unplaced && !several)
        return ter_error_set(err, TER_INPUT, "%s: the registry does not know where it is; give LON,LAT", text);
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

static ter_status ask_gazetteers(ter_where *w, const char *text, bool unplaced, ter_position *out, ter_buf *note,
                                 ter_error *err) {
    ter_place p = {0};
    ter_status status = open_geocoder(w, err);
    if (status == TER_OK) status = ter_geocoder_find(w->geocoder, &(ter_geocode_query){.name = text}, &p, err);
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

ter_status ter_where_find(ter_where *w, const char *text, ter_position *out, ter_buf *note, ter_error *err) {
    bool found = false, unplaced = false;
    if (ter_where_is_position(text)) {
        ter_position p = {0};
        ter_status status = ter_parse_lonlat(text, &p.lon_deg, &p.lat_deg, err);
        *out = ter_datum_to_wgs84(w->datum, p);
        return status;
    }
    if (!ter_utf8_valid(text, strlen(text)))
        return ter_error_set(err, TER_USAGE, "a place is not UTF-8; write LON,LAT or a name as text");
    ter_status status = ask_registry(w, text, &found, &unplaced, out, note, err);
    return status == TER_OK && !found ? ask_gazetteers(w, text, unplaced, out, note, err) : status;
}

void ter_where_release(ter_where *w) {
    ter_geocoder_free(w->geocoder);
    ter_gazetteers_release(&w->gazetteers);
    w->geocoder = NULL;
}
