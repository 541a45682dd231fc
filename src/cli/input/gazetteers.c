/* Opening the gazetteers that a command names. */
#include "cli/input/gazetteers.h"

#include <stdlib.h>
#include <string.h>

const ter_option_values ter_gazetteer_values = {.type = TER_VALUES_FILE, .words = "embedded none"};

static ter_status open_one(const char *path, ter_gazetteer **out, ter_error *err) {
    if (strcmp(path, "embedded") == 0) return ter_gazetteer_open_embedded(out, err);
    if (strcmp(path, "none") == 0)
        return ter_error_set(err, TER_USAGE, "--gazetteer none cannot be combined with others; leave them out");
    return ter_gazetteer_open(path, out, err);
}

ter_status ter_gazetteers_open(const ter_text_list *paths, ter_gazetteer_set *out, ter_error *err) {
    static const char *const standard[] = {"embedded"};
    *out = (ter_gazetteer_set){0};
    const char *const *names = paths->len ? paths->items : standard;
    size_t count = paths->len ? paths->len : 1;
    if (count == 1 && strcmp(names[0], "none") == 0) return TER_OK;
    out->items = ter_alloc(count * sizeof *out->items);
    for (size_t i = 0; i < count; i++) {
        ter_status status = open_one(names[i], &out->items[i], err);
        if (status != TER_OK) {
            ter_gazetteers_release(out);
            return status;
        }
        out->count++;
    }
    return TER_OK;
}

void ter_gazetteers_release(ter_gazetteer_set *set) {
    for (size_t i = 0; i < set->count; i++) ter_gazetteer_free(set->items[i]);
    free(set->items);
    *set = (ter_gazetteer_set){0};
}
