/* Which layers there are in which format, and what their files are called. */
#include "export/layer_list.h"

#include <stdlib.h>
#include <string.h>

bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format) {
    if (format->crs == TER_FORMAT_ANY_CRS) return false;
    return job->crs ? strcmp(job->crs, "EPSG:4326") != 0 : format->crs == TER_FORMAT_ONLY_WGS84;
}

/* A file with coordinates that states no CRS has their datum in its name: "shapefile/2026/started_point.gcj02.shp". */
static bool names_datum(const ter_export_layer *layer) {
    return !layer->crs && (layer->format->container || layer->group->type != TER_GEOMETRY_NONE);
}

static char *path_of(const ter_export_format *wanted, const ter_export_layer *layer) {
    ter_buf path = {0};
    const ter_export_group *g = layer->group;
    const char *extension = layer->format->extension;
    if (g->type == TER_GEOMETRY_NONE && layer->format->table_extension) extension = layer->format->table_extension;
    ter_buf_printf(&path, "%s/%s", wanted->name, layer->format->container ? g->file : g->stem);
    if (names_datum(layer)) ter_buf_printf(&path, ".%s", ter_datum_word(layer->datum));
    ter_buf_printf(&path, ".%s", extension);
    return ter_buf_detach(&path);
}

static char *name_of(const ter_export_layer *layer) {
    ter_buf name = {0};
    ter_buf_puts(&name,
                 layer->format->layers_named_by_type ? ter_export_type_name(layer->group->type) : layer->group->layer);
    if (names_datum(layer)) ter_buf_printf(&name, "_%s", ter_datum_word(layer->datum));
    return ter_buf_detach(&name);
}

static void add_layer(const ter_export_job *job, const ter_export_format *wanted, const ter_export_group *g,
                      ter_export_layer_list *layers) {
    bool other = g->type == TER_GEOMETRY_NONE && wanted->table_format;
    const ter_export_format *actual = other ? wanted->table_format : wanted;
    bool kept = job->crs ? actual->crs != TER_FORMAT_ANY_CRS : actual->crs == TER_FORMAT_ONLY_WGS84;
    ter_export_layer layer = {.format = actual,
                              .group = g,
                              .crs = kept ? "EPSG:4326" : job->crs,
                              .datum = kept ? TER_DATUM_WGS84 : job->datum,
                              .extent = ter_bbox_empty};
    layer.path = path_of(wanted, &layer);
    layer.name = name_of(&layer);
    ter_array_push(&layers->list, layer);
}

/* First what the format can hold, then the tables that it cannot. */
static void add_format(const ter_export_job *job, const ter_export_format *format, ter_export_layer_list *layers) {
    size_t groups = job->plan->groups.len;
    size_t *of_group = layers->of_group + layers->formats * groups;
    for (int tables = 0; tables < 2; tables++) {
        for (size_t i = 0; i < groups; i++) {
            const ter_export_group *g = &job->plan->groups.items[i];
            if ((g->type == TER_GEOMETRY_NONE && format->table_format) != (tables == 1)) continue;
            of_group[i] = layers->list.len;
            add_layer(job, format, g, layers);
        }
    }
    layers->formats++;
}

void ter_export_layers_make(const ter_export_job *job, const char *const *names, ter_export_layer_list *out) {
    size_t count = 0;
    *out = (ter_export_layer_list){0};
    while (names[count]) count++;
    out->of_group = ter_alloc((count * job->plan->groups.len + 1) * sizeof *out->of_group);
    for (size_t i = 0; i < count; i++) {
        const ter_export_format *format = ter_export_format_find(names[i]);
        if (ter_export_format_has_layers(format)) add_format(job, format, out);
    }
}

void ter_export_layers_release(ter_export_layer_list *layers) {
    for (size_t i = 0; i < layers->list.len; i++) free(layers->list.items[i].path), free(layers->list.items[i].name);
    ter_array_release(&layers->list);
    free(layers->of_group);
    layers->of_group = NULL;
}
