/* Dates: their written forms, the lengths of months, first and last days. */
#include "base/date.h"

#include "cmocka_head.h"

static void written_dates_are_parsed(void **state) {
    (void)state;
    static const char *const good[] = {"2026", "2026-03", "2026-03-25", "2024-02-29", "2000-02-29", "1000"};
    static const char *const bad[] = {"",           "26",         "2026-3",     "2026-13",     "2026-00",
                                      "2026-02-29", "1900-02-29", "2026-04-31", "2026-03-00",  "2026-03-32",
                                      "2026-03-2x", "2026/03/25", "03-25-2026", "2026-03-25 ", "20260325",
                                      "abcd",       " 2026",      "-026",       "0000"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ter_date d = {0};
        char text[16];
        assert_true(ter_date_parse(good[i], &d));
        ter_date_format(d, text);
        assert_string_equal(text, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ter_date d = {1, 2, 3};
        if (ter_date_parse(bad[i], &d)) fail_msg("'%s' is not a date", bad[i]);
        assert_int_equal(d.year, 1); /* untouched */
    }
    char text[16] = "x";
    ter_date_format((ter_date){0}, text);
    assert_string_equal(text, "");
}

static void the_loose_rule_knows_no_lengths_of_months(void **state) {
    (void)state;
    static const char *const good[] = {"2026", "2026-03", "2026-12-31", "2026-02-31"};
    static const char *const bad[] = {"",           "26",        "2026-",      "2026-13", "2026-00",
                                      "2026-03-32", "2026-3-01", "2026/03/01", "x"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(ter_date_is_written(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(ter_date_is_written(bad[i]));
}

static void a_date_time_gives_its_day(void **state) {
    (void)state;
    static const char *const good[] = {"2026-03-25", "2026-03-25T00:00:00Z", "2026-03-25t08", "2026-03-25 08:00"};
    static const char *const bad[] = {"", "2026", "2026-03", "2026-03-251", "2026-03-25Z", "0000-03-25", "2026-13-01"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ter_date d = {0};
        assert_true(ter_date_time_parse(good[i], &d));
        assert_true(d.year == 2026 && d.month == 3 && d.day == 25);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ter_date d = {1, 2, 3};
        if (ter_date_time_parse(bad[i], &d)) fail_msg("'%s' is not a date-time", bad[i]);
        assert_int_equal(d.year, 1);
    }
}

static void months_have_their_days(void **state) {
    (void)state;
    int days = 0;
    for (int month = 1; month <= 12; month++) days += ter_date_days_of_month(2026, month);
    assert_int_equal(days, 365);
    assert_int_equal(ter_date_days_of_month(2024, 2), 29);
    assert_int_equal(ter_date_days_of_month(2000, 2), 29);
    assert_int_equal(ter_date_days_of_month(1900, 2), 28);
    assert_int_equal(ter_date_days_of_month(2026, 4), 30);
}

static void first_and_last_days(void **state) {
    (void)state;
    static const struct {
        ter_date date;
        const char *first, *last;
    } cases[] = {
        {{2026, 0, 0}, "2026-01-01", "2026-12-31"},   {{2024, 2, 0}, "2024-02-01", "2024-02-29"},
        {{2026, 3, 25}, "2026-03-25", "2026-03-25"},  {{0, 3, 25}, "", ""},
        {{2026, 13, 40}, "2026-01-01", "2026-12-31"}, {{2026, 2, 40}, "2026-02-01", "2026-02-28"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[TER_DATE_SIZE];
        ter_date_format(ter_date_first_day(cases[i].date), text);
        assert_string_equal(text, cases[i].first);
        ter_date_format(ter_date_last_day(cases[i].date), text);
        assert_string_equal(text, cases[i].last);
    }
}

static void a_bound_is_after_every_day_of_its_date(void **state) {
    (void)state;
    char text[TER_DATE_SIZE];
    ter_date_upper_bound("2026", text);
    assert_string_equal(text, "2026-99-99");
    ter_date_upper_bound("2026-03", text);
    assert_string_equal(text, "2026-03-99");
    ter_date_upper_bound("2026-03-25", text);
    assert_string_equal(text, "2026-03-25");
    ter_date_upper_bound("2026-03-25T00:00:00Z", text);
    assert_string_equal(text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_dates_are_parsed),  cmocka_unit_test(the_loose_rule_knows_no_lengths_of_months),
        cmocka_unit_test(a_date_time_gives_its_day), cmocka_unit_test(months_have_their_days),
        cmocka_unit_test(first_and_last_days),       cmocka_unit_test(a_bound_is_after_every_day_of_its_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
