/* The legend, and the styles that are made from it. */
#include "export/legend.h"

#include "base/embedded.h"
#include "base/kind.h"
#include "base/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_legend__passes_over_what_is_no_entry(void **state) {
    (void)state;
    ter_legend legend;
    ter_legend_parse(
        ter_str_from("# note\nstatus\tplanned\t规划\tPlanned\t#112233\nbroken\tline\n\nkind\tpark\t公园\tPark\t"),
        &legend);
    assert_int_equal(legend.entries.len, 2);
    assert_string_equal(ter_legend_find(&legend, "status", "planned")->value, "#112233");
    assert_string_equal(ter_legend_find(&legend, "kind", "park")->value, "");
    assert_null(ter_legend_find(&legend, "kind", "planned"));
    ter_legend_release(&legend);
}

/* One row stands for all kinds, where it stands. */
static void test_legend__takes_the_kinds_from_their_table(void **state) {
    (void)state;
    ter_legend legend;
    ter_legend_parse(
        ter_str_from("basis\ttarget\t目标\tTarget\t\nkind\t*\t\t\t\naction\texpansion\t扩建\tExpansion\t\n"), &legend);
    assert_int_equal(legend.entries.len, ter_kind_count() + 2);
    for (size_t i = 0; i < ter_kind_count(); i++) {
        const ter_legend_entry *e = &legend.entries.items[i + 1];
        assert_string_equal(e->list, "kind");
        assert_string_equal(e->word, ter_kind_at(i)->name);
        assert_string_equal(e->zh, ter_kind_at(i)->zh);
        assert_string_equal(e->value, ter_kind_at(i)->marker);
    }
    ter_legend_release(&legend);
}

/* The styles are made from the legend (tools/styles): every status has its colour and its Chinese word in each. */
static void test_styles__agree_with_the_legend(void **state) {
    (void)state;
    ter_legend legend;
    ter_legend_read(&legend);
    for (int s = TER_STATE_PLANNED; s < TER_STATE_COUNT; s++) {
        const ter_legend_entry *e = ter_legend_find(&legend, "status", ter_state_name((ter_state)s));
        assert_non_null(e);
        unsigned red, green, blue;
        assert_int_equal(sscanf(e->value, "#%2x%2x%2x", &red, &green, &blue), 3);
        char colour[32];
        snprintf(colour, sizeof colour, "%u,%u,%u,", red, green, blue);
        static const char *const styles[] = {"layers/facility_point.qml", "layers/facility_line.qml",
                                             "layers/facility_polygon.qml"};
        for (int i = 0; i < 3; i++) {
            const char *path;
            ter_str qml;
            assert_true(ter_embedded_at(styles[i], 0, &path, &qml));
            assert_non_null(memmem(qml.ptr, qml.len, colour, strlen(colour)));
            assert_non_null(memmem(qml.ptr, qml.len, e->zh, strlen(e->zh)));
        }
    }
    ter_legend_release(&legend);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_legend__passes_over_what_is_no_entry),
        cmocka_unit_test(test_legend__takes_the_kinds_from_their_table),
        cmocka_unit_test(test_styles__agree_with_the_legend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
