/* A static web map of a registry: a folder that a browser opens from a file, without network or server. */
#ifndef TER_WEB_MAP_H
#define TER_WEB_MAP_H

#include "base/error.h"
#include "export/folder.h"

struct ter_gazetteer;
struct ter_registry;

/* index.html, map.css, map.js, data.js, Leaflet and its licence. */
extern const ter_folder_kind ter_map_folder;

typedef struct ter_map_options {
    struct ter_gazetteer *const *gazetteers; /* their roads, waterways and area names are the background */
    size_t gazetteer_count;                  /* 0: no background */
    bool overwrite;                          /* write into a folder that is not ours */
} ter_map_options;

/* Writes the folder `out`, whole or not at all. TER_UNSUPPORTED in a program that has no map compiled in. */
ter_status ter_map_write(struct ter_registry *registry, const char *out, const ter_map_options *options,
                         ter_error *err);

/* The same into a folder that exists, for a caller that replaces it as a whole. */
ter_status ter_map_write_into(struct ter_registry *registry, const char *folder, const ter_map_options *options,
                              ter_error *err);

#endif
