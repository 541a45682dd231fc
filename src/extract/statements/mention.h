/* What extraction hands over: a mention of a facility in a document, and the statements made of it. */
#ifndef TER_EXTRACT_STATEMENTS_MENTION_H
#define TER_EXTRACT_STATEMENTS_MENTION_H

#include "base/date.h"
#include "base/vocabulary.h"

#include <stddef.h>

enum { TER_MOST_STATEMENTS = 4 }; /* of one mention */

/* What one wording says of a facility. */
typedef struct ter_statement {
    ter_state state;
    ter_basis basis;
    ter_action action;
    ter_date when;              /* the year the state refers to; month and day where the text states them */
    int period_from, period_to; /* the years told of at once, of which `when` is the last; 0: a single year is told */
    size_t cue_start, cue_end;  /* byte span of the words that gave the state; equal when there are none */
    const char *rule;           /* static: which rule read it, see statement.c */
    const char *why;            /* static: what says that it is an aim or a fact */
    const char *why_year;       /* static: where the year comes from */
    const char *cue_kind;       /* static: what kind of word gave the state */
    double confidence;          /* that it is right, 0 to 1 */
    char *evidence;             /* what decided on that, when it was asked for; else NULL */
} ter_statement;

typedef struct ter_mention {
    size_t start, end; /* byte span in the text's `bytes`: the name and the part that directly follows */
    char *name;        /* full proper name */
    char *part;        /* phase, section or campus; NULL when the whole is meant */
    const char *kind;  /* from the lexicon; borrowed */
    ter_role role;
    double confidence;             /* 0 to 1 */
    bool doubtful;                 /* less sure than a name has to be */
    const char *rule;              /* which rule found it; static */
    const char *why;               /* static: why it begins where it begins */
    char *evidence;                /* the features that decided, when that was asked for; else NULL */
    size_t quote_start, quote_end; /* byte span of the sentence */
    ter_statement *statements;     /* none for a reference */
    size_t statement_count;
    const char *why_none; /* static: why nothing is said of it */
    bool repeats;         /* a reference only because an earlier, equal sentence said the same of it */
} ter_mention;

#endif
