/* What lies in an area or along a line. */
#ifndef TER_REGISTRY_SEARCH_BY_AREA_H
#define TER_REGISTRY_SEARCH_BY_AREA_H

#include "base/error.h"
#include "registry/file/handle.h"
#include "registry/read/feature.h"
#include "registry/search/distance_hit.h"

/* What meets an area (a polygon), by kind, name, part, id; position is a point on or in it, distance 0. The same rows
 * and filter as ter_registry_near. Caller releases. */
ter_status ter_registry_within(ter_registry *r, const ter_geometry *area, const ter_registry_filter *filter,
                               ter_near_hits *out, ter_error *err);

/* What lies within so many geodesic metres of a line (any geometry), by distance, then id. The same rows and filter as
 * ter_registry_near. Caller releases. */
ter_status ter_registry_along(ter_registry *r, const ter_geometry *line, double distance_m,
                              const ter_registry_filter *filter, ter_near_hits *out, ter_error *err);

#endif
