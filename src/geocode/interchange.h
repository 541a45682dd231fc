/* Interchanges: bridges, roundabouts and their like, which bear names of their own and so part the roads that they
 * join. Inside the room only. */
#ifndef TER_GEOCODE_INTERCHANGE_H
#define TER_GEOCODE_INTERCHANGE_H

#include "geocode/candidates.h"

typedef struct ter_interchange {
    const ter_toponym *toponym; /* NULL: none */
    ter_position at;
    double spread_m; /* how far from `at` the ends of the roads lie */
} ter_interchange;

/* The interchanges of the gazetteers that join two lines which do not meet themselves but come within 300 m of each
 * other; at most `most`, *count says how many. */
ter_status ter_interchange_find(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_interchange *out,
                                size_t most, size_t *count, ter_error *err);

/* The bridge or interchange with a name of its own at which both lines lie (one of them may end up to 300 m short of
 * it), nearest to `place` and not farther than `reach_m` from it: its middle is where people say that the two meet.
 * out->toponym is NULL when there is none. */
ter_status ter_interchange_named(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_position place,
                                 double reach_m, ter_interchange *out, ter_error *err);

/* The bridges with a name of their own at which two lines that do not meet come within 300 m of each other: a road
 * below a ring that bears its name only up to the bridge. As ter_interchange_find. */
ter_status ter_interchange_bridges(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_interchange *out,
                                   size_t most, size_t *count, ter_error *err);

/* Whether an end of `own` at `end` hangs free: of the roads of the gazetteers none but `own`, `other` and interchanges
 * comes within 20 m of it. Such an end goes on without a name, most likely to the road it runs toward. */
ter_status ter_interchange_end_free(ter_geocoder *g, ter_position end, const ter_toponym *own, const ter_toponym *other,
                                    bool *out, ter_error *err);

#endif
