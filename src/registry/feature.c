/* Reading for layers: each project in each state of its history, and facilities that are only referred to. */
#include "registry/internal.h"

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

#define NEWEST_FIRST "d.published_on DESC, m.confidence DESC, d.sha256, m.number"

/* What a person set counts from its day on. */
#define HAND_ALLOWED "(?1 IS NULL OR substr(o.at, 1, 10) <= ?1)"

/* ?1: the last day of publication, NULL for all. A state set by hand stands for the statement that it corrects. */
static const char history[] =
    "WITH allowed AS (SELECT * FROM document WHERE ?1 IS NULL OR published_on <= ?1),"
    " said AS (SELECT t.project, t.status, t.basis, t.year, t.action, m.facility, d.name AS document, d.title,"
    "  d.published_on, m.quote, m.confidence, row_number() OVER ("
    "   PARTITION BY t.project, t.year, t.status, t.basis ORDER BY " NEWEST_FIRST ", t.number) AS turn"
    "  FROM statement t JOIN mention m ON m.document = t.document AND m.number = t.mention"
    "  JOIN allowed d ON d.id = t.document JOIN shown_project p ON p.id = t.project WHERE NOT EXISTS"
    "   (SELECT 1 FROM override o WHERE o.active AND o.field = 'state' AND o.project = t.project AND " HAND_ALLOWED
    "    AND json_extract(o.old_value, '$.status') = t.status AND json_extract(o.old_value, '$.basis') IS t.basis"
    "    AND json_extract(o.old_value, '$.year') IS t.year)"
    "  UNION ALL SELECT p.id, p.status, p.basis, p.year, p.action, p.facility, h.words, NULL, h.day, h.why, 1, 1"
    "  FROM shown_project p JOIN hand h ON h.id = p.hand JOIN override o ON o.id = h.id WHERE " HAND_ALLOWED "),"
    " referred AS (SELECT m.facility, d.name AS document, d.title, d.published_on, m.quote, m.confidence,"
    "  row_number() OVER (PARTITION BY m.facility ORDER BY " NEWEST_FIRST ") AS turn"
    "  FROM mention m JOIN allowed d ON d.id = m.document"
    "  WHERE NOT EXISTS (SELECT 1 FROM said s WHERE s.facility = m.facility)),"
    " drawn AS (SELECT f.id FROM shown_facility f JOIN override o ON o.target = f.id AND o.what = 'add' AND o.active"
    "  WHERE " HAND_ALLOWED " AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.facility = f.id)"
    "  AND NOT EXISTS (SELECT 1 FROM said s WHERE s.facility = f.id))"
    " SELECT * FROM (SELECT f.id AS facility_id, p.id AS project_id, f.name AS name, f.pinyin, f.kind AS kind, p.part "
    "AS part, f.area,"
    "  s.status AS status, s.basis AS basis, s.year AS year, s.action, l.precision, l.uncertainty_m, s.document, "
    "s.title,"
    "  s.published_on, s.quote, s.confidence, o.name, o.licence, l.shape"
    "  FROM said s JOIN project p ON p.id = s.project JOIN facility f ON f.id = s.facility"
    "  JOIN place l ON l.id = p.place LEFT JOIN source o ON o.id = l.source WHERE s.turn = 1"
    " UNION ALL SELECT f.id, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, l.precision,"
    "  l.uncertainty_m, r.document, r.title, r.published_on, r.quote, r.confidence, o.name, o.licence, l.shape"
    "  FROM referred r JOIN shown_facility f ON f.id = r.facility JOIN place l ON l.id = f.place LEFT JOIN source o ON "
    "o.id "
    "= l.source WHERE r.turn = 1"
    " UNION ALL SELECT f.id, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, l.precision,"
    "  l.uncertainty_m, NULL, NULL, NULL, NULL, NULL, o.name, o.licence, l.shape FROM drawn w"
    "  JOIN facility f ON f.id = w.id JOIN place l ON l.id = f.place LEFT JOIN source o ON o.id = l.source)"
    " ORDER BY year IS NULL, year, " TER_SQL_STATE("status") ", basis, kind, name, part, facility_id";

/* The columns of the view are those of `history`, but for its first. */
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

static ter_status each_row(ter_query *q, bool now, const ter_registry_filter *filter, ter_registry_feature_fn fn,
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

void ter_last_day(const char *date, char out[32]) {
    static const char *const ends[] = {[4] = "-99-99", [7] = "-99", [10] = ""};
    size_t n = strlen(date);
    out[0] = 0;
    if (n <= 10) strcat(strcpy(out, date), ends[n] ? ends[n] : "");
}

ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    char as_of[32] = "";
    const char *given = filter ? filter->as_of : NULL;
    if (given) ter_last_day(given, as_of);
    ter_query q = ter_store_query(&r->store, history, "s", given ? as_of : NULL);
    return each_row(&q, false, filter, fn, context, err);
}

ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, current, "");
    return each_row(&q, true, filter, fn, context, err);
}

ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, missing, "");
    return each_row(&q, true, filter, fn, context, err);
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
