/* Writing layers through OGR: the datasets of gis/dataset.h. */
#include "gis/module/ogr_write.h"

#include "base/memory.h"
#include "gis/module/ogr_common.h"
#include "gis/module/ogr_transform.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One layer being written. */
typedef struct target {
    OGRLayerH layer;
    OGRFeatureH feature; /* used for every row */
    int *fields;         /* of each of the dataset's fields, its place in the layer; -1: none */
    bool multi;
    size_t rows;
    ter_bbox extent;
} target;

struct ter_dataset_writer {
    const ter_dataset *dataset;
    const ter_dataset_driver *driver;
    GDALDatasetH handle;
    OGRCoordinateTransformationH transform; /* NULL: WGS 84 stays */
    OGRSpatialReferenceH srs;
    target *targets; /* one per layer */
    ter_buf wkb;
    ter_ogr_capture said; /* by the call under way */
};
typedef struct ter_dataset_writer writer;

static ter_status failed(const writer *w, const char *what, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s: %s: %s; check the folder and the free space", w->dataset->path, what,
                         ter_ogr_capture_reason(&w->said, "OGR gave no reason"));
}

static char **options_of(const ter_dataset_driver *driver, const char *date) {
    char **list = NULL;
    for (const char *const *option = driver->layer_options; *option; option++) {
        const char *percent = strchr(*option, '%');
        if (!percent) {
            list = CSLAddString(list, *option);
            continue;
        }
        char text[128];
        snprintf(text, sizeof text, "%.*s%s", (int)(percent - *option), *option, date);
        list = CSLAddString(list, text);
    }
    return list;
}

/* A typed layer holds lines and polygons as Multi*, whatever the data, so that a later update keeps the type. */
static bool layer_is_multi(const ter_dataset_driver *driver, const ter_dataset_layer *layer) {
    return driver->typed && (layer->type != TER_GEOMETRY_POINT || layer->multi);
}

static OGRwkbGeometryType layer_type(const ter_dataset_driver *driver, const ter_dataset_layer *layer) {
    bool multi = layer_is_multi(driver, layer);
    switch (layer->type) {
    case TER_GEOMETRY_NONE:
        return wkbNone;
    case TER_GEOMETRY_POINT:
        return layer->multi && (driver->typed || driver->fixed_width) ? wkbMultiPoint : wkbPoint;
    case TER_GEOMETRY_LINE:
        return multi ? wkbMultiLineString : driver->fixed_width ? wkbLineString : wkbUnknown;
    case TER_GEOMETRY_POLYGON:
        return multi ? wkbMultiPolygon : driver->fixed_width ? wkbPolygon : wkbUnknown;
    }
    return wkbUnknown;
}

static void set_width(OGRFieldDefnH definition, const ter_dataset_layer *layer, size_t i, ter_dataset_field_type type) {
    size_t width = layer->widths ? layer->widths[i] : TER_DATASET_WIDTH_MOST;
    if (type == TER_FIELD_TEXT) OGR_Fld_SetWidth(definition, width ? (int)width : 1);
    if (type == TER_FIELD_INTEGER) OGR_Fld_SetWidth(definition, 9);
    if (type != TER_FIELD_REAL) return;
    OGR_Fld_SetWidth(definition, 12);
    OGR_Fld_SetPrecision(definition, 3);
}

static ter_status create_fields(const writer *w, OGRLayerH to, const ter_dataset_layer *layer, ter_error *err) {
    static const OGRFieldType types[] = {OFTString, OFTInteger, OFTReal};
    for (size_t i = 0; i < w->dataset->field_count; i++) {
        const ter_dataset_field *field = &w->dataset->fields[i];
        const char *name = w->driver->fixed_width ? field->short_name : field->name;
        OGRFieldDefnH definition = OGR_Fld_Create(name, types[field->type]);
        if (w->driver->fixed_width) set_width(definition, layer, i, field->type);
        OGRErr code = OGR_L_CreateField(to, definition, TRUE);
        OGR_Fld_Destroy(definition);
        if (code != OGRERR_NONE) return failed(w, name, err);
    }
    return TER_OK;
}

/* Fields are found by name. */
static void target_prepare(const writer *w, target *t) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(t->layer);
    size_t count = w->dataset->field_count;
    t->fields = ter_alloc((count + 1) * sizeof *t->fields);
    for (size_t i = 0; i < count; i++) {
        const ter_dataset_field *field = &w->dataset->fields[i];
        t->fields[i] = OGR_FD_GetFieldIndex(definition, w->driver->fixed_width ? field->short_name : field->name);
    }
    t->feature = OGR_F_Create(definition);
    t->extent = ter_bbox_empty;
}

static ter_status open_layer(writer *w, const ter_dataset_layer *layer, target *t, ter_error *err) {
    const ter_dataset_driver *driver = w->driver;
    char **options = options_of(driver, w->dataset->date);
    if (driver->title_option) {
        options = CSLSetNameValue(options, driver->title_option, layer->title);
        options = CSLSetNameValue(options, "DESCRIPTION", w->dataset->description);
    }
    OGRSpatialReferenceH srs = layer->type == TER_GEOMETRY_NONE ? NULL : w->srs;
    t->layer = GDALDatasetCreateLayer(w->handle, layer->name, srs, layer_type(driver, layer), options);
    CSLDestroy(options);
    if (!t->layer) return failed(w, "the layer could not be made", err);
    t->multi = layer_is_multi(driver, layer);
    ter_status status = create_fields(w, t->layer, layer, err);
    if (status == TER_OK) target_prepare(w, t);
    return status;
}

/* ---- styles ---- */

/* QGIS's own table of styles; it takes the default style of a layer of a GeoPackage from here. */
static const char *const style_fields[] = {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                                           "styleName",       "styleQML",       "styleSLD",     "useAsDefault",
                                           "description",     "owner",          "ui",           "update_time"};

static OGRLayerH create_style_table(GDALDatasetH dataset) {
    char **options = CSLSetNameValue(NULL, "FID", "id");
    OGRLayerH table = GDALDatasetCreateLayer(dataset, "layer_styles", NULL, wkbNone, options);
    CSLDestroy(options);
    for (size_t i = 0; table && i < sizeof style_fields / sizeof *style_fields; i++) {
        bool is_default = strcmp(style_fields[i], "useAsDefault") == 0;
        bool is_time = strcmp(style_fields[i], "update_time") == 0;
        OGRFieldDefnH f = OGR_Fld_Create(style_fields[i], is_default ? OFTInteger : is_time ? OFTDateTime : OFTString);
        if (is_default) OGR_Fld_SetSubType(f, OFSTBoolean);
        if (OGR_L_CreateField(table, f, TRUE) != OGRERR_NONE) table = NULL;
        OGR_Fld_Destroy(f);
    }
    return table;
}

static bool add_style(const writer *w, OGRLayerH table, const ter_dataset_layer *layer) {
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(table));
    const char *texts[] = {"", "", layer->name, "geom", layer->name, layer->style, NULL, NULL, layer->title, "", NULL};
    for (int i = 0; i < 11; i++)
        if (texts[i]) OGR_F_SetFieldString(row, i, texts[i]);
    OGR_F_SetFieldInteger(row, 7, 1);
    char time[64];
    snprintf(time, sizeof time, "%s 00:00:00+00", w->dataset->date);
    OGR_F_SetFieldString(row, 11, time);
    bool ok = OGR_L_CreateFeature(table, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return ok;
}

/* ---- attribution ---- */

/* A GeoPackage's own tables of metadata, through GDAL. */
static void put_metadata(const writer *w) {
    const ter_dataset *d = w->dataset;
    char **items = CSLSetNameValue(NULL, "ATTRIBUTION", d->description);
    for (size_t i = 0; i < d->credit_count; i++) {
        char key[32];
        snprintf(key, sizeof key, "SOURCE_%zu", i + 1);
        items = CSLSetNameValue(items, key, d->credits[i].source);
        snprintf(key, sizeof key, "LICENCE_%zu", i + 1);
        if (d->credits[i].licence) items = CSLSetNameValue(items, key, d->credits[i].licence);
    }
    GDALSetMetadata(w->handle, items, NULL);
    CSLDestroy(items);
}

/* A worksheet of its own. */
static ter_status write_sources(const writer *w, ter_error *err) {
    static const char *const names[] = {"source", "licence", "date"};
    const ter_dataset *d = w->dataset;
    OGRLayerH sheet = GDALDatasetCreateLayer(w->handle, "sources", NULL, wkbNone, NULL);
    bool ok = sheet != NULL;
    for (int i = 0; i < 3 && ok; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(names[i], OFTString);
        ok = OGR_L_CreateField(sheet, field, TRUE) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }
    for (size_t i = 0; i < d->credit_count && ok; i++) {
        const char *const values[] = {d->credits[i].source, d->credits[i].licence, d->credits[i].date};
        OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(sheet));
        for (int k = 0; k < 3; k++)
            if (values[k]) OGR_F_SetFieldString(row, k, values[k]);
        ok = OGR_L_CreateFeature(sheet, row) == OGRERR_NONE;
        OGR_F_Destroy(row);
    }
    return ok ? TER_OK : failed(w, "the sources could not be written", err);
}

static ter_status write_styles(const writer *w, ter_error *err) {
    OGRLayerH table = NULL;
    for (size_t i = 0; i < w->dataset->layer_count; i++) {
        if (!w->dataset->layers[i].style) continue;
        if (!table) table = create_style_table(w->handle);
        if (!table || !add_style(w, table, &w->dataset->layers[i]))
            return failed(w, "the styles could not be written", err);
    }
    return TER_OK;
}

/* ---- rows ---- */

static bool set_geometry(writer *w, target *t, const ter_geometry *geometry) {
    OGRGeometryH g = NULL;
    ter_buf_clear(&w->wkb);
    ter_geometry_to_wkb(geometry, t->multi, &w->wkb);
    bool ok = OGR_G_CreateFromWkb(w->wkb.ptr, NULL, &g, (int)w->wkb.len) == OGRERR_NONE;
    if (ok && w->transform) ok = OGR_G_Transform(g, w->transform) == OGRERR_NONE;
    OGREnvelope e = {0};
    if (ok) OGR_G_GetEnvelope(g, &e);
    ok = ok && isfinite(e.MinX) && isfinite(e.MaxX) && isfinite(e.MinY) && isfinite(e.MaxY);
    if (ok) {
        ter_bbox_add(&t->extent, (ter_bbox){e.MinX, e.MinY, e.MaxX, e.MaxY});
        OGR_F_SetGeometryDirectly(t->feature, g);
    } else if (g) {
        OGR_G_DestroyGeometry(g);
    }
    return ok;
}

static void set_values(const writer *w, target *t, const ter_dataset_row *row) {
    for (size_t i = 0; i < w->dataset->field_count; i++) {
        int at = t->fields[i];
        const char *value = row->values[i];
        ter_dataset_field_type type = w->dataset->fields[i].type;
        if (at < 0) continue;
        if (!value) OGR_F_SetFieldNull(t->feature, at);
        else if (type == TER_FIELD_INTEGER) OGR_F_SetFieldInteger(t->feature, at, atoi(value));
        else if (type == TER_FIELD_REAL) OGR_F_SetFieldDouble(t->feature, at, CPLAtof(value));
        else OGR_F_SetFieldString(t->feature, at, value);
    }
}

static ter_status put(writer *w, target *t, const ter_dataset_row *row, ter_error *err) {
    t->rows++;
    OGR_F_SetFID(t->feature, OGRNullFID);
    set_values(w, t, row);
    if (!row->geometry) OGR_F_SetGeometryDirectly(t->feature, NULL);
    else if (!set_geometry(w, t, row->geometry))
        return ter_error_set(err, TER_INPUT, "%s: feature %zu cannot be shown in %s: %s; choose another --crs",
                             w->dataset->path, t->rows, w->dataset->crs ? w->dataset->crs : w->dataset->datum,
                             ter_ogr_capture_reason(&w->said, "out of its range"));
    if (OGR_L_CreateFeature(t->layer, t->feature) != OGRERR_NONE || w->said.failures)
        return failed(w, "a feature could not be written", err);
    return TER_OK;
}

/* ---- opening and closing ---- */

/* Everything that stamps a file with the time takes the dataset's date instead. */
static void call_begin(writer *w) {
    char now[64];
    snprintf(now, sizeof now, "%sT00:00:00.000Z", w->dataset->date);
    ter_ogr_capture_begin(&w->said);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", now);
}

static void call_end(writer *w) {
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    ter_ogr_capture_end(&w->said);
}

static ter_status open_dataset(writer *w, ter_error *err) {
    const ter_dataset *d = w->dataset;
    GDALDriverH driver = GDALGetDriverByName(d->driver->name);
    if (!driver)
        return ter_error_set(err, TER_UNSUPPORTED, "this GDAL has no %s driver; choose another --format",
                             d->driver->name);
    ter_status status = d->crs ? ter_ogr_transform_new(d->crs, &w->srs, &w->transform, err) : TER_OK;
    if (status != TER_OK) return status;
    w->handle = GDALCreate(driver, d->path, 0, 0, 0, GDT_Unknown, NULL);
    if (!w->handle) return failed(w, "the file could not be made", err);
    if (w->driver->transacted && GDALDatasetStartTransaction(w->handle, FALSE) != OGRERR_NONE)
        return failed(w, "no transaction could be begun", err);
    if (w->driver->credits_as_metadata && d->credit_count) put_metadata(w);
    for (size_t i = 0; i < d->layer_count && status == TER_OK; i++)
        status = open_layer(w, &d->layers[i], &w->targets[i], err);
    return status;
}

static void writer_free(writer *w) {
    for (size_t i = 0; i < w->dataset->layer_count; i++) {
        if (w->targets[i].feature) OGR_F_Destroy(w->targets[i].feature);
        free(w->targets[i].fields);
    }
    if (w->handle) GDALClose(w->handle);
    if (w->transform) OCTDestroyCoordinateTransformation(w->transform);
    if (w->srs) OSRRelease(w->srs);
    free(w->targets);
    ter_buf_release(&w->wkb);
}

ter_status ter_ogr_dataset_open(const ter_dataset *dataset, writer **out, ter_error *err) {
    writer *w = ter_alloc(sizeof *w);
    w->dataset = dataset;
    w->driver = dataset->driver;
    w->targets = ter_alloc(dataset->layer_count * sizeof *w->targets);
    ter_ogr_start();
    call_begin(w);
    ter_status status = open_dataset(w, err);
    if (status != TER_OK) writer_free(w);
    call_end(w);
    if (status != TER_OK) free(w);
    *out = status == TER_OK ? w : NULL;
    return status;
}

ter_status ter_ogr_dataset_put(writer *w, size_t layer, const ter_dataset_row *row, ter_error *err) {
    ter_ogr_capture_begin(&w->said);
    ter_status status = put(w, &w->targets[layer], row, err);
    ter_ogr_capture_end(&w->said);
    return status;
}

ter_status ter_ogr_dataset_close(writer *w, ter_bbox *extents, ter_error *err) {
    ter_status status = TER_OK;
    call_begin(w);
    if (w->driver->style_table) status = write_styles(w, err);
    if (w->driver->credits_as_table && w->dataset->credit_count) status = write_sources(w, err);
    if (status == TER_OK && w->driver->transacted && GDALDatasetCommitTransaction(w->handle) != OGRERR_NONE)
        status = failed(w, "writing failed", err);
    for (size_t i = 0; extents && i < w->dataset->layer_count; i++) extents[i] = w->targets[i].extent;
    writer_free(w);
    if (status == TER_OK && w->said.failures) status = failed(w, "writing failed", err);
    call_end(w);
    free(w);
    return status;
}
