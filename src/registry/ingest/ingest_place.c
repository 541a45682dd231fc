/* Places and their sources, each row once: its id is a hash of what it says. */
#include "registry/ingest/ingest_place.h"

#include "base/json.h"
#include "base/sha256.h"
#include "registry/sql/document.sql.h"

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
    return ter_store_run(p->s, p->err, ter_sql_source_insert, "id:i name:s licence:s date:s datum:s", *id,
                         place->source, ter_or_null(place->licence), ter_or_null(place->date),
                         ter_or_null(place->datum));
}

static ter_place_values values_of(const ter_record_place *p) {
    return (ter_place_values){
        .borrowed = {p->geometry, p->key, p->name, p->area, p->reason, p->source, p->licence, p->date, p->datum,
                     p->candidates},
        .uncertainty_m = p->uncertainty_m,
        .score = p->score,
        .match = p->match,
        .precision = p->precision,
    };
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
    const ter_bind values[] = {ter_bind_text("id", id),
                               ter_bind_text("toponym", ter_or_null(place->key)),
                               ter_bind_text("name", ter_or_null(place->name)),
                               ter_bind_text("area", ter_or_null(place->area)),
                               ter_bind_text("match", ter_match_name(place->match)),
                               ter_bind_text("precision", precision),
                               ter_bind_real("uncertainty_m", located ? place->uncertainty_m : 0.0),
                               ter_bind_real("score", place->score),
                               ter_bind_text("reason", ter_or_empty(place->reason)),
                               ter_bind_int("source", source),
                               ter_bind_text("geometry_type", type),
                               ter_bind_blob("shape", (ter_str){shape.ptr, shape.len}),
                               ter_bind_int("ambiguous", place->ambiguous),
                               ter_bind_text("candidates", candidates.ptr)};
    if (status == TER_OK)
        status = ter_store_insert(p->s, p->err, ter_sql_place_insert, values, sizeof values / sizeof *values);
    ter_buf_release(&shape);
    ter_buf_release(&candidates);
    return status;
}

static ter_str known_key(const void *put, uint32_t i) {
    const ter_known_place *known = &((const ter_put *)put)->places.items[i];
    return (ter_str){(const char *)&known->values, sizeof known->values};
}

ter_status ter_put_place(ter_put *p, const ter_record_place *place, char id[TER_PLACE_ID_SIZE]) {
    ter_known_place known = {.values = values_of(place)};
    int64_t before =
        ter_map_find(&p->place_map, known_key, p, (ter_str){(const char *)&known.values, sizeof known.values});
    if (before != TER_MAP_NONE) {
        memcpy(id, p->places.items[before].id, TER_PLACE_ID_SIZE);
        return TER_OK;
    }
    ter_status status = put_new_place(p, place, id);
    memcpy(known.id, id, TER_PLACE_ID_SIZE);
    ter_array_push(&p->places, known);
    ter_map_put(&p->place_map, known_key, p, (uint32_t)p->places.len - 1);
    return status;
}
