/* By name: candidates come from the index, or are all names; which of them are meant, and in which order, is decided
 * here. */
#include "registry/find.h"

#include "text/fold.h"

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

/* ---- what is wanted ---- */

/* The letter below a tone mark (pinyin's vowels only), 0 for a mark that stands alone, else the character. */
static uint32_t without_tone(uint32_t c) {
    static const struct {
        const char *marked;
        char plain;
    } vowels[] = {{"āáǎăà", 'a'}, {"ēéěĕè", 'e'}, {"īíǐĭì", 'i'}, {"ōóǒŏò", 'o'}, {"ūúǔŭùǖǘǚǜü", 'u'}};
    if (c < 0x80) return c;
    if (c >= 0x300 && c <= 0x30c) return 0;
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
        uint32_t other;
        for (const char *s = vowels[i].marked; *s;) {
            s += ter_utf8_next(s, strlen(s), &other);
            if (other == c) return (uint32_t)vowels[i].plain;
        }
    }
    return c;
}

/* liàng mǎ hé, liang4 ma3 he2, xi'an and liangmahe; a digit behind a letter is a tone, others belong to the name. */
static void read_letters(const char *text, ter_buf *out) {
    uint32_t c;
    bool any = false, after_letter = false;
    for (size_t i = 0, len = strlen(text); i < len;) {
        i += ter_utf8_next(text + i, len - i, &c);
        c = without_tone(ter_fold_cp(c));
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9', tone = c >= '1' && c <= '5' && after_letter;
        if (letter || (digit && !tone)) ter_buf_putc(out, (char)c);
        else if (c != 0 && c != ' ' && c != '\'' && c != '-' && c != 0x2019 && !tone) {
            ter_buf_clear(out);
            return;
        }
        any = any || letter;
        after_letter = letter;
    }
    if (!any) ter_buf_clear(out);
}

static void read_sound(ter_wanted *w) {
    for (size_t i = 0; i < w->length; i++) {
        const char *syllable = ter_pinyin_cp(w->characters[i]);
        if (!syllable || w->length < 2) {
            ter_buf_clear(&w->sound);
            return;
        }
        ter_buf_puts(&w->sound, syllable);
        ter_buf_putc(&w->sound, ' ');
    }
}

static void put_alike(const char *form, void *context) {
    ter_buf folded = {0};
    ter_fold_key(ter_str_from(form), &folded);
    ter_array_push((ter_text_forms *)context, ter_buf_detach(&folded));
}

static void wanted_init(const ter_find_request *request, ter_wanted *w) {
    *w = (ter_wanted){0};
    ter_fold_key(ter_str_from(request->text), &w->folded);
    read_letters(request->text, &w->letters);
    for (size_t i = 0; i < w->folded.len && w->length < TER_FIND_MOST;)
        i += ter_utf8_next(w->folded.ptr + i, w->folded.len - i, &w->characters[w->length++]);
    if (w->length == TER_FIND_MOST) w->length = 0;
    if (!request->spelling || w->folded.len == 0) return;
    read_sound(w);
    if (request->spelling->alike && w->length) request->spelling->alike(w->folded.ptr, put_alike, &w->alike);
    w->weighty = request->spelling->weighty;
}

static void wanted_release(ter_wanted *w) {
    for (size_t i = 0; i < w->alike.len; i++) free(w->alike.items[i]);
    ter_array_release(&w->alike);
    ter_buf_release(&w->folded);
    ter_buf_release(&w->letters);
    ter_buf_release(&w->sound);
}

/* ---- which names are meant ---- */

enum { COL_FACILITY, COL_NAME, COL_TYPE, COL_FOLDED, COL_PINYIN, COL_INITIALS };

typedef struct found_row {
    char *facility, *matched; /* in one allocation, that of `facility` */
    const char *type;         /* static */
    ter_found_how how;
    size_t length; /* of the matched name, folded */
} found_row;

typedef TER_ARRAY(found_row) found_rows;

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

static bool rank_given(const ter_wanted *w, const ter_query *q, ter_found_how *how) {
    const char *folded = ter_query_text(q, COL_FOLDED);
    const char *at = strstr(folded, w->folded.ptr);
    if (at) {
        *how = at > folded ? TER_FOUND_SUBSTRING : folded[w->folded.len] ? TER_FOUND_PREFIX : TER_FOUND_EXACT;
        return true;
    }
    if (w->letters.len == 0) return false;
    const char *initials = ter_query_text(q, COL_INITIALS);
    at = strstr(initials, w->letters.ptr);
    if (pinyin_holds(ter_query_text(q, COL_PINYIN), w->letters.ptr)) *how = TER_FOUND_PINYIN;
    else if (at && (at == initials || w->letters.len > 1)) *how = TER_FOUND_INITIALS;
    else return false;
    return true;
}

/* Whether whole syllables of the name sound so. */
static bool sounds_so(const char *syllables, const ter_buf *sound) {
    size_t n = sound->len - 1; /* without the last blank */
    for (const char *at = syllables; (at = strstr(at, sound->ptr ? sound->ptr : "")); at++)
        if (at == syllables || at[-1] == ' ') return true;
    size_t len = strlen(syllables);
    return len >= n && memcmp(syllables + len - n, sound->ptr, n) == 0 && (len == n || syllables[len - n - 1] == ' ');
}

static bool rank_alike(const ter_wanted *w, const ter_query *q, ter_found_how *how) {
    const char *folded = ter_query_text(q, COL_FOLDED);
    for (size_t i = 0; i < w->alike.len; i++) {
        if (!strstr(folded, w->alike.items[i])) continue;
        *how = TER_FOUND_ALIKE;
        return true;
    }
    *how = TER_FOUND_SOUND;
    return w->sound.len && sounds_so(ter_query_text(q, COL_PINYIN), &w->sound);
}

static bool rank_one_off(const ter_wanted *w, const ter_query *q, ter_found_how *how) {
    *how = TER_FOUND_ONE_OFF;
    return ter_find_one_off(w, ter_query_text(q, COL_FOLDED));
}

static int compare_rank(const found_row *x, const found_row *y) {
    if (x->how != y->how) return x->how < y->how ? -1 : 1;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    return strcmp(x->matched, y->matched);
}

static int compare_rows(const void *a, const void *b) {
    int order = compare_rank(a, b);
    return order ? order : strcmp(((const found_row *)a)->facility, ((const found_row *)b)->facility);
}

static int compare_facilities(const void *a, const void *b) {
    int order = strcmp(((const found_row *)a)->facility, ((const found_row *)b)->facility);
    return order ? order : compare_rank(a, b);
}

static void row_release(found_row *r) {
    free(r->facility);
}

static const char *name_type(const char *word) {
    static const char *const types[] = {"official", "full", "alias", "former", "as_printed"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i], word) == 0) return types[i];
    return "";
}

static void add_row(const ter_wanted *w, ter_find_pass pass, const ter_query *q, found_rows *rows) {
    ter_found_how how;
    static bool (*const ranks[])(const ter_wanted *, const ter_query *, ter_found_how *) = {rank_given, rank_alike,
                                                                                            rank_one_off};
    if (!ranks[pass](w, q, &how)) return;
    ter_str facility = ter_query_bytes(q, COL_FACILITY), matched = ter_query_bytes(q, COL_NAME);
    char *both = ter_alloc(facility.len + matched.len + 2);
    memcpy(both, facility.ptr, facility.len);
    memcpy(both + facility.len + 1, matched.ptr, matched.len);
    found_row row = {.facility = both,
                     .matched = both + facility.len + 1,
                     .type = name_type(ter_query_text(q, COL_TYPE)),
                     .how = how,
                     .length = ter_query_bytes(q, COL_FOLDED).len};
    ter_array_push(rows, row);
}

#define NAMES "SELECT facility, name, type, folded, pinyin, initials FROM facility_name"

static ter_status gather(ter_registry *r, const ter_wanted *w, ter_find_pass pass, found_rows *rows, ter_error *err) {
    ter_name_rowids ids = {0};
    bool answered = false;
    ter_status status = ter_find_candidates(r, w, pass, &ids, &answered, err);
    for (size_t i = 0; i < ids.len && status == TER_OK && answered; i++) {
        ter_query q = ter_store_query(&r->store, NAMES " WHERE rowid = ?", "i", (long long)ids.items[i]);
        if (ter_query_next(&q)) add_row(w, pass, &q, rows);
        status = ter_query_end(&q, err);
    }
    if (status == TER_OK && !answered) {
        ter_query q = ter_store_query(&r->store, NAMES, "");
        while (ter_query_next(&q)) add_row(w, pass, &q, rows);
        status = ter_query_end(&q, err);
    }
    ter_array_release(&ids);
    return status;
}

/* Each facility by its best name, in order. */
static void sort_rows(found_rows *rows) {
    if (rows->len < 2) return;
    qsort(rows->items, rows->len, sizeof *rows->items, compare_facilities);
    size_t kept = 1;
    for (size_t i = 1; i < rows->len; i++) {
        if (strcmp(rows->items[i].facility, rows->items[kept - 1].facility) == 0) row_release(&rows->items[i]);
        else rows->items[kept++] = rows->items[i];
    }
    rows->len = kept;
    qsort(rows->items, rows->len, sizeof *rows->items, compare_rows);
}

/* ---- telling ---- */

static ter_status selects(ter_registry *r, const ter_registry_filter *f, const char *facility, const char *kind,
                          bool *selected, ter_error *err) {
    *selected = ter_filter_allows(&(ter_registry_filter){.kinds = f->kinds}, kind, "", "", 0);
    if (!*selected || (!f->states && !f->bases && !f->years)) return TER_OK;
    bool any = false;
    *selected = false;
    ter_query q =
        ter_store_query(&r->store, "SELECT status, basis, year FROM shown_project WHERE facility = ?", "s", facility);
    while (ter_query_next(&q)) {
        any = true;
        if (ter_filter_allows(f, kind, ter_query_text(&q, 0), ter_query_text(&q, 1), (int)ter_query_int(&q, 2)))
            *selected = true;
    }
    if (!any) *selected = ter_filter_allows(f, kind, ter_state_name(TER_STATE_EXISTING), "", 0);
    return ter_query_end(&q, err);
}

static ter_status tell(ter_registry *r, const found_row *row, const ter_find_request *request, ter_found_fn fn,
                       void *context, size_t *told, ter_error *err) {
    static const char sql[] = "SELECT f.name, f.kind, f.area, l.precision FROM shown_facility f JOIN place l ON l.id = "
                              "f.place WHERE f.id = ?";
    ter_query q = ter_store_query(&r->store, sql, "s", row->facility);
    ter_status status = TER_OK;
    bool selected = ter_query_next(&q);
    if (selected && request->filter)
        status = selects(r, request->filter, row->facility, ter_query_text(&q, 1), &selected, err);
    if (selected && status == TER_OK) {
        ter_found found = {row->facility,
                           ter_query_text(&q, 0),
                           ter_query_text(&q, 1),
                           ter_query_text(&q, 2),
                           row->matched,
                           row->type,
                           row->how,
                           ter_row_precision(&q, 3)};
        fn(&found, context);
        (*told)++;
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

static ter_status search(ter_registry *r, const ter_wanted *w, const ter_find_request *request, ter_found_fn fn,
                         void *context, ter_error *err) {
    ter_status status = TER_OK;
    size_t told = 0;
    for (int pass = 0; pass < (request->spelling ? TER_FIND_PASSES : 1) && status == TER_OK && told == 0; pass++) {
        found_rows rows = {0};
        status = gather(r, w, (ter_find_pass)pass, &rows, err);
        sort_rows(&rows);
        for (size_t i = 0; i < rows.len; i++) {
            if (status == TER_OK && (request->limit == 0 || told < request->limit))
                status = tell(r, &rows.items[i], request, fn, context, &told, err);
            row_release(&rows.items[i]);
        }
        ter_array_release(&rows);
    }
    return status;
}

/* One transaction, so that index and rows are of one moment while others write. */
ter_status ter_registry_find(ter_registry *r, const ter_find_request *request, ter_found_fn fn, void *context,
                             ter_error *err) {
    ter_wanted w;
    wanted_init(request, &w);
    ter_status status = ter_registry_refresh(r, err);
    if (w.folded.len && status == TER_OK) status = ter_store_script(&r->store, "BEGIN", err);
    if (w.folded.len && status == TER_OK) {
        status = search(r, &w, request, fn, context, err);
        ter_store_script(&r->store, "COMMIT", NULL);
    }
    wanted_release(&w);
    return status;
}
