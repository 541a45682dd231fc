/* An export as a whole: options, the two readings of the registry, layers.json, dictionary and packages. */
#include "export/export.h"

#include "base/file.h"
#include "export/dictionary.h"
#include "export/folder.h"
#include "export/layer_write.h"
#include "export/layers_json.h"
#include "export/sources.h"
#include "registry/read/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef TER_ARRAY(const char *) word_list;

/* The formats that are written when none is asked for. */
static const char *const *words_usual(word_list *out) {
    const ter_export_format *format;
    for (size_t i = 0; (format = ter_export_format_at(i)); i++)
        if (format->usual) ter_array_push(out, format->name);
    ter_array_push(out, NULL);
    return out->items;
}

/* What an export may put at the top of its folder: a folder for each format, and the files that describe them. */
static const char *const *words_entries(word_list *out) {
    static const char *const files[] = {"cut.csv", "dictionary.csv", "layers.json", NULL};
    const ter_export_format *format;
    for (size_t i = 0; (format = ter_export_format_at(i)); i++) ter_array_push(out, format->name);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) ter_array_push(out, files[i]);
    return out->items;
}

ter_status ter_export_crs_check(const char *crs, ter_error *err) {
    char *end = NULL;
    long code = strncmp(crs, "EPSG:", 5) == 0 ? strtol(crs + 5, &end, 10) : 0;
    if (code >= 1024 && code <= 99999 && !*end) return TER_OK;
    ter_datum datum;
    if (ter_datum_parse(ter_str_from(crs), &datum)) return TER_OK;
    return ter_error_set(err, TER_USAGE,
                         "'%s' is not a coordinate system; write EPSG:4326, EPSG:4490, EPSG:3857, …, gcj02 or bd09",
                         crs);
}

static ter_status write_dictionary(const ter_layer_definitions *definitions, const char *const *formats,
                                   const char *folder, ter_error *err) {
    ter_buf csv = {0};
    char *path = ter_path_join(folder, "dictionary.csv");
    ter_export_dictionary_put(&(ter_export_dictionary){definitions, formats}, &csv);
    ter_status status = ter_file_write(path, (ter_str){csv.ptr, csv.len}, err);
    ter_buf_release(&csv);
    free(path);
    return status;
}

/* The packages of projects, where a format asked for is one. */
static ter_status write_projects(ter_registry *registry, const ter_export_options *options, const char *folder,
                                 ter_export_report *report, ter_error *err) {
    ter_status status = TER_OK;
    for (const char *const *name = options->formats; *name && status == TER_OK; name++) {
        const ter_export_format *format = ter_export_format_find(*name);
        if (ter_export_format_has_layers(format)) continue;
        char *path = ter_path_join(folder, format->name);
        report->package = format->title;
        status = ter_dir_make(path, err);
        if (status == TER_OK) status = format->write_projects(registry, options->filter, path, report, err);
        free(path);
    }
    return status;
}

/* What the words of --crs mean: EPSG codes, or a datum that no code names. */
static void crs_take(const char *word, ter_export_job *job) {
    job->crs = word;
    job->datum = TER_DATUM_WGS84;
    if (!ter_datum_parse(ter_str_from(word), &job->datum)) return;
    job->crs = ter_datum_moves(job->datum) ? NULL : job->datum == TER_DATUM_CGCS2000 ? "EPSG:4490" : "EPSG:4326";
}

static ter_status formats_check(const char *const *names, ter_error *err) {
    ter_status status = TER_OK;
    for (; *names && status == TER_OK; names++) {
        ter_buf all = {0};
        if (ter_export_format_find(*names)) continue;
        ter_export_formats_put(&all, ", ");
        status = ter_error_set(err, TER_USAGE, "unknown format '%s'; choose from %s", *names, all.ptr);
        ter_buf_release(&all);
    }
    return status;
}

void ter_export_day(const char *date, char out[16]) {
    static const char *const whole = "1970-01-01";
    size_t n = date ? strnlen(date, 10) : 0;
    memcpy(out, whole, 11);
    if (n == 4 || n == 7 || n == 10) memcpy(out, date, n);
}

typedef struct reading {
    ter_registry *registry;
    const ter_registry_filter *filter;
    ter_export_plan *plan;
    ter_buf arena;
    bool (*is_stopped)(void);
    ter_registry_feature_fn fn; /* what is called for each feature, unless stopped */
    void *context;
} reading;

static ter_status pass_on(const ter_registry_feature *row, void *context, ter_error *err) {
    const reading *r = context;
    if (r->is_stopped && r->is_stopped())
        return ter_error_set(err, TER_STOPPED, "the export was stopped; what was there is unchanged");
    return r->fn(row, r->context, err);
}

static ter_status each_feature(void *of, ter_registry_feature_fn fn, void *context, ter_error *err) {
    static const ter_registry_filter everything;
    reading *r = of;
    r->fn = fn, r->context = context;
    return ter_registry_each_feature(r->registry, r->filter ? r->filter : &everything, pass_on, r, err);
}

static ter_status look(const ter_registry_feature *row, void *context, ter_error *err) {
    reading *r = context;
    ter_export_feature f;
    (void)err;
    ter_export_feature_view(row, &r->arena, &f);
    ter_export_plan_look(r->plan, &f);
    return TER_OK;
}

/* How wide texts are is asked only where fields have a fixed width. */
static ter_status look_at_all(reading *r, const char *const *formats, ter_error *err) {
    static const ter_registry_filter everything;
    bool widths = false;
    for (; *formats; formats++) widths = widths || ter_export_format_is_fixed_width(ter_export_format_find(*formats));
    if (widths) return each_feature(r, look, r, err);
    r->fn = look, r->context = r;
    return ter_registry_each_outline(r->registry, r->filter ? r->filter : &everything, pass_on, r, err);
}

static void report_make(const ter_export_plan *plan, const ter_export_layer_list *layers, ter_export_report *out) {
    out->features = plan->features;
    out->unlocated = plan->unlocated;
    out->layers = layers->list.len;
    for (size_t i = 0; i < layers->list.len; i++) out->cut_values += layers->list.items[i].cut_values;
    for (size_t d = 0; d < plan->definitions->list.len; d++) {
        const char *name = plan->definitions->list.items[d].name;
        size_t used = strlen(out->empty);
        if (!ter_export_plan_is_empty(plan, d)) continue;
        if (used + strlen(name) + 3 < sizeof out->empty)
            snprintf(out->empty + used, sizeof out->empty - used, "%s%s", used ? ", " : "", name);
        out->empty_count++;
    }
}

/* Everything into the folder, layers.json last. */
static ter_status write_folder(reading *r, const ter_export_options *options, ter_export_job *job,
                               ter_export_report *report, ter_error *err) {
    ter_export_layer_list layers = {0};
    ter_buf manifest = {0};
    ter_status status = look_at_all(r, options->formats, err);
    if (status == TER_OK) status = ter_export_plan_name(r->plan, err);
    job->plan = r->plan;
    if (status == TER_OK) ter_export_layers_make(job, options->formats, &layers); /* of groups that have their names */
    for (const char *const *name = options->formats; *name; name++) {
        if (ter_export_keeps_wgs84(job, ter_export_format_find(*name))) report->kept_wgs84 = true;
    }
    if (status == TER_OK) status = ter_export_layers_write(job, (ter_export_source){each_feature, r}, &layers, err);
    if (status == TER_OK) {
        report_make(r->plan, &layers, report);
        ter_export_manifest m = {job, &layers, options, report};
        ter_export_manifest_put(&m, &manifest);
        char *path = ter_path_join(job->folder, "layers.json");
        status = ter_file_write(path, (ter_str){manifest.ptr, manifest.len}, err);
        free(path);
    }
    ter_buf_release(&manifest);
    ter_export_layers_release(&layers);
    return status;
}

static ter_status run(ter_registry *registry, const char *out, const ter_export_options *options,
                      const ter_layer_definitions *definitions, ter_export_report *report, ter_error *err) {
    ter_folder folder = {0};
    ter_export_sources sources = {0};
    char day[16];
    word_list entries = {0};
    const ter_folder_kind kind = {"layers.json", "\"generator\":\"terrier\"", words_entries(&entries)};
    ter_status status = ter_export_sources_read(registry, &sources, err);
    if (status == TER_OK) status = ter_folder_begin(&folder, out, &kind, options->overwrite, err);
    if (status == TER_OK) {
        ter_export_day(ter_registry_newest_date(registry), day);
        ter_export_job job = {.folder = folder.temporary, .date = day, .sources = &sources};
        crs_take(options->crs, &job);
        ter_export_plan plan = {.definitions = definitions, .by = options->by, .datum = job.datum};
        reading r = {.registry = registry, .filter = options->filter, .plan = &plan, .is_stopped = options->is_stopped};
        status = write_folder(&r, options, &job, report, err);
        if (status == TER_OK) status = write_dictionary(definitions, options->formats, folder.temporary, err);
        if (status == TER_OK) status = write_projects(registry, options, folder.temporary, report, err);
        ter_export_plan_release(&plan);
        ter_buf_release(&r.arena);
    }
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    ter_folder_release(&folder);
    ter_array_release(&entries);
    ter_export_sources_release(&sources);
    return status;
}

ter_status ter_export_run(ter_registry *registry, const char *out, const ter_export_options *given,
                          ter_export_report *report, ter_error *err) {
    word_list usual = {0};
    ter_export_options options = *given;
    ter_export_report own = {0};
    ter_layer_definitions definitions = {0};
    if (!options.formats || !options.formats[0]) options.formats = words_usual(&usual);
    if (!options.crs) options.crs = "EPSG:4326";
    ter_status status = formats_check(options.formats, err);
    if (status == TER_OK) status = ter_export_crs_check(options.crs, err);
    if (status == TER_OK) status = ter_layer_definitions_read(options.layers, &definitions, err);
    if (status == TER_OK) status = ter_registry_hold(registry, err);
    if (status == TER_OK) {
        status = run(registry, out, &options, &definitions, &own, err);
        ter_registry_let_go(registry);
    }
    ter_layer_definitions_release(&definitions);
    ter_array_release(&usual);
    if (status == TER_OK && report) *report = own;
    return status;
}
