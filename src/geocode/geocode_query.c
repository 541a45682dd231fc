/* The answer to a question: its memory. */
#include "geocode/geocode_query.h"

#include <stdlib.h>

void ter_place_release(ter_place *p) {
    char *owned[] = {p->key, p->name, p->kind, p->area, p->reason, p->source, p->licence, p->date, p->datum};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    for (size_t i = 0; i < p->candidate_count; i++) {
        ter_geocode_candidate *c = &p->candidates[i];
        free(c->key), free(c->name), free(c->kind), free(c->area), free(c->reason);
    }
    free(p->candidates);
    ter_geometry_release(&p->geometry);
    *p = (ter_place){0};
}
