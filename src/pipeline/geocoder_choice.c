/* Geocoders by which gazetteers they ask. */
#include "pipeline/geocoder_choice.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct choice {
    bool *taken;
    ter_geocoder *geocoder;
} choice;

struct ter_geocoder_choices {
    ter_gazetteer *const *gazetteers;
    size_t count;
    TER_ARRAY(choice) list;
};

ter_geocoder_choices *ter_geocoder_choices_new(ter_gazetteer *const *gazetteers, size_t count) {
    ter_geocoder_choices *c = ter_alloc(sizeof *c);
    c->gazetteers = gazetteers;
    c->count = count;
    return c;
}

void ter_geocoder_choices_free(ter_geocoder_choices *c) {
    if (!c) return;
    for (size_t i = 0; i < c->list.len; i++) {
        free(c->list.items[i].taken);
        ter_geocoder_free(c->list.items[i].geocoder);
    }
    ter_array_release(&c->list);
    free(c);
}

ter_status ter_geocoder_choices_of(ter_geocoder_choices *c, const bool *taken, ter_geocoder **out, ter_error *err) {
    *out = NULL;
    for (size_t i = 0; i < c->list.len && !*out; i++)
        if (memcmp(c->list.items[i].taken, taken, c->count * sizeof *taken) == 0) *out = c->list.items[i].geocoder;
    if (*out) return TER_OK;
    ter_gazetteer **some = ter_alloc(c->count * sizeof(ter_gazetteer *));
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        if (taken[i]) some[n++] = c->gazetteers[i];
    ter_status status = ter_geocoder_new(some, n, out, err);
    free(some);
    if (status != TER_OK) return status;
    choice one = {ter_alloc(c->count * sizeof *taken), *out};
    memcpy(one.taken, taken, c->count * sizeof *taken);
    ter_array_push(&c->list, one);
    return TER_OK;
}
