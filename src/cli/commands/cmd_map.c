#include "cli/command.h"
#include "cli/input/gazetteers.h"

#include "registry/file/registry.h"
#include "web/web_map.h"

#include <stdio.h>
#include <stdlib.h>

int ter_cmd_map(int argc, char **argv) {
    ter_map_options map = {0};
    ter_text_list args = {0}, paths = {0};
    ter_gazetteer_set gazetteers = {0};
    ter_error err = {0};
    ter_registry *r = NULL;
    ter_map_report report = {0};
    const char *datum = NULL;
    const ter_option options[] = {
        {"gazetteer", "FILE", TER_OPTION_LIST, &paths, "base map from " TER_GAZETTEER_HELP},
        {"basemap", "URL", TER_OPTION_TEXT, &map.basemap,
         "tiles below it, with {z} {x} {y} or {-y}; these need a network"},
        {"basemap-datum", "DATUM", TER_OPTION_TEXT, &datum,
         "of the tiles: wgs84 (default), gcj02 (AMap, Tencent), bd09, cgcs2000 (Tianditu)"},
        {"basemap-attribution", "TEXT", TER_OPTION_TEXT, &map.attribution, "whom to name for them (default: host)"},
        {"served", NULL, TER_OPTION_FLAG, &map.served, "data apart, for a web server, however few facilities"},
        {"overwrite", NULL, TER_OPTION_FLAG, &map.overwrite, "write into a folder that has other files"},
    };
    const ter_usage usage = {
        .line = "map REG OUT [options]",
        .summary = "Writes a static web map of the registry into the folder OUT.",
        .details = "OUT/index.html opens in a browser as it is: no network, no server. It shows facilities by kind,\n"
                   "status and year with what documents say of them, finds them by name, pinyin and distance, and\n"
                   "lists those without a position. With more than 20,000 facilities the folder needs a web server.\n"
                   "The base map is the gazetteer's roads, water and areas. With --basemap the map's data are\n"
                   "written in the datum of the tiles, so that both agree; a page shows nothing else in it.",
        .examples =
            "  terrier map city.sqlite map && xdg-open map/index.html\n"
            "  terrier map city.sqlite map --basemap 'https://tiles.example/{z}/{x}/{y}.png' --basemap-datum gcj02",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_registry_open(args.items[0], TER_REGISTRY_READ, &r, &err);
        if (status == TER_OK) status = ter_datum_read(datum, &map.datum, &err);
        if (status == TER_OK) status = ter_map_check(&map, &err);
        if (status == TER_OK) status = ter_gazetteers_open(&paths, &gazetteers, &err);
        map.gazetteers = gazetteers.items;
        map.gazetteer_count = gazetteers.count;
        if (status == TER_OK) status = ter_map_write(r, args.items[1], &map, &report, &err);
        if (status == TER_OK && report.served)
            fprintf(stderr,
                    "%zu facilities: serve the folder, python3 -m http.server -d %s; it does not open from a file\n",
                    report.facilities, args.items[1]);
        else if (status == TER_OK) fprintf(stderr, "open %s/index.html\n", args.items[1]);
        ter_gazetteers_release(&gazetteers);
        ter_registry_free(r);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    ter_array_release(&paths);
    return code;
}
