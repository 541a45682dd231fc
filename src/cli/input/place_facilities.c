/* Facilities of a registry by id or exact name. */
#include "cli/input/place_argument.h"

#include "registry/read/facility.h"

#include <stdlib.h>

void ter_named_facilities_add(ter_named_facilities *list, const ter_found *found) {
    const ter_named_facility n = {ter_strdup(found->id),
                                  ter_strdup(found->name),
                                  ter_strdup(found->kind),
                                  ter_strdup(found->area),
                                  found->how,
                                  found->precision != TER_PRECISION_NONE};
    ter_array_push(list, n);
}

static void keep_exact(const ter_found *found, void *context) {
    if (found->how == TER_FOUND_EXACT) ter_named_facilities_add(context, found);
}

ter_status ter_named_facilities_find(ter_registry *r, const char *text, ter_named_facilities *out, ter_error *err) {
    bool found = false;
    ter_facility f = {0};
    ter_status status = ter_registry_facility(r, text, &found, &f, err);
    if (status == TER_OK && found) {
        const ter_found one = {.id = f.id,
                               .name = f.name,
                               .kind = f.kind,
                               .area = f.area,
                               .how = TER_FOUND_EXACT,
                               .precision = f.precision};
        ter_named_facilities_add(out, &one);
    }
    ter_facility_release(&f);
    const ter_find_request request = {.text = text};
    return status == TER_OK && !found ? ter_registry_find(r, &request, keep_exact, out, err) : status;
}

void ter_named_facilities_release(ter_named_facilities *list) {
    for (size_t i = 0; i < list->len; i++) {
        free(list->items[i].id);
        free(list->items[i].name);
        free(list->items[i].kind);
        free(list->items[i].area);
    }
    ter_array_release(list);
}
