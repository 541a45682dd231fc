/* The rules of names: parsing them, and the names that they make. */
#include "gazetteer/name_rules.h"

#include "base/embedded.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_CHARACTERS = 3, LEAST_WHOLE = 2, ROUNDS = 3, MOST_NAMES = 16, MOST_PATTERN = 40, MOST_CAPTURES = 9 };
enum { LEAST_AREA = 2, MOST_AREA = 5, LEAST_STEM = 2 }; /* characters */

typedef TER_ARRAY(char *) word_list;

typedef enum place { ANYWHERE, AT_START, AT_END } place;

typedef struct replacement {
    char *kind, *from, *to, *except; /* except: NULL for none */
    place where;
    bool alone, whole;
} replacement;

typedef struct ending {
    char *kind, *text;
} ending;

struct ter_name_rules {
    word_list units, not_units, districts, cities, not_alone, alike, weighty;
    word_list spoken[TER_NAME_WORD_CLASSES];
    TER_ARRAY(ending) endings;
    TER_ARRAY(replacement) replacements;
};

static size_t characters(const char *s) {
    size_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

static bool begins(const char *s, const char *prefix) {
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool ends(const char *s, const char *tail) {
    size_t n = strlen(s), m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

static bool any_begins(const word_list *words, const char *s) {
    for (size_t i = 0; i < words->len; i++)
        if (begins(s, words->items[i])) return true;
    return false;
}

/* ---- reading ---- */

static void release_words(word_list *w) {
    for (size_t i = 0; i < w->len; i++) free(w->items[i]);
    ter_array_release(w);
}

void ter_name_rules_free(ter_name_rules *r) {
    if (!r) return;
    word_list *lists[] = {&r->units, &r->not_units, &r->districts, &r->cities, &r->not_alone, &r->alike, &r->weighty};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) release_words(lists[i]);
    for (size_t i = 0; i < TER_NAME_WORD_CLASSES; i++) release_words(&r->spoken[i]);
    for (size_t i = 0; i < r->endings.len; i++) free(r->endings.items[i].kind), free(r->endings.items[i].text);
    for (size_t i = 0; i < r->replacements.len; i++) {
        replacement *p = &r->replacements.items[i];
        free(p->kind), free(p->from), free(p->to), free(p->except);
    }
    ter_array_release(&r->endings);
    ter_array_release(&r->replacements);
    free(r);
}

typedef struct reader {
    ter_name_rules *rules;
    const char *title;
    unsigned line;
    char *section, *kind; /* kind "" where the section names none */
} reader;

static ter_status bad(const reader *r, const char *what, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s:%u: %s; see geodata/names/README.md", r->title, r->line, what);
}

static word_list *list_of(reader *r, const char *section) {
    const struct {
        const char *name;
        word_list *list;
    } lists[] = {
        {"unit", &r->rules->units},
        {"not-unit", &r->rules->not_units},
        {"district", &r->rules->districts},
        {"city", &r->rules->cities},
        {"not-alone", &r->rules->not_alone},
        {"alike", &r->rules->alike},
        {"weighty", &r->rules->weighty},
        {"part-ending", &r->rules->spoken[TER_NAME_WORD_PART_ENDING]},
        {"called", &r->rules->spoken[TER_NAME_WORD_CALLED]},
        {"formerly", &r->rules->spoken[TER_NAME_WORD_FORMERLY]},
        {"renamed", &r->rules->spoken[TER_NAME_WORD_RENAMED]},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(section, lists[i].name) == 0) return lists[i].list;
    return NULL;
}

/* Takes what stands between blanks, cutting `*rest`; NULL at the end. */
static char *next_word(char **rest) {
    char *word;
    do word = strsep(rest, " \t\r");
    while (word && !*word);
    return word;
}

static ter_status read_replacement(reader *r, char *first, char *rest, ter_error *err) {
    replacement p = {0};
    char *from = next_word(&rest), *arrow = next_word(&rest), *word = next_word(&rest);
    const char *to = "";
    if (strcmp(first, "start") == 0) p.where = AT_START;
    else if (strcmp(first, "end") == 0) p.where = AT_END;
    else if (strcmp(first, "any") != 0) return bad(r, "a replacement begins with start, end or any", err);
    if (!arrow || strcmp(arrow, "->") != 0) return bad(r, "a replacement is WHERE FROM -> TO", err);
    if (characters(from) > MOST_PATTERN) return bad(r, "too long", err);
    bool condition = word && (strcmp(word, "alone") == 0 || strcmp(word, "whole") == 0 || strcmp(word, "not") == 0);
    if (word && !condition) {
        to = word;
        word = next_word(&rest);
    }
    const char *except = NULL;
    for (; word; word = next_word(&rest)) {
        if (strcmp(word, "alone") == 0) p.alone = true;
        else if (strcmp(word, "whole") == 0) p.whole = true;
        else if (strcmp(word, "not") == 0 && !except && (except = next_word(&rest))) continue;
        else return bad(r, "a condition is alone, whole or not NAME", err);
    }
    p.kind = ter_strdup(r->kind);
    p.from = ter_strdup(from);
    p.to = ter_strdup(to);
    p.except = ter_strdup(except);
    ter_array_push(&r->rules->replacements, p);
    return TER_OK;
}

static ter_status read_section(reader *r, char *line, char **after, ter_error *err) {
    char *close = strchr(line, ']');
    if (!close) return bad(r, "a section is not closed with ]", err);
    *close = 0;
    *after = close + 1;
    char *rest = line + 1, *section = next_word(&rest), *kind = rest ? next_word(&rest) : NULL;
    bool with_kind = section && (strcmp(section, "replace") == 0 || strcmp(section, "ending") == 0);
    if (!section || (!with_kind && !list_of(r, section))) return bad(r, "no such section", err);
    if (with_kind != (kind != NULL)) return bad(r, "replace and ending, and they alone, name a kind", err);
    free(r->section);
    free(r->kind);
    r->section = ter_strdup(section);
    r->kind = ter_strdup(kind ? kind : "");
    return TER_OK;
}

static void drop_comment(char *line) {
    for (char *p = line; *p; p++) {
        bool before = p == line || p[-1] == ' ' || p[-1] == '\t';
        if (*p == '#' && before && (p[1] == 0 || p[1] == ' ' || p[1] == '\t' || p[1] == '\r')) *p = 0;
        if (!*p) return;
    }
}

static ter_status read_line(reader *r, char *line, ter_error *err) {
    drop_comment(line);
    while (*line == ' ' || *line == '\t') line++;
    if (*line == '[') {
        ter_status status = read_section(r, line, &line, err);
        if (status != TER_OK) return status;
    }
    char *rest = line, *word = next_word(&rest);
    if (!word) return TER_OK;
    if (!r->section) return bad(r, "a rule stands before any section", err);
    if (strcmp(r->section, "replace") == 0) return read_replacement(r, word, rest ? rest : word + strlen(word), err);
    for (; word; word = rest ? next_word(&rest) : NULL) {
        if (strcmp(r->section, "ending") == 0) {
            ending e = {ter_strdup(r->kind), ter_strdup(word)};
            ter_array_push(&r->rules->endings, e);
        } else {
            word_list *list = list_of(r, r->section);
            ter_array_push(list, ter_strdup(word));
        }
    }
    return TER_OK;
}

ter_status ter_name_rules_read(ter_str text, const char *title, ter_name_rules **out, ter_error *err) {
    *out = NULL;
    reader r = {.rules = ter_alloc(sizeof(ter_name_rules)), .title = title};
    ter_status status = TER_OK;
    if (text.len && (memchr(text.ptr, 0, text.len) || !ter_utf8_valid(text.ptr, text.len)))
        status = bad(&r, "is not UTF-8 text", err);
    char *copy = ter_strndup(text.ptr ? text.ptr : "", text.len), *rest = copy;
    for (char *line; status == TER_OK && (line = strsep(&rest, "\n"));) {
        r.line++;
        status = read_line(&r, line, err);
    }
    free(copy);
    free(r.section);
    free(r.kind);
    if (status == TER_OK) *out = r.rules;
    else ter_name_rules_free(r.rules);
    return status;
}

static ter_name_rules *embedded_rules;

static void read_embedded(void) {
    const char *path = "";
    ter_str text = {NULL, 0};
    if (!ter_embedded_at("geodata/names/zh.rules", 0, &path, &text) ||
        ter_name_rules_read(text, path, &embedded_rules, NULL) != TER_OK)
        embedded_rules = ter_alloc(sizeof *embedded_rules);
}

const ter_name_rules *ter_name_rules_default(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_embedded);
    return embedded_rules;
}

/* ---- patterns ---- */

typedef struct capture {
    ter_str parts[MOST_CAPTURES];
    size_t count;
} capture;

static size_t character_bytes(const char *s) {
    size_t n = 1;
    while (((unsigned char)s[n] & 0xc0) == 0x80) n++;
    return n;
}

static size_t numeral_bytes(const char *s) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七",
                                           "八", "九", "十", "百", "零", "〇"};
    if (*s >= '0' && *s <= '9') return 1;
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (begins(s, numerals[i])) return strlen(numerals[i]);
    return 0;
}

/* The end of the match of `pattern` at `s`, or NULL. */
static const char *match(const char *pattern, const char *s, capture *c) {
    for (; *pattern; pattern++) {
        if (*pattern != '?' && *pattern != '#' && *pattern != '*') {
            if (*pattern != *s++) return NULL;
            continue;
        }
        if (!*s || c->count == MOST_CAPTURES) return NULL;
        ter_str *part = &c->parts[c->count++];
        part->ptr = s;
        if (*pattern == '?') s += character_bytes(s);
        for (size_t n; *pattern == '#' && (n = numeral_bytes(s)) > 0;) s += n;
        part->len = (size_t)(s - part->ptr);
        if (*pattern != '*') {
            if (part->len == 0) return NULL;
            continue;
        }
        for (s += character_bytes(s);; s += character_bytes(s)) {
            capture inner = *c;
            inner.parts[c->count - 1].len = (size_t)(s - part->ptr);
            const char *end = match(pattern + 1, s, &inner);
            if (end) return *c = inner, end;
            if (!*s) return NULL;
        }
    }
    return s;
}

static bool find_match(const replacement *r, const char *name, const char **at, const char **end, capture *c) {
    for (*at = name; **at; *at += character_bytes(*at)) {
        *c = (capture){.count = 0};
        *end = match(r->from, *at, c);
        bool fits = *end && (r->where != AT_END || !**end) && (!r->whole || (*at == name && !**end));
        if (fits) return true;
        if (r->where == AT_START) return false;
    }
    return false;
}

/* ---- names of names ---- */

typedef struct name_set {
    const ter_name_rules *rules;
    char *items[MOST_NAMES];
    size_t count;
} name_set;

static void set_add(name_set *set, char *name, size_t least) {
    bool keep = set->count < MOST_NAMES && characters(name) >= least;
    for (size_t i = 0; keep && i < set->count; i++) keep = strcmp(set->items[i], name) != 0;
    if (keep) set->items[set->count++] = name;
    else free(name);
}

static bool stands_alone(const ter_name_rules *r, const char *rest) {
    return characters(rest) >= LEAST_CHARACTERS + 1 && !any_begins(&r->not_alone, rest);
}

/* Behind a leading area of `least` to `most` characters and one of the units; NULL when there is none. */
static const char *after_area(const ter_name_rules *r, const word_list *units, const char *name, size_t most) {
    const char *p = name;
    for (size_t i = 0; *p && i <= most; i++, p += character_bytes(p)) {
        for (size_t k = 0; i >= LEAST_AREA && k < units->len; k++) {
            if (!begins(p, units->items[k])) continue;
            const char *rest = p + strlen(units->items[k]);
            ter_buf before = {0};
            ter_buf_append(&before, name, (size_t)(rest - name));
            bool word = false;
            for (size_t w = 0; w < r->not_units.len; w++) word = word || ends(before.ptr, r->not_units.items[w]);
            ter_buf_release(&before);
            return word ? NULL : rest;
        }
    }
    return NULL;
}

static void drop_prefixes(name_set *set, const char *name) {
    const ter_name_rules *r = set->rules;
    const char *rest = after_area(r, &r->units, name, MOST_AREA);
    if (rest) {
        const char *own = after_area(r, &r->districts, rest, LEAST_AREA + 1);
        bool numbered = begins(rest, "第") && characters(rest) >= 4;
        if (numbered || own || stands_alone(r, rest)) set_add(set, ter_strdup(rest), LEAST_CHARACTERS);
        if (own && stands_alone(r, own)) set_add(set, ter_strdup(own), LEAST_CHARACTERS);
    }
    for (size_t i = 0; i < r->cities.len; i++) {
        rest = name + strlen(r->cities.items[i]);
        if (begins(name, r->cities.items[i]) && stands_alone(r, rest)) set_add(set, ter_strdup(rest), LEAST_CHARACTERS);
    }
}

static void apply_replacement(name_set *set, const char *name, const replacement *r) {
    const char *at, *end;
    capture c;
    if ((r->except && begins(name, r->except)) || !find_match(r, name, &at, &end, &c)) return;
    ter_buf b = {0};
    ter_buf_append(&b, name, (size_t)(at - name));
    for (const char *p = r->to; *p; p++) {
        size_t k = *p == '$' ? (size_t)(p[1] - '1') : MOST_CAPTURES;
        if (k < c.count) ter_buf_put_str(&b, c.parts[k]), p++;
        else ter_buf_putc(&b, *p);
    }
    ter_buf_puts(&b, end);
    char *made = ter_buf_detach(&b);
    if (r->alone && !stands_alone(set->rules, made) && !any_begins(&set->rules->cities, made)) free(made);
    else set_add(set, made, r->whole ? LEAST_WHOLE : LEAST_CHARACTERS);
}

void ter_name_rules_apply(const char *name, const char *kind, ter_name_rule_fn fn, void *context) {
    const ter_name_rules *rules = ter_name_rules_default();
    name_set set = {.rules = rules, .items = {ter_strdup(name)}, .count = 1};
    size_t from = 0;
    for (int round = 0; round < ROUNDS; round++) {
        size_t to = set.count;
        for (; from < to; from++) {
            const char *base = set.items[from];
            drop_prefixes(&set, base);
            for (size_t i = 0; i < rules->replacements.len; i++) {
                const replacement *r = &rules->replacements.items[i];
                if (strcmp(r->kind, "any") == 0 || strcmp(r->kind, kind) == 0) apply_replacement(&set, base, r);
            }
        }
    }
    for (size_t i = 1; i < set.count; i++) fn(set.items[i], context);
    for (size_t i = 0; i < set.count; i++) free(set.items[i]);
}

/* ---- endings, misprints ---- */

/* Where in `name` the longest ending of `kind` begins, behind a stem; NULL: nowhere. */
static const char *ending_of(const ter_name_rules *r, const char *name, const char *kind) {
    const char *best = NULL;
    for (size_t i = 0; i < r->endings.len; i++) {
        const ending *e = &r->endings.items[i];
        if (strcmp(e->kind, kind) != 0 || !ends(name, e->text)) continue;
        if (characters(name) < characters(e->text) + LEAST_STEM) continue;
        const char *at = name + strlen(name) - strlen(e->text);
        if (!best || at < best) best = at;
    }
    return best;
}

bool ter_name_rules_ended(const ter_name_rules *r, const char *name, const char *kind) {
    return ending_of(r, name, kind) != NULL;
}

void ter_name_rules_end(const ter_name_rules *r, const char *name, const char *kind, ter_name_rule_fn fn,
                        void *context) {
    const char *own = ending_of(r, name, kind);
    if (characters(name) < LEAST_STEM) return;
    for (size_t i = 0; i < r->endings.len; i++) {
        const ending *e = &r->endings.items[i];
        if (strcmp(e->kind, kind) != 0 || (own && strcmp(own, e->text) == 0)) continue;
        ter_buf b = {0};
        ter_buf_append(&b, name, own ? (size_t)(own - name) : strlen(name));
        ter_buf_puts(&b, e->text);
        fn(b.ptr, context);
        ter_buf_release(&b);
    }
}

void ter_name_rules_misprint(const ter_name_rules *r, const char *name, ter_name_rule_fn fn, void *context) {
    for (const char *p = name; *p; p += character_bytes(p)) {
        size_t n = character_bytes(p);
        for (size_t i = 0; i < r->alike.len; i++) {
            const char *group = r->alike.items[i], *at = memmem(group, strlen(group), p, n);
            for (const char *other = group; at && *other; other += character_bytes(other)) {
                if (other == at) continue;
                ter_buf b = {0};
                ter_buf_append(&b, name, (size_t)(p - name));
                ter_buf_append(&b, other, character_bytes(other));
                ter_buf_puts(&b, p + n);
                fn(b.ptr, context);
                ter_buf_release(&b);
            }
        }
    }
}

bool ter_name_rules_weighty(const ter_name_rules *r, uint32_t character) {
    ter_buf b = {0};
    ter_buf_put_cp(&b, character);
    bool found = character < U'一'; /* digits and letters */
    for (size_t i = 0; i < r->weighty.len && !found; i++) found = strstr(r->weighty.items[i], b.ptr) != NULL;
    ter_buf_release(&b);
    return found;
}

const char *const *ter_name_rules_words(const ter_name_rules *r, ter_name_word which, size_t *count) {
    *count = r->spoken[which].len;
    return (const char *const *)r->spoken[which].items;
}
