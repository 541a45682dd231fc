/* Inside the QGIS room: writing XML, and the compiled-in styles. */
#ifndef TER_QGIS_QGIS_XML_H
#define TER_QGIS_QGIS_XML_H

#include "base/str.h"

/* <name>text</name>, escaped. */
void ter_qgis_put_element(ter_buf *b, const char *name, const char *text);

/* A CRS in the element `element`: EPSG:4326 or EPSG:3857. */
void ter_qgis_put_srs(ter_buf *b, const char *element, int epsg);

/* What stands within <qgis> of layers/NAME.qml. Of its categories only those whose values are in `categories`
 * (NULL-terminated), with their symbols; NULL: all. Without its time unless `timed`: most layers of the project have a
 * fixed one. */
void ter_qgis_put_style(ter_buf *b, const char *name, const char *const *categories, bool timed);

typedef struct ter_qgis_value {
    const char *word, *value; /* the value is XML already */
} ter_qgis_value;

/* Appends the compiled-in file layers/NAME, each {{WORD}} of it replaced by the value at the same place; a word that is
 * not in the list stays. Returns false when no such file is compiled in. */
bool ter_qgis_put_template(ter_buf *b, const char *name, const ter_qgis_value *values, size_t count);

#endif
