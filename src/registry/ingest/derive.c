/* What follows from mentions and statements: a facility's name, kind, area, place and names, its projects in their
 * current state, and the rows of the typed tables. Every choice ends in a comparison of content, never of row numbers,
 * so that the order of ingest leaves no trace. */
#include "registry/ingest/derive.h"
#include "registry/file/fragments.h"

#include "registry/ingest/parts.h"
#include "registry/ingest/put.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* The best place of some mentions: a located one, then one of the whole, then the most precise and best rated. */
#define BEST_PLACE(mentions)                                                                                           \
    "SELECT l.id FROM " mentions " JOIN place l ON l.id = m.place"                                                     \
    " ORDER BY l.shape IS NULL, m.part IS NOT NULL, " TER_SQL_PRECISION(                                               \
        "l.precision") ", l.score DESC, l.uncertainty_m, l.id LIMIT 1"
#define OF_FACILITY "(SELECT DISTINCT place, part FROM mention WHERE facility = ?1) m"
#define OF_PROJECT                                                                                                     \
    "statement t JOIN mention m ON t.project = project.id AND m.document = t.document AND m.number = t.mention"

/* Overrides (o) of what they are given for; the last one wins. */
#define STATES_OF(project_id)                                                                                          \
    "o.active AND o.facility = ?1 AND (o.field = 'state' AND o.project = " project_id                                  \
    " OR o.what = 'add' AND ?1 || '.whole' = " project_id "  AND json_extract(o.new_value, '$.status') <> 'existing')"
#define HAND_PART "o.active AND o.field = 'part' AND o.what = 'set' AND o.project = project.id"
#define HAND_PLACE                                                                                                     \
    "SELECT 'hand-' || o.id FROM override o WHERE o.active AND o.facility = ?1 AND (o.what = 'add'"                    \
    " OR o.field = 'geometry' AND o.project IS NULL) ORDER BY o.id DESC LIMIT 1"
#define HAND_WORD(field)                                                                                               \
    "coalesce((SELECT CASE o.what WHEN 'add' THEN json_extract(o.new_value, '$." field "') ELSE o.new_value END"       \
    " FROM override o WHERE o.active AND o.facility = ?1 AND (o.field = '" field                                       \
    "' AND o.what = 'set' OR o.what = 'add' AND o.target = ?1) ORDER BY o.id DESC LIMIT 1), " field ")"

/* What a person set of the facility itself. */
static ter_status apply_words(ter_store *s, const char *facility, ter_error *err) {
    return ter_store_run(
        s, err,
        "UPDATE facility SET name = " HAND_WORD("name") ", kind = " HAND_WORD(
            "kind") ", area = coalesce((SELECT o.new_value FROM override o WHERE o.active AND o.facility = ?1"
                    " AND o.field = 'area' ORDER BY o.id DESC LIMIT 1), area), merged_into = NULL,"
                    " hidden = (SELECT 'rejected' FROM override o WHERE o.active AND o.what = 'reject'"
                    "  AND o.project IS NULL AND o.home = ?1) WHERE id = ?1",
        "s", facility);
}

static ter_status derive_facility(ter_store *s, const char *facility, ter_error *err) {
    static const char sql[] =
        "UPDATE facility SET"
        " kind = (SELECT kind FROM mention WHERE facility = ?1 GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 1),"
        " name = coalesce("
        "  (SELECT l.name FROM mention m JOIN place l ON l.id = m.place WHERE m.facility = ?1 AND l.name IS NOT NULL"
        "   AND l.toponym = facility.toponym GROUP BY l.name ORDER BY count(*) DESC, l.name LIMIT 1),"
        "  (SELECT m.name FROM mention m JOIN naming n ON n.id = m.naming WHERE m.facility = ?1 GROUP BY m.name"
        "   ORDER BY min(" TER_SQL_RANK(
            "n.form", " full short former ") "), count(*) DESC, length(m.name), m.name"
                                             "   LIMIT 1)),"
                                             " area = (SELECT CASE WHEN known THEN l_area ELSE d_area END a FROM"
                                             "  (SELECT l.area l_area, nullif(n.area, '') d_area, coalesce(l.toponym = "
                                             "f.toponym, "
                                             "0) known FROM mention m"
                                             "   JOIN facility f ON f.id = m.facility JOIN place l ON l.id = m.place "
                                             "JOIN naming n ON n.id = m.naming"
                                             "   WHERE m.facility = ?1) GROUP BY a ORDER BY a IS NULL, max(known) "
                                             "DESC, count(*) DESC, a LIMIT 1),"
                                             " place = (" BEST_PLACE(OF_FACILITY) ") WHERE id = ?1";
    return ter_store_run(s, err, sql, "s", facility);
}

/* ---- names ---- */

static ter_status add_name(ter_store *s, const char *facility, const char *name, const char *type, ter_error *err) {
    ter_buf folded = {0}, pinyin = {0}, initials = {0};
    ter_str text = ter_str_from(name);
    ter_fold_key(text, &folded);
    ter_pinyin(text, &pinyin);
    ter_pinyin_initials(text, &initials);
    ter_status status = ter_store_run(s, err, "INSERT OR IGNORE INTO facility_name VALUES (?, ?, ?, ?, ?, ?)", "ssssss",
                                      facility, name, type, folded.ptr ? folded.ptr : "", pinyin.ptr ? pinyin.ptr : "",
                                      initials.ptr ? initials.ptr : "");
    if (status == TER_OK)
        status = ter_store_run(s, err, "UPDATE facility SET pinyin = ? WHERE id = ? AND name = ?", "sss",
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
    static const char sql[] =
        "WITH here AS (SELECT m.name, m.text, m.naming, l.name AS official, l.toponym = f.toponym AS known"
        "  FROM mention m JOIN place l ON l.id = m.place JOIN facility f ON f.id = m.facility WHERE m.facility = ?1),"
        " named (name, type, rank) AS ("
        "  SELECT official, 'official', 1 FROM here WHERE known AND official IS NOT NULL"
        "  UNION SELECT DISTINCT h.name, CASE n.form WHEN 'short' THEN 'alias' WHEN 'former' THEN 'former'"
        "   ELSE 'full' END, 4 FROM here h JOIN naming n ON n.id = h.naming"
        "  UNION SELECT name, 'official', 0 FROM facility WHERE id = ?1 AND EXISTS (SELECT 1 FROM override o"
        "   WHERE o.active AND o.facility = ?1 AND (o.field = 'name' OR o.what = 'add'))"
        "  UNION SELECT x.name, x.type, CASE x.type WHEN 'alias' THEN 2 ELSE 3 END FROM naming_name x"
        "   WHERE x.naming IN (SELECT naming FROM here)"
        "  UNION SELECT d.other, d.type, 5 FROM naming_key k JOIN definition d ON d.name_key = k.key"
        "   WHERE k.own AND k.naming IN (SELECT naming FROM here)"
        "  UNION SELECT replace(replace(replace(replace(text, char(10), ''), char(13), ''), ' ', ''), char(12288), ''),"
        "   'as_printed', 6 FROM here)"
        " SELECT name, type, min(rank) FROM named WHERE name <> '' GROUP BY name ORDER BY name";
    ter_status status = ter_store_run(s, err, "DELETE FROM facility_name WHERE facility = ?", "s", facility);
    if (status != TER_OK) return status;
    TER_ARRAY(name_row) rows = {0};
    ter_query q = ter_store_query(s, sql, "s", facility);
    while (ter_query_next(&q)) {
        name_row row = {ter_strdup(ter_query_text(&q, 0)), ter_strdup(ter_query_text(&q, 1))};
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
    static const char *const sql[] = {
        "DELETE FROM project WHERE facility = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM statement t WHERE t.project = project.id)",

        "UPDATE project SET (hand, hidden, status, basis, year, action, document, mention, statement) ="
        " (SELECT NULL, NULL, t.status, t.basis, t.year, t.action, t.document, t.mention, t.number FROM statement t"
        "  JOIN mention m ON m.document = t.document AND m.number = t.mention JOIN document d ON d.id = t.document"
        "  WHERE t.project = project.id ORDER BY " TER_SQL_NEWEST_STATEMENT " LIMIT 1)"
        " WHERE facility = ?1",

        "UPDATE project SET place = (" BEST_PLACE(OF_PROJECT) ") WHERE facility = ?1",

        /* Of those not mended: the plainest of the most usual ones. */
        "UPDATE project SET part = (SELECT m.part FROM " OF_PROJECT " GROUP BY m.part"
        " ORDER BY min(m.part_rule IS NOT NULL), count(*) DESC, length(m.part), m.part LIMIT 1) WHERE facility = ?1",

        /* A state that a person gave what no statement is of. */
        "INSERT OR IGNORE INTO project (id, facility, title, place, status) SELECT id || '.whole', id, name, place,"
        " 'existing' FROM facility WHERE id = ?1 AND EXISTS (SELECT 1 FROM override o WHERE " STATES_OF(
            "?1 || '.whole'") " AND json_extract(o.new_value, '$.status') <> 'existing')",

        "UPDATE project SET (hand, status, basis, year, action) = (SELECT o.id,"
        " json_extract(o.new_value, '$.status'), json_extract(o.new_value, '$.basis'),"
        " json_extract(o.new_value, '$.year'), json_extract(o.new_value, '$.action') FROM override o WHERE " STATES_OF(
            "project.id") " ORDER BY o.id DESC LIMIT 1)"
                          " WHERE facility = ?1 AND EXISTS (SELECT 1 FROM override o WHERE " STATES_OF(
                              "project.id") ")",

        "UPDATE project SET part = (SELECT nullif(o.new_value, '') FROM override o WHERE " HAND_PART
        " ORDER BY o.id DESC LIMIT 1) WHERE facility = ?1 AND EXISTS (SELECT 1 FROM override o WHERE " HAND_PART ")",

        "UPDATE project SET hidden = 'rejected' WHERE facility = ?1 AND EXISTS (SELECT 1 FROM override o"
        " WHERE o.active AND o.what = 'reject' AND o.project = project.id)",

        "UPDATE project SET title = (SELECT name FROM facility WHERE id = ?1) || coalesce(part, '') WHERE facility = "
        "?1",

        /* What lay where its facility lay moves with it. */
        "UPDATE project SET place = coalesce((SELECT 'hand-' || o.id FROM override o WHERE o.active"
        "  AND o.field = 'geometry' AND o.project = project.id ORDER BY o.id DESC LIMIT 1),"
        " (SELECT (" HAND_PLACE ") FROM facility f WHERE f.id = ?1 AND f.place = project.place), place)"
        " WHERE facility = ?1",
        "UPDATE facility SET place = coalesce((" HAND_PLACE "), place) WHERE id = ?1",
        "UPDATE facility SET (kind, name, area, pinyin, place) = (SELECT f.kind, f.name, f.area, f.pinyin, f.place"
        " FROM facility f WHERE f.id = ?1) WHERE merged_into = ?1",
    };
    ter_status status = ter_parts_derive(s, facility, err);
    for (size_t i = 0; i < sizeof sql / sizeof *sql && status == TER_OK; i++)
        status = ter_store_run(s, err, sql[i], "s", facility);
    return status;
}

/* ---- typed rows ---- */

static ter_status add_row(ter_store *s, const char *id, const char *table, ter_error *err) {
    ter_buf sql = {0};
    ter_buf_printf(
        &sql,
        "INSERT INTO %s (fid, facility_id, project_id, name, pinyin, kind, part, status, basis, year, action,"
        " precision, uncertainty_m, document, document_date, quote, confidence, geometry_source, geom)"
        " SELECT ?1, facility_id, project_id, name, pinyin, kind, part, status, basis, year, action,"
        " precision, uncertainty_m, document, document_date, quote, confidence, geometry_source, shape"
        " FROM current_state WHERE id = ?2",
        table);
    ter_status status = ter_store_run(s, err, sql.ptr, "is", ter_content_key(ter_str_from(id)), id);
    ter_buf_release(&sql);
    return status;
}

static ter_status remove_rows(ter_store *s, const char *facility, ter_error *err) {
    static const char *const sql[3] = {"DELETE FROM facility_point WHERE facility_id = ?",
                                       "DELETE FROM facility_line WHERE facility_id = ?",
                                       "DELETE FROM facility_polygon WHERE facility_id = ?"};
    ter_status status = TER_OK;
    for (int i = 0; i < 3 && status == TER_OK; i++) status = ter_store_run(s, err, sql[i], "s", facility);
    return status;
}

static ter_status derive_rows(ter_store *s, const char *facility, ter_error *err) {
    TER_ARRAY(name_row) rows = {0};
    ter_query q = ter_store_query(s,
                                  "SELECT id, geometry_type FROM current_state WHERE facility_id = ?"
                                  " AND geometry_type IS NOT NULL ORDER BY id",
                                  "s", facility);
    while (ter_query_next(&q)) {
        name_row row = {ter_strdup(ter_query_text(&q, 0)), ter_strdup(ter_query_text(&q, 1))};
        ter_array_push(&rows, row);
    }
    ter_status status = ter_query_end(&q, err);
    for (size_t i = 0; i < rows.len; i++) {
        char table[64] = "facility_";
        strncat(table, rows.items[i].type, 16);
        if (status == TER_OK) status = add_row(s, rows.items[i].name, table, err);
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
    static const char sql[] =
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM mention WHERE facility = ?1) THEN 1"
        " WHEN EXISTS (SELECT 1 FROM override WHERE active AND what = 'add' AND target = ?1 AND facility = ?1) THEN 2"
        " WHEN EXISTS (SELECT 1 FROM override WHERE active AND what = 'add' AND target = ?1)"
        "  OR EXISTS (SELECT 1 FROM naming WHERE facility = ?1) THEN 3 ELSE 0 END";
    ter_query q = ter_store_query(s, sql, "s", facility);
    if (ter_query_next(&q)) *out = (standing)ter_query_int(&q, 0);
    return ter_query_end(&q, err);
}

/* The row stays, for its namings and its id; all else is its other facility's. */
static ter_status hide_merged(ter_store *s, const char *facility, ter_error *err) {
    static const char *const sql[] = {
        "DELETE FROM facility_name WHERE facility = ?1",
        "DELETE FROM project WHERE facility = ?1",
        "UPDATE facility SET hidden = 'merged', merged_into = coalesce((SELECT facility FROM override WHERE active"
        " AND what = 'add' AND target = ?1), (SELECT min(m.facility) FROM naming n JOIN mention m ON m.naming = n.id"
        "  WHERE n.facility = ?1)) WHERE id = ?1",
        "UPDATE facility SET (kind, name, area, pinyin, place) = (SELECT f.kind, f.name, f.area, f.pinyin, f.place"
        " FROM facility f WHERE f.id = facility.merged_into) WHERE id = ?1",
    };
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof sql / sizeof *sql && status == TER_OK; i++)
        status = ter_store_run(s, err, sql[i], "s", facility);
    return status;
}

/* A facility that a person drew and no document names yet. */
static ter_status make_drawn(ter_store *s, const char *facility, ter_error *err) {
    return ter_store_run(s, err,
                         "INSERT OR REPLACE INTO facility (id, kind, name, pinyin, place) SELECT target,"
                         " json_extract(new_value, '$.kind'), json_extract(new_value, '$.name'), '', 'hand-' || id"
                         " FROM override WHERE active AND what = 'add' AND target = ?",
                         "s", facility);
}

ter_status ter_facility_derive(ter_store *s, const char *facility, ter_error *err) {
    standing is = STANDING_NONE;
    ter_status status = standing_of(s, facility, &is, err);
    if (status == TER_OK) status = remove_rows(s, facility, err);
    if (status == TER_OK && is == STANDING_NONE)
        return ter_store_run(s, err, "DELETE FROM facility WHERE id = ?", "s", facility);
    if (status == TER_OK && is == STANDING_MERGED) return hide_merged(s, facility, err);
    if (status == TER_OK && is == STANDING_MENTIONED) status = derive_facility(s, facility, err);
    if (status == TER_OK && is == STANDING_DRAWN) status = make_drawn(s, facility, err);
    if (status == TER_OK) status = apply_words(s, facility, err);
    if (status == TER_OK) status = derive_names(s, facility, err);
    if (status == TER_OK) status = derive_projects(s, facility, err);
    if (status == TER_OK) status = derive_rows(s, facility, err);
    return status;
}
