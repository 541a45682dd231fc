/* Man pages and shell completion, written from the same tables as --help. */
#ifndef TER_CLI_OUTPUT_MANUAL_H
#define TER_CLI_OUTPUT_MANUAL_H

#include "cli/usage/usage.h"

/* Whether `terrier COMMAND WORD` prints a part of a man page or of a completion script instead of running: --man, or a
 * word of cli/output/completion.h. ter_options_parse handles these words, and --help does not show them. */
bool ter_manual_word(const char *word);

/* Prints that part to standard output. */
void ter_manual_print(const char *word, const char *command, const ter_usage *usage);

/* Writes into the folder: man1/terrier.1 and man1/terrier-COMMAND.1, bash/terrier, zsh/_terrier. */
ter_status ter_manual_write(const char *folder, const ter_command *commands, size_t count, ter_error *err);

#endif
