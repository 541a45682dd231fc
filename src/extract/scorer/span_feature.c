/* What can be seen of a span: its words, its head, its neighbours, the rules' verdict, its other occurrences. */
#include "extract/scorer/span_feature.h"

#include "areas/area_table.h"
#include "extract/names/part.h"
#include "extract/scorer/feature_text.h"
#include "extract/scorer/span_count.h"
#include "text/characters.h"

#include <stdlib.h>

enum { MOST_LENGTH = 10, BUCKET = 24 /* eighths: frequencies that differ less than eight times are alike */ };

typedef struct view { /* of one span */
    const ter_span_features *f;
    const ter_span_candidate *c;
    const uint32_t *cp;
    const ter_cut_word *words;
    uint32_t count; /* code points of the text */
    ter_feature_emitter *e;
} view;

/* One feature: a name, then values. */
#define FEATURE(name, ...) (ter_feature_begin(e, TER_FEATURE_SEED(name), name), __VA_ARGS__, ter_feature_end(e))
#define KIND               ter_feature_put_word(e, v->f->kind_keys[v->c->kind & 31], kind_name(v))
#define POS(pos)           ter_feature_put_word(e, pos, pos_name(pos))
#define NUM(n)             ter_feature_put_number(e, n)
#define CPS(from, to)      ter_feature_put_cps(e, v->cp, from, to)
#define HEAD               CPS(v->c->head, v->c->to)
#define SELF               (v->f->self_at == UINT32_MAX ? NUM(0) : CPS(v->f->self_at, v->f->self_at + 1))

static const char *kind_name(const view *v) {
    return ter_lexicon_kind_at(v->f->text->tokens->lexicon, v->c->kind);
}

static const char *pos_name(unsigned pos) {
    static const char *const names[] = {
#define TER_POS_NAME(code, tag) tag,
        TER_POS_MAP(TER_POS_NAME)
#undef TER_POS_NAME
    };
    return pos < TER_POS_COUNT ? names[pos] : "?";
}

static const ter_token *token_at(const view *v, uint32_t at) {
    const ter_cut_text *t = v->f->text;
    return &t->tokens->list.items[ter_cut_text_token(t, at)];
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static uint32_t length_of(const view *v) {
    return v->c->head - v->c->from;
}

static bool is_letter_at(const view *v, uint32_t at) {
    return at < v->count && ter_cut_text_is_letter(v->cp[at]);
}

static bool mark_at(const view *v, uint32_t at, uint32_t mark) {
    return at < v->count && v->cp[at] == mark;
}

/* One feature for each class of words of the lexicon. */
static void see_classes(const view *v, uint32_t seed, const char *name, uint32_t classes) {
    ter_feature_emitter *e = v->e;
    for (; classes; classes &= classes - 1) {
        ter_feature_begin(e, seed, name);
        KIND;
        NUM((uint32_t)__builtin_ctz(classes));
        ter_feature_end(e);
    }
}
#define CLASSES(name, classes) see_classes(v, TER_FEATURE_SEED(name), name, classes)

/* ---- of the end ---- */

static void see_head(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    FEATURE("head", KIND, HEAD);
    if (c->tail) FEATURE("only a tail", KIND);
    if (c->shared_to > c->shared) FEATURE("shared head", KIND, CPS(c->shared, c->shared_to));
    if (c->head < c->to && v->words[c->head].length == 0) /* 马路, 网络 */
        FEATURE("head inside a word", POS(v->words[ter_cut_text_word(v->f->text, c->head)].pos), NUM(c->tail));
    if (c->head < c->to && c->head > 0 && is_letter_at(v, c->head - 1)) {
        const ter_cut_word *last = &v->words[ter_cut_text_word(v->f->text, c->head - 1)];
        FEATURE("last word", KIND, POS(last->pos));
        FEATURE("head and last word", HEAD, POS(last->pos));
        FEATURE("last word and frequency", KIND, POS(last->pos), NUM(last->eighths / BUCKET));
        FEATURE("last character", KIND, CPS(c->head - 1, c->head));
    }
}

/* Where what belongs to the name ends: behind its phase, section or campus, when one follows. */
static uint32_t end_with_part(const view *v) {
    const ter_tokens *t = v->f->text->tokens;
    uint32_t to = v->c->to;
    if (to >= v->count) return to;
    uint32_t at = ter_cut_text_token(v->f->text, to), from = at;
    if (t->list.items[at].from != to) return to;
    uint32_t end = ter_part_after(t, at, v->c->kind, &from);
    return from == at && end > at ? t->list.items[end - 1].to : to;
}

/* A campus is that of a named institution; phases and sections are of anything. */
static void see_part(const view *v, uint32_t to) {
    ter_feature_emitter *e = v->e;
    const ter_token *last = token_at(v, to - 1);
    bool campus = last->word && (last->word->classes & TER_WORD_CAMPUS);
    FEATURE("part follows", KIND, NUM(is_letter_at(v, v->c->to)), NUM(campus));
}

/* `to`: where the name ends, its part included. */
static void see_after(const view *v, uint32_t to) {
    ter_feature_emitter *e = v->e;
    if (to > v->c->to) see_part(v, to);
    if (!is_letter_at(v, to)) {
        FEATURE("after mark", KIND, NUM(to >= v->count), to < v->count ? CPS(to, to + 1) : (void)0);
        return;
    }
    const ter_cut_word *word = &v->words[to];
    FEATURE("after", KIND, POS(word->pos), NUM(word->length));
    if (word->length) FEATURE("after word", CPS(to, to + word->length));
    FEATURE("after character", KIND, CPS(to, to + 1));
    FEATURE("head, after character", HEAD, CPS(to, to + 1));
    const ter_token *k = token_at(v, to);
    if (k->from == to && k->word) CLASSES("after class", k->word->classes);
    if (k->from < to) FEATURE("ends inside a token", KIND);
}

static bool ends_sentence(uint32_t c) {
    return c == U'。' || c == ';' || c == '!' || c == '?' || c == '\n' || c == 0x2029;
}

/* Names of the rules and words of works in the same sentence. */
static void see_sentence(const view *v) {
    enum { REACH = 60 };
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    const ter_token *k = v->f->text->tokens->list.items;
    size_t near = ter_span_named_until(v->f, c->head);
    unsigned same = 0, other = 0;
    uint32_t after = 0, last = 0, i = c->head ? ter_cut_text_token(v->f->text, c->head - 1) : 0;
    for (uint32_t at = c->head; at > 0 && c->head - at < REACH && !ends_sentence(v->cp[at - 1]); at = k[i--].from) {
        uint32_t found = ter_span_found_near(v->f, at - 1, &near);
        if (found && found != last) last = found, v->f->found->items[found - 1].kind == c->kind ? same++ : other++;
    }
    if (c->to < v->count) i = ter_cut_text_token(v->f->text, c->to);
    for (uint32_t at = c->to; at < v->count && at - c->to < REACH && !ends_sentence(v->cp[at]); at = k[i++].to) {
        uint32_t found = ter_span_found_near(v->f, at, &near);
        if (found && found != last) last = found, v->f->found->items[found - 1].kind == c->kind ? same++ : other++;
        if (!found && k[i].word && k[i].from == at) after |= k[i].word->classes;
    }
    FEATURE("names in the sentence", KIND, NUM(least(same, 4)), NUM(least(other, 2)));
    static const uint32_t telling =
        TER_WORD_CUE | TER_WORD_WORKS | TER_WORD_MEASURE | TER_WORD_AIM | TER_WORD_FACT | TER_WORD_SECTION;
    CLASSES("in the sentence after", after & telling);
}

static void see_list_after(const view *v, uint32_t to) {
    ter_feature_emitter *e = v->e;
    unsigned list = (unsigned)mark_at(v, to, U'、') | (unsigned)mark_at(v, to, U'等') << 1 |
                    (unsigned)(mark_at(v, to, U'和') || mark_at(v, to, U'与')) << 2;
    FEATURE("list goes on", KIND, NUM(list));
}

/* ---- of the begin ---- */

static void see_length(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    uint32_t length = least(length_of(v), MOST_LENGTH);
    FEATURE("length", KIND, NUM(length));
    FEATURE("head and length", HEAD, NUM(least(length, 5)));
    FEATURE("head and length, document of", HEAD, NUM(least(length, 3)), SELF);
    FEATURE("kind and length, document of", KIND, NUM(least(length, 3)), SELF);
    if (length == 1) FEATURE("one character and head", CPS(c->from, c->to));
    if (c->shared_to > c->shared) FEATURE("shared head and length", KIND, NUM(length));
}

enum { MOST_PARTS = 6 };

/* The words of the content, left to right; how many there are, and the longest. */
static uint32_t parts_of(const view *v, uint32_t parts[MOST_PARTS], uint32_t *longest) {
    uint32_t n = 0;
    *longest = 0;
    for (uint32_t at = v->c->from; at < v->c->head; at++) {
        const ter_cut_word *w = &v->words[at];
        if (!w->length && at > v->c->from) continue;
        if (n < MOST_PARTS) parts[n] = at;
        n++;
        if (w->pos != TER_POS_UNKNOWN && w->length > *longest) *longest = w->length;
    }
    return n;
}

static void see_shape(const view *v, const uint32_t *parts, uint32_t total) {
    ter_feature_emitter *e = v->e;
    if (total <= 4) {
        ter_feature_begin(e, ter_feature_seed("shape"), "shape");
        KIND;
        for (uint32_t i = 0; i < total; i++) POS(v->words[parts[i]].pos);
        ter_feature_end(e);
    }
    for (uint32_t i = 1; i < total && i < MOST_PARTS; i++) FEATURE("inner word", KIND, POS(v->words[parts[i]].pos));
}

static void see_words(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    uint32_t parts[MOST_PARTS], longest, total = parts_of(v, parts, &longest);
    FEATURE("words", KIND, NUM(least(total, 7)));
    if (total == 0) return;
    const ter_cut_word *first = &v->words[parts[0]];
    if (first->length == 0) FEATURE("begins inside a word", KIND);
    FEATURE("first word", KIND, POS(first->pos));
    FEATURE("first word length", POS(first->pos), NUM(first->length));
    see_shape(v, parts, total);
    if (longest < 2) FEATURE("no word of two", KIND, NUM(least(total, 5)));
    if (total == 1 && first->pos != TER_POS_UNKNOWN) {
        FEATURE("one word", KIND, POS(first->pos), NUM(first->eighths / BUCKET));
        FEATURE("one word and head", HEAD, POS(first->pos), NUM(first->eighths / BUCKET / 2));
    }
    ter_cut_word word;
    if (ter_dictionary_word(v->f->text->dictionary, v->cp + c->from, c->to - c->from, &word))
        FEATURE("in the dictionary", KIND, POS(word.pos), NUM(word.eighths / BUCKET));
    if (ter_dictionary_word(v->f->text->dictionary, v->cp + c->from, c->head - c->from, &word))
        FEATURE("content in the dictionary", KIND, POS(word.pos), NUM(word.eighths / BUCKET));
}

static void see_characters(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    bool digits = false, latin = false, joint = false;
    for (uint32_t at = c->from; at < c->head; at++) {
        uint32_t x = v->cp[at];
        digits = digits || (x >= '0' && x <= '9'), latin = latin || (x >= 'a' && x <= 'z');
        joint = joint || x == U'至' || x == U'—';
        if (ter_cp_in(x, U"的了在和与及或等是有为对以将把被就都也不从到由这该本我各每多所条座个级化性新老大小"))
            FEATURE("holds", KIND, CPS(at, at + 1), NUM(at == c->from));
    }
    if (digits) FEATURE("digits", KIND, NUM(v->cp[c->from] <= '9'));
    if (latin) FEATURE("letters", KIND);
    if (joint) FEATURE("from … to", KIND);
    if (c->head > c->from) FEATURE("first character", CPS(c->from, c->from + 1));
}

static void see_tokens(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    uint32_t inside = 0;
    const ter_token *first = token_at(v, c->from), *last;
    for (last = first;; last++) {
        if (last->from >= c->from && last->to <= c->head && last->word) inside |= last->word->classes;
        if (last->to >= c->to) break;
    }
    CLASSES("holds class", inside);
    if (first->from < c->from) FEATURE("begins inside a token", KIND);
    if (last->type == TER_TOKEN_NAME && last->to > c->to) FEATURE("cuts a known name", KIND);
}

/* Areas: which name begins where the span does, whether it is all of it, and whether one ends before it. */
static void see_areas(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    ter_area_match m;
    size_t n;
    uint32_t end = c->head > c->from ? c->head : c->to, rest = v->count - c->from;
    if (!ter_areas_longest(v->cp + c->from, least(rest, 12), &m)) return;
    ter_area_id area = ter_area_list(m, &n)[0];
    unsigned level = ter_area_level_of(area), form = ter_area_form_of(m, area);
    if (m.len >= c->to - c->from) {
        FEATURE("itself an area", KIND, POS(level), NUM(form), NUM(m.len > c->to - c->from));
        return;
    }
    if (m.len > end - c->from && !ter_areas_longest(v->cp + c->from, end - c->from, &m)) return;
    area = ter_area_list(m, &n)[0], level = ter_area_level_of(area), form = ter_area_form_of(m, area);
    FEATURE("begins with an area", KIND, NUM(level), NUM(form));
    if (m.len == end - c->from) FEATURE("only an area", KIND, NUM(level), NUM(form));
    else FEATURE("area, then", KIND, NUM(form), NUM(least(end - c->from - m.len, 5)));
}

static void see_area_before(const view *v) {
    ter_feature_emitter *e = v->e;
    uint32_t from = v->c->from;
    ter_area_match m;
    size_t n;
    for (uint32_t back = 2; back <= 5 && back <= from && is_letter_at(v, from - back); back++) {
        if (!ter_areas_longest(v->cp + from - back, back, &m) || m.len != back) continue;
        ter_area_id area = ter_area_list(m, &n)[0];
        FEATURE("behind an area", KIND, NUM(ter_area_level_of(area)), NUM(ter_area_form_of(m, area)));
        return;
    }
}

static void see_before(const view *v) {
    ter_feature_emitter *e = v->e;
    uint32_t from = v->c->from;
    unsigned first = v->words[ter_cut_text_word(v->f->text, from)].pos;
    if (from == 0 || !is_letter_at(v, from - 1)) {
        FEATURE("before mark", NUM(from == 0), from ? CPS(from - 1, from) : (void)0);
        FEATURE("before mark, first word", POS(first), NUM(from && v->cp[from - 1] == U'、'));
        return;
    }
    uint32_t w = ter_cut_text_word(v->f->text, from - 1);
    const ter_cut_word *word = &v->words[w];
    FEATURE("before", KIND, POS(word->pos), NUM(from - w));
    FEATURE("before and first word", POS(word->pos), POS(first));
    FEATURE("before word", CPS(w, from));
    FEATURE("before character", CPS(from - 1, from));
    const ter_token *k = token_at(v, from - 1);
    if (k->to == from && k->word) CLASSES("before class", k->word->classes);
    if (k->to == from && k->type == TER_TOKEN_UNKNOWN) FEATURE("before unknown", KIND);
    see_area_before(v);
}

/* 1 the same, 2 theirs begins earlier, 3 later, 4 theirs ends later, 5 earlier; 0: they have none here. */
static unsigned verdict(const view *v) {
    const ter_span_candidate *c = v->c;
    if (c->found != TER_SPAN_NOT_FOUND) return 1;
    uint32_t at = ter_span_found_at(v->f, c->to - 1);
    if (!at) return ter_span_found_at(v->f, c->from) ? 5 : 0;
    const ter_found_name *found = &v->f->found->items[at - 1];
    const ter_token *k = v->f->text->tokens->list.items;
    if (k[found->to - 1].to > c->to) return 4;
    return k[found->from].from < c->from ? 2 : 3;
}

static void see_rules(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    unsigned says = verdict(v);
    FEATURE("rules", KIND, NUM(says));
    FEATURE("rules and head", HEAD, NUM(says == 1));
    if (says != 1) return;
    const ter_found_name *found = &v->f->found->items[c->found];
    FEATURE("rule", KIND, ter_feature_put_word(e, ter_feature_seed(found->rule), found->rule));
    const char *why = found->why ? found->why : "-";
    FEATURE("why it begins", ter_feature_put_word(e, ter_feature_seed(why), why));
    FEATURE("rules, part follows", KIND, NUM(found->part_to > found->part_from));
    FEATURE("rules and length", KIND, NUM(least(length_of(v), MOST_LENGTH)));
    if (c->head == c->from) return;
    const ter_cut_word *last = &v->words[ter_cut_text_word(v->f->text, c->head - 1)];
    FEATURE("rules, last word", KIND, POS(last->pos), NUM(last->eighths / BUCKET));
    FEATURE("rules, first word", KIND, POS(v->words[ter_cut_text_word(v->f->text, c->from)].pos));
}

static void see_others(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_count *o = ter_span_counts_of(&v->f->counts, v->cp, v->c);
    uint32_t lefts = (uint32_t)__builtin_popcount(o->lefts);
    FEATURE("occurs", KIND, NUM(least(o->count, 4)), NUM(least(o->clean, 2)));
    FEATURE("behind", NUM(least(lefts, 4)), NUM(least(o->count, 4)), NUM(least(length_of(v), 4)));
    unsigned repeat = v->f->repeats[v->c - v->f->spans->items];
    FEATURE("repeated", KIND, NUM(repeat));
    FEATURE("repeated, rules", NUM(repeat), NUM(verdict(v)), NUM(least(o->count, 3)));
}

static void see_list_before(const view *v) {
    ter_feature_emitter *e = v->e;
    const ter_span_candidate *c = v->c;
    uint32_t before = c->from ? v->cp[c->from - 1] : '\n';
    unsigned list = (unsigned)(before == U'、') | (unsigned)(before == U'和' || before == U'与' || before == U'及')
                                                      << 1;
    unsigned after = (unsigned)mark_at(v, c->to, U'、') | (unsigned)mark_at(v, c->to, U'等') << 1;
    FEATURE("list", KIND, NUM(list), NUM(after));
    bool open = before == U'“' || before == U'《' || before == '"';
    if (open && !is_letter_at(v, c->to) && !mark_at(v, c->to, U'、')) FEATURE("quoted", KIND);
    if (before == '(' && mark_at(v, c->to, ')')) FEATURE("in brackets", KIND);
}

static view view_of(const ter_span_features *f, size_t i, ter_feature_emitter *e) {
    const ter_text *text = f->text->tokens->text;
    return (view){f, &f->spans->items[i], text->cp, f->text->words, (uint32_t)text->count, e};
}

static void begin(ter_feature_emitter *e, const ter_feature_sink *sink) { /* leaves the arrays as they are */
    e->sink = *sink;
    e->texts = sink->text != NULL;
    e->len = e->count = 0;
}

void ter_span_features_of_end(const ter_span_features *f, size_t i, const ter_feature_sink *sink) {
    ter_feature_emitter e;
    begin(&e, sink);
    view v = view_of(f, i, &e);
    see_head(&v);
    uint32_t to = end_with_part(&v);
    see_after(&v, to);
    see_sentence(&v);
    see_list_after(&v, to);
    ter_feature_flush(&e);
}

void ter_span_features_of_begin(const ter_span_features *f, size_t i, const ter_feature_sink *sink) {
    ter_feature_emitter e;
    begin(&e, sink);
    view v = view_of(f, i, &e);
    see_length(&v);
    see_words(&v);
    see_characters(&v);
    see_tokens(&v);
    see_areas(&v);
    see_before(&v);
    see_rules(&v);
    see_others(&v);
    see_list_before(&v);
    ter_feature_flush(&e);
}
