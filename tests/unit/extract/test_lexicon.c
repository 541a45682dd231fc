#include "base/kind.h"
#include "reading.h"

static void assert_complaint(const char *content, const char *place_and_words) {
    char *path = temporary_file(content, strlen(content));
    ter_lexicon *lexicon = (ter_lexicon *)path; /* must become NULL */
    ter_error err = {0};
    assert_int_equal(ter_lexicon_open(path, &lexicon, &err), TER_INPUT);
    assert_null(lexicon);
    assert_int_equal(strncmp(err.message, path, strlen(path)), 0);
    const char *rest = err.message + strlen(path);
    const char *words = strchr(place_and_words, ' ') + 1;
    size_t place = (size_t)(words - 1 - place_and_words);
    if (strncmp(rest, place_and_words, place) != 0 || !strstr(rest, words))
        fail_msg("'%s' is not '%s'", rest, place_and_words);
    assert_null(strchr(err.message, '\n'));
    assert_int_equal(ter_lexicon_open(path, &lexicon, NULL), TER_INPUT);
    unlink(path);
    free(path);
}

static void a_fault_is_named_with_line_and_column(void **state) {
    (void)state;
    assert_complaint("[kind park]\n[headd park]\n公园\n", ":2:2: no such class");
    assert_complaint("# words\n\n  公园 [kind park]\n", ":3:3: outside a section");
    assert_complaint("[kind park]\n公园\n", ":2:1: outside a section"); /* a kind has no words of its own */
    assert_complaint("[kind park\n", ":1:1: ends with ']'");
    assert_complaint("[kind park]\n[head park] # a comment ]\n[stop\n的\n", ":3:1: ends with ']'");
    assert_complaint("[kind park]\n[]\n", ":2:1: needs a class");
    assert_complaint("[kind]\n", ":1:6: needs a name");
    assert_complaint("[kind park]\n[head lake]\n", ":2:7: no such kind");
    assert_complaint("[kind park]\n[head]\n", ":2:6: needs its kind");
    assert_complaint("[kind park]\n[head park loud]\n", ":2:12: weak, slight, areal or numbered");
    assert_complaint("[kind park]\n[inside]\n", ":2:8: name the kinds");
    assert_complaint("[kind park]\n[inside park lake]\n", ":2:14: no such kind");
    assert_complaint("[kind park]\n[cue]\n", ":2:5: needs a status");
    assert_complaint("[kind park]\n[cue begun before]\n", ": needs a status");
    assert_complaint("[kind park]\n[cue started]\n", ": needs its side");
    assert_complaint("[kind park]\n[cue started left]\n", ":2:14: before, after or both");
    assert_complaint("[kind park]\n[cue started before loud]\n", ":2:21: strong, driven, aimed or whole");
    assert_complaint("[kind park]\n[works knitting]\n", ": need an action");
    assert_complaint("[kind park]\n[head park]\n公园 湿\xe5\x85地\n", ":3:8: not UTF-8");
}

static void what_is_no_lexicon_is_refused(void **state) {
    (void)state;
    assert_complaint("", ": declares no [kind]");
    assert_complaint("# only comments\n\n", ": declares no [kind]");
    assert_complaint("[stop]\n的\n", ": declares no [kind]");
    ter_buf long_word = {0};
    ter_buf_puts(&long_word, "[kind park]\n[head park]\n公园 ");
    for (int i = 0; i < 41; i++) ter_buf_puts(&long_word, "园");
    assert_complaint(long_word.ptr, ":3:8: over 40 characters");
    ter_buf_release(&long_word);
}

static void a_file_that_cannot_be_read_is_an_io_error(void **state) {
    (void)state;
    ter_lexicon *lexicon = NULL;
    ter_error err = {0};
    assert_int_equal(ter_lexicon_open("/nonexistent/words.lexicon", &lexicon, &err), TER_IO);
    assert_non_null(strstr(err.message, "/nonexistent/words.lexicon"));
    assert_null(lexicon);
    assert_int_equal(ter_lexicon_open("/", &lexicon, &err), TER_IO);
    ter_lexicon_free(NULL);
}

static const ter_word *word_of(const ter_lexicon *l, const char *word) {
    uint32_t cp[64];
    size_t n = 0, len = strlen(word);
    for (size_t i = 0; i < len; n++) i += ter_utf8_next(word + i, len - i, &cp[n]);
    uint32_t value = ter_trie_value(ter_lexicon_trie(l), cp, n);
    return value == TER_TRIE_NONE ? NULL : ter_lexicon_word(l, value);
}

static void kinds_come_in_the_order_of_the_file(void **state) {
    (void)state;
    ter_lexicon *l = small_lexicon_new();
    assert_int_equal(ter_lexicon_kind_count(l), 7);
    assert_string_equal(ter_lexicon_kind_at(l, 0), "park");
    assert_string_equal(ter_lexicon_kind_at(l, 5), "admin");
    assert_true(ter_lexicon_kind_is_core(l, 4));
    assert_false(ter_lexicon_kind_is_core(l, 5));
    assert_ptr_equal(ter_lexicon_kind_find(l, ter_str_from("road")), ter_lexicon_kind_at(l, 3));
    assert_null(ter_lexicon_kind_find(l, ter_str_from("roads")));
    assert_null(ter_lexicon_kind_find(l, ter_str_from("")));
    ter_lexicon_free(l);
}

static void a_word_gathers_its_classes(void **state) {
    (void)state;
    ter_lexicon *l = small_lexicon_new();
    const ter_word *w = word_of(l, "街道"); /* head of admin, and org */
    assert_non_null(w);
    assert_int_equal(w->classes & (TER_WORD_HEAD | TER_WORD_ORG | TER_WORD_CUE), TER_WORD_HEAD | TER_WORD_ORG);
    assert_int_equal(w->kind, 5);
    assert_int_equal(w->len, 2);
    w = word_of(l, "开工"); /* stop, and a cue on both sides */
    assert_int_equal(w->classes & (TER_WORD_STOP | TER_WORD_CUE), TER_WORD_STOP | TER_WORD_CUE);
    assert_int_equal(w->before, TER_STATE_STARTED);
    assert_int_equal(w->after, TER_STATE_STARTED);
    assert_false(w->after_strong);
    w = word_of(l, "通车");
    assert_int_equal(w->before, TER_STATE_NONE);
    assert_true(w->after_strong);
    w = word_of(l, "推进");
    assert_true(w->driven);
    assert_int_equal(w->before, TER_STATE_PLANNED);
    w = word_of(l, "改造");
    assert_int_equal(w->action, TER_ACTION_REHABILITATION);
    assert_true(word_of(l, "路")->weak_head);
    assert_false(word_of(l, "大道")->weak_head);
    assert_null(word_of(l, "公园路"));
    ter_lexicon_free(l);
}

static void a_known_kind_needs_no_declaration(void **state) {
    (void)state;
    static const char content[] = "[kind cellar core]\n[kind park]\n[head school]\n学堂\n[head cellar]\n酒窖\n";
    ter_lexicon *l = NULL;
    assert_int_equal(lexicon_from(content, sizeof content - 1, &l, NULL), TER_OK);
    assert_int_equal(ter_lexicon_kind_count(l), ter_kind_count() + 1);
    assert_string_equal(ter_lexicon_kind_at(l, word_of(l, "学堂")->kind), "school");
    assert_true(ter_lexicon_kind_is_core(l, word_of(l, "学堂")->kind));
    assert_false(ter_lexicon_kind_is_core(l, 1)); /* the lexicon's own declaration stands */
    assert_string_equal(ter_lexicon_kind_row(l, word_of(l, "学堂")->kind)->name, "school");
    assert_int_equal(ter_lexicon_kind_row(l, 0)->traits, 0); /* a kind that only this lexicon has */
    ter_lexicon_free(l);
}

static void a_head_keeps_the_first_kind(void **state) {
    (void)state;
    static const char content[] = "[kind a core]\n[kind b]\n[head a weak]\n路\n[head b]\n路 街\n[category b]\n路\n";
    ter_lexicon *l = NULL;
    assert_int_equal(lexicon_from(content, sizeof content - 1, &l, NULL), TER_OK);
    const ter_word *w = word_of(l, "路");
    assert_int_equal(w->kind, 0);
    assert_true(w->weak_head);
    assert_int_equal(w->category, 1);
    assert_int_equal(word_of(l, "街")->kind, 1);
    ter_lexicon_free(l);
}

static void words_are_folded_and_comments_end_lines(void **state) {
    (void)state;
    static const char content[] = "# [kind x]\r\n[kind a core] # the only one\r\n  [head a]\r\n"
                                  "醫院\t公園 # 学校\r\nＭＡＬＬ #\n𠮷";
    ter_lexicon *l = NULL;
    assert_int_equal(lexicon_from(content, sizeof content - 1, &l, NULL), TER_OK);
    assert_int_equal(ter_lexicon_kind_count(l), 1);
    assert_non_null(word_of(l, "医院"));
    assert_non_null(word_of(l, "公园"));
    assert_non_null(word_of(l, "mall"));
    assert_non_null(word_of(l, "𠮷"));
    assert_null(word_of(l, "学校"));
    assert_null(word_of(l, "醫院"));
    ter_lexicon_free(l);
}

static void the_compiled_in_lexicon_has_the_kinds_of_the_contract(void **state) {
    (void)state;
    static const char *const kinds[] = {"park",    "school", "hospital",  "road",        "waterway", "commercial",
                                        "culture", "sports", "transport", "residential", "admin",    "industrial_park"};
    ter_lexicon *l = NULL;
    ter_error err = {0};
    if (ter_lexicon_new_embedded(&l, &err) != TER_OK) fail_msg("%s", err.message);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *found = ter_lexicon_kind_find(l, ter_str_from(kinds[i]));
        assert_non_null(found);
        assert_string_equal(found, kinds[i]);
    }
    size_t core = 0;
    for (size_t i = 0; i < ter_lexicon_kind_count(l); i++) core += ter_lexicon_kind_is_core(l, i);
    assert_int_equal(core, 5);
    assert_true(word_of(l, "公园")->classes & TER_WORD_HEAD);
    assert_true(word_of(l, "道路")->classes & TER_WORD_NOUN);
    ter_lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_is_named_with_line_and_column),
        cmocka_unit_test(what_is_no_lexicon_is_refused),
        cmocka_unit_test(a_file_that_cannot_be_read_is_an_io_error),
        cmocka_unit_test(kinds_come_in_the_order_of_the_file),
        cmocka_unit_test(a_word_gathers_its_classes),
        cmocka_unit_test(a_known_kind_needs_no_declaration),
        cmocka_unit_test(a_head_keeps_the_first_kind),
        cmocka_unit_test(words_are_folded_and_comments_end_lines),
        cmocka_unit_test(the_compiled_in_lexicon_has_the_kinds_of_the_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
