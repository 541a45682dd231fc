/* What the map shows: facilities, projects and what documents say of them. */
#include "web/contents.h"

#include "registry/read/whole.h"

#include <stdlib.h>
#include <string.h>

/* ---- gathering ---- */

static char *kept(const char *text) {
    return text && text[0] ? ter_strdup(text) : NULL;
}

static void keep_title(const ter_registry_title *t, void *context) {
    ter_contents *c = context;
    ter_contents_document d = {t->id, kept(t->name), kept(t->title), kept(t->publisher), kept(t->date)};
    ter_array_push(&c->documents, d);
}

static void keep_name(const ter_registry_name *n, void *context) {
    ter_contents *c = context;
    ter_contents_name kept_name = {ter_strdup(n->facility), kept(n->name), kept(n->folded), kept(n->pinyin)};
    ter_array_push(&c->names, kept_name);
}

static int compare_ids(const void *a, const void *b) {
    const ter_contents_document *const *x = a, *const *y = b;
    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

static size_t document_index(const ter_contents *c, long long id) {
    const ter_contents_document key = {.id = id}, *wanted = &key;
    ter_contents_document **at = bsearch(&wanted, c->by_id.items, c->by_id.len, sizeof *c->by_id.items, compare_ids);
    return at ? (size_t)(*at - c->documents.items) : 0;
}

static void keep_statement(const ter_registry_saying *s, void *context) {
    ter_contents *c = context;
    ter_contents_statement statement = {.facility = ter_strdup(s->facility),
                                        .project = kept(s->project),
                                        .part = kept(s->part),
                                        .quote = kept(s->quote),
                                        .document = document_index(c, s->document),
                                        .state = s->state,
                                        .basis = s->basis,
                                        .action = s->action,
                                        .year = s->year,
                                        .period_from = s->period_from,
                                        .month = s->month,
                                        .day = s->day};
    ter_array_push(&c->statements, statement);
}

static ter_status keep_reason(const ter_registry_feature *f, void *context, ter_error *err) {
    ter_contents *c = context;
    ter_contents_reason reason = {ter_strdup(f->facility_id), ter_strdup(f->reason)};
    (void)err;
    ter_array_push(&c->reasons, reason);
    return TER_OK;
}

static int compare_reasons(const void *a, const void *b) {
    const ter_contents_reason *x = a, *y = b;
    int order = strcmp(x->facility, y->facility);
    return order ? order : strcmp(x->reason, y->reason);
}

/* ---- joining, by facility ---- */

static const char *facility_of(const ter_export_feature *f) {
    return ter_export_feature_value(f, "facility_id");
}

/* Keeps the registry's order within a facility: by year, state, basis, part. */
static int compare_features(const void *a, const void *b) {
    const ter_export_feature *x = a, *y = b;
    int order = strcmp(facility_of(x), facility_of(y));
    if (order) return order;
    if (x->year != y->year) return !x->year ? 1 : !y->year ? -1 : x->year < y->year ? -1 : 1;
    if (x->state != y->state) return x->state < y->state ? -1 : 1;
    if (x->basis != y->basis) return x->basis < y->basis ? -1 : 1;
    const char *p = ter_export_feature_value(x, "project_id"), *q = ter_export_feature_value(y, "project_id");
    return strcmp(p ? p : "", q ? q : "");
}

/* Moves *at past what comes before the facility, then to the end of what is its own, whose beginning it returns. */
#define RANGE(list, at, id, begin)                                                                                     \
    do {                                                                                                               \
        while (*(at) < (list)->len && strcmp((list)->items[*(at)].facility, id) < 0) ++*(at);                          \
        *(begin) = *(at);                                                                                              \
        while (*(at) < (list)->len && strcmp((list)->items[*(at)].facility, id) == 0) ++*(at);                         \
    } while (0)

static void join(ter_contents *c) {
    size_t name = 0, statement = 0, reason = 0, first_reason = 0;
    for (size_t i = 0; i < c->features.list.len;) {
        const char *id = facility_of(&c->features.list.items[i]);
        ter_contents_facility f = {.features = i};
        while (i < c->features.list.len && strcmp(facility_of(&c->features.list.items[i]), id) == 0) i++;
        f.features_end = i;
        RANGE(&c->names, &name, id, &f.names);
        RANGE(&c->statements, &statement, id, &f.statements);
        RANGE(&c->reasons, &reason, id, &first_reason);
        f.names_end = name;
        f.statements_end = statement;
        f.reason = first_reason < reason ? c->reasons.items[first_reason].reason : NULL;
        ter_array_push(&c->facilities, f);
    }
}

ter_status ter_contents_read(ter_registry *r, ter_contents *c, ter_error *err) {
    static const ter_registry_filter everything;
    ter_status status = ter_registry_each_title(r, keep_title, c, err);
    for (size_t i = 0; i < c->documents.len; i++) ter_array_push(&c->by_id, &c->documents.items[i]);
    if (c->by_id.len > 1) qsort(c->by_id.items, c->by_id.len, sizeof *c->by_id.items, compare_ids);
    if (status == TER_OK) status = ter_registry_each_name(r, keep_name, c, err);
    if (status == TER_OK) status = ter_registry_each_saying(r, keep_statement, c, err);
    if (status == TER_OK) status = ter_registry_each_missing(r, &everything, keep_reason, c, err);
    if (status == TER_OK) status = ter_export_features_read(r, NULL, &c->features, err);
    if (status != TER_OK) return status;
    size_t count = c->features.list.len;
    if (c->reasons.len > 1) qsort(c->reasons.items, c->reasons.len, sizeof *c->reasons.items, compare_reasons);
    if (count > 1) qsort(c->features.list.items, count, sizeof *c->features.list.items, compare_features);
    join(c);
    return TER_OK;
}

void ter_contents_move(ter_contents *c, ter_datum datum) {
    for (size_t i = 0; i < c->features.list.len; i++)
        ter_geometry_from_wgs84(&c->features.list.items[i].geometry, datum);
}

void ter_contents_release(ter_contents *c) {
    for (size_t i = 0; i < c->documents.len; i++) {
        ter_contents_document *d = &c->documents.items[i];
        free(d->name), free(d->title), free(d->publisher), free(d->date);
    }
    for (size_t i = 0; i < c->names.len; i++) {
        ter_contents_name *n = &c->names.items[i];
        free(n->facility), free(n->name), free(n->folded), free(n->pinyin);
    }
    for (size_t i = 0; i < c->statements.len; i++) {
        ter_contents_statement *s = &c->statements.items[i];
        free(s->facility), free(s->project), free(s->part), free(s->quote);
    }
    for (size_t i = 0; i < c->reasons.len; i++) free(c->reasons.items[i].facility), free(c->reasons.items[i].reason);
    ter_export_features_release(&c->features);
    ter_array_release(&c->documents);
    ter_array_release(&c->by_id);
    ter_array_release(&c->names);
    ter_array_release(&c->statements);
    ter_array_release(&c->reasons);
    ter_array_release(&c->facilities);
}
