/* One document: its bytes become text, mentions and places, and all of it one transaction of the registry. */
#include "pipeline/prepared_document.h"

#include "base/file.h"
#include "pipeline/mention_context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ter_prepared_document work;

void ter_prepared_document_free(ter_prepared_document *w) {
    if (!w) return;
    for (size_t i = 0; i < w->answers.len; i++) ter_mention_place_release(&w->answers.items[i]);
    for (size_t i = 0; i < w->strings.len; i++) free(w->strings.items[i]);
    for (size_t i = 0; i < w->statements.len; i++) free(w->statements.items[i]);
    ter_array_release(&w->answers);
    ter_array_release(&w->mentions);
    ter_array_release(&w->strings);
    ter_array_release(&w->statements);
    ter_array_release(&w->definitions);
    ter_naming_definitions_release(&w->definitions_found);
    ter_document_area_release(&w->area);
    free(w->said);
    ter_extraction_release(&w->found);
    ter_text_release(&w->text);
    ter_document_options_release(&w->options);
    ter_buf_release(&w->file);
    free(w->name);
    free(w);
}

const char *ter_prepared_document_copy(work *w, ter_str text) {
    char *copy = ter_strndup(text.ptr, text.len);
    ter_array_push(&w->strings, copy);
    return copy;
}

static const char *copy_span(work *w, size_t start, size_t end) {
    return ter_prepared_document_copy(w, (ter_str){w->text.bytes + start, end - start});
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
                                         .period_from = s->period_from,
                                         .confidence = s->confidence,
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
                                .doubtful = m->doubtful,
                                .statements = record_statements(w, m),
                                .statement_count = m->statement_count};
}

static ter_status record_mentions(work *w, ter_error *err) {
    size_t *places = ter_alloc((w->found.mention_count + 1) * sizeof *places);
    ter_status status = ter_mention_places_find(w, places, err);
    for (size_t i = 0; i < w->found.mention_count && status == TER_OK; i++) {
        const ter_mention_place *a = &w->answers.items[places[i]];
        ter_record_mention m = record_mention(w, &w->found.mentions[i]);
        m.place = ter_mention_place_record(a);
        m.part_key = a->part_key;
        m.part_word = a->part_word;
        m.variants = (const char *const *)a->variants;
        m.area = a->identity;
        ter_array_push(&w->mentions, m);
    }
    free(places);
    return status;
}

static void swap_doubtful(work *w) {
    ter_extraction *f = &w->found;
    ter_mention *mentions = f->mentions;
    size_t count = f->mention_count;
    f->mentions = f->doubtful, f->mention_count = f->doubtful_count;
    f->doubtful = mentions, f->doubtful_count = count;
}

/* Doubtful names come after all others, which know nothing of them. */
static ter_status record_doubtful(work *w, ter_error *err) {
    if (w->found.doubtful_count == 0) return TER_OK;
    ter_mention_context *said = w->said;
    swap_doubtful(w);
    w->said = ter_alloc((w->found.mention_count + 1) * sizeof *w->said);
    ter_mention_contexts_find(&w->text, &w->found, w->area.id, w->said);
    ter_status status = record_mentions(w, err);
    swap_doubtful(w);
    free(w->said);
    w->said = said;
    return status;
}

static void record_definitions(work *w) {
    ter_naming_find(&w->text, &w->found, &w->definitions_found);
    for (size_t i = 0; i < w->definitions_found.len; i++) {
        const ter_naming_definition *d = &w->definitions_found.items[i];
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
    if (outcome != TER_INGEST_UNCHANGED && ter_extraction_lacks_years(&w->found) && counts->undated++ == 0)
        snprintf(counts->first_undated, sizeof counts->first_undated, "%s", w->name);
    for (size_t i = 0; i < w->mentions.len && outcome != TER_INGEST_UNCHANGED; i++) {
        bool doubtful = w->mentions.items[i].doubtful;
        counts->mentions += !doubtful;
        counts->doubtful += doubtful;
        counts->located += !doubtful && w->mentions.items[i].place.precision != TER_PRECISION_NONE;
    }
}

static void find_areas(work *w, const char *given) {
    const ter_document_area_evidence evidence = {given,
                                                 ter_path_base(w->name),
                                                 &w->text,
                                                 w->found.document.title,
                                                 w->found.document.publisher,
                                                 w->found.document.signer};
    ter_document_area_find(w->c, &evidence, &w->area);
    w->said = ter_alloc((w->found.mention_count + 1) * sizeof *w->said);
    ter_mention_contexts_find(&w->text, &w->found, w->area.id, w->said);
}

static ter_status read_document(work *w, const ter_ingest_options *options, ter_error *err) {
    ter_str file = {w->file.ptr ? w->file.ptr : "", w->file.len};
    ter_status status = ter_reader_read(file, w->name, options->format, &w->text, err);
    if (status != TER_OK) return status;
    const ter_document_area_evidence known = {options->area,  ter_path_base(w->name), &w->text,
                                              options->title, options->publisher,     NULL};
    ter_extract_options how = {.lexicon = w->c->lexicon,
                               .names = ter_document_area_names(w->c, &known),
                               .model = w->c->model,
                               .title = options->title,
                               .publisher = options->publisher,
                               .date = options->date,
                               .file_name = w->name,
                               .min_confidence = options->min_confidence,
                               .doubtful = true,
                               .all_kinds = options->all_kinds,
                               .kinds = options->kinds};
    status = ter_extract(&w->text, &how, &w->found, err);
    if (status != TER_OK) return status;
    ter_date_format(w->found.document.date, w->date);
    find_areas(w, options->area);
    record_definitions(w);
    ter_document_context_lock(w->c);
    status = record_mentions(w, err);
    if (status == TER_OK) status = record_doubtful(w, err);
    ter_document_context_unlock(w->c);
    return status;
}

/* Whether the registry has the document as read with this context and these options. */
static bool is_same(const ter_known *known, const ter_document_options *options) {
    return known->there && known->read_so && strcmp(known->asked, options->text.ptr) == 0;
}

static ter_status read_unless_known(work *w, const ter_document_reader *how, ter_error *err) {
    ter_known known = {0};
    ter_status status = how->knows ? how->knows(w->sha256, &known, how->knows_context, err) : TER_OK;
    if (status != TER_OK) return status;
    ter_document_options_init(known.asked, how->options, &w->options);
    w->unread = is_same(&known, &w->options);
    free(known.asked);
    return w->unread ? TER_OK : read_document(w, &w->options.options, err);
}

ter_status ter_prepared_document_new(const ter_document_reader *how, ter_buf *file, const char *name,
                                     ter_prepared_document **out, ter_error *err) {
    work *w = ter_alloc(sizeof *w);
    w->c = how->context;
    w->file = *file;
    *file = (ter_buf){0};
    ter_sha256_hex((ter_str){w->file.ptr ? w->file.ptr : "", w->file.len}, w->sha256);
    ter_buf own = {0}; /* stdin has no name: it gets one from its bytes, so that two documents stay two */
    if (!name) ter_buf_printf(&own, "stdin-%.12s", w->sha256);
    w->name = name ? ter_strdup(name) : ter_buf_detach(&own);
    ter_status status = read_unless_known(w, how, err);
    if (status != TER_OK) {
        ter_prepared_document_free(w);
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
                               .asked = w->options.text.ptr,
                               .title = info->title,
                               .publisher = info->publisher,
                               .issue = info->issue,
                               .published_on = w->date,
                               .date_basis = info->date_basis,
                               .date_confidence = info->date_confidence,
                               .area = w->area.name,
                               .area_basis = w->area.basis,
                               .area_confidence = w->area.confidence,
                               .identity = w->area.identity,
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

ter_status ter_prepared_document_put(const ter_prepared_document *w, ter_registry *r, ter_ingest_counts *counts,
                                     ter_error *err) {
    ter_ingest_outcome outcome = TER_INGEST_UNCHANGED;
    ter_known known = {0}; /* again: the same bytes may have been written since the document was read */
    ter_status status = w->unread ? TER_OK : ter_registry_knows(r, w->sha256, w->c->reading, &known, err);
    if (status == TER_OK && !w->unread && !is_same(&known, &w->options))
        status = put_document(r, w, &outcome, counts, err);
    if (status == TER_OK) count(w, outcome, counts);
    free(known.asked);
    return status;
}
