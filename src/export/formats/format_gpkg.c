/* GeoPackage, through OGR: one file for all geometry types of a year and status, its styles and attribution inside. */
#include "export/formats/export_format.h"

static const ter_dataset_driver driver = {
    .name = "GPKG",
    .typed = true,
    .transacted = true,
    .title_option = "IDENTIFIER",
    .credits_as_metadata = true,
    .style_table = true,
    .layer_options = {"GEOMETRY_NAME=geom", "FID=fid"},
};

const ter_export_format ter_format_gpkg = {
    .name = "gpkg",
    .title = "GeoPackage",
    .extension = "gpkg",
    .usual = true,
    .driver = &driver,
    .container = true,
    .own_columns = {"fid", "geom"},
};
