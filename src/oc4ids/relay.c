/* Documents that came through a package, found again. */
#include "oc4ids/relay.h"

#include "oc4ids/parse.h"
#include "registry/ingest/ingest_document.h"
#include "json/json_load.h"

#include <stdlib.h>
#include <string.h>

typedef struct relay {
    char *sha256; /* of the row in the registry */
    json_t *root;
    json_t *statements; /* NULL: the file itself is the document */
    const char *original, *format;
} relay;

struct ter_relays {
    ter_registry *registry;
    TER_ARRAY(relay) list; /* by sha256 */
};

ter_relays *ter_relays_new(ter_registry *r) {
    ter_relays *relays = ter_alloc(sizeof *relays);
    relays->registry = r;
    return relays;
}

void ter_relays_free(ter_relays *relays) {
    if (!relays) return;
    for (size_t i = 0; i < relays->list.len; i++) {
        free(relays->list.items[i].sha256);
        json_decref(relays->list.items[i].root);
    }
    ter_array_release(&relays->list);
    free(relays);
}

static ter_status load(ter_relays *relays, const char *sha256, size_t at, ter_error *err) {
    ter_buf name = {0}, bytes = {0};
    relay x = {.sha256 = ter_strdup(sha256)};
    ter_status status = ter_registry_document(relays->registry, sha256, &name, &bytes, err);
    if (status == TER_OK && bytes.len) ter_json_load((ter_str){bytes.ptr, bytes.len}, sha256, &x.root, NULL);
    const json_t *document = json_object_get(x.root, "document"), *own = json_object_get(document, "terrier");
    x.statements = json_object_get(x.root, "statements");
    x.original = json_string_value(json_object_get(own, "sha256"));
    x.format = json_string_value(json_object_get(own, "format"));
    if (status == TER_OK && (!x.root || (x.statements && (!x.original || !x.format))))
        status = ter_error_set(err, TER_FORMAT,
                               "document %s: its bytes are not as terrier import writes them; run "
                               "terrier check",
                               name.ptr ? name.ptr : sha256);
    ter_buf_release(&name);
    ter_buf_release(&bytes);
    if (status != TER_OK) {
        free(x.sha256);
        json_decref(x.root);
        return status;
    }
    ter_array_push(&relays->list, x);
    relay *items = relays->list.items;
    memmove(items + at + 1, items + at, (relays->list.len - 1 - at) * sizeof x);
    items[at] = x;
    return TER_OK;
}

static ter_status find(ter_relays *relays, const char *sha256, const relay **out, ter_error *err) {
    size_t low = 0, high = relays->list.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(relays->list.items[middle].sha256, sha256) < 0) low = middle + 1;
        else high = middle;
    }
    bool there = low < relays->list.len && strcmp(relays->list.items[low].sha256, sha256) == 0;
    ter_status status = there ? TER_OK : load(relays, sha256, low, err);
    if (status == TER_OK) *out = &relays->list.items[low];
    return status;
}

static int compare(const void *a, const void *b) {
    const ter_relay_event *x = a, *y = b;
    int order = strcmp(x->said->date, y->said->date);
    if (!order) order = strcmp(x->sha256, y->sha256);
    if (!order) order = (x->start > y->start) - (x->start < y->start);
    if (!order) order = (x->said->mention > y->said->mention) - (x->said->mention < y->said->mention);
    return order ? order : (x->said > y->said) - (x->said < y->said); /* the registry's order */
}

ter_status ter_relays_find(ter_relays *relays, const ter_history *h, ter_relay_events *out, ter_error *err) {
    for (size_t i = 0; i < h->events.len; i++) {
        const ter_history_event *e = &h->events.items[i];
        ter_relay_event event = {e, e->sha256, e->format, e->start, e->end};
        const relay *from = NULL;
        if (strcmp(e->format, TER_FORMAT_OC4IDS) == 0) {
            ter_status status = find(relays, e->sha256, &from, err);
            if (status != TER_OK) return status;
        }
        if (from && from->statements) {
            const json_t *own = json_object_get(json_array_get(from->statements, (size_t)e->mention), "terrier");
            event.sha256 = from->original, event.format = from->format;
            event.start = json_integer_value(json_object_get(own, "start"));
            event.end = json_integer_value(json_object_get(own, "end"));
        }
        ter_array_push(out, event);
    }
    if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare);
    return TER_OK;
}
