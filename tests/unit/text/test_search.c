#include "cmocka_head.h"

#include "text/search.h"

#include <string.h>

static void assert_there(const char *text, const char *word, const char *as) {
    ter_span at;
    assert_true(ter_text_search(ter_str_from(text), ter_str_from(word), 0, &at));
    assert_int_equal(at.end - at.start, strlen(as));
    assert_memory_equal(text + at.start, as, strlen(as));
}

static void finds_whatever_the_script_and_the_lines(void **state) {
    (void)state;
    assert_there("明湖路將開工建設", "开工", "開工");
    assert_there("明湖路将开\n  工。", "开工", "开\n  工");
    assert_there("ＡＢ线开通", "ab", "ＡＢ");
    assert_there("开开工", "开工", "开工"); /* a false start must not hide it */
    ter_span at;
    assert_false(ter_text_search(ter_str_from("明湖路"), ter_str_from("湖路开"), 0, &at));
    assert_false(ter_text_search(ter_str_from("明湖路"), ter_str_from(" "), 0, &at));
    assert_false(ter_text_search(ter_str_from(""), ter_str_from("湖"), 0, &at));
    assert_false(ter_text_search(ter_str_from("湖路湖"), ter_str_from("路"), 6, &at));
    assert_true(ter_text_search(ter_str_from("湖\xff路"), ter_str_from("路"), 0, &at)); /* a broken byte */
}

static void sentence_of(const char *text, const char *word, const char *expected) {
    ter_span at;
    ter_str s = ter_str_from(text);
    assert_true(ter_text_search(s, ter_str_from(word), 0, &at));
    ter_span sentence = ter_text_sentence(s, at);
    assert_int_equal(sentence.end - sentence.start, strlen(expected));
    assert_memory_equal(text + sentence.start, expected, strlen(expected));
}

static void gives_the_sentence_around(void **state) {
    (void)state;
    sentence_of("第一句。 第二\n句；第三句", "二", "第二\n句；");
    sentence_of("第一句。第二句", "一", "第一句。");
    sentence_of("标题\n\n  正文一句\n\n另一段", "正文", "正文一句");
    sentence_of("。", "。", "。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_whatever_the_script_and_the_lines),
        cmocka_unit_test(gives_the_sentence_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
