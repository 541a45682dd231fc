/* Inside the export room: attribution as JSON, for the formats that have a place for it. */
#ifndef TER_EXPORT_CREDITS_H
#define TER_EXPORT_CREDITS_H

#include "base/json.h"
#include "gis/dataset.h"

/* Puts members "attribution" and "sources", [{source, licence, date}], into the object under way; none without
 * credits. */
void ter_export_credits_put(ter_json *j, const ter_dataset *dataset);

#endif
