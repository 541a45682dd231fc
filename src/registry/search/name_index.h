/* The index of names next to a large registry: a small SQLite file. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_NAME_INDEX_H
#define TER_REGISTRY_SEARCH_NAME_INDEX_H

#include "registry/file/handle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys of its lists: two characters in a row or one (ter_gram; below 2^53), TER_NAME_BEGIN standing before the first;
 * the first one, two or six letters from the beginning of a syllable on; the first four initials from any on. Letters
 * are packed from the left, so that everything that begins with some letters is one range. */
enum { TER_NAME_BEGIN = 2, TER_PINYIN_LETTERS = 6, TER_INITIAL_LETTERS = 4, TER_NAME_GRAMS = 256 };
#define TER_PINYIN_KEYS   (UINT64_C(1) << 60)
#define TER_INITIAL_KEYS  (UINT64_C(2) << 60)
#define TER_SYLLABLE_KEYS (UINT64_C(3) << 60) /* of one and two letters */

typedef struct ter_key_range {
    uint64_t first, last;
} ter_key_range;

/* The keys of everything that begins with these letters, at most `most` of them; blanks among them are skipped. Those
 * of a name are first ones. *count tells how many letters there were. */
ter_key_range ter_name_letter_keys(const char *letters, size_t most, uint64_t keys, size_t *count);

/* The index that is up to date, or NULL: where names are few, and, when it would have to be made, while somebody writes
 * and for those who may not write here. Borrowed from the handle. */
struct ter_store *ter_name_index_open(ter_registry *r);

/* Closes a damaged index and removes its file, so that the next search makes it again. */
void ter_name_index_drop(ter_registry *r);

#endif
