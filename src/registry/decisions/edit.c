/* A person's decisions as rows of one transaction, and what follows from them. */
#include "registry/decisions/edit.h"

#include "registry/file/context.h"
#include "registry/file/registry.h"
#include "registry/ingest/apply_decisions.h"
#include "registry/ingest/join.h"
#include "registry/read/facility.h"

#include "registry/sql/decision.sql.h"
#include "registry/sql/naming.sql.h"

#include <stdlib.h>
#include <string.h>

ter_status ter_edit_begin(ter_edit *e, ter_registry *r, const ter_author *author, ter_error *err) {
    *e = (ter_edit){.r = r, .author = author, .put = {.s = &r->store, .err = err}};
    return ter_registry_begin(r, err);
}

/* Doubtful names of what was decided on may be doubtful no longer, or again: they are joined anew. */
static ter_status join_unsure(ter_edit *e, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < e->put.touched.len && status == TER_OK; i++) {
        ter_query q = ter_store_query(&e->r->store, ter_sql_naming_unsure, "s", e->put.touched.items[i]);
        while (ter_query_next(&q)) ter_array_push(&e->put.changed, ter_query_int(&q, TER_ONLY));
        status = ter_query_end(&q, err);
    }
    return status == TER_OK ? ter_join(&e->put) : status;
}

ter_status ter_edit_end(ter_edit *e, ter_status status, ter_error *err) {
    if (status == TER_OK) status = join_unsure(e, err);
    if (status == TER_OK) status = ter_put_settle(&e->put);
    if (status == TER_OK) status = ter_decisions_sweep(&e->put);
    status = ter_registry_end(e->r, status, err);
    if (status == TER_OK) e->r->wrote = true;
    ter_put_release(&e->put);
    ter_edit_forget(e);
    return status;
}

void ter_edit_forget(ter_edit *e) {
    free(e->facility);
    free(e->project);
    e->facility = e->project = NULL;
}

/* Finds what an id is of. */
ter_status ter_edit_resolve(ter_edit *e, const char *id, ter_error *err) {
    ter_status status = ter_registry_resolve(e->r, id, &e->facility, err);
    if (status != TER_OK) return status;
    if (!e->facility)
        return ter_error_set(err, TER_INPUT, "%s: has nothing with the id '%s'; see terrier find",
                             ter_registry_path(e->r), id);
    ter_buf project = {0};
    const char *part = strchr(id, '.');
    ter_buf_puts(&project, "");
    if (part) ter_buf_printf(&project, "%s%s", e->facility, part);
    e->project = ter_buf_detach(&project);
    if (!part) return TER_OK;
    ter_query q = ter_store_query(&e->r->store, ter_sql_project_exists, "s", e->project);
    bool there = ter_query_next(&q);
    status = ter_query_end(&q, err);
    if (status != TER_OK || there) return status;
    return ter_error_set(err, TER_INPUT, "%s: has no project '%s'; terrier show %s lists those of its facility",
                         ter_registry_path(e->r), id, e->facility);
}

ter_status ter_edit_write(ter_edit *e, const ter_edit_row *row, ter_error *err) {
    ter_put_touch(&e->put, e->facility);
    const ter_bind values[] = {ter_bind_text("what", row->what),
                               ter_bind_text("target", row->target),
                               ter_bind_text("field", row->field),
                               ter_bind_text("old_value", row->old_value),
                               ter_bind_text("new_value", row->new_value),
                               ter_bind_text("other", row->other),
                               ter_bind_text("geometry_type", row->geometry_type),
                               ter_bind_blob("old_shape", row->old_shape),
                               ter_bind_blob("new_shape", row->new_shape),
                               ter_bind_real("uncertainty_m", row->uncertainty_m),
                               ter_bind_text("taken_from", row->taken_from),
                               ter_bind_text("taken_licence", row->taken_licence),
                               ter_bind_text("taken_date", row->taken_date),
                               ter_bind_text("person", ter_or_null(e->author->person)),
                               ter_bind_text("at", e->author->at),
                               ter_bind_text("why", ter_or_null(e->author->why))};
    return ter_store_insert(&e->r->store, err, ter_sql_decision_insert, values, sizeof values / sizeof *values);
}
