/* Commands: one file each (commands/cmd_<name>.c), one row in main.c's table. To add a command: write its file, add its
 * row, its section in README and its test. */
#ifndef TER_CLI_COMMAND_H
#define TER_CLI_COMMAND_H

#include "cli/input/options.h"
#include "cli/output/exit_code.h"

/* The commands, each in commands/cmd_<name>.c. argv[0] is the command's name; each returns an exit code. */
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
