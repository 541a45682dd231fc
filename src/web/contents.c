#include "web/contents.h"

#include "text/fold.h"

#include <math.h>
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

static void keep_saying(const ter_registry_saying *s, void *context) {
    ter_contents *c = context;
    ter_contents_saying saying = {.facility = ter_strdup(s->facility),
                                  .project = kept(s->project),
                                  .part = kept(s->part),
                                  .quote = kept(s->quote),
                                  .document = document_index(c, s->document),
                                  .state = s->state,
                                  .basis = s->basis,
                                  .action = s->action,
                                  .year = s->year,
                                  .month = s->month,
                                  .day = s->day};
    ter_array_push(&c->sayings, saying);
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
    size_t name = 0, saying = 0, reason = 0, first_reason = 0;
    for (size_t i = 0; i < c->features.list.len;) {
        const char *id = facility_of(&c->features.list.items[i]);
        ter_contents_facility f = {.features = i};
        while (i < c->features.list.len && strcmp(facility_of(&c->features.list.items[i]), id) == 0) i++;
        f.features_end = i;
        RANGE(&c->names, &name, id, &f.names);
        RANGE(&c->sayings, &saying, id, &f.sayings);
        RANGE(&c->reasons, &reason, id, &first_reason);
        f.names_end = name;
        f.sayings_end = saying;
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
    if (status == TER_OK) status = ter_registry_each_saying(r, keep_saying, c, err);
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
    for (size_t i = 0; i < c->sayings.len; i++) {
        ter_contents_saying *s = &c->sayings.items[i];
        free(s->facility), free(s->project), free(s->part), free(s->quote);
    }
    for (size_t i = 0; i < c->reasons.len; i++) free(c->reasons.items[i].facility), free(c->reasons.items[i].reason);
    ter_export_features_release(&c->features);
    ter_array_release(&c->documents);
    ter_array_release(&c->by_id);
    ter_array_release(&c->names);
    ter_array_release(&c->sayings);
    ter_array_release(&c->reasons);
    ter_array_release(&c->facilities);
}

/* ---- writing ---- */

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

static bool says(const ter_contents_saying *s, const ter_export_feature *f) {
    const char *project = ter_export_feature_value(f, "project_id");
    if (!project) return !s->project;
    return s->project && strcmp(s->project, project) == 0 && s->state == f->state && s->basis == f->basis &&
           s->year == f->year;
}

/* Indices of the documents that say what the feature says; their order is that of the sayings, oldest first. */
static void put_sayers(const ter_contents *c, const ter_contents_facility *at, const ter_export_feature *f,
                       ter_json *j) {
    size_t last = (size_t)-1;
    ter_json_key(j, "documents");
    ter_json_begin(j, '[');
    for (size_t i = at->sayings; i < at->sayings_end; i++) {
        const ter_contents_saying *s = &c->sayings.items[i];
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
    put_project(j, ter_export_feature_value(f, "project_id"), facility_of(f));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_stated(j, texts[i][0], ter_export_feature_value(f, texts[i][1]));
    put_whole(j, "year", f->year);
}

static void put_facility(const ter_contents *c, const ter_contents_facility *at, shapes *s, ter_json *j) {
    const ter_export_feature *first = &c->features.list.items[at->features];
    const char *name = ter_export_feature_value(first, "name");
    size_t own = s->list.len;
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", facility_of(first));
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

static void put_saying(const ter_contents_saying *s, ter_json *j) {
    ter_json_begin(j, '{');
    put_project(j, s->project, s->facility);
    put_stated(j, "part", s->part);
    ter_json_put_text(j, "status", ter_state_name(s->state));
    put_stated(j, "basis", ter_basis_name(s->basis));
    put_stated(j, "action", ter_action_name(s->action));
    put_whole(j, "year", s->year);
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
        for (size_t k = f->sayings; k < f->sayings_end; k++) put_saying(&c->sayings.items[k], j);
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
