/* The gazetteers a command works with: what its repeated --gazetteer names. */
#ifndef TER_CLI_INPUT_GAZETTEERS_H
#define TER_CLI_INPUT_GAZETTEERS_H

#include "cli/input/options.h"
#include "gazetteer/gazetteer.h"

/* The option, the same in every command. */
extern const ter_option_values ter_gazetteer_values;
#define TER_GAZETTEER_HELP "gazetteer to look names up in, in the order given; may be repeated (default embedded)"

typedef struct ter_gazetteer_set {
    ter_gazetteer **items;
    size_t count;
} ter_gazetteer_set;

/* Opens the files in `paths` in their order. None given: the embedded one. The word `embedded` stands for it, also
 * together with files; the word `none`, alone, for no gazetteer at all (TER_USAGE together with others). Caller
 * releases; on failure the set is empty. */
ter_status ter_gazetteers_open(const ter_text_list *paths, ter_gazetteer_set *out, ter_error *err);
/* Closes them; the set is empty then. */
void ter_gazetteers_release(ter_gazetteer_set *set);

#endif
