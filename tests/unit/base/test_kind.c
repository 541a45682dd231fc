/* The table of kinds: what each is like, and that a name without a row has no trait. */
#include "cmocka_head.h"

#include "base/kind.h"

static void test_every_row_is_found_by_its_name(void **state) {
    (void)state;
    assert_true(ter_kind_count() > 0);
    for (size_t i = 0; i < ter_kind_count(); i++)
        assert_ptr_equal(ter_kind_named(ter_kind_at(i)->name), ter_kind_at(i));
    assert_null(ter_kind_at(ter_kind_count()));
}

static void test_names_without_a_row_have_no_trait(void **state) {
    (void)state;
    static const char *const names[] = {"", "par", "parks", "greenway", "Park"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_null(ter_kind_named(names[i]));
        assert_false(ter_kind_is_line(names[i]) || ter_kind_is_area(names[i]) || ter_kind_is_core(names[i]));
        assert_false(ter_kind_flows(names[i]) || ter_kind_is_road(names[i]) || ter_kind_is_green(names[i]));
        assert_false(ter_kind_is_institution(names[i]) || ter_kind_has_campuses(names[i]));
    }
}

static void test_traits(void **state) {
    (void)state;
    assert_true(ter_kind_is_line("road") && ter_kind_is_road("road") && !ter_kind_flows("road"));
    assert_true(ter_kind_is_line("waterway") && ter_kind_flows("waterway") && !ter_kind_is_road("waterway"));
    assert_true(ter_kind_is_area("admin") && !ter_kind_is_core("admin") && !ter_kind_is_line("admin"));
    assert_true(ter_kind_is_institution("school") && ter_kind_has_campuses("school"));
    assert_true(ter_kind_is_institution("hospital") && !ter_kind_has_campuses("hospital"));
    assert_true(ter_kind_is_green("park") && ter_kind_is_core("park") && !ter_kind_is_core("culture"));
    assert_string_equal(ter_kind_of_areas(), "admin");
    assert_string_equal(ter_kind_of_roads(), "road");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_row_is_found_by_its_name),
                                       cmocka_unit_test(test_names_without_a_row_have_no_trait),
                                       cmocka_unit_test(test_traits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
