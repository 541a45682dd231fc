#include "export/dictionary.h"

#include "base/embedded.h"
#include "export/legend.h"

#include <string.h>

enum { FIELD_COLUMNS = 4 }; /* of layers/fields.tsv */

static void put_cell(ter_buf *out, ter_str text, char end) {
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) quoted = quoted || strchr(",\"\r\n", text.ptr[i]);
    if (quoted) ter_buf_putc(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') ter_buf_putc(out, '"');
        ter_buf_putc(out, text.ptr[i]);
    }
    if (quoted) ter_buf_putc(out, '"');
    ter_buf_putc(out, end);
}

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

static void put_codes(const ter_legend *legend, const char *field, ter_buf *out) {
    ter_buf codes = {0};
    for (size_t i = 0; i < legend->entries.len; i++) {
        const ter_legend_entry *e = &legend->entries.items[i];
        if (strcmp(e->list, field) != 0) continue;
        ter_buf_printf(&codes, "%s%s = %s %s", codes.len ? "; " : "", e->word, e->zh, e->en);
    }
    put_cell(out, (ter_str){codes.ptr, codes.len}, '\n');
    ter_buf_release(&codes);
}

void ter_export_dictionary_put(const ter_export_field *fields, size_t count, ter_buf *out) {
    static const char *const types[] = {"text", "integer", "real"};
    const char *path;
    ter_str tsv = {0};
    ter_legend legend;
    ter_legend_read(&legend);
    ter_embedded_at("layers/fields.tsv", 0, &path, &tsv);
    ter_buf_puts(out, "field,short_name,type,unit,title_zh,title_en,meaning_zh,meaning_en,codes\n");
    for (size_t i = 0; i < count; i++) {
        ter_str row[FIELD_COLUMNS];
        find_row(tsv, fields[i].name, row);
        put_cell(out, ter_str_from(fields[i].name), ',');
        put_cell(out, ter_str_from(fields[i].short_name), ',');
        put_cell(out, ter_str_from(types[fields[i].type]), ',');
        put_cell(out, row[1], ',');
        put_cell(out, ter_str_from(fields[i].title_zh), ',');
        put_cell(out, ter_str_from(fields[i].title_en), ',');
        put_cell(out, row[2], ',');
        put_cell(out, row[3], ',');
        put_codes(&legend, fields[i].name, out);
    }
    ter_legend_release(&legend);
}
