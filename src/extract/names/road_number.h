/* Roads whose name is their number: G207, S311线, 国道104. */
#ifndef TER_EXTRACT_NAMES_ROAD_NUMBER_H
#define TER_EXTRACT_NAMES_ROAD_NUMBER_H

#include "extract/names/found_name.h"
#include "extract/names/name_token.h"

/* Is token `last` the last of such a name? The name without its part, and not looked up among the known names. */
bool ter_road_number_at(const ter_name_finder *f, uint32_t last, ter_found_name *out);

#endif
