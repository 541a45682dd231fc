#include "registry/read/history.h"
#include "base/date.h"
#include "registry/file/context.h"
#include "registry/file/fragments.h"
#include "registry/file/row.h"
#include "registry/ingest/parts.h"

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

static const char projects_sql[] =
    "SELECT p.id, f.id, f.toponym, f.name, f.kind, f.area, p.part, l.match, l.precision, l.uncertainty_m, l.score,"
    " l.toponym, l.name, l.area, l.reason, o.name, o.licence, o.date, o.datum, l.shape"
    " FROM shown_project p JOIN facility f ON f.id = p.facility JOIN place l ON l.id = p.place"
    " LEFT JOIN source o ON o.id = l.source ORDER BY p.id";

static ter_status read_project(const ter_query *q, ter_history *h, ter_error *err) {
    h->project_id = keep(h, q, 0), h->facility_id = keep(h, q, 1), h->toponym = keep(h, q, 2);
    h->name = keep(h, q, 3), h->kind = keep(h, q, 4), h->area = keep(h, q, 5), h->part = keep(h, q, 6);
    h->place.precision = ter_row_precision(q, 8);
    ter_match_parse(ter_str_from(ter_query_text(q, 7)), &h->place.match);
    h->place.uncertainty_m = ter_query_real(q, 9), h->place.score = ter_query_real(q, 10);
    h->place.key = keep(h, q, 11), h->place.name = keep(h, q, 12), h->place.area = keep(h, q, 13);
    h->place.reason = keep(h, q, 14), h->place.source = keep(h, q, 15), h->place.licence = keep(h, q, 16);
    h->place.date = keep(h, q, 17), h->place.datum = keep(h, q, 18);
    if (ter_query_is_null(q, 19)) return TER_OK;
    h->place.geometry = &h->geometry;
    return ter_geometry_from_spatialite(ter_query_bytes(q, 19), &h->geometry, err);
}

static ter_status read_names(ter_store *s, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s,
                                  "SELECT name, type FROM facility_name WHERE facility = ?1 AND type <> 'as_printed'"
                                  " AND name <> ?2 ORDER BY name",
                                  "ss", h->facility_id, h->name);
    while (ter_query_next(&q)) {
        bool former = strcmp(ter_query_text(&q, 1), "former") == 0;
        ter_record_name name = {keep(h, &q, 0), former ? TER_RECORD_FORMER : TER_RECORD_ALIAS};
        ter_array_push(&h->names, name);
    }
    h->place.names = h->names.items, h->place.name_count = h->names.len;
    return ter_query_end(&q, err);
}

/* The part_key that the project's id is made of; a mended mention has another one. */
static ter_status read_part_key(ter_store *s, ter_history *h, ter_error *err) {
    ter_query q =
        ter_store_query(s, "SELECT DISTINCT part_key FROM mention WHERE facility = ? ORDER BY 1", "s", h->facility_id);
    h->part_key = "";
    while (ter_query_next(&q)) {
        char *id = ter_project_id(h->facility_id, ter_query_text(&q, 0));
        if (strcmp(id, h->project_id) == 0) h->part_key = keep(h, &q, 0);
        free(id);
    }
    return ter_query_end(&q, err);
}

static const char events_sql[] =
    "SELECT t.status, t.basis, t.action, t.year, t.month, t.day, m.text, m.quote, t.cue, m.rule, m.number,"
    " m.start_byte, m.end_byte, m.page, m.confidence, d.sha256, d.name, d.title, d.publisher, d.issue, d.published_on,"
    " d.date_basis, d.area, d.format FROM statement t"
    " JOIN mention m ON m.document = t.document AND m.number = t.mention JOIN document d ON d.id = t.document"
    " WHERE t.project = ?1 AND (?2 IS NULL OR " TER_SQL_PUBLISHED_DAY " <= ?2)"
    " ORDER BY d.published_on, d.sha256, m.number, t.number";

static ter_status read_events(ter_store *s, const char *last_day, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, events_sql, "ss", h->project_id, last_day);
    while (ter_query_next(&q)) {
        ter_history_event e = {.state = ter_row_state(&q, 0),
                               .basis = ter_row_basis(&q, 1),
                               .action = ter_row_action(&q, 2),
                               .year = (int)ter_query_int(&q, 3),
                               .month = (int)ter_query_int(&q, 4),
                               .day = (int)ter_query_int(&q, 5),
                               .mention = ter_query_int(&q, 10),
                               .start = ter_query_int(&q, 11),
                               .end = ter_query_int(&q, 12),
                               .page = (int)ter_query_int(&q, 13),
                               .confidence = ter_query_real(&q, 14)};
        const char **const texts[] = {&e.text, &e.quote, &e.cue, &e.rule};
        for (int i = 0; i < 4; i++) *texts[i] = keep(h, &q, 6 + i);
        const char **const of_document[] = {&e.sha256, &e.document,   &e.title, &e.publisher, &e.issue,
                                            &e.date,   &e.date_basis, &e.area,  &e.format};
        for (int i = 0; i < 9; i++) *of_document[i] = keep(h, &q, 15 + i);
        ter_array_push(&h->events, e);
    }
    return ter_query_end(&q, err);
}

static const char decisions_sql[] =
    "SELECT json_extract(o.old_value, '$.status'), json_extract(o.old_value, '$.basis'),"
    " json_extract(o.old_value, '$.action'), json_extract(o.old_value, '$.year'),"
    " json_extract(o.new_value, '$.status'), json_extract(o.new_value, '$.basis'),"
    " json_extract(o.new_value, '$.action'), json_extract(o.new_value, '$.year'), o.person, o.at, o.why"
    " FROM override o WHERE o.active AND " TER_SQL_GIVES_STATE " AND " TER_SQL_OVERRIDE_PROJECT " = ?1"
    " AND (?2 IS NULL OR substr(o.at, 1, 10) <= ?2) ORDER BY o.id";

/* What was drawn by hand was nothing before. */
static ter_history_state state_of_row(const ter_query *q, int column) {
    if (ter_query_is_null(q, column)) return (ter_history_state){.state = TER_STATE_EXISTING};
    return (ter_history_state){ter_row_state(q, column), ter_row_basis(q, column + 1), ter_row_action(q, column + 2),
                               (int)ter_query_int(q, column + 3)};
}

static ter_status read_decisions(ter_store *s, const char *last_day, ter_history *h, ter_error *err) {
    ter_query q = ter_store_query(s, decisions_sql, "ss", h->project_id, last_day);
    while (ter_query_next(&q)) {
        ter_history_decision d = {.was = state_of_row(&q, 0), .is = state_of_row(&q, 4)};
        d.person = keep(h, &q, 8), d.at = keep(h, &q, 9), d.why = keep(h, &q, 10);
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
    ter_query q = ter_store_query(&r->store, projects_sql, "");
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
    return (size_t)ter_store_int(&r->store,
                                 "SELECT count(*) FROM shown_facility f WHERE NOT EXISTS"
                                 " (SELECT 1 FROM project p WHERE p.facility = f.id AND p.hidden IS NULL)",
                                 0);
}
