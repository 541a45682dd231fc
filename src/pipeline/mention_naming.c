/* Variants of names, keys of parts, and names that a document defines. */
#include "pipeline/mention_naming.h"

#include "gazetteer/name_rules.h"
#include "text/characters.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_NAME = 2, MOST_NAME = 24 }; /* characters of a name that a text defines */

/* ---- variants ---- */

typedef TER_ARRAY(char *) name_list;

static void keep_name(const char *name, void *context) {
    ter_array_push((name_list *)context, ter_strdup(name));
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **ter_naming_variants(const char *name, const char *kind, const char *full) {
    name_list list = {0};
    ter_name_rules_apply(name, kind, keep_name, &list);
    ter_name_numbers(name, keep_name, &list);
    if (full) {
        keep_name(full, &list);
        ter_name_rules_apply(full, kind, keep_name, &list);
    }
    if (list.len == 0) return NULL;
    qsort(list.items, list.len, sizeof *list.items, compare_names);
    ter_array_push(&list, NULL);
    return list.items;
}

/* ---- parts ---- */

static void drop_ending(ter_buf *key) {
    size_t count;
    const char *const *words = ter_name_rules_words(ter_name_rules_default(), TER_NAME_WORD_PART_ENDING, &count);
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(words[i]);
        if (n > longest && key->len > n && memcmp(key->ptr + key->len - n, words[i], n) == 0) longest = n;
    }
    key->len -= longest;
    if (key->ptr) key->ptr[key->len] = 0;
}

/* Of the ways to write its numbers, the first in byte order: any choice works as long as it is always the same. */
static void keep_first(const char *name, void *context) {
    ter_buf *best = context;
    if (strcmp(name, best->ptr) >= 0) return;
    ter_buf_clear(best);
    ter_buf_puts(best, name);
}

void ter_naming_part_key(const char *part, ter_buf *out) {
    ter_buf key = {0}, best = {0};
    ter_buf_puts(&key, "");
    ter_fold_key(ter_str_from(part), &key);
    drop_ending(&key);
    ter_buf_puts(&best, key.ptr);
    ter_name_numbers(key.ptr, keep_first, &best);
    ter_buf_puts(out, best.ptr);
    ter_buf_release(&key);
    ter_buf_release(&best);
}

/* ---- definitions ---- */

typedef struct finder {
    const ter_text *text;
    const ter_extraction *found;
    ter_naming_definitions *out;
} finder;

static size_t index_at(const ter_text *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->begin[middle] < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

static uint32_t at(const ter_text *t, size_t i) {
    return i < t->count ? t->cp[i] : 0;
}

static size_t skip_breaks(const ter_text *t, size_t i) {
    while (at(t, i) == TER_TEXT_BREAK) i++;
    return i;
}

static bool is_open_quote(uint32_t c) {
    return ter_cp_in(c, U"\"“‘「《");
}

static bool is_close_quote(uint32_t c) {
    return ter_cp_in(c, U"\"”’」》");
}

static bool may_be_in_name(uint32_t c) {
    return ter_cp_is_han(c) || ter_cp_is_digit(c) || (c >= 'a' && c <= 'z');
}

/* The index after the longest word of the class at `i`; `i` if there is none. `least`: characters it must have. */
static size_t after_word(const ter_text *t, size_t i, ter_name_word which, size_t least) {
    size_t count, best = i;
    const char *const *words = ter_name_rules_words(ter_name_rules_default(), which, &count);
    for (size_t w = 0; w < count; w++) {
        size_t n = strlen(words[w]), k = i, length = 0;
        bool same = true;
        for (size_t b = 0; b < n && same; length++) {
            uint32_t c;
            b += ter_utf8_next(words[w] + b, n - b, &c);
            same = at(t, k++) == c;
        }
        if (same && length >= least && k > best) best = k;
    }
    return best;
}

/* The mention that begins there. */
static const ter_mention *mention_at(const finder *f, size_t i) {
    if (i >= f->text->count) return NULL;
    size_t byte = f->text->begin[i], low = 0, high = f->found->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->found->mentions[middle].start < byte) low = middle + 1;
        else high = middle;
    }
    bool there = low < f->found->mention_count && f->found->mentions[low].start == byte;
    return there ? &f->found->mentions[low] : NULL;
}

/* A name in quotes, a mention, or, in brackets, all up to their end. *end is the index after it. False if there is no
 * name. */
static bool read_name(const finder *f, size_t i, bool bracketed, ter_buf *name, size_t *end) {
    const ter_text *t = f->text;
    size_t from = i, to;
    bool quoted = is_open_quote(at(t, i));
    const ter_mention *m = quoted ? NULL : mention_at(f, i);
    if (quoted) from++;
    if (m && !m->part) to = index_at(t, m->end);
    else if (quoted || bracketed)
        for (to = from; to < t->count && (may_be_in_name(t->cp[to]) || t->cp[to] == TER_TEXT_BREAK);) to++;
    else return false;
    if (quoted && !is_close_quote(at(t, to))) return false;
    *end = to + (quoted ? 1 : 0);
    if (bracketed && at(t, *end) != ')' && at(t, *end) != ',' && at(t, *end) != ';') return false;
    if (to < from + LEAST_NAME || to > from + MOST_NAME) return false;
    if (m && !m->part) ter_buf_puts(name, m->name);
    else ter_text_put(t, from, to, name);
    return name->len > 0;
}

static void add(const finder *f, const ter_mention *m, const char *said, ter_name_word how, size_t end) {
    if (strcmp(m->name, said) == 0) return;
    bool renamed = how == TER_NAME_WORD_RENAMED;
    ter_naming_definition d = {.name = ter_strdup(renamed ? said : m->name),
                               .other = ter_strdup(renamed ? m->name : said),
                               .kind = m->kind,
                               .type = how == TER_NAME_WORD_CALLED ? TER_RECORD_ALIAS : TER_RECORD_FORMER,
                               .start = m->start,
                               .end = ter_text_end(f->text, end - 1)};
    ter_array_push(f->out, d);
}

/* Tries one class of words at `i`. One character (原) is a word for a name in brackets only. */
static bool find_said(const finder *f, const ter_mention *m, size_t i, bool bracketed, ter_name_word how) {
    size_t after = after_word(f->text, i, how, bracketed ? 1 : 2), end;
    ter_buf name = {0};
    bool found = after > i && read_name(f, skip_breaks(f->text, after), bracketed, &name, &end);
    if (found) add(f, m, name.ptr, how, end);
    ter_buf_release(&name);
    return found;
}

/* X（Y） with Y a mention of the same kind and nothing else: the one is short for the other. */
static void find_bracketed_mention(const finder *f, const ter_mention *m, size_t i) {
    const ter_mention *y = mention_at(f, i);
    if (!y || y->part || y->kind != m->kind || at(f->text, index_at(f->text, y->end)) != ')') return;
    ter_str full = ter_str_from(m->name), other = ter_str_from(y->name);
    bool shorter = other.len < full.len;
    ter_mention longest = *(shorter ? m : y);
    longest.start = m->start;
    add(f, &longest, shorter ? y->name : m->name, TER_NAME_WORD_CALLED, index_at(f->text, y->end) + 1);
}

static void find_behind(const finder *f, const ter_mention *m) {
    const ter_text *t = f->text;
    size_t i = skip_breaks(t, index_at(t, m->end));
    if (is_close_quote(at(t, i))) i = skip_breaks(t, i + 1);
    bool bracketed = at(t, i) == '(';
    if (bracketed || at(t, i) == ',') i = skip_breaks(t, i + 1);
    if (find_said(f, m, i, bracketed, TER_NAME_WORD_CALLED) || find_said(f, m, i, bracketed, TER_NAME_WORD_FORMERLY) ||
        find_said(f, m, i, bracketed, TER_NAME_WORD_RENAMED))
        return;
    if (bracketed) find_bracketed_mention(f, m, i);
}

void ter_naming_find(const ter_text *text, const ter_extraction *found, ter_naming_definitions *out) {
    finder f = {text, found, out};
    for (size_t i = 0; i < found->mention_count; i++)
        if (!found->mentions[i].part) find_behind(&f, &found->mentions[i]);
}

void ter_naming_definitions_release(ter_naming_definitions *d) {
    for (size_t i = 0; i < d->len; i++) free(d->items[i].name), free(d->items[i].other);
    ter_array_release(d);
}
