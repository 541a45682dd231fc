/* Words in the documents: in the sentences that name certain facilities, or anywhere. */
#include "registry/search/by_words.h"

#include "registry/file/context.h"
#include "registry/sql/search.sql.h"

#include <stdlib.h>
#include <string.h>

/* Words divided by blanks. */
static size_t split(const char *words, ter_str *out, size_t most) {
    size_t count = 0;
    for (const char *p = words; *p && count < most;) {
        size_t n = strcspn(p, " \t");
        if (n) out[count++] = (ter_str){p, n};
        p += n + (p[n] != 0);
    }
    return count;
}

typedef struct text_search {
    ter_registry *r;
    ter_str words[TER_TEXT_WORDS];
    size_t word_count;
    ter_text_hit_fn fn;
    void *context;
} text_search;

static int compare_marks(const void *a, const void *b) {
    const ter_span *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* Sorted, and those that touch made one. */
static void tidy(ter_text_hit *hit) {
    if (hit->mark_count > 1) qsort(hit->marks, hit->mark_count, sizeof *hit->marks, compare_marks);
    size_t kept = 0;
    for (size_t i = 0; i < hit->mark_count; i++) {
        ter_span m = hit->marks[i];
        if (kept && m.start < hit->marks[kept - 1].end) {
            if (m.end > hit->marks[kept - 1].end) hit->marks[kept - 1].end = m.end;
        } else {
            hit->marks[kept++] = m;
        }
    }
    hit->mark_count = kept;
}

static void mark_all(ter_text_hit *hit, ter_str word) {
    ter_span at = {0, 0};
    while (hit->mark_count < TER_TEXT_MARKS && ter_text_search(hit->quote, word, at.end, &at))
        hit->marks[hit->mark_count++] = at;
}

/* Whether the quote holds all words; then they are marked. */
static bool mark_words(const text_search *s, ter_text_hit *hit) {
    ter_span at;
    for (size_t i = 0; i < s->word_count; i++)
        if (!ter_text_search(hit->quote, s->words[i], 0, &at)) return false;
    for (size_t i = 0; i < s->word_count; i++) mark_all(hit, s->words[i]);
    return true;
}

/* The sentences of one document, each once. Stops after `most`. Returns how many. */
static size_t search_document(const text_search *s, const ter_query *q, const char *facility, const char *name,
                              size_t most) {
    ter_str text = ter_query_bytes(q, COL_TEXT_TEXT);
    size_t reported = 0;
    ter_span at;
    for (size_t from = 0; reported < most && ter_text_search(text, s->words[0], from, &at);) {
        ter_span sentence = ter_text_sentence(text, at);
        ter_text_hit hit = {.document = ter_query_text(q, COL_TEXT_DOCUMENT),
                            .title = ter_query_text(q, COL_TEXT_TITLE),
                            .date = ter_query_text(q, COL_TEXT_PUBLISHED_ON),
                            .facility_id = facility,
                            .name = name,
                            .quote = {text.ptr + sentence.start, sentence.end - sentence.start},
                            .start = -1,
                            .end = -1};
        if (ter_query_int(q, COL_TEXT_COUNTS)) {
            hit.start = (long long)sentence.start;
            hit.end = (long long)sentence.end;
        }
        if (mark_words(s, &hit)) {
            tidy(&hit);
            s->fn(&hit, s->context);
            reported++;
        }
        from = sentence.end > at.end ? sentence.end : at.end;
    }
    return reported;
}

static ter_status search_all(const text_search *s, ter_error *err) {
    ter_query q = ter_store_query(&s->r->store, ter_sql_texts_all, "");
    while (ter_query_next(&q)) search_document(s, &q, "", "", SIZE_MAX);
    return ter_query_end(&q, err);
}

/* The sentences that name the facility and hold the words; where a document has none, its first sentence that holds
 * them. */
static ter_status search_facility(const text_search *s, const char *facility, ter_error *err) {
    ter_query q = ter_store_query(&s->r->store, ter_sql_texts_of_facility, "s", facility);
    long long document = -1, sentence = -1;
    char *name = NULL;
    bool reported = false;
    ter_buf elsewhere = {0}; /* ids of documents */
    while (ter_query_next(&q)) {
        if (!name) name = ter_strdup(ter_query_text(&q, COL_TEXT_NAME));
        if (document != -1 && document != ter_query_int(&q, COL_TEXT_ID) && !reported)
            ter_buf_append(&elsewhere, &document, sizeof document);
        if (document != ter_query_int(&q, COL_TEXT_ID)) reported = false, sentence = -1;
        document = ter_query_int(&q, COL_TEXT_ID);
        ter_text_hit hit = {.document = ter_query_text(&q, COL_TEXT_DOCUMENT),
                            .title = ter_query_text(&q, COL_TEXT_TITLE),
                            .date = ter_query_text(&q, COL_TEXT_PUBLISHED_ON),
                            .facility_id = facility,
                            .name = name,
                            .quote = ter_str_from(ter_query_text(&q, COL_TEXT_QUOTE)),
                            .start = ter_query_int(&q, COL_TEXT_QUOTE_START),
                            .end = ter_query_int(&q, COL_TEXT_QUOTE_END),
                            .page = (int)ter_query_int(&q, COL_TEXT_PAGE),
                            .together = true};
        if (hit.start == sentence || !mark_words(s, &hit)) continue;
        mark_all(&hit, ter_str_from(ter_query_text(&q, COL_TEXT_MENTION)));
        tidy(&hit);
        s->fn(&hit, s->context);
        reported = true;
        sentence = hit.start;
    }
    if (document != -1 && !reported) ter_buf_append(&elsewhere, &document, sizeof document);
    ter_status status = ter_query_end(&q, err);
    for (size_t at = 0; at < elsewhere.len && status == TER_OK; at += sizeof document) {
        memcpy(&document, elsewhere.ptr + at, sizeof document);
        q = ter_store_query(&s->r->store, ter_sql_text_by_id, "i", document);
        if (ter_query_next(&q)) search_document(s, &q, facility, name, 1);
        status = ter_query_end(&q, err);
    }
    ter_buf_release(&elsewhere);
    free(name);
    return status;
}

ter_status ter_registry_find_text(ter_registry *r, const char *words, const char *const *facilities, ter_text_hit_fn fn,
                                  void *context, ter_error *err) {
    text_search s = {.r = r, .fn = fn, .context = context};
    s.word_count = split(words, s.words, TER_TEXT_WORDS);
    if (s.word_count == 0) return ter_error_set(err, TER_USAGE, "there are no words to look for; write some");
    if (!facilities) return search_all(&s, err);
    ter_status status = TER_OK;
    for (; *facilities && status == TER_OK; facilities++) status = search_facility(&s, *facilities, err);
    return status;
}
