/* Records made by hand, and what a registry file says, for tests of the registry that need neither extraction nor
 * gazetteer. */
#ifndef TER_TESTS_REGISTRY_HEAD_H
#define TER_TESTS_REGISTRY_HEAD_H

#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "registry/file/registry.h"
#include "registry/ingest/ingest_document.h"
#include "registry/read/check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a folder of one's own ---- */

static char *folder;

static inline int folder_make(void **state) {
    (void)state;
    const char *base = getenv("TMPDIR");
    ter_buf b = {0};
    ter_buf_printf(&b, "%s/terrier_XXXXXX", base && *base ? base : "/tmp");
    folder = ter_buf_detach(&b);
    return mkdtemp(folder) ? 0 : -1;
}

static inline int folder_remove(void **state) {
    (void)state;
    ter_error err = {0};
    ter_status status = ter_dir_remove(folder, &err);
    free(folder);
    return status == TER_OK ? 0 : -1;
}

/* A path in it; good until the eighth call from here. */
static inline const char *in_folder(const char *name) {
    static char paths[8][512];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

/* ---- records ---- */

static inline ter_geometry point_at(double lon_deg, double lat_deg) {
    ter_geometry g = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&g, (ter_position){lon_deg, lat_deg});
    ter_geometry_end_part(&g);
    return g;
}

static inline ter_record_place place_of(const char *key, const char *name, const ter_geometry *g) {
    return (ter_record_place){.match = TER_MATCH_EXACT,
                              .precision = TER_PRECISION_EXACT,
                              .uncertainty_m = 20,
                              .score = 1,
                              .key = key,
                              .name = name,
                              .area = "青岚市",
                              .reason = "the official name",
                              .source = "made up for tests",
                              .licence = "CC0-1.0",
                              .date = "2027-01-01",
                              .datum = "WGS 84",
                              .geometry = g};
}

static inline ter_record_place no_place(void) {
    return (ter_record_place){.reason = "no gazetteer has this name"};
}

/* A mention of `name` where it stands in `text`, quoting all of it. */
static inline ter_record_mention mention_of(const char *text, const char *name, const char *kind,
                                            ter_record_place place) {
    const char *at = strstr(text, name);
    assert_non_null(at);
    size_t start = (size_t)(at - text);
    return (ter_record_mention){.start = start,
                                .end = start + strlen(name),
                                .text = name,
                                .name = name,
                                .kind = kind,
                                .rule = "test",
                                .quote = text,
                                .quote_end = strlen(text),
                                .confidence = 0.9,
                                .role = TER_ROLE_REFERENCE,
                                .place = place};
}

static inline ter_record_statement says(ter_state state, ter_basis basis, int year) {
    return (ter_record_statement){.state = state, .basis = basis, .action = TER_ACTION_CONSTRUCTION, .year = year};
}

static inline ter_record_mention project_of(ter_record_mention m, const char *part, const ter_record_statement *s,
                                            size_t count) {
    m.role = TER_ROLE_PROJECT;
    m.part = part;
    m.statements = s;
    m.statement_count = count;
    return m;
}

/* Fills in the hash of the text; `hash` must live as long as the record. */
static inline ter_record_document document_of(const char *name, const char *date, const char *text,
                                              const ter_record_mention *mentions, size_t count, char *hash) {
    ter_sha256_hex(ter_str_from(text), hash);
    return (ter_record_document){.sha256 = hash,
                                 .name = name,
                                 .published_on = date,
                                 .area = "青岚市",
                                 .text = ter_str_from(text),
                                 .mentions = mentions,
                                 .mention_count = count};
}

static inline ter_registry *registry_opened(const char *path, ter_registry_mode mode) {
    ter_registry *r = NULL;
    ter_error err = {0};
    if (ter_registry_open(path, mode, &r, &err) != TER_OK) fail_msg("%s", err.message);
    return r;
}

static inline ter_ingest_outcome put(ter_registry *r, const ter_record_document *doc) {
    ter_error err = {0};
    ter_ingest_outcome outcome;
    bool namesake;
    if (ter_registry_put_document(r, doc, &outcome, &namesake, &err) != TER_OK) fail_msg("%s", err.message);
    return outcome;
}

/* ---- what the file says ---- */

static inline void dump_table(sqlite3 *db, const char *table, ter_buf *out) {
    ter_buf sql = {0};
    sqlite3_stmt *stmt = NULL;
    ter_buf_printf(&sql, "SELECT * FROM %s ORDER BY 1, 2, 3", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql.ptr, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        ter_buf_puts(out, table);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            ter_buf_putc(out, '|');
            const unsigned char *blob = sqlite3_column_blob(stmt, i);
            int size = sqlite3_column_bytes(stmt, i);
            if (sqlite3_column_type(stmt, i) == SQLITE_BLOB)
                for (int k = 0; k < size; k++) ter_buf_printf(out, "%02x", blob[k]);
            else if (sqlite3_column_type(stmt, i) != SQLITE_NULL)
                ter_buf_puts(out, (const char *)sqlite3_column_text(stmt, i));
            else ter_buf_puts(out, "NULL");
        }
        ter_buf_putc(out, '\n');
    }
    sqlite3_finalize(stmt);
    ter_buf_release(&sql);
}

/* All rows of all tables of ours, in an order of their own; caller frees. */
static inline char *content_of(const char *path) {
    static const char *const tables[] = {"document",       "source",        "place",           "naming",
                                         "naming_name",    "naming_key",    "definition",      "facility",
                                         "facility_name",  "project",       "mention",         "statement",
                                         "facility_point", "facility_line", "facility_polygon"};
    sqlite3 *db = NULL;
    ter_buf out = {0};
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) dump_table(db, tables[i], &out);
    sqlite3_close(db);
    return ter_buf_detach(&out);
}

/* One value of one query, as text; caller frees; "" for none. */
static inline char *value_of(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    ter_buf out = {0};
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const char *text = (const char *)sqlite3_column_text(stmt, i);
            ter_buf_printf(&out, "%s%s", out.len ? " " : "", text ? text : "-");
        }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return ter_buf_detach(&out);
}

#define assert_value(path, sql, expected)                                                                              \
    do {                                                                                                               \
        char *assert_text = value_of(path, sql);                                                                       \
        assert_string_equal(assert_text, expected);                                                                    \
        free(assert_text);                                                                                             \
    } while (0)

static inline void print_fault(const char *sentence, void *context) {
    (void)context;
    print_error("%s\n", sentence);
}

static inline void count_fault(const char *sentence, void *context) {
    (void)sentence;
    ++*(size_t *)context;
}

/* The tests' documents are plain text. */
static inline ter_status read_plain(ter_str file, const char *name, const char *format, ter_text *out, ter_error *err) {
    (void)format;
    return ter_text_read(file, name, out, err);
}

static inline void assert_sound(const char *path) {
    ter_registry *r = registry_opened(path, TER_REGISTRY_READ);
    size_t faults = 0;
    ter_error err = {0};
    if (ter_registry_check(r, read_plain, print_fault, NULL, &faults, &err) != TER_OK) fail_msg("%s", err.message);
    ter_registry_free(r);
    assert_int_equal(faults, 0);
}

#endif
