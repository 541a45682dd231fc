/* By name: SQL narrows down by substring, the ranking is done here. */
#include "registry/internal.h"
#include "registry/read.h"

#include "text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *ter_found_how_name(ter_found_how how) {
    static const char *const names[] = {
#define FOUND_NAME(code, text) text,
        TER_FOUND_MAP(FOUND_NAME)
#undef FOUND_NAME
    };
    return names[how];
}

/* What is looked for. */
typedef struct wanted {
    ter_buf folded;
    ter_buf letters; /* as pinyin: lower case, no blanks; empty when it is not all letters */
} wanted;

typedef struct found_row {
    char *id, *name, *kind, *area, *matched, *type;
    ter_found_how how;
    ter_precision precision;
    size_t length; /* of the matched name, folded */
} found_row;

typedef TER_ARRAY(found_row) found_rows;

static void wanted_init(const char *text, wanted *w) {
    *w = (wanted){0};
    ter_fold_key(ter_str_from(text), &w->folded);
    for (size_t i = 0; i < w->folded.len; i++) {
        unsigned char c = (unsigned char)w->folded.ptr[i];
        if (c == '\'') continue; /* xi'an */
        if (!isalpha(c) || c >= 0x80) {
            ter_buf_clear(&w->letters);
            return;
        }
        ter_buf_putc(&w->letters, (char)tolower(c));
    }
}

/* Whether the syllables ("song tao gong yuan"), run together from the beginning of one of them, begin with `letters`.
 */
static bool pinyin_holds(const char *syllables, const char *letters) {
    for (const char *start = syllables; start; start = strchr(start, ' ')) {
        while (*start == ' ') start++;
        const char *s = start, *l = letters;
        for (; *l && *s; s++) {
            if (*s == ' ') continue;
            if (*s != *l) break;
            l++;
        }
        if (!*l) return true;
    }
    return false;
}

static bool rank(const wanted *w, const ter_query *q, ter_found_how *how) {
    const char *folded = ter_query_text(q, 7), *initials = ter_query_text(q, 9);
    const char *at = strstr(folded, w->folded.ptr);
    if (at) {
        *how = at > folded ? TER_FOUND_SUBSTRING : folded[w->folded.len] ? TER_FOUND_PREFIX : TER_FOUND_EXACT;
        return true;
    }
    if (w->letters.len == 0) return false;
    at = strstr(initials, w->letters.ptr);
    if (pinyin_holds(ter_query_text(q, 8), w->letters.ptr)) *how = TER_FOUND_PINYIN;
    else if (at && (at == initials || w->letters.len > 1)) *how = TER_FOUND_INITIALS;
    else return false;
    return true;
}

static int compare_rows(const void *a, const void *b) {
    const found_row *x = a, *y = b;
    if (x->how != y->how) return x->how < y->how ? -1 : 1;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->id, y->id);
}

static void row_release(found_row *r) {
    char *const strings[] = {r->id, r->name, r->kind, r->area, r->matched, r->type};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) free(strings[i]);
}

/* Rows come by facility, so the one to improve on is the last. */
static void keep_best(found_rows *rows, const ter_query *q, ter_found_how how) {
    size_t length = strlen(ter_query_text(q, 7));
    found_row *last = rows->len ? &rows->items[rows->len - 1] : NULL;
    bool same = last && strcmp(last->id, ter_query_text(q, 0)) == 0;
    if (same && (last->how < how || (last->how == how && last->length <= length))) return;
    if (same) {
        row_release(last);
        rows->len--;
    }
    found_row row = {.id = ter_strdup(ter_query_text(q, 0)),
                     .name = ter_strdup(ter_query_text(q, 1)),
                     .kind = ter_strdup(ter_query_text(q, 2)),
                     .area = ter_strdup(ter_query_text(q, 3)),
                     .matched = ter_strdup(ter_query_text(q, 5)),
                     .type = ter_strdup(ter_query_text(q, 6)),
                     .how = how,
                     .precision = ter_row_precision(q, 4),
                     .length = length};
    ter_array_push(rows, row);
}

static ter_status gather(ter_registry *r, const wanted *w, found_rows *rows, ter_error *err) {
    /* instr and not LIKE: a name may hold % and _. A NULL ?2 finds nothing. */
    static const char sql[] =
        "SELECT f.id, f.name, f.kind, f.area, l.precision, n.name, n.type, n.folded, n.pinyin, n.initials"
        " FROM facility f JOIN facility_name n ON n.facility = f.id JOIN place l ON l.id = f.place"
        " WHERE instr(n.folded, ?1) OR instr(replace(n.pinyin, ' ', ''), ?2) OR instr(n.initials, ?2)"
        " ORDER BY f.id, n.name";
    ter_query q = ter_store_query(&r->store, sql, "ss", w->folded.ptr, w->letters.len ? w->letters.ptr : NULL);
    while (ter_query_next(&q)) {
        ter_found_how how;
        if (rank(w, &q, &how)) keep_best(rows, &q, how);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_find(ter_registry *r, const char *text, size_t limit, ter_found_fn fn, void *context,
                             ter_error *err) {
    wanted w;
    found_rows rows = {0};
    wanted_init(text, &w);
    ter_status status = w.folded.len ? gather(r, &w, &rows, err) : TER_OK;
    if (rows.len > 1) qsort(rows.items, rows.len, sizeof *rows.items, compare_rows);
    for (size_t i = 0; i < rows.len; i++) {
        const found_row *x = &rows.items[i];
        ter_found found = {x->id, x->name, x->kind, x->area, x->matched, x->type, x->how, x->precision};
        if (status == TER_OK && (limit == 0 || i < limit)) fn(&found, context);
        row_release(&rows.items[i]);
    }
    ter_array_release(&rows);
    ter_buf_release(&w.folded);
    ter_buf_release(&w.letters);
    return status;
}
