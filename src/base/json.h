/* JSON writing (RFC 8259) into a ter_buf. Keys and values are UTF-8; malformed bytes become U+FFFD. Commas are put by
 * the writer. Numbers: integers whole, doubles shortest with at most `decimals` places, NaN and infinity as null. */
#ifndef TER_BASE_JSON_H
#define TER_BASE_JSON_H

#include "base/str.h"

typedef struct ter_json {
    ter_buf *out;
    bool comma; /* a comma is due before the next value or key */
} ter_json;

/* Starts writing at the end of `out`, which is borrowed until the writing ends. */
void ter_json_init(ter_json *j, ter_buf *out);
void ter_json_begin(ter_json *j, char open); /* '{' or '[' */
void ter_json_end(ter_json *j, char close);  /* '}' or ']' */
/* The key of the value that is written next. */
void ter_json_key(ter_json *j, const char *key);
/* Values; what follows a value needs no comma, the writer puts it. */
void ter_json_str(ter_json *j, ter_str value);
void ter_json_text(ter_json *j, const char *value); /* NULL gives null */
void ter_json_int(ter_json *j, long long value);
void ter_json_real(ter_json *j, double value, int decimals);
void ter_json_bool(ter_json *j, bool value);
void ter_json_null(ter_json *j);
void ter_json_raw(ter_json *j, ter_str json); /* already JSON */

/* key and value in one call */
void ter_json_put_text(ter_json *j, const char *key, const char *value);
void ter_json_put_str(ter_json *j, const char *key, ter_str value);
void ter_json_put_int(ter_json *j, const char *key, long long value);
void ter_json_put_real(ter_json *j, const char *key, double value, int decimals);

#endif
