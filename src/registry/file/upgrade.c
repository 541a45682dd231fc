/* A registry of an earlier version gets the present tables, or views in their place. */
#include "registry/file/upgrade.h"

#include "registry/file/schema.h"
#include "registry/file/triggers.h"
#include "registry/sql/schema.sql.h"
#include "registry/sql/upgrade.sql.h"

#include "base/memory.h"

static ter_status set_version(ter_store *s, ter_error *err) {
    ter_buf sql = {0};
    ter_buf_printf(&sql, "PRAGMA user_version=%d", TER_REGISTRY_VERSION);
    ter_status status = ter_store_script(s, sql.ptr, err);
    ter_buf_release(&sql);
    return status;
}

static long long version_of(ter_store *s) {
    return ter_store_int(s, "PRAGMA user_version", 0);
}

static ter_status write_upgrade(ter_store *s, ter_error *err) {
    ter_status status = ter_store_script(s, "BEGIN IMMEDIATE", err);
    if (status != TER_OK) return status;
    if (version_of(s) < TER_REGISTRY_VERSION) { /* somebody else may have done it meanwhile */
        status = ter_store_script(s, ter_sql_upgrade_5, err);
        for (int i = 0; i < 3 && status == TER_OK; i++) status = ter_triggers_make(s, i, err);
        if (status == TER_OK) status = set_version(s, err);
    }
    if (status == TER_OK) status = ter_store_script(s, "COMMIT", err);
    if (status != TER_OK) ter_store_script(s, "ROLLBACK; PRAGMA writable_schema=RESET", NULL);
    return status;
}

static ter_status make_views(ter_store *s, const char *const *scripts, size_t count, ter_error *err) {
    ter_status status = TER_OK;
    ter_store_allow_temporary(s, true);
    for (size_t i = 0; i < count && status == TER_OK; i++) status = ter_store_script(s, scripts[i], err);
    ter_store_allow_temporary(s, false);
    return status;
}

ter_status ter_upgrade(ter_store *s, ter_error *err) {
    if (version_of(s) == TER_REGISTRY_VERSION) return TER_OK;
    if (s->writable) return write_upgrade(s, err);
    const char *const scripts[] = {ter_sql_tables_5, ter_sql_views_doubtful, ter_sql_periods_5};
    return make_views(s, scripts, ter_store_int(s, ter_sql_period_table_count, 0) ? 2 : 3, err);
}

ter_status ter_show_doubtful(ter_store *s, ter_error *err) {
    if (version_of(s) < TER_REGISTRY_VERSION) return TER_OK; /* it has none */
    const char *const scripts[] = {ter_sql_views_doubtful};
    return make_views(s, scripts, 1, err);
}
