/* Look-ups by whole names, parts, pinyin and names that differ in one character; by an index in memory once it pays. */
#include "gazetteer/lookup.h"

#include "base/hash.h"
#include "base/memory.h"
#include "gazetteer/name_cache.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { PAYS_AFTER = 64, MOST_CHARACTERS = 40, MOST_BYTES = 4 * MOST_CHARACTERS };

/* ---- the index ---- */

static void add_key(size_t position, const char *key, const char *name, ter_name_type type, void *context) {
    ter_ngram_add(context, key, name, position, type);
}

ter_status ter_gazetteer_index(const ter_gazetteer *g, const ter_ngram **out, ter_error *err) {
    ter_name_cache *cache = ter_gazetteer_cache(g);
    ter_status status = TER_OK;
    if (!cache->index) {
        ter_ngram *n = ter_ngram_new();
        status = ter_gazetteer_each_key(g, add_key, n, err);
        if (status == TER_OK) {
            ter_ngram_build(n);
            cache->index = n;
        } else {
            ter_ngram_free(n);
        }
    }
    if (out) *out = cache->index;
    return status;
}

/* The index when there is one, or when there have been so many look-ups that making it pays; else NULL. */
static const ter_ngram *index_if_worth_it(const ter_gazetteer *g) {
    ter_name_cache *cache = ter_gazetteer_cache(g);
    const ter_ngram *index = cache->index;
    if (!index && cache->asked++ == PAYS_AFTER) ter_gazetteer_index(g, &index, NULL);
    return index;
}

/* ---- whole names ---- */

typedef TER_ARRAY(ter_gazetteer_hit) exact_list;

/* Whether a hit's feature is there already, under an earlier type or just before: within a type positions rise. */
static bool is_known(const exact_list *list, const size_t *type_begins, ter_gazetteer_hit hit) {
    for (size_t type = 0; type <= (size_t)hit.type; type++) {
        size_t from = type_begins[type], to = type < (size_t)hit.type ? type_begins[type + 1] : list->len;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (list->items[middle].position < hit.position) from = middle + 1;
            else to = middle;
        }
        size_t end = type < (size_t)hit.type ? type_begins[type + 1] : list->len;
        if (from < end && list->items[from].position == hit.position) return true;
    }
    return false;
}

/* As ter_gazetteer_read_hits, from the index. */
static ter_gazetteer_hit *indexed_hits(const ter_ngram *n, ter_str key, ter_str name, bool folded, size_t *count) {
    exact_list list = {0};
    uint32_t id = ter_ngram_find(n, key);
    const char *text;
    ter_gazetteer_hit hit;
    size_t type_begins[TER_NAME_RULE + 1] = {0}, at = 0, type = 0;
    while (id != UINT32_MAX && ter_ngram_next(n, id, &at, &text, &hit)) {
        if (!folded && !ter_str_is(name, text)) continue;
        while (type < (size_t)hit.type) type_begins[++type] = list.len;
        if (!is_known(&list, type_begins, hit)) ter_array_push(&list, hit);
    }
    *count = list.len;
    return list.items;
}

ter_status ter_gazetteer_lookup(const ter_gazetteer *g, ter_str name, bool folded, ter_gazetteer_hit **hits,
                                size_t *count, ter_error *err) {
    *hits = NULL;
    *count = 0;
    ter_buf folded_name = {0};
    ter_fold_key(name, &folded_name);
    ter_str key = {folded_name.ptr, folded_name.len};
    ter_status status = TER_OK;
    const ter_ngram *index = key.len ? index_if_worth_it(g) : NULL;
    if (index) *hits = indexed_hits(index, key, name, folded, count);
    else if (key.len) status = ter_gazetteer_read_hits(g, key, name, folded, hits, count, err);
    ter_buf_release(&folded_name);
    return status;
}

/* ---- parts of names ---- */

typedef TER_ARRAY(ter_partial_hit) partial_list;

static void add_names(const ter_ngram *n, uint32_t id, size_t most, partial_list *out) {
    const char *text;
    ter_gazetteer_hit hit;
    for (size_t at = 0; out->len < most && ter_ngram_next(n, id, &at, &text, &hit);) {
        ter_partial_hit p = {hit.position, hit.type, ter_ngram_key(n, id)};
        ter_array_push(out, p);
    }
}

ter_status ter_gazetteer_lookup_partial(const ter_gazetteer *g, ter_str text, size_t most, ter_partial_hit **hits,
                                        size_t *count, ter_error *err) {
    *hits = NULL;
    *count = 0;
    const ter_ngram *n = NULL;
    ter_status status = ter_gazetteer_index(g, &n, err);
    if (status != TER_OK) return status;
    ter_buf key = {0};
    ter_fold_key(text, &key);
    uint32_t *ids = ter_realloc(NULL, most + 1, sizeof *ids);
    size_t id_count = key.len ? ter_ngram_holding(n, (ter_str){key.ptr, key.len}, ids, most) : 0;
    partial_list list = {0};
    for (size_t i = 0; i < id_count; i++) add_names(n, ids[i], most, &list);
    free(ids);
    ter_buf_release(&key);
    *hits = list.items;
    *count = list.len;
    return TER_OK;
}

/* ---- pinyin ---- */

static uint32_t hash_sound(const ter_buf *b) {
    uint64_t hash = TER_HASH_START;
    for (size_t i = 0; i < b->len; i++)
        if (b->ptr[i] != ' ') hash = ter_hash_step(hash, (unsigned char)b->ptr[i]);
    return ter_hash_short(hash);
}

static void say(ter_str name, bool initials, ter_buf *out) {
    ter_buf_clear(out);
    if (initials) ter_pinyin_initials(name, out);
    else ter_pinyin(name, out);
}

static int compare_sounds(const void *pa, const void *pb) {
    const ter_sound *a = pa, *b = pb;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static void make_sounds(const ter_ngram *n, bool initials, ter_sound_list *out) {
    size_t count = ter_ngram_key_count(n);
    out->items = ter_realloc(NULL, count + 1, sizeof *out->items);
    out->len = out->cap = count;
    ter_buf text = {0};
    for (uint32_t id = 0; id < count; id++) {
        say(ter_str_from(ter_ngram_key(n, id)), initials, &text);
        out->items[id] = (ter_sound){hash_sound(&text), id};
    }
    ter_buf_release(&text);
    if (count > 1) qsort(out->items, count, sizeof *out->items, compare_sounds);
}

static bool sounds_like(const ter_ngram *n, uint32_t id, bool initials, ter_str latin, ter_buf *text) {
    say(ter_str_from(ter_ngram_key(n, id)), initials, text);
    size_t k = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->ptr[i] == ' ') continue;
        if (k >= latin.len || latin.ptr[k++] != text->ptr[i]) return false;
    }
    return k == latin.len;
}

ter_status ter_gazetteer_lookup_pinyin(const ter_gazetteer *g, ter_str latin, bool initials, size_t most,
                                       ter_partial_hit **hits, size_t *count, ter_error *err) {
    *hits = NULL;
    *count = 0;
    const ter_ngram *n = NULL;
    ter_status status = ter_gazetteer_index(g, &n, err);
    if (status != TER_OK) return status;
    ter_name_cache *cache = ter_gazetteer_cache(g);
    ter_sound_list *sounds = initials ? &cache->initials : &cache->pinyin;
    if (!sounds->items) make_sounds(n, initials, sounds);
    ter_buf asked = {0}, text = {0};
    ter_fold_key(latin, &asked);
    uint32_t hash = hash_sound(&asked);
    size_t from = 0, to = sounds->len;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (sounds->items[middle].hash < hash) from = middle + 1;
        else to = middle;
    }
    partial_list list = {0};
    for (; asked.len && from < sounds->len && sounds->items[from].hash == hash && list.len < most; from++)
        if (sounds_like(n, sounds->items[from].key, initials, (ter_str){asked.ptr, asked.len}, &text))
            add_names(n, sounds->items[from].key, most, &list);
    ter_buf_release(&asked);
    ter_buf_release(&text);
    *hits = list.items;
    *count = list.len;
    return TER_OK;
}

/* ---- names one character away ---- */

typedef struct alike_search {
    const ter_ngram *n;
    uint32_t text[MOST_CHARACTERS];
    size_t length, most;
    TER_ARRAY(ter_alike_hit) hits;
} alike_search;

static size_t decode(ter_str s, uint32_t *out, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < s.len && count < most; count++) i += ter_utf8_next(s.ptr + i, s.len - i, &out[count]);
    return count;
}

static void add_alike(alike_search *s, uint32_t id, uint32_t from, uint32_t to, size_t at) {
    for (size_t i = 0; i < s->hits.len; i++)
        if (s->hits.items[i].hit.name == ter_ngram_key(s->n, id)) return;
    const char *text;
    ter_gazetteer_hit hit;
    for (size_t i = 0; s->hits.len < s->most && ter_ngram_name(s->n, id, i, &text, &hit); i++) {
        ter_alike_hit near = {{hit.position, hit.type, ter_ngram_key(s->n, id)}, from, to, at};
        ter_array_push(&s->hits, near);
    }
}

/* The name is as long as the text and differs in one place, or one longer and the text lacks one. */
static void check_alike(alike_search *s, uint32_t id, size_t length) {
    uint32_t name[MOST_CHARACTERS + 2];
    if (decode(ter_str_from(ter_ngram_key(s->n, id)), name, MOST_CHARACTERS + 2) != length) return;
    size_t at = 0;
    while (at < s->length && name[at] == s->text[at]) at++;
    bool longer = length > s->length;
    size_t rest = at + 1;
    while (rest < length && name[rest] == s->text[longer ? rest - 1 : rest]) rest++;
    if (at < length && rest == length) add_alike(s, id, longer ? 0 : s->text[at], name[at], at);
}

/* A difference touches at most one of two grams that do not overlap: asking both misses nothing. */
static void search_length(alike_search *s, size_t length) {
    const uint32_t *t = s->text;
    size_t last = s->length - 2;
    ter_ids head = ter_ngram_posting(s->n, t[0], t[1], length);
    ter_ids tail = ter_ngram_posting(s->n, t[last], t[last + 1], length);
    for (size_t i = 0; i < head.count; i++) check_alike(s, head.ids[i], length);
    for (size_t i = 0; i < tail.count && last > 0; i++) check_alike(s, tail.ids[i], length);
}

static void search_shorter(alike_search *s) {
    for (size_t skip = 0; skip < s->length; skip++) {
        ter_buf key = {0};
        for (size_t i = 0; i < s->length; i++)
            if (i != skip) ter_buf_put_cp(&key, s->text[i]);
        uint32_t id = ter_ngram_find(s->n, (ter_str){key.ptr, key.len});
        if (id != UINT32_MAX) add_alike(s, id, s->text[skip], 0, skip);
        ter_buf_release(&key);
    }
}

ter_status ter_gazetteer_lookup_alike(const ter_gazetteer *g, ter_str text, size_t most, ter_alike_hit **hits,
                                      size_t *count, ter_error *err) {
    *hits = NULL;
    *count = 0;
    alike_search s = {.most = most};
    ter_status status = ter_gazetteer_index(g, &s.n, err);
    if (status != TER_OK) return status;
    ter_buf key = {0};
    ter_fold_key(text, &key);
    bool fits = key.len > 0 && key.len <= MOST_BYTES;
    s.length = fits ? decode((ter_str){key.ptr, key.len}, s.text, MOST_CHARACTERS) : 0;
    ter_buf_release(&key);
    if (s.length >= 3) search_shorter(&s);
    if (s.length >= 4) search_length(&s, s.length);
    if (s.length >= 3) search_length(&s, s.length + 1);
    *hits = s.hits.items;
    *count = s.hits.len;
    return TER_OK;
}
