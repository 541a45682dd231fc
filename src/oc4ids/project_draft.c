/* The documents that a package is read into, one draft each. */
#include "oc4ids/project_draft.h"

#include "base/date.h"
#include "json/json_load.h"

#include <stdlib.h>
#include <string.h>

/* ---- the text of a document ---- */

static size_t add_line(ter_project_draft *draft, const char *text) {
    size_t start = draft->text.len;
    ter_buf_puts(&draft->text, text);
    ter_buf_putc(&draft->text, '\n');
    return start;
}

size_t ter_project_draft_quote_put(ter_project_draft *draft, const char *quote) {
    for (size_t i = draft->quotes.len; i-- > 0;)
        if (strcmp(draft->quotes.items[i].text, quote) == 0) return draft->quotes.items[i].start;
    ter_project_draft_quote q = {quote, *quote ? add_line(draft, quote) : 0};
    ter_array_push(&draft->quotes, q);
    return q.start;
}

size_t ter_project_draft_place(ter_project_draft *draft, size_t quote, size_t quote_len, const char *text) {
    size_t n = strlen(text);
    if (n == 0) return 0;
    const char *at = quote_len ? memmem(draft->text.ptr + quote, quote_len, text, n) : NULL;
    if (!at && draft->text.len) at = memmem(draft->text.ptr, draft->text.len, text, n);
    return at ? (size_t)(at - draft->text.ptr) : add_line(draft, text);
}

/* ---- the list ---- */

ter_project_draft *ter_project_drafts_find(ter_project_drafts *d, const char *original) {
    for (size_t i = d->list.len; i-- > 0;) {
        const char *has = d->list.items[i]->original;
        if (original ? has && strcmp(has, original) == 0 : !has) return d->list.items[i];
    }
    return NULL;
}

ter_project_draft *ter_project_drafts_add(ter_project_drafts *d, const char *original) {
    ter_project_draft *draft = ter_alloc(sizeof *draft);
    draft->original = original;
    ter_array_push(&d->list, draft);
    return draft;
}

ter_project_draft *ter_project_drafts_package(ter_project_drafts *d) {
    ter_project_draft *draft = ter_project_drafts_find(d, NULL);
    if (draft) return draft;
    draft = ter_project_drafts_add(d, NULL);
    draft->record = (ter_record_document){.name = d->parse.name, .publisher = d->publisher, .published_on = d->date};
    if (*d->date) draft->record.date_basis = "publishedDate";
    return draft;
}

void ter_project_draft_title_put(ter_project_draft *draft, ter_project_draft_mention *m, const char *title,
                                 const char *quote) {
    ter_record_mention *r = &m->record;
    r->text = title;
    r->quote = *quote ? quote : title;
    r->start = ter_project_draft_quote_put(draft, title);
    r->end = r->start + strlen(title);
    r->quote_start = ter_project_draft_quote_put(draft, r->quote);
    r->quote_end = r->quote_start + strlen(r->quote);
    ter_array_push(&draft->mentions, *m);
}

ter_geometry *ter_project_drafts_geometry(ter_project_drafts *d, const ter_node *location) {
    ter_node geometry = ter_node_member(&d->parse, location, "geometry", JSON_OBJECT);
    if (!geometry.value) return NULL;
    ter_geometry *g = ter_alloc(sizeof *g);
    ter_array_push(&d->geometries, g);
    ter_node_geometry(&d->parse, &geometry, g);
    return g;
}

/* ---- the package ---- */

static void check_version(ter_parse *p, const ter_node *root) {
    const char *version = ter_node_text(p, root, "version");
    ter_node node = {NULL, root, "version", 0};
    if (p->status == TER_OK && *version && strncmp(version, "0.", 2) != 0)
        ter_node_fail(p, &node, "'%.20s' is a version of OC4IDS that this program does not know; it reads 0.9",
                      version);
}

static void read_package(ter_project_drafts *d, const ter_node *root) {
    ter_parse *p = &d->parse;
    ter_date day = {0};
    ter_node publisher = ter_node_member(p, root, "publisher", JSON_OBJECT);
    d->publisher = ter_node_text(p, &publisher, "name");
    d->licence = ter_node_text(p, root, "license");
    const char *date = ter_node_text(p, root, "publishedDate");
    ter_node at = {NULL, root, "publishedDate", 0};
    if (*date && !ter_date_time_parse(date, &day))
        ter_node_fail(p, &at, "'%.40s' is not a date-time; write 2026-03-25T00:00:00Z", date);
    if (day.year && p->status == TER_OK) memcpy(d->date, date, 10);
    check_version(p, root);
}

static void read_projects(ter_project_drafts *d, const ter_node *root) {
    ter_parse *p = &d->parse;
    json_t *seen = json_object();
    ter_node projects = ter_node_member(p, root, "projects", JSON_ARRAY);
    if (!projects.value) ter_node_fail(p, root, "has no projects; name an OC4IDS project package");
    for (size_t i = 0, n = ter_node_count(&projects); i < n && p->status == TER_OK; i++) {
        ter_node project = ter_node_element(p, &projects, i, JSON_OBJECT);
        const char *id = ter_node_text(p, &project, "id");
        if (!*id) ter_node_fail(p, &project, "has no id; each project must have one");
        if (*id && json_object_get(seen, id))
            ter_node_fail(p, &project, "has the id of another project, '%.80s'; ids must be unique", id);
        json_object_set_new(seen, id, json_true());
        if (p->status != TER_OK) break;
        d->counts.projects++;
        if (ter_project_drafts_is_ours(&project)) ter_project_drafts_add_ours(d, &project);
        else ter_project_drafts_add_other(d, &project);
    }
    json_decref(seen);
}

/* Pointers into arrays, which have stopped growing. */
static void finish(ter_project_drafts *d) {
    for (size_t i = 0; i < d->list.len; i++) {
        ter_project_draft *draft = d->list.items[i];
        for (size_t k = 0; k < draft->mentions.len; k++)
            draft->mentions.items[k].record.statements = draft->mentions.items[k].statements;
    }
}

ter_status ter_project_drafts_read(ter_str file, const char *name, ter_project_drafts *out, ter_error *err) {
    *out = (ter_project_drafts){.parse = {name, TER_OK, err}, .file = file};
    ter_oc4ids_codes_read(&out->codes);
    ter_status status = ter_json_load(file, name, &out->root, err);
    if (status != TER_OK) return status;
    ter_node root = {out->root, NULL, NULL, 0};
    if (!json_is_object(out->root)) ter_node_fail(&out->parse, &root, "must be an object; name an OC4IDS package");
    if (out->parse.status == TER_OK) read_package(out, &root);
    if (out->parse.status == TER_OK) read_projects(out, &root);
    if (out->parse.status == TER_OK) finish(out);
    return out->parse.status;
}

void ter_project_drafts_release(ter_project_drafts *d) {
    for (size_t i = 0; i < d->list.len; i++) {
        ter_project_draft *draft = d->list.items[i];
        json_decref(draft->bytes);
        ter_buf_release(&draft->text);
        ter_array_release(&draft->quotes);
        ter_array_release(&draft->mentions);
        free(draft);
    }
    for (size_t i = 0; i < d->decisions.len; i++) ter_array_release(&d->decisions.items[i].changes);
    ter_array_release(&d->decisions);
    for (size_t i = 0; i < d->geometries.len; i++) {
        ter_geometry_release(d->geometries.items[i]);
        free(d->geometries.items[i]);
    }
    for (size_t i = 0; i < d->names.len; i++) free(d->names.items[i]);
    ter_array_release(&d->names);
    ter_array_release(&d->geometries);
    ter_array_release(&d->list);
    ter_oc4ids_codes_release(&d->codes);
    json_decref(d->root);
}
