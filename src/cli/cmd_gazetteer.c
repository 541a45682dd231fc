#include "cli/command.h"

int ter_cmd_gazetteer(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("gazetteer is under construction");
}
