/* One side of a junction: the lines that a name stands for. Inside the room only. */
#ifndef TER_GEOCODE_SIDE_H
#define TER_GEOCODE_SIDE_H

#include "geocode/candidates.h"

typedef struct ter_side_line {
    const ter_candidate *candidate;
    ter_geometry line;
} ter_side_line;

typedef struct ter_side {
    ter_candidate_list list;
    TER_ARRAY(ter_side_line) lines;
    bool parts; /* the lines together are the one thing named: 东四环 is 东四环北路, 中路 and 南路 */
} ter_side;

/* The lines of this name, wherever they lie; where none has it, the parts that bear it (parts of a ring,
 * or those of X东路, X中路, X西路 or X北路, X中路, X南路 that lie in a row, for X路); else those of a name like it;
 * 辅路, 内环 and their like are left off. None is TER_OK with no lines. Caller releases. */
ter_status ter_side_find(ter_geocoder *g, ter_str name, const char *area, ter_side *out, ter_error *err);

/* Of a ring's name (东五环, 东四环北路): the other parts of that ring, for sources do not agree where one ends and the
 * next begins, nor whether a side has a name of its own. No lines for other names. Caller releases. */
ter_status ter_side_find_ring(ter_geocoder *g, ter_str name, const char *area, ter_side *out, ter_error *err);

/* Where the ring's name ends in "东四环北路" (behind 环), its side of the compass ("" for none) and its number; 0 when
 * it is not a ring's. */
size_t ter_ring_length(ter_str name, ter_str *side, ter_str *number);

/* Frees the candidates and lines. */
void ter_side_release(ter_side *s);

#endif
