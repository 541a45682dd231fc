/* The file from final drafts: rows in their order, one transaction, no clock, so that the same input gives the same
 * bytes. */
#include "gazetteer/gazetteer_store.h"
#include "gazetteer/toponym_draft.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { LARGE = 20000 /* features */ };

typedef struct name_row {
    size_t key; /* offset */
    const char *name;
    size_t feature;
    ter_name_type type;
} name_row;

typedef struct writer {
    sqlite3 *db;
    const char *path; /* for messages */
    sqlite3_stmt *source, *feature, *name;
    TER_ARRAY(const ter_toponym_draft *) sources; /* source i + 1 is that of this draft */
    TER_ARRAY(name_row) names;
    ter_buf keys; /* folded names, one after another, NUL between */
} writer;

static ter_status run(writer *w, const char *sql, ter_error *err) {
    if (sqlite3_exec(w->db, sql, NULL, NULL, NULL) == SQLITE_OK) return TER_OK;
    return ter_gazetteer_store_error(w->db, w->path, err);
}

static ter_status step(writer *w, sqlite3_stmt *s, ter_error *err) {
    int rc = sqlite3_step(s);
    sqlite3_reset(s);
    return rc == SQLITE_DONE ? TER_OK : ter_gazetteer_store_error(w->db, w->path, err);
}

static void bind(sqlite3_stmt *s, int at, const char *text) {
    sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC);
}

static bool same_source(const ter_toponym_draft *a, const ter_toponym_draft *b) {
    return strcmp(a->source, b->source) == 0 && strcmp(a->licence, b->licence) == 0 && strcmp(a->date, b->date) == 0 &&
           strcmp(a->datum, b->datum) == 0;
}

static ter_status source_id(writer *w, const ter_toponym_draft *d, sqlite3_int64 *id, ter_error *err) {
    for (size_t i = 0; i < w->sources.len; i++) {
        if (!same_source(w->sources.items[i], d)) continue;
        *id = (sqlite3_int64)i + 1;
        return TER_OK;
    }
    ter_array_push(&w->sources, d);
    *id = (sqlite3_int64)w->sources.len;
    sqlite3_bind_int64(w->source, 1, *id);
    bind(w->source, 2, d->source);
    bind(w->source, 3, d->licence);
    bind(w->source, 4, d->date);
    bind(w->source, 5, d->datum);
    return step(w, w->source, err);
}

static void add_name(writer *w, size_t feature, const char *name, ter_name_type type) {
    name_row row = {w->keys.len, name, feature, type};
    ter_fold_key(ter_str_from(name), &w->keys);
    if (w->keys.len == row.key) return;
    ter_buf_putc(&w->keys, 0);
    ter_array_push(&w->names, row);
}

static int compare_rows(const void *pa, const void *pb, void *keys) {
    const name_row *a = pa, *b = pb;
    int c = strcmp((const char *)keys + a->key, (const char *)keys + b->key);
    if (!c) c = (int)a->type - (int)b->type;
    if (!c) c = (a->feature > b->feature) - (a->feature < b->feature);
    return c ? c : strcmp(a->name, b->name);
}

/* In the order of the table, which so grows at its end alone. */
static ter_status write_names(writer *w, ter_error *err) {
    ter_status status = TER_OK;
    if (w->names.len > 1) qsort_r(w->names.items, w->names.len, sizeof *w->names.items, compare_rows, w->keys.ptr);
    for (size_t i = 0; status == TER_OK && i < w->names.len; i++) {
        const name_row *row = &w->names.items[i];
        bind(w->name, 1, w->keys.ptr + row->key);
        sqlite3_bind_int(w->name, 2, (int)row->type);
        sqlite3_bind_int64(w->name, 3, (sqlite3_int64)row->feature);
        bind(w->name, 4, row->name);
        status = step(w, w->name, err);
    }
    return status;
}

static ter_status write_feature(writer *w, sqlite3_int64 id, const ter_toponym_draft *d, ter_error *err) {
    sqlite3_int64 source = 0;
    ter_status status = source_id(w, d, &source, err);
    if (status != TER_OK) return status;
    ter_buf wkb = {0};
    ter_geometry_to_wkb(&d->geometry, false, &wkb);
    sqlite3_stmt *s = w->feature;
    sqlite3_bind_int64(s, 1, id);
    bind(s, 2, d->key);
    bind(s, 3, d->kind);
    bind(s, 4, d->name);
    bind(s, 5, d->area);
    const double numbers[] = {d->point.lon_deg, d->point.lat_deg, d->bbox.min_lon, d->bbox.min_lat,
                              d->bbox.max_lon,  d->bbox.max_lat,  d->accuracy_m};
    for (int i = 0; i < 7; i++) sqlite3_bind_double(s, 6 + i, numbers[i]);
    sqlite3_bind_int64(s, 13, source);
    bind(s, 14, d->lifecycle);
    sqlite3_bind_blob64(s, 15, wkb.ptr, wkb.len, SQLITE_STATIC);
    status = step(w, s, err);
    ter_buf_release(&wkb);
    add_name(w, (size_t)id, d->name, TER_NAME_OFFICIAL);
    for (size_t i = 0; i < d->names.len; i++) add_name(w, (size_t)id, d->names.items[i].text, d->names.items[i].type);
    return status;
}

/* In the order of the table, equal ones once. */
static ter_status write_addresses(writer *w, const ter_toponym_draft_list *list, ter_error *err) {
    sqlite3_stmt *s = NULL;
    ter_status status =
        ter_gazetteer_store_prepare(w->db, w->path, "INSERT OR IGNORE INTO address VALUES(?1,?2,?3,?4,?5)", &s, err);
    for (size_t i = 0; status == TER_OK && i < list->addresses.len; i++) {
        const ter_address_draft *a = &list->addresses.items[i];
        bind(s, 1, a->street);
        sqlite3_bind_int(s, 2, a->number.number);
        bind(s, 3, a->number.stem);
        sqlite3_bind_double(s, 4, a->at.lon_deg);
        sqlite3_bind_double(s, 5, a->at.lat_deg);
        status = step(w, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

/* The lines that are cut at the edge of an extract. */
static ter_status write_cut(writer *w, const ter_toponym_draft_list *list, ter_error *err) {
    sqlite3_stmt *s = NULL;
    ter_status status = ter_gazetteer_store_prepare(w->db, w->path, "INSERT INTO cut VALUES(?1)", &s, err);
    for (size_t i = 0; status == TER_OK && i < list->len; i++) {
        if (!list->items[i].cut) continue;
        sqlite3_bind_int64(s, 1, (sqlite3_int64)i + 1);
        status = step(w, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

static ter_status prepare(writer *w, size_t features, ter_error *err) {
    char marks[192];
    sqlite3_snprintf(sizeof marks, marks, "PRAGMA page_size=%d; PRAGMA application_id=%d; PRAGMA user_version=%d",
                     features < LARGE ? 1024 : 4096, TER_GAZETTEER_APPLICATION_ID, TER_GAZETTEER_VERSION);
    /* Small pages for a small file, which may be compiled into the program. The file is new: no journal. */
    ter_status status = run(w, marks, err);
    if (status == TER_OK) status = run(w, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", err);
    if (status == TER_OK) status = run(w, "BEGIN", err);
    if (status == TER_OK) status = run(w, ter_gazetteer_schema, err);
    if (status == TER_OK)
        status =
            ter_gazetteer_store_prepare(w->db, w->path, "INSERT INTO source VALUES(?1,?2,?3,?4,?5)", &w->source, err);
    if (status == TER_OK)
        status = ter_gazetteer_store_prepare(
            w->db, w->path, "INSERT INTO feature VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
            &w->feature, err);
    if (status == TER_OK)
        status = ter_gazetteer_store_prepare(w->db, w->path,
                                             "INSERT OR IGNORE INTO name(key,type,feature,name)"
                                             " VALUES(?1,?2,?3,?4)",
                                             &w->name, err);
    return status;
}

static ter_status write_coverage(writer *w, const ter_coverage *coverage, ter_error *err) {
    sqlite3_stmt *s = NULL;
    ter_status status = ter_gazetteer_store_prepare(w->db, w->path, "INSERT INTO coverage VALUES(?1,?2)", &s, err);
    for (size_t i = 0; status == TER_OK && i < coverage->len; i++) {
        bind(s, 1, coverage->items[i].name);
        sqlite3_bind_int64(s, 2, (sqlite3_int64)coverage->items[i].code);
        status = step(w, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

static ter_status write_total(writer *w, size_t features, ter_error *err) {
    char total[64];
    sqlite3_snprintf(sizeof total, total, "INSERT INTO total VALUES(%lld)", (long long)features);
    return run(w, total, err);
}

ter_status ter_toponym_draft_list_write(const ter_toponym_draft_list *list, const ter_coverage *coverage,
                                        const char *path, const char *title, ter_gazetteer_build_report *report,
                                        ter_error *err) {
    writer w = {.path = title};
    ter_status status = TER_OK;
    if (sqlite3_open_v2(path, &w.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        status = ter_error_set(err, TER_IO, "%s: %s; check the folder", title, sqlite3_errmsg(w.db));
    if (status == TER_OK) status = prepare(&w, list->len, err);
    for (size_t i = 0; status == TER_OK && i < list->len; i++)
        status = write_feature(&w, (sqlite3_int64)i + 1, &list->items[i], err);
    if (status == TER_OK) status = write_names(&w, err);
    if (status == TER_OK) status = write_addresses(&w, list, err);
    if (status == TER_OK) status = write_cut(&w, list, err);
    if (status == TER_OK) status = write_coverage(&w, coverage, err);
    if (status == TER_OK) status = write_total(&w, list->len, err);
    if (status == TER_OK) status = run(&w, list->len < LARGE ? "COMMIT; VACUUM" : "COMMIT", err);
    sqlite3_finalize(w.source);
    sqlite3_finalize(w.feature);
    sqlite3_finalize(w.name);
    if (sqlite3_close(w.db) != SQLITE_OK && status == TER_OK)
        status = ter_error_set(err, TER_IO, "%s: could not be finished; is the disk full?", title);
    ter_array_release(&w.sources);
    report->features = list->len;
    report->names = w.names.len;
    ter_array_release(&w.names);
    ter_buf_release(&w.keys);
    return status;
}
