/* Inside the export room: what lies beside a file because there is no place for it inside: title, licence, attribution
 * and what its fields are. */
#ifndef TER_EXPORT_CREDITS_H
#define TER_EXPORT_CREDITS_H

#include "base/json.h"
#include "export/export.h"

/* Puts members "attribution" and "sources", [{source, licence, date}], into the object under way; none without
 * credits. */
void ter_export_credits_put(ter_json *j, const ter_dataset *dataset);

/* Beside a Shapefile NAME.shp.xml (FGDC-STD-001-1998, which GIS programs show as its metadata), beside a CSV file
 * NAME.csv-metadata.json (W3C, Metadata Vocabulary for Tabular Data); nothing for other formats. */
ter_status ter_export_credits_put_beside(const char *format, const ter_dataset *dataset, ter_error *err);

#endif
