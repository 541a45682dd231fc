/* Sniffing: which format a file is in, and which encoding a web page says it has. */
#ifndef TER_READER_SNIFF_H
#define TER_READER_SNIFF_H

#include "base/error.h"
#include "base/str.h"

typedef enum ter_reader_format {
    TER_READER_AUTO, /* decided by the content; by the name's extension where the content leaves it open */
    TER_READER_TEXT,
    TER_READER_HTML,
    TER_READER_MARKDOWN,
    TER_READER_PDF,
    TER_READER_DOCX,
} ter_reader_format;

#define TER_READER_FORMATS "txt|html|md|pdf|docx"

/* One of the words above; false for another. */
bool ter_reader_format_parse(const char *word, ter_reader_format *out);
const char *ter_reader_format_name(ter_reader_format format); /* static; "" for AUTO */

/* What `file` is. TER_INPUT, saying what to do, for what is neither text nor one of the formats: an image, an archive,
 * an older Office file. `name` is for the extension and for messages. */
ter_status ter_reader_detect(ter_str file, const char *name, ter_reader_format *out, ter_error *err);

/* The encoding that a page's <meta> or XML declaration names, within its first 4,096 bytes; empty when none. Borrowed
 * from `page`. */
ter_str ter_sniff_charset(ter_str page);

#endif
