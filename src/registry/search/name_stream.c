/* Asking the index: lists of numbers are walked in order, several at a time, and no further than somebody reads. A name
 * may bear what is wanted in one of several shapes (a misprint here or there); one shape is a few lists that all must
 * have the name; one list may be a range of keys, which is many lists of which one must have it. */
#include "registry/search/name_stream.h"

#include "registry/search/name_index.h"

#include "registry/sql/search.sql.h"
#include "text/fold.h"
#include "text/postings.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_LISTS = 6, /* of a shape; the rest is looked at in the name itself */
    /* A list so many times as long as the shortest is not worth reading: looking at the names is quicker. */
    MUCH_LONGER = 256
};

/* ---- one list, and a range of them ---- */

typedef struct list {
    const unsigned char *at, *end;
    uint32_t number;
} list;

/* To the next number; false at the end, with *torn when the bytes are not a list. */
static inline bool list_next(list *l, bool *torn) {
    uint32_t step = 0;
    for (unsigned shift = 0; l->at < l->end; shift += 7) {
        unsigned char c = *l->at++;
        step |= (uint32_t)(c & 0x7f) << shift;
        if (c & 0x80) {
            *torn = *torn || step == 0 || l->number + step < l->number;
            l->number += step;
            return !*torn;
        }
        if (shift > 21) break;
    }
    *torn = *torn || l->at < l->end || step != 0;
    return false;
}

/* A heap of lists, the one with the least number first. */
typedef struct range {
    list *lists;
    size_t count;
} range;

static void sink(range *r, size_t at) {
    for (size_t child; (child = 2 * at + 1) < r->count; at = child) {
        if (child + 1 < r->count && r->lists[child + 1].number < r->lists[child].number) child++;
        if (r->lists[at].number <= r->lists[child].number) return;
        list moved = r->lists[at];
        r->lists[at] = r->lists[child];
        r->lists[child] = moved;
    }
}

/* To the first number that is not below `least`; false when there is none. */
static bool range_reach(range *r, uint32_t least, bool *torn) {
    while (r->count && r->lists[0].number < least) {
        list *first = &r->lists[0];
        bool more = list_next(first, torn);
        while (more && first->number < least) more = list_next(first, torn);
        if (!more) r->lists[0] = r->lists[--r->count];
        sink(r, 0);
    }
    return r->count > 0;
}

/* ---- shapes ---- */

typedef struct shape {
    range lists[MOST_LISTS]; /* the shortest first */
    size_t count;
    uint32_t number; /* the name it is at */
} shape;

/* To the first name from `least` on that all lists have. */
static bool shape_reach(shape *s, uint32_t least, bool *torn) {
    for (size_t agreed = 0, i = 0; agreed < s->count; i = (i + 1) % s->count) {
        if (!range_reach(&s->lists[i], least, torn)) return false;
        uint32_t at = s->lists[i].lists[0].number;
        agreed = at == least ? agreed + 1 : 1;
        least = at;
    }
    s->number = least;
    return true;
}

typedef struct loaded {
    ter_key_range keys;
    ter_buf bytes;
    TER_ARRAY(size_t) ends;
} loaded;

struct ter_name_stream {
    ter_store *index;
    TER_ARRAY(loaded) loaded;
    TER_ARRAY(shape) shapes;
    uint32_t least; /* that comes next */
    bool torn;
    ter_buf folded; /* of the last candidate */
};

/* ---- making shapes ---- */

typedef struct wish {
    ter_key_range keys;
    long long bytes;
} wish;

typedef struct wishes {
    wish items[TER_NAME_GRAMS];
    size_t len;
} wishes;

static void wish_for(wishes *w, ter_key_range keys) {
    if (w->len < TER_NAME_GRAMS) w->items[w->len++] = (wish){.keys = keys};
}

static void wish_for_gram(wishes *w, uint32_t a, uint32_t b) {
    uint64_t key = ter_gram(a, b);
    wish_for(w, (ter_key_range){key, key});
}

static int compare_wishes(const void *a, const void *b) {
    const wish *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? -1 : 1;
    return (x->keys.first > y->keys.first) - (x->keys.first < y->keys.first);
}

static ter_status weigh(ter_name_stream *s, wish *w) {
    ter_query q = ter_store_query(s->index, ter_sql_index_size, "first:i last:i", (long long)w->keys.first,
                                  (long long)w->keys.last);
    if (ter_query_next(&q)) w->bytes = ter_query_int(&q, TER_ONLY);
    return ter_query_end(&q, NULL);
}

static ter_status load(ter_name_stream *s, ter_key_range keys, const loaded **out) {
    for (size_t i = 0; i < s->loaded.len; i++) {
        *out = &s->loaded.items[i];
        if ((*out)->keys.first == keys.first && (*out)->keys.last == keys.last) return TER_OK;
    }
    loaded new = {.keys = keys};
    ter_query q =
        ter_store_query(s->index, ter_sql_index_lists, "first:i last:i", (long long)keys.first, (long long)keys.last);
    while (ter_query_next(&q)) {
        ter_buf_put_str(&new.bytes, ter_query_bytes(&q, TER_ONLY));
        ter_array_push(&new.ends, new.bytes.len);
    }
    ter_array_push(&s->loaded, new);
    *out = &s->loaded.items[s->loaded.len - 1];
    return ter_query_end(&q, NULL);
}

static range range_of(const loaded *l, bool *torn) {
    range r = {ter_alloc((l->ends.len + 1) * sizeof(list)), 0};
    size_t from = 0;
    for (size_t i = 0; i < l->ends.len; from = l->ends.items[i++]) {
        const unsigned char *bytes = (const unsigned char *)l->bytes.ptr;
        list one = {bytes + from, bytes + l->ends.items[i], 0};
        if (list_next(&one, torn)) r.lists[r.count++] = one;
    }
    for (size_t i = r.count / 2; i-- > 0;) sink(&r, i);
    return r;
}

static void shape_release(shape *s) {
    for (size_t i = 0; i < s->count; i++) free(s->lists[i].lists);
}

/* A shape of the lists wished for, unless one of them is empty. */
static ter_status add_shape(ter_name_stream *s, wishes *w) {
    shape new = {0};
    ter_status status = TER_OK;
    for (size_t i = 0; i < w->len && status == TER_OK; i++) status = weigh(s, &w->items[i]);
    if (status != TER_OK || w->len == 0) return status;
    qsort(w->items, w->len, sizeof *w->items, compare_wishes);
    if (w->items[0].bytes == 0) return TER_OK;
    for (size_t i = 0; i < w->len && new.count < MOST_LISTS &&status == TER_OK; i++) {
        if (i > 0 && w->items[i].bytes / MUCH_LONGER > w->items[0].bytes) break;
        const loaded *l = NULL;
        status = load(s, w->items[i].keys, &l);
        new.lists[new.count++] = range_of(l, &s->torn);
    }
    if (status == TER_OK && shape_reach(&new, 1, &s->torn)) ter_array_push(&s->shapes, new);
    else shape_release(&new);
    return status;
}

/* ---- the shapes of each way ---- */

static ter_status add_text(ter_name_stream *s, const char *text, bool at_the_beginning) {
    uint64_t keys[TER_NAME_GRAMS];
    wishes w = {.len = 0};
    uint32_t first;
    size_t count = ter_grams_of(ter_str_from(text), keys, TER_NAME_GRAMS - 1);
    if (at_the_beginning && ter_utf8_next(text, strlen(text), &first)) wish_for_gram(&w, TER_NAME_BEGIN, first);
    for (size_t i = 0; i < count; i++) /* pairs say more than the characters in them */
        if (keys[i] & UINT32_MAX || (count == 1 && !at_the_beginning)) wish_for(&w, (ter_key_range){keys[i], keys[i]});
    return add_shape(s, &w);
}

static ter_status add_texts(ter_name_stream *s, const ter_text_forms *forms) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < forms->len && status == TER_OK; i++) status = add_text(s, forms->items[i], false);
    return status;
}

/* Letters from each place that is surely the beginning of a syllable, as far as they fill a key; `starts` has a byte a
 * letter. */
static ter_status add_syllables(ter_name_stream *s, const char *letters, const char *starts) {
    wishes w = {.len = 0};
    size_t len = strlen(letters);
    if (len <= 2) {
        wish_for(&w, ter_name_letter_keys(letters, len, TER_SYLLABLE_KEYS, NULL));
        return add_shape(s, &w);
    }
    for (size_t i = 0; i < len; i++)
        if (i == 0 || (starts[i] && len - i >= TER_PINYIN_LETTERS))
            wish_for(&w, ter_name_letter_keys(letters + i, TER_PINYIN_LETTERS, TER_PINYIN_KEYS, NULL));
    return add_shape(s, &w);
}

static ter_status add_pinyin(ter_name_stream *s, const ter_wanted *w) {
    char *starts = ter_alloc(w->letters.len + 1);
    ter_pinyin_starts((ter_str){w->letters.ptr, w->letters.len}, starts);
    ter_status status = w->letters.len ? add_syllables(s, w->letters.ptr, starts) : TER_OK;
    free(starts);
    return status;
}

static ter_status add_sound(ter_name_stream *s, const ter_wanted *w) {
    ter_buf letters = {0}, starts = {0};
    bool start = true;
    for (size_t i = 0; i < w->sound.len; i++) {
        if (w->sound.ptr[i] != ' ') {
            ter_buf_putc(&letters, w->sound.ptr[i]);
            ter_buf_putc(&starts, start);
        }
        start = w->sound.ptr[i] == ' ';
    }
    ter_status status = letters.len ? add_syllables(s, letters.ptr, starts.ptr) : TER_OK;
    ter_buf_release(&letters);
    ter_buf_release(&starts);
    return status;
}

/* One initial alone is the beginning of a syllable, and reported as such. */
static ter_status add_initials(ter_name_stream *s, const ter_wanted *w) {
    wishes initials = {.len = 0};
    if (w->letters.len < 2) return TER_OK;
    for (size_t i = 0; i == 0 || i + TER_INITIAL_LETTERS <= w->letters.len; i++)
        wish_for(&initials, ter_name_letter_keys(w->letters.ptr + i, TER_INITIAL_LETTERS, TER_INITIAL_KEYS, NULL));
    return add_shape(s, &initials);
}

/* Names that hold the characters before and behind a place. One character at `k`: it does not matter; two: they may
 * stand in either order; none: something may stand before the k-th. */
static ter_status add_around(ter_name_stream *s, const ter_wanted *w, size_t k, size_t off) {
    wishes grams = {.len = 0};
    for (size_t i = 0; i < w->length; i++) {
        bool here = i >= k && i < k + off;
        bool next = i + 1 < w->length && !here && (i + 1 < k || i + 1 >= k + off) && !(off == 0 && i + 1 == k);
        if (!here || off > 1) wish_for_gram(&grams, w->characters[i], next ? w->characters[i + 1] : 0);
    }
    return add_shape(s, &grams);
}

static ter_status add_one_off(ter_name_stream *s, const ter_wanted *w) {
    ter_status status = TER_OK;
    if (w->length < 2) return TER_OK;
    for (size_t k = 1; k + 1 < w->length && status == TER_OK; k++) status = add_around(s, w, k, 1);
    for (size_t k = 0; k + 1 < w->length && w->length > 2 && status == TER_OK; k++) status = add_around(s, w, k, 2);
    for (size_t k = 1; k < w->length && status == TER_OK; k++) status = add_around(s, w, k, 0);
    return status;
}

static ter_status add_shapes(ter_name_stream *s, const ter_wanted *w, ter_found_how way) {
    switch (way) {
    case TER_FOUND_PREFIX:
        return add_text(s, w->folded.ptr, true);
    case TER_FOUND_SUBSTRING:
        return add_text(s, w->folded.ptr, false);
    case TER_FOUND_NUMBER:
        return add_texts(s, &w->numbers);
    case TER_FOUND_PINYIN:
        return add_pinyin(s, w);
    case TER_FOUND_INITIALS:
        return add_initials(s, w);
    case TER_FOUND_ALIKE:
        return add_texts(s, &w->alike);
    case TER_FOUND_SOUND:
        return add_sound(s, w);
    case TER_FOUND_ONE_OFF:
        return add_one_off(s, w);
    default:
        return TER_OK;
    }
}

/* ---- walking ---- */

ter_status ter_name_stream_new(ter_store *index, const ter_wanted *w, ter_found_how way, ter_name_stream **out) {
    ter_name_stream *s = ter_alloc(sizeof *s);
    s->index = index;
    *out = s;
    return add_shapes(s, w, way) == TER_OK && !s->torn ? TER_OK : TER_FORMAT;
}

static bool next_number(ter_name_stream *s, uint32_t *out) {
    bool any = false;
    for (size_t i = 0; i < s->shapes.len;) {
        shape *one = &s->shapes.items[i];
        if (one->number < s->least && !shape_reach(one, s->least, &s->torn)) {
            shape_release(one);
            *one = s->shapes.items[--s->shapes.len];
            continue;
        }
        if (!any || one->number < *out) *out = one->number;
        any = true;
        i++;
    }
    return any;
}

ter_status ter_name_stream_next(ter_name_stream *s, ter_name_stream_item *out, bool *more) {
    uint32_t number;
    *more = next_number(s, &number);
    if (s->torn) return TER_FORMAT;
    if (!*more) return TER_OK;
    s->least = number + 1;
    ter_query q = ter_store_query(s->index, ter_sql_index_name, "i", (long long)number);
    bool there = ter_query_next(&q);
    ter_buf_clear(&s->folded);
    if (there) {
        ter_buf_put_str(&s->folded, ter_query_bytes(&q, COL_INDEX_NAME_FOLDED));
        *out = (ter_name_stream_item){ter_query_int(&q, COL_INDEX_NAME_SOURCE), s->folded.len ? s->folded.ptr : ""};
    }
    return ter_query_end(&q, NULL) == TER_OK && there ? TER_OK : TER_FORMAT;
}

void ter_name_stream_free(ter_name_stream *s) {
    if (!s) return;
    for (size_t i = 0; i < s->shapes.len; i++) shape_release(&s->shapes.items[i]);
    for (size_t i = 0; i < s->loaded.len; i++) {
        ter_buf_release(&s->loaded.items[i].bytes);
        ter_array_release(&s->loaded.items[i].ends);
    }
    ter_array_release(&s->shapes);
    ter_array_release(&s->loaded);
    ter_buf_release(&s->folded);
    free(s);
}
