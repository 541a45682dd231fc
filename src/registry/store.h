/* A small door to SQLite, the only place that includes sqlite3.h: opening, bound statements, and errors in our words.
 *
 * A statement is run as: ter_query q = ter_store_query(s, sql, types, …); while (ter_query_next(&q)) {…};
 * status = ter_query_end(&q, err). Errors of preparing, binding and stepping all surface in ter_query_end, so that
 * loops stay short. Statements are kept and reused by the text of their SQL. */
#ifndef TER_REGISTRY_STORE_H
#define TER_REGISTRY_STORE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

struct sqlite3;
struct sqlite3_stmt;

typedef struct ter_store {
    struct sqlite3 *db;
    char *path;
    bool writable;
    void *gis_cache; /* of the GIS module, when it is attached */
    TER_ARRAY(struct sqlite3_stmt *) statements;
} ter_store;

typedef enum ter_store_mode { TER_STORE_READ, TER_STORE_WRITE, TER_STORE_NEW, TER_STORE_PLAIN } ter_store_mode;

/* Opens a database. READ never writes, is defensive, and works in a read-only folder; WRITE wants an existing file;
 * NEW makes one. WRITE and NEW attach SpatiaLite (the GIS module is loaded). PLAIN makes a new file without it, which a
 * crash may leave torn. Caller closes, also after a failure. */
ter_status ter_store_open(const char *path, ter_store_mode mode, ter_store *out, ter_error *err);
void ter_store_close(ter_store *s);

typedef struct ter_query {
    ter_store *store;
    struct sqlite3_stmt *stmt;
    int code; /* SQLite's */
} ter_query;

/* Prepares and binds. `types` has a letter per value: s const char * (NULL is NULL), t ter_str as text, b ter_str as
 * blob (ptr NULL is NULL), i long long, I int, d double. Values must live until ter_query_end. */
ter_query ter_store_query(ter_store *s, const char *sql, const char *types, ...);
bool ter_query_next(ter_query *q); /* true while there is a row */
ter_status ter_query_end(ter_query *q, ter_error *err);

/* Columns of the current row; borrowed until the next step. Text is never NULL ("" for NULL). */
const char *ter_query_text(const ter_query *q, int column);
ter_str ter_query_bytes(const ter_query *q, int column);
long long ter_query_int(const ter_query *q, int column);
double ter_query_real(const ter_query *q, int column);
bool ter_query_is_null(const ter_query *q, int column);

/* One statement to its end, rows ignored. */
ter_status ter_store_run(ter_store *s, ter_error *err, const char *sql, const char *types, ...);
/* Several statements, none bound: schemas, pragmas. */
ter_status ter_store_script(ter_store *s, const char *sql, ter_error *err);
/* The first column of the first row; `otherwise` when there is none or on an error. */
long long ter_store_int(ter_store *s, const char *sql, long long otherwise);

enum { TER_STORE_STAMP = 64 };

/* A word that tells the database as the current transaction reads it from any other: SQLite's change counter with the
 * file's size and time, which no edit, copy or exchange of the file leaves alone. False while it is in WAL mode
 * (somebody writes, or left it so), where no such word is to be had. */
bool ter_store_stamp(ter_store *s, char out[TER_STORE_STAMP]);

/* What SQLite last said, as our status and sentence. */
ter_status ter_store_error(const ter_store *s, int code, ter_error *err);

#endif
