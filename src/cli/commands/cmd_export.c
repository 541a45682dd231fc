/* terrier export: layer files of a registry. */
#include "cli/command.h"
#include "cli/input/day_argument.h"
#include "cli/input/selection.h"
#include "cli/output/progress.h"

#include "export/export.h"
#include "registry/file/registry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The command line. */
typedef struct arguments {
    ter_text_list args, formats, by;
    ter_selection selection;
    const char *bbox, *as_of, *crs, *layers, *area;
    bool overwrite;
    TER_ARRAY(char *) words; /* owned: the words of comma-separated lists */
} arguments;

/* Splits comma-separated values into a NULL-terminated list of words kept in `a`; NULL when there are none. Caller
 * frees the list. */
static const char **words_of(arguments *a, const ter_text_list *given) {
    ter_text_list out = {0};
    for (size_t i = 0; i < given->len; i++) {
        const char *p = given->items[i];
        for (size_t n; *p; p += n + (p[n] == ',')) {
            n = strcspn(p, ",");
            if (!n) continue;
            char *word = ter_strndup(p, n);
            ter_array_push(&a->words, word);
            ter_array_push(&out, word);
        }
    }
    if (out.len) ter_array_push(&out, NULL);
    return out.items;
}

static const ter_option_values layer_key_values = {.type = TER_VALUES_MANY, .words = "status year kind"};
static const ter_option_values format_values = {.type = TER_VALUES_MANY, .put = ter_export_formats_put};

static ter_status read_by(const char *const *words, unsigned *out, ter_error *err) {
    for (; words && *words; words++) {
        int key = ter_option_values_find(&layer_key_values, *words); /* in the order of TER_BY_… */
        if (key < 0) return ter_option_values_refuse(&layer_key_values, "key of --by", *words, err);
        *out |= 1U << key;
    }
    return TER_OK;
}

static ter_status read_bbox(const char *text, ter_bbox *out, ter_error *err) {
    double v[4];
    const char *p = text;
    bool ok = true;
    for (int i = 0; i < 4 && ok; i++) {
        char *end;
        v[i] = strtod(p, &end);
        ok = end != p && isfinite(v[i]) && *end == (i < 3 ? ',' : 0);
        p = end + 1;
    }
    if (!ok)
        return ter_error_set(err, TER_USAGE, "'%s' is not a box; write MINLON,MINLAT,MAXLON,MAXLAT in degrees", text);
    if (fabs(v[0]) > 180 || fabs(v[2]) > 180 || fabs(v[1]) > 90 || fabs(v[3]) > 90)
        return ter_error_set(err, TER_USAGE, "'%s' is out of range; the order is MINLON,MINLAT,MAXLON,MAXLAT", text);
    if (v[0] > v[2] || v[1] > v[3])
        return ter_error_set(err, TER_USAGE, "'%s' is empty; the order is MINLON,MINLAT,MAXLON,MAXLAT", text);
    *out = (ter_bbox){v[0], v[1], v[2], v[3]};
    return TER_OK;
}

static void report_cut(const ter_export_report *r, const char *const *formats) {
    ter_buf limits = {0};
    ter_export_limits_put(formats, &limits);
    fprintf(stderr, "terrier: note: %zu text%s cut to %s; cut.csv lists them, other formats have them whole\n",
            r->cut_values, r->cut_values == 1 ? " was" : "s were", limits.ptr);
    ter_buf_release(&limits);
}

static void report_wgs84(const char *crs) {
    ter_buf titles = {0};
    size_t n = ter_export_formats_in_wgs84(strncmp(crs, "EPSG:", 5) != 0, &titles);
    fprintf(stderr, "terrier: note: %s %s always in WGS 84, not in %s\n", titles.ptr, n == 1 ? "is" : "are", crs);
    ter_buf_release(&titles);
}

static void report(const ter_export_report *r, const char *const *formats, const char *crs, const char *as_of) {
    if (r->cut_values) report_cut(r, formats);
    if (r->kept_wgs84) report_wgs84(crs);
    if (r->package && r->projects == 0)
        fprintf(stderr, "terrier: note: no project is selected, and %s has no empty package: none was written\n",
                r->package);
    if (r->package && r->projects)
        fprintf(stderr,
                "%zu projects as %s; %zu facilities of the registry are only referred to and are not projects\n",
                r->projects, r->package, r->referred);
    if (r->empty_count)
        fprintf(stderr, "terrier: note: nothing matches %s, so %s not written\n", r->empty,
                r->empty_count == 1 ? "that layer was" : "those layers were");
    if (as_of && r->features + r->projects == 0)
        fprintf(stderr, "terrier: note: no document published by %s mentions what is selected\n", as_of);
    if (r->layers || !r->package)
        fprintf(stderr, "%zu features (%zu without a position) in %zu layers\n", r->features, r->unlocated, r->layers);
}

static ter_status read_arguments(arguments *a, const char *const *by, ter_export_options *options, ter_error *err) {
    ter_registry_filter *filter = &a->selection.filter;
    ter_status status = read_by(by, &options->by, err);
    if (status == TER_OK) status = ter_selection_read(&a->selection, err);
    if (status == TER_OK && a->bbox) status = read_bbox(a->bbox, &filter->bbox, err);
    if (status == TER_OK && a->as_of) status = ter_day_check(a->as_of, err);
    filter->has_bbox = a->bbox != NULL;
    filter->as_of = a->as_of;
    filter->area = a->area;
    options->filter = filter;
    return status;
}

static ter_status run(arguments *a, ter_error *err) {
    ter_export_options options = {
        .crs = a->crs, .layers = a->layers, .overwrite = a->overwrite, .is_stopped = ter_progress_is_stopped};
    ter_export_report done = {0};
    ter_progress watch;
    ter_registry *r = NULL;
    const char **formats = words_of(a, &a->formats), **by = words_of(a, &a->by);
    options.formats = formats;
    ter_status status = read_arguments(a, by, &options, err);
    if (status == TER_OK && a->crs) status = ter_export_crs_check(a->crs, err);
    if (status == TER_OK) status = ter_registry_open(a->args.items[0], TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(&a->selection, r, err);
    ter_progress_begin(&watch, false);
    if (status == TER_OK) status = ter_export_run(r, a->args.items[1], &options, &done, err);
    if (status == TER_OK) report(&done, formats, a->crs, a->as_of);
    ter_registry_free(r);
    free(formats), free(by);
    return status;
}

static const char details[] =
    "Files are OUT/FORMAT/YEAR/STATUS[-target]_point|line|polygon|none; OUT/layers.json lists them with\n"
    "counts, extent, CRS and the attribution of the sources. `none` contains features without a position.\n"
    "A GeoPackage contains all geometry types of a year and status, and so does an XLSX workbook, whose\n"
    "columns lon and lat are a point on the geometry. A folder made by an earlier export is replaced in\n"
    "one step; a failure leaves it unchanged.\n"
    "\n"
    "A file of --layers has the lines: layer NAME; title zh TEXT; by status year kind, or none; where KEY\n"
    "VALUE…; field NAME [OUTPUT [SHORT]]; style point FILE.qml. Its layers are in OUT/FORMAT/NAME/; those\n"
    "of a layer named `default` in OUT/FORMAT/. layers/default.layer in the source explains each line;\n"
    "without --layers all *.layer files of that folder are used, as compiled in.\n"
    "\n"
    "--as-of uses the state that each project had at the end of that day by what was known then: only\n"
    "documents published by that day count, and the newest of them decides, as for the current state; a\n"
    "state set by hand counts from the day it was set. YYYY and YYYY-MM mean their last day; a document\n"
    "dated so counts from then on.\n"
    "\n"
    "Layers in GCJ-02 or BD-09 are marked in file name and layers.json and state no CRS, because no CRS\n"
    "describes these datums; --bbox is always in WGS 84. CGCS2000 (EPSG:4490) is within a metre of WGS\n"
    "84.";

int ter_cmd_export(int argc, char **argv) {
    arguments a = {0};
    ter_error err = {0};
    ter_buf format_help = {0};
    ter_export_formats_help(&format_help);
    const ter_option options[] = {
        TER_LIST_OF(format_values, "format", "LIST", &a.formats, format_help.ptr),
        TER_LIST_OF(layer_key_values, "by", "LIST", &a.by,
                    "make a layer for each of these (default: as the layer definitions say, status,year)"),
        TER_TEXT_OF(ter_file_values, "layers", "PATH", &a.layers,
                    "layer definitions: a file, or all *.layer files of a folder"),
        TER_SELECTION_OPTIONS(a.selection),
        TER_TEXT("area", "NAME", &a.area, "only what lies in this area, by the name that `list` shows"),
        TER_TEXT("bbox", "BOX", &a.bbox, "only what intersects MINLON,MINLAT,MAXLON,MAXLAT"),
        TER_TEXT("as-of", "DATE", &a.as_of,
                 "each project once, in its state on that day by what was known then (YYYY-MM-DD)"),
        TER_TEXT("crs", "CRS", &a.crs, "CRS of the layers: EPSG:n, gcj02 or bd09 (default EPSG:4326)"),
        TER_FLAG("overwrite", &a.overwrite, "write into a folder that contains other files"),
    };
    const ter_usage usage = {
        .line = "export REG OUT [options]",
        .summary = "Writes the features of a registry as layer files by status and year into the folder OUT.",
        .details = details,
        .examples = "  terrier export city.sqlite layers\n"
                    "  terrier export city.sqlite roads --kind road,waterway --format gpkg --crs EPSG:4490\n"
                    "  terrier export city.sqlite then --as-of 2024-12-31 --format xlsx\n"
                    "  terrier export city.sqlite web --format geojson --crs gcj02",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &a.args);
    if (code < 0) code = ter_exit_code(run(&a, &err), &err);
    for (size_t i = 0; i < a.words.len; i++) free(a.words.items[i]);
    ter_array_release(&a.words);
    ter_array_release(&a.args);
    ter_array_release(&a.formats);
    ter_array_release(&a.by);
    ter_selection_release(&a.selection);
    ter_buf_release(&format_help);
    return code;
}
