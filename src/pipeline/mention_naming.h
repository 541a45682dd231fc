/* Names in documents: short forms made by general rules, keys of parts, and definitions that give one thing two
 * names. */
#ifndef TER_PIPELINE_MENTION_NAMING_H
#define TER_PIPELINE_MENTION_NAMING_H

#include "base/memory.h"
#include "extract/extract.h"
#include "registry/ingest/record.h"

/* The names that the rules make of `name`, and `full` (NULL: none), what a local text means by it, ended by NULL; NULL
 * when there are none. Array and names are the caller's to free. */
char **ter_naming_variants(const char *name, const char *kind, const char *full);

/* A part however it is written: folded, without the words for works behind it and with one way to write numbers. */
void ter_naming_part_key(const char *part, ter_buf *out);

typedef struct ter_naming_definition {
    char *name, *other; /* the full or present name, the short or former one; owned */
    const char *kind;   /* borrowed from the mention */
    ter_record_name_type type;
    size_t start, end; /* byte span in the text's `bytes`, from the mention's begin */
} ter_naming_definition;

typedef TER_ARRAY(ter_naming_definition) ter_naming_definitions;

/* Where the text says behind a mention what else it is called: X（以下简称“Y”）, X（Y）where both are mentions of one
 * kind, X，原名Y, X更名为“Y”. Appends; the caller releases. */
void ter_naming_find(const ter_text *text, const ter_extraction *found, ter_naming_definitions *out);

/* Frees the list and its names. */
void ter_naming_definitions_release(ter_naming_definitions *d);

#endif
