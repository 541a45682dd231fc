/* The map's data as JSON. */
#include "web/contents.h"

#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put_stated(ter_json *j, const char *key, const char *value) {
    if (value && value[0]) ter_json_put_text(j, key, value);
}

static void put_whole(ter_json *j, const char *key, int value) {
    if (value) ter_json_put_int(j, key, value);
}

void ter_contents_put_documents(const ter_contents *c, ter_json *j) {
    ter_json_begin(j, '[');
    for (size_t i = 0; i < c->documents.len; i++) {
        const ter_contents_document *d = &c->documents.items[i];
        ter_buf_putc(j->out, '\n');
        ter_json_begin(j, '{');
        ter_json_put_text(j, "name", d->name ? d->name : "");
        put_stated(j, "title", d->title);
        put_stated(j, "publisher", d->publisher);
        put_stated(j, "date", d->date);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

static void put_names(const ter_contents *c, const ter_contents_facility *f, const char *own, ter_json *j) {
    ter_json_key(j, "names");
    ter_json_begin(j, '[');
    for (size_t i = f->names; i < f->names_end; i++) {
        const ter_contents_name *n = &c->names.items[i];
        ter_json_begin(j, '{');
        if (n->name && strcmp(n->name, own) != 0) ter_json_put_text(j, "name", n->name);
        if (n->folded && n->name && strcmp(n->folded, n->name) != 0) ter_json_put_text(j, "folded", n->folded);
        put_stated(j, "pinyin", n->pinyin);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

/* A project's id is its facility's, a dot and more; one that is not, after a merge, begins with a colon here. */
static void put_project(ter_json *j, const char *project, const char *facility) {
    size_t n = strlen(facility);
    if (!project) return;
    ter_buf text = {0};
    if (strncmp(project, facility, n) == 0 && project[n] == '.') ter_buf_puts(&text, project + n);
    else ter_buf_printf(&text, ":%s", project);
    ter_json_put_text(j, "project", text.ptr);
    ter_buf_release(&text);
}

static bool says(const ter_contents_statement *s, const ter_export_feature *f) {
    const char *project = ter_export_feature_value(f, "project_id");
    if (!project) return !s->project;
    return s->project && strcmp(s->project, project) == 0 && s->state == f->state && s->basis == f->basis &&
           s->year == f->year;
}

/* Indices of the documents that say what the feature says; their order is that of the statements, oldest first. */
static void put_sayers(const ter_contents *c, const ter_contents_facility *at, const ter_export_feature *f,
                       ter_json *j) {
    size_t last = (size_t)-1;
    ter_json_key(j, "documents");
    ter_json_begin(j, '[');
    for (size_t i = at->statements; i < at->statements_end; i++) {
        const ter_contents_statement *s = &c->statements.items[i];
        if (s->document == last || !says(s, f)) continue;
        last = s->document;
        ter_json_int(j, (long long)last);
    }
    ter_json_end(j, ']');
}

/* Geometries are a list of their own, each once: those of one facility are mostly one, and many share an area. */
typedef struct shapes {
    TER_ARRAY(char *) list;
    TER_ARRAY(size_t) areas; /* indices of those that are the area of something */
} shapes;

static size_t shape_index(shapes *s, const ter_export_feature *f, size_t own) {
    const char *precision = ter_export_feature_value(f, "precision");
    bool area = strcmp(precision, "area") == 0 || strcmp(precision, "district") == 0;
    ter_buf text = {0};
    ter_geometry_to_geojson(&f->geometry, &text);
    char *shape = ter_buf_detach(&text);
    for (size_t i = own; i < s->list.len; i++)
        if (strcmp(s->list.items[i], shape) == 0) return free(shape), i;
    for (size_t i = 0; area && i < s->areas.len; i++)
        if (strcmp(s->list.items[s->areas.items[i]], shape) == 0) return free(shape), s->areas.items[i];
    if (area) ter_array_push(&s->areas, s->list.len);
    ter_array_push(&s->list, shape);
    return s->list.len - 1;
}

static void put_feature(const ter_export_feature *f, ter_json *j) {
    static const char *const texts[][2] = {
        {"part", "part"}, {"status", "status"}, {"basis", "basis"}, {"action", "action"}, {"precision", "precision"}};
    put_project(j, ter_export_feature_value(f, "project_id"), ter_export_feature_value(f, "facility_id"));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_stated(j, texts[i][0], ter_export_feature_value(f, texts[i][1]));
    put_whole(j, "year", f->year);
    const char *since = ter_export_feature_value(f, "period_from");
    if (since) put_whole(j, "from", atoi(since));
}

static void put_facility(const ter_contents *c, const ter_contents_facility *at, shapes *s, ter_json *j) {
    const ter_export_feature *first = &c->features.list.items[at->features];
    const char *name = ter_export_feature_value(first, "name");
    size_t own = s->list.len;
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", ter_export_feature_value(first, "facility_id"));
    ter_json_put_text(j, "name", name);
    ter_json_put_text(j, "kind", ter_export_feature_value(first, "kind"));
    put_stated(j, "area", first->area);
    put_stated(j, "reason", at->reason);
    put_names(c, at, name, j);
    ter_json_key(j, "features");
    ter_json_begin(j, '[');
    for (size_t i = at->features; i < at->features_end; i++) {
        const ter_export_feature *f = &c->features.list.items[i];
        const char *within = ter_export_feature_value(f, "uncertainty_m");
        ter_json_begin(j, '{');
        put_feature(f, j);
        put_sayers(c, at, f, j);
        if (f->geometry.type != TER_GEOMETRY_NONE) {
            ter_json_put_real(j, "within", within ? strtod(within, NULL) : (double)NAN, 1);
            put_stated(j, "source", ter_export_feature_value(f, "geometry_source"));
            ter_json_put_int(j, "geometry", (long long)shape_index(s, f, own));
        }
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
    ter_json_end(j, '}');
}

void ter_contents_put_facilities(const ter_contents *c, size_t begin, size_t end, ter_json *j) {
    shapes s = {0};
    ter_json_begin(j, '{');
    ter_json_key(j, "facilities");
    ter_json_begin(j, '[');
    for (size_t i = begin; i < end; i++) put_facility(c, &c->facilities.items[i], &s, j);
    ter_json_end(j, ']');
    ter_json_key(j, "geometries");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < s.list.len; i++) {
        ter_buf_putc(j->out, '\n');
        ter_json_raw(j, ter_str_from(s.list.items[i]));
        free(s.list.items[i]);
    }
    ter_json_end(j, ']');
    ter_json_end(j, '}');
    ter_array_release(&s.list);
    ter_array_release(&s.areas);
}

static void put_statement(const ter_contents_statement *s, ter_json *j) {
    ter_json_begin(j, '{');
    put_project(j, s->project, s->facility);
    put_stated(j, "part", s->part);
    ter_json_put_text(j, "status", ter_state_name(s->state));
    put_stated(j, "basis", ter_basis_name(s->basis));
    put_stated(j, "action", ter_action_name(s->action));
    put_whole(j, "year", s->year);
    put_whole(j, "from", s->period_from);
    put_whole(j, "month", s->month);
    put_whole(j, "day", s->day);
    ter_json_put_int(j, "document", (long long)s->document);
    put_stated(j, "quote", s->quote);
    ter_json_end(j, '}');
}

void ter_contents_put_details(const ter_contents *c, size_t begin, size_t end, ter_json *j) {
    ter_json_begin(j, '[');
    for (size_t i = begin; i < end; i++) {
        const ter_contents_facility *f = &c->facilities.items[i];
        ter_buf_putc(j->out, '\n');
        ter_json_begin(j, '[');
        for (size_t k = f->statements; k < f->statements_end; k++) put_statement(&c->statements.items[k], j);
        ter_json_end(j, ']');
    }
    ter_json_end(j, ']');
}

void ter_contents_put_folding(const ter_contents *c, ter_json *j) {
    enum { FIRST_HAN = 0x3400, LAST_HAN = 0x9fff };
    bool *used = ter_alloc((LAST_HAN + 1) * sizeof *used);
    for (size_t i = 0; i < c->names.len; i++) {
        const char *name = c->names.items[i].folded;
        uint32_t cp;
        for (size_t at = 0, n = name ? strlen(name) : 0; at < n;) {
            at += ter_utf8_next(name + at, n - at, &cp);
            if (cp <= LAST_HAN) used[cp] = true;
        }
    }
    ter_json_begin(j, '{');
    for (uint32_t cp = FIRST_HAN; cp <= LAST_HAN; cp++) {
        uint32_t folded = ter_fold_cp(cp);
        if (folded == cp || folded > LAST_HAN || !used[folded]) continue;
        ter_buf from = {0}, to = {0};
        ter_buf_put_cp(&from, cp);
        ter_buf_put_cp(&to, folded);
        ter_json_put_text(j, from.ptr, to.ptr);
        ter_buf_release(&from);
        ter_buf_release(&to);
    }
    ter_json_end(j, '}');
    free(used);
}
