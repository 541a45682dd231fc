/* What a gazetteer covers: the areas whose places it knows. Stated when it is built, or else taken from its own
 * administrative areas: those with an outline that lie in no other one. */
#ifndef TER_GAZETTEER_COVERAGE_H
#define TER_GAZETTEER_COVERAGE_H

#include "base/memory.h"
#include "gazetteer/gazetteer.h"

typedef struct ter_coverage_area {
    char *name; /* from the province down (江苏省南京市), or as the gazetteer has it when it is no area of China */
    uint32_t code; /* nine digits, as in areas/area_table.h; 0 when it is none of these */
} ter_coverage_area;

typedef TER_ARRAY(ter_coverage_area) ter_coverage; /* empty: not known; its places may be anywhere in its extent */

/* An administrative area of a gazetteer. */
typedef struct ter_coverage_row {
    const char *name, *area; /* borrowed; `area` is the one around it, "" when unknown */
    ter_bbox bbox;           /* without extent: it is known as a point only, and covers nothing */
} ter_coverage_row;

/* Adds an area as a person writes it (a name, names from outer to inner, or a code). */
void ter_coverage_add(ter_coverage *c, const char *name);

/* Adds those of the rows that lie in no other one. `places` is the extent of all that is no area: an area that is more
 * than four times as large is replaced by the areas in it. */
void ter_coverage_add_rows(ter_coverage *c, const ter_coverage_row *rows, size_t count, ter_bbox places);

/* Appends the names, with 、 between; of more than four the first three and how many more. */
void ter_coverage_put(const ter_coverage *c, ter_buf *out);

/* What the file states, or, of a file of an earlier version, what follows from its areas. Caller releases. */
ter_status ter_gazetteer_coverage(const ter_gazetteer *g, ter_coverage *out, ter_error *err);

/* Frees the areas. */
void ter_coverage_release(ter_coverage *c);

#endif
