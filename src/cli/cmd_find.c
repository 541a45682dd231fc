#include "cli/command.h"

int ter_cmd_find(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("find is under construction");
}
