/* Documents as rows: date, basis and certainty of it, and what was read in each. */
#include "registry/read/document_list.h"

#include "registry/file/context.h"
#include "registry/sql/facility.sql.h"

ter_status ter_registry_list_documents(ter_registry *r, ter_document_row_fn fn, void *context, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_documents, "");
    while (ter_query_next(&q)) {
        const ter_document_row row = {.name = ter_query_text(&q, COL_DOCUMENTS_NAME),
                                      .title = ter_query_text(&q, COL_DOCUMENTS_TITLE),
                                      .date = ter_query_text(&q, COL_DOCUMENTS_PUBLISHED_ON),
                                      .date_basis = ter_query_text(&q, COL_DOCUMENTS_DATE_BASIS),
                                      .area = ter_query_text(&q, COL_DOCUMENTS_AREA),
                                      .area_basis = ter_query_text(&q, COL_DOCUMENTS_AREA_BASIS),
                                      .area_confidence = ter_query_real(&q, COL_DOCUMENTS_AREA_CONFIDENCE),
                                      .date_confidence = ter_query_real(&q, COL_DOCUMENTS_DATE_CONFIDENCE),
                                      .mentions = (size_t)ter_query_int(&q, COL_DOCUMENTS_MENTIONS),
                                      .statements = (size_t)ter_query_int(&q, COL_DOCUMENTS_STATEMENTS)};
        fn(&row, context);
    }
    return ter_query_end(&q, err);
}
