/* Counts of what a registry holds, and the program that made it. */
#include "registry/read/counts.h"

#include "registry/file/context.h"
#include "registry/file/fragments.h"

#include <string.h>

ter_status ter_registry_counts(ter_registry *r, ter_count_fn fn, void *context, ter_error *err) {
    /* Section, word, count; what stands first in a row of the last column is the order within its section. */
    static const char sql[] =
        "SELECT 1, 'documents', '', count(*), '' FROM document"
        " UNION ALL SELECT 2, 'mentions', '', count(*), '' FROM mention"
        " UNION ALL SELECT 3, 'statements', '', count(*), '' FROM statement"
        " UNION ALL SELECT 4, 'facilities', '', count(*), '' FROM shown_facility"
        " UNION ALL SELECT 5, 'projects', '', count(*), '' FROM shown_project"
        " UNION ALL SELECT 6, 'located', '', count(*), '' FROM shown_facility f JOIN place l ON l.id = f.place"
        "  WHERE l.shape IS NOT NULL"
        " UNION ALL SELECT * FROM (SELECT 7, 'kind', kind, count(*), '' FROM shown_facility GROUP BY kind ORDER BY "
        "kind)"
        " UNION ALL SELECT * FROM (SELECT 8, 'status', status || CASE basis WHEN 'target' THEN '-target' ELSE '' END w,"
        "  count(*), " TER_SQL_STATE(
            "status") " o FROM shown_project GROUP BY o, w)"
                      " UNION ALL SELECT * FROM (SELECT 9, 'year', coalesce(year, 'undated'), count(*), '' FROM "
                      "shown_project"
                      "  GROUP BY year ORDER BY year IS NULL, year)"
                      " UNION ALL SELECT * FROM (SELECT 10, 'precision', l.precision, count(*), " TER_SQL_PRECISION(
                          "l.precision") " o"
                                         "  FROM shown_facility f JOIN place l ON l.id = f.place GROUP BY o)"
                                         " UNION ALL SELECT * FROM (SELECT 11, 'gazetteer', o.name || coalesce(', ' || "
                                         "o.licence, '')"
                                         "  || coalesce(', ' || nullif(o.date, ''), ''), count(DISTINCT f.id), '' FROM "
                                         "facility f"
                                         "  JOIN place l ON l.id = f.place JOIN source o ON o.id = l.source WHERE "
                                         "l.shape IS NOT NULL GROUP BY 3 ORDER BY 3)"
                                         " UNION ALL SELECT * FROM (SELECT 12, 'unlocated', l.reason, count(*), '' "
                                         "FROM shown_facility f"
                                         "  JOIN place l ON l.id = f.place WHERE l.shape IS NULL GROUP BY 3 ORDER BY 4 "
                                         "DESC, 3)";
    ter_query q = ter_store_query(&r->store, sql, "");
    while (ter_query_next(&q)) fn(ter_query_text(&q, 1), ter_query_text(&q, 2), ter_query_int(&q, 3), context);
    return ter_query_end(&q, err);
}

const char *ter_registry_made_by(ter_registry *r, char out[64]) {
    out[0] = 0;
    ter_query q = ter_store_query(&r->store, "SELECT value FROM setting WHERE name = 'made_by'", "");
    if (ter_query_next(&q)) strncat(out, ter_query_text(&q, 0), 63);
    ter_query_end(&q, NULL);
    return out;
}

ter_status ter_registry_each_kind(ter_registry *r, ter_word_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, "SELECT DISTINCT kind FROM shown_facility ORDER BY kind", "");
    while (ter_query_next(&q)) fn(ter_query_text(&q, 0), context);
    return ter_query_end(&q, err);
}

bool ter_registry_has_kind(ter_registry *r, const char *kind) {
    ter_query q = ter_store_query(&r->store, "SELECT 1 FROM facility WHERE kind = ? LIMIT 1", "s", kind);
    bool has = ter_query_next(&q);
    ter_query_end(&q, NULL);
    return has;
}
