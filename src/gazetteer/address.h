/* Addresses of a gazetteer: where the house numbers of a road are. */
#ifndef TER_GAZETTEER_ADDRESS_H
#define TER_GAZETTEER_ADDRESS_H

#include "gazetteer/gazetteer.h"

/* A house number: 4 and "" of "4号", 4 and "甲" of "甲4号". */
typedef struct ter_house_number {
    int number;    /* 1 or more */
    char stem[16]; /* what stands before it and makes another house: 甲乙丙丁 or nothing */
} ter_house_number;

/* Reads a number as a map writes it ("4", "4号", "甲4号", "4-6号": the first). False when it is none. */
bool ter_house_number_read(ter_str text, ter_house_number *out);

typedef void (*ter_gazetteer_address_fn)(const ter_house_number *number, ter_position at, void *context);
/* Calls `fn` for all known house numbers of the road, whose name folds to `street`; in order of number and position.
 * A file of an earlier version has none. */
ter_status ter_gazetteer_each_address(const ter_gazetteer *g, ter_str street, ter_gazetteer_address_fn fn,
                                      void *context, ter_error *err);

#endif
