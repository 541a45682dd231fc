/* Escaping: what each format gives a meaning of its own, and what it cannot hold. */
#include "cmocka_head.h"

#include "base/escape.h"

static void assert_made(ter_buf *made, const char *expected) {
    assert_string_equal(made->ptr, expected);
    ter_buf_clear(made);
}

static void xml(void **state) {
    (void)state;
    ter_buf out = {0};
    ter_escape_xml(&out, "");
    assert_made(&out, "");
    ter_escape_xml(&out, "一期 <A&B> \"C\" 'D'");
    assert_made(&out, "一期 &lt;A&amp;B&gt; &quot;C&quot; 'D'");
    ter_escape_xml(&out, "a\tb\nc\rd\x01"
                         "e\x1f");
    assert_made(&out, "a\tb\nc&#13;d\xef\xbf\xbd"
                      "e\xef\xbf\xbd");
    ter_buf_release(&out);
}

static void xml_on_one_line(void **state) {
    (void)state;
    ter_buf out = {0};
    ter_escape_xml_line(&out, "<a>\t&\n\"\x01\xef\xbf\xbe\xef\xbf\xbf。");
    assert_made(&out, "&lt;a&gt; &amp; &quot;   。");
    ter_escape_xml_line(&out, "a\xff"
                              "b");
    assert_made(&out, "a\xef\xbf\xbd"
                      "b");
    ter_buf_release(&out);
}

static void csv(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"", ""},           {"公园、学校", "公园、学校"}, {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""},
        {"\"", "\"\"\"\""}, {"a\nb", "\"a\nb\""},         {"a\r", "\"a\r\""}, {" a ", " a "},
    };
    ter_buf out = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ter_buf_append(&out, "", 0);
        ter_escape_csv(&out, ter_str_from(pairs[i][0]));
        assert_made(&out, pairs[i][1]);
    }
    ter_escape_csv(&out, (ter_str){"a\0b", 3});
    assert_int_equal(out.len, 5);
    assert_memory_equal(out.ptr, "\"a\0b\"", 5);
    ter_buf_release(&out);
}

static void uri_path(void **state) {
    (void)state;
    ter_buf out = {0};
    ter_escape_uri_path(&out, "/数据/100%/a?b#c d.sqlite");
    assert_made(&out, "/数据/100%25/a%3Fb%23c d.sqlite");
    ter_buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(xml), cmocka_unit_test(xml_on_one_line), cmocka_unit_test(csv),
                                       cmocka_unit_test(uri_path)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
