/* Cutting a text into tokens at least cost. */
#include "extract/words/tokens.h"

#include "extract/words/sentence_filter.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum { UNREACHED = 0x7fffffff, MOST_MATCHES = 24, STRETCH = 512, SLACK = 256 };
enum { YEAR_DIGITS = 4, LEAST_CHARS = 4 /* of a token, on average: sentences that are skipped are one */ };

/* Costs in thousandths; see the header. A head is a little cheaper than another word of the same length, so that it is
 * not eaten by a word that ends in its first character; a known name is cheaper still. */
enum {
    COST_UNKNOWN = 1600,
    COST_WORD = 1000,
    COST_SINGLE = 1100,
    COST_HEAD = 900,
    COST_HEAD_SINGLE = 1050,
    COST_NAME = 880
};

static bool is_han(uint32_t c) {
    return ter_cp_is_han(c) || c == U'〇';
}

static bool is_alphanumeric(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

typedef struct step { /* the best way to reach a position in a stretch: its cost and its last token */
    uint32_t cost, known;
    uint16_t len;
    uint8_t type;
    bool local;
    const ter_word *word;
} step;

static uint32_t word_cost(const ter_word *w) {
    if (w->classes & TER_WORD_NAME) return COST_NAME;
    if (w->classes & TER_WORD_HEAD) return w->len == 1 ? COST_HEAD_SINGLE : COST_HEAD;
    return w->len == 1 ? COST_SINGLE : COST_WORD;
}

/* `to` becomes the end of `way` when that costs less than what reaches it so far. */
static inline void offer(step *to, step way) {
    if (way.cost < to->cost) *to = way;
}

typedef struct words { /* of the lexicon that begin at one place */
    size_t count;
    ter_trie_match items[MOST_MATCHES];
} words;

static const ter_word *word_of_len(const ter_lexicon *l, const words *w, uint32_t len) {
    for (size_t i = 0; i < w->count; i++)
        if (w->items[i].len == len) return ter_lexicon_word(l, w->items[i].value);
    return NULL;
}

static void offer_names(const ter_lexicon *l, const ter_known_names *names, bool local, step *steps, size_t at,
                        const uint32_t *cp, size_t end, const words *words) {
    ter_trie_match m[MOST_MATCHES];
    if (!names || at + 1 >= end || !ter_trie_may_begin(ter_known_names_trie(names), cp[at], cp[at + 1])) return;
    size_t n = ter_trie_matches(ter_known_names_trie(names), cp + at, end - at, m, MOST_MATCHES);
    for (size_t i = 0; i < n; i++) {
        const ter_word *word = m[i].len <= MOST_MATCHES ? word_of_len(l, words, m[i].len) : NULL;
        offer(&steps[at + m[i].len],
              (step){steps[at].cost + COST_NAME, m[i].value, (uint16_t)m[i].len, TER_TOKEN_NAME, local, word});
    }
}

static void offer_matches(ter_tokens *t, step *steps, const uint32_t *cp, size_t at, size_t end) {
    words w;
    w.count = ter_trie_matches(ter_lexicon_trie(t->lexicon), cp + at, end - at, w.items, MOST_MATCHES);
    for (size_t i = 0; i < w.count; i++) {
        const ter_word *word = ter_lexicon_word(t->lexicon, w.items[i].value);
        uint32_t len = w.items[i].len;
        offer(&steps[at + len],
              (step){steps[at].cost + word_cost(word), 0, (uint16_t)len, TER_TOKEN_WORD, false, word});
    }
    offer_names(t->lexicon, t->names, false, steps, at, cp, end, &w);
    offer_names(t->lexicon, t->local, true, steps, at, cp, end, &w);
}

/* One unknown character, or a whole run of digits and letters. */
static void offer_unknown(step *steps, const uint32_t *cp, size_t at, size_t len) {
    size_t run = 1;
    uint8_t type = TER_TOKEN_UNKNOWN;
    if (is_alphanumeric(cp[at])) {
        bool digits = cp[at] <= '9';
        if (at > 0 && is_alphanumeric(cp[at - 1])) return;
        for (; at + run < len && is_alphanumeric(cp[at + run]); run++) digits = digits && cp[at + run] <= '9';
        type = digits ? TER_TOKEN_NUMBER : TER_TOKEN_LATIN;
    }
    offer(&steps[at + run], (step){steps[at].cost + COST_UNKNOWN, 0, (uint16_t)run, type, false, NULL});
}

static void cut_stretch(ter_tokens *t, size_t base, size_t len) {
    step steps[STRETCH + 1];
    const uint32_t *cp = t->text->cp + base;
    for (size_t i = 1; i <= len; i++) steps[i].cost = UNREACHED;
    steps[0].cost = 0;
    for (size_t at = 0; at < len; at++) {
        if (steps[at].cost == UNREACHED) continue; /* inside a run of digits or letters */
        offer_unknown(steps, cp, at, len);
        offer_matches(t, steps, cp, at, len);
    }
    size_t n = 0, ends[STRETCH + 1];
    for (size_t at = len; at > 0; at -= steps[at].len) ends[n++] = at;
    while (n > 0) {
        const step *k = &steps[ends[--n]];
        uint32_t from = (uint32_t)(base + ends[n] - k->len);
        ter_token token = {from, from + k->len, t->text->cp[from], k->known, k->type, k->local, k->word};
        ter_array_push(&t->list, token);
    }
}

/* Adjacent Han numerals that no word explains are one number. */
static void join_numerals(ter_tokens *t, size_t first) {
    size_t kept = first;
    for (size_t i = first; i < t->list.len; i++) {
        ter_token k = t->list.items[i];
        if (k.type == TER_TOKEN_UNKNOWN && ter_cp_is_numeral(k.cp)) k.type = TER_TOKEN_NUMBER;
        ter_token *last = kept > first ? &t->list.items[kept - 1] : NULL;
        if (last && k.type == TER_TOKEN_NUMBER && last->type == TER_TOKEN_NUMBER && last->to == k.from && k.cp > '9' &&
            last->cp > '9')
            last->to = k.to;
        else t->list.items[kept++] = k;
    }
    t->list.len = kept;
}

/* 二〇二四, also with ○ 零 O 0 for 〇: four numerals of a year, before 年. */
static bool year_at(const uint32_t *cp, size_t len) {
    return len > YEAR_DIGITS && cp[YEAR_DIGITS] == U'年' && ter_cp_han_year(cp, len) > 0;
}

static bool is_break(uint32_t c) {
    return c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH;
}

static void push_mark(ter_tokens *t, size_t i) {
    uint32_t c = t->text->cp[i];
    ter_token mark = {(uint32_t)i, (uint32_t)i + 1, c, 0, is_break(c) ? TER_TOKEN_BREAK : TER_TOKEN_PUNCT, false, NULL};
    ter_array_push(&t->list, mark);
}

void ter_tokens_cut(ter_tokens *t, size_t from, size_t to) {
    const uint32_t *cp = t->text->cp;
    size_t first = t->list.len;
    for (size_t i = from; i < to;) {
        size_t run = 0;
        bool year = false;
        while (run < STRETCH && i + run < to && (is_han(cp[i + run]) || is_alphanumeric(cp[i + run])) && !year)
            if (!(year = year_at(cp + i + run, to - i - run))) run++;
        if (run == 0 && year) {
            ter_token number = {(uint32_t)i, (uint32_t)i + YEAR_DIGITS, cp[i], 0, TER_TOKEN_NUMBER, false, NULL};
            ter_array_push(&t->list, number);
            i += YEAR_DIGITS;
        } else if (run == 0) push_mark(t, i++);
        else cut_stretch(t, i, run);
        i += run;
    }
    join_numerals(t, first);
}

static bool ends_sentence(uint32_t c) {
    return is_break(c) || c == U'。' || c == '!' || c == '?' || c == ';';
}

static bool is_text(uint32_t c) {
    return is_han(c) || is_alphanumeric(c);
}

/* A short line of its own may be a heading; a line that stops in mid-sentence may cut a name. */
static bool is_odd_line(const ter_text *text, size_t from, size_t to) {
    bool line_begins = from == 0 || is_break(text->cp[from - 1]),
         line_ends = to == text->count || is_break(text->cp[to]);
    return line_ends && (is_text(text->cp[to - 1]) || (line_begins && to - from <= TER_MOST_HEADING));
}

static void read_sentence(ter_tokens *t, size_t from, size_t to) {
    bool read = t->all_kinds || from < TER_DOCUMENT_HEAD || is_odd_line(t->text, from, to) ||
                ter_sentence_filter_may_name(t->text, t->lexicon, t->names, from, to);
    ter_token skipped = {(uint32_t)from, (uint32_t)to, t->text->cp[from], 0, TER_TOKEN_SKIPPED, false, NULL};
    if (read) ter_tokens_cut(t, from, to);
    else ter_array_push(&t->list, skipped);
}

void ter_tokens_read(ter_tokens *t) {
    ter_array_reserve(&t->list, t->text->count / LEAST_CHARS);
    for (size_t from = 0; from < t->text->count;) {
        size_t to = from;
        while (to < t->text->count && !ends_sentence(t->text->cp[to])) to++;
        if (to > from) read_sentence(t, from, to);
        if (to < t->text->count) push_mark(t, to);
        from = to + 1;
    }
}

/* The tokens of one sentence [from, to) become those of `now`, at `kept`; where they need more room than there is, what
 * follows moves on. Returns how far. */
static size_t replace(ter_tokens *t, size_t kept, size_t to, const ter_tokens *now) {
    size_t n = now->list.len, moved = kept + n > to ? kept + n - to + SLACK : 0;
    if (moved) {
        ter_array_reserve(&t->list, t->list.len + moved);
        memmove(t->list.items + to + moved, t->list.items + to, (t->list.len - to) * sizeof *t->list.items);
        t->list.len += moved;
    }
    if (n) memcpy(t->list.items + kept, now->list.items, n * sizeof *t->list.items);
    return moved;
}

void ter_tokens_read_again(ter_tokens *t) {
    ter_tokens now = *t; /* of one sentence */
    memset(&now.list, 0, sizeof now.list);
    size_t kept = 0; /* tokens that are done; never more than those that were looked at */
    for (size_t i = 0, end; i < t->list.len; i = end) {
        for (end = i; end < t->list.len && !ter_token_ends_sentence(&t->list.items[end]);) end++;
        const ter_token *k = t->list.items;
        if (end > i && k[i].type != TER_TOKEN_SKIPPED &&
            ter_sentence_filter_holds_name(t->text, t->local, k[i].from, k[end - 1].to)) {
            now.list.len = 0;
            ter_tokens_cut(&now, k[i].from, k[end - 1].to);
            end += replace(t, kept, end, &now);
            kept += now.list.len, i = end;
        }
        if (end < t->list.len) end++;
        if (kept != i) memmove(t->list.items + kept, t->list.items + i, (end - i) * sizeof *t->list.items);
        kept += end - i;
    }
    t->list.len = kept;
    ter_tokens_release(&now);
}

void ter_tokens_release(ter_tokens *t) {
    ter_array_release(&t->list);
}

bool ter_token_ends_sentence(const ter_token *t) {
    return t->type == TER_TOKEN_BREAK ||
           (t->type == TER_TOKEN_PUNCT && (t->cp == U'。' || t->cp == '!' || t->cp == '?' || t->cp == ';'));
}

bool ter_token_ends_clause(const ter_token *t) {
    return ter_token_ends_sentence(t) ||
           (t->type == TER_TOKEN_PUNCT && (t->cp == ',' || t->cp == ':' || t->cp == U'—' || t->cp == U'…'));
}

long ter_token_number(const ter_tokens *t, const ter_token *token) {
    long value = 0;
    for (uint32_t i = token->from; i < token->to; i++) {
        uint32_t c = t->text->cp[i];
        if (c < '0' || c > '9' || value > 100000000) return -1;
        value = value * 10 + (long)(c - '0');
    }
    return value;
}
