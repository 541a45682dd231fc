/* Databases copied whole, with SQLite's backup. */
#include "registry/file/store_copy.h"

#include "registry/file/store.h"
#include "registry/sql/schema.sql.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

ter_status ter_store_copy(const char *from, const char *to, ter_error *err) {
    ter_store source = {0}, copy = {0};
    ter_status status = ter_store_open(from, TER_STORE_READ, &source, err);
    if (status == TER_OK) status = ter_store_open(to, TER_STORE_PLAIN, &copy, err);
    if (status == TER_OK) status = ter_store_script(&copy, "PRAGMA synchronous=FULL", err);
    if (status == TER_OK) {
        sqlite3_backup *b = sqlite3_backup_init(copy.db, "main", source.db, "main");
        int code = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(copy.db);
        if (b) sqlite3_backup_finish(b);
        if (code != SQLITE_DONE) status = ter_store_error(&copy, code, err);
    }
    ter_store_close(&copy);
    ter_store_close(&source);
    return status;
}

/* Whether both have the same tables at the same pages. */
static bool same_schema(ter_store *a, ter_store *b) {
    ter_query x = ter_store_query(a, ter_sql_schema_digest, ""), y = ter_store_query(b, ter_sql_schema_digest, "");
    bool same = ter_query_next(&x) && ter_query_next(&y) &&
                strcmp(ter_query_text(&x, TER_ONLY), ter_query_text(&y, TER_ONLY)) == 0;
    return (ter_query_end(&x, NULL) == TER_OK) & (ter_query_end(&y, NULL) == TER_OK) & same;
}

/* The backup counts the schema's version up, though the schema is the same. A connection of SpatiaLite that meets a new
 * version when it moves a geometry says "no such table", and QGIS does not even pass that on: the edit would be lost.
 */
static void restore_schema_version(ter_store *s, long long version) {
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA schema_version=%lld", version);
    ter_store_script(s, sql, NULL);
}

ter_status ter_store_copy_over(const char *from, const char *to, bool (*still)(void *context), void *context,
                               ter_error *err) {
    ter_store source = {0}, target = {0};
    ter_status status = ter_store_open(from, TER_STORE_READ, &source, err);
    if (status == TER_OK) status = ter_store_open(to, TER_STORE_WRITE, &target, err);
    if (status == TER_OK) {
        bool same = same_schema(&source, &target), go_on = false;
        long long version = ter_store_int(&target, "PRAGMA schema_version", 0);
        sqlite3_backup *b = sqlite3_backup_init(target.db, "main", source.db, "main");
        int code = b ? sqlite3_backup_step(b, 1) : sqlite3_errcode(target.db); /* locks the target for writing */
        if (code == SQLITE_OK || code == SQLITE_DONE) go_on = still(context);
        if (go_on && code == SQLITE_OK) code = sqlite3_backup_step(b, -1);
        if (b) sqlite3_backup_finish(b);
        if (code == SQLITE_DONE && same) restore_schema_version(&target, version);
        if (code == SQLITE_OK && !go_on)
            status = ter_error_set(err, TER_BUSY, "%s: was written meanwhile; run it again", to);
        else if (code != SQLITE_DONE) status = ter_store_error(&target, code, err);
    }
    ter_store_close(&target);
    ter_store_close(&source);
    return status;
}
