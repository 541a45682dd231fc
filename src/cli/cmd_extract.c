#include "cli/command.h"

int ter_cmd_extract(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("extract is under construction");
}
