/* Which areas a running text names, and how a user's own words for an area are read. */
#include "areas/area_mentions.h"
#include "cmocka_head.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHARS = 200 };

static size_t code_points(const char *s, uint32_t out[MOST_CHARS]) {
    size_t n = 0;
    for (size_t i = 0, len = strlen(s); i < len && n < MOST_CHARS; n++) {
        i += ter_utf8_next(s + i, len - i, &out[n]);
        out[n] = ter_fold_cp(out[n]);
    }
    return n;
}

/* All mentions of a text as "from-to code,code;". */
static void assert_mentions(const char *text, const char *expected) {
    uint32_t cp[MOST_CHARS];
    size_t n = code_points(text, cp), at = 0;
    ter_area_mention m;
    ter_buf b = {0};
    ter_buf_puts(&b, "");
    while (ter_area_next_mention(cp, n, &at, &m)) {
        ter_buf_printf(&b, "%u-%u ", m.from, m.to);
        for (size_t i = 0; i < m.count; i++)
            ter_buf_printf(&b, "%s%u", i ? "," : "", (unsigned)ter_area_code(m.areas[i]));
        ter_buf_puts(&b, ";");
    }
    assert_string_equal(b.ptr, expected);
    ter_buf_release(&b);
}

static void names_that_continue_each_other_are_one(void **state) {
    (void)state;
    assert_mentions("河北省保定市清苑区的公路", "0-9 130608000;");
    assert_mentions("重庆江北铺展新画卷", "0-4 500105000;");
    assert_mentions("北京市_朝阳区_b.txt", "0-7 110105000;");
    assert_mentions("在朝阳区", "1-4 110105000,220104000;");
    assert_mentions("从武汉市到黄石市", "1-4 420100000;5-8 420200000;"); /* neither lies in the other */
}

static void other_names_are_passed_over(void **state) {
    (void)state;
    assert_mentions("南京路和北京西路", "");
    assert_mentions("北京大学", "");
    assert_mentions("合作开发资源，新建平原水库", "");
    assert_mentions("城区、郊区和开发区", "");
    assert_mentions("和平与胜利", "");               /* short names of towns */
    assert_mentions("京津冀", "");                   /* letters */
    assert_mentions("阳泉市郊区", "0-5 140311000;"); /* a name all the same, where it continues one */
    assert_mentions("河南的河", "0-2 410000000;");   /* the province, not a county of that name */
}

static void assert_parsed(const char *text, const char *expected) {
    ter_area_mention m;
    ter_buf b = {0};
    ter_buf_puts(&b, "");
    if (ter_area_parse(ter_str_from(text), &m))
        for (size_t i = 0; i < m.count; i++)
            if (ter_area_level_of(m.areas[i]) < TER_AREA_TOWN)
                ter_buf_printf(&b, "%u ", (unsigned)ter_area_code(m.areas[i]));
    assert_string_equal(b.ptr, expected);
    ter_buf_release(&b);
}

static void a_user_writes_an_area_in_many_ways(void **state) {
    (void)state;
    assert_parsed("北京市朝阳区", "110105000 ");
    assert_parsed("北京 朝阳", "110105000 ");
    assert_parsed("北京/朝阳", "110105000 ");
    assert_parsed("110105", "110105000 ");
    assert_parsed("1306", "130600000 ");
    assert_parsed("朝阳区", "110105000 220104000 ");
    assert_parsed("朝阳", "211300000 110105000 211321000 220104000 ");
    assert_parsed("保定徐水县", "130609000 ");
    assert_parsed("冀", "130000000 ");
    assert_parsed("", "");
    assert_parsed("朝阳区公园", "");
    assert_parsed("保定市朝阳区", "");
    assert_parsed("999999", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_continue_each_other_are_one),
        cmocka_unit_test(other_names_are_passed_over),
        cmocka_unit_test(a_user_writes_an_area_in_many_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
