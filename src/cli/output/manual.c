/* Man pages, from the tables of commands and options. */
#include "cli/output/manual.h"

#include "base/file.h"
#include "base/version.h"
#include "cli/output/completion.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"--man", "--bash", "--bash-values", "--zsh"};

bool ter_manual_word(const char *word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0) return true;
    return false;
}

/* ---- man pages: groff's man macros, man(7) ---- */

/* Text between requests: a dot or quote at the beginning of a line is escaped, since roff would read a request. */
static void put_roff(const char *text) {
    for (bool first = true; *text; first = *text == '\n', text++) {
        if (first && (*text == '.' || *text == '\'')) fputs("\\&", stdout);
        if (*text == '\\') fputs("\\e", stdout);
        else if (*text == '-') fputs("\\-", stdout);
        else putchar(*text);
    }
}

/* Lines that are wrapped by hand become paragraphs again; those that begin with blanks, a table, stay as they are. */
static void put_details(const char *text) {
    fputs(".PP\n", stdout);
    for (bool table = false; *text;) {
        size_t n = strcspn(text, "\n");
        bool row = *text == ' ' || (n > 0 && memmem(text, n, "  ", 2));
        if (row != table) puts(row ? ".nf" : ".fi");
        table = row;
        char *line = ter_strndup(text, n);
        if (n == 0) fputs(".PP", stdout);
        else put_roff(line);
        putchar('\n');
        free(line);
        text += n + (text[n] == '\n');
        if (!*text && table) puts(".fi");
    }
}

static void put_option(const ter_option *o) {
    fputs(".TP\n.B \\-\\-", stdout);
    put_roff(o->name);
    if (o->arg) {
        fputs(" \\fI", stdout);
        put_roff(o->arg);
        fputs("\\fR", stdout);
    }
    putchar('\n');
    ter_buf help = {0};
    ter_option_describe(o, &help);
    put_roff(help.ptr);
    putchar('\n');
    ter_buf_release(&help);
}

static void put_title(const char *page) {
    printf(
        ".\\\" Written from the program's own tables of options.\n.TH %s 1 \"\" \"terrier %s\" \"Terrier\"\n.SH NAME\n",
        page, TER_RELEASE);
}

static void put_heading(const char *command, const char *summary) {
    char page[64], *phrase = ter_strdup(summary); /* the NAME section has a phrase, not a sentence */
    size_t n = strlen(phrase);
    if (n > 0 && phrase[n - 1] == '.') phrase[n - 1] = 0;
    if (n > 1 && islower((unsigned char)phrase[1])) phrase[0] = (char)tolower((unsigned char)phrase[0]);
    snprintf(page, sizeof page, "TERRIER-%s", command);
    for (char *c = page; *c; c++) *c = *c == ' ' ? '-' : (char)toupper((unsigned char)*c);
    put_title(page);
    fputs("terrier\\-", stdout);
    for (const char *c = command; *c; c++) fputs(*c == ' ' || *c == '-' ? "\\-" : (char[]){*c, 0}, stdout);
    fputs(" \\- ", stdout);
    put_roff(phrase);
    free(phrase);
}

static void put_exit_codes(void) {
    puts(".SH EXIT STATUS\n0 done, also when nothing matched; 1 failed; 2 wrong usage; 3 partly done; 130 stopped by "
         "Ctrl\\-C.");
}

static void print_page(const char *command, const ter_usage *u) {
    put_heading(command, u->summary);
    const char *end = strstr(u->line, " [options]");
    char *line = ter_strndup(u->line, end ? (size_t)(end - u->line) : strlen(u->line));
    fputs("\n.SH SYNOPSIS\n.B terrier ", stdout);
    put_roff(line);
    free(line);
    fputs("\n.RI [ OPTION ...]\n.SH DESCRIPTION\n", stdout);
    put_roff(u->summary);
    putchar('\n');
    if (u->details) put_details(u->details);
    puts(".SH OPTIONS\nOptions may be given anywhere; \\fB\\-\\-\\fR ends them.");
    for (size_t i = 0; i < u->option_count; i++) put_option(&u->options[i]);
    puts(".TP\n.B \\-\\-help\nshow a summary of this");
    put_exit_codes();
    if (u->examples) {
        fputs(".SH EXAMPLES\n.nf\n", stdout);
        put_roff(u->examples);
        fputs("\n.fi\n", stdout);
    }
    puts(".SH SEE ALSO\n.BR terrier (1)");
}

void ter_manual_print(const char *word, const char *command, const ter_usage *usage) {
    if (strcmp(word, "--man") == 0) print_page(command, usage);
    else ter_completion_print(word, usage);
}

/* ---- all of it ---- */

/* Redirects standard output to the file. */
static ter_status redirect_to(const char *folder, const char *sub, const char *name, ter_error *err) {
    char *dir = ter_path_join(folder, sub), *path = ter_path_join(dir, name);
    ter_status status = ter_dir_make(dir, err);
    if (status == TER_OK && !freopen(path, "w", stdout))
        status = ter_error_set(err, TER_IO, "%s: cannot be written; check the folder", path);
    free(path);
    free(dir);
    return status;
}

/* Runs the command, or each of its subcommands, with `word`; in `folder` each page gets a file of its own. */
static ter_status ask(const ter_command *c, const char *word, const char *folder, ter_error *err) {
    char name[64], way[16], sub[64] = "", page[160];
    ter_status status = TER_OK;
    const char *rest = c->subcommands ? c->subcommands : "";
    do {
        size_t n = strcspn(rest, " ");
        snprintf(name, sizeof name, "%s", c->name);
        snprintf(way, sizeof way, "%s", word);
        snprintf(sub, sizeof sub, "%.*s", (int)n, rest);
        snprintf(page, sizeof page, "terrier-%s%s%s.1", name, n ? "-" : "", sub);
        if (folder) status = redirect_to(folder, "man1", page, err);
        if (status == TER_OK) c->run(n ? 3 : 2, n ? (char *[]){name, sub, way, NULL} : (char *[]){name, way, NULL});
        rest += n + (rest[n] == ' ');
    } while (*rest && status == TER_OK);
    return status;
}

static void print_main_page(const ter_command *commands, size_t count) {
    put_title("TERRIER");
    puts("terrier \\- read official documents in Chinese and map the public works they name\n.SH SYNOPSIS\n.B terrier\n"
         ".I command\n.RI [ argument ...]\n.SH DESCRIPTION\nFinds the parks, schools, hospitals, roads and waterways "
         "that "
         "documents name, reads what is said about them,\nlooks them up in a gazetteer, offline, and joins everything "
         "into "
         "a registry, a SpatiaLite file.\nPositions are LON,LAT in degrees. Data goes to standard output, all else to "
         "standard error.\n.SH COMMANDS");
    for (size_t i = 0; i < count; i++) {
        printf(".TP\n.B terrier %s\n", commands[i].name);
        put_roff(commands[i].summary);
        putchar('\n');
    }
    put_exit_codes();
}

/* A command writes its part of a completion script itself. */
static void ask_command(const ter_command *c, const char *word) {
    ask(c, word, NULL, NULL);
}

ter_status ter_manual_write(const char *folder, const ter_command *commands, size_t count, ter_error *err) {
    ter_status status = redirect_to(folder, "man1", "terrier.1", err);
    if (status == TER_OK) print_main_page(commands, count);
    for (size_t i = 0; i < count && status == TER_OK; i++) status = ask(&commands[i], "--man", folder, err);
    if (status == TER_OK) status = redirect_to(folder, "bash", "terrier", err);
    if (status == TER_OK) ter_completion_write_bash(commands, count, ask_command);
    if (status == TER_OK) status = redirect_to(folder, "zsh", "_terrier", err);
    if (status == TER_OK) ter_completion_write_zsh(commands, count, ask_command);
    return status;
}
