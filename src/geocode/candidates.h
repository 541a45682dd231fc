/* The geocoder's inside: candidates (the toponyms that have a name, ranked, with what speaks against them) and areas.
 * Inside the room only. */
#ifndef TER_GEOCODE_CANDIDATES_H
#define TER_GEOCODE_CANDIDATES_H

#include "base/memory.h"
#include "gazetteer/gazetteer.h"
#include "geocode/calibration.h"
#include "geocode/geocode_query.h"

/* A name of a subdistrict or township, in the forms that names of places begin with. */
typedef struct ter_town_name {
    char *text;
    const ter_gazetteer *gazetteer;
    size_t position;
} ter_town_name;

/* The ground of an area, once asked for: its outline, or the outlines of what it consists of. */
typedef struct ter_area_ground {
    char *name;
    TER_ARRAY(ter_geometry) outlines; /* none: not known */
    double accuracy_m;
} ter_area_ground;

struct ter_geocoder {
    ter_gazetteer **gazetteers;
    size_t count;
    TER_ARRAY(ter_town_name) areas;
    TER_ARRAY(ter_area_ground) grounds;
    ter_calibration calibration;
};

enum { TER_MOST_MORE = 8 };

typedef struct ter_candidate {
    const ter_gazetteer *gazetteer;
    size_t position;
    const ter_toponym *toponym;
    ter_match match;
    double score;               /* how likely it is what was meant, see calibration.h; 0 with `against` */
    const char *against;        /* static; why it may not be chosen; NULL when it may */
    const char *how;            /* static; which name matched how: a rule of the calibration */
    bool suggested;             /* similar, but not a match: never chosen */
    uint32_t bears;             /* of an inexact match: which name it bears, as a hash */
    size_t more[TER_MOST_MORE]; /* positions of further parts of the same line, see namesakes.h */
    size_t more_count;
    double rank; /* orders candidates, 0 to 1: the surer name first, then what lies in the area asked for */
} ter_candidate;

typedef TER_ARRAY(ter_candidate) ter_candidate_list;

#define TER_ANY_LINE "|" /* as the kind asked for: any kind of lines */

/* What is asked for. `kind` and `area` "" for any. */
typedef struct ter_asked {
    ter_str name;
    const char *kind, *area;
} ter_asked;

/* Whether a toponym of this kind may answer where `wanted` is asked for. */
bool ter_candidates_kind_fits(const char *wanted, const char *kind);

/* All toponyms of this name, best first, those that may not be chosen last. */
ter_status ter_candidates_find(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out, ter_error *err);

/* Whether a line that may be chosen has this very name. */
bool ter_candidates_line_known(ter_geocoder *g, ter_str name, const char *area);

/* As ter_candidates_find, and where nothing has the name: its numbers written otherwise and its short forms, then other
 * endings, then look-alikes, then one character more or less, then pinyin. The first step that finds something ends it;
 * from the endings on all that is found must bear one name. A name that exists, but elsewhere, ends it too. What is
 * merely similar is `suggested`. */
ter_status ter_candidates_find_inexact(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out,
                                       ter_error *err);

/* Sets what speaks against a candidate by its kind and area, and so its rank and score. */
void ter_candidates_weigh(ter_geocoder *g, const ter_asked *asked, ter_candidate *c);
/* Best first, those that may not be chosen last. */
void ter_candidates_sort(ter_candidate_list *list);

/* The ground of an area: its outline if there is one; else what it consists of; else its extent; no outlines when
 * nothing of it is known. The geocoder's; valid until the next call. */
const ter_area_ground *ter_area_ground_of(ter_geocoder *g, const char *name);

/* Whether `inner` is `outer` or lies in it, by the gazetteers' own parents. */
bool ter_area_lies_in(const ter_geocoder *g, const char *inner, const char *outer);
/* Whether the toponym is known to lie outside the area. */
bool ter_area_excludes(ter_geocoder *g, const ter_candidate *c, const char *area);
/* Whether the position is known to lie outside the area, farther than the accuracy of its outline. */
bool ter_area_excludes_position(ter_geocoder *g, ter_position p, const char *area);
/* Whether the gazetteers know this name, with or without its unit, as an area's. */
bool ter_area_known(const ter_geocoder *g, ter_str name);

/* Whether they are two places: lines and sites more than 500 m apart, institutions of two areas at any distance. */
bool ter_candidates_differ(const ter_candidate *a, const ter_candidate *b);
/* Whether they lie more than 2 km apart. */
bool ter_candidates_apart(const ter_candidate *a, const ter_candidate *b);
/* Whether nothing speaks for the one more than for the other. */
bool ter_candidates_equal(const ter_candidate *a, const ter_candidate *b);

typedef enum ter_choice { TER_CHOICE_NONE, TER_CHOICE_ONE, TER_CHOICE_AMBIGUOUS } ter_choice;

/* Whether the first of the list stands out: AMBIGUOUS when as good a one is another place. */
ter_choice ter_candidates_choose(const ter_candidate_list *list);

/* Loads the geometry of a candidate with its further parts. Caller releases. */
ter_status ter_candidate_geometry(const ter_candidate *c, ter_geometry *out, ter_error *err);

/* How sure a name found with this score is, as a share of an official name's: 1 for one, less for a guess. */
double ter_candidate_share(const ter_geocoder *g, double score);

/* The accuracy that its source states; else 250 for a point, 100 for lines and areas. */
double ter_candidate_accuracy_m(const ter_candidate *c);

#endif
