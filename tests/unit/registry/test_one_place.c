/* Which names are one facility: toponyms, definitions, short forms, campuses, misprinted parts; and that any order, any
 * correction and any second reading of random documents end in the same registry. */
#include "registry/decisions/review.h"
#include "registry/file/registry.h"
#include "registry/read/facility.h"
#include "registry_head.h"

/* A document of one mention, or of a few; texts are made up as "NAME动工。". */
typedef struct paper {
    char text[256], hash[TER_SHA256_HEX_SIZE], name[32];
    ter_record_statement statement;
    ter_record_mention mentions[4];
    ter_record_definition definition;
    ter_record_document doc;
} paper;

static paper *paper_of(paper *p, const char *name, const char *date) {
    memset(p, 0, sizeof *p);
    snprintf(p->name, sizeof p->name, "%s", name);
    snprintf(p->text, sizeof p->text, "%s。", name); /* so that no two are the same bytes */
    p->statement = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2027);
    p->doc = (ter_record_document){.name = p->name, .published_on = date, .area = "青岚市", .mentions = p->mentions};
    return p;
}

static ter_record_mention *add_mention(paper *p, const char *name, const char *kind, const char *const *variants) {
    size_t start = strlen(p->text);
    strcat(strcat(p->text, name), "动工。");
    ter_record_mention *m = &p->mentions[p->doc.mention_count++];
    *m = (ter_record_mention){.start = start,
                              .end = start + strlen(name),
                              .text = name,
                              .name = name,
                              .kind = kind,
                              .rule = "test",
                              .quote = name,
                              .quote_start = start,
                              .quote_end = start + strlen(name),
                              .confidence = 0.9,
                              .role = TER_ROLE_PROJECT,
                              .statements = &p->statement,
                              .statement_count = 1,
                              .variants = variants,
                              .place = no_place()};
    return m;
}

static void set_part(paper *p, ter_record_mention *m, const char *part, const char *key, size_t word) {
    strcat(p->text, part);
    m->part = part;
    m->part_key = key;
    m->part_word = word;
}

static void define(paper *p, const char *name, const char *other, ter_record_name_type type) {
    p->definition = (ter_record_definition){"school", name, other, type, 0, 3};
    p->doc.definitions = &p->definition;
    p->doc.definition_count = 1;
}

static const ter_record_document *closed(paper *p) {
    ter_sha256_hex(ter_str_from(p->text), p->hash);
    p->doc.sha256 = p->hash;
    p->doc.text = ter_str_from(p->text);
    return &p->doc;
}

/* Puts the documents in this order and, in another file, in the opposite one; both must be equal, and sound. */
static const char *registry_of(paper *papers, size_t count) {
    const char *path = in_folder("r.sqlite"), *other = in_folder("other.sqlite");
    unlink(path), unlink(other);
    ter_registry *a = registry_opened(path, TER_REGISTRY_CREATE), *b = registry_opened(other, TER_REGISTRY_CREATE);
    for (size_t i = 0; i < count; i++) {
        put(a, closed(&papers[i]));
        put(b, closed(&papers[count - 1 - i]));
    }
    ter_registry_free(a), ter_registry_free(b);
    char *x = content_of(path), *y = content_of(other);
    assert_string_equal(x, y);
    free(x), free(y);
    assert_sound(path);
    return path;
}

static const char *const full_variants[] = {"云溪附中城东学校", NULL};

static void a_short_form_joins(void **state) {
    (void)state;
    paper p[2];
    add_mention(paper_of(&p[0], "a.txt", "2027-01"), "云溪大学附属中学城东学校", "school", full_variants);
    add_mention(paper_of(&p[1], "b.txt", "2027-02"), "云溪附中城东学校", "school", NULL);
    const char *path = registry_of(p, 2);
    assert_value(path, "SELECT name FROM facility", "云溪大学附属中学城东学校");
    assert_value(path, "SELECT name, type FROM facility_name ORDER BY type",
                 "云溪附中城东学校 alias 云溪大学附属中学城东学校 full");
    assert_value(path, "SELECT rule FROM naming ORDER BY rule", "none short form");
    assert_value(path, "SELECT count(*) FROM project", "1");
}

/* Both ids lead to the one facility, and the document that is first in time gives its own. */
static void both_ids_resolve(void **state) {
    (void)state;
    paper p[2];
    add_mention(paper_of(&p[0], "a.txt", "2027-03"), "云溪大学附属中学城东学校", "school", full_variants);
    add_mention(paper_of(&p[1], "b.txt", "2027-02"), "云溪附中城东学校", "school", NULL);
    char *ids[2], *found, part[64];
    for (int i = 0; i < 2; i++) ids[i] = value_of(registry_of(&p[i], 1), "SELECT id FROM facility");
    const char *path = registry_of(p, 2);
    assert_value(path, "SELECT id FROM facility", ids[1]);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    for (int i = 0; i < 2; i++) {
        snprintf(part, sizeof part, "%s.whole", ids[i]);
        assert_int_equal(ter_registry_resolve(r, ids[i], &found, NULL), TER_OK);
        assert_string_equal(found, ids[1]);
        free(found);
        assert_int_equal(ter_registry_resolve(r, part, &found, NULL), TER_OK);
        assert_string_equal(found, ids[1]);
        free(found);
    }
    assert_int_equal(ter_registry_resolve(r, "school-000000000000", &found, NULL), TER_OK);
    assert_null(found);
    free(ids[0]), free(ids[1]);
    ter_registry_free(r);
}

/* Two schools have the short form: it is neither's. Other kinds and areas do not count. */
static void an_ambiguous_short_form_stays_alone(void **state) {
    (void)state;
    static const char *const first[] = {"第一中学", NULL}, *const second[] = {"第一中学", NULL};
    paper p[3];
    add_mention(paper_of(&p[0], "a.txt", "2027-01"), "城东区第一中学", "school", first);
    add_mention(paper_of(&p[1], "b.txt", "2027-02"), "城西区第一中学", "school", second);
    add_mention(paper_of(&p[2], "c.txt", "2027-03"), "第一中学", "school", NULL);
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "3");
    p[1].doc.area = "白露市";
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "2");
    p[0].mentions[0].kind = "road";
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "3");
}

static void a_definition_joins(void **state) {
    (void)state;
    paper p[3];
    add_mention(paper_of(&p[0], "a.txt", "2027-01"), "湖东学校", "school", NULL);
    add_mention(paper_of(&p[1], "b.txt", "2027-02"), "望岳实验学校", "school", NULL);
    add_mention(paper_of(&p[2], "c.txt", "2027-03"), "望岳实验学校高中", "school", NULL);
    define(&p[2], "望岳实验学校", "湖东学校", TER_RECORD_FORMER);
    const char *path = registry_of(p, 3);
    assert_value(path, "SELECT name FROM facility ORDER BY name", "望岳实验学校 望岳实验学校高中");
    assert_value(path, "SELECT name, type FROM facility_name WHERE name = '湖东学校'", "湖东学校 former");
    /* A name that two are called by is none of them. */
    define(&p[0], "云溪学校", "湖东学校", TER_RECORD_ALIAS);
    add_mention(&p[1], "云溪学校", "school", NULL);
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "4");
}

static void toponyms_are_not_joined_by_names(void **state) {
    (void)state;
    ter_geometry g = point_at(118.3, 26.1), h = point_at(118.4, 26.2);
    paper p[3];
    add_mention(paper_of(&p[0], "a.txt", "2027-01"), "中心小学", "school", NULL)->place =
        place_of("school-1", "中心小学", &g);
    add_mention(paper_of(&p[1], "b.txt", "2027-02"), "中心小学", "school", NULL)->place =
        place_of("school-2", "中心小学", &h);
    add_mention(paper_of(&p[2], "c.txt", "2027-03"), "中心小学", "school", NULL);
    define(&p[2], "中心小学", "中心小学", TER_RECORD_ALIAS);
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "3");
    /* With one of them, what has no place is that one; its alias is it, too. */
    p[1].mentions[0].place = no_place();
    assert_value(registry_of(p, 3), "SELECT count(*), sum(toponym = 'school-1') FROM facility", "1 1");
    ter_record_name alias = {"湖滨小学", TER_RECORD_ALIAS};
    p[0].mentions[0].place.names = &alias;
    p[0].mentions[0].place.name_count = 1;
    p[1].mentions[0].name = "湖滨小学";
    assert_value(registry_of(p, 3), "SELECT count(*) FROM facility", "1");
    ter_geometry_release(&g), ter_geometry_release(&h);
}

/* A gazetteer may have campuses only: they are parts of one school. */
static void campuses_are_projects(void **state) {
    (void)state;
    ter_geometry g = point_at(118.3, 26.1), h = point_at(118.4, 26.2);
    paper p[2];
    ter_record_mention *m = add_mention(paper_of(&p[0], "a.txt", "2027-01"), "云溪学校", "school", NULL);
    m->place = place_of("school-1", "青岚市云溪学校东湖校区", &g);
    set_part(&p[0], m, "东湖校区", "东湖校区", 2);
    m = add_mention(paper_of(&p[1], "b.txt", "2027-02"), "云溪学校", "school", NULL);
    m->place = place_of("school-2", "青岚市云溪学校西山校区", &h);
    set_part(&p[1], m, "西山小学部", "西山小学部", 3);
    const char *path = registry_of(p, 2);
    assert_value(path, "SELECT name FROM facility", "云溪学校");
    assert_value(path, "SELECT p.part, l.name FROM project p JOIN place l ON l.id = p.place ORDER BY p.part",
                 "东湖校区 青岚市云溪学校东湖校区 西山小学部 青岚市云溪学校西山校区");
    ter_geometry_release(&g), ter_geometry_release(&h);
}

static void parts_written_differently_are_one(void **state) {
    (void)state;
    paper p[3];
    const char *const parts[] = {"二期", "（二期）", "二期工程"};
    for (int i = 0; i < 3; i++) {
        char name[8] = {(char)('a' + i), 0};
        set_part(&p[i], add_mention(paper_of(&p[i], name, "2027-01"), "松涛公园", "park", NULL), parts[i], "二期", 2);
    }
    assert_value(registry_of(p, 3), "SELECT part FROM project", "二期");
}

static void a_misprinted_part_is_mended(void **state) {
    (void)state;
    paper p[3];
    set_part(&p[0], add_mention(paper_of(&p[0], "a", "2027-01"), "青岚医院", "hospital", NULL), "湖滨区", "湖滨区", 0);
    set_part(&p[1], add_mention(paper_of(&p[1], "b", "2027-02"), "青岚医院", "hospital", NULL), "湖滨院区", "湖滨院区",
             2);
    const char *path = registry_of(p, 2);
    assert_value(path, "SELECT part FROM project", "湖滨院区");
    assert_value(path, "SELECT part, confidence, part_rule FROM mention WHERE part_rule IS NOT NULL",
                 "湖滨区 0.72 part word mended by another mention");
    /* Of two that it may be, it is neither; nor is it one of another place. */
    set_part(&p[2], add_mention(paper_of(&p[2], "c", "2027-03"), "青岚医院", "hospital", NULL), "湖滨校区", "湖滨校区",
             2);
    assert_value(registry_of(p, 3), "SELECT count(*) FROM project", "3");
    p[2].mentions[0].name = "白露医院";
    assert_value(registry_of(p, 3), "SELECT count(*) FROM project", "2");
    p[1].mentions[0].part_key = "湖东院区";
    assert_value(registry_of(p, 2), "SELECT count(*) FROM project", "2");
}

static void a_part_word_alone(void **state) {
    (void)state;
    paper p[3];
    set_part(&p[0], add_mention(paper_of(&p[0], "a", "2027-01"), "云溪广场", "commercial", NULL), "北区", "北区", 2);
    set_part(&p[1], add_mention(paper_of(&p[1], "b", "2027-02"), "云溪广场", "commercial", NULL), "湖里北区",
             "湖里北区", 2);
    assert_value(registry_of(p, 2), "SELECT part FROM project", "湖里北区");
    set_part(&p[2], add_mention(paper_of(&p[2], "c", "2027-02"), "云溪广场", "commercial", NULL), "山北区", "山北区",
             2);
    assert_value(registry_of(p, 3), "SELECT count(*) FROM project", "3"); /* of two it is neither */
    p[0].mentions[0].part_key = "2期";
    p[1].mentions[0].part_key = "航线2期";
    assert_value(registry_of(p, 2), "SELECT count(*) FROM project", "2");
}

/* ---- what contradicts ---- */

static void note(const ter_review *row, void *context) {
    ter_buf_printf(context, "%s: %s\n", ter_review_rule_name(row->rule), row->sentence);
}

static void assert_review(const char *path, const char *expected) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    ter_buf said = {0};
    ter_error err = {0};
    ter_buf_puts(&said, "");
    if (ter_registry_review(r, note, &said, &err) != TER_OK) fail_msg("%s", err.message);
    assert_string_equal(said.ptr, expected);
    ter_buf_release(&said);
    ter_registry_free(r);
}

static void contradictions_are_told(void **state) {
    (void)state;
    paper p[2];
    add_mention(paper_of(&p[0], "a", "2027-03"), "云溪学校", "school", NULL);
    add_mention(paper_of(&p[1], "b", "2027"), "云溪学校", "school", NULL);
    p[0].statement = says(TER_STATE_COMPLETED, TER_BASIS_REPORTED, 2026);
    p[1].statement = says(TER_STATE_COMPLETED, TER_BASIS_TARGET, 2027);
    assert_review(registry_of(p, 2),
                  "aim after fact: completed for 2026 in a (2027-03); completed as an aim for 2027 in b (2027)\n");
    p[1].doc.published_on = "2026"; /* an older aim: met early */
    assert_review(registry_of(p, 2), "");
    p[1].doc.published_on = "2027-04";
    p[1].statement = says(TER_STATE_PLANNED, TER_BASIS_NONE, 2027);
    assert_review(registry_of(p, 2), "backwards: completed for 2026 in a (2027-03); planned for 2027 in b (2027-04)\n");
    p[1].statement.action = TER_ACTION_REHABILITATION; /* built, and to be rebuilt */
    assert_review(registry_of(p, 2), "");
    p[0].doc.published_on = p[1].doc.published_on = "2027-04-05";
    p[1].statement = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2026);
    char *said = value_of(registry_of(p, 2), "SELECT count(*) FROM statement");
    assert_string_equal(said, "2");
    free(said);
    ter_registry *r = registry_opened(in_folder("r.sqlite"), TER_REGISTRY_READ);
    ter_buf lines = {0};
    assert_int_equal(ter_registry_review(r, note, &lines, NULL), TER_OK);
    assert_non_null(strstr(lines.ptr, "same day: "));
    ter_buf_release(&lines);
    ter_registry_free(r);
}

static void what_may_be_one_is_told(void **state) {
    (void)state;
    static const char *const first[] = {"第一中学", NULL};
    paper p[3];
    add_mention(paper_of(&p[0], "a", "2027-01"), "城东区第一中学", "school", first);
    add_mention(paper_of(&p[1], "b", "2027-02"), "城西区第一中学", "school", first);
    add_mention(paper_of(&p[2], "c", "2027-03"), "第一中学", "school", NULL);
    ter_registry *r = registry_opened(registry_of(p, 3), TER_REGISTRY_READ);
    ter_buf lines = {0};
    assert_int_equal(ter_registry_review(r, note, &lines, NULL), TER_OK);
    assert_non_null(strstr(lines.ptr, "may be one: may be 城东区第一中学"));
    assert_non_null(strstr(lines.ptr, "may be one: may be 城西区第一中学"));
    ter_buf_release(&lines);
    ter_registry_free(r);
}

/* ---- anything in any order ---- */

static unsigned state_of_chance;

static unsigned chance(unsigned below) {
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (state_of_chance >> 12) % below;
}

static const char *const pool[] = {"甲一学校", "甲一", "乙二学校", "乙二", "丙三学校", "丙三", "丁四学校", "丁四"};
static const char *const pool_variants[][3] = {{"甲一", "丙三"}, {NULL}, {"乙二"}, {"丁四"},
                                               {"丙三"},         {NULL}, {"丁四"}, {"甲一"}};
enum { POOL = sizeof pool / sizeof *pool, PAPERS = 7, ROUNDS = 25 };

static void random_paper(paper *p, int number, const ter_geometry *g) {
    static const char *const dates[] = {"", "2026", "2026-05", "2027-01-02", "2027-03"};
    static const char *const areas[] = {"青岚市", "青岚市", "白露市"};
    static const char *const keys[] = {"school-1", "school-2", "school-3"};
    static const char *const parts[] = {"湖滨区", "湖滨院区", "二期"};
    static const size_t words[] = {0, 2, 2};
    char name[16];
    snprintf(name, sizeof name, "%d.txt", number);
    paper_of(p, name, dates[chance(5)])->doc.area = areas[chance(3)];
    for (unsigned i = 0, count = 1 + chance(3); i < count; i++) {
        unsigned n = chance(POOL), place = chance(6), part = chance(9);
        ter_record_mention *m = add_mention(p, pool[n], "school", pool_variants[n][0] ? pool_variants[n] : NULL);
        if (place < 3) m->place = place_of(keys[place], pool[place * 2], g);
        if (part < 3) set_part(p, m, parts[part], parts[part], words[part]);
    }
    if (chance(3) == 0) define(p, pool[chance(POOL)], pool[chance(POOL)], (ter_record_name_type)chance(2));
}

static void assert_equal_content(const char *a, const char *b) {
    char *x = content_of(a), *y = content_of(b);
    assert_string_equal(x, y);
    free(x), free(y);
}

static void random_documents_in_any_order(void **state) {
    (void)state;
    ter_geometry g = point_at(118.3, 26.1);
    for (state_of_chance = 1; state_of_chance <= ROUNDS; state_of_chance++) {
        unsigned seed = state_of_chance;
        static paper papers[PAPERS], before[PAPERS];
        const char *path = in_folder("one.sqlite"), *other = in_folder("two.sqlite");
        unlink(path), unlink(other);
        for (int i = 0; i < PAPERS; i++) random_paper(&papers[i], i, &g), random_paper(&before[i], i, &g);
        ter_registry *a = registry_opened(path, TER_REGISTRY_CREATE), *b = registry_opened(other, TER_REGISTRY_CREATE);
        for (int i = 0; i < PAPERS; i++) put(a, closed(&papers[i]));
        /* The same bytes read otherwise before: each is put as something else first, in another order. */
        for (int i = 0; i < PAPERS; i++) {
            closed(&papers[i]);
            before[i].doc.sha256 = papers[i].hash;
            before[i].doc.text = papers[i].doc.text;
            for (size_t m = 0; m < before[i].doc.mention_count; m++) { /* spans must lie in the text */
                before[i].mentions[m].start = before[i].mentions[m].quote_start = 0;
                before[i].mentions[m].end = before[i].mentions[m].quote_end = 1;
            }
            before[i].doc.reading = "before";
        }
        for (int i = PAPERS - 1; i >= 0; i--)
            if (chance(2)) put(b, &before[i].doc);
        for (int i = 0, step = 3; i < PAPERS; i++) put(b, &papers[i * step % PAPERS].doc);
        ter_registry_free(a), ter_registry_free(b);
        assert_equal_content(path, other);
        assert_sound(other);
        state_of_chance = seed;
    }
    ter_geometry_release(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_short_form_joins, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(both_ids_resolve, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(an_ambiguous_short_form_stays_alone, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_definition_joins, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(toponyms_are_not_joined_by_names, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(campuses_are_projects, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(parts_written_differently_are_one, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_misprinted_part_is_mended, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_part_word_alone, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(contradictions_are_told, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(what_may_be_one_is_told, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(random_documents_in_any_order, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
