#include "cli/where.h"

#include "cli/named.h"
#include "geocode/geocode.h"

#include <stdlib.h>
#include <string.h>

bool ter_where_is_position(const char *text) {
    return strspn(text, "0123456789+-., ") == strlen(text);
}

/* ---- facilities of the registry ---- */

static ter_status take_facility(ter_where *w, const char *id, bool *found, ter_position *out, ter_buf *note,
                                ter_error *err) {
    ter_facility f = {0};
    ter_status status = ter_registry_facility(w->registry, id, found, &f, err);
    *found = *found && status == TER_OK && f.geometry.type != TER_GEOMETRY_NONE;
    if (*found && *f.hidden) {
        status =
            ter_error_set(err, TER_INPUT, "'%s' (%s) was %s by a person; give another place", id, f.name, f.hidden);
    } else if (*found) {
        *out = ter_geometry_point_on(&f.geometry);
        ter_buf_printf(note, "%s (%s, %s, ±%.0f m)", f.name, f.id, ter_precision_name(f.precision), f.uncertainty_m);
    }
    ter_facility_release(&f);
    return status;
}

static ter_status several(const char *text, const ter_named *ids, ter_error *err) {
    enum { SHOWN = 5 };
    ter_buf some = {0};
    for (size_t i = 0; i < ids->len && i < SHOWN; i++) ter_buf_printf(&some, "%s%s", i ? ", " : "", ids->items[i]);
    ter_status status = ter_error_set(err, TER_INPUT, "%s: %zu facilities are called so; give the id of one: %s%s",
                                      text, ids->len, some.ptr, ids->len > SHOWN ? ", …" : "");
    ter_buf_release(&some);
    return status;
}

static ter_status ask_registry(ter_where *w, const char *text, bool *found, ter_position *out, ter_buf *note,
                               ter_error *err) {
    ter_named ids = {0};
    ter_status status = ter_named_find(w->registry, text, &ids, err);
    *found = false;
    if (status == TER_OK && ids.len > 1) status = several(text, &ids, err);
    else if (status == TER_OK && ids.len == 1) status = take_facility(w, ids.items[0], found, out, note, err);
    ter_named_release(&ids);
    return status;
}

/* ---- names of the gazetteers ---- */

static ter_status open_geocoder(ter_where *w, ter_error *err) {
    if (w->geocoder) return TER_OK;
    ter_status status = ter_gazetteers_open(w->gazetteer_names, &w->gazetteers, err);
    return status == TER_OK ? ter_geocoder_new(w->gazetteers.items, w->gazetteers.count, &w->geocoder, err) : status;
}

static ter_status ask_gazetteers(ter_where *w, const char *text, ter_position *out, ter_buf *note, ter_error *err) {
    ter_place p = {0};
    ter_status status = open_geocoder(w, err);
    if (status == TER_OK) status = ter_geocoder_find(w->geocoder, &(ter_geocode_query){.name = text}, &p, err);
    if (status != TER_OK) return status;
    if (p.match == TER_MATCH_NONE) {
        status = ter_error_set(err, TER_INPUT, "%s: no place: %s; give LON,LAT", text, p.reason ? p.reason : "unknown");
    } else {
        *out = p.point;
        ter_buf_printf(note, "%s (%s, %s, ±%.0f m)", p.name ? p.name : text, ter_match_name(p.match),
                       ter_precision_name(p.precision), p.uncertainty_m);
    }
    ter_place_release(&p);
    return status;
}

ter_status ter_where_find(ter_where *w, const char *text, ter_position *out, ter_buf *note, ter_error *err) {
    bool found = false;
    if (ter_where_is_position(text)) {
        ter_position p = {0};
        ter_status status = ter_parse_lonlat(text, &p.lon_deg, &p.lat_deg, err);
        *out = ter_datum_to_wgs84(w->datum, p);
        return status;
    }
    if (!ter_utf8_valid(text, strlen(text)))
        return ter_error_set(err, TER_USAGE, "a place is not UTF-8; write LON,LAT or a name as text");
    ter_status status = ask_registry(w, text, &found, out, note, err);
    return status == TER_OK && !found ? ask_gazetteers(w, text, out, note, err) : status;
}

void ter_where_release(ter_where *w) {
    ter_geocoder_free(w->geocoder);
    ter_gazetteers_release(&w->gazetteers);
    w->geocoder = NULL;
}
