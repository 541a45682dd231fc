/* What a web map is made with. */
#ifndef TER_WEB_MAP_OPTIONS_H
#define TER_WEB_MAP_OPTIONS_H

#include "geo/datum.h"

struct ter_gazetteer;

typedef struct ter_map_options {
    struct ter_gazetteer *const *gazetteers; /* their roads, waterways and areas are the base map */
    size_t gazetteer_count;                  /* 0: no base map */
    const char *basemap;                     /* URL of raster tiles with {z} {x} {y}, or {-y} counted from the south */
    const char *attribution;                 /* attribution of the tiles; NULL: their host */
    ter_datum datum;                         /* of the tiles: all positions of the map are written in it */
    bool served;                             /* write data/ however few facilities there are */
    bool overwrite;                          /* write into a folder that is not ours */
} ter_map_options;

#endif
