#include "reading.h"

#include "extract/words/dates.h"

/* The first date that a text states, as "2026-03 +4" (the tokens it takes), or "". */
static void assert_date(const char *text, const char *document, const char *want) {
    reading r;
    ter_date known = {0}, found = {0};
    char when[16], said[64] = "";
    reading_init(&r, text, NULL);
    if (*document) assert_true(ter_date_parse(document, &known));
    for (uint32_t i = 0; i < r.tokens.list.len && !said[0]; i++) {
        uint32_t next = ter_dates_at(&r.tokens, i, known, &found);
        if (next == i) continue;
        ter_date_format(found, when);
        snprintf(said, sizeof said, "%s", when);
        assert_true(next > i && next <= r.tokens.list.len);
    }
    if (strcmp(said, want) != 0) fail_msg("%s in a document of %s: '%s', not '%s'", text, document, said, want);
    reading_release(&r);
}

static void explicit_dates(void **state) {
    (void)state;
    assert_date("于2026年通车", "", "2026");
    assert_date("于2026年3月通车", "", "2026-03");
    assert_date("于2026年3月25日通车", "", "2026-03-25");
    assert_date("于2026年3月25号通车", "", "2026-03-25");
    assert_date("２０２６年１２月", "", "2026-12");
    assert_date("2026-03-25", "", "2026-03-25");
    assert_date("2026/3/25", "", "2026-03-25");
    assert_date("2026.3.25", "", "2026-03-25");
    assert_date("2026 年 3 月", "", "2026-03");
}

static void of_a_range_the_last_year_counts(void **state) {
    (void)state;
    assert_date("2026-2028年建设", "", "2028");
    assert_date("2026—2028年建设", "", "2028");
    assert_date("2026～2028年建设", "", "2028");
}

static void what_is_no_date(void **state) {
    (void)state;
    assert_date("全长2026米", "2026", "");
    assert_date("3月25日", "", ""); /* no year is made up */
    assert_date("1234年", "2026", "");
    assert_date("3026年", "2026", "");
    assert_date("2026-13-01", "2026", "");
    assert_date("2026-03/25", "2026", "");
}

static void an_impossible_month_or_day_is_left_out(void **state) {
    (void)state;
    assert_date("2026年13月", "", "2026");
    assert_date("2026年0月", "", "2026");
    assert_date("2026年3月32日", "", "2026-03");
    assert_date("2026年3月0日", "", "2026-03");
}

static void relative_years_need_the_documents_date(void **state) {
    (void)state;
    assert_date("今年开工", "2026-03-25", "2026");
    assert_date("去年开工", "2026-03-25", "2025");
    assert_date("明年开工", "2026-03-25", "2027");
    assert_date("明年开工", "2031", "2032");
    assert_date("3月25日开工", "2026-05", "2026-03-25");
    assert_date("10月开工", "2026-05", "2026-10");
    assert_date("13月开工", "2026-05", "");
    assert_date("去年开工", "", "");
    assert_date("今年开工", "", "");
}

static void assert_plan(const char *text, int want) {
    reading r;
    int year = 0;
    reading_init(&r, text, NULL);
    for (uint32_t i = 0; i < r.tokens.list.len && !year; i++) year = ter_dates_plan_end(&r.tokens, i);
    if (year != want) fail_msg("%s ends in %d, not in %d", text, year, want);
    reading_release(&r);
}

static void five_year_plans_end(void **state) {
    (void)state;
    assert_plan("“十二五”期间", 2015);
    assert_plan("“十三五”期间", 2020);
    assert_plan("“十四五”规划", 2025);
    assert_plan("十五五时期", 2030);
    assert_plan("十六五时期", 2035);
    assert_plan("十五", 0);
    assert_plan("二十五", 0);
    assert_plan("十四六", 0);
    assert_plan("一四五", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explicit_dates),
        cmocka_unit_test(of_a_range_the_last_year_counts),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(an_impossible_month_or_day_is_left_out),
        cmocka_unit_test(relative_years_need_the_documents_date),
        cmocka_unit_test(five_year_plans_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
