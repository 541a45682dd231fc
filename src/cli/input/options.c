/* Parsing a command line by a table of options, and --help from the same table. */
#include "cli/input/options.h"

#include "cli/output/exit_code.h"
#include "cli/output/manual.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_help(const ter_usage *u) {
    printf("usage: terrier %s\n\n%s\n", u->line, u->summary);
    if (u->details) printf("\n%s\n", u->details);
    printf("\noptions:\n");
    for (size_t i = 0; i < u->option_count; i++) {
        const ter_option *o = &u->options[i];
        char left[64];
        ter_buf help = {0};
        ter_option_describe(o, &help);
        snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
        printf("  %-26s %s\n", left, help.ptr);
        ter_buf_release(&help);
    }
    printf("  %-26s %s\n", "--help", "show this");
    if (u->examples) printf("\nexamples:\n%s\n", u->examples);
}

static const ter_option *option_find(const ter_usage *u, const char *name, size_t len) {
    for (size_t i = 0; i < u->option_count; i++)
        if (strlen(u->options[i].name) == len && memcmp(u->options[i].name, name, len) == 0) return &u->options[i];
    return NULL;
}

static int option_set(const ter_option *o, const char *value) {
    char *end = NULL;
    errno = 0;
    switch (o->type) {
    case TER_OPTION_FLAG:
        *(bool *)o->value = true;
        return -1;
    case TER_OPTION_TEXT:
        *(const char **)o->value = value;
        return -1;
    case TER_OPTION_LIST:
        ter_array_push((ter_text_list *)o->value, value);
        return -1;
    case TER_OPTION_NUMBER: {
        double x = strtod(value, &end);
        if (end == value || *end || !isfinite(x))
            return ter_fail_usage("--%s takes a number, not '%s'", o->name, value);
        *(double *)o->value = x;
        return -1;
    }
    case TER_OPTION_COUNT: {
        long n = strtol(value, &end, 10);
        if (end == value || *end || errno || n < 0)
            return ter_fail_usage("--%s takes a whole number, 0 or more, not '%s'", o->name, value);
        *(long *)o->value = n;
        return -1;
    }
    }
    return -1;
}

static int option_take(int argc, char **argv, int *i, const ter_usage *u) {
    const char *text = argv[*i] + 2, *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);
    const ter_option *o = option_find(u, text, len);
    if (!o) return ter_fail_usage("unknown option '%s'; see terrier %s --help", argv[*i], argv[0]);
    if (o->type == TER_OPTION_FLAG) {
        if (equals) return ter_fail_usage("--%s takes no value", o->name);
        return option_set(o, NULL);
    }
    if (equals) return option_set(o, equals + 1);
    if (*i + 1 >= argc) return ter_fail_usage("--%s needs a value: --%s %s", o->name, o->name, o->arg);
    return option_set(o, argv[++*i]);
}

static bool is_option(const char *arg) {
    return arg[0] == '-' && arg[1] && !isdigit((unsigned char)arg[1]) && arg[1] != '.';
}

int ter_options_parse(int argc, char **argv, const ter_usage *usage, ter_text_list *args) {
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        if (ended || !is_option(argv[i])) {
            ter_array_push(args, argv[i]);
        } else if (strcmp(argv[i], "--") == 0) {
            ended = true;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            print_help(usage);
            return TER_EXIT_OK;
        } else if (i == 1 && ter_manual_word(argv[i])) {
            ter_manual_print(argv[i], argv[0], usage);
            return TER_EXIT_OK;
        } else if (argv[i][1] != '-') {
            return ter_fail_usage("unknown option '%s'; see terrier %s --help", argv[i], argv[0]);
        } else {
            int code = option_take(argc, argv, &i, usage);
            if (code >= 0) return code;
        }
    }
    if (args->len < usage->least) return ter_fail_usage("too few arguments; usage: terrier %s", usage->line);
    if (args->len > usage->most)
        return ter_fail_usage("unexpected argument '%s'; usage: terrier %s", args->items[usage->most], usage->line);
    return -1;
}
