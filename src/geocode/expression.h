/* Names taken apart: sections, sides, campuses. Views into the text given. Inside the room only. */
#ifndef TER_GEOCODE_EXPRESSION_H
#define TER_GEOCODE_EXPRESSION_H

#include "base/str.h"
#include "geo/sides.h"

#include <uchar.h>

/* "X河（A路至B路段）" into base and part: what stands in the closing brackets. */
bool ter_expression_brackets(ter_str name, ter_str *base, ter_str *part);

typedef enum ter_part_type {
    TER_PART_OTHER,   /* a phase, a campus, a works section: somewhere in the whole */
    TER_PART_BETWEEN, /* from a to b */
    TER_PART_BESIDE,  /* on `side` of a */
    TER_PART_WITHIN,  /* "朝阳段": perhaps inside area a */
    TER_PART_CAMPUS,  /* a campus, which may lie far from the main one */
} ter_part_type;

typedef struct ter_part {
    ter_part_type type;
    ter_str a, b;
    ter_line_side side; /* of BESIDE */
    char32_t heading;   /* of BETWEEN: where a lies as seen from b, as the text says: 东西南北, 0 for unsaid */
} ter_part;

/* What kind of part the words say. */
ter_part ter_expression_part(ter_str part);

/* "(A段)和B段" into the first part and what follows it; false when there is one part only. */
bool ter_expression_parts(ter_str part, ter_str *first, ter_str *rest);

/* Whether `s` ends with the word. */
bool ter_str_ends(ter_str s, const char *word);
/* Whether `s` begins with the word. */
bool ter_str_begins(ter_str s, const char *word);
/* Whether it ends as names of roads and waterways do. */
bool ter_ends_as_line(ter_str name);
/* Takes the word off the end, unless it is all there is; whether it did. */
bool ter_str_drop_end(ter_str *s, const char *word);
/* The same at the beginning. */
bool ter_str_drop_start(ter_str *s, const char *word);
/* Takes blanks off both ends. */
void ter_str_drop_blanks(ter_str *s);

#endif
