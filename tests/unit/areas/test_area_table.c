/* The table of areas: chains of codes, and which areas a name at a position names. */
#include "areas/area_table.h"
#include "cmocka_head.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHARS = 64 };

static size_t code_points(const char *s, uint32_t out[MOST_CHARS]) {
    size_t n = 0;
    for (size_t i = 0, len = strlen(s); i < len && n < MOST_CHARS; n++) {
        i += ter_utf8_next(s + i, len - i, &out[n]);
        out[n] = ter_fold_cp(out[n]);
    }
    return n;
}

/* The forms of `name`, which is a whole name, as "code form;" per area down to `deepest`. */
static void assert_named(const char *text, ter_area_level deepest, const char *expected) {
    static const char *const forms[] = {"full", "short", "word", "alias", "former", "inside", "letter"};
    uint32_t cp[MOST_CHARS];
    size_t n = code_points(text, cp), count;
    ter_area_match m;
    assert_true(ter_areas_longest(cp, n, &m));
    assert_int_equal(m.len, n);
    const uint16_t *list = ter_area_list(m, &count);
    ter_buf b = {0};
    ter_buf_puts(&b, "");
    for (size_t i = 0; i < count; i++)
        if (ter_area_level_of(list[i]) <= deepest)
            ter_buf_printf(&b, "%u %s;", (unsigned)ter_area_code(list[i]), forms[ter_area_form_of(m, list[i])]);
    assert_string_equal(b.ptr, expected);
    ter_buf_release(&b);
}

static void a_name_gives_every_area_of_it(void **state) {
    (void)state;
    assert_named("朝阳区", TER_AREA_COUNTY, "110105000 full;220104000 full;");
    assert_named("朝阳", TER_AREA_COUNTY, "110105000 short;211300000 short;211321000 short;220104000 short;");
    assert_named("朝陽區", TER_AREA_COUNTY, "110105000 full;220104000 full;");
    assert_named("阜平县", TER_AREA_TOWN, "130624000 full;");
    assert_named("酒仙桥街道", TER_AREA_TOWN, "110105011 full;370812006 full;");
    assert_named("金盏乡", TER_AREA_TOWN, "110105036 alias;");
    assert_named("乾安县", TER_AREA_TOWN, "220723000 full;");
}

static void short_names_follow_from_full_ones(void **state) {
    (void)state;
    assert_named("恩施州", TER_AREA_TOWN, "422800000 alias;");
    assert_named("恩施", TER_AREA_COUNTY, "422800000 short;422801000 short;");
    assert_named("内蒙古", TER_AREA_CITY, "150000000 short;");
    assert_named("巴音郭楞州", TER_AREA_TOWN, "652800000 alias;");
    assert_named("鄂温克旗", TER_AREA_TOWN, "150724000 alias;");
    assert_named("长阳县", TER_AREA_TOWN, "420528000 alias;");
    assert_named("资源", TER_AREA_COUNTY, "450329000 word;");
    assert_named("清新", TER_AREA_COUNTY, "441803000 word;"); /* 清新区 is not a 新区 */
    assert_named("浦东", TER_AREA_COUNTY, "310115000 short;");
    assert_named("合肥高新区", TER_AREA_COUNTY, "340176000 alias;");
    uint32_t cp[MOST_CHARS];
    ter_area_match m;
    assert_false(ter_areas_longest(cp, code_points("唐人", cp), &m)); /* 唐县 is not called 唐 */
}

static void facts_add_former_names_and_letters(void **state) {
    (void)state;
    assert_named("徐水县", TER_AREA_TOWN, "130609000 former;");
    assert_named("崇文区", TER_AREA_TOWN, "110101000 former;");
    assert_named("冀", TER_AREA_TOWN, "130000000 letter;");
    assert_named("雄安新区", TER_AREA_TOWN, "130000000 inside;");
    assert_named("香港", TER_AREA_PROVINCE, "810000000 short;");
    assert_named("东乡县", TER_AREA_COUNTY, "361003000 former;622926000 alias;");
}

static void matches_come_shortest_first(void **state) {
    (void)state;
    uint32_t cp[MOST_CHARS];
    ter_area_match all[TER_AREA_MOST_MATCHES];
    size_t n = code_points("吉林省吉林市", cp);
    assert_int_equal(ter_areas_match(cp, n, all), 3); /* 吉, 吉林, 吉林省 */
    assert_int_equal(all[0].len, 1);
    assert_int_equal(all[2].len, 3);
    assert_int_equal(ter_areas_match(cp + 2, n - 2, all), 0);
    assert_int_equal(ter_areas_match(cp, 2, all), 2); /* not past the end */
    assert_int_equal(ter_areas_match(cp, 0, all), 0);
    assert_int_equal(ter_areas_match(cp, code_points("ABC", cp), all), 0);
}

static void an_area_lies_in_a_chain(void **state) {
    (void)state;
    ter_area_id town = ter_area_of_code(130624100), county = ter_area_of_code(130624), city = ter_area_of_code(1306);
    assert_int_not_equal(town, TER_AREA_NONE);
    assert_int_equal(ter_area_parent(town), county);
    assert_int_equal(ter_area_parent(county), city);
    assert_int_equal(ter_area_parent(ter_area_parent(city)), TER_AREA_NONE);
    assert_int_equal(ter_area_parent(ter_area_of_code(110105)), ter_area_of_code(11)); /* no city between */
    assert_int_equal(ter_area_parent(ter_area_of_code(419001)), ter_area_of_code(41));
    assert_int_equal(ter_area_parent(ter_area_of_code(441900003)), ter_area_of_code(4419));
    assert_true(ter_area_within(town, city));
    assert_true(ter_area_within(city, city));
    assert_false(ter_area_within(city, county));
    assert_int_equal(ter_area_at_level(town, TER_AREA_CITY), city);
    assert_int_equal(ter_area_at_level(city, TER_AREA_TOWN), TER_AREA_NONE);
    assert_int_equal(ter_area_of_code(999), TER_AREA_NONE);
    assert_int_equal(ter_area_of_code(1), TER_AREA_NONE);
    ter_buf b = {0};
    ter_area_put_chain(town, &b);
    assert_string_equal(b.ptr, "河北省保定市阜平县阜平镇");
    ter_buf_release(&b);
}

static void the_filter_lets_every_named_area_pass(void **state) {
    (void)state;
    for (ter_area_id id = 0; id < ter_area_count(); id++) {
        ter_str name = ter_area_name(id);
        char text[128];
        uint32_t cp[MOST_CHARS];
        snprintf(text, sizeof text, "%.*s", (int)name.len, name.ptr);
        size_t n = code_points(text, cp);
        if (cp[0] >= 0x4e00 && cp[0] <= 0x9fff) assert_true(ter_area_may_be_named(cp, n));
    }
    uint32_t cp[MOST_CHARS];
    assert_true(ter_area_may_be_named(cp, code_points("保定的路", cp)));
    assert_false(ter_area_may_be_named(cp, code_points("的的的", cp)));
    assert_false(ter_area_may_be_named(cp, code_points("冀", cp)));
}

/* By another route: every area is found by its own name, as its full name, and lies in its parent. */
static void every_area_is_found_by_its_name(void **state) {
    (void)state;
    assert_true(ter_area_count() > 44000);
    for (ter_area_id id = 0; id < ter_area_count(); id++) {
        ter_str name = ter_area_name(id);
        char text[128];
        uint32_t cp[MOST_CHARS];
        snprintf(text, sizeof text, "%.*s", (int)name.len, name.ptr);
        size_t n = code_points(text, cp), count, i = 0;
        ter_area_match m;
        if (cp[0] < 0x4e00 || cp[0] > 0x9fff) continue; /* 149团 */
        if (!ter_areas_longest(cp, n, &m) || m.len != n) fail_msg("%s is not found", text);
        const uint16_t *list = ter_area_list(m, &count);
        while (i < count && list[i] != id) i++;
        if (i == count || ter_area_form_of(m, id) != TER_AREA_FULL) fail_msg("%s names other areas", text);
        ter_area_id parent = ter_area_parent(id);
        if (ter_area_level_of(id) == TER_AREA_PROVINCE) assert_int_equal(parent, TER_AREA_NONE);
        else assert_true(parent != TER_AREA_NONE && ter_area_within(id, parent));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_gives_every_area_of_it),
        cmocka_unit_test(short_names_follow_from_full_ones),
        cmocka_unit_test(facts_add_former_names_and_letters),
        cmocka_unit_test(matches_come_shortest_first),
        cmocka_unit_test(an_area_lies_in_a_chain),
        cmocka_unit_test(every_area_is_found_by_its_name),
        cmocka_unit_test(the_filter_lets_every_named_area_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
