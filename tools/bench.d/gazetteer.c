/* Look-ups in a large gazetteer, in one process, compared with SQLite.
 *
 *   bench_gazetteer GAZETTEER PEER TABLE : PEER is a SQLite file with TABLE(name) of the same source, indexed by name.
 *
 * Prints resident memory after geocoding, names a second of exact and partial look-ups and of their peers (an indexed
 * equality, FTS5's trigram), the ratios, and how often each kind of query finds the feature it was made from.
 */
#include "base/memory.h"
#include "gazetteer/lookup.h"
#include "geocode/geocode.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUERIES = 100000, GEOCODED = 5000, PARTS = 5000, RECALLED = 2000, MOST = 20, ALL = 1 << 20 };

typedef struct bench {
    ter_gazetteer *g;
    sqlite3 *peer, *parts;
    sqlite3_stmt *equal, *part;
    size_t *positions; /* QUERIES of the features, at random */
    uint32_t state;
} bench;

static void stop(const char *what) {
    fprintf(stderr, "bench_gazetteer: error: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t random_below(bench *b, size_t n) { /* xorshift32, Marsaglia 2003 */
    b->state ^= b->state << 13;
    b->state ^= b->state >> 17;
    b->state ^= b->state << 5;
    return b->state % n;
}

static long memory_kb(const char *field) {
    FILE *f = fopen("/proc/self/status", "r");
    char line[256];
    long kb = 0;
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, field, strlen(field)) == 0) kb = atol(line + strlen(field));
    if (f) fclose(f);
    return kb;
}

static const char *name_at(const bench *b, size_t i) {
    return ter_gazetteer_at(b->g, b->positions[i])->name;
}

/* ---- memory ---- */

static void bench_memory(bench *b) {
    ter_geocoder *coder = NULL;
    ter_error err = {TER_OK, ""};
    if (ter_geocoder_new(&b->g, 1, &coder, &err) != TER_OK) stop(err.message);
    size_t placed = 0;
    double from = now();
    for (size_t i = 0; i < GEOCODED; i++) {
        const ter_toponym *t = ter_gazetteer_at(b->g, b->positions[i]);
        ter_geocode_query query = {.name = t->name, .kind = t->kind, .area = t->area};
        ter_place place = {0};
        if (ter_geocoder_find(coder, &query, &place, &err) != TER_OK) stop(err.message);
        placed += place.match != TER_MATCH_NONE;
        ter_place_release(&place);
    }
    double took = now() - from;
    printf("geocoding                 %9.0f names/s, %zu of %d placed; resident %ld MB, at most %ld MB (limit 300)\n",
           GEOCODED / took, placed, GEOCODED, memory_kb("VmRSS:") / 1024, memory_kb("VmHWM:") / 1024);
    ter_geocoder_free(coder);
}

/* ---- exact ---- */

static double exact_ours(const bench *b) {
    size_t found = 0;
    double from = now();
    for (size_t i = 0; i < QUERIES; i++) {
        ter_gazetteer_hit *hits = NULL;
        size_t count = 0;
        if (ter_gazetteer_lookup(b->g, ter_str_from(name_at(b, i)), true, &hits, &count, NULL) != TER_OK)
            stop("look-up");
        found += count > 0;
        free(hits);
    }
    double took = now() - from;
    if (found != QUERIES) stop("a name of the gazetteer was not found in it");
    return QUERIES / took;
}

static size_t count_rows(sqlite3_stmt *s, const char *text) {
    size_t rows = 0;
    sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC);
    while (sqlite3_step(s) == SQLITE_ROW) rows++;
    sqlite3_reset(s);
    return rows;
}

static double exact_peer(const bench *b) {
    size_t found = 0;
    double from = now();
    for (size_t i = 0; i < QUERIES; i++) found += count_rows(b->equal, name_at(b, i)) > 0;
    double took = now() - from;
    if (found < QUERIES * 9 / 10) stop("the peer does not hold the gazetteer's names");
    return QUERIES / took;
}

/* ---- partial ---- */

static void fill_parts(size_t position, const char *name, ter_name_type type, void *context) {
    (void)type;
    sqlite3_stmt *s = context;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)position);
    sqlite3_bind_text(s, 2, name, -1, SQLITE_STATIC);
    sqlite3_step(s);
    sqlite3_reset(s);
}

static void make_parts(bench *b) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_open(":memory:", &b->parts) != SQLITE_OK ||
        sqlite3_exec(b->parts, "CREATE VIRTUAL TABLE f USING fts5(p UNINDEXED, name, tokenize='trigram'); BEGIN", NULL,
                     NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(b->parts, "INSERT INTO f VALUES(?1, ?2)", -1, &s, NULL) != SQLITE_OK)
        stop("FTS5 with trigrams is not there");
    ter_error err = {TER_OK, ""};
    if (ter_gazetteer_each_name(b->g, fill_parts, s, &err) != TER_OK) stop(err.message);
    sqlite3_finalize(s);
    sqlite3_exec(b->parts, "COMMIT", NULL, NULL, NULL);
    sqlite3_prepare_v2(b->parts, "SELECT p FROM f WHERE f MATCH ?1 LIMIT ?2", -1, &b->part, NULL);
}

/* `length` characters of the i-th name from a random place, quoted for FTS5 when asked; false when it is too short. */
static bool part_of(bench *b, size_t i, size_t length, bool quoted, ter_buf *out) {
    const char *name = name_at(b, i);
    size_t ends[64], count = 0, bytes = strlen(name);
    uint32_t c;
    for (size_t at = 0; at < bytes && count < 63;) {
        ends[count++] = at;
        at += ter_utf8_next(name + at, bytes - at, &c);
    }
    ends[count] = bytes;
    if (count <= length) return false;
    size_t from = (size_t)(i * 2654435761u) % (count - length + 1);
    ter_buf_clear(out);
    if (quoted) ter_buf_putc(out, '"');
    ter_buf_append(out, name + ends[from], ends[from + length] - ends[from]);
    if (quoted) ter_buf_putc(out, '"');
    return true;
}

static double partial_ours(bench *b, size_t length) {
    ter_buf text = {0};
    size_t asked = 0, found = 0;
    double from = now();
    for (size_t i = 0; asked < PARTS && i < QUERIES; i++) {
        if (!part_of(b, i, length, false, &text)) continue;
        ter_partial_hit *hits = NULL;
        size_t count = 0;
        ter_gazetteer_lookup_partial(b->g, (ter_str){text.ptr, text.len}, MOST, &hits, &count, NULL);
        asked++;
        found += count > 0;
        free(hits);
    }
    double took = now() - from;
    ter_buf_release(&text);
    if (found < asked) stop("a part of a name was not found");
    return (double)asked / took;
}

static double partial_peer(bench *b, size_t length) {
    ter_buf text = {0};
    size_t asked = 0;
    double from = now();
    for (size_t i = 0; asked < PARTS && i < QUERIES; i++) {
        if (!part_of(b, i, length, true, &text)) continue;
        sqlite3_bind_int(b->part, 2, MOST);
        count_rows(b->part, text.ptr);
        asked++;
    }
    double took = now() - from;
    ter_buf_release(&text);
    return (double)asked / took;
}

/* ---- recall ---- */

static bool exact_finds(bench *b, const char *text, size_t position) {
    ter_gazetteer_hit *hits = NULL;
    size_t count = 0;
    bool found = false;
    ter_gazetteer_lookup(b->g, ter_str_from(text), true, &hits, &count, NULL);
    for (size_t i = 0; i < count; i++) found |= hits[i].position == position;
    free(hits);
    return found;
}

static bool part_finds(bench *b, const char *text, size_t position) {
    ter_partial_hit *hits = NULL;
    size_t count = 0;
    bool found = false;
    ter_gazetteer_lookup_partial(b->g, ter_str_from(text), ALL, &hits, &count, NULL);
    for (size_t i = 0; i < count && !found; i++) found = hits[i].position == position;
    free(hits);
    return found;
}

static bool near_finds(bench *b, const char *text, size_t position) {
    ter_alike_hit *hits = NULL;
    size_t count = 0;
    bool found = false;
    ter_gazetteer_lookup_alike(b->g, ter_str_from(text), ALL, &hits, &count, NULL);
    for (size_t i = 0; i < count && !found; i++) found = hits[i].hit.position == position;
    free(hits);
    return found;
}

static bool peer_part_finds(bench *b, const char *text, size_t position) {
    bool found = false;
    ter_buf quoted = {0};
    ter_buf_printf(&quoted, "\"%s\"", text);
    sqlite3_bind_text(b->part, 1, quoted.ptr, -1, SQLITE_STATIC);
    sqlite3_bind_int(b->part, 2, ALL);
    while (!found && sqlite3_step(b->part) == SQLITE_ROW)
        found = sqlite3_column_int64(b->part, 0) == (sqlite3_int64)position;
    sqlite3_reset(b->part);
    ter_buf_release(&quoted);
    return found;
}

static bool peer_equal_finds(bench *b, const char *text, size_t position) {
    (void)position;
    return count_rows(b->equal, text) > 0;
}

static bool none_finds(bench *b, const char *text, size_t position) {
    (void)b, (void)text, (void)position;
    return false;
}

static bool whole(bench *b, size_t i, ter_buf *out) {
    ter_buf_clear(out);
    ter_buf_puts(out, name_at(b, i));
    return true;
}

static bool spaced(bench *b, size_t i, ter_buf *out) {
    const char *name = name_at(b, i);
    ter_buf_clear(out);
    ter_buf_append(out, name, 3);
    ter_buf_puts(out, "　");
    ter_buf_puts(out, name + 3);
    return true;
}

static bool two(bench *b, size_t i, ter_buf *out) {
    return part_of(b, i, 2, false, out);
}

static bool three(bench *b, size_t i, ter_buf *out) {
    return part_of(b, i, 3, false, out);
}

/* The second character becomes another. */
static bool misprinted(bench *b, size_t i, ter_buf *out) {
    const char *name = name_at(b, i);
    if (strlen(name) < 12) return false;
    ter_buf_clear(out);
    ter_buf_append(out, name, 3);
    ter_buf_puts(out, "囍");
    ter_buf_puts(out, name + 6);
    return true;
}

static void bench_recall(bench *b) {
    static const struct {
        const char *title;
        bool (*make)(bench *b, size_t i, ter_buf *out);
        bool (*ours)(bench *b, const char *text, size_t position);
        bool (*peer)(bench *b, const char *text, size_t position);
    } kinds[] = {{"whole name", whole, exact_finds, peer_equal_finds},
                 {"with a full-width space", spaced, exact_finds, peer_equal_finds},
                 {"three characters of it", three, part_finds, peer_part_finds},
                 {"two characters of it", two, part_finds, peer_part_finds},
                 {"one character wrong", misprinted, near_finds, none_finds}};
    printf("%-25s %9s %9s\n", "recall", "terrier", "SQLite");
    ter_buf text = {0};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t asked = 0, ours = 0, peer = 0;
        for (size_t i = 0; i < QUERIES && asked < (k < 2 ? RECALLED : RECALLED / 10); i++) {
            if (!kinds[k].make(b, i, &text)) continue;
            asked++;
            ours += kinds[k].ours(b, text.ptr, b->positions[i]);
            peer += kinds[k].peer(b, text.ptr, b->positions[i]);
        }
        printf("%-25s %9.3f %9.3f\n", kinds[k].title, (double)ours / (double)asked, (double)peer / (double)asked);
    }
    ter_buf_release(&text);
}

int main(int argc, char **argv) {
    if (argc != 4) stop("usage: bench_gazetteer GAZETTEER PEER TABLE");
    bench b = {.state = 20};
    ter_error err = {TER_OK, ""};
    double from = now();
    if (ter_gazetteer_open(argv[1], &b.g, &err) != TER_OK) stop(err.message);
    double opened = now() - from;
    b.positions = ter_alloc(QUERIES * sizeof *b.positions);
    for (size_t i = 0; i < QUERIES; i++) b.positions[i] = random_below(&b, ter_gazetteer_count(b.g));
    from = now();
    if (ter_gazetteer_index(b.g, NULL, &err) != TER_OK) stop(err.message);
    printf("opening, then indexing    %9.3f s and %.3f s; %zu features\n", opened, now() - from,
           ter_gazetteer_count(b.g));
    bench_memory(&b);
    char sql[256];
    sqlite3_snprintf(sizeof sql, sql, "SELECT rowid FROM \"%w\" WHERE name = ?1", argv[3]);
    if (sqlite3_open_v2(argv[2], &b.peer, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(b.peer, sql, -1, &b.equal, NULL) != SQLITE_OK)
        stop(sqlite3_errmsg(b.peer));
    for (size_t i = 0; i < QUERIES; i++) name_at(&b, i); /* read once, for both */
    exact_peer(&b);
    double ours = exact_ours(&b), peer = exact_peer(&b);
    printf("%-25s %9.0f names/s, SQLite's equality %9.0f: %5.2f times (limit 3)\n", "exact", ours, peer, ours / peer);
    make_parts(&b);
    for (size_t length = 2; length <= 4; length++) {
        ours = partial_ours(&b, length), peer = partial_peer(&b, length);
        printf("part of %zu characters      %9.0f names/s, FTS5's trigram %12.0f: %5.2f times%s\n", length, ours, peer,
               ours / peer, length < 3 ? " (it finds none)" : " (limit 1)");
    }
    bench_recall(&b);
    sqlite3_finalize(b.equal);
    sqlite3_finalize(b.part);
    sqlite3_close(b.peer);
    sqlite3_close(b.parts);
    free(b.positions);
    ter_gazetteer_free(b.g);
    return 0;
}
