/* Completion for bash and zsh, written from the same tables as --help. */
#ifndef TER_CLI_OUTPUT_COMPLETION_H
#define TER_CLI_OUTPUT_COMPLETION_H

#include "cli/usage/usage.h"

/* A command's part, to standard output: --bash its options, --bash-values what may follow each, --zsh both. */
void ter_completion_print(const char *word, const ter_usage *usage);

/* Makes a command print its part. */
typedef void (*ter_completion_ask_fn)(const ter_command *command, const char *word);

/* Writes the script for bash to standard output. */
void ter_completion_write_bash(const ter_command *commands, size_t count, ter_completion_ask_fn ask);

/* The same for zsh. */
void ter_completion_write_zsh(const ter_command *commands, size_t count, ter_completion_ask_fn ask);

#endif
