/* Rows of features, whichever query gives them. Inside the room only. */
#ifndef TER_REGISTRY_READ_FEATURE_ROW_H
#define TER_REGISTRY_READ_FEATURE_ROW_H

#include "registry/file/store.h"
#include "registry/read/feature_record.h"
#include "registry/read/filter.h"

/* Calls `fn` for each row that the filter selects, and ends the query. Its columns are those of the row `feature` in
 * sql/feature.sql; `current`: with those that only the current state has. */
ter_status ter_feature_each_row(ter_query *q, bool current, const ter_registry_filter *filter,
                                ter_registry_feature_fn fn, void *context, ter_error *err);

#endif
