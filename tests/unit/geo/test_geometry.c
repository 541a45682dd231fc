#include "cmocka_head.h"

#include "base/memory.h"
#include "geo/geometry.h"
#include "geo/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put_part(ter_geometry *g, const double *xy, size_t count) {
    for (size_t i = 0; i < count; i++) ter_geometry_add_point(g, (ter_position){xy[2 * i], xy[2 * i + 1]});
    ter_geometry_end_part(g);
}

static ter_geometry line_of(const double *xy, size_t count) {
    ter_geometry g = {.type = TER_GEOMETRY_LINE};
    put_part(&g, xy, count);
    return g;
}

/* A square of 4 degrees with a hole of 2 in its middle, clockwise, and a second small square far away. */
static ter_geometry squares(void) {
    static const double outer[] = {0, 0, 0, 4, 4, 4, 4, 0, 0, 0}, hole[] = {1, 1, 3, 1, 3, 3, 1, 3, 1, 1};
    static const double second[] = {10, 10, 11, 10, 11, 11, 10, 11, 10, 10};
    ter_geometry g = {.type = TER_GEOMETRY_POLYGON};
    put_part(&g, outer, 5);
    put_part(&g, hole, 5);
    ter_geometry_end_polygon(&g);
    put_part(&g, second, 5);
    ter_geometry_end_polygon(&g);
    return g;
}

static void assert_same(const ter_geometry *a, const ter_geometry *b) {
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->point_count, b->point_count);
    assert_int_equal(a->part_count, b->part_count);
    assert_int_equal(a->polygon_count, b->polygon_count);
    for (size_t i = 0; i < a->point_count; i++) {
        assert_true(a->points[i].lon_deg == b->points[i].lon_deg);
        assert_true(a->points[i].lat_deg == b->points[i].lat_deg);
    }
    for (size_t i = 0; i < a->part_count; i++) assert_int_equal(a->part_ends[i], b->part_ends[i]);
    for (size_t i = 0; i < a->polygon_count; i++) assert_int_equal(a->polygon_ends[i], b->polygon_ends[i]);
}

static void binary_forms_come_back_as_written(void **state) {
    (void)state;
    static const double xy[] = {116.1, 39.9, 116.2, 40, 116.3, 39.8};
    ter_geometry shapes[] = {{.type = TER_GEOMETRY_POINT}, line_of(xy, 3), squares()};
    put_part(&shapes[0], xy, 1);
    for (size_t i = 0; i < 3; i++) {
        for (int multi = 0; multi < 2; multi++) {
            ter_buf wkb = {0}, blob = {0};
            ter_geometry back;
            ter_geometry_to_wkb(&shapes[i], multi, &wkb);
            assert_int_equal(ter_geometry_from_wkb((ter_str){wkb.ptr, wkb.len}, &back, NULL), TER_OK);
            assert_same(&shapes[i], &back);
            ter_geometry_release(&back);
            ter_geometry_to_spatialite(&shapes[i], multi, &blob);
            assert_int_equal(ter_geometry_from_spatialite((ter_str){blob.ptr, blob.len}, &back, NULL), TER_OK);
            assert_same(&shapes[i], &back);
            ter_geometry_release(&back);
            ter_buf_release(&wkb);
            ter_buf_release(&blob);
        }
        ter_geometry_release(&shapes[i]);
    }
}

/* Cut short anywhere, or with any bit changed, the bytes are refused, or are a geometry of no more points than they can
 * hold. */
static void damaged_bytes_are_refused_or_a_geometry(void **state) {
    (void)state;
    ter_geometry g = squares(), back;
    ter_buf forms[2] = {{0}, {0}};
    ter_geometry_to_wkb(&g, true, &forms[0]);
    ter_geometry_to_spatialite(&g, true, &forms[1]);
    ter_status (*const readers[])(ter_str, ter_geometry *, ter_error *) = {ter_geometry_from_wkb,
                                                                           ter_geometry_from_spatialite};
    for (int f = 0; f < 2; f++) {
        for (size_t n = 0; n < forms[f].len; n++) {
            char *copy = ter_strndup(forms[f].ptr, n); /* on the heap, so that reading on is seen */
            assert_int_equal(readers[f]((ter_str){copy, n}, &back, NULL), TER_FORMAT);
            assert_int_equal(back.point_count, 0);
            free(copy);
            for (int bit = 0; bit < 8; bit++) {
                forms[f].ptr[n] ^= (char)(1 << bit);
                ter_status status = readers[f]((ter_str){forms[f].ptr, forms[f].len}, &back, NULL);
                assert_true(status == TER_OK || (status == TER_FORMAT && back.point_count == 0));
                assert_true(back.point_count * sizeof(ter_position) <= forms[f].len);
                ter_geometry_release(&back);
                forms[f].ptr[n] ^= (char)(1 << bit);
            }
        }
        ter_buf_release(&forms[f]);
    }
    ter_geometry_release(&g);
}

static void foreign_wkb_is_read_flat(void **state) {
    (void)state;
    /* EWKB, big-endian, SRID 4326, point Z 1 2 9 */
    static const unsigned char ewkb[] = {0,    0xa0, 0, 0, 1, 0, 0, 0x10, 0xe6, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0,
                                         0x40, 0,    0, 0, 0, 0, 0, 0,    0x40, 0x22, 0,    0, 0, 0, 0, 0};
    ter_geometry g;
    assert_int_equal(ter_geometry_from_wkb((ter_str){(const char *)ewkb, sizeof ewkb}, &g, NULL), TER_OK);
    assert_int_equal(g.point_count, 1);
    assert_true(g.points[0].lon_deg == 1 && g.points[0].lat_deg == 2);
    ter_geometry_release(&g);
    /* SpatiaLite's TinyPoint */
    unsigned char tiny[24] = {0, 0x81, 0xe6, 0x10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f};
    tiny[22] = 0x40;
    tiny[23] = 0xfe;
    assert_int_equal(ter_geometry_from_spatialite((ter_str){(const char *)tiny, sizeof tiny}, &g, NULL), TER_OK);
    assert_true(g.points[0].lon_deg == 1 && g.points[0].lat_deg == 2);
    ter_geometry_release(&g);
    /* a geometry collection is none of the three families */
    static const unsigned char collection[] = {1, 7, 0, 0, 0, 0, 0, 0, 0};
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_geometry_from_wkb((ter_str){(const char *)collection, 9}, &g, &err), TER_FORMAT);
    assert_true(err.message[0]);
}

static void geojson_winds_outer_rings_counter_clockwise(void **state) {
    (void)state;
    ter_geometry g = squares();
    ter_buf out = {0};
    ter_geometry_to_geojson(&g, &out);
    assert_string_equal(out.ptr, "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,4],[0,0]],"
                                 "[[1,1],[1,3],[3,3],[3,1],[1,1]]],[[[10,10],[11,10],[11,11],[10,11],[10,10]]]]}");
    ter_buf_clear(&out);
    ter_geometry none = {0};
    ter_geometry_to_geojson(&none, &out);
    assert_string_equal(out.ptr, "null");
    ter_buf_release(&out);
    ter_geometry_release(&g);
}

static void a_hole_is_outside(void **state) {
    (void)state;
    ter_geometry g = squares();
    assert_true(ter_geometry_covers(&g, (ter_position){0.5, 2}));
    assert_false(ter_geometry_covers(&g, (ter_position){2, 2}));
    assert_true(ter_geometry_covers(&g, (ter_position){10.5, 10.5}));
    assert_false(ter_geometry_covers(&g, (ter_position){7, 7}));
    assert_true(ter_geometry_covers(&g, ter_geometry_point_on(&g)));
    ter_geometry_release(&g);
}

static void the_point_of_a_line_is_half_way(void **state) {
    (void)state;
    static const double xy[] = {0, 0, 1, 0, 4, 0};
    ter_geometry g = line_of(xy, 3);
    ter_position p = ter_geometry_point_on(&g);
    assert_true(fabs(p.lon_deg - 2) < 1e-9 && p.lat_deg == 0);
    ter_geometry_release(&g);
    assert_true(isnan(ter_geometry_point_on(&g).lon_deg)); /* nothing has no point */
}

static void a_copy_is_its_own(void **state) {
    (void)state;
    ter_geometry g = squares(), copy;
    ter_geometry_copy(&g, &copy);
    for (int i = 0; i < 100; i++) ter_geometry_add_point(&copy, (ter_position){1, 1});
    assert_int_equal(copy.point_count, g.point_count + 100);
    ter_geometry_release(&g);
    assert_true(copy.points[0].lon_deg == 0);
    ter_geometry_release(&copy);
}

static void only_lon_lat_in_degrees_is_valid(void **state) {
    (void)state;
    assert_true(ter_position_valid((ter_position){-180, 90}));
    assert_false(ter_position_valid((ter_position){39.9, 116.4}));
    assert_false(ter_position_valid((ter_position){NAN, 0}));
    assert_false(ter_position_valid((ter_position){0, INFINITY}));
}

static void lines_meet_where_they_cross(void **state) {
    (void)state;
    static const double a[] = {116, 40, 116.1, 40}, b[] = {116.05, 39.99, 116.05, 40.01};
    static const double far[] = {116, 40.01, 116.1, 40.01};
    ter_geometry la = line_of(a, 2), lb = line_of(b, 2), lc = line_of(far, 2);
    ter_meeting found[4];
    assert_int_equal(ter_line_meetings(&la, &lb, 50, 100, found, 4), 1);
    assert_true(found[0].gap_m == 0 && fabs(found[0].at.lon_deg - 116.05) < 1e-9);
    assert_int_equal(ter_line_meetings(&la, &lc, 50, 100, found, 4), 0);
    assert_true(ter_line_meetings(&la, &lc, 1200, 100, found, 4) > 0);
    assert_true(fabs(found[0].gap_m - 1110) < 5);
    ter_geometry_release(&la);
    ter_geometry_release(&lb);
    ter_geometry_release(&lc);
}

/* Pieces in any order and direction, with a gap of 30 m: the course goes over all of them. */
static void a_section_runs_over_the_pieces(void **state) {
    (void)state;
    static const double first[] = {116.02, 40, 116.01, 40, 116, 40}, last[] = {116.04, 40, 116.05, 40, 116.06, 40.01};
    static const double middle[] = {116.02, 40, 116.03965, 40}, away[] = {117, 40, 117.1, 40};
    ter_geometry g = {.type = TER_GEOMETRY_LINE}, cut;
    put_part(&g, first, 3);
    put_part(&g, last, 3);
    put_part(&g, middle, 2);
    put_part(&g, away, 2);
    assert_true(ter_line_between(&g, (ter_position){116.005, 40.001}, (ter_position){116.045, 40}, &cut));
    assert_true(fabs(cut.points[0].lon_deg - 116.005) < 1e-6);
    assert_true(fabs(cut.points[cut.point_count - 1].lon_deg - 116.045) < 1e-6);
    assert_int_equal(cut.part_count, 1);
    ter_geometry_release(&cut);
    assert_false(ter_line_between(&g, (ter_position){116.005, 40}, (ter_position){117.05, 40}, &cut));
    assert_int_equal(cut.point_count, 0);
    /* both ends on one edge */
    assert_true(ter_line_between(&g, (ter_position){116.003, 40}, (ter_position){116.007, 40}, &cut));
    assert_int_equal(cut.point_count, 2);
    ter_geometry_release(&cut);
    ter_geometry_release(&g);
}

static void the_stretch_inside_an_area_is_cut_at_its_border(void **state) {
    (void)state;
    static const double xy[] = {-1, 2, 5, 2};
    ter_geometry line = line_of(xy, 2), area = squares(), cut;
    assert_true(ter_line_inside(&line, &area, &cut));
    assert_int_equal(cut.part_count, 2); /* the hole parts it */
    assert_true(fabs(cut.points[0].lon_deg - 0) < 1e-9 && fabs(cut.points[1].lon_deg - 1) < 1e-9);
    ter_geometry_release(&cut);
    static const double outside[] = {-1, 9, 5, 9};
    ter_geometry away = line_of(outside, 2);
    assert_false(ter_line_inside(&away, &area, &cut));
    ter_geometry_release(&away);
    ter_geometry_release(&line);
    ter_geometry_release(&area);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binary_forms_come_back_as_written),
        cmocka_unit_test(damaged_bytes_are_refused_or_a_geometry),
        cmocka_unit_test(foreign_wkb_is_read_flat),
        cmocka_unit_test(geojson_winds_outer_rings_counter_clockwise),
        cmocka_unit_test(a_hole_is_outside),
        cmocka_unit_test(the_point_of_a_line_is_half_way),
        cmocka_unit_test(a_copy_is_its_own),
        cmocka_unit_test(only_lon_lat_in_degrees_is_valid),
        cmocka_unit_test(lines_meet_where_they_cross),
        cmocka_unit_test(a_section_runs_over_the_pieces),
        cmocka_unit_test(the_stretch_inside_an_area_is_cut_at_its_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
