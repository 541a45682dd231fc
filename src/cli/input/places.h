/* Areas and lines that a question names: a file, a box, a name. */
#ifndef TER_CLI_INPUT_PLACES_H
#define TER_CLI_INPUT_PLACES_H

#include "cli/input/gazetteers.h"
#include "geo/geometry.h"
#include "registry/file/registry.h"

/* Help text, the same in every command. */
#define TER_AREA_HELP                                                                                                  \
    "AREA is a file of polygons (GeoJSON, or what OGR reads), a box W,S,E,N in degrees, or the name or id of an area " \
    "that the registry or "                                                                                            \
    "the\ngazetteer knows."

/* An area (`type` POLYGON) or a line (LINE) as `text` gives it: a GeoJSON file (`-`: standard input) or one that OGR
 * reads, for an area also W,S,E,N; otherwise a name: of a facility whose own geometry the registry has, by name or id,
 * or of what a gazetteer knows, those of an area's kind first. TER_USAGE when nothing is named so, or several things
 * are. Caller releases. */
ter_status ter_place_read(const char *text, ter_geometry_type type, ter_registry *r, const ter_text_list *gazetteers,
                          ter_geometry *out, ter_error *err);

/* The same of a name that a gazetteer has as an area; type NONE when none has. */
ter_status ter_place_of_area(const char *name, const ter_gazetteer_set *gazetteers, ter_geometry *out, ter_error *err);

#endif
