/* Calibration: the table of how often a rule is right, and what is made of it. */
#include "geocode/calibration.h"

#include <math.h>

#include "cmocka_head.h"

static const char table[] = "# rule\tasked\tright\tp\n"
                            "official name\t98\t79\t0.8\n"
                            "junction\t8\t4\t0.5\n"
                            "no number\t1\t1\tmany\n"
                            "too sure\t1\t1\t1.5\n"
                            "short\t1\n"
                            "\n"
                            "last\t2\t1\t0.25";

static void assert_near(double a, double b) {
    assert_true(fabs(a - b) < 1e-12);
}

static void rows_are_read_and_others_passed_over(void **state) {
    (void)state;
    ter_calibration c;
    ter_calibration_read(ter_str_from(table), &c);
    assert_int_equal(c.rows.len, 3);
    assert_near(ter_calibration_of_rule(&c, "official name"), 0.8);
    assert_near(ter_calibration_of_rule(&c, "last"), 0.25);
    assert_near(ter_calibration_of_rule(&c, "official"), 0.5); /* never measured */
    ter_calibration_release(&c);
}

static void constructions_are_as_sure_as_what_they_are_made_of(void **state) {
    (void)state;
    ter_calibration c;
    ter_calibration_read(ter_str_from(table), &c);
    assert_near(ter_calibration_of_construction(&c, "junction", 0.8), 0.5);
    assert_near(ter_calibration_of_construction(&c, "junction", 0.4), 0.25);
    assert_near(ter_calibration_of_construction(&c, "junction", 1), 0.5);
    assert_near(ter_calibration_of_construction(&c, "section", 0.7), 0.7); /* never measured */
    ter_calibration_release(&c);
    ter_calibration_read(ter_str_from(""), &c);
    assert_near(ter_calibration_of_construction(&c, "junction", 0.7), 0.7);
    ter_calibration_release(&c);
}

/* The words of a reason are the table's keys: one that changes in the code alone would lose its row. */
static void the_embedded_table_knows_the_rules_in_use(void **state) {
    (void)state;
    static const char *const rules[] = {"official name",
                                        "alias stated by the source",
                                        "short form made by rule",
                                        "official name in another spelling",
                                        "alias in another spelling",
                                        "short form, made by rule, of the name asked for",
                                        "another ending for the same name",
                                        "one character looks alike",
                                        "the name asked for lacks one character",
                                        "the name asked for has one character too many",
                                        "differs in one character",
                                        "holds the name asked for",
                                        "junction",
                                        "section",
                                        "extent",
                                        "part of",
                                        "area"};
    ter_calibration c;
    ter_calibration_read_embedded(&c);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        bool found = false;
        for (size_t k = 0; k < c.rows.len; k++) found = found || ter_str_is(c.rows.items[k].rule, rules[i]);
        if (!found) fail_msg("%s has no row", rules[i]);
    }
    double official = ter_calibration_of_rule(&c, "official name");
    assert_true(official > 0.9 && official <= 0.99);
    assert_true(ter_calibration_of_rule(&c, "differs in one character") < 0.5);
    ter_calibration_release(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_and_others_passed_over),
        cmocka_unit_test(constructions_are_as_sure_as_what_they_are_made_of),
        cmocka_unit_test(the_embedded_table_knows_the_rules_in_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
