/* By name: names that match come from the index, or all names are looked at; which facilities are reported, and in
 * which order, is decided here. */
#include "registry/search/by_name.h"

#include "registry/file/context.h"
#include "registry/file/registry.h"
#include "registry/file/row.h"
#include "registry/search/name_index.h"
#include "registry/search/name_stream.h"

#include "base/intern.h"
#include "registry/sql/search.sql.h"

#include <stdlib.h>
#include <string.h>

typedef struct search {
    ter_registry *r;
    const ter_wanted *wanted;
    const ter_find_request *request;
    ter_found_fn fn;
    void *context;
    ter_name_pass pass;
    bool whole;      /* only whole names, for something was found that is part of the text, or the text of it */
    ter_intern seen; /* facilities returned, or left out by the filter */
    size_t reported;
    bool part; /* the best of those reported have the text inside, or are a part of it */
} search;

static bool enough(const search *s) {
    return s->request->limit && s->reported >= s->request->limit;
}

/* ---- reporting ---- */

static ter_status selects(ter_registry *r, const ter_registry_filter *f, const char *facility, const char *kind,
                          bool *selected, ter_error *err) {
    *selected = ter_filter_allows(&(ter_registry_filter){.kinds = f->kinds}, kind, "", "", 0);
    if (!*selected || (!f->states && !f->bases && !f->years)) return TER_OK;
    bool any = false;
    *selected = false;
    ter_query q = ter_store_query(&r->store, ter_sql_found_projects, "s", facility);
    while (ter_query_next(&q)) {
        any = true;
        ter_years years = ter_years_of((int)ter_query_int(&q, COL_FOUND_PROJECTS_PERIOD_FROM),
                                       (int)ter_query_int(&q, COL_FOUND_PROJECTS_YEAR));
        if (ter_filter_allows_years(f, kind, ter_query_text(&q, COL_FOUND_PROJECTS_STATUS),
                                    ter_query_text(&q, COL_FOUND_PROJECTS_BASIS), years))
            *selected = true;
    }
    if (!any) *selected = ter_filter_allows(f, kind, ter_state_name(TER_STATE_EXISTING), "", 0);
    return ter_query_end(&q, err);
}

/* A facility by one of its names, of which this is the best. */
typedef struct found_row {
    const char *facility, *matched, *type;
    ter_found_how how;
} found_row;

static bool is_part(const ter_wanted *w, const found_row *row) {
    bool misprint = row->how == TER_FOUND_ALIKE || row->how == TER_FOUND_SOUND;
    return row->how == TER_FOUND_SUBSTRING || row->how == TER_FOUND_TAIL ||
           (misprint && ter_name_length(row->matched) > w->length);
}

static ter_status report(search *s, const found_row *row, ter_error *err) {
    size_t before = s->seen.texts.len;
    ter_intern_put(&s->seen, row->facility);
    if (s->seen.texts.len == before) return TER_OK;
    ter_query q = ter_store_query(&s->r->store, ter_sql_found_facility, "s", row->facility);
    ter_status status = TER_OK;
    bool selected = ter_query_next(&q);
    if (selected && s->request->filter)
        status = selects(s->r, s->request->filter, row->facility, ter_query_text(&q, COL_FOUND_FACILITY_KIND),
                         &selected, err);
    if (selected && status == TER_OK) {
        ter_found found = {row->facility,
                           ter_query_text(&q, COL_FOUND_FACILITY_NAME),
                           ter_query_text(&q, COL_FOUND_FACILITY_KIND),
                           ter_query_text(&q, COL_FOUND_FACILITY_AREA),
                           row->matched,
                           row->type,
                           row->how,
                           ter_row_precision(&q, COL_FOUND_FACILITY_PRECISION)};
        s->fn(&found, s->context);
        if (s->reported++ == 0) s->part = is_part(s->wanted, row);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

/* ---- without index: all names are looked at ---- */

typedef struct kept_row {
    found_row row; /* its texts in one allocation, that of `facility` */
    size_t length; /* of the matched name, folded */
} kept_row;

typedef TER_ARRAY(kept_row) kept_rows;

static ter_name_forms forms_of(const ter_query *q) {
    return (ter_name_forms){ter_query_text(q, COL_NAME_FOLDED), ter_query_text(q, COL_NAME_PINYIN),
                            ter_query_text(q, COL_NAME_INITIALS)};
}

static void keep_row(kept_rows *rows, const ter_query *q, ter_found_how how) {
    ter_str facility = ter_query_bytes(q, COL_NAME_FACILITY), matched = ter_query_bytes(q, COL_NAME_NAME);
    ter_str type = ter_query_bytes(q, COL_NAME_TYPE);
    char *texts = ter_alloc(facility.len + matched.len + type.len + 3);
    memcpy(texts, facility.ptr, facility.len);
    memcpy(texts + facility.len + 1, matched.ptr, matched.len);
    memcpy(texts + facility.len + matched.len + 2, type.ptr, type.len);
    kept_row new = {{texts, texts + facility.len + 1, texts + facility.len + matched.len + 2, how},
                    ter_name_length(ter_query_text(q, COL_NAME_FOLDED))};
    ter_array_push(rows, new);
}

static int compare_rows(const void *a, const void *b) {
    const kept_row *x = a, *y = b;
    if (x->row.how != y->row.how) return x->row.how < y->row.how ? -1 : 1;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    int order = strcmp(x->row.matched, y->row.matched);
    return order ? order : strcmp(x->row.facility, y->row.facility);
}

static ter_status look_at_all(search *s, ter_error *err) {
    kept_rows rows = {0};
    ter_query q = ter_store_query(&s->r->store, ter_sql_names_all, "");
    while (ter_query_next(&q)) {
        ter_found_how how;
        ter_name_forms forms = forms_of(&q);
        if (ter_name_rank(s->wanted, s->pass, s->whole, &forms, &how)) keep_row(&rows, &q, how);
    }
    ter_status status = ter_query_end(&q, err);
    if (rows.len > 1) qsort(rows.items, rows.len, sizeof *rows.items, compare_rows);
    for (size_t i = 0; i < rows.len; i++) {
        if (status == TER_OK && !enough(s)) status = report(s, &rows.items[i].row, err);
        free((char *)(uintptr_t)rows.items[i].row.facility);
    }
    ter_array_release(&rows);
    return status;
}

/* ---- with it ---- */

/* A candidate, when it bears the text in the way of its stream. Pinyin and initials stand in the registry only. */
static ter_status consider(search *s, ter_found_how way, const ter_name_stream_item *c, ter_error *err) {
    bool by_letters = way == TER_FOUND_PINYIN || way == TER_FOUND_INITIALS || way == TER_FOUND_SOUND;
    ter_found_how how;
    ter_name_forms plain = {c->folded, "", ""};
    if (!by_letters && !ter_name_rank(s->wanted, s->pass, s->whole, &plain, &how)) return TER_OK;
    ter_query q = ter_store_query(&s->r->store, ter_sql_names_by_row, "i", c->row);
    ter_status status = TER_OK;
    if (ter_query_next(&q)) {
        ter_name_forms forms = forms_of(&q);
        bool bears = ter_name_rank(s->wanted, s->pass, s->whole, &forms, &how);
        if (how == TER_FOUND_EXACT && way == TER_FOUND_PREFIX) way = how;
        found_row row = {ter_query_text(&q, COL_NAME_FACILITY), ter_query_text(&q, COL_NAME_NAME),
                         ter_query_text(&q, COL_NAME_TYPE), how};
        if (bears && how == way) status = report(s, &row, err);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

static ter_status follow(search *s, ter_store *index, ter_found_how way, ter_error *err) {
    ter_name_stream *stream = NULL;
    ter_status status = ter_name_stream_new(index, s->wanted, way, &stream);
    for (bool more = true; status == TER_OK && more && !enough(s);) {
        ter_name_stream_item c;
        status = ter_name_stream_next(stream, &c, &more);
        if (status != TER_OK || !more) break;
        if (s->whole && ter_name_length(c.folded) > s->wanted->length + 1) break; /* and all that follow */
        status = consider(s, way, &c, err);
    }
    ter_name_stream_free(stream);
    return status;
}

static ter_status ask_index(search *s, ter_store *index, ter_error *err) {
    static const ter_found_how ways[TER_NAME_PASSES][6] = {
        {TER_FOUND_PREFIX, TER_FOUND_SUBSTRING, TER_FOUND_NUMBER, TER_FOUND_PINYIN, TER_FOUND_INITIALS,
         TER_FOUND_COUNT},
        {TER_FOUND_ALIKE, TER_FOUND_SOUND, TER_FOUND_COUNT},
        {TER_FOUND_ONE_OFF, TER_FOUND_COUNT},
    };
    ter_status status = TER_OK;
    for (const ter_found_how *way = ways[s->pass]; *way != TER_FOUND_COUNT && status == TER_OK; way++)
        status = follow(s, index, *way, err);
    return status;
}

/* ---- what stands before a name ---- */

enum { LEAST_TAIL = 3 }; /* characters */

/* The longest end of the text that is a whole name. */
static ter_status look_for_tail(search *s, ter_error *err) {
    const ter_wanted *w = s->wanted;
    const char *tail = w->folded.ptr;
    ter_status status = TER_OK;
    for (size_t left = w->length; left > LEAST_TAIL && s->reported == 0 && status == TER_OK; left--) {
        uint32_t c;
        tail += ter_utf8_next(tail, strlen(tail), &c);
        ter_query q = ter_store_query(&s->r->store, ter_sql_names_by_folded, "s", tail);
        while (status == TER_OK && !enough(s) && ter_query_next(&q)) {
            found_row row = {ter_query_text(&q, COL_NAME_FACILITY), ter_query_text(&q, COL_NAME_NAME),
                             ter_query_text(&q, COL_NAME_TYPE), TER_FOUND_TAIL};
            status = report(s, &row, err);
        }
        ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
        if (status == TER_OK) status = ended;
    }
    return status;
}

/* ---- searching ---- */

/* What the index gave before it turned out to be damaged was right; the rest is found without it. */
static ter_status search_pass(search *s, ter_error *err) {
    ter_store *index = ter_name_index_open(s->r);
    if (!index) return look_at_all(s, err);
    ter_status status = ask_index(s, index, err);
    if (status != TER_FORMAT) return status;
    ter_name_index_drop(s->r);
    return look_at_all(s, err);
}

enum { LEAST_WHOLE = 4 }; /* characters: another one in a shorter name is another name */

static ter_status search_passes(search *s, ter_error *err) {
    ter_status status = TER_OK;
    int passes = s->request->spelling ? TER_NAME_PASSES : 1;
    for (int pass = 0; pass < passes && status == TER_OK && !enough(s); pass++) {
        if (s->reported && (!s->part || s->wanted->length < LEAST_WHOLE)) break;
        s->pass = (ter_name_pass)pass;
        s->whole = s->reported > 0;
        status = search_pass(s, err);
        if (status == TER_OK && pass == TER_NAME_AS_GIVEN && s->reported == 0) status = look_for_tail(s, err);
    }
    return status;
}

/* One transaction, so that index and rows are of one moment while others write. */
ter_status ter_registry_find(ter_registry *r, const ter_find_request *request, ter_found_fn fn, void *context,
                             ter_error *err) {
    ter_wanted w;
    ter_wanted_init(request, &w);
    ter_status status = ter_registry_refresh(r, err);
    if (w.folded.len && status == TER_OK) status = ter_store_script(&r->store, "BEGIN", err);
    if (w.folded.len && status == TER_OK) {
        search s = {.r = r, .wanted = &w, .request = request, .fn = fn, .context = context};
        status = search_passes(&s, err);
        ter_intern_release(&s.seen);
        ter_store_script(&r->store, "COMMIT", NULL);
    }
    ter_wanted_release(&w);
    return status;
}
