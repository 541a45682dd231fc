/* Spans of a text that may be the name of a facility of a core kind, more of them than are. Those that end at one place
 * compete: one of them is the name, or none is. span_scorer.h decides. */
#ifndef TER_EXTRACT_SCORER_SPAN_H
#define TER_EXTRACT_SCORER_SPAN_H

#include "extract/names/found_name.h"
#include "extract/scorer/cut_text.h"

enum { TER_SPAN_NOT_FOUND = UINT32_MAX };

typedef struct ter_span_candidate {
    uint32_t from, head, to;    /* code points: [from, to) is the name, [head, to) its head word; head = to: no head */
    uint32_t shared, shared_to; /* the head it shares with the list it stands in, code points; equal: none */
    uint32_t found;             /* index of the rules' name with this span, or TER_SPAN_NOT_FOUND */
    uint16_t kind;              /* index in the lexicon */
    bool tail;                  /* its head is one that only the scorer knows ([tail KIND] of the lexicon) */
    float score;                /* log-linear; "none is a name" has 0 */
    float probability;          /* that it is a name with these bounds, among those of one end */
} ter_span_candidate;

typedef TER_ARRAY(ter_span_candidate) ter_spans;

/* All spans by end, then by begin, with the stretches around them cut. `found` are the rules' names. Caller releases.
 */
void ter_spans_read(ter_cut_text *text, const ter_found_names *found, ter_spans *out);

#endif
