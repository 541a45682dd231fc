/* Reading the features of any OGR source. */
#include "gis/module/ogr_read.h"

#include "base/file.h"
#include "base/memory.h"
#include "gis/module/ogr_common.h"
#include "gis/module/ogr_geometry.h"
#include "gis/module/ogr_osm.h"

#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

typedef struct reader {
    const char *source, *assume_crs;
    const char *driver;
    GDALDatasetH dataset;
    OGRSpatialReferenceH wgs84;
    OGRLayerH transform_layer;              /* the layer `transform` was made for */
    OGRCoordinateTransformationH transform; /* NULL: the layer is WGS 84 already */
    char datum[128];                        /* of that layer */
    OGRLayerH names_layer; /* the layer `names` was filled for; NULL: the feature had fields of its own */
    size_t schema;         /* a number for names_layer */
    TER_ARRAY(char *) names;
    TER_ARRAY(const char *) values;
    TER_ARRAY(char *) made; /* those of `values` that are ours to free */
    ter_gis_feature_fn fn;
    void *context;
} reader;

static void names_clear(reader *r) {
    for (size_t i = 0; i < r->names.len; i++) free(r->names.items[i]);
    r->names.len = 0;
    r->names_layer = NULL;
}

static void values_clear(reader *r) {
    for (size_t i = 0; i < r->made.len; i++) free(r->made.items[i]);
    r->made.len = r->values.len = 0;
}

static void put_made(reader *r, char *value) {
    ter_array_push(&r->made, value);
    ter_array_push(&r->values, value);
}

/* ---- fields ---- */

static char *joined(char **strings) {
    ter_buf b = {0};
    for (int i = 0; strings && strings[i]; i++) {
        if (i) ter_buf_putc(&b, '|');
        ter_buf_puts(&b, strings[i]);
    }
    return ter_buf_detach(&b);
}

/* The next "…" of an hstore text, unescaped; NULL when there is none. Moves *at behind it. */
static char *hstore_word(const char **at) {
    const char *p = strchr(*at, '"');
    if (!p) return NULL;
    ter_buf b = {0};
    for (p++; *p && *p != '"'; p++) {
        if (*p == '\\' && p[1]) p++;
        ter_buf_putc(&b, *p);
    }
    *at = *p ? p + 1 : p;
    return ter_buf_detach(&b);
}

/* The OSM driver puts the tags it has no column for into one, other_tags: they become fields as the others are. */
static void put_other_tags(reader *r, const char *hstore) {
    for (const char *at = hstore;;) {
        char *key = hstore_word(&at);
        char *value = key ? hstore_word(&at) : NULL;
        if (!value) {
            free(key);
            return;
        }
        ter_array_push(&r->names, key);
        put_made(r, value);
    }
}

/* OGR prints dates as 2017/12/25: write them as ISO 8601, so that a text column and a typed one read the same. */
static char *iso_date(OGRFeatureH feature, int i, bool with_time) {
    int year, month, day, hour, minute, zone;
    float second;
    OGR_F_GetFieldAsDateTimeEx(feature, i, &year, &month, &day, &hour, &minute, &second, &zone);
    ter_buf b = {0};
    ter_buf_printf(&b, "%04d-%02d-%02d", year, month, day);
    if (with_time) ter_buf_printf(&b, "T%02d:%02d:%02d", hour, minute, (int)second);
    return ter_buf_detach(&b);
}

static void put_value(reader *r, OGRFeatureH feature, int i) {
    switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, i))) {
    case OFTString: /* by far the most: lent by the feature */
        ter_array_push(&r->values, OGR_F_GetFieldAsString(feature, i));
        break;
    case OFTStringList:
        put_made(r, joined(OGR_F_GetFieldAsStringList(feature, i)));
        break;
    case OFTDate:
        put_made(r, iso_date(feature, i, false));
        break;
    case OFTDateTime:
        put_made(r, iso_date(feature, i, true));
        break;
    default:
        put_made(r, ter_strdup(OGR_F_GetFieldAsString(feature, i)));
    }
}

/* Field names stay from feature to feature of one layer, but for features with other_tags. */
static void put_names(reader *r, OGRLayerH layer, OGRFeatureH feature, int count) {
    if (r->names_layer == layer && r->names.len == (size_t)count) return;
    names_clear(r);
    for (int i = 0; i < count; i++)
        ter_array_push(&r->names, ter_strdup(OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(feature, i))));
    r->names_layer = layer;
    r->schema++;
}

static void put_fields(reader *r, OGRLayerH layer, OGRFeatureH feature) {
    int count = OGR_F_GetFieldCount(feature), other_tags = -1;
    put_names(r, layer, feature, count);
    for (int i = 0; i < count; i++) {
        bool set = OGR_F_IsFieldSetAndNotNull(feature, i);
        bool other = set && strcmp(r->names.items[i], "other_tags") == 0;
        if (other) other_tags = i;
        if (set && !other) put_value(r, feature, i);
        else ter_array_push(&r->values, NULL);
    }
    if (other_tags < 0) return;
    r->names_layer = NULL;
    put_other_tags(r, OGR_F_GetFieldAsString(feature, other_tags));
}

/* ---- coordinate reference systems ---- */

/* Formats whose specification prescribes WGS 84, whether or not a file states it. */
static bool driver_fixes_wgs84(const char *driver) {
    static const char *const fixed[] = {"GeoJSON", "GeoJSONSeq", "OSM", "KML", "LIBKML", "GPX"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(driver, fixed[i]) == 0) return true;
    return false;
}

static ter_status make_transform(reader *r, OGRSpatialReferenceH from, ter_error *err) {
    OGRSpatialReferenceH copy = OSRClone(from);
    const char *datum = OSRGetAttrValue(copy, "GEOGCS", 0);
    bool cgcs2000 = datum && strcmp(datum, "China Geodetic Coordinate System 2000") == 0;
    snprintf(r->datum, sizeof r->datum, "%s", cgcs2000 ? "CGCS2000" : datum ? datum : "unnamed datum");
    OSRSetAxisMappingStrategy(copy, OAMS_TRADITIONAL_GIS_ORDER);
    ter_status status = TER_OK;
    if (!OSRIsSame(copy, r->wgs84)) {
        ter_ogr_capture capture;
        ter_ogr_capture_begin(&capture);
        r->transform = OCTNewCoordinateTransformation(copy, r->wgs84);
        ter_ogr_capture_end(&capture);
        if (!r->transform)
            status =
                ter_error_set(err, TER_INPUT, "%s: its CRS cannot be transformed to WGS 84: %s; reproject it first",
                              r->source, ter_ogr_capture_reason(&capture, "no reason given"));
    }
    OSRRelease(copy);
    return status;
}

/* Our GeoJSON in a datum that no CRS describes says so in a member of the collection; GDAL keeps
 * the members it does not know as JSON text. */
static void take_stated_datum(reader *r, OGRLayerH layer) {
    static const char key[] = "\"datum\":";
    const char *members = GDALGetMetadataItem(layer, "NATIVE_DATA", "NATIVE_DATA");
    const char *at = members ? strstr(members, key) : NULL;
    if (!at) return;
    at += sizeof key - 1;
    at += strspn(at, " ");
    size_t n = *at == '"' ? strcspn(at + 1, "\"") : 0;
    if (n > 0 && n < sizeof r->datum) snprintf(r->datum, sizeof r->datum, "%.*s", (int)n, at + 1);
}

/* An engineering CRS, or the "undefined" ones of GeoPackage: named, but without a place on Earth. */
static bool says_where(OGRSpatialReferenceH crs) {
    const char *name = crs ? OSRGetName(crs) : NULL;
    return crs && !OSRIsLocal(crs) && !(name && strncasecmp(name, "Undefined", 9) == 0);
}

/* Makes r->transform fit the layer; called for a feature that has a geometry. */
static ter_status layer_transform(reader *r, OGRLayerH layer, ter_error *err) {
    if (layer == r->transform_layer) return TER_OK;
    if (r->transform) OCTDestroyCoordinateTransformation(r->transform);
    r->transform = NULL;
    r->transform_layer = layer;
    snprintf(r->datum, sizeof r->datum, "WGS 84");
    OGRSpatialReferenceH stated = OGR_L_GetSpatialRef(layer);
    if (strcmp(r->driver, "GeoJSON") == 0) take_stated_datum(r, layer);
    if (strcmp(r->datum, "WGS 84") != 0) return TER_OK;
    if (says_where(stated)) return make_transform(r, stated, err);
    if (driver_fixes_wgs84(r->driver)) return TER_OK;
    if (!r->assume_crs)
        return ter_error_set(
            err, TER_INPUT,
            "%s: does not say what CRS its coordinates are in; add --crs EPSG:n, wgs84, cgcs2000, gcj02 or "
            "bd09, or a datum line in a manifest",
            r->source);
    OGRSpatialReferenceH assumed = NULL;
    ter_status status = ter_ogr_crs_new(r->assume_crs, &assumed, err);
    if (status == TER_OK) status = make_transform(r, assumed, err);
    if (assumed) OSRRelease(assumed);
    return status;
}

/* ---- features ---- */

static ter_status at_feature(const reader *r, OGRFeatureH f, const char *what, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s: feature %lld: %s", r->source, (long long)OGR_F_GetFID(f), what);
}

/* OpenStreetMap's coordinates are whole 1e-7 degrees; XML and PBF reach them by different arithmetic. */
static void round_osm(ter_geometry *g) {
    for (size_t i = 0; i < g->point_count; i++) {
        ter_position *p = &g->points[i];
        *p = (ter_position){round(p->lon_deg * 1e7) / 1e7, round(p->lat_deg * 1e7) / 1e7};
    }
}

static ter_status read_geometry(reader *r, OGRLayerH layer, OGRFeatureH feature, ter_geometry *out, ter_error *err) {
    OGRGeometryH g = OGR_F_GetGeometryRef(feature);
    if (!g || OGR_G_IsEmpty(g)) return TER_OK;
    ter_status status = layer_transform(r, layer, err);
    if (status != TER_OK) return status;
    if (r->transform && OGR_G_Transform(g, r->transform) != OGRERR_NONE)
        return at_feature(r, feature, "its coordinates cannot be transformed to WGS 84; check the CRS", err);
    ter_error why = {TER_OK, ""};
    if (ter_ogr_geometry_read(g, out, &why) != TER_OK) return at_feature(r, feature, why.message, err);
    if (strcmp(r->driver, "OSM") == 0) round_osm(out);
    return TER_OK;
}

static ter_status read_feature(reader *r, OGRLayerH layer, OGRFeatureH feature, ter_error *err) {
    ter_geometry geometry = {0};
    ter_status status = read_geometry(r, layer, feature, &geometry, err);
    if (status == TER_OK) {
        put_fields(r, layer, feature);
        ter_gis_feature out = {
            .layer = OGR_L_GetName(layer),
            .schema = r->names_layer ? r->schema : 0,
            .field_count = r->names.len,
            .field_names = (const char *const *)r->names.items,
            .field_values = r->values.items,
            .geometry = geometry.type == TER_GEOMETRY_NONE ? NULL : &geometry,
            .fid = OGR_F_GetFID(feature),
            .datum = geometry.type == TER_GEOMETRY_NONE ? NULL : r->datum,
        };
        status = r->fn(&out, r->context, err);
    }
    if (!r->names_layer) names_clear(r);
    values_clear(r);
    ter_geometry_release(&geometry);
    return status;
}

/* Sources such as OSM extracts give the features of all layers in one pass; reading layer by layer would lose some. */
static ter_status read_interleaved(reader *r, const char *only, ter_error *err) {
    ter_status status = TER_OK;
    while (status == TER_OK) {
        OGRLayerH layer = NULL;
        OGRFeatureH feature = GDALDatasetGetNextFeature(r->dataset, &layer, NULL, NULL, NULL);
        if (!feature) break;
        if (!only || strcmp(only, OGR_L_GetName(layer)) == 0) status = read_feature(r, layer, feature, err);
        OGR_F_Destroy(feature);
    }
    return status;
}

static ter_status read_layer(reader *r, OGRLayerH layer, ter_error *err) {
    ter_status status = TER_OK;
    OGR_L_ResetReading(layer);
    while (status == TER_OK) {
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        if (!feature) break;
        status = read_feature(r, layer, feature, err);
        OGR_F_Destroy(feature);
    }
    return status;
}

static ter_status read_layers(reader *r, const char *only, ter_error *err) {
    int count = GDALDatasetGetLayerCount(r->dataset);
    if (only && !GDALDatasetGetLayerByName(r->dataset, only))
        return ter_error_set(err, TER_INPUT, "%s: has no layer '%s'; see ogrinfo", r->source, only);
    if (GDALDatasetTestCapability(r->dataset, ODsCRandomLayerRead)) return read_interleaved(r, only, err);
    ter_status status = TER_OK;
    for (int i = 0; i < count && status == TER_OK; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(r->dataset, i);
        if (only && strcmp(only, OGR_L_GetName(layer)) != 0) continue;
        status = read_layer(r, layer, err);
    }
    return status;
}

/* CSV tables become points by the names of their columns; the other formats ignore these. */
static GDALDatasetH open_dataset(const char *source) {
    static const char *const csv[] = {"X_POSSIBLE_NAMES=lon,lng,longitude,x,经度",
                                      "Y_POSSIBLE_NAMES=lat,latitude,y,纬度", "KEEP_GEOM_COLUMNS=YES",
                                      "EMPTY_STRING_AS_NULL=YES", NULL};
    size_t n = strlen(source);
    bool is_csv = n > 4 && (strcasecmp(source + n - 4, ".csv") == 0 || strcasecmp(source + n - 4, ".tsv") == 0);
    static const char *const members[] = {"NATIVE_DATA=YES", NULL};
    bool is_geojson = n > 8 && strcasecmp(source + n - 8, ".geojson") == 0;
    const char *const *options = is_csv                   ? csv
                                 : is_geojson             ? members
                                 : ter_ogr_is_osm(source) ? ter_ogr_osm_options()
                                                          : NULL;
    return GDALOpenEx(source, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, options, NULL);
}

static ter_status open_source(reader *r, const ter_ogr_capture *capture, ter_error *err) {
    r->dataset = open_dataset(r->source);
    if (r->dataset) {
        r->driver = GDALGetDriverShortName(GDALGetDatasetDriver(r->dataset));
        return ter_ogr_crs_new("EPSG:4326", &r->wgs84, err);
    }
    if (!ter_path_exists(r->source) && !strchr(r->source, ':') && strncmp(r->source, "/vsi", 4) != 0)
        return ter_error_set(err, TER_IO, "%s: No such file or directory; check the path", r->source);
    struct stat st;
    if (stat(r->source, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0)
        return ter_error_set(err, TER_FORMAT, "%s: is empty; name a file with features", r->source);
    return ter_error_set(err, TER_FORMAT, "%s: cannot be read as geodata: %s", r->source,
                         ter_ogr_capture_reason(capture, "no format that GDAL knows"));
}

ter_status ter_ogr_features_read(const char *source, const char *layer, const char *assume_crs, ter_gis_feature_fn fn,
                                 void *context, ter_error *err) {
    ter_ogr_start();
    reader r = {.source = source, .assume_crs = assume_crs, .fn = fn, .context = context};
    ter_ogr_capture capture;
    ter_ogr_capture_begin(&capture);
    ter_status status = open_source(&r, &capture, err);
    if (status == TER_OK) status = read_layers(&r, layer, err);
    /* A reader that breaks off in the middle only says so through the handler. */
    if (status == TER_OK && capture.failures > 0)
        status = ter_error_set(err, TER_FORMAT, "%s: %s; the source is damaged", source, capture.message);
    if (r.transform) OCTDestroyCoordinateTransformation(r.transform);
    if (r.wgs84) OSRRelease(r.wgs84);
    if (r.dataset) GDALClose(r.dataset);
    ter_ogr_capture_end(&capture);
    names_clear(&r);
    ter_array_release(&r.names);
    ter_array_release(&r.values);
    ter_array_release(&r.made);
    return status;
}
