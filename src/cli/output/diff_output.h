/* What changed, told to be read. */
#ifndef TER_CLI_OUTPUT_DIFF_OUTPUT_H
#define TER_CLI_OUTPUT_DIFF_OUTPUT_H

#include "base/memory.h"
#include "registry/read/diff.h"

/* "completed in 2025, a year later than was aimed at": what is said of a project, without its name. Appends. */
void ter_news_sentence(const ter_change_row *c, ter_buf *out);

typedef struct ter_news_item ter_news_item;

/* Start it zeroed, end it with release. */
typedef struct ter_news {
    TER_ARRAY(ter_news_item *) items;
    size_t counts[TER_CHANGE_COUNT];
} ter_news;

void ter_news_add(ter_news *n, const ter_change_row *c); /* takes copies; in the order in which it is to be told */
void ter_news_release(ter_news *n);

/* A sentence with how many there are of each, then the changes under headings. Those of one heading that one sentence
 * of a document tells stand together, with that sentence once. Appends. */
void ter_news_tell(const ter_news *n, const char *from, const char *to, ter_buf *out);

#endif
