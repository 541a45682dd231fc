/* Case files: blocks of "key: value" lines, separated by blank lines. README.md in this folder is their manual. */
#ifndef TER_TESTS_CASE_FILE_H
#define TER_TESTS_CASE_FILE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

typedef struct case_line {
    char *key, *value; /* value: continuation lines joined by '\n' */
    unsigned line;
} case_line;

typedef struct case_block {
    char *title;   /* the comment above; never NULL */
    unsigned line; /* where the block begins */
    TER_ARRAY(case_line) lines;
} case_block;

typedef struct case_file {
    char *path;
    TER_ARRAY(case_block) blocks;
} case_file;

/* Reads a case file. TER_INPUT, with FILE:LINE, when a line is neither a key nor a continuation. Caller releases. */
ter_status case_file_read(const char *path, case_file *out, ter_error *err);
void case_file_release(case_file *f);

/* A copy of `block` with `from` replaced by `to` in every value but those of "vary"; false when `from` occurs in none.
 * Caller releases the copy. */
bool case_block_vary(const case_block *block, ter_str from, ter_str to, case_block *out);
void case_block_release(case_block *b);

/* The next field of "A | B | C" with blanks around it cut off; `rest` moves on and ends with a NULL pointer. */
ter_str case_field_next(ter_str *rest);

#endif
