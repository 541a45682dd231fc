/* terrier map: a static web map of a registry. */
#include "cli/command.h"
#include "cli/input/gazetteers.h"

#include "registry/file/registry.h"
#include "web/web_map.h"

#include <stdio.h>
#include <stdlib.h>

static ter_status run(const ter_text_list *args, const char *datum, const ter_text_list *gazetteer_paths,
                      ter_map_options *map, ter_error *err) {
    ter_gazetteer_set gazetteers = {0};
    ter_registry *r = NULL;
    ter_map_report report = {0};
    const char *out = args->items[1];
    ter_status status = ter_registry_open(args->items[0], TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_datum_read(datum, &map->datum, err);
    if (status == TER_OK) status = ter_map_check(map, err);
    if (status == TER_OK) status = ter_gazetteers_open(gazetteer_paths, &gazetteers, err);
    map->gazetteers = gazetteers.items;
    map->gazetteer_count = gazetteers.count;
    if (status == TER_OK) status = ter_map_write(r, out, map, &report, err);
    if (status == TER_OK && report.served)
        fprintf(stderr,
                "%zu facilities: serve the folder, python3 -m http.server -d %s; it does not open from a file\n",
                report.facilities, out);
    else if (status == TER_OK) fprintf(stderr, "open %s/index.html\n", out);
    ter_gazetteers_release(&gazetteers);
    ter_registry_free(r);
    return status;
}

static const char details[] =
    "OUT/index.html opens in a browser without network or server. It shows facilities by kind, status and\n"
    "year with what documents say about them, finds them by name, pinyin and distance, and lists those\n"
    "without a position. With more than 20,000 facilities the folder needs a web server. The base map is\n"
    "made of the gazetteer's roads, water and areas. With --basemap the data of the map are written in\n"
    "the datum of the tiles, so that both agree; everything else that the page shows stays in WGS 84.";

int ter_cmd_map(int argc, char **argv) {
    ter_map_options map = {0};
    ter_text_list args = {0}, paths = {0};
    ter_error err = {0};
    const char *datum = NULL;
    const ter_option options[] = {
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &paths, "base map: " TER_GAZETTEER_HELP),
        TER_TEXT("basemap", "URL", &map.basemap, "background tiles, with {z} {x} {y} or {-y}; they need a network"),
        TER_TEXT_OF(ter_datum_value, "basemap-datum", "DATUM", &datum,
                    "datum of the tiles; AMap and Tencent use gcj02, Tianditu cgcs2000 (default wgs84)"),
        TER_TEXT("basemap-attribution", "TEXT", &map.attribution, "attribution of the tiles (default: host)"),
        TER_FLAG("served", &map.served,
                 "write the data in separate files, for a web server, regardless of their number"),
        TER_FLAG("overwrite", &map.overwrite, "write into a folder that contains other files"),
    };
    const ter_usage usage = {
        .line = "map REG OUT [options]",
        .summary = "Writes a static web map of the registry into the folder OUT.",
        .details = details,
        .examples =
            "  terrier map city.sqlite map && xdg-open map/index.html\n"
            "  terrier map city.sqlite map --basemap 'https://tiles.example/{z}/{x}/{y}.png' --basemap-datum gcj02",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = ter_exit_code(run(&args, datum, &paths, &map, &err), &err);
    ter_array_release(&args);
    ter_array_release(&paths);
    return code;
}
