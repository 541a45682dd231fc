/* The option --area of commands that read documents. */
#ifndef TER_CLI_INPUT_AREA_OPTION_H
#define TER_CLI_INPUT_AREA_OPTION_H

struct ter_document_context;

#define TER_AREA_HELP                                                                                                  \
    "area of the issuing authority: a name (江苏省南京市, 南京) or a code of the national standard (320100); " \
    "default: what title, publisher, signature, file name and text tell"

/* Says on stderr when a stated area is none, or may be several. NULL: nothing was stated. */
void ter_area_option_tell(const struct ter_document_context *c, const char *area);

#endif
