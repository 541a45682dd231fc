/* What the table of China's areas says of a name, beside what the gazetteers know. Inside the room only. */
#ifndef TER_GEOCODE_AREA_NAMES_H
#define TER_GEOCODE_AREA_NAMES_H

#include "areas/area_table.h"
#include "geocode/candidates.h"

/* The area of the gazetteers that this text names, or that the area lies in which it names (锦江区 where only 成都市 is
 * known). Appends its name; false when there is none. */
bool ter_area_covering(const ter_geocoder *g, ter_str text, ter_buf *out);

/* Whether the whole text is the name, with or without its unit, of an area of this level or above. */
bool ter_is_area_name(ter_str text, ter_area_level least);

/* How many bytes at the beginning are the name, without its unit, of a province, city or county; *with_unit: of those
 * the name and unit. 0 when there is none. */
size_t ter_begins_with_area(ter_str text, const char **unit, size_t *with_unit);

#endif
