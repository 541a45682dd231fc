/* One facility whole. */
#include "registry/read/facility.h"

#include "registry/file/context.h"
#include "registry/file/fragments.h"
#include "registry/file/row.h"

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
    static const char sql[] =
        "SELECT coalesce(merged_into, id) FROM facility WHERE id = ?1"
        " UNION ALL SELECT facility FROM project WHERE id = ?1"
        " UNION ALL SELECT merged_into FROM facility WHERE id = ?2 AND merged_into IS NOT NULL"
        " UNION ALL SELECT coalesce(merged_into, id) FROM facility WHERE id = (SELECT min(facility) FROM naming"
        "  WHERE (toponym_id = ?2 OR name_id = ?2) HAVING count(DISTINCT facility) = 1)"
        " UNION ALL SELECT facility FROM override WHERE active AND facility IS NOT NULL"
        "  AND (target = ?2 OR target GLOB ?2 || '.*' OR what = 'merge' AND other = ?2)";
    char *stem = ter_strndup(id, strcspn(id, "."));
    ter_query q = ter_store_query(&r->store, sql, "ss", id, stem);
    *facility = ter_query_next(&q) ? ter_strdup(ter_query_text(&q, 0)) : NULL;
    free(stem);
    return ter_query_end(&q, err);
}

static ter_status read_row(ter_registry *r, const char *id, bool *found, ter_facility *f, ter_error *err) {
    static const char sql[] =
        "SELECT f.id, f.name, f.pinyin, f.kind, f.area, l.match, l.precision, l.uncertainty_m, l.score, l.reason,"
        " o.name, o.licence, o.date, o.datum, l.shape, f.hidden FROM facility f JOIN place l ON l.id = f.place"
        " LEFT JOIN source o ON o.id = l.source WHERE f.id = ?1";
    ter_query q = ter_store_query(&r->store, sql, "s", id);
    ter_status status = TER_OK;
    *found = ter_query_next(&q);
    if (*found) {
        const char **const texts[] = {&f->id, &f->name, &f->pinyin, &f->kind, &f->area};
        const char **const more[] = {&f->reason, &f->source, &f->licence, &f->source_date, &f->datum};
        for (int i = 0; i < 5; i++) *texts[i] = keep(f, &q, i);
        ter_match_parse(ter_str_from(ter_query_text(&q, 5)), &f->match);
        f->precision = ter_row_precision(&q, 6);
        f->uncertainty_m = ter_query_real(&q, 7);
        f->score = ter_query_real(&q, 8);
        for (int i = 0; i < 5; i++) *more[i] = keep(f, &q, 9 + i);
        f->hidden = keep(f, &q, 15);
        if (!ter_query_is_null(&q, 14))
            status = ter_geometry_from_spatialite(ter_query_bytes(&q, 14), &f->geometry, err);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

static ter_status read_names(ter_registry *r, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store,
                                  "SELECT name, type FROM facility_name WHERE facility = ? ORDER BY " TER_SQL_RANK(
                                      "type", " official alias former full as_printed ") ", name",
                                  "s", f->id);
    while (ter_query_next(&q)) {
        ter_facility_name name = {keep(f, &q, 0), keep(f, &q, 1)};
        ter_array_push(&f->names, name);
    }
    return ter_query_end(&q, err);
}

static ter_status read_projects(ter_registry *r, ter_facility *f, ter_error *err) {
    ter_query q = ter_store_query(&r->store,
                                  "SELECT p.id, p.part, p.title, p.status, p.basis, p.year, p.action, l.precision"
                                  " FROM project p JOIN place l ON l.id = p.place WHERE p.facility = ?"
                                  " ORDER BY p.part IS NOT NULL, p.part, p.id",
                                  "s", f->id);
    while (ter_query_next(&q)) {
        ter_facility_project project = {.id = keep(f, &q, 0),
                                        .part = keep(f, &q, 1),
                                        .title = keep(f, &q, 2),
                                        .state = ter_row_state(&q, 3),
                                        .basis = ter_row_basis(&q, 4),
                                        .year = (int)ter_query_int(&q, 5),
                                        .action = ter_row_action(&q, 6),
                                        .precision = ter_row_precision(&q, 7)};
        ter_array_push(&f->projects, project);
    }
    return ter_query_end(&q, err);
}

static ter_facility_event event_of_row(ter_facility *f, const ter_query *q) {
    bool said = !ter_query_is_null(q, 0);
    return (ter_facility_event){.project = keep(f, q, 0),
                                .state = said ? ter_row_state(q, 1) : TER_STATE_EXISTING,
                                .basis = ter_row_basis(q, 2),
                                .action = ter_row_action(q, 3),
                                .year = (int)ter_query_int(q, 4),
                                .month = (int)ter_query_int(q, 5),
                                .day = (int)ter_query_int(q, 6),
                                .document = keep(f, q, 7),
                                .title = keep(f, q, 8),
                                .publisher = keep(f, q, 9),
                                .date = keep(f, q, 10),
                                .text = keep(f, q, 11),
                                .name = keep(f, q, 12),
                                .part = keep(f, q, 13),
                                .quote = keep(f, q, 14),
                                .cue = keep(f, q, 15),
                                .rule = keep(f, q, 16),
                                .start = ter_query_int(q, 17),
                                .end = ter_query_int(q, 18),
                                .quote_start = ter_query_int(q, 19),
                                .quote_end = ter_query_int(q, 20),
                                .confidence = ter_query_real(q, 21),
                                .page = (int)ter_query_int(q, 22)};
}

static ter_status read_events(ter_registry *r, ter_facility *f, ter_error *err) {
    static const char sql[] =
        "SELECT s.project, s.status, s.basis, s.action, s.year, s.month, s.day, d.name, d.title, d.publisher,"
        " d.published_on, m.text, m.name, m.part, m.quote, s.cue, m.rule || coalesce('; ' || m.part_rule, ''), "
        "m.start_byte, m.end_byte, m.quote_start,"
        " m.quote_end, m.confidence, m.page FROM mention m JOIN document d ON d.id = m.document"
        " LEFT JOIN statement s ON s.document = m.document AND s.mention = m.number"
        " WHERE m.facility = ? ORDER BY d.published_on, d.sha256, m.number, s.number";
    ter_query q = ter_store_query(&r->store, sql, "s", f->id);
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
