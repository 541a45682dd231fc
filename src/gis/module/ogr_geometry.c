/* Geometry between OGR and our own. */
#include "gis/module/ogr_geometry.h"

#include "base/memory.h"

#include <stdlib.h>

static bool is_surface(OGRwkbGeometryType flat) {
    return flat == wkbTIN || flat == wkbTriangle || flat == wkbPolyhedralSurface;
}

static ter_status read_simple(OGRGeometryH g, ter_geometry *out, ter_error *err) {
    size_t size = (size_t)OGR_G_WkbSize(g);
    unsigned char *wkb = ter_alloc(size);
    ter_status status = TER_OK;
    if (OGR_G_ExportToIsoWkb(g, wkbNDR, wkb) == OGRERR_NONE)
        status = ter_geometry_from_wkb((ter_str){(const char *)wkb, size}, out, err);
    else status = ter_error_set(err, TER_FORMAT, "a geometry of type %s cannot be read", OGR_G_GetGeometryName(g));
    free(wkb);
    return status;
}

static void append(ter_geometry *to, const ter_geometry *from) {
    size_t point = 0;
    to->type = from->type;
    for (size_t part = 0, polygon = 0; part < from->part_count; part++) {
        while (point < from->part_ends[part]) ter_geometry_add_point(to, from->points[point++]);
        ter_geometry_end_part(to);
        if (polygon < from->polygon_count && from->polygon_ends[polygon] == part + 1) {
            ter_geometry_end_polygon(to);
            polygon++;
        }
    }
}

static ter_status read_collection(OGRGeometryH g, int dimension, ter_geometry *out, ter_error *err) {
    for (int i = 0; i < OGR_G_GetGeometryCount(g); i++) {
        OGRGeometryH member = OGR_G_GetGeometryRef(g, i);
        if (OGR_G_GetDimension(member) != dimension || OGR_G_IsEmpty(member)) continue;
        ter_geometry one = {0};
        ter_status status = TER_OK;
        if (wkbFlatten(OGR_G_GetGeometryType(member)) == wkbGeometryCollection) {
            status = read_collection(member, dimension, out, err);
        } else {
            status = read_simple(member, &one, err);
            if (status == TER_OK) append(out, &one);
            ter_geometry_release(&one);
        }
        if (status != TER_OK) return status;
    }
    return TER_OK;
}

ter_status ter_ogr_geometry_read(OGRGeometryH g, ter_geometry *out, ter_error *err) {
    *out = (ter_geometry){0};
    if (!g || OGR_G_IsEmpty(g)) return TER_OK;
    OGRGeometryH owned = NULL;
    if (OGR_G_HasCurveGeometry(g, FALSE)) g = owned = OGR_G_GetLinearGeometry(g, 0, NULL);
    if (is_surface(wkbFlatten(OGR_G_GetGeometryType(g)))) g = owned = OGR_G_ForceToMultiPolygon(OGR_G_Clone(g));
    OGR_G_FlattenTo2D(g);
    ter_status status = wkbFlatten(OGR_G_GetGeometryType(g)) == wkbGeometryCollection
                            ? read_collection(g, OGR_G_GetDimension(g), out, err)
                            : read_simple(g, out, err);
    if (status != TER_OK) ter_geometry_release(out);
    if (owned) OGR_G_DestroyGeometry(owned);
    return status;
}
