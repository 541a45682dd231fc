/* Which OC4IDS codes stand for our words. */
#include "oc4ids/codes.h"

#include "base/embedded.h"
#include "base/kind.h"

#include <stdlib.h>
#include <string.h>

void ter_oc4ids_codes_parse(ter_str tsv, ter_oc4ids_codes *out) {
    for (const char *p = tsv.ptr, *end = tsv.ptr + tsv.len; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) stop = end;
        const char *one = memchr(p, '\t', (size_t)(stop - p));
        const char *two = one ? memchr(one + 1, '\t', (size_t)(stop - one - 1)) : NULL;
        if (two && *p != '#') {
            ter_oc4ids_code row = {ter_strndup(p, (size_t)(one - p)), ter_strndup(one + 1, (size_t)(two - one - 1)),
                                   ter_strndup(two + 1, (size_t)(stop - two - 1))};
            ter_array_push(&out->rows, row);
        }
        p = stop + (stop < end);
    }
}

/* The sectors of each kind, in their order. */
static void add_sectors(ter_oc4ids_codes *out) {
    for (size_t i = 0; i < ter_kind_count(); i++) {
        const ter_kind *k = ter_kind_at(i);
        for (const char *at = k->sectors; *at;) {
            size_t n = strcspn(at, " ");
            ter_oc4ids_code row = {ter_strdup("sector"), ter_strdup(k->name), ter_strndup(at, n)};
            ter_array_push(&out->rows, row);
            at += n + (at[n] == ' ');
        }
    }
}

void ter_oc4ids_codes_read(ter_oc4ids_codes *out) {
    const char *path;
    ter_str data;
    *out = (ter_oc4ids_codes){0};
    if (ter_embedded_at("layers/oc4ids.tsv", 0, &path, &data)) ter_oc4ids_codes_parse(data, out);
    add_sectors(out);
}

void ter_oc4ids_codes_release(ter_oc4ids_codes *c) {
    for (size_t i = 0; i < c->rows.len; i++) {
        free(c->rows.items[i].list);
        free(c->rows.items[i].word);
        free(c->rows.items[i].codes);
    }
    ter_array_release(&c->rows);
}

const char *ter_oc4ids_codes_of(const ter_oc4ids_codes *c, const char *list, const char *word) {
    for (size_t i = 0; i < c->rows.len; i++)
        if (strcmp(c->rows.items[i].list, list) == 0 && strcmp(c->rows.items[i].word, word) == 0)
            return c->rows.items[i].codes;
    return NULL;
}

/* "transport,transport.road" is known by its last code, the narrowest. */
const char *ter_oc4ids_word_of(const ter_oc4ids_codes *c, const char *list, const char *code) {
    for (size_t i = 0; i < c->rows.len; i++) {
        const char *comma = strrchr(c->rows.items[i].codes, ',');
        if (strcmp(c->rows.items[i].list, list) != 0) continue;
        if (strcmp(comma ? comma + 1 : c->rows.items[i].codes, code) == 0) return c->rows.items[i].word;
    }
    return NULL;
}
