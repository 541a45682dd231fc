/* Known names in a text: what an automaton of names changes in what is found, and names that the text itself gives. */
#include "reading.h"

/* What is found, as "name|kind name|kind …". */
static void assert_found(const char *text, const ter_known_names *names, const char *want) {
    ter_text t;
    ter_extraction e;
    ter_buf b = {0};
    ter_lexicon *lexicon = small_lexicon_new();
    ter_extract_options options = {.lexicon = lexicon, .names = names, .date = {2026, 3, 25}};
    assert_int_equal(ter_text_read(ter_str_from(text), "t", &t, NULL), TER_OK);
    assert_int_equal(ter_extract(&t, &options, &e, NULL), TER_OK);
    for (size_t i = 0; i < e.mention_count; i++)
        ter_buf_printf(&b, "%s%s|%s", i ? " " : "", e.mentions[i].name, e.mentions[i].kind);
    assert_string_equal(b.ptr ? b.ptr : "", want);
    ter_buf_release(&b);
    ter_extraction_release(&e);
    ter_text_release(&t);
    ter_lexicon_free(lexicon);
}

static ter_known_names *names_of(const char *const rows[][3], size_t n) {
    ter_known_names *names = ter_known_names_new();
    for (size_t i = 0; i < n; i++)
        ter_known_names_add(names, ter_str_from(rows[i][0]), ter_str_from(rows[i][2]), ter_str_from(rows[i][1]),
                            ter_str_from(""));
    ter_known_names_finish(names);
    return names;
}

static void no_names_and_an_empty_automaton_read_the_same(void **state) {
    (void)state;
    ter_known_names *none = names_of(NULL, 0);
    assert_int_equal(ter_known_names_count(none), 0);
    assert_found("今年建成翠屏公园。", NULL, "翠屏公园|park");
    assert_found("今年建成翠屏公园。", none, "翠屏公园|park");
    ter_known_names_free(none);
}

static void a_known_name_needs_no_head_and_gives_the_official_one(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"紫金港", "school", "之江大学紫金港校区"}, {"瘦西湖", "waterway", ""}};
    ter_known_names *names = names_of(rows, 2);
    assert_found("今年建成紫金港。", names, "之江大学紫金港校区|school");
    assert_found("今年将治理瘦西湖。", names, "瘦西湖|waterway");
    assert_found("今年建成紫金港。", NULL, "");
    ter_known_names_free(names);
}

static void the_longest_sensible_name_wins(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"若耶河", "waterway", ""}, {"若耶河北路", "road", ""}};
    ter_known_names *names = names_of(rows, 2);
    assert_found("今年建成若耶河北路。", names, "若耶河北路|road");
    assert_found("今年治理若耶河。", names, "若耶河|waterway");
    ter_known_names_free(names);
    names = names_of(rows, 1); /* the road is not known, but it is not a river */
    assert_found("今年建成若耶河北路。", names, "若耶河北路|road");
    ter_known_names_free(names);
}

static void a_name_of_no_kind_of_the_lexicon_is_no_facility(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"翠屏山", "mountain", ""}, {"鉴湖", "", ""}};
    ter_known_names *names = names_of(rows, 2);
    assert_found("今年建成翠屏山、鉴湖。", names, "");
    ter_known_names_free(names);
}

static void a_short_form_of_two_characters_is_too_likely_another_word(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"五环", "road", "五环路"}, {"沣河", "waterway", ""}};
    ter_known_names *names = names_of(rows, 2);
    assert_found("今年建成五环。", names, "");
    assert_found("今年治理沣河。", names, "沣河|waterway"); /* it has its head */
    ter_known_names_free(names);
}

static void other_spellings_of_a_known_name_are_known(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"紫金港", "school", "之江大学紫金港校区"}};
    ter_known_names *names = names_of(rows, 1);
    assert_found("今年建成紫 金 港。", names, "之江大学紫金港校区|school");
    assert_found("今年建成紫金\n港。", names, ""); /* a line end is not a blank */
    ter_known_names_free(names);
}

static void one_automaton_serves_many_texts(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"紫金港", "school", "之江大学紫金港校区"}};
    ter_known_names *names = names_of(rows, 1);
    for (int i = 0; i < 3; i++) assert_found("今年建成紫金港。", names, "之江大学紫金港校区|school");
    ter_known_names_free(names);
}

/* A name between marks is sure; where the same characters stand in running text it is cut the same way. */
static void a_name_given_clearly_is_cut_so_elsewhere(void **state) {
    (void)state;
    assert_found("“翠屏公园”开工。居民盼望翠屏公园建成。", NULL, "翠屏公园|park 翠屏公园|park");
}

static void a_name_cut_by_a_line_end_is_joined(void **state) {
    (void)state;
    assert_found("今年建成丹江口大道。丹江口大道很长。市政部门介绍了今年各项工程以及丹\n江口大道的改造。", NULL,
                 "丹江口大道|road 丹江口大道|road 丹江口大道|road");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_names_and_an_empty_automaton_read_the_same),
        cmocka_unit_test(a_known_name_needs_no_head_and_gives_the_official_one),
        cmocka_unit_test(the_longest_sensible_name_wins),
        cmocka_unit_test(a_name_of_no_kind_of_the_lexicon_is_no_facility),
        cmocka_unit_test(a_short_form_of_two_characters_is_too_likely_another_word),
        cmocka_unit_test(other_spellings_of_a_known_name_are_known),
        cmocka_unit_test(one_automaton_serves_many_texts),
        cmocka_unit_test(a_name_given_clearly_is_cut_so_elsewhere),
        cmocka_unit_test(a_name_cut_by_a_line_end_is_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
