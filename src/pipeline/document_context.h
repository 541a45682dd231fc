/* What reading documents needs, opened once and shared by all of them, in all threads: lexicon, known names, geocoder.
 * Lexicon and names do not change; gazetteers and geocoder keep what they read, so they are used under the lock. */
#ifndef TER_PIPELINE_DOCUMENT_CONTEXT_H
#define TER_PIPELINE_DOCUMENT_CONTEXT_H

#include "areas/area_table.h"
#include "base/memory.h"
#include "extract/extract.h"
#include "gazetteer/coverage.h"
#include "geocode/geocode.h"
#include "pipeline/geocoder_choice.h"
#include "registry/ingest/record.h"

#include <pthread.h>

/* The other names (aliases and former ones, not those made by rule) of one gazetteer, by position. */
typedef struct ter_document_context_name {
    size_t position;
    ter_record_name name; /* owned by the context */
} ter_document_context_name;

typedef struct ter_document_context_names {
    TER_ARRAY(ter_document_context_name) items;
} ter_document_context_names;

/* A district, county or city of the gazetteers: kind `admin`, name ending in one of 区县市旗州盟省. A document may be
 * issued by it. */
typedef struct ter_authority {
    const char *name; /* borrowed from the gazetteer */
    char *folded;
} ter_authority;

typedef struct ter_document_context {
    ter_lexicon *lexicon;
    ter_name_model *model;  /* NULL: the rules decide alone */
    ter_known_names *names; /* of all gazetteers */
    ter_geocoder_choices *geocoders;
    ter_gazetteer *const *gazetteers; /* borrowed from whoever opened the context */
    size_t gazetteer_count;
    ter_document_context_names *other_names; /* one per gazetteer */
    ter_coverage *coverages;                 /* the same */
    ter_bbox *extents;                       /* the same */
    uint64_t hash;                           /* of gazetteers, lexicon, model, rules of names and program */
    char reading[24];                        /* the same as hexadecimal digits, kept with each document */
    TER_ARRAY(ter_authority) authorities;
    pthread_mutex_t *lock; /* of gazetteers and geocoder */
} ter_document_context;

/* What to read with in place of what is compiled in; NULL for that. */
typedef struct ter_reading_files {
    const char *lexicon; /* path of a lexicon */
    const char *model;   /* path of weights of names; "none": the rules decide alone */
} ter_reading_files;

/* The gazetteers (none is fine) must outlive the context. Caller frees. */
ter_status ter_document_context_open(ter_reading_files files, ter_gazetteer *const *gazetteers, size_t gazetteer_count,
                                     ter_document_context **out, ter_error *err);
/* NULL is allowed. */
void ter_document_context_free(ter_document_context *c);

/* To be held while gazetteers or geocoder are used. */
void ter_document_context_lock(const ter_document_context *c);
void ter_document_context_unlock(const ter_document_context *c);

/* The other names of the toponym with this key; borrowed from the context. The list is the caller's to free(). */
ter_record_name *ter_document_context_names_of(const ter_document_context *c, const char *key, size_t *count);

/* Whether the gazetteer may know places of this area: one of those that it covers is it, lies in it or around it. Of
 * a gazetteer that covers no area of China, as far as it says: its extent may meet the area. Needs no lock. */
bool ter_document_context_reaches(const ter_document_context *c, size_t gazetteer, ter_area_id area);

#endif
