/* Geocoding: the choice of a geometry for a name, with match, precision, uncertainty in metres, score and reason.
 * Nothing is invented: a name the gazetteers lack gets no geometry, and says why. */
#ifndef TER_GEOCODE_GEOCODE_H
#define TER_GEOCODE_GEOCODE_H

#include "base/vocabulary.h"
#include "gazetteer/gazetteer.h"

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
 *              + gap / 2
 *   SECTION    u = max(a, a of the ends) + gap to the ends, of the stretch of a line; inside an area the area's a
 *   PART_OF    u = a + d, the whole standing for a part of it; at least 500 for a point, 5 km for a campus
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

typedef struct ter_geocoder ter_geocoder;

/* Over several gazetteers, asked in order; they must outlive the geocoder. Caller frees. */
ter_status ter_geocoder_new(ter_gazetteer *const *gazetteers, size_t count, ter_geocoder **out, ter_error *err);
/* Frees it; the gazetteers stay open. NULL is allowed. */
void ter_geocoder_free(ter_geocoder *g);

/* Answers one query; "nothing found" is TER_OK with match NONE. Names are taken as they are, or apart:
 *
 * - A路与B路交叉口: where the two meet (also 交口, 路口, 交汇处, A路/B路), or their interchange; uncertainty: accuracy,
 *   spread of the points in which they meet, half the gap between them.
 * - X河（A路至B路段）: the stretch of X between A and B; also as name and part.
 * - X河朝阳段: the stretch inside an area of the gazetteer; the area where the line does not reach it.
 * - X河A路以下段: downstream of A as the line is digitised (OpenStreetMap draws waterways downstream), with 0.9 of the
 *   river's score; also 以上, 上游, 下游. PART_OF for roads and where the pieces contradict. X路A路以东段, also 以西,
 *   以南, 以北.
 * - X河(B段)和C段: both stretches.
 * - A路以东、B路以南地块: what of the area asked for lies on those sides. Beyond its ends a line runs on due north and
 *   south (for 以南 and 以北 east and west), over its gaps straight; of several carriageways the outermost bounds.
 *   Refused where the line does not come into those latitudes, or runs more than twice as far across them as along.
 *   Several outlines of an area count as their hull.
 * - 五环外, 五环以内, 四环与五环之间: the same outside or inside a ring, whose lines may leave 30 degrees open at most;
 *   东五环外 is east of that side.
 * - Y路（A路至B路）: an extent, where Y路 is not known.
 * - A学校B校区, X公园二期: a part of A or X where the gazetteer has only the whole.
 * - 县人民医院, 市第一中学: 云岭县人民医院 where the area is 云岭县; see ter_geocoder_full_name.
 * - 东坝中心公园: in 东坝乡, where the name begins with that of a subdistrict and nothing else is known.
 *
 * Candidates outside query->area are refused when both areas are known. Caller releases `out`. */
ter_status ter_geocoder_find(ter_geocoder *g, const ter_geocode_query *query, ter_place *out, ter_error *err);
/* Frees what a place holds. */
void ter_place_release(ter_place *p);

/* A name as its own area's texts write it, in full: 县人民医院 of 云岭县 is 云岭县人民医院, and 市第一中学 that of the
 * city which 云岭县 lies in. Appends; false, and nothing appended, when the name does not begin with the unit of a
 * known area.
 */
bool ter_geocoder_full_name(const ter_geocoder *g, const char *name, const char *area, ter_buf *out);

#endif
