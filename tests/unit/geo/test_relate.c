#include "cmocka_head.h"

#include "geo/relate.h"
#include "json/geojson_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ter_geometry shape(const char *json) {
    ter_geojson_features list;
    ter_error err = {0};
    if (ter_geojson_read(ter_str_from(json), "test", &list, &err) != TER_OK) fail_msg("%s", err.message);
    assert_int_equal(list.len, 1);
    ter_geometry g = list.items[0].geometry;
    list.items[0].geometry = (ter_geometry){0};
    ter_geojson_release(&list);
    return g;
}

#define POINT(x, y) "{\"type\":\"Point\",\"coordinates\":[" #x "," #y "]}"
#define LINE(list)  "{\"type\":\"LineString\",\"coordinates\":[" list "]}"
#define SQUARE                                                                                                         \
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[3,1],[3,3],[1,3],[1,1]]]}"

static void meet(const char *a, const char *b, bool expected) {
    ter_geometry x = shape(a), y = shape(b);
    if (ter_geometry_intersects(&x, &y) != expected) fail_msg("%s %s", a, b);
    if (ter_geometry_intersects(&y, &x) != expected) fail_msg("%s %s", b, a);
    assert_true((ter_geometry_gap_m(&x, &y, 1) == 0) == expected);
    ter_geometry_release(&x);
    ter_geometry_release(&y);
}

static void tells_what_has_a_point_in_common(void **state) {
    (void)state;
    meet(SQUARE, POINT(0.5, 2), true);
    meet(SQUARE, POINT(2, 2), false); /* in the hole */
    meet(SQUARE, POINT(5, 2), false);
    meet(SQUARE, POINT(4, 2), true); /* on the edge */
    meet(SQUARE, POINT(4, 4), true);
    meet(SQUARE, LINE("[-1,2],[5,2]"), true);
    meet(SQUARE, LINE("[1.5,2],[2.5,2]"), false);
    meet(SQUARE, LINE("[0.2,0.2],[0.8,0.2]"), true); /* all inside */
    meet(SQUARE, LINE("[5,0],[5,4]"), false);
    meet(SQUARE, LINE("[4,4],[5,5]"), true); /* touches */
    meet(LINE("[0,0],[2,2]"), LINE("[0,2],[2,0]"), true);
    meet(LINE("[0,0],[1,1]"), LINE("[2,2],[3,3]"), false); /* on one line, apart */
    meet(LINE("[0,0],[2,2]"), LINE("[1,1],[3,3]"), true);  /* on one line, one over the other */
    meet(LINE("[0,0],[2,2]"), POINT(1, 1), true);
    meet(LINE("[0,0],[2,2]"), POINT(1, 1.01), false);
    meet(POINT(1, 1), POINT(1, 1), true);
    meet(POINT(1, 1), POINT(1, 1.000001), false);
    meet(SQUARE, "{\"type\":\"Polygon\",\"coordinates\":[[[-1,-1],[5,-1],[5,5],[-1,5],[-1,-1]]]}", true);
    /* in two polygons at once */
    meet("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,4],[0,0]]],"
         "[[[2,0],[6,0],[6,4],[2,4],[2,0]]]]}",
         POINT(3, 2), true);
    meet(SQUARE, "{\"type\":\"Polygon\",\"coordinates\":[[[1.5,1.5],[2.5,1.5],[2.5,2.5],[1.5,1.5]]]}", false);
}

static void measures_between_nearest_points(void **state) {
    (void)state;
    /* A degree of latitude from the equator on is 110,574 m. */
    ter_geometry a = shape(LINE("[10,0],[11,0]")), b = shape(LINE("[10.4,0.01],[10.6,0.02]")),
                 far = shape(POINT(50, 50));
    double m = ter_geometry_gap_m(&a, &b, 5000);
    assert_true(fabs(m - 1105.74) < 0.05);
    assert_true(ter_geometry_gap_m(&b, &a, 5000) == m);
    assert_true(isinf(ter_geometry_gap_m(&a, &b, 1105)));
    assert_true(ter_geometry_gap_m(&a, &b, 1106) == m);
    assert_true(isinf(ter_geometry_gap_m(&a, &far, 5000)));
    ter_geometry_release(&a);
    ter_geometry_release(&b);
    ter_geometry_release(&far);
}

static void refused(const char *json, const char *why) {
    ter_geojson_features list;
    ter_error err = {0};
    assert_int_equal(ter_geojson_read(ter_str_from(json), "x.geojson", &list, &err), TER_INPUT);
    assert_non_null(strstr(err.message, why));
    assert_int_equal(list.len, 0);
}

static void reads_geojson(void **state) {
    (void)state;
    ter_geojson_features list;
    ter_error err = {0};
    const char *text =
        "\xef\xbb\xbf {\"features\": [{\"geometry\": {\"coordinates\": [[1e0, 2, 30], [3, 4]], \"type\": "
        "\"MultiPoint\"}, \"type\": \"Feature\", \"properties\": {\"name\": \"\\u4e1c\\ud83d\\ude00\\n\"}},"
        "{\"type\": \"Feature\", \"geometry\": null, \"properties\": null}], \"type\": \"FeatureCollection\"}";
    assert_int_equal(ter_geojson_read(ter_str_from(text), "t", &list, &err), TER_OK);
    assert_int_equal(list.len, 1);
    assert_string_equal(list.items[0].name, "东😀\n");
    assert_int_equal(list.items[0].geometry.part_count, 2);
    assert_true(list.items[0].geometry.points[1].lat_deg == 4);
    ter_geojson_release(&list);
    refused("", "x.geojson:1:1");
    refused("{\"type\": \"Point\",\n \"coordinates\": [1,]}", "x.geojson:2:");
    refused("{\"type\": \"Point\", \"coordinates\": [1, 2]} x", "not JSON");
    refused("{\"type\": \"Point\", \"coordinates\": [01, 2]}", "not JSON");
    refused("{\"type\": \"Point\", \"coordinates\": [1]}", "position");
    refused("{\"type\": \"Point\", \"coordinates\": [\"1\", 2]}", "position");
    refused("{\"type\": \"Point\", \"coordinates\": [1, 91]}", "position");
    refused("{\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,1],[0,0]]]}", "ring");
    refused("{\"type\": \"Topology\"}", "not GeoJSON");
    refused("[1, 2]", "not GeoJSON");
    refused("{\"type\": \"Point\", \"datum\": \"gcj02\", \"coordinates\": [1, 2]}", "WGS 84");
    char deep[4000];
    memset(deep, '[', sizeof deep);
    deep[sizeof deep - 1] = 0;
    refused(deep, "not JSON");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_has_a_point_in_common),
        cmocka_unit_test(measures_between_nearest_points),
        cmocka_unit_test(reads_geojson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
