/* terrier_gis.so: its one visible symbol is the table of gis/gis.h. */
#include "gis/gis.h"
#include "gis/module/ogr_common.h"
#include "gis/module/ogr_read.h"
#include "gis/module/ogr_transform.h"
#include "gis/module/ogr_write.h"
#include "gis/module/spatialite.h"

#include <gdal.h>
#include <stdio.h>

static const char *versions(void) {
    static char text[128];
    snprintf(text, sizeof text, "GDAL %s, SpatiaLite %s", GDALVersionInfo("RELEASE_NAME"), ter_spatialite_version());
    return text;
}

__attribute__((visibility("default"))) extern const ter_gis ter_gis_table;

const ter_gis ter_gis_table = {
    .abi = TER_GIS_ABI,
    .versions = versions,
    .spatialite_attach = ter_spatialite_attach,
    .spatialite_detach = ter_spatialite_detach,
    .features_read = ter_ogr_features_read,
    .dataset_open = ter_ogr_dataset_open,
    .dataset_put = ter_ogr_dataset_put,
    .dataset_close = ter_ogr_dataset_close,
    .transform_open = ter_ogr_transform_open,
    .transform_apply = ter_ogr_transform_apply,
    .transform_close = ter_ogr_transform_close,
};
