#include "export/layer_write.h"

#include "base/file.h"
#include "export/outlet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_export_format formats[] = {
    {"geojson", "geojson", NULL, &ter_text_geojson, false, false, true, true, false, true},
    {"shapefile", "shp", "ESRI Shapefile", NULL, false, true, false, true, false, true},
    {"gpkg", "gpkg", "GPKG", NULL, true, false, false, true, false, false},
    {"flatgeobuf", "fgb", "FlatGeobuf", NULL, false, false, false, false, false, true},
    {"kml", "kml", NULL, &ter_text_kml, false, false, true, true, false, false},
    {"csv", "csv", NULL, &ter_text_csv, false, false, false, true, false, false},
    {"xlsx", "xlsx", "XLSX", NULL, true, false, true, true, true, false},
};
static const ter_export_format table_beside = {"csv", "csv", NULL, &ter_text_csv, false,
                                               false, false, true, false,         false};

enum { CELL_MOST = 32767, OPEN_MOST = 64 }; /* UTF-16 units in a cell of a workbook; files that are open at a time */

const ter_export_format *ter_export_format_find(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    return NULL;
}

bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format) {
    if (!format->wgs84) return false;
    return job->crs ? strcmp(job->crs, "EPSG:4326") != 0 : strcmp(format->name, "kml") == 0;
}

/* ---- which files ---- */

/* A file with coordinates that names no CRS names their datum: "shapefile/2026/started_point.gcj02.shp". */
static bool names_datum(const ter_export_file *file) {
    return !file->crs && (file->format->container || file->group->type != TER_GEOMETRY_NONE);
}

static char *path_of(const ter_export_format *wanted, const ter_export_file *file) {
    ter_buf path = {0};
    const ter_export_group *g = file->group;
    bool table = g->type == TER_GEOMETRY_NONE && file->format->short_names;
    ter_buf_printf(&path, "%s/%s", wanted->name, file->format->container ? g->file : g->stem);
    if (names_datum(file)) ter_buf_printf(&path, ".%s", ter_datum_word(file->datum));
    ter_buf_printf(&path, ".%s", table ? "dbf" : file->format->extension);
    return ter_buf_detach(&path);
}

/* A worksheet's name has at most 31 characters: the file tells the rest. */
static char *layer_of(const ter_export_file *file) {
    ter_buf name = {0};
    ter_buf_puts(&name, file->format->cells ? ter_export_type_name(file->group->type) : file->group->layer);
    if (names_datum(file)) ter_buf_printf(&name, "_%s", ter_datum_word(file->datum));
    return ter_buf_detach(&name);
}

static void add_file(const ter_export_job *job, const ter_export_format *wanted, const ter_export_group *g,
                     ter_export_file_list *files) {
    bool beside = g->type == TER_GEOMETRY_NONE && !wanted->tables;
    const ter_export_format *actual = beside ? &table_beside : wanted;
    bool kept = actual->wgs84 && (job->crs || ter_export_keeps_wgs84(job, actual));
    ter_export_file file = {.format = actual,
                            .group = g,
                            .crs = kept ? "EPSG:4326" : job->crs,
                            .datum = kept ? TER_DATUM_WGS84 : job->datum,
                            .extent = ter_bbox_empty};
    file.path = path_of(wanted, &file);
    file.layer = layer_of(&file);
    ter_array_push(&files->list, file);
}

/* First what the format takes, then the tables it cannot hold. */
static void add_format(const ter_export_job *job, const ter_export_format *format, ter_export_file_list *files) {
    size_t groups = job->plan->groups.len;
    size_t *of_group = files->of_group + files->formats * groups;
    for (int tables = 0; tables < 2; tables++) {
        for (size_t i = 0; i < groups; i++) {
            const ter_export_group *g = &job->plan->groups.items[i];
            if ((g->type == TER_GEOMETRY_NONE && !format->tables) != (tables == 1)) continue;
            of_group[i] = files->list.len;
            add_file(job, format, g, files);
        }
    }
    files->formats++;
}

void ter_export_files_make(const ter_export_job *job, const char *const *names, ter_export_file_list *out) {
    size_t count = 0;
    *out = (ter_export_file_list){0};
    while (names[count]) count++;
    out->of_group = ter_alloc((count * job->plan->groups.len + 1) * sizeof *out->of_group);
    for (size_t i = 0; i < count; i++) {
        const ter_export_format *format = ter_export_format_find(names[i]);
        if (format) add_format(job, format, out);
    }
}

void ter_export_files_release(ter_export_file_list *files) {
    for (size_t i = 0; i < files->list.len; i++) free(files->list.items[i].path), free(files->list.items[i].layer);
    ter_array_release(&files->list);
    free(files->of_group);
    files->of_group = NULL;
}

/* ---- writing ---- */

typedef struct writing {
    const ter_export_job *job;
    ter_export_file_list *files;
    TER_ARRAY(ter_outlet) outlets;
    size_t *of_file; /* which outlet a file is a layer of */
    size_t pass, passes;
    ter_buf arena;                   /* texts of the feature at hand */
    ter_buf cuts[TER_EXPORT_VALUES]; /* its values that were cut */
    ter_geometry moved;              /* its geometry in the job's datum, once asked for */
    FILE *list;                      /* cut.csv, once something was cut */
} writing;

static void outlets_make(writing *w) {
    ter_export_file *files = w->files->list.items;
    size_t n;
    w->of_file = ter_alloc((w->files->list.len + 1) * sizeof *w->of_file);
    for (size_t i = 0; i < w->files->list.len; i += n) {
        ter_outlet o = {.files = files + i, .first = files[i].group->first};
        for (n = 0; i + n < w->files->list.len && strcmp(files[i + n].path, files[i].path) == 0; n++) {
            const ter_export_group *g = files[i + n].group;
            if (g->first < o.first) o.first = g->first;
            if (g->last > o.last) o.last = g->last;
            o.remaining += g->count;
            w->of_file[i + n] = w->outlets.len;
        }
        o.count = n;
        ter_array_push(&w->outlets, o);
    }
}

static int by_first(const void *a, const void *b) {
    const ter_outlet *const *left = a, *const *right = b;
    return (*left)->first < (*right)->first ? -1 : (*left)->first > (*right)->first;
}

/* Gives each outlet the first pass in which, with those of that pass, no more than OPEN_MOST are open at once. */
static void passes_make(writing *w) {
    size_t n = w->outlets.len;
    const ter_outlet **order = ter_alloc((n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++) order[i] = &w->outlets.items[i];
    if (n) qsort(order, n, sizeof *order, by_first);
    for (size_t i = 0; i < n; i++) {
        ter_outlet *o = &w->outlets.items[order[i] - w->outlets.items];
        for (size_t pass = 0;; pass++) {
            size_t open = 0;
            for (size_t k = 0; k < i; k++) open += order[k]->pass == pass && order[k]->last >= o->first;
            if (open >= OPEN_MOST) continue;
            o->pass = pass;
            if (pass >= w->passes) w->passes = pass + 1;
            break;
        }
    }
    free(order);
}

/* Bytes of `text` that fit into a cell. */
static size_t cell_fit(const char *text) {
    size_t n = strlen(text), units = 0;
    uint32_t c;
    if (n <= CELL_MOST) return n;
    for (size_t i = 0; i < n;) {
        size_t taken = ter_utf8_next(text + i, n - i, &c);
        units += c > 0xffff ? 2 : 1;
        if (units > CELL_MOST) return i;
        i += taken;
    }
    return n;
}

static ter_status list_failed(const writing *w, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s/cut.csv: %s; check the folder and the free space", w->job->folder,
                         strerror(errno));
}

static void put_quoted(ter_buf *b, const char *text) {
    ter_buf_putc(b, '"');
    for (const char *c = text ? text : ""; *c; c++) {
        if (*c == '"') ter_buf_putc(b, '"');
        ter_buf_putc(b, *c);
    }
    ter_buf_puts(b, "\",");
}

static ter_status list_cut(writing *w, const ter_export_file *file, const ter_export_feature *f, size_t value,
                           size_t kept, ter_error *err) {
    size_t count;
    const ter_dataset_field *all = ter_export_value_fields(&count);
    ter_buf line = {0};
    if (!w->list) {
        char *path = ter_path_join(w->job->folder, "cut.csv");
        w->list = fopen(path, "wb");
        free(path);
        if (!w->list) return list_failed(w, err);
        ter_buf_puts(&line, "path,layer,facility_id,project_id,field,bytes,kept_bytes\n");
    }
    put_quoted(&line, file->path);
    put_quoted(&line, file->layer);
    put_quoted(&line, ter_export_feature_value(f, "facility_id"));
    put_quoted(&line, ter_export_feature_value(f, "project_id"));
    ter_buf_printf(&line, "%s,%zu,%zu\n", all[value].name, strlen(f->values[value]), kept);
    bool ok = fwrite(line.ptr, 1, line.len, w->list) == line.len;
    ter_buf_release(&line);
    return ok ? TER_OK : list_failed(w, err);
}

/* The values of the definition's fields, as the format can hold them. */
static ter_status values_make(writing *w, ter_export_file *file, const ter_export_feature *f, const char **values,
                              ter_error *err) {
    const ter_layer_definition *d = file->group->definition;
    ter_status status = TER_OK;
    for (size_t i = 0; i < d->fields.len && status == TER_OK; i++) {
        size_t value = d->fields.items[i].value;
        const char *text = values[i] = f->values[value];
        if (!text || !(file->format->short_names || file->format->cells)) continue;
        size_t kept = file->format->cells ? cell_fit(text) : ter_export_text_fit(text, TER_EXPORT_DBF_MOST);
        if (!text[kept]) continue;
        ter_buf_clear(&w->cuts[i]);
        ter_buf_append(&w->cuts[i], text, kept);
        values[i] = w->cuts[i].ptr;
        file->cut_values++;
        status = list_cut(w, file, f, value, kept, err);
    }
    return status;
}

static const ter_geometry *geometry_for(writing *w, const ter_export_file *file, const ter_export_feature *f) {
    if (f->geometry.type == TER_GEOMETRY_NONE) return NULL;
    if (file->crs) return &f->geometry;
    if (w->moved.type == TER_GEOMETRY_NONE) {
        ter_geometry_copy(&f->geometry, &w->moved);
        ter_geometry_from_wgs84(&w->moved, file->datum);
    }
    return &w->moved;
}

static ter_status changed(ter_error *err) {
    return ter_error_set(err, TER_INTERNAL, "the registry was not twice the same; run the export again");
}

static ter_status put_into(writing *w, size_t number, const ter_export_feature *f, ter_error *err) {
    ter_export_file *file = &w->files->list.items[number];
    ter_outlet *o = &w->outlets.items[w->of_file[number]];
    const char *values[TER_EXPORT_VALUES];
    ter_status status = TER_OK;
    if (o->pass != w->pass) return TER_OK;
    if (o->remaining == 0 || file->rows == file->group->count) return changed(err);
    if (!o->open) status = ter_outlet_open(o, w->job, err);
    if (status == TER_OK) status = values_make(w, file, f, values, err);
    if (status != TER_OK) return status;
    ter_dataset_row row = {geometry_for(w, file, f), values};
    status = ter_outlet_put(o, (size_t)(file - o->files), &row, err);
    file->rows++;
    if (--o->remaining == 0 && status == TER_OK) status = ter_outlet_close(o, err);
    return status;
}

static ter_status write_feature(const ter_registry_feature *row, void *context, ter_error *err) {
    writing *w = context;
    const ter_export_plan *plan = w->job->plan;
    ter_export_feature f;
    ter_status status = TER_OK;
    ter_export_feature_view(row, &w->arena, &f);
    for (size_t d = 0; d < plan->definitions->list.len && status == TER_OK; d++) {
        const ter_export_group *g = ter_export_plan_find(plan, d, &f);
        if (!g) continue;
        size_t number = (size_t)(g - plan->groups.items);
        for (size_t k = 0; k < w->files->formats && status == TER_OK; k++)
            status = put_into(w, w->files->of_group[k * plan->groups.len + number], &f, err);
    }
    ter_geometry_release(&w->moved);
    return status;
}

ter_status ter_export_files_write(const ter_export_job *job, ter_export_source source, ter_export_file_list *files,
                                  ter_error *err) {
    writing w = {.job = job, .files = files};
    ter_status status = TER_OK;
    outlets_make(&w);
    passes_make(&w);
    for (; w.pass < w.passes && status == TER_OK; w.pass++) status = source.each(source.of, write_feature, &w, err);
    for (size_t i = 0; i < w.outlets.len; i++) {
        if (status == TER_OK && w.outlets.items[i].remaining) status = changed(err);
        ter_outlet_release(&w.outlets.items[i]);
    }
    if (w.list && fclose(w.list) != 0 && status == TER_OK) status = list_failed(&w, err);
    for (size_t i = 0; i < TER_EXPORT_VALUES; i++) ter_buf_release(&w.cuts[i]);
    ter_buf_release(&w.arena);
    ter_array_release(&w.outlets);
    free(w.of_file);
    return status;
}
