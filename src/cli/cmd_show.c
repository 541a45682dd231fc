#include "cli/command.h"

int ter_cmd_show(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("show is under construction");
}
