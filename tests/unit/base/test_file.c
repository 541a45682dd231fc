#include "cmocka_head.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64]; /* a fresh one for the group */

static int setup(void **state) {
    (void)state;
    strcpy(folder, "/tmp/terrier_file_XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    return ter_dir_remove(folder, NULL) == TER_OK && !ter_path_exists(folder) ? 0 : -1;
}

/* A path in the folder; good until the next call but one. */
static const char *in_folder(const char *name) {
    static char paths[2][256];
    static int turn;
    turn = !turn;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

static void bytes_come_back_as_written(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    ter_buf read = {0};
    ter_str data = {"公园\0\r\n\xff", 10};
    assert_int_equal(ter_file_write(in_folder("名 'x'.txt"), data, &err), TER_OK);
    assert_int_equal(ter_file_read(in_folder("名 'x'.txt"), &read, &err), TER_OK);
    assert_int_equal(read.len, data.len);
    assert_memory_equal(read.ptr, data.ptr, data.len);
    ter_buf_release(&read);
}

static void an_empty_file_reads_as_nothing(void **state) {
    (void)state;
    ter_buf read = {0};
    assert_int_equal(ter_file_write(in_folder("empty"), (ter_str){0}, NULL), TER_OK);
    assert_int_equal(ter_file_read(in_folder("empty"), &read, NULL), TER_OK);
    assert_int_equal(read.len, 0);
    ter_buf_release(&read);
}

static void what_cannot_be_read_is_named(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    ter_buf read = {0};
    assert_int_equal(ter_file_read(in_folder("absent.txt"), &read, &err), TER_IO);
    assert_non_null(strstr(err.message, "absent.txt"));
    assert_int_equal(ter_file_read(folder, &read, &err), TER_IO);
    assert_non_null(strstr(err.message, "folder"));
    assert_int_equal(read.len, 0);
    ter_buf_release(&read);
}

static void a_failed_write_leaves_nothing_behind(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_file_write(in_folder("no/such/folder.txt"), ter_str_from("x"), &err), TER_IO);
    assert_non_null(strstr(err.message, "nothing was written"));
    /* A folder of that name stands in the way: it stays, and no temporary file does. */
    assert_int_equal(ter_dir_make(in_folder("taken/inside"), &err), TER_OK);
    assert_int_equal(ter_file_write(in_folder("taken"), ter_str_from("x"), &err), TER_IO);
    assert_true(ter_path_is_dir(in_folder("taken/inside")));
    char temporary[64];
    snprintf(temporary, sizeof temporary, "taken.%ld.tmp", (long)getpid());
    assert_false(ter_path_exists(in_folder(temporary)));
}

static void a_write_replaces_what_was_there(void **state) {
    (void)state;
    ter_buf read = {0};
    assert_int_equal(ter_file_write(in_folder("a"), ter_str_from("long first text"), NULL), TER_OK);
    assert_int_equal(ter_file_write(in_folder("a"), ter_str_from("short"), NULL), TER_OK);
    assert_int_equal(ter_file_read(in_folder("a"), &read, NULL), TER_OK);
    assert_string_equal(read.ptr, "short");
    ter_buf_release(&read);
}

static void folders_are_made_with_parents_and_removed_with_contents(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_dir_make(in_folder("d/e/f"), &err), TER_OK);
    assert_int_equal(ter_dir_make(in_folder("d/e/f/"), &err), TER_OK); /* once more is fine */
    assert_true(ter_path_is_dir(in_folder("d/e/f")));
    assert_int_equal(ter_file_write(in_folder("d/e/file"), ter_str_from("x"), &err), TER_OK);
    assert_int_equal(ter_dir_make(in_folder("d/e/file/g"), &err), TER_IO);
    assert_int_equal(ter_dir_make(in_folder("d/e/file"), &err), TER_IO);
    /* A link to a folder is removed; what it points to is not. */
    assert_int_equal(ter_dir_make(in_folder("kept"), &err), TER_OK);
    assert_int_equal(symlink(in_folder("kept"), in_folder("d/link")), 0);
    assert_int_equal(ter_dir_remove(in_folder("d"), &err), TER_OK);
    assert_false(ter_path_exists(in_folder("d")));
    assert_true(ter_path_is_dir(in_folder("kept")));
    assert_int_equal(ter_dir_remove(in_folder("d"), &err), TER_OK); /* absent is fine */
}

static void paths(void **state) {
    (void)state;
    char *p = ter_path_join("a", "b.txt");
    assert_string_equal(p, "a/b.txt");
    free(p);
    p = ter_path_join("a/", "b.txt");
    assert_string_equal(p, "a/b.txt");
    free(p);
    assert_string_equal(ter_path_base("x/y/公园.txt"), "公园.txt");
    assert_string_equal(ter_path_base("公园.txt"), "公园.txt");
    assert_string_equal(ter_path_base("x/"), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back_as_written),
        cmocka_unit_test(an_empty_file_reads_as_nothing),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(a_failed_write_leaves_nothing_behind),
        cmocka_unit_test(a_write_replaces_what_was_there),
        cmocka_unit_test(folders_are_made_with_parents_and_removed_with_contents),
        cmocka_unit_test(paths),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
