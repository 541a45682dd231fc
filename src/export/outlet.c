#include "export/outlet.h"

#include "base/file.h"
#include "export/credits.h"
#include "export/fgb_header.h"
#include "gis/gis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_dataset_field position_fields[2] = {{"lon", "lon", TER_FIELD_REAL, "经度", "Longitude"},
                                                     {"lat", "lat", TER_FIELD_REAL, "纬度", "Latitude"}};

static ter_status parent_make(const char *file, ter_error *err) {
    char *parent = ter_strndup(file, (size_t)(strrchr(file, '/') - file));
    ter_status status = ter_dir_make(parent, err);
    free(parent);
    return status;
}

/* The definition's fields under the names it gives them. */
static void fields_make(ter_outlet *o) {
    const ter_layer_definition *d = o->files->group->definition;
    size_t all, count = 0;
    const ter_dataset_field *known = ter_export_value_fields(&all);
    o->fields = ter_alloc((d->fields.len + 2) * sizeof *o->fields);
    for (; count < d->fields.len; count++) {
        const ter_layer_field *field = &d->fields.items[count];
        o->fields[count] = known[field->value];
        o->fields[count].name = field->name;
        o->fields[count].short_name = field->short_name;
    }
    if (o->files->format->cells)
        for (size_t i = 0; i < 2; i++) o->fields[count++] = position_fields[i];
    o->dataset.fields = o->fields;
    o->dataset.field_count = count;
}

static void layers_make(ter_outlet *o) {
    const ter_layer_definition *d = o->files->group->definition;
    size_t n = o->dataset.field_count;
    bool cells = o->files->format->cells;
    o->layers = ter_alloc(o->count * sizeof *o->layers);
    o->widths = ter_alloc(o->count * n * sizeof *o->widths);
    for (size_t i = 0; i < o->count; i++) {
        const ter_export_group *g = o->files[i].group;
        size_t *widths = o->widths + i * n;
        for (size_t k = 0; k < d->fields.len; k++) widths[k] = g->widths[d->fields.items[k].value];
        o->layers[i] = (ter_dataset_layer){.name = o->files[i].layer,
                                           .title = g->title,
                                           .type = cells ? TER_GEOMETRY_NONE : g->type,
                                           .multi = g->multi,
                                           .row_count = g->count,
                                           .widths = widths,
                                           .style = d->styles[g->type]};
    }
    o->dataset.layers = o->layers;
    o->dataset.layer_count = o->count;
}

static bool is_moved(const ter_outlet *o) {
    return o->dataset.crs && strcmp(o->dataset.crs, "EPSG:4326") != 0 && o->layers->type != TER_GEOMETRY_NONE;
}

static ter_status open_text(ter_outlet *o, ter_error *err) {
    const ter_export_file *file = o->files;
    const ter_gis *gis;
    ter_status status = TER_OK;
    if (is_moved(o)) {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK) status = gis->transform_open(o->dataset.crs, &o->transform, &o->dataset.decimals, err);
        o->moved = ter_bbox_empty;
    }
    if (status != TER_OK) return status;
    ter_bbox box = file->crs ? file->group->extent : file->group->moved;
    return ter_text_writer_open(file->format->text, &o->dataset, box, &o->text, err);
}

ter_status ter_outlet_open(ter_outlet *o, const ter_export_job *job, ter_error *err) {
    const ter_export_file *file = o->files;
    const ter_gis *gis;
    o->path = ter_path_join(job->folder, file->path);
    o->dataset = (ter_dataset){.path = o->path,
                               .driver = file->format->driver,
                               .crs = file->crs,
                               .datum = ter_datum_name(file->datum),
                               .date = job->date,
                               .decimals = 7,
                               .description = job->sources->text.ptr,
                               .credits = job->sources->list.items,
                               .credit_count = job->sources->list.len};
    fields_make(o);
    layers_make(o);
    ter_status status = parent_make(o->path, err);
    if (status == TER_OK && file->format->text) {
        status = open_text(o, err);
    } else if (status == TER_OK) {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK) status = gis->dataset_open(&o->dataset, &o->writer, err);
    }
    o->open = status == TER_OK;
    return status;
}

/* A workbook has no geometry: the position of a point, or of one on the line or in the area. */
static ter_status put_cells(ter_outlet *o, size_t layer, const ter_dataset_row *row, ter_error *err) {
    const char *values[TER_EXPORT_VALUES + 2];
    char lon[32], lat[32];
    size_t n = o->dataset.field_count - 2;
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
    return status == TER_OK ? gis->dataset_put(o->writer, layer, &all, err) : status;
}

static ter_status put_text(ter_outlet *o, const ter_dataset_row *row, ter_error *err) {
    const ter_gis *gis;
    ter_geometry moved = {0};
    ter_dataset_row there = {&moved, row->values};
    if (!o->transform || !row->geometry) return ter_text_writer_put(o->text, row, err);
    ter_geometry_copy(row->geometry, &moved);
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = gis->transform_apply(o->transform, &moved, err);
    if (status == TER_OK) ter_bbox_add(&o->moved, ter_geometry_bbox(&moved));
    if (status == TER_OK) status = ter_text_writer_put(o->text, &there, err);
    ter_geometry_release(&moved);
    return status;
}

ter_status ter_outlet_put(ter_outlet *o, size_t layer, const ter_dataset_row *row, ter_error *err) {
    const ter_gis *gis;
    if (o->text) return put_text(o, row, err);
    if (o->files->format->cells) return put_cells(o, layer, row, err);
    ter_status status = ter_gis_get(&gis, err);
    return status == TER_OK ? gis->dataset_put(o->writer, layer, row, err) : status;
}

static ter_status put_style(const ter_outlet *o, ter_error *err) {
    const char *style = o->layers->style, *dot = strrchr(o->path, '.');
    ter_buf path = {0};
    if (!style || !o->files->format->style_beside) return TER_OK;
    ter_buf_append(&path, o->path, (size_t)(dot - o->path));
    ter_buf_puts(&path, ".qml");
    ter_status status = ter_file_write(path.ptr, ter_str_from(style), err);
    ter_buf_release(&path);
    return status;
}

static void memory_release(ter_outlet *o) {
    free(o->layers), free(o->fields), free(o->widths), free(o->path);
    o->layers = NULL, o->fields = NULL, o->widths = NULL, o->path = NULL;
}

static void transform_release(ter_outlet *o) {
    const ter_gis *gis;
    if (o->transform && ter_gis_get(&gis, NULL) == TER_OK) gis->transform_close(o->transform);
    o->transform = NULL;
}

static void keep_extents(ter_outlet *o, const ter_bbox *found) {
    for (size_t i = 0; i < o->count; i++) {
        ter_export_file *file = &o->files[i];
        bool given = found && !file->format->cells;
        file->extent = given ? found[i] : file->crs ? file->group->extent : file->group->moved;
    }
}

/* Title and attribution into a FlatGeobuf's header. */
static ter_status describe(const ter_outlet *o, ter_error *err) {
    const ter_dataset *d = &o->dataset;
    ter_buf metadata = {0};
    ter_json j;
    ter_json_init(&j, &metadata);
    ter_json_begin(&j, '{');
    ter_export_credits_put(&j, d);
    ter_json_end(&j, '}');
    ter_fgb_words words = {o->layers->title, d->description, d->credit_count ? metadata.ptr : NULL};
    ter_status status = ter_fgb_header_rewrite(o->path, &words, err);
    ter_buf_release(&metadata);
    return status;
}

ter_status ter_outlet_close(ter_outlet *o, ter_error *err) {
    const ter_gis *gis;
    ter_bbox *extents = ter_alloc(o->count * sizeof *extents);
    ter_status status = TER_OK;
    o->open = false;
    if (o->text) {
        status = ter_text_writer_close(o->text, err);
        o->text = NULL;
    } else {
        status = ter_gis_get(&gis, err);
        if (status == TER_OK) status = gis->dataset_close(o->writer, extents, err);
        o->writer = NULL;
        if (status == TER_OK)
            status = ter_outlet_verify(o->path, strrchr(o->path, '.') + 1, o->files->group->count, err);
    }
    if (status == TER_OK && strcmp(o->files->format->name, "flatgeobuf") == 0) status = describe(o, err);
    keep_extents(o, o->dataset.driver ? extents : o->transform ? &o->moved : NULL);
    if (status == TER_OK) status = put_style(o, err);
    if (status == TER_OK) status = ter_export_credits_put_beside(o->files->format->name, &o->dataset, err);
    transform_release(o);
    memory_release(o);
    free(extents);
    return status;
}

void ter_outlet_release(ter_outlet *o) {
    const ter_gis *gis;
    if (o->text) ter_text_writer_close(o->text, NULL);
    transform_release(o);
    if (o->writer && ter_gis_get(&gis, NULL) == TER_OK) gis->dataset_close(o->writer, NULL, NULL);
    o->text = NULL, o->writer = NULL;
    memory_release(o);
}
