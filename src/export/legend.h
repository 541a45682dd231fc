/* The legend: words, colours and markers that maps show, from layers/legend.tsv as compiled in; its kinds are those of
 * base/kind.h. */
#ifndef TER_EXPORT_LEGEND_H
#define TER_EXPORT_LEGEND_H

#include "base/memory.h"
#include "base/str.h"

typedef struct ter_legend_entry {
    char *list; /* "status", "basis", "kind", "action", "precision" */
    char *word; /* as in features */
    char *zh, *en;
    char *value; /* status: "#RRGGBB"; kind: a marker; else "" */
} ter_legend_entry;

typedef struct ter_legend {
    TER_ARRAY(ter_legend_entry) entries; /* in the file's order */
} ter_legend;

/* Reads the compiled-in legend; a program that embeds none gets an empty one. Release it. */
void ter_legend_read(ter_legend *out);
/* Reads a legend's text. Lines that are not five columns are passed over; `kind *` gives a row for each kind. */
void ter_legend_parse(ter_str tsv, ter_legend *out);
/* Frees what reading gave. */
void ter_legend_release(ter_legend *l);

/* The entry of a word; NULL when the list does not have it; borrowed. */
const ter_legend_entry *ter_legend_find(const ter_legend *l, const char *list, const char *word);

#endif
