/* At build time: the general dictionary as one block of sorted arrays, which the program embeds and uses in place.
 *
 *   gen_word_dictionary geodata/words/general.tsv OUT
 *
 * Per length n of 1 to 4 characters: a count, the index of first characters (INDEX_SPAN + 1 numbers), the words sorted
 * (n 16-bit code points each), and a 16-bit value each: part of speech in the low 5 bits, the binary logarithm of the
 * frequency in eighths above. All in the machine's byte order, each array beginning at a multiple of 4 bytes. */
#include "extract/words/part_of_speech.h"
#include "extract/words/word_dictionary_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    uint16_t cp[TER_DICTIONARY_LONGEST];
    uint16_t value;
} entry;

typedef struct table {
    entry *items;
    size_t len, cap;
    unsigned chars;
} table;

static size_t decode(const char *utf8, uint16_t out[TER_DICTIONARY_LONGEST]) {
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)utf8; *p && n < TER_DICTIONARY_LONGEST; p += 3) {
        if (*p < 0xe0 || *p > 0xef) return 0; /* not of three bytes */
        out[n++] = (uint16_t)((p[0] & 15) << 12 | (p[1] & 63) << 6 | (p[2] & 63));
    }
    return n;
}

static int pos_of(const char *tag) {
    static const char *const tags[] = {
#define TAG(code, tag) tag,
        TER_POS_MAP(TAG)
#undef TAG
    };
    for (int i = 0; i < TER_POS_COUNT; i++)
        if (strcmp(tags[i], tag) == 0) return i;
    return -1;
}

static int compare(const void *a, const void *b) {
    const entry *x = a, *y = b;
    for (size_t i = 0; i < TER_DICTIONARY_LONGEST; i++)
        if (x->cp[i] != y->cp[i]) return x->cp[i] < y->cp[i] ? -1 : 1;
    return 0;
}

static void add(table *t, const uint16_t *cp, uint16_t value) {
    if (t->len == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 65536;
        t->items = realloc(t->items, t->cap * sizeof *t->items);
        if (!t->items) exit(1);
    }
    entry e = {.value = value};
    memcpy(e.cp, cp, t->chars * sizeof *cp);
    t->items[t->len++] = e;
}

static void pad(FILE *out) {
    while (ftell(out) % 4) fputc(0, out);
}

static void write_table(table *t, FILE *out) {
    if (t->len) qsort(t->items, t->len, sizeof *t->items, compare);
    uint32_t count = (uint32_t)t->len;
    fwrite(&count, sizeof count, 1, out);
    for (uint32_t c = 0, i = 0; c <= TER_DICTIONARY_SPAN; c++) {
        while (i < count && t->items[i].cp[0] < TER_DICTIONARY_FIRST + c) i++;
        fwrite(&i, sizeof i, 1, out);
    }
    for (size_t i = 0; i < t->len; i++) fwrite(t->items[i].cp, sizeof(uint16_t), t->chars, out);
    pad(out);
    for (size_t i = 0; i < t->len; i++) fwrite(&t->items[i].value, sizeof(uint16_t), 1, out);
    pad(out);
}

static int read_words(FILE *in, table *tables) {
    char line[256], word[64], tag[8];
    unsigned eighths;
    for (unsigned number = 1; fgets(line, sizeof line, in); number++) {
        uint16_t cp[TER_DICTIONARY_LONGEST];
        if (sscanf(line, "%63s %7s %u", word, tag, &eighths) != 3 || pos_of(tag) < 0 || eighths > 2047) {
            fprintf(stderr, "gen_word_dictionary: line %u: not a word, its part of speech and frequency\n", number);
            return 1;
        }
        size_t n = decode(word, cp);
        if (n) add(&tables[n - 1], cp, (uint16_t)(eighths << 5 | (unsigned)pos_of(tag)));
    }
    return 0;
}

int main(int argc, char **argv) {
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL, *out = in ? fopen(argv[2], "wb") : NULL;
    if (!out) return fprintf(stderr, "usage: gen_word_dictionary WORDS OUT\n"), 2;
    table tables[TER_DICTIONARY_LONGEST] = {0};
    for (unsigned n = 0; n < TER_DICTIONARY_LONGEST; n++) tables[n].chars = n + 1;
    if (read_words(in, tables)) return 1;
    for (unsigned n = 0; n < TER_DICTIONARY_LONGEST; n++) {
        write_table(&tables[n], out);
        free(tables[n].items);
    }
    fclose(in);
    return fclose(out) == 0 ? 0 : 1;
}
