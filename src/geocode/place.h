/* Filling a ter_place. Inside the room only. */
#ifndef TER_GEOCODE_PLACE_H
#define TER_GEOCODE_PLACE_H

#include "geocode/candidates.h"
#include "geocode/expression.h"

/* Toponym, provenance and match of the candidate chosen; geometry, precision and uncertainty are the caller's to set.
 */
void ter_place_fill(ter_place *p, const ter_candidate *c);
/* Sets why; printf's format. */
void ter_place_set_reason(ter_place *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds to why, behind a semicolon; printf's format. */
void ter_place_add_reason(ter_place *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Takes what `g` holds. */
void ter_place_set_geometry(ter_place *p, ter_geometry *g);
/* The list's candidates from `from` on, at most five. */
void ter_place_add_candidates(ter_place *p, const ter_candidate_list *list, size_t from);

/* Takes what `c` holds; past the fifth it is dropped. */
void ter_place_add_candidate(ter_place *p, ter_geocode_candidate *c);

/* Half the diagonal of the extent, in metres. */
double ter_geometry_half_diagonal_m(const ter_geometry *g);

/* Fills `p` with the whole toponym `c`. */
ter_status ter_place_whole(ter_place *p, const ter_candidate *c, ter_error *err);
/* Fills `p` with the part of `c` that the words say; the whole with PART_OF when it cannot be cut out. */
ter_status ter_place_part(ter_geocoder *g, const ter_geocode_query *query, const ter_candidate *c, ter_str part,
                          ter_place *p, ter_error *err);
/* Where the two roads or waterways meet that the name says; match NONE with the reason when they do not or cannot be
 * found. *answered: the name is a junction's. If not, `p` stays as it was. */
ter_status ter_place_junction(ter_geocoder *g, const ter_geocode_query *query, ter_str name, ter_place *p,
                              bool *answered, ter_error *err);

/* Whether the name is an address: a road and a house number ("建国路93号院2号楼"). */
bool ter_is_address(ter_str name);
/* Where that house is: at its number where the gazetteers have it (EXACT), between known numbers of its side, else the
 * whole road (both PART_OF). *answered: it is an address, on a road that is known. If not, `p` has at most a reason. */
ter_status ter_place_address(ter_geocoder *g, const char *area, ter_str name, ter_place *p, bool *answered,
                             ter_error *err);

#endif
