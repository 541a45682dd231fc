/* The write-ahead log: edits that are only in it, writers that are killed, readers who may not write, copies; and the
 * revision by which the index of what is near is believed. */
#include "registry_head.h"

#include "registry/file/registry.h"
#include "registry/file/revision.h"
#include "registry/file/store.h"
#include "registry/ingest/record.h"
#include "registry/search/by_distance.h"
#include "registry/search/distance_index.h"

#include <grp.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static const ter_position here = {118.3, 26.1}, far = {-30, -50};

/* A document that names one park, at a place of its own. */
static void put_park(ter_registry *r, const char *key, const char *name, ter_position at) {
    ter_geometry g = point_at(at.lon_deg, at.lat_deg);
    char hash[TER_SHA256_HEX_SIZE];
    ter_record_mention m = mention_of(name, name, "park", place_of(key, name, &g));
    ter_record_document doc = document_of(key, "2027-02-16", name, &m, 1, hash);
    put(r, &doc);
    ter_geometry_release(&g);
}

static const char *two_parks(const char *name) {
    const char *path = in_folder(name);
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    put_park(r, "park-01", "甘棠公园", here);
    put_park(r, "park-02", "杜若公园", (ter_position){118.31, 26.11});
    ter_registry_free(r);
    return path;
}

static bool has(const char *path, const char *suffix) {
    char name[512];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    return ter_path_exists(name);
}

static off_t size_of(const char *path, const char *suffix) {
    struct stat s;
    char name[512];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    return stat(name, &s) == 0 ? s.st_size : -1;
}

static ino_t index_of(const char *path) {
    struct stat s;
    char name[512];
    snprintf(name, sizeof name, "%s-near", path);
    return stat(name, &s) == 0 ? s.st_ino : 0;
}

static size_t hits_within(ter_registry *r, ter_position from, double radius_m) {
    ter_near_hits hits;
    ter_error err = {0};
    if (ter_registry_near(r, from, radius_m, 0, NULL, &hits, &err) != TER_OK) fail_msg("%s", err.message);
    size_t count = hits.len;
    ter_near_hits_release(&hits);
    return count;
}

static void execute(ter_store *s, const char *sql) {
    ter_error err = {0};
    if (ter_store_script(s, sql, &err) != TER_OK) fail_msg("%s", err.message);
}

static ter_store store_opened(const char *path, ter_store_mode mode) {
    ter_store s = {0};
    ter_error err = {0};
    if (ter_store_open(path, mode, &s, &err) != TER_OK) fail_msg("%s", err.message);
    return s;
}

static void an_edit_in_the_log_is_seen(void **state) {
    (void)state;
    const char *path = two_parks("edited.sqlite");
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    ter_store editor = store_opened(path, TER_STORE_WRITE);
    execute(&editor, "UPDATE facility_point SET geom = MakePoint(-30, -50, 4326) WHERE name = '甘棠公园'");
    assert_true(size_of(path, "-wal") > 0);
    assert_int_equal(hits_within(r, far, 10), 1);
    assert_int_equal(hits_within(r, here, 10), 0);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    ino_t made = index_of(path);
    assert_int_equal(hits_within(r, far, 10), 1);
    execute(&editor, "UPDATE facility_point SET geom = MakePoint(-30, -51, 4326) WHERE name = '甘棠公园'");
    assert_int_equal(hits_within(r, far, 10), 0);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_true(index_of(path) != made);
    ter_store_close(&editor);
    ter_registry_free(r);
    assert_false(has(path, "-wal"));
}

static void a_checkpoint_leaves_the_index_valid(void **state) {
    (void)state;
    const char *path = two_parks("checkpoint.sqlite");
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    ter_store editor = store_opened(path, TER_STORE_WRITE);
    execute(&editor, "UPDATE facility_point SET geom = MakePoint(-30, -50, 4326) WHERE name = '甘棠公园'");
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    ino_t made = index_of(path);
    execute(&editor, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_int_equal(index_of(path), made);
    ter_store_close(&editor);
    ter_registry_free(r);
    r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(ter_registry_index(r, NULL), TER_OK);
    assert_int_equal(index_of(path), made);
    ter_registry_free(r);
}

static void every_change_is_another_revision(void **state) {
    (void)state;
    static const char *const changes[] = {
        "UPDATE facility_point SET name = '新名公园' WHERE name = '甘棠公园'",
        "UPDATE facility SET area = '别处'",
        "INSERT INTO facility_name SELECT facility, 'x', type, 'x', '', '' FROM facility_name LIMIT 1",
        "INSERT INTO deriving VALUES (1); DELETE FROM facility_point WHERE fid = (SELECT min(fid) FROM facility_point)",
        "DELETE FROM facility_name",
        "VACUUM",
    };
    const char *path = two_parks("revisions.sqlite");
    char before[TER_REVISION], after[TER_REVISION];
    assert_int_equal(ter_registry_revision(path, before, NULL), TER_OK);
    assert_true(before[0]);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ter_store s = store_opened(path, TER_STORE_WRITE);
        execute(&s, changes[i]);
        ter_store_close(&s);
        assert_int_equal(ter_registry_revision(path, after, NULL), TER_OK);
        assert_true(after[0]);
        assert_string_not_equal(after, before);
        memcpy(before, after, sizeof after);
    }
    ter_store s = store_opened(path, TER_STORE_WRITE);
    execute(&s, "DROP TRIGGER revision_facility_UPDATE");
    ter_store_close(&s);
    assert_int_equal(ter_registry_revision(path, after, NULL), TER_OK);
    assert_string_equal(after, ""); /* nothing is known any more */
}

static void copies_edited_apart_never_agree(void **state) {
    (void)state;
    const char *path = two_parks("one.sqlite"), *copy = in_folder("two.sqlite");
    char revisions[2][TER_REVISION], copied[TER_REVISION];
    assert_int_equal(ter_registry_copy(path, copy, copied, NULL), TER_OK);
    for (int i = 0; i < 2; i++) {
        ter_store s = store_opened(i ? copy : path, TER_STORE_WRITE);
        execute(&s, "UPDATE facility_point SET name = '改了' WHERE fid = (SELECT min(fid) FROM facility_point)");
        ter_store_close(&s);
        assert_int_equal(ter_registry_revision(i ? copy : path, revisions[i], NULL), TER_OK);
    }
    assert_string_not_equal(revisions[0], revisions[1]);
}

static void a_copy_has_what_is_in_the_log(void **state) {
    (void)state;
    const char *path = two_parks("logged.sqlite"), *copy = in_folder("copy.sqlite");
    char revision[TER_REVISION], now[TER_REVISION];
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    put_park(r, "park-03", "云杉公园", far);
    assert_true(size_of(path, "-wal") > 0);
    assert_int_equal(ter_registry_copy(path, copy, revision, NULL), TER_OK);
    char *a = content_of(path), *b = content_of(copy);
    assert_string_equal(a, b);
    assert_int_equal(ter_registry_revision(path, now, NULL), TER_OK);
    assert_string_equal(now, revision);
    put_park(r, "park-04", "银杏公园", far);
    assert_int_equal(ter_registry_revision(path, now, NULL), TER_OK);
    assert_string_not_equal(now, revision);
    ter_registry_free(r);
    assert_sound(copy);
    free(a);
    free(b);
    assert_int_equal(ter_registry_copy(in_folder("absent.sqlite"), copy, revision, NULL), TER_IO);
}

/* Killed after one document is in and while the next is written. */
static void kill_a_writer(const char *path) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
        put_park(r, "park-03", "云杉公园", far);
        ter_store s = store_opened(path, TER_STORE_WRITE);
        execute(&s, "PRAGMA cache_size=1; BEGIN IMMEDIATE; UPDATE facility_point SET name = '写了一半'");
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
}

static void a_killed_writer_leaves_whole_documents(void **state) {
    (void)state;
    const char *path = two_parks("killed.sqlite");
    kill_a_writer(path);
    assert_true(size_of(path, "-wal") > 0);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(hits_within(r, far, 10), 1);
    assert_int_equal(hits_within(r, here, INFINITY), 3);
    ter_registry_free(r);
    assert_false(has(path, "-wal"));
    assert_false(has(path, "-shm"));
    assert_value(path, "SELECT count(*) FROM facility_point WHERE name = '写了一半'", "0");
    assert_sound(path);
}

static void a_log_is_kept_short(void **state) {
    (void)state;
    const char *path = two_parks("short.sqlite");
    ter_store writer = store_opened(path, TER_STORE_WRITE), reader = store_opened(path, TER_STORE_READ);
    execute(&writer, "PRAGMA wal_autocheckpoint=0");
    writer.log_limit = 1;
    ter_query held = ter_store_query(&reader, "SELECT name FROM facility_point ORDER BY fid", "");
    assert_true(ter_query_next(&held));
    execute(&writer, "UPDATE facility_name SET pinyin = 'x'");
    ter_store_trim_log(&writer); /* the reader stays: not now, and not again for a while */
    off_t grown = size_of(path, "-wal");
    assert_true(grown > 0);
    assert_true(writer.log_limit == 2 * grown);
    assert_true(ter_query_next(&held));
    assert_int_equal(ter_query_end(&held, NULL), TER_OK);
    writer.log_limit = 1;
    ter_store_trim_log(&writer);
    assert_int_equal(size_of(path, "-wal"), 0);
    ter_store_close(&reader);
    ter_store_close(&writer);
}

/* ---- several leave at the same moment ---- */

enum { LEAVING = 6, ROUNDS = 40 };

static pthread_barrier_t at_the_door;

static void *read_and_leave(void *path) {
    ter_store s;
    ter_status status = ter_store_open(path, TER_STORE_READ, &s, NULL);
    if (status == TER_OK && ter_store_int(&s, "SELECT count(*) FROM facility", 0) != 2) status = TER_DB;
    pthread_barrier_wait(&at_the_door);
    ter_store_close(&s);
    return status == TER_OK ? path : NULL;
}

static void who_leave_together_leave_no_log(void **state) {
    (void)state;
    const char *path = two_parks("together.sqlite");
    char file[512];
    snprintf(file, sizeof file, "%s", path);
    assert_int_equal(pthread_barrier_init(&at_the_door, NULL, LEAVING), 0);
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t threads[LEAVING];
        for (int i = 0; i < LEAVING; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_and_leave, file), 0);
        for (int i = 0; i < LEAVING; i++) {
            void *said;
            assert_int_equal(pthread_join(threads[i], &said), 0);
            assert_ptr_equal(said, file);
        }
        assert_false(has(path, "-wal"));
        assert_false(has(path, "-shm"));
    }
    pthread_barrier_destroy(&at_the_door);
}

static void an_earlier_registry_is_taken_on(void **state) {
    (void)state;
    const char *path = two_parks("earlier.sqlite");
    char revision[TER_REVISION];
    ter_store s = store_opened(path, TER_STORE_WRITE);
    execute(&s, "DELETE FROM sqlite_sequence WHERE name = 'revision'; DROP TRIGGER revision_facility_INSERT;"
                "DROP TRIGGER revision_facility_point_UPDATE; PRAGMA journal_mode=DELETE");
    ter_store_close(&s);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_int_equal(hits_within(r, here, 10), 1);
    assert_int_equal(ter_registry_index(r, NULL), TER_UNSUPPORTED);
    ter_registry_free(r);
    r = registry_opened(path, TER_REGISTRY_WRITE);
    put_park(r, "park-03", "云杉公园", far);
    ter_registry_free(r);
    assert_value(path, "PRAGMA journal_mode", "wal");
    assert_int_equal(ter_registry_revision(path, revision, NULL), TER_OK);
    assert_true(revision[0]);
}

/* ---- who may not write ---- */

static void become_nobody(void) {
    if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
}

/* Exit code of `fn` in a child that may not write; the folder is closed for it meanwhile. */
static int as_nobody(const char *path, int (*fn)(const char *path)) {
    chmod(path, 0444);
    chmod(folder, 0555);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        become_nobody();
        _exit(fn(path));
    }
    int status = 0;
    waitpid(child, &status, 0);
    chmod(folder, 0755);
    chmod(path, 0644);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int to_child[2], to_parent[2];

static void pass_turn(int to, int from) {
    char c = 0;
    if (write(to, &c, 1) != 1 || read(from, &c, 1) != 1) _exit(70);
}

static int reads_on(const char *path) {
    ter_registry *r = NULL;
    if (ter_registry_open(path, TER_REGISTRY_READ, &r, NULL) != TER_OK) return 1;
    if (hits_within(r, here, INFINITY) != 2) return 2;
    pass_turn(to_parent[1], to_child[0]);
    if (hits_within(r, here, INFINITY) != 3) return 3;
    ter_registry_free(r);
    return 0;
}

static void a_reader_who_may_not_write_sees_what_is_written(void **state) {
    (void)state;
    const char *path = two_parks("still.sqlite");
    assert_int_equal(pipe(to_child) | pipe(to_parent), 0);
    chmod(folder, 0555);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        become_nobody();
        _exit(reads_on(path));
    }
    char c;
    bool ready = read(to_parent[0], &c, 1) == 1;
    chmod(folder, 0755);
    ter_registry *r = registry_opened(path, TER_REGISTRY_WRITE);
    put_park(r, "park-03", "云杉公园", far);
    ter_registry_free(r);
    chmod(folder, 0555);
    if (ready && write(to_child[1], "", 1) != 1) fail();
    int status = 0;
    waitpid(child, &status, 0);
    chmod(folder, 0755);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) skip();
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int reads_three(const char *path) {
    ter_registry *r = NULL;
    ter_error err = {0};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, &err);
    if (status == TER_READONLY) return strstr(err.message, "-wal") && !strchr(err.message, '\n') ? 10 : 1;
    if (status != TER_OK || hits_within(r, here, INFINITY) != 3) return 2;
    ter_registry_free(r);
    return 0;
}

static void a_log_that_cannot_be_put_in_is_read_or_told(void **state) {
    (void)state;
    const char *path = two_parks("left.sqlite");
    char memory[512];
    kill_a_writer(path);
    int read = as_nobody(path, reads_three); /* what the writer left in the shared memory's file is of use */
    if (read == 77) skip();
    assert_int_equal(read, 0);
    snprintf(memory, sizeof memory, "%s-shm", path);
    unlink(memory);
    assert_int_equal(as_nobody(path, reads_three), 10);
    assert_int_equal(reads_three(path), 0); /* who may, mends it */
    assert_int_equal(as_nobody(path, reads_three), 0);
}

/* As on a full disk: no file may grow, so there is no room for the log's shared memory. */
static void a_full_disk_is_read(void **state) {
    (void)state;
    const char *path = two_parks("full.sqlite");
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0}) != 0) _exit(70);
        ter_registry *r = NULL;
        if (ter_registry_open(path, TER_REGISTRY_READ, &r, NULL) != TER_OK) _exit(1);
        _exit(hits_within(r, here, INFINITY) == 2 ? 0 : 2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_in_the_log_is_seen),
        cmocka_unit_test(a_checkpoint_leaves_the_index_valid),
        cmocka_unit_test(every_change_is_another_revision),
        cmocka_unit_test(copies_edited_apart_never_agree),
        cmocka_unit_test(a_copy_has_what_is_in_the_log),
        cmocka_unit_test(a_killed_writer_leaves_whole_documents),
        cmocka_unit_test(a_log_is_kept_short),
        cmocka_unit_test(who_leave_together_leave_no_log),
        cmocka_unit_test(an_earlier_registry_is_taken_on),
        cmocka_unit_test(a_reader_who_may_not_write_sees_what_is_written),
        cmocka_unit_test(a_log_that_cannot_be_put_in_is_read_or_told),
        cmocka_unit_test(a_full_disk_is_read),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
