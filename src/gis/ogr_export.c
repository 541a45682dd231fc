/* Writing layers through OGR: the module's side of export/export.h. */
#include "gis/ogr_export.h"
#include "base/file.h"
#include "export/export.h"
#include "gis/ogr_common.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How each driver is used. Options are "KEY=VALUE"; a '%' stands for the request's date. */
typedef struct format {
    const char *driver;
    bool short_names; /* field names of 10 bytes, text fields as wide as their longest value */
    bool typed;       /* the layer states one geometry type: single and multi may not be mixed */
    bool described;   /* has a DESCRIPTION layer option */
    const char *dataset_options[3], *layer_options[8];
} format;

static const format formats[] = {
    {"GeoJSON", false, false, false, {0}, {"RFC7946=YES", "COORDINATE_PRECISION=7", "WRITE_NAME=NO"}},
    {"ESRI Shapefile", true, false, false, {0}, {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=%", "SPATIAL_INDEX=NO"}},
    {"GPKG", false, true, true, {0}, {"GEOMETRY_NAME=geom", "FID=fid"}},
    {"FlatGeobuf", false, true, true, {0}, {"SPATIAL_INDEX=YES"}},
    {"KML", false, false, false, {"NameField=name"}, {0}},
    {"CSV", false, false, false, {0}, {"GEOMETRY=AS_WKT", "STRING_QUOTING=IF_NEEDED"}},
};

typedef struct writer {
    const ter_export_request *request;
    const format *format;
    OGRCoordinateTransformationH transform; /* NULL: WGS 84 stays */
    OGRSpatialReferenceH srs;
    ter_ogr_capture said;
} writer;

static ter_status failed(const writer *w, const char *what, const char *path, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s: %s: %s; check the folder and the free space", path, what,
                         ter_ogr_capture_reason(&w->said, "OGR gave no reason"));
}

static char **options_of(const char *const *from, size_t max, const char *date) {
    char **list = NULL;
    for (size_t i = 0; i < max && from[i]; i++) {
        const char *percent = strchr(from[i], '%');
        if (!percent) {
            list = CSLAddString(list, from[i]);
            continue;
        }
        char text[128];
        snprintf(text, sizeof text, "%.*s%s", (int)(percent - from[i]), from[i], date);
        list = CSLAddString(list, text);
    }
    return list;
}

static ter_status writer_set_crs(writer *w, ter_error *err) {
    const char *crs = w->request->crs;
    if (!crs) return TER_OK;
    ter_status status = ter_ogr_crs_new(crs, &w->srs, err);
    if (status != TER_OK) return status;
    if (!OSRIsGeographic(w->srs) && !OSRIsProjected(w->srs))
        return ter_error_set(err, TER_USAGE, "%s has no horizontal axes; write EPSG:4326, EPSG:4490, EPSG:3857, …",
                             crs);
    if (strcmp(crs, "EPSG:4326") == 0) return TER_OK;
    OGRSpatialReferenceH wgs84 = NULL;
    status = ter_ogr_crs_new("EPSG:4326", &wgs84, err);
    if (status != TER_OK) return status;
    w->transform = OCTNewCoordinateTransformation(wgs84, w->srs);
    OSRRelease(wgs84);
    if (!w->transform)
        return ter_error_set(err, TER_USAGE, "PROJ has no way from WGS 84 to %s; choose another --crs", crs);
    return TER_OK;
}

static bool has_many(const ter_geometry *g) {
    return g->type == TER_GEOMETRY_POLYGON ? g->polygon_count > 1 : g->part_count > 1;
}

/* A typed layer holds lines and polygons as Multi*, whatever the data, so that a later update keeps the type. */
static bool layer_is_multi(const format *f, const ter_export_layer *layer) {
    if (layer->type != TER_GEOMETRY_POINT) return f->typed;
    for (size_t i = 0; f->typed && i < layer->row_count; i++)
        if (layer->rows[i].geometry && has_many(layer->rows[i].geometry)) return true;
    return false;
}

static OGRwkbGeometryType layer_type(const format *f, const ter_export_layer *layer, bool multi) {
    switch (layer->type) {
    case TER_GEOMETRY_NONE:
        return wkbNone;
    case TER_GEOMETRY_POINT:
        if (f->short_names)
            for (size_t i = 0; i < layer->row_count; i++)
                if (layer->rows[i].geometry && has_many(layer->rows[i].geometry)) return wkbMultiPoint;
        return multi ? wkbMultiPoint : wkbPoint;
    case TER_GEOMETRY_LINE:
        return multi ? wkbMultiLineString : f->short_names ? wkbLineString : wkbUnknown;
    case TER_GEOMETRY_POLYGON:
        return multi ? wkbMultiPolygon : f->short_names ? wkbPolygon : wkbUnknown;
    }
    return wkbUnknown;
}

static int text_width(const ter_export_layer *layer, size_t field) {
    size_t width = 1;
    for (size_t i = 0; i < layer->row_count; i++) {
        const char *value = layer->rows[i].values[field];
        if (value && strlen(value) > width) width = strlen(value);
    }
    return (int)width;
}

static ter_status create_fields(const writer *w, OGRLayerH target, const ter_export_layer *layer, ter_error *err) {
    static const OGRFieldType types[] = {OFTString, OFTInteger, OFTReal};
    for (size_t i = 0; i < w->request->field_count; i++) {
        const ter_export_field *field = &w->request->fields[i];
        const char *name = w->format->short_names ? field->short_name : field->name;
        OGRFieldDefnH definition = OGR_Fld_Create(name, types[field->type]);
        if (w->format->short_names) {
            OGR_Fld_SetWidth(definition, field->type == TER_FIELD_TEXT ? text_width(layer, i) : 12);
            if (field->type == TER_FIELD_INTEGER) OGR_Fld_SetWidth(definition, 9);
            if (field->type == TER_FIELD_REAL) OGR_Fld_SetPrecision(definition, 3);
        }
        OGRErr code = OGR_L_CreateField(target, definition, TRUE);
        OGR_Fld_Destroy(definition);
        if (code != OGRERR_NONE) return failed(w, name, layer->path, err);
    }
    return TER_OK;
}

static void grow(ter_bbox *box, OGRGeometryH g) {
    OGREnvelope e;
    OGR_G_GetEnvelope(g, &e);
    ter_bbox_add(box, (ter_bbox){e.MinX, e.MinY, e.MaxX, e.MaxY});
}

static ter_status set_geometry(const writer *w, OGRFeatureH feature, const ter_geometry *geometry, bool multi,
                               ter_bbox *extent) {
    ter_buf wkb = {0};
    OGRGeometryH g = NULL;
    ter_geometry_to_wkb(geometry, multi, &wkb);
    bool ok = OGR_G_CreateFromWkb(wkb.ptr, NULL, &g, (int)wkb.len) == OGRERR_NONE;
    ter_buf_release(&wkb);
    if (ok && w->transform) {
        ok = OGR_G_Transform(g, w->transform) == OGRERR_NONE;
        OGREnvelope e;
        if (ok) OGR_G_GetEnvelope(g, &e);
        ok = ok && isfinite(e.MinX) && isfinite(e.MaxX) && isfinite(e.MinY) && isfinite(e.MaxY);
    }
    if (ok) {
        grow(extent, g);
        OGR_F_SetGeometryDirectly(feature, g);
        return TER_OK;
    }
    if (g) OGR_G_DestroyGeometry(g);
    return TER_INPUT;
}

/* By name, for KML puts fields of its own before ours. */
static void set_values(const writer *w, OGRFeatureH feature, const ter_export_row *row) {
    for (size_t i = 0; i < w->request->field_count; i++) {
        const ter_export_field *field = &w->request->fields[i];
        const char *value = row->values[i];
        int at = OGR_F_GetFieldIndex(feature, w->format->short_names ? field->short_name : field->name);
        if (at < 0) continue;
        if (!value) OGR_F_SetFieldNull(feature, at);
        else if (field->type == TER_FIELD_INTEGER) OGR_F_SetFieldInteger(feature, at, atoi(value));
        else if (field->type == TER_FIELD_REAL) OGR_F_SetFieldDouble(feature, at, CPLAtof(value));
        else OGR_F_SetFieldString(feature, at, value);
    }
}

static ter_status write_rows(writer *w, OGRLayerH target, const ter_export_layer *layer, ter_bbox *extent,
                             ter_error *err) {
    bool multi = layer_is_multi(w->format, layer);
    ter_status status = TER_OK;
    for (size_t i = 0; i < layer->row_count && status == TER_OK; i++) {
        const ter_export_row *row = &layer->rows[i];
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(target));
        set_values(w, feature, row);
        if (row->geometry && set_geometry(w, feature, row->geometry, multi, extent) != TER_OK)
            status = ter_error_set(err, TER_INPUT, "%s: feature %zu cannot be shown in %s: %s; choose another --crs",
                                   layer->path, i + 1, w->request->crs ? w->request->crs : w->request->datum,
                                   ter_ogr_capture_reason(&w->said, "out of its range"));
        else if (OGR_L_CreateFeature(target, feature) != OGRERR_NONE)
            status = failed(w, "a feature could not be written", layer->path, err);
        OGR_F_Destroy(feature);
    }
    return status;
}

static ter_status write_layer(writer *w, GDALDatasetH dataset, const ter_export_layer *layer, ter_bbox *extent,
                              ter_error *err) {
    const format *f = w->format;
    char **options = options_of(f->layer_options, sizeof f->layer_options / sizeof *f->layer_options, w->request->date);
    bool package = strcmp(f->driver, "GPKG") == 0;
    if (f->described) {
        options = CSLSetNameValue(options, package ? "IDENTIFIER" : "TITLE", layer->title);
        options = CSLSetNameValue(options, "DESCRIPTION", w->request->description);
    }
    if (layer->type == TER_GEOMETRY_NONE) options = CSLSetNameValue(options, "GEOMETRY", NULL); /* CSV: no WKT column */
    OGRwkbGeometryType type = layer_type(f, layer, layer_is_multi(f, layer));
    OGRSpatialReferenceH srs = layer->type == TER_GEOMETRY_NONE ? NULL : w->srs;
    OGRLayerH target = GDALDatasetCreateLayer(dataset, layer->name, srs, type, options);
    CSLDestroy(options);
    if (!target) return failed(w, "the layer could not be made", layer->path, err);
    ter_status status = create_fields(w, target, layer, err);
    *extent = ter_bbox_empty;
    if (status == TER_OK) status = write_rows(w, target, layer, extent, err);
    return status;
}

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

static bool add_style(const writer *w, OGRLayerH table, const ter_export_layer *layer) {
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(table));
    const char *texts[] = {"", "", layer->name, "geom", layer->name, layer->style, NULL, NULL, layer->title, "", NULL};
    for (int i = 0; i < 11; i++)
        if (texts[i]) OGR_F_SetFieldString(row, i, texts[i]);
    OGR_F_SetFieldInteger(row, 7, 1);
    char time[64];
    snprintf(time, sizeof time, "%s 00:00:00+00", w->request->date);
    OGR_F_SetFieldString(row, 11, time);
    bool ok = OGR_L_CreateFeature(table, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return ok;
}

static ter_status write_styles(const writer *w, GDALDatasetH dataset, const ter_export_layer *layers, size_t count,
                               ter_error *err) {
    OGRLayerH table = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!layers[i].style) continue;
        if (!table) table = create_style_table(dataset);
        if (!table || !add_style(w, table, &layers[i]))
            return failed(w, "the styles could not be written", layers[i].path, err);
    }
    return TER_OK;
}

/* The collection's bbox member, and the datum that no CRS describes. OGR's own WRITE_BBOX pads it with blanks and gives
 * every point one too. */
static ter_status put_members(const char *path, ter_bbox b, const char *datum, ter_error *err) {
    static const char after[] = "\"type\": \"FeatureCollection\",\n";
    ter_buf old = {0}, new = {0};
    ter_status status = ter_file_read(path, &old, err);
    char *place = status == TER_OK ? memmem(old.ptr, old.len, after, sizeof after - 1) : NULL;
    if (place && b.min_lon <= b.max_lon) {
        size_t head = (size_t)(place - old.ptr) + sizeof after - 1;
        ter_buf_append(&new, old.ptr, head);
        ter_buf_printf(&new, "\"bbox\": [%.7f, %.7f, %.7f, %.7f],\n", b.min_lon, b.min_lat, b.max_lon, b.max_lat);
        if (datum) ter_buf_printf(&new, "\"datum\": \"%s\",\n", datum);
        ter_buf_append(&new, old.ptr + head, old.len - head);
        status = ter_file_write(path, (ter_str){new.ptr, new.len}, err);
    }
    ter_buf_release(&old);
    ter_buf_release(&new);
    return status;
}

/* One file with the `count` layers that share its path. */
static ter_status write_dataset(writer *w, size_t first, size_t count, ter_error *err) {
    const ter_export_layer *layers = w->request->layers + first;
    const format *f = w->format;
    GDALDriverH driver = GDALGetDriverByName(f->driver);
    if (!driver)
        return ter_error_set(err, TER_UNSUPPORTED, "this GDAL has no %s driver; choose another --format", f->driver);
    char **options = options_of(f->dataset_options, 3, w->request->date);
    GDALDatasetH dataset = GDALCreate(driver, layers->path, 0, 0, 0, GDT_Unknown, options);
    CSLDestroy(options);
    if (!dataset) return failed(w, "the file could not be made", layers->path, err);
    ter_status status = TER_OK;
    ter_bbox extent = ter_bbox_empty;
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        status = write_layer(w, dataset, &layers[i], &extent, err);
        if (w->request->results) w->request->results[first + i].extent = extent;
    }
    if (status == TER_OK && strcmp(f->driver, "GPKG") == 0) status = write_styles(w, dataset, layers, count, err);
    GDALClose(dataset);
    if (status == TER_OK && w->said.failures) status = failed(w, "writing failed", layers->path, err);
    if (status == TER_OK && strcmp(f->driver, "GeoJSON") == 0)
        status = put_members(layers->path, extent, w->request->crs ? NULL : w->request->datum, err);
    return status;
}

static ter_status write_all(writer *w, ter_error *err) {
    const ter_export_request *r = w->request;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].driver, r->driver) == 0) w->format = &formats[i];
    if (!w->format) return ter_error_set(err, TER_UNSUPPORTED, "%s is not written by this program", r->driver);
    ter_status status = writer_set_crs(w, err);
    for (size_t i = 0, n; i < r->layer_count && status == TER_OK; i += n) {
        for (n = 1; i + n < r->layer_count && strcmp(r->layers[i + n].path, r->layers[i].path) == 0;) n++;
        status = write_dataset(w, i, n, err);
    }
    return status;
}

ter_status ter_ogr_export_run(const ter_export_request *request, ter_error *err) {
    writer w = {.request = request};
    char now[64];
    ter_ogr_start();
    snprintf(now, sizeof now, "%sT00:00:00.000Z", request->date);
    ter_ogr_capture_begin(&w.said);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", now);
    ter_status status = write_all(&w, err);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    if (w.transform) OCTDestroyCoordinateTransformation(w.transform);
    if (w.srs) OSRRelease(w.srs);
    ter_ogr_capture_end(&w.said);
    return status;
}
