/* The gazetteer file: its marks, its tables, and the handle on it. Inside the room only. */
#ifndef TER_GAZETTEER_GAZETTEER_STORE_H
#define TER_GAZETTEER_GAZETTEER_STORE_H

#include "base/error.h"
#include "base/str.h"

#include <sqlite3.h>

enum { TER_GAZETTEER_APPLICATION_ID = 0x54657247 /* "TerG" */, TER_GAZETTEER_VERSION = 2 };

/* The statements that make the tables. */
extern const char ter_gazetteer_schema[];

/* Opens an existing file read-only, in a read-only folder too. */
ter_status ter_gazetteer_store_open(const char *path, sqlite3 **out, ter_error *err);
/* Opens the bytes of a file, which must outlive the handle; errors call it `title`. */
ter_status ter_gazetteer_store_open_bytes(const void *bytes, size_t size, const char *title, sqlite3 **out,
                                          ter_error *err);

/* TER_DB with SQLite's message. `title` names the file. */
ter_status ter_gazetteer_store_error(sqlite3 *db, const char *title, ter_error *err);
/* Prepares a statement; the caller finalises it. */
ter_status ter_gazetteer_store_prepare(sqlite3 *db, const char *title, const char *sql, sqlite3_stmt **out,
                                       ter_error *err);

/* Column as text; never NULL. Borrowed until the next step. */
const char *ter_gazetteer_store_text(sqlite3_stmt *s, int column);

#endif
