/* Statements: what a document says of a found name: state, basis, action and year, read from the clause around it. */
#ifndef TER_EXTRACT_STATEMENTS_STATEMENT_H
#define TER_EXTRACT_STATEMENTS_STATEMENT_H

#include "extract/extract.h"
#include "extract/names/name_finder.h"

/* A line that ends in a colon and introduces the lines below it: 今年将完成以下工程：. */
typedef struct ter_introduction {
    bool open, first;        /* holds for the line at hand; that line is the first below it */
    ter_state state;         /* NONE: it says only whether and when */
    ter_statement statement; /* what it says of an entry that has no verb of its own */
    ter_basis basis;
    int year;
} ter_introduction;

/* What headings and earlier sentences have settled for the text that follows. */
typedef struct ter_reading {
    const ter_tokens *t;
    const ter_find_list *finds;
    ter_date document;
    ter_basis heading;      /* aim or fact, said by the last heading that says either */
    uint32_t heading_level; /* of that heading in Markdown; 0: a plain line */
    int heading_year;       /* 0: it names none */
    ter_basis lean;         /* what the text as a whole is about, when nothing nearer says: aims or facts */
    ter_basis carried;      /* said by an earlier sentence */
    int carried_year;
    ter_introduction intro, section; /* section: of the heading above, such as 在建项目 */
} ter_reading;

/* A sentence: tokens [from, to), finds [first, last). */
typedef struct ter_sentence {
    uint32_t from, to;
    uint32_t first, last;
    bool headline; /* a line of its own without a sentence end */
} ter_sentence;

enum { TER_MOST_STATEMENTS = 4 };

/* Sets `lean` from the words of aim and fact in all that was read of the text. */
void ter_reading_lean(ter_reading *r);

/* Updates the reading with a line that is a heading; false when it is none. */
bool ter_reading_heading(ter_reading *r, uint32_t from, uint32_t to);

/* The same for a short sentence that opens a paragraph and says which year's review or plan follows. */
void ter_reading_opening(ter_reading *r, uint32_t from, uint32_t to);

/* Reads the statements of one find of a sentence into `out` (at most TER_MOST_STATEMENTS); returns how many. */
size_t ter_statement_read(const ter_reading *r, const ter_sentence *s, uint32_t find, ter_statement *out);

/* A line begins at code point `at`: what earlier sentences settled ends, unless it is the entry of an introduction. */
void ter_reading_line(ter_reading *r, uint32_t at);

/* Takes a sentence that ends in a colon as an introduction. Call after ter_reading_carry. */
void ter_reading_introduce(ter_reading *r, const ter_sentence *s);

/* Carries on what the sentence settles (a year, an aim) to the next ones; true when it settles anything. Call after its
 * finds. */
bool ter_reading_carry(ter_reading *r, const ter_sentence *s);

#endif
