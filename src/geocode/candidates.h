/* Candidates: the toponyms that have a name, ranked, with what speaks against them. Inside the room only. */
#ifndef TER_GEOCODE_CANDIDATES_H
#define TER_GEOCODE_CANDIDATES_H

#include "base/memory.h"
#include "geocode/geocode.h"

/* A name of a subdistrict or township, in the forms that names of places begin with. */
typedef struct ter_area_name {
    char *text;
    const ter_gazetteer *gazetteer;
    size_t position;
} ter_area_name;

struct ter_geocoder {
    ter_gazetteer **gazetteers;
    size_t count;
    TER_ARRAY(ter_area_name) areas;
};

typedef struct ter_candidate {
    const ter_gazetteer *gazetteer;
    size_t position;
    const ter_toponym *toponym;
    ter_match match;
    double score;
    const char *against; /* static; why it may not be chosen; NULL when it may */
    const char *how;     /* static; which name matched how */
} ter_candidate;

typedef TER_ARRAY(ter_candidate) ter_candidate_list;

/* All toponyms named `name`, best first, those that may not be chosen last. `kind` and `area` "" for any; the kind "|"
 * stands for road or waterway. */
ter_status ter_candidates_find(const ter_geocoder *g, ter_str name, const char *kind, const char *area,
                               ter_candidate_list *out, ter_error *err);

typedef enum ter_choice { TER_CHOICE_NONE, TER_CHOICE_ONE, TER_CHOICE_AMBIGUOUS } ter_choice;

/* Whether the first of the list stands out: AMBIGUOUS when as good a one lies more than 2 km away. */
ter_choice ter_candidates_choose(const ter_candidate_list *list);

/* Loads the geometry of a candidate. Caller releases. */
ter_status ter_candidate_geometry(const ter_candidate *c, ter_geometry *out, ter_error *err);

double ter_candidate_accuracy_m(const ter_candidate *c); /* stated, or 100 */

#endif
