/* The weights of a model, for the files that score with them. */
#ifndef TER_EXTRACT_SCORER_NAME_WEIGHTS_H
#define TER_EXTRACT_SCORER_NAME_WEIGHTS_H

#include "extract/scorer/name_model.h"
#include "extract/scorer/weights_file.h"
#include "extract/words/word_dictionary.h"

struct ter_name_model {
    ter_dictionary dictionary;
    ter_name_weight *weights; /* open addressing by key; key 0: free */
    size_t mask;
};

/* The weight of a feature, 0 for one that is not in the model. */
static inline float ter_name_weight_of(const ter_name_model *m, uint32_t key) {
    for (size_t i = key & m->mask; m->weights[i].key; i = (i + 1) & m->mask)
        if (m->weights[i].key == key) return m->weights[i].value;
    return 0;
}

#endif
