/* A JSON file (RFC 8259) as jansson's tree. */
#ifndef TER_JSON_JSON_LOAD_H
#define TER_JSON_JSON_LOAD_H

#include "base/error.h"
#include "base/str.h"

#include <jansson.h>

/* The root, also of a file with a byte order mark; a key given twice is refused. TER_INPUT with NAME:LINE:COL for what
 * is none. Caller releases with json_decref. */
ter_status ter_json_load(ter_str file, const char *name, json_t **root, ter_error *err);

#endif
