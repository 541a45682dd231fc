/* Completion scripts for bash and zsh, from the tables of commands and options. */
#include "cli/output/completion.h"

#include <stdio.h>
#include <string.h>

static bool is_path(const ter_option_values *v) {
    return v && (v->type == TER_VALUES_FILE || v->type == TER_VALUES_FOLDER);
}

/* ---- bash ---- */

static void print_bash_options(const ter_usage *u) {
    for (size_t i = 0; i < u->option_count; i++) printf(" --%s", u->options[i].name);
    fputs(" --help", stdout);
}

static void print_bash_values(const ter_usage *u) {
    ter_buf words = {0};
    for (size_t i = 0; i < u->option_count; i++) {
        const ter_option *o = &u->options[i];
        if (!o->arg) continue;
        ter_buf_clear(&words);
        ter_option_values_put(o->values, " ", &words);
        printf("            --%s) given=1 ", o->name);
        if (!o->values) fputs("nothing=1", stdout);
        else if (o->values->type == TER_VALUES_FOLDER) fputs("folders=1", stdout);
        else if (!is_path(o->values))
            printf("%s='%s'", o->values->type == TER_VALUES_ONE ? "values" : "list", words.ptr);
        puts(" ;;");
    }
    ter_buf_clear(&words);
    ter_option_values_put(u->words, " ", &words);
    if (u->words) printf("            *) [ \"$COMP_CWORD\" != %zu ] || subs='%s' ;;\n", u->word_at + 1, words.ptr);
    ter_buf_release(&words);
}

void ter_completion_write_bash(const ter_command *commands, size_t count, ter_completion_ask_fn ask) {
    puts("# bash completion for terrier\n"
         "_terrier() {\n"
         "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "    local options= subs= values= list= folders= given= nothing= before=\n"
         "    COMPREPLY=()\n"
         "    if [ \"$COMP_CWORD\" = 1 ]; then");
    fputs("        values='--help --version", stdout);
    for (size_t i = 0; i < count; i++) printf(" %s", commands[i].name);
    puts("'\n    else\n        case ${COMP_WORDS[1]} in");
    for (size_t i = 0; i < count; i++) {
        const char *subs = commands[i].subcommands;
        printf("        %s)\n            options='", commands[i].name);
        ask(&commands[i], "--bash");
        puts("'");
        if (subs) printf("            [ \"$COMP_CWORD\" != 2 ] || subs='%s'\n", subs);
        puts("            case $prev in");
        ask(&commands[i], "--bash-values");
        puts("            esac ;;");
    }
    puts("        esac\n"
         "    fi\n"
         "    case $cur in *,*) before=${cur%,*}, ;; esac\n"
         "    # shellcheck disable=SC2207\n"
         "    if [ -n \"$list\" ]; then\n"
         "        COMPREPLY=($(compgen -P \"$before\" -W \"$list\" -- \"${cur##*,}\"))\n"
         "        compopt -o nospace 2>/dev/null\n"
         "    elif [ -n \"$values\" ]; then\n"
         "        COMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n"
         "    elif [ -n \"$folders\" ]; then\n"
         "        compopt -o dirnames 2>/dev/null\n"
         "    elif [ -z \"$given\" ] && [[ $cur == -* ]]; then\n"
         "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
         "    elif [ -n \"$subs\" ]; then\n"
         "        COMPREPLY=($(compgen -W \"$subs\" -- \"$cur\"))\n"
         "    elif [ -z \"$nothing\" ]; then\n"
         "        compopt -o default 2>/dev/null\n"
         "    fi\n"
         "    return 0\n"
         "}\n"
         "complete -F _terrier terrier");
}

/* ---- zsh ---- */

/* For single quotes; what has a meaning to _arguments is escaped. */
static void put_zsh(const char *text) {
    for (; *text; text++) {
        if (*text == '\'') fputs("'\\''", stdout);
        else if (strchr("[]:\\", *text)) printf("\\%c", *text);
        else putchar(*text);
    }
}

static void print_zsh_values(const ter_option *o, ter_buf *words) {
    ter_buf_clear(words);
    ter_option_values_put(o->values, " ", words);
    if (!o->values) return;
    if (o->values->type == TER_VALUES_ONE) printf("(%s)", words->ptr);
    if (o->values->type == TER_VALUES_MANY) printf("_values -s , %s %s", o->name, words->ptr);
    if (is_path(o->values)) fputs(o->values->type == TER_VALUES_FILE ? "_files" : "_files -/", stdout);
}

static void print_zsh_option(const ter_option *o, ter_buf *words) {
    printf(" \\\n            '%s--%s[", o->type == TER_OPTION_LIST ? "*" : "", o->name);
    put_zsh(o->help);
    putchar(']');
    if (o->arg) {
        putchar(':');
        put_zsh(o->arg);
        putchar(':');
        print_zsh_values(o, words);
    }
    putchar('\'');
}

static void print_zsh(const ter_usage *u) {
    ter_buf words = {0};
    for (size_t i = 0; i < u->option_count; i++) print_zsh_option(&u->options[i], &words);
    ter_buf_clear(&words);
    ter_option_values_put(u->words, " ", &words);
    if (u->words) printf(" \\\n            '%zu:what to do:(%s)'", u->word_at, words.ptr);
    ter_buf_release(&words);
}

/* _arguments counts from the name of the command. */
void ter_completion_write_zsh(const ter_command *commands, size_t count, ter_completion_ask_fn ask) {
    fputs("#compdef terrier\n_terrier() {\n    local -a commands=(", stdout);
    for (size_t i = 0; i < count; i++) {
        printf("\n        '%s:", commands[i].name);
        put_zsh(commands[i].summary);
        putchar('\'');
    }
    puts(")\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
         "    shift words\n    (( CURRENT-- ))\n    case $words[1] in");
    for (size_t i = 0; i < count; i++) {
        const char *subs = commands[i].subcommands;
        printf("        %s) _arguments '*:file:_files' '--help[show a summary]'", commands[i].name);
        if (subs) printf(" \\\n            '1:what to do:(%s)'", subs);
        ask(&commands[i], "--zsh");
        puts(" ;;");
    }
    puts("    esac\n}\n_terrier \"$@\"");
}

void ter_completion_print(const char *word, const ter_usage *usage) {
    if (strcmp(word, "--bash") == 0) print_bash_options(usage);
    else if (strcmp(word, "--bash-values") == 0) print_bash_values(usage);
    else print_zsh(usage);
}
