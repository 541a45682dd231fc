/* Man pages and shell completion, written from the same tables as --help. */
#ifndef TER_CLI_OUTPUT_MANUAL_H
#define TER_CLI_OUTPUT_MANUAL_H

#include "cli/command.h"

/* What `terrier COMMAND WORD` writes to standard output instead of running: --man, or a word of
 * cli/output/completion.h, handled by ter_options_parse and not shown by --help. */
bool ter_manual_word(const char *word);
void ter_manual_print(const char *word, const char *command, const ter_usage *usage);

/* Writes into the folder: man1/terrier.1 and man1/terrier-COMMAND.1, bash/terrier, zsh/_terrier. */
ter_status ter_manual_write(const char *folder, const ter_command *commands, size_t count, ter_error *err);

#endif
