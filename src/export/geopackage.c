/* The one GeoPackage of typed layers that QGIS projects read. */
#include "base/embedded.h"
#include "export/export.h"
#include "export/layer_list.h"
#include "export/sources.h"
#include "gis/gis.h"
#include "registry/read/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    const ter_gis *gis;
    struct ter_dataset_writer *writer; /* NULL while only looking */
    ter_dataset_layer layers[PACKAGE_LAYERS];
    char *styles[PACKAGE_LAYERS];
    ter_buf arena;
} package;

static void package_make(package *p) {
    static const ter_geometry_type types[] = {TER_GEOMETRY_POLYGON, TER_GEOMETRY_LINE, TER_GEOMETRY_POINT,
                                              TER_GEOMETRY_NONE};
    static const char *const names[] = {"facility_polygon", "facility_line", "facility_point", "facility_unlocated"};
    static const char *const titles[] = {"公共设施（面）", "公共设施（线）", "公共设施（点）", "尚未定位的设施"};
    for (size_t t = 0; t < PACKAGE_LAYERS; t++) {
        p->styles[t] = types[t] ? style_dup(types[t]) : NULL;
        p->layers[t] =
            (ter_dataset_layer){.name = names[t], .title = titles[t], .type = types[t], .style = p->styles[t]};
    }
}

/* Called for all features twice: to count them, then, with a writer, to write them. */
static ter_status take(const ter_registry_feature *row, void *context, ter_error *err) {
    package *p = context;
    ter_geometry_type type = row->geometry ? row->geometry->type : TER_GEOMETRY_NONE;
    size_t t = 0;
    while (p->layers[t].type != type) t++;
    if (!p->writer) {
        p->layers[t].row_count++;
        if (row->geometry && row->geometry->part_count > 1) p->layers[t].multi = true;
        return TER_OK;
    }
    ter_export_feature f;
    ter_export_feature_view(row, &p->arena, &f);
    ter_dataset_row values = {type ? row->geometry : NULL, f.values};
    return p->gis->dataset_put(p->writer, t, &values, err);
}

static ter_status package_write(package *p, ter_registry *registry, const ter_dataset *dataset, ter_error *err) {
    static const ter_registry_filter everything;
    ter_status status = ter_registry_each_outline(registry, &everything, take, p, err);
    if (status == TER_OK) status = p->gis->dataset_open(dataset, &p->writer, err);
    if (status != TER_OK) return status;
    status = ter_registry_each_feature(registry, &everything, take, p, err);
    ter_status closed = p->gis->dataset_close(p->writer, NULL, status == TER_OK ? err : NULL);
    return status == TER_OK ? closed : status;
}

ter_status ter_export_geopackage(ter_registry *registry, const char *path, ter_error *err) {
    ter_export_sources sources = {0};
    ter_buf temporary = {0};
    package p = {0};
    char day[16];
    ter_status status = ter_gis_get(&p.gis, err);
    if (status == TER_OK) status = ter_export_sources_read(registry, &sources, err);
    if (status == TER_OK) status = ter_registry_hold(registry, err);
    if (status == TER_OK) {
        ter_buf_printf(&temporary, "%s.tmp.gpkg", path);
        remove(temporary.ptr);
        package_make(&p);
        ter_export_day(ter_registry_newest_date(registry), day);
        ter_dataset dataset = {.path = temporary.ptr,
                               .driver = ter_format_gpkg.driver,
                               .crs = "EPSG:4326",
                               .date = day,
                               .layers = p.layers,
                               .layer_count = PACKAGE_LAYERS,
                               .description = sources.text.ptr,
                               .credits = sources.list.items,
                               .credit_count = sources.list.len};
        dataset.fields = ter_export_fields(&dataset.field_count);
        status = package_write(&p, registry, &dataset, err);
        ter_registry_let_go(registry);
        if (status == TER_OK && rename(temporary.ptr, path) != 0)
            status = ter_error_set(err, TER_IO, "%s: cannot be replaced; check the folder", path);
        if (status != TER_OK) remove(temporary.ptr);
    }
    for (size_t t = 0; t < PACKAGE_LAYERS; t++) free(p.styles[t]);
    ter_buf_release(&p.arena);
    ter_buf_release(&temporary);
    ter_export_sources_release(&sources);
    return status;
}
