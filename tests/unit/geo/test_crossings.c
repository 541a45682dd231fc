#include "cmocka_head.h"

#include "base/memory.h"
#include "geo/crossings.h"
#include "geo/distance.h"

#include <stdlib.h>

enum { MOST = 8 };

static void put_line(ter_geometry *g, double x1, double y1, double x2, double y2) {
    g->type = TER_GEOMETRY_LINE;
    ter_geometry_add_point(g, (ter_position){x1, y1});
    ter_geometry_add_point(g, (ter_position){x2, y2});
    ter_geometry_end_part(g);
}

static void assert_at(const ter_crossing *c, double lon, double lat, double within_m) {
    assert_true(ter_distance_m(c->at, (ter_position){lon, lat}) <= within_m);
}

static void carriageways_are_one_crossing_in_either_order(void **state) {
    (void)state;
    ter_geometry a = {0}, b = {0};
    put_line(&a, 0, 30, 0.02, 30), put_line(&a, 0, 30.0003, 0.02, 30.0003);
    put_line(&b, 0.01, 29.99, 0.01, 30.01), put_line(&b, 0.0103, 29.99, 0.0103, 30.01);
    ter_crossing c[MOST], back[MOST];
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, MOST), 1);
    assert_int_equal(c[0].type, TER_CROSSING_THROUGH);
    assert_int_equal(c[0].points, 4);
    assert_at(&c[0], 0.01015, 30.00015, 1);
    assert_true(c[0].spread_m > 15 && c[0].spread_m < 30 && c[0].gap_m == 0);
    assert_int_equal(ter_line_crossings(&b, &a, 60, back, MOST), 1);
    assert_true(ter_distance_m(c[0].at, back[0].at) < 0.01);
    ter_geometry_release(&a), ter_geometry_release(&b);
}

static void an_end_on_the_line_touches(void **state) {
    (void)state;
    ter_geometry a = {0}, b = {0};
    put_line(&a, 0, 30, 0.01, 30), put_line(&a, 0.01, 30, 0.02, 30); /* split where they meet, as maps do */
    put_line(&b, 0.01, 30, 0.01, 30.01);
    ter_crossing c[MOST];
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, MOST), 1);
    assert_int_equal(c[0].type, TER_CROSSING_TOUCH);
    assert_int_equal(c[0].points, 1);
    assert_at(&c[0], 0.01, 30, 0.1);
    ter_geometry_release(&a), ter_geometry_release(&b);
}

static void a_gap_is_bridged_only_where_its_ends_face_each_other(void **state) {
    (void)state;
    ter_geometry a = {0}, aside = {0}, b = {0};
    put_line(&a, 0, 30, 0.01, 30), put_line(&a, 0.014, 30, 0.03, 30);
    put_line(&aside, 0, 30, 0.01, 30), put_line(&aside, 0.014, 30.004, 0.014, 30.02);
    put_line(&b, 0.012, 29.99, 0.012, 30.01);
    ter_crossing c[MOST];
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, MOST), 1);
    assert_int_equal(c[0].type, TER_CROSSING_BROKEN);
    assert_at(&c[0], 0.012, 30, 0.1);
    assert_true(c[0].gap_m > 380 && c[0].gap_m < 390);
    assert_int_equal(ter_line_crossings(&aside, &b, 60, c, MOST), 0);
    ter_geometry_release(&a), ter_geometry_release(&aside), ter_geometry_release(&b);
}

static void short_ends_must_run_toward_the_line(void **state) {
    (void)state;
    ter_geometry road = {0}, toward = {0}, beside = {0};
    put_line(&road, 0, 30, 0.02, 30);
    put_line(&toward, 0.01, 30.0004, 0.01, 30.01); /* 44 m */
    put_line(&beside, 0.005, 30.0004, 0.015, 30.0004);
    ter_crossing c[MOST];
    assert_int_equal(ter_line_crossings(&road, &toward, 60, c, MOST), 1);
    assert_int_equal(c[0].type, TER_CROSSING_SHORT);
    assert_true(c[0].gap_m > 43 && c[0].gap_m < 46);
    assert_at(&c[0], 0.01, 30, 1);
    assert_true(ter_distance_m(c[0].from, (ter_position){0.01, 30.0004}) < 0.1);
    assert_int_equal(ter_line_crossings(&road, &toward, 40, c, MOST), 0);
    assert_int_equal(ter_line_crossings(&road, &beside, 60, c, MOST), 0);
    ter_geometry_release(&road), ter_geometry_release(&toward), ter_geometry_release(&beside);
}

/* A slip road that bears the name of its road touches the other 500 m off; a true second meeting lies farther. */
static void slip_roads_give_way_to_the_crossing(void **state) {
    (void)state;
    ter_geometry a = {0}, b = {0};
    put_line(&a, 0, 30, 0.1, 30);
    put_line(&b, 0.05, 29.99, 0.05, 30.01), put_line(&b, 0.05, 30.004, 0.055, 30);
    ter_crossing c[MOST];
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, MOST), 1);
    assert_at(&c[0], 0.05, 30, 1);
    put_line(&b, 0.05, 30.01, 0.09, 30);
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, MOST), 2);
    assert_int_equal(ter_line_crossings(&a, &b, 60, c, 1), 1);
    ter_geometry_release(&a), ter_geometry_release(&b);
}

static void what_is_no_line_crosses_nothing(void **state) {
    (void)state;
    ter_geometry line = {0}, empty = {0}, point = {.type = TER_GEOMETRY_POINT}, lone = {.type = TER_GEOMETRY_LINE};
    put_line(&line, 0, 30, 0.02, 30);
    ter_geometry_add_point(&point, (ter_position){0.01, 30});
    ter_geometry_end_part(&point);
    ter_geometry_add_point(&lone, (ter_position){0.01, 30});
    ter_geometry_end_part(&lone);
    ter_crossing c[MOST];
    assert_int_equal(ter_line_crossings(&line, &empty, 60, c, MOST), 0);
    assert_int_equal(ter_line_crossings(&point, &line, 60, c, MOST), 0);
    assert_int_equal(ter_line_crossings(&lone, &line, 60, c, MOST), 0);
    ter_geometry_release(&line), ter_geometry_release(&point), ter_geometry_release(&lone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carriageways_are_one_crossing_in_either_order),
        cmocka_unit_test(an_end_on_the_line_touches),
        cmocka_unit_test(a_gap_is_bridged_only_where_its_ends_face_each_other),
        cmocka_unit_test(short_ends_must_run_toward_the_line),
        cmocka_unit_test(slip_roads_give_way_to_the_crossing),
        cmocka_unit_test(what_is_no_line_crosses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
