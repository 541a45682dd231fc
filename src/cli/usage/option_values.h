/* What the value of an option may be, declared next to the option: --help, man pages, completion and error messages
 * all use it. */
#ifndef TER_CLI_USAGE_OPTION_VALUES_H
#define TER_CLI_USAGE_OPTION_VALUES_H

#include "base/error.h"
#include "base/str.h"

typedef enum ter_option_values_type {
    TER_VALUES_ONE,    /* one of the words */
    TER_VALUES_MANY,   /* some of the words, separated by commas */
    TER_VALUES_FILE,   /* the path of a file; it may also be one of the words, if there are any */
    TER_VALUES_FOLDER, /* the path of a folder */
} ter_option_values_type;

typedef struct ter_option_values {
    ter_option_values_type type;
    const char *words;                              /* separated by blanks */
    void (*put)(ter_buf *out, const char *between); /* instead of `words`, where they are data: appends them */
} ter_option_values;

extern const ter_option_values ter_file_values, ter_folder_values;
extern const ter_option_values ter_kind_value, ter_kind_values, ter_kind_or_all_values; /* one; many; many, or all */
extern const ter_option_values ter_status_values, ter_basis_values, ter_datum_value, ter_document_type_value;

/* Appends the words with `between` between them; nothing when any text or path is allowed. */
void ter_option_values_put(const ter_option_values *v, const char *between, ter_buf *out);

/* The index of `word` among the words; -1 when it is not one of them. */
int ter_option_values_find(const ter_option_values *v, const char *word);

/* TER_USAGE: "unknown WHAT 'WORD'; choose from A, B, C". */
ter_status ter_option_values_refuse(const ter_option_values *v, const char *what, const char *word, ter_error *err);

#endif
