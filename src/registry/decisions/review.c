/* What a person should look at: statements that contradict each other, and names that may be one. Nothing here is wrong
 * with the file; it is what the documents say. */
#include "registry/decisions/review.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/review.sql.h"

#include <stdlib.h>
#include <string.h>

const char *ter_review_rule_name(ter_review_rule rule) {
    static const char *const names[] = {
#define REVIEW_NAME(code, text) text,
        TER_REVIEW_MAP(REVIEW_NAME)
#undef REVIEW_NAME
    };
    return names[rule];
}

bool ter_review_is_contradiction(ter_review_rule rule) {
    return rule < TER_REVIEW_MAY_BE;
}

/* One of the two statements of a pair, "planned as an aim for 2026 in plan.txt (2025)". */
static void put_statement(const ter_review_saying *x, ter_buf *out) {
    ter_buf_printf(out, "%s%s", ter_state_name(x->state), x->basis == TER_BASIS_TARGET ? " as an aim" : "");
    if (x->year) ter_buf_printf(out, " for %d", x->year);
    ter_buf_printf(out, " in %s (%s)", x->document, *x->date ? x->date : "undated");
}

static void read_pair(const ter_query *q, ter_review_saying pair[2]) {
    pair[0] = (ter_review_saying){.state = ter_row_state(q, COL_PAIR_STATUS),
                                  .basis = ter_row_basis(q, COL_PAIR_BASIS),
                                  .year = (int)ter_query_int(q, COL_PAIR_YEAR),
                                  .date = ter_query_text(q, COL_PAIR_DATE),
                                  .document = ter_query_text(q, COL_PAIR_DOCUMENT)};
    pair[1] = (ter_review_saying){.state = ter_row_state(q, COL_PAIR_STATUS_2),
                                  .basis = ter_row_basis(q, COL_PAIR_BASIS_2),
                                  .year = (int)ter_query_int(q, COL_PAIR_YEAR_2),
                                  .date = ter_query_text(q, COL_PAIR_DATE_2),
                                  .document = ter_query_text(q, COL_PAIR_DOCUMENT_2)};
}

typedef struct pair_rule {
    ter_review_rule rule;
    const char *sql;
} pair_rule;

static const pair_rule pair_rules[] = {{TER_REVIEW_AIM_AFTER_FACT, ter_sql_review_aim_after_fact},
                                       {TER_REVIEW_BACKWARDS, ter_sql_review_backwards},
                                       {TER_REVIEW_SAME_DAY, ter_sql_review_same_day}};

static ter_status each_pair(ter_registry *r, const pair_rule *rule, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q = ter_store_query(&r->store, rule->sql, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        ter_review_saying pair[2];
        read_pair(&q, pair);
        put_statement(&pair[0], &sentence);
        ter_buf_puts(&sentence, "; ");
        put_statement(&pair[1], &sentence);
        ter_review row = {.rule = rule->rule,
                          .sayings = pair,
                          .facility_id = ter_query_text(&q, COL_PAIR_FACILITY),
                          .other_id = "",
                          .project_id = ter_query_text(&q, COL_PAIR_PROJECT),
                          .name = ter_query_text(&q, COL_PAIR_NAME),
                          .part = ter_query_text(&q, COL_PAIR_PART),
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

static ter_status each_may_be(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q = ter_store_query(&r->store, ter_sql_review_may_be, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        ter_buf_printf(&sentence, "may be %s (%s): %s", ter_query_text(&q, COL_REVIEW_MAY_BE_OTHER_NAME),
                       ter_query_text(&q, COL_REVIEW_MAY_BE_OTHER), ter_query_text(&q, COL_REVIEW_MAY_BE_WHY));
        ter_review row = {.rule = TER_REVIEW_MAY_BE,
                          .facility_id = ter_query_text(&q, COL_REVIEW_MAY_BE_FACILITY),
                          .other_id = ter_query_text(&q, COL_REVIEW_MAY_BE_OTHER),
                          .project_id = "",
                          .name = ter_query_text(&q, COL_REVIEW_MAY_BE_NAME),
                          .part = "",
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

static ter_status each_mended(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q = ter_store_query(&r->store, ter_sql_review_mended, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        ter_buf_printf(&sentence, "%s printed in %s is taken for %s", ter_query_text(&q, COL_REVIEW_MENDED_PRINTED),
                       ter_query_text(&q, COL_REVIEW_MENDED_DOCUMENT), ter_query_text(&q, COL_REVIEW_MENDED_PART));
        ter_review row = {.rule = TER_REVIEW_MENDED,
                          .facility_id = ter_query_text(&q, COL_REVIEW_MENDED_FACILITY),
                          .other_id = "",
                          .project_id = ter_query_text(&q, COL_REVIEW_MENDED_PROJECT),
                          .name = ter_query_text(&q, COL_REVIEW_MENDED_NAME),
                          .part = ter_query_text(&q, COL_REVIEW_MENDED_PART),
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

ter_status ter_registry_review(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof pair_rules / sizeof *pair_rules && status == TER_OK; i++)
        status = each_pair(r, &pair_rules[i], fn, context, err);
    if (status == TER_OK) status = each_may_be(r, fn, context, err);
    return status == TER_OK ? each_mended(r, fn, context, err) : status;
}
