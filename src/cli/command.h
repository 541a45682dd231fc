/* Commands: one file each (cmd_<name>.c), one row in main.c's table. To add a command: write its file, add its row,
 * its section in README and its test. */
#ifndef TER_CLI_COMMAND_H
#define TER_CLI_COMMAND_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

enum { TER_EXIT_OK = 0, TER_EXIT_FAILED = 1, TER_EXIT_USAGE = 2, TER_EXIT_PARTIAL = 3, TER_EXIT_STOPPED = 130 };

typedef enum ter_option_type {
    TER_OPTION_FLAG,   /* value: bool * */
    TER_OPTION_TEXT,   /* value: const char **; the last one given wins */
    TER_OPTION_LIST,   /* value: ter_text_list *; may be repeated */
    TER_OPTION_NUMBER, /* value: double *; finite */
    TER_OPTION_COUNT,  /* value: long *; a whole number >= 0 */
} ter_option_type;

typedef TER_ARRAY(const char *) ter_text_list;

typedef struct ter_option {
    const char *name; /* without "--" */
    const char *arg;  /* shown in help; NULL for a flag */
    ter_option_type type;
    void *value;
    const char *help;
} ter_option;

/* What a command is told in its help. */
typedef struct ter_usage {
    const char *line;     /* "near REG LON,LAT" */
    const char *summary;  /* one sentence */
    const char *details;  /* more lines, or NULL */
    const char *examples; /* lines, or NULL */
    const ter_option *options;
    size_t option_count;
    size_t least, most; /* positional arguments */
} ter_usage;

/* Parses argv (argv[0] is the command). Options may stand anywhere and take their value as `--name value` or
 * `--name=value`; `--` ends them; `-` and a `-` followed by a digit or '.' are positional, so that LON,LAT may be
 * negative. `--help` prints help to stdout. Positional arguments go to `args` (release it).
 * Returns -1 to go on, otherwise the exit code to return at once (an error line has been printed). */
int ter_options_parse(int argc, char **argv, const ter_usage *usage, ter_text_list *args);

/* Prints "terrier: error: MESSAGE" to stderr and gives the exit code for it: 2 for TER_USAGE, 3 for TER_PARTIAL,
 * 130 for TER_STOPPED (as a shell gives it after Ctrl-C), 1 else. */
int ter_fail(const ter_error *err);
/* TER_EXIT_OK for TER_OK, else what ter_fail gives. */
int ter_exit_code(ter_status status, const ter_error *err);
/* As ter_fail, with TER_USAGE and a message of one's own. */
int ter_fail_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "LON,LAT" in degrees; says so when they look swapped or out of range. TER_USAGE on failure. */
struct ter_position;
ter_status ter_parse_lonlat(const char *text, double *lon_deg, double *lat_deg, ter_error *err);

/* YYYY, YYYY-MM or YYYY-MM-DD; TER_USAGE for anything else. */
ter_status ter_day_check(const char *text, ter_error *err);

/* The commands; argv[0] is the command's name. Each returns an exit code. */
int ter_cmd_build(int argc, char **argv);
int ter_cmd_extract(int argc, char **argv);
int ter_cmd_gazetteer(int argc, char **argv);
int ter_cmd_geocode(int argc, char **argv);
int ter_cmd_ingest(int argc, char **argv);
int ter_cmd_import(int argc, char **argv);
int ter_cmd_export(int argc, char **argv);
int ter_cmd_near(int argc, char **argv);
int ter_cmd_find(int argc, char **argv);
int ter_cmd_within(int argc, char **argv);
int ter_cmd_along(int argc, char **argv);
int ter_cmd_count(int argc, char **argv);
int ter_cmd_timeline(int argc, char **argv);
int ter_cmd_diff(int argc, char **argv);
int ter_cmd_list(int argc, char **argv);
int ter_cmd_show(int argc, char **argv);
int ter_cmd_override(int argc, char **argv);
int ter_cmd_info(int argc, char **argv);
int ter_cmd_check(int argc, char **argv);
int ter_cmd_map(int argc, char **argv);
int ter_cmd_qgis(int argc, char **argv);

#endif
