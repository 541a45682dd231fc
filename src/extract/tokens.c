#include "extract/tokens.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MATCHES = 24, STRETCH = 512 };

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
        if (!sources[k]) continue;
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
static void join_numerals(ter_tokens *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->list.len; i++) {
        ter_token k = t->list.items[i];
        if (k.type == TER_TOKEN_UNKNOWN && ter_cp_is_numeral(k.cp)) k.type = TER_TOKEN_NUMBER;
        ter_token *last = kept ? &t->list.items[kept - 1] : NULL;
        if (last && k.type == TER_TOKEN_NUMBER && last->type == TER_TOKEN_NUMBER && last->to == k.from && k.cp > '9' &&
            last->cp > '9')
            last->to = k.to;
        else t->list.items[kept++] = k;
    }
    t->list.len = kept;
}

void ter_tokens_read(ter_tokens *out) {
    const ter_text *text = out->text;
    size_t i = 0;
    while (i < text->count) {
        size_t run = 0;
        while (run < STRETCH && i + run < text->count &&
               (is_han(text->cp[i + run]) || is_alphanumeric(text->cp[i + run])))
            run++;
        if (run > 0) {
            cut_stretch(out, i, run);
            i += run;
            continue;
        }
        uint32_t c = text->cp[i];
        bool is_break = c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH;
        ter_token mark = {(uint32_t)i, (uint32_t)i + 1, is_break ? TER_TOKEN_BREAK : TER_TOKEN_PUNCT, c, 0, NULL, NULL};
        ter_array_push(&out->list, mark);
        i++;
    }
    join_numerals(out);
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
