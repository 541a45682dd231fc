/* Extraction as a whole: spans in every encoding, options, odd documents, with the compiled-in lexicon. */
#include "reading.h"

static const char document[] = "今年力争翠竹公园二期、沁河路竣工。\r\n去年，育英学校（北校区）建成投用。";

static const ter_lexicon *the_lexicon(void) {
    static ter_lexicon *lexicon; /* shared by all tests here */
    ter_error err = {0};
    if (!lexicon && ter_lexicon_new_embedded(&lexicon, &err) != TER_OK) fail_msg("%s", err.message);
    return lexicon;
}

static void extract(ter_str file, ter_extract_options options, ter_text *t, ter_extraction *e) {
    ter_error err = {0};
    options.lexicon = the_lexicon();
    if (ter_text_read(file, "t", t, &err) != TER_OK) fail_msg("%s", err.message);
    if (ter_extract(t, &options, e, &err) != TER_OK) fail_msg("%s", err.message);
}

static void put_encoded(ter_buf *out, const char *utf8, const char *encoding) {
    size_t len = strlen(utf8);
    bool big = strstr(encoding, "BE") != NULL, wide = strncmp(encoding, "UTF-16", 6) == 0;
    if (strstr(encoding, "mark"))
        ter_buf_append(out, wide ? big ? "\xfe\xff" : "\xff\xfe" : "\xef\xbb\xbf", wide ? 2 : 3);
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = ter_utf8_next(utf8 + i, len - i, &c);
        if (!wide) {
            ter_buf_append(out, utf8 + i, n);
        } else {
            ter_buf_putc(out, (char)(big ? c >> 8 : c));
            ter_buf_putc(out, (char)(big ? c : c >> 8));
        }
        i += n;
    }
}

/* The bytes of the file that a mention points at are those of its text, encoded as the file is. */
static void spans_point_into_the_file_in_every_encoding(void **state) {
    (void)state;
    static const char *const encodings[] = {"UTF-8",         "UTF-8 mark", "UTF-16LE mark",
                                            "UTF-16BE mark", "UTF-16LE",   "UTF-16BE"};
    static const char *const want[] = {"翠竹公园二期", "沁河路", "育英学校（北校区）"};
    for (size_t k = 0; k < sizeof encodings / sizeof *encodings; k++) {
        ter_buf file = {0};
        ter_text t;
        ter_extraction e;
        put_encoded(&file, document, encodings[k]);
        extract((ter_str){file.ptr, file.len}, (ter_extract_options){.date = {2026, 3, 25}}, &t, &e);
        assert_int_equal(strncmp(t.encoding, encodings[k], strlen(t.encoding)), 0);
        assert_int_equal(e.mention_count, 3);
        for (size_t i = 0; i < 3; i++) {
            ter_buf encoded = {0};
            size_t from = ter_text_file_offset(&t, e.mentions[i].start),
                   to = ter_text_file_offset(&t, e.mentions[i].end);
            char plain[16];
            snprintf(plain, sizeof plain, "%s", t.encoding); /* without the mark */
            put_encoded(&encoded, want[i], plain);
            assert_int_equal(to - from, encoded.len);
            assert_memory_equal(file.ptr + from, encoded.ptr, encoded.len);
            ter_buf_release(&encoded);
        }
        assert_string_equal(e.mentions[0].name, "翠竹公园");
        assert_string_equal(e.mentions[0].part, "二期");
        assert_string_equal(e.mentions[2].part, "北校区");
        ter_extraction_release(&e);
        ter_text_release(&t);
        ter_buf_release(&file);
    }
}

static void gb18030_is_read_too(void **state) {
    (void)state;
    /* 今年力争翠竹公园开工。 */
    static const char file[] =
        "\xbd\xf1\xc4\xea\xc1\xa6\xd5\xf9\xb4\xe4\xd6\xf1\xb9\xab\xd4\xb0\xbf\xaa\xb9\xa4\xa1\xa3";
    ter_text t;
    ter_extraction e;
    extract((ter_str){file, sizeof file - 1}, (ter_extract_options){.date = {2026, 3, 25}}, &t, &e);
    assert_string_equal(t.encoding, "GB18030");
    assert_int_equal(e.mention_count, 1);
    assert_string_equal(e.mentions[0].name, "翠竹公园");
    assert_int_equal(ter_text_file_offset(&t, e.mentions[0].start), 8);
    assert_int_equal(ter_text_file_offset(&t, e.mentions[0].end), 16);
    ter_extraction_release(&e);
    ter_text_release(&t);
}

static void every_mention_is_traceable(void **state) {
    (void)state;
    ter_text t;
    ter_extraction e;
    extract(ter_str_from(document), (ter_extract_options){.date = {2026, 3, 25}}, &t, &e);
    for (size_t i = 0; i < e.mention_count; i++) {
        const ter_mention *m = &e.mentions[i];
        assert_true(m->quote_start <= m->start && m->end <= m->quote_end);
        assert_ptr_equal(m->kind, ter_lexicon_kind_find(the_lexicon(), ter_str_from(m->kind)));
        assert_true(m->rule && m->rule[0] && m->why && m->why[0]);
        assert_int_equal(m->statement_count, 1);
        const ter_statement *s = m->statements;
        assert_true(s->cue_end > s->cue_start && s->cue_start >= m->quote_start && s->cue_end <= m->quote_end);
    }
    const ter_statement *s = e.mentions[1].statements;
    assert_int_equal(s->cue_end - s->cue_start, strlen("竣工"));
    assert_memory_equal(t.bytes + s->cue_start, "竣工", strlen("竣工"));
    ter_extraction_release(&e);
    assert_null(e.mentions);
    ter_extraction_release(&e); /* twice does no harm */
    ter_text_release(&t);
}

static void other_kinds_come_on_demand(void **state) {
    (void)state;
    ter_text t;
    ter_extraction e;
    ter_str file = ter_str_from("今年将建成云岭博物馆和翠竹公园。");
    extract(file, (ter_extract_options){.date = {2026, 0, 0}}, &t, &e);
    assert_int_equal(e.mention_count, 1);
    ter_extraction_release(&e);
    ter_text_release(&t);
    extract(file, (ter_extract_options){.date = {2026, 0, 0}, .all_kinds = true}, &t, &e);
    assert_int_equal(e.mention_count, 2);
    assert_string_equal(e.mentions[0].name, "云岭博物馆");
    assert_string_equal(e.mentions[0].kind, "culture");
    ter_extraction_release(&e);
    ter_text_release(&t);
}

static void without_a_lexicon_nothing_is_read(void **state) {
    (void)state;
    ter_text t;
    ter_extraction e;
    ter_error err = {0};
    assert_int_equal(ter_text_read(ter_str_from("公园"), "t", &t, NULL), TER_OK);
    assert_int_equal(ter_extract(&t, &(ter_extract_options){0}, &e, &err), TER_INTERNAL);
    assert_int_equal(e.mention_count, 0);
    ter_extraction_release(&e);
    ter_text_release(&t);
}

static void a_text_that_names_nothing_gives_nothing(void **state) {
    (void)state;
    static const char *const texts[] = {"。",     "abc",    "路",           "今年。",
                                        "１２３", "（（（", "\xef\xbf\xbd", "9所学校、12条道路"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ter_text t;
        ter_extraction e;
        extract(ter_str_from(texts[i]), (ter_extract_options){.all_kinds = true}, &t, &e);
        assert_int_equal(e.mention_count, 0);
        assert_int_equal(e.document.date.year, 0);
        ter_extraction_release(&e);
        ter_text_release(&t);
    }
}

static void nul_and_malformed_bytes_do_not_shift_spans(void **state) {
    (void)state;
    ter_buf file = {0};
    ter_text t;
    ter_extraction e;
    for (int i = 0; i < 30; i++) ter_buf_puts(&file, "今年工作有序推进。");
    ter_buf_append(&file, "\xe5\x85\0\xff", 4);
    size_t at = file.len + strlen("\n建成");
    ter_buf_puts(&file, "\n建成翠竹公园。");
    extract((ter_str){file.ptr, file.len}, (ter_extract_options){.date = {2026, 3, 25}}, &t, &e);
    assert_string_equal(t.encoding, "UTF-8");
    assert_int_equal(e.mention_count, 1);
    assert_int_equal(ter_text_file_offset(&t, e.mentions[0].start), at);
    ter_extraction_release(&e);
    ter_text_release(&t);
    ter_buf_release(&file);
}

/* One sentence of a megabyte without a mark, and one with a comma after each name. */
static void a_line_of_a_megabyte_is_read_in_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"建成翠竹公园二期和清波河北路以及第一人民医院",
                                         "翠竹公园二期，清波河北路、第一人民医院，"};
    for (size_t k = 0; k < 2; k++) {
        ter_buf file = {0};
        ter_text t;
        ter_extraction e;
        while (file.len < 1000000) ter_buf_puts(&file, pieces[k]);
        extract((ter_str){file.ptr, file.len}, (ter_extract_options){.date = {2026, 3, 25}}, &t, &e);
        assert_true(e.mention_count > 20000);
        for (size_t i = 1; i < e.mention_count; i++) assert_true(e.mentions[i - 1].start <= e.mentions[i].start);
        assert_true(e.mentions[e.mention_count - 1].end <= file.len);
        ter_extraction_release(&e);
        ter_text_release(&t);
        ter_buf_release(&file);
    }
}

static void the_same_text_reads_the_same_twice(void **state) {
    (void)state;
    ter_text t[2];
    ter_extraction e[2];
    for (int k = 0; k < 2; k++)
        extract(ter_str_from(document), (ter_extract_options){.date = {2026, 3, 25}}, &t[k], &e[k]);
    assert_int_equal(e[0].mention_count, e[1].mention_count);
    for (size_t i = 0; i < e[0].mention_count; i++) {
        assert_int_equal(e[0].mentions[i].start, e[1].mentions[i].start);
        assert_string_equal(e[0].mentions[i].name, e[1].mentions[i].name);
        assert_int_equal(e[0].mentions[i].statement_count, e[1].mentions[i].statement_count);
    }
    for (int k = 0; k < 2; k++) {
        ter_extraction_release(&e[k]);
        ter_text_release(&t[k]);
    }
}

static int free_the_lexicon(void **state) {
    (void)state;
    ter_lexicon_free((ter_lexicon *)the_lexicon());
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_point_into_the_file_in_every_encoding),
        cmocka_unit_test(gb18030_is_read_too),
        cmocka_unit_test(every_mention_is_traceable),
        cmocka_unit_test(other_kinds_come_on_demand),
        cmocka_unit_test(without_a_lexicon_nothing_is_read),
        cmocka_unit_test(a_text_that_names_nothing_gives_nothing),
        cmocka_unit_test(nul_and_malformed_bytes_do_not_shift_spans),
        cmocka_unit_test(a_line_of_a_megabyte_is_read_in_time),
        cmocka_unit_test(the_same_text_reads_the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, free_the_lexicon);
}
