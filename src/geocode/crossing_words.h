/* How a text words the crossing of two roads, and how far from it. Views into the text given. Inside the room only. */
#ifndef TER_GEOCODE_CROSSING_WORDS_H
#define TER_GEOCODE_CROSSING_WORDS_H

#include "base/str.h"

enum { TER_MOST_PAIRS = 48 }; /* ways to cut a name */

typedef struct ter_pair {
    ter_str a, b;
    bool loose; /* joined by nothing, or by a word that names hold (近, 进): both must be roads that meet */
} ter_pair;

typedef struct ter_crossing_words {
    ter_pair pairs[TER_MOST_PAIRS]; /* the roads, in all ways to cut the name, the likelier first */
    size_t count;                   /* 0: it is not a crossing's name */
    bool said;                      /* it ends in 交叉口 or the like, and is nothing else */
    double away_m;                  /* "以东100米": so far from the crossing; 0: at it */
    double bearing;                 /* that way, in degrees from north; negative: not said */
    double slack_m;                 /* a corner, a side, 附近: somewhere so far around */
} ter_crossing_words;

/* "A路与B路交叉口", "A路B路路口", "A路/B路", "A路近B路", "A路（B路口）", "A路进B路北约10米", "A路与B路交界处东北角". A
 * joint may be part of a name: 太和路和平安路交口 can be cut at either 和. False when it is no crossing's name. */
bool ter_crossing_words_read(ter_str name, ter_crossing_words *out);

/* Whether the words that stand in brackets behind a road's name tell a crossing of it: B路口, 近B路, 与B路交叉口东北角.
 */
bool ter_crossing_words_in_part(ter_str part);

/* Whether `s` ends as names of roads do. */
bool ter_ends_as_road(ter_str s);

#endif
