#include "cli/command.h"
#include "cli/gazetteers.h"

#include "registry/registry.h"
#include "web/map.h"

#include <stdio.h>
#include <stdlib.h>

int ter_cmd_map(int argc, char **argv) {
    ter_map_options map = {0};
    ter_text_list args = {0}, paths = {0};
    ter_gazetteer_set gazetteers = {0};
    ter_error err = {0};
    ter_registry *r = NULL;
    const ter_option options[] = {
        {"gazetteer", "FILE", TER_OPTION_LIST, &paths, "background from " TER_GAZETTEER_HELP},
        {"overwrite", NULL, TER_OPTION_FLAG, &map.overwrite, "write into a folder that has other files"},
    };
    const ter_usage usage = {
        .line = "map REG OUT [options]",
        .summary = "Writes a static web map of the registry into the folder OUT.",
        .details = "OUT/index.html opens in a browser as it is: no network, no server. It shows facilities by kind,\n"
                   "status and year with what documents say of them, and lists those without a position.",
        .examples = "  terrier map city.sqlite map && xdg-open map/index.html",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_registry_open(args.items[0], TER_REGISTRY_READ, &r, &err);
        if (status == TER_OK) status = ter_gazetteers_open(&paths, &gazetteers, &err);
        map.gazetteers = gazetteers.items;
        map.gazetteer_count = gazetteers.count;
        if (status == TER_OK) status = ter_map_write(r, args.items[1], &map, &err);
        if (status == TER_OK) fprintf(stderr, "open %s/index.html\n", args.items[1]);
        ter_gazetteers_release(&gazetteers);
        ter_registry_free(r);
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    ter_array_release(&paths);
    return code;
}
