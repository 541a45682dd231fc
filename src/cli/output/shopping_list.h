/* What would place what has no place: the gazetteers that are missing, and how much each could place at most. */
#ifndef TER_CLI_OUTPUT_SHOPPING_LIST_H
#define TER_CLI_OUTPUT_SHOPPING_LIST_H

#include "base/memory.h"
#include "registry/read/feature_record.h"

#include <stdio.h>

typedef struct ter_shopping_item {
    char *area;
    bool outside; /* no gazetteer covers the area; else one does, and lacks the place */
    size_t facilities;
    char *last; /* the facility that was counted last: its projects come one after another */
} ter_shopping_item;

typedef TER_ARRAY(ter_shopping_item) ter_shopping_list;

/* Counts the facility of a row of ter_registry_each_missing. */
void ter_shopping_list_add(ter_shopping_list *list, const ter_registry_feature *row);

/* Prints the list, most facilities first; nothing when it is empty. */
void ter_shopping_list_print(ter_shopping_list *list, FILE *to);

/* Frees it. */
void ter_shopping_list_release(ter_shopping_list *list);

/* Prints how many documents of a registry no gazetteer covers and what gazetteers they need; nothing when there are
 * none. At most so many gazetteers. */
struct ter_registry;
ter_status ter_outside_print(struct ter_registry *r, size_t most, FILE *to, ter_error *err);

#endif
