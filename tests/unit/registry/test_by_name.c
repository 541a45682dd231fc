/* Names with an index and without one: the same answers. */
#include "registry_head.h"

#include "registry/file/registry.h"
#include "registry/read/feature.h"
#include "registry/search/by_name.h"
#include "text/fold.h"

enum { NAMES = 10100 };

static void run(sqlite3 *db, const char *sql) {
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
}

static void add_name(sqlite3 *db, const char *id, const char *name, const char *type) {
    sqlite3_stmt *s = NULL;
    ter_buf folded = {0}, pinyin = {0}, initials = {0};
    ter_fold_key(ter_str_from(name), &folded);
    ter_pinyin(ter_str_from(name), &pinyin);
    ter_pinyin_initials(ter_str_from(name), &initials);
    const char *const values[] = {id, name, type, folded.ptr, pinyin.ptr, initials.ptr};
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO facility_name VALUES (?,?,?,?,?,?)", -1, &s, NULL), SQLITE_OK);
    for (int i = 0; i < 6; i++) sqlite3_bind_text(s, i + 1, values[i], -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(s), SQLITE_DONE);
    sqlite3_finalize(s);
    ter_buf_release(&folded);
    ter_buf_release(&pinyin);
    ter_buf_release(&initials);
}

static void add_facility(sqlite3 *db, const char *id, const char *kind, const char *name) {
    char *sql = sqlite3_mprintf("INSERT INTO facility (id, kind, name, pinyin, place) VALUES (%Q, %Q, %Q, '', 'p')", id,
                                kind, name);
    run(db, sql);
    sqlite3_free(sql);
    add_name(db, id, name, "official");
}

static const char *many_names(const char *file, int count) {
    static const char *const first[] = {"云", "松", "竹", "梅", "清", "龙", "鹤", "玉", "石", "青", "安", "福"};
    static const char *const second[] = {"山", "河", "湖", "泉", "桥", "门", "关", "庄", "坪", "岭", "湾", "亭"};
    static const char *const last[] = {"公园", "小学", "医院", "东路", "二期"};
    const char *path = in_folder(file);
    ter_registry_free(registry_opened(path, TER_REGISTRY_CREATE));
    ter_registry *r = registry_opened(path, TER_REGISTRY_CREATE);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    run(db, "BEGIN; INSERT INTO place (id, match, precision, uncertainty_m, score, reason)"
            " VALUES ('p', 'none', 'none', 0, 0, '');"
            "INSERT INTO document (sha256, name, encoding, text, format) VALUES ('', '', '', '', 'txt')");
    for (int i = 0; i < count; i++) {
        char id[32], name[64];
        snprintf(id, sizeof id, "x-%d", i);
        snprintf(name, sizeof name, "%s%s%s%s%s", first[i % 12], second[i / 12 % 12], first[i / 144 % 12],
                 i % 7 ? "" : second[i / 1728 % 12], last[i % 5]);
        add_facility(db, id, i % 5 ? "road" : "park", name);
    }
    add_facility(db, "x-one", "park", "鼎湖湿地公园");
    add_name(db, "x-one", "旧苇塘", "former");
    add_name(db, "x-one", "101公园", "alias");
    add_facility(db, "x-two", "school", "MOMA国际小学");
    add_facility(db, "x-three", "school", "西安翠云东小学");
    run(db, "COMMIT");
    sqlite3_close(db);
    ter_registry_free(r);
    return path;
}

static void add_found(const ter_found *f, void *context) {
    ter_buf_printf(context, "%s %s %s\n", f->id, f->matched, ter_found_how_name(f->how));
}

static void put_form(const char *text, void (*put)(const char *form, void *context), void *context) {
    if (strstr(text, "己")) return;
    if (strcmp(text, "鼎潮") == 0) put("鼎湖", context); /* as rules would */
    if (strcmp(text, "云山松公圆") == 0) put("云山松公园", context);
}

static void put_numbers(const char *text, void (*put)(const char *form, void *context), void *context) {
    if (strcmp(text, "一〇一公园") == 0) put("101公园", context);
}

static bool is_weighty(uint32_t c) {
    return c == 0x4e1c || c == 0x897f; /* 东, 西 */
}

static const ter_find_spelling spelling = {put_form, put_numbers, is_weighty};

static char *found(ter_registry *r, const char *text, size_t limit, const char *kind) {
    ter_buf lines = {0};
    ter_error err = {0};
    const char *const kinds[] = {kind, NULL};
    const ter_registry_filter filter = {.kinds = kind ? kinds : NULL};
    const ter_find_request request = {text, limit, &filter, &spelling};
    if (ter_registry_find(r, &request, add_found, &lines, &err) != TER_OK) fail_msg("%s", err.message);
    return ter_buf_detach(&lines);
}

static void assert_found(ter_registry *r, const char *text, const char *expected) {
    char *lines = found(r, text, 0, NULL);
    assert_string_equal(lines, expected);
    free(lines);
}

static const char *const questions[] = {"云山",
                                        "鼎湖地公园",
                                        "鼎潮",
                                        "yunshan",
                                        "没有这个",
                                        "云",
                                        "山云",
                                        "湖泉公园",
                                        "云山云公园",
                                        "YS",
                                        "q",
                                        "ysy",
                                        "gong",
                                        "云杉",
                                        "鼎湖大湿地公园",
                                        "鼎泽湿地公园",
                                        "湖鼎湿地公园",
                                        "101",
                                        "101gongyuan",
                                        "。",
                                        "%",
                                        "yunshanyungongyuan",
                                        "yunshany",
                                        "xian",
                                        "momaguoji",
                                        "MOMA",
                                        "moma国际",
                                        "oma",
                                        "一〇一公园",
                                        "云山公园",
                                        "河松公园",
                                        "云山松公圆",
                                        "yunshanyunshanyunshanyunshanyunshan",
                                        "云山松泽公园",
                                        "东湖小学",
                                        "lv"};
enum { FEW_QUESTIONS = 5, QUESTIONS = sizeof questions / sizeof *questions };

static void answers_alike(const char *with, const char *without, size_t count) {
    ter_registry *a = registry_opened(with, TER_REGISTRY_READ), *b = registry_opened(without, TER_REGISTRY_READ);
    for (size_t i = 0; i < count; i++) {
        for (int way = 0; way < (i % 3 ? 1 : 3); way++) { /* all; the first; of a kind */
            char *x = found(a, questions[i], way == 1 ? 5 : 0, way == 2 ? "park" : NULL);
            char *y = found(b, questions[i], way == 1 ? 5 : 0, way == 2 ? "park" : NULL);
            if (strcmp(x, y) != 0) fail_msg("%s:\n%s\n%s", questions[i], x, y);
            free(x);
            free(y);
        }
    }
    ter_registry_free(a);
    ter_registry_free(b);
}

static char *beside(const char *path) {
    ter_buf b = {0};
    ter_buf_printf(&b, "%s-find", path);
    return ter_buf_detach(&b);
}

static void index_answers_as_all_names_do(void **state) {
    (void)state;
    const char *with = many_names("with.sqlite", NAMES), *without = many_names("without.sqlite", NAMES);
    char *index = beside(with), *blocked = beside(without);
    assert_int_equal(mkdir(blocked, 0755), 0); /* no index can be made there */
    answers_alike(with, without, QUESTIONS);
    assert_true(ter_path_exists(index) && !ter_path_is_dir(index));
    /* Damage costs time, and no answer. */
    ter_buf bytes = {0};
    assert_int_equal(ter_file_read(index, &bytes, NULL), TER_OK);
    for (size_t i = 4096; i < bytes.len; i++) bytes.ptr[i] = (char)(bytes.ptr[i] ^ 0x5a);
    assert_int_equal(ter_file_write(index, (ter_str){bytes.ptr, bytes.len}, NULL), TER_OK);
    answers_alike(with, without, FEW_QUESTIONS);
    assert_int_equal(ter_file_write(index, (ter_str){bytes.ptr, 100}, NULL), TER_OK);
    answers_alike(with, without, FEW_QUESTIONS);
    ter_buf_release(&bytes);
    free(index);
    free(blocked);
}

static void stale_index_is_made_again(void **state) {
    (void)state;
    const char *path = many_names("stale.sqlite", NAMES);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_found(r, "新泽", "");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    add_facility(db, "x-new", "park", "新泽公园");
    sqlite3_close(db);
    assert_found(r, "新泽", "x-new 新泽公园 prefix\n"); /* with the index open */
    ter_registry_free(r);
    r = registry_opened(path, TER_REGISTRY_READ);
    assert_found(r, "xinze", "x-new 新泽公园 pinyin\n");
    ter_registry_free(r);
}

static void few_names_need_no_index(void **state) {
    (void)state;
    const char *path = many_names("few.sqlite", 200);
    char *index = beside(path);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_found(r, "鼎湖", "x-one 鼎湖湿地公园 prefix\n");
    ter_registry_free(r);
    assert_false(ter_path_exists(index));
    free(index);
}

static void every_kind_of_question(void **state) {
    (void)state;
    ter_registry *r = registry_opened(many_names("kinds.sqlite", 10), TER_REGISTRY_READ);
    assert_found(r, "鼎湖濕地公園", "x-one 鼎湖湿地公园 exact\n");
    assert_found(r, "湖湿", "x-one 鼎湖湿地公园 substring\n");
    assert_found(r, "苇塘", "x-one 旧苇塘 substring\n");
    assert_found(r, "dǐng hú", "x-one 鼎湖湿地公园 pinyin\n");
    assert_found(r, "ding3 hu2 shi1", "x-one 鼎湖湿地公园 pinyin\n");
    assert_found(r, "dhsdgy", "x-one 鼎湖湿地公园 initials\n");
    assert_found(r, "101gongyuan", "x-one 101公园 pinyin\n");
    assert_found(r, "inghu", "");
    assert_found(r, "鼎潮", "x-one 鼎湖湿地公园 look-alike\n");
    assert_found(r, "顶湖", "x-one 鼎湖湿地公园 same sound\n");
    assert_found(r, "鼎泽湿地", "x-one 鼎湖湿地公园 one off\n");
    assert_found(r, "鼎湿地", "x-one 鼎湖湿地公园 one off\n");
    assert_found(r, "鼎湖大湿地", "x-one 鼎湖湿地公园 one off\n");
    assert_found(r, "湖鼎湿地", "x-one 鼎湖湿地公园 one off\n");
    assert_found(r, "鼎东湿地", ""); /* a direction is not a misprint */
    assert_found(r, "泽湖湿地", ""); /* nor is what is left of a first character a name */
    assert_found(r, "鼎泽湿城", ""); /* two off */
    assert_found(r, "西安翠云小学",
                 "x-three 西安翠云东小学 one off\n"); /* but a direction may be left out of a whole name */
    assert_found(r, "安翠云小学", "");
    assert_found(r, "一〇一公园", "x-one 101公园 number\n");
    assert_found(r, "xi'an cui", "x-three 西安翠云东小学 pinyin\n");
    assert_found(r, "momaguoji", "x-two MOMA国际小学 pinyin\n");
    assert_found(r, "oma国际", "x-two MOMA国际小学 substring\n");
    assert_found(r, "", "");
    ter_registry_free(r);
}

/* What stands inside other names may still be one name with a misprint. */
static void whole_names_behind_the_inside_of_others(void **state) {
    (void)state;
    const char *path = many_names("behind.sqlite", 10);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    add_facility(db, "x-big", "park", "城北柳河公园");
    add_facility(db, "x-meant", "park", "柳荫河公园");
    add_facility(db, "x-other", "park", "柳荫河公园北区");
    add_facility(db, "x-sound", "park", "西川刘核公园");
    sqlite3_close(db);
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    assert_found(r, "柳河公园", "x-big 城北柳河公园 substring\nx-meant 柳荫河公园 one off\n");
    assert_found(r, "流荷公园", "x-big 城北柳河公园 same sound\nx-sound 西川刘核公园 same sound\n");
    assert_found(r, "北岭城柳荫河公园", "x-meant 柳荫河公园 tail\n");
    assert_found(r, "旧塘", "x-one 旧苇塘 one off\n");
    assert_found(r, "旧池", "");
    assert_found(r, "荫河公园", "x-meant 柳荫河公园 substring\nx-other 柳荫河公园北区 substring\n");
    assert_found(r, "柳荫河公", "x-meant 柳荫河公园 prefix\nx-other 柳荫河公园北区 prefix\n");
    ter_registry_free(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(index_answers_as_all_names_do, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(stale_index_is_made_again, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(few_names_need_no_index, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(every_kind_of_question, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(whole_names_behind_the_inside_of_others, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
