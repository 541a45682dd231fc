/* Widths on a terminal. */
#include "cmocka_head.h"

#include "text/width.h"

static void columns_of_code_points(void **state) {
    (void)state;
    static const struct {
        uint32_t code_point;
        size_t width;
    } cases[] = {
        {U'a', 1},    {0xb7, 1},    {0xad, 1},   {U'年', 2},   {U'，', 2},    {U'（', 2},  {U'ー', 2},
        {U'한', 2},   {U'ｱ', 1},    {0x3000, 2}, {0x301, 0},   {0x200b, 0},   {0xfe0f, 0}, {0x20000, 2},
        {0x2ebe0, 2}, {0x3fffd, 2}, {0x2014, 1}, {0x1f600, 2}, {0x10ffff, 1}, {0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ter_cp_width(cases[i].code_point) != cases[i].width)
            fail_msg("U+%04X takes %zu columns", (unsigned)cases[i].code_point, ter_cp_width(cases[i].code_point));
}

static void columns_of_text(void **state) {
    (void)state;
    assert_int_equal(ter_text_width(ter_str_from("")), 0);
    assert_int_equal(ter_text_width(ter_str_from("朝阳公园 2期")), 12);
    assert_int_equal(ter_text_width(ter_str_from("Cafe\xcc\x81")), 4);
    assert_int_equal(ter_text_width((ter_str){"\xff", 1}), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_of_code_points), cmocka_unit_test(columns_of_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
