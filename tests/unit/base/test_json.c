#include "cmocka_head.h"

#include "base/json.h"

#include <math.h>

/* Every test fills `out` through `json` and compares the whole text. */
static ter_buf out;
static ter_json json;

static int setup(void **state) {
    (void)state;
    ter_buf_release(&out);
    ter_json_init(&json, &out);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    ter_buf_release(&out);
    return 0;
}

static void commas_and_nesting(void **state) {
    (void)state;
    ter_json_begin(&json, '{');
    ter_json_put_text(&json, "name", "坝河");
    ter_json_put_text(&json, "part", NULL);
    ter_json_key(&json, "list");
    ter_json_begin(&json, '[');
    ter_json_int(&json, -1);
    ter_json_bool(&json, true);
    ter_json_begin(&json, '{');
    ter_json_end(&json, '}');
    ter_json_null(&json);
    ter_json_end(&json, ']');
    ter_json_key(&json, "raw");
    ter_json_raw(&json, ter_str_from("[1]"));
    ter_json_put_int(&json, "big", 9007199254740993LL);
    ter_json_end(&json, '}');
    assert_string_equal(
        out.ptr, "{\"name\":\"坝河\",\"part\":null,\"list\":[-1,true,{},null],\"raw\":[1],\"big\":9007199254740993}");
}

static void strings_are_escaped(void **state) {
    (void)state;
    ter_json_str(&json, (ter_str){"\"\\/\n\r\t\b\0\x1f\x7f", 10});
    assert_string_equal(out.ptr, "\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001f\\u007f\"");
}

static void malformed_bytes_become_replacement_characters(void **state) {
    (void)state;
    ter_json_str(&json, ter_str_from("a\xff\xed\xa0\x80z"));
    assert_string_equal(out.ptr, "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"");
    assert_true(ter_utf8_valid(out.ptr, out.len));
}

static void keys_are_escaped_too(void **state) {
    (void)state;
    ter_json_begin(&json, '{');
    ter_json_put_str(&json, "a\"b", ter_str_from("c"));
    ter_json_end(&json, '}');
    assert_string_equal(out.ptr, "{\"a\\\"b\":\"c\"}");
}

static void numbers_are_short_and_finite(void **state) {
    (void)state;
    ter_json_begin(&json, '[');
    ter_json_real(&json, 116.4700000, 7);
    ter_json_real(&json, -0.00000001, 7);
    ter_json_real(&json, 100, 0);
    ter_json_real(&json, 1200, 1);
    ter_json_real(&json, 0.1 + 0.2, 7);
    ter_json_real(&json, NAN, 2);
    ter_json_real(&json, -INFINITY, 2);
    ter_json_real(&json, 1e15, 3);
    ter_json_end(&json, ']');
    assert_string_equal(out.ptr, "[116.47,0,100,1200,0.3,null,null,1000000000000000]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(commas_and_nesting, setup, teardown),
        cmocka_unit_test_setup_teardown(strings_are_escaped, setup, teardown),
        cmocka_unit_test_setup_teardown(malformed_bytes_become_replacement_characters, setup, teardown),
        cmocka_unit_test_setup_teardown(keys_are_escaped_too, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_are_short_and_finite, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
