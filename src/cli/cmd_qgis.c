#include "cli/command.h"

int ter_cmd_qgis(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("qgis is under construction");
}
