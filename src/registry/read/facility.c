/* One facility whole. */
#include "registry/read/facility.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/facility.sql.h"

#include <stdlib.h>
#include <string.h>

/* A column's text, owned by the facility. */
static const char *keep(ter_facility *f, const ter_query *q, int column) {
    char *copy = ter_strdup(ter_query_text(q, column));
    ter_array_push(&f->strings, copy);
    return copy;
}

/* The facility that an id leads to: its own, or what one of its namings has or would have alone; else the one that a
 * decision on that id applies to now. */
ter_status ter_registry_resolve(ter_registry *r, const char *id, char **facility, ter_error *err) {
    char *stem = ter_strndup(id, strcspn(id, "."));
    ter_query q = ter_store_query(&r->store, ter_sql_facility_resolve, "id:s stem:s", id, stem);
    *facility = ter_query_next(&q) ? ter_strdup(ter_query_text(&q, TER_ONLY)) : NULL;
    free(stem);
    return ter_query_end(&q, err);
}

static ter_status read_row(ter_registry *r, const char *id, bool *found, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_facility_by_id, "s", id);
    ter_status status = TER_OK;
    *found = ter_query_next(&q);
    if (*found) {
        f->id = keep(f, &q, COL_FACILITY_ID);
        f->name = keep(f, &q, COL_FACILITY_NAME);
        f->pinyin = keep(f, &q, COL_FACILITY_PINYIN);
        f->kind = keep(f, &q, COL_FACILITY_KIND);
        f->area = keep(f, &q, COL_FACILITY_AREA);
        f->match = ter_row_match(&q, COL_FACILITY_MATCH);
        f->precision = ter_row_precision(&q, COL_FACILITY_PRECISION);
        f->uncertainty_m = ter_query_real(&q, COL_FACILITY_UNCERTAINTY_M);
        f->score = ter_query_real(&q, COL_FACILITY_SCORE);
        f->reason = keep(f, &q, COL_FACILITY_REASON);
        f->source = keep(f, &q, COL_FACILITY_SOURCE);
        f->licence = keep(f, &q, COL_FACILITY_LICENCE);
        f->source_date = keep(f, &q, COL_FACILITY_DATE);
        f->datum = keep(f, &q, COL_FACILITY_DATUM);
        f->hidden = keep(f, &q, COL_FACILITY_HIDDEN);
        if (!ter_query_is_null(&q, COL_FACILITY_SHAPE))
            status = ter_geometry_from_spatialite(ter_query_bytes(&q, COL_FACILITY_SHAPE), &f->geometry, err);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

static ter_status read_names(ter_registry *r, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_facility_names, "s", f->id);
    while (ter_query_next(&q)) {
        ter_facility_name name = {keep(f, &q, COL_FACILITY_NAMES_NAME), keep(f, &q, COL_FACILITY_NAMES_TYPE)};
        ter_array_push(&f->names, name);
    }
    return ter_query_end(&q, err);
}

static ter_status read_projects(ter_registry *r, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_facility_projects, "s", f->id);
    while (ter_query_next(&q)) {
        ter_facility_project project = {.id = keep(f, &q, COL_PROJECT_ID),
                                        .part = keep(f, &q, COL_PROJECT_PART),
                                        .title = keep(f, &q, COL_PROJECT_TITLE),
                                        .state = ter_row_state(&q, COL_PROJECT_STATUS),
                                        .basis = ter_row_basis(&q, COL_PROJECT_BASIS),
                                        .year = (int)ter_query_int(&q, COL_PROJECT_YEAR),
                                        .action = ter_row_action(&q, COL_PROJECT_ACTION),
                                        .precision = ter_row_precision(&q, COL_PROJECT_PRECISION)};
        ter_array_push(&f->projects, project);
    }
    return ter_query_end(&q, err);
}

static ter_facility_event event_of_row(ter_facility *f, const ter_query *q) {
    bool said = !ter_query_is_null(q, COL_EVENT_PROJECT);
    return (ter_facility_event){.project = keep(f, q, COL_EVENT_PROJECT),
                                .state = said ? ter_row_state(q, COL_EVENT_STATUS) : TER_STATE_EXISTING,
                                .basis = ter_row_basis(q, COL_EVENT_BASIS),
                                .action = ter_row_action(q, COL_EVENT_ACTION),
                                .year = (int)ter_query_int(q, COL_EVENT_YEAR),
                                .period_from = (int)ter_query_int(q, COL_EVENT_PERIOD_FROM),
                                .month = (int)ter_query_int(q, COL_EVENT_MONTH),
                                .day = (int)ter_query_int(q, COL_EVENT_DAY),
                                .document = keep(f, q, COL_EVENT_DOCUMENT),
                                .authority = keep(f, q, COL_EVENT_AUTHORITY),
                                .authority_basis = keep(f, q, COL_EVENT_AUTHORITY_BASIS),
                                .title = keep(f, q, COL_EVENT_TITLE),
                                .publisher = keep(f, q, COL_EVENT_PUBLISHER),
                                .date = keep(f, q, COL_EVENT_PUBLISHED_ON),
                                .text = keep(f, q, COL_EVENT_TEXT),
                                .name = keep(f, q, COL_EVENT_NAME),
                                .part = keep(f, q, COL_EVENT_PART),
                                .quote = keep(f, q, COL_EVENT_QUOTE),
                                .cue = keep(f, q, COL_EVENT_CUE),
                                .rule = keep(f, q, COL_EVENT_RULE),
                                .start = ter_query_int(q, COL_EVENT_START_BYTE),
                                .end = ter_query_int(q, COL_EVENT_END_BYTE),
                                .quote_start = ter_query_int(q, COL_EVENT_QUOTE_START),
                                .quote_end = ter_query_int(q, COL_EVENT_QUOTE_END),
                                .confidence = ter_query_real(q, COL_EVENT_CONFIDENCE),
                                .statement_confidence = ter_query_real(q, COL_EVENT_STATEMENT_CONFIDENCE),
                                .page = (int)ter_query_int(q, COL_EVENT_PAGE),
                                .doubtful = ter_query_int(q, COL_EVENT_DOUBTFUL) != 0};
}

static ter_status read_events(ter_registry *r, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_facility_events, "s", f->id);
    while (ter_query_next(&q)) {
        ter_facility_event event = event_of_row(f, &q);
        ter_array_push(&f->events, event);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_facility(ter_registry *r, const char *id, bool *found, ter_facility *out, ter_error *err) {
    *out = (ter_facility){0};
    *found = false;
    char *facility;
    ter_status status = ter_registry_resolve(r, id, &facility, err);
    if (status == TER_OK && facility) status = read_row(r, facility, found, out, err);
    free(facility);
    if (status == TER_OK && *found) status = read_names(r, out, err);
    if (status == TER_OK && *found) status = read_projects(r, out, err);
    if (status == TER_OK && *found) status = read_events(r, out, err);
    if (status != TER_OK) ter_facility_release(out);
    return status;
}

void ter_facility_release(ter_facility *f) {
    for (size_t i = 0; i < f->strings.len; i++) free(f->strings.items[i]);
    ter_array_release(&f->strings);
    ter_array_release(&f->names);
    ter_array_release(&f->projects);
    ter_array_release(&f->events);
    ter_geometry_release(&f->geometry);
}
