#include "cli/command.h"

int ter_cmd_map(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("map is under construction");
}
