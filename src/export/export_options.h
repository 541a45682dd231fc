/* What is exported and how, and what came of it. */
#ifndef TER_EXPORT_EXPORT_OPTIONS_H
#define TER_EXPORT_EXPORT_OPTIONS_H

#include "base/error.h"
#include "base/str.h"

struct ter_registry;
struct ter_registry_filter;

enum { TER_BY_STATUS = 1, TER_BY_YEAR = 2, TER_BY_KIND = 4 };

typedef struct ter_export_options {
    const char *const *formats;               /* NULL-terminated names; NULL: the usual ones */
    unsigned by;                              /* TER_BY_…; 0: as the layer definitions state */
    const char *layers;                       /* file or folder of layer definitions; NULL: the compiled-in default */
    const struct ter_registry_filter *filter; /* NULL: everything */
    const char *crs;          /* "EPSG:n", "wgs84", "cgcs2000", "gcj02", "bd09"; NULL: EPSG:4326. See ter_export_run */
    bool overwrite;           /* write into a folder that is not ours */
    bool (*is_stopped)(void); /* asked at each feature: true ends the export, which leaves nothing; NULL: never */
} ter_export_options;

typedef struct ter_export_report {
    size_t features;    /* written (each once per format) */
    size_t unlocated;   /* of these, without a geometry */
    size_t layers;      /* over all formats */
    size_t cut_values;  /* texts cut to what a Shapefile or a worksheet's cell holds, listed in cut.csv */
    bool kept_wgs84;    /* crs was not used for a format whose standard fixes WGS 84 */
    size_t empty_count; /* layer definitions that nothing matches, and the names of the first of them */
    char empty[256];
    const char *package; /* title of the format whose package of projects was asked for, "OC4IDS"; NULL: none was */
    size_t projects;     /* in it; none: it was not written */
    size_t referred;     /* facilities that are only referred to, and so are not projects */
} ter_export_report;

#endif
