/* Where a command is asked to look from: a position, or a place by name. */
#ifndef TER_CLI_INPUT_WHERE_H
#define TER_CLI_INPUT_WHERE_H

#include "cli/command.h"
#include "cli/input/gazetteers.h"
#include "geo/datum.h"
#include "registry/read/read.h"

typedef struct ter_where {
    ter_registry *registry;               /* borrowed; asked first */
    const ter_text_list *gazetteer_names; /* borrowed; of --gazetteer, opened when a name asks for them */
    ter_datum datum;                      /* of positions given */
    ter_gazetteer_set gazetteers;
    struct ter_geocoder *geocoder;
} ter_where;

/* `text`: LON,LAT; or the name or id of a facility of the registry; or a name, junction or section that the gazetteers
 * know. `note` (appended to) tells what a name was taken for. TER_USAGE for what is no position, TER_INPUT for a name
 * that nothing or that several things have; the message says which. */
ter_status ter_where_find(ter_where *w, const char *text, ter_position *out, ter_buf *note, ter_error *err);
bool ter_where_is_position(const char *text); /* or meant as one */
void ter_where_release(ter_where *w);

#endif
