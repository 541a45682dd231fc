/* The probability that a statement is right: that its name is one, and that what the rules read of it is so. */
#include "extract/statement_confidence.h"

#include "base/embedded.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SEEN = 20, HAN = 3 /* bytes of a character */ };

/* ---- weights ---- */

static bool read_row(ter_str line, ter_statement_weight *out) {
    const char *tab = line.len && line.ptr[0] != '#' ? memchr(line.ptr, '\t', line.len) : NULL;
    if (!tab) return false;
    out->weight = strtod(line.ptr, NULL);
    out->feature = (ter_str){tab + 1, line.len - (size_t)(tab + 1 - line.ptr)};
    return true;
}

void ter_statement_weights_read_embedded(ter_statement_weights *out) {
    const char *path;
    ter_str text;
    *out = (ter_statement_weights){0};
    if (!ter_embedded_at("geodata/statements.weights", 0, &path, &text)) return;
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        ter_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
        size_t used = line.len + (end ? 1 : 0);
        ter_statement_weight row;
        if (read_row(line, &row)) ter_array_push(out, row);
        text = (ter_str){text.ptr + used, text.len - used};
    }
}

/* ---- what is seen of a statement ---- */

typedef struct seen {
    const char *about, *value; /* static: "rule", "the governing cue" */
    double weight;
} seen;

typedef struct sight {
    const ter_statement_weights *weights;
    seen items[MOST_SEEN];
    size_t n;
} sight;

static void see(sight *s, const char *about, const char *value) {
    if (!value || s->n == MOST_SEEN) return;
    double weight = 0;
    size_t n = strlen(about), k = strlen(value);
    for (size_t i = 0; i < s->weights->len; i++) {
        ter_str feature = s->weights->items[i].feature; /* about: value */
        if (feature.len == n + 2 + k && memcmp(feature.ptr, about, n) == 0 &&
            memcmp(feature.ptr + n + 2, value, k) == 0)
            weight = s->weights->items[i].weight;
    }
    s->items[s->n++] = (seen){about, value, weight};
}

static const char *state_and_basis(const ter_statement *s) {
    bool target = s->basis == TER_BASIS_TARGET;
    switch (s->state) {
    case TER_STATE_PLANNED:
        return "planned";
    case TER_STATE_STARTED:
        return target ? "started, an aim" : "started";
    case TER_STATE_UNDER_CONSTRUCTION:
        return target ? "under construction, an aim" : "under construction";
    case TER_STATE_COMPLETED:
        return target ? "completed, an aim" : "completed";
    default:
        return "stopped";
    }
}

/* How often the word stands in the bytes [from, to). */
static size_t count_of(const ter_text *t, size_t from, size_t to, const char *word) {
    size_t n = 0, len = strlen(word);
    for (size_t i = from; i + len <= to; i++)
        if (t->bytes[i] == word[0] && memcmp(t->bytes + i, word, len) == 0) n++;
    return n;
}

static const char *clause_of(const ter_text *t, size_t from, size_t to) {
    if (count_of(t, from, to, "。") || count_of(t, from, to, "\n")) return "in another sentence";
    size_t commas = count_of(t, from, to, "，") + count_of(t, from, to, ",") + count_of(t, from, to, "；") +
                    count_of(t, from, to, "：") + count_of(t, from, to, ";");
    return commas == 0 ? "in the same clause" : commas == 1 ? "in the next clause" : "some clauses away";
}

static const char *distance_of(size_t bytes) {
    size_t chars = bytes / HAN;
    return chars == 0   ? "next to it"
           : chars <= 4 ? "1 to 4 characters"
           : chars < 13 ? "5 to 12 characters"
           : chars < 31 ? "13 to 30 characters"
                        : "over 30 characters";
}

/* Where the cue stands, as seen from the name. */
static void see_cue(sight *x, const ter_text *t, const ter_mention *m, const ter_statement *s) {
    bool before = s->cue_end <= m->start;
    size_t from = before ? s->cue_end : m->end, to = before ? m->start : s->cue_start;
    if (s->cue_end == s->cue_start || (!before && s->cue_start < m->end)) {
        see(x, "cue", "none of its own");
        return;
    }
    see(x, "cue", before ? "before the name" : "behind the name");
    see(x, before ? "distance before" : "distance behind", distance_of(to - from));
    see(x, "clause", clause_of(t, from, to));
    size_t members = count_of(t, from, to, "、");
    see(x, "list",
        members == 0  ? "none between"
        : members < 3 ? "1 or 2 members between"
                      : "3 or more members between");
}

static void look(sight *x, ter_statement_place at, const ter_mention *m, const ter_statement *s) {
    see(x, "any", "statement");
    see(x, "rule", s->rule);
    see(x, "basis", s->why);
    see(x, "year", s->when.year ? s->why_year : "none");
    see(x, "says", state_and_basis(s));
    see(x, "verb", s->cue_kind);
    see_cue(x, at.text, m, s);
    see(x, "statements of the mention", m->statement_count == 1 ? "one" : "several");
    see(x, "kind", m->kind);
    see(x, "part", m->part ? "of the facility" : "the whole");
    see(x, "document", at.report ? "a work report" : "no work report");
    see(x, "document's date", at.document->date_basis ? at.document->date_basis : "none");
}

/* ---- the probability ---- */

static int by_weight(const void *a, const void *b) {
    double x = fabs(((const seen *)a)->weight), y = fabs(((const seen *)b)->weight);
    return (x < y) - (x > y);
}

static char *evidence_of(sight *x) {
    ter_buf text = {0};
    qsort(x->items, x->n, sizeof *x->items, by_weight);
    for (size_t i = 0; i < x->n; i++) {
        char weight[16];
        snprintf(weight, sizeof weight, "%+.2f", x->items[i].weight);
        if (i) ter_buf_puts(&text, "; ");
        ter_buf_puts(&text, x->items[i].about);
        ter_buf_puts(&text, ": ");
        ter_buf_puts(&text, x->items[i].value);
        ter_buf_puts(&text, " ");
        ter_buf_puts(&text, weight);
    }
    return text.ptr;
}

void ter_statement_confidence_put(const ter_statement_weights *w, ter_statement_place at, ter_mention *m,
                                  bool explain) {
    for (size_t i = 0; i < m->statement_count; i++) {
        ter_statement *s = &m->statements[i];
        sight x = {.weights = w};
        double sum = 0;
        look(&x, at, m, s);
        for (size_t k = 0; k < x.n; k++) sum += x.items[k].weight;
        s->confidence = floor(1000 * m->confidence / (1 + exp(-sum)) + 0.5) / 1000; /* the same on every machine */
        if (explain) s->evidence = evidence_of(&x);
    }
}
