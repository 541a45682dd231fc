/* Text made fit for a format that gives some characters a meaning of their own. All append to `out`. */
#ifndef TER_BASE_ESCAPE_H
#define TER_BASE_ESCAPE_H

#include "base/str.h"

/* An XML element's text or a quoted attribute's value. A carriage return becomes a reference, since a reader would make
 * a line end of it; control characters that XML cannot hold become U+FFFD. */
void ter_escape_xml(ter_buf *out, const char *text);

/* The same on one line: every control character, and U+FFFE and U+FFFF, becomes a blank. */
void ter_escape_xml_line(ter_buf *out, const char *text);

/* A cell of CSV (RFC 4180): quoted if it holds a comma, a quote, a line end or a NUL byte. */
void ter_escape_csv(ter_buf *out, ter_str text);

/* A path in a URI: what would begin a query or a fragment, and the percent sign, as %XX. */
void ter_escape_uri_path(ter_buf *out, const char *path);

#endif
