/* The cues around a found name, and around the list it stands in: the words that say what is done with it. */
#ifndef TER_EXTRACT_STATEMENTS_LIST_CUES_H
#define TER_EXTRACT_STATEMENTS_LIST_CUES_H

#include "extract/statements/cue.h"
#include "extract/statements/place_phrase.h"

typedef struct ter_list_cues {
    uint32_t begin, end; /* of the clause */
    ter_place_phrase place;
    ter_cue before, after;
} ter_list_cues;

/* The clause around a found name; where only commas divide a list, the words before and after the whole of it. */
ter_list_cues ter_list_cues_read(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

/* The end of the list that the name stands in. */
uint32_t ter_list_cues_list_end(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

#endif
