#include "cli/named.h"

#include "registry/read.h"

#include <stdlib.h>

static void keep_exact(const ter_found *found, void *context) {
    if (found->how == TER_FOUND_EXACT) ter_array_push((ter_named *)context, ter_strdup(found->id));
}

ter_status ter_named_find(ter_registry *r, const char *text, ter_named *out, ter_error *err) {
    char *id = NULL;
    *out = (ter_named){0};
    ter_status status = ter_registry_resolve(r, text, &id, err);
    if (id) ter_array_push(out, id);
    if (status != TER_OK || id) return status;
    return ter_registry_find(r, &(ter_find_request){.text = text}, keep_exact, out, err);
}

void ter_named_release(ter_named *n) {
    for (size_t i = 0; i < n->len; i++) free(n->items[i]);
    ter_array_release(n);
}
