/* terrier gazetteer: builds a gazetteer file, or describes one. */
#include "cli/command.h"
#include "cli/input/gazetteers.h"
#include "cli/output/output.h"
#include "extract/words/lexicon.h"
#include "gazetteer/coverage.h"
#include "gazetteer/gazetteer_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- gazetteer build ---- */

/* On a terminal only: one line that is overwritten, and cleared at the end. */
static void print_progress(size_t features, void *context) {
    (void)context;
    fprintf(stderr, "\r%zu features read", features);
    fflush(stderr);
}

static void clear_progress(void) {
    fputs("\r\033[K", stderr);
}

static bool kind_known(const char *kind, void *context) {
    return ter_lexicon_kind_find(context, ter_str_from(kind)) != NULL;
}

static void print_left_out(size_t count, const char *what) {
    if (count > 0) fprintf(stderr, "%zu features left out: %s\n", count, what);
}

static void print_coverage(const char *path) {
    ter_gazetteer *g = NULL;
    ter_coverage coverage = {0};
    ter_buf names = {0};
    if (ter_gazetteer_open(path, &g, NULL) != TER_OK) return;
    ter_status status = ter_gazetteer_coverage(g, &coverage, NULL);
    ter_coverage_put(&coverage, &names);
    if (status == TER_OK && coverage.len) fprintf(stderr, "covers %s\n", names.ptr);
    else if (status == TER_OK) fputs("covers no stated area, only its extent; state its areas with --covers\n", stderr);
    ter_buf_release(&names);
    ter_coverage_release(&coverage);
    ter_gazetteer_free(g);
}

static void print_report(const char *out, const ter_gazetteer_build_report *r) {
    fprintf(stderr, "%s: %zu features, %zu names", out, r->features, r->names);
    if (r->joined > 0) fprintf(stderr, " (%zu records joined with others of the same name)", r->joined);
    fputc('\n', stderr);
    print_left_out(r->unnamed, "no name");
    print_left_out(r->placeless, "no geometry");
    print_left_out(r->kindless, "kind not collected");
    print_coverage(out);
}

static ter_status check_mappings(const ter_text_list *mappings, ter_error *err) {
    for (size_t i = 0; i < mappings->len; i++) {
        const char *equals = strchr(mappings->items[i], '=');
        if (!equals || equals == mappings->items[i] || !equals[1])
            return ter_error_set(err, TER_USAGE, "--map takes FIELD=COLUMN, not '%s'", mappings->items[i]);
    }
    return TER_OK;
}

static ter_status take_crs(ter_gazetteer_build_options *options, ter_error *err) {
    if (ter_gazetteer_build_set_datum(options, ter_str_from(options->crs))) return TER_OK;
    if (strchr(options->crs, ':')) return TER_OK; /* PROJ checks it when reading */
    return ter_error_set(err, TER_USAGE, "'%s' is not a CRS; choose EPSG:n, wgs84, cgcs2000, gcj02 or bd09",
                         options->crs);
}

static int run_build(ter_gazetteer_build_options *options, const ter_text_list *mappings, const ter_text_list *args) {
    ter_error err = {TER_OK, ""};
    ter_lexicon *lexicon = NULL;
    ter_gazetteer_build_report report;
    ter_status status = check_mappings(mappings, &err);
    if (status == TER_OK) status = ter_lexicon_new_embedded(&lexicon, &err);
    options->mappings = mappings->items;
    options->mapping_count = mappings->len;
    options->kind_known = kind_known;
    bool progress = isatty(STDERR_FILENO);
    if (progress) options->progress = print_progress;
    options->context = lexicon;
    if (status == TER_OK && options->crs) status = take_crs(options, &err);
    if (status == TER_OK && options->kind && !kind_known(options->kind, lexicon))
        status =
            ter_error_set(&err, TER_USAGE, "unknown kind '%s'; use a kind of the lexicon, such as park", options->kind);
    if (status == TER_OK && options->accuracy_m < 0)
        status = ter_error_set(&err, TER_USAGE, "--accuracy takes metres, 0 or more");
    if (status == TER_OK)
        status = ter_gazetteer_build(args->items[0], args->items + 1, args->len - 1, options, &report, &err);
    if (progress) clear_progress();
    if (status == TER_OK) print_report(args->items[0], &report);
    ter_lexicon_free(lexicon);
    return ter_exit_code(status, &err);
}

static int cmd_build(int argc, char **argv) {
    ter_gazetteer_build_options o = {0};
    ter_text_list mappings = {0}, args = {0};
    const ter_option options[] = {
        TER_TEXT_OF(ter_kind_value, "kind", "K", &o.kind, "kind of features that do not state one"),
        TER_TEXT("crs", "CRS", &o.crs,
                 "CRS of sources that do not state one (required for CSV): EPSG:n, wgs84, cgcs2000, gcj02 or bd09"),
        TER_TEXT("covers", "A,B", &o.covers,
                 "areas whose places it has, by name or code (default: its own administrative areas)"),
        TER_TEXT("layer", "NAME", &o.layer, "read only this layer of each source"),
        TER_LIST("map", "FIELD=COLUMN", &mappings, "column to read name, kind, aliases, area, … from; may be repeated"),
        TER_TEXT("source", "TEXT", &o.source, "source of features that do not state one (default: file name)"),
        TER_TEXT("licence", "TEXT", &o.licence, "licence of features that do not state one"),
        TER_TEXT("date", "DATE", &o.date, "date of features that do not state one"),
        TER_NUMBER("accuracy", "METRES", &o.accuracy_m, "positional accuracy of features that do not state one"),
        TER_FLAG("overwrite", &o.overwrite, "replace OUT even when it is not a gazetteer"),
    };
    const ter_usage usage = {
        .line = "gazetteer build OUT SOURCE…",
        .summary =
            "Builds a gazetteer file from OpenStreetMap extracts, GeoJSON, CSV, any other OGR source or a manifest.",
        .details =
            "Columns read: name (name:zh, official_name, 名称), kind (or OpenStreetMap's tags), aliases (alias,\n"
            "alt_name, short_name, old_name; separated by ; or |), area, source, licence, date, accuracy_m.\n"
            "CSV needs the columns lon and lat (or x and y, 经度 and 纬度) and --crs.\n"
            "geodata/osm/kinds.tsv maps OpenStreetMap's tags to kinds. Records of one kind and name that touch or\n"
            "lie within 300 m of each other are joined.\n"
            "A manifest (NAME.manifest) lists sources, each with its own options:\n"
            "  [source]\n"
            "  path = roads.shp\n"
            "  kind = road\n"
            "  map = name=ROAD_NAME\n"
            "  datum = wgs84 (or gcj02, bd09, cgcs2000, EPSG:n)\n"
            "  covers = 江苏省南京市, 320200\n"
            "  licence, date, source, accuracy, layer = as the options of these names\n"
            "Documents of areas that it does not cover are not placed by it. Roads at the edge of an extract are\n"
            "marked: their places say that they may go on.",
        .examples = "  terrier gazetteer build beijing.gazetteer beijing.osm.pbf --licence ODbL-1.0\n"
                    "  terrier gazetteer build parks.gazetteer parks.csv --kind park --crs EPSG:4326",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 10000,
    };
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = run_build(&o, &mappings, &args);
    ter_array_release(&mappings);
    ter_array_release(&args);
    return code;
}

/* ---- gazetteer info ---- */

typedef struct tally {
    const char *kind, *source, *licence, *date, *datum;
    size_t features, names;
    ter_bbox bbox;
} tally;

typedef struct tally_list {
    const ter_gazetteer *gazetteer;
    ter_coverage coverage;
    TER_ARRAY(tally) rows;
} tally_list;

static tally *tally_of(tally_list *list, const ter_toponym *t) {
    for (size_t i = 0; i < list->rows.len; i++) {
        tally *row = &list->rows.items[i];
        if (strcmp(row->kind, t->kind) == 0 && row->source == t->source) return row;
    }
    tally row = {t->kind, t->source, t->licence, t->date, t->datum, 0, 0, ter_bbox_empty};
    ter_array_push(&list->rows, row);
    return &list->rows.items[list->rows.len - 1];
}

static void count_name(size_t position, const char *name, ter_name_type type, void *context) {
    (void)name, (void)type;
    tally_list *list = context;
    tally_of(list, ter_gazetteer_at(list->gazetteer, position))->names++;
}

static int compare_tallies(const void *pa, const void *pb) {
    const tally *a = pa, *b = pb;
    int c = strcmp(a->kind, b->kind);
    if (!c) c = strcmp(a->source, b->source);
    return c ? c : strcmp(a->date, b->date);
}

/* `covers` is a column of what programs read, and a line above the table. */
static void put_tally(ter_output *o, const tally *t, const char *covers) {
    ter_output_text(o, t->kind);
    ter_output_int(o, (long long)t->features);
    ter_output_int(o, (long long)t->names);
    ter_output_real(o, t->bbox.min_lon, 5);
    ter_output_real(o, t->bbox.min_lat, 5);
    ter_output_real(o, t->bbox.max_lon, 5);
    ter_output_real(o, t->bbox.max_lat, 5);
    ter_output_text(o, t->source);
    ter_output_text(o, t->licence);
    ter_output_text(o, t->date);
    ter_output_text(o, t->datum);
    if (covers) ter_output_text(o, *covers ? covers : NULL);
    ter_output_row_end(o);
}

static void put_tallies(tally_list *list, ter_format format) {
    static const ter_column columns[] = {
        {"kind", TER_COLUMN_TEXT},      {"features", TER_COLUMN_NUMBER}, {"names", TER_COLUMN_NUMBER},
        {"min_lon", TER_COLUMN_NUMBER}, {"min_lat", TER_COLUMN_NUMBER},  {"max_lon", TER_COLUMN_NUMBER},
        {"max_lat", TER_COLUMN_NUMBER}, {"source", TER_COLUMN_TEXT},     {"licence", TER_COLUMN_TEXT},
        {"date", TER_COLUMN_TEXT},      {"datum", TER_COLUMN_TEXT},      {"covers", TER_COLUMN_TEXT},
    };
    bool table = format == TER_FORMAT_TABLE;
    ter_buf covers = {0};
    ter_buf_puts(&covers, "");
    for (size_t i = 0; i < list->coverage.len; i++)
        ter_buf_printf(&covers, "%s%s", i ? "、" : "", list->coverage.items[i].name);
    if (table) printf("covers %s\n\n", covers.len ? covers.ptr : "no stated area, only its extent");
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns - table);
    tally all = {"total", "", "", "", "", 0, 0, ter_bbox_empty};
    for (size_t i = 0; i < list->rows.len; i++) {
        const tally *t = &list->rows.items[i];
        put_tally(o, t, table ? NULL : covers.ptr);
        all.features += t->features;
        all.names += t->names;
        ter_bbox_add(&all.bbox, t->bbox);
    }
    if (table) put_tally(o, &all, NULL);
    ter_output_free(o);
    ter_buf_release(&covers);
}

static int run_info(const char *path, const char *format_name) {
    ter_error err = {TER_OK, ""};
    ter_format format = TER_FORMAT_TABLE;
    ter_gazetteer_set set = {0};
    ter_text_list paths = {0};
    ter_array_push(&paths, path);
    tally_list list = {0};
    ter_status status = ter_format_parse(format_name, stdout, &format, &err);
    if (status == TER_OK) status = ter_gazetteers_open(&paths, &set, &err);
    if (status == TER_OK && set.count == 0)
        status = ter_error_set(&err, TER_USAGE, "none is not a gazetteer; name a file");
    if (status == TER_OK) {
        list.gazetteer = set.items[0];
        for (size_t i = 0; i < ter_gazetteer_count(set.items[0]); i++) {
            const ter_toponym *t = ter_gazetteer_at(set.items[0], i);
            tally *row = tally_of(&list, t);
            row->features++;
            ter_bbox_add(&row->bbox, t->bbox);
        }
        status = ter_gazetteer_each_name(set.items[0], count_name, &list, &err);
        if (status == TER_OK) status = ter_gazetteer_coverage(set.items[0], &list.coverage, &err);
    }
    if (status == TER_OK) {
        if (list.rows.len > 1) qsort(list.rows.items, list.rows.len, sizeof *list.rows.items, compare_tallies);
        put_tallies(&list, format);
    }
    ter_array_release(&list.rows);
    ter_coverage_release(&list.coverage);
    ter_array_release(&paths);
    ter_gazetteers_release(&set);
    return ter_exit_code(status, &err);
}

static int cmd_info(int argc, char **argv) {
    const char *format = NULL;
    ter_text_list args = {0};
    const ter_option options[] = {
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &format, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "gazetteer info FILE",
        .summary = "Prints counts by kind and source, extent and licences; `embedded` is the gazetteer in the program.",
        .examples = "  terrier gazetteer info embedded --format table",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1,
    };
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = run_info(args.items[0], format);
    ter_array_release(&args);
    return code;
}

/* ---- the subcommands ---- */

/* Runs a subcommand with argv[0] = "gazetteer build", for its messages and its help. */
static int run_sub(int argc, char **argv, const char *name, int (*run)(int, char **)) {
    char *title = ter_strdup(name);
    char **copy = ter_alloc((size_t)argc * sizeof *copy);
    memcpy(copy, argv + 1, (size_t)(argc - 1) * sizeof *copy);
    copy[0] = title;
    int code = run(argc - 1, copy);
    free(copy);
    free(title);
    return code;
}

int ter_cmd_gazetteer(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "build") == 0) return run_sub(argc, argv, "gazetteer build", cmd_build);
    if (argc > 1 && strcmp(argv[1], "info") == 0) return run_sub(argc, argv, "gazetteer info", cmd_info);
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        puts("usage: terrier gazetteer build OUT SOURCE…\n       terrier gazetteer info FILE\n\n"
             "Builds a gazetteer file, or describes one; each subcommand has its own --help.");
        return TER_EXIT_OK;
    }
    if (argc > 1) return ter_fail_usage("unknown subcommand '%s'; choose gazetteer build or gazetteer info", argv[1]);
    return ter_fail_usage("a subcommand is missing; choose gazetteer build or gazetteer info");
}
