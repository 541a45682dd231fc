#include "cli/output/completion.h"

#include "base/memory.h"
#include "base/vocabulary.h"
#include "extract/words/lexicon.h"

#include <stdio.h>
#include <string.h>

/* ---- what may follow an option ---- */

typedef enum sort { SORT_OTHER, SORT_WORD, SORT_LIST, SORT_FILE, SORT_FOLDER } sort;

/* "table|json|csv" and nothing else: these are the values. */
static bool is_choice(const char *text) {
    return strchr(text, '|') && text[strspn(text, "abcdefghijklmnopqrstuvwxyz_|")] == 0;
}

static void put_words(ter_buf *out, const char *words, char between) {
    for (; *words; words++) ter_buf_putc(out, *words == between ? ' ' : *words);
}

static void put_kinds(ter_buf *out) {
    ter_lexicon *l = NULL;
    if (ter_lexicon_new_embedded(&l, NULL) == TER_OK)
        for (size_t i = 0; i < ter_lexicon_kind_count(l); i++)
            ter_buf_printf(out, "%s%s", i ? " " : "", ter_lexicon_kind_at(l, i));
    ter_lexicon_free(l);
}

static void put_states(ter_buf *out) {
    for (int s = 0; s < TER_STATE_COUNT; s++)
        if (*ter_state_name((ter_state)s))
            ter_buf_printf(out, "%s%s", out->len ? " " : "", ter_state_name((ter_state)s));
}

/* Those of the words that the help tells; all when it tells none of them. */
static void put_told(ter_buf *out, const char *words, const char *help) {
    size_t before = out->len;
    for (const char *p = words; *p;) {
        size_t n = strcspn(p, " ");
        if (memmem(help, strlen(help), p, n)) ter_buf_printf(out, "%s%.*s", out->len > before ? " " : "", (int)n, p);
        p += n + (p[n] == ' ');
    }
    if (out->len == before) ter_buf_puts(out, words);
}

/* The values of an option by the word that --help shows for it; `words` gets those of WORD and LIST. */
static sort values_of(const ter_option *o, ter_buf *words) {
    static const struct {
        const char *name, *arg, *words; /* name NULL: of any option with that arg */
        sort sort;
    } known[] = {
        {NULL, "BASIS,…", "reported target", SORT_LIST},
        {NULL, "DATUM", "wgs84 cgcs2000 gcj02 bd09", SORT_WORD},
        {NULL, "TYPE", "txt html md pdf docx", SORT_WORD},
        {"by", "LIST", "area kind status year", SORT_LIST},
        {"format", "LIST", "geojson shapefile gpkg flatgeobuf kml csv xlsx oc4ids", SORT_LIST},
        {NULL, "FILE", "", SORT_FILE},
        {NULL, "PATH", "", SORT_FILE},
        {NULL, "DIR", "", SORT_FOLDER},
    };
    if (strcmp(o->arg, "STATUS,…") == 0) return put_states(words), SORT_LIST;
    bool kind = strcmp(o->name, "kind") == 0;
    if (kind || strcmp(o->name, "kinds") == 0) return put_kinds(words), kind && o->arg[1] == 0 ? SORT_WORD : SORT_LIST;
    const char *last = strrchr(o->help, ' '), *choice = is_choice(o->arg) ? o->arg : last ? last + 1 : o->help;
    if (is_choice(choice)) return put_words(words, choice, '|'), SORT_WORD;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].arg, o->arg) != 0 || (known[i].name && strcmp(known[i].name, o->name) != 0)) continue;
        put_told(words, known[i].words, o->help);
        return known[i].sort;
    }
    return SORT_OTHER;
}

/* The words of which one is written at a place of the command line (override REG set|merge|…), and that place; 0: none.
 */
static size_t choice_in(const char *line, ter_buf *words) {
    size_t place = 0;
    for (const char *p = line; *p; place++) {
        char token[128] = "";
        size_t n = strcspn(p, " ");
        if (n < sizeof token) memcpy(token, p, n);
        if (is_choice(token)) return put_words(words, token, '|'), place;
        p += n + strspn(p + n, " ");
    }
    return 0;
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
        sort s = values_of(o, &words);
        printf("            --%s) given=1 ", o->name);
        if (s == SORT_WORD) printf("values='%s'", words.ptr);
        else if (s == SORT_LIST) printf("list='%s'", words.ptr);
        else fputs(s == SORT_FOLDER ? "folders=1" : s == SORT_OTHER ? "nothing=1" : "", stdout);
        puts(" ;;");
    }
    ter_buf_clear(&words);
    size_t place = choice_in(u->line, &words);
    if (place) printf("            *) [ \"$COMP_CWORD\" != %zu ] || subs='%s' ;;\n", place + 1, words.ptr);
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

/* In single quotes, with what _arguments would read escaped. */
static void put_zsh(const char *text) {
    for (; *text; text++) {
        if (*text == '\'') fputs("'\\''", stdout);
        else if (strchr("[]:\\", *text)) printf("\\%c", *text);
        else putchar(*text);
    }
}

static void print_zsh_option(const ter_option *o, ter_buf *words) {
    printf(" \\\n            '%s--%s[", o->type == TER_OPTION_LIST ? "*" : "", o->name);
    put_zsh(o->help);
    putchar(']');
    if (o->arg) {
        ter_buf_clear(words);
        sort s = values_of(o, words);
        putchar(':');
        put_zsh(o->arg);
        putchar(':');
        if (s == SORT_WORD) printf("(%s)", words->ptr);
        if (s == SORT_LIST) printf("_values -s , %s %s", o->name, words->ptr);
        if (s == SORT_FILE) fputs("_files", stdout);
        if (s == SORT_FOLDER) fputs("_files -/", stdout);
    }
    putchar('\'');
}

static void print_zsh(const ter_usage *u) {
    ter_buf words = {0};
    for (size_t i = 0; i < u->option_count; i++) print_zsh_option(&u->options[i], &words);
    ter_buf_clear(&words);
    size_t place = choice_in(u->line, &words);
    if (place) printf(" \\\n            '%zu:what to do:(%s)'", place, words.ptr);
    ter_buf_release(&words);
}

/* _arguments is told that the command begins at its own name. */
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
