/* Where on a line the things lie that a text names as its ends. Inside the room only. */
#ifndef TER_GEOCODE_ENDS_H
#define TER_GEOCODE_ENDS_H

#include "geo/lines.h"
#include "geocode/candidates.h"

enum { TER_MOST_MEETINGS = 16 };

typedef struct ter_line_end {
    ter_meeting meetings[TER_MOST_MEETINGS]; /* those that cross; if none does, those that come near, nearest first */
    size_t count;
    double accuracy_m;   /* of the thing; of a named area, half its diagonal */
    double away_m;       /* when `count` is 0: how far the thing lies from the line; 0 when it is not known */
    double share;        /* of a score: less than 1 when the thing is a guess */
    const char *problem; /* static; set when `count` is 0 */
} ter_line_end;

/* The thing named `name`, where it meets `line` (of `line_accuracy_m`): a road or river that crosses it, a place next
 * to it, a junction ("A路与B路交叉口") on it, an area that it enters or leaves ("B区", "B区界", "区界"). Meetings less
 * than `apart_m` apart are one. */
ter_status ter_line_end_find(ter_geocoder *g, const ter_geocode_query *q, const ter_geometry *line,
                             double line_accuracy_m, ter_str name, double apart_m, ter_line_end *out, ter_error *err);

/* An area by its name, with or without its unit. */
ter_status ter_area_find(ter_geocoder *g, ter_str name, ter_candidate *out, bool *found, ter_error *err);

#endif
