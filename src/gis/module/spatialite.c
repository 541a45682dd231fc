/* SpatiaLite in a connection of ours. */
#include "gis/module/spatialite.h"

#include <stddef.h>

#include <sqlite3.h> /* before spatialite.h, which needs its types */

#include <spatialite.h>

ter_status ter_spatialite_attach(sqlite3 *db, void **cache, ter_error *err) {
    *cache = spatialite_alloc_connection();
    if (!*cache) return ter_error_set(err, TER_DB, "SpatiaLite has no room for another connection; close some");
    spatialite_init_ex(db, *cache, 0);
    /* init_ex has no result of its own: ask for one of its functions. */
    if (sqlite3_exec(db, "SELECT spatialite_version()", NULL, NULL, NULL) == SQLITE_OK) return TER_OK;
    ter_status status = ter_error_set(err, TER_DB, "SpatiaLite cannot be started: %s", sqlite3_errmsg(db));
    spatialite_cleanup_ex(*cache);
    *cache = NULL;
    return status;
}

void ter_spatialite_detach(void *cache) {
    if (cache) spatialite_cleanup_ex(cache);
}

const char *ter_spatialite_version(void) {
    return spatialite_version();
}
