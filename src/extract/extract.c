/* Extraction from a text to its mentions: cut into tokens, find names, read what each sentence says of them. */
#include "extract/extract.h"

#include "extract/document.h"
#include "extract/names/document_names.h"
#include "extract/scorer/span_scorer.h"
#include "extract/statement_confidence.h"
#include "extract/statements/context_update.h"
#include "extract/statements/list_heading.h"
#include "extract/statements/next_clauses.h"
#include "extract/statements/repeated_sentence.h"
#include "extract/statements/statement.h"
#include "extract/words/line_flow.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SENTENCE = 400, MOST_BEFORE_TOPIC = 4 /* tokens */, TOPIC_CHARS = 600 };

/* The end of the span: of the name, and of the part when that directly follows. */
static uint32_t find_end(const ter_found_name *f) {
    return f->part_from == f->to ? f->part_to : f->to;
}

static char *text_of(const ter_tokens *t, uint32_t from, uint32_t to) {
    ter_buf b = {0};
    ter_text_put(t->text, t->list.items[from].from, t->list.items[to - 1].to, &b);
    return ter_buf_detach(&b);
}

/* The part without the brackets around it. */
static char *part_of(const ter_tokens *t, const ter_found_name *f) {
    if (f->part_to <= f->part_from) return NULL;
    uint32_t from = f->part_from, to = f->part_to;
    if (ter_token_mark(&t->list.items[from], '(') && ter_token_mark(&t->list.items[to - 1], ')')) from++, to--;
    return from < to ? text_of(t, from, to) : NULL;
}

static char *name_of(const ter_tokens *t, const ter_found_name *f) {
    if (f->known != TER_TRIE_NONE) {
        const char *official = ter_known_names_string(t->names, ter_known_names_at(t->names, f->known)->official);
        if (official[0]) return ter_strdup(official);
    }
    bool elsewhere = f->name_to > f->name_from;
    uint32_t from = elsewhere ? f->name_from : f->from, to = elsewhere ? f->name_to : f->to;
    ter_buf name = {0};
    ter_text_put(t->text, t->list.items[from].from, t->list.items[to - 1].to, &name);
    ter_text_put(t->text, f->head_from, f->head_to, &name);
    return ter_buf_detach(&name);
}

typedef struct output {
    const ter_extract_options *options;
    const ter_line_flow *flow;
    ter_extraction *extraction;
    size_t cap;
    ter_repeated_sentences repeats;
    size_t topic;      /* the mention that the text is about, so far; SIZE_MAX: none */
    uint32_t topic_at; /* the code point at which it was last named */
} output;

/* The words of a cue that a column cuts: what stands before the cut. */
static void clip_cue(const ter_text *text, ter_statement *s) {
    const char *end = memchr(text->bytes + s->cue_start, '\n', s->cue_end - s->cue_start);
    if (end) s->cue_end = (size_t)(end - text->bytes);
}

/* Where the mention stands, and the sentence around it as far as both lie in one piece. */
static void put_spans(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                      const ter_line_flow *flow, ter_mention *m) {
    const ter_text *text = r->t->text;
    const ter_token *k = r->t->list.items;
    uint32_t from = k[f->from].from, to = k[find_end(f) - 1].to;
    uint32_t quote_from = k[s->from].from, quote_to = k[s->to - 1].to;
    ter_line_flow_piece(flow, &from, &to);
    if (from < quote_from) quote_from = from;
    if (to > quote_to) quote_to = to; /* a name that a line end cuts stands in two sentences */
    ter_line_flow_piece_at(flow, from, &quote_from, &quote_to);
    m->start = text->begin[from];
    m->end = ter_text_end(text, to - 1);
    m->quote_start = text->begin[quote_from];
    m->quote_end = ter_text_end(text, quote_to - 1);
    for (size_t i = 0; flow->seams.len && i < m->statement_count; i++) clip_cue(text, &m->statements[i]);
}

static void put_mention(const ter_section_context *r, const ter_sentence *s, uint32_t index, output *o) {
    const ter_found_name *f = &r->found->items[index];
    ter_statement statements[TER_MOST_STATEMENTS];
    const char *why_none;
    size_t n = ter_statement_read(r, s, index, statements, &why_none), *cap = &o->cap;
    ter_extraction *out = o->extraction;
    ter_mention m = {.name = name_of(r->t, f),
                     .part = part_of(r->t, f),
                     .kind = ter_lexicon_kind_at(r->t->lexicon, f->kind),
                     .confidence = f->confidence,
                     .doubtful = f->doubtful,
                     .rule = f->rule,
                     .why = f->why,
                     .evidence = f->evidence ? ter_strdup(f->evidence) : NULL,
                     .why_none = why_none,
                     .role = n ? TER_ROLE_PROJECT : TER_ROLE_REFERENCE,
                     .statement_count = n};
    if (n) {
        m.statements = ter_realloc(NULL, n, sizeof *statements);
        memcpy(m.statements, statements, n * sizeof *statements);
    }
    put_spans(r, s, f, o->flow, &m);
    if (out->mention_count == *cap) {
        *cap = *cap ? *cap * 2 : 64;
        out->mentions = ter_realloc(out->mentions, *cap, sizeof *out->mentions);
    }
    out->mentions[out->mention_count++] = m;
    ter_repeated_sentences_drop(&o->repeats, r, s, f, out->mentions, out->mention_count);
}

/* Sentences skipped since the last one that was read; what they settle has not been looked up yet. */
typedef TER_ARRAY(ter_token) skipped_list;

/* What the nearest of the skipped sentences settles holds for the next one; they are only read when that is needed. */
static void read_skipped(ter_section_context *r, skipped_list *skipped) {
    const ter_tokens *all = r->t;
    ter_tokens one = *all;
    memset(&one.list, 0, sizeof one.list);
    r->t = &one;
    for (size_t i = skipped->len; i > 0; i--) {
        one.list.len = 0;
        ter_tokens_cut(&one, skipped->items[i - 1].from, skipped->items[i - 1].to);
        ter_sentence s = {.to = (uint32_t)one.list.len};
        if (ter_context_update_carry(r, &s)) break;
    }
    r->t = all;
    skipped->len = 0;
    ter_tokens_release(&one);
}

/* The mention that a sentence is about: the only one of which it says something, or the one it begins with. */
static size_t topic_of(const ter_section_context *r, const ter_sentence *s, const ter_extraction *e, size_t first,
                       size_t before) {
    size_t topic = SIZE_MAX, projects = 0;
    for (size_t i = first; i < e->mention_count; i++)
        if (e->mentions[i].statement_count && projects++ == 0) topic = i;
    bool opens = first < e->mention_count && r->found->items[s->first].from < s->from + MOST_BEFORE_TOPIC;
    return projects == 1 ? topic : projects == 0 && opens ? first : projects == 0 ? before : SIZE_MAX;
}

/* Is the text about a facility at code point `at`? In a report, which lists projects, 项目 is none in particular. */
static bool has_topic(const ter_section_context *r, const output *o, uint32_t at) {
    return o->topic != SIZE_MAX && !r->report.is && at < o->topic_at + TOPIC_CHARS;
}

/* What a sentence without a name says of the topic. */
static void read_about_topic(ter_section_context *r, const ter_sentence *s, output *o) {
    if (!has_topic(r, o, r->t->list.items[s->from].from)) return;
    ter_mention *m = &o->extraction->mentions[o->topic];
    ter_statement all[TER_MOST_STATEMENTS];
    size_t n = m->statement_count;
    memcpy(all, m->statements ? m->statements : all, n * sizeof *all);
    ter_next_clauses_read_about(r, s, m->kind, all, &n);
    if (n == m->statement_count) return;
    for (size_t i = m->statement_count; i < n; i++) all[i].rule = "a later sentence on the same thing";
    m->statements = ter_realloc(m->statements, n, sizeof *all);
    memcpy(m->statements, all, n * sizeof *all);
    m->statement_count = n;
    m->role = TER_ROLE_PROJECT;
}

/* 项目计划于2027年建成，届时将连接甲路: what the clauses before the first name of a sentence say of the topic. */
static void read_before_names(ter_section_context *r, const ter_sentence *s, output *o) {
    ter_sentence before = *s;
    before.to = ter_clause_begin(r, s, r->found->items[s->first].from);
    before.last = before.first;
    if (before.to > before.from + 1) read_about_topic(r, &before, o);
}

/* The same for a sentence that was skipped, if it speaks of works at all. */
static void read_skipped_about_topic(ter_section_context *r, ter_token skipped, output *o) {
    if (!has_topic(r, o, skipped.from)) return;
    const ter_tokens *all = r->t;
    ter_tokens one = *all;
    memset(&one.list, 0, sizeof one.list);
    ter_tokens_cut(&one, skipped.from, skipped.to);
    ter_sentence s = {.to = (uint32_t)one.list.len};
    r->t = &one;
    read_about_topic(r, &s, o);
    r->t = all;
    ter_tokens_release(&one);
}

/* A line without a sentence end of its own, before a break. */
static bool is_line(const ter_tokens *t, uint32_t from, uint32_t to) {
    bool begins = from == 0 || t->list.items[from - 1].type == TER_TOKEN_BREAK;
    return begins && (to == t->list.len || t->list.items[to].type == TER_TOKEN_BREAK);
}

/* A row of a table: cells with gaps between them. */
static bool is_row(const ter_tokens *t, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_token_mark(&t->list.items[i], TER_TEXT_CELL) || ter_token_mark(&t->list.items[i], '|')) return true;
    return false;
}

/* A sentence that goes on in another column ends what its paragraph settled. */
static void end_paragraph(ter_section_context *r, const ter_line_flow *flow, uint32_t from, uint32_t to) {
    if (!ter_line_flow_joins(flow, r->t->list.items[from].from, r->t->list.items[to - 1].to)) return;
    r->carried = TER_BASIS_NONE;
    r->carried_year = 0;
    r->carried_period = (ter_period){0, 0};
}

static bool wanted(const ter_extract_options *o, uint16_t kind) {
    if (o->all_kinds) return true;
    if (!o->kinds) return ter_lexicon_kind_is_core(o->lexicon, kind);
    const char *const *k = o->kinds;
    while (*k && strcmp(*k, ter_lexicon_kind_at(o->lexicon, kind)) != 0) k++;
    return *k != NULL;
}

static void read_sentence(ter_section_context *r, ter_sentence s, skipped_list *skipped, output *out) {
    bool opens = s.from == 0 || r->t->list.items[s.from - 1].type == TER_TOKEN_BREAK;
    if (opens) ter_context_update_line(r, r->t->list.items[s.from].from), skipped->len = 0;
    s.headline =
        is_line(r->t, s.from, s.to) && ter_context_update_heading(r, s.from, s.to) && !is_row(r->t, s.from, s.to);
    if (s.headline) ter_list_heading_take_section(r, &s);
    if (opens && !s.headline && s.first == s.last) ter_context_update_opening(r, s.from, s.to);
    if (s.headline) skipped->len = 0; /* a heading starts again */
    if (s.last > s.first && skipped->len) read_skipped(r, skipped);
    size_t first = out->extraction->mention_count;
    if (s.headline) out->topic = SIZE_MAX;
    if (s.last > s.first) read_before_names(r, &s, out);
    for (uint32_t m = s.first; m < s.last; m++)
        if (wanted(out->options, r->found->items[m].kind)) put_mention(r, &s, m, out);
    if (s.last > s.first) {
        size_t topic = topic_of(r, &s, out->extraction, first, out->topic);
        if (topic != out->topic) out->topic = topic, out->topic_at = r->t->list.items[s.from].from;
    }
    if (s.last == s.first) read_about_topic(r, &s, out);
    if (ter_context_update_carry(r, &s)) skipped->len = 0;
    ter_list_heading_take_introduction(r, &s);
    ter_list_heading_take_total(r, &s);
    end_paragraph(r, out->flow, s.from, s.to);
}

/* A text without full stops is cut all the same, so that the time to read it stays linear. */
static uint32_t sentence_end(const ter_tokens *t, uint32_t from) {
    uint32_t to = from, n = (uint32_t)t->list.len;
    while (to < n && !ter_token_ends_sentence(&t->list.items[to])) {
        bool long_already = to - from >= MOST_SENTENCE && ter_token_ends_clause(&t->list.items[to]);
        if (long_already || to - from >= 2 * MOST_SENTENCE) break;
        to++;
    }
    return to;
}

static void read_sentences(ter_section_context *r, output *out) {
    uint32_t n = (uint32_t)r->t->list.len, find = 0;
    skipped_list skipped = {0};
    for (uint32_t from = 0, to; from < n; from = to < n && ter_token_ends_clause(&r->t->list.items[to]) ? to + 1 : to) {
        to = sentence_end(r->t, from);
        if (to == from) continue;
        if (r->t->list.items[from].type == TER_TOKEN_SKIPPED) {
            bool opens = from == 0 || r->t->list.items[from - 1].type == TER_TOKEN_BREAK;
            if (opens) ter_context_update_line(r, r->t->list.items[from].from), skipped.len = 0;
            read_skipped_about_topic(r, r->t->list.items[from], out);
            ter_array_push(&skipped, r->t->list.items[from]);
            if (out->flow->joints.len) end_paragraph(r, out->flow, from, to);
            continue;
        }
        ter_sentence s = {from, to, find, find, false};
        while (s.last < r->found->len && r->found->items[s.last].from < to) s.last++;
        read_sentence(r, s, &skipped, out);
        find = s.last;
    }
    ter_array_release(&skipped);
}

static int by_place(const void *a, const void *b) {
    const ter_mention *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

static ter_scoring scoring_of(const ter_extract_options *options) {
    double least = options->min_confidence > 0 ? options->min_confidence : TER_NAME_LEAST;
    return (ter_scoring){
        .least = least, .doubtful = options->doubtful ? TER_NAME_DOUBTFUL : 0, .explain = options->explain};
}

static void release_found(ter_found_names *found) {
    for (size_t i = 0; i < found->len; i++) free(found->items[i].evidence);
    ter_array_release(found);
}

static void put_confidence(ter_extraction *e, const ter_text *text, bool report, bool explain) {
    ter_statement_weights weights;
    ter_statement_place at = {text, &e->document, report};
    ter_statement_weights_read_embedded(&weights);
    for (size_t i = 0; i < e->mention_count; i++) ter_statement_confidence_put(&weights, at, &e->mentions[i], explain);
    ter_array_release(&weights);
}

/* Reads what all sentences say of the names found. */
static void read_names(ter_tokens *tokens, const ter_found_names *found, const ter_line_flow *flow,
                       const ter_extract_options *options, ter_extraction *out) {
    ter_section_context reading = {.t = tokens, .found = found, .document = out->document.date};
    int plan = ter_dates_plan_named(out->document.title);
    reading.title_plan = plan > out->document.date.year && out->document.date.year ? plan : 0;
    reading.report = ter_report_read(tokens->text, out->document.date);
    ter_context_update_lean(&reading);
    output o = {.options = options, .flow = flow, .extraction = out, .topic = SIZE_MAX};
    read_sentences(&reading, &o);
    ter_repeated_sentences_release(&o.repeats);
    if (flow->seams.len && out->mention_count)
        qsort(out->mentions, out->mention_count, sizeof *out->mentions, by_place);
    put_confidence(out, tokens->text, reading.report.is, options->explain);
}

static void release_mentions(ter_mention *mentions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(mentions[i].name);
        free(mentions[i].part);
        free(mentions[i].evidence);
        for (size_t k = 0; k < mentions[i].statement_count; k++) free(mentions[i].statements[k].evidence);
        free(mentions[i].statements);
    }
    free(mentions);
}

/* Reads the text once more, with the doubtful names: what it says of the others is known already. */
static void read_doubtful(ter_tokens *tokens, ter_found_names *found, ter_doubtful_spans *doubtful,
                          const ter_line_flow *flow, const ter_extract_options *options, ter_extraction *out) {
    if (doubtful->spans.len == 0) return;
    ter_extraction again = {.document = out->document};
    ter_names_add_doubtful(tokens, found, doubtful);
    read_names(tokens, found, flow, options, &again);
    out->doubtful = ter_realloc(NULL, again.mention_count + 1, sizeof *out->doubtful);
    size_t kept = 0;
    for (size_t i = 0; i < again.mention_count; i++)
        if (again.mentions[i].doubtful) out->doubtful[out->doubtful_count++] = again.mentions[i];
        else again.mentions[kept++] = again.mentions[i];
    release_mentions(again.mentions, kept);
}

ter_status ter_extract(const ter_text *text, const ter_extract_options *options, ter_extraction *out, ter_error *err) {
    *out = (ter_extraction){0};
    if (!options->lexicon) return ter_error_set(err, TER_INTERNAL, "no lexicon is given");
    ter_line_flow flow;
    ter_line_flow_read(text, options->lexicon, options->names, &flow);
    ter_tokens tokens = {.text = &flow.text,
                         .lexicon = options->lexicon,
                         .names = options->names,
                         .all_kinds = options->all_kinds || options->kinds};
    ter_found_names found = {0};
    ter_known_names *local = NULL;
    ter_tokens_read(&tokens);
    ter_document_given given = {options->title, options->publisher, options->date, options->file_name};
    ter_document_read(&tokens, given, &out->document);
    ter_document_names_read(&tokens, &found, &local);
    ter_doubtful_spans doubtful = {0};
    if (options->model) ter_names_score(options->model, scoring_of(options), &tokens, &found, &doubtful);
    read_names(&tokens, &found, &flow, options, out);
    read_doubtful(&tokens, &found, &doubtful, &flow, options, out);
    ter_doubtful_spans_release(&doubtful);
    ter_line_flow_release(&flow);
    release_found(&found);
    ter_tokens_release(&tokens);
    ter_known_names_free(local);
    return TER_OK;
}

bool ter_extraction_lacks_years(const ter_extraction *e) {
    for (size_t i = 0; e->document.date.year == 0 && i < e->mention_count; i++)
        for (size_t k = 0; k < e->mentions[i].statement_count; k++)
            if (e->mentions[i].statements[k].when.year == 0) return true;
    return false;
}

void ter_extraction_release(ter_extraction *e) {
    release_mentions(e->mentions, e->mention_count);
    release_mentions(e->doubtful, e->doubtful_count);
    ter_document_info_release(&e->document);
    *e = (ter_extraction){0};
}
