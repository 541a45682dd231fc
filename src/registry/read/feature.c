/* Projects and facilities in their current state. */
#include "registry/read/feature.h"

#include "registry/file/context.h"
#include "registry/read/feature_row.h"

#include <stdlib.h>
#include <string.h>

/* The columns of the view are those of ter_registry_each_feature (listing.c). */
#define CURRENT                                                                                                        \
    "SELECT facility_id, project_id, name, pinyin, kind, part, area, status, basis, year, action, precision,"          \
    " uncertainty_m, document, title, document_date, quote, confidence, geometry_source, geometry_licence, shape,"     \
    " reason, (SELECT count(*) FROM mention m WHERE m.facility = facility_id) AS mentions FROM current_state"
static const char current[] = CURRENT " ORDER BY kind, name, part, id";
static const char missing[] = CURRENT " WHERE shape IS NULL ORDER BY mentions DESC, kind, name, part, id";

ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, current, "");
    return ter_feature_each_row(&q, true, filter, fn, context, err);
}

ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, missing, "");
    return ter_feature_each_row(&q, true, filter, fn, context, err);
}

const char *ter_registry_newest_date(ter_registry *r) {
    r->newest_date[0] = 0;
    ter_query q = ter_store_query(&r->store, "SELECT max(published_on) FROM document", "");
    if (ter_query_next(&q)) strncpy(r->newest_date, ter_query_text(&q, 0), sizeof r->newest_date - 1);
    ter_query_end(&q, NULL);
    return r->newest_date;
}

ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err) {
    ter_query q =
        ter_store_query(&r->store,
                        "SELECT DISTINCT o.name, o.licence, o.date FROM place l JOIN source o ON o.id = l.source"
                        " WHERE l.shape IS NOT NULL ORDER BY 1, 2, 3",
                        "");
    while (ter_query_next(&q)) fn(ter_query_text(&q, 0), ter_query_text(&q, 1), ter_query_text(&q, 2), context);
    return ter_query_end(&q, err);
}
