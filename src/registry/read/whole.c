/* All documents, names and statements, in one pass each. */
#include "registry/read/whole.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/history.sql.h"

ter_status ter_registry_each_title(ter_registry *r, ter_title_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_whole_titles, "");
    while (ter_query_next(&q)) {
        ter_registry_title title = {.id = ter_query_int(&q, COL_WHOLE_TITLES_ID),
                                    .name = ter_query_text(&q, COL_WHOLE_TITLES_NAME),
                                    .title = ter_query_text(&q, COL_WHOLE_TITLES_TITLE),
                                    .publisher = ter_query_text(&q, COL_WHOLE_TITLES_PUBLISHER),
                                    .date = ter_query_text(&q, COL_WHOLE_TITLES_PUBLISHED_ON)};
        fn(&title, context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_name(ter_registry *r, ter_name_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_whole_names, "");
    while (ter_query_next(&q)) {
        ter_registry_name name = {.facility = ter_query_text(&q, COL_WHOLE_NAMES_FACILITY),
                                  .name = ter_query_text(&q, COL_WHOLE_NAMES_NAME),
                                  .type = ter_query_text(&q, COL_WHOLE_NAMES_TYPE),
                                  .folded = ter_query_text(&q, COL_WHOLE_NAMES_FOLDED),
                                  .pinyin = ter_query_text(&q, COL_WHOLE_NAMES_PINYIN),
                                  .initials = ter_query_text(&q, COL_WHOLE_NAMES_INITIALS)};
        fn(&name, context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_saying(ter_registry *r, ter_saying_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_whole_sayings, "");
    while (ter_query_next(&q)) {
        ter_registry_saying saying = {.facility = ter_query_text(&q, COL_WHOLE_SAYINGS_FACILITY),
                                      .project = ter_query_text(&q, COL_WHOLE_SAYINGS_PROJECT),
                                      .part = ter_query_text(&q, COL_WHOLE_SAYINGS_PART),
                                      .quote = ter_query_text(&q, COL_WHOLE_SAYINGS_QUOTE),
                                      .document = ter_query_int(&q, COL_WHOLE_SAYINGS_DOCUMENT),
                                      .state = ter_row_state(&q, COL_WHOLE_SAYINGS_STATUS),
                                      .basis = ter_row_basis(&q, COL_WHOLE_SAYINGS_BASIS),
                                      .action = ter_row_action(&q, COL_WHOLE_SAYINGS_ACTION),
                                      .year = (int)ter_query_int(&q, COL_WHOLE_SAYINGS_YEAR),
                                      .period_from = (int)ter_query_int(&q, COL_WHOLE_SAYINGS_PERIOD_FROM),
                                      .month = (int)ter_query_int(&q, COL_WHOLE_SAYINGS_MONTH),
                                      .day = (int)ter_query_int(&q, COL_WHOLE_SAYINGS_DAY)};
        fn(&saying, context);
    }
    return ter_query_end(&q, err);
}
