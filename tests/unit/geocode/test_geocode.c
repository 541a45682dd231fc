#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "gazetteer/gazetteer_build.h"
#include "geo/distance.h"
#include "geocode/expression.h"
#include "geocode/geocode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A small town: two districts side by side, a river through both, roads across it. */
static const char *const town =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"东区\",\"kind\":\"admin\",\"area\":\"某市\"},\"geometry\":{"
    "\"type\":"
    "\"Polygon\",\"coordinates\":[[[116.5,39.9],[116.6,39.9],[116.6,40],[116.5,40],[116.5,39.9]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"西区\",\"kind\":\"admin\",\"area\":\"某市\"},\"geometry\":{"
    "\"type\":"
    "\"Polygon\",\"coordinates\":[[[116.4,39.9],[116.5,39.9],[116.5,40],[116.4,40],[116.4,39.9]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"柳林乡\",\"aliases\":\"柳林地区\",\"kind\":\"admin\",\"area\":"
    "\"东区\","
    "\"accuracy_m\":200},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.55,39.95],[116.58,39.95],[116.58,39."
    "97],"
    "[116.55,39.97],[116.55,39.95]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"清水河\",\"kind\":\"waterway\",\"area\":\"某市\",\"accuracy_m\":"
    "50},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.41,39.95],[116.59,39.95]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲路\",\"kind\":\"road\",\"area\":\"西区\",\"accuracy_m\":30},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.45,39.92],[116.45,39.98]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙路\",\"kind\":\"road\",\"area\":\"东区\",\"accuracy_m\":30},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.55,39.92],[116.55,39.98]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"丙大街\",\"kind\":\"road\",\"area\":\"西区\",\"accuracy_m\":30},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.43,39.97],[116.47,39.97]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"中心公园\",\"kind\":\"park\",\"area\":\"东区\",\"accuracy_m\":40}"
    ","
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.58,39.98]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"中心公园\",\"kind\":\"park\",\"area\":\"西区\",\"accuracy_m\":40}"
    ","
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.42,39.98]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"望月公园北园\",\"kind\":\"park\",\"area\":\"东区\",\"accuracy_"
    "m\":40},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.51,39.91]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"望月公园\",\"aliases\":\"月园\",\"kind\":\"park\",\"area\":"
    "\"东区\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.511,39.911]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"明德学校\",\"kind\":\"school\",\"area\":\"东区\",\"accuracy_m\":"
    "60},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.52,39.93]}}]}";

static char folder[64];
static ter_gazetteer *gazetteer;
static ter_geocoder *geocoder;

static int setup(void **state) {
    (void)state;
    strcpy(folder, "/tmp/terrier_geocode_XXXXXX");
    if (!mkdtemp(folder)) return -1;
    char source[128], file[128];
    snprintf(source, sizeof source, "%s/town.geojson", folder);
    snprintf(file, sizeof file, "%s/town.gaz", folder);
    const char *sources[] = {source};
    ter_gazetteer_build_options options = {0};
    ter_gazetteer_build_report report;
    ter_error err = {TER_OK, ""};
    ter_status status = ter_file_write(source, ter_str_from(town), &err);
    if (status == TER_OK) status = ter_gazetteer_build(file, sources, 1, &options, &report, &err);
    if (status == TER_OK) status = ter_gazetteer_open(file, &gazetteer, &err);
    if (status == TER_OK) status = ter_geocoder_new(&gazetteer, 1, &geocoder, &err);
    if (status != TER_OK) printf("%s\n", err.message);
    return status == TER_OK ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    ter_geocoder_free(geocoder);
    ter_gazetteer_free(gazetteer);
    return ter_dir_remove(folder, NULL) == TER_OK ? 0 : -1;
}

static ter_place find(const char *name, const char *kind, const char *part, const char *area) {
    ter_geocode_query query = {.name = name, .kind = kind, .part = part, .area = area};
    ter_place place;
    ter_error err = {TER_OK, ""};
    if (ter_geocoder_find(geocoder, &query, &place, &err) != TER_OK) fail_msg("%s", err.message);
    return place;
}

static void assert_place(const ter_place *p, ter_match match, ter_precision precision) {
    if (p->match != match || p->precision != precision)
        fail_msg("%s, %s: %s", ter_match_name(p->match), ter_precision_name(p->precision), p->reason);
    assert_non_null(p->reason);
    bool located = match != TER_MATCH_NONE;
    assert_int_equal(p->geometry.type != TER_GEOMETRY_NONE, located);
    assert_int_equal(p->uncertainty_m > 0, located);
}

static void assert_span(const ter_place *p, double west, double east) {
    ter_bbox b = ter_geometry_bbox(&p->geometry);
    assert_true(fabs(b.min_lon - west) < 1e-6);
    assert_true(fabs(b.max_lon - east) < 1e-6);
}

static void names_are_found_exactly_by_alias_or_folded(void **state) {
    (void)state;
    ter_place p = find("望月公园", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_EXACT);
    assert_true(p.uncertainty_m == 250); /* a point, and the source states none */
    assert_non_null(strstr(p.reason, "250 m assumed"));
    assert_true(p.score > 0.95 && p.score < 1);
    assert_non_null(p.key);
    assert_string_equal(p.datum, "WGS 84");
    ter_place_release(&p);
    p = find("月园", "park", NULL, NULL);
    assert_place(&p, TER_MATCH_ALIAS, TER_PRECISION_EXACT);
    assert_string_equal(p.name, "望月公园");
    ter_place_release(&p);
    p = find("望月公園", "park", NULL, NULL);
    assert_place(&p, TER_MATCH_FOLDED, TER_PRECISION_EXACT);
    ter_place_release(&p);
}

static void what_is_not_known_gets_no_place(void **state) {
    (void)state;
    static const char *const names[] = {"火星公园", "", "路", "柳", "柳林河", "柳林大街", "）（", "与路口", "至段"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ter_place p = find(names[i], NULL, NULL, NULL);
        assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
        assert_null(p.key);
        ter_place_release(&p);
    }
}

static void kinds_must_agree(void **state) {
    (void)state;
    ter_place p = find("望月公园", "school", NULL, NULL);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    assert_non_null(strstr(p.reason, "another kind"));
    assert_int_equal(p.candidate_count, 1);
    ter_place_release(&p);
}

static void the_area_decides_between_namesakes(void **state) {
    (void)state;
    ter_place p = find("中心公园", "park", NULL, NULL);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    assert_non_null(strstr(p.reason, "ambiguous"));
    assert_int_equal(p.candidate_count, 2);
    ter_place_release(&p);
    p = find("中心公园", "park", NULL, "西区");
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_EXACT);
    assert_true(p.point.lon_deg == 116.42);
    ter_place_release(&p);
    /* a township of the district: the park of the other one is out of the question */
    p = find("望月公园", "park", NULL, "西区");
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    assert_non_null(strstr(p.reason, "outside the area"));
    ter_place_release(&p);
    p = find("望月公园", "park", NULL, "某市");
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_EXACT);
    ter_place_release(&p);
    p = find("清水河", "waterway", NULL, "东区");
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_EXACT);
    ter_place_release(&p);
}

static void roads_meet_at_junctions(void **state) {
    (void)state;
    static const char *const names[] = {"甲路与丙大街交叉口", "甲路与丙大街路口", "丙大街和甲路交口",
                                        "甲路与丙大街交汇处"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ter_place p = find(names[i], NULL, NULL, NULL);
        assert_place(&p, TER_MATCH_JUNCTION, TER_PRECISION_EXACT);
        assert_true(ter_distance_m(p.point, (ter_position){116.45, 39.97}) < 1);
        assert_null(p.key);
        ter_place_release(&p);
    }
    ter_place p = find("乙路与丙大街交叉口", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    assert_non_null(strstr(p.reason, "do not meet"));
    ter_place_release(&p);
    p = find("甲路与丁路交叉口", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    assert_non_null(strstr(p.reason, "丁路"));
    ter_place_release(&p);
}

static void sections_are_cut_between_their_ends(void **state) {
    (void)state;
    static const char *const parts[] = {"甲路至乙路段", "甲路至乙路", "乙路-甲路", "（甲路—乙路段）",
                                        "西起甲路，东至乙路"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ter_place p = find("清水河", "waterway", parts[i], NULL);
        assert_place(&p, TER_MATCH_SECTION, TER_PRECISION_SECTION);
        assert_span(&p, 116.45, 116.55);
        assert_true(p.uncertainty_m == 50);
        assert_non_null(p.key);
        ter_place_release(&p);
    }
    static const char *const names[] = {"清水河（甲路至乙路段）", "清水河甲路至乙路段"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ter_place p = find(names[i], NULL, NULL, NULL);
        assert_place(&p, TER_MATCH_SECTION, TER_PRECISION_SECTION);
        assert_span(&p, 116.45, 116.55);
        ter_place_release(&p);
    }
    ter_place p = find("清水河", "waterway", "西区段", NULL);
    assert_place(&p, TER_MATCH_SECTION, TER_PRECISION_SECTION);
    assert_span(&p, 116.41, 116.5);
    ter_place_release(&p);
}

static void sections_lie_on_a_side_of_a_road(void **state) {
    (void)state;
    static const struct {
        const char *part;
        double west, east;
    } parts[] = {
        {"甲路以下段", 116.45, 116.59}, {"甲路以上段", 116.41, 116.45}, {"乙路上游段", 116.41, 116.55},
        {"甲路以东段", 116.45, 116.59}, {"乙路以西", 116.41, 116.55},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ter_place p = find("清水河", "waterway", parts[i].part, NULL);
        assert_place(&p, TER_MATCH_SECTION, TER_PRECISION_SECTION);
        assert_span(&p, parts[i].west, parts[i].east);
        assert_int_equal(strstr(p.reason, "as digitised") != NULL, i < 3);
        ter_place_release(&p);
    }
    ter_place p = find("丙大街", "road", "甲路以下段", NULL); /* a road has no flow */
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_PART_OF);
    assert_non_null(strstr(p.reason, "which way it runs"));
    ter_place_release(&p);
}

static void two_stretches_are_one_section(void **state) {
    (void)state;
    ter_place p = find("清水河", "waterway", "(西区段)和柳林段", NULL);
    assert_place(&p, TER_MATCH_SECTION, TER_PRECISION_SECTION);
    assert_int_equal(p.geometry.part_count, 2);
    assert_span(&p, 116.41, 116.58);
    ter_place_release(&p);
    p = find("丙大街", "road", "柳林段", NULL); /* it does not get there, as far as we know */
    assert_place(&p, TER_MATCH_AREA, TER_PRECISION_AREA);
    assert_span(&p, 116.55, 116.58);
    assert_string_equal(p.name, "丙大街");
    assert_non_null(p.key);
    ter_place_release(&p);
}

static void an_unknown_road_lies_between_its_ends(void **state) {
    (void)state;
    ter_geocode_query q = {.name = "星光路", .kind = "road", .extent = "西起甲路，东至乙路", .length_m = 9000};
    ter_place p;
    assert_int_equal(ter_geocoder_find(geocoder, &q, &p, NULL), TER_OK);
    assert_place(&p, TER_MATCH_EXTENT, TER_PRECISION_EXTENT);
    assert_int_equal(p.geometry.type, TER_GEOMETRY_POLYGON);
    assert_true(p.length_m == 9000);
    assert_null(p.key);
    assert_string_equal(p.name, "星光路");
    assert_true(ter_geometry_covers(&p.geometry, (ter_position){116.45, 39.94}));
    assert_true(ter_geometry_covers(&p.geometry, (ter_position){116.55, 39.96}));
    assert_false(ter_geometry_covers(&p.geometry, (ter_position){116.40, 39.95}));
    double narrow = p.uncertainty_m;
    ter_place_release(&p);
    q.length_m = 100; /* which cannot be */
    assert_int_equal(ter_geocoder_find(geocoder, &q, &p, NULL), TER_OK);
    assert_place(&p, TER_MATCH_EXTENT, TER_PRECISION_EXTENT);
    assert_non_null(strstr(p.reason, "does not fit"));
    ter_place_release(&p);
    q.length_m = 0, q.extent = "东起甲路，西至乙路"; /* nor this: A lies west of B */
    assert_int_equal(ter_geocoder_find(geocoder, &q, &p, NULL), TER_OK);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
    p = find("星光路（甲路-火星路）", NULL, NULL, NULL); /* one end only */
    assert_place(&p, TER_MATCH_EXTENT, TER_PRECISION_AREA);
    assert_true(p.uncertainty_m > narrow / 4);
    assert_non_null(strstr(p.reason, "火星路"));
    ter_place_release(&p);
    p = find("星光路（木星路-火星路）", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
    p = find("星光路（柳林段）", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_AREA, TER_PRECISION_AREA);
    assert_null(p.key);
    ter_place_release(&p);
}

static void a_part_that_cannot_be_cut_is_the_whole_and_says_so(void **state) {
    (void)state;
    static const char *const parts[] = {"甲路至火星路段", "火星路以下段", "二期", "南区段"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ter_place p = find("清水河", "waterway", parts[i], NULL);
        assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_PART_OF);
        assert_span(&p, 116.41, 116.59);
        assert_true(p.uncertainty_m > 7000 && p.uncertainty_m < 8000); /* half of 15.4 km, and 50 m */
        ter_place_release(&p);
    }
    ter_place p = find("望月公园", "park", "二期", NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_PART_OF);
    assert_true(p.uncertainty_m == 500);
    ter_place_release(&p);
    p = find("望月公园", "park", "北园", NULL); /* a toponym of its own */
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_EXACT);
    assert_string_equal(p.name, "望月公园北园");
    ter_place_release(&p);
}

static void a_campus_is_no_point_of_the_school(void **state) {
    (void)state;
    ter_place p = find("明德学校河东校区", "school", NULL, NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_PART_OF);
    assert_true(p.uncertainty_m == 10000);
    assert_null(p.key);
    ter_place_release(&p);
    p = find("明德学校", "school", "河东校区", NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_PART_OF);
    assert_non_null(p.key);
    ter_place_release(&p);
    p = find("明德学校第二分校", "school", NULL, NULL); /* a school of its own */
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
}

static void a_name_may_say_its_township(void **state) {
    (void)state;
    ter_place p = find("柳林小学", "school", NULL, NULL);
    assert_place(&p, TER_MATCH_AREA, TER_PRECISION_AREA);
    assert_string_equal(p.name, "柳林乡");
    assert_null(p.key);
    assert_true(p.uncertainty_m > 1500 && p.uncertainty_m < 2200);
    ter_place_release(&p);
    p = find("柳林街", "road", NULL, NULL); /* a road may begin anywhere */
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
    p = find("东区小学", "school", NULL, NULL); /* a district is too large to be an answer */
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
    p = find("柳林乡", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_AREA);
    assert_non_null(p.key);
    ter_place_release(&p);
    p = find("东区", NULL, NULL, NULL);
    assert_place(&p, TER_MATCH_EXACT, TER_PRECISION_DISTRICT);
    ter_place_release(&p);
}

static void no_gazetteer_knows_nothing(void **state) {
    (void)state;
    ter_geocoder *empty = NULL;
    ter_geocode_query query = {.name = "望月公园", .part = "二期", .area = "东区"};
    ter_place p;
    assert_int_equal(ter_geocoder_new(NULL, 0, &empty, NULL), TER_OK);
    assert_int_equal(ter_geocoder_find(empty, &query, &p, NULL), TER_OK);
    assert_place(&p, TER_MATCH_NONE, TER_PRECISION_NONE);
    ter_place_release(&p);
    ter_geocoder_free(empty);
}

/* Any text, cut anywhere, has an answer that is whole: a place with its geometry and source, or a reason for none. */
static void strange_names_have_a_whole_answer(void **state) {
    (void)state;
    static const char text[] = "清水河（甲路至乙路段）与丙大街交叉口\xff\x80校区柳林'\"%s；—段";
    for (size_t from = 0; from < sizeof text; from++) {
        for (size_t n = 0; from + n < sizeof text; n += 2) {
            char *name = ter_strndup(text + from, n);
            ter_place p = find(name, NULL, n % 4 ? name : NULL, NULL);
            assert_place(&p, p.match, p.precision);
            assert_int_equal(p.precision == TER_PRECISION_NONE, p.match == TER_MATCH_NONE);
            assert_true(p.score >= 0 && p.score <= 1);
            assert_int_equal(p.name != NULL && p.source != NULL, p.match != TER_MATCH_NONE);
            ter_place_release(&p);
            free(name);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_exactly_by_alias_or_folded),
        cmocka_unit_test(what_is_not_known_gets_no_place),
        cmocka_unit_test(kinds_must_agree),
        cmocka_unit_test(the_area_decides_between_namesakes),
        cmocka_unit_test(roads_meet_at_junctions),
        cmocka_unit_test(sections_are_cut_between_their_ends),
        cmocka_unit_test(sections_lie_on_a_side_of_a_road),
        cmocka_unit_test(two_stretches_are_one_section),
        cmocka_unit_test(an_unknown_road_lies_between_its_ends),
        cmocka_unit_test(a_part_that_cannot_be_cut_is_the_whole_and_says_so),
        cmocka_unit_test(a_campus_is_no_point_of_the_school),
        cmocka_unit_test(a_name_may_say_its_township),
        cmocka_unit_test(no_gazetteer_knows_nothing),
        cmocka_unit_test(strange_names_have_a_whole_answer),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
