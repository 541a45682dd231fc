#include "cli/command.h"

int ter_cmd_build(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("build is under construction");
}
