#include "cli/command.h"

int ter_cmd_geocode(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("geocode is under construction");
}
