/* Other names for a place by rules that hold for any city: stations without the word, cities with and without their
 * unit. Inside the room only. */
#ifndef TER_GEOCODE_OTHER_NAMES_H
#define TER_GEOCODE_OTHER_NAMES_H

#include "geocode/candidates.h"

enum { TER_MOST_OTHER_NAMES = 8 };

typedef struct ter_other_name {
    char *text;
    const char *kind; /* the only kind that may have it; "" for any */
    char *area;       /* where it must lie; NULL: not said */
    const char *how;  /* static; the rule, as the calibration has it */
} ter_other_name;

/* 春熙路 for 春熙路站 and 春熙路地铁站, a station's only; 成都市人民公园 for 成都人民公园 and the other way; 人民公园,
 * in an area that the gazetteers know as 成都. Likelier ones first; returns how many. Release each with the function
 * below. */
size_t ter_other_names(const ter_geocoder *g, ter_str name, ter_other_name out[TER_MOST_OTHER_NAMES]);
/* Frees what `count` of them hold. */
void ter_other_names_release(ter_other_name *names, size_t count);

#endif
