/* The triggers of the typed tables: sql/triggers.sql, once for each. */
#include "registry/file/triggers.h"

#include "registry/sql/triggers.sql.h"

ter_status ter_triggers_make(ter_store *s, int layer, ter_error *err) {
    static const char *const scripts[3] = {ter_sql_triggers_point, ter_sql_triggers_line, ter_sql_triggers_polygon};
    return ter_store_script(s, scripts[layer], err);
}
