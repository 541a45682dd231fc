#include "cmocka_head.h"

#include "base/memory.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

/* 甲路 (line end) 𠮷公园 (blank) ab, in every encoding. */
enum { HEAD_COUNT = 8 }; /* 甲 路 break 𠮷 公 园 a b */

typedef struct sample {
    const char *encoding;
    const char *bytes;
    size_t size;
    uint32_t begin[HEAD_COUNT], end[HEAD_COUNT]; /* in the file */
} sample;

#define SAMPLE(name, literal) .encoding = name, .bytes = literal, .size = sizeof literal - 1

static const sample samples[] = {
    {SAMPLE("UTF-8", "甲路\n𠮷公园 ab"), {0, 3, 6, 7, 11, 14, 18, 19}, {3, 6, 7, 11, 14, 17, 19, 20}},
    {SAMPLE("UTF-8", "\xef\xbb\xbf甲路\n𠮷公园 ab"), {3, 6, 9, 10, 14, 17, 21, 22}, {6, 9, 10, 14, 17, 20, 22, 23}},
    {SAMPLE("UTF-16LE", "\xff\xfe"
                        "\x32\x75\xef\x8d\n\0\x42\xd8\xb7\xdf\x6c\x51\xed\x56 \0a\0b\0"),
     {2, 4, 6, 8, 12, 14, 18, 20},
     {4, 6, 8, 12, 14, 16, 20, 22}},
    {SAMPLE("UTF-16BE", "\xfe\xff"
                        "\x75\x32\x8d\xef\0\n\xd8\x42\xdf\xb7\x51\x6c\x56\xed\0 \0a\0b"),
     {2, 4, 6, 8, 12, 14, 18, 20},
     {4, 6, 8, 12, 14, 16, 20, 22}},
    {SAMPLE("UTF-16LE", "\x32\x75\xef\x8d\n\0\x42\xd8\xb7\xdf\x6c\x51\xed\x56 \0a\0b\0"),
     {0, 2, 4, 6, 10, 12, 16, 18},
     {2, 4, 6, 10, 12, 14, 18, 20}},
    {SAMPLE("UTF-16BE", "\x75\x32\x8d\xef\0\n\xd8\x42\xdf\xb7\x51\x6c\x56\xed\0 \0a\0b"),
     {0, 2, 4, 6, 10, 12, 16, 18},
     {2, 4, 6, 10, 12, 14, 18, 20}},
    {SAMPLE("GB18030", "\xbc\xd7\xc2\xb7\n\x95\x34\xb2\x35\xb9\xab\xd4\xb0 ab"),
     {0, 2, 4, 5, 9, 11, 14, 15},
     {2, 4, 5, 9, 11, 13, 15, 16}},
};

static void every_span_leads_back_to_the_file(void **state) {
    (void)state;
    static const uint32_t folded[HEAD_COUNT] = {0x7532, 0x8def, '\n', 0x20bb7, 0x516c, 0x56ed, 'a', 'b'};
    for (size_t k = 0; k < sizeof samples / sizeof *samples; k++) {
        const sample *s = &samples[k];
        ter_text t;
        assert_int_equal(ter_text_read((ter_str){s->bytes, s->size}, "sample", &t, NULL), TER_OK);
        assert_string_equal(t.encoding, s->encoding);
        assert_int_equal(t.count, HEAD_COUNT);
        for (size_t i = 0; i < HEAD_COUNT; i++) {
            assert_int_equal(t.cp[i], folded[i]);
            assert_int_equal(ter_text_file_offset(&t, t.begin[i]), s->begin[i]);
            assert_int_equal(ter_text_file_offset(&t, ter_text_end(&t, i)), i + 1 < HEAD_COUNT ? s->end[i] : s->size);
        }
        assert_int_equal(ter_text_file_offset(&t, t.byte_count), s->size);
        assert_true(ter_str_is(ter_text_span(&t, 3, 6), "𠮷公园"));
        ter_text_release(&t);
        assert_null(t.bytes);
    }
}

static void put_utf16(ter_buf *out, uint32_t c, bool big) {
    uint32_t units[2] = {c, 0};
    size_t n = 1;
    if (c >= 0x10000) units[0] = 0xd7c0 + (c >> 10), units[1] = 0xdc00 | (c & 0x3ff), n = 2;
    for (size_t i = 0; i < n; i++) {
        ter_buf_putc(out, (char)(big ? units[i] >> 8 : units[i]));
        ter_buf_putc(out, (char)(big ? units[i] : units[i] >> 8));
    }
}

/* The same document in UTF-8 and UTF-16 reads the same, code point by code point, whatever the code points. */
static void encodings_agree_over_many_code_points(void **state) {
    (void)state;
    for (int big = 0; big < 2; big++) {
        ter_buf utf8 = {0}, utf16 = {0};
        put_utf16(&utf16, 0xfeff, big);
        for (uint32_t c = 0x21; c < 0x30000; c += c < 0x3000 ? 1 : 37) {
            if (c >= 0xd800 && c < 0xe000) continue;
            ter_buf_put_cp(&utf8, c);
            put_utf16(&utf16, c, big);
        }
        ter_text a, b;
        assert_int_equal(ter_text_read((ter_str){utf8.ptr, utf8.len}, "a", &a, NULL), TER_OK);
        assert_int_equal(ter_text_read((ter_str){utf16.ptr, utf16.len}, "b", &b, NULL), TER_OK);
        assert_int_equal(a.count, b.count);
        assert_memory_equal(a.cp, b.cp, a.count * sizeof *a.cp);
        assert_int_equal(a.byte_count, b.byte_count);
        ter_text_release(&a);
        ter_text_release(&b);
        ter_buf_release(&utf8);
        ter_buf_release(&utf16);
    }
}

static void blanks_go_and_lines_stay(void **state) {
    (void)state;
    ter_text t;
    const char *file = "\n\n 中 日　友\t好\r\n医 院\r\n \r\n\n二期\n";
    assert_int_equal(ter_text_read(ter_str_from(file), "t", &t, NULL), TER_OK);
    static const uint32_t want[] = {0x4e2d,         0x65e5,        0x53cb, TER_TEXT_CELL,      0x597d,
                                    TER_TEXT_BREAK, 0x533b,        0x9662, TER_TEXT_PARAGRAPH, 0x4e8c,
                                    0x671f,         TER_TEXT_BREAK};
    assert_int_equal(t.count, sizeof want / sizeof *want);
    assert_memory_equal(t.cp, want, sizeof want);
    ter_buf b = {0};
    ter_text_put(&t, 0, 8, &b);
    assert_string_equal(b.ptr, "中日友好医院"); /* blanks and the line end dropped */
    ter_buf_release(&b);
    assert_true(ter_str_is(ter_text_span(&t, 0, 5), "中 日　友\t好"));
    ter_text_release(&t);
}

static void gaps_divide_the_cells_of_a_row(void **state) {
    (void)state;
    ter_text t;
    static const uint32_t want[] = {'1', TER_TEXT_CELL, 0x4e2d, 0x5b66, TER_TEXT_CELL, '9',
                                    '0', TER_TEXT_CELL, '2',    0x5e74, 'a',           '3'};
    assert_int_equal(ter_text_read(ter_str_from("\t 1\t中 学  90 2 年 a 3\t\n"), "t", &t, NULL), TER_OK);
    assert_memory_equal(t.cp, want, sizeof want);
    assert_int_equal(t.count, sizeof want / sizeof *want + 1); /* no cell at either end of the line */
    ter_text_release(&t);
}

static void folding_keeps_the_spelling(void **state) {
    (void)state;
    ter_text t;
    assert_int_equal(ter_text_read(ter_str_from("楓橋路Ｇ６"), "t", &t, NULL), TER_OK);
    assert_int_equal(t.cp[0], 0x67ab); /* 枫 */
    assert_int_equal(ter_text_raw(&t, 0), 0x6953);
    assert_int_equal(t.cp[3], 'g');
    assert_int_equal(ter_text_raw(&t, 3), 0xff27);
    ter_buf b = {0};
    ter_text_put(&t, 0, t.count, &b);
    assert_string_equal(b.ptr, "楓橋路Ｇ６");
    ter_buf_release(&b);
    ter_text_release(&t);
}

static void malformed_bytes_are_replaced_and_counted(void **state) {
    (void)state;
    ter_buf file = {0};
    ter_text t;
    for (int i = 0; i < 40; i++) ter_buf_puts(&file, "翠屏公园二期");
    ter_buf_puts(&file, "\xe5\x85\xff路");
    assert_int_equal(ter_text_read((ter_str){file.ptr, file.len}, "t", &t, NULL), TER_OK);
    assert_string_equal(t.encoding, "UTF-8");
    assert_int_equal(t.count, 40 * 6 + 3 + 1);
    assert_int_equal(t.cp[240], 0xfffd);
    assert_int_equal(t.cp[242], 0xfffd);
    assert_int_equal(t.cp[243], 0x8def);
    assert_int_equal(ter_text_file_offset(&t, t.begin[243]), 40 * 18 + 3);
    for (size_t i = 0, n; i < t.byte_count; i += n) { /* what is shown of it is well formed */
        uint32_t c;
        n = ter_utf8_next(t.bytes + i, t.byte_count - i, &c);
        assert_true(c != 0xfffd || n == 3);
    }
    ter_text_release(&t);
    ter_buf_release(&file);
}

static void utf16_of_han_alone_is_known_without_a_mark(void **state) {
    (void)state;
    ter_text t;
    static const char little[] = "\xe0\x7f\x4f\x5c\x6c\x51\xed\x56\x8c\x4e\x1f\x67\x00\x5f\xe5\x5d\x02\x30";
    char big[sizeof little];
    for (size_t i = 0; i + 1 < sizeof little; i += 2) big[i] = little[i + 1], big[i + 1] = little[i];
    assert_int_equal(ter_text_read((ter_str){little, sizeof little - 1}, "t", &t, NULL), TER_OK);
    assert_string_equal(t.encoding, "UTF-16LE");
    assert_int_equal(t.cp[2], 0x516c);
    ter_text_release(&t);
    assert_int_equal(ter_text_read((ter_str){big, sizeof little - 1}, "t", &t, NULL), TER_OK);
    assert_string_equal(t.encoding, "UTF-16BE");
    ter_text_release(&t);
}

static void lone_surrogates_are_replaced(void **state) {
    (void)state;
    ter_text t;
    ter_str file = {"\xff\xfe\x00\xd8\x32\x75\x00\xdc\x6c\x51\x3d\xd8", 12};
    assert_int_equal(ter_text_read(file, "t", &t, NULL), TER_OK);
    static const uint32_t want[] = {0xfffd, 0x7532, 0xfffd, 0x516c, 0xfffd};
    assert_int_equal(t.count, 5);
    assert_memory_equal(t.cp, want, sizeof want);
    ter_text_release(&t);
}

static void an_odd_last_byte_of_utf16_does_no_harm(void **state) {
    (void)state;
    ter_text t;
    assert_int_equal(ter_text_read((ter_str){"\xff\xfe\x32\x75\x6c", 5}, "t", &t, NULL), TER_OK);
    assert_int_equal(t.count, 1);
    assert_true(ter_text_file_offset(&t, t.byte_count) <= 5);
    ter_text_release(&t);
}

static void a_few_nul_bytes_are_blanks(void **state) {
    (void)state;
    ter_text t;
    assert_int_equal(ter_text_read((ter_str){"公\0园\0二期。", 17}, "t", &t, NULL), TER_OK);
    assert_string_equal(t.encoding, "UTF-8");
    assert_int_equal(t.count, 5);
    assert_int_equal(t.begin[1], 4);
    ter_text_release(&t);
}

static void assert_refused(ter_str file, const char *why) {
    ter_text t = {.count = 7};
    ter_error err = {0};
    assert_int_equal(ter_text_read(file, "folder/文.txt", &t, &err), TER_INPUT);
    assert_int_equal(strncmp(err.message, "folder/文.txt: ", strlen("folder/文.txt: ")), 0);
    if (!strstr(err.message, why)) fail_msg("'%s' does not say '%s'", err.message, why);
    assert_null(strchr(err.message, '\n'));
    assert_null(t.bytes);
    assert_int_equal(ter_text_read(file, "t", &t, NULL), TER_INPUT); /* the details are optional */
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    char binary[4096], latin[400];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof binary; i++) binary[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
    memset(latin, '\xe9', sizeof latin); /* no encoding that is read here */
    assert_refused((ter_str){"", 0}, "empty");
    assert_refused((ter_str){NULL, 0}, "empty");
    assert_refused(ter_str_from(" \n\t\r\n　\n"), "no text");
    assert_refused((ter_str){"\xef\xbb\xbf", 3}, "no text");
    assert_refused((ter_str){"\xff\xfe", 2}, "no text");
    assert_refused((ter_str){binary, sizeof binary}, "binary");
    assert_refused((ter_str){"\x7f"
                             "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
                             24},
                   "binary");
    assert_refused((ter_str){latin, sizeof latin - 1}, "encoding");
}

static void gb18030_cut_in_a_character_is_refused_or_replaced(void **state) {
    (void)state;
    ter_text t;
    /* 公园路 and half a character: too short to be UTF-8 with a slip, not GB18030 either. */
    assert_int_equal(ter_text_read((ter_str){"\xb9\xab\xd4\xb0\xc2", 5}, "t", &t, NULL), TER_INPUT);
    assert_null(t.bytes);
}

static void a_line_of_a_megabyte_is_read(void **state) {
    (void)state;
    ter_buf file = {0};
    ter_text t;
    while (file.len < 1000000) ter_buf_puts(&file, "翠屏公园二期与清波河北路");
    assert_int_equal(ter_text_read((ter_str){file.ptr, file.len}, "t", &t, NULL), TER_OK);
    assert_int_equal(t.count, file.len / 3);
    assert_int_equal(t.begin[t.count - 1], file.len - 3);
    ter_text_release(&t);
    ter_buf_release(&file);
}

static void a_span_outside_is_empty(void **state) {
    (void)state;
    ter_text t;
    assert_int_equal(ter_text_read(ter_str_from("公园"), "t", &t, NULL), TER_OK);
    assert_int_equal(ter_text_span(&t, 1, 1).len, 0);
    assert_int_equal(ter_text_span(&t, 2, 1).len, 0);
    assert_int_equal(ter_text_span(&t, 0, 3).len, 0);
    ter_buf b = {0};
    ter_text_put(&t, 1, 100, &b);
    assert_string_equal(b.ptr, "园");
    ter_buf_release(&b);
    ter_text_release(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_span_leads_back_to_the_file),
        cmocka_unit_test(encodings_agree_over_many_code_points),
        cmocka_unit_test(blanks_go_and_lines_stay),
        cmocka_unit_test(gaps_divide_the_cells_of_a_row),
        cmocka_unit_test(folding_keeps_the_spelling),
        cmocka_unit_test(malformed_bytes_are_replaced_and_counted),
        cmocka_unit_test(utf16_of_han_alone_is_known_without_a_mark),
        cmocka_unit_test(lone_surrogates_are_replaced),
        cmocka_unit_test(an_odd_last_byte_of_utf16_does_no_harm),
        cmocka_unit_test(a_few_nul_bytes_are_blanks),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(gb18030_cut_in_a_character_is_refused_or_replaced),
        cmocka_unit_test(a_line_of_a_megabyte_is_read),
        cmocka_unit_test(a_span_outside_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
