#include "cli/command.h"

int ter_cmd_info(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("info is under construction");
}
