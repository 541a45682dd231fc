/* What lies outside the gazetteers' coverage, by area. */
#include "registry/read/outside.h"

#include "registry/file/context.h"
#include "registry/sql/facility.sql.h"

ter_status ter_registry_each_outside(ter_registry *r, ter_registry_outside_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_outside, "");
    while (ter_query_next(&q)) {
        ter_registry_outside row = {.area = ter_query_text(&q, COL_OUTSIDE_AREA),
                                    .documents = (size_t)ter_query_int(&q, COL_OUTSIDE_DOCUMENTS),
                                    .facilities = (size_t)ter_query_int(&q, COL_OUTSIDE_FACILITIES)};
        fn(&row, context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_authority(ter_registry *r, ter_registry_authority_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_authorities, "");
    while (ter_query_next(&q)) fn(ter_query_text(&q, TER_ONLY), context);
    return ter_query_end(&q, err);
}
