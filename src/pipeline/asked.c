#include "pipeline/asked.h"

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

void ter_asked_init(const char *before, const ter_ingest_options *now, ter_asked *out) {
    *out = (ter_asked){.options = *now};
    out->title = value_of(before, "title");
    out->publisher = value_of(before, "publisher");
    out->area = value_of(before, "area");
    char *date = value_of(before, "date"), *kinds = value_of(before, "kinds"), day[16];
    ter_ingest_options *o = &out->options;
    if (!o->title) o->title = out->title;
    if (!o->publisher) o->publisher = out->publisher;
    if (!o->area) o->area = out->area;
    if (!o->date.year && date) ter_date_parse(date, &o->date);
    if (kinds) o->all_kinds = true;
    ter_date_format(o->date, day);
    ter_buf_puts(&out->text, "");
    put_line(&out->text, "title", o->title);
    put_line(&out->text, "publisher", o->publisher);
    put_line(&out->text, "area", o->area);
    put_line(&out->text, "date", *day ? day : NULL);
    put_line(&out->text, "kinds", o->all_kinds ? "all" : NULL);
    free(date);
    free(kinds);
}

void ter_asked_release(ter_asked *a) {
    ter_buf_release(&a->text);
    free(a->title), free(a->publisher), free(a->area);
}
