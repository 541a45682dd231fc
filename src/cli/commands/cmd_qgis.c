/* terrier qgis: a QGIS project of a registry. */
#include "cli/command.h"
#include "cli/input/gazetteers.h"

#include "qgis/qgis_project.h"
#include "registry/file/registry.h"

#include <stdio.h>
#include <stdlib.h>

int ter_cmd_qgis(int argc, char **argv) {
    ter_qgis_options qgis = {0};
    ter_text_list args = {0}, paths = {0};
    ter_gazetteer_set gazetteers = {0};
    ter_error err = {0};
    ter_registry *r = NULL;
    const ter_option options[] = {
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &paths, "base map: " TER_GAZETTEER_HELP),
        TER_FLAG("overwrite", &qgis.overwrite, "write into a folder that contains other files"),
    };
    const ter_usage usage = {
        .line = "qgis REG OUT [options]",
        .summary = "Writes a QGIS project (3.22 or newer) of the registry into the folder OUT.",
        .details =
            "OUT/terrier.qgs shows OUT/registry.gpkg: groups by year and status, with styles, forms, map tips and\n"
            "a print layout; the time controller plays the years. OUT/map.gpkg contains the base map and the\n"
            "names. The folder can be moved or sent as a whole.",
        .examples = "  terrier qgis city.sqlite project && qgis project/terrier.qgs",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_registry_open(args.items[0], TER_REGISTRY_READ, &r, &err);
        if (status == TER_OK) status = ter_gazetteers_open(&paths, &gazetteers, &err);
        qgis.gazetteers = gazetteers.items;
        qgis.gazetteer_count = gazetteers.count;
        if (status == TER_OK) status = ter_qgis_write(r, args.items[1], &qgis, &err);
        if (status == TER_OK) fprintf(stderr, "open %s/terrier.qgs\n", args.items[1]);
        ter_gazetteers_release(&gazetteers);
        ter_registry_free(r);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    ter_array_release(&paths);
    return code;
}
