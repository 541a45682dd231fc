/* A static web map of a registry: a folder that a browser opens from a file, without network or server.
 *
 * index.html, app/ (our scripts and MapLibre GL JS with its licence), data.js (the facilities) and details.js (what
 * documents say, for when it is asked for): scripts, for a page that is opened from a file may load these but not
 * fetch. Above TER_MAP_INLINE facilities data.js holds the head only, and the page fetches data/ from the web server
 * that it then needs. The same registry gives the same bytes. */
#ifndef TER_WEB_WEB_MAP_H
#define TER_WEB_WEB_MAP_H

#include "base/error.h"
#include "export/folder.h"
#include "web/map_options.h"

struct ter_registry;

enum { TER_MAP_INLINE = 20000 };

extern const ter_folder_kind ter_map_folder;

typedef struct ter_map_report {
    size_t facilities;
    bool served; /* the folder needs a web server */
} ter_map_report;

/* Whether a MapLibre is compiled in; without it what writes maps gives TER_UNSUPPORTED. */
bool ter_map_available(void);

/* TER_USAGE for a basemap that is not an http(s) URL with {z} {x} {y}, or has a datum that is not one of its tiles. */
ter_status ter_map_check(const ter_map_options *options, ter_error *err);

/* Writes the folder `out`, whole or not at all. `report` may be NULL. */
ter_status ter_map_write(struct ter_registry *registry, const char *out, const ter_map_options *options,
                         ter_map_report *report, ter_error *err);

/* The same into a folder that exists, for a caller that replaces it as a whole. */
ter_status ter_map_write_into(struct ter_registry *registry, const char *folder, const ter_map_options *options,
                              ter_map_report *report, ter_error *err);

#endif
