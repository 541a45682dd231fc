#include "cli/command.h"

int ter_cmd_near(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("near is under construction");
}
