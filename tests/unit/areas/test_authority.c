/* Whose document it is, by title, publisher, signature, file name, text and the user's word. */
#include "areas/authority.h"
#include "cmocka_head.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHARS = 2000 };

typedef struct known {
    const char *given, *title, *publisher, *signature, *file_name, *text;
} known;

static ter_area_authority find(known k) {
    static uint32_t cp[MOST_CHARS];
    size_t n = 0;
    for (size_t i = 0, len = k.text ? strlen(k.text) : 0; i < len && n < MOST_CHARS; n++) {
        i += ter_utf8_next(k.text + i, len - i, &cp[n]);
        cp[n] = ter_fold_cp(cp[n]);
    }
    ter_area_evidence e = {.given = ter_str_from(k.given),
                           .title = ter_str_from(k.title),
                           .publisher = ter_str_from(k.publisher),
                           .signature = ter_str_from(k.signature),
                           .file_name = ter_str_from(k.file_name),
                           .cp = cp,
                           .count = n};
    ter_area_authority a;
    ter_area_authority_find(&e, &a);
    return a;
}

static void assert_authority(known k, uint32_t code, const char *basis) {
    ter_area_authority a = find(k);
    assert_string_equal(a.basis, basis);
    assert_int_equal(a.area == TER_AREA_NONE ? 0 : ter_area_code(a.area), code);
    assert_true(a.confidence >= 0 && a.confidence <= 1);
    assert_true((a.confidence > 0) == (a.area != TER_AREA_NONE));
}

static void each_source_gives_the_area(void **state) {
    (void)state;
    assert_authority((known){.title = "2023年武汉市政府工作报告"}, 420100000, "title");
    assert_authority((known){.title = "徐水县2010年政府工作报告"}, 130609000, "title");
    assert_authority((known){.publisher = "中共北京市朝阳区委宣传部"}, 110105000, "publisher");
    assert_authority((known){.signature = "阜平县人民政府办公室"}, 130624000, "signature");
    assert_authority((known){.file_name = "12_保定市易县_2022.pdf"}, 130633000, "file name");
    assert_authority((known){.text = "在保定市第十二届人民代表大会第五次会议上，我市要建设一座公园。"}, 130600000,
                     "text");
    assert_authority((known){.text = "今年要建设一座公园。"}, 0, "none");
    assert_authority((known){0}, 0, "none");
}

static void the_unit_in_self_references_tells_the_level(void **state) {
    (void)state;
    const char *names = "阜平县城和城南庄镇、天生桥镇、龙泉关镇";
    char text[400];
    snprintf(text, sizeof text, "%s，保定市。我县今年修路，全县受益，我县满意。", names);
    assert_authority((known){.text = text}, 130624000, "text");
    snprintf(text, sizeof text, "石家庄、保定、唐山、邯郸、沧州。我省今年修路，全省受益。河北省满意。");
    assert_authority((known){.text = text}, 130000000, "text");
}

static void namesakes_are_told_apart_by_what_is_around(void **state) {
    (void)state;
    known k = {.title = "朝阳区2026年建设任务"};
    ter_area_authority a = find(k);
    assert_int_equal(a.area, TER_AREA_NONE);
    assert_true(a.ambiguous);
    k.text = "北京市的公园，首都的河。";
    assert_authority(k, 110105000, "title");
    k.text = "长春市的公园，吉林省的河。";
    assert_authority(k, 220104000, "title");
    k.text = "六里屯街道和大屯街道的公园。"; /* towns are enough */
    assert_authority(k, 110105000, "title");
}

static void what_the_user_gives_wins(void **state) {
    (void)state;
    known k = {.given = "甘肃省兰州市", .title = "2023年武汉市政府工作报告", .file_name = "武汉市.txt"};
    assert_authority(k, 620100000, "given");
    k.given = "620102";
    assert_authority(k, 620102000, "given");
    k.given = "某某县";
    assert_authority(k, 0, "given");
    k.given = "朝阳区";
    assert_authority(k, 0, "given");
    assert_true(find(k).ambiguous);
    k.text = "北京市的公园。";
    assert_authority(k, 110105000, "given");
}

static void a_nation_wide_paper_has_no_area(void **state) {
    (void)state;
    known k = {.title = "教育事业取得新进展",
               .publisher = "人民日报",
               .text = "河南省郑州市建了学校，郑州市满意，河南省也满意。"};
    assert_authority(k, 0, "none");
    assert_true(find(k).nation_wide);
    k.title = "郑州市教育事业取得新进展"; /* what it is about */
    assert_authority(k, 410100000, "title");
    k = (known){.title = "朝阳区今年建学校", .publisher = "中国日报北京记者站"};
    assert_authority(k, 110105000, "title");
    assert_false(find(k).nation_wide);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_source_gives_the_area),
        cmocka_unit_test(the_unit_in_self_references_tells_the_level),
        cmocka_unit_test(namesakes_are_told_apart_by_what_is_around),
        cmocka_unit_test(what_the_user_gives_wins),
        cmocka_unit_test(a_nation_wide_paper_has_no_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
