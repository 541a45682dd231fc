/* Verdicts: rows of `override` that accept or reject, and which facilities a pattern is about. */
#include "registry/decisions/verdict.h"

#include "registry/decisions/decision_edit.h"
#include "registry/decisions/edit.h"
#include "registry/file/context.h"

#include "registry/sql/decision.sql.h"

#include <stdlib.h>
#include <string.h>

typedef struct judging {
    ter_edit edit;
    const ter_verdict *verdict;
    ter_judged_fn fn;
    void *context;
    ter_id_list done; /* targets */
} judging;

static bool was_done(judging *j, const char *target) {
    for (size_t i = 0; i < j->done.len; i++)
        if (strcmp(j->done.items[i], target) == 0) return true;
    ter_array_push(&j->done, ter_strdup(target));
    return false;
}

static ter_status judge_one(judging *j, ter_error *err) {
    ter_edit *e = &j->edit;
    const ter_verdict *v = j->verdict;
    ter_query q = ter_store_query(&e->r->store, ter_sql_verdict_now, "accept:I project:s facility:s", (int)v->accept,
                                  e->project, e->facility);
    bool there = ter_query_next(&q);
    bool of_facility = there && ter_query_int(&q, COL_VERDICT_NOW_OF_FACILITY);
    ter_status status = TER_OK;
    ter_judged row = {.id = of_facility ? e->facility : e->project};
    if (there && !was_done(j, row.id)) {
        row.name = ter_query_text(&q, COL_VERDICT_NOW_NAME), row.kind = ter_query_text(&q, COL_VERDICT_NOW_KIND);
        row.area = ter_query_text(&q, COL_VERDICT_NOW_AREA), row.was = ter_query_text(&q, COL_VERDICT_NOW_STANDING);
        if (j->fn) j->fn(&row, j->context);
        const ter_edit_row written = {
            .what = v->accept ? "accept" : "reject", .target = row.id, .old_value = v->accept ? row.was : row.name};
        if (!v->dry) status = ter_edit_write(e, &written, err);
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

ter_status ter_override_judge(ter_registry *r, const ter_verdict *verdict, ter_judged_fn fn, void *context,
                              ter_error *err) {
    judging j = {.edit = {.r = r}, .verdict = verdict, .fn = fn, .context = context};
    ter_status status = verdict->dry ? TER_OK : ter_edit_begin(&j.edit, r, verdict->author, err);
    if (status != TER_OK) return status;
    for (size_t i = 0; i < verdict->count && status == TER_OK; i++) {
        ter_edit_forget(&j.edit);
        status = ter_edit_resolve(&j.edit, verdict->ids[i], err);
        if (status == TER_OK) status = judge_one(&j, err);
    }
    if (verdict->dry) ter_edit_forget(&j.edit);
    else status = ter_edit_end(&j.edit, status, err);
    for (size_t i = 0; i < j.done.len; i++) free(j.done.items[i]);
    ter_array_release(&j.done);
    return status;
}

ter_status ter_override_reject(ter_registry *r, const char *id, const ter_author *author, ter_error *err) {
    const ter_verdict verdict = {.ids = &id, .count = 1, .author = author};
    return ter_override_judge(r, &verdict, NULL, NULL, err);
}

static bool is_one_of(const char *const *words, const char *word) {
    while (words && *words && strcmp(*words, word) != 0) words++;
    return !words || *words;
}

ter_status ter_verdict_find(ter_registry *r, const ter_verdict_pattern *pattern, ter_id_list *out, ter_error *err) {
    ter_query q =
        ter_store_query(&r->store, ter_sql_verdict_matching, "shown:I name:s", (int)!pattern->doubtful, pattern->name);
    while (ter_query_next(&q))
        if (is_one_of(pattern->kinds, ter_query_text(&q, COL_VERDICT_MATCHING_KIND)))
            ter_array_push(out, ter_strdup(ter_query_text(&q, COL_VERDICT_MATCHING_ID)));
    return ter_query_end(&q, err);
}
