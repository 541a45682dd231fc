/* A place as the command line writes it, read the same way in every command: a position LON,LAT, a box W,S,E,N, a file
 * of areas or lines, the name or id of a facility in the registry, or a name that a gazetteer knows. */
#ifndef TER_CLI_INPUT_PLACE_ARGUMENT_H
#define TER_CLI_INPUT_PLACE_ARGUMENT_H

#include "base/memory.h"
#include "cli/input/gazetteers.h"
#include "cli/input/lonlat.h"
#include "geo/datum.h"
#include "geo/geometry.h"
#include "registry/search/by_name.h"
#include "json/geojson_read.h"

/* Where names are looked up. The first three are set by the caller, the rest is opened when a name needs it. */
typedef struct ter_place_lookup {
    ter_registry *registry;               /* borrowed; searched first */
    const ter_text_list *gazetteer_names; /* borrowed; values of --gazetteer */
    ter_datum datum;                      /* of positions given */
    ter_gazetteer_set gazetteers;
    struct ter_geocoder *geocoder;
    bool opened; /* the gazetteers */
} ter_place_lookup;

/* Opens the gazetteers unless they are open. The lookups below do so themselves. */
ter_status ter_place_lookup_open(ter_place_lookup *l, ter_error *err);

/* Closes what was opened. */
void ter_place_lookup_release(ter_place_lookup *l);

/* A position: LON,LAT; the name or id of a facility; or a name, junction or section that the gazetteers know. `note`
 * (appended to) says what a name was resolved to. TER_USAGE for text that is not a position, TER_INPUT for a name that
 * is unknown or ambiguous; the message says which. */
ter_status ter_place_position(ter_place_lookup *l, const char *text, ter_position *out, ter_buf *note, ter_error *err);
bool ter_place_is_position(const char *text); /* LON,LAT, or meant to be */

/* For the help of commands that take an area. */
#define TER_AREA_HELP                                                                                                  \
    "AREA is a file of polygons (GeoJSON, or what OGR reads), a box W,S,E,N in degrees, or the name or id of an area " \
    "that the registry or "                                                                                            \
    "the\ngazetteer knows."

/* An area (`type` POLYGON) or a line (LINE): a GeoJSON file (`-`: standard input) or one that OGR reads; for an area
 * also W,S,E,N; otherwise a name or id: of a facility whose own geometry the registry has, or a name that a gazetteer
 * knows, areas of kind `admin` first. TER_USAGE when the name is unknown or ambiguous. Caller releases `out`. */
ter_status ter_place_shape(ter_place_lookup *l, const char *text, ter_geometry_type type, ter_geometry *out,
                           ter_error *err);

/* The outline that a gazetteer has for an area's name; type NONE when none has it. Caller releases `out`. */
ter_status ter_place_outline(ter_place_lookup *l, const char *name, ter_geometry *out, ter_error *err);

/* "area" or "line", for messages. */
const char *ter_place_shape_word(ter_geometry_type type);

/* The features of `type` (POLYGON or LINE) in a file, in WGS 84: GeoJSON (`-`: from standard input), read without a
 * module, or any other format that OGR reads; named by the property `name` in any case. TER_INPUT when the file has
 * none, does not state its CRS, or has an edge across the antimeridian. Caller releases `out`. */
ter_status ter_place_shape_file(const char *path, ter_geometry_type type, ter_geojson_features *out, ter_error *err);

typedef struct ter_named_facility {
    char *id, *name, *kind, *area; /* owned by the list */
    ter_found_how how;
    bool located; /* with a geometry */
} ter_named_facility;

typedef TER_ARRAY(ter_named_facility) ter_named_facilities;

/* The facility whose id `text` is, or all that have exactly this name, official or other. Appends; the caller
 * releases. */
ter_status ter_named_facilities_find(ter_registry *r, const char *text, ter_named_facilities *out, ter_error *err);
void ter_named_facilities_add(ter_named_facilities *list, const ter_found *found); /* appends a copy */
void ter_named_facilities_release(ter_named_facilities *list);

#endif
