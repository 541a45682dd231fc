/* A model of names: weights of features, learnt from annotated texts by tools/train, that decide which candidates are
 * names. */
#ifndef TER_EXTRACT_SCORER_NAME_MODEL_H
#define TER_EXTRACT_SCORER_NAME_MODEL_H

#include "base/error.h"

typedef struct ter_name_model ter_name_model;

/* The weights compiled into the program (geodata/names/names.weights). *out is NULL, and the rules decide alone, where
 * none are compiled in. Caller frees. */
ter_status ter_name_model_new_embedded(ter_name_model **out, ter_error *err);
/* A weights file: lines of FEATURE, tab, WEIGHT; errors name FILE:LINE. Caller frees. */
ter_status ter_name_model_open(const char *path, ter_name_model **out, ter_error *err);
void ter_name_model_free(ter_name_model *m);

#endif
