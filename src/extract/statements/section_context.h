/* What the statements of a sentence are read from: the text, the names found in it, and what headings and earlier
 * sentences have settled (context_update.h). */
#ifndef TER_EXTRACT_STATEMENTS_SECTION_CONTEXT_H
#define TER_EXTRACT_STATEMENTS_SECTION_CONTEXT_H

#include "extract/names/found_name.h"
#include "extract/statements/mention.h"
#include "extract/words/dates.h"
#include "extract/words/report.h"

/* A line that ends in a colon and introduces the lines below it: 今年将完成以下工程：. */
typedef struct ter_introduction {
    bool open, first;        /* holds for the line at hand; that line is the first below it */
    ter_state state;         /* NONE: it says only whether and when */
    ter_statement statement; /* what it says of an entry that has no verb of its own */
    ter_basis basis;
    int year;
} ter_introduction;

typedef struct ter_section_context {
    const ter_tokens *t;
    const ter_found_names *found;
    ter_date document;
    ter_report report;      /* of a work report: where its plan begins, and the years of its parts */
    int title_plan;         /* the last year of a plan period still running that the title names; 0: none */
    ter_basis heading;      /* aim or fact, said by the last heading that says either */
    uint32_t heading_level; /* of that heading in Markdown; 0: a plain line */
    int heading_year;       /* 0: it names none */
    ter_basis lean;         /* what the text as a whole is about, when nothing nearer says: aims or facts */
    ter_basis carried;      /* said by an earlier sentence */
    int carried_year;
    ter_period heading_period, carried_period; /* from 0: they name none */
    ter_introduction intro, section;           /* section: of the heading above, such as 在建项目 */
    ter_introduction total; /* of the list before in the same line: 完成18项工程，其中城建工程10项：… */
} ter_section_context;

/* A sentence: tokens [from, to), found names [first, last). */
typedef struct ter_sentence {
    uint32_t from, to;
    uint32_t first, last;
    bool headline; /* a line of its own without a sentence end */
} ter_sentence;

/* Token `i` of the text. */
static inline const ter_token *ter_section_token(const ter_section_context *r, uint32_t i) {
    return &r->t->list.items[i];
}
/* The characters of tokens [from, to). */
static inline uint32_t ter_section_chars(const ter_section_context *r, uint32_t from, uint32_t to) {
    return to > from ? ter_section_token(r, to - 1)->to - ter_section_token(r, from)->from : 0;
}

#endif
