/* The work queue: the rows of review.c, what has no certain place, and decisions that newer documents contradict. */
#include "registry/decisions/queue.h"

#include "registry/decisions/review.h"
#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/review.sql.h"

#include <stdlib.h>
#include <string.h>

const char *ter_queue_issue_name(ter_queue_issue issue) {
    static const char *const names[] = {
#define QUEUE_NAME(code, text, weight) text,
        TER_QUEUE_MAP(QUEUE_NAME)
#undef QUEUE_NAME
    };
    return names[issue];
}

static double weight_of(ter_queue_issue issue) {
    static const int weights[] = {
#define QUEUE_WEIGHT(code, text, weight) weight,
        TER_QUEUE_MAP(QUEUE_WEIGHT)
#undef QUEUE_WEIGHT
    };
    return weights[issue];
}

/* A row of the current state: what filters and points look at. */
typedef struct standing {
    char *facility, *project, *kind, *area;
    size_t mentions, said; /* of the facility, of the project */
    bool passes;
} standing;

typedef struct collecting {
    ter_registry *r;
    const ter_queue_request *request;
    TER_ARRAY(standing) standings; /* by facility */
    ter_queue *out;
} collecting;

/* ---- standings ---- */

static ter_status read_standings(collecting *c, ter_error *err) {
    const ter_registry_filter *f = c->request->filter;
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_standings, "");
    while (ter_query_next(&q)) {
        standing s = {.facility = ter_strdup(ter_query_text(&q, COL_QUEUE_STANDINGS_FACILITY_ID)),
                      .project = ter_strdup(ter_query_text(&q, COL_QUEUE_STANDINGS_PROJECT_ID)),
                      .kind = ter_strdup(ter_query_text(&q, COL_QUEUE_STANDINGS_KIND)),
                      .area = ter_strdup(ter_query_text(&q, COL_QUEUE_STANDINGS_AREA)),
                      .mentions = (size_t)ter_query_int(&q, COL_QUEUE_STANDINGS_MENTIONS),
                      .said = (size_t)ter_query_int(&q, COL_QUEUE_STANDINGS_SAID)};
        ter_years years = ter_years_of((int)ter_query_int(&q, COL_QUEUE_STANDINGS_PERIOD_FROM),
                                       (int)ter_query_int(&q, COL_QUEUE_STANDINGS_YEAR));
        s.passes = ter_filter_allows_years(f, s.kind, ter_query_text(&q, COL_QUEUE_STANDINGS_STATUS),
                                           ter_query_text(&q, COL_QUEUE_STANDINGS_BASIS), years) &&
                   (!f || !f->area || strcmp(f->area, s.area) == 0);
        ter_array_push(&c->standings, s);
    }
    return ter_query_end(&q, err);
}

static const standing *first_standing(const collecting *c, const char *facility) {
    size_t from = 0, to = c->standings.len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(c->standings.items[middle].facility, facility) < 0) from = middle + 1;
        else to = middle;
    }
    bool found = from < c->standings.len && strcmp(c->standings.items[from].facility, facility) == 0;
    return found ? &c->standings.items[from] : NULL;
}

/* The row of a project, or of a facility one that passes if any does; NULL when the filter leaves it out. */
static const standing *passing(const collecting *c, const char *facility, const char *project) {
    const standing *end = c->standings.items + c->standings.len, *s = first_standing(c, facility);
    for (; s && s < end && strcmp(s->facility, facility) == 0; s++)
        if (s->passes && (!*project || strcmp(s->project, project) == 0)) return s;
    return NULL;
}

static bool is_core(const collecting *c, const char *kind) {
    const char *const *words = c->request->core;
    for (; words && *words; words++)
        if (strcmp(*words, kind) == 0) return true;
    return false;
}

/* ---- items ---- */

static const char *keep_text(ter_queue_item *item, const char *text) {
    if (!text || !*text) return "";
    char *copy = ter_strdup(text);
    ter_array_push(&item->strings, copy);
    return copy;
}

static void item_release(ter_queue_item *item) {
    for (size_t i = 0; i < item->strings.len; i++) free(item->strings.items[i]);
    ter_array_release(&item->strings);
    ter_array_release(&item->choices);
}

/* A new item of the queue, or NULL when the filter leaves it out; what is not set is "". `project` "" for the whole
 * facility. Borrowed until the next one. */
static ter_queue_item *add_item(collecting *c, ter_queue_issue issue, const char *facility, const char *project) {
    const standing *s = passing(c, facility, project);
    if (!s) return NULL;
    ter_queue_item item = {.issue = issue, .name = "", .part = "", .reason = "", .other_id = ""};
    item.mentions = *project ? s->said : s->mentions;
    item.facility_id = keep_text(&item, facility);
    item.project_id = keep_text(&item, project);
    item.target = *item.project_id ? item.project_id : item.facility_id;
    item.kind = keep_text(&item, s->kind);
    item.area = keep_text(&item, s->area);
    item.points =
        weight_of(issue) * (1 + (double)item.mentions) * (is_core(c, s->kind) ? 2 : 1) * (*s->project ? 2 : 1);
    ter_array_push(c->out, item);
    return &c->out->items[c->out->len - 1];
}

static ter_queue_choice *add_choice(ter_queue_item *item) {
    const ter_queue_choice none = {.id = "", .name = "", .kind = "", .area = "", .words = ""};
    ter_array_push(&item->choices, none);
    return &item->choices.items[item->choices.len - 1];
}

static void add_state(ter_queue_item *item, const ter_review_saying *s) {
    for (size_t i = 0; i < item->choices.len; i++) {
        ter_queue_choice *c = &item->choices.items[i];
        if (c->state == s->state && c->basis == s->basis && c->year == s->year) return;
    }
    ter_buf words = {0};
    ter_buf_printf(&words, "%s%s%s", s->document, *s->date ? ", " : "", s->date);
    ter_queue_choice *c = add_choice(item);
    c->has_state = true;
    c->state = s->state, c->basis = s->basis, c->year = s->year;
    c->words = keep_text(item, words.ptr);
    ter_buf_release(&words);
}

/* ---- what the documents do not agree on ---- */

static ter_queue_issue issue_of(ter_review_rule rule) {
    return ter_review_is_contradiction(rule) ? TER_QUEUE_CONTRADICTION
           : rule == TER_REVIEW_MAY_BE       ? TER_QUEUE_MAY_BE
                                             : TER_QUEUE_MENDED;
}

/* The same project's contradictions are one item. */
static ter_queue_item *same_item(collecting *c, ter_queue_issue issue, const char *project) {
    for (size_t i = c->out->len; issue != TER_QUEUE_MAY_BE && i-- > 0;) {
        ter_queue_item *item = &c->out->items[i];
        if (item->issue == issue && strcmp(item->project_id, project) == 0) return item;
    }
    return NULL;
}

static void take_review(const ter_review *row, void *context) {
    collecting *c = context;
    ter_queue_issue issue = issue_of(row->rule);
    ter_queue_item *item = same_item(c, issue, row->project_id);
    if (!item) {
        item = add_item(c, issue, row->facility_id, row->project_id);
        if (!item) return;
        ter_buf reason = {0};
        bool contradiction = issue == TER_QUEUE_CONTRADICTION;
        ter_buf_printf(&reason, "%s%s%s", contradiction ? ter_review_rule_name(row->rule) : "",
                       contradiction ? ": " : "", row->sentence);
        item->name = keep_text(item, row->name);
        item->part = keep_text(item, row->part);
        item->reason = keep_text(item, reason.ptr);
        item->other_id = keep_text(item, row->other_id);
        ter_buf_release(&reason);
    }
    if (row->sayings) { /* the newer document's first */
        add_state(item, &row->sayings[1]);
        add_state(item, &row->sayings[0]);
    }
}

/* Names the other facility of what may be one. */
static ter_status name_others(collecting *c, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < c->out->len && status == TER_OK; i++) {
        ter_queue_item *item = &c->out->items[i];
        if (item->issue != TER_QUEUE_MAY_BE) continue;
        ter_query q = ter_store_query(&c->r->store, ter_sql_queue_other, "s", item->other_id);
        if (ter_query_next(&q)) {
            ter_queue_choice *choice = add_choice(item);
            choice->id = item->other_id;
            choice->name = keep_text(item, ter_query_text(&q, COL_QUEUE_OTHER_NAME));
            choice->kind = keep_text(item, ter_query_text(&q, COL_QUEUE_OTHER_KIND));
            choice->area = keep_text(item, ter_query_text(&q, COL_QUEUE_OTHER_AREA));
        }
        status = ter_query_end(&q, err);
    }
    return status;
}

/* ---- decisions that documents have gone past ---- */

static ter_status each_outdated(collecting *c, ter_error *err) {
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_outdated, "");
    while (ter_query_next(&q)) {
        if (same_item(c, TER_QUEUE_OUTDATED, ter_query_text(&q, COL_QUEUE_OUTDATED_PROJECT))) continue;
        ter_queue_item *item = add_item(c, TER_QUEUE_OUTDATED, ter_query_text(&q, COL_QUEUE_OUTDATED_FACILITY),
                                        ter_query_text(&q, COL_QUEUE_OUTDATED_PROJECT));
        if (!item) continue;
        ter_buf reason = {0};
        ter_buf_printf(&reason, "%s, and newer documents say otherwise", ter_query_text(&q, COL_QUEUE_OUTDATED_WORDS));
        item->name = keep_text(item, ter_query_text(&q, COL_QUEUE_OUTDATED_NAME));
        item->part = keep_text(item, ter_query_text(&q, COL_QUEUE_OUTDATED_PART));
        item->reason = keep_text(item, reason.ptr);
        item->number = ter_query_int(&q, COL_QUEUE_OUTDATED_NUMBER);
        add_state(item, &(ter_review_saying){ter_row_state(&q, COL_QUEUE_OUTDATED_STATUS),
                                             ter_row_basis(&q, COL_QUEUE_OUTDATED_BASIS),
                                             (int)ter_query_int(&q, COL_QUEUE_OUTDATED_YEAR),
                                             ter_query_text(&q, COL_QUEUE_OUTDATED_DOCUMENT),
                                             ter_query_text(&q, COL_QUEUE_OUTDATED_DATE)});
        add_state(item, &(ter_review_saying){ter_row_state(&q, COL_QUEUE_OUTDATED_SET_STATUS),
                                             ter_row_basis(&q, COL_QUEUE_OUTDATED_SET_BASIS),
                                             (int)ter_query_int(&q, COL_QUEUE_OUTDATED_SET_YEAR),
                                             ter_query_text(&q, COL_QUEUE_OUTDATED_WORDS), ""});
        ter_buf_release(&reason);
    }
    return ter_query_end(&q, err);
}

/* What is about no facility is listed only without a filter. */
static bool is_filtered(const collecting *c) {
    const ter_registry_filter *f = c->request->filter;
    return f && (f->kinds || f->states || f->bases || f->years || f->area);
}

/* The name is the document's, and the number of mentions that of its statements. */
static ter_status each_weak_date(collecting *c, ter_error *err) {
    if (is_filtered(c)) return TER_OK;
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_weak_dates, "d", TER_QUEUE_SURE);
    while (ter_query_next(&q)) {
        ter_queue_item item = {
            .issue = TER_QUEUE_WEAK_DATE, .facility_id = "", .project_id = "", .other_id = "", .target = ""};
        const char *date = ter_query_text(&q, COL_QUEUE_WEAK_DATES_DATE);
        ter_buf reason = {0};
        double sure = ter_query_real(&q, COL_QUEUE_WEAK_DATES_CONFIDENCE);
        if (*date)
            ter_buf_printf(&reason, "its date, %s, is known by its %s only", date,
                           ter_query_text(&q, COL_QUEUE_WEAK_DATES_BASIS));
        if (*date && sure > 0) ter_buf_printf(&reason, "; right with a chance of %.0f %%", sure * 100);
        if (!*date) ter_buf_puts(&reason, "it does not say when it was issued");
        item.name = keep_text(&item, ter_query_text(&q, COL_QUEUE_WEAK_DATES_NAME));
        item.reason = keep_text(&item, reason.ptr);
        item.part = item.kind = item.area = "";
        item.mentions = (size_t)ter_query_int(&q, COL_QUEUE_WEAK_DATES_STATEMENTS);
        item.points = weight_of(TER_QUEUE_WEAK_DATE) * (1 + (double)item.mentions);
        ter_array_push(c->out, item);
        ter_buf_release(&reason);
    }
    return ter_query_end(&q, err);
}

static ter_status each_idle(collecting *c, ter_error *err) {
    if (is_filtered(c)) return TER_OK;
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_idle, "");
    while (ter_query_next(&q)) {
        ter_queue_item item = {
            .issue = TER_QUEUE_IDLE, .facility_id = "", .project_id = "", .other_id = "", .name = ""};
        ter_buf reason = {0};
        ter_buf_printf(&reason, "%s, %s: no document names it any more", ter_query_text(&q, COL_QUEUE_IDLE_WHAT),
                       ter_query_text(&q, COL_QUEUE_IDLE_WORDS));
        item.target = keep_text(&item, ter_query_text(&q, COL_QUEUE_IDLE_TARGET));
        item.reason = keep_text(&item, reason.ptr);
        item.part = item.kind = item.area = "";
        item.number = ter_query_int(&q, COL_QUEUE_IDLE_ID);
        item.points = weight_of(TER_QUEUE_IDLE);
        ter_array_push(c->out, item);
        ter_buf_release(&reason);
    }
    return ter_query_end(&q, err);
}

/* ---- names ---- */

/* What is doubtful stands in no list that others come from, so that it brings its own words. */
static void add_doubtful_name(collecting *c, const ter_query *q) {
    ter_queue_item item = {.issue = TER_QUEUE_DOUBTFUL_NAME, .project_id = "", .part = "", .other_id = ""};
    double sure = ter_query_real(q, COL_QUEUE_DOUBTFUL_NAMES_CONFIDENCE);
    ter_buf reason = {0};
    ter_buf_printf(&reason, "a facility with a chance of %.0f %%: “%s” in %s", sure * 100,
                   ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_QUOTE),
                   ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_DOCUMENT));
    item.target = item.facility_id = keep_text(&item, ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_FACILITY));
    item.name = keep_text(&item, ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_NAME));
    item.kind = keep_text(&item, ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_KIND));
    item.area = keep_text(&item, ter_query_text(q, COL_QUEUE_DOUBTFUL_NAMES_AREA));
    item.reason = keep_text(&item, reason.ptr);
    item.mentions = (size_t)ter_query_int(q, COL_QUEUE_DOUBTFUL_NAMES_MENTIONS);
    bool project = ter_row_state(q, COL_QUEUE_DOUBTFUL_NAMES_STATUS) != TER_STATE_EXISTING;
    item.points = weight_of(item.issue) * sure * (1 + (double)item.mentions) * (is_core(c, item.kind) ? 2 : 1) *
                  (project ? 2 : 1);
    ter_array_push(c->out, item);
    ter_buf_release(&reason);
}

static ter_status each_doubtful_name(collecting *c, ter_error *err) {
    const ter_registry_filter *f = c->request->filter;
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_doubtful_names, "");
    while (ter_query_next(&q) && ter_query_int(&q, COL_QUEUE_DOUBTFUL_NAMES_TURN) == 1) {
        bool passes = ter_filter_allows(
            f, ter_query_text(&q, COL_QUEUE_DOUBTFUL_NAMES_KIND), ter_query_text(&q, COL_QUEUE_DOUBTFUL_NAMES_STATUS),
            ter_query_text(&q, COL_QUEUE_DOUBTFUL_NAMES_BASIS), (int)ter_query_int(&q, COL_QUEUE_DOUBTFUL_NAMES_YEAR));
        bool in_area = !f || !f->area || strcmp(f->area, ter_query_text(&q, COL_QUEUE_DOUBTFUL_NAMES_AREA)) == 0;
        if (passes && in_area) add_doubtful_name(c, &q);
    }
    return ter_query_end(&q, err);
}

/* ---- places ---- */

static ter_queue_issue issue_of_place(const ter_query *q) {
    if (ter_query_int(q, COL_PLACE_AMBIGUOUS)) return TER_QUEUE_AMBIGUOUS;
    if (ter_query_int(q, COL_PLACE_UNPLACED)) return TER_QUEUE_UNPLACED;
    return ter_query_real(q, COL_PLACE_SCORE) < TER_QUEUE_SURE ? TER_QUEUE_DOUBTFUL : TER_QUEUE_VAGUE;
}

static void put_reason(const ter_query *q, ter_queue_issue issue, ter_buf *out) {
    ter_buf_puts(out, ter_query_text(q, COL_PLACE_REASON));
    if (issue == TER_QUEUE_DOUBTFUL)
        ter_buf_printf(out, "; right with a chance of %.0f %%", ter_query_real(q, COL_PLACE_SCORE) * 100);
    if (issue == TER_QUEUE_VAGUE)
        ter_buf_printf(out, "; %s, ±%.0f m", ter_query_text(q, COL_PLACE_PRECISION),
                       ter_query_real(q, COL_PLACE_UNCERTAINTY_M));
}

/* The place that it has now, and where. */
static void add_present(const ter_query *q, ter_queue_item *item) {
    ter_geometry g = {0};
    if (ter_geometry_from_spatialite(ter_query_bytes(q, COL_PLACE_SHAPE), &g, NULL) == TER_OK && g.point_count > 0) {
        item->at = ter_geometry_point_on(&g);
        item->has_position = true;
    }
    ter_geometry_release(&g);
    if (!*ter_query_text(q, COL_PLACE_TOPONYM)) return;
    ter_queue_choice *c = add_choice(item);
    c->id = keep_text(item, ter_query_text(q, COL_PLACE_TOPONYM));
    c->name = keep_text(item, ter_query_text(q, COL_PLACE_TOPONYM_NAME));
    c->kind = keep_text(item, ter_query_text(q, COL_PLACE_KIND));
    c->area = keep_text(item, ter_query_text(q, COL_PLACE_AREA));
    c->words = TER_QUEUE_PRESENT;
    c->at = item->at, c->has_position = item->has_position;
    c->score = ter_query_real(q, COL_PLACE_SCORE);
}

static ter_status add_candidates(collecting *c, ter_queue_item *item, const char *place, ter_error *err) {
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_candidates, "s", place);
    while (ter_query_next(&q)) {
        ter_queue_choice *x = add_choice(item);
        x->id = keep_text(item, ter_query_text(&q, COL_CANDIDATE_ID));
        x->name = keep_text(item, ter_query_text(&q, COL_CANDIDATE_NAME));
        x->kind = keep_text(item, ter_query_text(&q, COL_CANDIDATE_KIND));
        x->area = keep_text(item, ter_query_text(&q, COL_CANDIDATE_AREA));
        x->words = keep_text(item, ter_query_text(&q, COL_CANDIDATE_REASON));
        x->at = (ter_position){ter_query_real(&q, COL_CANDIDATE_LON), ter_query_real(&q, COL_CANDIDATE_LAT)};
        x->has_position = true;
        x->score = ter_query_real(&q, COL_CANDIDATE_SCORE);
    }
    return ter_query_end(&q, err);
}

static ter_status each_place(collecting *c, ter_error *err) {
    TER_ARRAY(char *) places = {0};
    size_t from = c->out->len;
    ter_query q = ter_store_query(&c->r->store, ter_sql_queue_places, "d", TER_QUEUE_SURE);
    while (ter_query_next(&q)) {
        ter_queue_issue issue = issue_of_place(&q);
        ter_queue_item *item =
            add_item(c, issue, ter_query_text(&q, COL_PLACE_FACILITY), ter_query_text(&q, COL_PLACE_TARGET));
        if (!item) continue;
        ter_buf reason = {0};
        put_reason(&q, issue, &reason);
        if (issue == TER_QUEUE_DOUBTFUL) item->points *= 1 - ter_query_real(&q, COL_PLACE_SCORE);
        item->name = keep_text(item, ter_query_text(&q, COL_PLACE_NAME));
        item->part = keep_text(item, ter_query_text(&q, COL_PLACE_PARTS));
        item->reason = keep_text(item, reason.ptr);
        if (!ter_query_int(&q, COL_PLACE_UNPLACED)) add_present(&q, item);
        ter_buf_release(&reason);
        char *place = ter_strdup(ter_query_text(&q, COL_PLACE_PLACE));
        ter_array_push(&places, place);
    }
    ter_status status = ter_query_end(&q, err);
    for (size_t i = 0; i < places.len; i++) {
        if (status == TER_OK) status = add_candidates(c, &c->out->items[from + i], places.items[i], err);
        free(places.items[i]);
    }
    ter_array_release(&places);
    return status;
}

/* ---- all of it ---- */

static int compare_items(const void *a, const void *b) {
    const ter_queue_item *x = a, *y = b;
    if (x->points != y->points) return x->points > y->points ? -1 : 1;
    if (x->issue != y->issue) return x->issue < y->issue ? -1 : 1;
    int order = strcmp(x->name, y->name);
    if (order == 0) order = strcmp(x->target, y->target);
    if (order == 0) order = strcmp(x->other_id, y->other_id);
    return order ? order : strcmp(x->reason, y->reason);
}

ter_status ter_registry_queue(ter_registry *r, const ter_queue_request *request, ter_queue *out, ter_error *err) {
    collecting c = {.r = r, .request = request, .out = out};
    *out = (ter_queue){0};
    ter_status status = read_standings(&c, err);
    if (status == TER_OK) status = ter_registry_review(r, take_review, &c, err);
    if (status == TER_OK) status = name_others(&c, err);
    if (status == TER_OK) status = each_outdated(&c, err);
    if (status == TER_OK) status = each_idle(&c, err);
    if (status == TER_OK) status = each_weak_date(&c, err);
    if (status == TER_OK) status = each_place(&c, err);
    if (status == TER_OK) status = each_doubtful_name(&c, err);
    for (size_t i = 0; i < c.standings.len; i++) {
        standing *s = &c.standings.items[i];
        free(s->facility), free(s->project), free(s->kind), free(s->area);
    }
    ter_array_release(&c.standings);
    if (status != TER_OK) ter_queue_release(out);
    else if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare_items);
    return status;
}

void ter_queue_release(ter_queue *q) {
    for (size_t i = 0; i < q->len; i++) item_release(&q->items[i]);
    ter_array_release(q);
}
