/* Reading rows of projects and facilities: what all such queries share, and those of the current state. */
#include "registry/file/registry_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMN_FACILITY,
    COLUMN_PROJECT,
    COLUMN_NAME,
    COLUMN_PINYIN,
    COLUMN_KIND,
    COLUMN_PART,
    COLUMN_AREA,
    COLUMN_STATUS,
    COLUMN_BASIS,
    COLUMN_YEAR,
    COLUMN_ACTION,
    COLUMN_PRECISION,
    COLUMN_UNCERTAINTY,
    COLUMN_DOCUMENT,
    COLUMN_TITLE,
    COLUMN_DATE,
    COLUMN_QUOTE,
    COLUMN_CONFIDENCE,
    COLUMN_SOURCE,
    COLUMN_LICENCE,
    COLUMN_SHAPE,
    COLUMN_REASON,
    COLUMN_MENTIONS
};

/* The columns of the view are those of ter_registry_each_feature (listing.c). */
#define CURRENT                                                                                                        \
    "SELECT facility_id, project_id, name, pinyin, kind, part, area, status, basis, year, action, precision,"          \
    " uncertainty_m, document, title, document_date, quote, confidence, geometry_source, geometry_licence, shape,"     \
    " reason, (SELECT count(*) FROM mention m WHERE m.facility = facility_id) AS mentions FROM current_state"
static const char current[] = CURRENT " ORDER BY kind, name, part, id";
static const char missing[] = CURRENT " WHERE shape IS NULL ORDER BY mentions DESC, kind, name, part, id";

static bool word_allowed(const char *const *words, const char *word) {
    if (!words) return true;
    for (; *words; words++)
        if (strcmp(*words, word) == 0) return true;
    return false;
}

static bool year_allowed(const int *years, int year) {
    if (!years) return true;
    for (; *years >= 0; years++)
        if (*years == year) return true;
    return false;
}

bool ter_filter_allows(const ter_registry_filter *f, const char *kind, const char *state, const char *basis, int year) {
    return !f || (word_allowed(f->kinds, kind) && word_allowed(f->states, state) && word_allowed(f->bases, basis) &&
                  year_allowed(f->years, year));
}

static bool feature_allowed(const ter_registry_filter *f, const ter_registry_feature *x) {
    if (!f) return true;
    if (!ter_filter_allows(f, x->kind, ter_state_name(x->state), ter_basis_name(x->basis), x->year)) return false;
    if (f->area && strcmp(f->area, x->area) != 0) return false;
    return !f->has_bbox || (x->geometry && ter_bbox_overlaps(f->bbox, ter_geometry_bbox(x->geometry)));
}

static ter_registry_feature feature_of_row(const ter_query *q) {
    return (ter_registry_feature){
        .facility_id = ter_query_text(q, COLUMN_FACILITY),
        .project_id = ter_query_text(q, COLUMN_PROJECT),
        .name = ter_query_text(q, COLUMN_NAME),
        .pinyin = ter_query_text(q, COLUMN_PINYIN),
        .kind = ter_query_text(q, COLUMN_KIND),
        .part = ter_query_text(q, COLUMN_PART),
        .area = ter_query_text(q, COLUMN_AREA),
        .state = ter_row_state(q, COLUMN_STATUS),
        .basis = ter_row_basis(q, COLUMN_BASIS),
        .year = (int)ter_query_int(q, COLUMN_YEAR),
        .action = ter_row_action(q, COLUMN_ACTION),
        .precision = ter_row_precision(q, COLUMN_PRECISION),
        .uncertainty_m = ter_query_real(q, COLUMN_UNCERTAINTY),
        .document = ter_query_text(q, COLUMN_DOCUMENT),
        .document_title = ter_query_text(q, COLUMN_TITLE),
        .document_date = ter_query_text(q, COLUMN_DATE),
        .quote = ter_query_text(q, COLUMN_QUOTE),
        .confidence = ter_query_real(q, COLUMN_CONFIDENCE),
        .geometry_source = ter_query_text(q, COLUMN_SOURCE),
        .geometry_licence = ter_query_text(q, COLUMN_LICENCE),
        .reason = "",
    };
}

/* With what only the current state has. */
static ter_registry_feature current_of_row(const ter_query *q) {
    ter_registry_feature feature = feature_of_row(q);
    feature.reason = ter_query_text(q, COLUMN_REASON);
    feature.mentions = (size_t)ter_query_int(q, COLUMN_MENTIONS);
    return feature;
}

ter_status ter_feature_each_row(ter_query *q, bool now, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                void *context, ter_error *err) {
    ter_status status = TER_OK;
    while (status == TER_OK && ter_query_next(q)) {
        ter_registry_feature feature = now ? current_of_row(q) : feature_of_row(q);
        ter_geometry geometry = {0};
        if (!ter_query_is_null(q, COLUMN_SHAPE)) {
            status = ter_geometry_from_spatialite(ter_query_bytes(q, COLUMN_SHAPE), &geometry, err);
            feature.geometry = &geometry;
        }
        if (status == TER_OK && feature_allowed(filter, &feature)) status = fn(&feature, context, err);
        ter_geometry_release(&geometry);
    }
    ter_status ended = ter_query_end(q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

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
