/* Joining: mentions to facilities, parts to projects, statements to a current state, whatever the order of ingest. */
#include "registry/file/registry.h"
#include "registry/ingest/ingest_document.h"
#include "registry/read/feature.h"
#include "registry/read/listing.h"
#include "registry_head.h"

enum { DOCUMENTS = 4 };

/* Four documents on a park with a second phase, a road that no gazetteer has, and a school that is only named. */
typedef struct story {
    ter_geometry park, school;
    ter_record_name names[2];
    ter_record_statement statements[8];
    ter_record_mention mentions[12];
    ter_record_document docs[DOCUMENTS];
    char hashes[DOCUMENTS][TER_SHA256_HEX_SIZE];
} story;

static const char *const texts[DOCUMENTS] = {
    "今年将新建松涛公园二期，雁洲路力争开工。",
    "松涛公园二期正式开放，云溪中学学生参观了松涛公园。",
    "雁洲路已开工，计划年底建成。松涛市民公园西侧。",
    "“雁洲路”建成通车。",
};

static void story_init(story *s) {
    memset(s, 0, sizeof *s);
    s->park = point_at(118.305, 26.105);
    s->school = point_at(118.285, 26.08);
    s->names[0] = (ter_record_name){"松涛市民公园", TER_RECORD_ALIAS};
    s->names[1] = (ter_record_name){"城北公园", TER_RECORD_FORMER};
    ter_record_place park = place_of("park-0011223344556677", "松涛公园", &s->park);
    park.names = s->names;
    park.name_count = 2;
    ter_record_place alias = park;
    alias.match = TER_MATCH_ALIAS;
    ter_record_place school = place_of("school-8899aabbccddeeff", "云溪中学", &s->school);
    ter_record_statement *st = s->statements;
    ter_record_mention *m = s->mentions;
    st[0] = says(TER_STATE_PLANNED, TER_BASIS_NONE, 2027);
    st[1] = says(TER_STATE_STARTED, TER_BASIS_TARGET, 2027);
    st[2] = says(TER_STATE_COMPLETED, TER_BASIS_REPORTED, 2027);
    st[3] = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2027);
    st[4] = says(TER_STATE_COMPLETED, TER_BASIS_TARGET, 2027);
    st[5] = says(TER_STATE_COMPLETED, TER_BASIS_REPORTED, 2028);
    m[0] = project_of(mention_of(texts[0], "松涛公园", "park", park), "二期", &st[0], 1);
    m[1] = project_of(mention_of(texts[0], "雁洲路", "road", no_place()), NULL, &st[1], 1);
    s->docs[0] = document_of("plan.txt", "2027-02", texts[0], m, 2, s->hashes[0]);
    m[2] = project_of(mention_of(texts[1], "松涛公园", "park", park), "二期", &st[2], 1);
    m[3] = mention_of(texts[1], "云溪中学", "school", school);
    m[4] = mention_of(texts[1], "松涛公园。", "park", park);
    m[4].text = m[4].name = "松涛公园";
    m[4].end -= strlen("。");
    s->docs[1] = document_of("review.txt", "2027-11-03", texts[1], m + 2, 3, s->hashes[1]);
    m[5] = project_of(mention_of(texts[2], "雁洲路", "road", no_place()), NULL, &st[3], 2);
    m[6] = mention_of(texts[2], "松涛市民公园", "park", alias);
    s->docs[2] = document_of("roads.txt", "2027-06-01", texts[2], m + 5, 2, s->hashes[2]);
    m[7] = project_of(mention_of(texts[3], "“雁洲路”", "road", no_place()), NULL, &st[5], 1);
    s->docs[3] = document_of("undated.txt", "", texts[3], m + 7, 1, s->hashes[3]);
}

static void story_release(story *s) {
    ter_geometry_release(&s->park);
    ter_geometry_release(&s->school);
}

static void put_in_order(const story *s, const char *path, const int *order, int count) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    for (int i = 0; i < count; i++) assert_int_equal(put(r, &s->docs[order[i]]), TER_INGEST_ADDED);
    ter_registry_free(r);
}

static void mentions_join(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("joined.sqlite");
    put_in_order(&s, path, (int[]){0, 1, 2, 3}, 4);
    assert_value(path, "SELECT kind, name FROM facility ORDER BY kind", "park 松涛公园 road 雁洲路 school 云溪中学");
    assert_value(path, "SELECT name, type FROM facility_name n WHERE facility LIKE 'park-%' ORDER BY type, name",
                 "松涛市民公园 alias 城北公园 former 松涛公园 official");
    /* The ids are promised: they are the same on every machine. */
    assert_value(path, "SELECT id FROM facility WHERE kind = 'park'", "park-72c04f2d91fe");
    assert_value(path, "SELECT count(*) FROM facility WHERE id GLOB kind || '-[0-9a-f]*'", "3");
    assert_sound(path);
    story_release(&s);
}

static void the_newest_document_gives_the_state(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("states.sqlite");
    put_in_order(&s, path, (int[]){0, 1, 2, 3}, 4);
    assert_value(path, "SELECT part, status, basis, year FROM project WHERE facility LIKE 'park-%'",
                 "二期 completed reported 2027");
    /* Started is so, completed an aim of the same document; the undated one is oldest. All are kept. */
    assert_value(path, "SELECT part, status, basis FROM project WHERE facility LIKE 'road-%'", "- started reported");
    assert_value(path, "SELECT count(*) FROM project_status WHERE facility_id LIKE 'road-%'", "4");
    assert_value(path, "SELECT count(*) FROM project WHERE facility LIKE 'school-%'", "0");
    assert_value(path, "SELECT status FROM current_state WHERE kind = 'school'", "existing");
    assert_value(path, "SELECT status, name FROM facility_point ORDER BY status",
                 "completed 松涛公园 existing 云溪中学");
    story_release(&s);
}

static void order_leaves_no_trace(void **state) {
    (void)state;
    static const int orders[][DOCUMENTS] = {{3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    story s;
    story_init(&s);
    const char *first = in_folder("first.sqlite");
    put_in_order(&s, first, (int[]){0, 1, 2, 3}, 4);
    char *expected = content_of(first);
    assert_true(strlen(expected) > 1000);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        const char *path = in_folder("other.sqlite");
        unlink(path);
        put_in_order(&s, path, orders[i], 4);
        char *content = content_of(path);
        assert_string_equal(content, expected);
        free(content);
    }
    free(expected);
    story_release(&s);
}

static void a_correction_replaces(void **state) {
    (void)state;
    static const char corrected[] = "今年将新建松涛公园二期。";
    story s;
    story_init(&s);
    const char *path = in_folder("corrected.sqlite"), *fresh = in_folder("fresh.sqlite");
    put_in_order(&s, path, (int[]){0}, 1);
    ter_record_document again = s.docs[0];
    char hash[TER_SHA256_HEX_SIZE];
    ter_record_mention only =
        project_of(mention_of(corrected, "松涛公园", "park", s.mentions[0].place), "二期", &s.statements[0], 1);
    again = document_of("plan.txt", "2027-02", corrected, &only, 1, hash);
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(put(r, &again), TER_INGEST_REPLACED);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM document", "1");
    assert_value(path, "SELECT name FROM facility", "松涛公园"); /* the road is gone with its only mention */
    r = registry_opened(fresh, TER_REGISTRY_CREATE);
    assert_int_equal(put(r, &again), TER_INGEST_ADDED);
    ter_registry_free(r);
    char *a = content_of(path), *b = content_of(fresh);
    assert_string_equal(a, b);
    free(a);
    free(b);
    assert_sound(path);
    story_release(&s);
}

static void a_renamed_correction_replaces_too(void **state) {
    (void)state;
    static const char corrected[] = "今年将新建松涛公园二期，雁洲路力争早日开工。";
    story s;
    story_init(&s);
    const char *path = in_folder("renamed.sqlite");
    char hash[TER_SHA256_HEX_SIZE];
    ter_record_mention only = mention_of(corrected, "松涛公园", "park", s.mentions[0].place);
    ter_record_document again = document_of("plan2.txt", "2027-02", corrected, &only, 1, hash);
    s.docs[0].title = again.title = "安排";
    s.docs[0].publisher = again.publisher = "青岚日报";
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    assert_int_equal(put(r, &s.docs[0]), TER_INGEST_ADDED);
    assert_int_equal(put(r, &again), TER_INGEST_REPLACED);
    /* Without a title there is no likeness. */
    assert_int_equal(put(r, &s.docs[2]), TER_INGEST_ADDED);
    assert_int_equal(put(r, &s.docs[3]), TER_INGEST_ADDED);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM document", "3");
    story_release(&s);
}

/* A name, or a paper's title and day, does not make two texts one. */
static void namesakes_both_stay(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("namesakes.sqlite");
    s.docs[1].name = s.docs[0].name;
    s.docs[2].title = s.docs[3].title = "青岚日报";
    s.docs[2].publisher = s.docs[3].publisher = "青岚日报社";
    s.docs[2].published_on = s.docs[3].published_on = "2027-06-01";
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    for (int i = 0; i < DOCUMENTS; i++) {
        ter_ingest_outcome outcome;
        bool namesake;
        assert_int_equal(ter_registry_put_document(r, &s.docs[i], &outcome, &namesake, NULL), TER_OK);
        assert_int_equal(outcome, TER_INGEST_ADDED);
        assert_int_equal(namesake, i == 1);
    }
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM document", "4");
    assert_sound(path);
    story_release(&s);
}

static void areas_keep_apart(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("areas.sqlite");
    s.docs[3].area = "白露市"; /* another city's road of the same name */
    put_in_order(&s, path, (int[]){2, 3}, 2);
    assert_value(path, "SELECT name, area FROM facility WHERE kind = 'road' ORDER BY area",
                 "“雁洲路” 白露市 雁洲路 青岚市");
    story_release(&s);
}

static void a_failure_changes_nothing(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("failure.sqlite");
    put_in_order(&s, path, (int[]){0}, 1);
    char *before = content_of(path);
    ter_record_document bad = s.docs[1];
    ter_record_mention mentions[3] = {s.mentions[2], s.mentions[3], s.mentions[4]};
    mentions[2].confidence =
        0.0 / 0.0; /* NaN is NULL to SQLite, which confidence may not be: the last of three fails */
    bad.mentions = mentions;
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    ter_ingest_outcome outcome;
    bool namesake;
    ter_error err = {0};
    assert_int_equal(ter_registry_put_document(r, &bad, &outcome, &namesake, &err), TER_DB);
    assert_non_null(strstr(err.message, "confidence"));
    ter_registry_free(r);
    char *after = content_of(path);
    assert_string_equal(after, before);
    free(before);
    free(after);
    story_release(&s);
}

/* ---- features ---- */

typedef struct seen {
    ter_buf lines;
} seen;

static ter_status see(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    ter_buf_printf(&((seen *)context)->lines, "%d %s%s%s %s%s%s\n", f->year, ter_state_name(f->state),
                   f->basis ? "-" : "", ter_basis_name(f->basis), f->name, f->part, f->geometry ? " located" : "");
    return TER_OK;
}

static void assert_features(const char *path, const ter_registry_filter *filter, const char *expected) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    seen s = {0};
    ter_error err = {0};
    if (ter_registry_each_feature(r, filter, see, &s, &err) != TER_OK) fail_msg("%s", err.message);
    assert_string_equal(s.lines.ptr ? s.lines.ptr : "", expected);
    ter_buf_release(&s.lines);
    ter_registry_free(r);
}

static void features_by_year_and_status(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("features.sqlite");
    put_in_order(&s, path, (int[]){0, 1, 2, 3}, 4);
    assert_features(path, NULL,
                    "2027 planned 松涛公园二期 located\n"
                    "2027 started-reported 雁洲路\n"
                    "2027 started-target 雁洲路\n"
                    "2027 completed-reported 松涛公园二期 located\n"
                    "2027 completed-target 雁洲路\n"
                    "2028 completed-reported 雁洲路\n"
                    "0 existing 云溪中学 located\n");
    ter_registry_filter filter = {.as_of = "2027-02-28"};
    assert_features(path, &filter, "2027 planned 松涛公园二期 located\n2027 started-target 雁洲路\n");
    filter = (ter_registry_filter){.as_of = "2027"};
    assert_features(path, &filter,
                    "2027 started-reported 雁洲路\n"
                    "2027 completed-reported 松涛公园二期 located\n"
                    "0 existing 云溪中学 located\n");
    filter = (ter_registry_filter){.as_of = "2027-01-31"}; /* nothing was said yet */
    assert_features(path, &filter, "");
    story_release(&s);
}

/* What a later document says about a day was not known on that day. */
static void a_day_s_state_is_what_was_known_then(void **state) {
    (void)state;
    story s;
    story_init(&s);
    s.statements[2].year = 2026; /* the review of 2027-11-03: completed, in June 2026 */
    s.statements[2].month = 6;
    const char *path = in_folder("day.sqlite");
    put_in_order(&s, path, (int[]){0, 1, 2, 3}, 4);
    static const struct {
        const char *day, *features;
    } days[] = {
        {"2026-12-31", ""},
        {"2027-02-27", ""}, /* the plan is dated 2027-02: it counts from the month's last day */
        {"2027-02-28", "2027 planned 松涛公园二期 located\n2027 started-target 雁洲路\n"},
        {"2027-05-31", "2027 planned 松涛公园二期 located\n2027 started-target 雁洲路\n"},
        {"2027-06-01", "2027 planned 松涛公园二期 located\n2027 started-reported 雁洲路\n"},
        {"2027-11-02", "2027 planned 松涛公园二期 located\n2027 started-reported 雁洲路\n"},
        {"2027-11-03", "2026 completed-reported 松涛公园二期 located\n2027 started-reported 雁洲路\n"
                       "0 existing 云溪中学 located\n"},
        {"2030-01-01", "2026 completed-reported 松涛公园二期 located\n2027 started-reported 雁洲路\n"
                       "0 existing 云溪中学 located\n"}, /* the current state */
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        ter_registry_filter filter = {.as_of = days[i].day};
        assert_features(path, &filter, days[i].features);
    }
    story_release(&s);
}

static void features_by_choice(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("choice.sqlite");
    put_in_order(&s, path, (int[]){0, 1, 2, 3}, 4);
    ter_registry_filter filter = {0};
    filter = (ter_registry_filter){.kinds = (const char *const[]){"school", NULL}};
    assert_features(path, &filter, "0 existing 云溪中学 located\n");
    filter = (ter_registry_filter){.years = (const int[]){2028, 0, -1}};
    assert_features(path, &filter, "2028 completed-reported 雁洲路\n0 existing 云溪中学 located\n");
    filter = (ter_registry_filter){.has_bbox = true, .bbox = {118.28, 26.07, 118.29, 26.09}};
    assert_features(path, &filter, "0 existing 云溪中学 located\n"); /* what is nowhere is in no box */
    filter = (ter_registry_filter){.states = (const char *const[]){"suspended", NULL}};
    assert_features(path, &filter, "");
    story_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(mentions_join, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(the_newest_document_gives_the_state, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(order_leaves_no_trace, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_correction_replaces, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_renamed_correction_replaces_too, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(namesakes_both_stay, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(areas_keep_apart, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_failure_changes_nothing, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(features_by_year_and_status, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_day_s_state_is_what_was_known_then, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(features_by_choice, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
