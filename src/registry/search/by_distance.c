#include "registry/search/by_distance.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

void ter_near_hits_release(ter_near_hits *hits) {
    for (size_t i = 0; i < hits->len; i++) free(hits->items[i].texts);
    ter_array_release(hits);
}

void ter_near_add_hit(const ter_near_search *s, const ter_near_found *row) {
    ter_near_hit hit = {.state = row->state,
                        .basis = row->basis,
                        .year = row->year,
                        .precision = row->precision,
                        .distance_m = row->distance_m,
                        .position = row->position};
    const char *const from[] = {row->id, row->name, row->kind, row->part};
    const char **const to[] = {&hit.id, &hit.name, &hit.kind, &hit.part};
    size_t sizes[4], all = 0;
    for (int i = 0; i < 4; i++) all += sizes[i] = strlen(from[i]) + 1;
    char *at = hit.texts = ter_realloc(NULL, all, 1);
    for (int i = 0; i < 4; i++) {
        *to[i] = memcpy(at, from[i], sizes[i]);
        at += sizes[i];
    }
    ter_array_push(s->hits, hit);
}

/* The state that a person or the documents of that day gave a project, as layers --as-of have it (listing.c); false
 * when none spoke of it yet. */
static ter_status state_as_of(const ter_near_search *s, ter_near_found *row, bool *spoken, ter_error *err) {
    static const char project[] =
        "SELECT json_extract(v, '$.status'), json_extract(v, '$.basis'), json_extract(v, '$.year'), 0 AS turn FROM"
        " (SELECT o.new_value AS v FROM override o WHERE o.active AND " TER_SQL_GIVES_STATE
        " AND substr(o.at, 1, 10) <= ?2"
        "  AND " TER_SQL_OVERRIDE_PROJECT " = ?1 ORDER BY o.id DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT t.status, t.basis, t.year, 1 FROM statement t JOIN mention m"
        "  ON m.document = t.document AND m.number = t.mention JOIN document d ON d.id = t.document"
        "  WHERE t.project = ?1 AND " TER_SQL_PUBLISHED_DAY " <= ?2 ORDER BY " TER_SQL_NEWEST_STATEMENT " LIMIT 1)"
        " ORDER BY turn LIMIT 1";
    static const char facility[] =
        "SELECT 'existing', NULL, NULL FROM mention m JOIN document d ON d.id = m.document"
        " WHERE m.facility = ?1 AND " TER_SQL_PUBLISHED_DAY " <= ?2"
        " UNION ALL SELECT 'existing', NULL, NULL FROM override o WHERE o.active AND o.what = 'add'"
        "  AND o.facility = ?1 AND substr(o.at, 1, 10) <= ?2 LIMIT 1";
    bool is_project = row->project[0];
    ter_query q = ter_store_query(&s->r->store, is_project ? project : facility, "ss", row->id, s->as_of);
    *spoken = ter_query_next(&q);
    if (*spoken) {
        row->state = ter_row_state(&q, 0);
        row->basis = ter_row_basis(&q, 1);
        row->year = (int)ter_query_int(&q, 2);
    }
    return ter_query_end(&q, err);
}

ter_status ter_near_selects(const ter_near_search *s, ter_near_found *row, bool *selected, ter_error *err) {
    ter_status status = TER_OK;
    *selected = true;
    if (s->as_of[0]) status = state_as_of(s, row, selected, err);
    const ter_registry_filter *f = s->filter;
    if (*selected && f)
        *selected =
            ter_filter_allows(f, row->kind, ter_state_name(row->state), ter_basis_name(row->basis), row->year) &&
            (!f->area || strcmp(f->area, row->area) == 0);
    return status;
}

static ter_status search(ter_near_search *s, ter_error *err) {
    bool answered = false;
    ter_status status = ter_near_by_index(s, &answered, err);
    return status == TER_OK && !answered ? ter_near_by_windows(s, err) : status;
}

/* One transaction, so that index, rows and states are of one moment while others write. */
ter_status ter_registry_near(ter_registry *r, ter_position from, double radius_m, size_t limit,
                             const ter_registry_filter *filter, ter_near_hits *out, ter_error *err) {
    *out = (ter_near_hits){0};
    ter_near_search s = {r, from, radius_m, limit, filter, out, ""};
    if (filter && filter->as_of) ter_date_upper_bound(filter->as_of, s.as_of);
    ter_status status = ter_registry_refresh(r, err);
    if (status == TER_OK) status = ter_store_run(&r->store, err, "BEGIN", "");
    if (status != TER_OK) return status;
    status = search(&s, err);
    ter_store_run(&r->store, NULL, "COMMIT", "");
    if (status != TER_OK) ter_near_hits_release(out);
    return status;
}
