#include "export/export.h"

#include "base/embedded.h"
#include "base/file.h"
#include "export/dictionary.h"
#include "export/folder.h"
#include "export/sources.h"
#include "export/write.h"
#include "gis/gis.h"
#include "oc4ids/oc4ids.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const entries[] = {"geojson", "shapefile", "gpkg",           "flatgeobuf",  "kml",
                                      "csv",     "oc4ids",    "dictionary.csv", "layers.json", NULL};
static const ter_folder_kind layers_kind = {"layers.json", "\"generator\":\"terrier\"", entries};

ter_status ter_export_crs_check(const char *crs, ter_error *err) {
    char *end = NULL;
    long code = strncmp(crs, "EPSG:", 5) == 0 ? strtol(crs + 5, &end, 10) : 0;
    if (code >= 1024 && code <= 99999 && !*end) return TER_OK;
    ter_datum datum;
    if (ter_datum_parse(ter_str_from(crs), &datum)) return TER_OK;
    return ter_error_set(err, TER_USAGE,
                         "'%s' is no coordinate system; write EPSG:4326, EPSG:4490, EPSG:3857, …, gcj02 or bd09", crs);
}

/* What the words of --crs mean: EPSG codes, or a datum that no code names. */
static ter_status write_dictionary(const char *folder, ter_error *err) {
    size_t count;
    const ter_export_field *fields = ter_export_fields(&count);
    ter_buf csv = {0};
    char *path = ter_path_join(folder, "dictionary.csv");
    ter_export_dictionary_put(fields, count, &csv);
    ter_status status = ter_file_write(path, (ter_str){csv.ptr, csv.len}, err);
    ter_buf_release(&csv);
    free(path);
    return status;
}

static const char oc4ids[] = "oc4ids";

/* The package of projects, when it is asked for: oc4ids/projects.json. */
static ter_status write_projects(ter_registry *registry, const ter_export_options *options, const char *folder,
                                 ter_export_report *report, ter_error *err) {
    const char *const *name = options->formats;
    while (*name && strcmp(*name, oc4ids) != 0) name++;
    if (!*name) return TER_OK;
    ter_oc4ids_written written = {0};
    ter_buf path = {0};
    ter_buf_printf(&path, "%s/oc4ids", folder);
    ter_status status = ter_dir_make(path.ptr, err);
    ter_buf_puts(&path, "/projects.json");
    if (status == TER_OK) status = ter_oc4ids_write(registry, options->filter, path.ptr, &written, err);
    ter_buf_release(&path);
    report->oc4ids = true;
    report->projects = written.projects, report->referred = written.referred;
    return status;
}

static void crs_take(const char *word, ter_export_job *job) {
    job->crs = word;
    job->datum = TER_DATUM_WGS84;
    if (!ter_datum_parse(ter_str_from(word), &job->datum)) return;
    job->crs = ter_datum_moves(job->datum) ? NULL : job->datum == TER_DATUM_CGCS2000 ? "EPSG:4490" : "EPSG:4326";
}

static ter_status formats_check(const char *const *names, ter_error *err) {
    for (; *names; names++)
        if (!ter_export_format_find(*names) && strcmp(*names, oc4ids) != 0)
            return ter_error_set(err, TER_USAGE,
                                 "'%s' is no format that is written; these are: geojson, shapefile, gpkg, flatgeobuf, "
                                 "kml, csv, oc4ids",
                                 *names);
    return TER_OK;
}

/* A full day for formats that keep one, whatever the newest document states; no document: the Unix epoch. */
static void day_of(const char *date, char out[16]) {
    static const char *const whole = "1970-01-01";
    size_t n = date ? strnlen(date, 10) : 0;
    memcpy(out, whole, 11);
    if (n == 4 || n == 7 || n == 10) memcpy(out, date, n);
}

static void report_make(const ter_export_features *features, const ter_export_file_list *files,
                        ter_export_report *out) {
    out->features = features->list.len;
    for (size_t i = 0; i < features->list.len; i++)
        out->unlocated += features->list.items[i].geometry.type == TER_GEOMETRY_NONE;
    out->layers = files->len;
    for (size_t i = 0; i < files->len; i++) out->cut_values += files->items[i].cut_values;
}

/* Everything into the folder, layers.json last. */
static ter_status write_folder(const ter_export_features *features, const ter_export_options *options,
                               ter_export_job *job, ter_str sources, ter_export_report *report, ter_error *err) {
    ter_export_plan plan;
    ter_export_file_list files = {0};
    ter_buf manifest = {0};
    ter_status status = TER_OK;
    ter_export_plan_make(features, options->by, &plan);
    job->plan = &plan;
    for (const char *const *name = options->formats; *name && status == TER_OK; name++) {
        const ter_export_format *format = ter_export_format_find(*name);
        if (!format) continue; /* OC4IDS, which has no layers */
        if (ter_export_keeps_wgs84(job, format)) report->kept_wgs84 = true;
        status = ter_export_write_format(job, format, &files, err);
    }
    if (status == TER_OK) {
        report_make(features, &files, report);
        ter_export_manifest m = {job, &files, options, report, sources};
        ter_export_manifest_put(&m, &manifest);
        char *path = ter_path_join(job->folder, "layers.json");
        status = ter_file_write(path, (ter_str){manifest.ptr, manifest.len}, err);
        free(path);
    }
    ter_buf_release(&manifest);
    ter_export_files_release(&files);
    ter_export_plan_release(&plan);
    return status;
}

ter_status ter_export_run(ter_registry *registry, const char *out, const ter_export_options *given,
                          ter_export_report *report, ter_error *err) {
    static const char *const usual[] = {"geojson", "shapefile", "gpkg", NULL};
    ter_export_options options = *given;
    ter_export_report own = {0};
    ter_export_features features = {0};
    ter_folder folder = {0};
    ter_buf sources = {0}, attribution = {0};
    char day[16];
    if (!options.formats || !options.formats[0]) options.formats = usual;
    if (!options.by) options.by = TER_BY_STATUS | TER_BY_YEAR;
    if (!options.crs) options.crs = "EPSG:4326";
    ter_status status = formats_check(options.formats, err);
    if (status == TER_OK) status = ter_export_crs_check(options.crs, err);
    if (status == TER_OK) status = ter_export_features_read(registry, options.filter, &features, err);
    if (status == TER_OK) status = ter_export_sources_put(registry, &sources, &attribution, err);
    if (status == TER_OK) status = ter_folder_begin(&folder, out, &layers_kind, options.overwrite, err);
    if (status == TER_OK) {
        day_of(ter_registry_newest_date(registry), day);
        ter_export_job job = {.folder = folder.temporary, .date = day, .description = attribution.ptr};
        crs_take(options.crs, &job);
        status = write_folder(&features, &options, &job, (ter_str){sources.ptr, sources.len}, &own, err);
        if (status == TER_OK) status = write_dictionary(folder.temporary, err);
        if (status == TER_OK) status = write_projects(registry, &options, folder.temporary, &own, err);
    }
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    if (status == TER_OK && report) *report = own;
    ter_folder_release(&folder);
    ter_buf_release(&sources);
    ter_buf_release(&attribution);
    ter_export_features_release(&features);
    return status;
}

/* The style of a typed layer, compiled in from layers/; NULL in a program that embeds nothing. Caller frees. */
static char *style_dup(ter_geometry_type type) {
    ter_buf prefix = {0};
    const char *path;
    ter_str data;
    ter_buf_printf(&prefix, "layers/facility_%s.qml", ter_export_type_name(type));
    char *style = ter_embedded_at(prefix.ptr, 0, &path, &data) ? ter_strndup(data.ptr, data.len) : NULL;
    ter_buf_release(&prefix);
    return style;
}

enum { PACKAGE_LAYERS = 4 };

typedef struct package {
    ter_export_layer layers[PACKAGE_LAYERS];
    ter_export_row *rows[PACKAGE_LAYERS];
    char *styles[PACKAGE_LAYERS];
} package;

static void package_make(package *p, const ter_export_features *features, const char *path) {
    static const ter_geometry_type types[] = {TER_GEOMETRY_POLYGON, TER_GEOMETRY_LINE, TER_GEOMETRY_POINT,
                                              TER_GEOMETRY_NONE};
    static const char *const names[] = {"facility_polygon", "facility_line", "facility_point", "facility_unlocated"};
    static const char *const titles[] = {"公共设施（面）", "公共设施（线）", "公共设施（点）", "尚未定位的设施"};
    for (size_t t = 0; t < PACKAGE_LAYERS; t++) {
        size_t n = 0;
        p->rows[t] = ter_alloc((features->list.len + 1) * sizeof *p->rows[t]);
        for (size_t i = 0; i < features->list.len; i++) {
            const ter_export_feature *f = &features->list.items[i];
            if (f->geometry.type != types[t]) continue;
            p->rows[t][n++] = (ter_export_row){types[t] ? &f->geometry : NULL, (const char *const *)f->values};
        }
        p->styles[t] = types[t] ? style_dup(types[t]) : NULL;
        p->layers[t] = (ter_export_layer){path, names[t], titles[t], types[t], p->rows[t], n, p->styles[t]};
    }
}

ter_status ter_export_geopackage(ter_registry *registry, const char *path, ter_error *err) {
    const ter_gis *gis;
    ter_export_features features = {0};
    ter_buf sources = {0}, attribution = {0}, temporary = {0};
    package p = {0};
    char day[16];
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = ter_export_features_read(registry, NULL, &features, err);
    if (status == TER_OK) status = ter_export_sources_put(registry, &sources, &attribution, err);
    if (status == TER_OK) {
        ter_buf_printf(&temporary, "%s.tmp.gpkg", path);
        remove(temporary.ptr);
        package_make(&p, &features, temporary.ptr);
        day_of(ter_registry_newest_date(registry), day);
        ter_export_request request = {.driver = "GPKG",
                                      .crs = "EPSG:4326",
                                      .date = day,
                                      .layers = p.layers,
                                      .layer_count = PACKAGE_LAYERS,
                                      .description = attribution.ptr};
        request.fields = ter_export_fields(&request.field_count);
        status = gis->export_run(&request, err);
        if (status == TER_OK && rename(temporary.ptr, path) != 0)
            status = ter_error_set(err, TER_IO, "%s: cannot be replaced; check the folder", path);
        if (status != TER_OK) remove(temporary.ptr);
    }
    for (size_t t = 0; t < PACKAGE_LAYERS; t++) free(p.rows[t]), free(p.styles[t]);
    ter_buf_release(&temporary);
    ter_buf_release(&sources);
    ter_buf_release(&attribution);
    ter_export_features_release(&features);
    return status;
}
