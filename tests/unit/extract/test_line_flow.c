#include "reading.h"

#include "extract/words/line_flow.h"

/* The text in the order of reading: '/' for a line end, '|' for a jump. */
static void assert_flow(const char *text, const char *want) {
    ter_text t;
    ter_line_flow flow;
    ter_buf b = {0};
    ter_lexicon *lexicon = small_lexicon_new();
    assert_int_equal(ter_text_read(ter_str_from(text), "t", &t, NULL), TER_OK);
    ter_line_flow_read(&t, lexicon, NULL, &flow);
    for (uint32_t i = 0; i < flow.text.count; i++) {
        for (size_t k = 0; k < flow.seams.len; k++)
            if (flow.seams.items[k] == i) ter_buf_putc(&b, '|');
        bool end = flow.text.cp[i] == TER_TEXT_BREAK || flow.text.cp[i] == TER_TEXT_PARAGRAPH;
        if (end && i + 1 < flow.text.count) ter_buf_putc(&b, '/');
        else if (!end) ter_buf_put_cp(&b, ter_text_raw(&flow.text, i));
    }
    assert_string_equal(b.ptr ? b.ptr : "", want);
    ter_buf_release(&b);
    ter_line_flow_release(&flow);
    ter_text_release(&t);
    ter_lexicon_free(lexicon);
}

static void lines_wrapped_at_a_width_flow_on(void **state) {
    (void)state;
    assert_flow("今年全市将实施道路建设，计划改\n造和平路，开工建设松风路，以及\n竹溪路、云谷路两条背街小巷，力\n争年底"
                "前完工。\n明年另行安排。",
                "今年全市将实施道路建设，计划改造和平路，开工建设松风路，以及竹溪路、云谷路两条背街小巷，力争年底前完工"
                "。/明年另行安排。");
}

static void a_list_of_short_lines_stays_a_list(void **state) {
    (void)state;
    assert_flow("和平路改造\n松风路改造\n竹溪路改造", "和平路改造/松风路改造/竹溪路改造");
    assert_flow(
        "1.和平路改造工程由市政集团负责实施\n2.松风路改造工程由市政集团负责实施\n3.竹溪路改造工程由市政集团负责实施",
        "1.和平路改造工程由市政集团负责实施/2.松风路改造工程由市政集团负责实施/3.竹溪路改造工程由市政集团负责实施");
}

static void a_page_number_does_not_cut_a_sentence(void **state) {
    (void)state;
    assert_flow("今年全市将实施道路建设，计划改\n造和平路，开工建设松风路，竹溪\n— 12 —\n路也将完工。",
                "今年全市将实施道路建设，计划改造和平路，开工建设松风路，竹溪路也将完工。");
}

static void columns_that_take_turns_are_put_together(void **state) {
    (void)state;
    assert_flow(
        "竹溪公园很美。市民说，今年要再去竹\n\n乙文\n\n松风路已完工。车辆很多，松\n\n溪公园看花。\n\n风路很宽。",
        "竹溪公园很美。市民说，今年要再去竹|溪公园看花。/|乙文/松风路已完工。车辆很多，松|风路很宽。");
    assert_flow("今年要建园林。分别为竹溪公园和\n\n乙文\n\n另一篇短文说完了。\n\n松岭公园，都已开工。",
                "今年要建园林。分别为竹溪公园和|松岭公园，都已开工。/|乙文/另一篇短文说完了。");
}

static void without_a_sign_only_the_next_paragraph_goes_on(void **state) {
    (void)state;
    assert_flow("昨天来了很多人。他们看\n\n花看树。", "昨天来了很多人。他们看花看树。");
    assert_flow("昨天来了很多人。他们看\n\n近日有雨。", "昨天来了很多人。他们看/近日有雨。"); /* a sentence begins */
    assert_flow("昨天来了很多人。他们看\n\n一、概况\n\n花看树。", "昨天来了很多人。他们看/一、概况/花看树。");
}

static void pieces_end_at_seams(void **state) {
    (void)state;
    ter_line_flow flow = {0};
    uint32_t from = 2, to = 9;
    ter_array_push(&flow.seams, 4u);
    ter_line_flow_piece(&flow, &from, &to);
    assert_int_equal(from, 4);
    assert_int_equal(to, 9);
    from = 0, to = 9;
    ter_line_flow_piece_at(&flow, 3, &from, &to);
    assert_int_equal(from, 0);
    assert_int_equal(to, 4);
    ter_line_flow_release(&flow);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_wrapped_at_a_width_flow_on),
        cmocka_unit_test(a_list_of_short_lines_stays_a_list),
        cmocka_unit_test(a_page_number_does_not_cut_a_sentence),
        cmocka_unit_test(columns_that_take_turns_are_put_together),
        cmocka_unit_test(without_a_sign_only_the_next_paragraph_goes_on),
        cmocka_unit_test(pieces_end_at_seams),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
