#include "cli/output.h"
#include "cli/selection.h"
#include "geo/datum.h"
#include "registry/read.h"

#include <math.h>
#include <stdlib.h>

enum { STANDARD_LIMIT = 10 }; /* without --radius */

static const ter_column columns[] = {
    {"id", TER_COLUMN_TEXT},        {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},      {"kind", TER_COLUMN_TEXT},
    {"status", TER_COLUMN_TEXT},    {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},    {"distance_m", TER_COLUMN_NUMBER},
    {"lon", TER_COLUMN_NUMBER},     {"lat", TER_COLUMN_NUMBER},
    {"precision", TER_COLUMN_TEXT}, {"datum", TER_COLUMN_TEXT}, /* the last when it is not WGS 84 */
};

typedef struct request {
    ter_position from; /* WGS 84 */
    double radius_m;
    long limit;
    const char *format_word, *datum_word, *shown_word;
    ter_format format;
    ter_datum shown; /* of lon and lat */
} request;

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static void print_hit(ter_output *o, const ter_near_hit *hit, ter_datum datum) {
    ter_position p = ter_datum_from_wgs84(datum, hit->position);
    ter_output_text(o, hit->id);
    ter_output_text(o, hit->name);
    ter_output_text(o, or_null(hit->part));
    ter_output_text(o, hit->kind);
    ter_output_text(o, ter_state_name(hit->state));
    ter_output_text(o, or_null(ter_basis_name(hit->basis)));
    if (hit->year) ter_output_int(o, hit->year);
    else ter_output_null(o);
    ter_output_real(o, hit->distance_m, 2);
    ter_output_real(o, p.lon_deg, 7);
    ter_output_real(o, p.lat_deg, 7);
    ter_output_text(o, ter_precision_name(hit->precision));
    if (datum != TER_DATUM_WGS84) ter_output_text(o, ter_datum_name(datum));
    ter_output_row_end(o);
}

static ter_status near_run(const char *path, const request *q, ter_selection *selection, ter_error *err) {
    ter_registry *r = NULL;
    ter_near_hits hits = {0};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(selection, r, err);
    if (status == TER_OK)
        status = ter_registry_near(r, q->from, q->radius_m, (size_t)q->limit, &selection->filter, &hits, err);
    if (status == TER_OK) {
        size_t column_count = sizeof columns / sizeof *columns - (q->shown == TER_DATUM_WGS84);
        ter_output *o = ter_output_new(stdout, q->format, columns, column_count);
        for (size_t i = 0; i < hits.len; i++) print_hit(o, &hits.items[i], q->shown);
        ter_output_free(o);
    }
    ter_near_hits_release(&hits);
    ter_registry_free(r);
    return status;
}

static ter_status read_request(request *q, const char *position, ter_error *err) {
    ter_datum given = TER_DATUM_WGS84;
    ter_position p = {0};
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK) status = ter_datum_read(q->datum_word, &given, err);
    if (status == TER_OK) status = ter_datum_read(q->shown_word, &q->shown, err);
    if (status == TER_OK) status = ter_parse_lonlat(position, &p.lon_deg, &p.lat_deg, err);
    if (status == TER_OK && q->radius_m < 0)
        status = ter_error_set(err, TER_USAGE, "--radius takes metres from 0, not %g", q->radius_m);
    q->from = ter_datum_to_wgs84(given, p);
    if (q->limit < 0) q->limit = isinf(q->radius_m) ? STANDARD_LIMIT : 0;
    return status;
}

int ter_cmd_near(int argc, char **argv) {
    ter_selection selection = {0};
    request q = {.radius_m = INFINITY, .limit = -1};
    const ter_option options[] = {
        {"radius", "M", TER_OPTION_NUMBER, &q.radius_m, "only within M metres; all of them, unless --limit is given"},
        {"limit", "N", TER_OPTION_COUNT, &q.limit, "at most N hits, 0 for all; 10 unless --radius is given"},
        TER_SELECTION_OPTIONS(selection),
        {"datum", "DATUM", TER_OPTION_TEXT, &q.datum_word,
         "of LON,LAT: wgs84 (default), cgcs2000, gcj02 or bd09; distances are the same"},
        {"show-datum", "DATUM", TER_OPTION_TEXT, &q.shown_word,
         "of lon and lat in the hits (default wgs84, whatever --datum is); said in a column `datum`"},
        {"format", "FORMAT", TER_OPTION_TEXT, &q.format_word, TER_FORMAT_CHOICES},
    };
    const ter_usage usage = {
        .line = "near REG LON,LAT",
        .summary = "What is near a position: projects in their current state, and facilities that are only named.",
        .details = "Distances are geodesic metres on the WGS 84 ellipsoid to the nearest point of the geometry, which "
                   "lon and\n"
                   "lat give; hits are ordered by distance, then id. `show REG ID` tells more of one.",
        .examples = "  terrier near registry.sqlite 116.4733,39.9495 --radius 3000 --kind waterway\n"
                    "  terrier near registry.sqlite 116.4795,39.9508 --datum gcj02     # as AMap gives it",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = read_request(&q, args.items[1], &err);
        if (status == TER_OK) status = ter_selection_read(&selection, &err);
        if (status == TER_OK) status = near_run(args.items[0], &q, &selection, &err);
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    ter_selection_release(&selection);
    return code;
}
