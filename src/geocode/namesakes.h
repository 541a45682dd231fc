/* Several places of one name: one line in several parts, or several lines. Inside the room only. */
#ifndef TER_GEOCODE_NAMESAKES_H
#define TER_GEOCODE_NAMESAKES_H

#include "geocode/candidates.h"

/* Of the candidates at the head of the list that are as good as the first: lines of its kind and name that go on where
 * another ends, up to 5 km further, become parts of it (see ter_candidate) and leave the list. What lies beside it, or
 * as a road in another area, stays a candidate of its own. */
ter_status ter_namesakes_join(ter_candidate_list *list, ter_error *err);

#endif
