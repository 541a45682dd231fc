/* Inside the QGIS room: the sources that a page names, short enough for its corner. */
#ifndef TER_QGIS_PROJECT_CREDITS_H
#define TER_QGIS_PROJECT_CREDITS_H

#include "base/memory.h"
#include "base/str.h"

typedef struct ter_qgis_credit {
    char *licence;   /* "" when none is stated */
    ter_buf sources; /* with "、" between */
} ter_qgis_credit;

typedef struct ter_qgis_credits { /* start it zeroed, end it with release */
    TER_ARRAY(ter_qgis_credit) list;
} ter_qgis_credits;

/* Adds a source once. What it says after a semicolon is about one place and left out; OpenStreetMap is named as its
 * licence asks. */
void ter_qgis_credits_add(ter_qgis_credits *credits, const char *source, const char *licence);

/* "a、b (licence)；c (licence)", in the order of adding. */
void ter_qgis_credits_put(const ter_qgis_credits *credits, ter_buf *out);

/* Frees the list. */
void ter_qgis_credits_release(ter_qgis_credits *credits);

#endif
