/* Opening the SQLite file of a gazetteer, from disk or from memory. */
#include "gazetteer/gazetteer_store.h"

#include "base/escape.h"
#include "base/file.h"
#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>

/* Version 1 had no feature.lifecycle and no total; coverage, address and cut came with version 2, and may
 * be missing in it; address.street is a folded name. name.key is
 * the folded name; name.type is ter_name_type. Geometry is ISO WKB, WGS 84, LON,LAT, and stands last so that reading
 * the other columns does not touch its pages. */
const char ter_gazetteer_schema[] =
    "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL, licence TEXT NOT NULL, date TEXT NOT NULL,"
    " datum TEXT NOT NULL);"
    "CREATE TABLE feature(id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " area TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, min_lon REAL NOT NULL, min_lat REAL NOT NULL,"
    " max_lon REAL NOT NULL, max_lat REAL NOT NULL, accuracy_m REAL NOT NULL,"
    " source INTEGER NOT NULL REFERENCES source(id), lifecycle TEXT NOT NULL, geometry BLOB NOT NULL);"
    "CREATE TABLE total(features INTEGER NOT NULL);"
    "CREATE TABLE cut(feature INTEGER PRIMARY KEY);"
    "CREATE TABLE address(street TEXT NOT NULL, number INTEGER NOT NULL, stem TEXT NOT NULL, lon REAL NOT NULL,"
    " lat REAL NOT NULL, PRIMARY KEY(street, number, stem, lon, lat)) WITHOUT ROWID;"
    "CREATE TABLE coverage(name TEXT NOT NULL, code INTEGER NOT NULL);"
    "CREATE TABLE name(key TEXT NOT NULL, type INTEGER NOT NULL, feature INTEGER NOT NULL REFERENCES feature(id),"
    " name TEXT NOT NULL, PRIMARY KEY(key, type, feature, name)) WITHOUT ROWID;";

ter_status ter_gazetteer_store_error(sqlite3 *db, const char *title, ter_error *err) {
    return ter_error_set(err, TER_DB, "%s: %s", title, sqlite3_errmsg(db));
}

ter_status ter_gazetteer_store_prepare(sqlite3 *db, const char *title, const char *sql, sqlite3_stmt **out,
                                       ter_error *err) {
    if (sqlite3_prepare_v2(db, sql, -1, out, NULL) == SQLITE_OK) return TER_OK;
    return ter_gazetteer_store_error(db, title, err);
}

const char *ter_gazetteer_store_text(sqlite3_stmt *s, int column) {
    const char *text = (const char *)sqlite3_column_text(s, column);
    return text ? text : "";
}

static int read_int(sqlite3 *db, const char *sql, int *out) {
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) *out = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static ter_status check_marks(sqlite3 *db, const char *title, ter_error *err) {
    int id = 0, version = 0;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    int rc = read_int(db, "PRAGMA application_id", &id);
    if (rc == SQLITE_OK) rc = read_int(db, "PRAGMA user_version", &version);
    if (rc != SQLITE_OK || id != TER_GAZETTEER_APPLICATION_ID)
        return ter_error_set(err, TER_FORMAT, "%s: is not a gazetteer; make one with `terrier gazetteer build`", title);
    if (version > TER_GAZETTEER_VERSION)
        return ter_error_set(err, TER_VERSION,
                             "%s: was made by a newer terrier (version %d of the format); update terrier", title,
                             version);
    return TER_OK;
}

/* The URI that says to SQLite that a file does not change: file:PATH?immutable=1. */
static char *immutable_uri(const char *path) {
    ter_buf b = {0};
    ter_buf_puts(&b, "file:");
    ter_escape_uri_path(&b, path);
    ter_buf_puts(&b, "?immutable=1");
    return ter_buf_detach(&b);
}

ter_status ter_gazetteer_store_open(const char *path, sqlite3 **out, ter_error *err) {
    *out = NULL;
    if (!ter_path_exists(path)) return ter_error_set(err, TER_IO, "%s: no such file; check the path", path);
    if (ter_path_is_dir(path)) return ter_error_set(err, TER_FORMAT, "%s: is a folder; name a gazetteer file", path);
    if (access(path, R_OK) != 0) return ter_error_set(err, TER_IO, "%s: may not be read; check its permissions", path);
    char *uri = immutable_uri(path);
    sqlite3 *db = NULL;
    ter_status status = TER_OK;
    if (sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
        status = ter_gazetteer_store_error(db, path, err);
    else status = check_marks(db, path, err);
    free(uri);
    if (status != TER_OK) sqlite3_close(db);
    else *out = db;
    return status;
}

ter_status ter_gazetteer_store_open_bytes(const void *bytes, size_t size, const char *title, sqlite3 **out,
                                          ter_error *err) {
    *out = NULL;
    sqlite3 *db = NULL;
    ter_status status = TER_OK;
    /* READONLY: SQLite promises not to write to the bytes, so that the cast is sound. */
    unsigned char *data = (unsigned char *)(uintptr_t)bytes;
    if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_deserialize(db, "main", data, (sqlite3_int64)size, (sqlite3_int64)size, SQLITE_DESERIALIZE_READONLY) !=
            SQLITE_OK)
        status = ter_gazetteer_store_error(db, title, err);
    else status = check_marks(db, title, err);
    if (status != TER_OK) sqlite3_close(db);
    else *out = db;
    return status;
}
