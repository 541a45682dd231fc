#include "cli/command.h"

int ter_cmd_export(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("export is under construction");
}
