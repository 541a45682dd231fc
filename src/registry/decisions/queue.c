/* The work queue: what `review` tells, what has no sure place, and decisions that newer documents contradict. */
#include "registry/decisions/queue.h"

#include "registry/decisions/review.h"
#include "registry/file/context.h"
#include "registry/file/row.h"

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
    ter_query q = ter_store_query(&c->r->store,
                                  "SELECT facility_id, project_id, kind, area, status, basis, year, (SELECT count(*)"
                                  " FROM mention m WHERE m.facility = facility_id), (SELECT count(*) FROM (SELECT"
                                  " DISTINCT t.document, t.mention FROM statement t WHERE t.project = project_id))"
                                  " FROM current_state"
                                  " ORDER BY facility_id, project_id",
                                  "");
    while (ter_query_next(&q)) {
        standing s = {.facility = ter_strdup(ter_query_text(&q, 0)),
                      .project = ter_strdup(ter_query_text(&q, 1)),
                      .kind = ter_strdup(ter_query_text(&q, 2)),
                      .area = ter_strdup(ter_query_text(&q, 3)),
                      .mentions = (size_t)ter_query_int(&q, 7),
                      .said = (size_t)ter_query_int(&q, 8)};
        s.passes =
            ter_filter_allows(f, s.kind, ter_query_text(&q, 4), ter_query_text(&q, 5), (int)ter_query_int(&q, 6)) &&
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
        ter_query q =
            ter_store_query(&c->r->store, "SELECT name, kind, area FROM facility WHERE id = ?", "s", item->other_id);
        if (ter_query_next(&q)) {
            ter_queue_choice *choice = add_choice(item);
            choice->id = item->other_id;
            choice->name = keep_text(item, ter_query_text(&q, 0));
            choice->kind = keep_text(item, ter_query_text(&q, 1));
            choice->area = keep_text(item, ter_query_text(&q, 2));
        }
        status = ter_query_end(&q, err);
    }
    return status;
}

/* ---- decisions that documents have gone past ---- */

static ter_status each_outdated(collecting *c, ter_error *err) {
    static const char sql[] =
        "SELECT p.facility, p.id, f.name, p.part, o.id, h.words, t.status, t.basis, t.year, d.published_on, d.name,"
        " p.status, p.basis, p.year FROM shown_project p JOIN facility f ON f.id = p.facility JOIN override o"
        " ON o.id = p.hand JOIN hand h ON h.id = o.id JOIN statement t ON t.project = p.id JOIN document d"
        " ON d.id = t.document WHERE d.published_on > coalesce(o.seen, '') AND t.basis IS NOT 'target'"
        " AND t.status <> p.status AND NOT EXISTS (SELECT 1 FROM override k WHERE k.active AND k.what = 'keep'"
        "  AND k.other IS NULL AND coalesce(k.facility, k.target) = p.facility AND coalesce(k.project, p.id) = p.id"
        "  AND d.published_on <= k.seen)"
        " ORDER BY p.id, d.published_on DESC, d.sha256, t.mention, t.number";
    ter_query q = ter_store_query(&c->r->store, sql, "");
    while (ter_query_next(&q)) {
        if (same_item(c, TER_QUEUE_OUTDATED, ter_query_text(&q, 1))) continue;
        ter_queue_item *item = add_item(c, TER_QUEUE_OUTDATED, ter_query_text(&q, 0), ter_query_text(&q, 1));
        if (!item) continue;
        ter_buf reason = {0};
        ter_buf_printf(&reason, "%s, and newer documents say otherwise", ter_query_text(&q, 5));
        item->name = keep_text(item, ter_query_text(&q, 2));
        item->part = keep_text(item, ter_query_text(&q, 3));
        item->reason = keep_text(item, reason.ptr);
        item->number = ter_query_int(&q, 4);
        add_state(item, &(ter_review_saying){ter_row_state(&q, 6), ter_row_basis(&q, 7), (int)ter_query_int(&q, 8),
                                             ter_query_text(&q, 10), ter_query_text(&q, 9)});
        add_state(item, &(ter_review_saying){ter_row_state(&q, 11), ter_row_basis(&q, 12), (int)ter_query_int(&q, 13),
                                             ter_query_text(&q, 5), ""});
        ter_buf_release(&reason);
    }
    return ter_query_end(&q, err);
}

/* Nothing is there that a filter could look at: told only when there is none. */
static ter_status each_idle(collecting *c, ter_error *err) {
    const ter_registry_filter *f = c->request->filter;
    if (f && (f->kinds || f->states || f->bases || f->years || f->area)) return TER_OK;
    ter_query q = ter_store_query(&c->r->store,
                                  "SELECT o.id, o.what, o.target, h.words FROM override o JOIN hand h ON h.id = o.id"
                                  " WHERE o.active AND NOT EXISTS (SELECT 1 FROM facility f WHERE f.id ="
                                  "  coalesce(o.facility, CASE instr(o.target, '.') WHEN 0 THEN o.target"
                                  "   ELSE substr(o.target, 1, instr(o.target, '.') - 1) END)) ORDER BY o.id",
                                  "");
    while (ter_query_next(&q)) {
        ter_queue_item item = {
            .issue = TER_QUEUE_IDLE, .facility_id = "", .project_id = "", .other_id = "", .name = ""};
        ter_buf reason = {0};
        ter_buf_printf(&reason, "%s, %s: no document names it any more", ter_query_text(&q, 1), ter_query_text(&q, 3));
        item.target = keep_text(&item, ter_query_text(&q, 2));
        item.reason = keep_text(&item, reason.ptr);
        item.part = item.kind = item.area = "";
        item.number = ter_query_int(&q, 0);
        item.points = weight_of(TER_QUEUE_IDLE);
        ter_array_push(c->out, item);
        ter_buf_release(&reason);
    }
    return ter_query_end(&q, err);
}

/* ---- places ---- */

#define OPEN_PLACE                                                                                                     \
    "SELECT f.id, CASE WHEN x.place = f.place THEN '' ELSE coalesce(x.id, '') END AS target, f.name,"                  \
    " group_concat(x.part, '、'), l.id, l.ambiguous, l.shape IS NULL, l.score, l.reason, l.uncertainty_m,"            \
    " l.precision, l.shape, l.toponym, l.name, f.kind, l.area FROM (SELECT facility, place, id, part FROM"             \
    "  shown_project UNION ALL SELECT f.id, f.place, NULL, NULL FROM shown_facility f WHERE NOT EXISTS"                \
    "   (SELECT 1 FROM shown_project p WHERE p.facility = f.id)) x JOIN facility f ON f.id = x.facility"               \
    " JOIN place l ON l.id = x.place WHERE l.id NOT LIKE 'hand-%' AND (l.precision NOT IN ('exact', 'section')"        \
    "  OR l.score < ?1) AND NOT EXISTS (SELECT 1 FROM override k WHERE k.active AND k.what = 'keep'"                   \
    "   AND k.other IS NULL AND coalesce(k.facility, k.target) = f.id AND coalesce(k.project, x.id, '') ="             \
    "   coalesce(x.id, '')) GROUP BY f.id, target, l.id ORDER BY f.id, target, l.id"

static ter_queue_issue issue_of_place(const ter_query *q) {
    if (ter_query_int(q, 5)) return TER_QUEUE_AMBIGUOUS;
    if (ter_query_int(q, 6)) return TER_QUEUE_UNPLACED;
    return ter_query_real(q, 7) < TER_QUEUE_SURE ? TER_QUEUE_DOUBTFUL : TER_QUEUE_VAGUE;
}

static void put_reason(const ter_query *q, ter_queue_issue issue, ter_buf *out) {
    ter_buf_puts(out, ter_query_text(q, 8));
    if (issue == TER_QUEUE_DOUBTFUL)
        ter_buf_printf(out, "; right with a chance of %.0f %%", ter_query_real(q, 7) * 100);
    if (issue == TER_QUEUE_VAGUE) ter_buf_printf(out, "; %s, ±%.0f m", ter_query_text(q, 10), ter_query_real(q, 9));
}

/* The place that it has now, and where. */
static void add_present(const ter_query *q, ter_queue_item *item) {
    ter_geometry g = {0};
    if (ter_geometry_from_spatialite(ter_query_bytes(q, 11), &g, NULL) == TER_OK && g.point_count > 0) {
        item->at = ter_geometry_point_on(&g);
        item->has_position = true;
    }
    ter_geometry_release(&g);
    if (!*ter_query_text(q, 12)) return;
    ter_queue_choice *c = add_choice(item);
    c->id = keep_text(item, ter_query_text(q, 12));
    c->name = keep_text(item, ter_query_text(q, 13));
    c->kind = keep_text(item, ter_query_text(q, 14));
    c->area = keep_text(item, ter_query_text(q, 15));
    c->words = TER_QUEUE_PRESENT;
    c->at = item->at, c->has_position = item->has_position;
    c->score = ter_query_real(q, 7);
}

static ter_status add_candidates(collecting *c, ter_queue_item *item, const char *place, ter_error *err) {
    ter_query q = ter_store_query(
        &c->r->store,
        "SELECT json_extract(j.value, '$.id'), json_extract(j.value, '$.name'), json_extract(j.value, '$.kind'),"
        " json_extract(j.value, '$.area'), json_extract(j.value, '$.reason'), json_extract(j.value, '$.lon'),"
        " json_extract(j.value, '$.lat'), json_extract(j.value, '$.score') FROM place l, json_each(l.candidates) j"
        " WHERE l.id = ? ORDER BY j.key",
        "s", place);
    while (ter_query_next(&q)) {
        ter_queue_choice *x = add_choice(item);
        x->id = keep_text(item, ter_query_text(&q, 0));
        x->name = keep_text(item, ter_query_text(&q, 1));
        x->kind = keep_text(item, ter_query_text(&q, 2));
        x->area = keep_text(item, ter_query_text(&q, 3));
        x->words = keep_text(item, ter_query_text(&q, 4));
        x->at = (ter_position){ter_query_real(&q, 5), ter_query_real(&q, 6)};
        x->has_position = true;
        x->score = ter_query_real(&q, 7);
    }
    return ter_query_end(&q, err);
}

static ter_status each_place(collecting *c, ter_error *err) {
    TER_ARRAY(char *) places = {0};
    size_t from = c->out->len;
    ter_query q = ter_store_query(&c->r->store, OPEN_PLACE, "d", TER_QUEUE_SURE);
    while (ter_query_next(&q)) {
        ter_queue_issue issue = issue_of_place(&q);
        ter_queue_item *item = add_item(c, issue, ter_query_text(&q, 0), ter_query_text(&q, 1));
        if (!item) continue;
        ter_buf reason = {0};
        put_reason(&q, issue, &reason);
        if (issue == TER_QUEUE_DOUBTFUL) item->points *= 1 - ter_query_real(&q, 7);
        item->name = keep_text(item, ter_query_text(&q, 2));
        item->part = keep_text(item, ter_query_text(&q, 3));
        item->reason = keep_text(item, reason.ptr);
        if (!ter_query_int(&q, 6)) add_present(&q, item);
        ter_buf_release(&reason);
        char *place = ter_strdup(ter_query_text(&q, 4));
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
    if (status == TER_OK) status = each_place(&c, err);
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
