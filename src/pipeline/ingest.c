#include "pipeline/ingest.h"

#include "pipeline/asked.h"
#include "pipeline/mention_naming.h"

#include "base/sha256.h"
#include "extract/statements/road_extent.h"
#include "geo/distance.h"

#include <stdlib.h>
#include <string.h>

/* Of places that tell where others of the document are meant. */
static const double least_sure = 0.9, least_exact_m = 1000, widest_m = 4000;
static const double in_sentence = 4, in_document = 1; /* weights, see geocode.h */

typedef TER_ARRAY(ter_geocode_near) near_list;

/* The answer to one query; mentions with the same name, kind and part share it. */
typedef struct answer {
    const ter_mention *asked_by;
    ter_place place;
    ter_record_name *names;
    size_t name_count;
    ter_record_candidate *candidates;
    char **variants; /* of the mention's name, ended by NULL; NULL when there are none */
    char *part_key;
    size_t part_word;
} answer;

/* One document under way. */
struct ter_reading {
    const ter_context *c;
    char *name;
    ter_buf file;
    char sha256[TER_SHA256_HEX_SIZE], date[16];
    ter_asked asked;
    bool unread; /* the registry has it as it would be read */
    ter_text text;
    ter_extraction found;
    const char *area;
    TER_ARRAY(answer) answers;
    TER_ARRAY(ter_record_mention) mentions;
    TER_ARRAY(char *) strings;
    TER_ARRAY(ter_record_statement *) statements;
    ter_naming_definitions said;
    TER_ARRAY(ter_record_definition) definitions;
};

typedef struct ter_reading work;

void ter_reading_free(ter_reading *w) {
    if (!w) return;
    for (size_t i = 0; i < w->answers.len; i++) {
        ter_place_release(&w->answers.items[i].place);
        free(w->answers.items[i].names);
        free(w->answers.items[i].candidates);
        free(w->answers.items[i].part_key);
        char **variants = w->answers.items[i].variants;
        for (size_t k = 0; variants && variants[k]; k++) free(variants[k]);
        free(variants);
    }
    for (size_t i = 0; i < w->strings.len; i++) free(w->strings.items[i]);
    for (size_t i = 0; i < w->statements.len; i++) free(w->statements.items[i]);
    ter_array_release(&w->answers);
    ter_array_release(&w->mentions);
    ter_array_release(&w->strings);
    ter_array_release(&w->statements);
    ter_array_release(&w->definitions);
    ter_naming_definitions_release(&w->said);
    ter_extraction_release(&w->found);
    ter_text_release(&w->text);
    ter_asked_release(&w->asked);
    ter_buf_release(&w->file);
    free(w->name);
    free(w);
}

static const char *copy_text(work *w, ter_str text) {
    char *copy = ter_strndup(text.ptr, text.len);
    ter_array_push(&w->strings, copy);
    return copy;
}

static const char *copy_span(work *w, size_t start, size_t end) {
    return copy_text(w, (ter_str){w->text.bytes + start, end - start});
}

/* ---- places ---- */

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_query(const ter_mention *a, const ter_mention *b) {
    return same_text(a->name, b->name) && same_text(a->part, b->part) && strcmp(a->kind, b->kind) == 0;
}

static void put_part_key(const work *w, const ter_mention *m, answer *a) {
    ter_buf key = {0};
    ter_buf_puts(&key, "");
    if (m->part) ter_naming_part_key(m->part, &key);
    a->part_word = ter_lexicon_part_word(w->c->lexicon, (ter_str){key.ptr, key.len});
    a->part_key = ter_buf_detach(&key);
}

/* What the document says of a road's ends and length, wherever it names it; what follows another project's name is said
 * of that one. */
static ter_extent extent_said(const work *w, const ter_mention *of) {
    ter_extent all = {0};
    for (size_t i = 0; i < w->found.mention_count; i++) {
        const ter_mention *m = &w->found.mentions[i];
        if (strcmp(m->name, of->name) != 0 || strcmp(m->kind, of->kind) != 0) continue;
        size_t end = m->quote_end;
        for (size_t k = i + 1; k < w->found.mention_count && w->found.mentions[k].start < end; k++)
            if (w->found.mentions[k].role == TER_ROLE_PROJECT && w->found.mentions[k].start >= m->end)
                end = w->found.mentions[k].start;
        ter_extent here;
        if (end <= m->end || !ter_extent_read((ter_str){w->text.bytes + m->end, end - m->end}, &here)) continue;
        if (all.ends.len == 0) all.ends = here.ends;
        if (all.length_m <= 0) all.length_m = here.length_m;
    }
    return all;
}

static ter_status find_place(work *w, const ter_mention *m, const near_list *near, ter_place *out, ter_error *err) {
    ter_geocode_query query = {.name = m->name,
                               .kind = m->kind,
                               .part = m->part,
                               .area = w->area,
                               .near = near ? near->items : NULL,
                               .near_count = near ? near->len : 0};
    if (strcmp(m->kind, "road") == 0 || strcmp(m->kind, "waterway") == 0) {
        ter_extent said = extent_said(w, m);
        query.length_m = said.length_m;
        if (said.ends.len > 0) query.extent = copy_text(w, said.ends);
    }
    return ter_geocoder_find(w->c->geocoder, &query, out, err);
}

/* A whole district says no more than who issued the document, and would be near everything in it. */
static void leave_out_district(ter_place *p) {
    if (p->precision != TER_PRECISION_DISTRICT) return;
    ter_geometry_release(&p->geometry);
    p->precision = TER_PRECISION_NONE;
    p->uncertainty_m = 0;
    if (!p->key) p->match = TER_MATCH_NONE;
}

/* ---- what is named together ---- */

/* Found by a name that no other place bears, and small enough to tell where it is. */
static bool is_certain(const ter_place *p) {
    bool found = p->match == TER_MATCH_EXACT || p->match == TER_MATCH_ALIAS || p->match == TER_MATCH_FOLDED ||
                 p->match == TER_MATCH_JUNCTION || p->match == TER_MATCH_SECTION;
    bool exact = p->precision == TER_PRECISION_EXACT || p->precision == TER_PRECISION_SECTION ||
                 p->precision == TER_PRECISION_PART_OF;
    ter_bbox b = ter_geometry_bbox(&p->geometry);
    return found && exact && p->score >= least_sure && p->uncertainty_m <= least_exact_m &&
           ter_distance_m((ter_position){b.min_lon, b.min_lat}, (ter_position){b.max_lon, b.max_lat}) <= widest_m;
}

static bool share_sentence(const ter_mention *a, const ter_mention *b) {
    return a->quote_start < b->quote_end && b->quote_start < a->quote_end;
}

/* The certain places of the document but that of answer `of`; those in one sentence with it weigh more. `of_mention`
 * tells which answer is whose. */
static void gather_near(const work *w, const size_t *of_mention, size_t of, const bool *certain, near_list *out) {
    bool *close = ter_alloc((w->answers.len + 1) * sizeof *close);
    for (size_t i = 0; i < w->found.mention_count; i++)
        for (size_t k = 0; of_mention[i] == of && k < w->found.mention_count; k++)
            if (share_sentence(&w->found.mentions[i], &w->found.mentions[k])) close[of_mention[k]] = true;
    for (size_t i = 0; i < w->answers.len; i++) {
        if (i == of || !certain[i]) continue;
        ter_geocode_near n = {w->answers.items[i].place.point, close[i] ? in_sentence : in_document};
        ter_array_push(out, n);
    }
    free(close);
}

/* Asks once more for what could not be told apart or was guessed, now that the rest is known. What was certain before
 * counts, nothing that this settles: so the order does not matter. */
static ter_status settle_answers(work *w, const size_t *of_mention, ter_error *err) {
    bool *certain = ter_alloc((w->answers.len + 1) * sizeof *certain);
    for (size_t i = 0; i < w->answers.len; i++) certain[i] = is_certain(&w->answers.items[i].place);
    ter_status status = TER_OK;
    for (size_t i = 0; i < w->answers.len && status == TER_OK; i++) {
        answer *a = &w->answers.items[i];
        if (!a->place.ambiguous && a->place.match != TER_MATCH_NGRAM) continue;
        near_list near = {0};
        gather_near(w, of_mention, i, certain, &near);
        ter_place place = {0};
        if (near.len > 0) status = find_place(w, a->asked_by, &near, &place, err);
        if (near.len > 0 && status == TER_OK) {
            leave_out_district(&place);
            ter_place_release(&a->place);
            a->place = place;
        }
        ter_array_release(&near);
    }
    free(certain);
    return status;
}

static ter_status find_answer(work *w, const ter_mention *m, size_t *index, ter_error *err) {
    for (*index = 0; *index < w->answers.len; ++*index)
        if (same_query(w->answers.items[*index].asked_by, m)) return TER_OK;
    answer a = {.asked_by = m};
    ter_status status = find_place(w, m, NULL, &a.place, err);
    if (status != TER_OK) return status;
    leave_out_district(&a.place);
    ter_buf full = {0};
    ter_geocoder_full_name(w->c->geocoder, m->name, w->area, &full);
    a.variants = ter_naming_variants(m->name, m->kind, full.ptr);
    ter_buf_release(&full);
    put_part_key(w, m, &a);
    ter_array_push(&w->answers, a);
    return TER_OK;
}

static void record_candidates(answer *a) {
    a->candidates = ter_alloc((a->place.candidate_count + 1) * sizeof *a->candidates);
    for (size_t i = 0; i < a->place.candidate_count; i++) {
        const ter_geocode_candidate *c = &a->place.candidates[i];
        a->candidates[i] = (ter_record_candidate){c->key, c->name, c->kind, c->area, c->reason, c->point, c->score};
    }
}

static ter_record_place record_place(const answer *a) {
    const ter_place *p = &a->place;
    return (ter_record_place){.match = p->match,
                              .ambiguous = p->ambiguous,
                              .precision = p->precision,
                              .uncertainty_m = p->uncertainty_m,
                              .score = p->score,
                              .key = p->key,
                              .name = p->name,
                              .area = p->area,
                              .reason = p->reason,
                              .source = p->source,
                              .licence = p->licence,
                              .date = p->date,
                              .datum = p->datum,
                              .geometry = &p->geometry,
                              .names = a->names,
                              .name_count = a->name_count,
                              .candidates = a->candidates,
                              .candidate_count = p->candidate_count};
}

/* ---- mentions ---- */

static const ter_record_statement *record_statements(work *w, const ter_mention *m) {
    ter_record_statement *rows = ter_alloc(m->statement_count * sizeof *rows);
    ter_array_push(&w->statements, rows);
    for (size_t i = 0; i < m->statement_count; i++) {
        const ter_statement *s = &m->statements[i];
        rows[i] = (ter_record_statement){.state = s->state,
                                         .basis = s->basis,
                                         .action = s->action,
                                         .year = s->when.year,
                                         .month = s->when.month,
                                         .day = s->when.day,
                                         .cue_start = ter_text_file_offset(&w->text, s->cue_start),
                                         .cue_end = ter_text_file_end(&w->text, s->cue_end),
                                         .cue = copy_span(w, s->cue_start, s->cue_end)};
    }
    return rows;
}

static ter_record_mention record_mention(work *w, const ter_mention *m) {
    return (ter_record_mention){.start = ter_text_file_offset(&w->text, m->start),
                                .end = ter_text_file_end(&w->text, m->end),
                                .text = copy_span(w, m->start, m->end),
                                .name = m->name,
                                .kind = m->kind,
                                .part = m->part,
                                .rule = m->rule,
                                .quote = copy_span(w, m->quote_start, m->quote_end),
                                .quote_start = ter_text_file_offset(&w->text, m->quote_start),
                                .quote_end = ter_text_file_end(&w->text, m->quote_end),
                                .page = ter_text_page(&w->text, m->start),
                                .role = m->role,
                                .confidence = m->confidence,
                                .statements = record_statements(w, m),
                                .statement_count = m->statement_count};
}

static ter_status record_mentions(work *w, ter_error *err) {
    TER_ARRAY(size_t) places = {0};
    ter_status status = TER_OK;
    for (size_t i = 0; i < w->found.mention_count && status == TER_OK; i++) {
        size_t place = 0;
        status = find_answer(w, &w->found.mentions[i], &place, err);
        if (status != TER_OK) break;
        ter_record_mention m = record_mention(w, &w->found.mentions[i]);
        ter_array_push(&w->mentions, m);
        ter_array_push(&places, place);
    }
    if (status == TER_OK) status = settle_answers(w, places.items, err);
    for (size_t i = 0; i < w->answers.len; i++) {
        answer *a = &w->answers.items[i];
        if (a->place.key) a->names = ter_context_names_of(w->c, a->place.key, &a->name_count);
        record_candidates(a);
    }
    /* Places are borrowed from the answers, which stay where they are only when all are there. */
    for (size_t i = 0; i < w->mentions.len; i++) {
        const answer *a = &w->answers.items[places.items[i]];
        ter_record_mention *m = &w->mentions.items[i];
        m->place = record_place(a);
        m->part_key = a->part_key;
        m->part_word = a->part_word;
        m->variants = (const char *const *)a->variants;
    }
    ter_array_release(&places);
    return status;
}

static void record_definitions(work *w) {
    ter_naming_find(&w->text, &w->found, &w->said);
    for (size_t i = 0; i < w->said.len; i++) {
        const ter_naming_definition *d = &w->said.items[i];
        ter_record_definition row = {.kind = d->kind,
                                     .name = d->name,
                                     .other = d->other,
                                     .type = d->type,
                                     .start = ter_text_file_offset(&w->text, d->start),
                                     .end = ter_text_file_offset(&w->text, d->end)};
        ter_array_push(&w->definitions, row);
    }
}

/* ---- the document ---- */

static void count(const work *w, ter_ingest_outcome outcome, ter_ingest_counts *counts) {
    if (!counts) return;
    counts->added += outcome == TER_INGEST_ADDED;
    counts->unchanged += outcome == TER_INGEST_UNCHANGED;
    counts->reread += outcome == TER_INGEST_REREAD;
    counts->replaced += outcome == TER_INGEST_REPLACED;
    for (size_t i = 0; i < w->mentions.len && outcome != TER_INGEST_UNCHANGED; i++) {
        counts->mentions++;
        counts->located += w->mentions.items[i].place.precision != TER_PRECISION_NONE;
    }
}

static ter_status read_document(work *w, const ter_ingest_options *options, ter_error *err) {
    ter_str file = {w->file.ptr ? w->file.ptr : "", w->file.len};
    ter_status status = ter_reader_read(file, w->name, options->format, &w->text, err);
    if (status != TER_OK) return status;
    w->area = options->area ? options->area : ter_context_area(w->c, &w->text);
    ter_extract_options how = {.lexicon = w->c->lexicon,
                               .names = w->c->names,
                               .title = options->title,
                               .publisher = options->publisher,
                               .date = options->date,
                               .all_kinds = options->all_kinds,
                               .kinds = options->kinds};
    status = ter_extract(&w->text, &how, &w->found, err);
    if (status != TER_OK) return status;
    ter_date_format(w->found.document.date, w->date);
    record_definitions(w);
    ter_context_lock(w->c);
    status = record_mentions(w, err);
    ter_context_unlock(w->c);
    return status;
}

/* Whether what the registry has of the document was read with the same, and asked the same. */
static bool is_same(const ter_known *known, const ter_asked *asked) {
    return known->there && known->read_so && strcmp(known->asked, asked->text.ptr) == 0;
}

static ter_status read_unless_known(work *w, const ter_reader *how, ter_error *err) {
    ter_known known = {0};
    ter_status status = how->knows ? how->knows(w->sha256, &known, how->knows_context, err) : TER_OK;
    if (status != TER_OK) return status;
    ter_asked_init(known.asked, how->options, &w->asked);
    w->unread = is_same(&known, &w->asked);
    free(known.asked);
    return w->unread ? TER_OK : read_document(w, &w->asked.options, err);
}

ter_status ter_reading_new(const ter_reader *how, ter_buf *file, const char *name, ter_reading **out, ter_error *err) {
    work *w = ter_alloc(sizeof *w);
    w->c = how->context;
    w->file = *file;
    *file = (ter_buf){0};
    ter_sha256_hex((ter_str){w->file.ptr ? w->file.ptr : "", w->file.len}, w->sha256);
    ter_buf own = {0}; /* stdin has no name: its bytes give one, so that two documents stay two */
    if (!name) ter_buf_printf(&own, "stdin-%.12s", w->sha256);
    w->name = name ? ter_strdup(name) : ter_buf_detach(&own);
    ter_status status = read_unless_known(w, how, err);
    if (status != TER_OK) {
        ter_reading_free(w);
        w = NULL;
    }
    *out = w;
    return status;
}

static ter_status put_document(ter_registry *r, const work *w, ter_ingest_outcome *outcome, ter_ingest_counts *counts,
                               ter_error *err) {
    const ter_document_info *info = &w->found.document;
    ter_record_document doc = {.sha256 = w->sha256,
                               .name = w->name,
                               .bytes = {w->file.ptr, w->file.len},
                               .reading = w->c->reading,
                               .asked = w->asked.text.ptr,
                               .title = info->title,
                               .publisher = info->publisher,
                               .issue = info->issue,
                               .published_on = w->date,
                               .date_basis = info->date_basis,
                               .area = w->area,
                               .format = w->text.format,
                               .encoding = w->text.encoding,
                               .text = {w->text.bytes, w->text.byte_count},
                               .mentions = w->mentions.items,
                               .mention_count = w->mentions.len,
                               .definitions = w->definitions.items,
                               .definition_count = w->definitions.len};
    bool namesake = false;
    ter_status status = ter_registry_put_document(r, &doc, outcome, &namesake, err);
    if (status == TER_OK && counts) counts->namesakes += namesake;
    return status;
}

ter_status ter_reading_put(const ter_reading *w, ter_registry *r, ter_ingest_counts *counts, ter_error *err) {
    ter_ingest_outcome outcome = TER_INGEST_UNCHANGED;
    ter_known known = {0}; /* asked again: the same bytes may have been put since the document was read */
    ter_status status = w->unread ? TER_OK : ter_registry_knows(r, w->sha256, w->c->reading, &known, err);
    if (status == TER_OK && !w->unread && !is_same(&known, &w->asked))
        status = put_document(r, w, &outcome, counts, err);
    if (status == TER_OK) count(w, outcome, counts);
    free(known.asked);
    return status;
}

typedef struct registry_reader {
    ter_registry *registry;
    const ter_context *context;
} registry_reader;

static ter_status knows(const char *sha256, ter_known *known, void *context, ter_error *err) {
    const registry_reader *r = context;
    return ter_registry_knows(r->registry, sha256, r->context->reading, known, err);
}

ter_status ter_ingest_bytes(ter_registry *r, const ter_context *c, ter_str file, const char *name,
                            const ter_ingest_options *options, ter_ingest_counts *counts, ter_error *err) {
    registry_reader from = {r, c};
    const ter_reader how = {c, options, knows, &from};
    ter_buf copy = {0};
    ter_buf_put_str(&copy, file);
    ter_reading *reading = NULL;
    ter_status status = ter_reading_new(&how, &copy, name, &reading, err);
    if (status == TER_OK) status = ter_reading_put(reading, r, counts, err);
    ter_reading_free(reading);
    return status;
}

typedef TER_ARRAY(char *) name_list;

static void keep_hash(const char *sha256, void *context) {
    ter_array_push((name_list *)context, ter_strdup(sha256));
}

ter_status ter_ingest_again(ter_registry *r, const ter_context *c, ter_ingest_counts *counts, size_t *failed,
                            ter_error *err) {
    name_list hashes = {0};
    const ter_ingest_options options = {0};
    ter_buf name = {0}, bytes = {0};
    *failed = 0;
    ter_status status = ter_registry_each_document(r, c->reading, keep_hash, &hashes, &counts->unchanged, err);
    for (size_t i = 0; i < hashes.len && status == TER_OK; i++) {
        ter_buf_clear(&name), ter_buf_clear(&bytes);
        status = ter_registry_document(r, hashes.items[i], &name, &bytes, err);
        if (status != TER_OK) break;
        ter_str file = {bytes.ptr ? bytes.ptr : "", bytes.len};
        if (ter_ingest_bytes(r, c, file, name.ptr, &options, counts, err) != TER_OK) ++*failed;
    }
    for (size_t i = 0; i < hashes.len; i++) free(hashes.items[i]);
    ter_array_release(&hashes);
    ter_buf_release(&name);
    ter_buf_release(&bytes);
    return status;
}
