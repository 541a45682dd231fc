/* Build-time program: makes C of the registry's SQL.
 *
 *   gen_sql OUT_FOLDER FILE.sql …
 *
 * For each FILE.sql it writes FILE.sql.h, which declares the statements and numbers their columns, and for all of them
 * statements.c with their text. Every statement is prepared against the registry's own tables, so that a mistake in SQL
 * ends the build. In a file, lines that begin with "-- KIND: NAME" begin a block:
 *
 *   -- name: facility_by_id     a statement; const char ter_sql_facility_by_id[]. A result of several columns gives an
 *                               enum of them by their names: COL_FACILITY_BY_ID_NAME, …
 *   -- row: facility            after the line above: the columns are COL_FACILITY_…; statements with one row agree
 *   -- script: schema           several statements, one after the other, for ter_store_script
 *   -- upgrade: upgrade_5       the same, not tried here: it starts from tables that are not those of schema.sql
 *   -- stand-in: spatialite     a script for this program only: what other programs put into the file
 *   -- fragment: rank(word)     text to be used elsewhere as @rank(...), with @word replaced; @{word} where a letter
 *                               follows
 *
 * Comments and line ends do not reach the program. */
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARAMETERS = 8, MOST_DEPTH = 16 };

typedef enum kind { KIND_NAME, KIND_SCRIPT, KIND_UPGRADE, KIND_STAND_IN, KIND_FRAGMENT, KIND_COUNT } kind;
static const char *const kind_words[KIND_COUNT] = {"name", "script", "upgrade", "stand-in", "fragment"};

typedef struct block {
    kind kind;
    char *name, *row; /* row: NULL when not given */
    char *parameters[MOST_PARAMETERS];
    size_t parameter_count;
    ter_buf text; /* as written, without comments; then expanded */
    const char *file;
} block;

static TER_ARRAY(block) blocks;

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    fputs("gen_sql: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
    exit(1);
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* ---- reading ---- */

static char *trimmed(const char *from, size_t len) {
    while (len && isspace((unsigned char)*from)) from++, len--;
    while (len && isspace((unsigned char)from[len - 1])) len--;
    return ter_strndup(from, len);
}

/* "rank(word, list)" into the block's name and parameters. */
static void read_head(block *b, const char *head) {
    size_t n = strcspn(head, "(");
    b->name = trimmed(head, n);
    for (const char *p = head + n; *p == '(' || *p == ',';) {
        size_t len = strcspn(++p, ",)");
        if (b->parameter_count == MOST_PARAMETERS) fail("%s: %s has too many parameters", b->file, b->name);
        b->parameters[b->parameter_count++] = trimmed(p, len);
        p += len;
    }
}

/* Whether the line begins a block; `row` lines belong to the last one. */
static bool read_mark(const char *line, const char *file) {
    char word[32], head[256];
    if (sscanf(line, "-- %31[a-z-]: %255[^\n]", word, head) != 2) return false;
    if (strcmp(word, "row") == 0 && blocks.len) {
        blocks.items[blocks.len - 1].row = trimmed(head, strlen(head));
        return true;
    }
    for (int k = 0; k < KIND_COUNT; k++) {
        if (strcmp(word, kind_words[k]) != 0) continue;
        block b = {.kind = (kind)k, .file = file};
        read_head(&b, head);
        ter_array_push(&blocks, b);
        return true;
    }
    return false;
}

/* Adds one line's SQL, its comment left out. */
static void add_line(ter_buf *out, const char *line) {
    char quote = 0;
    for (const char *p = line; *p; p++) {
        if (!quote && p[0] == '-' && p[1] == '-') break;
        if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        ter_buf_putc(out, *p);
    }
    ter_buf_putc(out, '\n');
}

static void read_file(const char *path) {
    ter_buf all = {0};
    ter_error err = {0};
    if (ter_file_read(path, &all, &err) != TER_OK) fail("%s", err.message);
    ter_buf_putc(&all, '\0');
    for (char *line = all.ptr, *end; *line; line = end + (*end != 0)) {
        end = line + strcspn(line, "\n");
        char *one = ter_strndup(line, (size_t)(end - line));
        if (!read_mark(one, path) && blocks.len && blocks.items[blocks.len - 1].file == path)
            add_line(&blocks.items[blocks.len - 1].text, one);
        free(one);
    }
    ter_buf_release(&all);
}

/* ---- expanding fragments ---- */

/* The next argument of a call: up to a comma or the closing parenthesis of its own level. */
static const char *argument_end(const char *p) {
    int depth = 0;
    char quote = 0;
    for (; *p; p++) {
        if (quote ? *p == quote : *p == '\'') quote = quote ? 0 : *p;
        else if (quote) continue;
        else if (*p == '(') depth++;
        else if (*p == ')' && depth-- == 0) return p;
        else if (*p == ',' && depth == 0) return p;
    }
    fail("an argument does not end");
}

static const block *fragment_named(const char *name) {
    for (size_t i = 0; i < blocks.len; i++)
        if (blocks.items[i].kind == KIND_FRAGMENT && strcmp(blocks.items[i].name, name) == 0) return &blocks.items[i];
    fail("there is no fragment '%s'", name);
}

/* Copies `text` with each @parameter replaced. */
static void put_filled(const block *f, char *const *values, ter_buf *out) {
    for (const char *p = f->text.ptr; *p;) {
        bool braced = p[0] == '@' && p[1] == '{';
        size_t from = braced ? 2 : 1, n = 0, found = f->parameter_count;
        while (*p == '@' && is_word(p[from + n])) n++;
        for (size_t i = 0; n && i < f->parameter_count; i++)
            if (strlen(f->parameters[i]) == n && strncmp(f->parameters[i], p + from, n) == 0) found = i;
        if (found == f->parameter_count) {
            ter_buf_putc(out, *p++);
            continue;
        }
        ter_buf_puts(out, values[found]);
        p += from + n + braced;
    }
}

static void expand(const char *text, ter_buf *out, int depth);

/* A call "@name(…)" or "@name" at `p`. Returns where it ends. */
static const char *expand_call(const char *p, ter_buf *out, int depth) {
    size_t n = 0;
    while (is_word(p[1 + n])) n++;
    char *name = ter_strndup(p + 1, n), *values[MOST_PARAMETERS];
    const block *f = fragment_named(name);
    size_t count = 0;
    p += 1 + n;
    if (*p == '(' && f->parameter_count) {
        do {
            const char *end = argument_end(++p);
            if (count == MOST_PARAMETERS) fail("%s: too many arguments", name);
            values[count++] = trimmed(p, (size_t)(end - p));
            p = end;
        } while (*p == ',');
        p++;
    }
    if (count != f->parameter_count) fail("%s: wants %zu arguments and gets %zu", name, f->parameter_count, count);
    ter_buf filled = {0};
    put_filled(f, values, &filled);
    expand(filled.ptr, out, depth + 1);
    ter_buf_release(&filled);
    for (size_t i = 0; i < count; i++) free(values[i]);
    free(name);
    return p;
}

static void expand(const char *text, ter_buf *out, int depth) {
    if (depth > MOST_DEPTH) fail("fragments use each other in a circle");
    while (*text) {
        if (text[0] == '@' && is_word(text[1])) text = expand_call(text, out, depth);
        else ter_buf_putc(out, *text++);
    }
}

/* One blank for each run of blanks outside quotes, none at the ends, and none inside of parentheses. */
static char *tidied(const char *sql) {
    ter_buf out = {0};
    char quote = 0;
    ter_buf_puts(&out, "");
    for (const char *p = sql; *p; p++) {
        if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        if (quote || !isspace((unsigned char)*p)) {
            ter_buf_putc(&out, *p);
            continue;
        }
        while (isspace((unsigned char)p[1])) p++;
        if (out.len && p[1] && p[1] != ')' && out.ptr[out.len - 1] != '(') ter_buf_putc(&out, ' ');
    }
    return ter_buf_detach(&out);
}

static void expand_all(void) {
    for (size_t i = 0; i < blocks.len; i++) {
        block *b = &blocks.items[i];
        if (b->kind == KIND_FRAGMENT) {
            char *text = tidied(b->text.ptr ? b->text.ptr : "");
            ter_buf_release(&b->text);
            ter_buf_puts(&b->text, text);
            free(text);
        }
    }
    for (size_t i = 0; i < blocks.len; i++) {
        block *b = &blocks.items[i];
        ter_buf expanded = {0};
        if (b->kind == KIND_FRAGMENT) continue;
        expand(b->text.ptr ? b->text.ptr : "", &expanded, 0);
        char *text = tidied(expanded.ptr);
        ter_buf_release(&expanded);
        ter_buf_release(&b->text);
        ter_buf_puts(&b->text, text);
        free(text);
    }
}

/* ---- checking ---- */

/* Functions of SpatiaLite that statements and triggers call. */
static void none(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count, (void)values;
    sqlite3_result_int(context, 1);
}

static bool run_script(sqlite3 *db, const block *b, bool last) {
    char *why = NULL;
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    int code = sqlite3_exec(db, b->text.ptr, NULL, NULL, &why);
    if (code != SQLITE_OK && last) fail("%s: %s: %s", b->file, b->name, why);
    sqlite3_exec(db, code == SQLITE_OK ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    sqlite3_free(why);
    return code == SQLITE_OK;
}

/* Scripts need each other's tables, in no order that their files would tell: those that fail are tried again. */
static void run_scripts(sqlite3 *db) {
    bool *done = ter_alloc(blocks.len), progress = true;
    while (progress) {
        progress = false;
        for (size_t i = 0; i < blocks.len; i++) {
            bool script = blocks.items[i].kind == KIND_SCRIPT || blocks.items[i].kind == KIND_STAND_IN;
            if (!script || done[i] || !run_script(db, &blocks.items[i], false)) continue;
            done[i] = progress = true;
        }
    }
    for (size_t i = 0; i < blocks.len; i++) {
        bool script = blocks.items[i].kind == KIND_SCRIPT || blocks.items[i].kind == KIND_STAND_IN;
        if (script && !done[i]) run_script(db, &blocks.items[i], true);
    }
    free(done);
}

static sqlite3 *make_tables(void) {
    static const char *const functions[] = {"CastToMulti", "GeometryConstraints"};
    sqlite3 *db;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) fail("no database in memory");
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        sqlite3_create_function(db, functions[i], -1, SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL, none, NULL, NULL);
    run_scripts(db);
    return db;
}

/* ---- writing ---- */

static void put_upper(ter_buf *out, const char *word) {
    for (; *word; word++) ter_buf_putc(out, (char)toupper((unsigned char)*word));
}

/* The columns of a statement as an enum, from the first that earlier statements of its row do not have. */
static void put_columns(const block *b, sqlite3_stmt *stmt, int from, ter_buf *out) {
    int count = sqlite3_column_count(stmt);
    if (from >= count || (count == 1 && !b->row)) return;
    ter_buf_puts(out, "enum {\n");
    for (int i = from; i < count; i++) {
        const char *name = sqlite3_column_name(stmt, i);
        for (const char *c = name; *c; c++)
            if (!is_word(*c)) fail("%s: %s: column %d is '%s'; name it with AS", b->file, b->name, i + 1, name);
        ter_buf_puts(out, "    COL_");
        put_upper(out, b->row ? b->row : b->name);
        ter_buf_putc(out, '_');
        put_upper(out, name);
        ter_buf_printf(out, " = %d,\n", i);
    }
    ter_buf_puts(out, "};\n");
}

static sqlite3_stmt *prepare(sqlite3 *db, const block *b) {
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, b->text.ptr, -1, &stmt, NULL) != SQLITE_OK)
        fail("%s: %s: %s\n%s", b->file, b->name, sqlite3_errmsg(db), b->text.ptr);
    return stmt;
}

/* How many columns statements of this row before it have; they must be the same ones. */
static int known_columns(sqlite3 *db, const block *b, sqlite3_stmt *stmt) {
    int known = 0;
    for (const block *x = blocks.items; b->row && x < b; x++) {
        if (x->kind != KIND_NAME || !x->row || strcmp(x->row, b->row) != 0) continue;
        if (strcmp(x->file, b->file) != 0) fail("%s: row %s is of another file, too", b->file, b->row);
        sqlite3_stmt *other = prepare(db, x);
        int count = sqlite3_column_count(other);
        for (int i = 0; i < count && i < sqlite3_column_count(stmt); i++)
            if (strcmp(sqlite3_column_name(other, i), sqlite3_column_name(stmt, i)) != 0)
                fail("%s: %s and %s: column %d of row %s differs", b->file, b->name, x->name, i + 1, b->row);
        if (count > known) known = count;
        sqlite3_finalize(other);
    }
    return known;
}

static void put_header(sqlite3 *db, const char *file, ter_buf *out) {
    ter_buf_printf(out, "/* Made by gen_sql of %s. */\n#pragma once\n", ter_path_base(file));
    for (size_t i = 0; i < blocks.len; i++) {
        const block *b = &blocks.items[i];
        if (strcmp(b->file, file) != 0 || b->kind > KIND_UPGRADE) continue;
        ter_buf_printf(out, "extern const char ter_sql_%s[];\n", b->name);
        if (b->kind != KIND_NAME) continue;
        sqlite3_stmt *stmt = prepare(db, b);
        put_columns(b, stmt, known_columns(db, b, stmt), out);
        sqlite3_finalize(stmt);
    }
}

static void put_source(ter_buf *out) {
    ter_buf_puts(out, "/* Made by gen_sql: the text of the registry's statements. */\n");
    for (size_t i = 0; i < blocks.len; i++) {
        const block *b = &blocks.items[i];
        if (b->kind > KIND_UPGRADE) continue;
        ter_buf_printf(out, "extern const char ter_sql_%s[];\nconst char ter_sql_%s[] = \"", b->name, b->name);
        for (const char *p = b->text.ptr; *p; p++) {
            if (*p == '"' || *p == '\\') ter_buf_putc(out, '\\');
            ter_buf_putc(out, *p);
        }
        ter_buf_puts(out, "\";\n");
    }
}

static void write_out(const char *folder, const char *base, const char *extension, const ter_buf *text) {
    ter_buf path = {0};
    ter_error err = {0};
    ter_buf_printf(&path, "%s/%s%s", folder, base, extension);
    if (ter_file_write(path.ptr, (ter_str){text->ptr, text->len}, &err) != TER_OK) fail("%s", err.message);
    ter_buf_release(&path);
}

int main(int argc, char **argv) {
    if (argc < 3) fail("usage: gen_sql OUT_FOLDER FILE.sql …");
    for (int i = 2; i < argc; i++) read_file(argv[i]);
    expand_all();
    sqlite3 *db = make_tables();
    for (int i = 2; i < argc; i++) {
        ter_buf header = {0};
        put_header(db, argv[i], &header);
        write_out(argv[1], ter_path_base(argv[i]), ".h", &header);
        ter_buf_release(&header);
    }
    ter_buf source = {0};
    put_source(&source);
    write_out(argv[1], "statements", ".c", &source);
    ter_buf_release(&source);
    sqlite3_close(db);
    return 0;
}
