/* terrier within: what lies in an area. */
#include "cli/command.h"
#include "cli/commands/region_command.h"
#include "cli/input/place_argument.h"

int ter_cmd_within(int argc, char **argv) {
    ter_region_request q = {0};
    const ter_option options[] = {TER_REGION_OPTIONS(q)};
    const ter_usage usage = {.line = "within REG AREA",
                             .summary = "Lists what lies in an area or reaches into it: projects in their current "
                                        "state, and facilities that are only mentioned.",
                             .details = TER_AREA_HELP
                             "\nlon and lat are a point on or in the geometry. Rows are ordered by kind and name.",
                             .examples = "  terrier within registry.sqlite 朝阳区 --kind park,school\n"
                                         "  terrier within registry.sqlite 116.45,39.90,116.50,39.95",
                             .options = options,
                             .option_count = sizeof options / sizeof *options,
                             .least = 2,
                             .most = 2};
    return ter_region_run(argc, argv, &usage, &q);
}
