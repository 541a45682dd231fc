/* Located projects and facilities with their distance: what near, within and along give. */
#ifndef TER_REGISTRY_SEARCH_DISTANCE_HIT_H
#define TER_REGISTRY_SEARCH_DISTANCE_HIT_H

#include "base/memory.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"
#include "near/near.h"

/* A located project in its current state, or a located facility that is only referred to. */
typedef struct ter_near_hit {
    const char *id; /* of the project, or of the facility */
    const char *name, *kind, *part;
    ter_state state;
    ter_basis basis;
    int year;
    ter_precision precision;
    double distance_m;     /* geodesic, to the nearest point of the geometry; 0 inside a polygon */
    ter_position position; /* that nearest point */
    char *texts;           /* holds the above */
} ter_near_hit;

typedef TER_ARRAY(ter_near_hit) ter_near_hits;

/* Adds a copy of what an index or a window gave. */
void ter_near_hits_add(ter_near_hits *hits, const ter_near_found *row);
/* Frees the hits and their texts. */
void ter_near_hits_release(ter_near_hits *hits);

/* By distance, then id; for qsort. */
int ter_near_hit_compare(const void *a, const void *b);

#endif
