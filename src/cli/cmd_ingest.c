#include "cli/command.h"

int ter_cmd_ingest(int argc, char **argv) {
    (void)argc, (void)argv;
    return ter_fail_usage("ingest is under construction");
}
