/* What a person does to a typed table in QGIS, or in any other program, becomes an override at once, and facility,
 * project and place follow it, so that every reader sees the edit before the program itself runs again (names in pinyin
 * follow then). Only functions that both of QGIS's providers have are called. While the program writes, a row in
 * `deriving` keeps the triggers still; so does each of them while it writes itself. */
#include "registry/file/schema.h"

#include <string.h>

/* In the SQL $table is the layer, $type its geometry type, and $geom the new geometry as the layer keeps it. */
#define UNLESS_DERIVING "NOT EXISTS (SELECT 1 FROM deriving)"
#define BEGIN_DERIVING  " INSERT INTO deriving VALUES (1);"
#define END_DERIVING    " DELETE FROM deriving; END;"
#define LAST            "(SELECT max(id) FROM override)"
#define NOW             "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
#define STATES          "('planned', 'started', 'under_construction', 'completed', 'suspended', 'cancelled', 'existing')"
#define ACTIONS         "('construction', 'rehabilitation', 'replacement', 'expansion')"
#define STATE_OF(row)                                                                                                  \
    "json_object('status', " row ".status, 'basis', nullif(" row ".basis, ''), 'year', " row                           \
    ".year, 'action', nullif(" row ".action, ''))"

/* What no program may put into these columns; one line that QGIS shows. ROLLBACK and not ABORT: after an ABORT
 * QGIS 3.22 goes back to a savepoint that it never releases, so that all later edits of the session are lost. */
#define REFUSE_BAD_VALUES                                                                                              \
    " SELECT RAISE(ROLLBACK, 'a facility needs a name') WHERE trim(coalesce(NEW.name, '')) = '';"                      \
    " SELECT RAISE(ROLLBACK, 'a facility needs a kind: park, school, hospital, road, waterway or another in lower "    \
    "case')"                                                                                                           \
    "  WHERE coalesce(NEW.kind, '') = '' OR NEW.kind GLOB '*[^a-z_]*';"                                                \
    " SELECT RAISE(ROLLBACK, 'status is one of planned, started, under_construction, completed, suspended, "           \
    "cancelled, "                                                                                                      \
    "existing') WHERE coalesce(NEW.status, 'existing') NOT IN " STATES ";"                                             \
    " SELECT RAISE(ROLLBACK, 'basis is reported, target or empty') WHERE coalesce(NEW.basis, '')"                      \
    "  NOT IN ('', 'reported', 'target');"                                                                             \
    " SELECT RAISE(ROLLBACK, 'action is construction, rehabilitation, replacement, expansion or empty')"               \
    "  WHERE coalesce(NEW.action, '') NOT IN " ACTIONS " AND coalesce(NEW.action, '') <> '';"                          \
    " SELECT RAISE(ROLLBACK, 'year is a year such as 2026, or empty') WHERE NEW.year IS NOT NULL"                      \
    "  AND (typeof(NEW.year) <> 'integer' OR NEW.year NOT BETWEEN 1900 AND 2200);"

static const char refuse[] =
    "CREATE TRIGGER $table_refuse BEFORE UPDATE ON $table WHEN " UNLESS_DERIVING " BEGIN"
    " SELECT RAISE(ROLLBACK, 'this column follows from documents and cannot be edited; edit name, kind, part, status, "
    "basis, year, action or the geometry') WHERE OLD.facility_id IS NOT NEW.facility_id"
    "  OR OLD.project_id IS NOT NEW.project_id OR OLD.pinyin IS NOT NEW.pinyin OR OLD.precision IS NOT NEW.precision"
    "  OR OLD.uncertainty_m IS NOT NEW.uncertainty_m OR OLD.document IS NOT NEW.document"
    "  OR OLD.document_date IS NOT NEW.document_date OR OLD.quote IS NOT NEW.quote"
    "  OR OLD.confidence IS NOT NEW.confidence OR OLD.geometry_source IS NOT NEW.geometry_source;" REFUSE_BAD_VALUES
    " END;";

/* A project of the whole stands for its facility: what is moved, moves with all that lay in the same place. */
#define WHOLE "(NEW.project_id IS NULL OR NEW.project_id GLOB '*.whole')"
#define PUT_PLACE                                                                                                      \
    " INSERT INTO source SELECT -id, words, 'set by hand', day, 'WGS 84' FROM hand WHERE id = " LAST ";"               \
    " INSERT INTO place SELECT 'hand-' || o.id, NULL, NULL, NULL, 'exact', 'exact', o.uncertainty_m, 1, h.words,"      \
    "  -o.id, o.geometry_type, o.new_shape, 0, NULL FROM override o JOIN hand h ON h.id = o.id WHERE o.id = " LAST ";"

static const char move[] =
    "CREATE TRIGGER $table_move AFTER UPDATE OF geom ON $table"
    " WHEN OLD.geom IS NOT NEW.geom AND " UNLESS_DERIVING " BEGIN" BEGIN_DERIVING
    " INSERT INTO override (what, target, field, old_shape, new_shape, geometry_type, uncertainty_m, person, at, "
    "source)"
    "  VALUES ('set', CASE WHEN " WHOLE " THEN NEW.facility_id ELSE NEW.project_id END, 'geometry', OLD.geom,"
    "  $geom, '$type', 10, NEW.edited_by, " NOW ", 'qgis');" PUT_PLACE " UPDATE project SET place = 'hand-' || " LAST
    " WHERE id = NEW.project_id OR (" WHOLE
    "  AND facility = NEW.facility_id AND place = (SELECT place FROM facility WHERE id = NEW.facility_id)"
    "  AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.field = 'geometry' AND o.target = project.id));"
    " UPDATE facility SET place = 'hand-' || " LAST " WHERE id = NEW.facility_id AND " WHOLE ";"
    " UPDATE $table SET geom = $geom, precision = 'exact', uncertainty_m = 10,"
    "  geometry_source = (SELECT words FROM hand WHERE id = " LAST ") WHERE fid = NEW.fid"
    "  OR project_id IN (SELECT id FROM project WHERE facility = NEW.facility_id AND place = 'hand-' || " LAST
    ");" END_DERIVING;

static const char restate[] =
    "CREATE TRIGGER $table_restate AFTER UPDATE OF status, basis, year, action ON $table WHEN " UNLESS_DERIVING
    " AND " STATE_OF("OLD") " <> " STATE_OF(
        "NEW") " BEGIN" BEGIN_DERIVING
               " INSERT INTO override (what, target, field, old_value, new_value, person, at, source) VALUES ('set',"
               "  coalesce(NEW.project_id, NEW.facility_id || '.whole'), 'state', " STATE_OF("OLD") ", " STATE_OF(
                   "NEW") ", NEW.edited_by, " NOW ", 'qgis');"
                          " INSERT INTO project (id, facility, title, place, status) SELECT NEW.facility_id || "
                          "'.whole', f.id, f.name,"
                          "  f.place, NEW.status FROM facility f WHERE f.id = NEW.facility_id AND NEW.project_id IS "
                          "NULL;"
                          " UPDATE project SET (status, basis, year, action, hand) = (NEW.status, nullif(NEW.basis, "
                          "''), NEW.year,"
                          "  nullif(NEW.action, ''), " LAST
                          ") WHERE id = coalesce(NEW.project_id, NEW.facility_id || '.whole');"
                          " UPDATE $table SET project_id = coalesce(project_id, facility_id || '.whole'), quote = "
                          "NULL, confidence = 1,"
                          "  (document, document_date) = (SELECT words, day FROM hand WHERE id = " LAST
                          ") WHERE fid = NEW.fid;" END_DERIVING;

static const char rename_facility[] =
    "CREATE TRIGGER $table_rename AFTER UPDATE OF name ON $table WHEN OLD.name IS NOT NEW.name AND " UNLESS_DERIVING
    " BEGIN" BEGIN_DERIVING " INSERT INTO override (what, target, field, old_value, new_value, person, at, source)"
    "  VALUES ('set', NEW.facility_id, 'name', OLD.name, trim(NEW.name), NEW.edited_by, " NOW ", 'qgis');"
    " UPDATE facility SET name = trim(NEW.name) WHERE id = NEW.facility_id;"
    " INSERT OR IGNORE INTO facility_name VALUES (NEW.facility_id, trim(NEW.name), 'official', trim(NEW.name), '', '');"
    " UPDATE project SET title = trim(NEW.name) || coalesce(part, '') WHERE facility = NEW.facility_id;"
    " UPDATE facility_point SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;"
    " UPDATE facility_line SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;"
    " UPDATE facility_polygon SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;" END_DERIVING;

static const char change_kind[] =
    "CREATE TRIGGER $table_kind AFTER UPDATE OF kind ON $table WHEN OLD.kind IS NOT NEW.kind AND " UNLESS_DERIVING
    " BEGIN" BEGIN_DERIVING " INSERT INTO override (what, target, field, old_value, new_value, person, at, source)"
    "  VALUES ('set', NEW.facility_id, 'kind', OLD.kind, NEW.kind, NEW.edited_by, " NOW ", 'qgis');"
    " UPDATE facility SET kind = NEW.kind WHERE id = NEW.facility_id;"
    " UPDATE facility_point SET kind = NEW.kind WHERE facility_id = NEW.facility_id;"
    " UPDATE facility_line SET kind = NEW.kind WHERE facility_id = NEW.facility_id;"
    " UPDATE facility_polygon SET kind = NEW.kind WHERE facility_id = NEW.facility_id;" END_DERIVING;

static const char change_part[] =
    "CREATE TRIGGER $table_part AFTER UPDATE OF part ON $table WHEN OLD.part IS NOT NEW.part AND " UNLESS_DERIVING
    " BEGIN SELECT RAISE(ROLLBACK, 'a facility that is only named has no parts; set its status first')"
    "  WHERE NEW.project_id IS NULL;" BEGIN_DERIVING
    " INSERT INTO override (what, target, field, old_value, new_value, person, at, source)"
    "  VALUES ('set', NEW.project_id, 'part', OLD.part, NEW.part, NEW.edited_by, " NOW ", 'qgis');"
    " UPDATE project SET part = nullif(NEW.part, ''), title = NEW.name || coalesce(NEW.part, '')"
    "  WHERE id = NEW.project_id;" END_DERIVING;

/* QGIS writes the editor's name after the rest, or before it. */
static const char sign[] =
    "CREATE TRIGGER $table_sign AFTER UPDATE OF edited_by ON $table WHEN OLD.edited_by IS NOT NEW.edited_by "
    "AND " UNLESS_DERIVING " BEGIN" BEGIN_DERIVING
    " UPDATE override SET person = NEW.edited_by WHERE target IN (NEW.facility_id, NEW.project_id)"
    "  AND source = 'qgis' AND at >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 seconds');"
    " UPDATE source SET name = (SELECT words FROM hand WHERE id = -source.id) WHERE -id IN (SELECT o.id FROM override o"
    "  WHERE o.target IN (NEW.facility_id, NEW.project_id) AND o.taken_from IS NULL);"
    " UPDATE place SET reason = (SELECT words FROM hand WHERE id = -place.source) WHERE -source IN"
    "  (SELECT o.id FROM override o WHERE o.target IN (NEW.facility_id, NEW.project_id));"
    " UPDATE $table SET (document, geometry_source) = (SELECT document, geometry_source FROM current_state"
    "  WHERE id = coalesce($table.project_id, $table.facility_id)) WHERE facility_id = NEW.facility_id;" END_DERIVING;

/* The last project of a facility takes the facility with it. */
static const char reject[] =
    "CREATE TRIGGER $table_reject AFTER DELETE ON $table WHEN " UNLESS_DERIVING " BEGIN" BEGIN_DERIVING
    " INSERT INTO override (what, target, old_value, old_shape, geometry_type, person, at, source)"
    "  SELECT 'reject', CASE WHEN EXISTS (SELECT 1 FROM project p WHERE p.facility = OLD.facility_id"
    "   AND p.id <> OLD.project_id AND p.hidden IS NULL) THEN OLD.project_id ELSE OLD.facility_id END, OLD.name,"
    "   OLD.geom, '$type', NULL, " NOW ", 'qgis' WHERE OLD.facility_id IS NOT NULL;"
    " UPDATE project SET hidden = 'rejected' WHERE id = (SELECT target FROM override WHERE id = " LAST ");"
    " UPDATE facility SET hidden = 'rejected' WHERE id = (SELECT target FROM override WHERE id = " LAST
    ");" END_DERIVING;

/* What is drawn, pasted or split off is a new facility, whatever ids came with it. But what bears the name of the one
 * facility of that kind that has no place yet, is its place; a state given with it is then a correction of its state,
 * where it has one only. */
static const char refuse_new[] =
    "CREATE TRIGGER $table_refuse_new BEFORE INSERT ON $table WHEN " UNLESS_DERIVING " BEGIN" REFUSE_BAD_VALUES " END;";
#define UNPLACED                                                                                                       \
    "(SELECT min(f.id) FROM shown_facility f JOIN place l ON l.id = f.place WHERE l.shape IS NULL"                     \
    " AND f.kind = NEW.kind AND EXISTS (SELECT 1 FROM facility_name n WHERE n.facility = f.id"                         \
    "  AND n.name = trim(NEW.name)) HAVING count(*) = 1)"
#define LAST_IS(what) "(SELECT target FROM override WHERE id = " LAST " AND what = '" what "')"
#define STATE_COLUMNS                                                                                                  \
    "facility_id, project_id, name, pinyin, kind, part, status, basis, year, action, precision, uncertainty_m,"        \
    " document, document_date, quote, confidence, geometry_source"
static const char add[] =
    "CREATE TRIGGER $table_add AFTER INSERT ON $table WHEN " UNLESS_DERIVING " BEGIN" BEGIN_DERIVING
    " INSERT INTO override (what, target, field, new_value, new_shape, geometry_type, uncertainty_m, person, at, "
    "source)"
    "  SELECT CASE WHEN known IS NULL THEN 'add' ELSE 'set' END,"
    "  coalesce(known, NEW.kind || '-' || lower(hex(randomblob(6)))), CASE WHEN known IS NOT NULL THEN 'geometry' END,"
    "  CASE WHEN known IS NULL THEN json_object('name', trim(NEW.name), 'kind', NEW.kind, 'status',"
    "   coalesce(NEW.status, 'existing'), 'basis', nullif(NEW.basis, ''), 'year', NEW.year, 'action',"
    "   nullif(NEW.action, '')) END, NEW.geom, '$type', coalesce(NEW.uncertainty_m, 10), NEW.edited_by, " NOW
    ", 'qgis' FROM (SELECT " UNPLACED " AS known);" PUT_PLACE
    " INSERT INTO facility (id, kind, name, pinyin, place) SELECT target, NEW.kind, trim(NEW.name), '', 'hand-' || id"
    "  FROM override WHERE id = " LAST " AND what = 'add';"
    " INSERT INTO facility_name SELECT target, trim(NEW.name), 'official', trim(NEW.name), '', '' FROM override"
    "  WHERE id = " LAST " AND what = 'add';"
    " INSERT INTO project (id, facility, title, place, status, basis, year, action, hand)"
    "  SELECT target || '.whole', target, trim(NEW.name), 'hand-' || id, NEW.status, nullif(NEW.basis, ''), NEW.year,"
    "  nullif(NEW.action, ''), id FROM override WHERE id = " LAST
    " AND what = 'add' AND coalesce(NEW.status, 'existing') <> 'existing';"
    " UPDATE $table SET (facility_id, project_id, pinyin, part, status, basis, action, precision, uncertainty_m,"
    "  document, document_date, quote, confidence, geometry_source) = (SELECT o.target, p.id, '', NULL,"
    "  coalesce(NEW.status, 'existing'), p.basis, p.action, 'exact', o.uncertainty_m,"
    "  CASE WHEN p.id IS NOT NULL THEN h.words END, CASE WHEN p.id IS NOT NULL THEN h.day END, NULL,"
    "  CASE WHEN p.id IS NOT NULL THEN 1 END, h.words FROM override o JOIN hand h ON h.id = o.id"
    "  LEFT JOIN project p ON p.facility = o.target WHERE o.id = " LAST ") WHERE fid = NEW.fid AND " LAST_IS(
        "add") " IS NOT NULL;"
               /* A place for one that was there. */
               " UPDATE project SET place = 'hand-' || " LAST " WHERE facility = " LAST_IS(
                   "set") " AND place IN (SELECT id FROM place WHERE shape IS NULL);"
                          " UPDATE facility SET place = 'hand-' || " LAST " WHERE id = " LAST_IS(
                              "set") ";"
                                     " UPDATE $table SET (" STATE_COLUMNS ") = (SELECT " STATE_COLUMNS
                                     " FROM current_state c WHERE c.facility_id = " LAST_IS(
                                         "set") " ORDER BY c.id LIMIT 1)"
                                                "  WHERE fid = NEW.fid AND " LAST_IS(
                                                    "set") " IS NOT NULL;"
                                                           " INSERT INTO $table (" STATE_COLUMNS
                                                           ", geom) SELECT " STATE_COLUMNS
                                                           ", shape FROM current_state c WHERE c.facility_id "
                                                           "= " LAST_IS(
                                                               "set") "  AND c.id <> (SELECT min(id) FROM "
                                                                      "current_state WHERE facility_id = "
                                                                      "c.facility_id) AND c.shape IS NEW.geom;"
                                                                      " DELETE FROM deriving;"
                                                                      " UPDATE $table SET status = NEW.status, basis = "
                                                                      "NEW.basis, year = NEW.year, action = NEW.action"
                                                                      "  WHERE fid = NEW.fid AND NEW.status IS NOT "
                                                                      "NULL AND NEW.status <> 'existing' AND " LAST_IS(
                                                                          "set") " IS NOT NULL"
                                                                                 "  AND (SELECT count(*) FROM "
                                                                                 "current_state c WHERE c.facility_id "
                                                                                 "= $table.facility_id) = 1; END;";

static void put_filled(const char *sql, const char *table, ter_buf *out) {
    bool points = strcmp(table, "facility_point") == 0;
    const struct {
        const char *word, *value;
    } words[] = {{"$table", table},
                 {"$type", table + strlen("facility_")},
                 {"$geom", points ? "NEW.geom" : "CastToMulti(NEW.geom)"}};
    for (const char *at; (at = strchr(sql, '$'));) {
        ter_buf_append(out, sql, (size_t)(at - sql));
        size_t i = 0;
        while (strncmp(at, words[i].word, strlen(words[i].word)) != 0) i++;
        ter_buf_puts(out, words[i].value);
        sql = at + strlen(words[i].word);
    }
    ter_buf_puts(out, sql);
}

/* A line or polygon that is redrawn may be a single one: QGIS makes several of one when it adds a feature, but not when
 * it changes one, and SpatiaLite's own trigger then refuses it. `move` keeps it as the layer's type. */
static const char take_single[] =
    "DROP TRIGGER ggu_$table_geom;"
    "CREATE TRIGGER ggu_$table_geom BEFORE UPDATE OF geom ON $table BEGIN"
    " SELECT RAISE(ROLLBACK, '$table.geom violates Geometry constraint [geom-type or SRID not allowed]')"
    "  WHERE (SELECT geometry_type FROM geometry_columns WHERE Lower(f_table_name) = '$table'"
    "   AND Lower(f_geometry_column) = 'geom' AND GeometryConstraints($geom, geometry_type, srid) = 1) IS NULL; END;";

ter_status ter_triggers_make(ter_store *s, const char *table, ter_error *err) {
    static const char *const all[] = {refuse,      move, restate, rename_facility, change_kind,
                                      change_part, sign, reject,  refuse_new,      add};
    ter_buf sql = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) put_filled(all[i], table, &sql);
    put_filled(take_single, table, &sql);
    ter_status status = ter_store_script(s, sql.ptr, err);
    ter_buf_release(&sql);
    return status;
}
