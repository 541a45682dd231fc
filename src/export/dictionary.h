/* The data dictionary next to the layers: dictionary.csv, a row a field, in Chinese and English. */
#ifndef TER_EXPORT_DICTIONARY_H
#define TER_EXPORT_DICTIONARY_H

#include "base/str.h"
#include "export/definition.h"

typedef struct ter_export_dictionary {
    const ter_layer_definitions *definitions;
    const char *const *formats; /* names ended by NULL; some have columns of their own, such as lon and lat, or WKT */
} ter_export_dictionary;

/* Appends CSV (RFC 4180, UTF-8): field, short_name, type, unit, title_zh, title_en, meaning_zh, meaning_en, codes,
 * layer. A row for each field of each definition, which `layer` names, as the definition calls it; types and titles are
 * the program's, codes those of the legend, meanings and units those of layers/fields.tsv as compiled in. The same
 * definitions give the same bytes. */
void ter_export_dictionary_put(const ter_export_dictionary *dictionary, ter_buf *out);

#endif
