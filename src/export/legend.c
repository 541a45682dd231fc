/* The legend: words, colours and markers of layers/legend.tsv. */
#include "export/legend.h"

#include "base/embedded.h"
#include "base/kind.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 5 };

/* `kind *`: a row for each kind. */
static void add_kinds(ter_legend *out) {
    for (size_t i = 0; i < ter_kind_count(); i++) {
        const ter_kind *k = ter_kind_at(i);
        ter_legend_entry e = {ter_strdup("kind"), ter_strdup(k->name), ter_strdup(k->zh), ter_strdup(k->en),
                              ter_strdup(k->marker)};
        ter_array_push(&out->entries, e);
    }
}

static void parse_line(const char *line, size_t len, ter_legend *out) {
    char *columns[COLUMNS];
    size_t n = 0, start = 0, tabs = 0;
    if (len == 0 || line[0] == '#') return;
    for (size_t i = 0; i < len; i++) tabs += line[i] == '\t';
    if (tabs != COLUMNS - 1) return;
    if (strncmp(line, "kind\t*\t", strlen("kind\t*\t")) == 0) {
        add_kinds(out);
        return;
    }
    for (size_t i = 0; i <= len; i++) {
        if (i < len && line[i] != '\t') continue;
        columns[n++] = ter_strndup(line + start, i - start);
        start = i + 1;
    }
    ter_legend_entry e = {columns[0], columns[1], columns[2], columns[3], columns[4]};
    ter_array_push(&out->entries, e);
}

void ter_legend_parse(ter_str tsv, ter_legend *out) {
    *out = (ter_legend){0};
    for (size_t i = 0; i < tsv.len;) {
        const char *end = memchr(tsv.ptr + i, '\n', tsv.len - i);
        size_t n = end ? (size_t)(end - (tsv.ptr + i)) : tsv.len - i;
        parse_line(tsv.ptr + i, n, out);
        i += n + 1;
    }
}

void ter_legend_read(ter_legend *out) {
    const char *path;
    ter_str data = {0};
    ter_embedded_at("layers/legend.tsv", 0, &path, &data);
    ter_legend_parse(data, out);
}

void ter_legend_release(ter_legend *l) {
    for (size_t i = 0; i < l->entries.len; i++) {
        ter_legend_entry *e = &l->entries.items[i];
        free(e->list), free(e->word), free(e->zh), free(e->en), free(e->value);
    }
    ter_array_release(&l->entries);
}

const ter_legend_entry *ter_legend_find(const ter_legend *l, const char *list, const char *word) {
    for (size_t i = 0; i < l->entries.len; i++) {
        const ter_legend_entry *e = &l->entries.items[i];
        if (strcmp(e->list, list) == 0 && word && strcmp(e->word, word) == 0) return e;
    }
    return NULL;
}
