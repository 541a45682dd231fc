/* JSON reading (RFC 8259): a text is checked once as a whole, then walked in place. A value is the bytes it stands in;
 * nothing is copied. */
#ifndef TER_BASE_JSON_READ_H
#define TER_BASE_JSON_READ_H

#include "base/error.h"
#include "base/str.h"

typedef struct ter_json_value {
    const char *ptr, *end;
} ter_json_value;

/* Checks all of `text`, which must outlive the value. TER_INPUT with TITLE:LINE:COL when it is no JSON, or nested more
 * than 64 deep. The other functions take only what comes from here. */
ter_status ter_json_check(ter_str text, const char *title, ter_json_value *out, ter_error *err);

/* '{', '[', '"', '0' for a number, 't', 'f' or 'n'. */
char ter_json_type(ter_json_value v);

/* A member of an object, the last one of that key; false when there is none, or `object` is none. */
bool ter_json_member(ter_json_value object, const char *key, ter_json_value *out);

/* One item of an array after another: *at is 0 first. False at the end, or when `array` is none. */
bool ter_json_next(ter_json_value array, size_t *at, ter_json_value *out);

double ter_json_number(ter_json_value v); /* NaN when it is none */

/* Appends a string's text; false, and nothing appended, when it is no string. */
bool ter_json_string(ter_json_value v, ter_buf *out);
bool ter_json_is(ter_json_value v, const char *text);

#endif
