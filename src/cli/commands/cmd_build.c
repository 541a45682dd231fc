/* terrier build: everything from documents, in one folder. */
#include "cli/command.h"
#include "cli/input/area_option.h"
#include "cli/input/documents.h"
#include "cli/input/gazetteers.h"
#include "cli/input/kind_options.h"
#include "cli/output/progress.h"
#include "cli/output/shopping_list.h"
#include "pipeline/build.h"
#include "registry/file/registry.h"
#include "registry/read/counts.h"
#include "registry/read/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NEEDED = 12 /* gazetteers that the summary names */ };

typedef struct arguments {
    ter_text_list words, files_from, gazetteers;
    ter_inputs documents;
    const char *out, *lexicon, *model, *type;
    long jobs;
    ter_build_options build;
    ter_kinds kinds;
} arguments;

/* ---- the summary: how much, of what, and what to open ---- */

typedef struct cell {
    int year; /* 0: undated */
    ter_state state;
    ter_basis basis;
    long long count;
} cell;

typedef TER_ARRAY(cell) cell_list;

typedef struct totals {
    long long documents, mentions, facilities, projects, located;
} totals;

static void keep_total(const char *section, const char *word, long long count, void *context) {
    totals *t = context;
    (void)word;
    if (strcmp(section, "documents") == 0) t->documents = count;
    if (strcmp(section, "mentions") == 0) t->mentions = count;
    if (strcmp(section, "facilities") == 0) t->facilities = count;
    if (strcmp(section, "projects") == 0) t->projects = count;
    if (strcmp(section, "located") == 0) t->located = count;
}

static void print_precision(const char *section, const char *word, long long count, void *context) {
    (void)context;
    if (strcmp(section, "precision") == 0) printf("  %-22s %5lld\n", word, count);
}

/* Features come ordered by year, state and basis: one cell for each run. */
static ter_status count_feature(const ter_registry_feature *f, void *context, ter_error *err) {
    cell_list *cells = context;
    (void)err;
    if (!f->project_id || !f->project_id[0]) return TER_OK;
    cell *last = cells->len ? &cells->items[cells->len - 1] : NULL;
    if (last && last->year == f->year && last->state == f->state && last->basis == f->basis) {
        last->count++;
    } else {
        cell one = {f->year, f->state, f->basis, 1};
        ter_array_push(cells, one);
    }
    return TER_OK;
}

static void print_projects(const cell_list *cells) {
    for (size_t i = 0; i < cells->len; i++) {
        const cell *c = &cells->items[i];
        char year[16] = "undated", state[48];
        if (c->year) snprintf(year, sizeof year, "%d", c->year);
        snprintf(state, sizeof state, "%s%s", ter_state_name(c->state),
                 c->basis == TER_BASIS_TARGET ? " (target)" : "");
        printf("  %-7s %-27s %5lld\n", i && cells->items[i - 1].year == c->year ? "" : year, state, c->count);
    }
}

static ter_status print_summary(const char *out, const ter_build_report *report, ter_error *err) {
    static const ter_registry_filter everything;
    ter_buf registry = {0};
    ter_registry *r = NULL;
    totals t = {0};
    cell_list cells = {0};
    ter_buf_printf(&registry, "%s/registry.sqlite", out);
    ter_status status = ter_registry_open(registry.ptr, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_registry_counts(r, keep_total, &t, err);
    if (status == TER_OK) status = ter_registry_each_feature(r, &everything, count_feature, &cells, err);
    if (status == TER_OK) {
        printf("%-24s %5lld   (%zu added, %zu replaced, %zu unchanged, %zu left out)\n", "documents", t.documents,
               report->read.ingested.added, report->read.ingested.replaced, report->read.ingested.unchanged,
               report->read.left_out);
        printf("%-24s %5lld\n%-24s %5lld   (%lld located)\n%-24s %5lld\n\n", "mentions", t.mentions, "facilities",
               t.facilities, t.located, "projects", t.projects);
        printf("project statements by year and status\n");
        print_projects(&cells);
        printf("\nfacilities by precision of their position\n");
        status = ter_registry_counts(r, print_precision, NULL, err);
        if (status == TER_OK) status = ter_outside_print(r, MOST_NEEDED, stdout, err);
        printf("\nopen\n");
        if (!report->map_left_out) printf("  %s/map/index.html      the map, in a browser\n", out);
        printf("  %s/qgis/terrier.qgs    the project, in QGIS\n  %s/registry.gpkg       all features, in any GIS\n"
               "  %s/layers/layers.json  the list of layer files\n",
               out, out, out);
    }
    ter_array_release(&cells);
    ter_registry_free(r);
    ter_buf_release(&registry);
    return status;
}

/* ---- the command ---- */

static bool watch(const ter_ingest_batch_step *step, void *watcher) {
    return ter_progress_step(watcher, step->done, step->count, step->document, step->why);
}

static void report_cut(const ter_export_report *r) {
    ter_buf limits = {0};
    ter_export_limits_put(NULL, &limits);
    fprintf(stderr, "terrier: note: %zu texts were cut to %s; other formats have them whole\n", r->cut_values,
            limits.ptr);
    ter_buf_release(&limits);
}

static void tell_of_map(const char *out, const ter_build_report *report) {
    if (report->map_left_out)
        fprintf(stderr, "terrier: note: map/ was left out: this program was built without MapLibre GL JS\n");
    if (report->map.served)
        fprintf(stderr,
                "terrier: note: map/ has %zu facilities and needs a web server: python3 -m http.server -d %s/map\n",
                report->map.facilities, out);
}

static int build(arguments *a) {
    ter_gazetteer_set gazetteers = {0};
    ter_document_context *context = NULL;
    ter_build_report report = {0};
    ter_progress progress;
    ter_error err = {0};
    ter_status status = ter_jobs_check(a->jobs, &err);
    if (status == TER_OK) status = ter_min_confidence_check(a->build.ingest.min_confidence, &err);
    if (status == TER_OK)
        status = ter_documents_find(&a->words, 0, &a->files_from, !a->files_from.len, &a->documents, &err);
    if (status == TER_OK) status = ter_documents_type(a->type, &a->build.ingest.format, &err);
    if (status == TER_OK) status = ter_gazetteers_open(&a->gazetteers, &gazetteers, &err);
    if (status == TER_OK)
        status = ter_document_context_open((ter_reading_files){a->lexicon, a->model}, gazetteers.items,
                                           gazetteers.count, &context, &err);
    if (status == TER_OK) status = ter_kinds_resolve(&a->kinds, context->lexicon, &err);
    if (status == TER_OK) ter_area_option_tell(context, a->build.ingest.area);
    a->build.ingest.all_kinds = a->kinds.all;
    a->build.ingest.kinds = a->kinds.wanted;
    a->build.context = context;
    a->build.documents = &a->documents;
    a->build.jobs = (size_t)a->jobs;
    a->build.watch = watch;
    a->build.watcher = &progress;
    ter_progress_begin(&progress, false);
    if (status == TER_OK) status = ter_build_run(a->out, &a->build, &report, &err);
    ter_progress_end(&progress);
    if (status == TER_OK && report.exported.cut_values) report_cut(&report.exported);
    if (status == TER_OK) tell_of_map(a->out, &report);
    if (status == TER_OK)
        ter_undated_tell(report.read.ingested.undated, report.read.documents, report.read.ingested.first_undated);
    if (status == TER_OK) status = print_summary(a->out, &report, &err);
    ter_document_context_free(context);
    ter_gazetteers_release(&gazetteers);
    if (status != TER_OK) return ter_fail(&err);
    return report.read.left_out || report.map_left_out ? TER_EXIT_PARTIAL : TER_EXIT_OK;
}

int ter_cmd_build(int argc, char **argv) {
    arguments a = {0};
    const ter_option options[] = {
        TER_TEXT_OF(ter_folder_values, "out", "DIR", &a.out, "folder to write (required)"),
        TER_LIST_OF(ter_file_values, "files-from", "FILE", &a.files_from, TER_FILES_FROM_HELP),
        TER_TEXT_OF(ter_document_type_value, "type", "TYPE", &a.type, TER_TYPE_HELP),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &a.gazetteers, TER_GAZETTEER_HELP),
        TER_TEXT_OF(ter_file_values, "lexicon", "FILE", &a.lexicon, "lexicon to use instead of the compiled-in one"),
        TER_TEXT_OF(ter_file_values, "model", "FILE", &a.model, TER_MODEL_HELP),
        TER_TEXT("area", "NAME", &a.build.ingest.area, TER_AREA_HELP),
        TER_LIST_OF(ter_kind_or_all_values, "kinds", "A,B", &a.kinds.given, TER_KINDS_HELP),
        TER_FLAG("all-kinds", &a.kinds.all, TER_ALL_KINDS_HELP),
        TER_NUMBER("min-confidence", "P", &a.build.ingest.min_confidence, TER_MIN_CONFIDENCE_HELP),
        TER_COUNT("jobs", "N", &a.jobs, TER_JOBS_HELP),
        TER_FLAG("overwrite", &a.build.overwrite, "write into a folder that contains other files"),
    };
    const ter_usage usage = {
        .line = "build [DOC…] --out DIR [options]",
        .summary = "Builds registry, layers, map and QGIS project from documents in one run.",
        .details =
            "DOC is a file, a folder (all documents in it and below), a quoted pattern, or - for standard input.\n"
            "Without DOC the documents compiled into the program are read. DIR gets registry.sqlite,\n"
            "registry.gpkg, layers/, qgis/ and map/. A folder made by an earlier run is updated: its registry is\n"
            "kept and extended, the rest is rewritten. A document that cannot be read is reported and skipped,\n"
            "and the exit code is 3.",
        .examples = "  terrier build --out out\n  terrier build plan.txt report.txt --out city",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 0,
        .most = (size_t)-1};
    int code = ter_options_parse(argc, argv, &usage, &a.words);
    if (code < 0 && (!a.out || !a.out[0])) code = ter_fail_usage("--out DIR is missing; name the folder to write");
    if (code < 0) code = build(&a);
    ter_inputs_release(&a.documents);
    ter_array_release(&a.words);
    ter_array_release(&a.files_from);
    ter_array_release(&a.gazetteers);
    ter_kinds_release(&a.kinds);
    return code;
}
