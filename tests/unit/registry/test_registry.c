/* The registry file: opening good and bad ones, one file at rest, reading it by name and by id, and its integrity. */
#include "registry/file/registry.h"
#include "registry/ingest/ingest_document.h"
#include "registry/read/check.h"
#include "registry/read/facility.h"
#include "registry/read/feature.h"
#include "registry/search/by_distance.h"
#include "registry/search/by_name.h"
#include "registry_head.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/wait.h>

static const char text[] = "今年将新建松涛公园二期，望湖路已开工。云溪中学也在附近，雁洲路待定。";

/* A park (polygon), a road (line), a school (two points) and a road without a place. */
typedef struct city {
    ter_geometry park, road, school;
    ter_record_name names[1];
    ter_record_statement statements[2];
    ter_record_mention mentions[4];
    ter_record_document doc;
    char hash[TER_SHA256_HEX_SIZE];
} city;

static void city_init(city *c) {
    static const double square[5][2] = {
        {118.30, 26.10}, {118.31, 26.10}, {118.31, 26.11}, {118.30, 26.11}, {118.30, 26.10}};
    memset(c, 0, sizeof *c);
    c->park.type = TER_GEOMETRY_POLYGON;
    for (int i = 0; i < 5; i++) ter_geometry_add_point(&c->park, (ter_position){square[i][0], square[i][1]});
    ter_geometry_end_part(&c->park);
    ter_geometry_end_polygon(&c->park);
    c->road.type = TER_GEOMETRY_LINE;
    ter_geometry_add_point(&c->road, (ter_position){118.25, 26.05});
    ter_geometry_add_point(&c->road, (ter_position){118.35, 26.05});
    ter_geometry_end_part(&c->road);
    c->school = point_at(118.285, 26.08);
    ter_geometry_add_point(&c->school, (ter_position){118.287, 26.08});
    ter_geometry_end_part(&c->school);
    c->names[0] = (ter_record_name){"市民公园100%", TER_RECORD_ALIAS};
    ter_record_place park = place_of("park-01", "松涛公园", &c->park);
    park.names = c->names;
    park.name_count = 1;
    c->statements[0] = says(TER_STATE_PLANNED, TER_BASIS_TARGET, 2027);
    c->statements[1] = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2027);
    c->mentions[0] = project_of(mention_of(text, "松涛公园", "park", park), "二期", &c->statements[0], 1);
    c->mentions[1] = project_of(mention_of(text, "望湖路", "road", place_of("road-02", "望湖路", &c->road)), NULL,
                                &c->statements[1], 1);
    c->mentions[2] = mention_of(text, "云溪中学", "school", place_of("school-03", "云溪中学", &c->school));
    c->mentions[3] = mention_of(text, "雁洲路", "road", no_place());
    c->doc = document_of("plan.txt", "2027-02-16", text, c->mentions, 4, c->hash);
}

static void city_release(city *c) {
    ter_geometry_release(&c->park);
    ter_geometry_release(&c->road);
    ter_geometry_release(&c->school);
}

static const char *city_registry(const char *name) {
    city c;
    city_init(&c);
    const char *path = in_folder(name);
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    assert_int_equal(put(r, &c.doc), TER_INGEST_ADDED);
    ter_registry_free(r);
    city_release(&c);
    return path;
}

static void write_file(const char *path, const char *data, size_t size) {
    ter_error err = {0};
    assert_int_equal(ter_file_write(path, (ter_str){data, size}, &err), TER_OK);
}

static char *bytes_of(const char *path, size_t *size) {
    ter_buf b = {0};
    ter_error err = {0};
    assert_int_equal(ter_file_read(path, &b, &err), TER_OK);
    *size = b.len;
    return ter_buf_detach(&b);
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

/* ---- opening ---- */

static void assert_refused(const char *path, ter_registry_mode mode, ter_status expected) {
    ter_registry *r = (ter_registry *)&r;
    ter_error err = {0};
    assert_int_equal(ter_registry_open(path, mode, &r, &err), expected);
    assert_null(r);
    assert_int_equal(err.code, expected);
    assert_non_null(strstr(err.message, path)); /* names the file */
    assert_non_null(strchr(err.message, ';'));  /* and says what to do */
}

static void what_is_no_registry(void **state) {
    (void)state;
    static const ter_registry_mode modes[] = {TER_REGISTRY_READ, TER_REGISTRY_WRITE, TER_REGISTRY_CREATE};
    const char *words = in_folder("words.txt"), *empty = in_folder("empty"), *foreign = in_folder("foreign.sqlite");
    write_file(words, "这不是登记册。这不是登记册。这不是登记册。这不是登记册。", 84);
    write_file(empty, "", 0);
    run_sql(foreign, "CREATE TABLE t(x)");
    size_t size;
    char *before = bytes_of(foreign, &size);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_refused(words, modes[i], TER_FORMAT);
        assert_refused(empty, modes[i], TER_FORMAT);
        assert_refused(foreign, modes[i], TER_FORMAT);
        assert_refused(folder, modes[i], TER_IO);
    }
    char *after = bytes_of(foreign, &size);
    assert_memory_equal(after, before, size);
    free(before);
    free(after);
    assert_refused(in_folder("absent.sqlite"), TER_REGISTRY_READ, TER_IO);
    assert_refused(in_folder("absent.sqlite"), TER_REGISTRY_WRITE, TER_IO);
    assert_refused(in_folder("no/such/r.sqlite"), TER_REGISTRY_CREATE, TER_IO);
    assert_false(ter_path_exists(in_folder("absent.sqlite")));
}

static void newer_and_damaged(void **state) {
    (void)state;
    const char *newer = city_registry("newer.sqlite");
    run_sql(newer, "PRAGMA user_version=9999");
    assert_refused(newer, TER_REGISTRY_READ, TER_VERSION);
    assert_refused(newer, TER_REGISTRY_WRITE, TER_VERSION);
    const char *whole = city_registry("whole.sqlite"), *cut = in_folder("cut.sqlite");
    size_t size;
    char *bytes = bytes_of(whole, &size);
    memset(bytes + 100, 0xa5, 3996); /* the root of the schema */
    write_file(cut, bytes, size);
    free(bytes);
    assert_refused(cut, TER_REGISTRY_READ, TER_FORMAT);
}

static void is_one_file_at_rest(void **state) {
    (void)state;
    const char *path = city_registry("r.sqlite");
    assert_false(ter_path_exists(in_folder("r.sqlite-wal")));
    assert_false(ter_path_exists(in_folder("r.sqlite-shm")));
    assert_false(ter_path_exists(in_folder("r.sqlite-journal")));
    assert_value(path, "PRAGMA journal_mode", "wal");
    assert_value(path, "PRAGMA application_id", "1415934546"); /* TerR */
    assert_value(path, "PRAGMA user_version", "6");
    assert_value(path,
                 "SELECT f_table_name, type, srid, spatial_index_enabled FROM geometry_columns"
                 " JOIN (SELECT 1 AS code, 'point' AS type UNION SELECT 5, 'line' UNION SELECT 6, 'polygon')"
                 " ON code = geometry_type ORDER BY 1",
                 "facility_line line 4326 1 facility_point point 4326 1 facility_polygon polygon 4326 1");
    /* A default style for each of QGIS's two providers, with no clock in it. */
    assert_value(path,
                 "SELECT count(*), count(DISTINCT f_table_name), count(f_table_catalog), sum(useAsDefault),"
                 " count(update_time), min(styleQML LIKE '%categorizedSymbol%') FROM layer_styles",
                 "6 3 3 6 0 1");
}

static void nothing_put_leaves_nothing(void **state) {
    (void)state;
    const char *path = in_folder("unused.sqlite");
    ter_registry_free(registry_opened(path, TER_REGISTRY_CREATE));
    assert_false(ter_path_exists(path));
    const char *kept = city_registry("kept.sqlite");
    ter_registry_free(registry_opened(kept, TER_REGISTRY_CREATE)); /* was there before */
    assert_true(ter_path_exists(kept));
    ter_registry_free(NULL);
}

static void the_same_document_touches_nothing(void **state) {
    (void)state;
    city c;
    city_init(&c);
    const char *path = city_registry("same.sqlite");
    size_t before_size, after_size;
    char *before = bytes_of(path, &before_size);
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    c.doc.name = "another name.txt";
    assert_int_equal(put(r, &c.doc), TER_INGEST_UNCHANGED);
    ter_registry_free(r);
    char *after = bytes_of(path, &after_size);
    assert_int_equal(after_size, before_size);
    assert_memory_equal(after, before, after_size);
    free(before);
    free(after);
    city_release(&c);
}

/* In a child that root's rights have left. Exit codes: what went wrong. */
static int reads_as_nobody(const char *path) {
    if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)) return 77;
    ter_registry *r;
    if (ter_registry_open(path, TER_REGISTRY_READ, &r, NULL) != TER_OK) return 1;
    ter_near_hits hits;
    ter_status status = ter_registry_near(r, (ter_position){118.3, 26.1}, 1e6, 0, NULL, &hits, NULL);
    bool all = hits.len == 3;
    ter_near_hits_release(&hits);
    ter_registry_free(r);
    if (status != TER_OK || !all) return 2;
    return ter_registry_open(path, TER_REGISTRY_WRITE, &r, NULL) == TER_READONLY ? 0 : 3;
}

static void a_read_only_folder_is_read(void **state) {
    (void)state;
    const char *plain = city_registry("plain.sqlite"), *wal = city_registry("odd name?#%25.sqlite");
    run_sql(plain, "PRAGMA journal_mode=DELETE"); /* as an earlier version left it */
    assert_false(ter_path_exists(in_folder("odd name?#%25.sqlite-wal")));
    const char *const paths[] = {plain, wal};
    for (int i = 0; i < 2; i++) {
        chmod(paths[i], 0444);
        chmod(folder, 0555);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) _exit(reads_as_nobody(paths[i]));
        int status = 0;
        waitpid(child, &status, 0);
        chmod(folder, 0755);
        assert_true(WIFEXITED(status));
        if (WEXITSTATUS(status) == 77) skip();
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

/* ---- reading ---- */

typedef struct finds {
    ter_buf lines;
} finds;

static void add_find(const ter_found *f, void *context) {
    ter_buf_printf(&((finds *)context)->lines, "%s by %s (%s, %s)\n", f->name, f->matched, f->matched_type,
                   ter_found_how_name(f->how));
}

static void assert_found(ter_registry *r, const char *wanted, const char *expected) {
    finds f = {0};
    ter_error err = {0};
    assert_int_equal(ter_registry_find(r, &(ter_find_request){.text = wanted}, add_find, &f, &err), TER_OK);
    assert_string_equal(f.lines.ptr ? f.lines.ptr : "", expected);
    ter_buf_release(&f.lines);
}

static void finds_by_name(void **state) {
    (void)state;
    ter_registry *r = registry_opened(city_registry("find.sqlite"), TER_REGISTRY_READ);
    assert_found(r, "松涛公园", "松涛公园 by 松涛公园 (official, exact)\n");
    assert_found(r, "松濤公園", "松涛公园 by 松涛公园 (official, exact)\n");
    assert_found(r, "松涛", "松涛公园 by 松涛公园 (official, prefix)\n");
    assert_found(r, "涛公", "松涛公园 by 松涛公园 (official, substring)\n");
    assert_found(r, "市民", "松涛公园 by 市民公园100% (alias, prefix)\n");
    assert_found(r, "路", "望湖路 by 望湖路 (official, substring)\n雁洲路 by 雁洲路 (full, substring)\n");
    assert_found(r, "Song Tao", "松涛公园 by 松涛公园 (official, pinyin)\n");
    assert_found(r, "taogongyuan", "松涛公园 by 松涛公园 (official, pinyin)\n");
    assert_found(r, "ongtao", ""); /* not from a syllable on */
    assert_found(r, "STGY", "松涛公园 by 松涛公园 (official, initials)\n");
    assert_found(r, "100%", "松涛公园 by 市民公园100% (alias, substring)\n");
    /* Signs that mean something to SQL mean themselves. */
    assert_found(r, "%公园", "");
    assert_found(r, "松_公园", "");
    assert_found(r, "\\", "");
    assert_found(r, "'; DROP TABLE facility; --", "");
    assert_found(r, "", "");
    assert_found(r, "\xff\xfe", "");
    char *longest = ter_alloc(200001);
    memset(longest, 'a', 200000);
    assert_found(r, longest, "");
    free(longest);
    ter_registry_free(r);
}

static void shows_one_whole(void **state) {
    (void)state;
    const char *path = city_registry("show.sqlite");
    char *id = value_of(path, "SELECT id FROM project WHERE part = '二期'");
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    ter_facility f;
    bool found;
    ter_error err = {0};
    assert_int_equal(ter_registry_facility(r, id, &found, &f, &err), TER_OK); /* by its project */
    assert_true(found);
    assert_string_equal(f.name, "松涛公园");
    assert_string_equal(f.pinyin, "song tao gong yuan");
    assert_string_equal(f.source, "made up for tests");
    assert_int_equal(f.geometry.type, TER_GEOMETRY_POLYGON);
    assert_int_equal(f.names.len, 2);
    assert_int_equal(f.projects.len, 1);
    assert_string_equal(f.projects.items[0].title, "松涛公园二期");
    assert_int_equal(f.events.len, 1);
    const ter_facility_event *e = &f.events.items[0];
    assert_int_equal(e->state, TER_STATE_PLANNED);
    assert_int_equal(e->year, 2027);
    assert_string_equal(e->document, "plan.txt");
    assert_memory_equal(text + e->start, "松涛公园", (size_t)(e->end - e->start));
    assert_string_equal(e->quote, text);
    ter_facility_release(&f);
    assert_int_equal(ter_registry_facility(r, "park-000000000000", &found, &f, &err), TER_OK);
    assert_false(found);
    ter_facility_release(&f);
    ter_registry_free(r);
    free(id);
}

static void several_points_are_one(void **state) {
    (void)state;
    const char *path = city_registry("points.sqlite");
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    ter_near_hits hits;
    ter_registry_filter schools = {.kinds = (const char *const[]){"school", NULL}};
    ter_error err = {0};
    assert_int_equal(ter_registry_near(r, (ter_position){118.285, 26.08}, 1000, 0, &schools, &hits, &err), TER_OK);
    assert_int_equal(hits.len, 1);
    assert_true(hits.items[0].distance_m < 210);
    ter_near_hits_release(&hits);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM facility_point", "1");
}

/* ---- harm ---- */

static void hostile_values(void **state) {
    (void)state;
    const char *path = in_folder("hostile.sqlite");
    size_t length = 300000;
    char *longest = ter_alloc(length + 1);
    memset(longest, 'x', length);
    static const char bytes[46] = "a'); DROP TABLE facility; --\0公园\r\n\"路\" \xff\xfe";
    char hash[TER_SHA256_HEX_SIZE];
    ter_sha256_hex((ter_str){bytes, sizeof bytes - 1}, hash);
    ter_record_statement s = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2027);
    ter_record_mention m[2] = {
        {.end = 3,
         .text = "'); --",
         .name = "'); DROP TABLE facility; --",
         .kind = "pa'rk",
         .part = "\"; --",
         .rule = "'",
         .quote = "\n'",
         .role = TER_ROLE_PROJECT,
         .statements = &s,
         .statement_count = 1,
         .place = no_place()},
        {.text = longest, .name = longest, .kind = "road", .rule = "", .quote = "", .place = no_place()}};
    ter_record_document doc = {.sha256 = hash,
                               .name = "'; --.txt",
                               .title = longest,
                               .text = {bytes, sizeof bytes - 1},
                               .mentions = m,
                               .mention_count = 2};
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    assert_int_equal(put(r, &doc), TER_INGEST_ADDED);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM facility", "2");
    assert_value(path, "SELECT length(CAST(text AS BLOB)) FROM document", "45");
    assert_value(path, "PRAGMA integrity_check", "ok");
    free(longest);
}

static size_t faults_after(const char *sql) {
    const char *path = in_folder("faulty.sqlite");
    unlink(path);
    city_registry("faulty.sqlite");
    run_sql(path, sql);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    size_t faults = 0, told = 0;
    ter_error err = {0};
    if (ter_registry_check(r, read_plain, count_fault, &told, &faults, &err) != TER_OK) fail_msg("%s", err.message);
    ter_registry_free(r);
    assert_int_equal(told, faults);
    return faults;
}

static void check_tells_faults(void **state) {
    (void)state;
    static const char *const harms[] = {
        "DELETE FROM document",
        "UPDATE document SET text = text || ' '",
        "UPDATE document SET bytes = x'00'",
        "UPDATE mention SET text = 'x' WHERE number = 0",
        "UPDATE mention SET start_byte = start_byte + 1 WHERE number = 0",
        "UPDATE mention SET end_byte = 100000 WHERE number = 0",
        "UPDATE mention SET quote = quote || 'x' WHERE number = 0",
        "UPDATE source SET licence = NULL",
        "UPDATE place SET source = NULL WHERE name = '望湖路'",
        "DELETE FROM facility_name WHERE name = '望湖路'",
        "DELETE FROM statement",
        "DELETE FROM mention WHERE number = 3",
        "DELETE FROM idx_facility_line_geom",
        "INSERT INTO idx_facility_point_geom VALUES (7, 1, 1, 1, 1)",
        "UPDATE idx_facility_polygon_geom SET xmin = 118.305",
        "DROP TRIGGER gid_facility_line_geom; DELETE FROM facility_line",
    };
    assert_int_equal(faults_after("SELECT 1"), 0);
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++)
        if (faults_after(harms[i]) == 0) fail_msg("not reported: %s", harms[i]);
}

static void other_encodings_keep_their_offsets(void **state) {
    (void)state;
    /* 望湖路。 in UTF-16LE with BOM: the road is at bytes 2 to 8 of the file, 0 to 9 of the text. */
    static const char file[] = "\xff\xfe\x1b\x67\x56\x6e\xef\x8d\x02\x30";
    const char *path = in_folder("utf16.sqlite");
    char hash[TER_SHA256_HEX_SIZE];
    ter_sha256_hex((ter_str){file, 10}, hash);
    ter_record_mention m = {.start = 2,
                            .end = 8,
                            .text = "望湖路",
                            .name = "望湖路",
                            .kind = "road",
                            .rule = "test",
                            .quote = "望湖路。",
                            .quote_start = 2,
                            .quote_end = 10,
                            .place = no_place()};
    ter_record_document doc = {.sha256 = hash,
                               .name = "utf16.txt",
                               .encoding = "UTF-16LE",
                               .text = ter_str_from("望湖路。"),
                               .bytes = {file, 10},
                               .mentions = &m,
                               .mention_count = 1};
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    put(r, &doc);
    ter_registry_free(r);
    assert_sound(path);
    assert_value(path, "SELECT hex(bytes), text FROM document", "FFFE1B67566EEF8D0230 望湖路。");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_registry),
        TEST(newer_and_damaged),
        TEST(is_one_file_at_rest),
        TEST(nothing_put_leaves_nothing),
        TEST(the_same_document_touches_nothing),
        TEST(a_read_only_folder_is_read),
        TEST(finds_by_name),
        TEST(shows_one_whole),
        TEST(several_points_are_one),
        TEST(hostile_values),
        TEST(check_tells_faults),
        TEST(other_encodings_keep_their_offsets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
