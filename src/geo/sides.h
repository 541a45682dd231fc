/* What of a line lies beyond a place on it: down or up the stream, or on one side of the compass. */
#ifndef TER_GEO_SIDES_H
#define TER_GEO_SIDES_H

#include "geo/geometry.h"

typedef enum ter_line_side {
    TER_SIDE_DOWNSTREAM, /* as the line is digitised */
    TER_SIDE_UPSTREAM,
    TER_SIDE_EAST,
    TER_SIDE_WEST,
    TER_SIDE_SOUTH,
    TER_SIDE_NORTH,
} ter_line_side;

/* Whether the parts of a line agree in direction: where two meet, one ends and the other begins more often than not. A
 * line of one part has nothing that could disagree. */
bool ter_line_flows(const ter_geometry *line);

/* What of `line` is reached from its point nearest to `from` in the direction in which its parts are digitised
 * (UPSTREAM: against it). A part goes on where another begins or passes within 60 m of its end, or begins within 300 m
 * of it. False (and `out` empty) when nothing is. Caller releases `out`. */
bool ter_line_beyond(const ter_geometry *line, ter_position from, bool upstream, ter_geometry *out);

/* Cuts `line` at its points nearest to each of `cuts` (`count` > 0) and gives the pieces that lie, by the mean of their
 * length, on `side` (EAST to NORTH) of the cut nearest to that mean. False (and `out` empty) when none does. Caller
 * releases `out`. */
bool ter_line_on_side(const ter_geometry *line, const ter_position *cuts, size_t count, ter_line_side side,
                      ter_geometry *out);

#endif
