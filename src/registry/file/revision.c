#include "registry/file/revision.h"

#include <stdio.h>
#include <string.h>

/* What the indexes read. A facility gives the typed rows their area. */
static const char *const watched[] = {"facility_point", "facility_line", "facility_polygon", "facility",
                                      "facility_name"};
enum { TRIGGERS = 3 * sizeof watched / sizeof *watched };

ter_status ter_revision_keep(ter_store *s, ter_error *err) {
    static const char *const events[] = {"INSERT", "UPDATE", "DELETE"};
    ter_buf sql = {0};
    ter_buf_puts(&sql, "INSERT INTO sqlite_sequence SELECT 'revision', random() WHERE NOT EXISTS"
                       " (SELECT 1 FROM sqlite_sequence WHERE name = 'revision');");
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        for (size_t k = 0; k < 3; k++)
            ter_buf_printf(&sql,
                           "CREATE TRIGGER IF NOT EXISTS revision_%s_%s AFTER %s ON %s BEGIN"
                           " UPDATE sqlite_sequence SET seq = random() WHERE name = 'revision'; END;",
                           watched[i], events[k], events[k], watched[i]);
    ter_status status = ter_store_script(s, sql.ptr, err);
    ter_buf_release(&sql);
    return status;
}

bool ter_revision_is_kept(ter_store *s) {
    static const char sql[] = "SELECT (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name GLOB"
                              " 'revision_*') * EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'revision')";
    return ter_store_int(s, sql, 0) == TRIGGERS;
}

/* VACUUM, which gives rows of facility_name other numbers, and dropping a trigger change the schema's version. */
static void read_revision(ter_store *s, char out[TER_REVISION]) {
    long long schema = ter_store_int(s, "PRAGMA schema_version", -1);
    out[0] = 0;
    if (!ter_revision_is_kept(s)) return;
    ter_query q = ter_store_query(s, "SELECT seq FROM sqlite_sequence WHERE name = 'revision'", "");
    if (ter_query_next(&q)) snprintf(out, TER_REVISION, "%lld.%lld", ter_query_int(&q, 0), schema);
    if (ter_query_end(&q, NULL) != TER_OK) out[0] = 0;
}

bool ter_revision_read(ter_store *s, ter_revision *known, char out[TER_REVISION]) {
    long long commits = ter_store_int(s, "PRAGMA data_version", -1);
    if (s->writable || commits < 0 || commits != known->commits) {
        read_revision(s, known->word);
        known->commits = commits;
    }
    strcpy(out, known->word);
    return out[0] != 0;
}
