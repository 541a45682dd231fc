/* terrier along: what lies along a line. */
#include "cli/command.h"
#include "cli/commands/region_command.h"

int ter_cmd_along(int argc, char **argv) {
    ter_region_request q = {.along = true, .distance_m = -1};
    const ter_option options[] = {
        TER_NUMBER("distance", "M", &q.distance_m, "within M metres of the line"),
        TER_REGION_OPTIONS(q),
    };
    const ter_usage usage = {
        .line = "along REG LINE --distance M",
        .summary = "Lists what lies along a road or a waterway, within a distance of it, nearest first.",
        .details =
            "LINE is a file of lines (GeoJSON, or what OGR reads), or the name or id of a line that the registry\n"
            "or the gazetteer knows. Distances are geodesic metres between the nearest points of both geometries,\n"
            "whose edges are straight in LON,LAT; they are correct to 2 mm.",
        .examples = "  terrier along registry.sqlite 亮马河 --distance 500\n"
                    "  terrier along registry.sqlite 清河 --distance 1000 --kind school,hospital",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    return ter_region_run(argc, argv, &usage, &q);
}
