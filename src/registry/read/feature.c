/* Projects and facilities in their current state. */
#include "registry/read/feature.h"

#include "registry/file/context.h"
#include "registry/read/feature_row.h"
#include "registry/sql/feature.sql.h"

#include <stdlib.h>
#include <string.h>

ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_feature_current, "");
    return ter_feature_each_row(&q, true, filter, fn, context, err);
}

ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_feature_missing, "");
    return ter_feature_each_row(&q, true, filter, fn, context, err);
}

const char *ter_registry_newest_date(ter_registry *r) {
    r->newest_date[0] = 0;
    ter_query q = ter_store_query(&r->store, ter_sql_newest_date, "");
    if (ter_query_next(&q)) strncpy(r->newest_date, ter_query_text(&q, TER_ONLY), sizeof r->newest_date - 1);
    ter_query_end(&q, NULL);
    return r->newest_date;
}

ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_sources, "");
    while (ter_query_next(&q))
        fn(ter_query_text(&q, COL_SOURCES_NAME), ter_query_text(&q, COL_SOURCES_LICENCE),
           ter_query_text(&q, COL_SOURCES_DATE), context);
    return ter_query_end(&q, err);
}
