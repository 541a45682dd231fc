/* Two registries, or two days of one, compared project by project. */
#include "registry/read/diff.h"

#include "base/date.h"
#include "base/memory.h"
#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/history.sql.h"

#include <stdlib.h>
#include <string.h>

const char *ter_change_name(ter_change change) {
    static const char *const names[] = {
#define CHANGE_NAME(code, text) text,
        TER_CHANGE_MAP(CHANGE_NAME)
#undef CHANGE_NAME
    };
    return names[change];
}

/* A project on one side. */
typedef struct side_row {
    char *project, *facility, *name, *kind, *part, *area, *document, *date, *quote;
    ter_standing standing;
} side_row;

typedef TER_ARRAY(side_row) side_rows;
typedef TER_ARRAY(ter_change_row) change_rows;

static void side_release(side_rows *rows) {
    for (size_t i = 0; i < rows->len; i++) {
        side_row *r = &rows->items[i];
        char *const strings[] = {r->project, r->facility, r->name, r->kind, r->part,
                                 r->area,    r->document, r->date, r->quote};
        for (size_t k = 0; k < sizeof strings / sizeof *strings; k++) free(strings[k]);
    }
    ter_array_release(rows);
}

/* ---- how projects stand ---- */

static side_row begin_row(const ter_query *q) {
    side_row row = {.project = ter_strdup(ter_query_text(q, COL_DIFF_PROJECT)),
                    .facility = ter_strdup(ter_query_text(q, COL_DIFF_FACILITY)),
                    .name = ter_strdup(ter_query_text(q, COL_DIFF_NAME)),
                    .kind = ter_strdup(ter_query_text(q, COL_DIFF_KIND)),
                    .part = ter_strdup(ter_query_text(q, COL_DIFF_PART)),
                    .area = ter_strdup(ter_query_text(q, COL_DIFF_AREA)),
                    .document = ter_strdup(ter_query_text(q, COL_DIFF_DOCUMENT)),
                    .date = ter_strdup(ter_query_text(q, COL_DIFF_DATE)),
                    .quote = ter_strdup(ter_query_text(q, COL_DIFF_QUOTE))};
    row.standing = (ter_standing){.there = true,
                                  .state = ter_row_state(q, COL_DIFF_STATUS),
                                  .basis = ter_row_basis(q, COL_DIFF_BASIS),
                                  .year = (int)ter_query_int(q, COL_DIFF_YEAR),
                                  .period_from = (int)ter_query_int(q, COL_DIFF_PERIOD_FROM),
                                  .reached = TER_STATE_EXISTING,
                                  .aim = TER_STATE_EXISTING,
                                  .document = row.document,
                                  .date = row.date,
                                  .quote = row.quote};
    return row;
}

/* What a person set wins over what documents say. */
static side_row begin_set_row(const ter_query *q) {
    side_row row = begin_row(q);
    free(row.document);
    free(row.quote);
    free(row.date);
    row.standing.document = row.document = ter_strdup(ter_query_text(q, COL_DIFF_HAND));
    row.standing.quote = row.quote = ter_strdup(ter_query_text(q, COL_DIFF_WHY));
    row.standing.date = row.date = ter_strdup("");
    row.standing.state = ter_row_state(q, COL_DIFF_SET_STATUS);
    row.standing.basis = ter_row_basis(q, COL_DIFF_SET_BASIS);
    row.standing.year = (int)ter_query_int(q, COL_DIFF_SET_YEAR);
    row.standing.period_from = 0;
    if (row.standing.basis == TER_BASIS_TARGET) return row;
    row.standing.reached = row.standing.state;
    row.standing.reached_year = row.standing.year;
    return row;
}

/* Statements come newest first: the first of each sort counts. */
static void add_statement(ter_standing *s, const ter_query *q) {
    ter_state state = ter_row_state(q, COL_DIFF_STATUS);
    int year = (int)ter_query_int(q, COL_DIFF_YEAR);
    bool aim = ter_row_basis(q, COL_DIFF_BASIS) == TER_BASIS_TARGET;
    if (!aim && s->reached == TER_STATE_EXISTING) {
        s->reached = state;
        s->reached_year = year;
    }
    bool wanted = state == TER_STATE_COMPLETED || state == TER_STATE_STARTED || state == TER_STATE_UNDER_CONSTRUCTION;
    if (!aim || !year || !wanted) return;
    /* Of one document's aims the one to complete comes first in that order, and is the one to hold it to. */
    if (s->aim_year == 0) {
        s->aim = state == TER_STATE_COMPLETED ? TER_STATE_COMPLETED : TER_STATE_STARTED;
        s->aim_year = year;
    }
}

static bool is_under_way(ter_state s) {
    return s == TER_STATE_STARTED || s == TER_STATE_UNDER_CONSTRUCTION;
}

static void drop_met_aim(ter_standing *s) {
    bool met = s->reached == TER_STATE_COMPLETED || (s->aim == TER_STATE_STARTED && is_under_way(s->reached));
    if (!met) return;
    s->aim = TER_STATE_EXISTING;
    s->aim_year = 0;
}

static ter_status read_side(ter_registry *r, const char *until, side_rows *out, ter_error *err) {
    char last[TER_DATE_SIZE];
    if (until) ter_date_upper_bound(until, last);
    ter_query q = ter_store_query(&r->store, ter_sql_diff_statements, "s", until ? last : NULL);
    while (ter_query_next(&q)) {
        if (out->len == 0 || strcmp(out->items[out->len - 1].project, ter_query_text(&q, COL_DIFF_PROJECT)) != 0) {
            side_row row = ter_query_is_null(&q, COL_DIFF_HAND) ? begin_row(&q) : begin_set_row(&q);
            ter_array_push(out, row);
        }
        add_statement(&out->items[out->len - 1].standing, &q);
    }
    for (size_t i = 0; i < out->len; i++) drop_met_aim(&out->items[i].standing);
    return ter_query_end(&q, err);
}

/* ---- what changed ---- */

static bool is_stopped(ter_state s) {
    return s == TER_STATE_SUSPENDED || s == TER_STATE_CANCELLED;
}

typedef struct days {
    int from_year, to_year;
} days;

static bool went_by(int year, days when) {
    return year >= when.from_year && year < when.to_year;
}

static bool is_overdue(const ter_standing *s, days when) {
    return s->aim_year && went_by(s->aim_year, when);
}

/* The plan for a year is the last that was heard. */
static bool fell_silent(const ter_standing *s, days when) {
    return s->state == TER_STATE_PLANNED && s->basis == TER_BASIS_TARGET && went_by(s->year, when);
}

/* Of a project that both sides have. False when nothing changed. */
static bool judge(const ter_standing *was, const ter_standing *is, days when, ter_change *out) {
    bool done = is->reached == TER_STATE_COMPLETED, begun = is_under_way(is->reached);
    bool aims = was->aim_year && is->aim_year;
    if (done && was->reached != TER_STATE_COMPLETED) *out = TER_CHANGE_FINISHED;
    else if (begun && !is_under_way(was->reached) && was->reached != TER_STATE_COMPLETED) *out = TER_CHANGE_STARTED;
    else if (is_stopped(is->reached) && !is_stopped(was->reached)) *out = TER_CHANGE_STOPPED;
    else if (aims && is->aim_year > was->aim_year && is->aim >= was->aim) *out = TER_CHANGE_SLIPPED;
    else if (is_overdue(is, when)) *out = TER_CHANGE_OVERDUE;
    else if (aims && is->aim_year < was->aim_year && is->aim == was->aim) *out = TER_CHANGE_FORWARD;
    else if (!was->aim_year && is->aim_year) *out = TER_CHANGE_AIMED;
    else if (was->state != is->state || was->basis != is->basis || was->year != is->year) *out = TER_CHANGE_CHANGED;
    else if (fell_silent(is, when)) *out = TER_CHANGE_SILENT;
    else return false;
    return true;
}

static bool selected(const ter_registry_filter *f, const side_row *row) {
    const ter_standing *s = &row->standing;
    if (!f) return true;
    return ter_filter_allows_years(f, row->kind, ter_state_name(s->state), ter_basis_name(s->basis),
                                   ter_years_of(s->period_from, s->year)) &&
           (!f->area || strcmp(f->area, row->area) == 0);
}

static void add_change(change_rows *out, ter_change change, const side_row *was, const side_row *is) {
    const side_row *shown = is ? is : was;
    ter_change_row row = {.change = change,
                          .project_id = shown->project,
                          .facility_id = shown->facility,
                          .name = shown->name,
                          .kind = shown->kind,
                          .part = shown->part,
                          .area = shown->area};
    if (was) row.was = was->standing;
    if (is) row.is = is->standing;
    ter_array_push(out, row);
}

/* Of what is done no more need be said, unless who said it is there and it is not: then a person took it out. */
static bool has_document(ter_registry *r, const char *name) {
    ter_query q = ter_store_query(&r->store, ter_sql_document_named, "s", name);
    bool has = ter_query_next(&q);
    ter_query_end(&q, NULL);
    return has;
}

typedef struct comparison {
    ter_registry *later;
    days when;
    const ter_registry_filter *filter;
} comparison;

/* Both sides are in order of project ids. */
static void compare_sides(const side_rows *a, const side_rows *b, const comparison *c, change_rows *out) {
    for (size_t i = 0, k = 0; i < a->len || k < b->len;) {
        int order = i == a->len ? 1 : k == b->len ? -1 : strcmp(a->items[i].project, b->items[k].project);
        const side_row *was = order <= 0 ? &a->items[i++] : NULL, *is = order >= 0 ? &b->items[k++] : NULL;
        ter_change change = TER_CHANGE_NEW;
        if (!is) change = is_overdue(&was->standing, c->when) ? TER_CHANGE_OVERDUE : TER_CHANGE_SILENT;
        if (!is && was->standing.reached == TER_STATE_COMPLETED && !has_document(c->later, was->document)) continue;
        if (was && is && !judge(&was->standing, &is->standing, c->when, &change)) continue;
        if (selected(c->filter, is ? is : was)) add_change(out, change, was, is);
    }
}

/* New ones by how far they are, so that those finished come first. */
static int rank_of(const ter_change_row *row) {
    static const int ranks[TER_STATE_COUNT] = {
        [TER_STATE_COMPLETED] = 0, [TER_STATE_UNDER_CONSTRUCTION] = 1, [TER_STATE_STARTED] = 2, [TER_STATE_PLANNED] = 3,
        [TER_STATE_SUSPENDED] = 4, [TER_STATE_CANCELLED] = 5,          [TER_STATE_EXISTING] = 6};
    return row->change == TER_CHANGE_NEW ? ranks[row->is.state] + 10 * (row->is.basis == TER_BASIS_TARGET) : 0;
}

static int compare_changes(const void *a, const void *b) {
    const ter_change_row *x = a, *y = b;
    int order = (int)x->change - (int)y->change;
    if (!order) order = rank_of(x) - rank_of(y);
    if (!order) order = strcmp(x->kind, y->kind);
    if (!order) order = strcmp(x->name, y->name);
    if (!order) order = strcmp(x->part, y->part);
    return order ? order : strcmp(x->project_id, y->project_id);
}

static int year_of(ter_registry *r, const char *day) {
    return atoi(day ? day : ter_registry_newest_date(r));
}

ter_status ter_registry_diff(ter_registry *a, const char *from, ter_registry *b, const char *to,
                             const ter_registry_filter *filter, ter_change_fn fn, void *context, ter_error *err) {
    side_rows was = {0}, is = {0};
    change_rows changes = {0};
    ter_status status = read_side(a, from, &was, err);
    if (status == TER_OK) status = read_side(b, to, &is, err);
    if (status == TER_OK)
        compare_sides(&was, &is, &(comparison){b, {year_of(a, from), year_of(b, to)}, filter}, &changes);
    if (changes.len > 1) qsort(changes.items, changes.len, sizeof *changes.items, compare_changes);
    for (size_t i = 0; i < changes.len; i++) fn(&changes.items[i], context);
    ter_array_release(&changes);
    side_release(&was);
    side_release(&is);
    return status;
}
