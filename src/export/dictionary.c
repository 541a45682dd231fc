/* dictionary.csv: what the fields of the layers mean. */
#include "export/dictionary.h"

#include "base/embedded.h"
#include "base/escape.h"
#include "base/memory.h"
#include "export/formats/export_format.h"
#include "export/legend.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_COLUMNS = 4 }; /* of layers/fields.tsv */

/* Takes what stands before `stop` off the front of `text`. */
static ter_str cut(ter_str *text, char stop) {
    const char *at = memchr(text->ptr, stop, text->len);
    size_t n = at ? (size_t)(at - text->ptr) : text->len;
    ter_str piece = {text->ptr, n};
    *text = (ter_str){text->ptr + n + (at != NULL), text->len - n - (at != NULL)};
    return piece;
}

/* The columns of a field's row; empty ones when it has none. */
static void find_row(ter_str tsv, const char *field, ter_str columns[FIELD_COLUMNS]) {
    while (tsv.len) {
        ter_str line = cut(&tsv, '\n');
        for (int i = 0; i < FIELD_COLUMNS; i++) columns[i] = cut(&line, '\t');
        if (ter_str_is(columns[0], field)) return;
    }
    for (int i = 0; i < FIELD_COLUMNS; i++) columns[i] = ter_str_from("");
}

static void put_cell(ter_buf *out, ter_str text) {
    ter_escape_csv(out, text);
    ter_buf_putc(out, ',');
}

static void put_codes(const ter_legend *legend, const char *field, ter_buf *out) {
    ter_buf codes = {0};
    for (size_t i = 0; i < legend->entries.len; i++) {
        const ter_legend_entry *e = &legend->entries.items[i];
        if (strcmp(e->list, field) != 0) continue;
        ter_buf_printf(&codes, "%s%s = %s %s", codes.len ? "; " : "", e->word, e->zh, e->en);
    }
    put_cell(out, (ter_str){codes.ptr ? codes.ptr : "", codes.len});
    ter_buf_release(&codes);
}

typedef struct book {
    ter_legend legend;
    ter_str tsv; /* meanings */
    ter_buf *out;
} book;

/* `field` as the dictionary knows it, under the names that a layer gives it. */
static void put_row(const book *b, const ter_dataset_field *field, const char *name, const char *short_name,
                    const char *layer) {
    static const char *const types[] = {"text", "integer", "real"};
    ter_str row[FIELD_COLUMNS];
    find_row(b->tsv, field->name, row);
    const ter_str cells[] = {ter_str_from(name),
                             ter_str_from(short_name),
                             ter_str_from(types[field->type]),
                             row[1],
                             ter_str_from(field->title_zh),
                             ter_str_from(field->title_en),
                             row[2],
                             row[3]};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) put_cell(b->out, cells[i]);
    put_codes(&b->legend, field->name, b->out);
    ter_escape_csv(b->out, ter_str_from(layer));
    ter_buf_putc(b->out, '\n');
}

/* Columns that the formats asked for add to those of the definitions: positions, or all others. */
static void put_extra_rows(const book *b, const char *const *formats, bool positions) {
    const ter_export_format *format;
    for (size_t i = 0; (format = ter_export_format_at(i)); i++) {
        const char *const *name = formats;
        while (*name && strcmp(*name, format->name) != 0) name++;
        if (!*name || format->position_columns != positions) continue;
        for (size_t k = 0; k < format->extra_field_count; k++)
            put_row(b, &format->extra_fields[k], format->extra_fields[k].name, "", "");
    }
}

void ter_export_dictionary_put(const ter_export_dictionary *dictionary, ter_buf *out) {
    const ter_layer_definitions *d = dictionary->definitions;
    const char *path;
    size_t count;
    const ter_dataset_field *all = ter_export_value_fields(&count);
    book b = {.out = out};
    ter_legend_read(&b.legend);
    ter_embedded_at("layers/fields.tsv", 0, &path, &b.tsv);
    ter_buf_puts(out, "field,short_name,type,unit,title_zh,title_en,meaning_zh,meaning_en,codes,layer\n");
    for (size_t i = 0; i < d->list.len; i++) {
        const ter_layer_definition *one = &d->list.items[i];
        for (size_t k = 0; k < one->fields.len; k++) {
            const ter_layer_field *field = &one->fields.items[k];
            put_row(&b, &all[field->value], field->name, field->short_name, one->name);
        }
    }
    put_extra_rows(&b, dictionary->formats, true);
    put_extra_rows(&b, dictionary->formats, false);
    ter_legend_release(&b.legend);
}
