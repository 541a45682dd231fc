/* Overrides in words. */
#include "registry/decisions/decision_list.h"
#include "geo/distance.h"

#include "registry/file/context.h"
#include "registry/sql/decision.sql.h"

#include <stdlib.h>
#include <string.h>

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
    ter_buf old = {0}, new = {0};
    ter_query q = ter_store_query(&r->store, ter_sql_decisions, "facility:s ended:I", facility, (int)ended);
    while (ter_query_next(&q)) {
        put_value(&q, COL_DECISION_OLD_VALUE, COL_DECISION_OLD_SHAPE, &old);
        put_value(&q, COL_DECISION_NEW_VALUE, COL_DECISION_NEW_SHAPE, &new);
        ter_override_row row = {.number = ter_query_int(&q, COL_DECISION_ID),
                                .what = ter_query_text(&q, COL_DECISION_WHAT),
                                .target = ter_query_text(&q, COL_DECISION_TARGET),
                                .field = ter_query_text(&q, COL_DECISION_FIELD),
                                .old_value = old.ptr,
                                .new_value = new.ptr,
                                .other = ter_query_text(&q, COL_DECISION_OTHER),
                                .person = ter_query_text(&q, COL_DECISION_PERSON),
                                .at = ter_query_text(&q, COL_DECISION_AT),
                                .why = ter_query_text(&q, COL_DECISION_WHY),
                                .source = ter_query_text(&q, COL_DECISION_SOURCE),
                                .facility_id = ter_query_text(&q, COL_DECISION_FACILITY),
                                .name = ter_query_text(&q, COL_DECISION_NAME),
                                .active = ter_query_int(&q, COL_DECISION_ACTIVE) != 0};
        fn(&row, context);
    }
    ter_buf_release(&old);
    ter_buf_release(&new);
    return ter_query_end(&q, err);
}
