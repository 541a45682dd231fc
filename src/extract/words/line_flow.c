/* The order in which a text is read: wrapped lines, page numbers and interleaved columns. */
#include "extract/words/line_flow.h"

#include "extract/words/tokens.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_OPEN = 30,   /* of a paragraph without a full stop that is cut */
    LONGEST_LABEL = 4, /* characters */
    LEAST_WIDTH = 20,  /* columns; a Han character takes two */
    LEAST_PAIR = 48,   /* of the first of only two lines */
    SLACK = 6,         /* columns: punctuation does not begin a line */
    MOST_PENDING = 4,
    MOST_WAIT = 12, /* paragraphs */
    MOST_TAIL = 6,
    MOST_HEAD = 12,
    MOST_SCANNED = 16000000, /* code points looked through for what stands around a joint, some 10 ms */
    LEAST_FILTERED = 100000, /* code points */
    MOST_FILTERED = 1000000,
    PAIR_BITS = 21,
    MOST_PAGE_LINE = 14,
    NONE = UINT32_MAX,
};

typedef struct line {
    uint32_t from, to; /* code points */
    uint32_t width;
    bool paragraph; /* a blank line follows */
    bool page;      /* a page number by itself */
    bool wraps;     /* goes on in the next line that is not a page number */
} line;

typedef struct unit { /* lines [from, to) that are one paragraph */
    uint32_t from, to;
    uint32_t next; /* the unit that goes on with it; NONE */
    bool heading, begins, open, taken;
} unit;

typedef struct flow {
    const ter_text *text;
    const ter_lexicon *lexicon;
    const ter_known_names *names;
    TER_ARRAY(line) lines;
    TER_ARRAY(unit) units;
    size_t scanned;
    uint64_t *pairs; /* filter: one bit per hash of two characters that follow each other; NULL: not made */
} flow;

static bool is_break(uint32_t c) {
    return c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH;
}

static bool is_han(uint32_t c) {
    return ter_cp_is_han(c);
}

static bool is_text(uint32_t c) {
    return is_han(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static bool ends_sentence(uint32_t c) {
    return c == U'。' || c == '!' || c == '?' || c == ';';
}

/* ---- lines ---- */

/* — 5 —, -12-, 第3页, 第 3 页 共 9 页, 7 */
static bool is_page_number(const uint32_t *cp, size_t n) {
    size_t digits = 0;
    if (n == 0 || n > MOST_PAGE_LINE) return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = cp[i];
        bool digit = c >= '0' && c <= '9';
        digits += digit;
        bool mark = c == '-' || ter_cp_in(c, U"—–·") || c == '/' || c == TER_TEXT_CELL || ter_cp_in(c, U"第页共版");
        if (!digit && !mark) return false;
    }
    return digits > 0 && digits <= 6 && !(digits == n && n > 3);
}

static void read_lines(flow *f) {
    const ter_text *t = f->text;
    for (size_t from = 0; from < t->count;) {
        size_t to = from;
        uint32_t width = 0;
        while (to < t->count && !is_break(t->cp[to])) width += t->cp[to++] < 0x2000 ? 1 : 2;
        line l = {(uint32_t)from, (uint32_t)to, width, to < t->count && t->cp[to] == TER_TEXT_PARAGRAPH, false, false};
        l.page = is_page_number(t->cp + from, to - from);
        if (to > from) ter_array_push(&f->lines, l);
        from = to + 1;
    }
}

/* 1. （二） 三、 # - • 发布：not the rest of a sentence. */
static bool begins_entry(const flow *f, const line *l) {
    const uint32_t *cp = f->text->cp + l->from;
    size_t n = l->to - l->from, i = 0;
    if (!is_text(cp[0]) && cp[0] != U'“' && cp[0] != U'《' && cp[0] != ',' && cp[0] != U'、') return true;
    for (size_t k = 2; k < n && k <= LONGEST_LABEL; k++)
        if (cp[k] == ':') return true;
    while (i < n && i < 3 && ter_cp_is_numeral(cp[i])) i++;
    return i > 0 && i < n && (cp[i] == U'、' || cp[i] == '.' || cp[i] == ')' || cp[i] == TER_TEXT_CELL);
}

static bool is_row(const flow *f, const line *l) {
    for (uint32_t i = l->from; i < l->to; i++)
        if (f->text->cp[i] == TER_TEXT_CELL || f->text->cp[i] == '|') return true;
    return false;
}

static bool stops_in_sentence(const flow *f, const line *l) {
    uint32_t last = f->text->cp[l->to - 1];
    return is_text(last) || last == U'、' || last == ',';
}

static bool has_mark(const flow *f, const line *l) {
    for (uint32_t i = l->from; i < l->to; i++)
        if (f->text->cp[i] == ',' || f->text->cp[i] == U'、' || ends_sentence(f->text->cp[i])) return true;
    return false;
}

/* The line after `i` that is not a page number; NONE at the end. */
static uint32_t next_line(const flow *f, uint32_t i) {
    for (i++; i < f->lines.len; i++)
        if (!f->lines.items[i].page) return i;
    return NONE;
}

/* Lines [from, to) lie without a blank line between them. The full ones among them were cut at the width. */
static void wrap_block(flow *f, uint32_t from, uint32_t to) {
    uint32_t widest = 0, full = 0;
    for (uint32_t i = from; i < to; i++)
        if (f->lines.items[i].width > widest) widest = f->lines.items[i].width;
    for (uint32_t i = from; i < to; i++) full += f->lines.items[i].width + SLACK >= widest;
    if (widest < LEAST_WIDTH) return;
    for (uint32_t i = from; i < to; i++) {
        line *l = &f->lines.items[i];
        uint32_t next = next_line(f, i);
        bool over = next != NONE && (next < to || f->lines.items[i + 1].page); /* a page number may end the block */
        if (!over || l->page || l->width + SLACK < widest || !stops_in_sentence(f, l)) continue;
        bool pair = widest >= LEAST_PAIR && has_mark(f, l);
        l->wraps = (full >= 3 || (full >= 2 && has_mark(f, l)) || pair) && !begins_entry(f, &f->lines.items[next]) &&
                   !is_row(f, l);
    }
}

static void wrap_lines(flow *f) {
    for (uint32_t from = 0, to; from < f->lines.len; from = to) {
        for (to = from; to < f->lines.len && !f->lines.items[to].paragraph; to++) {
        }
        if (to < f->lines.len) to++;
        if (to - from > 1 || (to < f->lines.len && f->lines.items[to].page)) wrap_block(f, from, to);
    }
}

/* ---- paragraphs ---- */

static const line *first_line(const flow *f, const unit *u) {
    return &f->lines.items[u->from];
}

static const line *last_line(const flow *f, const unit *u) {
    return &f->lines.items[u->to - 1];
}

/* 本报讯, 本报记者, 记者: an article begins. */
static bool begins_article(const flow *f, const line *l) {
    const uint32_t *cp = f->text->cp + l->from;
    return l->to - l->from > 3 && ((cp[0] == U'本' && cp[1] == U'报') || (cp[0] == U'记' && cp[1] == U'者'));
}

/* …、乙路和: a list that lacks its last member. */
static bool awaits_member(const flow *f, const unit *p) {
    uint32_t last = f->text->cp[last_line(f, p)->to - 1];
    return ter_cp_in(last, U"、和及与");
}

/* A paragraph that says something and breaks off. */
static bool breaks_off(const flow *f, const unit *u) {
    bool comma = false, stop = false;
    uint32_t length = 0;
    for (uint32_t i = u->from; i < u->to; i++) {
        const line *l = &f->lines.items[i];
        length += l->to - l->from;
        for (uint32_t k = l->from; k < l->to; k++) {
            comma = comma || f->text->cp[k] == ',';
            stop = stop || ends_sentence(f->text->cp[k]);
        }
    }
    const line *last = last_line(f, u);
    return stops_in_sentence(f, last) && !is_row(f, last) &&
           (stop || (comma && (length >= LEAST_OPEN || awaits_member(f, u))));
}

static void read_units(flow *f) {
    for (uint32_t from = 0, to; from < f->lines.len; from = to) {
        for (to = from; to < f->lines.len && f->lines.items[to].wraps; to = next_line(f, to)) {
        }
        to++;
        unit u = {.from = from, .to = to, .next = NONE};
        const line *l = &f->lines.items[from];
        bool stop = to - from > 1 || ends_sentence(f->text->cp[l->to - 1]);
        u.open = !l->page && breaks_off(f, &u);
        u.heading = l->page || (!stop && !u.open && l->to - l->from <= TER_MOST_HEADING);
        u.begins = begins_entry(f, l) || begins_article(f, l);
        ter_array_push(&f->units, u);
    }
}

/* How well paragraph `u` goes on with `p`, by what would stand around the joint. */
enum { FIT_NONE, FIT_PAIR, FIT_WORD, FIT_SPELLED, FIT_NAME };

/* A word or a known name that lies across the joint: 槐 | 荫巷. */
static int word_across(const flow *f, const unit *p, const unit *u) {
    uint32_t joined[MOST_TAIL + MOST_HEAD], n = 0;
    int best = FIT_NONE;
    const line *a = last_line(f, p), *b = first_line(f, u);
    uint32_t tail = a->to - a->from < MOST_TAIL ? a->to - a->from : MOST_TAIL;
    for (uint32_t i = a->to - tail; i < a->to; i++) joined[n++] = f->text->cp[i];
    for (uint32_t i = b->from; i < b->to && n < tail + MOST_HEAD; i++) joined[n++] = f->text->cp[i];
    const ter_trie *tries[] = {ter_lexicon_trie(f->lexicon), f->names ? ter_known_names_trie(f->names) : NULL};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = 0; tries[k] && i < tail; i++) {
            ter_trie_match m[MOST_HEAD];
            size_t found = ter_trie_matches(tries[k], joined + i, n - i, m, MOST_HEAD);
            uint32_t len = found ? m[found - 1].len : 0;
            int fit = k ? FIT_NAME : len > 2 ? FIT_SPELLED : FIT_WORD;
            if (len && i + len > tail && fit > best) best = fit;
        }
    return best;
}

/* The first place from `from` on at which `a` and `b` follow each other; the text's end when there is none. Whole
 * blocks are asked first, which takes the compiler a few instructions for four characters. */
static size_t next_pair(const ter_text *t, size_t from, uint32_t a, uint32_t b) {
    enum { BLOCK = 256 };
    for (size_t i = from; i + 1 < t->count; i++) {
        while (i + BLOCK < t->count) {
            uint32_t any = 0;
            for (size_t k = i; k < i + BLOCK; k++) any |= (uint32_t)(t->cp[k] == a) & (uint32_t)(t->cp[k + 1] == b);
            if (any) break;
            i += BLOCK;
        }
        if (i + 1 < t->count && t->cp[i] == a && t->cp[i + 1] == b) return i;
    }
    return t->count;
}

static size_t pair_bit(uint32_t a, uint32_t b) { /* Fibonacci hashing, Knuth 6.4 */
    return (size_t)(((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u >> (64 - PAIR_BITS));
}

/* May the two characters follow each other in the text? False is sure. Pays where a text is looked through often: a
 * short one is quickly looked through, and of a long one only few times. */
static bool may_hold_pair(flow *f, uint32_t a, uint32_t b) {
    const ter_text *t = f->text;
    if (t->count < LEAST_FILTERED || t->count > MOST_FILTERED) return true;
    if (!f->pairs) {
        f->pairs = ter_alloc(((size_t)1 << PAIR_BITS) / 8);
        for (size_t i = 0; i + 1 < t->count; i++) {
            size_t bit = pair_bit(t->cp[i], t->cp[i + 1]);
            f->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
    size_t bit = pair_bit(a, b);
    return f->pairs[bit / 64] >> bit % 64 & 1;
}

/* The same characters elsewhere in the text: two of one side and one of the other, or one of each. */
static int spelled_elsewhere(flow *f, const unit *p, const unit *u) {
    const line *a = last_line(f, p), *b = first_line(f, u);
    if (a->to - a->from < 2 || b->to - b->from < 2 || f->scanned > MOST_SCANNED) return FIT_NONE;
    const uint32_t *cp = f->text->cp, *x = cp + a->to - 2, *y = cp + b->from;
    int best = FIT_NONE;
    if (!is_text(x[1]) || !is_text(y[0])) return FIT_NONE;
    f->scanned += f->text->count;
    if (!may_hold_pair(f, x[1], y[0])) return FIT_NONE;
    for (size_t i = 0; best < FIT_SPELLED; i++) {
        i = next_pair(f->text, i, x[1], y[0]);
        if (i >= f->text->count) break;
        bool longer = (i > 0 && cp[i - 1] == x[0] && is_text(x[0])) ||
                      (i + 2 < f->text->count && cp[i + 2] == y[1] && is_text(y[1]));
        best = longer ? FIT_SPELLED : FIT_PAIR;
    }
    return best;
}

/* 第三, 同时, 此外, 据, 近日: a sentence begins. */
static bool begins_sentence(const uint32_t *cp, size_t n) {
    static const char32_t *const words[] = {U"同时", U"此外", U"近日", U"日前", U"今年", U"去年", U"目前", U"另外",
                                            U"下一", U"随后", U"记者", U"未来", U"接下", U"与此", U"届时"};
    if (n < 2 || ter_cp_in(cp[0], U"第据“")) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ter_cp_begins(cp, n, words[i])) return true;
    return false;
}

/* Does the line begin with what ends like a name? */
static bool names_first(const flow *f, const line *l) {
    uint32_t end = l->to - l->from < MOST_HEAD ? l->to : l->from + MOST_HEAD;
    for (uint32_t i = l->from; i < end && is_text(f->text->cp[i]); i++) {
        ter_trie_match m[MOST_HEAD];
        size_t found = ter_trie_matches(ter_lexicon_trie(f->lexicon), f->text->cp + i, l->to - i, m, MOST_HEAD);
        for (size_t k = 0; i > l->from && k < found; k++)
            if (ter_lexicon_word(f->lexicon, m[k].value)->classes & TER_WORD_HEAD) return true;
    }
    return false;
}

/* Which of the waiting paragraphs (oldest first) goes on in unit `at`; NONE for none. */
static uint32_t goes_on(flow *f, const uint32_t *pending, size_t n, uint32_t at) {
    const unit *u = &f->units.items[at];
    const line *l = first_line(f, u);
    uint32_t first = f->text->cp[l->from], best = NONE;
    int fit = FIT_NONE;
    if (u->heading || n == 0) return NONE;
    bool rest = first == ',' || first == U'、';
    if (u->begins && !rest) return NONE;
    for (size_t i = n; i > 0; i--) {
        const unit *p = &f->units.items[pending[i - 1]];
        int word = word_across(f, p, u), spelled = word < FIT_SPELLED ? spelled_elsewhere(f, p, u) : FIT_NONE;
        int this = word > spelled ? word : spelled;
        if (this > fit) fit = this, best = pending[i - 1];
    }
    if (fit >= FIT_WORD) return best;
    for (size_t i = 0; i < n && names_first(f, l); i++)
        if (awaits_member(f, &f->units.items[pending[i]]) && !begins_sentence(f->text->cp + l->from, l->to - l->from))
            return pending[i];
    bool adjacent = pending[n - 1] + 1 == at;
    bool begins = begins_sentence(f->text->cp + l->from, l->to - l->from);
    return rest || (adjacent && !begins) ? pending[n - 1] : NONE;
}

static void join_units(flow *f) {
    uint32_t pending[MOST_PENDING];
    size_t n = 0;
    for (uint32_t at = 0; at < f->units.len; at++) {
        unit *u = &f->units.items[at];
        if (f->lines.items[u->from].page) continue;
        while (n > 0 && at - pending[0] > MOST_WAIT) memmove(pending, pending + 1, --n * sizeof *pending);
        uint32_t before = goes_on(f, pending, n, at);
        for (size_t i = 0; before != NONE && i < n; i++)
            if (pending[i] == before) {
                memmove(pending + i, pending + i + 1, (--n - i) * sizeof *pending);
                f->units.items[before].next = at;
                u->taken = true;
            }
        if (!u->open) continue;
        if (n == MOST_PENDING) memmove(pending, pending + 1, --n * sizeof *pending);
        pending[n++] = at;
    }
}

/* ---- the text in its new order ---- */

static void put(ter_text *out, const ter_text *text, uint32_t from, uint32_t to) {
    memcpy(out->cp + out->count, text->cp + from, (to - from) * sizeof *out->cp);
    memcpy(out->begin + out->count, text->begin + from, (to - from) * sizeof *out->begin);
    out->count += to - from;
}

static void put_unit(const flow *f, const unit *u, ter_text *out) {
    for (uint32_t i = u->from; i < u->to; i++)
        if (!f->lines.items[i].page || u->to == u->from + 1)
            put(out, f->text, f->lines.items[i].from, f->lines.items[i].to);
}

/* The line end at `at`; the text's last line may have none. */
static void put_break(const ter_text *text, uint32_t at, ter_text *out) {
    out->cp[out->count] = at < text->count ? text->cp[at] : TER_TEXT_PARAGRAPH;
    out->begin[out->count++] = at < text->count ? text->begin[at] : text->begin[at - 1];
}

/* Writes unit `at`; a seam before it unless it directly follows the one that was written last. */
static void put_next(const flow *f, uint32_t at, uint32_t *written, ter_line_flow *out) {
    if (at != *written && out->text.count) ter_array_push(&out->seams, (uint32_t)out->text.count);
    put_unit(f, &f->units.items[at], &out->text);
    *written = at + 1;
}

static void put_units(const flow *f, ter_line_flow *out) {
    uint32_t written = 0;
    for (uint32_t first = 0; first < f->units.len; first++) {
        uint32_t at = first;
        if (f->units.items[first].taken) continue;
        put_next(f, at, &written, out);
        while (f->units.items[at].next != NONE) {
            at = f->units.items[at].next;
            ter_array_push(&out->joints, (uint32_t)out->text.count);
            put_next(f, at, &written, out);
        }
        put_break(f->text, last_line(f, &f->units.items[at])->to, &out->text);
    }
}

static bool changes_order(const flow *f) {
    for (size_t i = 0; i < f->lines.len; i++)
        if (f->lines.items[i].wraps) return true;
    for (size_t i = 0; i < f->units.len; i++)
        if (f->units.items[i].taken) return true;
    return false;
}

void ter_line_flow_read(const ter_text *text, const ter_lexicon *lexicon, const ter_known_names *names,
                        ter_line_flow *out) {
    flow f = {.text = text, .lexicon = lexicon, .names = names};
    memset(out, 0, sizeof *out);
    out->text = *text;
    read_lines(&f);
    wrap_lines(&f);
    read_units(&f);
    join_units(&f);
    if (changes_order(&f)) {
        out->owns = true;
        out->text.cp = ter_realloc(NULL, text->count + 1, sizeof *text->cp);
        out->text.begin = ter_realloc(NULL, text->count + 1, sizeof *text->begin);
        out->text.count = 0;
        put_units(&f, out);
    }
    ter_array_release(&f.lines);
    ter_array_release(&f.units);
    free(f.pairs);
}

void ter_line_flow_release(ter_line_flow *f) {
    if (f->owns) {
        free(f->text.cp);
        free(f->text.begin);
    }
    ter_array_release(&f->seams);
    ter_array_release(&f->joints);
}

/* How many of the ascending places lie at or before `at`. */
static size_t places_until(const uint32_t *places, size_t n, uint32_t at) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle] <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool ter_line_flow_joins(const ter_line_flow *f, uint32_t from, uint32_t to) {
    size_t next = places_until(f->joints.items, f->joints.len, from);
    return next < f->joints.len && f->joints.items[next] <= to;
}

void ter_line_flow_piece_at(const ter_line_flow *f, uint32_t at, uint32_t *from, uint32_t *to) {
    size_t next = places_until(f->seams.items, f->seams.len, at);
    if (next > 0 && f->seams.items[next - 1] > *from) *from = f->seams.items[next - 1];
    if (next < f->seams.len && f->seams.items[next] < *to) *to = f->seams.items[next];
}

void ter_line_flow_piece(const ter_line_flow *f, uint32_t *from, uint32_t *to) {
    uint32_t best_from = *from, best_to = *from;
    for (uint32_t at = *from; at < *to;) {
        uint32_t a = *from, b = *to;
        ter_line_flow_piece_at(f, at, &a, &b);
        if (b - a > best_to - best_from) best_from = a, best_to = b;
        at = b;
    }
    *from = best_from;
    *to = best_to;
}
