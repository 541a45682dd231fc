/* Rows of features, whichever query gives them. */
#include "registry/read/feature_row.h"

#include "registry/file/row.h"
#include "registry/sql/feature.sql.h"

#include <string.h>

static bool feature_allowed(const ter_registry_filter *f, const ter_registry_feature *x) {
    if (!f) return true;
    ter_years years = ter_years_of(x->period_from, x->year);
    if (!ter_filter_allows_years(f, x->kind, ter_state_name(x->state), ter_basis_name(x->basis), years)) return false;
    if (f->area && strcmp(f->area, x->area) != 0) return false;
    return !f->has_bbox || (x->geometry && ter_bbox_overlaps(f->bbox, ter_geometry_bbox(x->geometry)));
}

static ter_registry_feature feature_of_row(const ter_query *q) {
    return (ter_registry_feature){
        .facility_id = ter_query_text(q, COL_FEATURE_FACILITY_ID),
        .project_id = ter_query_text(q, COL_FEATURE_PROJECT_ID),
        .name = ter_query_text(q, COL_FEATURE_NAME),
        .pinyin = ter_query_text(q, COL_FEATURE_PINYIN),
        .kind = ter_query_text(q, COL_FEATURE_KIND),
        .part = ter_query_text(q, COL_FEATURE_PART),
        .area = ter_query_text(q, COL_FEATURE_AREA),
        .state = ter_row_state(q, COL_FEATURE_STATUS),
        .basis = ter_row_basis(q, COL_FEATURE_BASIS),
        .year = (int)ter_query_int(q, COL_FEATURE_YEAR),
        .period_from = (int)ter_query_int(q, COL_FEATURE_PERIOD_FROM),
        .action = ter_row_action(q, COL_FEATURE_ACTION),
        .precision = ter_row_precision(q, COL_FEATURE_PRECISION),
        .uncertainty_m = ter_query_real(q, COL_FEATURE_UNCERTAINTY_M),
        .document = ter_query_text(q, COL_FEATURE_DOCUMENT),
        .document_title = ter_query_text(q, COL_FEATURE_TITLE),
        .document_date = ter_query_text(q, COL_FEATURE_DOCUMENT_DATE),
        .quote = ter_query_text(q, COL_FEATURE_QUOTE),
        .confidence = ter_query_real(q, COL_FEATURE_CONFIDENCE),
        .geometry_source = ter_query_text(q, COL_FEATURE_GEOMETRY_SOURCE),
        .geometry_licence = ter_query_text(q, COL_FEATURE_GEOMETRY_LICENCE),
        .reason = "",
        .needs = "",
    };
}

/* With what only the current state has. */
static ter_registry_feature current_of_row(const ter_query *q) {
    ter_registry_feature feature = feature_of_row(q);
    feature.reason = ter_query_text(q, COL_FEATURE_REASON);
    feature.needs = ter_query_text(q, COL_FEATURE_NEEDS);
    feature.mentions = (size_t)ter_query_int(q, COL_FEATURE_MENTIONS);
    feature.doubtful = ter_query_int(q, COL_FEATURE_DOUBTFUL) != 0;
    feature.statement_confidence = ter_query_real(q, COL_FEATURE_STATEMENT_CONFIDENCE);
    return feature;
}

ter_status ter_feature_each_row(ter_query *q, bool current, const ter_registry_filter *filter,
                                ter_registry_feature_fn fn, void *context, ter_error *err) {
    ter_status status = TER_OK;
    while (status == TER_OK && ter_query_next(q)) {
        ter_registry_feature feature = current ? current_of_row(q) : feature_of_row(q);
        ter_geometry geometry = {0};
        if (!ter_query_is_null(q, COL_FEATURE_SHAPE)) {
            status = ter_geometry_from_spatialite(ter_query_bytes(q, COL_FEATURE_SHAPE), &geometry, err);
            feature.geometry = &geometry;
        }
        if (status == TER_OK && feature_allowed(filter, &feature)) status = fn(&feature, context, err);
        ter_geometry_release(&geometry);
    }
    ter_status ended = ter_query_end(q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}
