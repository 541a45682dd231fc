#include "cli/output.h"
#include "cli/selection.h"
#include "registry/read.h"

#include <math.h>
#include <stdlib.h>

enum { STANDARD_LIMIT = 10 }; /* without --radius */

static const ter_column columns[] = {
    {"id", TER_COLUMN_TEXT},     {"name", TER_COLUMN_TEXT},         {"part", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},   {"status", TER_COLUMN_TEXT},       {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER}, {"distance_m", TER_COLUMN_NUMBER}, {"lon", TER_COLUMN_NUMBER},
    {"lat", TER_COLUMN_NUMBER},  {"precision", TER_COLUMN_TEXT},
};

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static void print_hit(ter_output *o, const ter_near_hit *hit) {
    ter_output_text(o, hit->id);
    ter_output_text(o, hit->name);
    ter_output_text(o, or_null(hit->part));
    ter_output_text(o, hit->kind);
    ter_output_text(o, ter_state_name(hit->state));
    ter_output_text(o, or_null(ter_basis_name(hit->basis)));
    if (hit->year) ter_output_int(o, hit->year);
    else ter_output_null(o);
    ter_output_real(o, hit->distance_m, 2);
    ter_output_real(o, hit->position.lon_deg, 7);
    ter_output_real(o, hit->position.lat_deg, 7);
    ter_output_text(o, ter_precision_name(hit->precision));
    ter_output_row_end(o);
}

static ter_status near_run(const char *path, ter_position from, double radius_m, long limit, ter_selection *selection,
                           ter_format format, ter_error *err) {
    ter_registry *r = NULL;
    ter_near_hits hits = {0};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(selection, r, err);
    if (status == TER_OK) status = ter_registry_near(r, from, radius_m, (size_t)limit, &selection->filter, &hits, err);
    if (status == TER_OK) {
        ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < hits.len; i++) print_hit(o, &hits.items[i]);
        ter_output_free(o);
    }
    ter_near_hits_release(&hits);
    ter_registry_free(r);
    return status;
}

int ter_cmd_near(int argc, char **argv) {
    ter_selection selection = {0};
    double radius_m = INFINITY;
    long limit = -1;
    const char *format_word = NULL;
    const ter_option options[] = {
        {"radius", "M", TER_OPTION_NUMBER, &radius_m, "only within M metres; all of them, unless --limit is given"},
        {"limit", "N", TER_OPTION_COUNT, &limit, "at most N hits, 0 for all; 10 unless --radius is given"},
        TER_SELECTION_OPTIONS(selection),
        {"format", "FORMAT", TER_OPTION_TEXT, &format_word, TER_FORMAT_CHOICES},
    };
    const ter_usage usage = {
        .line = "near REG LON,LAT",
        .summary = "What is near a position: projects in their current state, and facilities that are only named.",
        .details = "Distances are geodesic metres on the WGS 84 ellipsoid to the nearest point of the geometry, which "
                   "lon and\n"
                   "lat give; hits are ordered by distance, then id. `show REG ID` tells more of one.",
        .examples = "  terrier near registry.sqlite 116.4733,39.9495 --radius 3000 --kind waterway",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    ter_format format;
    ter_position from = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_format_parse(format_word, stdout, &format, &err);
        if (status == TER_OK) status = ter_parse_lonlat(args.items[1], &from.lon_deg, &from.lat_deg, &err);
        if (status == TER_OK && radius_m < 0)
            status = ter_error_set(&err, TER_USAGE, "--radius takes metres from 0, not %g", radius_m);
        if (status == TER_OK) status = ter_selection_read(&selection, &err);
        if (limit < 0) limit = isinf(radius_m) ? STANDARD_LIMIT : 0;
        if (status == TER_OK) status = near_run(args.items[0], from, radius_m, limit, &selection, format, &err);
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    ter_selection_release(&selection);
    return code;
}
