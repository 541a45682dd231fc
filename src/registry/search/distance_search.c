/* Which rows a search by distance selects, as of a day too. */
#include "registry/search/distance_search.h"

#include "registry/file/context.h"
#include "registry/file/fragments.h"
#include "registry/file/row.h"

#include <string.h>

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
