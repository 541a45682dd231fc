#include "export/sources.h"

#include "base/json.h"
#include "registry/registry.h"

typedef struct sources {
    ter_json json;
    ter_buf *text;
} sources;

static void put_source(const char *source, const char *licence, const char *date, void *context) {
    sources *s = context;
    bool licensed = licence && licence[0], dated = date && date[0];
    ter_buf_putc(s->json.out, '\n');
    ter_json_begin(&s->json, '{');
    ter_json_put_text(&s->json, "source", source);
    ter_json_put_text(&s->json, "licence", licensed ? licence : NULL);
    ter_json_put_text(&s->json, "date", dated ? date : NULL);
    ter_json_end(&s->json, '}');
    ter_buf_printf(s->text, "%s%s", s->text->len ? "; " : "", source);
    if (licensed) ter_buf_printf(s->text, " (%s)", licence);
}

ter_status ter_export_sources_put(ter_registry *r, ter_buf *json, ter_buf *text, ter_error *err) {
    sources s = {.text = text};
    ter_json_init(&s.json, json);
    ter_json_begin(&s.json, '[');
    ter_status status = ter_registry_each_source(r, put_source, &s, err);
    ter_json_end(&s.json, ']');
    return status;
}
