#include "reading.h"

static void read_info(const char *text, const ter_extract_options *set, ter_document_info *out) {
    ter_extraction e;
    ter_text t;
    ter_lexicon *lexicon = small_lexicon_new();
    ter_extract_options options = set ? *set : (ter_extract_options){0};
    options.lexicon = lexicon;
    assert_int_equal(ter_text_read(ter_str_from(text), "t", &t, NULL), TER_OK);
    assert_int_equal(ter_extract(&t, &options, &e, NULL), TER_OK);
    *out = (ter_document_info){.title = ter_strdup(e.document.title),
                               .publisher = ter_strdup(e.document.publisher),
                               .issue = ter_strdup(e.document.issue),
                               .signer = ter_strdup(e.document.signer),
                               .date = e.document.date,
                               .date_basis = e.document.date_basis};
    ter_extraction_release(&e);
    ter_text_release(&t);
    ter_lexicon_free(lexicon);
}

static void forget(ter_document_info *d) {
    free(d->title);
    free(d->publisher);
    free(d->issue);
    free(d->signer);
}

static void assert_info(const char *text, const char *title, const char *publisher, const char *issue, const char *date,
                        const char *basis) {
    ter_document_info d;
    char when[16];
    read_info(text, NULL, &d);
    assert_string_equal(d.title ? d.title : "-", title);
    assert_string_equal(d.publisher ? d.publisher : "-", publisher);
    assert_string_equal(d.issue ? d.issue : "-", issue);
    ter_date_format(d.date, when);
    assert_string_equal(when, date);
    assert_string_equal(d.date_basis, basis);
    forget(&d);
}

static void labels_at_the_head_are_read(void **state) {
    (void)state;
    assert_info("标题：云溪的路\n发布：云溪晚报\n期号：第12期\n日期：2026年3月5日\n\n今年开工。", "云溪的路",
                "云溪晚报", "第12期", "2026-03-05", "masthead");
    assert_info("题目:云溪的路\n来源:云溪发布\n日期:2026年3月\n\n今年开工。", "云溪的路", "云溪发布", "-", "2026-03",
                "masthead");
    /* a long title is not a line that was cut at its width */
    assert_info(
        "标题：云溪市今年要建的路和桥，要开的学校和医院，一样一样说\n发布：云溪晚报\n日期：2026年3月5日\n\n今年开工。",
        "云溪市今年要建的路和桥，要开的学校和医院，一样一样说", "云溪晚报", "-", "2026-03-05", "masthead");
}

static void a_printed_masthead_is_read(void **state) {
    (void)state;
    ter_document_info d;
    read_info("云溪市融媒体中心出版\n第1023期 2026年3月5日 星期四\n\n今年开工建设和平路。", NULL, &d);
    assert_string_equal(d.publisher, "云溪市融媒体中心");
    assert_string_equal(d.issue, "第1023期");
    assert_int_equal(d.date.day, 5);
    assert_string_equal(d.date_basis, "masthead");
    forget(&d);
}

static void who_signed_it_stands_above_the_last_date(void **state) {
    (void)state;
    static const char notice[] =
        "关于春季工作的通知\n2026年3月1日\n各单位：今年开工建设和平路，请认真做好有关工作。\n\n%s";
    static const struct {
        const char *end, *signer;
    } cases[] = {{"云溪市人民政府办公室\n2026年3月2日", "云溪市人民政府办公室"},
                 {"云溪市人民政府办公室\n2026年3月2日\n（此件公开发布）", "云溪市人民政府办公室"},
                 {"特此通知。\n2026年3月2日", "-"},
                 {"云溪市人民政府办公室", "-"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ter_document_info d;
        ter_buf text = {0};
        ter_buf_printf(&text, notice, cases[i].end);
        read_info(text.ptr, NULL, &d);
        assert_string_equal(d.signer ? d.signer : "-", cases[i].signer);
        forget(&d);
        ter_buf_release(&text);
    }
}

static void a_masthead_is_no_title(void **state) {
    (void)state;
    assert_info("云溪日报\nYUNXI RIBAO\n2026年3月12日 星期四 农历丙午年正月廿四\n中共云溪市委主管主办 云溪日报社出版 "
                "国内统一连续出版物号CN51-0088 总第12345期\n\n云溪今年新建三座公园\n\n今年开工。",
                "云溪今年新建三座公园", "中共云溪市委", "总第12345期", "2026-03-12", "masthead");
    assert_info("云溪晚报\n2026-11-28 10:21:33  来源：云溪发布\n\n两条路今起通车\n\n今年开工。", "两条路今起通车",
                "云溪发布", "-", "2026-11-28", "masthead");
    assert_info("第 3384 期\n云溪今年开园\n今年开工。", "云溪今年开园", "-", "第3384期", "", "none");
    assert_info("云溪晚报\n责任编辑：周正  校对：孙一\n两条路通车\n今年开工。", "两条路通车", "云溪晚报", "-", "",
                "none");
}

static void a_heading_is_the_title(void **state) {
    (void)state;
    assert_info("# 云溪市政府工作报告\n\n2026年1月20日\n\n各位代表。", "云溪市政府工作报告", "-", "-", "2026-01-20",
                "masthead");
    assert_info("云溪市政府工作报告\n\n现在，我代表市政府，报告工作。", "云溪市政府工作报告", "-", "-", "", "none");
}

static void without_a_masthead_evidence_dates_the_document(void **state) {
    (void)state;
    assert_info("云溪市二〇二六年政府工作报告\n\n各位代表。", "云溪市二〇二六年政府工作报告", "-", "-", "2026",
                "title");
    assert_info("云溪市2026年将建三座公园\n\n今年建成。", "云溪市2026年将建三座公园", "-", "-", "2026", "title");
    assert_info("本报讯。今年建成。\n二〇二六年三月五日", "-", "-", "-", "2026-03-05", "masthead");
    assert_info("本报讯。今年（2026年）要建成。", "-", "-", "-", "2026", "text");
    assert_info("本报讯。2026年是关键之年。2026年，我市将建成三座公园。", "-", "-", "-", "2026", "text");
    assert_info("23-08-08 04:56\n\n本报讯。今年建成。", "-", "-", "-", "2023-08-08", "masthead");
}

static void too_little_evidence_is_no_date(void **state) {
    (void)state;
    assert_info("本报讯。2025年建成。", "-", "-", "-", "", "none");
    assert_info("本报讯。比2020年下降。", "-", "-", "-", "", "none");
    assert_info("本报讯。今年建成。", "-", "-", "-", "", "none"); /* nothing is made up */
}

static void a_file_name_may_tell_the_date(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int year, month;
    } names[] = {
        {"简报_20260305.txt", 2026, 3}, {"report-2026.txt", 2026, 0}, {"d1328cef2026a.txt", 0, 0}, {"12026.txt", 0, 0}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ter_document_info d;
        ter_extract_options options = {.file_name = names[i].name};
        read_info("本报讯。今年建成。", &options, &d);
        assert_int_equal(d.date.year, names[i].year);
        assert_int_equal(d.date.month, names[i].month);
        assert_string_equal(d.date_basis, names[i].year ? "file name" : "none");
        forget(&d);
    }
}

static void what_the_caller_states_wins(void **state) {
    (void)state;
    ter_document_info d;
    ter_extract_options options = {.title = "甲", .publisher = "乙", .date = {2027, 4, 0}};
    read_info("标题：云溪的路\n发布：云溪晚报\n日期：2026年3月5日\n\n今年开工。", &options, &d);
    assert_string_equal(d.title, "甲");
    assert_string_equal(d.publisher, "乙");
    assert_int_equal(d.date.year, 2027);
    assert_int_equal(d.date.month, 4);
    assert_string_equal(d.date_basis, "given");
    forget(&d);
}

static void odd_heads_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {
        "标题：", "标题：\n日期：\n", "日期：2026年13月40日", "第期", "第12", "#", "####\n#\n", "出版",
        "：：：", "日期：今年"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ter_document_info d;
        read_info(texts[i], NULL, &d);
        assert_true(!d.title || d.title[0]);
        assert_true(!d.publisher || d.publisher[0]);
        assert_true(d.date.month <= 12 && d.date.day <= 31);
        forget(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_at_the_head_are_read),
        cmocka_unit_test(a_printed_masthead_is_read),
        cmocka_unit_test(who_signed_it_stands_above_the_last_date),
        cmocka_unit_test(a_masthead_is_no_title),
        cmocka_unit_test(a_heading_is_the_title),
        cmocka_unit_test(without_a_masthead_evidence_dates_the_document),
        cmocka_unit_test(too_little_evidence_is_no_date),
        cmocka_unit_test(a_file_name_may_tell_the_date),
        cmocka_unit_test(what_the_caller_states_wins),
        cmocka_unit_test(odd_heads_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
