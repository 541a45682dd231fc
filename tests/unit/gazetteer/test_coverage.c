/* Which areas a gazetteer covers, from its own ones and as stated. */
#include "cmocka_head.h"
#include "gazetteer/coverage.h"

#include <string.h>

static const ter_bbox anywhere = {100, 20, 130, 50};

static void assert_said(ter_coverage *c, const char *wanted) {
    ter_buf said = {0};
    ter_buf_puts(&said, "");
    ter_coverage_put(c, &said);
    assert_string_equal(said.ptr, wanted);
    ter_buf_release(&said);
    ter_coverage_release(c);
}

static void test_outermost(void **state) {
    (void)state;
    const ter_coverage_row rows[] = {{"朝阳区", "北京市", {116.3, 39.8, 116.7, 40.1}},
                                     {"望京街道", "朝阳区", {116.4, 39.9, 116.5, 40}},
                                     {"北京市", "", {116.4, 39.9, 116.4, 39.9}}};
    ter_coverage c = {0};
    ter_coverage_add_rows(&c, rows, 3, (ter_bbox){116.3, 39.8, 116.7, 40.1});
    assert_int_equal(c.len, 1);
    assert_int_equal(c.items[0].code, 110105000);
    assert_said(&c, "北京市朝阳区");
}

/* Neighbours tell which of two namesakes is meant; alone it stays open. */
static void test_namesakes(void **state) {
    (void)state;
    const ter_coverage_row rows[] = {{"朝阳区", "", {125, 43, 126, 44}}, {"长春市", "", {124, 43, 127, 45}}};
    ter_coverage c = {0};
    ter_coverage_add_rows(&c, rows, 1, anywhere);
    assert_int_equal(c.items[0].code, 0);
    assert_said(&c, "朝阳区");
    ter_coverage_add_rows(&c, rows, 2, (ter_bbox){124, 43, 127, 45});
    assert_said(&c, "吉林省长春市、吉林省长春市朝阳区");
}

/* An extract of a corner of a province has the areas in that corner. */
static void test_corner(void **state) {
    (void)state;
    const ter_coverage_row rows[] = {{"江苏省", "", {116, 30, 122, 35}},
                                     {"南京市", "江苏省", {118.3, 31.2, 119.3, 32.7}},
                                     {"连云港市", "江苏省", {118.4, 34, 119.9, 35.1}}};
    ter_coverage c = {0};
    ter_coverage_add_rows(&c, rows, 3, (ter_bbox){118.5, 31.5, 119.2, 32.5});
    assert_said(&c, "江苏省南京市");
}

static void test_unknown(void **state) {
    (void)state;
    const ter_coverage_row rows[] = {{"云岭省", "", {101, 25, 103, 27}}};
    ter_coverage c = {0};
    ter_coverage_add_rows(&c, rows, 1, anywhere);
    assert_said(&c, "云岭省");
    ter_coverage_add_rows(&c, rows, 0, anywhere);
    assert_said(&c, "");
}

static void test_stated(void **state) {
    (void)state;
    static const char *const names[] = {"南京", "320100", "河北省雄安新区", "北京朝阳", "云岭省"};
    ter_coverage c = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) ter_coverage_add(&c, names[i]);
    assert_said(&c, "江苏省南京市、河北省、北京市朝阳区、云岭省");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_outermost), cmocka_unit_test(test_namesakes),
                                       cmocka_unit_test(test_corner), cmocka_unit_test(test_unknown),
                                       cmocka_unit_test(test_stated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
