/* Where a text names areas of China: each name with those before it that it continues (河北省保定市清苑区 is one
 * mention, of 清苑区), and the areas it may mean. Names of one character, of towns without their unit (和平, 新华) and
 * names that only begin another one (南京路, 北京大学) are passed over. */
#ifndef TER_AREAS_AREA_MENTIONS_H
#define TER_AREAS_AREA_MENTIONS_H

#include "areas/area_table.h"

enum { TER_AREA_MOST_MEANT = 64 };

typedef struct ter_area_mention {
    uint32_t from, to; /* code points */
    uint16_t count;    /* of areas; one when the name, or what stands before it, leaves no choice */
    bool whole;        /* the name has its unit: 清苑区, not 清苑 */
    bool chained;      /* an area around it is named right before it */
    uint16_t areas[TER_AREA_MOST_MEANT];
} ter_area_mention;

/* The next mention in the folded cp[*at..n); *at moves behind it. False when there are no more. */
bool ter_area_next_mention(const uint32_t *cp, size_t n, size_t *at, ter_area_mention *out);

/* Reads a whole string as one area, as a user writes it: a name of any form, names from outer to inner (北京市朝阳区,
 * 北京朝阳, also with blanks or slashes between), or a code (110105). False when it is not. */
bool ter_area_parse(ter_str text, ter_area_mention *out);

/* The same, without towns where something larger is called so too: 朝阳区 is none of the towns. */
bool ter_area_parse_larger(ter_str text, ter_area_mention *out);

#endif
