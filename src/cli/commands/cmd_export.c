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

/* What the command line says. */
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

static ter_status read_by(const char *const *words, unsigned *out, ter_error *err) {
    static const char *const names[] = {"status", "year", "kind"};
    for (; words && *words; words++) {
        unsigned flag = 0;
        for (unsigned i = 0; i < 3; i++)
            if (strcmp(*words, names[i]) == 0) flag = 1U << i;
        if (!flag)
            return ter_error_set(err, TER_USAGE, "layers are not made by '%s'; write status, year, kind", *words);
        *out |= flag;
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
    if (!ok) return ter_error_set(err, TER_USAGE, "'%s' is no box; write MINLON,MINLAT,MAXLON,MAXLAT in degrees", text);
    if (fabs(v[0]) > 180 || fabs(v[2]) > 180 || fabs(v[1]) > 90 || fabs(v[3]) > 90)
        return ter_error_set(err, TER_USAGE, "'%s' is out of range; the order is MINLON,MINLAT,MAXLON,MAXLAT", text);
    if (v[0] > v[2] || v[1] > v[3])
        return ter_error_set(err, TER_USAGE, "'%s' is empty; the order is MINLON,MINLAT,MAXLON,MAXLAT", text);
    *out = (ter_bbox){v[0], v[1], v[2], v[3]};
    return TER_OK;
}

static void report(const ter_export_report *r, const char *crs, const char *as_of) {
    if (r->cut_values)
        fprintf(stderr,
                "terrier: note: %zu text%s cut to the 254 bytes that a Shapefile or the 32,767 characters that a cell "
                "holds; cut.csv lists them, other formats have them whole\n",
                r->cut_values, r->cut_values == 1 ? " was" : "s were");
    if (r->kept_wgs84)
        fprintf(stderr, "terrier: note: %s always in WGS 84, not in %s\n",
                strncmp(crs, "EPSG:", 5) == 0 ? "GeoJSON, KML and XLSX are" : "KML is", crs);
    if (r->oc4ids && r->projects == 0)
        fprintf(stderr, "terrier: note: no project is selected, and OC4IDS has no empty package: none was written\n");
    if (r->oc4ids && r->projects)
        fprintf(stderr,
                "%zu projects as OC4IDS; %zu facilities of the registry are only referred to and are no projects\n",
                r->projects, r->referred);
    if (r->empty_count)
        fprintf(stderr, "terrier: note: nothing matches %s, so %s not written\n", r->empty,
                r->empty_count == 1 ? "that layer was" : "those layers were");
    if (as_of && r->features + r->projects == 0)
        fprintf(stderr, "terrier: note: no document published by %s tells of what is selected\n", as_of);
    if (r->layers || !r->oc4ids)
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
    if (status == TER_OK) report(&done, a->crs, a->as_of);
    ter_registry_free(r);
    free(formats), free(by);
    return status;
}

int ter_cmd_export(int argc, char **argv) {
    arguments a = {0};
    ter_error err = {0};
    const ter_option options[] = {
        {"format", "LIST", TER_OPTION_LIST, &a.formats,
         "geojson, shapefile, gpkg (these by default), flatgeobuf, kml, csv, xlsx; oc4ids: projects as one package"},
        {"by", "LIST", TER_OPTION_LIST, &a.by,
         "a layer for each status, year, kind (default: as the definitions say, status,year)"},
        {"layers", "PATH", TER_OPTION_TEXT, &a.layers, "layer definitions: a file, or all *.layer of a folder"},
        TER_SELECTION_OPTIONS(a.selection),
        {"area", "NAME", TER_OPTION_TEXT, &a.area, "only what lies in this area, as `list` names it"},
        {"bbox", "BOX", TER_OPTION_TEXT, &a.bbox, "only what touches MINLON,MINLAT,MAXLON,MAXLAT"},
        {"as-of", "DATE", TER_OPTION_TEXT, &a.as_of,
         "each project once, in its state on that day by what was known then (YYYY-MM-DD)"},
        {"crs", "CRS", TER_OPTION_TEXT, &a.crs, "coordinates of the layers: EPSG:n, gcj02, bd09 (default EPSG:4326)"},
        {"overwrite", NULL, TER_OPTION_FLAG, &a.overwrite, "write into a folder that has other files"},
    };
    const ter_usage usage = {
        .line = "export REG OUT [options]",
        .summary = "Writes the registry's features as layer files by status and year into the folder OUT.",
        .details =
            "Files are OUT/FORMAT/YEAR/STATUS[-target]_point|line|polygon|none; OUT/layers.json lists them with\n"
            "counts, extent, CRS and the sources' attribution. `none` holds what has no position. GeoPackages\n"
            "hold a year and status with all geometry types, and so do XLSX workbooks, whose columns lon and lat are\n"
            "a point on the geometry. A folder made before is replaced in one step; a failure leaves it as it was.\n"
            "\n"
            "A file of --layers has lines: layer NAME; title zh TEXT; by status year kind, or none; where KEY VALUE…;\n"
            "field NAME [OUTPUT [SHORT]]; style point FILE.qml. Its files lie in OUT/FORMAT/NAME/; those of a layer\n"
            "`default` in OUT/FORMAT/. layers/default.layer of the source explains each line; without --layers all\n"
            "*.layer of that folder are read as they were compiled in.\n"
            "\n"
            "--as-of takes the state that each project had at the end of that day by what was known then: only\n"
            "documents published by that day count, and of them the newest decides, as for the current state; a state\n"
            "set by hand counts from the day it was set. YYYY and YYYY-MM mean their last day; a document that is\n"
            "dated so counts from then on.\n"
            "\n"
            "Layers in GCJ-02 or BD-09 say so in file name and layers.json and state no CRS, for none describes them;\n"
            "--bbox is in WGS 84 always. CGCS2000 (EPSG:4490) is within a metre of WGS 84.",
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
    return code;
}
