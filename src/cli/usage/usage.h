/* What a command declares of itself: its options and arguments, for parsing, --help, man pages and completion. */
#ifndef TER_CLI_USAGE_USAGE_H
#define TER_CLI_USAGE_USAGE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"
#include "cli/usage/option_values.h"

typedef enum ter_option_type {
    TER_OPTION_FLAG,   /* value: bool * */
    TER_OPTION_TEXT,   /* value: const char **; the last one given wins */
    TER_OPTION_LIST,   /* value: ter_text_list *; may be repeated */
    TER_OPTION_NUMBER, /* value: double *; finite */
    TER_OPTION_COUNT,  /* value: long *; a whole number >= 0 */
} ter_option_type;

typedef TER_ARRAY(const char *) ter_text_list;

typedef struct ter_option {
    const char *name; /* without "--" */
    const char *arg;  /* shown in help; NULL for a flag */
    ter_option_type type;
    void *value;
    const ter_option_values *values; /* what the value may be; NULL: any text or number */
    const char *help;                /* without the values, which --help adds */
} ter_option;

/* Rows of a command's table of options. */
#define TER_FLAG(name, value, help)                                                                                    \
    { name, NULL, TER_OPTION_FLAG, value, NULL, help }
#define TER_NUMBER(name, arg, value, help)                                                                             \
    { name, arg, TER_OPTION_NUMBER, value, NULL, help }
#define TER_COUNT(name, arg, value, help)                                                                              \
    { name, arg, TER_OPTION_COUNT, value, NULL, help }
#define TER_TEXT(name, arg, value, help)                                                                               \
    { name, arg, TER_OPTION_TEXT, value, NULL, help }
#define TER_LIST(name, arg, value, help)                                                                               \
    { name, arg, TER_OPTION_LIST, value, NULL, help }
#define TER_TEXT_OF(values, name, arg, value, help)                                                                    \
    { name, arg, TER_OPTION_TEXT, value, &(values), help }
#define TER_LIST_OF(values, name, arg, value, help)                                                                    \
    { name, arg, TER_OPTION_LIST, value, &(values), help }

/* What a command says of itself, in --help, man pages and completion. */
typedef struct ter_usage {
    const char *line;     /* "near REG LON,LAT" */
    const char *summary;  /* one sentence */
    const char *details;  /* more lines, or NULL */
    const char *examples; /* lines, or NULL */
    const ter_option *options;
    size_t option_count;
    size_t least, most;             /* positional arguments */
    size_t word_at;                 /* which of them (from 1) is one of `words`; 0: none */
    const ter_option_values *words; /* the subcommands that come after another argument */
} ter_usage;

/* A row of the table of commands. */
typedef struct ter_command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
    const char *subcommands; /* words with options of their own, separated by a blank; NULL: none */
} ter_command;

/* Appends the help of an option with its values: "only these statuses: planned, started". */
void ter_option_describe(const ter_option *o, ter_buf *out);

#endif
