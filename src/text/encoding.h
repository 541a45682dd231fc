/* Encodings of documents: recognised by their bytes, decoded to UTF-8 with the place each character came from. */
#ifndef TER_TEXT_ENCODING_H
#define TER_TEXT_ENCODING_H

#include "base/error.h"
#include "base/str.h"

/* Decodes `file` into `out` (UTF-8). `*name` gets the encoding's name (static). For encodings other than UTF-8,
 * `*file_at` gets an array with the byte offset in the file of each byte of `out`, plus one past the end; the caller
 * frees it with free(). TER_INPUT, with `title` in the message, for an empty or binary file or an unknown encoding. */
ter_status ter_encoding_decode(ter_str file, const char *title, ter_buf *out, const char **name, uint32_t **file_at,
                               ter_error *err);

/* The same when the file itself names its encoding: `label` as in web pages ("gb2312", "GBK", "big5", "utf-8"; the
 * first two mean GB18030). What is valid UTF-8 is that, whatever it says; malformed bytes become U+FFFD. An unknown or
 * empty label leaves it to the bytes. */
ter_status ter_encoding_decode_as(ter_str file, ter_str label, const char *title, ter_buf *out, const char **name,
                                  uint32_t **file_at, ter_error *err);

#endif
