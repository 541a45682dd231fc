/* Relations of lines: where two meet, the course between two places on one, the stretch of one inside an area. */
#ifndef TER_GEO_LINES_H
#define TER_GEO_LINES_H

#include "geo/geometry.h"

typedef struct ter_meeting {
    ter_position at; /* on the first line */
    double gap_m;    /* to the second one; 0 where they cross */
} ter_meeting;

/* Where `line` crosses or comes within `within_m` metres of `other` (any geometry; of a polygon its rings). Places less
 * than `apart_m` from a nearer one are left out. Nearest first, at most `most`. Returns how many. */
size_t ter_line_meetings(const ter_geometry *line, const ter_geometry *other, double within_m, double apart_m,
                         ter_meeting *out, size_t most);

/* Ends of parts of one line that lie within so many metres are connected: digitised one by one, they seldom meet
 * exactly. */
#define TER_JOINT_M 60.0

/* The shortest course along `line` between its points nearest to `from` and `to`; parts whose ends lie within
 * TER_JOINT_M are taken as connected. It runs as the line is digitised, whichever place is named first. False (and
 * `out` empty) when there is none or it has no length. Caller releases `out`. */
bool ter_line_between(const ter_geometry *line, ter_position from, ter_position to, ter_geometry *out);

/* What of `line` lies inside `area` (polygons). False (and `out` empty) when nothing does. Caller releases `out`. */
bool ter_line_inside(const ter_geometry *line, const ter_geometry *area, ter_geometry *out);

#endif
