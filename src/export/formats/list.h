/* The formats that are written, in the order of help and messages: a line for each formats/format_NAME.c, which ends in
 * the record ter_format_NAME. Included more than once, with TER_FORMAT defined. */
TER_FORMAT(geojson)
TER_FORMAT(shapefile)
TER_FORMAT(gpkg)
TER_FORMAT(flatgeobuf)
TER_FORMAT(kml)
TER_FORMAT(csv)
TER_FORMAT(xlsx)
TER_FORMAT(oc4ids)
