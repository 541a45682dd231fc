/* What follows from mentions and statements: a facility's name, kind, area, place and names, its projects in their
 * current state, and the rows of the typed tables. Every choice ends in a comparison of content, never of row numbers,
 * so that the order of ingest leaves no trace. */
#include "registry/ingest/derive.h"

#include "registry/ingest/parts.h"
#include "registry/ingest/put.h"

#include "registry/sql/derive.sql.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* What a person set of the facility itself. */
static ter_status apply_words(ter_store *s, const char *facility, ter_error *err) {
    return ter_store_run(s, err, ter_sql_derive_words, "s", facility);
}

static ter_status derive_facility(ter_store *s, const char *facility, ter_error *err) {
    return ter_store_run(s, err, ter_sql_derive_facility, "s", facility);
}

/* Runs statements whose one parameter is the facility, in their order. */
static ter_status run_all(ter_store *s, const char *const *statements, size_t count, const char *facility,
                          ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < count && status == TER_OK; i++) status = ter_store_run(s, err, statements[i], "s", facility);
    return status;
}

/* ---- names ---- */

static ter_status add_name(ter_store *s, const char *facility, const char *name, const char *type, ter_error *err) {
    ter_buf folded = {0}, pinyin = {0}, initials = {0};
    ter_str text = ter_str_from(name);
    ter_fold_key(text, &folded);
    ter_pinyin(text, &pinyin);
    ter_pinyin_initials(text, &initials);
    ter_status status = ter_store_run(
        s, err, ter_sql_derive_name_insert, "facility:s name:s type:s folded:s pinyin:s initials:s", facility, name,
        type, folded.ptr ? folded.ptr : "", pinyin.ptr ? pinyin.ptr : "", initials.ptr ? initials.ptr : "");
    if (status == TER_OK)
        status = ter_store_run(s, err, ter_sql_derive_pinyin, "pinyin:s facility:s name:s",
                               pinyin.ptr ? pinyin.ptr : "", facility, name);
    ter_buf_release(&folded);
    ter_buf_release(&pinyin);
    ter_buf_release(&initials);
    return status;
}

typedef struct name_row {
    char *name, *type;
} name_row;

/* A name is kept once, under the first type that has it; the lines of what was printed are joined. */
static ter_status derive_names(ter_store *s, const char *facility, ter_error *err) {
    ter_status status = ter_store_run(s, err, ter_sql_derive_names_delete, "s", facility);
    if (status != TER_OK) return status;
    TER_ARRAY(name_row) rows = {0};
    ter_query q = ter_store_query(s, ter_sql_derive_names, "s", facility);
    while (ter_query_next(&q)) {
        name_row row = {ter_strdup(ter_query_text(&q, COL_DERIVE_NAMES_NAME)),
                        ter_strdup(ter_query_text(&q, COL_DERIVE_NAMES_TYPE))};
        ter_array_push(&rows, row);
    }
    status = ter_query_end(&q, err);
    for (size_t i = 0; i < rows.len; i++) {
        if (status == TER_OK) status = add_name(s, facility, rows.items[i].name, rows.items[i].type, err);
        free(rows.items[i].name);
        free(rows.items[i].type);
    }
    ter_array_release(&rows);
    return status;
}

/* ---- projects ---- */

static ter_status derive_projects(ter_store *s, const char *facility, ter_error *err) {
    static const char *const statements[] = {ter_sql_derive_projects_delete,
                                             ter_sql_derive_projects_state,
                                             ter_sql_derive_projects_place,
                                             ter_sql_derive_projects_part,
                                             ter_sql_derive_projects_hand_insert,
                                             ter_sql_derive_projects_hand_state,
                                             ter_sql_derive_projects_hand_part,
                                             ter_sql_derive_projects_doubtful,
                                             ter_sql_derive_projects_hidden,
                                             ter_sql_derive_projects_title,
                                             ter_sql_derive_projects_hand_place,
                                             ter_sql_derive_facility_hand_place,
                                             ter_sql_derive_merged};
    ter_status status = ter_parts_derive(s, facility, err);
    if (status != TER_OK) return status;
    return run_all(s, statements, sizeof statements / sizeof *statements, facility, err);
}

/* ---- typed rows ---- */

static ter_status add_row(ter_store *s, const char *id, const char *type, ter_error *err) {
    const char *sql = strcmp(type, "point") == 0  ? ter_sql_derive_row_insert_point
                      : strcmp(type, "line") == 0 ? ter_sql_derive_row_insert_line
                                                  : ter_sql_derive_row_insert_polygon;
    return ter_store_run(s, err, sql, "fid:i id:s", ter_content_key(ter_str_from(id)), id);
}

static ter_status remove_rows(ter_store *s, const char *facility, ter_error *err) {
    static const char *const statements[] = {ter_sql_derive_rows_delete_point, ter_sql_derive_rows_delete_line,
                                             ter_sql_derive_rows_delete_polygon};
    return run_all(s, statements, sizeof statements / sizeof *statements, facility, err);
}

static ter_status derive_rows(ter_store *s, const char *facility, ter_error *err) {
    TER_ARRAY(name_row) rows = {0};
    ter_query q = ter_store_query(s, ter_sql_derive_rows, "s", facility);
    while (ter_query_next(&q)) {
        name_row row = {ter_strdup(ter_query_text(&q, COL_DERIVE_ROWS_ID)),
                        ter_strdup(ter_query_text(&q, COL_DERIVE_ROWS_GEOMETRY_TYPE))};
        ter_array_push(&rows, row);
    }
    ter_status status = ter_query_end(&q, err);
    for (size_t i = 0; i < rows.len; i++) {
        if (status == TER_OK) status = add_row(s, rows.items[i].name, rows.items[i].type, err);
        free(rows.items[i].name);
        free(rows.items[i].type);
    }
    ter_array_release(&rows);
    return status;
}

/* ---- what stands where ---- */

typedef enum standing { STANDING_NONE, STANDING_MENTIONED, STANDING_DRAWN, STANDING_MERGED } standing;

/* MERGED: its namings are there, their mentions are another facility's by a person's decision; or it was drawn, and is
 * one with another. */
static ter_status standing_of(ter_store *s, const char *facility, standing *out, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_derive_standing, "s", facility);
    if (ter_query_next(&q)) *out = (standing)ter_query_int(&q, TER_ONLY);
    return ter_query_end(&q, err);
}

/* The row stays, for its namings and its id; all else is its other facility's. */
static ter_status hide_merged(ter_store *s, const char *facility, ter_error *err) {
    static const char *const statements[] = {ter_sql_derive_names_delete, ter_sql_derive_projects_delete_all,
                                             ter_sql_derive_merged_hide, ter_sql_derive_merged_copy};
    return run_all(s, statements, sizeof statements / sizeof *statements, facility, err);
}

/* A facility that a person drew and no document names yet. */
static ter_status make_drawn(ter_store *s, const char *facility, ter_error *err) {
    return ter_store_run(s, err, ter_sql_derive_drawn, "s", facility);
}

ter_status ter_facility_derive(ter_store *s, const char *facility, ter_error *err) {
    standing is = STANDING_NONE;
    ter_status status = standing_of(s, facility, &is, err);
    if (status == TER_OK) status = remove_rows(s, facility, err);
    if (status == TER_OK && is == STANDING_NONE)
        return ter_store_run(s, err, ter_sql_derive_facility_delete, "s", facility);
    if (status == TER_OK && is == STANDING_MERGED) return hide_merged(s, facility, err);
    if (status == TER_OK && is == STANDING_MENTIONED) status = derive_facility(s, facility, err);
    if (status == TER_OK && is == STANDING_DRAWN) status = make_drawn(s, facility, err);
    if (status == TER_OK) status = apply_words(s, facility, err);
    if (status == TER_OK) status = derive_names(s, facility, err);
    if (status == TER_OK) status = derive_projects(s, facility, err);
    if (status == TER_OK) status = derive_rows(s, facility, err);
    return status;
}
