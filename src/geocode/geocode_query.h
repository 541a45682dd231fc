/* A question to the geocoder and its answer: what is asked, the place found, and the next best. */
#ifndef TER_GEOCODE_GEOCODE_QUERY_H
#define TER_GEOCODE_GEOCODE_QUERY_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"

typedef struct ter_geocoder ter_geocoder; /* geocode.h */

/* A place that the text names together with the one asked for, and whose position is sure. */
typedef struct ter_geocode_near {
    ter_position at;
    double weight; /* the more, the closer it stands to the name asked for; 0 or less: not counted */
} ter_geocode_near;

typedef struct ter_geocode_query {
    const char *name;   /* the full proper name, or a junction or section expression */
    const char *kind;   /* "" or NULL: any */
    const char *part;   /* phase, section or campus; "" or NULL: the whole */
    const char *area;   /* the issuing authority's area or one named in the text; "" or NULL: unknown */
    const char *extent; /* the ends of a road, as the text words them ("西起A路，东至B路"); "" or NULL: not said */
    double length_m;    /* as the text states it; 0: not said */

    /* In any order; none is fine. Of namesakes that are as good and lie over 2 km apart the one is chosen that lies
     * within 15 km of these (the weighted median of the distances), if all others lie over 3 times as far, and over
     * 20 km from every one of these: by those of the greatest weight alone, and if they do not settle it by all. Its
     * score is 0.9 of its own. Guesses (match NGRAM) over 20 km from every one of these are refused. They never make a
     * match, and never overrule the area. */
    const ter_geocode_near *near;
    size_t near_count;
} ter_geocode_query;

typedef struct ter_geocode_candidate {
    char *key, *name, *kind, *area; /* of the toponym */
    ter_match match;
    ter_precision precision;
    double uncertainty_m;
    double score; /* as in ter_place; 0 when something speaks against it */
    ter_position point;
    char *reason;
} ter_geocode_candidate;

/* match NONE: no geometry, precision NONE, and the reason says why.
 *
 * Precision and uncertainty u, in metres; a is the accuracy that the toponym's source states, where it states none 250
 * for a point (of a site) and 100 for a line or area; d is half the diagonal of the geometry's extent:
 *   EXACT      u = a, the toponym's own geometry; of a junction u = max(a, a of the other) + spread of its crossings
 *              + gap / 2; of a line that is cut at the edge of an extract, or known by its numbered parts only, at
 *              least d
 *   SECTION    u = max(a, a of the ends) + gap to the ends, of the stretch of a line; inside an area the area's a
 *   PART_OF    u = a + d, the whole standing for a part of it; at least 500 for a point; for a campus 10 km, as
 *              far as nine in ten lie from another one
 *   AREA, DISTRICT  u = a + d, the extent of an administrative area; of a region bounded by lines a is the greatest of
 *              theirs and the area's, d half the diagonal of what is left of the area
 *
 * The score is a probability, measured: p of the rule by which the name was found, as calibration.tsv has it; for what
 * is constructed (junction, section, part) p of the construction × (least p of the toponyms used / p of an official
 * name). `tools/bench calibration` measures how well it holds on cases that the table was not made from. */
typedef struct ter_place {
    ter_match match;
    bool ambiguous; /* NONE: several places far apart bear the name, and nothing says which is meant */
    ter_precision precision;
    double uncertainty_m; /* 0 with precision NONE */
    double score;         /* 0 to 1: of answers with 0.9 nine in ten are the place meant */
    /* Of the toponym chosen; NULL when none. `key` is NULL too where the toponym is not the place itself but what it
     * lies in or at (an area, a junction, the school of a campus): facilities must not be joined by it. */
    char *key, *name, *kind, *area;
    char *reason;
    char *source, *licence, *date; /* of the geometry; NULL when none */
    char *datum;                   /* of the source before it became WGS 84 */
    ter_position point;
    ter_geometry geometry;
    double length_m;                   /* EXTENT: as the text states it, not measured; 0: not stated */
    ter_geocode_candidate *candidates; /* the next best, best first */
    size_t candidate_count;
} ter_place;

/* Frees what a place holds. */
void ter_place_release(ter_place *p);

#endif
