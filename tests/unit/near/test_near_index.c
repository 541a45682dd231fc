#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "geo/distance.h"
#include "geo/geodesic.h"
#include "near/near.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THINGS = 1200, QUERIES = 160 };

static double between(double low, double high) {
    return low + (high - low) * ((double)rand() / RAND_MAX);
}

typedef struct thing {
    char id[16];
    ter_near_record record;
    ter_geometry geometry;
} thing;

static const char *const kinds[] = {"hospital", "park", "road", "school", "waterway"};
static const char *const areas[] = {"", "东河区", "西山县"};

static void add_ring(ter_geometry *g, ter_position at, double size_deg) {
    double dx[] = {0, 1, 1.2, 0.1, 0}, dy[] = {0, 0.1, 1, 0.9, 0};
    for (int i = 0; i < 5; i++)
        ter_geometry_add_point(g, (ter_position){at.lon_deg + dx[i] * size_deg, at.lat_deg + dy[i] * size_deg});
    ter_geometry_end_part(g);
}

/* Points, several points, lines of several parts, polygons with holes. */
static ter_geometry random_geometry(ter_position at, double size_deg) {
    ter_geometry g = {.type = rand() % 2 ? TER_GEOMETRY_POINT : rand() % 2 ? TER_GEOMETRY_LINE : TER_GEOMETRY_POLYGON};
    int parts = g.type == TER_GEOMETRY_POLYGON ? 1 : 1 + rand() % 8 / 7;
    for (int part = 0; part < parts; part++) {
        if (g.type == TER_GEOMETRY_POLYGON) {
            add_ring(&g, at, size_deg);
            add_ring(&g, (ter_position){at.lon_deg + size_deg / 4, at.lat_deg + size_deg / 4}, size_deg / 4);
            ter_geometry_end_polygon(&g);
            continue;
        }
        int points = g.type == TER_GEOMETRY_POINT ? 1 : 2 + rand() % 6;
        for (int i = 0; i < points; i++)
            ter_geometry_add_point(&g, (ter_position){fmin(180, at.lon_deg + between(0, size_deg)),
                                                      fmin(90, at.lat_deg + between(0, size_deg))});
        ter_geometry_end_part(&g);
    }
    return g;
}

/* `wide`: the whole globe; else a city. Some lie at exactly the same place. */
static thing *random_things(size_t count, bool wide) {
    thing *things = ter_alloc(count * sizeof *things);
    for (size_t i = 0; i < count; i++) {
        thing *t = &things[i];
        ter_position at = wide ? (ter_position){between(-180, 178), asin(between(-1, 0.99)) / M_PI * 180}
                               : (ter_position){between(116.2, 116.6), between(39.8, 40.1)};
        snprintf(t->id, sizeof t->id, "x%05d", (int)((i * 7919) % count));
        if (i % 50 == 1) ter_geometry_copy(&things[i - 1].geometry, &t->geometry);
        else t->geometry = random_geometry(at, wide ? 2 : 0.01);
        t->record = (ter_near_record){t->id,
                                      "名称",
                                      i % 3 ? "" : "二期",
                                      t->id,
                                      kinds[rand() % 5],
                                      areas[rand() % 3],
                                      (ter_state)(1 + rand() % 7),
                                      (ter_basis)(rand() % 3),
                                      rand() % 4 ? 2020 + rand() % 8 : 0,
                                      0,
                                      TER_PRECISION_EXACT,
                                      &t->geometry};
        if (t->record.year && i % 4 == 0) t->record.period_from = t->record.year - 4;
    }
    return things;
}

static void free_things(thing *things, size_t count) {
    for (size_t i = 0; i < count; i++) ter_geometry_release(&things[i].geometry);
    free(things);
}

static char folder[] = "/tmp/terrier-near-XXXXXX";
static char path[64];

static void write_index(const thing *things, size_t count, const char *stamp) {
    ter_near_builder *b = NULL, *other = NULL;
    ter_error err = {0};
    if (ter_near_builder_new(path, &b, &err) != TER_OK) fail_msg("%s", err.message);
    assert_int_equal(ter_near_builder_new(path, &other, NULL), TER_BUSY);
    for (size_t i = 0; i < count; i++) ter_near_builder_add(b, &things[i].record);
    if (ter_near_builder_write(b, stamp, &err) != TER_OK) fail_msg("%s", err.message);
    ter_near_builder_free(b);
}

typedef struct answer {
    const thing *what;
    double distance_m;
} answer;

static int compare_answers(const void *pa, const void *pb) {
    const answer *a = pa, *b = pb;
    if (a->distance_m != b->distance_m) return a->distance_m < b->distance_m ? -1 : 1;
    return strcmp(a->what->id, b->what->id);
}

static bool wanted(const thing *t, const ter_near_filter *f) {
    bool kind = !f->kinds;
    for (size_t i = 0; !kind && f->kinds[i]; i++) kind = strcmp(f->kinds[i], t->record.kind) == 0;
    bool year = !f->years;
    int first = t->record.period_from ? t->record.period_from : t->record.year;
    for (size_t i = 0; !year && f->years[i] >= 0; i++) year = f->years[i] >= first && f->years[i] <= t->record.year;
    bool state = !f->states || (f->states & TER_NEAR_STATE(t->record.state, t->record.basis));
    return kind && year && state && (!f->area || strcmp(f->area, t->record.area) == 0);
}

static size_t by_brute_force(const thing *things, size_t count, ter_position from, double radius_m,
                             const ter_near_filter *f, answer *out) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (!wanted(&things[i], f)) continue;
        double d = ter_geometry_distance_m(&things[i].geometry, from, NULL);
        if (d <= radius_m) out[found++] = (answer){&things[i], d};
    }
    qsort(out, found, sizeof *out, compare_answers);
    return found;
}

static void assert_same(const ter_near_index *index, ter_position from, double radius_m, const ter_near_filter *f,
                        const answer *expected, size_t count, size_t limit) {
    ter_near_walk *w = ter_near_walk_new(index, from, radius_m, f);
    ter_near_found found;
    bool more = false;
    size_t n = 0;
    for (; n < limit; n++) {
        assert_int_equal(ter_near_walk_next(w, &found, &more, NULL), TER_OK);
        if (!more) break;
        assert_true(n < count);
        assert_string_equal(found.id, expected[n].what->id);
        if (found.distance_m != expected[n].distance_m) fail_msg("%.9f %.9f", found.distance_m, expected[n].distance_m);
        assert_string_equal(found.kind, expected[n].what->record.kind);
        assert_string_equal(found.part, expected[n].what->record.part);
        assert_int_equal(found.year, expected[n].what->record.year);
        assert_int_equal(found.period_from, expected[n].what->record.period_from);
        double to_nearest = ter_distance_m(from, found.position);
        assert_true(fabs(to_nearest - found.distance_m) < 0.001);
    }
    assert_int_equal(n, count < limit ? count : limit);
    ter_near_walk_free(w);
}

static void walks_are_as_brute_force(bool wide) {
    srand(wide ? 11 : 7);
    thing *things = random_things(THINGS, wide);
    answer *expected = ter_alloc(THINGS * sizeof *expected);
    write_index(things, THINGS, "s1");
    ter_near_index *index = NULL;
    assert_int_equal(ter_near_index_open(path, "s1", &index, NULL), TER_OK);
    assert_int_equal(ter_near_index_count(index), THINGS);
    const char *some_kinds[] = {"park", "road", "nothing", NULL};
    const int years[] = {2021, 0, -1};
    for (int q = 0; q < QUERIES; q++) {
        ter_position from = wide ? (ter_position){between(-180, 180), between(-90, 90)}
                                 : (ter_position){between(116.1, 116.7), between(39.7, 40.2)};
        if (q % 40 == 0) from = (ter_position){q % 80 ? 180 : -180, q % 3 ? 90 : -90};
        ter_near_filter f = {0};
        if (q % 4 == 1) f.kinds = some_kinds;
        if (q % 5 == 1) f.years = years;
        if (q % 6 == 1) f.area = q % 12 == 1 ? "东河区" : "无此区";
        if (q % 7 == 1)
            f.states = TER_NEAR_STATE(TER_STATE_STARTED, TER_BASIS_TARGET) | TER_NEAR_STATE(TER_STATE_PLANNED, 0);
        double radius = q % 3 == 0 ? INFINITY : pow(10, between(1, wide ? 7.3 : 4.5));
        size_t count = by_brute_force(things, THINGS, from, radius, &f, expected);
        assert_same(index, from, radius, &f, expected, count, q % 2 ? 10 : THINGS);
    }
    ter_near_index_free(index);
    free(expected);
    free_things(things, THINGS);
}

static void city_walks_are_as_brute_force(void **state) {
    (void)state;
    walks_are_as_brute_force(false);
}

static void global_walks_are_as_brute_force(void **state) {
    (void)state;
    walks_are_as_brute_force(true);
}

static void boxes_bound_distances_from_below(void **state) {
    (void)state;
    srand(3);
    for (int i = 0; i < 20000; i++) {
        ter_origin from = ter_origin_at((ter_position){between(-180, 180), between(-90, 90)});
        double size = pow(10, -between(0, 4)) * 90;
        ter_bbox box = {between(-180, 180), between(-90, 90), 0, 0};
        box.max_lon = fmin(180, box.min_lon + between(0, size));
        box.max_lat = fmin(90, box.min_lat + between(0, size));
        bool north = box.min_lat > 0 && from.at.lat_deg > 0;
        double radius = ter_least_radius_m(north ? fmin(box.min_lat, from.at.lat_deg) : 0);
        ter_direction_box directions = ter_direction_box_of(box);
        ter_direction d = ter_direction_of(from.at);
        double at[] = {d.x, d.y, d.z}, chord2 = 0;
        for (int k = 0; k < 3; k++)
            chord2 += pow(fmax(0, fmax(directions.min[k] - at[k], at[k] - directions.max[k])), 2);
        double least = ter_chord_least_m(chord2, radius);
        for (int k = 0; k < 8; k++) {
            ter_position p = {k < 4 ? k & 1 ? box.min_lon : box.max_lon : between(box.min_lon, box.max_lon),
                              k < 4 ? k & 2 ? box.min_lat : box.max_lat : between(box.min_lat, box.max_lat)};
            if (ter_geodesic_m(&from, p) < least) fail_msg("%.6f < %.6f", ter_geodesic_m(&from, p), least);
        }
    }
}

static void an_empty_index_gives_nothing(void **state) {
    (void)state;
    write_index(NULL, 0, "none");
    ter_near_index *index = NULL;
    assert_int_equal(ter_near_index_open(path, "none", &index, NULL), TER_OK);
    assert_same(index, (ter_position){116, 40}, INFINITY, NULL, NULL, 0, 10);
    ter_near_index_free(index);
}

static void stale_and_foreign_files_are_refused(void **state) {
    (void)state;
    thing *things = random_things(20, false);
    ter_near_index *index = NULL;
    ter_error err = {0};
    write_index(things, 20, "then");
    assert_int_equal(ter_near_index_open(path, "now", &index, &err), TER_VERSION);
    assert_null(index);
    assert_int_equal(ter_near_index_open("/nonexistent/x", "now", &index, &err), TER_IO);
    ter_buf noise = {0};
    for (int i = 0; i < 10000; i++) ter_buf_putc(&noise, (char)rand());
    assert_int_equal(ter_file_write(path, (ter_str){noise.ptr, noise.len}, NULL), TER_OK);
    assert_int_equal(ter_near_index_open(path, "now", &index, &err), TER_FORMAT);
    assert_int_equal(ter_file_write(path, (ter_str){"", 0}, NULL), TER_OK);
    assert_int_equal(ter_near_index_open(path, "now", &index, &err), TER_FORMAT);
    ter_buf_release(&noise);
    free_things(things, 20);
}

/* Whatever single byte is wrong, the answers are those of the whole file or there is an error. */
static void damage_is_found(void **state) {
    (void)state;
    srand(5);
    enum { FEW = 300 };
    thing *things = random_things(FEW, false);
    answer *expected = ter_alloc(FEW * sizeof *expected);
    ter_position from = {116.4, 39.95};
    size_t count = by_brute_force(things, FEW, from, INFINITY, &(ter_near_filter){0}, expected);
    write_index(things, FEW, "s");
    ter_buf whole = {0};
    assert_int_equal(ter_file_read(path, &whole, NULL), TER_OK);
    int found_bad = 0;
    for (int i = 0; i < 300; i++) {
        size_t at = i < 40 ? (size_t)i * 8 : (size_t)rand() % whole.len;
        whole.ptr[at] ^= 0x11;
        assert_int_equal(ter_file_write(path, (ter_str){whole.ptr, whole.len}, NULL), TER_OK);
        whole.ptr[at] ^= 0x11;
        ter_near_index *index = NULL;
        if (ter_near_index_open(path, "s", &index, NULL) != TER_OK) {
            found_bad++;
            continue;
        }
        ter_near_walk *w = ter_near_walk_new(index, from, INFINITY, NULL);
        ter_near_found found;
        bool more = true;
        ter_status status = TER_OK;
        for (size_t n = 0; status == TER_OK && more; n++) {
            status = ter_near_walk_next(w, &found, &more, NULL);
            if (status == TER_OK && more) assert_string_equal(found.id, expected[n].what->id);
            if (status == TER_OK && !more) assert_int_equal(n, count);
        }
        found_bad += status == TER_FORMAT;
        ter_near_walk_free(w);
        ter_near_index_free(index);
    }
    assert_true(found_bad > 250);
    ter_buf_release(&whole);
    free(expected);
    free_things(things, FEW);
}

static void what_cannot_be_written_leaves_nothing(void **state) {
    (void)state;
    ter_near_builder *b = NULL;
    ter_error err = {0};
    assert_int_equal(ter_near_builder_new("/nonexistent/folder/near", &b, &err), TER_IO);
    assert_null(b);
    assert_int_equal(ter_near_builder_new(path, &b, &err), TER_OK);
    ter_near_builder_free(b); /* given up: no file is left behind */
    char beside[80];
    snprintf(beside, sizeof beside, "%s-new", path);
    assert_false(ter_path_exists(beside));
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/near", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    return ter_dir_remove(folder, NULL) == TER_OK ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_bound_distances_from_below),      cmocka_unit_test(city_walks_are_as_brute_force),
        cmocka_unit_test(global_walks_are_as_brute_force),       cmocka_unit_test(an_empty_index_gives_nothing),
        cmocka_unit_test(stale_and_foreign_files_are_refused),   cmocka_unit_test(damage_is_found),
        cmocka_unit_test(what_cannot_be_written_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
