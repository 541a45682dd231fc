/* Overrides in words. */
#include "registry/decisions/decision_list.h"
#include "geo/distance.h"

#include "registry/file/context.h"

#include <stdlib.h>
#include <string.h>

#define STATE_WORDS(column)                                                                                            \
    "json_extract(" column ", '$.status') || coalesce(', ' || json_extract(" column                                    \
    ", '$.basis'), '') || coalesce(', ' || json_extract(" column                                                       \
    ", '$.year'), '') || coalesce(', ' || json_extract(" column ", '$.action'), '')"
#define VALUE_WORDS(column)                                                                                            \
    "CASE WHEN o.what = 'add' THEN json_extract(" column ", '$.name') || ', ' || json_extract(" column                 \
    ", '$.kind') || ', ' || " STATE_WORDS(column) " WHEN o.field = 'state' THEN " STATE_WORDS(column) " ELSE " column  \
                                                                                                      " END"

enum {
    COL_ID,
    COL_WHAT,
    COL_TARGET,
    COL_FIELD,
    COL_OLD,
    COL_NEW,
    COL_OLD_SHAPE,
    COL_NEW_SHAPE,
    COL_OTHER,
    COL_PERSON,
    COL_AT,
    COL_WHY,
    COL_SOURCE,
    COL_ACTIVE,
    COL_FACILITY,
    COL_NAME
};

/* "point 116.470000,39.950000"; a line with its length. */
static void put_shape_words(const ter_query *q, int column, ter_buf *out) {
    static const char *const names[] = {"nothing", "point", "line", "polygon"};
    ter_geometry g = {0};
    if (ter_query_is_null(q, column)) return;
    if (out->len) ter_buf_puts(out, ", ");
    if (ter_geometry_from_spatialite(ter_query_bytes(q, column), &g, NULL) == TER_OK) {
        ter_position p = ter_geometry_point_on(&g);
        ter_buf_printf(out, "%s %.6f,%.6f", names[g.type], p.lon_deg, p.lat_deg);
        if (g.type == TER_GEOMETRY_LINE) ter_buf_printf(out, " (%.0f m)", ter_geometry_length_m(&g));
    }
    ter_geometry_release(&g);
}

static void put_value(const ter_query *q, int text, int shape, ter_buf *out) {
    ter_buf_clear(out);
    ter_buf_puts(out, ter_query_text(q, text));
    put_shape_words(q, shape, out);
}

ter_status ter_override_each(ter_registry *r, const char *facility, bool ended, ter_override_fn fn, void *context,
                             ter_error *err) {
    static const char sql[] = "SELECT o.id, o.what, o.target, o.field, " VALUE_WORDS("o.old_value") ", " VALUE_WORDS(
        "o.new_value") ", o.old_shape, o.new_shape, o.other, o.person, o.at, o.why, o.source, o.active, f.id, f.name"
                       " FROM (SELECT *, CASE instr(target, '.') WHEN 0 THEN target"
                       "  ELSE substr(target, 1, instr(target, '.') - 1) END AS stem FROM override) o"
                       " LEFT JOIN facility f ON f.id = coalesce(o.facility, o.stem)"
                       " WHERE (o.active OR ?2) AND (?1 IS NULL OR f.id = ?1 OR o.other = ?1"
                       "  OR o.what = 'split' AND o.project = ?1) ORDER BY o.id";
    ter_buf old = {0}, new = {0};
    ter_query q = ter_store_query(&r->store, sql, "sI", facility, (int)ended);
    while (ter_query_next(&q)) {
        put_value(&q, COL_OLD, COL_OLD_SHAPE, &old);
        put_value(&q, COL_NEW, COL_NEW_SHAPE, &new);
        ter_override_row row = {.number = ter_query_int(&q, COL_ID),
                                .what = ter_query_text(&q, COL_WHAT),
                                .target = ter_query_text(&q, COL_TARGET),
                                .field = ter_query_text(&q, COL_FIELD),
                                .old_value = old.ptr,
                                .new_value = new.ptr,
                                .other = ter_query_text(&q, COL_OTHER),
                                .person = ter_query_text(&q, COL_PERSON),
                                .at = ter_query_text(&q, COL_AT),
                                .why = ter_query_text(&q, COL_WHY),
                                .source = ter_query_text(&q, COL_SOURCE),
                                .facility_id = ter_query_text(&q, COL_FACILITY),
                                .name = ter_query_text(&q, COL_NAME),
                                .active = ter_query_int(&q, COL_ACTIVE) != 0};
        fn(&row, context);
    }
    ter_buf_release(&old);
    ter_buf_release(&new);
    return ter_query_end(&q, err);
}
