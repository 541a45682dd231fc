/* The index of names next to a large registry: a small SQLite file. Names are numbered in the order in which they are
 * reported when they match a text equally well: short ones first. A row per key has a blob that lists the numbers of
 * the names with it, each as the difference from the one before in 7-bit groups, so that the first of a list are the
 * best. Used while its stamp is that of the registry, else made again. */
#include "registry/search/name_index.h"

#include "registry/file/context.h"
#include "registry/search/name_rank.h"

#include "registry/sql/search.sql.h"
#include "text/postings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 1 << 28, VERSION = 2, LETTER_BITS = 6 };

ter_key_range ter_name_letter_keys(const char *letters, size_t most, uint64_t keys, size_t *count) {
    uint64_t key = 0;
    size_t n = 0;
    for (const char *s = letters; *s && n < most; s++) {
        if (*s == ' ') continue;
        bool letter = *s >= 'a' && *s <= 'z', digit = *s >= '0' && *s <= '9';
        if (!letter && !digit) break;
        key = key << LETTER_BITS | (uint64_t)(letter ? *s - 'a' + 1 : *s - '0' + 27);
        n++;
    }
    if (count) *count = n;
    size_t free_bits = (most - n) * LETTER_BITS;
    uint64_t first = keys | key << free_bits;
    return (ter_key_range){first, first | ((UINT64_C(1) << free_bits) - 1)};
}

/* ---- making ---- */

typedef struct name_row {
    const char *name, *facility, *folded, *pinyin, *initials; /* in one piece of memory */
    size_t length;                                            /* of folded, in characters */
    long long row;
} name_row;

typedef struct name_rows {
    name_row *items;
    size_t len, cap;
    TER_ARRAY(char *) blocks; /* hold the texts */
    size_t used, size;        /* of the last block */
} name_rows;

static char *take_room(name_rows *rows, size_t bytes) {
    enum { BLOCK = 1 << 20 };
    if (rows->size - rows->used < bytes) {
        rows->size = bytes > BLOCK ? bytes : BLOCK;
        rows->used = 0;
        ter_array_push(&rows->blocks, ter_realloc(NULL, rows->size, 1));
    }
    rows->used += bytes;
    return rows->blocks.items[rows->blocks.len - 1] + rows->used - bytes;
}

static void add_row(name_rows *rows, const ter_query *q) {
    static const int columns[5] = {COL_NAME_NAME, COL_NAME_FACILITY, COL_NAME_FOLDED, COL_NAME_PINYIN,
                                   COL_NAME_INITIALS};
    const char *copies[5];
    ter_str texts[5];
    size_t bytes = 0;
    for (int i = 0; i < 5; i++) {
        texts[i] = ter_query_bytes(q, columns[i]);
        bytes += texts[i].len + 1;
    }
    char *at = take_room(rows, bytes);
    for (int i = 0; i < 5; i++) {
        copies[i] = memcpy(at, texts[i].ptr, texts[i].len);
        at += texts[i].len;
        *at++ = 0;
    }
    name_row row = {copies[0],
                    copies[1],
                    copies[2],
                    copies[3],
                    copies[4],
                    ter_name_length(copies[2]),
                    ter_query_int(q, COL_NAME_NUMBER)};
    ter_array_push(rows, row);
}

static int compare_rows(const void *a, const void *b) {
    const name_row *x = a, *y = b;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    int order = strcmp(x->name, y->name);
    if (order == 0) order = strcmp(x->facility, y->facility);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static ter_status read_rows(ter_registry *r, name_rows *rows, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_names_all, "");
    while (ter_query_next(&q)) add_row(rows, &q);
    if (rows->len > 1) qsort(rows->items, rows->len, sizeof *rows->items, compare_rows);
    return ter_query_end(&q, err);
}

static void rows_release(name_rows *rows) {
    for (size_t i = 0; i < rows->blocks.len; i++) free(rows->blocks.items[i]);
    ter_array_release(&rows->blocks);
    free(rows->items);
}

typedef struct name_keys {
    uint64_t items[TER_NAME_GRAMS * 2];
    size_t len, sort_from; /* where keys of the sort that is being added begin */
} name_keys;

static void add_key(name_keys *k, uint64_t key) {
    if (k->len == sizeof k->items / sizeof *k->items) return;
    for (size_t i = k->sort_from; i < k->len; i++)
        if (k->items[i] == key) return;
    k->items[k->len++] = key;
}

static void add_letters(name_keys *k, const char *letters, size_t most, uint64_t keys) {
    size_t count;
    ter_key_range range = ter_name_letter_keys(letters, most, keys, &count);
    if (count) add_key(k, range.first);
}

/* Latin letters may be taken for syllables in a query (MOMA), so that any of them may begin one. */
static void keys_of_row(const name_row *row, name_keys *out) {
    const char *folded = row->folded, *pinyin = row->pinyin;
    uint32_t first;
    out->len = ter_grams_of(ter_str_from(folded), out->items, TER_NAME_GRAMS);
    if (*folded && ter_utf8_next(folded, strlen(folded), &first)) add_key(out, ter_gram(TER_NAME_BEGIN, first));
    out->sort_from = out->len;
    bool latin = strpbrk(folded, "abcdefghijklmnopqrstuvwxyz") != NULL;
    for (const char *s = pinyin; *s; s++) {
        if (s > pinyin && s[-1] != ' ' && !latin) continue;
        add_letters(out, s, TER_PINYIN_LETTERS, TER_PINYIN_KEYS);
        add_letters(out, s, 1, TER_SYLLABLE_KEYS);
        add_letters(out, s, 2, TER_SYLLABLE_KEYS);
    }
    out->sort_from = out->len;
    for (const char *s = row->initials; *s; s++) add_letters(out, s, TER_INITIAL_LETTERS, TER_INITIAL_KEYS);
}

/* Numbers begin with 1. */
static void gather_postings(const name_rows *rows, ter_postings *p) {
    name_keys *keys = ter_alloc(sizeof *keys);
    for (int put = 0; put <= 1; put++) {
        for (size_t row = 0; row < rows->len; row++) {
            keys_of_row(&rows->items[row], keys);
            for (size_t i = 0; i < keys->len; i++) {
                if (put) ter_postings_put(p, keys->items[i], (uint32_t)row + 1);
                else ter_postings_count(p, keys->items[i]);
            }
        }
        if (!put) ter_postings_lay_out(p);
    }
    free(keys);
}

static void pack_ids(ter_ids ids, ter_buf *out) {
    uint32_t before = 0;
    for (size_t i = 0; i < ids.count; i++) {
        uint32_t step = ids.ids[i] - before;
        for (; step >= 0x80; step >>= 7) ter_buf_putc(out, (char)(step & 0x7f));
        ter_buf_putc(out, (char)(step | 0x80));
        before = ids.ids[i];
    }
}

static ter_status write_lists(ter_store *s, ter_postings *p, ter_error *err) {
    ter_status status = TER_OK;
    ter_buf blob = {0};
    ter_postings_sort(p);
    for (size_t i = 0; i < p->key_count && status == TER_OK; i++) {
        ter_ids ids;
        uint64_t key = ter_postings_at(p, i, &ids);
        ter_buf_clear(&blob);
        pack_ids(ids, &blob);
        status = ter_store_run(s, err, ter_sql_index_gram_insert, "key:i ids:b", (long long)key,
                               (ter_str){blob.ptr, blob.len});
    }
    ter_buf_release(&blob);
    return status;
}

static ter_status write_index(ter_store *s, const name_rows *rows, const char *stamp, ter_error *err) {
    ter_status status = ter_store_script(s, "BEGIN", err);
    if (status == TER_OK) status = ter_store_script(s, ter_sql_index_tables, err);
    for (size_t i = 0; i < rows->len && status == TER_OK; i++)
        status = ter_store_run(s, err, ter_sql_index_name_insert, "number:i source:i folded:s", (long long)i + 1,
                               rows->items[i].row, rows->items[i].folded);
    ter_postings p = {0};
    gather_postings(rows, &p);
    if (status == TER_OK) status = write_lists(s, &p, err);
    ter_postings_release(&p);
    if (status == TER_OK)
        status = ter_store_run(s, err, ter_sql_index_made_insert, "version:I stamp:s", VERSION, stamp);
    return status == TER_OK ? ter_store_script(s, "COMMIT", err) : status;
}

static ter_status make_index(ter_registry *r, const char *path, const char *stamp, ter_error *err) {
    name_rows rows = {0};
    ter_store made = {0};
    ter_buf temporary = {0};
    ter_buf_printf(&temporary, "%s.%ld-%p.tmp", path, (long)getpid(), (void *)r); /* threads have a handle each */
    unlink(temporary.ptr);
    /* where it may not write, at once */
    ter_status status = ter_store_open(temporary.ptr, TER_STORE_PLAIN, &made, err);
    if (status == TER_OK) status = read_rows(r, &rows, err);
    if (status == TER_OK && rows.len >= MOST_NAMES)
        status = ter_error_set(err, TER_UNSUPPORTED, "%s: has more names than an index holds", path);
    if (status == TER_OK) status = write_index(&made, &rows, stamp, err);
    ter_store_close(&made);
    rows_release(&rows);
    if (status == TER_OK && rename(temporary.ptr, path) != 0)
        status = ter_error_set(err, TER_IO, "%s: cannot be written; check the folder", path);
    unlink(temporary.ptr);
    ter_buf_release(&temporary);
    return status;
}

/* ---- opening ---- */

static void close_index(void *index) {
    ter_store_close(index);
    free(index);
}

void ter_name_index_drop(ter_registry *r) {
    ter_store *index = r->names.open;
    if (!index) return;
    remove(index->path);
    ter_side_index_close(&r->names);
}

/* The file at `path`, when it is an index of this version that is up to date; else NULL. */
static ter_store *open_made(const char *path, const char *stamp) {
    ter_store *index = ter_alloc(sizeof *index);
    bool holds = false;
    if (ter_store_open(path, TER_STORE_FIXED, index, NULL) == TER_OK) {
        ter_query q = ter_store_query(index, ter_sql_index_made, "version:I stamp:s", VERSION, stamp);
        holds = ter_query_next(&q);
        holds = ter_query_end(&q, NULL) == TER_OK && holds;
    }
    /* Lists are read where they lie; the file is never written again, only exchanged. */
    if (holds) holds = ter_store_script(index, "PRAGMA mmap_size = 1073741824", NULL) == TER_OK;
    if (holds) return index;
    close_index(index);
    return NULL;
}

ter_store *ter_name_index_open(ter_registry *r) {
    char stamp[TER_REVISION];
    bool known = ter_revision_read(&r->store, &r->revision, stamp);
    if (known && r->names.open && strcmp(r->names.stamp, stamp) == 0) return r->names.open;
    ter_side_index_close(&r->names);
    if (!known || ter_store_int(&r->store, ter_sql_name_count, 0) <= TER_INDEX_LEAST_ROWS) return NULL;
    ter_buf path = {0};
    ter_buf_printf(&path, "%s-find", r->store.path);
    ter_store *index = open_made(path.ptr, stamp);
    if (!index && !ter_store_is_being_written(&r->store) && make_index(r, path.ptr, stamp, NULL) == TER_OK)
        index = open_made(path.ptr, stamp);
    r->names.open = index;
    r->names.close = close_index;
    if (index) strcpy(r->names.stamp, stamp);
    ter_buf_release(&path);
    return index;
}
