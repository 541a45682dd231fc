/* Votes for areas: how much of what a document says speaks for each, and for what lies in it. */
#ifndef TER_AREAS_AREA_TALLY_H
#define TER_AREAS_AREA_TALLY_H

#include "areas/area_mentions.h"

enum { TER_TALLY_SLOTS = 2048 };

typedef struct ter_area_votes {
    ter_area_id area;
    double own;   /* that name the area itself */
    double under; /* that name it or an area in it */
} ter_area_votes;

/* Start it zeroed. Areas that no longer fit are left out. */
typedef struct ter_area_tally {
    ter_area_votes slots[TER_TALLY_SLOTS];
    uint16_t used[TER_TALLY_SLOTS];
    size_t count;
    double all;
} ter_area_tally;

/* The area's votes; a zero row when it has none. */
ter_area_votes ter_tally_votes(const ter_area_tally *t, ter_area_id area);
/* For the area and all around it. */
void ter_tally_add(ter_area_tally *t, ter_area_id area, double votes);
/* The i-th area that has votes, in the order in which they came; i < t->count. */
ter_area_votes ter_tally_at(const ter_area_tally *t, size_t i);

/* Which of a mention's areas is meant, by the votes for what lies around, in and at them; the outermost of equals.
 * TER_AREA_NONE when two that do not contain each other have (nearly) the same. `sure` is the winner's part of the
 * votes for it and the next one: 0.5 for a tie, 1 when there is no other. */
ter_area_id ter_tally_choose(const ter_area_tally *t, const ter_area_mention *mention, double *sure);

#endif
