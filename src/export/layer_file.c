/* One file under way: opening, rows, closing, and what is written next to it. */
#include "export/layer_file.h"

#include "base/file.h"
#include "export/whole_file.h"
#include "gis/gis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POSITIONS = 2 }; /* columns of position_columns: lon, lat */

static ter_status parent_make(const char *path, ter_error *err) {
    char *parent = ter_strndup(path, (size_t)(strrchr(path, '/') - path));
    ter_status status = ter_dir_make(parent, err);
    free(parent);
    return status;
}

/* The definition's fields under the names it gives them. */
static void fields_make(ter_layer_file *file) {
    const ter_layer_definition *d = file->layers->group->definition;
    size_t all, count = 0;
    const ter_dataset_field *known = ter_export_value_fields(&all);
    file->fields = ter_alloc((d->fields.len + POSITIONS) * sizeof *file->fields);
    for (; count < d->fields.len; count++) {
        const ter_layer_field *field = &d->fields.items[count];
        file->fields[count] = known[field->value];
        file->fields[count].name = field->name;
        file->fields[count].short_name = field->short_name;
    }
    if (file->layers->format->position_columns)
        for (size_t i = 0; i < POSITIONS; i++) file->fields[count++] = file->layers->format->extra_fields[i];
    file->dataset.fields = file->fields;
    file->dataset.field_count = count;
}

static void layers_make(ter_layer_file *file) {
    const ter_layer_definition *d = file->layers->group->definition;
    size_t n = file->dataset.field_count;
    bool no_geometry = file->layers->format->position_columns;
    file->dataset_layers = ter_alloc(file->count * sizeof *file->dataset_layers);
    file->widths = ter_alloc(file->count * n * sizeof *file->widths);
    for (size_t i = 0; i < file->count; i++) {
        const ter_export_group *g = file->layers[i].group;
        size_t *widths = file->widths + i * n;
        for (size_t k = 0; k < d->fields.len; k++) widths[k] = g->widths[d->fields.items[k].value];
        file->dataset_layers[i] = (ter_dataset_layer){.name = file->layers[i].name,
                                                      .title = g->title,
                                                      .type = no_geometry ? TER_GEOMETRY_NONE : g->type,
                                                      .multi = g->multi,
                                                      .row_count = g->count,
                                                      .widths = widths,
                                                      .style = d->styles[g->type]};
    }
    file->dataset.layers = file->dataset_layers;
    file->dataset.layer_count = file->count;
}

static bool is_moved(const ter_layer_file *file) {
    return file->dataset.crs && strcmp(file->dataset.crs, "EPSG:4326") != 0 &&
           file->dataset_layers->type != TER_GEOMETRY_NONE;
}

static ter_status open_text(ter_layer_file *file, ter_error *err) {
    const ter_export_layer *layer = file->layers;
    const ter_gis *gis;
    ter_status status = TER_OK;
    if (is_moved(file)) {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK)
            status = gis->transform_open(file->dataset.crs, &file->transform, &file->dataset.decimals, err);
        file->moved = ter_bbox_empty;
    }
    if (status != TER_OK) return status;
    ter_bbox box = layer->crs ? layer->group->extent : layer->group->moved;
    return ter_text_writer_open(layer->format->text, &file->dataset, box, &file->text, err);
}

ter_status ter_layer_file_open(ter_layer_file *file, const ter_export_job *job, ter_error *err) {
    const ter_export_layer *layer = file->layers;
    const ter_gis *gis;
    file->path = ter_path_join(job->folder, layer->path);
    file->dataset = (ter_dataset){.path = file->path,
                                  .driver = layer->format->driver,
                                  .crs = layer->crs,
                                  .datum = ter_datum_name(layer->datum),
                                  .date = job->date,
                                  .decimals = 7,
                                  .description = job->sources->text.ptr,
                                  .credits = job->sources->list.items,
                                  .credit_count = job->sources->list.len};
    fields_make(file);
    layers_make(file);
    ter_status status = parent_make(file->path, err);
    if (status == TER_OK && layer->format->text) {
        status = open_text(file, err);
    } else if (status == TER_OK) {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK) status = gis->dataset_open(&file->dataset, &file->writer, err);
    }
    file->open = status == TER_OK;
    return status;
}

/* A row without geometry: the position of a point, or of one on the line or in the area. */
static ter_status put_position_columns(ter_layer_file *file, size_t layer, const ter_dataset_row *row, ter_error *err) {
    const char *values[TER_EXPORT_VALUES + POSITIONS];
    char lon[32], lat[32];
    size_t n = file->dataset.field_count - POSITIONS;
    const ter_gis *gis;
    memcpy(values, row->values, n * sizeof *values);
    values[n] = values[n + 1] = NULL;
    if (row->geometry) {
        ter_position p = ter_geometry_point_on(row->geometry);
        snprintf(lon, sizeof lon, "%.7f", p.lon_deg);
        snprintf(lat, sizeof lat, "%.7f", p.lat_deg);
        values[n] = lon, values[n + 1] = lat;
    }
    ter_dataset_row all = {NULL, values};
    ter_status status = ter_gis_get(&gis, err);
    return status == TER_OK ? gis->dataset_put(file->writer, layer, &all, err) : status;
}

static ter_status put_text(ter_layer_file *file, const ter_dataset_row *row, ter_error *err) {
    const ter_gis *gis;
    ter_geometry moved = {0};
    ter_dataset_row there = {&moved, row->values};
    if (!file->transform || !row->geometry) return ter_text_writer_put(file->text, row, err);
    ter_geometry_copy(row->geometry, &moved);
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = gis->transform_apply(file->transform, &moved, err);
    if (status == TER_OK) ter_bbox_add(&file->moved, ter_geometry_bbox(&moved));
    if (status == TER_OK) status = ter_text_writer_put(file->text, &there, err);
    ter_geometry_release(&moved);
    return status;
}

ter_status ter_layer_file_put(ter_layer_file *file, size_t layer, const ter_dataset_row *row, ter_error *err) {
    const ter_gis *gis;
    if (file->text) return put_text(file, row, err);
    if (file->layers->format->position_columns) return put_position_columns(file, layer, row, err);
    ter_status status = ter_gis_get(&gis, err);
    return status == TER_OK ? gis->dataset_put(file->writer, layer, row, err) : status;
}

static ter_status put_style(const ter_layer_file *file, ter_error *err) {
    const char *style = file->dataset_layers->style, *dot = strrchr(file->path, '.');
    ter_buf path = {0};
    if (!style || !file->layers->format->style_file) return TER_OK;
    ter_buf_append(&path, file->path, (size_t)(dot - file->path));
    ter_buf_puts(&path, ".qml");
    ter_status status = ter_file_write(path.ptr, ter_str_from(style), err);
    ter_buf_release(&path);
    return status;
}

static void memory_release(ter_layer_file *file) {
    free(file->dataset_layers), free(file->fields), free(file->widths), free(file->path);
    file->dataset_layers = NULL, file->fields = NULL, file->widths = NULL, file->path = NULL;
}

static void transform_release(ter_layer_file *file) {
    const ter_gis *gis;
    if (file->transform && ter_gis_get(&gis, NULL) == TER_OK) gis->transform_close(file->transform);
    file->transform = NULL;
}

static void keep_extents(ter_layer_file *file, const ter_bbox *found) {
    for (size_t i = 0; i < file->count; i++) {
        ter_export_layer *layer = &file->layers[i];
        bool given = found && !layer->format->position_columns;
        layer->extent = given ? found[i] : layer->crs ? layer->group->extent : layer->group->moved;
    }
}

ter_status ter_layer_file_close(ter_layer_file *file, ter_error *err) {
    const ter_gis *gis;
    const ter_export_format *format = file->layers->format;
    ter_bbox *extents = ter_alloc(file->count * sizeof *extents);
    ter_status status = TER_OK;
    file->open = false;
    if (file->text) {
        status = ter_text_writer_close(file->text, err);
        file->text = NULL;
    } else {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK) status = gis->dataset_close(file->writer, extents, err);
        file->writer = NULL;
        if (status == TER_OK) status = ter_whole_file_check(file->path, format, file->layers->group->count, err);
    }
    keep_extents(file, file->dataset.driver ? extents : file->transform ? &file->moved : NULL);
    if (status == TER_OK) status = put_style(file, err);
    if (status == TER_OK && format->describe) status = format->describe(&file->dataset, err);
    transform_release(file);
    memory_release(file);
    free(extents);
    return status;
}

void ter_layer_file_release(ter_layer_file *file) {
    const ter_gis *gis;
    if (file->text) ter_text_writer_close(file->text, NULL);
    transform_release(file);
    if (file->writer && ter_gis_get(&gis, NULL) == TER_OK) gis->dataset_close(file->writer, NULL, NULL);
    file->text = NULL, file->writer = NULL;
    memory_release(file);
}
