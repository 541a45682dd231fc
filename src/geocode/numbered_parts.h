/* Roads that maps know by their numbered parts only: 二环路 as 二环路北四段, 二环路东一段 … Inside the room only. */
#ifndef TER_GEOCODE_NUMBERED_PARTS_H
#define TER_GEOCODE_NUMBERED_PARTS_H

#include "geocode/candidates.h"

/* The lines of the first gazetteer that has any whose names are this road's and a numbered part (北四段, 一段); those
 * that may be chosen. Appends. */
ter_status ter_numbered_parts_find(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out, ter_error *err);

#endif
