/* Whom the geometries are from. */
#include "export/sources.h"

#include "base/json.h"
#include "registry/read/feature.h"

#include <stdlib.h>

static char *dup_or_null(const char *text) {
    return text && *text ? ter_strdup(text) : NULL;
}

static void add_source(const char *source, const char *licence, const char *date, void *context) {
    ter_export_sources *s = context;
    ter_dataset_credit credit = {ter_strdup(source), dup_or_null(licence), dup_or_null(date)};
    ter_array_push(&s->list, credit);
    ter_buf_printf(&s->text, "%s%s", s->text.len ? "; " : "", source);
    if (credit.licence) ter_buf_printf(&s->text, " (%s)", credit.licence);
}

static void put_json(ter_export_sources *s) {
    ter_json j;
    ter_json_init(&j, &s->json);
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < s->list.len; i++) {
        ter_buf_putc(&s->json, '\n');
        ter_json_begin(&j, '{');
        ter_json_put_text(&j, "source", s->list.items[i].source);
        ter_json_put_text(&j, "licence", s->list.items[i].licence);
        ter_json_put_text(&j, "date", s->list.items[i].date);
        ter_json_end(&j, '}');
    }
    ter_json_end(&j, ']');
}

ter_status ter_export_sources_read(ter_registry *r, ter_export_sources *out, ter_error *err) {
    *out = (ter_export_sources){0};
    ter_status status = ter_registry_each_source(r, add_source, out, err);
    put_json(out);
    return status;
}

void ter_export_sources_release(ter_export_sources *s) {
    for (size_t i = 0; i < s->list.len; i++) {
        ter_dataset_credit *c = &s->list.items[i];
        free((void *)(uintptr_t)c->source), free((void *)(uintptr_t)c->licence), free((void *)(uintptr_t)c->date);
    }
    ter_array_release(&s->list);
    ter_buf_release(&s->text);
    ter_buf_release(&s->json);
}

ter_status ter_export_sources_put(ter_registry *r, ter_buf *json, ter_buf *text, ter_error *err) {
    ter_export_sources s;
    ter_status status = ter_export_sources_read(r, &s, err);
    ter_buf_append(json, s.json.ptr, s.json.len);
    if (s.text.len) ter_buf_append(text, s.text.ptr, s.text.len);
    ter_export_sources_release(&s);
    return status;
}
