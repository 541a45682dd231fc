/* Reading for layers: each project in each state of its history or as of a day, and facilities that are only referred
 * to.
 *
 * Which features there are, and in which order, is listed first, in a table of the connection's own: it is sorted
 * without quotes and shapes, which are long, and a caller that reads twice while the registry is held (an export)
 * lists once. */
#include "registry/read/listing.h"

#include "base/date.h"
#include "registry/file/context.h"
#include "registry/read/feature_row.h"
#include "registry/sql/feature.sql.h"

#include <string.h>

static void list_drop(ter_registry *r) {
    ter_store_allow_temporary(&r->store, true);
    if (r->listed) ter_store_script(&r->store, "DROP TABLE temp.listed", NULL);
    ter_store_allow_temporary(&r->store, false);
    r->listed = false;
}

/* `as_of` "": the history. */
static ter_status list_make(ter_registry *r, const char as_of[TER_DATE_SIZE], ter_error *err) {
    if (r->listed && strcmp(r->listed_as_of, as_of) == 0) return TER_OK;
    list_drop(r);
    ter_store_allow_temporary(&r->store, true);
    ter_status status = ter_store_script(&r->store, ter_sql_listing_table, err);
    r->listed = status == TER_OK;
    if (status == TER_OK)
        status = as_of[0] ? ter_store_run(&r->store, err, ter_sql_listing_by, "s", as_of)
                          : ter_store_run(&r->store, err, ter_sql_listing_ever, "");
    ter_store_allow_temporary(&r->store, false);
    if (status != TER_OK) list_drop(r);
    memcpy(r->listed_as_of, as_of, strlen(as_of) + 1);
    return status;
}

ter_status ter_registry_hold(ter_registry *r, ter_error *err) {
    ter_status status = ter_store_script(&r->store, "SAVEPOINT hold", err);
    r->held = status == TER_OK;
    return status;
}

void ter_registry_let_go(ter_registry *r) {
    list_drop(r);
    if (r->held) ter_store_script(&r->store, "RELEASE hold", NULL);
    r->held = false;
}

static ter_status each_listed(ter_registry *r, const char *sql, const ter_registry_filter *filter,
                              ter_registry_feature_fn fn, void *context, ter_error *err) {
    char as_of[TER_DATE_SIZE] = "";
    if (filter && filter->as_of) ter_date_upper_bound(filter->as_of, as_of);
    ter_status status = list_make(r, as_of, err);
    if (status != TER_OK) return status;
    ter_query q = ter_store_query(&r->store, sql, "");
    status = ter_feature_each_row(&q, false, filter, fn, context, err);
    if (!r->held) list_drop(r);
    return status;
}

ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    return each_listed(r, ter_sql_listing_features, filter, fn, context, err);
}

ter_status ter_registry_each_outline(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    return each_listed(r, ter_sql_listing_outlines, filter, fn, context, err);
}
