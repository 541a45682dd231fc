/* Roads and waterways that the gazetteers lack: what their ends, or the areas they are said to lie in, say about where
 * they are. No line is invented: the answer is an area that holds all courses that fit what is said. Inside the room
 * only. */
#ifndef TER_GEOCODE_EXTENT_H
#define TER_GEOCODE_EXTENT_H

#include "geocode/place.h"

/* A share of the straight line that a road of unknown length is taken to be longer, and the most that is believed of a
 * stated length: of Beijing's main roads nine in ten lie below. */
extern const double ter_road_bend, ter_road_bend_most;

/* From the ends that `words` names ("A路至B路", "西起A路，东至B路"). Match EXTENT and precision EXTENT with both ends
 * known; match EXTENT and precision AREA with one. Leaves `p` as it is when the words name no ends, or none is known.
 */
ter_status ter_place_extent(ter_geocoder *g, const ter_geocode_query *query, ter_str name, ter_str words, ter_place *p,
                            ter_error *err);

/* From the areas that `words` names ("B段", "(B段)和C段", "B院区"): match AREA, their ground. Leaves `p` as it is when
 * one of them is not known. */
ter_status ter_place_areas(ter_geocoder *g, ter_str name, ter_str words, ter_place *p, ter_error *err);

#endif
