#include "cmocka_head.h"

#include "text/trie.h"

#include <stdlib.h>
#include <string.h>

static size_t decode(const char *utf8, uint32_t *out) {
    size_t n = 0, len = strlen(utf8);
    for (size_t i = 0; i < len; n++) i += ter_utf8_next(utf8 + i, len - i, &out[n]);
    return n;
}

static void add(ter_trie *t, const char *word, uint32_t value) {
    uint32_t cp[64];
    ter_trie_add(t, cp, decode(word, cp), value);
}

static uint32_t value_of(const ter_trie *t, const char *word) {
    uint32_t cp[64];
    return ter_trie_value(t, cp, decode(word, cp));
}

static size_t matches(const ter_trie *t, const char *text, ter_trie_match *out, size_t most) {
    uint32_t cp[64];
    return ter_trie_matches(t, cp, decode(text, cp), out, most);
}

static void all_prefixes_are_found_shortest_first(void **state) {
    (void)state;
    ter_trie *t = ter_trie_new();
    add(t, "亮马河北路", 3);
    add(t, "亮马", 1);
    add(t, "亮马河", 2);
    add(t, "马河", 4);
    add(t, "亮马河南路", 5);
    ter_trie_finish(t);
    ter_trie_match m[8];
    assert_int_equal(matches(t, "亮马河北路改造", m, 8), 3);
    assert_int_equal(m[0].value, 1);
    assert_int_equal(m[0].len, 2);
    assert_int_equal(m[1].value, 2);
    assert_int_equal(m[1].len, 3);
    assert_int_equal(m[2].value, 3);
    assert_int_equal(m[2].len, 5);
    assert_int_equal(matches(t, "亮马河北", m, 8), 2); /* the text ends inside the longest word */
    assert_int_equal(matches(t, "亮", m, 8), 0);
    assert_int_equal(matches(t, "河", m, 8), 0);
    assert_int_equal(matches(t, "", m, 8), 0);
    assert_int_equal(matches(t, "亮马河北路", m, 1), 1); /* no more than there is room for */
    assert_int_equal(m[0].value, 1);
    ter_trie_free(t);
}

static void exact_look_up_takes_whole_words_only(void **state) {
    (void)state;
    ter_trie *t = ter_trie_new();
    add(t, "公园", 0);
    add(t, "公园路", 7);
    ter_trie_finish(t);
    assert_int_equal(value_of(t, "公园"), 0);
    assert_int_equal(value_of(t, "公园路"), 7);
    assert_int_equal(value_of(t, "公"), TER_TRIE_NONE);
    assert_int_equal(value_of(t, "公园路口"), TER_TRIE_NONE);
    assert_int_equal(value_of(t, "园"), TER_TRIE_NONE);
    assert_int_equal(value_of(t, ""), TER_TRIE_NONE);
    ter_trie_free(t);
}

static void astral_code_points_are_characters_like_others(void **state) {
    (void)state;
    ter_trie *t = ter_trie_new();
    add(t, "𠮷野路", 1);
    add(t, "𠮷", 2);
    add(t, "𠮸野路", 3);
    add(t, "野𠮷", 4);
    add(t, "野𠮷𠮷𠮷路", 5);
    ter_trie_finish(t);
    ter_trie_match m[8];
    assert_int_equal(matches(t, "𠮷野路", m, 8), 2);
    assert_int_equal(m[0].value, 2);
    assert_int_equal(m[1].value, 1);
    assert_int_equal(m[1].len, 3);
    assert_int_equal(value_of(t, "𠮸野路"), 3);
    assert_int_equal(value_of(t, "野𠮷"), 4);
    assert_int_equal(value_of(t, "野𠮷𠮷𠮷路"), 5);
    assert_int_equal(value_of(t, "𠮹"), TER_TRIE_NONE);
    assert_int_equal(matches(t, "\xf4\x8f\xbf\xbf", m, 8), 0);
    ter_trie_free(t);
}

static void the_first_value_of_a_word_is_kept(void **state) {
    (void)state;
    ter_trie *t = ter_trie_new();
    add(t, "和平路", 9);
    add(t, "和平", 8);
    add(t, "和平路", 2);
    add(t, "和平路", 1);
    ter_trie_finish(t);
    assert_int_equal(value_of(t, "和平路"), 9);
    assert_int_equal(value_of(t, "和平"), 8);
    ter_trie_free(t);
}

static void an_empty_trie_finds_nothing(void **state) {
    (void)state;
    ter_trie *t = ter_trie_new();
    add(t, "", 1);
    ter_trie_finish(t);
    ter_trie_match m[2];
    assert_int_equal(matches(t, "公园", m, 2), 0);
    assert_int_equal(value_of(t, "公园"), TER_TRIE_NONE);
    assert_true(ter_trie_bytes(t) > 0);
    ter_trie_free(t);
    ter_trie_free(NULL);
}

/* Random words of two letters and two lengths, looked up by the trie and by comparing with every word. */
static void many_words_are_found_as_by_hand(void **state) {
    (void)state;
    enum { WORDS = 3000, MOST = 6 };
    static uint32_t words[WORDS][MOST], lens[WORDS];
    unsigned seed = 7;
    ter_trie *t = ter_trie_new();
    for (uint32_t w = 0; w < WORDS; w++) {
        seed = seed * 1103515245 + 12345;
        lens[w] = 1 + (seed >> 16) % MOST;
        for (uint32_t i = 0; i < lens[w]; i++) {
            seed = seed * 1103515245 + 12345;
            words[w][i] = ((seed >> 16) & 1 ? 0x20000 : 0x4e00) + (seed >> 20) % 5;
        }
        ter_trie_add(t, words[w], lens[w], w);
    }
    ter_trie_finish(t);
    for (uint32_t w = 0; w < WORDS; w++) {
        uint32_t first = w;
        for (uint32_t v = 0; v < w && first == w; v++)
            if (lens[v] == lens[w] && memcmp(words[v], words[w], lens[w] * sizeof **words) == 0) first = v;
        assert_int_equal(ter_trie_value(t, words[w], lens[w]), first);
        ter_trie_match m[MOST];
        size_t n = ter_trie_matches(t, words[w], lens[w], m, MOST);
        assert_true(n > 0);
        assert_int_equal(m[n - 1].len, lens[w]);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(lens[m[i].value], m[i].len);
            assert_memory_equal(words[m[i].value], words[w], m[i].len * sizeof **words);
            assert_true(i == 0 || m[i - 1].len < m[i].len);
        }
    }
    ter_trie_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_prefixes_are_found_shortest_first),
        cmocka_unit_test(exact_look_up_takes_whole_words_only),
        cmocka_unit_test(astral_code_points_are_characters_like_others),
        cmocka_unit_test(the_first_value_of_a_word_is_kept),
        cmocka_unit_test(an_empty_trie_finds_nothing),
        cmocka_unit_test(many_words_are_found_as_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
