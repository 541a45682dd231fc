#include "extract/tokens.h"

#include "extract/skim.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MATCHES = 24, STRETCH = 512, DOCUMENT_HEAD = 1500, MOST_HEADING = 45 };

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
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c >= 0x20000 || c == 0x3007;
}

static bool is_alphanumeric(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

bool ter_cp_is_numeral(uint32_t c) {
    switch (c) {
    case 0x4e00:
    case 0x4e8c:
    case 0x4e09:
    case 0x56db:
    case 0x4e94:
    case 0x516d:
    case 0x4e03:
    case 0x516b: /* 一…八 */
    case 0x4e5d:
    case 0x5341:
    case 0x767e:
    case 0x5343:
    case 0x4e07:
    case 0x3007:
    case 0x96f6:
    case 0x4e24: /* 九十百千万〇零两 */
        return true;
    default:
        return c >= '0' && c <= '9';
    }
}

typedef struct step { /* the best way to reach a position in a stretch */
    uint32_t cost, from;
    ter_token token;
} step;

static uint32_t word_cost(const ter_word *w) {
    if (w->classes & TER_WORD_NAME) return COST_NAME;
    if (w->classes & TER_WORD_HEAD) return w->len == 1 ? COST_HEAD_SINGLE : COST_HEAD;
    return w->len == 1 ? COST_SINGLE : COST_WORD;
}

static void offer(step *steps, size_t at, ter_token token, uint32_t cost) {
    uint32_t len = token.to - token.from, total = steps[at].cost + cost;
    if (total >= steps[at + len].cost) return;
    steps[at + len] = (step){total, (uint32_t)at, token};
}

static void offer_matches(ter_tokens *t, step *steps, size_t base, size_t at, size_t end) {
    const uint32_t *cp = t->text->cp + base;
    ter_trie_match m[MOST_MATCHES];
    const ter_word *word_of_len[MOST_MATCHES + 1] = {0};
    ter_token token = {.from = (uint32_t)(base + at), .type = TER_TOKEN_WORD, .cp = cp[at]};
    size_t n = ter_trie_matches(ter_lexicon_trie(t->lexicon), cp + at, end - at, m, MOST_MATCHES);
    for (size_t i = 0; i < n; i++) {
        token.to = token.from + m[i].len;
        token.word = ter_lexicon_word(t->lexicon, m[i].value);
        if (m[i].len <= MOST_MATCHES) word_of_len[m[i].len] = token.word;
        offer(steps, at, token, word_cost(token.word));
    }
    const ter_names *const sources[] = {t->names, t->local};
    token.type = TER_TOKEN_NAME;
    for (size_t k = 0; k < 2; k++) {
        if (!sources[k] || at + 1 >= end || !ter_names_may_begin(sources[k], cp[at], cp[at + 1])) continue;
        token.names = sources[k];
        n = ter_trie_matches(ter_names_trie(sources[k]), cp + at, end - at, m, MOST_MATCHES);
        for (size_t i = 0; i < n; i++) {
            token.to = token.from + m[i].len;
            token.known = m[i].value;
            token.word = m[i].len <= MOST_MATCHES ? word_of_len[m[i].len] : NULL;
            offer(steps, at, token, COST_NAME);
        }
    }
}

static void cut_stretch(ter_tokens *t, size_t base, size_t len) {
    step steps[STRETCH + 1];
    const uint32_t *cp = t->text->cp + base;
    for (size_t i = 1; i <= len; i++) steps[i].cost = UINT32_MAX / 2;
    steps[0].cost = 0;
    for (size_t at = 0; at < len; at++) {
        ter_token one = {(uint32_t)(base + at), (uint32_t)(base + at + 1), TER_TOKEN_UNKNOWN, cp[at], 0, NULL, NULL};
        size_t run = 1;
        if (is_alphanumeric(cp[at]))
            while (at + run < len && is_alphanumeric(cp[at + run])) run++;
        if (run == 1 || at == 0 || !is_alphanumeric(cp[at - 1])) {
            bool digits = true;
            for (size_t k = 0; k < run; k++) digits = digits && cp[at + k] <= '9';
            one.to = (uint32_t)(base + at + run);
            if (is_alphanumeric(cp[at])) one.type = digits ? TER_TOKEN_NUMBER : TER_TOKEN_LATIN;
            offer(steps, at, one, COST_UNKNOWN);
        }
        offer_matches(t, steps, base, at, len);
    }
    size_t n = 0, stack[STRETCH + 1];
    for (size_t at = len; at > 0; at = steps[at].from) stack[n++] = at;
    while (n > 0) ter_array_push(&t->list, steps[stack[--n]].token);
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

static bool is_break(uint32_t c) {
    return c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH;
}

static void push_mark(ter_tokens *t, size_t i) {
    uint32_t c = t->text->cp[i];
    ter_token mark = {(uint32_t)i, (uint32_t)i + 1, is_break(c) ? TER_TOKEN_BREAK : TER_TOKEN_PUNCT, c, 0, NULL, NULL};
    ter_array_push(&t->list, mark);
}

void ter_tokens_cut(ter_tokens *t, size_t from, size_t to) {
    const uint32_t *cp = t->text->cp;
    size_t first = t->list.len;
    for (size_t i = from; i < to;) {
        size_t run = 0;
        while (run < STRETCH && i + run < to && (is_han(cp[i + run]) || is_alphanumeric(cp[i + run]))) run++;
        if (run == 0) push_mark(t, i++);
        else cut_stretch(t, i, run);
        i += run;
    }
    join_numerals(t, first);
}

static bool ends_sentence(uint32_t c) {
    return is_break(c) || c == 0x3002 || c == '!' || c == '?' || c == ';';
}

static bool is_text(uint32_t c) {
    return is_han(c) || is_alphanumeric(c);
}

/* A short line of its own may be a heading; a line that stops in mid-sentence may cut a name. */
static bool is_odd_line(const ter_text *text, size_t from, size_t to) {
    bool line_begins = from == 0 || is_break(text->cp[from - 1]),
         line_ends = to == text->count || is_break(text->cp[to]);
    return line_ends && (is_text(text->cp[to - 1]) || (line_begins && to - from <= MOST_HEADING));
}

static void read_sentence(ter_tokens *t, size_t from, size_t to) {
    bool read = t->all_kinds || from < DOCUMENT_HEAD || is_odd_line(t->text, from, to) ||
                ter_skim_may_name(t->text, t->lexicon, t->names, from, to);
    ter_token skipped = {(uint32_t)from, (uint32_t)to, TER_TOKEN_SKIPPED, t->text->cp[from], 0, NULL, NULL};
    if (read) ter_tokens_cut(t, from, to);
    else ter_array_push(&t->list, skipped);
}

void ter_tokens_read(ter_tokens *t) {
    for (size_t from = 0; from < t->text->count;) {
        size_t to = from;
        while (to < t->text->count && !ends_sentence(t->text->cp[to])) to++;
        if (to > from) read_sentence(t, from, to);
        if (to < t->text->count) push_mark(t, to);
        from = to + 1;
    }
}

void ter_tokens_read_again(ter_tokens *t) {
    ter_tokens again = *t;
    memset(&again.list, 0, sizeof again.list);
    for (size_t i = 0; i < t->list.len;) {
        size_t end = i;
        while (end < t->list.len && !ter_token_ends_sentence(&t->list.items[end])) end++;
        size_t from = t->list.items[i].from, to = end > i ? t->list.items[end - 1].to : from;
        if (end > i && t->list.items[i].type != TER_TOKEN_SKIPPED && ter_skim_holds(t->text, t->local, from, to))
            ter_tokens_cut(&again, from, to);
        else
            for (size_t k = i; k < end; k++) ter_array_push(&again.list, t->list.items[k]);
        if (end < t->list.len) ter_array_push(&again.list, t->list.items[end]);
        i = end + 1;
    }
    ter_array_release(&t->list);
    *t = again;
}

void ter_tokens_release(ter_tokens *t) {
    ter_array_release(&t->list);
}

bool ter_token_ends_sentence(const ter_token *t) {
    return t->type == TER_TOKEN_BREAK ||
           (t->type == TER_TOKEN_PUNCT && (t->cp == 0x3002 || t->cp == '!' || t->cp == '?' || t->cp == ';'));
}

bool ter_token_ends_clause(const ter_token *t) {
    return ter_token_ends_sentence(t) ||
           (t->type == TER_TOKEN_PUNCT && (t->cp == ',' || t->cp == ':' || t->cp == 0x2014 || t->cp == 0x2026));
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
