/* By name: what is looked for, how a name bears it, and the index beside a large registry. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_BY_NAME_H
#define TER_REGISTRY_SEARCH_BY_NAME_H

#include "registry/file/registry_internal.h"
#include "registry/read/read.h"

enum { TER_FIND_MOST = 32 }; /* characters of a text that are looked at one by one */

typedef struct ter_text_forms {
    char **items;
    size_t len, cap;
} ter_text_forms;

/* What is looked for. Words are folded. */
typedef struct ter_wanted {
    ter_buf folded;
    ter_buf letters; /* as pinyin: lower case, no blanks and tones; empty when it has others than letters, digits */
    ter_buf sound;   /* the pinyin of Han characters, a blank after each syllable; empty when it has others */
    ter_text_forms numbers; /* with its numbers written otherwise */
    ter_text_forms alike;   /* with one character replaced by one that looks alike */
    uint32_t characters[TER_FIND_MOST];
    size_t length; /* of `characters`; 0 when there are more */
    bool (*weighty)(uint32_t character);
} ter_wanted;

/* Caller releases. */
void ter_wanted_init(const ter_find_request *request, ter_wanted *w);
void ter_wanted_release(ter_wanted *w);

/* ---- how a name bears it ---- */

/* ALIKE and ONE_OFF are for when the one before found nothing, or only parts. */
typedef enum ter_find_pass { TER_FIND_AS_GIVEN, TER_FIND_ALIKE, TER_FIND_ONE_OFF, TER_FIND_PASSES } ter_find_pass;

typedef struct ter_name_forms {
    const char *folded, *pinyin, *initials;
} ter_name_forms;

/* The best way in which the name bears what is wanted, of those of the pass. `whole`: as a whole name only. */
bool ter_find_rank(const ter_wanted *w, ter_find_pass pass, bool whole, const ter_name_forms *name, ter_found_how *how);

/* Whether `folded` holds what is wanted but for one character: another one, one too many, one missing, or two changed
 * over; of texts of three characters or more, and never its first or last, or a weighty one. A weighty one may be
 * missing in the text where the rest is the whole name: a reader leaves it out, but does not write another. Two
 * characters may be a whole name that lost the one between them. */
bool ter_find_one_off(const ter_wanted *w, const char *folded);
bool ter_find_whole_one_off(const ter_wanted *w, const char *folded);

size_t ter_find_length(const char *folded); /* characters */

/* ---- the index ---- */

/* Keys of its lists: two characters in a row or one (ter_gram; below 2^53), TER_FIND_BEGIN standing before the first;
 * the first one, two or six letters from the beginning of a syllable on; the first four initials from any on. Letters
 * are packed from the left, so that what begins with some is one range. */
enum { TER_FIND_BEGIN = 2, TER_PINYIN_LETTERS = 6, TER_INITIAL_LETTERS = 4, TER_FIND_GRAMS = 256 };
#define TER_PINYIN_KEYS   (UINT64_C(1) << 60)
#define TER_INITIAL_KEYS  (UINT64_C(2) << 60)
#define TER_SYLLABLE_KEYS (UINT64_C(3) << 60) /* of one and two letters */

typedef struct ter_key_range {
    uint64_t first, last;
} ter_key_range;

/* The keys of what begins with these letters, at most `most` of them; blanks among them are passed over. Those of a
 * name are first ones. *letters says how many there were. */
ter_key_range ter_find_letter_keys(const char *letters, size_t most, uint64_t keys, size_t *count);

/* Opens the index that holds now in r->names, or leaves that NULL: where names are few, and, when it would have to be
 * made, while somebody writes and for those who may not write here. */
void ter_find_open(ter_registry *r);
/* Closes it, and removes the file when it is `damaged`, so that the next search makes it anew. */
void ter_find_close(ter_registry *r, bool damaged);

/* Names that may bear what is wanted in one way (EXACT is part of PREFIX), in the order in which they are told. */
typedef struct ter_find_stream ter_find_stream;
typedef struct ter_find_candidate {
    long long row;      /* of facility_name */
    const char *folded; /* borrowed until the next */
} ter_find_candidate;

/* The index is open. Caller frees. */
ter_status ter_find_stream_new(ter_registry *r, const ter_wanted *w, ter_found_how way, ter_find_stream **out);
/* *more is false at the end. TER_FORMAT when the index is damaged. */
ter_status ter_find_stream_next(ter_find_stream *s, ter_find_candidate *out, bool *more);
void ter_find_stream_free(ter_find_stream *s);

#endif
