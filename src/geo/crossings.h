/* Where two lines cross as a person would say it: the four points at which two dual carriageways meet are one crossing,
 * a bridge that breaks a line does not part it, and an end that stops just short of the other line reaches it. */
#ifndef TER_GEO_CROSSINGS_H
#define TER_GEO_CROSSINGS_H

#include "geo/geometry.h"

typedef enum ter_crossing_type {                       /* the surest first */
                                 TER_CROSSING_THROUGH, /* both go on beyond it, level or one above the other */
                                 TER_CROSSING_BROKEN,  /* one has a gap there whose ends face each other, and the other
                                                          passes through it */
                                 TER_CROSSING_TOUCH,   /* one ends on the other */
                                 TER_CROSSING_SHORT,   /* an end of one runs toward the other and stops short of it */
} ter_crossing_type;

typedef struct ter_crossing {
    ter_crossing_type type;
    ter_position at;   /* amid the points */
    size_t points;     /* in which the lines meet, those nearer than 5 m counted once */
    double spread_m;   /* from `at` to the farthest of them */
    ter_position from; /* SHORT: the end nearest to the other line */
    double gap_m;      /* SHORT: from the end to the other line; BROKEN: the length of the gap; else 0 */
} ter_crossing;

/* Meetings within so many metres of each other are one place: no interchange is larger. */
#define TER_CROSSING_SIZE_M 300.0

/* The crossings of two lines; surest first, then by position, at most `most`. Points within TER_CROSSING_SIZE_M of each
 * other are one crossing; what is less sure counts only if it lies more than 1500 m from what is surer (slip roads bear
 * the names of their roads), and SHORT, of a gap up to `short_m`, only if there is nothing else. Returns how many. */
size_t ter_line_crossings(const ter_geometry *a, const ter_geometry *b, double short_m, ter_crossing *out, size_t most);

#endif
