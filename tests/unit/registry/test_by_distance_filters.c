/* near against brute force over what layers tell: 2,000 random questions with every filter, of today and of earlier
 * days, with overrides in force, by windows and by index. */
#include "registry_head.h"

#include "geo/distance.h"
#include "registry/decisions/decision_edit.h"
#include "registry/file/registry.h"
#include "registry/ingest/record.h"
#include "registry/read/listing.h"
#include "registry/search/by_distance.h"
#include "registry/search/distance_index.h"

#include <math.h>

enum { DOCUMENTS = 9, FACILITIES = 240, QUESTIONS = 2000 };

/* xorshift64: the same numbers everywhere. */
static uint64_t seed = 0x2545f4914f6cdd1du;

static unsigned below(unsigned n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % n;
}

static double between(double low, double high) {
    return low + (high - low) * below(1000001) / 1e6;
}

static const char *const kinds[] = {"hospital", "park", "road", "school", "waterway"};
static const char *const areas[] = {"东河区", "西山县", "青岚市"};
static const char *const dates[DOCUMENTS] = {"2019",    "2020-06",    "2021-03-15", "2022",      "2023-01-01",
                                             "2024-02", "2025-12-31", "2026",       "2026-05-05"};

/* ---- a world ---- */

static ter_geometry geometries[FACILITIES];
static char names[FACILITIES][32], keys[FACILITIES][32];
static char *path;

static ter_geometry random_geometry(unsigned i) {
    ter_geometry g = {.type = (ter_geometry_type)(1 + i % 3)};
    bool far = below(10) == 0;
    double lon = far ? between(-180, 179) : between(118, 118.6), lat = far ? between(-80, 80) : between(26, 26.4);
    double size = between(0.0005, 0.03);
    static const double square[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    unsigned corners = g.type == TER_GEOMETRY_POINT ? 1 : g.type == TER_GEOMETRY_LINE ? 3 : 5;
    for (unsigned k = 0; k < corners; k++)
        ter_geometry_add_point(&g, (ter_position){lon + size * square[k][0], lat + size * square[k][1]});
    ter_geometry_end_part(&g);
    if (g.type == TER_GEOMETRY_POLYGON) ter_geometry_end_polygon(&g);
    return g;
}

static void put_document(ter_registry *r, int number) {
    static ter_record_mention mentions[FACILITIES];
    static ter_record_statement said[FACILITIES];
    ter_buf text = {0};
    char hash[TER_SHA256_HEX_SIZE], name[32];
    size_t count = 0;
    ter_buf_printf(&text, "第%d篇。", number);
    for (unsigned i = 0; i < FACILITIES; i++) ter_buf_printf(&text, "%s。", names[i]);
    for (unsigned i = 0; i < FACILITIES; i++) {
        if (below(3) != 0) continue;
        ter_record_place place = place_of(keys[i], names[i], &geometries[i]);
        place.area = areas[i % 3];
        ter_record_mention m = mention_of(text.ptr, names[i], kinds[i % 5], place);
        said[count] = says((ter_state)(1 + below(6)), (ter_basis)(1 + below(2)), below(4) ? 2018 + (int)below(10) : 0);
        if (i % 4) m = project_of(m, i % 8 == 1 && below(2) ? "二期" : NULL, &said[count], 1);
        mentions[count++] = m;
    }
    snprintf(name, sizeof name, "document %d.txt", number);
    ter_record_document doc = document_of(name, dates[number], text.ptr, mentions, count, hash);
    put(r, &doc);
    ter_buf_release(&text);
}

typedef TER_ARRAY(char *) id_list;

static ter_status keep_id(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    ter_array_push((id_list *)context, ter_strdup(f->project_id[0] ? f->project_id : f->facility_id));
    return TER_OK;
}

/* States set by hand on earlier days, places moved, some rejected. */
static void decide(ter_registry *r) {
    id_list ids = {0};
    ter_error err = {0};
    assert_int_equal(ter_registry_each_current(r, NULL, keep_id, &ids, &err), TER_OK);
    for (size_t i = 0; i < ids.len; i++) {
        char at[32];
        snprintf(at, sizeof at, "20%02u-%02u-11T08:00:00Z", 20 + below(7), 1 + below(12));
        const ter_author author = {"tester", at, "seen"};
        ter_override_values v = {
            .has_status = true, .status = (ter_state)(1 + below(6)), .has_year = true, .year = 2024};
        ter_geometry moved = point_at(between(118, 118.6), between(26, 26.4));
        ter_status status = TER_OK;
        if (i % 5 == 0 && strchr(ids.items[i], '.')) status = ter_override_set(r, ids.items[i], &v, &author, &err);
        if (i % 7 == 0)
            status = ter_override_set(r, ids.items[i], &(ter_override_values){.geometry = &moved, .uncertainty_m = 5},
                                      &author, &err);
        if (i % 31 == 30) status = ter_override_reject(r, ids.items[i], &author, &err);
        if (status != TER_OK) fail_msg("%s: %s", ids.items[i], err.message);
        ter_geometry_release(&moved);
        free(ids.items[i]);
    }
    ter_array_release(&ids);
}

static int world_make(void **state) {
    if (folder_make(state) != 0) return -1;
    path = ter_strdup(in_folder("world.sqlite"));
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    for (unsigned i = 0; i < FACILITIES; i++) {
        snprintf(names[i], sizeof names[i], "第%u号公园", 1000 + i);
        snprintf(keys[i], sizeof keys[i], "%s-%016u", kinds[i % 5], i);
        geometries[i] = random_geometry(i);
    }
    for (int k = 0; k < DOCUMENTS; k++) put_document(r, k);
    decide(r);
    ter_registry_free(r);
    return 0;
}

static int world_remove(void **state) {
    for (int i = 0; i < FACILITIES; i++) ter_geometry_release(&geometries[i]);
    free(path);
    return folder_remove(state);
}

/* ---- brute force ---- */

typedef struct thing {
    char id[64], kind[16], area[32];
    ter_state state;
    ter_basis basis;
    int year;
    double distance_m;
    ter_geometry geometry;
} thing;

typedef TER_ARRAY(thing) things;

static ter_status keep_thing(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    thing t = {.state = f->state, .basis = f->basis, .year = f->year};
    if (!f->geometry) return TER_OK;
    snprintf(t.id, sizeof t.id, "%s", f->project_id[0] ? f->project_id : f->facility_id);
    snprintf(t.kind, sizeof t.kind, "%s", f->kind);
    snprintf(t.area, sizeof t.area, "%s", f->area);
    ter_geometry_copy(f->geometry, &t.geometry);
    ter_array_push((things *)context, t);
    return TER_OK;
}

static void release_things(things *t) {
    for (size_t i = 0; i < t->len; i++) ter_geometry_release(&t->items[i].geometry);
    ter_array_release(t);
}

static int compare_things(const void *pa, const void *pb) {
    const thing *a = pa, *b = pb;
    if (a->distance_m != b->distance_m) return a->distance_m < b->distance_m ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* Of a day on which nothing was said of a facility's projects, layers have the facility; near has no row for it. */
static bool is_row_now(const things *now, const char *id) {
    for (size_t i = 0; i < now->len; i++)
        if (strcmp(now->items[i].id, id) == 0) return true;
    return false;
}

typedef struct question {
    ter_position from;
    double radius_m;
    size_t limit;
    ter_registry_filter filter;
    const char *kinds[3], *states[3], *bases[2];
    int years[3];
} question;

static void ask_at_random(question *q) {
    *q = (question){.radius_m = below(3) ? pow(10, between(2, 7)) : INFINITY, .limit = below(2) ? 1 + below(30) : 0};
    q->from = below(8) ? (ter_position){between(117.9, 118.7), between(25.9, 26.5)}
                       : (ter_position){between(-180, 180), between(-90, 90)};
    if (below(3) == 0) q->kinds[0] = kinds[below(5)], q->kinds[1] = kinds[below(5)], q->filter.kinds = q->kinds;
    if (below(3) == 0)
        q->states[0] = ter_state_name((ter_state)(1 + below(7))), q->states[1] = "completed",
        q->filter.states = q->states;
    if (below(4) == 0) q->bases[0] = below(2) ? "reported" : "target", q->filter.bases = q->bases;
    if (below(4) == 0)
        q->years[0] = below(3) ? 2018 + (int)below(10) : 0, q->years[1] = 2024, q->years[2] = -1,
        q->filter.years = q->years;
    if (below(4) == 0) q->filter.area = areas[below(3)];
}

static size_t brute_force(things *all, const things *now, const question *q) {
    size_t kept = 0;
    for (size_t i = 0; i < all->len; i++) {
        thing *t = &all->items[i];
        bool selected =
            ter_filter_allows(&q->filter, t->kind, ter_state_name(t->state), ter_basis_name(t->basis), t->year) &&
            (!q->filter.area || strcmp(q->filter.area, t->area) == 0) && is_row_now(now, t->id);
        t->distance_m = selected ? ter_geometry_distance_m(&t->geometry, q->from, NULL) : INFINITY;
        kept += selected && t->distance_m <= q->radius_m;
    }
    qsort(all->items, all->len, sizeof *all->items, compare_things);
    return q->limit && kept > q->limit ? q->limit : kept;
}

static size_t ask_all(const char *as_of, int count) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    things all = {0}, now = {0};
    size_t told = 0;
    const ter_registry_filter then = {.as_of = as_of};
    assert_int_equal(ter_registry_each_current(r, NULL, keep_thing, &now, NULL), TER_OK);
    assert_int_equal(as_of ? ter_registry_each_outline(r, &then, keep_thing, &all, NULL)
                           : ter_registry_each_current(r, NULL, keep_thing, &all, NULL),
                     TER_OK);
    ter_registry_let_go(r);
    assert_true(all.len > 0);
    for (int i = 0; i < count; i++) {
        question q;
        ter_near_hits hits;
        ter_error err = {0};
        ask_at_random(&q);
        size_t expected = brute_force(&all, &now, &q);
        q.filter.as_of = as_of;
        if (ter_registry_near(r, q.from, q.radius_m, q.limit, &q.filter, &hits, &err) != TER_OK)
            fail_msg("%s", err.message);
        assert_int_equal(hits.len, expected);
        for (size_t k = 0; k < expected; k++) {
            const thing *t = &all.items[k];
            const ter_near_hit *h = &hits.items[k];
            assert_string_equal(h->id, t->id);
            assert_true(h->distance_m == t->distance_m);
            assert_int_equal(h->state, t->state);
            assert_int_equal(h->basis, t->basis);
            assert_int_equal(h->year, t->year);
        }
        told += hits.len;
        ter_near_hits_release(&hits);
    }
    release_things(&all);
    release_things(&now);
    ter_registry_free(r);
    return told;
}

static void every_day_and_filter_is_as_brute_force(void) {
    static const char *const days[] = {NULL, "2021", "2022-06-30", "2024-02", "2025-12-31", "2026-12-31"};
    enum { DAYS = sizeof days / sizeof *days };
    for (int i = 0; i < DAYS; i++) assert_true(ask_all(days[i], QUESTIONS / 2 / DAYS + 1) > 100);
}

static void windows_equal_brute_force(void **state) {
    (void)state;
    every_day_and_filter_is_as_brute_force();
    assert_false(ter_path_exists(in_folder("world.sqlite-near")));
}

static void the_index_equals_brute_force(void **state) {
    (void)state;
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    ter_registry_free(r);
    assert_true(ter_path_exists(in_folder("world.sqlite-near")));
    every_day_and_filter_is_as_brute_force();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_equal_brute_force),
        cmocka_unit_test(the_index_equals_brute_force),
    };
    return cmocka_run_group_tests(tests, world_make, world_remove);
}
