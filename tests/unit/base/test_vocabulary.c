#include "cmocka_head.h"

#include "base/vocabulary.h"

#include <string.h>

/* Each word parses to the value it names; anything else leaves the result alone. */
#define CHECK_VOCABULARY(name, COUNT)                                                                                  \
    static void name##_words_round_trip(void **state) {                                                                \
        (void)state;                                                                                                   \
        for (int i = 0; i < COUNT; i++) {                                                                              \
            ter_##name value = COUNT;                                                                                  \
            const char *word = ter_##name##_name((ter_##name)i);                                                       \
            assert_true(ter_##name##_parse(ter_str_from(word), &value));                                               \
            assert_int_equal(value, i);                                                                                \
        }                                                                                                              \
        ter_##name value = (ter_##name)1;                                                                              \
        assert_false(ter_##name##_parse(ter_str_from("no such word"), &value));                                        \
        assert_false(ter_##name##_parse((ter_str){"planned\0", 8}, &value));                                           \
        assert_int_equal(value, 1);                                                                                    \
        assert_string_equal(ter_##name##_name(COUNT), "");                                                             \
        assert_string_equal(ter_##name##_name((ter_##name) - 1), "");                                                  \
    }

CHECK_VOCABULARY(state, TER_STATE_COUNT)
CHECK_VOCABULARY(basis, TER_BASIS_COUNT)
CHECK_VOCABULARY(role, TER_ROLE_COUNT)
CHECK_VOCABULARY(action, TER_ACTION_COUNT)
CHECK_VOCABULARY(precision, TER_PRECISION_COUNT)
CHECK_VOCABULARY(match, TER_MATCH_COUNT)

static void the_words_of_the_contract(void **state) {
    (void)state;
    static const char *const states[] = {"planned",   "started", "under_construction", "completed", "suspended",
                                         "cancelled", "existing"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        ter_state value;
        assert_true(ter_state_parse(ter_str_from(states[i]), &value));
    }
    assert_string_equal(ter_basis_name(TER_BASIS_TARGET), "target");
    assert_string_equal(ter_precision_name(TER_PRECISION_PART_OF), "part_of");
    assert_string_equal(ter_action_name(TER_ACTION_REHABILITATION), "rehabilitation");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(state_words_round_trip),     cmocka_unit_test(basis_words_round_trip),
        cmocka_unit_test(role_words_round_trip),      cmocka_unit_test(action_words_round_trip),
        cmocka_unit_test(precision_words_round_trip), cmocka_unit_test(match_words_round_trip),
        cmocka_unit_test(the_words_of_the_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
