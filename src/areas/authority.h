/* Whose document: the area whose authority, paper or bureau issued it, from all that tells of it. The chain (province,
 * city, county, town) follows with ter_area_at_level. A document of a nation-wide paper or body has none, unless its
 * title names what it is about. */
#ifndef TER_AREAS_AUTHORITY_H
#define TER_AREAS_AUTHORITY_H

#include "areas/area_table.h"

/* What is known of a document; whatever is missing is left empty. Strings are UTF-8, unfolded. */
typedef struct ter_area_evidence {
    ter_str given;      /* by the user (--area): "北京市朝阳区", "朝阳", or a code; wins over all else */
    ter_str title;      /* of the document */
    ter_str publisher;  /* masthead or label */
    ter_str signature;  /* under the document: who signed it */
    ter_str file_name;  /* without folders */
    const uint32_t *cp; /* the text, folded */
    size_t count;
} ter_area_evidence;

typedef struct ter_area_authority {
    ter_area_id area;  /* the innermost one; TER_AREA_NONE: not known, or none */
    const char *basis; /* static: "given", "title", "publisher", "signature", "file name", "text", "none" */
    double confidence; /* 0 to 1; 0 without an area */
    bool nation_wide;  /* the publisher or signature is of the whole country */
    bool ambiguous; /* no area, because what is said fits two alike: 朝阳区 alone is in Beijing and in Changchun */
} ter_area_authority;

/* Reads the first 8,000 characters. A given name that is no area's gives no area, with the basis "given". */
void ter_area_authority_find(const ter_area_evidence *evidence, ter_area_authority *out);

#endif
