#include "reading.h"

#include "text/characters.h"

/* The tokens as text: W word, N known name, 9 number, L Latin, ? unknown, | break; marks as they are. */
static void assert_tokens(const char *text, const ter_known_names *names, const char *want) {
    static const char type[] = {'?', 'W', 'N', '9', 'L', 0, '|'};
    reading r;
    ter_buf b = {0};
    reading_init(&r, text, names);
    for (size_t i = 0; i < r.tokens.list.len; i++) {
        const ter_token *k = &r.tokens.list.items[i];
        assert_int_equal(k->from, i ? r.tokens.list.items[i - 1].to : 0); /* no gap, no overlap */
        assert_true(k->to > k->from);
        if (b.len) ter_buf_putc(&b, ' ');
        if (k->type < sizeof type && type[k->type]) ter_buf_putc(&b, type[k->type]);
        if (k->type != TER_TOKEN_BREAK) ter_text_put(&r.text, k->from, k->to, &b);
    }
    assert_int_equal(r.tokens.list.items[r.tokens.list.len - 1].to, r.text.count);
    assert_string_equal(b.ptr, want);
    ter_buf_release(&b);
    reading_release(&r);
}

static void a_stretch_is_cut_where_most_is_explained(void **state) {
    (void)state;
    assert_tokens("建成翠屏公园。", NULL, "W建成 ?翠 ?屏 W公园 。");
    assert_tokens("湿地公园", NULL, "W湿地公园");
    assert_tokens("道路", NULL, "W道路");
    assert_tokens("和平路", NULL, "W和平路");
    assert_tokens("甲和乙", NULL, "?甲 W和 ?乙");
    assert_tokens("青岚和平", NULL, "W青岚 W和平");
}

static void numbers_and_latin_are_runs(void **state) {
    (void)state;
    assert_tokens("2026年3月", NULL, "92026 ?年 93 ?月");
    assert_tokens("G60高速", NULL, "LG60 ?高 ?速");
    assert_tokens("第二十三所学校", NULL, "?第 9二十三 W所 W学校");
    assert_tokens("一期3期", NULL, "W一期 93 ?期");
    assert_tokens("二〇二六", NULL, "9二〇二六");
    assert_tokens("9所、12条", NULL, "99 W所 、 912 W条");
}

static void lines_and_marks_are_tokens(void **state) {
    (void)state;
    assert_tokens("公园\n路，（街）", NULL, "W公园 | W路 ， （ W街 ）");
    assert_tokens("公 园\n\n路", NULL, "W公园 | W路");
}

static void a_known_name_beats_words(void **state) {
    (void)state;
    ter_known_names *names = ter_known_names_new();
    ter_known_names_add(names, ter_str_from("公园路"), ter_str_from(""), ter_str_from("road"), ter_str_from(""));
    ter_known_names_add(names, ter_str_from("路"), ter_str_from(""), ter_str_from("road"),
                        ter_str_from("")); /* too short */
    ter_known_names_add(names, ter_str_from("楓橋（北）醫院"), ter_str_from("枫桥医院"), ter_str_from("hospital"),
                        ter_str_from("青岚市"));
    ter_known_names_finish(names);
    assert_int_equal(ter_known_names_count(names), 2);
    assert_true(ter_known_names_bytes(names) > 0);
    assert_tokens("公园路改造", names, "N公园路 W改造");
    assert_tokens("公园里", names, "W公园 ?里");
    assert_tokens("枫桥北医院", names, "N枫桥北医院");
    const ter_trie *trie = ter_known_names_trie(names);
    static const uint32_t word[] = {0x67ab, 0x6865, 0x5317, 0x533b, 0x9662};
    const ter_known_name *k = ter_known_names_at(names, ter_trie_value(trie, word, 5));
    assert_string_equal(ter_known_names_string(names, k->official), "枫桥医院");
    assert_string_equal(ter_known_names_string(names, k->kind), "hospital");
    assert_string_equal(ter_known_names_string(names, k->area), "青岚市");
    ter_known_names_free(names);
    ter_known_names_free(NULL);
}

static void a_stretch_without_marks_may_be_long(void **state) {
    (void)state;
    ter_buf text = {0};
    for (int i = 0; i < 5000; i++) ter_buf_puts(&text, "翠屏公园");
    reading r;
    reading_init(&r, text.ptr, NULL);
    size_t parks = 0, words = 0;
    for (size_t i = 0; i < r.tokens.list.len; i++) {
        words += r.tokens.list.items[i].type == TER_TOKEN_WORD;
        parks += ter_token_is(&r.tokens.list.items[i], TER_WORD_HEAD);
    }
    assert_int_equal(parks, words);
    assert_true(parks >= 4900); /* a word may be lost where a long stretch is cut for work */
    reading_release(&r);
    ter_buf_release(&text);
}

static void marks_end_sentences_and_clauses(void **state) {
    (void)state;
    reading r;
    reading_init(&r, "甲。乙！丙？丁；戊，己：庚、辛—壬\n癸", NULL);
    size_t sentences = 0, clauses = 0;
    for (size_t i = 0; i < r.tokens.list.len; i++) {
        sentences += ter_token_ends_sentence(&r.tokens.list.items[i]);
        clauses += ter_token_ends_clause(&r.tokens.list.items[i]);
    }
    assert_int_equal(sentences, 5);
    assert_int_equal(clauses, 8); /* 、 ends none */
    reading_release(&r);
}

static void numbers_have_values(void **state) {
    (void)state;
    reading r;
    reading_init(&r, "2026、０７、二十、99999999999999、", NULL);
    static const long want[] = {2026, 7, -1, -1};
    size_t n = 0;
    for (size_t i = 0; i < r.tokens.list.len; i++)
        if (r.tokens.list.items[i].type == TER_TOKEN_NUMBER)
            assert_int_equal(ter_token_number(&r.tokens, &r.tokens.list.items[i]), want[n++]);
    assert_int_equal(n, 4);
    assert_true(ter_cp_is_numeral(0x5343) && ter_cp_is_numeral('9') && ter_cp_is_numeral(0x3007));
    assert_false(ter_cp_is_numeral(0x516c) || ter_cp_is_numeral('a'));
    reading_release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stretch_is_cut_where_most_is_explained),
        cmocka_unit_test(numbers_and_latin_are_runs),
        cmocka_unit_test(lines_and_marks_are_tokens),
        cmocka_unit_test(a_known_name_beats_words),
        cmocka_unit_test(a_stretch_without_marks_may_be_long),
        cmocka_unit_test(marks_end_sentences_and_clauses),
        cmocka_unit_test(numbers_have_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
