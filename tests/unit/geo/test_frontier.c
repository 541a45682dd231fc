/* Cutting polygons along a frontier: what is kept and what is left off are the whole, whatever the shapes. */
#include "cmocka_head.h"

#include "geo/distance.h"
#include "geo/frontier.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { SHAPES = 300, SAMPLES = 60 };

static uint64_t state_of_chance;

/* xorshift64* (doi:10.18637/jss.v008.i14): 0 to 1, the same on every machine. */
static double chance(void) {
    uint64_t x = state_of_chance;
    x ^= x >> 12, x ^= x << 25, x ^= x >> 27;
    state_of_chance = x;
    return (double)(x * 0x2545f4914f6cdd1dU >> 11) / 9007199254740992.0;
}

static void begin(int seed) {
    state_of_chance = 0x9e3779b97f4a7c15U * (uint64_t)(seed + 1);
}

/* A star around a middle: never crosses itself, mostly not convex. */
static void add_star(ter_geometry *g, ter_position middle, double least, double most) {
    int count = 5 + (int)(chance() * 30);
    ter_position first = {0, 0};
    for (int i = 0; i < count; i++) {
        double radius = least + chance() * (most - least), angle = 2 * M_PI * i / count;
        ter_position p = {middle.lon_deg + radius * cos(angle), middle.lat_deg + radius * sin(angle)};
        if (i == 0) first = p;
        ter_geometry_add_point(g, p);
    }
    ter_geometry_add_point(g, first);
    ter_geometry_end_part(g);
}

static ter_geometry wild_polygon(void) {
    ter_geometry g = {.type = TER_GEOMETRY_POLYGON};
    ter_position middle = {116.4 + 0.1 * (chance() - 0.5), 39.9 + 0.1 * (chance() - 0.5)};
    add_star(&g, middle, 0.05, 0.15);
    if (chance() < 0.5) add_star(&g, middle, 0.01, 0.03);
    ter_geometry_end_polygon(&g);
    return g;
}

/* Northward on the whole, in two pieces, not all across the polygons. */
static ter_geometry wild_line(void) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    ter_position p = {116.4 + 0.1 * (chance() - 0.5), 39.8 + 0.05 * chance()};
    for (int i = 0; i < 20; i++) {
        ter_geometry_add_point(&g, p);
        p.lon_deg += 0.006 * (chance() - 0.5);
        p.lat_deg += 0.001 + 0.01 * chance();
        if (i == 9) ter_geometry_end_part(&g);
    }
    ter_geometry_end_part(&g);
    return g;
}

static ter_geometry wild_ring(void) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    add_star(&g, (ter_position){116.4 + 0.05 * (chance() - 0.5), 39.9 + 0.05 * (chance() - 0.5)}, 0.03, 0.12);
    return g;
}

/* Every position of the polygon is kept by exactly one of the two, but for those within metres of the frontier. */
static void assert_parted(const ter_geometry *whole, const ter_frontier *a, const ter_frontier *b) {
    ter_geometry in_a, in_b;
    ter_polygon_cut(whole, a, &in_a);
    ter_polygon_cut(whole, b, &in_b);
    ter_bbox box = ter_geometry_bbox(whole);
    int wrong = 0;
    for (int i = 0; i < SAMPLES; i++) {
        ter_position p = {box.min_lon + chance() * (box.max_lon - box.min_lon),
                          box.min_lat + chance() * (box.max_lat - box.min_lat)};
        bool inside = ter_geometry_covers(whole, p);
        wrong += ter_geometry_covers(&in_a, p) != (inside && ter_frontier_keeps(a, p));
        wrong += ter_geometry_covers(&in_b, p) != (inside && ter_frontier_keeps(b, p));
    }
    assert_true(wrong <= 2); /* a bulge of the frontier shorter than a step may be passed over */
    ter_geometry_release(&in_a);
    ter_geometry_release(&in_b);
}

static void both_sides_of_a_line_are_the_whole(void **state) {
    (void)state;
    for (int seed = 0; seed < SHAPES; seed++) {
        begin(seed);
        ter_geometry polygon = wild_polygon(), line = wild_line();
        ter_frontier east, west;
        ter_bbox box = ter_geometry_bbox(&polygon);
        assert_true(ter_frontier_along(&line, TER_SIDE_EAST, box, &east));
        assert_true(ter_frontier_along(&line, TER_SIDE_WEST, box, &west));
        assert_parted(&polygon, &east, &west);
        ter_frontier_release(&east);
        ter_frontier_release(&west);
        ter_geometry_release(&line);
        ter_geometry_release(&polygon);
    }
}

static void inside_and_outside_of_a_ring_are_the_whole(void **state) {
    (void)state;
    for (int seed = 0; seed < SHAPES; seed++) {
        begin(seed);
        ter_geometry polygon = wild_polygon(), ring = wild_ring();
        ter_frontier in, out;
        assert_true(ter_frontier_around(&ring, false, &in));
        assert_true(ter_frontier_around(&ring, true, &out));
        assert_parted(&polygon, &in, &out);
        ter_frontier_release(&in);
        ter_frontier_release(&out);
        ter_geometry_release(&ring);
        ter_geometry_release(&polygon);
    }
}

static ter_geometry straight(double lon1, double lat1, double lon2, double lat2) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    ter_geometry_add_point(&g, (ter_position){lon1, lat1});
    ter_geometry_add_point(&g, (ter_position){lon2, lat2});
    ter_geometry_end_part(&g);
    return g;
}

static void a_line_that_has_no_such_side_is_refused(void **state) {
    (void)state;
    ter_bbox box = {116, 39, 117, 40};
    const ter_geometry lines[] = {straight(116.1, 39.5, 116.9, 39.5), straight(116.5, 41, 116.5, 42), {0}};
    for (size_t i = 0; i < 3; i++) {
        ter_frontier f;
        assert_false(ter_frontier_along(&lines[i], TER_SIDE_EAST, box, &f));
        assert_int_equal(f.t.len, 0);
        assert_false(ter_frontier_around(&lines[i], true, &f));
        assert_int_equal(f.t.len, 0);
    }
    ter_geometry upright = straight(116.5, 39.1, 116.5, 39.9);
    ter_frontier f;
    assert_false(ter_frontier_along(&upright, TER_SIDE_EAST, ter_bbox_empty, &f));
    ter_geometry_release(&upright);
    for (size_t i = 0; i < 2; i++) ter_geometry_release((ter_geometry *)&lines[i]);
}

/* A frontier that bulges over an edge between two corners cuts it all the same. */
static void a_bulge_between_corners_is_cut(void **state) {
    (void)state;
    ter_geometry box = {.type = TER_GEOMETRY_POLYGON};
    const ter_position corners[] = {{116, 39.9}, {117, 39.9}, {117, 40.5}, {116, 40.5}, {116, 39.9}};
    for (size_t i = 0; i < 5; i++) ter_geometry_add_point(&box, corners[i]);
    ter_geometry_end_part(&box);
    ter_geometry_end_polygon(&box);
    ter_geometry ring = {.type = TER_GEOMETRY_LINE};
    for (int i = 0; i <= 60; i++) {
        ter_position p = {116.5 + 0.1 * cos(i * M_PI / 30), 39.9 + 0.1 * sin(i * M_PI / 30)};
        ter_geometry_add_point(&ring, p);
    }
    ter_geometry_end_part(&ring);
    ter_frontier out, in;
    assert_true(ter_frontier_around(&ring, true, &out));
    assert_true(ter_frontier_around(&ring, false, &in));
    ter_geometry rest, half;
    assert_true(ter_polygon_cut(&box, &out, &rest));
    assert_true(ter_polygon_cut(&box, &in, &half));
    assert_int_equal(rest.polygon_count, 1);
    assert_false(ter_geometry_covers(&rest, (ter_position){116.5, 39.95}));
    assert_true(ter_geometry_covers(&rest, (ter_position){116.5, 40.05}));
    assert_true(ter_geometry_covers(&half, (ter_position){116.5, 39.95}));
    assert_true(fabs(ter_geometry_bbox(&half).max_lat - 40) < 1e-3);
    ter_geometry_release(&rest);
    ter_geometry_release(&half);
    ter_frontier_release(&out);
    ter_frontier_release(&in);
    ter_geometry_release(&ring);
    ter_geometry_release(&box);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_of_a_line_are_the_whole),
        cmocka_unit_test(inside_and_outside_of_a_ring_are_the_whole),
        cmocka_unit_test(a_line_that_has_no_such_side_is_refused),
        cmocka_unit_test(a_bulge_between_corners_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
