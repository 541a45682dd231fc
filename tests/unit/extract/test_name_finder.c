/* Which spans name a facility, and which part follows: with the small lexicon, so that no word of the real one matters.
 */
#include "reading.h"

#include "extract/names/name_finder.h"

/* The finds of the core kinds, as "name(part)" separated by blanks; an endpoint inside a part is marked with '>'. */
static void assert_finds(const char *text, const char *want) {
    reading r;
    ter_found_names finds = {0};
    ter_buf b = {0};
    reading_init(&r, text, NULL);
    ter_name_finder_run(&r.tokens, &finds);
    uint32_t last = 0;
    for (size_t i = 0; i < finds.len; i++) {
        const ter_found_name *f = &finds.items[i];
        assert_true(f->from >= last && f->from < f->to && f->to <= r.tokens.list.len);
        bool bare = f->name_to > f->name_from; /* a part that stands by itself */
        assert_true(f->part_from >= (bare ? f->from : f->to) && f->part_to >= f->part_from &&
                    f->part_to <= r.tokens.list.len);
        assert_true(f->confidence > 0 && f->confidence <= 1);
        assert_non_null(f->rule);
        assert_non_null(f->why);
        last = f->from;
        if (!ter_lexicon_kind_is_core(r.lexicon, f->kind)) continue;
        const ter_token *k = r.tokens.list.items;
        if (b.len) ter_buf_putc(&b, ' ');
        if (f->inside_part) ter_buf_putc(&b, '>');
        ter_text_put(&r.text, k[f->from].from, k[f->to - 1].to, &b);
        if (f->part_to == f->part_from) continue;
        ter_buf_putc(&b, '(');
        ter_text_put(&r.text, k[f->part_from].from, k[f->part_to - 1].to, &b);
        ter_buf_putc(&b, ')');
    }
    ter_array_release(&finds);
    reading_release(&r);
    if (strcmp(b.ptr ? b.ptr : "", want) != 0) fail_msg("%s: found '%s', not '%s'", text, b.ptr ? b.ptr : "", want);
    ter_buf_release(&b);
}

static void a_name_begins_after_a_word_that_no_name_contains(void **state) {
    (void)state;
    assert_finds("建成翠屏公园", "翠屏公园");
    assert_finds("的翠屏公园", "翠屏公园");
    assert_finds("、翠屏公园", "翠屏公园");
    assert_finds("今年推进翠屏公园改造", "翠屏公园");
    assert_finds("建成和平公园", "和平公园"); /* a word of names hides the joining word in it */
    assert_finds("翠屏和石佛公园", "石佛公园");
}

static void a_head_alone_is_no_name(void **state) {
    (void)state;
    assert_finds("建成公园、学校和医院", "");
    assert_finds("9所学校、12条道路", "");
    assert_finds("口袋公园、综合医院", "");
    assert_finds("思路、河道、道路", "");
    assert_finds("青岚市公园", "");
    assert_finds("建成路", "");
}

static void a_weak_head_needs_more(void **state) {
    (void)state;
    assert_finds("建成石佛路", "石佛路");
    assert_finds("建成石路", "");
    assert_finds("治理沣河", "沣河");
    assert_finds("建成和平路", "和平路");
}

static void a_longer_head_wins(void **state) {
    (void)state;
    assert_finds("建成石佛湿地公园", "石佛湿地公园");
    assert_finds("建成沣阳北路", "沣阳北路");
    assert_finds("治理北护城河", "北护城河");
}

static void areas_in_front_are_left_out(void **state) {
    (void)state;
    assert_finds("建成青岚市翠屏公园", "翠屏公园");
    assert_finds("建成青岚市第三中学", "青岚市第三中学"); /* a number needs its area */
}

static void a_name_in_the_name_of_something_else(void **state) {
    (void)state;
    assert_finds("沣河派出所", "");
    assert_finds("石佛路银行", "");
    assert_finds("翠屏医院二期", "翠屏医院(二期)");
}

static void parts_follow_the_name(void **state) {
    (void)state;
    assert_finds("翠屏公园二期开工", "翠屏公园(二期)");
    assert_finds("翠屏公园（三期）开工", "翠屏公园(（三期）)");
    assert_finds("石佛大道东延", "石佛大道(东延)");
    assert_finds("翠屏中学高中部", "翠屏中学(高中部)");
    assert_finds("翠屏中学（北苑校区）", "翠屏中学(（北苑校区）)");
    assert_finds("翠屏医院（医生）", "翠屏医院");
    assert_finds("翠屏公园，二期", "翠屏公园");
    assert_finds("翠屏公园一期、二期", "翠屏公园(一期) 二期(二期)");
    assert_finds("翠屏公园一期，二期。三期", "翠屏公园(一期) 二期(二期)"); /* the sentence ends */
}

static void sections_name_their_ends(void **state) {
    (void)state;
    assert_finds("石佛大道（沣阳北路至灵石大桥段）", "石佛大道(（沣阳北路至灵石大桥段）) >沣阳北路 >灵石大桥");
    assert_finds("沣河（青岚段）治理", "沣河(（青岚段）)");
    assert_finds("沣河沣阳北路以下段治理", "沣河(沣阳北路以下段) >沣阳北路");
}

static void brackets_that_never_close_do_no_harm(void **state) {
    (void)state;
    assert_finds("翠屏公园（二期", "翠屏公园");
    assert_finds("翠屏公园）二期", "翠屏公园");
    assert_finds("翠屏公园（（（（", "翠屏公园");
    assert_finds("（", "");
    assert_finds("段段段至至至", "");
}

static void a_list_says_what_its_members_are(void **state) {
    (void)state;
    assert_finds("沣河、柳营、石场等3条河道", "沣河 柳营 石场");
    assert_finds("柳营、石场等3条河道", ""); /* nothing says that these are names */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_begins_after_a_word_that_no_name_contains),
        cmocka_unit_test(a_head_alone_is_no_name),
        cmocka_unit_test(a_weak_head_needs_more),
        cmocka_unit_test(a_longer_head_wins),
        cmocka_unit_test(areas_in_front_are_left_out),
        cmocka_unit_test(a_name_in_the_name_of_something_else),
        cmocka_unit_test(parts_follow_the_name),
        cmocka_unit_test(sections_name_their_ends),
        cmocka_unit_test(brackets_that_never_close_do_no_harm),
        cmocka_unit_test(a_list_says_what_its_members_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
