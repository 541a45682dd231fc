/* Options of a document, merged with those stated before, as the registry keeps them. */
#include "pipeline/document_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The value of a line; NULL when there is none. Caller frees. */
static char *value_of(const char *text, const char *name) {
    size_t n = strlen(name);
    for (const char *line = text; line && *line;) {
        size_t length = strcspn(line, "\n");
        if (length > n && strncmp(line, name, n) == 0 && line[n] == ' ')
            return ter_strndup(line + n + 1, length - n - 1);
        line += length + (line[length] == '\n');
    }
    return NULL;
}

/* A value is one line: a line end in it becomes a blank. */
static void put_line(ter_buf *out, const char *name, const char *value) {
    if (!value) return;
    ter_buf_printf(out, "%s ", name);
    for (const char *c = value; *c; c++) ter_buf_putc(out, (unsigned char)*c < 0x20 ? ' ' : *c);
    ter_buf_putc(out, '\n');
}

/* "culture,sports" into a NULL-terminated list that points into the text, which is cut. Caller frees. */
static const char **kinds_of(char *text) {
    size_t n = 1;
    for (const char *c = text; *c; c++) n += *c == ',';
    const char **list = ter_alloc((n + 1) * sizeof *list);
    n = 0;
    for (char *at = text; at; n++) {
        char *comma = strchr(at, ',');
        if (comma) *comma = '\0';
        list[n] = at;
        at = comma ? comma + 1 : NULL;
    }
    return list;
}

/* The kinds stated now, or else those stated before. */
static void settle_kinds(ter_document_options *d, ter_buf *line) {
    ter_ingest_options *o = &d->options;
    bool stated = o->all_kinds || o->kinds;
    if (!stated && d->kinds) {
        o->all_kinds = strcmp(d->kinds, "all") == 0;
        if (!o->all_kinds) o->kinds = d->kind_list = kinds_of(d->kinds);
    }
    if (o->all_kinds) ter_buf_puts(line, "all");
    for (size_t i = 0; !o->all_kinds && o->kinds && o->kinds[i]; i++)
        ter_buf_printf(line, "%s%s", i ? "," : "", o->kinds[i]);
}

void ter_document_options_init(const char *before, const ter_ingest_options *now, ter_document_options *out) {
    *out = (ter_document_options){.options = *now};
    out->title = value_of(before, "title");
    out->publisher = value_of(before, "publisher");
    out->area = value_of(before, "area");
    out->kinds = value_of(before, "kinds");
    char *least = value_of(before, "min-confidence"), number[16];
    char *date = value_of(before, "date"), *type = value_of(before, "type"), day[16];
    ter_buf kinds = {0};
    ter_ingest_options *o = &out->options;
    if (!o->title) o->title = out->title;
    if (!o->publisher) o->publisher = out->publisher;
    if (!o->area) o->area = out->area;
    if (!o->date.year && date) ter_date_parse(date, &o->date);
    settle_kinds(out, &kinds);
    if (o->min_confidence <= 0 && least) o->min_confidence = strtod(least, NULL);
    snprintf(number, sizeof number, "%.3f", o->min_confidence);
    if (type && o->format == TER_READER_AUTO) ter_reader_format_parse(type, &o->format);
    ter_date_format(o->date, day);
    ter_buf_puts(&out->text, "");
    put_line(&out->text, "title", o->title);
    put_line(&out->text, "publisher", o->publisher);
    put_line(&out->text, "area", o->area);
    put_line(&out->text, "date", *day ? day : NULL);
    put_line(&out->text, "kinds", kinds.ptr);
    put_line(&out->text, "type", o->format != TER_READER_AUTO ? ter_reader_format_name(o->format) : NULL);
    put_line(&out->text, "min-confidence", o->min_confidence > 0 ? number : NULL);
    free(least);
    free(date);
    free(type);
    ter_buf_release(&kinds);
}

void ter_document_options_release(ter_document_options *d) {
    ter_buf_release(&d->text);
    free(d->title), free(d->publisher), free(d->area), free(d->kinds), free(d->kind_list);
}
