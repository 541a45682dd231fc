#include "cmocka_head.h"

#include "base/error.h"

#include <string.h>

static void every_code_has_its_own_sentence(void **state) {
    (void)state;
    for (int i = 0; i < TER_STATUS_COUNT; i++) {
        const char *sentence = ter_status_sentence((ter_status)i);
        assert_true(strlen(sentence) > 3);
        assert_string_not_equal(sentence, "unknown error");
        for (int k = 0; k < i; k++) assert_string_not_equal(sentence, ter_status_sentence((ter_status)k));
    }
    assert_string_equal(ter_status_sentence(TER_STATUS_COUNT), "unknown error");
    assert_string_equal(ter_status_sentence((ter_status)-1), "unknown error");
}

static void set_gives_the_code_back_and_fills_the_message(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_error_set(&err, TER_FORMAT, "%s:%d: no", "a.csv", 7), TER_FORMAT);
    assert_int_equal(err.code, TER_FORMAT);
    assert_string_equal(err.message, "a.csv:7: no");
}

static void set_takes_no_error_object(void **state) {
    (void)state;
    assert_int_equal(ter_error_set(NULL, TER_BUSY, "%s", "x"), TER_BUSY);
}

static void a_message_is_one_line(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    ter_error_set(&err, TER_INPUT, "a\nb\tc\x7f\x1b[31md 公园");
    assert_string_equal(err.message, "a b c  [31md 公园");
}

static void a_long_message_is_cut_not_overrun(void **state) {
    (void)state;
    struct {
        ter_error err;
        char guard[16];
    } box;
    memset(&box, 'g', sizeof box);
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    ter_error_set(&box.err, TER_INPUT, "%s", text);
    assert_int_equal(strlen(box.err.message), sizeof box.err.message - 1);
    for (size_t i = 0; i < sizeof box.guard; i++) assert_int_equal(box.guard[i], 'g');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_its_own_sentence),
        cmocka_unit_test(set_gives_the_code_back_and_fills_the_message),
        cmocka_unit_test(set_takes_no_error_object),
        cmocka_unit_test(a_message_is_one_line),
        cmocka_unit_test(a_long_message_is_cut_not_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
