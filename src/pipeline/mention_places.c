/* Places of a document's mentions: one query for each name, asked again with what else the document names. */
#include "pipeline/prepared_document.h"

#include "base/kind.h"
#include "extract/statements/road_extent.h"
#include "gazetteer/lookup.h"
#include "geo/distance.h"

#include <stdlib.h>
#include <string.h>

/* Limits for places that help to locate others of the document. */
static const double least_sure = 0.9, least_exact_m = 1000, widest_m = 4000;
static const double in_sentence = 4, in_document = 1; /* weights, see geocode.h */

typedef TER_ARRAY(ter_geocode_near) near_list;
typedef struct ter_prepared_document work;
typedef ter_mention_place answer;

/* ---- one query ---- */

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

/* What the document says about the ends and length of a road, wherever it names it; what follows the name of another
 * project belongs to that one. */
static ter_road_extent stated_extent(const work *w, const ter_mention *of) {
    ter_road_extent all = {0};
    for (size_t i = 0; i < w->found.mention_count; i++) {
        const ter_mention *m = &w->found.mentions[i];
        if (strcmp(m->name, of->name) != 0 || strcmp(m->kind, of->kind) != 0) continue;
        size_t end = m->quote_end;
        for (size_t k = i + 1; k < w->found.mention_count && w->found.mentions[k].start < end; k++)
            if (w->found.mentions[k].role == TER_ROLE_PROJECT && w->found.mentions[k].start >= m->end)
                end = w->found.mentions[k].start;
        ter_road_extent here;
        if (end <= m->end || !ter_road_extent_read((ter_str){w->text.bytes + m->end, end - m->end}, &here)) continue;
        if (all.ends.len == 0) all.ends = here.ends;
        if (all.length_m <= 0) all.length_m = here.length_m;
    }
    return all;
}

/* No gazetteer covers the area. */
static void leave_unplaced(const ter_mention_reach *reach, ter_place *out) {
    *out = (ter_place){.match = TER_MATCH_NONE, .precision = TER_PRECISION_NONE};
    out->reason = ter_strdup(reach->reason);
    out->area = ter_strdup(reach->needed);
}

static ter_status find_place(work *w, const answer *a, const near_list *near, ter_place *out, ter_error *err) {
    const ter_mention *m = a->mention;
    ter_geocoder *geocoder = NULL;
    if (a->reach.none) {
        leave_unplaced(&a->reach, out);
        return TER_OK;
    }
    ter_geocode_query query = {.name = m->name,
                               .kind = m->kind,
                               .part = m->part,
                               .area = a->reach.local,
                               .near = near ? near->items : NULL,
                               .near_count = near ? near->len : 0};
    if (ter_kind_is_line(m->kind)) {
        ter_road_extent stated = stated_extent(w, m);
        query.length_m = stated.length_m;
        if (stated.ends.len > 0) query.extent = ter_prepared_document_copy(w, stated.ends);
    }
    ter_status status = ter_geocoder_choices_of(w->c->geocoders, a->reach.taken, &geocoder, err);
    if (status == TER_OK) status = ter_geocoder_find(geocoder, &query, out, err);
    if (status == TER_OK) ter_geocoder_cut_to_area(geocoder, a->reach.local, out);
    return status;
}

/* A whole district adds nothing to the area of the document, and would be near everything in it. */
static void leave_out_district(ter_place *p) {
    if (p->precision != TER_PRECISION_DISTRICT) return;
    ter_geometry_release(&p->geometry);
    p->precision = TER_PRECISION_NONE;
    p->uncertainty_m = 0;
    if (!p->key) p->match = TER_MATCH_NONE;
}

/* ---- what is named together ---- */

/* Found by a name that no other place has, and small enough to locate others by. */
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
 * has the answer of each mention. */
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

/* Repeats the query for what was ambiguous or guessed, now that the other places are known. Only places that were
 * certain before are used, so the order does not matter. */
static ter_status settle_answers(work *w, const size_t *of_mention, size_t first, ter_error *err) {
    bool *certain = ter_alloc((w->answers.len + 1) * sizeof *certain);
    for (size_t i = 0; i < w->answers.len; i++) certain[i] = is_certain(&w->answers.items[i].place);
    ter_status status = TER_OK;
    for (size_t i = first; i < w->answers.len && status == TER_OK; i++) {
        answer *a = &w->answers.items[i];
        if (!a->place.ambiguous && a->place.match != TER_MATCH_NGRAM) continue;
        near_list near = {0};
        gather_near(w, of_mention, i, certain, &near);
        ter_place place = {0};
        if (near.len > 0) status = find_place(w, a, &near, &place, err);
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

/* A document without an area lends none to its mentions: what is said with them is theirs. */
static void put_identity(const work *w, answer *a) {
    ter_buf identity = {0};
    if (w->area.identity || a->said == TER_AREA_NONE) return;
    ter_document_area_identity(a->said, &identity);
    a->identity = ter_buf_detach(&identity);
}

/* 省人民医院 is that of the document's province, 市第一中学 that of its city. */
static ter_status put_variants(const work *w, answer *a, ter_error *err) {
    const ter_mention *m = a->mention;
    ter_geocoder *geocoder = NULL;
    ter_buf full = {0}, name = {0};
    ter_status status = ter_geocoder_choices_of(w->c->geocoders, a->reach.taken, &geocoder, err);
    if (status != TER_OK) return status;
    bool known = ter_geocoder_full_name(geocoder, m->name, a->reach.local, &full);
    for (ter_area_id at = a->reach.area; at != TER_AREA_NONE && !known; at = ter_area_parent(at)) {
        ter_buf_clear(&name);
        ter_buf_put_str(&name, ter_area_name(at));
        known = ter_geocoder_full_name(geocoder, m->name, name.ptr, &full);
    }
    a->variants = ter_naming_variants(m->name, m->kind, full.ptr);
    ter_buf_release(&name);
    ter_buf_release(&full);
    return TER_OK;
}

/* 河东市第一医院河西分院 of 河西市: a gazetteer that covers the document, or, of a document of nowhere, one that states
 * no area, has the name as a whole. */
static bool is_mere_name(const work *w, const ter_mention *m) {
    bool known = false;
    for (size_t g = 0; g < w->c->gazetteer_count && !known; g++) {
        ter_gazetteer_hit *hits = NULL;
        size_t count = 0;
        bool reached = w->area.id == TER_AREA_NONE ? w->c->coverages[g].len == 0
                                                   : ter_document_context_reaches(w->c, g, w->area.id);
        if (!reached ||
            ter_gazetteer_lookup(w->c->gazetteers[g], ter_str_from(m->name), true, &hits, &count, NULL) != TER_OK)
            continue;
        for (size_t i = 0; i < count && !known; i++)
            known = hits[i].type != TER_NAME_RULE &&
                    strcmp(ter_gazetteer_at(w->c->gazetteers[g], hits[i].position)->kind, m->kind) == 0;
        free(hits);
    }
    return known;
}

static ter_status find_answer(work *w, const ter_mention *m, size_t *index, ter_error *err) {
    const ter_mention_context *context = &w->said[m - w->found.mentions];
    ter_area_id said = context->by_name && is_mere_name(w, m) ? TER_AREA_NONE : context->area;
    for (*index = 0; *index < w->answers.len; ++*index)
        if (same_query(w->answers.items[*index].mention, m) && w->answers.items[*index].said == said) return TER_OK;
    answer a = {.mention = m, .said = said};
    ter_mention_reach_find(w->c, &w->area, said, &a.reach);
    put_identity(w, &a);
    ter_status status = find_place(w, &a, NULL, &a.place, err);
    if (status == TER_OK) status = put_variants(w, &a, err);
    if (status != TER_OK) {
        ter_mention_place_release(&a);
        return status;
    }
    leave_out_district(&a.place);
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

ter_status ter_mention_places_find(work *w, size_t *of_mention, ter_error *err) {
    ter_status status = TER_OK;
    size_t first = w->answers.len; /* those before it are settled */
    for (size_t i = 0; i < w->found.mention_count && status == TER_OK; i++)
        status = find_answer(w, &w->found.mentions[i], &of_mention[i], err);
    if (status == TER_OK) status = settle_answers(w, of_mention, first, err);
    for (size_t i = first; i < w->answers.len; i++) {
        answer *a = &w->answers.items[i];
        if (a->place.key) a->names = ter_document_context_names_of(w->c, a->place.key, &a->name_count);
        record_candidates(a);
    }
    return status;
}

ter_record_place ter_mention_place_record(const answer *a) {
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

void ter_mention_place_release(answer *a) {
    ter_mention_reach_release(&a->reach);
    free(a->identity);
    ter_place_release(&a->place);
    free(a->names);
    free(a->candidates);
    free(a->part_key);
    for (size_t k = 0; a->variants && a->variants[k]; k++) free(a->variants[k]);
    free(a->variants);
}
