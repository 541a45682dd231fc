/* near against brute force on random points, lines and polygons; ties, limits, filters, windows that grow. */
#include "registry_head.h"

#include "geo/distance.h"
#include "registry/file/registry.h"
#include "registry/file/store.h"
#include "registry/ingest/record.h"
#include "registry/read/feature.h"
#include "registry/search/by_distance.h"
#include "registry/search/distance_index.h"

#include <math.h>

enum { FACILITIES = 400, QUERIES = 120 };

/* xorshift64: the same numbers everywhere. */
static uint64_t seed = 0x9e3779b97f4a7c15u;

static double random_between(double low, double high) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return low + (high - low) * ((double)(seed >> 11) / 9007199254740992.0);
}

static ter_position random_position(void) {
    /* Most in one city, some anywhere, also at the antimeridian. */
    double where = random_between(0, 1);
    if (where < 0.8) return (ter_position){random_between(116.2, 116.7), random_between(39.7, 40.2)};
    if (where < 0.9) return (ter_position){random_between(-180, 180), random_between(-85, 85)};
    return (ter_position){random_between(0, 1) < 0.5 ? random_between(179.5, 180) : random_between(-180, -179.5),
                          random_between(-1, 1)};
}

static ter_geometry random_geometry(int i) {
    ter_geometry g = {.type = (ter_geometry_type)(1 + i % 3)};
    ter_position p = random_position();
    double size = random_between(0.0005, 0.02);
    size_t corners = g.type == TER_GEOMETRY_POINT ? 1 : g.type == TER_GEOMETRY_LINE ? 3 : 5;
    static const double square[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    for (size_t k = 0; k < corners; k++) {
        double x = p.lon_deg + size * square[k][0], y = p.lat_deg + size * square[k][1];
        ter_geometry_add_point(&g, (ter_position){fmin(x, 180), y});
    }
    ter_geometry_end_part(&g);
    if (g.type == TER_GEOMETRY_POLYGON) ter_geometry_end_polygon(&g);
    return g;
}

typedef struct world {
    char *path;
    ter_geometry geometries[FACILITIES];
    char names[FACILITIES][32], keys[FACILITIES][32], ids[FACILITIES][40];
} world;

static world w;

static int world_make(void **state) {
    static ter_record_mention mentions[FACILITIES];
    static char hash[TER_SHA256_HEX_SIZE];
    if (folder_make(state) != 0) return -1;
    w.path = ter_strdup(in_folder("world.sqlite"));
    ter_buf text = {0};
    for (int i = 0; i < FACILITIES; i++) {
        snprintf(w.names[i], sizeof w.names[i], "第%d号公园。", i);
        ter_buf_puts(&text, w.names[i]);
    }
    for (int i = 0; i < FACILITIES; i++) {
        snprintf(w.keys[i], sizeof w.keys[i], "park-%016d", i);
        w.geometries[i] = random_geometry(i);
        if (i % 40 == 38) { /* two at one place, so that ids decide */
            ter_geometry_release(&w.geometries[i]);
            ter_geometry_copy(&w.geometries[i - 1], &w.geometries[i]);
        }
        mentions[i] = mention_of(text.ptr, w.names[i], i % 5 ? "park" : "school",
                                 place_of(w.keys[i], w.names[i], &w.geometries[i]));
        char sum[TER_SHA256_HEX_SIZE], identity[64];
        snprintf(identity, sizeof identity, "toponym|%s", w.keys[i]);
        ter_sha256_hex(ter_str_from(identity), sum);
        snprintf(w.ids[i], sizeof w.ids[i], "park-%.12s", sum);
    }
    ter_record_document doc = document_of("world.txt", "2027", text.ptr, mentions, FACILITIES, hash);
    ter_registry *r = registry_opened(w.path, TER_REGISTRY_CREATE);
    put(r, &doc);
    ter_registry_free(r);
    ter_buf_release(&text);
    return 0;
}

static int world_remove(void **state) {
    for (int i = 0; i < FACILITIES; i++) ter_geometry_release(&w.geometries[i]);
    free(w.path);
    return folder_remove(state);
}

typedef struct expected {
    const char *id;
    double distance_m;
} expected;

static int compare_expected(const void *a, const void *b) {
    const expected *x = a, *y = b;
    if (x->distance_m != y->distance_m) return x->distance_m < y->distance_m ? -1 : 1;
    return strcmp(x->id, y->id);
}

static size_t brute_force(ter_position from, double radius_m, bool schools, expected *out) {
    size_t count = 0;
    for (int i = 0; i < FACILITIES; i++) {
        if (schools && i % 5) continue;
        expected e = {w.ids[i], ter_geometry_distance_m(&w.geometries[i], from, NULL)};
        if (e.distance_m <= radius_m) out[count++] = e;
    }
    qsort(out, count, sizeof *out, compare_expected);
    return count;
}

static void assert_near(ter_registry *r, ter_position from, double radius_m, size_t limit, bool schools) {
    static expected wanted[FACILITIES];
    size_t count = brute_force(from, radius_m, schools, wanted);
    if (limit && count > limit) count = limit;
    ter_registry_filter filter = {.kinds = schools ? (const char *const[]){"school", NULL} : NULL};
    ter_near_hits hits;
    ter_error err = {0};
    if (ter_registry_near(r, from, radius_m, limit, &filter, &hits, &err) != TER_OK) fail_msg("%s", err.message);
    assert_int_equal(hits.len, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(hits.items[i].id, wanted[i].id);
        assert_true(hits.items[i].distance_m == wanted[i].distance_m);
        double there = ter_distance_m(from, hits.items[i].position);
        assert_true(fabs(there - hits.items[i].distance_m) < 0.01);
    }
    ter_near_hits_release(&hits);
}

static void assert_near_everywhere(ter_registry *r) {
    for (int i = 0; i < QUERIES; i++) {
        ter_position from = random_position();
        assert_near(r, from, INFINITY, 1, false);
        assert_near(r, from, INFINITY, 25, i % 2);
        assert_near(r, from, random_between(0, 30000), 0, i % 2);
        assert_near(r, from, random_between(0, 2e7), 7, false);
    }
    assert_near(r, (ter_position){116.45, 39.95}, INFINITY, 0, false); /* all there are */
    assert_near(r, (ter_position){180, 0}, 60000, 0, false);           /* over the antimeridian */
    assert_near(r, (ter_position){-180, 0}, 60000, 0, false);
    assert_near(r, (ter_position){30, 90}, INFINITY, 3, false); /* from a pole */
    assert_near(r, w.geometries[0].points[0], 0, 0, false);     /* radius 0 still finds what is there */
}

static void windows_equal_brute_force(void **state) {
    (void)state;
    ter_registry *r = registry_opened(w.path, TER_REGISTRY_READ);
    assert_near_everywhere(r);
    ter_registry_free(r);
    assert_false(ter_path_exists(in_folder("world.sqlite-near"))); /* few things: no second file */
}

static void index_equals_brute_force(void **state) {
    (void)state;
    ter_registry *r = registry_opened(w.path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_true(ter_path_exists(in_folder("world.sqlite-near")));
    assert_near_everywhere(r);
    ter_registry_free(r);
    r = registry_opened(w.path, TER_REGISTRY_READ); /* and as another finds it */
    assert_near_everywhere(r);
    ter_registry_free(r);
}

static size_t hits_within(ter_registry *r, ter_position from, double radius_m) {
    ter_near_hits hits;
    assert_int_equal(ter_registry_near(r, from, radius_m, 0, NULL, &hits, NULL), TER_OK);
    size_t count = hits.len;
    ter_near_hits_release(&hits);
    return count;
}

static void execute(const char *path, const char *sql) {
    ter_store s = {0};
    ter_error err = {0};
    ter_status status = ter_store_open(path, TER_STORE_WRITE, &s, &err);
    if (status == TER_OK) status = ter_store_run(&s, &err, sql, "");
    if (status != TER_OK) fail_msg("%s", err.message);
    ter_store_close(&s);
}

/* As QGIS does it: a row of a typed table is changed by somebody else while we have the index open. */
static void an_edit_makes_the_index_stale(void **state) {
    (void)state;
    ter_registry *r = registry_opened(w.path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    ter_position far = {-30, -50};
    assert_int_equal(hits_within(r, far, 10), 0);
    execute(w.path, "UPDATE facility_point SET geom = MakePoint(-30, -50, 4326) WHERE fid ="
                    " (SELECT min(fid) FROM facility_point)");
    assert_int_equal(hits_within(r, far, 10), 1);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_int_equal(hits_within(r, far, 10), 1);
    ter_registry_free(r);
}

static void a_damaged_index_is_no_obstacle(void **state) {
    (void)state;
    const char *path = in_folder("world.sqlite-near");
    ter_buf whole = {0};
    ter_registry *r = registry_opened(w.path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    size_t expected = hits_within(r, (ter_position){116.45, 39.95}, 50000);
    ter_registry_free(r);
    assert_int_equal(ter_file_read(path, &whole, NULL), TER_OK);
    for (size_t i = whole.len / 2; i < whole.len; i += 64) whole.ptr[i] ^= 1;
    assert_int_equal(ter_file_write(path, (ter_str){whole.ptr, whole.len}, NULL), TER_OK);
    r = registry_opened(w.path, TER_REGISTRY_READ);
    assert_int_equal(hits_within(r, (ter_position){116.45, 39.95}, 50000), expected);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_int_equal(hits_within(r, (ter_position){116.45, 39.95}, 50000), expected);
    ter_registry_free(r);
    ter_buf_release(&whole);
}

static void the_index_is_sound(void **state) {
    (void)state;
    assert_sound(w.path);
    assert_value(w.path,
                 "SELECT (SELECT count(*) FROM facility_point) + (SELECT count(*) FROM facility_line)"
                 " + (SELECT count(*) FROM facility_polygon)",
                 "400");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_is_sound),
        cmocka_unit_test(windows_equal_brute_force),
        cmocka_unit_test(index_equals_brute_force),
        cmocka_unit_test(a_damaged_index_is_no_obstacle),
        cmocka_unit_test(an_edit_makes_the_index_stale), /* the last: it changes the world */
    };
    return cmocka_run_group_tests(tests, world_make, world_remove);
}
