/* What a sentence says of a road's extent: its ends and its length. */
#ifndef TER_EXTRACT_STATEMENTS_ROAD_EXTENT_H
#define TER_EXTRACT_STATEMENTS_ROAD_EXTENT_H

#include "base/str.h"

typedef struct ter_road_extent {
    ter_str ends;    /* "西起甲路，东至乙路"; a view into the text; empty when none are said */
    double length_m; /* "全长约9.1公里"; 0: not said */
} ter_road_extent;

/* Reads what follows a road's name up to the end of its sentence. Ends count when they follow within 24 characters,
 * with a word that opens the first one (西起, 起于, 自…至): a bare A至B may be anything. Lengths take Arabic and
 * Chinese numerals, in 公里, 千米, 米 and 里. True when either is said. */
bool ter_road_extent_read(ter_str after_name, ter_road_extent *out);

#endif
