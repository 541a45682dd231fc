/* What a person decided stays, whatever comes later and in whatever order, and ends without a trace. */
#include "registry_head.h"

#include "registry/decisions/decision_edit.h"
#include "registry/file/context.h"
#include "registry/file/registry.h"
#include "registry/ingest/ingest_document.h"
#include "registry/read/facility.h"
#include "registry/read/listing.h"

static const ter_author planner = {"王工", "2028-03-04T05:06:07Z", "seen on site"};

static const char *const texts[] = {
    "松涛公园二期开工，雁洲路开工。",
    "松涛公园二期建成，雁洲路建成通车。",
    "雁洲大道绿化，云溪中学迁建。",
};

/* Three documents: a park with two parts in one place, a road without a place under two names, a school. */
typedef struct story {
    ter_geometry park, school;
    ter_record_statement said[4];
    ter_record_mention mentions[8];
    ter_record_document docs[3];
    char hashes[3][TER_SHA256_HEX_SIZE];
} story;

static void story_init(story *s) {
    memset(s, 0, sizeof *s);
    s->park = point_at(118.305, 26.105);
    s->school = point_at(118.285, 26.08);
    ter_record_place park = place_of("park-0011223344556677", "松涛公园", &s->park);
    ter_record_place school = place_of("school-8899aabbccddeeff", "云溪中学", &s->school);
    s->said[0] = says(TER_STATE_STARTED, TER_BASIS_REPORTED, 2027);
    s->said[1] = says(TER_STATE_COMPLETED, TER_BASIS_REPORTED, 2028);
    ter_record_mention *m = s->mentions;
    m[0] = project_of(mention_of(texts[0], "松涛公园", "park", park), "二期", &s->said[0], 1);
    m[1] = project_of(mention_of(texts[0], "雁洲路", "road", no_place()), NULL, &s->said[0], 1);
    m[2] = project_of(mention_of(texts[0], "松涛公园", "park", park), NULL, &s->said[0], 1);
    s->docs[0] = document_of("a.txt", "2027-02-01", texts[0], m, 3, s->hashes[0]);
    m[3] = project_of(mention_of(texts[1], "松涛公园", "park", park), "二期", &s->said[1], 1);
    m[4] = project_of(mention_of(texts[1], "雁洲路", "road", no_place()), NULL, &s->said[1], 1);
    s->docs[1] = document_of("b.txt", "2028-02-01", texts[1], m + 3, 2, s->hashes[1]);
    m[5] = project_of(mention_of(texts[2], "雁洲大道", "road", no_place()), NULL, &s->said[0], 1);
    m[6] = mention_of(texts[2], "云溪中学", "school", school);
    s->docs[2] = document_of("c.txt", "2028-01-01", texts[2], m + 5, 2, s->hashes[2]);
}

static void story_release(story *s) {
    ter_geometry_release(&s->park);
    ter_geometry_release(&s->school);
}

static void put_some(const story *s, const char *path, const int *order, int count) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    for (int i = 0; i < count; i++) put(r, &s->docs[order[i]]);
    ter_registry_free(r);
}

static char *id_of(const char *path, const char *name) {
    ter_buf sql = {0};
    ter_buf_printf(&sql, "SELECT id FROM facility WHERE name = '%s' AND merged_into IS NULL", name);
    char *id = value_of(path, sql.ptr);
    ter_buf_release(&sql);
    assert_true(*id);
    return id;
}

static const char *part_id(const char *facility, const char *suffix) {
    static char id[128];
    snprintf(id, sizeof id, "%s%s", facility, suffix);
    return id;
}

#define apply(path, call)                                                                                              \
    do {                                                                                                               \
        ter_error err = {0};                                                                                           \
        ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);                                                   \
        ter_status apply_status = call;                                                                                \
        ter_registry_free(r);                                                                                          \
        if (apply_status != TER_OK) fail_msg("%s", err.message);                                                       \
    } while (0)

/* Everything that a person can decide, on the first document. */
static void decide_all(const char *path) {
    ter_geometry spot = point_at(118.4, 26.2);
    ter_override_values place = {.geometry = &spot, .uncertainty_m = 5, .name = "松涛生态公园"};
    ter_override_values state = {.has_status = true, .status = TER_STATE_SUSPENDED};
    char *park = id_of(path, "松涛公园"), *road = id_of(path, "雁洲路");
    apply(path, ter_override_set(r, park, &place, &planner, &err));
    apply(path, ter_override_set(r, road, &state, &planner, &err));
    ter_geometry_release(&spot);
    free(park);
    free(road);
}

static const char park_sql[] = "SELECT group_concat(DISTINCT name), count(*), min(precision), max(uncertainty_m),"
                               " min(geometry_source) FROM facility_point WHERE kind = 'park'";
static const char road_sql[] = "SELECT p.status, p.basis, p.year FROM project p WHERE p.id LIKE 'road-%.whole'"
                               " AND EXISTS (SELECT 1 FROM facility f WHERE f.id = p.facility AND f.name = '雁洲路')";

static void decisions_stay(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("stay.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    decide_all(path);
    for (int turn = 0; turn < 2; turn++) {
        assert_value(path, park_sql, "松涛生态公园 2 exact 5.0 set by hand (王工, 2028-03-04)");
        assert_value(path, road_sql, "suspended reported 2027");
        assert_value(path, "SELECT type FROM facility_name WHERE name = '松涛公园'", "official");
        assert_value(path, "SELECT pinyin FROM facility_name WHERE name = '松涛生态公园'",
                     "song tao sheng tai gong yuan");
        assert_sound(path);
        if (turn == 0) put_some(&s, path, (int[]){1, 2}, 2);
    }
    assert_value(path, "SELECT status FROM project WHERE part = '二期'", "completed"); /* nobody set that */
    story_release(&s);
}

static void order_leaves_no_trace(void **state) {
    (void)state;
    static const int orders[][2] = {{1, 2}, {2, 1}};
    story s;
    story_init(&s);
    char *first = NULL;
    for (int i = 0; i < 2; i++) {
        const char *path = in_folder(i ? "o1.sqlite" : "o0.sqlite");
        put_some(&s, path, (int[]){0}, 1);
        decide_all(path);
        put_some(&s, path, orders[i], 2);
        char *content = content_of(path);
        if (first) assert_string_equal(content, first);
        else first = ter_strdup(content);
        free(content);
    }
    /* Decided last instead of in between: but for the value before, the same. */
    const char *late = in_folder("late.sqlite");
    put_some(&s, late, (int[]){2, 0, 1}, 3);
    decide_all(late);
    assert_value(late, park_sql, "松涛生态公园 2 exact 5.0 set by hand (王工, 2028-03-04)");
    assert_value(late, road_sql, "suspended reported 2028");
    free(first);
    story_release(&s);
}

static void dropping_restores(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("drop.sqlite"), *fresh = in_folder("never.sqlite");
    put_some(&s, fresh, (int[]){0, 1, 2}, 3);
    char *expected = content_of(fresh);
    put_some(&s, path, (int[]){0}, 1);
    decide_all(path);
    char *road = id_of(path, "雁洲路"), *park = id_of(path, "松涛生态公园");
    put_some(&s, path, (int[]){1, 2}, 2);
    char *avenue = id_of(path, "雁洲大道"), *school = id_of(path, "云溪中学"), *made = NULL;
    apply(path, ter_override_merge(r, road, avenue, &planner, &err));
    apply(path, ter_override_reject(r, school, &planner, &err));
    apply(path, ter_override_split(r, park, TER_SPLIT_PART, "二期", &planner, &made, &err));
    assert_sound(path);
    for (int n = 6; n >= 1; n--) apply(path, ter_override_drop(r, n, &err));
    char *content = content_of(path);
    assert_string_equal(content, expected);
    ter_error err = {0};
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(ter_override_drop(r, 3, &err), TER_INPUT); /* it has ended */
    assert_int_equal(ter_override_drop(r, 99, &err), TER_INPUT);
    ter_registry_free(r);
    free(content), free(expected), free(road), free(avenue), free(school), free(park), free(made);
    story_release(&s);
}

static void merged_ids_both_resolve(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("merge.sqlite");
    put_some(&s, path, (int[]){0, 2}, 2);
    char *road = id_of(path, "雁洲路"), *avenue = id_of(path, "雁洲大道");
    apply(path, ter_override_merge(r, road, avenue, &planner, &err));
    put_some(&s, path, (int[]){1}, 1);
    assert_value(path, "SELECT name FROM shown_facility WHERE kind = 'road'", "雁洲路");
    assert_value(path, "SELECT count(DISTINCT facility), count(*) FROM mention WHERE kind = 'road'", "1 3");
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    const char *const ids[] = {road, avenue, part_id(avenue, ".whole")};
    for (int i = 0; i < 3; i++) {
        char *facility = NULL;
        ter_error err = {0};
        assert_int_equal(ter_registry_resolve(r, ids[i], &facility, &err), TER_OK);
        assert_non_null(facility);
        assert_string_equal(facility, road);
        free(facility);
    }
    ter_registry_free(r);
    assert_sound(path);
    ter_error err = {0};
    r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(ter_override_merge(r, avenue, road, &planner, &err), TER_INPUT); /* they are one */
    ter_registry_free(r);
    free(road), free(avenue);
    story_release(&s);
}

static void a_part_split_off_stays_so(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("split.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    char *park = id_of(path, "松涛公园"), *made = NULL, *again = NULL;
    apply(path, ter_override_split(r, park, TER_SPLIT_PART, "二期", &planner, &made, &err));
    put_some(&s, path, (int[]){1}, 1);
    ter_buf sql = {0};
    ter_buf_printf(&sql, "SELECT count(*), min(part) FROM mention WHERE facility = '%s'", made);
    assert_value(path, sql.ptr, "2 二期");
    assert_value(path, "SELECT count(*) FROM shown_facility WHERE kind = 'park'", "2");
    assert_sound(path);
    ter_error err = {0};
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(ter_override_split(r, park, TER_SPLIT_PART, "九期", &planner, &again, &err), TER_INPUT);
    assert_int_equal(ter_override_split(r, park, TER_SPLIT_NAME, "松涛公园", &planner, &again, &err), TER_INPUT);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM override", "1"); /* a refusal writes nothing */
    ter_buf_release(&sql);
    free(park), free(made);
    story_release(&s);
}

static void replaced_and_gone_documents_keep_decisions(void **state) {
    (void)state;
    static const char corrected[] = "松涛公园二期开工，雁洲路即将开工。";
    static const char other[] = "没有设施的通知，松涛公园二期开工，雁洲";
    story s;
    story_init(&s);
    const char *path = in_folder("replaced.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    decide_all(path);
    char hash[TER_SHA256_HEX_SIZE];
    /* A version without them: both are gone, the decisions wait. */
    ter_record_document without = document_of("a.txt", "2027-02-01", other, NULL, 0, hash);
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(put(r, &without), TER_INGEST_REPLACED);
    ter_registry_free(r);
    assert_value(path, "SELECT count(*) FROM facility", "0");
    assert_value(path, "SELECT count(*), count(facility) FROM override", "3 0");
    assert_sound(path);
    ter_record_mention back[2] = {s.mentions[2], s.mentions[1]};
    ter_record_document again = document_of("a.txt", "2027-02-01", corrected, back, 0, hash);
    back[0] = project_of(mention_of(corrected, "松涛公园", "park", s.mentions[0].place), NULL, &s.said[0], 1);
    back[1] = project_of(mention_of(corrected, "雁洲路", "road", no_place()), NULL, &s.said[0], 1);
    again.mention_count = 2;
    r = registry_opened(path, TER_REGISTRY_WRITE);
    assert_int_equal(put(r, &again), TER_INGEST_REPLACED);
    ter_registry_free(r);
    assert_value(path, park_sql, "松涛生态公园 1 exact 5.0 set by hand (王工, 2028-03-04)");
    assert_value(path, road_sql, "suspended reported 2027");
    assert_sound(path);
    story_release(&s);
}

static void a_gazetteer_that_comes_later_keeps_decisions(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("later.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    decide_all(path);
    char *before = id_of(path, "雁洲路");
    ter_geometry line = point_at(118.31, 26.11);
    s.mentions[1].place = place_of("road-aabbccddeeff0011", "雁洲路", &line);
    s.docs[0].reading = "another gazetteer";
    put_some(&s, path, (int[]){0}, 1);
    char *after = id_of(path, "雁洲路");
    assert_string_not_equal(before, after);
    assert_value(path, road_sql, "suspended reported 2027");
    assert_sound(path);
    free(before), free(after);
    ter_geometry_release(&line);
    story_release(&s);
}

/* Without an area of the authority the ids are others; what is called the same is the same, when there is one only. */
static void another_area_keeps_decisions(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("area.sqlite");
    put_some(&s, path, (int[]){0, 2}, 2);
    decide_all(path);
    char *road = id_of(path, "雁洲路"), *avenue = id_of(path, "雁洲大道"), *before = id_of(path, "松涛生态公园");
    apply(path, ter_override_merge(r, road, avenue, &planner, &err));
    for (int i = 0; i < 3; i++) {
        s.docs[i].area = NULL;
        s.docs[i].reading = "no gazetteer";
        for (size_t k = 0; k < s.docs[i].mention_count; k++)
            ((ter_record_mention *)s.docs[i].mentions)[k].place = no_place();
    }
    put_some(&s, path, (int[]){0, 2}, 2);
    char *after = id_of(path, "松涛生态公园");
    assert_string_not_equal(before, after);
    assert_value(path, park_sql, "松涛生态公园 2 exact 5.0 set by hand (王工, 2028-03-04)");
    assert_value(path, road_sql, "suspended reported 2027");
    assert_value(path, "SELECT name FROM shown_facility WHERE kind = 'road'", "雁洲路"); /* still merged */
    assert_value(path, "SELECT count(*), count(facility) FROM override", "4 4");
    assert_sound(path);
    free(road), free(avenue), free(before), free(after);
    story_release(&s);
}

/* As QGIS writes it. */
static void draw(const char *path, const char *sql) {
    ter_error err = {0};
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    if (ter_store_script(&r->store, sql, &err) != TER_OK) fail_msg("%s", err.message);
    ter_registry_free(r);
}

static void drawn_under_its_name_it_has_a_place(void **state) {
    (void)state;
    static const char place[] =
        "SELECT count(*), min(f.name), min(l.precision), min(p.status) FROM shown_facility f"
        " JOIN place l ON l.id = f.place JOIN project p ON p.facility = f.id AND p.place = f.place"
        " WHERE f.kind = 'road'";
    story s;
    story_init(&s);
    const char *path = in_folder("drawn.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    draw(path, "INSERT INTO facility_point (name, kind, edited_by, geom) VALUES"
               " ('雁洲路', 'road', '王工', MakePoint(118.3, 26.1, 4326))");
    for (int turn = 0; turn < 2; turn++) {
        assert_value(path, place, turn ? "1 雁洲路 exact completed" : "1 雁洲路 exact started");
        assert_value(path, "SELECT what, field, person, count(*) FROM override", "set geometry 王工 1");
        assert_value(path,
                     "SELECT count(*), min(facility_id = (SELECT facility FROM project WHERE id = project_id))"
                     " FROM facility_point WHERE kind = 'road'",
                     "1 1");
        assert_sound(path);
        if (turn == 0) put_some(&s, path, (int[]){1}, 1);
    }
    /* Its place is known now: another one of that name is another one. With a state it is corrected, too. */
    draw(path, "INSERT INTO facility_point (name, kind, geom) VALUES ('雁洲路', 'road', MakePoint(118.2, 26.1, 4326))");
    assert_value(path, "SELECT count(*) FROM shown_facility WHERE name = '雁洲路'", "2");
    put_some(&s, path, (int[]){2}, 1);
    draw(path, "INSERT INTO facility_point (name, kind, status, basis, year, geom) VALUES"
               " ('雁洲大道', 'road', 'suspended', 'reported', 2028, MakePoint(118.25, 26.1, 4326))");
    assert_value(path, "SELECT status, year FROM project WHERE title = '雁洲大道'", "suspended 2028");
    assert_value(path, "SELECT count(*) FROM facility WHERE name = '雁洲大道'", "1");
    assert_sound(path);
    for (int n = 1; n <= 4; n++) apply(path, ter_override_drop(r, n, &err));
    assert_value(path, "SELECT count(*) FROM facility_point WHERE kind = 'road'", "0");
    assert_value(path, "SELECT count(*) FROM shown_facility WHERE kind = 'road'", "2");
    assert_sound(path);
    story_release(&s);
}

typedef struct seen {
    size_t count;
    ter_buf lines;
} seen;

static ter_status note_feature(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    seen *x = context;
    x->count++;
    ter_buf_printf(&x->lines, "%s %s%s %d %s;", f->kind, f->part, ter_state_name(f->state), f->year, f->document);
    return TER_OK;
}

static void layers_have_the_corrected_state(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("layers.sqlite");
    put_some(&s, path, (int[]){0, 1}, 2);
    char *road = id_of(path, "雁洲路"), *park = id_of(path, "松涛公园");
    ter_override_values v = {.has_status = true, .status = TER_STATE_UNDER_CONSTRUCTION};
    apply(path, ter_override_set(r, road, &v, &planner, &err));
    apply(path, ter_override_reject(r, park, &planner, &err));
    ter_error err = {0};
    seen x = {0};
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_each_feature(r, NULL, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road started 2027 a.txt;road under_construction 2028 set by hand (王工, "
                                     "2028-03-04);");
    ter_buf_clear(&x.lines);
    ter_registry_filter before = {.as_of = "2028-03-01"};
    assert_int_equal(ter_registry_each_feature(r, &before, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road completed 2028 b.txt;"); /* as documents said then */
    ter_buf_clear(&x.lines);
    ter_registry_filter after = {.as_of = "2028-03-04"};
    assert_int_equal(ter_registry_each_feature(r, &after, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road under_construction 2028 set by hand (王工, 2028-03-04);");
    ter_registry_free(r);
    /* A second decision leaves the first one its days. */
    const ter_author later = {"李工", "2028-05-06T08:00:00Z", NULL};
    ter_override_values second = {.has_status = true, .status = TER_STATE_SUSPENDED};
    apply(path, ter_override_set(r, road, &second, &later, &err));
    r = registry_opened(path, TER_REGISTRY_READ);
    ter_buf_clear(&x.lines);
    assert_int_equal(ter_registry_each_feature(r, &after, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road under_construction 2028 set by hand (王工, 2028-03-04);");
    ter_buf_clear(&x.lines);
    ter_registry_filter last = {.as_of = "2028-05"};
    assert_int_equal(ter_registry_each_feature(r, &last, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road suspended 2028 set by hand (李工, 2028-05-06);");
    ter_registry_free(r);
    /* What a person says as a document does is one feature, not two. */
    ter_override_values again = {.has_status = true, .status = TER_STATE_STARTED, .has_year = true, .year = 2027};
    apply(path, ter_override_set(r, road, &again, &later, &err));
    r = registry_opened(path, TER_REGISTRY_READ);
    ter_buf_clear(&x.lines);
    assert_int_equal(ter_registry_each_feature(r, NULL, note_feature, &x, &err), TER_OK);
    assert_string_equal(x.lines.ptr, "road started 2027 set by hand (李工, 2028-05-06);");
    ter_registry_free(r);
    ter_buf_release(&x.lines);
    free(road), free(park);
    story_release(&s);
}

static void bad_ids_change_nothing(void **state) {
    (void)state;
    story s;
    story_init(&s);
    const char *path = in_folder("bad.sqlite");
    put_some(&s, path, (int[]){0}, 1);
    char *park = id_of(path, "松涛公园"), *before = content_of(path);
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    ter_override_values v = {.name = "甲", .has_status = true, .status = TER_STATE_COMPLETED};
    ter_error err = {0};
    assert_int_equal(ter_override_set(r, "park-000000000000", &v, &planner, &err), TER_INPUT);
    assert_int_equal(ter_override_set(r, part_id(park, ".12345678"), &v, &planner, &err), TER_INPUT);
    assert_int_equal(ter_override_set(r, park, &v, &planner, &err), TER_INPUT); /* which of its two projects? */
    assert_int_equal(ter_override_merge(r, park, "x", &planner, &err), TER_INPUT);
    assert_int_equal(ter_override_reject(r, "x", &planner, &err), TER_INPUT);
    ter_registry_free(r);
    char *after = content_of(path);
    assert_string_equal(before, after);
    assert_value(path, "SELECT (SELECT count(*) FROM override), (SELECT count(*) FROM deriving)", "0 0");
    free(before), free(after), free(park);
    story_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decisions_stay),
        cmocka_unit_test(order_leaves_no_trace),
        cmocka_unit_test(dropping_restores),
        cmocka_unit_test(merged_ids_both_resolve),
        cmocka_unit_test(a_part_split_off_stays_so),
        cmocka_unit_test(replaced_and_gone_documents_keep_decisions),
        cmocka_unit_test(a_gazetteer_that_comes_later_keeps_decisions),
        cmocka_unit_test(another_area_keeps_decisions),
        cmocka_unit_test(drawn_under_its_name_it_has_a_place),
        cmocka_unit_test(layers_have_the_corrected_state),
        cmocka_unit_test(bad_ids_change_nothing),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
