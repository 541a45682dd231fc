/* Reading a gazetteer: its features, geometries and names. */
#include "gazetteer/gazetteer.h"

#include "base/embedded.h"
#include "base/intern.h"
#include "base/memory.h"
#include "gazetteer/gazetteer_store.h"
#include "gazetteer/name_cache.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FEATURES = 1 << 28 }; /* more than all named things there are: a damaged count */

typedef struct source {
    char *name, *licence, *date, *datum;
} source;

struct ter_gazetteer {
    char *title;
    sqlite3 *db;
    sqlite3_stmt *lookup, *geometry, *feature;
    sqlite3_stmt *cut;         /* NULL: the file does not say */
    sqlite3_stmt *addresses;   /* NULL: the file has none */
    TER_ARRAY(source) sources; /* source i has id i + 1 */
    ter_name_cache *cache;     /* of lookup.h */
    size_t feature_count;
    ter_toponym **features; /* feature i has id i + 1; read when first asked for, NULL until then */
    ter_intern texts;       /* their kinds, areas and lifecycles */
};

/* ---- loading ---- */

static ter_status damaged(const ter_gazetteer *g, ter_error *err) {
    return ter_error_set(err, TER_FORMAT, "%s: is a damaged gazetteer; build it again", g->title);
}

static ter_status load_sources(ter_gazetteer *g, ter_error *err) {
    sqlite3_stmt *s = NULL;
    const char *sql = "SELECT id, name, licence, date, datum FROM source ORDER BY id";
    ter_status status = ter_gazetteer_store_prepare(g->db, g->title, sql, &s, err);
    int rc = SQLITE_DONE;
    while (status == TER_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (sqlite3_column_int64(s, 0) != (sqlite3_int64)g->sources.len + 1) status = damaged(g, err);
        source one = {ter_strdup(ter_gazetteer_store_text(s, 1)), ter_strdup(ter_gazetteer_store_text(s, 2)),
                      ter_strdup(ter_gazetteer_store_text(s, 3)), ter_strdup(ter_gazetteer_store_text(s, 4))};
        ter_array_push(&g->sources, one);
    }
    if (status == TER_OK && rc != SQLITE_DONE) status = ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_finalize(s);
    return status;
}

static ter_status read_version(ter_gazetteer *g, int *version, ter_error *err) {
    sqlite3_stmt *s = NULL;
    ter_status status = ter_gazetteer_store_prepare(g->db, g->title, "PRAGMA user_version", &s, err);
    if (status == TER_OK && sqlite3_step(s) == SQLITE_ROW) *version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return status;
}

/* How many features there are. The rows themselves are read one by one when asked for: of a country's million a text
 * names a few. */
static ter_status load_features(ter_gazetteer *g, ter_error *err) {
    int version = 0;
    ter_status status = read_version(g, &version, err);
    sqlite3_stmt *s = NULL;
    const char *count = version < 2 ? "SELECT count(*), min(id), max(id) FROM feature"
                                    : "SELECT features, (SELECT min(id) FROM feature), (SELECT max(id) FROM feature)"
                                      " FROM total";
    if (status == TER_OK) status = ter_gazetteer_store_prepare(g->db, g->title, count, &s, err);
    if (status == TER_OK) {
        sqlite3_int64 n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
        bool empty = n == 0 && sqlite3_column_type(s, 2) == SQLITE_NULL;
        if (n < 0 || n > MOST_FEATURES ||
            (!empty && (sqlite3_column_int64(s, 1) != 1 || sqlite3_column_int64(s, 2) != n)))
            status = damaged(g, err);
        else g->feature_count = (size_t)n;
    }
    sqlite3_finalize(s);
    const char *row = version < 2 ? "SELECT key, kind, name, area, lon, lat, min_lon, min_lat, max_lon, max_lat,"
                                    " accuracy_m, source, '' FROM feature WHERE id = ?1"
                                  : "SELECT key, kind, name, area, lon, lat, min_lon, min_lat, max_lon, max_lat,"
                                    " accuracy_m, source, lifecycle FROM feature WHERE id = ?1";
    if (status == TER_OK) status = ter_gazetteer_store_prepare(g->db, g->title, row, &g->feature, err);
    if (status == TER_OK) g->features = ter_alloc(g->feature_count * sizeof *g->features);
    return status;
}

static ter_toponym *read_feature(ter_gazetteer *g, size_t position) {
    sqlite3_stmt *s = g->feature;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)position + 1);
    ter_toponym *t = NULL;
    static const source none = {(char *)"", (char *)"", (char *)"", (char *)""};
    if (sqlite3_step(s) == SQLITE_ROW) {
        const char *key = ter_gazetteer_store_text(s, 0), *name = ter_gazetteer_store_text(s, 2);
        size_t key_size = strlen(key) + 1, name_size = strlen(name) + 1;
        sqlite3_int64 from = sqlite3_column_int64(s, 11);
        const source *src = from >= 1 && from <= (sqlite3_int64)g->sources.len ? &g->sources.items[from - 1] : &none;
        t = ter_alloc(sizeof *t + key_size + name_size);
        char *texts = (char *)(t + 1);
        memcpy(texts, key, key_size);
        memcpy(texts + key_size, name, name_size);
        *t = (ter_toponym){
            .id = (long long)position + 1,
            .key = texts,
            .name = texts + key_size,
            .kind = ter_intern_put(&g->texts, ter_gazetteer_store_text(s, 1)),
            .area = ter_intern_put(&g->texts, ter_gazetteer_store_text(s, 3)),
            .lifecycle = ter_intern_put(&g->texts, ter_gazetteer_store_text(s, 12)),
            .point = {sqlite3_column_double(s, 4), sqlite3_column_double(s, 5)},
            .bbox = {sqlite3_column_double(s, 6), sqlite3_column_double(s, 7), sqlite3_column_double(s, 8),
                     sqlite3_column_double(s, 9)},
            .accuracy_m = sqlite3_column_double(s, 10),
            .source = src->name,
            .licence = src->licence,
            .date = src->date,
            .datum = src->datum,
        };
    }
    sqlite3_reset(s);
    if (t && g->cut) {
        sqlite3_bind_int64(g->cut, 1, (sqlite3_int64)position + 1);
        t->cut = sqlite3_step(g->cut) == SQLITE_ROW;
        sqlite3_reset(g->cut);
    }
    return t;
}

/* Takes `db`. */
static ter_status load(sqlite3 *db, const char *title, ter_gazetteer **out, ter_error *err) {
    ter_gazetteer *g = ter_alloc(sizeof *g);
    g->db = db;
    g->title = ter_strdup(title);
    g->cache = ter_name_cache_new();
    ter_status status = load_sources(g, err);
    if (status == TER_OK) status = load_features(g, err);
    if (status == TER_OK)
        status = ter_gazetteer_store_prepare(
            db, title, "SELECT feature, type, name FROM name WHERE key = ?1 ORDER BY type, feature, name", &g->lookup,
            err);
    if (status == TER_OK)
        status =
            ter_gazetteer_store_prepare(db, title, "SELECT geometry FROM feature WHERE id = ?1", &g->geometry, err);
    if (status == TER_OK) { /* files of earlier versions have no such tables */
        ter_gazetteer_store_prepare(db, title,
                                    "SELECT number, stem, lon, lat FROM address WHERE street = ?1"
                                    " ORDER BY number, stem, lon, lat",
                                    &g->addresses, NULL);
        ter_gazetteer_store_prepare(db, title, "SELECT feature FROM cut WHERE feature = ?1", &g->cut, NULL);
    }
    if (status != TER_OK) {
        ter_gazetteer_free(g);
        g = NULL;
    }
    *out = g;
    return status;
}

ter_status ter_gazetteer_open(const char *path, ter_gazetteer **out, ter_error *err) {
    *out = NULL;
    sqlite3 *db = NULL;
    ter_status status = ter_gazetteer_store_open(path, &db, err);
    return status == TER_OK ? load(db, path, out, err) : status;
}

ter_status ter_gazetteer_open_bytes(const void *bytes, size_t size, const char *title, ter_gazetteer **out,
                                    ter_error *err) {
    *out = NULL;
    sqlite3 *db = NULL;
    ter_status status = ter_gazetteer_store_open_bytes(bytes, size, title, &db, err);
    return status == TER_OK ? load(db, title, out, err) : status;
}

ter_status ter_gazetteer_open_embedded(ter_gazetteer **out, ter_error *err) {
    *out = NULL;
    const ter_embedded_file *file = &ter_embedded_gazetteer;
    if (!file)
        return ter_error_set(err, TER_UNSUPPORTED,
                             "no gazetteer is built into this program; name one with --gazetteer");
    return ter_gazetteer_open_bytes(file->begin, (size_t)(file->end - file->begin), "embedded", out, err);
}

void ter_gazetteer_free(ter_gazetteer *g) {
    if (!g) return;
    ter_name_cache_free(g->cache);
    sqlite3_finalize(g->lookup);
    sqlite3_finalize(g->geometry);
    sqlite3_finalize(g->feature);
    sqlite3_finalize(g->addresses);
    sqlite3_finalize(g->cut);
    sqlite3_close(g->db);
    for (size_t i = 0; g->features && i < g->feature_count; i++) free(g->features[i]);
    ter_intern_release(&g->texts);
    for (size_t i = 0; i < g->sources.len; i++) {
        source *s = &g->sources.items[i];
        free(s->name), free(s->licence), free(s->date), free(s->datum);
    }
    free(g->features);
    ter_array_release(&g->sources);
    free(g->title);
    free(g);
}

/* ---- reading ---- */

const char *ter_gazetteer_title(const ter_gazetteer *g) {
    return g->title;
}

size_t ter_gazetteer_count(const ter_gazetteer *g) {
    return g->feature_count;
}

const ter_toponym *ter_gazetteer_at(const ter_gazetteer *g, size_t position) {
    static const ter_toponym unreadable = {.key = "",
                                           .name = "",
                                           .kind = "",
                                           .area = "",
                                           .lifecycle = "",
                                           .bbox = {1, 1, -1, -1},
                                           .source = "",
                                           .licence = "",
                                           .date = "",
                                           .datum = ""};
    ter_toponym **slot = &g->features[position];
    /* What is read is kept: to the caller the gazetteer stays as it is. */
    if (!*slot) *slot = read_feature((ter_gazetteer *)(uintptr_t)g, position);
    return *slot ? *slot : &unreadable;
}

ter_status ter_gazetteer_geometry(const ter_gazetteer *g, size_t position, ter_geometry *out, ter_error *err) {
    *out = (ter_geometry){0};
    sqlite3_reset(g->geometry);
    sqlite3_bind_int64(g->geometry, 1, (sqlite3_int64)position + 1);
    if (sqlite3_step(g->geometry) != SQLITE_ROW) return damaged(g, err);
    const void *blob = sqlite3_column_blob(g->geometry, 0);
    ter_str wkb = {blob, (size_t)sqlite3_column_bytes(g->geometry, 0)};
    ter_status status = ter_geometry_from_wkb(wkb, out, NULL);
    sqlite3_reset(g->geometry);
    if (status == TER_OK && out->type != TER_GEOMETRY_NONE) return TER_OK;
    ter_geometry_release(out);
    return damaged(g, err);
}

/* A feature and type as the file gives them; false when they cannot be. */
static bool read_hit(const ter_gazetteer *g, sqlite3_stmt *s, ter_gazetteer_hit *out) {
    sqlite3_int64 feature = sqlite3_column_int64(s, 0);
    int type = sqlite3_column_int(s, 1);
    if (feature < 1 || feature > (sqlite3_int64)g->feature_count || type < 0 || type > TER_NAME_RULE) return false;
    *out = (ter_gazetteer_hit){(size_t)feature - 1, (ter_name_type)type};
    return true;
}

ter_status ter_gazetteer_each_name(const ter_gazetteer *g, ter_gazetteer_name_fn fn, void *context, ter_error *err) {
    sqlite3_stmt *s = NULL;
    const char *sql = "SELECT feature, type, name FROM name ORDER BY feature, type, name";
    ter_status status = ter_gazetteer_store_prepare(g->db, g->title, sql, &s, err);
    int rc = SQLITE_DONE;
    ter_gazetteer_hit hit;
    while (status == TER_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (read_hit(g, s, &hit)) fn(hit.position, ter_gazetteer_store_text(s, 2), hit.type, context);
        else status = damaged(g, err);
    }
    if (status == TER_OK && rc != SQLITE_DONE) status = ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_finalize(s);
    return status;
}

ter_status ter_gazetteer_each_key(const ter_gazetteer *g, ter_gazetteer_key_fn fn, void *context, ter_error *err) {
    sqlite3_stmt *s = NULL;
    const char *sql = "SELECT feature, type, key, name FROM name ORDER BY key, type, feature, name";
    ter_status status = ter_gazetteer_store_prepare(g->db, g->title, sql, &s, err);
    int rc = SQLITE_DONE;
    ter_gazetteer_hit hit;
    while (status == TER_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (read_hit(g, s, &hit))
            fn(hit.position, ter_gazetteer_store_text(s, 2), ter_gazetteer_store_text(s, 3), hit.type, context);
        else status = damaged(g, err);
    }
    if (status == TER_OK && rc != SQLITE_DONE) status = ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_finalize(s);
    return status;
}

ter_status ter_gazetteer_each_covered(const ter_gazetteer *g, ter_gazetteer_covered_fn fn, void *context, bool *stated,
                                      ter_error *err) {
    sqlite3_stmt *s = NULL;
    *stated = ter_gazetteer_store_prepare(g->db, g->title, "SELECT name, code FROM coverage ORDER BY rowid", &s,
                                          NULL) == TER_OK;
    if (!*stated) return TER_OK;
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        sqlite3_int64 code = sqlite3_column_int64(s, 1);
        fn(ter_gazetteer_store_text(s, 0), code > 0 && code <= UINT32_MAX ? (uint32_t)code : 0, context);
    }
    ter_status status = rc == SQLITE_DONE ? TER_OK : ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_finalize(s);
    return status;
}

/* The first position whose kind is not below (`after`: is above) `kind`. */
static size_t kind_bound(const ter_gazetteer *g, const char *kind, bool after) {
    size_t from = 0, to = ter_gazetteer_count(g);
    while (from < to) {
        size_t middle = (from + to) / 2;
        int c = strcmp(ter_gazetteer_at(g, middle)->kind, kind);
        if (c < 0 || (after && c == 0)) from = middle + 1;
        else to = middle;
    }
    return from;
}

void ter_gazetteer_kind_range(const ter_gazetteer *g, const char *kind, size_t *from, size_t *to) {
    *from = kind_bound(g, kind, false);
    *to = kind_bound(g, kind, true);
}

ter_status ter_gazetteer_each_in(const ter_gazetteer *g, const char *kind, ter_bbox box, ter_gazetteer_position_fn fn,
                                 void *context, ter_error *err) {
    size_t from, to;
    ter_gazetteer_kind_range(g, kind, &from, &to);
    sqlite3_stmt *s = NULL;
    const char *sql = "SELECT id FROM feature WHERE id > ?1 AND id <= ?2 AND max_lon >= ?3 AND min_lon <= ?4"
                      " AND max_lat >= ?5 AND min_lat <= ?6 ORDER BY id";
    ter_status status = ter_gazetteer_store_prepare(g->db, g->title, sql, &s, err);
    if (status != TER_OK) return status;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)from);
    sqlite3_bind_int64(s, 2, (sqlite3_int64)to);
    const double bounds[] = {box.min_lon, box.max_lon, box.min_lat, box.max_lat};
    for (int i = 0; i < 4; i++) sqlite3_bind_double(s, 3 + i, bounds[i]);
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) fn((size_t)sqlite3_column_int64(s, 0) - 1, context);
    if (rc != SQLITE_DONE) status = ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_finalize(s);
    return status;
}

sqlite3_stmt *ter_gazetteer_addresses(const ter_gazetteer *g) {
    return g->addresses;
}

ter_name_cache *ter_gazetteer_cache(const ter_gazetteer *g) {
    return g->cache;
}

typedef TER_ARRAY(ter_gazetteer_hit) hit_list;

/* A feature may have one name in several types; the best (first) counts. */
static void add_hit(hit_list *list, ter_gazetteer_hit hit) {
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].position == hit.position) return;
    ter_array_push(list, hit);
}

ter_status ter_gazetteer_read_hits(const ter_gazetteer *g, ter_str key, ter_str name, bool folded,
                                   ter_gazetteer_hit **hits, size_t *count, ter_error *err) {
    *hits = NULL;
    *count = 0;
    hit_list list = {0};
    ter_status status = TER_OK;
    sqlite3_reset(g->lookup);
    sqlite3_bind_text64(g->lookup, 1, key.ptr, key.len, SQLITE_STATIC, SQLITE_UTF8);
    int rc = SQLITE_DONE;
    ter_gazetteer_hit hit;
    while (status == TER_OK && (rc = sqlite3_step(g->lookup)) == SQLITE_ROW) {
        if (!read_hit(g, g->lookup, &hit)) status = damaged(g, err);
        else if (folded || ter_str_is(name, ter_gazetteer_store_text(g->lookup, 2))) add_hit(&list, hit);
    }
    if (status == TER_OK && rc != SQLITE_DONE) status = ter_gazetteer_store_error(g->db, g->title, err);
    sqlite3_reset(g->lookup);
    sqlite3_clear_bindings(g->lookup);
    if (status != TER_OK) {
        ter_array_release(&list);
        return status;
    }
    *hits = list.items;
    *count = list.len;
    return TER_OK;
}
