/* Flow: the order in which a text is read. A converter leaves lines cut at a fixed width, page numbers in the middle of
 * a sentence, and the columns of several articles taking turns; here they are put back together.
 *
 *   wrapped lines        a line as wide as its neighbours that stops in mid-sentence goes on in the next one
 *   page numbers         — 5 —, 第3页: skipped when the sentence goes on after them
 *   interleaved columns  a paragraph that stops in mid-sentence goes on in the first later one that completes a word or
 * a name with it; where two such paragraphs wait, the later columns take turns as the earlier did
 */
#ifndef TER_EXTRACT_WORDS_LINE_FLOW_H
#define TER_EXTRACT_WORDS_LINE_FLOW_H

#include "base/memory.h"
#include "extract/words/known_names.h"
#include "extract/words/lexicon.h"
#include "text/text.h"

typedef struct ter_line_flow {
    ter_text text;              /* in the order of reading; bytes and file_at are the given text's own */
    TER_ARRAY(uint32_t) seams;  /* code points before which the text jumps to another place, ascending */
    TER_ARRAY(uint32_t) joints; /* code points where a paragraph goes on with another one, seam or not, ascending */
    bool owns;                  /* code points of its own: the order is not that of the file */
} ter_line_flow;

/* Borrows from `text`; `names` may be NULL. Caller releases. */
void ter_line_flow_read(const ter_text *text, const ter_lexicon *lexicon, const ter_known_names *names,
                        ter_line_flow *out);
/* Frees what it holds. */
void ter_line_flow_release(ter_line_flow *f);

/* Narrows [*from, *to) of code points to the longest piece that no seam cuts. */
void ter_line_flow_piece(const ter_line_flow *f, uint32_t *from, uint32_t *to);
/* Narrows [*from, *to) to the piece between seams that holds code point `at`. */
void ter_line_flow_piece_at(const ter_line_flow *f, uint32_t at, uint32_t *from, uint32_t *to);

/* Does a paragraph go on with another one after code point `from`, up to `to`? */
bool ter_line_flow_joins(const ter_line_flow *f, uint32_t from, uint32_t to);

#endif
