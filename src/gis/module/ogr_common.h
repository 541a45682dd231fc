/* Inside the GIS module: what reading and writing through OGR share. */
#ifndef TER_GIS_MODULE_OGR_COMMON_H
#define TER_GIS_MODULE_OGR_COMMON_H

#include "base/error.h"

#include <stdbool.h>

#include <ogr_srs_api.h>

/* GDAL's messages between begin and end: kept, never printed. */
typedef struct ter_ogr_capture {
    char message[512]; /* the first failure, or the last warning when nothing failed */
    int failures;
} ter_ogr_capture;

/* Begins to keep messages. Per thread; pairs of begin and end may nest. */
void ter_ogr_capture_begin(ter_ogr_capture *c);

/* Ends it; the messages stay in `c`. */
void ter_ogr_capture_end(ter_ogr_capture *c);

/* What GDAL said, or `otherwise`. */
const char *ter_ogr_capture_reason(const ter_ogr_capture *c, const char *otherwise);

/* Registers the drivers, once. */
void ter_ogr_start(void);

/* A CRS by name ("EPSG:4490"), LON,LAT or east,north order whatever its authority says; files and the net are not
 * consulted. TER_USAGE for an unknown one. Caller frees with OSRRelease. */
ter_status ter_ogr_crs_new(const char *name, OGRSpatialReferenceH *out, ter_error *err);

#endif
