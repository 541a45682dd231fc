/* Places and their sources, each row once: its id is a hash of what it says. */
#include "registry/ingest/ingest_document.h"

#include "base/json.h"
#include "base/sha256.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ter_put_shape(const ter_geometry *g, ter_buf *out) {
    if (g->type == TER_GEOMETRY_POINT && g->point_count > 1) {
        ter_geometry one = {.type = TER_GEOMETRY_POINT};
        ter_geometry_add_point(&one, ter_geometry_point_on(g));
        ter_geometry_end_part(&one);
        ter_geometry_to_spatialite(&one, false, out);
        ter_geometry_release(&one);
        return;
    }
    ter_geometry_to_spatialite(g, g->type != TER_GEOMETRY_POINT, out);
}

static void put_texts(const char *const *texts, size_t count, ter_buf *out) {
    for (size_t i = 0; i < count; i++) {
        ter_buf_puts(out, ter_or_empty(texts[i]));
        ter_buf_putc(out, '\0');
    }
}

static void put_candidates(const ter_record_place *place, ter_buf *out) {
    ter_json j;
    ter_json_init(&j, out);
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < place->candidate_count && i < TER_RECORD_CANDIDATES; i++) {
        const ter_record_candidate *c = &place->candidates[i];
        ter_json_begin(&j, '{');
        ter_json_put_text(&j, "id", c->key);
        ter_json_put_text(&j, "name", c->name);
        ter_json_put_text(&j, "kind", c->kind);
        ter_json_put_text(&j, "area", ter_or_null(c->area));
        ter_json_put_real(&j, "lon", c->point.lon_deg, 7);
        ter_json_put_real(&j, "lat", c->point.lat_deg, 7);
        ter_json_put_real(&j, "score", c->score, 2);
        ter_json_put_text(&j, "reason", c->reason);
        ter_json_end(&j, '}');
    }
    ter_json_end(&j, ']');
}

static void hash_place(const ter_record_place *place, const char *precision, ter_str shape, char *hex) {
    ter_buf content = {0};
    const char *const texts[] = {place->key,  place->name,   place->area,   ter_match_name(place->match),
                                 precision,   place->reason, place->source, place->licence,
                                 place->date, place->datum};
    put_texts(texts, sizeof texts / sizeof *texts, &content);
    ter_buf_printf(&content, "%.6f %.6f", place->uncertainty_m, place->score);
    ter_buf_put_str(&content, shape);
    if (place->candidate_count > 0) put_candidates(place, &content);
    ter_sha256_hex((ter_str){content.ptr, content.len}, hex);
    ter_buf_release(&content);
}

/* *id is 0 for a place without source. */
static ter_status put_source(ter_put *p, const ter_record_place *place, long long *id) {
    const char *const texts[] = {place->source, place->licence, place->date, place->datum};
    *id = 0;
    if (!ter_or_null(place->source)) return TER_OK;
    ter_buf content = {0};
    put_texts(texts, sizeof texts / sizeof *texts, &content);
    *id = ter_content_key((ter_str){content.ptr, content.len});
    ter_buf_release(&content);
    return ter_store_run(p->s, p->err, "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)", "issss", *id,
                         place->source, ter_or_null(place->licence), ter_or_null(place->date),
                         ter_or_null(place->datum));
}

/* Whether both borrow the same values. */
static bool same_place(const ter_record_place *a, const ter_record_place *b) {
    return a->geometry == b->geometry && a->key == b->key && a->name == b->name && a->area == b->area &&
           a->reason == b->reason && a->source == b->source && a->licence == b->licence && a->date == b->date &&
           a->datum == b->datum && a->match == b->match && a->precision == b->precision &&
           a->uncertainty_m == b->uncertainty_m && a->score == b->score && a->candidates == b->candidates;
}

/* `id` gets the first 16 digits of the hash. */
static ter_status put_new_place(ter_put *p, const ter_record_place *place, char *id) {
    static const char *const types[] = {NULL, "point", "line", "polygon"};
    bool located = place->geometry && place->geometry->type != TER_GEOMETRY_NONE && place->geometry->point_count > 0 &&
                   place->precision != TER_PRECISION_NONE;
    const char *precision = ter_precision_name(located ? place->precision : TER_PRECISION_NONE);
    const char *type = located ? types[place->geometry->type] : NULL;
    ter_buf shape = {0}, candidates = {0};
    if (located) ter_put_shape(place->geometry, &shape);
    if (place->candidate_count > 0) put_candidates(place, &candidates);
    char hex[TER_SHA256_HEX_SIZE];
    hash_place(place, precision, (ter_str){shape.ptr, shape.len}, hex);
    memcpy(id, hex, TER_PLACE_ID_SIZE - 1);
    id[TER_PLACE_ID_SIZE - 1] = 0;
    long long source;
    ter_status status = put_source(p, place, &source);
    if (status == TER_OK)
        status = ter_store_run(
            p->s, p->err, "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?)",
            "ssssssddsisbIs", id, ter_or_null(place->key), ter_or_null(place->name), ter_or_null(place->area),
            ter_match_name(place->match), precision, located ? place->uncertainty_m : 0.0, place->score,
            ter_or_empty(place->reason), source, type, (ter_str){shape.ptr, shape.len}, (int)place->ambiguous,
            candidates.ptr);
    ter_buf_release(&shape);
    ter_buf_release(&candidates);
    return status;
}

static size_t hash_values(const ter_record_place *place) {
    const uintptr_t values[] = {(uintptr_t)place->geometry, (uintptr_t)place->key, (uintptr_t)place->name,
                                (uintptr_t)place->reason, (uintptr_t)place->candidates};
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) hash = (hash ^ values[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot of the place, or the free one where it belongs. */
static size_t *slot_of(const ter_put *p, const ter_record_place *place) {
    size_t mask = p->place_slot_count - 1, i = hash_values(place) & mask;
    while (p->place_slots[i] && !same_place(p->places.items[p->place_slots[i] - 1].place, place)) i = (i + 1) & mask;
    return &p->place_slots[i];
}

static void grow_slots(ter_put *p) {
    free(p->place_slots);
    p->place_slot_count = p->place_slot_count ? p->place_slot_count * 2 : 64;
    p->place_slots = ter_alloc(p->place_slot_count * sizeof *p->place_slots);
    for (size_t i = 0; i < p->places.len; i++) *slot_of(p, p->places.items[i].place) = i + 1;
}

ter_status ter_put_place(ter_put *p, const ter_record_place *place, char id[TER_PLACE_ID_SIZE]) {
    if (p->places.len * 2 >= p->place_slot_count) grow_slots(p);
    size_t *slot = slot_of(p, place);
    if (*slot) {
        memcpy(id, p->places.items[*slot - 1].id, TER_PLACE_ID_SIZE);
        return TER_OK;
    }
    ter_status status = put_new_place(p, place, id);
    ter_known_place known = {.place = place};
    memcpy(known.id, id, TER_PLACE_ID_SIZE);
    ter_array_push(&p->places, known);
    *slot = p->places.len;
    return status;
}
