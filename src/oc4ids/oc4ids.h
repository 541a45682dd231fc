/* OC4IDS 0.9.5, the Open Contracting for Infrastructure Data Standard
 * (https://standard.open-contracting.org/infrastructure/0.9/en/reference/): projects of a registry as a project
 * package, and project packages into a registry.
 *
 * What the standard has no field for (basis, precision, bytes of a quote, …) stands in objects called "terrier", which
 * others pass over, so that a package read into an empty registry and written again is the same file. A project's
 * history is its milestones: a target is a milestone that is scheduled, what is reported is one that is met. Which
 * codes stand for our words is data, layers/oc4ids.tsv and geodata/kinds.tsv. */
#ifndef TER_OC4IDS_OC4IDS_H
#define TER_OC4IDS_OC4IDS_H

#include "registry/read/feature.h"

#define TER_OC4IDS_VERSION "0.9"

typedef struct ter_oc4ids_written {
    size_t projects;
    size_t unlocated; /* of these, without a geometry */
    size_t referred;  /* facilities of the registry that are only referred to: no projects, and left out */
} ter_oc4ids_written;

/* Writes the projects whose current state passes the filter (NULL: all; its as_of: as of that day) as one package into
 * the file `path`. The same registry gives the same bytes: dates are those of documents, and the package's `uri` names
 * it by its content (RFC 6920). Without a project nothing is written, for the standard has no empty package. */
ter_status ter_oc4ids_write(ter_registry *r, const ter_registry_filter *filter, const char *path,
                            ter_oc4ids_written *report, ter_error *err);

typedef struct ter_oc4ids_read {
    size_t projects;                   /* of the file */
    size_t added, unchanged, replaced; /* documents */
    size_t kept; /* documents that the registry has itself; what the file says they say is not taken */
    size_t no_status, no_kind, no_title; /* projects left out */
    size_t no_statement;                 /* projects that only became references */
} ter_oc4ids_read;

/* Puts the projects of a package into the registry, each of its documents in one transaction, after all of it was
 * checked: on TER_INPUT, with a message "NAME:LINE:COL: …" or "NAME: $.projects[0].status: …", nothing was put.
 *
 * A project that this program wrote brings the documents that speak of it, with the sentences it quotes: they are not
 * whole, so they never take the place of documents that the registry read itself, and those take theirs. Of a project
 * of somebody else the file is the document, its title the quote, its status the statement. */
ter_status ter_oc4ids_import(ter_registry *r, ter_str file, const char *name, ter_oc4ids_read *report, ter_error *err);

#endif
