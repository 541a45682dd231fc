/* The general dictionary: looking words up in the block that is compiled in, and cutting text into them. */
#include "cmocka_head.h"

#include "extract/words/word_dictionary.h"
#include "text/characters.h"

static ter_dictionary dictionary;

static size_t length_of(const char32_t *text) {
    size_t n = 0;
    while (text[n]) n++;
    return n;
}

static unsigned pos_of(const char32_t *word) {
    ter_cut_word w;
    bool found = ter_dictionary_word(&dictionary, (const uint32_t *)word, length_of(word), &w);
    if (found) assert_int_equal(w.length, length_of(word));
    return found ? w.pos : TER_POS_UNKNOWN;
}

static void words_are_found_whole(void **state) {
    (void)state;
    assert_int_equal(pos_of(U"在"), TER_POS_PREPOSITION);
    assert_int_equal(pos_of(U"建设"), TER_POS_VERBAL_NOUN);
    assert_int_equal(pos_of(U"图书馆"), TER_POS_NOUN);
    assert_int_equal(pos_of(U"一心一意"), TER_POS_IDIOM);
    assert_int_equal(pos_of(U"一心一"), TER_POS_UNKNOWN); /* only begins a word */
    assert_int_equal(pos_of(U"馆在"), TER_POS_UNKNOWN);
    assert_int_equal(pos_of(U"a"), TER_POS_UNKNOWN);
    assert_int_equal(pos_of(U"𠀀"), TER_POS_UNKNOWN);
    assert_int_equal(pos_of(U""), TER_POS_UNKNOWN);
}

static void text_is_cut_into_the_likeliest_words(void **state) {
    (void)state;
    static const char32_t text[] = U"图书馆x在建设";
    static const unsigned lengths[] = {3, 0, 0, 1, 1, 2, 0};
    ter_cut_word words[7];
    ter_dictionary_cut(&dictionary, (const uint32_t *)text, 7, words);
    for (size_t i = 0; i < 7; i++) assert_int_equal(words[i].length, lengths[i]);
    assert_int_equal(words[1].pos, TER_POS_NOUN); /* inside a word: what the word is */
    assert_int_equal(words[3].pos, TER_POS_UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whole),
        cmocka_unit_test(text_is_cut_into_the_likeliest_words),
    };
    if (!ter_dictionary_embedded(&dictionary)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
