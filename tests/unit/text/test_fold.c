#include "cmocka_head.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static void assert_key(const char *name, const char *key) {
    ter_buf b = {0};
    ter_fold_key(ter_str_from(name), &b);
    assert_string_equal(b.ptr ? b.ptr : "", key);
    ter_buf_release(&b);
}

static void spellings_of_one_name_have_one_key(void **state) {
    (void)state;
    assert_key("國際醫院", "国际医院");
    assert_key("Ｇ６０ 高速", "g60高速");
    assert_key("人大 附中\t（朝阳）　学校", "人大附中朝阳学校");
    assert_key("“一〇一”中学", "一〇一中学");
    assert_key("阿·里·路", "阿里路");
    assert_key("㈱", "㈱"); /* NFKC of several code points is left alone */
    assert_key("", "");
    assert_key(" 　", "");
}

static void other_names_have_other_keys(void **state) {
    (void)state;
    assert_key("北河", "北河");
    assert_key("河北", "河北");
    assert_key("甲、乙", "甲、乙");
    assert_key("第1中学", "第1中学");
    assert_key("第一中学", "第一中学");
}

static void malformed_names_give_a_key_all_the_same(void **state) {
    (void)state;
    assert_key("\xff路", "\xef\xbf\xbd路");
    ter_buf b = {0};
    ter_fold_key((ter_str){"a\0b", 3}, &b);
    assert_int_equal(b.len, 3);
    ter_buf_release(&b);
}

static void folding_is_done_once_for_all(void **state) {
    (void)state;
    for (uint32_t c = 0; c < 0x30000; c++) {
        uint32_t once = ter_fold_cp(c);
        if (c == 0x82ce || c == 0x82e7 || c == 0x85b4) continue; /* ICU swaps 苎 and 苧 */
        if (ter_fold_cp(once) != once) fail_msg("U+%04X folds to U+%04X, and that again", c, once);
        bool blank = c == ' ' || c == '\t' || c == 0x3000 || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
                     c == 0x205f || c == 0x1680;
        if (!blank && once == ' ') fail_msg("U+%04X becomes a blank", c);
    }
    assert_int_equal(ter_fold_cp(0x20bb7), 0x20bb7);
    assert_int_equal(ter_fold_cp(0x10ffff), 0x10ffff);
}

static void pinyin_helps_to_find(void **state) {
    (void)state;
    assert_string_equal(ter_pinyin_cp(0x56ed), "yuan"); /* 园 */
    assert_string_equal(ter_pinyin_cp(0x5712), "yuan"); /* 園 */
    assert_null(ter_pinyin_cp('a'));
    assert_null(ter_pinyin_cp(0x20bb7));
    ter_buf b = {0};
    ter_pinyin(ter_str_from("公园2号"), &b);
    assert_string_equal(b.ptr, "gong yuan 2 hao");
    ter_buf_clear(&b);
    ter_pinyin_initials(ter_str_from("奥森公园"), &b);
    assert_string_equal(b.ptr, "asgy");
    ter_buf_release(&b);
}

static void assert_starts(const char *letters, const char *expected) {
    char starts[128] = {0};
    ter_pinyin_starts(ter_str_from(letters), starts);
    for (size_t i = 0; i < strlen(letters); i++)
        if ((starts[i] != 0) != (expected[i] == '|')) fail_msg("%s: letter %zu", letters, i);
}

static void letters_are_divided_into_syllables(void **state) {
    (void)state;
    assert_starts("chaoyanggongyuan", "|...|...|...|...");
    assert_starts("xianlu", "|...|."); /* xi an, or xian */
    assert_starts("101zhong", "|..|....");
    assert_starts("gongyu", "|...|."); /* the last may go on */
    assert_starts("gongzh", "|...|.");
    assert_starts("skpzhong", "|......."); /* no syllables */
    assert_starts("n", "|");
    assert_starts("ng", "|.");
    char many[101] = {0};
    memset(many, 'a', 100);
    assert_starts(
        many, "|                                                                                                   ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name_have_one_key),
        cmocka_unit_test(other_names_have_other_keys),
        cmocka_unit_test(malformed_names_give_a_key_all_the_same),
        cmocka_unit_test(folding_is_done_once_for_all),
        cmocka_unit_test(pinyin_helps_to_find),
        cmocka_unit_test(letters_are_divided_into_syllables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
