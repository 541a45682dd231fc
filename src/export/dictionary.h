/* The data dictionary that lies beside the layers: dictionary.csv, a row a field, in Chinese and English. */
#ifndef TER_EXPORT_DICTIONARY_H
#define TER_EXPORT_DICTIONARY_H

#include "base/str.h"
#include "export/export.h"

/* Appends CSV (RFC 4180, UTF-8): field, short_name, type, unit, title_zh, title_en, meaning_zh, meaning_en, codes.
 * Names, types and titles are those of `fields`, codes those of the legend, meanings and units those of
 * layers/fields.tsv as compiled in; a field that has no row there has none. The same fields give the same bytes. */
void ter_export_dictionary_put(const ter_export_field *fields, size_t count, ter_buf *out);

#endif
