/* Coordinate systems by name, and moving geometry between them. */
#include "gis/module/ogr_transform.h"

#include "base/memory.h"
#include "gis/module/ogr_common.h"

#include <math.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>

struct ter_transform {
    char *crs;
    OGRSpatialReferenceH srs;
    OGRCoordinateTransformationH way;
};

ter_status ter_ogr_transform_new(const char *crs, OGRSpatialReferenceH *srs, OGRCoordinateTransformationH *way,
                                 ter_error *err) {
    *way = NULL;
    ter_status status = ter_ogr_crs_new(crs, srs, err);
    if (status != TER_OK) return status;
    if (!OSRIsGeographic(*srs) && !OSRIsProjected(*srs))
        return ter_error_set(err, TER_USAGE, "%s has no horizontal axes; write EPSG:4326, EPSG:4490, EPSG:3857, …",
                             crs);
    if (strcmp(crs, "EPSG:4326") == 0) return TER_OK;
    OGRSpatialReferenceH wgs84 = NULL;
    status = ter_ogr_crs_new("EPSG:4326", &wgs84, err);
    if (status != TER_OK) return status;
    *way = OCTNewCoordinateTransformation(wgs84, *srs);
    OSRRelease(wgs84);
    if (!*way) return ter_error_set(err, TER_USAGE, "PROJ has no way from WGS 84 to %s; choose another --crs", crs);
    return TER_OK;
}

void ter_ogr_transform_close(struct ter_transform *t) {
    if (!t) return;
    if (t->way) OCTDestroyCoordinateTransformation(t->way);
    if (t->srs) OSRRelease(t->srs);
    free(t->crs);
    free(t);
}

ter_status ter_ogr_transform_open(const char *crs, struct ter_transform **out, int *decimals, ter_error *err) {
    struct ter_transform *t = ter_alloc(sizeof *t);
    ter_ogr_capture said;
    ter_ogr_start();
    ter_ogr_capture_begin(&said);
    t->crs = ter_strdup(crs);
    ter_status status = ter_ogr_transform_new(crs, &t->srs, &t->way, err);
    ter_ogr_capture_end(&said);
    if (status != TER_OK) {
        ter_ogr_transform_close(t);
        t = NULL;
    }
    if (t) *decimals = OSRIsGeographic(t->srs) ? 7 : 3;
    *out = t;
    return status;
}

ter_status ter_ogr_transform_apply(struct ter_transform *t, ter_geometry *g, ter_error *err) {
    ter_ogr_capture said;
    bool ok = true;
    if (!t->way) return TER_OK;
    ter_ogr_capture_begin(&said);
    for (size_t i = 0; i < g->point_count && ok; i++) {
        ter_position *p = &g->points[i];
        ok = OCTTransform(t->way, 1, &p->lon_deg, &p->lat_deg, NULL) && isfinite(p->lon_deg) && isfinite(p->lat_deg);
    }
    ter_ogr_capture_end(&said);
    if (ok) return TER_OK;
    return ter_error_set(err, TER_INPUT, "a feature cannot be shown in %s: %s; choose another --crs", t->crs,
                         ter_ogr_capture_reason(&said, "out of its range"));
}
