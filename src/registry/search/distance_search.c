/* Which rows a search by distance selects, as of a day too. */
#include "registry/search/distance_search.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/search.sql.h"

#include <string.h>

/* The state that a person or the documents of that day gave a project, as layers --as-of have it (listing.c); false
 * when none spoke of it yet. */
static ter_status state_as_of(const ter_near_search *s, ter_near_found *row, bool *spoken, ter_error *err) {
    bool is_project = row->project[0];
    ter_query q = ter_store_query(&s->r->store, is_project ? ter_sql_state_of_project : ter_sql_state_of_facility,
                                  "id:s as_of:s", row->id, s->as_of);
    *spoken = ter_query_next(&q);
    if (*spoken) {
        row->state = ter_row_state(&q, COL_STATE_STATUS);
        row->basis = ter_row_basis(&q, COL_STATE_BASIS);
        row->year = (int)ter_query_int(&q, COL_STATE_YEAR);
        row->period_from = (int)ter_query_int(&q, COL_STATE_PERIOD_FROM);
    }
    return ter_query_end(&q, err);
}

ter_status ter_near_selects(const ter_near_search *s, ter_near_found *row, bool *selected, ter_error *err) {
    ter_status status = TER_OK;
    *selected = true;
    if (s->as_of[0]) status = state_as_of(s, row, selected, err);
    const ter_registry_filter *f = s->filter;
    if (*selected && f)
        *selected = ter_filter_allows_years(f, row->kind, ter_state_name(row->state), ter_basis_name(row->basis),
                                            ter_years_of(row->period_from, row->year)) &&
                    (!f->area || strcmp(f->area, row->area) == 0);
    return status;
}
