#include "cli/command.h"

int ter_cmd_list(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("list is under construction");
}
