/* Inside the export room: title, description and metadata in the header of a FlatGeobuf file, where its format has them
 * (https://github.com/flatgeobuf/flatgeobuf, src/fbs/header.fbs) and GDAL 3.6 does not write them. */
#ifndef TER_EXPORT_FORMATS_FGB_HEADER_H
#define TER_EXPORT_FORMATS_FGB_HEADER_H

#include "base/error.h"
#include "base/str.h"

typedef struct ter_fgb_words {
    const char *title, *description, *metadata; /* metadata: JSON by convention; NULL: none of it */
} ter_fgb_words;

/* Appends the header (a FlatBuffer without its size) with these words, its other members as in `header`. false when
 * `header` is not one. */
bool ter_fgb_header_put(ter_str header, const ter_fgb_words *words, ter_buf *out);

/* The same in a file: a copy is written next to it and replaces it. */
ter_status ter_fgb_header_rewrite(const char *path, const ter_fgb_words *words, ter_error *err);

#endif
