/* Build-time program: makes the table of kinds out of geodata/kinds.tsv and refuses a file with mistakes.
 *
 * gen_kinds kinds.tsv kind_table.c */
#include "base/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME, SHAPE, TRAITS, MARKER, SECTORS, ZH, EN, COLUMNS };
enum { LONGEST_LINE = 1000, LONGEST_NAME = 40, MOST_KINDS = 32 /* as many as the lexicon's [inside] can name */ };

static const char *const shapes[][2] = {{"point", "POINT"}, {"line", "LINE"}, {"area", "AREA"}};
static const char *const traits[][2] = {
#define TRAIT_NAMES(word, NAME) {#word, #NAME},
    TER_KIND_TRAIT_MAP(TRAIT_NAMES)};
static const char *const markers[] = {"circle",  "triangle", "cross", "square",
                                      "diamond", "pentagon", "star",  "hexagon"};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *path;
static unsigned line_number;

static void fail(const char *what, const char *word) {
    fprintf(stderr, "%s:%u: %s '%s'\n", path, line_number, what, word);
    exit(1);
}

static const char *constant_of(const char *const (*words)[2], size_t count, const char *word, const char *what) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i][0], word) == 0) return words[i][1];
    fail(what, word);
    return NULL;
}

/* Cuts the line at its tabs. */
static void split(char *line, char *columns[COLUMNS]) {
    size_t n = 0;
    columns[n++] = line;
    for (char *p = line; *p; p++) {
        if (*p == '"' || *p == '\\') fail("a row may not hold", p);
        if (*p != '\t') continue;
        *p = '\0';
        if (n == COLUMNS) fail("too many columns behind", columns[NAME]);
        columns[n++] = p + 1;
    }
    if (n < COLUMNS) fail("seven columns are needed, with tabs between them, not", columns[NAME]);
}

static void check_new(const char *name) {
    static char seen[MOST_KINDS][LONGEST_NAME];
    static size_t count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(seen[i], name) == 0) fail("twice:", name);
    if (count == MOST_KINDS || strlen(name) >= LONGEST_NAME) fail("too many kinds, or too long a name:", name);
    memcpy(seen[count++], name, strlen(name) + 1);
}

static void check(char *const columns[COLUMNS]) {
    const char *name = columns[NAME];
    if (!*name || strspn(name, "abcdefghijklmnopqrstuvwxyz_") != strlen(name))
        fail("a kind is named with small letters, not", name);
    check_new(name);
    if (!*columns[ZH] || !*columns[EN]) fail("a Chinese and an English name are needed for", name);
    for (size_t i = 0; i < LENGTH(markers); i++)
        if (strcmp(markers[i], columns[MARKER]) == 0) return;
    fail("no such marker:", columns[MARKER]);
}

static void write_row(FILE *out, char *columns[COLUMNS]) {
    fprintf(out, "    {\"%s\", TER_KIND_%s, 0", columns[NAME],
            constant_of(shapes, LENGTH(shapes), columns[SHAPE], "no such shape:"));
    for (char *word = strtok(columns[TRAITS], " "); word; word = strtok(NULL, " "))
        fprintf(out, " | TER_KIND_%s", constant_of(traits, LENGTH(traits), word, "no such trait:"));
    fprintf(out, ", \"%s\", \"%s\", \"%s\", \"%s\"},\n", columns[MARKER], columns[SECTORS], columns[ZH], columns[EN]);
}

int main(int argc, char **argv) {
    char line[LONGEST_LINE];
    unsigned areas = 0;
    if (argc != 3) return fprintf(stderr, "usage: gen_kinds kinds.tsv kind_table.c\n"), 2;
    path = argv[1];
    FILE *in = fopen(path, "r"), *out = fopen(argv[2], "w");
    if (!in || !out) return perror(in ? argv[2] : path), 1;
    fprintf(out, "/* Made of geodata/kinds.tsv by gen_kinds. */\n#include \"base/kind.h\"\n\n"
                 "const ter_kind ter_kind_table[] = {\n");
    while (fgets(line, sizeof line, in)) {
        char *columns[COLUMNS];
        line_number++;
        if (!strchr(line, '\n')) fail("a line without an end, or too long:", line);
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0') continue;
        split(line, columns);
        check(columns);
        areas += strcmp(columns[SHAPE], "area") == 0;
        write_row(out, columns);
    }
    if (areas != 1) fail("exactly one kind is needed of shape", "area");
    fprintf(out, "};\nconst size_t ter_kind_table_len = sizeof ter_kind_table / sizeof *ter_kind_table;\n");
    fclose(in);
    return fclose(out) == 0 ? 0 : 1;
}
