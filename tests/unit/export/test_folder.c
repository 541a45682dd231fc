/* Folders that appear whole: what a run replaces, what it keeps, and what a failure leaves. */
#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "export/folder.h"

#include <stdio.h>
#include <stdlib.h>

static int root_make(void **state) {
    const char *tmp = getenv("TMPDIR");
    char *root = ter_path_join(tmp ? tmp : "/tmp", "ter_folder_XXXXXX");
    *state = root;
    return mkdtemp(root) ? 0 : -1;
}

static int root_remove(void **state) {
    ter_status status = ter_dir_remove(*state, NULL);
    free(*state);
    return status == TER_OK ? 0 : -1;
}

static bool is_there(const char *root, const char *name) {
    char *path = ter_path_join(root, name);
    bool there = ter_path_exists(path);
    free(path);
    return there;
}

static char *content(const char *root, const char *name) {
    char *path = ter_path_join(root, name);
    ter_buf data = {0};
    assert_int_equal(ter_file_read(path, &data, NULL), TER_OK);
    free(path);
    return ter_buf_detach(&data);
}

static void put_file(const char *root, const char *name, const char *text) {
    char *path = ter_path_join(root, name);
    assert_int_equal(ter_file_write(path, ter_str_from(text), NULL), TER_OK);
    free(path);
}

static const char *const entries[] = {"a", "b", NULL};
static const ter_folder_kind kind = {"a", "made by test", entries};

static void publish(const char *root, const char *a, bool overwrite, ter_status expected) {
    ter_folder folder = {0};
    ter_error err = {0};
    char *out = ter_path_join(root, "out/"), *file = NULL;
    ter_status status = ter_folder_begin(&folder, out, &kind, overwrite, &err);
    if (status == TER_OK) {
        file = ter_path_join(folder.temporary, "a");
        status = ter_file_write(file, ter_str_from(a), &err);
    }
    if (status == TER_OK) status = ter_folder_commit(&folder, &err);
    assert_int_equal(status, expected);
    ter_folder_release(&folder);
    free(out), free(file);
}

static void replaces_its_own(void **state) {
    const char *root = *state;
    publish(root, "made by test 1", false, TER_OK);
    put_file(root, "out/b", "an entry of ours that the next run does not write");
    publish(root, "made by test 2", false, TER_OK);
    char *a = content(root, "out/a");
    assert_string_equal(a, "made by test 2");
    assert_false(is_there(root, "out/b"));
    free(a);
}

static void keeps_what_is_not_ours(void **state) {
    const char *root = *state;
    char *out = ter_path_join(root, "out");
    assert_int_equal(ter_dir_make(out, NULL), TER_OK);
    put_file(root, "out/thesis.txt", "years of work");
    put_file(root, "out/b", "of somebody else, but our name");
    publish(root, "made by test", false, TER_EXISTS);
    assert_true(is_there(root, "out/b"));
    publish(root, "made by test", true, TER_OK);
    assert_true(is_there(root, "out/a"));
    assert_true(is_there(root, "out/thesis.txt"));
    assert_false(is_there(root, "out/b"));
    publish(root, "made by test", false, TER_OK); /* known as ours now; the rest still stays */
    assert_true(is_there(root, "out/thesis.txt"));
    free(out);
}

static void failure_leaves_the_old_one(void **state) {
    const char *root = *state;
    ter_folder folder = {0};
    publish(root, "made by test", false, TER_OK);
    char *out = ter_path_join(root, "out");
    assert_int_equal(ter_folder_begin(&folder, out, &kind, false, NULL), TER_OK);
    char *temporary = ter_strdup(folder.temporary);
    ter_folder_release(&folder);
    assert_false(ter_path_exists(temporary));
    char *a = content(root, "out/a");
    assert_string_equal(a, "made by test");
    free(a), free(temporary), free(out);
}

static void a_file_is_no_folder(void **state) {
    const char *root = *state;
    put_file(root, "out", "text");
    ter_folder folder = {0};
    char *out = ter_path_join(root, "out");
    assert_int_equal(ter_folder_begin(&folder, out, &kind, true, NULL), TER_EXISTS);
    ter_folder_release(&folder);
    free(out);
}

int main(void) {
#define WITH_ROOT(test) cmocka_unit_test_setup_teardown(test, root_make, root_remove)
    const struct CMUnitTest tests[] = {
        WITH_ROOT(replaces_its_own),
        WITH_ROOT(keeps_what_is_not_ours),
        WITH_ROOT(failure_leaves_the_old_one),
        WITH_ROOT(a_file_is_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
