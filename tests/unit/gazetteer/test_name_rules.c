#include "cmocka_head.h"

#include "gazetteer/name_rules.h"
#include "gazetteer/ngram.h"

#include <string.h>

static char list[4096];

static void add(const char *name, void *context) {
    (void)context;
    strcat(list, name);
    strcat(list, " ");
}

static void assert_numbers(const char *name, const char *wanted) {
    list[0] = 0;
    ter_name_numbers(name, add, NULL);
    if (!strstr(list, wanted)) fail_msg("%s: '%s' has no '%s'", name, list, wanted);
}

static void assert_no_number(const char *name, const char *unwanted) {
    list[0] = 0;
    ter_name_numbers(name, add, NULL);
    if (strstr(list, unwanted)) fail_msg("%s: '%s' has '%s'", name, list, unwanted);
}

static void numbers_are_written_otherwise(void **state) {
    (void)state;
    assert_numbers("第八十中学", "第80中学 ");
    assert_numbers("第80中学", "第八十中学 ");
    assert_numbers("八十中学", "第八十中学 ");
    assert_numbers("101中学", "一〇一中学 ");
    assert_numbers("101中学", "一百零一中学 ");
    assert_numbers("一零一中学", "101中学 ");
    assert_numbers("第十二小学", "第12小学 ");
    assert_numbers("第一小学", "第1小学 ");
    assert_numbers("柳坊四十二条", "柳坊42条 ");
    assert_numbers("42条", "四十二条 ");
    assert_no_number("柳坊四十二条", "四二条");
    assert_no_number("42条", "四二条");
    static const char *const none[] = {"统一路", "三里屯", "柳坊二三条", "八一中学", "", "\xff第", "第"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        list[0] = 0;
        ter_name_numbers(none[i], add, NULL);
        assert_string_equal(list, "");
    }
}

static void endings_and_misprints(void **state) {
    (void)state;
    const ter_name_rules *r = ter_name_rules_default();
    list[0] = 0;
    ter_name_rules_end(r, "翠湖路", "road", add, NULL);
    assert_non_null(strstr(list, "翠湖大街 "));
    assert_null(strstr(list, "翠湖路 "));
    assert_true(ter_name_rules_ended(r, "翠湖路", "road"));
    assert_false(ter_name_rules_ended(r, "大路", "road"));
    list[0] = 0;
    ter_name_rules_misprint(r, "末央路", add, NULL);
    assert_non_null(strstr(list, "未央路 "));
    assert_true(ter_name_rules_weighty(r, 0x5317));  /* 北 */
    assert_false(ter_name_rules_weighty(r, 0x6d32)); /* 洲 */
}

static void mistakes_in_rules_are_named(void **state) {
    (void)state;
    static const char *const bad[] = {"市\n",
                                      "[unit\n",
                                      "[nothing] a\n",
                                      "[replace] start a -> b\n",
                                      "[replace road]\nmiddle a -> b\n",
                                      "[replace road]\nstart a b\n",
                                      "[replace road]\nend a -> b perhaps\n",
                                      "[unit road] a\n",
                                      "\xff"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ter_name_rules *r = NULL;
        ter_error err = {TER_OK, ""};
        assert_int_equal(ter_name_rules_read(ter_str_from(bad[i]), "x.rules", &r, &err), TER_INPUT);
        assert_null(r);
        assert_non_null(strstr(err.message, "x.rules:"));
    }
    ter_name_rules *r = NULL;
    assert_int_equal(
        ter_name_rules_read(ter_str_from("# nothing\n[replace road]\nend #环 -> $1环路 # so\n"), "x", &r, NULL),
        TER_OK);
    ter_name_rules_free(r);
}

static void parts_are_found_shortest_first(void **state) {
    (void)state;
    static const char *const keys[] = {"东西湖路", "西", "西湖", "西湖公园", "西湖路", "湖西路"};
    ter_ngram *n = ter_ngram_new();
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) ter_ngram_add(n, keys[i], keys[i], i, TER_NAME_OFFICIAL);
    ter_ngram_build(n);
    uint32_t ids[8];
    assert_int_equal(ter_ngram_holding(n, ter_str_from("西湖"), ids, 8), 4);
    assert_string_equal(ter_ngram_key(n, ids[0]), "西湖");
    assert_string_equal(ter_ngram_key(n, ids[1]), "西湖路");
    assert_int_equal(ter_ngram_holding(n, ter_str_from("西"), ids, 8), 6);
    assert_int_equal(ter_ngram_holding(n, ter_str_from("西湖路"), ids, 8), 2);
    assert_int_equal(ter_ngram_holding(n, ter_str_from("西湖"), ids, 2), 2);
    assert_int_equal(ter_ngram_holding(n, ter_str_from("路西"), ids, 8), 0);
    assert_int_equal(ter_ngram_holding(n, ter_str_from(""), ids, 8), 0);
    assert_int_equal(ter_ngram_find(n, ter_str_from("西湖园")), UINT32_MAX);
    assert_string_equal(ter_ngram_key(n, ter_ngram_find(n, ter_str_from("湖西路"))), "湖西路");
    ter_ngram_free(n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_otherwise),
        cmocka_unit_test(endings_and_misprints),
        cmocka_unit_test(mistakes_in_rules_are_named),
        cmocka_unit_test(parts_are_found_shortest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
