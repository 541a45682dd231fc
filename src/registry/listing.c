/* Reading for layers: each project in each state of its history or as of a day, and facilities that are only referred
 * to.
 *
 * Which features there are, and in which order, is listed first, in a table of the connection's own: it is sorted
 * without quotes and shapes, which are long, and who reads twice while the registry is held (an export) lists once. */
#include "registry/internal.h"

#include <string.h>

#define NEWEST_FIRST "d.published_on DESC, m.confidence DESC, d.sha256, m.number"

/* Statements of what is shown, with their mention and facility; of each partition that one has turn 1 which comes
 * first. A state set by hand stands for the statement that it corrects, where `hand` lets the override o count. */
#define SAID(partition, first, hand, when)                                                                             \
    "SELECT t.rowid AS statement, m.rowid AS mention, NULL AS hand, t.project AS project, m.facility AS facility,"     \
    " row_number() OVER (PARTITION BY " partition " ORDER BY " first ") AS turn"                                       \
    " FROM statement t CROSS JOIN mention m ON m.document = t.document AND m.number = t.mention"                       \
    " CROSS JOIN document d ON d.id = t.document CROSS JOIN shown_project p ON p.id = t.project WHERE " when           \
    " AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.field = 'state' AND o.project = t.project "        \
    "AND " hand                                                                                                        \
    " AND json_extract(o.old_value, '$.status') = t.status AND json_extract(o.old_value, '$.basis') IS t.basis"        \
    " AND json_extract(o.old_value, '$.year') IS t.year)"                                                              \
    " UNION ALL SELECT NULL, NULL, o.id, p.id, p.facility, 1 FROM shown_project p"                                     \
    " JOIN override o ON o.id = p.hand WHERE " hand

/* The last day of a date that may lack month or day. */
#define LAST_DAY(year, month, day)                                                                                     \
    "CASE WHEN " month " IS NULL THEN printf('%04d-12-31', " year ") WHEN " day " IS NULL THEN"                        \
    " date(printf('%04d-%02d-01', " year ", " month "), '+1 month', '-1 day')"                                         \
    " ELSE printf('%04d-%02d-%02d', " year ", " month ", " day ") END"
#define PUBLISHED_DAY                                                                                                  \
    "CASE length(d.published_on) WHEN 4 THEN d.published_on || '-12-31' WHEN 7 THEN"                                   \
    " date(d.published_on || '-01', '+1 month', '-1 day') ELSE d.published_on END"
/* NULL where a statement states no date. */
#define STATED_DAY "CASE WHEN t.year > 0 THEN " LAST_DAY("t.year", "nullif(t.month, 0)", "nullif(t.day, 0)") " END"

/* The history: the newest of a project's year, status and basis. */
#define SAID_EVER SAID("t.project, t.year, t.status, t.basis", NEWEST_FIRST ", t.number", "1", "1")
/* Of those that count on day ?1, the one that gives the project's state; none where a person has set it by then. */
#define HAND_BY "substr(o.at, 1, 10) <= ?1"
#define SAID_BY                                                                                                        \
    SAID("t.project", TER_SQL_NEWEST_STATEMENT, HAND_BY,                                                               \
         "(" PUBLISHED_DAY " <= ?1 OR (t.basis = 'reported' AND t.status <> 'planned' AND " STATED_DAY " <= ?1))"      \
         " AND NOT EXISTS (SELECT 1 FROM override o WHERE o.id = p.hand AND " HAND_BY ")")

/* Facilities without a project: mentioned, or drawn by hand. */
#define LIST(said, published, hand)                                                                                    \
    "INSERT INTO temp.listed (facility, project, name, pinyin, kind, part, area, status, basis, year, action, "        \
    "mention,"                                                                                                         \
    " hand, place) WITH said AS MATERIALIZED (" said "),"                                                              \
    " referred AS (SELECT m.facility, m.rowid AS mention, row_number() OVER (PARTITION BY m.facility ORDER "           \
    "BY " NEWEST_FIRST ") AS turn FROM mention m CROSS JOIN document d ON d.id = m.document"                           \
    "  WHERE " published " AND m.facility NOT IN (SELECT facility FROM said)),"                                        \
    " drawn AS (SELECT f.id FROM shown_facility f JOIN override o ON o.target = f.id AND o.what = 'add' AND o.active"  \
    "  WHERE " hand " AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.facility = f.id)"                                \
    "  AND f.id NOT IN (SELECT facility FROM said))"                                                                   \
    " SELECT * FROM (SELECT f.id AS facility, p.id AS project, f.name AS name, f.pinyin, f.kind AS kind,"              \
    "   p.part AS part, f.area, CASE WHEN s.hand IS NULL THEN t.status ELSE p.status END AS status,"                   \
    "   CASE WHEN s.hand IS NULL THEN t.basis ELSE p.basis END AS basis,"                                              \
    "   CASE WHEN s.hand IS NULL THEN t.year ELSE p.year END AS year,"                                                 \
    "   CASE WHEN s.hand IS NULL THEN t.action ELSE p.action END, s.mention, s.hand, l.rowid AS place"                 \
    "   FROM said s CROSS JOIN project p ON p.id = s.project CROSS JOIN facility f ON f.id = s.facility"               \
    "   CROSS JOIN place l ON l.id = p.place LEFT JOIN statement t ON t.rowid = s.statement WHERE s.turn = 1"          \
    "  UNION ALL SELECT f.id, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, r.mention,"  \
    "   NULL, l.rowid FROM referred r CROSS JOIN shown_facility f ON f.id = r.facility"                                \
    "   CROSS JOIN place l ON l.id = f.place WHERE r.turn = 1"                                                         \
    "  UNION ALL SELECT f.id, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, NULL, NULL," \
    "   l.rowid FROM drawn w CROSS JOIN facility f ON f.id = w.id CROSS JOIN place l ON l.id = f.place)"               \
    " ORDER BY year IS NULL, year, " TER_SQL_STATE("status") ", basis, kind, name, part, facility"

static const char list_ever[] = LIST(SAID_EVER, "1", "1");
static const char list_by[] = LIST(SAID_BY, PUBLISHED_DAY " <= ?1", HAND_BY);

/* The columns of ter_feature_each_row. */
static const char listed[] =
    "SELECT x.facility, x.project, x.name, x.pinyin, x.kind, x.part, x.area, x.status, x.basis, x.year, x.action,"
    " l.precision, l.uncertainty_m, coalesce(h.words, d.name), d.title, coalesce(h.day, d.published_on),"
    " CASE WHEN h.id IS NULL THEN m.quote ELSE h.why END, CASE WHEN h.id IS NULL THEN m.confidence ELSE 1 END,"
    " o.name, o.licence, l.shape FROM temp.listed x CROSS JOIN place l ON l.rowid = x.place"
    " LEFT JOIN mention m ON m.rowid = x.mention LEFT JOIN document d ON d.id = m.document"
    " LEFT JOIN hand h ON h.id = x.hand LEFT JOIN source o ON o.id = l.source ORDER BY x.number";

static void list_drop(ter_registry *r) {
    ter_store_allow_temporary(&r->store, true);
    if (r->listed) ter_store_script(&r->store, "DROP TABLE temp.listed", NULL);
    ter_store_allow_temporary(&r->store, false);
    r->listed = false;
}

/* `as_of` "": the history. */
static ter_status list_make(ter_registry *r, const char as_of[32], ter_error *err) {
    if (r->listed && strcmp(r->listed_as_of, as_of) == 0) return TER_OK;
    list_drop(r);
    ter_store_allow_temporary(&r->store, true);
    ter_status status =
        ter_store_script(&r->store,
                         "CREATE TEMP TABLE listed (number INTEGER PRIMARY KEY, facility, project,"
                         " name, pinyin, kind, part, area, status, basis, year, action, mention, hand, place)",
                         err);
    r->listed = status == TER_OK;
    if (status == TER_OK)
        status = as_of[0] ? ter_store_run(&r->store, err, list_by, "s", as_of)
                          : ter_store_run(&r->store, err, list_ever, "");
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

ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    char as_of[32] = "";
    if (filter && filter->as_of) ter_last_day(filter->as_of, as_of);
    ter_status status = list_make(r, as_of, err);
    if (status != TER_OK) return status;
    ter_query q = ter_store_query(&r->store, listed, "");
    status = ter_feature_each_row(&q, false, filter, fn, context, err);
    if (!r->held) list_drop(r);
    return status;
}
