/* Counts of what a registry holds, and the program that made it. */
#include "registry/read/counts.h"

#include "registry/file/context.h"
#include "registry/sql/facility.sql.h"
#include "registry/sql/schema.sql.h"

#include <string.h>

ter_status ter_registry_counts(ter_registry *r, ter_count_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_counts, "");
    while (ter_query_next(&q))
        fn(ter_query_text(&q, COL_COUNT_SECTION), ter_query_text(&q, COL_COUNT_WORD),
           ter_query_int(&q, COL_COUNT_COUNT), context);
    return ter_query_end(&q, err);
}

const char *ter_registry_made_by(ter_registry *r, char out[64]) {
    out[0] = 0;
    ter_query q = ter_store_query(&r->store, ter_sql_made_by, "");
    if (ter_query_next(&q)) strncat(out, ter_query_text(&q, TER_ONLY), 63);
    ter_query_end(&q, NULL);
    return out;
}

ter_status ter_registry_each_kind(ter_registry *r, ter_word_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_kinds, "");
    while (ter_query_next(&q)) fn(ter_query_text(&q, TER_ONLY), context);
    return ter_query_end(&q, err);
}

bool ter_registry_has_kind(ter_registry *r, const char *kind) {
    ter_query q = ter_store_query(&r->store, ter_sql_kind_exists, "s", kind);
    bool has = ter_query_next(&q);
    ter_query_end(&q, NULL);
    return has;
}
