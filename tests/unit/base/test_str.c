#include "cmocka_head.h"

#include "base/memory.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void views_compare_as_bytes(void **state) {
    (void)state;
    assert_true(ter_str_equal(ter_str_from(NULL), ter_str_from("")));
    assert_true(ter_str_is(ter_str_from("公园"), "公园"));
    assert_false(ter_str_is(ter_str_from("公园"), "公园二期"));
    assert_false(ter_str_equal((ter_str){"a\0b", 3}, (ter_str){"a\0c", 3}));
    assert_true(ter_str_equal((ter_str){"a\0b", 3}, (ter_str){"a\0b", 3}));
}

static void a_buffer_grows_and_stays_terminated(void **state) {
    (void)state;
    ter_buf b;
    ter_buf_init(&b);
    assert_null(b.ptr);
    for (int i = 0; i < 1000; i++) {
        ter_buf_puts(&b, "ab");
        assert_int_equal(b.ptr[b.len], 0);
    }
    assert_int_equal(b.len, 2000);
    assert_int_equal(strlen(b.ptr), 2000);
    size_t cap = b.cap;
    ter_buf_clear(&b);
    assert_int_equal(b.len, 0);
    assert_string_equal(b.ptr, "");
    assert_int_equal(b.cap, cap);
    ter_buf_release(&b);
    assert_null(b.ptr);
    ter_buf_release(&b); /* twice does no harm */
}

static void a_buffer_holds_nul_bytes(void **state) {
    (void)state;
    ter_buf b = {0};
    ter_buf_put_str(&b, (ter_str){"x\0y", 3});
    ter_buf_putc(&b, 0);
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.ptr, "x\0y\0\0", 5);
    ter_buf_release(&b);
}

static void printf_appends(void **state) {
    (void)state;
    ter_buf b = {0};
    ter_buf_puts(&b, "n=");
    ter_buf_printf(&b, "%0200d|%s", 7, "路");
    assert_int_equal(b.len, 2 + 200 + 1 + 3);
    assert_string_equal(b.ptr + 201, "7|路");
    ter_buf_release(&b);
}

static void detach_never_gives_null(void **state) {
    (void)state;
    ter_buf b = {0};
    char *s = ter_buf_detach(&b);
    assert_string_equal(s, "");
    free(s);
    ter_buf_puts(&b, "河");
    s = ter_buf_detach(&b);
    assert_string_equal(s, "河");
    assert_null(b.ptr);
    free(s);
}

static void code_points_survive_utf8(void **state) {
    (void)state;
    static const uint32_t points[] = {0x00,   0x24,   0x7f,   0x80,   0x7ff,   0x800,   0x516c,
                                      0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x20bb7, 0x10ffff};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        ter_buf b = {0};
        ter_buf_put_cp(&b, points[i]);
        uint32_t c = 1;
        assert_int_equal(ter_utf8_next(b.ptr, b.len, &c), b.len);
        assert_int_equal(c, points[i]);
        assert_true(ter_utf8_valid(b.ptr, b.len));
        ter_buf_release(&b);
    }
}

static void what_is_no_scalar_value_is_replaced(void **state) {
    (void)state;
    static const uint32_t points[] = {0xd800, 0xdfff, 0x110000, 0xffffffff};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        ter_buf b = {0};
        ter_buf_put_cp(&b, points[i]);
        assert_string_equal(b.ptr, "\xef\xbf\xbd");
        ter_buf_release(&b);
    }
}

static void malformed_utf8_takes_one_byte(void **state) {
    (void)state;
    static const char *const bad[] = {
        "\x80",             /* lone continuation */
        "\xc0\x80",         /* overlong NUL */
        "\xc1\xbf",         /* overlong */
        "\xe0\x9f\xbf",     /* overlong */
        "\xed\xa0\x80",     /* surrogate */
        "\xf0\x8f\xbf\xbf", /* overlong */
        "\xf4\x90\x80\x80", /* over U+10FFFF */
        "\xf5\x80\x80\x80",
        "\xff",
        "\xe5\x85",     /* cut short */
        "\xe5\x41\x42", /* lead without continuation */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t c = 0;
        assert_int_equal(ter_utf8_next(bad[i], strlen(bad[i]), &c), 1);
        assert_int_equal(c, 0xfffd);
        assert_false(ter_utf8_valid(bad[i], strlen(bad[i])));
    }
    uint32_t c = 0;
    assert_int_equal(ter_utf8_next("", 0, &c), 0);
    assert_true(ter_utf8_valid("", 0));
}

static void a_real_replacement_character_is_valid(void **state) {
    (void)state;
    assert_true(ter_utf8_valid("a\xef\xbf\xbd"
                               "b",
                               5));
}

static size_t asked_for;
static jmp_buf out_of_memory;

static void remember(size_t size) {
    asked_for = size;
    longjmp(out_of_memory, 1);
}

static void an_overflowing_product_reaches_the_handler(void **state) {
    (void)state;
    ter_memory_set_handler(remember);
    volatile bool reached = false;
    if (setjmp(out_of_memory) == 0) free(ter_realloc(NULL, SIZE_MAX / 2, 16));
    else reached = true;
    ter_memory_set_handler(NULL);
    assert_true(reached);
}

static void arrays_keep_their_items(void **state) {
    (void)state;
    TER_ARRAY(int) a = {0};
    for (int i = 0; i < 100; i++) ter_array_push(&a, i * i);
    assert_int_equal(a.len, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(a.items[i], i * i);
    ter_array_release(&a);
    assert_null(a.items);
    assert_int_equal(a.len + a.cap, 0);
}

static void allocation_gives_zeroed_memory_and_copies(void **state) {
    (void)state;
    unsigned char *p = ter_alloc(64);
    for (int i = 0; i < 64; i++) assert_int_equal(p[i], 0);
    free(p);
    free(ter_alloc(0));
    assert_null(ter_strdup(NULL));
    char *s = ter_strndup("公园路", 6);
    assert_string_equal(s, "公园");
    free(s);
}

/* Whatever way it goes, a number is what printf writes, but for zeros at its end. */
static void test_put_real__agrees_with_printf(void **state) {
    (void)state;
    static const double some[] = {0,
                                  -0.0,
                                  1,
                                  -1,
                                  0.5,
                                  2.5,
                                  0.15,
                                  0.25,
                                  0.35,
                                  1e-8,
                                  -1e-8,
                                  116.47,
                                  -73.9,
                                  116.4700000499999,
                                  9.99999996,
                                  99.95,
                                  0.045,
                                  1e13,
                                  1e15,
                                  -1e300,
                                  123456.7895,
                                  1.0000000499,
                                  1.00499,
                                  2.00000005,
                                  2.00000015,
                                  5e-324,
                                  179.9999999499999};
    uint64_t seed = 88172645463325252ULL;
    for (int i = 0; i < 20000; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        size_t known = sizeof some / sizeof *some;
        double value =
            (size_t)i < known * 10 ? some[(size_t)i % known] : ((double)(seed % 36000000001ULL) - 18e9) / 1e8;
        int decimals = i % 10;
        char expected[400];
        snprintf(expected, sizeof expected, "%.*f", decimals, value);
        if (strchr(expected, '.')) {
            size_t n = strlen(expected);
            while (expected[n - 1] == '0') n--;
            expected[expected[n - 1] == '.' ? n - 1 : n] = 0;
        }
        ter_buf out = {0};
        ter_buf_put_real(&out, value, decimals);
        assert_string_equal(out.ptr, strcmp(expected, "-0") == 0 ? "0" : expected);
        ter_buf_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_compare_as_bytes),
        cmocka_unit_test(a_buffer_grows_and_stays_terminated),
        cmocka_unit_test(a_buffer_holds_nul_bytes),
        cmocka_unit_test(printf_appends),
        cmocka_unit_test(detach_never_gives_null),
        cmocka_unit_test(code_points_survive_utf8),
        cmocka_unit_test(what_is_no_scalar_value_is_replaced),
        cmocka_unit_test(malformed_utf8_takes_one_byte),
        cmocka_unit_test(a_real_replacement_character_is_valid),
        cmocka_unit_test(an_overflowing_product_reaches_the_handler),
        cmocka_unit_test(arrays_keep_their_items),
        cmocka_unit_test(allocation_gives_zeroed_memory_and_copies),
        cmocka_unit_test(test_put_real__agrees_with_printf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
