/* What a map, a sheet or a project is called by: the areas whose documents it shows. */
#ifndef TER_EXPORT_AREA_TITLE_H
#define TER_EXPORT_AREA_TITLE_H

#include "base/error.h"
#include "base/str.h"

struct ter_registry;

/* Appends the areas of the registry's documents: up to three by name, more by the area around them all, or else the
 * first and how many there are. Nothing when no document has one. */
ter_status ter_export_area_title(struct ter_registry *r, ter_buf *out, ter_error *err);

#endif
