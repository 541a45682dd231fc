/* The search that within and along share. */
#include "cli/commands/region_command.h"

#include "cli/input/place_argument.h"
#include "registry/search/by_area.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"id", TER_COLUMN_TEXT},        {"name", TER_COLUMN_TEXT},         {"part", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},      {"status", TER_COLUMN_TEXT},       {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},    {"lon", TER_COLUMN_NUMBER},        {"lat", TER_COLUMN_NUMBER},
    {"precision", TER_COLUMN_TEXT}, {"distance_m", TER_COLUMN_NUMBER}, /* the last along a line only */
};

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static void print_hit(ter_output *o, const ter_near_hit *hit, bool along) {
    ter_output_text(o, hit->id);
    ter_output_text(o, hit->name);
    ter_output_text(o, or_null(hit->part));
    ter_output_text(o, hit->kind);
    ter_output_text(o, ter_state_name(hit->state));
    ter_output_text(o, or_null(ter_basis_name(hit->basis)));
    if (hit->year) ter_output_int(o, hit->year);
    else ter_output_null(o);
    ter_output_real(o, hit->position.lon_deg, 7);
    ter_output_real(o, hit->position.lat_deg, 7);
    ter_output_text(o, ter_precision_name(hit->precision));
    if (along) ter_output_real(o, hit->distance_m, 2);
    ter_output_row_end(o);
}

static ter_status search(const char *path, const char *place, const ter_region_request *q, ter_error *err) {
    ter_registry *r = NULL;
    ter_near_hits hits = {0};
    ter_geometry where = {0};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(&q->selection, r, err);
    ter_place_lookup lookup = {.registry = r, .gazetteer_names = &q->gazetteers};
    if (status == TER_OK)
        status = ter_place_shape(&lookup, place, q->along ? TER_GEOMETRY_LINE : TER_GEOMETRY_POLYGON, &where, err);
    const ter_registry_filter *filter = &q->selection.filter;
    if (status == TER_OK)
        status = q->along ? ter_registry_along(r, &where, q->distance_m, filter, &hits, err)
                          : ter_registry_within(r, &where, filter, &hits, err);
    if (status == TER_OK) {
        ter_output *o = ter_output_new(stdout, q->format, columns, sizeof columns / sizeof *columns - !q->along);
        for (size_t i = 0; i < hits.len && (q->limit == 0 || i < (size_t)q->limit); i++)
            print_hit(o, &hits.items[i], q->along);
        ter_output_free(o);
    }
    ter_place_lookup_release(&lookup);
    ter_geometry_release(&where);
    ter_near_hits_release(&hits);
    ter_registry_free(r);
    return status;
}

int ter_region_run(int argc, char **argv, const ter_usage *usage, ter_region_request *q) {
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, usage, &args);
    if (code < 0) {
        ter_status status = ter_format_parse_places(q->format_word, stdout, &q->format, &err);
        if (status == TER_OK && q->along && !(q->distance_m >= 0))
            status = ter_error_set(&err, TER_USAGE, "--distance is missing or negative; give metres: --distance 500");
        if (status == TER_OK) status = ter_selection_read(&q->selection, &err);
        if (status == TER_OK) status = search(args.items[0], args.items[1], q, &err);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    ter_array_release(&q->gazetteers);
    ter_selection_release(&q->selection);
    return code;
}
