/* What an open gazetteer keeps in memory for look-ups: the index of its names and their pinyin, each made at first
 * need. Inside the room only. */
#ifndef TER_GAZETTEER_NAME_CACHE_H
#define TER_GAZETTEER_NAME_CACHE_H

#include "base/memory.h"
#include "gazetteer/ngram.h"

/* The hash of a key's pinyin, and the key's id. */
typedef struct ter_sound {
    uint32_t hash, key;
} ter_sound;

typedef TER_ARRAY(ter_sound) ter_sound_list;

typedef struct ter_name_cache {
    ter_ngram *index;                /* NULL until it is made */
    size_t asked;                    /* look-ups before there was an index */
    ter_sound_list pinyin, initials; /* sorted; empty until they are needed */
} ter_name_cache;

/* An empty cache; caller frees with ter_name_cache_free. */
ter_name_cache *ter_name_cache_new(void);
/* NULL is fine. */
void ter_name_cache_free(ter_name_cache *c);

#endif
