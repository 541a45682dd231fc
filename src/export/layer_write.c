/* Layers into files: one reading of the source writes as many files as may be open at a time. */
#include "export/layer_write.h"

#include "base/file.h"
#include "export/layer_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_MOST = 64 }; /* files that are open at a time */

typedef struct writing {
    const ter_export_job *job;
    ter_export_layer_list *layers;
    TER_ARRAY(ter_layer_file) files;
    size_t *file_of; /* the file that each layer is in */
    size_t pass, passes;
    ter_buf arena;                   /* texts of the feature at hand */
    ter_buf cuts[TER_EXPORT_VALUES]; /* its values that were cut */
    ter_geometry moved;              /* its geometry in the job's datum, once asked for */
    FILE *list;                      /* cut.csv, once something was cut */
} writing;

static void files_make(writing *w) {
    ter_export_layer *layers = w->layers->list.items;
    size_t n;
    w->file_of = ter_alloc((w->layers->list.len + 1) * sizeof *w->file_of);
    for (size_t i = 0; i < w->layers->list.len; i += n) {
        ter_layer_file file = {.layers = layers + i, .first = layers[i].group->first};
        for (n = 0; i + n < w->layers->list.len && strcmp(layers[i + n].path, layers[i].path) == 0; n++) {
            const ter_export_group *g = layers[i + n].group;
            if (g->first < file.first) file.first = g->first;
            if (g->last > file.last) file.last = g->last;
            file.remaining += g->count;
            w->file_of[i + n] = w->files.len;
        }
        file.count = n;
        ter_array_push(&w->files, file);
    }
}

static int by_first(const void *a, const void *b) {
    const ter_layer_file *const *left = a, *const *right = b;
    return (*left)->first < (*right)->first ? -1 : (*left)->first > (*right)->first;
}

/* Gives each file the first pass in which, with those of that pass, no more than OPEN_MOST are open at once. */
static void passes_make(writing *w) {
    size_t n = w->files.len;
    const ter_layer_file **order = ter_alloc((n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++) order[i] = &w->files.items[i];
    if (n) qsort(order, n, sizeof *order, by_first);
    for (size_t i = 0; i < n; i++) {
        ter_layer_file *file = &w->files.items[order[i] - w->files.items];
        for (size_t pass = 0;; pass++) {
            size_t open = 0;
            for (size_t k = 0; k < i; k++) open += order[k]->pass == pass && order[k]->last >= file->first;
            if (open >= OPEN_MOST) continue;
            file->pass = pass;
            if (pass >= w->passes) w->passes = pass + 1;
            break;
        }
    }
    free(order);
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

static ter_status list_cut(writing *w, const ter_export_layer *layer, const ter_export_feature *f, size_t value,
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
    put_quoted(&line, layer->path);
    put_quoted(&line, layer->name);
    put_quoted(&line, ter_export_feature_value(f, "facility_id"));
    put_quoted(&line, ter_export_feature_value(f, "project_id"));
    ter_buf_printf(&line, "%s,%zu,%zu\n", all[value].name, strlen(f->values[value]), kept);
    bool ok = fwrite(line.ptr, 1, line.len, w->list) == line.len;
    ter_buf_release(&line);
    return ok ? TER_OK : list_failed(w, err);
}

/* The values of the definition's fields, as the format can hold them. */
static ter_status values_make(writing *w, ter_export_layer *layer, const ter_export_feature *f, const char **values,
                              ter_error *err) {
    const ter_layer_definition *d = layer->group->definition;
    ter_status status = TER_OK;
    for (size_t i = 0; i < d->fields.len && status == TER_OK; i++) {
        size_t value = d->fields.items[i].value;
        const char *text = values[i] = f->values[value];
        if (!text || !layer->format->fit) continue;
        size_t kept = layer->format->fit(text);
        if (!text[kept]) continue;
        ter_buf_clear(&w->cuts[i]);
        ter_buf_append(&w->cuts[i], text, kept);
        values[i] = w->cuts[i].ptr;
        layer->cut_values++;
        status = list_cut(w, layer, f, value, kept, err);
    }
    return status;
}

static const ter_geometry *geometry_for(writing *w, const ter_export_layer *layer, const ter_export_feature *f) {
    if (f->geometry.type == TER_GEOMETRY_NONE) return NULL;
    if (layer->crs) return &f->geometry;
    if (w->moved.type == TER_GEOMETRY_NONE) {
        ter_geometry_copy(&f->geometry, &w->moved);
        ter_geometry_from_wgs84(&w->moved, layer->datum);
    }
    return &w->moved;
}

static ter_status changed(ter_error *err) {
    return ter_error_set(err, TER_INTERNAL, "the registry changed during the export; run it again");
}

static ter_status put_into(writing *w, size_t number, const ter_export_feature *f, ter_error *err) {
    ter_export_layer *layer = &w->layers->list.items[number];
    ter_layer_file *file = &w->files.items[w->file_of[number]];
    const char *values[TER_EXPORT_VALUES];
    ter_status status = TER_OK;
    if (file->pass != w->pass) return TER_OK;
    if (file->remaining == 0 || layer->rows == layer->group->count) return changed(err);
    if (!file->open) status = ter_layer_file_open(file, w->job, err);
    if (status == TER_OK) status = values_make(w, layer, f, values, err);
    if (status != TER_OK) return status;
    ter_dataset_row row = {geometry_for(w, layer, f), values};
    status = ter_layer_file_put(file, (size_t)(layer - file->layers), &row, err);
    layer->rows++;
    if (--file->remaining == 0 && status == TER_OK) status = ter_layer_file_close(file, err);
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
        for (size_t k = 0; k < w->layers->formats && status == TER_OK; k++)
            status = put_into(w, w->layers->of_group[k * plan->groups.len + number], &f, err);
    }
    ter_geometry_release(&w->moved);
    return status;
}

ter_status ter_export_layers_write(const ter_export_job *job, ter_export_source source, ter_export_layer_list *layers,
                                   ter_error *err) {
    writing w = {.job = job, .layers = layers};
    ter_status status = TER_OK;
    files_make(&w);
    passes_make(&w);
    for (; w.pass < w.passes && status == TER_OK; w.pass++) status = source.each(source.of, write_feature, &w, err);
    for (size_t i = 0; i < w.files.len; i++) {
        if (status == TER_OK && w.files.items[i].remaining) status = changed(err);
        ter_layer_file_release(&w.files.items[i]);
    }
    if (w.list && fclose(w.list) != 0 && status == TER_OK) status = list_failed(&w, err);
    for (size_t i = 0; i < TER_EXPORT_VALUES; i++) ter_buf_release(&w.cuts[i]);
    ter_buf_release(&w.arena);
    ter_array_release(&w.files);
    free(w.file_of);
    return status;
}
