/* bench_find REGISTRY NAMES QUERIES: makes a registry of the names (lines: kind, name, alias, former name, with tabs),
 * asks it the queries (lines: what it is, text, number of the line of NAMES that is meant), and compares it with
 * SQLite: LIKE on the same table, and FTS5's trigram index of the same names. All three are asked for the best answers
 * in one order: names that begin so, then shorter ones, then by name. Prints the time of a question, how often LIKE
 * gives the same answers in the same order (of the questions it has answers to), and how often the one meant is among
 * all. */
#include "base/file.h"
#include "base/memory.h"
#include "registry/file/registry.h"
#include "registry/search/by_name.h"
#include "text/fold.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/input/spelling.h"

static _Noreturn void stop(const char *why) {
    fprintf(stderr, "bench_find: error: %s\n", why);
    exit(1);
}

static double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3 *opened(const char *path) {
    sqlite3 *db = NULL;
    if (sqlite3_open(path, &db) != SQLITE_OK) stop(sqlite3_errmsg(db));
    return db;
}

static void script(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sqlite3_errmsg(db));
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) stop(sqlite3_errmsg(db));
    return s;
}

static void id_of(long line, char out[32]) {
    snprintf(out, 32, "x-%ld", line);
}

/* ---- the registry ---- */

static void add_name(sqlite3_stmt *s, const char *id, const char *name, const char *type) {
    ter_buf folded = {0}, pinyin = {0}, initials = {0};
    ter_fold_key(ter_str_from(name), &folded);
    ter_pinyin(ter_str_from(name), &pinyin);
    ter_pinyin_initials(ter_str_from(name), &initials);
    const char *const values[] = {id, name, type, folded.ptr, pinyin.ptr, initials.ptr};
    for (int i = 0; i < 6; i++) sqlite3_bind_text(s, i + 1, values[i], -1, SQLITE_STATIC);
    sqlite3_step(s);
    sqlite3_reset(s);
    ter_buf_release(&folded);
    ter_buf_release(&pinyin);
    ter_buf_release(&initials);
}

static void add_facility(sqlite3_stmt *facility, sqlite3_stmt *name, long line, char *text) {
    static const char *const types[] = {"", "official", "alias", "former"};
    char id[32];
    id_of(line, id);
    char *rest = text;
    const char *fields[4] = {"", "", "", ""};
    for (int i = 0; i < 4 && rest; i++) fields[i] = strsep(&rest, "\t");
    sqlite3_bind_text(facility, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(facility, 2, fields[0], -1, SQLITE_STATIC);
    sqlite3_bind_text(facility, 3, fields[1], -1, SQLITE_STATIC);
    sqlite3_step(facility);
    sqlite3_reset(facility);
    for (int i = 1; i < 4; i++)
        if (*fields[i]) add_name(name, id, fields[i], types[i]);
}

static void make_registry(const char *path, const char *names) {
    ter_registry *r = NULL;
    ter_error err = {0};
    if (ter_registry_open(path, TER_REGISTRY_CREATE, &r, &err) != TER_OK) stop(err.message);
    sqlite3 *db = opened(path);
    script(db, "PRAGMA synchronous=OFF; BEGIN; INSERT INTO place (id, match, precision, uncertainty_m, score, reason)"
               " VALUES ('p', 'none', 'none', 0, 0, '')");
    sqlite3_stmt *facility = prepared(db, "INSERT INTO facility (id, kind, name, pinyin, place) VALUES (?,?,?,'','p')");
    sqlite3_stmt *name = prepared(db, "INSERT OR IGNORE INTO facility_name VALUES (?,?,?,?,?,?)");
    ter_buf text = {0};
    if (ter_file_read(names, &text, &err) != TER_OK) stop(err.message);
    char *rest = text.ptr;
    for (long line = 0; rest && *rest; line++) add_facility(facility, name, line, strsep(&rest, "\n"));
    sqlite3_finalize(facility);
    sqlite3_finalize(name);
    /* so that the handle does not take the file for one without documents, and remove it */
    script(db, "INSERT INTO document (sha256, name, encoding, text, format) VALUES ('', '', '', '', 'txt'); COMMIT");
    sqlite3_close(db);
    ter_registry_free(r);
    ter_buf_release(&text);
}

static sqlite3 *make_fts(const char *registry) {
    sqlite3 *db = opened(":memory:");
    sqlite3_stmt *attach = prepared(db, "ATTACH ? AS r");
    sqlite3_bind_text(attach, 1, registry, -1, SQLITE_STATIC);
    sqlite3_step(attach);
    sqlite3_finalize(attach);
    script(db, "CREATE VIRTUAL TABLE f USING fts5(facility UNINDEXED, name UNINDEXED, folded, tokenize='trigram');"
               "INSERT INTO f SELECT facility, name, folded FROM r.facility_name");
    return db;
}

/* ---- asking ---- */

enum { OURS, LIKE, FTS, WAYS };
enum { BEST = 20, MOST_ASKED = 1000 }; /* answers that are timed: what somebody looks at */

typedef struct answer {
    const char *wanted;
    bool there;
    size_t rank, count;
    char first[BEST][32]; /* facilities, each once */
    size_t first_count;
} answer;

static void take(answer *a, const char *id) {
    bool fresh = a->first_count < BEST;
    for (size_t i = 0; i < a->first_count && fresh; i++) fresh = strcmp(a->first[i], id) != 0;
    if (fresh) snprintf(a->first[a->first_count++], sizeof *a->first, "%s", id);
    a->count++;
    if (a->there || strcmp(id, a->wanted) != 0) return;
    a->there = true;
    a->rank = a->count;
}

static bool begin_alike(const answer *a, const answer *b) {
    size_t n = a->first_count < b->first_count ? a->first_count : b->first_count;
    return memcmp(a->first, b->first, n * sizeof *a->first) == 0;
}

static void take_found(const ter_found *found, void *context) {
    take(context, found->id);
}

static double ask_sql(sqlite3_stmt *s, const char *text, const char *folded, answer *a) {
    double start = now_s();
    sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, folded, -1, SQLITE_STATIC); /* where it is ordered by it */
    while (sqlite3_step(s) == SQLITE_ROW) take(a, (const char *)sqlite3_column_text(s, 0));
    sqlite3_reset(s);
    return now_s() - start;
}

typedef struct asker {
    ter_registry *r;
    sqlite3_stmt *like[2], *fts[2]; /* all answers, the best */
} asker;

/* `best`: the first answers only, in order; else all. */
static double ask(const asker *a, int way, bool best, const char *text, answer *out) {
    ter_buf folded = {0}, quoted = {0};
    double s = 0;
    ter_error err = {0};
    ter_fold_key(ter_str_from(text), &folded);
    ter_buf_printf(&quoted, "\"%s\"", folded.ptr);
    if (way == OURS) {
        double start = now_s();
        const ter_find_request request = {.text = text, .limit = best ? BEST : 0, .spelling = &ter_spelling};
        if (ter_registry_find(a->r, &request, take_found, out, &err) != TER_OK) stop(err.message);
        s = now_s() - start;
    } else {
        sqlite3_stmt *asked = way == LIKE ? a->like[best] : a->fts[best];
        s = ask_sql(asked, way == LIKE ? folded.ptr : quoted.ptr, folded.ptr, out);
    }
    ter_buf_release(&folded);
    ter_buf_release(&quoted);
    return s;
}

typedef struct tally {
    char what[32];
    size_t asked, there[WAYS], first_ten, answers, like_answered, same;
    double s[WAYS];
    double ratios[MOST_ASKED]; /* LIKE's time by ours, of each question */
} tally;

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_share(size_t some, size_t all) {
    if (all) printf(" %6.0f%%", (double)some / (double)all * 100);
    else printf(" %7s", "-");
}

static void print_tally(tally *t) {
    qsort(t->ratios, t->asked, sizeof *t->ratios, compare_doubles);
    double n = (double)t->asked;
    printf("%-18s %5zu %8.0f %8.2f %8.2f %8.2f %8.1f %8.1f %8.1f", t->what, t->asked, (double)t->answers / n,
           t->s[OURS] / n * 1e3, t->s[LIKE] / n * 1e3, t->s[FTS] / n * 1e3, t->s[LIKE] / t->s[OURS],
           t->ratios[t->asked / 2], t->ratios[0]);
    print_share(t->same, t->like_answered);
    print_share(t->there[OURS], t->asked);
    print_share(t->first_ten, t->asked);
    print_share(t->there[LIKE], t->asked);
    print_share(t->there[FTS], t->asked);
    printf("\n");
}

static void ask_one(const asker *a, const char *text, const char *id, tally *t) {
    double took[WAYS];
    answer first[WAYS] = {{.wanted = id}, {.wanted = id}, {.wanted = id}};
    for (int way = 0; way < WAYS; way++) {
        answer all = {.wanted = id};
        ask(a, way, false, text, &all);
        took[way] = ask(a, way, true, text, &first[way]);
        t->s[way] += took[way];
        t->there[way] += all.there;
        if (way == OURS) t->first_ten += all.there && all.rank <= 10, t->answers += all.count;
    }
    t->like_answered += first[LIKE].count > 0;
    t->same += first[LIKE].count > 0 && begin_alike(&first[OURS], &first[LIKE]);
    if (t->asked < MOST_ASKED) t->ratios[t->asked++] = took[LIKE] / took[OURS];
}

static void ask_all(const asker *a, const char *path) {
    ter_buf text = {0};
    ter_error err = {0};
    if (ter_file_read(path, &text, &err) != TER_OK) stop(err.message);
    tally t = {0};
    char *rest = text.ptr;
    while (rest && *rest) {
        char *line = strsep(&rest, "\n"), id[32];
        const char *what = strsep(&line, "\t"), *query = strsep(&line, "\t");
        id_of(strtol(line, NULL, 10), id);
        if (strcmp(what, t.what) != 0) {
            if (t.asked) print_tally(&t);
            t = (tally){0};
            snprintf(t.what, sizeof t.what, "%s", what);
        }
        ter_buf spelt = {0};
        if (strcmp(what, "pinyin") == 0) ter_pinyin(ter_str_from(query), &spelt);
        else if (strcmp(what, "initials") == 0) ter_pinyin_initials(ter_str_from(query), &spelt);
        else ter_buf_puts(&spelt, query);
        ask_one(a, spelt.ptr, id, &t);
        ter_buf_release(&spelt);
    }
    if (t.asked) print_tally(&t);
    ter_buf_release(&text);
}

int main(int argc, char **argv) {
    if (argc != 4) stop("usage: bench_find REGISTRY NAMES QUERIES");
    make_registry(argv[1], argv[2]);
    asker a = {0};
    ter_error err = {0};
    answer none = {.wanted = ""};
    if (ter_registry_open(argv[1], TER_REGISTRY_READ, &a.r, &err) != TER_OK) stop(err.message);
    double start = now_s();
    ask(&a, OURS, false, "无此", &none);
    double built = now_s();
    sqlite3 *fts = make_fts(argv[1]), *like = opened(argv[1]);
    printf("making the index   %.1f s; FTS5 trigram %.1f s\n", built - start, now_s() - built);
#define BY_LIKE    "SELECT facility, name FROM facility_name WHERE folded LIKE '%' || ?1 || '%'"
#define BY_FTS     "SELECT facility, folded FROM f WHERE f MATCH ?1"
#define BEST_FIRST " ORDER BY instr(folded, ?2) > 1, length(folded), name, facility LIMIT 20"
    a.like[0] = prepared(like, BY_LIKE);
    a.like[1] = prepared(like, BY_LIKE BEST_FIRST);
    a.fts[0] = prepared(fts, BY_FTS);
    a.fts[1] = prepared(fts, BY_FTS BEST_FIRST);
    printf(
        "milliseconds for the best %d, in one order; LIKE's time by ours: of all, median, least; `same`: LIKE has the "
        "same best;\nthen how often the one meant is among all answers\n",
        BEST);
    printf("%-18s %5s %8s %8s %8s %8s %8s %8s %8s %7s %7s %7s %7s %7s\n", "query", "asked", "answers", "ours ms",
           "LIKE ms", "FTS5 ms", "LIKE/us", "median", "least", "same", "ours", "top 10", "LIKE", "FTS5");
    ask_all(&a, argv[3]);
    for (int i = 0; i < 2; i++) {
        sqlite3_finalize(a.like[i]);
        sqlite3_finalize(a.fts[i]);
    }
    sqlite3_close(like);
    sqlite3_close(fts);
    ter_registry_free(a.r);
    return 0;
}
