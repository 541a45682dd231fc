/* A guard before gumbo, whose work grows with the square of how deep elements nest and how many attributes one has. */
#ifndef TER_READER_MODULE_GUARD_H
#define TER_READER_MODULE_GUARD_H

#include "base/error.h"
#include "base/str.h"

/* TER_INPUT for a page that nests over 2,000 elements or has over 2,000 attributes in one tag, which no page written
 * for readers does. A quick scan; counts start tags that no other tag closes by itself. */
ter_status ter_guard_html(ter_str page, const char *name, ter_error *err);

#endif
