/* What else a text names says which of several places of one name it means. Inside the room only. */
#ifndef TER_GEOCODE_NEIGHBOURS_H
#define TER_GEOCODE_NEIGHBOURS_H

#include "geocode/candidates.h"

/* Of candidates that are as good and lie far apart, the first of the list and its equals, brings the one to the front
 * that the query's `near` lies by, and says so; geocode.h has the rule. *settled is false, and the list as it was, when
 * none is clearly nearer. */
ter_status ter_neighbours_settle(const ter_geocode_query *query, ter_candidate_list *list, bool *settled,
                                 ter_error *err);

/* Speaks against guesses (match NGRAM) that lie far from all that is `near`; against none when nothing is. */
ter_status ter_neighbours_refuse(const ter_geocode_query *query, ter_candidate_list *list, ter_error *err);

#endif
