/* An open index. Inside the room only. */
#ifndef TER_NEAR_NEAR_INDEX_H
#define TER_NEAR_NEAR_INDEX_H

#include "near/near.h"
#include "near/pages.h"

struct ter_near_index {
    near_pages pages;
    const char **words; /* kinds and areas, into the mapping */
};

/* NULL when the index is damaged there. */
const near_node *near_index_nodes(const ter_near_index *index, uint64_t first, uint64_t count);
const near_item *near_index_items(const ter_near_index *index, uint64_t first, uint64_t count);
const char *near_index_word(const ter_near_index *index, uint32_t word);

/* The word's number, or word_count. */
uint64_t near_index_find_word(const ter_near_index *index, const char *word);

/* The geometry of an item, its points borrowed from the mapping, for ter_geometry_distance_m. The arrays in it are
 * only to be read, and nothing is to be released. False when the index is damaged there. */
bool near_index_geometry(const ter_near_index *index, const near_item *item, ter_geometry *out);

/* The texts of an item. False when the index is damaged there. */
bool near_index_texts(const ter_near_index *index, const near_item *item, ter_near_found *out);

#endif
