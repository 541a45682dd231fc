/* By name: what is looked for, and the index beside a large registry. Inside the room only. */
#ifndef TER_REGISTRY_FIND_H
#define TER_REGISTRY_FIND_H

#include "registry/internal.h"
#include "registry/read.h"

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
    ter_text_forms alike; /* with one character replaced by one that looks alike */
    uint32_t characters[TER_FIND_MOST];
    size_t length; /* of `characters`; 0 when there are more */
    bool (*weighty)(uint32_t character);
} ter_wanted;

/* Each only when the one before found nothing. */
typedef enum ter_find_pass { TER_FIND_AS_GIVEN, TER_FIND_ALIKE, TER_FIND_ONE_OFF, TER_FIND_PASSES } ter_find_pass;

typedef struct ter_name_rowids {
    uint32_t *items;
    size_t len, cap;
} ter_name_rowids;

/* Row ids of facility_name, ascending, among which are all that the pass may find. *answered is false when there is no
 * usable index, and none can be made or is needed: then every name has to be looked at. Caller releases `out`. */
ter_status ter_find_candidates(ter_registry *r, const ter_wanted *w, ter_find_pass pass, ter_name_rowids *out,
                               bool *answered, ter_error *err);

/* Whether `folded` holds what is wanted but for one character: another one, one too many, one missing, or two changed
 * over; of texts of three characters or more, and never its first or last, or a weighty one. */
bool ter_find_one_off(const ter_wanted *w, const char *folded);

/* Closes what ter_find_candidates keeps open in the handle. */
void ter_find_close(ter_registry *r);

#endif
