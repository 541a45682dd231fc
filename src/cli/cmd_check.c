#include "cli/command.h"

int ter_cmd_check(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("check is under construction");
}
