/* Datums: the published vectors forward, and there and back within a millimetre. */
#include "geo/datum.h"
#include "geo/distance.h"

#include <stdint.h>
#include <string.h>

#include "cmocka_head.h"

static void forward_gives_the_published_vectors(void **state) {
    (void)state;
    static const struct {
        ter_position wgs84, gcj02;
    } vectors[] = {
        {{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
        {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
        {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        ter_position p = ter_datum_from_wgs84(TER_DATUM_GCJ02, vectors[i].wgs84);
        assert_true(p.lon_deg - vectors[i].gcj02.lon_deg < 1e-9 && vectors[i].gcj02.lon_deg - p.lon_deg < 1e-9);
        assert_true(p.lat_deg - vectors[i].gcj02.lat_deg < 1e-9 && vectors[i].gcj02.lat_deg - p.lat_deg < 1e-9);
    }
}

/* A fixed sequence of numbers, so that a failure repeats. */
static double random_between(uint64_t *seed, double least, double most) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return least + (most - least) * (double)(*seed >> 11) / 9007199254740992.0;
}

static const double west = 72.004, east = 137.8347, south = 0.8293, north = 55.8271;

static void assert_returns(ter_datum d, ter_position p) {
    ter_position back = ter_datum_to_wgs84(d, ter_datum_from_wgs84(d, p));
    double off_m = ter_distance_m(p, back);
    if (off_m >= 0.001) fail_msg("%s: %.9f,%.9f comes back %g m off", ter_datum_name(d), p.lon_deg, p.lat_deg, off_m);
}

static void there_and_back_is_within_a_millimetre(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        ter_position p = {random_between(&seed, west, east), random_between(&seed, south, north)};
        for (ter_datum d = TER_DATUM_WGS84; d <= TER_DATUM_CGCS2000; d++) assert_returns(d, p);
    }
}

static void positions_at_the_edge_return_too(void **state) {
    (void)state;
    uint64_t seed = 2;
    for (int i = 0; i < 4000; i++) {
        double in = i % 4 == 0 ? 0 : random_between(&seed, 0, 0.01);
        double lon = random_between(&seed, west, east), lat = random_between(&seed, south, north);
        const ter_position inside[] = {
            {west + in, lat}, {east - in, lat}, {lon, south + in}, {lon, north - in}, {east - in, south + in}};
        const double out = 0.06 + in; /* beyond the strip that GCJ-02 and BD-09 positions of the box reach into */
        const ter_position outside[] = {{west - out, lat}, {east + out, lat}, {lon, south - out}, {lon, north + out}};
        for (ter_datum d = TER_DATUM_GCJ02; d <= TER_DATUM_BD09; d++) {
            for (size_t k = 0; k < 5; k++) assert_returns(d, inside[k]);
            for (size_t k = 0; k < 4; k++) {
                assert_returns(d, outside[k]);
                assert_true(ter_datum_from_wgs84(d, outside[k]).lon_deg == outside[k].lon_deg);
            }
        }
    }
}

static void positions_around_105_east_return_too(void **state) { /* where the model has a root of |x| */
    (void)state;
    for (double off = 1e-14; off < 1e-2; off *= 3)
        for (ter_datum d = TER_DATUM_GCJ02; d <= TER_DATUM_BD09; d++)
            for (int side = -1; side <= 1; side++) assert_returns(d, (ter_position){105 + side * off, 35 + side * off});
}

static void back_and_there_gives_the_position_again(void **state) {
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < 5000; i++) {
        ter_position p = {random_between(&seed, west + 0.1, east - 0.1),
                          random_between(&seed, south + 0.1, north - 0.1)};
        for (ter_datum d = TER_DATUM_GCJ02; d <= TER_DATUM_BD09; d++)
            assert_true(ter_distance_m(p, ter_datum_from_wgs84(d, ter_datum_to_wgs84(d, p))) < 0.001);
    }
}

static void the_move_is_as_large_as_published(void **state) {
    (void)state;
    uint64_t seed = 4;
    for (int i = 0; i < 5000; i++) { /* land of China and about: not the corners of the box */
        ter_position p = {random_between(&seed, 80, 130), random_between(&seed, 20, 45)};
        double m = ter_distance_m(p, ter_datum_from_wgs84(TER_DATUM_GCJ02, p));
        assert_true(m > 20 && m < 1000);
    }
}

static ter_geometry line(ter_position a, ter_position b) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    ter_geometry_add_point(&g, a);
    ter_geometry_add_point(&g, b);
    ter_geometry_end_part(&g);
    return g;
}

/* Whatever point of a long edge is moved, it lies on the moved line. */
static void long_edges_bend_with_the_datum(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < 60; i++) {
        ter_position a = {random_between(&seed, 75, 130), random_between(&seed, 10, 50)};
        ter_position b = {a.lon_deg + random_between(&seed, -0.3, 0.3), a.lat_deg + random_between(&seed, -0.3, 0.3)};
        for (ter_datum d = TER_DATUM_GCJ02; d <= TER_DATUM_BD09; d++) {
            ter_geometry g = line(a, b);
            ter_geometry_from_wgs84(&g, d);
            for (double t = 0; t <= 1; t += 0.01) {
                ter_position on = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
                assert_true(ter_geometry_distance_m(&g, ter_datum_from_wgs84(d, on), NULL) < 1);
            }
            ter_geometry_to_wgs84(&g, d);
            assert_true(ter_distance_m(g.points[0], a) < 0.001);
            assert_true(ter_distance_m(g.points[g.point_count - 1], b) < 0.001);
            ter_geometry_release(&g);
        }
    }
}

static void short_edges_and_wgs84_keep_their_vertices(void **state) {
    (void)state;
    ter_geometry g = line((ter_position){116.47, 39.94}, (ter_position){116.471, 39.941});
    ter_geometry_from_wgs84(&g, TER_DATUM_BD09);
    assert_int_equal(g.point_count, 2);
    ter_geometry_release(&g);
    g = line((ter_position){116, 39}, (ter_position){117, 40});
    ter_geometry_from_wgs84(&g, TER_DATUM_CGCS2000);
    assert_int_equal(g.point_count, 2);
    assert_true(g.points[1].lon_deg == 117 && g.points[1].lat_deg == 40);
    ter_geometry_release(&g);
}

static void polygons_keep_their_rings(void **state) {
    (void)state;
    ter_geometry g = {.type = TER_GEOMETRY_POLYGON};
    for (int polygon = 0; polygon < 2; polygon++) {
        for (int ring = 0; ring <= polygon; ring++) {
            double lon = 116 + polygon + ring * 0.01, lat = 39 + ring * 0.01, size = 0.2 - ring * 0.1;
            const double corners[][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
            for (int i = 0; i < 5; i++)
                ter_geometry_add_point(&g, (ter_position){lon + corners[i][0] * size, lat + corners[i][1] * size});
            ter_geometry_end_part(&g);
        }
        ter_geometry_end_polygon(&g);
    }
    ter_geometry_from_wgs84(&g, TER_DATUM_BD09);
    assert_int_equal(g.part_count, 3);
    assert_int_equal(g.polygon_count, 2);
    assert_true(g.polygon_ends[0] == 1 && g.polygon_ends[1] == 3);
    for (size_t i = 0; i < 3; i++) {
        ter_position first = g.points[ter_geometry_part_begin(&g, i)],
                     last = g.points[ter_geometry_part_end(&g, i) - 1];
        assert_true(first.lon_deg == last.lon_deg && first.lat_deg == last.lat_deg);
    }
    ter_geometry_release(&g);
}

static void a_wrong_datum_is_hundreds_of_metres(void **state) {
    (void)state;
    ter_position beijing = {116.4733, 39.9495};
    double gcj02_m = ter_distance_m(beijing, ter_datum_from_wgs84(TER_DATUM_GCJ02, beijing));
    double bd09_m = ter_distance_m(beijing, ter_datum_from_wgs84(TER_DATUM_BD09, beijing));
    assert_true(gcj02_m > 400 && gcj02_m < 700);
    assert_true(bd09_m > 900 && bd09_m < 1600);
}

static void outside_china_nothing_moves(void **state) {
    (void)state;
    ter_position york = {-73.9, 40.7}, p = ter_datum_from_wgs84(TER_DATUM_BD09, york);
    assert_true(p.lon_deg == york.lon_deg && p.lat_deg == york.lat_deg);
}

static void names_are_known_in_any_case(void **state) {
    (void)state;
    ter_datum d = TER_DATUM_WGS84;
    assert_true(ter_datum_parse(ter_str_from("GCJ02"), &d) && d == TER_DATUM_GCJ02);
    assert_true(ter_datum_parse(ter_str_from("bd09"), &d) && d == TER_DATUM_BD09);
    assert_true(ter_datum_parse(ter_str_from("CGCS2000"), &d) && d == TER_DATUM_CGCS2000);
    for (ter_datum each = TER_DATUM_WGS84; each <= TER_DATUM_CGCS2000; each++) {
        assert_true(ter_datum_parse(ter_str_from(ter_datum_name(each)), &d) && d == each);
        assert_true(ter_datum_parse(ter_str_from(ter_datum_word(each)), &d) && d == each);
    }
    assert_false(ter_datum_parse(ter_str_from("bd"), &d));
    assert_false(ter_datum_parse(ter_str_from("gcj025"), &d));
    assert_false(ter_datum_parse(ter_str_from(""), &d));
}

static void a_wrong_word_is_told_with_the_choices(void **state) {
    (void)state;
    ter_error err = {0};
    ter_datum d = TER_DATUM_BD09;
    assert_int_equal(ter_datum_read(NULL, &d, &err), TER_OK);
    assert_int_equal(d, TER_DATUM_WGS84);
    assert_int_equal(ter_datum_read("gcj", &d, &err), TER_USAGE);
    assert_non_null(strstr(err.message, "gcj02"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forward_gives_the_published_vectors),
        cmocka_unit_test(there_and_back_is_within_a_millimetre),
        cmocka_unit_test(a_wrong_datum_is_hundreds_of_metres),
        cmocka_unit_test(outside_china_nothing_moves),
        cmocka_unit_test(positions_at_the_edge_return_too),
        cmocka_unit_test(positions_around_105_east_return_too),
        cmocka_unit_test(back_and_there_gives_the_position_again),
        cmocka_unit_test(the_move_is_as_large_as_published),
        cmocka_unit_test(long_edges_bend_with_the_datum),
        cmocka_unit_test(short_edges_and_wgs84_keep_their_vertices),
        cmocka_unit_test(polygons_keep_their_rings),
        cmocka_unit_test(a_wrong_word_is_told_with_the_choices),
        cmocka_unit_test(names_are_known_in_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
