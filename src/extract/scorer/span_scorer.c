/* Weights, probabilities of candidates, and the choice of those that are names. */
#include "extract/scorer/span_scorer.h"

#include "extract/names/name_finder.h"
#include "extract/names/part.h"
#include "extract/scorer/name_weights.h"
#include "extract/scorer/span_evidence.h"
#include "extract/scorer/span_feature.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float KNOWN_LEAST = 0.99f; /* of what a gazetteer knows */
static const float LONGER_LEAST = 0.5f; /* of a longer name that what a gazetteer knows is but the end of */

/* ---- probabilities ---- */

typedef struct summing {
    const ter_name_model *model;
    float score;
} summing;

static void add_features(const uint32_t *keys, size_t n, void *context) {
    summing *s = context;
    for (size_t i = 0; i < n; i++) s->score += ter_name_weight_of(s->model, keys[i]);
}

/* The `n` spans that end at one place: one of them is the name, or none is, which scores 0. */
static void share_probability(ter_span_candidate *c, size_t n) {
    float most = 0, sum = 0;
    for (size_t i = 0; i < n; i++) most = c[i].score > most ? c[i].score : most;
    for (size_t i = 0; i < n; i++) sum += expf(c[i].score - most);
    sum += expf(-most);
    for (size_t i = 0; i < n; i++) c[i].probability = expf(c[i].score - most) / sum;
}

static bool same_end(const ter_span_candidate *a, const ter_span_candidate *b) {
    return a->to == b->to && a->head == b->head && a->kind == b->kind && a->tail == b->tail && a->shared == b->shared &&
           a->shared_to == b->shared_to;
}

static bool is_known(const ter_found_names *found, uint32_t i) {
    return i != TER_SPAN_NOT_FOUND && found->items[i].known != TER_TRIE_NONE;
}

/* Is this but the end of a likelier name? 甲地新|机场高速公路, but not 甲河|乙路, where both are known. */
static bool is_mere_end(const ter_span_features *f, size_t i) {
    const ter_span_candidate *list = f->spans->items, *c = &list[i];
    uint32_t before = c->from ? ter_span_found_at(f, c->from - 1) : 0;
    if (before && is_known(f->found, before - 1)) return false;
    for (size_t k = i; k > 0 && list[k - 1].to == c->to; k--)
        if (list[k - 1].from < c->from && list[k - 1].probability > LONGER_LEAST) return true;
    return false;
}

/* What the gazetteer knows is taken. */
static void trust_known(const ter_span_features *f, ter_spans *list) {
    for (size_t i = list->len; i > 0; i--) {
        ter_span_candidate *c = &list->items[i - 1];
        if (is_known(f->found, c->found) && c->probability < KNOWN_LEAST && !is_mere_end(f, i - 1))
            c->probability = KNOWN_LEAST;
    }
}

static void score_all(const ter_name_model *m, const ter_span_features *f, ter_spans *list) {
    summing s = {.model = m};
    ter_feature_sink sink = {.keys = add_features, .context = &s};
    float end = 0;
    for (size_t i = 0; i < list->len; i++) {
        if (i == 0 || !same_end(&list->items[i], &list->items[i - 1])) {
            s.score = 0;
            ter_span_features_of_end(f, i, &sink);
            end = s.score;
        }
        s.score = end;
        ter_span_features_of_begin(f, i, &sink);
        list->items[i].score = s.score;
    }
    for (size_t i = 0, n; i < list->len; i += n) {
        for (n = 1; i + n < list->len && list->items[i + n].to == list->items[i].to;) n++;
        share_probability(list->items + i, n);
    }
}

/* ---- choice ---- */

/* Above even odds, in natural logarithms. */
static float worth(const ter_span_candidate *c, float least) {
    float p = c->probability;
    if (p > 0.9999f) p = 0.9999f;
    if (p < 1e-6f) p = 1e-6f;
    return logf(p / (1 - p)) - logf(least / (1 - least));
}

typedef struct best { /* of all choices within the candidates so far */
    float worth;
    size_t last;   /* index + 1 of the candidate taken last, 0: none */
    size_t before; /* the best that goes before it */
} best;

/* Candidates that do not overlap, of the greatest worth together: dynamic programming by end. */
static void choose(const ter_spans *list, float least, ter_spans *taken) {
    best *b = ter_alloc((list->len + 1) * sizeof *b);
    for (size_t i = 0; i < list->len; i++) {
        const ter_span_candidate *c = &list->items[i];
        b[i + 1] = b[i];
        float w = worth(c, least);
        if (w <= 0) continue;
        size_t low = 0, high = i; /* candidates that end at or before its begin */
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (list->items[middle].to <= c->from) low = middle + 1;
            else high = middle;
        }
        if (b[low].worth + w > b[i + 1].worth) b[i + 1] = (best){b[low].worth + w, i + 1, low};
    }
    for (size_t i = list->len; b[i].last; i = b[i].before) ter_array_push(taken, list->items[b[i].last - 1]);
    for (size_t i = 0, n = taken->len; i < n / 2; i++) { /* from the last to the first: turn them round */
        ter_span_candidate first = taken->items[i];
        taken->items[i] = taken->items[n - 1 - i];
        taken->items[n - 1 - i] = first;
    }
    free(b);
}

/* ---- back to found ---- */

/* The token that begins at, or covers, a code point. */
static uint32_t token_from(const ter_tokens *t, uint32_t at) {
    size_t low = 0, high = t->list.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->list.items[middle].to <= at) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

/* Cuts in two the tokens in which one of the code points `cuts` (ascending) lies: a word that a name's bound cuts is no
 * word here. The first *n of `cuts` become the tokens that were cut, one for each cut. */
static void split_tokens(ter_tokens *t, uint32_t *cuts, size_t *n) {
    size_t inside = 0, len = t->list.len;
    uint32_t *at = ter_alloc((*n + 1) * sizeof *at);
    for (size_t i = 0; i < *n; i++) {
        uint32_t k = token_from(t, cuts[i]);
        if (k < len && t->list.items[k].from < cuts[i]) at[inside] = cuts[i], cuts[inside++] = k;
    }
    ter_array_reserve(&t->list, len + inside);
    ter_token *k = t->list.items;
    size_t end = len;
    for (size_t i = inside; i > 0; i--) { /* from the last to the first: everything moves once */
        uint32_t cut = cuts[i - 1], by = (uint32_t)i;
        bool first = i == 1 || cuts[i - 2] != cut, last = i == inside || cuts[i] != cut;
        if (last) memmove(k + cut + 1 + by, k + cut + 1, (end - cut - 1) * sizeof *k), end = cut;
        ter_token whole = k[cut];
        uint32_t to = last ? whole.to : at[i];
        k[cut + by] = (ter_token){at[i - 1], to, t->text->cp[at[i - 1]], 0, TER_TOKEN_UNKNOWN, false, NULL};
        if (first) k[cut + by - 1] = (ter_token){whole.from, at[i - 1], whole.cp, 0, TER_TOKEN_UNKNOWN, false, NULL};
    }
    t->list.len = len + inside;
    *n = inside;
    free(at);
}

/* What a gazetteer knows by these words, when it is of this kind: 石桥 the bridge is not 石桥街道. */
static uint32_t known_of(const ter_tokens *t, const ter_span_candidate *c) {
    if (!t->names) return TER_TRIE_NONE;
    uint32_t known = ter_trie_value(ter_known_names_trie(t->names), t->text->cp + c->from, c->to - c->from);
    if (known == TER_TRIE_NONE) return known;
    const char *kind = ter_known_names_string(t->names, ter_known_names_at(t->names, known)->kind);
    return strcmp(kind, ter_lexicon_kind_at(t->lexicon, c->kind)) == 0 ? known : TER_TRIE_NONE;
}

static ter_found_name name_of(const ter_tokens *t, const ter_span_candidate *c) {
    ter_found_name f = {.from = token_from(t, c->from),
                        .to = token_from(t, c->to - 1) + 1,
                        .kind = c->kind,
                        .known = TER_TRIE_NONE,
                        .head_from = c->shared,
                        .head_to = c->shared_to,
                        .weak = c->tail,
                        .rule = c->shared_to > c->shared ? "member of a list" : "learnt",
                        .why = "the weights of its features"};
    f.known = known_of(t, c);
    f.part_to = ter_part_after(t, f.to, f.kind, &f.part_from);
    return f;
}

/* Where token `i` lies now that the tokens `split` (ascending, one for each cut) were cut. */
static uint32_t moved(uint32_t i, const uint32_t *split, size_t n) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (split[middle] < i) low = middle + 1;
        else high = middle;
    }
    return i + (uint32_t)low;
}

static void shift(ter_found_name *f, const uint32_t *split, size_t n) {
    f->from = moved(f->from, split, n), f->to = moved(f->to, split, n);
    f->part_from = moved(f->part_from, split, n), f->part_to = moved(f->part_to, split, n);
    f->name_from = moved(f->name_from, split, n), f->name_to = moved(f->name_to, split, n);
}

/* Does a span that was taken overlap code points [from, to)? They are in order and do not overlap. */
static bool overlaps_taken(const ter_spans *taken, uint32_t from, uint32_t to) {
    size_t low = 0, high = taken->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (taken->items[middle].to <= from) low = middle + 1;
        else high = middle;
    }
    return low < taken->len && taken->items[low].from < to;
}

static int by_start(const void *a, const void *b) {
    const ter_found_name *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Code points at which names begin and end: tokens have to do so, too. Caller frees. */
static uint32_t *cuts_of(const ter_spans *taken, size_t *n) {
    uint32_t *cuts = ter_alloc((2 * taken->len + 1) * sizeof *cuts);
    for (size_t i = 0; i < taken->len; i++) cuts[(*n)++] = taken->items[i].from, cuts[(*n)++] = taken->items[i].to;
    return cuts; /* in order, as the spans are */
}

/* What the scorer does not judge stays, unless a name covers it. */
static void keep_unjudged(const ter_tokens *t, const ter_found_names *found, const ter_spans *taken,
                          ter_found_names *out) {
    for (size_t i = 0; i < found->len; i++) {
        const ter_found_name *f = &found->items[i];
        bool further = f->name_to > f->name_from; /* a further part of a name */
        uint32_t from = t->list.items[f->from].from, to = t->list.items[f->to - 1].to;
        if (further || (!ter_lexicon_kind_is_core(t->lexicon, f->kind) && !overlaps_taken(taken, from, to)))
            ter_array_push(out, *f);
    }
}

/* The names that were taken, in place of those that the rules found. */
static void rebuild(ter_tokens *tokens, ter_found_names *found, const ter_spans *taken) {
    ter_found_names out = {0};
    size_t n = 0;
    uint32_t *cuts = cuts_of(taken, &n);
    keep_unjudged(tokens, found, taken, &out);
    for (size_t i = 0; i < taken->len; i++)
        if (taken->items[i].found != TER_SPAN_NOT_FOUND) ter_array_push(&out, found->items[taken->items[i].found]);
    split_tokens(tokens, cuts, &n);
    for (size_t i = 0; i < out.len; i++) shift(&out.items[i], cuts, n);
    size_t at = out.len;
    for (size_t i = taken->len; i > 0; i--) /* the rules' own lie at the end of `out`, in the same order */
        if (taken->items[i - 1].found != TER_SPAN_NOT_FOUND) {
            at--;
            out.items[at].confidence = (double)taken->items[i - 1].probability;
        }
    for (size_t i = 0; i < taken->len; i++) {
        if (taken->items[i].found != TER_SPAN_NOT_FOUND) continue;
        ter_found_name f = name_of(tokens, &taken->items[i]);
        f.confidence = (double)taken->items[i].probability;
        ter_array_push(&out, f);
    }
    if (out.len) qsort(out.items, out.len, sizeof *out.items, by_start);
    ter_array_release(found);
    *found = out;
    free(cuts);
}

/* Of each name that was taken, by its place in the list of all spans, what decided. Caller frees the list. */
static char **evidence_of(const ter_name_model *m, const ter_span_features *f, const ter_spans *list,
                          const ter_spans *taken) {
    char **evidence = ter_alloc((taken->len + 1) * sizeof *evidence);
    for (size_t i = 0, k = 0; i < list->len && k < taken->len; i++) {
        const ter_span_candidate *a = &list->items[i], *b = &taken->items[k];
        if (a->to == b->to && a->from == b->from && a->kind == b->kind) evidence[k++] = ter_span_evidence(m, f, i);
    }
    return evidence;
}

/* Hands each name the evidence of the span that it was made of. */
static void give_evidence(const ter_tokens *t, const ter_spans *taken, char **evidence, ter_found_names *found) {
    for (size_t i = 0; i < found->len; i++) {
        ter_found_name *f = &found->items[i];
        uint32_t from = t->list.items[f->from].from, to = t->list.items[f->to - 1].to;
        for (size_t k = 0; k < taken->len; k++)
            if (evidence[k] && taken->items[k].from == from && taken->items[k].to == to)
                f->evidence = evidence[k], evidence[k] = NULL;
    }
    for (size_t k = 0; k < taken->len; k++) free(evidence[k]);
    free(evidence);
}

/* ---- doubtful ones ---- */

/* Of the spans that overlap none taken, the likeliest together. The rules' names are not asked: each is made anew when
 * it is added. */
static void choose_doubtful(const ter_spans *list, const ter_spans *taken, double least, ter_spans *out) {
    ter_spans left = {0};
    for (size_t i = 0; i < list->len; i++) {
        ter_span_candidate c = list->items[i];
        c.found = TER_SPAN_NOT_FOUND;
        if ((double)c.probability >= least && !overlaps_taken(taken, c.from, c.to)) ter_array_push(&left, c);
    }
    choose(&left, (float)least, out);
    ter_array_release(&left);
}

/* Does a name with its part, or what the scorer does not judge, stand in these code points? */
static bool overlaps_name(const ter_tokens *t, const ter_found_names *found, const ter_span_candidate *c) {
    size_t low = 0, high = found->len; /* the first that begins at or after its end */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->list.items[found->items[middle].from].from < c->to) low = middle + 1;
        else high = middle;
    }
    for (size_t i = low; i-- > 0 && low - i <= 2;)
        if (t->list.items[ter_found_name_end(&found->items[i]) - 1].to > c->from) return true;
    return false;
}

static void drop_overlapping(const ter_tokens *t, const ter_found_names *found, ter_doubtful_spans *d) {
    size_t kept = 0;
    for (size_t i = 0; i < d->spans.len; i++) {
        bool drop = overlaps_name(t, found, &d->spans.items[i]);
        if (drop && d->evidence) free(d->evidence[i]);
        if (drop) continue;
        if (d->evidence) d->evidence[kept] = d->evidence[i];
        d->spans.items[kept++] = d->spans.items[i];
    }
    d->spans.len = kept;
}

void ter_names_add_doubtful(ter_tokens *tokens, ter_found_names *found, ter_doubtful_spans *doubtful) {
    const ter_spans *spans = &doubtful->spans;
    drop_overlapping(tokens, found, doubtful);
    size_t n = 0;
    uint32_t *cuts = cuts_of(spans, &n);
    split_tokens(tokens, cuts, &n);
    for (size_t i = 0; i < found->len; i++) shift(&found->items[i], cuts, n);
    for (size_t i = 0; i < spans->len; i++) {
        ter_found_name f = name_of(tokens, &spans->items[i]);
        f.confidence = (double)spans->items[i].probability;
        f.doubtful = true;
        if (doubtful->evidence) f.evidence = doubtful->evidence[i], doubtful->evidence[i] = NULL;
        ter_array_push(found, f);
    }
    if (found->len) qsort(found->items, found->len, sizeof *found->items, by_start);
    ter_found_names_mark_endpoints(found);
    free(cuts);
}

void ter_doubtful_spans_release(ter_doubtful_spans *d) {
    for (size_t i = 0; d->evidence && i < d->spans.len; i++) free(d->evidence[i]);
    free(d->evidence);
    ter_array_release(&d->spans);
    *d = (ter_doubtful_spans){0};
}

/* ---- all of it ---- */

void ter_names_score(const ter_name_model *m, ter_scoring how, ter_tokens *tokens, ter_found_names *found,
                     ter_doubtful_spans *doubtful) {
    ter_cut_text cut;
    ter_spans list = {0}, taken = {0};
    ter_cut_text_init(tokens, &m->dictionary, &cut);
    ter_spans_read(&cut, found, &list);
    ter_span_features *features = ter_span_features_new(&cut, found, &list);
    score_all(m, features, &list);
    trust_known(features, &list);
    choose(&list, (float)how.least, &taken);
    char **evidence = how.explain ? evidence_of(m, features, &list, &taken) : NULL;
    if (how.doubtful > 0 && how.doubtful < how.least) choose_doubtful(&list, &taken, how.doubtful, &doubtful->spans);
    if (how.explain) doubtful->evidence = evidence_of(m, features, &list, &doubtful->spans);
    ter_span_features_free(features);
    ter_cut_text_release(&cut);
    rebuild(tokens, found, &taken);
    if (evidence) give_evidence(tokens, &taken, evidence, found);
    ter_found_names_mark_endpoints(found);
    ter_array_release(&taken);
    ter_array_release(&list);
}
