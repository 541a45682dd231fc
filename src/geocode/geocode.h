/* Geocoding: the choice of a geometry for a name, with match, precision, uncertainty in metres, score and reason.
 * Nothing is invented: a name the gazetteers lack gets no geometry, and says why. */
#ifndef TER_GEOCODE_GEOCODE_H
#define TER_GEOCODE_GEOCODE_H

#include "base/vocabulary.h"
#include "gazetteer/gazetteer.h"

typedef struct ter_geocode_query {
    const char *name; /* the full proper name, or a junction or section expression */
    const char *kind; /* "" or NULL: any */
    const char *part; /* phase, section or campus; "" or NULL: the whole */
    const char *area; /* the issuing authority's area or one named in the text; "" or NULL: unknown */
} ter_geocode_query;

typedef struct ter_geocode_candidate {
    char *key, *name, *kind, *area; /* of the toponym */
    ter_match match;
    double score; /* 0 to 1 */
    ter_position point;
    char *reason;
} ter_geocode_candidate;

/* match NONE: no geometry, precision NONE, and the reason says why. */
typedef struct ter_place {
    ter_match match;
    ter_precision precision;
    double uncertainty_m; /* 0 with precision NONE */
    double score;
    char *key, *name, *kind, *area; /* of the toponym chosen; NULL when none */
    char *reason;
    char *source, *licence, *date; /* of the geometry; NULL when none */
    char *datum;                   /* of the source before it became WGS 84 */
    ter_position point;
    ter_geometry geometry;
    ter_geocode_candidate *candidates; /* the next best, best first */
    size_t candidate_count;
} ter_place;

typedef struct ter_geocoder ter_geocoder;

/* Over several gazetteers, asked in order; they must outlive the geocoder. Caller frees. */
ter_status ter_geocoder_new(ter_gazetteer *const *gazetteers, size_t count, ter_geocoder **out, ter_error *err);
void ter_geocoder_free(ter_geocoder *g);

/* Answers one query; "nothing found" is TER_OK with match NONE. Caller releases `out`. */
ter_status ter_geocoder_find(ter_geocoder *g, const ter_geocode_query *query, ter_place *out, ter_error *err);
void ter_place_release(ter_place *p);

#endif
