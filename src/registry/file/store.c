/* SQLite: opening, bound statements, errors and the write-ahead log. */
#include "registry/file/store.h"

#include "base/escape.h"
#include "base/file.h"
#include "gis/gis.h"
#include "registry/file/log_finish.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUSY_TIMEOUT_MS = 10000, TRIM_TIMEOUT_MS = 250, LOG_LIMIT = 16 << 20 };

ter_status ter_store_error(const ter_store *s, int code, ter_error *err) {
    const char *why = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);
    if (code == SQLITE_IOERR_SHMSIZE) code = SQLITE_FULL;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ter_error_set(err, TER_BUSY, "%s: is locked by another program; wait for it to end", s->path);
    case SQLITE_NOTADB:
        return ter_error_set(err, TER_FORMAT,
                             "%s: is not a registry (not an SQLite file); name a file made by terrier ingest", s->path);
    case SQLITE_READONLY:
        return ter_error_set(err, TER_READONLY, "%s: is read-only; change its permissions", s->path);
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return ter_error_set(err, TER_IO, "%s: %s; check file and folder", s->path, why);
    case SQLITE_FULL:
        return ter_error_set(err, TER_IO, "%s: the disk is full; the registry is as before", s->path);
    case SQLITE_CORRUPT:
        return ter_error_set(err, TER_FORMAT, "%s: is damaged (%s); restore it from a copy", s->path, why);
    default:
        return ter_error_set(err, TER_DB, "%s: %s", s->path, why);
    }
}

/* The name by which SQLite opens a file that does not change: file:PATH?immutable=1. */
static char *immutable_uri(const char *path) {
    ter_buf uri = {0};
    ter_buf_puts(&uri, "file:");
    ter_escape_uri_path(&uri, path);
    ter_buf_puts(&uri, "?immutable=1");
    return ter_buf_detach(&uri);
}

/* ---- a file that does not change ---- */

struct ter_store_state {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

/* An empty one says nothing: somebody has the file open, and has not written. */
static bool has_content(const char *path, const char *suffix) {
    struct stat s;
    ter_buf name = {0};
    ter_buf_printf(&name, "%s%s", path, suffix);
    bool has = stat(name.ptr, &s) == 0 && s.st_size > 0;
    ter_buf_release(&name);
    return has;
}

static bool has_log(const char *path) {
    return has_content(path, "-wal") || has_content(path, "-journal");
}

static bool read_state(const char *path, struct ter_store_state *out) {
    struct stat s;
    *out = (struct ter_store_state){0};
    if (stat(path, &s) != 0 || has_log(path)) return false;
    out->device = s.st_dev;
    out->inode = s.st_ino;
    out->size = s.st_size;
    out->changed = s.st_mtim;
    return true;
}

bool ter_store_has_changed(const ter_store *s) {
    struct ter_store_state now;
    return s->still && (!read_state(s->path, &now) || memcmp(&now, s->still, sizeof now) != 0);
}

static ter_status changed_error(const ter_store *s, ter_error *err) {
    return ter_error_set(err, TER_BUSY, "%s: was written while it was read; ask again", s->path);
}

/* ---- opening ---- */

static int open_handle(ter_store *s, const char *name, int flags) {
    sqlite3_close(s->db);
    s->db = NULL;
    int code = sqlite3_open_v2(name, &s->db, flags, NULL);
    if (code != SQLITE_OK) return code;
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, BUSY_TIMEOUT_MS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    return SQLITE_OK;
}

/* Touches the file, so that a locked, damaged or foreign one shows itself now. */
static int first_read(sqlite3 *db) {
    return sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
}

static bool may_write(const char *path) {
    const char *base = ter_path_base(path);
    char *folder = base == path ? ter_strdup(".") : ter_strndup(path, (size_t)(base - path));
    bool may = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 && faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
    free(folder);
    return may;
}

static int open_immutable(ter_store *s) {
    char *uri = immutable_uri(s->path);
    int code = open_handle(s, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    free(uri);
    return code;
}

/* A process that may not write here must not make a log that the owner of the file could not write either. A file with
 * no log, nor a journal to be rolled back, is whole as it is. */
static int open_still(ter_store *s) {
    s->still = ter_alloc(sizeof *s->still);
    if (!read_state(s->path, s->still)) {
        free(s->still);
        s->still = NULL;
        return open_handle(s, s->path, SQLITE_OPEN_READONLY);
    }
    return open_immutable(s);
}

/* Whether the log's shared memory could not be had: the disk is full, or the file system has none. */
static bool has_no_room(int code) {
    int primary = code & 0xff;
    return primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CANTOPEN ||
           primary == SQLITE_READONLY;
}

static ter_status open_reader(ter_store *s, bool fixed, ter_error *err) {
    bool writes = !fixed && may_write(s->path);
    int code = fixed ? open_immutable(s) : writes ? open_handle(s, s->path, SQLITE_OPEN_READWRITE) : open_still(s);
    if (code == SQLITE_OK) code = first_read(s->db);
    if (writes && has_no_room(code)) {
        writes = false;
        code = open_still(s);
        if (code == SQLITE_OK) code = first_read(s->db);
    }
    if (code != SQLITE_OK && !writes && !s->still && has_content(s->path, "-wal"))
        return ter_error_set(err, TER_READONLY,
                             "%s: has a log (-wal) that nobody may read who may not write here; copy both files to a "
                             "folder of yours",
                             s->path);
    if (code != SQLITE_OK) return ter_store_error(s, code, err);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return ter_store_script(s, "PRAGMA query_only=1", err);
}

static ter_status open_writer(ter_store *s, bool create, ter_error *err) {
    const ter_gis *gis;
    ter_status status = ter_gis_get(&gis, err);
    if (status != TER_OK) return status;
    int code = open_handle(s, s->path, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));
    if (code == SQLITE_OK) code = first_read(s->db);
    if (code != SQLITE_OK) return ter_store_error(s, code, err);
    if (sqlite3_db_readonly(s->db, "main") == 1) return ter_store_error(s, SQLITE_READONLY, err);
    status = gis->spatialite_attach(s->db, &s->gis_cache, err);
    if (status != TER_OK) return status;
    s->writable = true;
    s->log_limit = LOG_LIMIT;
    /* In WAL a commit that is not synced yet survives the end of the process; a power cut takes whole commits only. */
    return ter_store_script(
        s,
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;"
        " PRAGMA temp_store=MEMORY",
        err);
}

static ter_status open_plain(ter_store *s, ter_error *err) {
    int code = open_handle(s, s->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (code == SQLITE_OK) code = first_read(s->db);
    if (code != SQLITE_OK) return ter_store_error(s, code, err);
    s->writable = true;
    return ter_store_script(s, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", err);
}

ter_status ter_store_open(const char *path, ter_store_mode mode, ter_store *out, ter_error *err) {
    *out = (ter_store){.path = ter_strdup(path)};
    if (mode == TER_STORE_PLAIN) return open_plain(out, err);
    if (mode != TER_STORE_NEW && !ter_path_exists(path))
        return ter_error_set(err, TER_IO, "%s: there is no such file; check the path", path);
    if (ter_path_is_dir(path)) return ter_error_set(err, TER_IO, "%s: is a folder; name a registry file", path);
    if (mode == TER_STORE_READ || mode == TER_STORE_FIXED) return open_reader(out, mode == TER_STORE_FIXED, err);
    return open_writer(out, mode == TER_STORE_NEW, err);
}

void ter_store_allow_temporary(ter_store *s, bool allowed) {
    if (!s->writable) ter_store_script(s, allowed ? "PRAGMA query_only=0" : "PRAGMA query_only=1", NULL);
}

static void close_handle(ter_store *s) {
    for (size_t i = 0; i < s->statements.len; i++) sqlite3_finalize(s->statements.items[i].stmt);
    ter_array_release(&s->statements);
    bool writes = s->db && sqlite3_db_readonly(s->db, "main") == 0;
    sqlite3_close(s->db);
    if (writes) ter_log_finish(s->path);
    s->db = NULL;
    free(s->still);
    s->still = NULL;
}

ter_status ter_store_refresh(ter_store *s, ter_error *err) {
    close_handle(s);
    return open_reader(s, false, err);
}

void ter_store_close(ter_store *s) {
    close_handle(s);
    const ter_gis *gis;
    if (s->gis_cache && ter_gis_get(&gis, NULL) == TER_OK) gis->spatialite_detach(s->gis_cache);
    free(s->path);
    *s = (ter_store){0};
}

static sqlite3_stmt *take_prepared(ter_store *s, const char *sql) {
    for (size_t i = 0; i < s->statements.len; i++) {
        ter_prepared *kept = &s->statements.items[i];
        if (kept->sql != sql) continue;
        sqlite3_stmt *stmt = kept->stmt;
        *kept = s->statements.items[--s->statements.len];
        return stmt;
    }
    return NULL;
}

static ter_query query_prepare(ter_store *s, const char *sql) {
    ter_query q = {.store = s, .sql = sql, .stmt = take_prepared(s, sql), .code = SQLITE_OK};
    if (!q.stmt) q.code = sqlite3_prepare_v2(s->db, sql, -1, &q.stmt, NULL);
    return q;
}

/* The parameter ":NAME" as the statement numbers it; 0 when it has none. */
static int parameter_of(sqlite3_stmt *stmt, const char *name, size_t len) {
    char word[48] = ":";
    if (len + 2 > sizeof word) return 0;
    memcpy(word + 1, name, len);
    word[len + 1] = 0;
    return sqlite3_bind_parameter_index(stmt, word);
}

static int bind_value(sqlite3_stmt *stmt, int i, const ter_bind *v) {
    switch (v->type) {
    case 't':
        return sqlite3_bind_text64(stmt, i, v->bytes.ptr, v->bytes.len, SQLITE_STATIC, SQLITE_UTF8);
    case 'b':
        return sqlite3_bind_blob64(stmt, i, v->bytes.ptr, v->bytes.len, SQLITE_STATIC);
    case 'i':
        return sqlite3_bind_int64(stmt, i, v->number);
    case 'd':
        return sqlite3_bind_double(stmt, i, v->real);
    default:
        return SQLITE_MISUSE;
    }
}

static ter_bind next_value(char type, va_list *values) {
    switch (type) {
    case 's':
        return ter_bind_text(NULL, va_arg(*values, const char *));
    case 't':
        return ter_bind_str(NULL, va_arg(*values, ter_str));
    case 'b':
        return ter_bind_blob(NULL, va_arg(*values, ter_str));
    case 'i':
        return ter_bind_int(NULL, va_arg(*values, long long));
    case 'I':
        return ter_bind_int(NULL, va_arg(*values, int));
    case 'd':
        return ter_bind_real(NULL, va_arg(*values, double));
    default:
        return (ter_bind){0};
    }
}

static ter_query query_start(ter_store *s, const char *sql, const char *types, va_list *values) {
    ter_query q = query_prepare(s, sql);
    for (int i = 0; q.code == SQLITE_OK && *types;) {
        size_t name = strcspn(types, ": ");
        bool named = types[name] == ':';
        int at = named ? parameter_of(q.stmt, types, name) : ++i;
        if (named) types += name + 1;
        ter_bind value = next_value(*types++, values);
        q.code = bind_value(q.stmt, at, &value);
        if (*types == ' ') types++;
    }
    return q;
}

ter_query ter_store_query(ter_store *s, const char *sql, const char *types, ...) {
    va_list values;
    va_start(values, types);
    ter_query q = query_start(s, sql, types, &values);
    va_end(values);
    return q;
}

bool ter_query_next(ter_query *q) {
    if (q->code == SQLITE_OK || q->code == SQLITE_ROW) q->code = sqlite3_step(q->stmt);
    return q->code == SQLITE_ROW;
}

ter_status ter_query_end(ter_query *q, ter_error *err) {
    bool ok = q->code == SQLITE_OK || q->code == SQLITE_ROW || q->code == SQLITE_DONE;
    ter_status status = ok ? TER_OK : ter_store_error(q->store, q->code, err);
    if (ter_store_has_changed(q->store)) status = changed_error(q->store, err);
    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
        ter_prepared kept = {q->sql, q->stmt};
        ter_array_push(&q->store->statements, kept);
    }
    q->stmt = NULL;
    return status;
}

const char *ter_query_text(const ter_query *q, int column) {
    const char *text = (const char *)sqlite3_column_text(q->stmt, column);
    return text ? text : "";
}

ter_str ter_query_bytes(const ter_query *q, int column) {
    const char *bytes = sqlite3_column_blob(q->stmt, column);
    return (ter_str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(q->stmt, column)};
}

long long ter_query_int(const ter_query *q, int column) {
    return sqlite3_column_int64(q->stmt, column);
}

double ter_query_real(const ter_query *q, int column) {
    return sqlite3_column_double(q->stmt, column);
}

bool ter_query_is_null(const ter_query *q, int column) {
    return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

ter_status ter_store_run(ter_store *s, ter_error *err, const char *sql, const char *types, ...) {
    va_list values;
    va_start(values, types);
    ter_query q = query_start(s, sql, types, &values);
    va_end(values);
    while (ter_query_next(&q)) {
    }
    return ter_query_end(&q, err);
}

ter_status ter_store_insert(ter_store *s, ter_error *err, const char *sql, const ter_bind *values, size_t count) {
    ter_query q = query_prepare(s, sql);
    for (size_t i = 0; i < count && q.code == SQLITE_OK; i++)
        q.code = bind_value(q.stmt, parameter_of(q.stmt, values[i].name, strlen(values[i].name)), &values[i]);
    while (ter_query_next(&q)) {
    }
    return ter_query_end(&q, err);
}

ter_status ter_store_script(ter_store *s, const char *sql, ter_error *err) {
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? TER_OK : ter_store_error(s, code, err);
}

long long ter_store_int(ter_store *s, const char *sql, long long otherwise) {
    ter_query q = ter_store_query(s, sql, "");
    long long value = ter_query_next(&q) ? ter_query_int(&q, TER_ONLY) : otherwise;
    ter_query_end(&q, NULL);
    return value;
}

/* ---- the log ---- */

static bool read_log_state(const ter_store *s, struct stat *out) {
    ter_buf log = {0};
    ter_buf_printf(&log, "%s-wal", s->path);
    bool there = stat(log.ptr, out) == 0;
    ter_buf_release(&log);
    return there;
}

void ter_store_keep_log(ter_store *s) {
    ter_query q = ter_store_query(s, "PRAGMA journal_mode", "");
    bool kept = ter_query_next(&q) && strcmp(ter_query_text(&q, TER_ONLY), "wal") == 0;
    ter_query_end(&q, NULL);
    if (kept) return;
    sqlite3_busy_timeout(s->db, TRIM_TIMEOUT_MS);
    ter_store_script(s, "PRAGMA journal_mode=WAL", NULL);
    sqlite3_busy_timeout(s->db, BUSY_TIMEOUT_MS);
}

void ter_store_trim_log(ter_store *s) {
    struct stat log;
    if (!read_log_state(s, &log) || log.st_size <= s->log_limit) return;
    sqlite3_busy_timeout(s->db, TRIM_TIMEOUT_MS);
    int code = sqlite3_wal_checkpoint_v2(s->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(s->db, BUSY_TIMEOUT_MS);
    s->log_limit = code == SQLITE_OK ? LOG_LIMIT : 2 * (long long)log.st_size;
}

bool ter_store_is_being_written(const ter_store *s) {
    struct stat log;
    return read_log_state(s, &log) && log.st_size > 0 && time(NULL) - log.st_mtim.tv_sec <= 2;
}
