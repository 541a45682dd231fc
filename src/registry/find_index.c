/* The index of names beside a large registry: a small SQLite file with a row per gram, whose blob lists the row ids of
 * the names that hold it, each as the difference from the one before in 7-bit groups. Used while its stamp is that of
 * the registry, else made again. */
#include "registry/find.h"

#include "text/postings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Up to so many names, looking at every one answers as fast, and no second file is needed. */
enum { FEW_NAMES = 10000, MOST_GRAMS = 256, VERSION = 1 };

/* Keys: two characters in a row or one (ter_gram; below 2^53); the first letters from the beginning of a syllable on;
 * the first initials from any on. Letters are packed from the left, so that what begins with some is one range. */
enum { PINYIN_LETTERS = 6, INITIAL_LETTERS = 4, LETTER_BITS = 6 };
#define PINYIN_KEYS  (UINT64_C(1) << 60)
#define INITIAL_KEYS (UINT64_C(2) << 60)

static uint64_t packed(const char *s, size_t most, uint64_t keys, bool blanks, size_t *letters) {
    uint64_t key = 0;
    size_t n = 0;
    for (; *s && n < most; s++) {
        if (*s == ' ' && blanks) continue;
        bool letter = *s >= 'a' && *s <= 'z', digit = *s >= '0' && *s <= '9';
        if (!letter && !digit) break;
        key = key << LETTER_BITS | (uint64_t)(letter ? *s - 'a' + 1 : *s - '0' + 27);
        n++;
    }
    *letters = n;
    return keys | key << (most - n) * LETTER_BITS;
}

/* ---- making ---- */

typedef struct name_keys {
    uint64_t items[MOST_GRAMS * 2];
    size_t len;
} name_keys;

static void add_key(name_keys *k, uint64_t key, size_t letters) {
    if (letters == 0 || k->len == MOST_GRAMS * 2) return;
    for (size_t i = 0; i < k->len; i++)
        if (k->items[i] == key) return;
    k->items[k->len++] = key;
}

static void keys_of_row(const ter_query *q, name_keys *out) {
    size_t letters;
    out->len = ter_grams_of(ter_str_from(ter_query_text(q, 1)), out->items, MOST_GRAMS);
    for (const char *s = ter_query_text(q, 2); s; s = strchr(s, ' ')) {
        while (*s == ' ') s++;
        uint64_t key = packed(s, PINYIN_LETTERS, PINYIN_KEYS, true, &letters);
        add_key(out, key, letters);
    }
    for (const char *s = ter_query_text(q, 3); *s; s++) {
        uint64_t key = packed(s, INITIAL_LETTERS, INITIAL_KEYS, false, &letters);
        add_key(out, key, letters);
    }
}

static ter_status read_names(ter_registry *r, ter_postings *p, bool put, ter_error *err) {
    static const char sql[] = "SELECT rowid, folded, pinyin, initials FROM facility_name ORDER BY rowid";
    name_keys *keys = ter_alloc(sizeof *keys);
    ter_query q = ter_store_query(&r->store, sql, "");
    while (ter_query_next(&q)) {
        keys_of_row(&q, keys);
        for (size_t i = 0; i < keys->len; i++) {
            if (put) ter_postings_put(p, keys->items[i], (uint32_t)ter_query_int(&q, 0));
            else ter_postings_count(p, keys->items[i]);
        }
    }
    free(keys);
    return ter_query_end(&q, err);
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

static ter_status write_index(ter_store *s, ter_postings *p, const char *stamp, ter_error *err) {
    ter_status status = ter_store_script(s,
                                         "BEGIN; CREATE TABLE gram (key INTEGER PRIMARY KEY, ids BLOB NOT NULL);"
                                         "CREATE TABLE made (version INTEGER NOT NULL, stamp TEXT NOT NULL)",
                                         err);
    ter_buf blob = {0};
    ter_postings_sort(p);
    for (size_t i = 0; i < p->key_count && status == TER_OK; i++) {
        ter_ids ids;
        uint64_t key = ter_postings_at(p, i, &ids);
        ter_buf_clear(&blob);
        pack_ids(ids, &blob);
        status = ter_store_run(s, err, "INSERT INTO gram VALUES (?, ?)", "ib", (long long)key,
                               (ter_str){blob.ptr, blob.len});
    }
    ter_buf_release(&blob);
    if (status == TER_OK) status = ter_store_run(s, err, "INSERT INTO made VALUES (?, ?)", "Is", VERSION, stamp);
    return status == TER_OK ? ter_store_script(s, "COMMIT", err) : status;
}

static ter_status make_index(ter_registry *r, const char *path, const char *stamp, ter_error *err) {
    if (ter_store_int(&r->store, "SELECT max(rowid) FROM facility_name", 0) > UINT32_MAX)
        return ter_error_set(err, TER_UNSUPPORTED, "%s: has more names than an index holds", path);
    ter_postings p = {0};
    ter_store made = {0};
    ter_buf temporary = {0};
    ter_buf_printf(&temporary, "%s.%ld.tmp", path, (long)getpid());
    unlink(temporary.ptr);
    ter_status status =
        ter_store_open(temporary.ptr, TER_STORE_PLAIN, &made, err); /* where it may not write, at once */
    if (status == TER_OK) status = read_names(r, &p, false, err);
    ter_postings_lay_out(&p);
    if (status == TER_OK) status = read_names(r, &p, true, err);
    if (status == TER_OK) status = write_index(&made, &p, stamp, err);
    ter_store_close(&made);
    ter_postings_release(&p);
    if (status == TER_OK && rename(temporary.ptr, path) != 0)
        status = ter_error_set(err, TER_IO, "%s: cannot be written; check the folder", path);
    unlink(temporary.ptr);
    ter_buf_release(&temporary);
    return status;
}

/* ---- opening ---- */

void ter_find_close(ter_registry *r) {
    if (!r->names) return;
    ter_store_close(r->names);
    free(r->names);
    r->names = NULL;
}

static bool open_made(ter_registry *r, const char *path, const char *stamp) {
    r->names = ter_alloc(sizeof *r->names);
    bool holds = false;
    if (ter_store_open(path, TER_STORE_FIXED, r->names, NULL) == TER_OK) {
        ter_query q =
            ter_store_query(r->names, "SELECT 1 FROM made WHERE version = ? AND stamp = ?", "Is", VERSION, stamp);
        holds = ter_query_next(&q);
        holds = ter_query_end(&q, NULL) == TER_OK && holds;
    }
    if (!holds) ter_find_close(r);
    return holds;
}

/* Opens the index that holds now in r->names, or leaves that NULL: where names are few, and, when it would have to be
 * made, while somebody writes and for those who may not write here. */
static void open_index(ter_registry *r) {
    char stamp[TER_REVISION];
    if (!ter_revision_read(&r->store, &r->revision, stamp)) {
        ter_find_close(r);
        return;
    }
    if (r->names && strcmp(r->names_stamp, stamp) == 0) return;
    ter_find_close(r);
    if (ter_store_int(&r->store, "SELECT count(*) FROM (SELECT 1 FROM facility_name LIMIT 10001)", 0) <= FEW_NAMES)
        return;
    ter_buf path = {0};
    ter_buf_printf(&path, "%s-find", r->store.path);
    if (!open_made(r, path.ptr, stamp) && !ter_store_is_being_written(&r->store) &&
        make_index(r, path.ptr, stamp, NULL) == TER_OK)
        open_made(r, path.ptr, stamp);
    if (r->names) strcpy(r->names_stamp, stamp);
    ter_buf_release(&path);
}

/* ---- asking ---- */

static bool unpack_ids(ter_str blob, ter_name_rowids *out) {
    uint32_t id = 0, step = 0;
    unsigned shift = 0;
    for (size_t i = 0; i < blob.len; i++) {
        unsigned char c = (unsigned char)blob.ptr[i];
        if (shift > 28) return false;
        step |= (uint32_t)(c & 0x7f) << shift;
        shift += 7;
        if (!(c & 0x80)) continue;
        id += step;
        ter_array_push(out, id);
        step = 0;
        shift = 0;
    }
    return shift == 0;
}

static int compare_ids(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void sort_ids(ter_name_rowids *ids) {
    if (ids->len < 2) return;
    qsort(ids->items, ids->len, sizeof *ids->items, compare_ids);
    size_t kept = 1;
    for (size_t i = 1; i < ids->len; i++)
        if (ids->items[i] != ids->items[kept - 1]) ids->items[kept++] = ids->items[i];
    ids->len = kept;
}

/* Adds the ids of all keys from `first` to `last`. */
static ter_status add_range(ter_store *s, uint64_t first, uint64_t last, ter_name_rowids *out, ter_error *err) {
    ter_query q =
        ter_store_query(s, "SELECT ids FROM gram WHERE key BETWEEN ? AND ?", "ii", (long long)first, (long long)last);
    bool sound = true;
    while (sound && ter_query_next(&q)) sound = unpack_ids(ter_query_bytes(&q, 0), out);
    ter_status status = ter_query_end(&q, err);
    return sound ? status : ter_error_set(err, TER_FORMAT, "%s: is damaged; remove it", s->path);
}

static ter_status add_letters(ter_store *s, const char *letters, size_t most, uint64_t keys, ter_name_rowids *out,
                              ter_error *err) {
    size_t n;
    uint64_t first = packed(letters, most, keys, false, &n);
    return add_range(s, first, first | ((UINT64_C(1) << (most - n) * LETTER_BITS) - 1), out, err);
}

typedef struct gram_list {
    uint64_t key;
    long long size; /* bytes; 0: no name holds it */
} gram_list;

static int compare_lists(const void *a, const void *b) {
    const gram_list *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

static void keep_common(ter_name_rowids *ids, const ter_name_rowids *with) {
    ter_ids other = {with->items, with->len};
    size_t kept = 0;
    for (size_t i = 0, at = 0; i < ids->len; i++) {
        if (other.count > ids->len * 16) at = ter_ids_not_below(other, ids->items[i]);
        while (at < other.count && other.ids[at] < ids->items[i]) at++;
        if (at < other.count && other.ids[at] == ids->items[i]) ids->items[kept++] = ids->items[i];
    }
    ids->len = kept;
}

/* Adds the ids that are in the lists of all of these keys, the shortest list first. */
static ter_status add_common(ter_store *s, const uint64_t *keys, size_t count, ter_name_rowids *out, ter_error *err) {
    gram_list lists[MOST_GRAMS];
    ter_name_rowids common = {0};
    ter_status status = TER_OK;
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        ter_query q = ter_store_query(s, "SELECT length(ids) FROM gram WHERE key = ?", "i", (long long)keys[i]);
        lists[i] = (gram_list){keys[i], ter_query_next(&q) ? ter_query_int(&q, 0) : 0};
        status = ter_query_end(&q, err);
    }
    if (status == TER_OK) qsort(lists, count, sizeof *lists, compare_lists);
    for (size_t i = 0; i < count && status == TER_OK && (i == 0 || common.len > 0); i++) {
        /* What is left is looked at one by one: for a few names that is quicker than another long list. */
        if (i > 0 && lists[i].size > (long long)common.len * 64) break;
        ter_name_rowids next = {0};
        status = add_range(s, lists[i].key, lists[i].key, i ? &next : &common, err);
        if (i) keep_common(&common, &next);
        ter_array_release(&next);
    }
    for (size_t i = 0; i < common.len && status == TER_OK; i++) ter_array_push(out, common.items[i]);
    ter_array_release(&common);
    return status;
}

static ter_status add_holding(ter_store *s, const char *part, ter_name_rowids *out, ter_error *err) {
    uint64_t keys[MOST_GRAMS];
    size_t kept = 0, count = ter_grams_of(ter_str_from(part), keys, MOST_GRAMS);
    for (size_t i = 0; i < count; i++) /* pairs say more than the characters in them */
        if (count == 1 || keys[i] & UINT32_MAX) keys[kept++] = keys[i];
    return kept ? add_common(s, keys, kept, out, err) : TER_OK;
}

/* Names that hold the characters before and behind a place. One character at `k`: it does not matter; two: they may
 * stand in either order; none: something may stand before the k-th. */
static ter_status add_around(ter_store *s, const ter_wanted *w, size_t k, size_t off, ter_name_rowids *out,
                             ter_error *err) {
    uint64_t keys[TER_FIND_MOST * 2];
    size_t count = 0;
    for (size_t i = 0; i < w->length; i++) {
        bool here = i >= k && i < k + off;
        bool next = i + 1 < w->length && !here && (i + 1 < k || i + 1 >= k + off) && !(off == 0 && i + 1 == k);
        if (!here || off > 1) keys[count++] = ter_gram(w->characters[i], next ? w->characters[i + 1] : 0);
    }
    return add_common(s, keys, count, out, err);
}

static ter_status add_alike(ter_store *s, const ter_wanted *w, ter_name_rowids *out, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < w->alike.len && status == TER_OK; i++) status = add_holding(s, w->alike.items[i], out, err);
    if (w->sound.len == 0 || status != TER_OK) return status;
    ter_buf letters = {0};
    for (size_t i = 0; i < w->sound.len; i++)
        if (w->sound.ptr[i] != ' ') ter_buf_putc(&letters, w->sound.ptr[i]);
    status = add_letters(s, letters.ptr, PINYIN_LETTERS, PINYIN_KEYS, out, err);
    ter_buf_release(&letters);
    return status;
}

static ter_status add_one_off(ter_store *s, const ter_wanted *w, ter_name_rowids *out, ter_error *err) {
    ter_status status = TER_OK;
    if (w->length < 3) return TER_OK;
    for (size_t k = 1; k + 1 < w->length && status == TER_OK; k++) status = add_around(s, w, k, 1, out, err);
    for (size_t k = 0; k + 1 < w->length && status == TER_OK; k++) status = add_around(s, w, k, 2, out, err);
    return status == TER_OK ? add_around(s, w, w->length - 1, 0, out, err) : status;
}

static ter_status ask(ter_store *s, const ter_wanted *w, ter_find_pass pass, ter_name_rowids *out, ter_error *err) {
    ter_status status;
    if (pass == TER_FIND_ALIKE) {
        status = add_alike(s, w, out, err);
    } else if (pass == TER_FIND_ONE_OFF) {
        status = add_one_off(s, w, out, err);
    } else {
        status = add_holding(s, w->folded.ptr, out, err);
        if (status == TER_OK && w->letters.len)
            status = add_letters(s, w->letters.ptr, PINYIN_LETTERS, PINYIN_KEYS, out, err);
        if (status == TER_OK && w->letters.len)
            status = add_letters(s, w->letters.ptr, INITIAL_LETTERS, INITIAL_KEYS, out, err);
    }
    sort_ids(out);
    return status;
}

ter_status ter_find_candidates(ter_registry *r, const ter_wanted *w, ter_find_pass pass, ter_name_rowids *out,
                               bool *answered, ter_error *err) {
    *answered = false;
    open_index(r);
    if (!r->names) return TER_OK;
    (void)err;
    *answered = ask(r->names, w, pass, out, NULL) == TER_OK;
    if (*answered) return TER_OK;
    /* Damaged: removed, so that the next search makes it anew; this one goes without. */
    ter_array_release(out);
    char *path = ter_strdup(r->names->path);
    ter_find_close(r);
    remove(path);
    free(path);
    return TER_OK;
}
