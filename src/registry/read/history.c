/* Projects whole, with what was said of them over time. */
#include "registry/read/history.h"
#include "base/date.h"
#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/ingest/parts.h"
#include "registry/sql/history.sql.h"

#include <stdlib.h>
#include <string.h>

static const char *keep(ter_history *h, const ter_query *q, int column) {
    char *text = ter_strdup(ter_query_text(q, column));
    ter_array_push(&h->strings, text);
    return text;
}

static void history_release(ter_history *h) {
    for (size_t i = 0; i < h->strings.len; i++) free(h->strings.items[i]);
    ter_array_release(&h->strings);
    ter_array_release(&h->names);
    ter_array_release(&h->events);
    ter_array_release(&h->decisions);
    ter_geometry_release(&h->geometry);
}

static void read_place(const ter_query *q, ter_history *h) {
    h->place.match = ter_row_match(q, COL_HISTORY_MATCH);
    h->place.precision = ter_row_precision(q, COL_HISTORY_PRECISION);
    h->place.uncertainty_m = ter_query_real(q, COL_HISTORY_UNCERTAINTY_M);
    h->place.score = ter_query_real(q, COL_HISTORY_SCORE);
    h->place.key = keep(h, q, COL_HISTORY_TOPONYM);
    h->place.name = keep(h, q, COL_HISTORY_TOPONYM_NAME);
    h->place.area = keep(h, q, COL_HISTORY_TOPONYM_AREA);
    h->place.reason = keep(h, q, COL_HISTORY_REASON);
    h->place.source = keep(h, q, COL_HISTORY_SOURCE);
    h->place.licence = keep(h, q, COL_HISTORY_LICENCE);
    h->place.date = keep(h, q, COL_HISTORY_DATE);
    h->place.datum = keep(h, q, COL_HISTORY_DATUM);
}

static ter_status read_project(const ter_query *q, ter_history *h, ter_error *err) {
    h->project_id = keep(h, q, COL_HISTORY_PROJECT);
    h->facility_id = keep(h, q, COL_HISTORY_FACILITY);
    h->toponym = keep(h, q, COL_HISTORY_FACILITY_TOPONYM);
    h->name = keep(h, q, COL_HISTORY_NAME);
    h->kind = keep(h, q, COL_HISTORY_KIND);
    h->area = keep(h, q, COL_HISTORY_AREA);
    h->part = keep(h, q, COL_HISTORY_PART);
    read_place(q, h);
    if (ter_query_is_null(q, COL_HISTORY_SHAPE)) return TER_OK;
    h->place.geometry = &h->geometry;
    return ter_geometry_from_spatialite(ter_query_bytes(q, COL_HISTORY_SHAPE), &h->geometry, err);
}

static ter_status read_names(ter_store *s, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_history_names, "facility:s name:s", h->facility_id, h->name);
    while (ter_query_next(&q)) {
        bool former = strcmp(ter_query_text(&q, COL_HISTORY_NAMES_TYPE), "former") == 0;
        ter_record_name name = {keep(h, &q, COL_HISTORY_NAMES_NAME), former ? TER_RECORD_FORMER : TER_RECORD_ALIAS};
        ter_array_push(&h->names, name);
    }
    h->place.names = h->names.items, h->place.name_count = h->names.len;
    return ter_query_end(&q, err);
}

/* The part_key that the project's id is made of; a mended mention has another one. */
static ter_status read_part_key(ter_store *s, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_history_part_keys, "s", h->facility_id);
    h->part_key = "";
    while (ter_query_next(&q)) {
        char *id = ter_project_id(h->facility_id, ter_query_text(&q, TER_ONLY));
        if (strcmp(id, h->project_id) == 0) h->part_key = keep(h, &q, TER_ONLY);
        free(id);
    }
    return ter_query_end(&q, err);
}

static ter_history_event event_of_row(ter_history *h, const ter_query *q) {
    return (ter_history_event){.state = ter_row_state(q, COL_SAID_STATUS),
                               .basis = ter_row_basis(q, COL_SAID_BASIS),
                               .action = ter_row_action(q, COL_SAID_ACTION),
                               .year = (int)ter_query_int(q, COL_SAID_YEAR),
                               .period_from = (int)ter_query_int(q, COL_SAID_PERIOD_FROM),
                               .month = (int)ter_query_int(q, COL_SAID_MONTH),
                               .day = (int)ter_query_int(q, COL_SAID_DAY),
                               .text = keep(h, q, COL_SAID_TEXT),
                               .quote = keep(h, q, COL_SAID_QUOTE),
                               .cue = keep(h, q, COL_SAID_CUE),
                               .rule = keep(h, q, COL_SAID_RULE),
                               .mention = ter_query_int(q, COL_SAID_NUMBER),
                               .start = ter_query_int(q, COL_SAID_START_BYTE),
                               .end = ter_query_int(q, COL_SAID_END_BYTE),
                               .page = (int)ter_query_int(q, COL_SAID_PAGE),
                               .confidence = ter_query_real(q, COL_SAID_CONFIDENCE),
                               .statement_confidence = ter_query_real(q, COL_SAID_STATEMENT_CONFIDENCE),
                               .sha256 = keep(h, q, COL_SAID_SHA256),
                               .document = keep(h, q, COL_SAID_NAME),
                               .title = keep(h, q, COL_SAID_TITLE),
                               .publisher = keep(h, q, COL_SAID_PUBLISHER),
                               .issue = keep(h, q, COL_SAID_ISSUE),
                               .date = keep(h, q, COL_SAID_PUBLISHED_ON),
                               .date_basis = keep(h, q, COL_SAID_DATE_BASIS),
                               .date_confidence = ter_query_real(q, COL_SAID_DATE_CONFIDENCE),
                               .area = keep(h, q, COL_SAID_AREA),
                               .format = keep(h, q, COL_SAID_FORMAT)};
}

static ter_status read_events(ter_store *s, const char *last_day, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_history_events, "project:s last_day:s", h->project_id, last_day);
    while (ter_query_next(&q)) {
        ter_history_event e = event_of_row(h, &q);
        ter_array_push(&h->events, e);
    }
    return ter_query_end(&q, err);
}

/* What was drawn by hand was nothing before. */
static ter_history_state old_state(const ter_query *q) {
    if (ter_query_is_null(q, COL_DECIDED_OLD_STATUS)) return (ter_history_state){.state = TER_STATE_EXISTING};
    return (ter_history_state){ter_row_state(q, COL_DECIDED_OLD_STATUS), ter_row_basis(q, COL_DECIDED_OLD_BASIS),
                               ter_row_action(q, COL_DECIDED_OLD_ACTION), (int)ter_query_int(q, COL_DECIDED_OLD_YEAR),
                               0};
}

static ter_history_state new_state(const ter_query *q) {
    if (ter_query_is_null(q, COL_DECIDED_NEW_STATUS)) return (ter_history_state){.state = TER_STATE_EXISTING};
    return (ter_history_state){ter_row_state(q, COL_DECIDED_NEW_STATUS), ter_row_basis(q, COL_DECIDED_NEW_BASIS),
                               ter_row_action(q, COL_DECIDED_NEW_ACTION), (int)ter_query_int(q, COL_DECIDED_NEW_YEAR),
                               0};
}

static ter_status read_decisions(ter_store *s, const char *last_day, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_history_decisions, "project:s last_day:s", h->project_id, last_day);
    while (ter_query_next(&q)) {
        ter_history_decision d = {.was = old_state(&q),
                                  .is = new_state(&q),
                                  .person = keep(h, &q, COL_DECIDED_PERSON),
                                  .at = keep(h, &q, COL_DECIDED_AT),
                                  .why = keep(h, &q, COL_DECIDED_WHY)};
        ter_array_push(&h->decisions, d);
        for (size_t i = 0; i < h->events.len; i++) {
            ter_history_event *e = &h->events.items[i];
            if (e->state == d.was.state && e->basis == d.was.basis && e->year == d.was.year) e->corrected = true;
        }
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_history(ter_registry *r, const char *as_of, ter_history_fn fn, void *context,
                                     ter_error *err) {
    char last_day[TER_DATE_SIZE] = "";
    if (as_of) ter_date_upper_bound(as_of, last_day);
    ter_status status = TER_OK;
    ter_query q = ter_store_query(&r->store, ter_sql_history_projects, "");
    while (status == TER_OK && ter_query_next(&q)) {
        ter_history h = {0};
        status = read_project(&q, &h, err);
        if (status == TER_OK) status = read_events(&r->store, as_of ? last_day : NULL, &h, err);
        if (status == TER_OK) status = read_decisions(&r->store, as_of ? last_day : NULL, &h, err);
        if (status == TER_OK) status = read_names(&r->store, &h, err);
        if (status == TER_OK) status = read_part_key(&r->store, &h, err);
        if (status == TER_OK && (h.events.len || h.decisions.len)) status = fn(&h, context, err);
        history_release(&h);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

size_t ter_registry_count_referred(ter_registry *r) {
    return (size_t)ter_store_int(&r->store, ter_sql_history_referred_count, 0);
}
