/* At build time: the general dictionary as one block, which the program embeds and uses in place (its layout:
 * word_dictionary_format.h).
 *
 *   gen_word_dictionary geodata/words/general.tsv OUT */
#include "extract/words/part_of_speech.h"
#include "extract/words/word_dictionary_format.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    uint16_t cp[TER_DICTIONARY_LONGEST]; /* 0 after the last character: a word stands before those it begins */
    uint16_t value;
} entry;

typedef struct list {
    entry *items;
    size_t len, cap;
} list;

static size_t decode(const char *utf8, uint16_t out[TER_DICTIONARY_LONGEST]) {
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)utf8; *p; p += 3) {
        if (*p < 0xe0 || *p > 0xef || n == TER_DICTIONARY_LONGEST) return 0; /* not of three bytes; too long */
        out[n++] = (uint16_t)((p[0] & 15) << 12 | (p[1] & 63) << 6 | (p[2] & 63));
    }
    return out[0] < TER_DICTIONARY_FIRST || out[0] - TER_DICTIONARY_FIRST >= TER_DICTIONARY_SPAN ? 0 : n;
}

static int pos_of(const char *tag) {
    static const char *const tags[] = {
#define TAG(code, tag) tag,
        TER_POS_MAP(TAG)
#undef TAG
    };
    for (int i = 1; i < TER_POS_COUNT; i++)
        if (strcmp(tags[i], tag) == 0) return i;
    return -1;
}

static int compare(const void *a, const void *b) {
    const entry *x = a, *y = b;
    for (size_t i = 0; i < TER_DICTIONARY_LONGEST; i++)
        if (x->cp[i] != y->cp[i]) return x->cp[i] < y->cp[i] ? -1 : 1;
    return 0;
}

static void add(list *l, entry e) {
    if (l->len == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 65536;
        l->items = realloc(l->items, l->cap * sizeof *l->items);
        if (!l->items) exit(1);
    }
    l->items[l->len++] = e;
}

static int read_words(FILE *in, list *words) {
    char line[256], word[64], tag[8];
    unsigned eighths;
    for (unsigned number = 1; fgets(line, sizeof line, in); number++) {
        entry e = {.value = 0};
        if (sscanf(line, "%63s %7s %u", word, tag, &eighths) != 3 || pos_of(tag) < 0 || eighths > UINT8_MAX) {
            fprintf(stderr, "gen_word_dictionary: line %u: not a word, its part of speech and frequency\n", number);
            return 1;
        }
        e.value = (uint16_t)(eighths << 5 | (unsigned)pos_of(tag));
        if (decode(word, e.cp)) add(words, e);
    }
    if (words->len) qsort(words->items, words->len, sizeof *words->items, compare);
    return 0;
}

/* ---- writing ---- */

static void pad(FILE *out) {
    while (ftell(out) % 4) fputc(0, out);
}

/* Does a node of `chars` characters begin at word `i`: other characters than those of the word before? */
static bool begins_node(const list *words, size_t i, size_t chars) {
    const entry *e = &words->items[i];
    return e->cp[chars - 1] && (i == 0 || memcmp(e->cp, e[-1].cp, chars * sizeof *e->cp) != 0);
}

/* The value of the word that is the node at word `i`; 0 when the node only begins others. */
static uint16_t value_of(const list *words, size_t i, size_t chars) {
    const entry *e = &words->items[i];
    return chars == TER_DICTIONARY_LONGEST || !e->cp[chars] ? e->value : 0;
}

static void write_first(const list *words, FILE *out) {
    uint16_t *values = calloc(TER_DICTIONARY_SPAN, sizeof *values);
    if (!values) exit(1);
    size_t i = 0;
    for (uint32_t c = 0, children = 0; c <= TER_DICTIONARY_SPAN; c++) {
        fwrite(&children, sizeof children, 1, out);
        for (; i < words->len && words->items[i].cp[0] == TER_DICTIONARY_FIRST + c; i++) {
            if (begins_node(words, i, 1)) values[c] = value_of(words, i, 1);
            children += begins_node(words, i, 2);
        }
    }
    fwrite(values, sizeof *values, TER_DICTIONARY_SPAN, out);
    pad(out);
    free(values);
}

/* Where the children of each node of `chars` characters begin; the bases first. */
static void write_children(const list *words, size_t chars, uint32_t count, FILE *out) {
    uint16_t *offsets = calloc(count + 1, sizeof *offsets);
    if (!offsets) exit(1);
    uint32_t node = 0, children = 0, base = 0;
    for (size_t i = 0; i <= words->len; i++) {
        if (i == words->len || begins_node(words, i, chars)) {
            if (node % TER_DICTIONARY_STRIDE == 0) base = children, fwrite(&base, sizeof base, 1, out);
            offsets[node++] = (uint16_t)(children - base);
        }
        if (i < words->len) children += begins_node(words, i, chars + 1);
    }
    fwrite(offsets, sizeof *offsets, count + 1, out);
    pad(out);
    free(offsets);
}

static void write_level(const list *words, size_t chars, FILE *out) {
    uint32_t count = 0;
    for (size_t i = 0; i < words->len; i++) count += begins_node(words, i, chars);
    fwrite(&count, sizeof count, 1, out);
    for (size_t i = 0; i < words->len; i++)
        if (begins_node(words, i, chars)) fwrite(&words->items[i].cp[chars - 1], sizeof(uint16_t), 1, out);
    pad(out);
    for (size_t i = 0; i < words->len; i++) {
        uint16_t value = value_of(words, i, chars);
        if (begins_node(words, i, chars)) fwrite(&value, sizeof value, 1, out);
    }
    pad(out);
    if (chars < TER_DICTIONARY_LONGEST) write_children(words, chars, count, out);
}

int main(int argc, char **argv) {
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL, *out = in ? fopen(argv[2], "wb") : NULL;
    if (!out) return fprintf(stderr, "usage: gen_word_dictionary WORDS OUT\n"), 2;
    list words = {0};
    if (read_words(in, &words)) return 1;
    write_first(&words, out);
    for (size_t chars = 2; chars <= TER_DICTIONARY_LONGEST; chars++) write_level(&words, chars, out);
    free(words.items);
    fclose(in);
    return fclose(out) == 0 ? 0 : 1;
}
