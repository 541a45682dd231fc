/* Reading for layers: each project in each state of its history or as of a day, and facilities that are only referred
 * to.
 *
 * Which features there are, and in which order, is listed first, in a table of the connection's own: it is sorted
 * without quotes and shapes, which are long, and who reads twice while the registry is held (an export) lists once. */
#include "registry/read/listing.h"

#include "base/date.h"
#include "registry/file/context.h"
#include "registry/file/fragments.h"
#include "registry/read/feature_row.h"

#include <string.h>

#define NEWEST_FIRST "d.published_on DESC, m.confidence DESC, d.sha256, m.number"

#define KNOWN_BY TER_SQL_PUBLISHED_DAY " <= ?1"
#define HAND_BY  "substr(o.at, 1, 10) <= ?1"

/* The last state that a person gave each project, of those decided by then. */
#define HANDS(when)                                                                                                    \
    " hands AS MATERIALIZED (SELECT " TER_SQL_OVERRIDE_PROJECT " AS project, max(o.id) AS id"                          \
    "  FROM override o WHERE o.active AND " TER_SQL_GIVES_STATE " AND " when " GROUP BY 1),"
#define STATEMENT_IS(value)                                                                                            \
    "json_extract(" value ", '$.status') = t.status AND json_extract(" value ", '$.basis') IS t.basis"                 \
    " AND json_extract(" value ", '$.year') IS t.year"

/* Statements (t) of which features are made, with their mentions (m); of each partition only the one which comes first.
 * Most projects have but one statement, which needs no sorting. */
#define SAID(materialized, partition, first, when)                                                                     \
    " many AS MATERIALIZED (SELECT project FROM statement GROUP BY project HAVING count(*) > 1),"                      \
    " said (statement, mention, facility) AS " materialized " (SELECT t.rowid, m.rowid, m.facility FROM statement t"   \
    "   CROSS JOIN mention m ON m.document = t.document AND m.number = t.mention"                                      \
    "   CROSS JOIN document d ON d.id = t.document WHERE t.project NOT IN many AND " when                              \
    "  UNION ALL SELECT statement, mention, facility FROM"                                                             \
    "   (SELECT t.rowid AS statement, m.rowid AS mention, m.facility,"                                                 \
    "    row_number() OVER (PARTITION BY " partition " ORDER BY " first ") AS turn FROM statement t"                   \
    "    CROSS JOIN mention m ON m.document = t.document AND m.number = t.mention"                                     \
    "    CROSS JOIN document d ON d.id = t.document WHERE t.project IN many AND " when ") WHERE turn = 1)"

/* Facilities without a project (then): mentioned, or drawn by hand. */
#define REFERRED(without, published, drawn)                                                                            \
    "  UNION ALL SELECT * FROM (SELECT f.id AS facility, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', "   \
    "NULL, NULL,"                                                                                                      \
    "   NULL, (SELECT m.rowid FROM mention m JOIN document d ON d.id = m.document WHERE m.facility = f.id"             \
    "    AND " published " ORDER BY " NEWEST_FIRST " LIMIT 1) AS mention, NULL, l.rowid"                               \
    "   FROM facility f CROSS JOIN place l ON l.id = f.place WHERE f.hidden IS NULL AND " without                      \
    ") WHERE mention IS NOT NULL OR facility IN (SELECT o.facility FROM override o WHERE o.what = 'add' AND o.active"  \
    "   AND " drawn ")"

#define LIST(hands, said, referred)                                                                                    \
    "INSERT INTO temp.listed (facility, project, name, pinyin, kind, part, area, status, basis, year, action,"         \
    " mention, hand, place) WITH " hands said " SELECT * FROM"                                                         \
    " (SELECT f.id AS facility, p.id AS project, f.name AS name, f.pinyin, f.kind AS kind, p.part AS part, f.area,"    \
    "   t.status AS status, t.basis AS basis, t.year AS year, t.action, s.mention AS mention, NULL AS hand,"           \
    "   l.rowid AS place"                                                                                              \
    "   FROM said s CROSS JOIN statement t ON t.rowid = s.statement CROSS JOIN project p ON p.id = t.project"          \
    "   CROSS JOIN facility f ON f.id = p.facility CROSS JOIN place l ON l.id = p.place"                               \
    "   WHERE p.hidden IS NULL AND f.hidden IS NULL"                                                                   \
    "  UNION ALL SELECT f.id, p.id, f.name, f.pinyin, f.kind, p.part, f.area, json_extract(o.new_value, '$.status'),"  \
    "   json_extract(o.new_value, '$.basis'), json_extract(o.new_value, '$.year'),"                                    \
    "   json_extract(o.new_value, '$.action'), NULL, o.id, l.rowid FROM hands h CROSS JOIN override o ON o.id = h.id"  \
    "   CROSS JOIN project p ON p.id = h.project CROSS JOIN facility f ON f.id = p.facility"                           \
    "   CROSS JOIN place l ON l.id = p.place WHERE p.hidden IS NULL AND f.hidden IS NULL" referred                     \
    ") ORDER BY year IS NULL, year, " TER_SQL_STATE("status") ", basis, kind, name, part, facility"

/* The history: the newest of a project's year, status and basis, but for statements that a person corrected. */
static const char list_ever[] =
    LIST(HANDS("1") " corrected AS MATERIALIZED (SELECT t.rowid AS statement FROM override o"
                    "  CROSS JOIN statement t ON t.project = " TER_SQL_OVERRIDE_PROJECT
                    " WHERE o.active AND o.field = 'state'"
                    "  AND (" STATEMENT_IS("o.old_value") " OR o.id IN (SELECT id FROM hands) AND " STATEMENT_IS(
                        "o.new_value") ")),",
         SAID("NOT MATERIALIZED", "t.project, t.year, t.status, t.basis", NEWEST_FIRST ", t.number",
              "t.rowid NOT IN corrected"),
         REFERRED("NOT EXISTS (SELECT 1 FROM project p WHERE p.facility = f.id AND p.hidden IS NULL)", "1", "1"));

/* Of those that count on day ?1, the one that gives the project's state. */
static const char list_by[] =
    LIST(HANDS(HAND_BY),
         SAID("MATERIALIZED", "t.project", TER_SQL_NEWEST_STATEMENT,
              KNOWN_BY " AND t.project NOT IN (SELECT project FROM hands)"),
         REFERRED("f.id NOT IN (SELECT s.facility FROM said s CROSS JOIN statement t ON t.rowid = s.statement"
                  "    CROSS JOIN project p ON p.id = t.project WHERE p.hidden IS NULL"
                  "   UNION ALL SELECT p.facility FROM hands h CROSS JOIN project p ON p.id = h.project"
                  "    WHERE p.hidden IS NULL)",
                  KNOWN_BY, HAND_BY));

/* The columns of ter_feature_each_row; of an outline those of documents and sources are NULL. */
#define LISTED                                                                                                         \
    "SELECT x.facility, x.project, x.name, x.pinyin, x.kind, x.part, x.area, x.status, x.basis, x.year, x.action,"     \
    " l.precision, l.uncertainty_m,"
static const char listed[] =
    LISTED " coalesce(h.words, d.name), d.title, coalesce(h.day, d.published_on),"
           " CASE WHEN h.id IS NULL THEN m.quote ELSE h.why END, CASE WHEN h.id IS NULL THEN m.confidence ELSE 1 END,"
           " o.name, o.licence, l.shape FROM temp.listed x CROSS JOIN place l ON l.rowid = x.place"
           " LEFT JOIN mention m ON m.rowid = x.mention LEFT JOIN document d ON d.id = m.document"
           " LEFT JOIN hand h ON h.id = x.hand LEFT JOIN source o ON o.id = l.source ORDER BY x.number";
static const char outlined[] = LISTED " NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.shape FROM temp.listed x"
                                      " CROSS JOIN place l ON l.rowid = x.place ORDER BY x.number";

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
    return each_listed(r, listed, filter, fn, context, err);
}

ter_status ter_registry_each_outline(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err) {
    return each_listed(r, outlined, filter, fn, context, err);
}
