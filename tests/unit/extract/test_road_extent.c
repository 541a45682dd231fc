#include "cmocka_head.h"

#include "extract/statements/road_extent.h"

#include <math.h>
#include <string.h>

static ter_road_extent read_text(const char *text) {
    ter_road_extent e;
    bool said = ter_road_extent_read(ter_str_from(text), &e);
    assert_int_equal(said, e.ends.len > 0 || e.length_m > 0);
    return e;
}

static void ends_are_read_as_worded(void **state) {
    (void)state;
    static const struct {
        const char *text, *ends;
    } cases[] = {
        {"工程西起松风路，东至云杉大街，红线宽40米。", "西起松风路，东至云杉大街"},
        {"是片区的主干道，南起松风路、北至云杉大街，年底通车", "南起松风路、北至云杉大街"},
        {"起于松风路，止于云杉大街", "起于松风路，止于云杉大街"},
        {"东起松风路西至云杉大街。", "东起松风路西至云杉大街"},
        {"开工建设。西起松风路，东至云杉大街", ""}, /* another sentence */
        {"今年起至明年底完工", ""},
        {"由松风路改线", ""},
        {"起于松风路", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ter_road_extent e = read_text(cases[i].text);
        if (e.ends.len != strlen(cases[i].ends) || (e.ends.len && memcmp(e.ends.ptr, cases[i].ends, e.ends.len) != 0))
            fail_msg("%s: read %.*s", cases[i].text, (int)e.ends.len, e.ends.ptr ? e.ends.ptr : "");
    }
}

static void lengths_are_read_in_metres(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double metres;
    } cases[] = {
        {"，全长约 9.1 公里，", 9100},
        {"，全长3.25千米", 3250},
        {"，总长度1,200米", 1200},
        {"，全长约十二公里", 12000},
        {"，全长九点一公里", 9100},
        {"，道路长三千五百米", 3500},
        {"，全长两千米", 2000},
        {"，全长三十里", 15000},
        {"，长约800米", 800},
        {"，全长约一百零五公里", 105000},
        {"，投资9.1亿元", 0},
        {"，全长待定", 0},
        {"。全长9公里", 0},
        {"，全长", 0},
        {"，宽40米", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ter_road_extent e = read_text(cases[i].text);
        if (fabs(e.length_m - cases[i].metres) > 0.001) fail_msg("%s: read %g", cases[i].text, e.length_m);
    }
}

/* Any text, cut anywhere: what is said lies in the text and is a length, and true is returned when something is. */
static void strange_texts_give_nothing_that_they_do_not_say(void **state) {
    (void)state;
    static const char text[] = "西起\xe6\x9d，东至，全长九千点里\xff 1.2.3公里西起甲路东至";
    for (size_t i = 0; i < sizeof text; i++) {
        for (size_t n = 0; i + n < sizeof text; n++) {
            ter_road_extent e;
            bool said = ter_road_extent_read((ter_str){text + i, n}, &e);
            assert_int_equal(said, e.ends.len > 0 || e.length_m > 0);
            assert_true(isfinite(e.length_m) && e.length_m >= 0 && e.length_m <= 9000500);
            if (e.ends.len) assert_true(e.ends.ptr >= text + i && e.ends.ptr + e.ends.len <= text + i + n);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_are_read_as_worded),
        cmocka_unit_test(lengths_are_read_in_metres),
        cmocka_unit_test(strange_texts_give_nothing_that_they_do_not_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
