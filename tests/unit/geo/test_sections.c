/* What holds for every section of every line: random lines, each from a seed of its own. */
#include "cmocka_head.h"

#include "geo/distance.h"
#include "geo/hull.h"
#include "geo/lines.h"
#include "geo/sides.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { LINES = 300 };

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

/* A winding line of 5 to 60 points, eastward on the whole, that never crosses itself. */
static ter_geometry wild_line(void) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    int count = 5 + (int)(chance() * 55);
    ter_position p = {116 + chance(), 39 + chance()};
    for (int i = 0; i < count; i++) {
        ter_geometry_add_point(&g, p);
        p.lon_deg += 0.0005 + chance() * 0.004;
        p.lat_deg += (chance() - 0.5) * 0.006;
    }
    ter_geometry_end_part(&g);
    return g;
}

/* The same line in pieces, each with its own direction when `turned`. */
static ter_geometry in_pieces(const ter_geometry *line, bool turned) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    size_t from = 0;
    while (from + 1 < line->point_count) {
        size_t to = from + 1 + (size_t)(chance() * 6);
        if (to >= line->point_count) to = line->point_count - 1;
        ter_geometry piece = {.type = TER_GEOMETRY_LINE};
        for (size_t i = from; i <= to; i++) ter_geometry_add_point(&piece, line->points[i]);
        ter_geometry_end_part(&piece);
        if (turned && chance() < 0.5) ter_geometry_reverse_parts(&piece);
        for (size_t i = 0; i < piece.point_count; i++) ter_geometry_add_point(&g, piece.points[i]);
        ter_geometry_end_part(&g);
        ter_geometry_release(&piece);
        from = to;
    }
    return g;
}

static ter_position place_on(const ter_geometry *g) {
    size_t i = (size_t)(chance() * (double)(g->point_count - 1));
    double t = chance();
    ter_position a = g->points[i], b = g->points[i + 1];
    return (ter_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

static void assert_within(const ter_geometry *part, const ter_geometry *whole) {
    for (size_t i = 0; i < part->point_count; i++)
        assert_true(ter_geometry_distance_m(whole, part->points[i], NULL) < 0.01);
    assert_true(ter_geometry_length_m(part) <= ter_geometry_length_m(whole) + 0.01);
}

static void assert_same(const ter_geometry *a, const ter_geometry *b, double within_m) {
    assert_int_equal(a->point_count, b->point_count);
    assert_int_equal(a->part_count, b->part_count);
    for (size_t i = 0; i < a->point_count; i++) assert_true(ter_distance_m(a->points[i], b->points[i]) <= within_m);
}

static void a_section_lies_on_its_line_whichever_end_comes_first(void **state) {
    (void)state;
    for (int seed = 0; seed < LINES; seed++) {
        begin(seed);
        ter_geometry line = wild_line(), pieces = in_pieces(&line, seed % 2), there, back, inner, again;
        ter_position a = place_on(&line), b = place_on(&line);
        assert_true(ter_line_between(&pieces, a, b, &there));
        assert_true(ter_line_between(&pieces, b, a, &back));
        assert_same(&there, &back, 0);
        assert_within(&there, &line);
        /* its ends are the places asked for */
        bool forth = ter_distance_m(there.points[0], a) < 0.01;
        ter_position last = there.points[there.point_count - 1];
        assert_true(ter_distance_m(there.points[0], forth ? a : b) < 0.01 &&
                    ter_distance_m(last, forth ? b : a) < 0.01);
        /* a section of a section is a section of the line */
        ter_position c = place_on(&there), d = place_on(&there);
        assert_true(ter_line_between(&there, c, d, &inner) && ter_line_between(&pieces, c, d, &again));
        assert_within(&inner, &there);
        assert_true(fabs(ter_geometry_length_m(&inner) - ter_geometry_length_m(&again)) < 0.01);
        ter_geometry *all[] = {&line, &pieces, &there, &back, &inner, &again};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) ter_geometry_release(all[i]);
    }
}

static void a_section_runs_as_its_line_is_digitised(void **state) {
    (void)state;
    for (int seed = 0; seed < LINES; seed++) {
        begin(seed);
        ter_geometry line = wild_line(), cut;
        ter_position a = place_on(&line), b = place_on(&line);
        bool turned = seed % 2;
        if (turned) ter_geometry_reverse_parts(&line);
        assert_true(ter_line_between(&line, a, b, &cut));
        assert_int_equal(cut.points[0].lon_deg > cut.points[cut.point_count - 1].lon_deg, turned);
        ter_geometry_release(&cut);
        ter_geometry_release(&line);
    }
}

static void what_lies_up_and_down_the_stream_is_the_whole(void **state) {
    (void)state;
    for (int seed = 0; seed < LINES; seed++) {
        begin(seed);
        ter_geometry line = wild_line(), pieces = in_pieces(&line, false), down, up;
        ter_position at = place_on(&line);
        assert_true(ter_line_flows(&pieces));
        assert_true(ter_line_beyond(&pieces, at, false, &down));
        assert_true(ter_line_beyond(&pieces, at, true, &up));
        assert_within(&down, &line);
        assert_within(&up, &line);
        double sum = ter_geometry_length_m(&down) + ter_geometry_length_m(&up);
        assert_true(fabs(sum - ter_geometry_length_m(&line)) < 0.05);
        assert_true(ter_geometry_bbox(&down).min_lon >= at.lon_deg - 1e-7); /* the line goes east */
        assert_true(ter_geometry_bbox(&up).max_lon <= at.lon_deg + 1e-7);
        ter_geometry *all[] = {&line, &pieces, &down, &up};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) ter_geometry_release(all[i]);
    }
}

static void east_and_west_of_a_place_is_the_whole(void **state) {
    (void)state;
    for (int seed = 0; seed < LINES; seed++) {
        begin(seed);
        ter_geometry line = wild_line(), pieces = in_pieces(&line, true), east, west;
        ter_position at = place_on(&line);
        assert_true(ter_line_on_side(&pieces, &at, 1, TER_SIDE_EAST, &east));
        assert_true(ter_line_on_side(&pieces, &at, 1, TER_SIDE_WEST, &west));
        assert_within(&east, &line);
        double sum = ter_geometry_length_m(&east) + ter_geometry_length_m(&west);
        assert_true(fabs(sum - ter_geometry_length_m(&line)) < 0.05);
        assert_true(ter_geometry_bbox(&east).min_lon >= at.lon_deg - 1e-7);
        assert_true(ter_geometry_bbox(&west).max_lon <= at.lon_deg + 1e-7);
        ter_geometry *all[] = {&line, &pieces, &east, &west};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) ter_geometry_release(all[i]);
    }
}

/* A branch that joins from the side belongs to what lies below only from where it is entered. */
static void a_stream_takes_its_branches_with_it(void **state) {
    (void)state;
    ter_geometry g = {.type = TER_GEOMETRY_LINE}, cut;
    static const double xy[][4] = {{116.0, 40, 116.1, 40},      /* the stream */
                                   {116.05, 40.03, 116.05, 40}, /* an arm into it */
                                   {116.1, 40, 116.2, 40}};     /* it goes on */
    for (size_t i = 0; i < 3; i++) {
        ter_geometry_add_point(&g, (ter_position){xy[i][0], xy[i][1]});
        ter_geometry_add_point(&g, (ter_position){xy[i][2], xy[i][3]});
        ter_geometry_end_part(&g);
    }
    assert_true(ter_line_beyond(&g, (ter_position){116.02, 40}, false, &cut));
    assert_int_equal(cut.part_count, 2); /* not the arm */
    ter_geometry_release(&cut);
    assert_true(ter_line_beyond(&g, (ter_position){116.15, 40}, true, &cut));
    assert_int_equal(cut.part_count, 3); /* upstream the arm too */
    ter_geometry_release(&cut);
    assert_true(ter_line_beyond(&g, (ter_position){116.05, 40.01}, false, &cut));
    assert_true(fabs(ter_geometry_bbox(&cut).min_lon - 116.05) < 1e-6);
    ter_geometry_release(&cut);
    assert_false(ter_line_beyond(&g, (ter_position){116.2, 40}, false, &cut)); /* the mouth */
    ter_geometry_release(&g);
}

static void directions_that_clash_tell_no_flow(void **state) {
    (void)state;
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    static const double xy[][4] = {{116.0, 40, 116.1, 40}, {116.2, 40, 116.1, 40}};
    for (size_t i = 0; i < 2; i++) {
        ter_geometry_add_point(&g, (ter_position){xy[i][0], xy[i][1]});
        ter_geometry_add_point(&g, (ter_position){xy[i][2], xy[i][3]});
        ter_geometry_end_part(&g);
    }
    assert_false(ter_line_flows(&g));
    ter_geometry_release(&g);
}

static void a_hull_holds_its_points(void **state) {
    (void)state;
    for (int seed = 0; seed < LINES; seed++) {
        begin(seed);
        ter_hull h = {0};
        double xy[200][2];
        int count = 3 + (int)(chance() * 197);
        for (int i = 0; i < count; i++) {
            xy[i][0] = (chance() - 0.5) * 5000, xy[i][1] = (chance() - 0.5) * 3000;
            for (int k = 0; k < 60; k++) ter_hull_add(&h, xy[i][0], xy[i][1]); /* enough to thin out on the way */
        }
        ter_hull_widen(&h, 100);
        ter_geometry g;
        ter_hull_polygon(&h, 0, 0, &g);
        assert_int_equal(g.type, TER_GEOMETRY_POLYGON);
        for (int i = 0; i < count; i++) /* a degree of the equator is 111319.5 m east and 110574.3 m north */
            assert_true(ter_geometry_covers(&g, (ter_position){(xy[i][0] + 99) / 111319.5, xy[i][1] / 110574.3}));
        ter_bbox b = ter_geometry_bbox(&g);
        assert_true((b.max_lon - b.min_lon) * 111319.5 < 5220);
        ter_geometry_release(&g);
        ter_hull_release(&h);
    }
    ter_hull flat = {0};
    ter_geometry none;
    ter_hull_add(&flat, 1, 1);
    ter_hull_polygon(&flat, 0, 0, &none);
    assert_int_equal(none.type, TER_GEOMETRY_NONE);
    ter_hull_release(&flat);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_lies_on_its_line_whichever_end_comes_first),
        cmocka_unit_test(a_section_runs_as_its_line_is_digitised),
        cmocka_unit_test(what_lies_up_and_down_the_stream_is_the_whole),
        cmocka_unit_test(east_and_west_of_a_place_is_the_whole),
        cmocka_unit_test(a_stream_takes_its_branches_with_it),
        cmocka_unit_test(directions_that_clash_tell_no_flow),
        cmocka_unit_test(a_hull_holds_its_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
