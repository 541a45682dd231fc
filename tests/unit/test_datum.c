/* Datums: the published vectors forward, and there and back within a millimetre. */
#include "geo/datum.h"
#include "geo/distance.h"

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

static void there_and_back_is_within_a_millimetre(void **state) {
    (void)state;
    for (double lon = 75; lon < 135; lon += 3.7) {
        for (double lat = 5; lat < 54; lat += 2.9) {
            for (ter_datum d = TER_DATUM_GCJ02; d <= TER_DATUM_BD09; d++) {
                ter_position p = {lon, lat}, back = ter_datum_to_wgs84(d, ter_datum_from_wgs84(d, p));
                assert_true(ter_distance_m(p, back) < 0.001);
            }
        }
    }
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
    assert_false(ter_datum_parse(ter_str_from("bd"), &d));
    assert_false(ter_datum_parse(ter_str_from("gcj025"), &d));
    assert_false(ter_datum_parse(ter_str_from(""), &d));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forward_gives_the_published_vectors), cmocka_unit_test(there_and_back_is_within_a_millimetre),
        cmocka_unit_test(a_wrong_datum_is_hundreds_of_metres), cmocka_unit_test(outside_china_nothing_moves),
        cmocka_unit_test(names_are_known_in_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
