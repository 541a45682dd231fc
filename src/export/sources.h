/* Attribution: who the geometries and documents come from, and under which licence. */
#ifndef TER_EXPORT_SOURCES_H
#define TER_EXPORT_SOURCES_H

#include "base/error.h"
#include "base/str.h"

struct ter_registry;

/* Appends to `json` an array of {source, licence, date}, and to `text` one line for people ("source (licence); …").
 * Both are buffers of the caller; `text` stays empty when there are no sources. */
ter_status ter_export_sources_put(struct ter_registry *r, ter_buf *json, ter_buf *text, ter_error *err);

#endif
