/* The text form of a model's weights, as tools/train writes it. */
#ifndef TER_EXTRACT_SCORER_WEIGHTS_FILE_H
#define TER_EXTRACT_SCORER_WEIGHTS_FILE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

#include <stdint.h>

typedef struct ter_name_weight {
    uint32_t key; /* of a feature, never 0 */
    float value;
} ter_name_weight;

typedef TER_ARRAY(ter_name_weight) ter_name_weights;

/* Reads lines of a key, a weight and what the feature says, in order; errors name PATH:LINE. Caller releases `out`,
 * also after an error. */
ter_status ter_weights_file_read(ter_str text, const char *path, ter_name_weights *out, ter_error *err);

#endif
