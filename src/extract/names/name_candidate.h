/* A candidate: tokens that may be a name, from where it begins to its head word. */
#ifndef TER_EXTRACT_NAMES_NAME_CANDIDATE_H
#define TER_EXTRACT_NAMES_NAME_CANDIDATE_H

#include "extract/names/name_token.h"

typedef struct ter_name_candidate {
    uint32_t from, head; /* tokens, both included */
    uint16_t kind;
    bool whole;      /* the head is a name without anything before it: a known name, or a whole name of the lexicon */
    bool known;      /* the head is a known name, of a gazetteer or of the text itself */
    bool weak;       /* of a head word that is often another word */
    const char *why; /* static: what stands before it */
} ter_name_candidate;

/* The candidate whose head is token `head`; false when that token ends no name. */
bool ter_name_candidate_at(const ter_name_finder *f, uint32_t head, ter_name_candidate *out);

#endif
