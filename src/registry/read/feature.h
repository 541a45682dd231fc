/* Projects and facilities as rows for layers. */
#ifndef TER_REGISTRY_READ_FEATURE_H
#define TER_REGISTRY_READ_FEATURE_H

#include "registry/file/handle.h"
#include "registry/read/feature_record.h"
#include "registry/read/filter.h"

/* Calls `fn` for each project in its current state, and each facility that is only referred to; ordered by kind,
 * name, part, id. `as_of` is not looked at. */
ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The same for what has no geometry, the facility most mentioned first; `reason` says why. */
ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The newest document's date ("2026-03-25", "" when none is dated), so that outputs carry no clock time; borrowed. */
const char *ter_registry_newest_date(ter_registry *r);

/* Attribution lines ("© OpenStreetMap contributors, ODbL-1.0"), each source once, sorted. */
typedef void (*ter_registry_source_fn)(const char *source, const char *licence, const char *date, void *context);
ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err);

#endif
