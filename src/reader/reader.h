/* Reader: a file of any kind that documents come in becomes a text (text/text.h).
 *
 * TEXT is read as it is. HTML and MARKDOWN are rendered: tags, marks, scripts and what is hidden are dropped, entities
 * resolved; blocks become paragraphs, table cells are parted by " | ", headings begin with # marks; offsets stay those
 * of the file. PDF and DOCX are containers: their text is made, offsets count in it, and a PDF's text knows its pages.
 * All but TEXT is read by the module terrier_read.so (reader/read_module.h), loaded at its first use. */
#ifndef TER_READER_READER_H
#define TER_READER_READER_H

#include "reader/sniff.h"
#include "text/text.h"

/* Reads `file` into `out`, whose `format` says what it was. Caller releases. TER_INPUT for what is damaged, encrypted,
 * empty or without text; TER_UNSUPPORTED when the module cannot be loaded. May be called in several threads. */
ter_status ter_reader_read(ter_str file, const char *name, ter_reader_format format, ter_text *out, ter_error *err);

/* The same with the format as a word; plain text for a word that is not one. */
ter_status ter_reader_read_word(ter_str file, const char *name, const char *format, ter_text *out, ter_error *err);

#endif
