/* The revision: a random number that triggers change. */
#include "registry/file/revision.h"

#include "registry/sql/revision.sql.h"

#include <stdio.h>
#include <string.h>

enum { TRIGGERS = 15 }; /* three for each of the five tables that the indexes read */

ter_status ter_revision_keep(ter_store *s, ter_error *err) {
    return ter_store_script(s, ter_sql_revision, err);
}

bool ter_revision_is_kept(ter_store *s) {
    return ter_store_int(s, ter_sql_revision_trigger_count, 0) == TRIGGERS;
}

/* VACUUM, which gives rows of facility_name other numbers, and dropping a trigger change the schema's version. */
static void read_revision(ter_store *s, char out[TER_REVISION]) {
    long long schema = ter_store_int(s, "PRAGMA schema_version", -1);
    out[0] = 0;
    if (!ter_revision_is_kept(s)) return;
    ter_query q = ter_store_query(s, ter_sql_revision_read, "");
    if (ter_query_next(&q)) snprintf(out, TER_REVISION, "%lld.%lld", ter_query_int(&q, TER_ONLY), schema);
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
