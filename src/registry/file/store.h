/* The registry's access to SQLite: opening, bound statements, and errors in this program's words. In this room only
 * store.c, store_copy.c and the build-time sql/gen_sql.c include sqlite3.h; the rooms gazetteer and gis include it too.
 *
 * A statement is run as: ter_query q = ter_store_query(s, sql, types, …); while (ter_query_next(&q)) {…};
 * status = ter_query_end(&q, err). Errors of preparing, binding and stepping all surface in ter_query_end, so that
 * loops stay short. Statements are kept and reused: the text of their SQL must be
 * static, as that of registry/sql/ is. */
#ifndef TER_REGISTRY_FILE_STORE_H
#define TER_REGISTRY_FILE_STORE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

struct sqlite3;
struct sqlite3_stmt;

typedef struct ter_prepared {
    const char *sql; /* by its address */
    struct sqlite3_stmt *stmt;
} ter_prepared;

typedef struct ter_store {
    struct sqlite3 *db;
    char *path;
    bool writable;
    long long log_limit;           /* bytes: a longer log is trimmed */
    struct ter_store_state *still; /* of the file that is read as one that does not change; NULL: as usual */
    void *gis_cache;               /* of the GIS module, when it is attached */
    TER_ARRAY(ter_prepared) statements;
} ter_store;

typedef enum ter_store_mode {
    TER_STORE_READ,
    TER_STORE_WRITE,
    TER_STORE_NEW,
    TER_STORE_PLAIN,
    TER_STORE_FIXED
} ter_store_mode;

/* Opens a database. READ changes no data and is defensive; WRITE wants an existing file; NEW makes one. WRITE and NEW
 * attach SpatiaLite (the GIS module is loaded). PLAIN makes a new file without it, which a crash may leave torn. FIXED
 * reads a file that nobody changes in place. Caller closes, also after a failure.
 *
 * In WAL mode the last handle to be closed puts the log into the file and removes it, a READ handle too: it opens the
 * file for writing where it may. Where it may not, and nobody has it open, the file is read as one that does not
 * change; if it does all the same, statements end in TER_BUSY, and ter_store_refresh opens it again. */
ter_status ter_store_open(const char *path, ter_store_mode mode, ter_store *out, ter_error *err);
bool ter_store_has_changed(const ter_store *s);             /* the file that was read as one that does not */
ter_status ter_store_refresh(ter_store *s, ter_error *err); /* opens it again */
void ter_store_close(ter_store *s);

/* Whether a READ handle may change temporary tables; at first it may not. */
void ter_store_allow_temporary(ter_store *s, bool allowed);

/* Changes to the write-ahead log, unless it is kept already; where that cannot be (another reads, or the file system
 * has no shared memory), all goes on as it was. */
void ter_store_keep_log(ter_store *s);
/* Puts the log into the file and empties it when it has grown, so that readers who never pause do not let it grow for
 * ever. Waits for them a fraction of a second; if one stays, it tries again when the log is twice as long. */
void ter_store_trim_log(ter_store *s);
/* Whether somebody wrote within the last two seconds, and is not done. */
bool ter_store_is_being_written(const ter_store *s);

/* A value for one parameter. */
typedef struct ter_bind {
    const char *name; /* without the colon */
    char type;        /* as in ter_store_query: t b i d */
    ter_str bytes;
    long long number;
    double real;
} ter_bind;

/* The value of the parameter `name`, borrowed until the statement has run: text, bytes, an integer, a real. */
static inline ter_bind ter_bind_str(const char *name, ter_str text) {
    return (ter_bind){.name = name, .type = 't', .bytes = text};
}
static inline ter_bind ter_bind_text(const char *name, const char *text) { /* NULL is NULL */
    return (ter_bind){.name = name, .type = 't', .bytes = {text, text ? ter_str_from(text).len : 0}};
}
static inline ter_bind ter_bind_blob(const char *name, ter_str bytes) { /* ptr NULL is NULL */
    return (ter_bind){.name = name, .type = 'b', .bytes = bytes};
}
static inline ter_bind ter_bind_int(const char *name, long long number) {
    return (ter_bind){.name = name, .type = 'i', .number = number};
}
static inline ter_bind ter_bind_real(const char *name, double real) {
    return (ter_bind){.name = name, .type = 'd', .real = real};
}

typedef struct ter_query {
    ter_store *store;
    const char *sql;
    struct sqlite3_stmt *stmt;
    int code; /* SQLite's */
} ter_query;

/* Prepares and binds. `types` has a letter for the one parameter of the statement, or "NAME:LETTER" for each, blanks
 * between them: "project:s last_day:s" binds :project and :last_day. Letters: s const char * (NULL is NULL), t ter_str
 * as text, b ter_str as blob (ptr NULL is NULL), i long long, I int, d double. Values must live until ter_query_end. */
ter_query ter_store_query(ter_store *s, const char *sql, const char *types, ...);
bool ter_query_next(ter_query *q); /* true while there is a row */
ter_status ter_query_end(ter_query *q, ter_error *err);

enum { TER_ONLY = 0 }; /* the column of a statement that gives one */

/* Columns of the current row, by the numbers that the statement's header (registry/sql/) gives them; borrowed until the
 * next step. Text is never NULL ("" for NULL). */
const char *ter_query_text(const ter_query *q, int column);
ter_str ter_query_bytes(const ter_query *q, int column); /* of a blob or text */
long long ter_query_int(const ter_query *q, int column); /* 0 for NULL */
double ter_query_real(const ter_query *q, int column);   /* 0 for NULL */
bool ter_query_is_null(const ter_query *q, int column);  /* tells NULL from "" and 0 */

/* One statement to its end, rows ignored. */
ter_status ter_store_run(ter_store *s, ter_error *err, const char *sql, const char *types, ...);
/* The same for a row of many values, each next to its name. */
ter_status ter_store_insert(ter_store *s, ter_error *err, const char *sql, const ter_bind *values, size_t count);
/* Several statements, none bound: schemas, pragmas. */
ter_status ter_store_script(ter_store *s, const char *sql, ter_error *err);
/* The first column of the first row; `otherwise` when there is none or on an error. */
long long ter_store_int(ter_store *s, const char *sql, long long otherwise);

/* What SQLite last said, as our status and sentence. */
ter_status ter_store_error(const ter_store *s, int code, ter_error *err);

#endif
