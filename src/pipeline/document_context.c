/* Opens what reading documents needs, and makes the hash that identifies it. */
#include "pipeline/document_context.h"

#include "areas/area_extent.h"
#include "areas/area_mentions.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/kind.h"
#include "base/version.h"
#include "gazetteer/lookup.h"
#include "text/characters.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_HAN = 2 };

/* ---- the hash ---- */

static void hash_bytes(ter_document_context *c, const void *bytes, size_t count) {
    c->hash = ter_hash_bytes(c->hash, bytes, count);
}

static void hash_text(ter_document_context *c, const char *text) {
    hash_bytes(c, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* And gathers their extent. */
static void hash_toponyms(ter_document_context *c, const ter_gazetteer *g, ter_bbox *extent) {
    *extent = ter_bbox_empty;
    for (size_t i = 0; i < ter_gazetteer_count(g); i++) {
        const ter_toponym *t = ter_gazetteer_at(g, i);
        const char *const texts[] = {t->key, t->name, t->kind, t->area, t->lifecycle, t->source, t->licence, t->date};
        const double numbers[] = {t->point.lon_deg, t->point.lat_deg, t->bbox.min_lon, t->bbox.min_lat,
                                  t->bbox.max_lon,  t->bbox.max_lat,  t->accuracy_m};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) hash_text(c, texts[k]);
        hash_bytes(c, numbers, sizeof numbers);
        ter_bbox_add(extent, t->bbox);
    }
}

static ter_status hash_file(ter_document_context *c, const char *path, ter_error *err) {
    ter_buf data = {0};
    ter_status status = ter_file_read(path, &data, err);
    if (status == TER_OK) hash_bytes(c, data.ptr ? data.ptr : "", data.len);
    ter_buf_release(&data);
    return status;
}

static bool is_model_file(ter_reading_files files) {
    return files.model && strcmp(files.model, "none") != 0;
}

static ter_status hash_rest(ter_document_context *c, ter_reading_files files, ter_error *err) {
    static const char *const data_of[] = {"geodata/lexicon/", "geodata/names/", "generated/names.weights"};
    ter_status status = TER_OK;
    hash_text(c, TER_RELEASE);
    hash_text(c, files.model); /* a word or a path; its bytes follow */
    if (files.lexicon) status = hash_file(c, files.lexicon, err);
    if (status == TER_OK && is_model_file(files)) status = hash_file(c, files.model, err);
    const char *path;
    ter_str data;
    for (size_t f = files.lexicon ? 1 : 0; f < sizeof data_of / sizeof *data_of; f++)
        for (size_t i = 0; ter_embedded_at(data_of[f], i, &path, &data); i++) hash_bytes(c, data.ptr, data.len);
    snprintf(c->reading, sizeof c->reading, "%016llx", (unsigned long long)c->hash);
    return status;
}

/* ---- known names ---- */

typedef struct filling {
    ter_document_context *context;
    size_t gazetteer;
} filling;

static bool is_han(uint32_t c) {
    return ter_cp_is_han(c) || c == U'〇';
}

static size_t han_count(const char *name) {
    size_t count = 0, len = strlen(name);
    uint32_t c;
    for (size_t i = 0; i < len;) {
        i += ter_utf8_next(name + i, len - i, &c);
        count += is_han(c);
    }
    return count;
}

static void add_name(size_t position, const char *name, ter_name_type type, void *context) {
    const filling *f = context;
    /* A short form of one character would be found in every other word. */
    if (type == TER_NAME_RULE && han_count(name) < LEAST_HAN) return;
    const ter_toponym *t = ter_gazetteer_at(f->context->gazetteers[f->gazetteer], position);
    hash_text(f->context, name);
    ter_known_names_add(f->context->names, ter_str_from(name), ter_str_from(t->name), ter_str_from(t->kind),
                        ter_str_from(t->area));
    if (type != TER_NAME_ALIAS && type != TER_NAME_FORMER) return;
    ter_record_name_type kept = type == TER_NAME_ALIAS ? TER_RECORD_ALIAS : TER_RECORD_FORMER;
    ter_document_context_name row = {position, {ter_strdup(name), kept}};
    ter_array_push(&f->context->other_names[f->gazetteer].items, row);
}

static int compare_names(const void *a, const void *b) {
    const ter_document_context_name *x = a, *y = b;
    if (x->position != y->position) return x->position < y->position ? -1 : 1;
    return strcmp(x->name.name, y->name.name);
}

static bool is_authority(const ter_toponym *t) {
    static const char *const endings[] = {"区", "县", "市", "旗", "州", "盟", "省"};
    if (!ter_kind_is_area(t->kind)) return false;
    size_t n = strlen(t->name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t m = strlen(endings[i]);
        if (n > 2 * m && strcmp(t->name + n - m, endings[i]) == 0) return true;
    }
    return false;
}

static void add_authorities(ter_document_context *c, const ter_gazetteer *g) {
    size_t from, to;
    ter_gazetteer_kind_range(g, ter_kind_of_areas(), &from, &to);
    for (; from < to; from++) {
        const ter_toponym *t = ter_gazetteer_at(g, from);
        if (!is_authority(t)) continue;
        ter_buf folded = {0};
        ter_fold_key(ter_str_from(t->name), &folded);
        ter_authority one = {t->name, ter_buf_detach(&folded)};
        ter_array_push(&c->authorities, one);
    }
}

static ter_status add_coverage(ter_document_context *c, size_t gazetteer, ter_error *err) {
    ter_coverage *coverage = &c->coverages[gazetteer];
    ter_status status = ter_gazetteer_coverage(c->gazetteers[gazetteer], coverage, err);
    for (size_t i = 0; i < coverage->len; i++) hash_text(c, coverage->items[i].name);
    return status;
}

static ter_status add_gazetteer(ter_document_context *c, size_t gazetteer, ter_error *err) {
    filling f = {c, gazetteer};
    hash_toponyms(c, c->gazetteers[gazetteer], &c->extents[gazetteer]);
    ter_status status = add_coverage(c, gazetteer, err);
    if (status == TER_OK) status = ter_gazetteer_each_name(c->gazetteers[gazetteer], add_name, &f, err);
    ter_document_context_names *names = &c->other_names[gazetteer];
    if (names->items.len > 1) qsort(names->items.items, names->items.len, sizeof *names->items.items, compare_names);
    add_authorities(c, c->gazetteers[gazetteer]);
    return status;
}

/* ---- opening ---- */

ter_status ter_document_context_open(ter_reading_files files, ter_gazetteer *const *gazetteers, size_t gazetteer_count,
                                     ter_document_context **out, ter_error *err) {
    *out = NULL;
    ter_document_context *c = ter_alloc(sizeof *c);
    c->gazetteers = gazetteers;
    c->gazetteer_count = gazetteer_count;
    c->lock = ter_alloc(sizeof *c->lock);
    pthread_mutex_init(c->lock, NULL);
    c->names = ter_known_names_new();
    c->hash = TER_HASH_START;
    c->other_names = ter_alloc(gazetteer_count * sizeof *c->other_names);
    c->extents = ter_alloc(gazetteer_count * sizeof *c->extents);
    c->coverages = ter_alloc(gazetteer_count * sizeof *c->coverages);
    ter_status status =
        files.lexicon ? ter_lexicon_open(files.lexicon, &c->lexicon, err) : ter_lexicon_new_embedded(&c->lexicon, err);
    if (status == TER_OK && is_model_file(files)) status = ter_name_model_open(files.model, &c->model, err);
    if (status == TER_OK && !files.model) status = ter_name_model_new_embedded(&c->model, err);
    for (size_t i = 0; i < gazetteer_count && status == TER_OK; i++) status = add_gazetteer(c, i, err);
    ter_known_names_finish(c->names);
    if (status == TER_OK) status = hash_rest(c, files, err);
    c->geocoders = ter_geocoder_choices_new(gazetteers, gazetteer_count);
    if (status != TER_OK) {
        ter_document_context_free(c);
        return status;
    }
    *out = c;
    return TER_OK;
}

void ter_document_context_free(ter_document_context *c) {
    if (!c) return;
    for (size_t i = 0; i < c->gazetteer_count; i++) {
        ter_document_context_names *names = &c->other_names[i];
        for (size_t k = 0; k < names->items.len; k++) free((char *)names->items.items[k].name.name);
        ter_array_release(&names->items);
        ter_coverage_release(&c->coverages[i]);
    }
    free(c->other_names);
    free(c->coverages);
    free(c->extents);
    for (size_t i = 0; i < c->authorities.len; i++) free(c->authorities.items[i].folded);
    ter_array_release(&c->authorities);
    pthread_mutex_destroy(c->lock);
    free(c->lock);
    ter_geocoder_choices_free(c->geocoders);
    ter_known_names_free(c->names);
    ter_name_model_free(c->model);
    ter_lexicon_free(c->lexicon);
    free(c);
}

/* ---- lookups ---- */

void ter_document_context_lock(const ter_document_context *c) {
    pthread_mutex_lock(c->lock);
}

void ter_document_context_unlock(const ter_document_context *c) {
    pthread_mutex_unlock(c->lock);
}

/* What a covered area may be; of an ambiguous name all that are called so. False when that is nothing in China. */
static bool read_covered(const ter_coverage_area *covered, ter_area_mention *out) {
    ter_area_id id = covered->code ? ter_area_of_code(covered->code) : TER_AREA_NONE;
    if (id == TER_AREA_NONE) return ter_area_parse_larger(ter_str_from(covered->name), out);
    out->count = 1;
    out->areas[0] = (uint16_t)id;
    return true;
}

/* Of a gazetteer that names no area of China its extent tells, roughly. */
static bool extent_reaches(const ter_document_context *c, size_t gazetteer, ter_area_id area) {
    ter_bbox extent = c->extents[gazetteer];
    ter_area_extent e;
    if (extent.min_lon > extent.max_lon || !ter_area_extent_of(area, &e)) return true;
    return ter_bbox_overlaps(extent, (ter_bbox){e.min_lon, e.min_lat, e.max_lon, e.max_lat});
}

bool ter_document_context_reaches(const ter_document_context *c, size_t gazetteer, ter_area_id area) {
    const ter_coverage *coverage = &c->coverages[gazetteer];
    bool known = false;
    for (size_t i = 0; i < coverage->len; i++) {
        ter_area_mention m;
        if (!read_covered(&coverage->items[i], &m)) continue;
        known = true;
        for (size_t k = 0; k < m.count; k++)
            if (ter_area_within(area, m.areas[k]) || ter_area_within(m.areas[k], area)) return true;
    }
    return !known && extent_reaches(c, gazetteer, area);
}

static bool find_key(const ter_document_context *c, const char *key, size_t *gazetteer, size_t *position) {
    for (*gazetteer = 0; *gazetteer < c->gazetteer_count; ++*gazetteer) {
        const ter_gazetteer *g = c->gazetteers[*gazetteer];
        for (*position = 0; *position < ter_gazetteer_count(g); ++*position)
            if (strcmp(ter_gazetteer_at(g, *position)->key, key) == 0) return true;
    }
    return false;
}

ter_record_name *ter_document_context_names_of(const ter_document_context *c, const char *key, size_t *count) {
    TER_ARRAY(ter_record_name) found = {0};
    size_t gazetteer, position;
    if (find_key(c, key, &gazetteer, &position)) {
        const ter_document_context_names *names = &c->other_names[gazetteer];
        for (size_t i = 0; i < names->items.len; i++)
            if (names->items.items[i].position == position) ter_array_push(&found, names->items.items[i].name);
    }
    *count = found.len;
    return found.items;
}
