/* What is said of a facility: the machine, with the small lexicon. What the wordings of real documents say stands in
 * tests/cases. */
#include "reading.h"

/* The statements of the core kinds, as "name:state basis date@cue", "name:-" for a reference, separated by ", ". */
static void assert_said(const char *text, const char *date, const char *want) {
    ter_text t;
    ter_extraction e;
    ter_buf b = {0};
    ter_lexicon *lexicon = small_lexicon_new();
    ter_extract_options options = {.lexicon = lexicon};
    if (*date) assert_true(ter_date_parse(date, &options.date));
    assert_int_equal(ter_text_read(ter_str_from(text), "t", &t, NULL), TER_OK);
    assert_int_equal(ter_extract(&t, &options, &e, NULL), TER_OK);
    for (size_t i = 0; i < e.mention_count; i++) {
        const ter_mention *m = &e.mentions[i];
        ter_buf_printf(&b, "%s%s:%s", i ? ", " : "", m->name, m->statement_count ? "" : "-");
        assert_int_equal(m->role, m->statement_count ? TER_ROLE_PROJECT : TER_ROLE_REFERENCE);
        for (size_t k = 0; k < m->statement_count; k++) {
            const ter_statement *s = &m->statements[k];
            char when[16];
            ter_date_format(s->when, when);
            ter_buf_printf(&b, "%s%s %s %s@%.*s", k ? "+" : "", ter_state_name(s->state), ter_basis_name(s->basis),
                           when, (int)(s->cue_end - s->cue_start), t.bytes + s->cue_start);
            assert_true(s->why && s->why[0] && s->rule && s->rule[0]);
        }
    }
    if (strcmp(b.ptr ? b.ptr : "", want) != 0) fail_msg("%s: '%s', not '%s'", text, b.ptr ? b.ptr : "", want);
    ter_buf_release(&b);
    ter_extraction_release(&e);
    ter_text_release(&t);
    ter_lexicon_free(lexicon);
}

static void a_verb_before_the_list_governs_it(void **state) {
    (void)state;
    assert_said("力争建成翠屏公园、石佛路。", "2026",
                "翠屏公园:completed target 2026@建成, 石佛路:completed target 2026@建成");
    assert_said("加快翠屏公园建设。", "2026", "翠屏公园:under_construction reported 2026@加快");
}

static void a_verb_after_the_list_governs_it(void **state) {
    (void)state;
    assert_said("力争翠屏公园、石佛路开工。", "2026",
                "翠屏公园:started target 2026@开工, 石佛路:started target 2026@开工");
    assert_said("翠屏公园已通车。", "2026", "翠屏公园:completed reported 2026@通车");
}

static void a_verb_behind_may_have_an_object_of_its_own(void **state) {
    (void)state;
    assert_said("力争翠屏公园开工，建成石佛路。", "2026",
                "翠屏公园:started target 2026@开工, 石佛路:completed target 2026@建成");
    assert_said("力争翠屏公园开工、2所学校建成。", "2026", "翠屏公园:started target 2026@开工");
}

static void a_comma_ends_the_reach_of_a_verb(void **state) {
    (void)state;
    assert_said("已建成翠屏公园。沿线有石佛路。", "2026", "翠屏公园:completed reported 2026@建成, 石佛路:-");
}

static void aim_and_fact_come_from_the_nearest_evidence(void **state) {
    (void)state;
    assert_said("去年建成翠屏公园，今年将建成石佛路。", "2026-03",
                "翠屏公园:completed reported 2025@建成, 石佛路:completed target 2026@建成");
    assert_said("建成了翠屏公园。", "2026-03", "翠屏公园:completed reported 2026@建成");
    assert_said("2023年建成翠屏公园。", "2026-03", "翠屏公园:completed reported 2023@建成");
    assert_said("2029年建成翠屏公园。", "2026-03", "翠屏公园:completed target 2029@建成");
}

static void a_heading_says_what_follows(void **state) {
    (void)state;
    assert_said("# 2025年工作回顾\n建成翠屏公园。\n# 2026年工作安排\n建成石佛路。", "2026-02",
                "翠屏公园:completed reported 2025@建成, 石佛路:completed target 2026@建成");
}

static void a_driven_aim_is_planned_and_a_driven_fact_under_way(void **state) {
    (void)state;
    assert_said("将推进翠屏公园改造。", "2026", "翠屏公园:planned target 2026@推进");
    assert_said("去年推进翠屏公园改造。", "2026", "翠屏公园:under_construction reported 2025@推进");
}

static void what_is_not_begun_is_planned(void **state) {
    (void)state;
    assert_said("翠屏公园尚未开工。", "2026", "翠屏公园:planned reported 2026@开工");
}

static void one_mention_may_have_several(void **state) {
    (void)state;
    assert_said("翠屏公园去年开工，计划2028年建成。", "2026",
                "翠屏公园:started reported 2025@开工+completed target 2028@建成");
}

static void a_place_is_not_worked_on(void **state) {
    (void)state;
    assert_said("位于石佛路的企业已建成。", "2026", "石佛路:-");
    assert_said("心脏中心（翠屏医院）已开工。", "2026", "翠屏医院:-");
    assert_said("力争石佛大道（沣阳北路至灵石大桥段）开工。", "2026",
                "石佛大道:started target 2026@开工, 沣阳北路:-, 灵石大桥:-");
}

static void nobody_makes_up_a_year(void **state) {
    (void)state;
    assert_said("已建成翠屏公园。", "", "翠屏公园:completed reported @建成");
    assert_said("去年建成翠屏公园。", "", "翠屏公园:completed reported @建成");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verb_before_the_list_governs_it),
        cmocka_unit_test(a_verb_after_the_list_governs_it),
        cmocka_unit_test(a_verb_behind_may_have_an_object_of_its_own),
        cmocka_unit_test(a_comma_ends_the_reach_of_a_verb),
        cmocka_unit_test(aim_and_fact_come_from_the_nearest_evidence),
        cmocka_unit_test(a_heading_says_what_follows),
        cmocka_unit_test(a_driven_aim_is_planned_and_a_driven_fact_under_way),
        cmocka_unit_test(what_is_not_begun_is_planned),
        cmocka_unit_test(one_mention_may_have_several),
        cmocka_unit_test(a_place_is_not_worked_on),
        cmocka_unit_test(nobody_makes_up_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
