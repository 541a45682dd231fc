/* Hits of a search by distance: each owns one piece of memory that holds its texts. */
#include "registry/search/distance_hit.h"

#include <stdlib.h>
#include <string.h>

void ter_near_hits_release(ter_near_hits *hits) {
    for (size_t i = 0; i < hits->len; i++) free(hits->items[i].texts);
    ter_array_release(hits);
}

void ter_near_hits_add(ter_near_hits *hits, const ter_near_found *row) {
    ter_near_hit hit = {.state = row->state,
                        .basis = row->basis,
                        .year = row->year,
                        .precision = row->precision,
                        .distance_m = row->distance_m,
                        .position = row->position};
    const char *const from[] = {row->id, row->name, row->kind, row->part};
    const char **const to[] = {&hit.id, &hit.name, &hit.kind, &hit.part};
    size_t sizes[4], all = 0;
    for (int i = 0; i < 4; i++) all += sizes[i] = strlen(from[i]) + 1;
    char *at = hit.texts = ter_realloc(NULL, all, 1);
    for (int i = 0; i < 4; i++) {
        *to[i] = memcpy(at, from[i], sizes[i]);
        at += sizes[i];
    }
    ter_array_push(hits, hit);
}

int ter_near_hit_compare(const void *a, const void *b) {
    const ter_near_hit *x = a, *y = b;
    if (x->distance_m != y->distance_m) return x->distance_m < y->distance_m ? -1 : 1;
    return strcmp(x->id, y->id);
}
