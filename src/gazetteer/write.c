/* The file from final drafts: rows in their order, one transaction, no clock, so that the same input gives the same
 * bytes. */
#include "gazetteer/draft.h"
#include "gazetteer/store.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct writer {
    sqlite3 *db;
    const char *path; /* for messages */
    sqlite3_stmt *source, *feature, *name;
    TER_ARRAY(const ter_draft *) sources; /* source i + 1 is that of this draft */
    size_t names;
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

static bool same_source(const ter_draft *a, const ter_draft *b) {
    return strcmp(a->source, b->source) == 0 && strcmp(a->licence, b->licence) == 0 && strcmp(a->date, b->date) == 0 &&
           strcmp(a->datum, b->datum) == 0;
}

static ter_status source_id(writer *w, const ter_draft *d, sqlite3_int64 *id, ter_error *err) {
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

static ter_status write_name(writer *w, sqlite3_int64 id, const char *name, ter_name_type type, ter_error *err) {
    ter_buf key = {0};
    ter_fold_key(ter_str_from(name), &key);
    ter_status status = TER_OK;
    if (key.len > 0) {
        bind(w->name, 1, key.ptr);
        sqlite3_bind_int(w->name, 2, (int)type);
        sqlite3_bind_int64(w->name, 3, id);
        bind(w->name, 4, name);
        status = step(w, w->name, err);
        w->names++;
    }
    ter_buf_release(&key);
    return status;
}

static ter_status write_feature(writer *w, sqlite3_int64 id, const ter_draft *d, ter_error *err) {
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
    sqlite3_bind_blob64(s, 14, wkb.ptr, wkb.len, SQLITE_STATIC);
    status = step(w, s, err);
    ter_buf_release(&wkb);
    if (status == TER_OK) status = write_name(w, id, d->name, TER_NAME_OFFICIAL, err);
    for (size_t i = 0; status == TER_OK && i < d->names.len; i++)
        status = write_name(w, id, d->names.items[i].text, d->names.items[i].type, err);
    return status;
}

static ter_status prepare(writer *w, ter_error *err) {
    char marks[128];
    sqlite3_snprintf(sizeof marks, marks, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                     TER_GAZETTEER_APPLICATION_ID, TER_GAZETTEER_VERSION);
    /* Small pages: most rows are short and the file is compiled into the program. The file is new: no journal. */
    ter_status status = run(w, "PRAGMA page_size=1024; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", err);
    if (status == TER_OK) status = run(w, marks, err);
    if (status == TER_OK) status = run(w, "BEGIN", err);
    if (status == TER_OK) status = run(w, ter_gazetteer_schema, err);
    if (status == TER_OK)
        status =
            ter_gazetteer_store_prepare(w->db, w->path, "INSERT INTO source VALUES(?1,?2,?3,?4,?5)", &w->source, err);
    if (status == TER_OK)
        status = ter_gazetteer_store_prepare(
            w->db, w->path, "INSERT INTO feature VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)", &w->feature,
            err);
    if (status == TER_OK)
        status = ter_gazetteer_store_prepare(w->db, w->path,
                                             "INSERT OR IGNORE INTO name(key,type,feature,name)"
                                             " VALUES(?1,?2,?3,?4)",
                                             &w->name, err);
    return status;
}

ter_status ter_draft_list_write(const ter_draft_list *list, const char *path, const char *title,
                                ter_gazetteer_build_report *report, ter_error *err) {
    writer w = {.path = title};
    ter_status status = TER_OK;
    if (sqlite3_open_v2(path, &w.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        status = ter_error_set(err, TER_IO, "%s: %s; check the folder", title, sqlite3_errmsg(w.db));
    if (status == TER_OK) status = prepare(&w, err);
    for (size_t i = 0; status == TER_OK && i < list->len; i++)
        status = write_feature(&w, (sqlite3_int64)i + 1, &list->items[i], err);
    if (status == TER_OK) status = run(&w, "COMMIT; VACUUM", err);
    sqlite3_finalize(w.source);
    sqlite3_finalize(w.feature);
    sqlite3_finalize(w.name);
    if (sqlite3_close(w.db) != SQLITE_OK && status == TER_OK)
        status = ter_error_set(err, TER_IO, "%s: could not be finished; is the disk full?", title);
    ter_array_release(&w.sources);
    report->features = list->len;
    report->names = w.names;
    return status;
}
