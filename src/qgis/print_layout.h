/* Inside the QGIS room: the page to print, A3 across, from layers/layout.xml. */
#ifndef TER_QGIS_PRINT_LAYOUT_H
#define TER_QGIS_PRINT_LAYOUT_H

#include "base/str.h"

typedef struct ter_qgis_page {
    const char *title, *subtitle;
    const char *legend;  /* a <layer-tree-group> */
    const char *sources; /* the attribution */
    double extent[4];    /* EPSG:3857: xmin, ymin, xmax, ymax; grown to the page's shape */
} ter_qgis_page;

/* Appends the page as a <Layout> of the project. */
/* Appends the <Layout>; nothing when none is compiled in. */
void ter_qgis_put_layout(ter_buf *b, const ter_qgis_page *page);

#endif
