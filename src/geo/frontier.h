/* Frontiers: a line taken as the border of the ground on one side of it, and polygons cut along it. */
#ifndef TER_GEO_FRONTIER_H
#define TER_GEO_FRONTIER_H

#include "base/memory.h"
#include "geo/plane.h"
#include "geo/sides.h"

/* Start it zeroed, end it with release. In a plane around `here` the frontier is t as a function of s, of which there
 * are samples: across a line t is metres toward the side kept and s metres along the compass; of a ring t is the radius
 * and s the angle. */
typedef struct ter_frontier {
    plane here;
    ter_line_side side; /* of a line: EAST to NORTH; what is kept */
    bool ring, outside; /* of a ring: what is kept */
    double s_first, s_step;
    TER_ARRAY(double) t;
} ter_frontier;

/* What lies on `side` (EAST to NORTH) of all of `line`, over the ground of the box `over`. Where the line has a gap its
 * frontier is straight; beyond its ends it runs on north and south (or east and west, for SOUTH and NORTH). False when
 * the line does not come into those latitudes (longitudes), or runs so much across them that it has no such side. */
bool ter_frontier_along(const ter_geometry *line, ter_line_side side, ter_bbox over, ter_frontier *out);

/* What lies outside (or inside) the outermost of a ring's lines, seen from the middle of their box. False when they do
 * not go around it: over 30 degrees are open. Gaps smaller than that are bridged. */
bool ter_frontier_around(const ter_geometry *ring, bool outside, ter_frontier *out);

/* Frees the samples and zeroes the struct. */
void ter_frontier_release(ter_frontier *f);

/* Whether a position is on the side kept. */
bool ter_frontier_keeps(const ter_frontier *f, ter_position p);

/* What of the polygons is on the side kept; one whose rings cross each other is kept whole. False (and `out` empty)
 * when nothing is. Edges are followed in steps of the frontier's samples (25 m; a quarter of a degree around a ring),
 * and so is the frontier. Caller releases `out`. */
bool ter_polygon_cut(const ter_geometry *polygon, const ter_frontier *f, ter_geometry *out);

#endif
