/* All documents, names and statements, in one pass each. */
#include "registry/read/whole.h"

#include "registry/file/context.h"
#include "registry/file/row.h"

ter_status ter_registry_each_title(ter_registry *r, ter_title_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(
        &r->store, "SELECT id, name, title, publisher, published_on FROM document ORDER BY published_on DESC, sha256",
        "");
    while (ter_query_next(&q)) {
        ter_registry_title title = {.id = ter_query_int(&q, 0),
                                    .name = ter_query_text(&q, 1),
                                    .title = ter_query_text(&q, 2),
                                    .publisher = ter_query_text(&q, 3),
                                    .date = ter_query_text(&q, 4)};
        fn(&title, context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_name(ter_registry *r, ter_name_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(
        &r->store,
        "SELECT facility, name, type, folded, pinyin, initials FROM facility_name"
        " WHERE type <> 'as_printed' AND facility IN (SELECT id FROM shown_facility) ORDER BY facility, type, name",
        "");
    while (ter_query_next(&q)) {
        ter_registry_name name = {.facility = ter_query_text(&q, 0),
                                  .name = ter_query_text(&q, 1),
                                  .type = ter_query_text(&q, 2),
                                  .folded = ter_query_text(&q, 3),
                                  .pinyin = ter_query_text(&q, 4),
                                  .initials = ter_query_text(&q, 5)};
        fn(&name, context);
    }
    return ter_query_end(&q, err);
}

enum {
    COLUMN_FACILITY,
    COLUMN_PROJECT,
    COLUMN_PART,
    COLUMN_QUOTE,
    COLUMN_DOCUMENT,
    COLUMN_STATUS,
    COLUMN_BASIS,
    COLUMN_ACTION,
    COLUMN_YEAR,
    COLUMN_MONTH,
    COLUMN_DAY
};

ter_status ter_registry_each_saying(ter_registry *r, ter_saying_fn fn, void *context, ter_error *err) {
    static const char sql[] =
        "SELECT m.facility, t.project, p.part, m.quote, m.document, coalesce(t.status, 'existing'), t.basis, t.action,"
        " t.year, t.month, t.day FROM mention m JOIN document d ON d.id = m.document"
        " LEFT JOIN statement t ON t.document = m.document AND t.mention = m.number"
        " LEFT JOIN project p ON p.id = t.project"
        " ORDER BY m.facility, d.published_on, d.sha256, m.number, t.number";
    ter_query q = ter_store_query(&r->store, sql, "");
    while (ter_query_next(&q)) {
        ter_registry_saying saying = {.facility = ter_query_text(&q, COLUMN_FACILITY),
                                      .project = ter_query_text(&q, COLUMN_PROJECT),
                                      .part = ter_query_text(&q, COLUMN_PART),
                                      .quote = ter_query_text(&q, COLUMN_QUOTE),
                                      .document = ter_query_int(&q, COLUMN_DOCUMENT),
                                      .state = ter_row_state(&q, COLUMN_STATUS),
                                      .basis = ter_row_basis(&q, COLUMN_BASIS),
                                      .action = ter_row_action(&q, COLUMN_ACTION),
                                      .year = (int)ter_query_int(&q, COLUMN_YEAR),
                                      .month = (int)ter_query_int(&q, COLUMN_MONTH),
                                      .day = (int)ter_query_int(&q, COLUMN_DAY)};
        fn(&saying, context);
    }
    return ter_query_end(&q, err);
}
