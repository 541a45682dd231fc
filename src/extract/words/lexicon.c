/* The lexicon: its file is parsed into a trie of words, each with its classes. */
#include "extract/words/lexicon.h"

#include "base/embedded.h"
#include "base/file.h"
#include "base/kind.h"
#include "base/map.h"
#include "base/memory.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct kind {
    char *name;
    bool core;
    const ter_kind *row; /* of geodata/kinds.tsv, without traits where that has none */
} kind;

static const ter_kind no_row = {0};

struct ter_lexicon {
    TER_ARRAY(kind) kinds;
    TER_ARRAY(ter_word) words;
    ter_trie *trie, *tails; /* tails: the value is the kind */
    uint8_t
        head_begins[65536 / 8]; /* by code point: a core head or whole name begins so, unless it ends in another one */
    uint8_t name_end_begins[65536 / 8]; /* by code point: a core head, whole name or tail begins so */
};

/* The section under way: what its words become. */
typedef struct section {
    bool open;
    uint32_t classes;
    uint16_t kind;
    bool weak_head, slight_head, areal_head, numbered_head;
    bool tail;
    uint32_t inside;
    ter_state before, after;
    bool after_strong, driven, aimed, whole;
    ter_action action;
} section;

typedef struct parser {
    ter_lexicon *lexicon;
    const char *path;
    const char *line_start;
    unsigned line;
    section section;
    TER_ARRAY(uint32_t) scratch;
    TER_ARRAY(char *) spellings; /* of the lexicon's words, folded */
    ter_map known;               /* from a spelling to the word's index */
    ter_error *err;
} parser;

static ter_str spelling_of(const void *context, uint32_t word) {
    return ter_str_from(((const parser *)context)->spellings.items[word]);
}

static ter_status complain(parser *p, const char *at, const char *what) {
    return ter_error_set(p->err, TER_INPUT, "%s:%u:%zu: %s", p->path, p->line, (size_t)(at - p->line_start) + 1, what);
}

static bool next_word(const char **at, const char *end, ter_str *word) {
    while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r')) ++*at;
    if (*at >= end || **at == '#') return false;
    word->ptr = *at;
    while (*at < end && **at != ' ' && **at != '\t' && **at != '\r') ++*at;
    word->len = (size_t)(*at - word->ptr);
    return true;
}

static bool class_parse(ter_str name, uint32_t *bits) {
    static const char *const names[] = {
#define TER_WORD_NAME(bit, name) name,
        TER_WORD_MAP(TER_WORD_NAME)
#undef TER_WORD_NAME
    };
    for (unsigned i = 0; i < TER_WORD_CLASSES; i++) {
        if (!ter_str_is(name, names[i])) continue;
        *bits = 1u << i;
        return true;
    }
    return false;
}

static void add_kind(ter_lexicon *l, ter_str name, bool core) {
    kind k = {ter_strndup(name.ptr, name.len), core, NULL};
    k.row = ter_kind_named(k.name);
    if (!k.row) k.row = &no_row;
    ter_array_push(&l->kinds, k);
}

static ter_status parse_kind(parser *p, const char **at, const char *end) {
    ter_str name, core = {0};
    if (!next_word(at, end, &name)) return complain(p, *at, "a kind needs a name: [kind NAME core]");
    if (memchr(name.ptr, 0, name.len)) return complain(p, name.ptr, "a kind's name has a NUL byte");
    if (next_word(at, end, &core) && !ter_str_is(core, "core")) return complain(p, core.ptr, "a kind may only be core");
    add_kind(p->lexicon, name, core.len > 0);
    p->section.open = false;
    return TER_OK;
}

static size_t kind_index(const ter_lexicon *l, ter_str name) {
    size_t i = 0;
    while (i < l->kinds.len && !ter_str_is(name, l->kinds.items[i].name)) i++;
    return i;
}

/* The first use of a kind that the lexicon does not declare itself declares all of geodata/kinds.tsv. */
static void declare_known(ter_lexicon *l, ter_str used) {
    bool known = false;
    for (size_t i = 0; i < ter_kind_count(); i++) known = known || ter_str_is(used, ter_kind_at(i)->name);
    for (size_t i = 0; known && i < ter_kind_count(); i++) {
        ter_str name = ter_str_from(ter_kind_at(i)->name);
        if (kind_index(l, name) == l->kinds.len) add_kind(l, name, ter_kind_is_core(name.ptr));
    }
}

static ter_status parse_declared(parser *p, ter_str name, uint16_t *out) {
    size_t i = kind_index(p->lexicon, name);
    if (i == p->lexicon->kinds.len) declare_known(p->lexicon, name), i = kind_index(p->lexicon, name);
    if (i == p->lexicon->kinds.len) return complain(p, name.ptr, "no such kind; declare it first with [kind NAME]");
    *out = (uint16_t)i;
    return TER_OK;
}

static ter_status parse_head(parser *p, const char **at, const char *end) {
    ter_str name, how;
    if (!next_word(at, end, &name)) return complain(p, *at, "a head needs its kind: [head KIND]");
    ter_status status = parse_declared(p, name, &p->section.kind);
    if (status != TER_OK || !next_word(at, end, &how)) return status;
    section *s = &p->section;
    s->slight_head = ter_str_is(how, "slight");
    s->areal_head = ter_str_is(how, "areal");
    s->numbered_head = ter_str_is(how, "numbered");
    s->weak_head = s->slight_head || ter_str_is(how, "weak");
    bool known = s->weak_head || s->areal_head || s->numbered_head;
    return known ? TER_OK : complain(p, how.ptr, "a head may be weak, slight, areal or numbered");
}

static ter_status parse_inside(parser *p, const char **at, const char *end) {
    ter_str name;
    while (next_word(at, end, &name)) {
        uint16_t kind = 0;
        ter_status status = parse_declared(p, name, &kind);
        if (status != TER_OK) return status;
        if (kind >= 32) return complain(p, name.ptr, "only the first 32 kinds can have [inside] words");
        p->section.inside |= 1u << kind;
    }
    return p->section.inside ? TER_OK : complain(p, *at, "name the kinds: [inside KIND ...]");
}

static ter_status parse_cue(parser *p, const char **at, const char *end) {
    ter_str state, side, strong;
    ter_state s = TER_STATE_NONE;
    if (!next_word(at, end, &state) || !ter_state_parse(state, &s))
        return complain(p, *at, "a cue needs a status: [cue started before]");
    if (!next_word(at, end, &side)) return complain(p, *at, "a cue needs its side: before, after or both");
    bool before = ter_str_is(side, "before") || ter_str_is(side, "both");
    bool after = ter_str_is(side, "after") || ter_str_is(side, "both");
    if (!before && !after) return complain(p, side.ptr, "the side of a cue is before, after or both");
    if (before) p->section.before = s;
    if (after) p->section.after = s;
    if (!next_word(at, end, &strong)) return TER_OK;
    p->section.after_strong = ter_str_is(strong, "strong");
    p->section.driven = ter_str_is(strong, "driven");
    p->section.aimed = ter_str_is(strong, "aimed");
    p->section.whole = ter_str_is(strong, "whole");
    if (!p->section.after_strong && !p->section.driven && !p->section.aimed && !p->section.whole)
        return complain(p, strong.ptr, "a cue may be strong, driven, aimed or whole");
    return TER_OK;
}

static ter_status parse_works(parser *p, const char **at, const char *end) {
    ter_str action;
    if (next_word(at, end, &action) && ter_action_parse(action, &p->section.action)) return TER_OK;
    return complain(p, *at, "works need an action: construction, rehabilitation, replacement or expansion");
}

static ter_status parse_section(parser *p, const char *at, const char *end) {
    const char *start = at, *close = memchr(at, ']', (size_t)(end - at));
    if (!close) return complain(p, start, "a section ends with ']'");
    ter_str name;
    at++;
    if (!next_word(&at, close, &name)) return complain(p, start, "a section needs a class");
    p->section = (section){.open = true};
    if (ter_str_is(name, "kind")) return parse_kind(p, &at, close);
    if (ter_str_is(name, "tail")) {
        p->section.tail = true;
        return parse_head(p, &at, close);
    }
    if (!class_parse(name, &p->section.classes)) return complain(p, name.ptr, "no such class of words");
    if (p->section.classes & (TER_WORD_HEAD | TER_WORD_NAME | TER_WORD_CATEGORY)) return parse_head(p, &at, close);
    if (p->section.classes == TER_WORD_INSIDE) return parse_inside(p, &at, close);
    if (p->section.classes == TER_WORD_CUE) return parse_cue(p, &at, close);
    if (p->section.classes == TER_WORD_WORKS) return parse_works(p, &at, close);
    return TER_OK;
}

static void merge(ter_word *w, const section *s) {
    if ((s->classes & (TER_WORD_HEAD | TER_WORD_NAME)) && !(w->classes & (TER_WORD_HEAD | TER_WORD_NAME))) {
        w->kind = s->kind;
        w->weak_head = s->weak_head;
        w->slight_head = s->slight_head;
        w->areal_head = s->areal_head;
        w->numbered_head = s->numbered_head;
    }
    if (s->classes & TER_WORD_CATEGORY) w->category = s->kind;
    w->classes |= s->classes;
    w->inside |= s->inside;
    if (s->before) w->before = s->before, w->driven = s->driven, w->aimed = s->aimed, w->whole = s->whole;
    if (s->after) w->after = s->after, w->after_strong = s->after_strong;
    if (s->action) w->action = s->action;
}

/* The code points of a word, into the scratch array. */
static void spell(parser *p, const char *word, size_t len) {
    p->scratch.len = 0;
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += ter_utf8_next(word + i, len - i, &c);
        ter_array_push(&p->scratch, c);
    }
}

static void mark(uint8_t *bits, uint32_t c) {
    if (c < 65536) bits[c / 8] |= (uint8_t)(1u << c % 8);
}

static void add_tail(parser *p, const ter_buf *folded) {
    spell(p, folded->ptr, folded->len);
    if (p->scratch.len == 0) return;
    ter_trie_add(p->lexicon->tails, p->scratch.items, p->scratch.len, p->section.kind);
    mark(p->lexicon->name_end_begins, p->scratch.items[0]);
}

static void add_word(parser *p, ter_str text) {
    ter_buf folded = {0};
    ter_fold_key(text, &folded);
    if (p->section.tail) {
        add_tail(p, &folded);
        ter_buf_release(&folded);
        return;
    }
    int64_t word = ter_map_find(&p->known, spelling_of, p, (ter_str){folded.ptr, folded.len});
    if (word == TER_MAP_NONE && folded.len) {
        spell(p, folded.ptr, folded.len);
        ter_word w = {.len = (uint8_t)p->scratch.len};
        word = (int64_t)p->lexicon->words.len;
        ter_array_push(&p->lexicon->words, w);
        ter_trie_add(p->lexicon->trie, p->scratch.items, p->scratch.len, (uint32_t)word);
        ter_array_push(&p->spellings, ter_buf_detach(&folded));
        ter_map_put(&p->known, spelling_of, p, (uint32_t)word);
    }
    if (word != TER_MAP_NONE) merge(&p->lexicon->words.items[word], &p->section);
    ter_buf_release(&folded);
}

static ter_status parse_line(parser *p, const char *end) {
    const char *at = p->line_start;
    ter_str word;
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    if (at < end && *at == '[') return parse_section(p, at, end);
    while (next_word(&at, end, &word)) {
        if (!p->section.open) return complain(p, word.ptr, "a word outside a section; begin one with [class]");
        if (!ter_utf8_valid(word.ptr, word.len)) return complain(p, word.ptr, "this is not UTF-8");
        if (word.len > 120) return complain(p, word.ptr, "a word of over 40 characters");
        add_word(p, word);
    }
    return TER_OK;
}

/* The action of the longest word of works within `word`, building aside, which is what is meant anyway. */
static ter_action action_within(const ter_lexicon *l, const uint32_t *word, size_t len) {
    ter_action best = TER_ACTION_NONE;
    uint8_t longest = 0;
    enum { MOST_WITHIN = 16 };
    for (size_t i = 0; i < len; i++) {
        ter_trie_match matches[MOST_WITHIN];
        size_t n = ter_trie_matches(l->trie, word + i, len - i, matches, MOST_WITHIN);
        for (size_t k = 0; k < n; k++) {
            const ter_word *w = &l->words.items[matches[k].value];
            if (!w->action || w->action == TER_ACTION_CONSTRUCTION || w->len <= longest) continue;
            best = w->action;
            longest = w->len;
        }
    }
    return best;
}

static void imply_actions(parser *p) {
    for (size_t i = 0; i < p->spellings.len; i++) {
        ter_word *w = &p->lexicon->words.items[i];
        if (!(w->classes & TER_WORD_CUE)) continue;
        spell(p, p->spellings.items[i], strlen(p->spellings.items[i]));
        w->implied = action_within(p->lexicon, p->scratch.items, p->scratch.len);
    }
}

static bool is_core_head(const ter_lexicon *l, const ter_word *w) {
    return (w->classes & (TER_WORD_HEAD | TER_WORD_NAME)) && l->kinds.items[w->kind].core;
}

/* Marks with what the core's heads begin. 创新学校 ends in 学校, which is marked: it need not be, and each mark costs a
 * look-up wherever the character stands. */
static void mark_heads(parser *p) {
    ter_lexicon *l = p->lexicon;
    for (size_t i = 0; i < p->spellings.len; i++) {
        if (!is_core_head(l, &l->words.items[i])) continue;
        spell(p, p->spellings.items[i], strlen(p->spellings.items[i]));
        bool ends_in_head = false;
        for (size_t from = 1; from < p->scratch.len && !ends_in_head; from++) {
            uint32_t value = ter_trie_value(l->trie, p->scratch.items + from, p->scratch.len - from);
            const ter_word *w = value == TER_TRIE_NONE ? NULL : &l->words.items[value];
            ends_in_head = w && is_core_head(l, w) && !(w->classes & TER_WORD_NOUN);
        }
        mark(l->name_end_begins, p->scratch.items[0]);
        if (!ends_in_head) mark(l->head_begins, p->scratch.items[0]);
    }
}

static ter_status parse(ter_str text, const char *path, ter_lexicon **out, ter_error *err) {
    ter_lexicon *l = ter_alloc(sizeof *l);
    l->trie = ter_trie_new();
    l->tails = ter_trie_new();
    parser p = {.lexicon = l, .path = path, .err = err};
    ter_status status = TER_OK;
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (at < end && status == TER_OK) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        if (!eol) eol = end;
        p.line_start = at;
        p.line++;
        status = parse_line(&p, eol);
        at = eol + 1;
    }
    if (status == TER_OK && l->kinds.len == 0) {
        p.line_start = text.ptr;
        status = ter_error_set(err, TER_INPUT, "%s: this is no lexicon: it declares no [kind] and uses none", path);
    }
    ter_trie_finish(l->trie);
    ter_trie_finish(l->tails);
    imply_actions(&p);
    mark_heads(&p);
    for (size_t i = 0; i < p.spellings.len; i++) free(p.spellings.items[i]);
    ter_array_release(&p.spellings);
    ter_map_release(&p.known);
    ter_array_release(&p.scratch);
    if (status != TER_OK) {
        ter_lexicon_free(l);
        return status;
    }
    *out = l;
    return TER_OK;
}

ter_status ter_lexicon_new_embedded(ter_lexicon **out, ter_error *err) {
    const char *path = NULL;
    ter_str data;
    *out = NULL;
    if (!ter_embedded_at("geodata/lexicon/", 0, &path, &data))
        return ter_error_set(err, TER_UNSUPPORTED, "no lexicon is compiled in; give one with --lexicon FILE");
    return parse(data, path, out, err);
}

ter_status ter_lexicon_open(const char *path, ter_lexicon **out, ter_error *err) {
    ter_buf data = {0};
    *out = NULL;
    ter_status status = ter_file_read(path, &data, err);
    if (status == TER_OK) status = parse((ter_str){data.ptr ? data.ptr : "", data.len}, path, out, err);
    ter_buf_release(&data);
    return status;
}

void ter_lexicon_free(ter_lexicon *l) {
    if (!l) return;
    for (size_t i = 0; i < l->kinds.len; i++) free(l->kinds.items[i].name);
    ter_array_release(&l->kinds);
    ter_array_release(&l->words);
    ter_trie_free(l->trie);
    ter_trie_free(l->tails);
    free(l);
}

size_t ter_lexicon_kind_count(const ter_lexicon *l) {
    return l->kinds.len;
}

const char *ter_lexicon_kind_at(const ter_lexicon *l, size_t i) {
    return l->kinds.items[i].name;
}

const ter_kind *ter_lexicon_kind_row(const ter_lexicon *l, size_t i) {
    return i < l->kinds.len ? l->kinds.items[i].row : &no_row;
}

bool ter_lexicon_kind_is_core(const ter_lexicon *l, size_t i) {
    return l->kinds.items[i].core;
}

const char *ter_lexicon_kind_find(const ter_lexicon *l, ter_str name) {
    for (size_t i = 0; i < l->kinds.len; i++)
        if (ter_str_is(name, l->kinds.items[i].name)) return l->kinds.items[i].name;
    return NULL;
}

const ter_trie *ter_lexicon_trie(const ter_lexicon *l) {
    return l->trie;
}

const ter_trie *ter_lexicon_tails(const ter_lexicon *l) {
    return l->tails;
}

bool ter_lexicon_may_begin_name_end(const ter_lexicon *l, uint32_t c) {
    return c >= 65536 || (l->name_end_begins[c / 8] & 1u << c % 8);
}

const ter_word *ter_lexicon_word(const ter_lexicon *l, uint32_t value) {
    return &l->words.items[value];
}

bool ter_lexicon_may_begin_head(const ter_lexicon *l, uint32_t c) {
    return c >= 65536 || (l->head_begins[c / 8] & 1u << c % 8);
}

size_t ter_lexicon_part_word(const ter_lexicon *l, ter_str part) {
    enum { MOST_CHARACTERS = 64 };
    static const uint32_t classes = TER_WORD_PHASE | TER_WORD_EXTENSION | TER_WORD_CAMPUS | TER_WORD_SECTION;
    uint32_t c[MOST_CHARACTERS];
    size_t count = 0;
    for (size_t i = 0; i < part.len && count < MOST_CHARACTERS; count++)
        i += ter_utf8_next(part.ptr + i, part.len - i, &c[count]);
    for (size_t from = 0; from < count; from++) {
        uint32_t value = ter_trie_value(l->trie, c + from, count - from);
        if (value != TER_TRIE_NONE && ter_lexicon_word(l, value)->classes & classes) return count - from;
    }
    return 0;
}
