/* Weights, probabilities of candidates, and the choice of those that are names. */
#include "extract/scorer/span_scorer.h"

#include "base/embedded.h"
#include "base/file.h"
#include "extract/names/name_finder.h"
#include "extract/names/part.h"
#include "extract/scorer/span_feature.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float KNOWN_LEAST = 0.99f; /* of what a gazetteer knows */

typedef struct weight {
    uint32_t key; /* 0: free */
    float value;
} weight;

struct ter_name_model {
    ter_dictionary dictionary;
    weight *weights; /* open addressing by key */
    size_t mask;
};

static void add_weight(ter_name_model *m, uint32_t key, float value) {
    size_t i = key & m->mask;
    while (m->weights[i].key && m->weights[i].key != key) i = (i + 1) & m->mask;
    m->weights[i] = (weight){key, value};
}

/* "0a1b2c3d -0.125 head road 路": the key in hexadecimal digits, the weight, and what the feature says, for people. */
static ter_status parse_line(ter_name_model *m, const char *path, unsigned number, ter_str line, ter_error *err) {
    char text[48], *end;
    size_t n = line.len < sizeof text ? line.len : sizeof text - 1;
    memcpy(text, line.ptr, n);
    text[n] = 0;
    unsigned long key = strtoul(text, &end, 16);
    if (end != text + 8 || *end != '\t' || key == 0)
        return ter_error_set(err, TER_INPUT, "%s:%u: a line is a key of 8 hexadecimal digits, a weight and a feature",
                             path, number);
    char *digits = end + 1;
    float value = strtof(digits, &end);
    if (end == digits || (*end && *end != '\t') || !isfinite(value))
        return ter_error_set(err, TER_INPUT, "%s:%u: the second column is not a weight", path, number);
    add_weight(m, (uint32_t)key, value);
    return TER_OK;
}

static ter_status parse(ter_str data, const char *path, ter_name_model **out, ter_error *err) {
    ter_name_model *m = ter_alloc(sizeof *m);
    size_t lines = 1, cap = 64;
    for (size_t i = 0; i < data.len; i++) lines += data.ptr[i] == '\n';
    while (cap < 2 * lines) cap *= 2;
    m->weights = ter_alloc(cap * sizeof *m->weights);
    m->mask = cap - 1;
    ter_status status = TER_OK;
    const char *at = data.ptr, *end = data.ptr + data.len;
    for (unsigned number = 1; at < end && status == TER_OK; number++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        if (!eol) eol = end;
        if (eol > at && *at != '#') status = parse_line(m, path, number, (ter_str){at, (size_t)(eol - at)}, err);
        at = eol + 1;
    }
    if (status == TER_OK && !ter_dictionary_embedded(&m->dictionary))
        status = ter_error_set(err, TER_UNSUPPORTED, "no general dictionary is compiled in");
    if (status != TER_OK) ter_name_model_free(m);
    else *out = m;
    return status;
}

ter_status ter_name_model_new_embedded(ter_name_model **out, ter_error *err) {
    const char *path;
    ter_str data;
    *out = NULL;
    return ter_embedded_at("geodata/names/names.weights", 0, &path, &data) ? parse(data, path, out, err) : TER_OK;
}

ter_status ter_name_model_open(const char *path, ter_name_model **out, ter_error *err) {
    ter_buf data = {0};
    *out = NULL;
    ter_status status = ter_file_read(path, &data, err);
    if (status == TER_OK) status = parse((ter_str){data.ptr ? data.ptr : "", data.len}, path, out, err);
    ter_buf_release(&data);
    return status;
}

void ter_name_model_free(ter_name_model *m) {
    if (!m) return;
    free(m->weights);
    free(m);
}

/* ---- probabilities ---- */

typedef struct summing {
    const ter_name_model *model;
    float score;
} summing;

static void add_feature(uint32_t key, const char *text, void *context) {
    (void)text;
    summing *s = context;
    const ter_name_model *m = s->model;
    for (size_t i = key & m->mask; m->weights[i].key; i = (i + 1) & m->mask)
        if (m->weights[i].key == key) {
            s->score += m->weights[i].value;
            return;
        }
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

static void score_all(const ter_name_model *m, const ter_cut_text *cut, const ter_found_names *found, ter_spans *list) {
    ter_span_features *f = ter_span_features_new(cut, found, list);
    float end = 0;
    for (size_t i = 0; i < list->len; i++) {
        summing s = {.model = m};
        if (i == 0 || !same_end(&list->items[i], &list->items[i - 1])) {
            ter_span_features_of_end(f, i, false, add_feature, &s);
            end = s.score;
        }
        s.score = end;
        ter_span_features_of_begin(f, i, false, add_feature, &s);
        list->items[i].score = s.score;
    }
    for (size_t i = 0, n; i < list->len; i += n) {
        for (n = 1; i + n < list->len && list->items[i + n].to == list->items[i].to;) n++;
        share_probability(list->items + i, n);
    }
    ter_span_features_free(f);
}

/* ---- choice ---- */

/* Above even odds, in natural logarithms; what the gazetteer knows is taken in any case. */
static float worth(const ter_span_candidate *c, const ter_found_names *found, float least) {
    bool known = c->found != TER_SPAN_NOT_FOUND && found->items[c->found].known != TER_TRIE_NONE;
    float p = c->probability;
    if (known && p < KNOWN_LEAST) p = KNOWN_LEAST;
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
static void choose(const ter_spans *list, const ter_found_names *found, float least, ter_spans *taken) {
    best *b = ter_alloc((list->len + 1) * sizeof *b);
    for (size_t i = 0; i < list->len; i++) {
        const ter_span_candidate *c = &list->items[i];
        b[i + 1] = b[i];
        float w = worth(c, found, least);
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

/* Token at or after `from` that begins at code point `at`, splitting the one that covers it. */
static void split_tokens(ter_tokens *t, const uint32_t *cuts, size_t n, uint32_t *moved) {
    ter_tokens again = *t;
    memset(&again.list, 0, sizeof again.list);
    size_t cut = 0;
    for (size_t i = 0; i < t->list.len; i++) {
        ter_token k = t->list.items[i];
        moved[i] = (uint32_t)again.list.len;
        while (cut < n && cuts[cut] <= k.from) cut++;
        while (cut < n && cuts[cut] < k.to) { /* a word that a name's bound cuts is no word here */
            ter_token left = {k.from, cuts[cut], k.cp, 0, TER_TOKEN_UNKNOWN, false, NULL};
            ter_array_push(&again.list, left);
            k = (ter_token){cuts[cut], k.to, t->text->cp[cuts[cut]], 0, TER_TOKEN_UNKNOWN, false, NULL};
            cut++;
        }
        ter_array_push(&again.list, k);
    }
    moved[t->list.len] = (uint32_t)again.list.len;
    ter_array_release(&t->list);
    *t = again;
}

static uint32_t token_from(const ter_tokens *t,
                           uint32_t at) { /* of the token that begins at, or covers, a code point */
    size_t low = 0, high = t->list.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->list.items[middle].to <= at) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
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
    if (t->names) f.known = ter_trie_value(ter_known_names_trie(t->names), t->text->cp + c->from, c->to - c->from);
    f.part_to = ter_part_after(t, f.to, f.kind, &f.part_from);
    return f;
}

static void shift(ter_found_name *f, const uint32_t *moved) {
    f->from = moved[f->from], f->to = moved[f->to];
    f->part_from = moved[f->part_from], f->part_to = moved[f->part_to];
    f->name_from = moved[f->name_from], f->name_to = moved[f->name_to];
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

static double confidence_of(const ter_span_candidate *c, uint32_t known) {
    return known != TER_TRIE_NONE && c->probability < KNOWN_LEAST ? (double)KNOWN_LEAST : (double)c->probability;
}

/* The names that were taken, in place of those that the rules found. */
static void rebuild(ter_tokens *tokens, ter_found_names *found, const ter_spans *taken) {
    ter_found_names out = {0};
    uint32_t *moved = ter_alloc((tokens->list.len + 1) * sizeof *moved);
    size_t n = 0;
    uint32_t *cuts = cuts_of(taken, &n);
    keep_unjudged(tokens, found, taken, &out);
    for (size_t i = 0; i < taken->len; i++)
        if (taken->items[i].found != TER_SPAN_NOT_FOUND) ter_array_push(&out, found->items[taken->items[i].found]);
    split_tokens(tokens, cuts, n, moved);
    for (size_t i = 0; i < out.len; i++) shift(&out.items[i], moved);
    size_t at = out.len;
    for (size_t i = taken->len; i > 0; i--) /* the rules' own lie at the end of `out`, in the same order */
        if (taken->items[i - 1].found != TER_SPAN_NOT_FOUND) {
            at--;
            out.items[at].confidence = confidence_of(&taken->items[i - 1], out.items[at].known);
        }
    for (size_t i = 0; i < taken->len; i++) {
        if (taken->items[i].found != TER_SPAN_NOT_FOUND) continue;
        ter_found_name f = name_of(tokens, &taken->items[i]);
        f.confidence = confidence_of(&taken->items[i], f.known);
        ter_array_push(&out, f);
    }
    if (out.len) qsort(out.items, out.len, sizeof *out.items, by_start);
    ter_array_release(found);
    *found = out;
    free(cuts);
    free(moved);
}

void ter_names_score(const ter_name_model *m, double least, ter_tokens *tokens, ter_found_names *found) {
    ter_cut_text cut;
    ter_spans list = {0}, taken = {0};
    ter_cut_text_init(tokens, &m->dictionary, &cut);
    ter_spans_read(&cut, found, &list);
    score_all(m, &cut, found, &list);
    choose(&list, found, (float)least, &taken);
    ter_cut_text_release(&cut);
    rebuild(tokens, found, &taken);
    ter_found_names_mark_endpoints(found);
    ter_array_release(&taken);
    ter_array_release(&list);
}
