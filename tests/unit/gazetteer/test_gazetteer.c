#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "gazetteer/gazetteer_build.h"
#include "gazetteer/lookup.h"
#include "gazetteer/name_rules.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

static char folder[64];

static int setup(void **state) {
    (void)state;
    strcpy(folder, "/tmp/terrier_gazetteer_XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    chmod(folder, 0700);
    return ter_dir_remove(folder, NULL) == TER_OK ? 0 : -1;
}

/* A path in the folder; good for the next three calls. */
static const char *in_folder(const char *name) {
    static char paths[4][256];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

static const char *write_file(const char *name, const char *text) {
    const char *path = in_folder(name);
    assert_int_equal(ter_file_write(path, ter_str_from(text), NULL), TER_OK);
    return path;
}

static ter_status build(const char *out, const char *source, const ter_gazetteer_build_options *options,
                        ter_gazetteer_build_report *report, ter_error *err) {
    *err = (ter_error){TER_OK, ""};
    return ter_gazetteer_build(out, &source, 1, options, report, err);
}

static const ter_gazetteer_build_options parks = {.kind = "park", .crs = "EPSG:4326"};

static const char *const table = "name,aliases,lon,lat,accuracy_m,date\n"
                                 "北京朝阳公园,朝阳公园;朝公园|CP,116.47,39.94,50,2024-01-01\n"
                                 "\"日坛公园, Ritan Park\",,116.44,39.91,,\n"
                                 ",,116.4,39.9,,\n";

static ter_gazetteer *built(const char *name, const char *source, const ter_gazetteer_build_options *options) {
    ter_gazetteer_build_report report;
    ter_error err;
    ter_gazetteer *g = NULL;
    const char *out = in_folder(name);
    if (build(out, source, options, &report, &err) != TER_OK) fail_msg("%s", err.message);
    assert_int_equal(ter_gazetteer_open(out, &g, &err), TER_OK);
    return g;
}

static size_t lookup(const ter_gazetteer *g, const char *name, bool folded, ter_gazetteer_hit *first) {
    ter_gazetteer_hit *hits = NULL;
    size_t count = 0;
    assert_int_equal(ter_gazetteer_lookup(g, ter_str_from(name), folded, &hits, &count, NULL), TER_OK);
    if (count && first) *first = hits[0];
    free(hits);
    return count;
}

static void what_is_built_is_found(void **state) {
    (void)state;
    ter_gazetteer_hit hit;
    ter_gazetteer *g = built("a.gaz", write_file("a.csv", table), &parks);
    assert_int_equal(ter_gazetteer_count(g), 2);
    assert_int_equal(lookup(g, "北京朝阳公园", false, &hit), 1);
    assert_int_equal(hit.type, TER_NAME_OFFICIAL);
    const ter_toponym *t = ter_gazetteer_at(g, hit.position);
    assert_string_equal(t->kind, "park");
    assert_true(t->accuracy_m == 50 && fabs(t->point.lon_deg - 116.47) < 1e-9);
    assert_string_equal(t->source, "a.csv");
    assert_string_equal(t->licence, "not stated");
    assert_string_equal(t->date, "2024-01-01");
    assert_int_equal(lookup(g, "朝公园", false, &hit), 1);
    assert_int_equal(hit.type, TER_NAME_ALIAS);
    /* folding: traditional, full width, brackets */
    assert_int_equal(lookup(g, "朝陽公園", false, NULL), 0);
    assert_int_equal(lookup(g, "朝陽公園", true, NULL), 1);
    assert_int_equal(lookup(g, "ｃｐ", true, NULL), 1);
    /* a joint raw name is taken apart */
    assert_int_equal(lookup(g, "日坛公园", false, &hit), 1);
    assert_int_equal(hit.type, TER_NAME_OFFICIAL);
    assert_int_equal(lookup(g, "Ritan Park", false, NULL), 1);
    assert_int_equal(lookup(g, "", true, NULL), 0);
    assert_int_equal(lookup(g, "' OR 1=1 --", true, NULL), 0);
    ter_geometry geometry;
    assert_int_equal(ter_gazetteer_geometry(g, hit.position, &geometry, NULL), TER_OK);
    assert_int_equal(geometry.type, TER_GEOMETRY_POINT);
    ter_geometry_release(&geometry);
    assert_int_equal(ter_gazetteer_geometry(g, 99, &geometry, NULL), TER_FORMAT);
    ter_gazetteer_free(g);
}

static void the_same_input_gives_the_same_bytes(void **state) {
    (void)state;
    ter_gazetteer_build_report report;
    ter_error err;
    ter_buf one = {0}, two = {0};
    const char *source = write_file("a.csv", table), *first = in_folder("1.gaz"), *second = in_folder("2.gaz");
    assert_int_equal(build(first, source, &parks, &report, &err), TER_OK);
    assert_int_equal(report.features, 2);
    assert_int_equal(report.unnamed, 1);
    assert_int_equal(build(second, source, &parks, &report, &err), TER_OK);
    assert_int_equal(build(second, source, &parks, &report, &err), TER_OK); /* over one of ours */
    assert_int_equal(ter_file_read(first, &one, &err), TER_OK);
    assert_int_equal(ter_file_read(second, &two, &err), TER_OK);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.ptr, two.ptr, one.len);
    /* and the bytes open from memory */
    ter_gazetteer *g = NULL;
    assert_int_equal(ter_gazetteer_open_bytes(one.ptr, one.len, "bytes", &g, &err), TER_OK);
    assert_string_equal(ter_gazetteer_title(g), "bytes");
    assert_int_equal(lookup(g, "日坛公园", false, NULL), 1);
    ter_gazetteer_free(g);
    assert_memory_equal(one.ptr, two.ptr, one.len);
    ter_buf_release(&one);
    ter_buf_release(&two);
}

/* Two ways of one road, a road of the same name far away, an area around the first. */
static void ways_become_roads_in_areas(void **state) {
    (void)state;
    const char *source = write_file(
        "b.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲路\",\"highway\":\"primary\",\"osm_id\":\"1\"},"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.4,39.9],[116.41,39.9]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲路\",\"highway\":\"primary\",\"osm_id\":\"2\"},"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.41,39.9],[116.42,39.9]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲路\",\"highway\":\"primary\",\"osm_id\":\"3\"},"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[117.4,39.9],[117.41,39.9]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲路\",\"barrier\":\"gate\",\"osm_id\":\"4\"},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[117.4,39.9]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"某区\",\"boundary\":\"administrative\",\"osm_id\":\"5\"},"
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116,39],[117,39],[117,40],[116,40],[116,39]]]}}]}");
    ter_gazetteer_build_options none = {0};
    ter_gazetteer *g = built("b.gaz", source, &none);
    assert_int_equal(ter_gazetteer_count(g), 3);
    ter_gazetteer_hit *hits = NULL;
    size_t count = 0, inside = 0;
    assert_int_equal(ter_gazetteer_lookup(g, ter_str_from("甲路"), false, &hits, &count, NULL), TER_OK);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        const ter_toponym *t = ter_gazetteer_at(g, hits[i].position);
        if (strcmp(t->area, "某区") != 0) continue;
        inside++;
        assert_true(fabs(t->bbox.max_lon - 116.42) < 1e-9);
    }
    assert_int_equal(inside, 1);
    assert_true(strcmp(ter_gazetteer_at(g, hits[0].position)->key, ter_gazetteer_at(g, hits[1].position)->key) != 0);
    free(hits);
    ter_gazetteer_free(g);
}

/* Degrees of longitude on the equator: 0.001 is 111 m. */
static void nearness_joins_and_stated_areas_part(void **state) {
    (void)state;
    const ter_gazetteer_build_options roads = {.kind = "road", .crs = "EPSG:4326"};
    static const char *const line = "%s,\"LINESTRING(%f 0,%f 0)\",%s\n";
    ter_buf csv = {0};
    ter_buf_puts(&csv, "name,WKT,area\n");
    /* 200 pieces 222 m apart in no order are one road, in one pass as in many */
    for (int i = 0; i < 200; i++) {
        double at = (i * 77 % 200) * 0.003;
        ter_buf_printf(&csv, line, "甲路", at, at + 0.001, "");
    }
    ter_buf_printf(&csv, line, "乙路", 1.0, 1.001, "");
    ter_buf_printf(&csv, line, "乙路", 1.0035, 1.0045, ""); /* 278 m */
    ter_buf_printf(&csv, line, "丙路", 1.0, 1.001, "");
    ter_buf_printf(&csv, line, "丙路", 1.004, 1.005, ""); /* 334 m */
    ter_buf_printf(&csv, line, "丁路", 1.0, 1.001, "东区");
    ter_buf_printf(&csv, line, "丁路", 1.001, 1.002, "西区");
    ter_gazetteer *g = built("near.gaz", write_file("near.csv", csv.ptr), &roads);
    ter_gazetteer_hit hit;
    assert_int_equal(lookup(g, "甲路", false, &hit), 1);
    assert_true(fabs(ter_gazetteer_at(g, hit.position)->bbox.max_lon - 0.598) < 1e-9);
    assert_int_equal(lookup(g, "乙路", false, NULL), 1);
    assert_int_equal(lookup(g, "丙路", false, NULL), 2);
    assert_int_equal(lookup(g, "丁路", false, NULL), 2);
    ter_gazetteer_free(g);
    ter_buf_release(&csv);
}

static const char *area_of(const ter_gazetteer *g, const char *name) {
    ter_gazetteer_hit hit = {0};
    assert_int_equal(lookup(g, name, false, &hit), 1);
    return ter_gazetteer_at(g, hit.position)->area;
}

static void the_smallest_area_around_it_is_its_parent(void **state) {
    (void)state;
    const ter_gazetteer_build_options none = {.crs = "EPSG:4326"};
    ter_gazetteer *g =
        built("in.gaz",
              write_file("in.csv", "name,kind,WKT\n"
                                   "大市,admin,\"POLYGON((0 0,4 0,4 4,0 4,0 0))\"\n"
                                   "西区,admin,\"POLYGON((0 0,2 0,2 4,0 4,0 0),(1 1,1 2,1.5 2,1.5 1,1 1))\"\n"
                                   "东区,admin,\"POLYGON((2 0,4 0,3 2,4 4,2 4,2 0))\"\n"
                                   "一公园,park,POINT(0.5 0.5)\n"
                                   "二公园,park,POINT(1.2 1.5)\n" /* in the hole */
                                   "三公园,park,POINT(3.5 2)\n"   /* in the bay */
                                   "四公园,park,POINT(9 9)\n"
                                   "五路,road,\"LINESTRING(1.8 3,2.2 3)\"\n"
                                   "六路,road,\"LINESTRING(2.2 3,2.4 3)\"\n"),
              &none);
    assert_string_equal(area_of(g, "大市"), "");
    assert_string_equal(area_of(g, "西区"), "大市");
    assert_string_equal(area_of(g, "一公园"), "西区");
    assert_string_equal(area_of(g, "二公园"), "大市");
    assert_string_equal(area_of(g, "三公园"), "大市");
    assert_string_equal(area_of(g, "四公园"), "");
    assert_string_equal(area_of(g, "五路"), "大市");
    assert_string_equal(area_of(g, "六路"), "东区");
    ter_gazetteer_free(g);
}

static void keys_are_of_kind_name_and_area_alone(void **state) {
    (void)state;
    const char *one = write_file("k1.csv", "name,lon,lat,area\n朝阳公园,116.47,39.94,朝阳区\n");
    ter_gazetteer *a = built("k1.gaz", one, &parks);
    const char *two =
        write_file("k2.csv", "area,name,lon,lat\n朝阳区,日坛公园,116.44,39.91\n朝阳区,朝阳公园,116.5,39.9\n");
    ter_gazetteer *b = built("k2.gaz", two, &parks);
    ter_gazetteer_hit hit;
    assert_int_equal(lookup(b, "朝阳公园", false, &hit), 1);
    assert_string_equal(ter_gazetteer_at(a, 0)->key, ter_gazetteer_at(b, hit.position)->key);
    assert_int_equal(strncmp(ter_gazetteer_at(a, 0)->key, "park-", 5), 0);
    ter_gazetteer_free(a);
    ter_gazetteer_free(b);
}

static bool only_parks(const char *kind, void *context) {
    (void)context;
    return strcmp(kind, "park") == 0;
}

static void assert_refused(const char *source, ter_gazetteer_build_options options, const char *words) {
    ter_gazetteer_build_report report;
    ter_error err;
    const char *out = in_folder("refused.gaz");
    assert_int_not_equal(build(out, source, &options, &report, &err), TER_OK);
    if (!strstr(err.message, words)) fail_msg("'%s' does not say '%s'", err.message, words);
    assert_null(strchr(err.message, '\n'));
    assert_false(ter_path_exists(out));
}

static void bad_sources_are_refused_and_nothing_is_written(void **state) {
    (void)state;
    ter_gazetteer_build_options strict = parks, kindless = parks, mapped = parks, crsless = parks;
    static const char *const mapping[] = {"name=title"};
    strict.kind_known = only_parks;
    kindless.kind = NULL;
    crsless.crs = NULL;
    mapped.mappings = mapping;
    mapped.mapping_count = 1;
    assert_refused(write_file("r.csv", "title,lon,lat\na,1,1\n"), parks, "no name field");
    assert_refused(write_file("r.csv", "name,lon,lat\na,1,1\n"), mapped, "no column 'title'");
    assert_refused(write_file("r.csv", "name,lon,lat\na,39.9,116.4\n"), parks, "swapped");
    assert_refused(write_file("r.csv", "name,lon,lat\na,500,300\n"), parks, "check its CRS");
    assert_refused(write_file("r.csv", "name,lon,lat\na,1,1\n"), crsless, "--crs");
    assert_refused(write_file("r.csv", "name,lon,lat\na,1,1\n"), kindless, "no kind");
    assert_refused(write_file("r.csv", "name,lon,lat,kind\na,1,1,Park!\n"), parks, "unknown kind 'Park!'");
    assert_refused(write_file("r.csv", "name,lon,lat,kind\na,1,1,zoo\n"), strict, "unknown kind 'zoo'");
    assert_refused(write_file("r.csv", "name,lon,lat,accuracy_m\na,1,1,-5\n"), parks, "accuracy_m");
    assert_refused(write_file("r.csv", "name,lon,lat\n公\xff园,1,1\n"), parks, "UTF-8");
    assert_refused(write_file("r.csv", "name,note\na,b\n"), parks, "no feature has a name");
    assert_refused(write_file("r.csv", "name,lon,lat\n"), parks, "no features");
    assert_refused(in_folder("absent.csv"), parks, "No such file");
}

static void foreign_files_are_neither_opened_nor_overwritten(void **state) {
    (void)state;
    ter_gazetteer_build_report report;
    ter_error err;
    ter_gazetteer *g = NULL;
    ter_buf back = {0};
    const char *source = write_file("f.csv", "name,lon,lat\na公园,1,1\n"),
               *foreign = write_file("foreign.txt", "keep me");
    assert_int_equal(build(foreign, source, &parks, &report, &err), TER_EXISTS);
    assert_non_null(strstr(err.message, "--overwrite"));
    assert_int_equal(ter_file_read(foreign, &back, NULL), TER_OK);
    assert_string_equal(back.ptr, "keep me");
    ter_buf_release(&back);
    assert_int_equal(ter_gazetteer_open(foreign, &g, &err), TER_FORMAT);
    assert_null(g);
    assert_int_equal(ter_gazetteer_open(folder, &g, &err), TER_FORMAT);
    assert_int_equal(ter_gazetteer_open(in_folder("absent"), &g, &err), TER_IO);
    assert_int_equal(build(source, source, &parks, &report, &err), TER_USAGE);
    ter_gazetteer_build_options over = parks;
    over.overwrite = true;
    assert_int_equal(build(foreign, source, &over, &report, &err), TER_OK);
    assert_int_equal(ter_gazetteer_open(foreign, &g, &err), TER_OK);
    ter_gazetteer_free(g);
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void newer_and_damaged_files_are_told_apart(void **state) {
    (void)state;
    ter_error err;
    ter_gazetteer *g = built("n.gaz", write_file("n.csv", table), &parks);
    ter_gazetteer_free(g);
    const char *path = in_folder("n.gaz");
    run_sql(path, "UPDATE name SET feature = 77 WHERE name = '日坛公园'");
    assert_int_equal(ter_gazetteer_open(path, &g, &err), TER_OK);
    ter_gazetteer_hit *hits;
    size_t count;
    assert_int_equal(ter_gazetteer_lookup(g, ter_str_from("日坛公园"), true, &hits, &count, &err), TER_FORMAT);
    assert_int_equal(count, 0);
    ter_gazetteer_free(g);
    run_sql(path, "UPDATE feature SET source = 5 WHERE id = 2");
    assert_int_equal(ter_gazetteer_open(path, &g, &err), TER_OK);
    assert_string_equal(ter_gazetteer_at(g, 1)->licence, "");
    ter_gazetteer_free(g);
    run_sql(path, "UPDATE feature SET id = 9 WHERE id = 2");
    assert_int_equal(ter_gazetteer_open(path, &g, &err), TER_FORMAT);
    run_sql(path, "PRAGMA user_version = 99");
    assert_int_equal(ter_gazetteer_open(path, &g, &err), TER_VERSION);
    assert_null(g);
}

static void a_read_only_folder_will_do(void **state) {
    (void)state;
    ter_gazetteer *g = built("ro.gaz", write_file("ro.csv", table), &parks);
    ter_gazetteer_free(g);
    const char *path = in_folder("ro.gaz");
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    ter_status status = ter_gazetteer_open(path, &g, NULL);
    chmod(folder, 0700);
    assert_int_equal(status, TER_OK);
    ter_gazetteer_free(g);
}

typedef struct name_list {
    char text[2048];
} name_list;

static void add_name(const char *name, void *context) {
    name_list *list = context;
    strcat(list->text, name);
    strcat(list->text, " ");
}

static void assert_rules(const char *name, const char *kind, const char *expected) {
    name_list list = {""};
    ter_name_rules_apply(name, kind, add_name, &list);
    assert_string_equal(list.text, expected);
}

static void rules_shorten_names_as_people_do(void **state) {
    (void)state;
    assert_rules("北京市朝阳区双桥医院", "hospital", "朝阳区双桥医院 双桥医院 ");
    assert_rules("首都医科大学附属北京朝阳医院", "hospital", "北京朝阳医院 朝阳医院 ");
    assert_rules("京承高速公路", "road", "京承高速 ");
    assert_rules("东四环", "road", "东四环路 ");
    assert_rules("东四环路", "road", "东四环 ");
    assert_rules("建国门外大街", "road", "建外大街 ");
    assert_rules("中国人民大学附属中学", "school", "人大附属中学 中国人民大学附中 人大附中 ");
    assert_rules("北京市第八十中学", "school", "第八十中学 北京市八十中 北京第八十中学 八十中 北京八十中 ");
    assert_rules("云岭县第一中学", "school", "云岭县一中 云岭第一中学 云岭一中 ");
    assert_rules("朝阳区医院", "hospital", ""); /* 朝阳医院 is another */
    /* what is left must be a name */
    assert_rules("北京医院", "hospital", "");
    assert_rules("北京儿童医院", "hospital", "");
    assert_rules("南京东路小学", "school", "");
    assert_rules("北京市医院", "hospital", "");
    assert_rules("广渠门外大街", "road", "");
    assert_rules("朝阳公园", "park", "");
    assert_rules("", "park", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_built_is_found),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
        cmocka_unit_test(ways_become_roads_in_areas),
        cmocka_unit_test(nearness_joins_and_stated_areas_part),
        cmocka_unit_test(the_smallest_area_around_it_is_its_parent),
        cmocka_unit_test(keys_are_of_kind_name_and_area_alone),
        cmocka_unit_test(bad_sources_are_refused_and_nothing_is_written),
        cmocka_unit_test(foreign_files_are_neither_opened_nor_overwritten),
        cmocka_unit_test(newer_and_damaged_files_are_told_apart),
        cmocka_unit_test(a_read_only_folder_will_do),
        cmocka_unit_test(rules_shorten_names_as_people_do),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
