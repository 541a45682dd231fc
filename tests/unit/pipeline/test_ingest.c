/* The way from bytes to a registry, with the compiled-in lexicon and no gazetteer. */
#include "registry/file/registry.h"
#include "registry/registry_head.h"

#include "pipeline/ingest.h"

static const char plan[] = "青岚市今年将新建松涛公园二期。望湖路改造工程已开工建设。\n";
/* The same in GB18030: two bytes a character. */
static const char plan_gb18030[] =
    "\xc7\xe0\xe1\xb0\xca\xd0\xbd\xf1\xc4\xea\xbd\xab\xd0\xc2\xbd\xa8\xcb\xc9\xcc\xce\xb9\xab\xd4\xb0"
    "\xb6\xfe\xc6\xda\xa1\xa3\xcd\xfb\xba\xfe\xc2\xb7\xb8\xc4\xd4\xec\xb9\xa4\xb3\xcc\xd2\xd1\xbf\xaa"
    "\xb9\xa4\xbd\xa8\xc9\xe8\xa1\xa3\n";

static ter_document_context *context;

static int open_all(void **state) {
    ter_error err = {0};
    if (folder_make(state) != 0) return -1;
    if (ter_document_context_open((ter_reading_files){0}, NULL, 0, &context, &err) == TER_OK) return 0;
    print_error("%s\n", err.message);
    return -1;
}

static int close_all(void **state) {
    ter_document_context_free(context);
    return folder_remove(state);
}

static ter_ingest_options options_for_2027(void) {
    return (ter_ingest_options){.date = {2027, 9, 16}, .area = "青岚市"};
}

static ter_status ingest(const char *path, ter_str bytes, const char *name, ter_ingest_counts *counts, ter_error *err) {
    ter_ingest_options options = options_for_2027();
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    ter_status status = ter_ingest_bytes(r, context, bytes, name, &options, counts, err);
    ter_registry_free(r);
    return status;
}

static void bytes_become_facilities(void **state) {
    (void)state;
    const char *path = in_folder("r.sqlite");
    ter_ingest_counts counts = {0};
    ter_error err = {0};
    assert_int_equal(ingest(path, ter_str_from(plan), "plan.txt", &counts, &err), TER_OK);
    assert_int_equal(counts.added, 1);
    assert_true(counts.mentions >= 2);
    assert_int_equal(counts.located, 0); /* no gazetteer: nothing is invented */
    assert_value(path, "SELECT name, area FROM facility ORDER BY name", "望湖路 青岚市 松涛公园 青岚市");
    assert_value(path,
                 "SELECT f.name, p.part, p.status, p.basis, p.year FROM project p JOIN facility f ON f.id = p.facility"
                 " WHERE f.kind = 'road'",
                 "望湖路 - started reported 2027");
    assert_value(path, "SELECT published_on, name FROM document", "2027-09-16 plan.txt");
    assert_value(path, "SELECT count(*) FROM place WHERE shape IS NULL AND reason <> ''", "1");
    assert_sound(path);
    assert_int_equal(ingest(path, ter_str_from(plan), "plan.txt", &counts, &err), TER_OK);
    assert_int_equal(counts.unchanged, 1);
}

static void offsets_are_the_files(void **state) {
    (void)state;
    const char *path = in_folder("gb.sqlite");
    ter_str file = {plan_gb18030, sizeof plan_gb18030 - 1};
    ter_error err = {0};
    assert_int_equal(ingest(path, file, "plan.txt", NULL, &err), TER_OK);
    assert_value(
        path,
        "SELECT encoding, text = '青岚市今年将新建松涛公园二期。望湖路改造工程已开工建设。' || char(10) FROM document",
        "GB18030 1");
    assert_value(path, "SELECT start_byte, end_byte FROM mention WHERE name = '望湖路'", "30 36");
    assert_sound(path);
}

static void a_bad_document_leaves_no_registry(void **state) {
    (void)state;
    static const char binary[] = "\0\1\2\3\4\377\376\0\0PK\3\4";
    const char *path = in_folder("none.sqlite");
    ter_ingest_counts counts = {0};
    ter_error err = {0};
    assert_int_equal(ingest(path, (ter_str){binary, sizeof binary - 1}, "binary.txt", &counts, &err), TER_INPUT);
    assert_non_null(strstr(err.message, "binary.txt"));
    assert_int_equal(ingest(path, (ter_str){"", 0}, "empty.txt", &counts, &err), TER_INPUT);
    assert_int_equal(counts.added, 0);
    assert_false(ter_path_exists(path));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bytes_become_facilities),
                                       cmocka_unit_test(offsets_are_the_files),
                                       cmocka_unit_test(a_bad_document_leaves_no_registry)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
