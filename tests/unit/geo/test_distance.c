#include "cmocka_head.h"

#include "geo/distance.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

static void assert_metres(double got, double expected, double tolerance_m) {
    if (!(fabs(got - expected) <= tolerance_m))
        fail_msg("%.6f m, expected %.6f m within %g", got, expected, tolerance_m);
}

static ter_geometry line_of(const double *xy, size_t count) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    for (size_t i = 0; i < count; i++) ter_geometry_add_point(&g, (ter_position){xy[2 * i], xy[2 * i + 1]});
    ter_geometry_end_part(&g);
    return g;
}

/* Expected values: geod +ellps=WGS84 -I +units=m (PROJ 9.1). */
static void positions_are_apart_as_geod_says(void **state) {
    (void)state;
    assert_metres(ter_distance_m((ter_position){116.4733, 39.9495}, (ter_position){116.46577, 39.9479}), 667.569,
                  0.001);
    assert_metres(ter_distance_m((ter_position){-73.9, 40.7}, (ter_position){116.4, 39.9}), 11017703.689, 0.001);
    assert_metres(ter_distance_m((ter_position){179.9, 0}, (ter_position){-179.9, 0}), 22263.898, 0.001);
    assert_metres(ter_distance_m((ter_position){5, 5}, (ter_position){5, 5}), 0, 0);
}

static double random_between(double low, double high) {
    return low + (high - low) * ((double)rand() / RAND_MAX);
}

static double random_lat(void) {
    return asin(random_between(-1, 1)) * 180 / M_PI;
}

static double proj_m(ter_position a, ter_position b) {
    struct geod_geodesic ellipsoid;
    double s = 0;
    geod_init(&ellipsoid, 6378137.0, 1 / 298.257223563);
    geod_inverse(&ellipsoid, a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &s, NULL, NULL);
    return s;
}

static void any_two_positions_are_as_far_as_proj_says(void **state) {
    (void)state;
    srand(17);
    for (int i = 0; i < 20000; i++) {
        double spread = pow(10, random_between(-6, 2));
        ter_position a = {random_between(-180, 180), random_lat()}, b = {random_between(-180, 180), random_lat()};
        if (i % 2) b.lon_deg = a.lon_deg + random_between(-spread, spread);
        if (i % 2) b.lat_deg = fmax(-90, fmin(90, a.lat_deg + random_between(-spread, spread)));
        assert_metres(ter_distance_m(a, b), proj_m(a, b), 0.001);
    }
}

/* Nearly opposite, on the equator and at the poles: where the usual solution does not settle. */
static void opposite_positions_are_as_far_as_proj_says(void **state) {
    (void)state;
    srand(18);
    for (int i = 0; i < 300; i++) {
        ter_position a = {random_between(-180, 180), i % 3 ? random_lat() : 0};
        ter_position b = {a.lon_deg + 180 + random_between(-1, 1), fmax(-90, fmin(90, -a.lat_deg))};
        if (i % 2 && i % 3) b.lat_deg = fmax(-90, fmin(90, b.lat_deg + random_between(-1, 1)));
        if (i == 4) a = (ter_position){10, 90}, b = (ter_position){77, -90};
        if (i == 5) a = (ter_position){0, 0}, b = (ter_position){180, 0};
        assert_metres(ter_distance_m(a, b), proj_m(a, b), 0.001);
    }
}

/* The same answer by a slow and simple route: geodesics to many points of every edge, then again around the best. */
static double sampled_m(const ter_geometry *g, ter_position from) {
    double best = INFINITY;
    for (size_t i = 1; i < g->point_count; i++) {
        ter_position a = g->points[i - 1], b = g->points[i];
        double low = 0, high = 1;
        for (int round = 0; round < 4; round++) {
            double at = low, step = (high - low) / 200, here = INFINITY;
            for (int k = 0; k <= 200; k++) {
                double t = low + k * step;
                ter_position p = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
                double d = ter_distance_m(from, p);
                if (d < here) here = d, at = t;
            }
            best = fmin(best, here);
            low = fmax(0, at - step);
            high = fmin(1, at + step);
        }
    }
    return best;
}

static void lines_are_as_far_as_sampling_says(void **state) {
    (void)state;
    static const struct {
        double edge_deg, query_deg, tolerance_m;
    } scales[] = {{0.001, 0.005, 0.001}, {0.05, 0.2, 0.001}, {1, 3, 0.01}, {1, 30, 0.1}, {20, 60, 1}};
    srand(7);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        for (int n = 0; n < 12; n++) {
            double xy[12], lon = random_between(-100, 100), lat = random_between(-60, 60);
            for (int i = 0; i < 12; i += 2) {
                xy[i] = lon + random_between(-1, 1) * scales[s].edge_deg;
                xy[i + 1] = fmax(-89, fmin(89, lat + random_between(-1, 1) * scales[s].edge_deg));
            }
            ter_geometry g = line_of(xy, 6);
            ter_position from = {lon + random_between(-1, 1) * scales[s].query_deg,
                                 fmax(-89, fmin(89, lat + random_between(-1, 1) * scales[s].query_deg))};
            ter_position nearest;
            double d = ter_geometry_distance_m(&g, from, &nearest);
            assert_metres(d, sampled_m(&g, from), scales[s].tolerance_m);
            assert_metres(ter_distance_m(from, nearest), d, 1e-6);
            ter_geometry_release(&g);
        }
    }
}

/* An edge of 100 km: a geodesic edge would pass 150 m from where the straight one in LON,LAT does. */
static void long_edges_are_straight_in_lon_lat(void **state) {
    (void)state;
    static const double xy[] = {116, 40, 117.17, 40};
    ter_geometry g = line_of(xy, 2);
    ter_position on = {116.585, 40}, beside = {116.585, 40.01};
    assert_metres(ter_geometry_distance_m(&g, on, NULL), 0, 0.1);
    assert_metres(ter_geometry_distance_m(&g, beside, NULL), ter_distance_m(on, beside), 0.1);
    ter_geometry_release(&g);
}

static ter_geometry square_with_hole(void) {
    static const double rings[2][10] = {{0, 0, 4, 0, 4, 4, 0, 4, 0, 0}, {1, 1, 1, 3, 3, 3, 3, 1, 1, 1}};
    ter_geometry g = {.type = TER_GEOMETRY_POLYGON};
    for (int r = 0; r < 2; r++) {
        for (int i = 0; i < 10; i += 2) ter_geometry_add_point(&g, (ter_position){rings[r][i], rings[r][i + 1]});
        ter_geometry_end_part(&g);
    }
    ter_geometry_end_polygon(&g);
    return g;
}

static void inside_a_polygon_is_nought_and_in_a_hole_is_not(void **state) {
    (void)state;
    ter_geometry g = square_with_hole();
    ter_position nearest;
    assert_true(ter_geometry_distance_m(&g, (ter_position){0.5, 2}, &nearest) == 0);
    assert_true(nearest.lon_deg == 0.5);
    assert_metres(ter_geometry_distance_m(&g, (ter_position){1.5, 2}, &nearest),
                  ter_distance_m((ter_position){1.5, 2}, (ter_position){1, 2}),
                  30); /* parallels bend: a little north is nearer */
    assert_true(fabs(nearest.lon_deg - 1) < 1e-6);
    assert_metres(ter_geometry_distance_m(&g, (ter_position){4.001, 2}, NULL), 111.26, 0.1);
    ter_geometry_release(&g);
}

static void the_antimeridian_is_no_wall(void **state) {
    (void)state;
    static const double xy[] = {-179.9, -1, -179.9, 1};
    ter_geometry g = line_of(xy, 2);
    assert_metres(ter_geometry_distance_m(&g, (ter_position){179.9, 0}, NULL), 22263.898, 0.01);
    ter_geometry_release(&g);
}

static void nothing_is_infinitely_far(void **state) {
    (void)state;
    ter_geometry none = {0};
    assert_true(isinf(ter_geometry_distance_m(&none, (ter_position){1, 1}, NULL)));
}

static void several_points_give_the_nearest(void **state) {
    (void)state;
    ter_geometry g = {.type = TER_GEOMETRY_POINT};
    for (int i = 0; i < 50; i++) {
        ter_geometry_add_point(&g, (ter_position){100 + i, 20});
        ter_geometry_end_part(&g);
    }
    ter_position nearest;
    double d = ter_geometry_distance_m(&g, (ter_position){117.2, 20.1}, &nearest);
    assert_true(nearest.lon_deg == 117);
    assert_metres(d, ter_distance_m((ter_position){117.2, 20.1}, (ter_position){117, 20}), 1e-6);
    ter_geometry_release(&g);
}

static void the_box_holds_the_circle(void **state) {
    (void)state;
    for (double lat = -85; lat <= 85; lat += 17) {
        ter_position c = {116, lat};
        ter_bbox b = ter_bbox_around(c, 5000);
        assert_true(ter_distance_m(c, (ter_position){b.max_lon, lat}) >= 5000);
        assert_true(ter_distance_m(c, (ter_position){116, b.min_lat}) >= 5000);
        assert_true(ter_distance_m(c, (ter_position){116, b.max_lat}) < 5100);
    }
    ter_bbox pole = ter_bbox_around((ter_position){10, 89.99}, 5000),
             seam = ter_bbox_around((ter_position){179.99, 0}, 5000);
    assert_true(pole.min_lon == -180 && pole.max_lon == 180 && pole.max_lat == 90);
    assert_true(seam.min_lon == -180 && seam.max_lon == 180);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_apart_as_geod_says),
        cmocka_unit_test(any_two_positions_are_as_far_as_proj_says),
        cmocka_unit_test(opposite_positions_are_as_far_as_proj_says),
        cmocka_unit_test(lines_are_as_far_as_sampling_says),
        cmocka_unit_test(long_edges_are_straight_in_lon_lat),
        cmocka_unit_test(inside_a_polygon_is_nought_and_in_a_hole_is_not),
        cmocka_unit_test(the_antimeridian_is_no_wall),
        cmocka_unit_test(nothing_is_infinitely_far),
        cmocka_unit_test(several_points_give_the_nearest),
        cmocka_unit_test(the_box_holds_the_circle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
