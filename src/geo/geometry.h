/* Geometry: points, lines and polygons in WGS 84, longitude first, degrees; edges are straight in LON,LAT (RFC 7946).
 *
 * One flat layout for all: coordinates in `xy`, split into parts (a line each, or a ring each), and for polygons the
 * parts grouped into polygons (first ring outer, the others holes). */
#ifndef TER_GEO_GEOMETRY_H
#define TER_GEO_GEOMETRY_H

#include "base/error.h"
#include "base/str.h"

typedef enum ter_geometry_type {
    TER_GEOMETRY_NONE,
    TER_GEOMETRY_POINT,   /* one or more points, a part each */
    TER_GEOMETRY_LINE,    /* one or more lines, a part each */
    TER_GEOMETRY_POLYGON, /* one or more polygons */
} ter_geometry_type;

typedef struct ter_position {
    double lon_deg, lat_deg;
} ter_position;

typedef struct ter_bbox { /* empty when min_lon > max_lon */
    double min_lon, min_lat, max_lon, max_lat;
} ter_bbox;

typedef struct ter_geometry {
    ter_geometry_type type;
    ter_position *points;
    size_t point_count;
    size_t *part_ends; /* part i is points[part_ends[i-1] .. part_ends[i]) */
    size_t part_count;
    size_t *polygon_ends; /* polygon i is parts [polygon_ends[i-1] .. polygon_ends[i]); polygons only */
    size_t polygon_count;
} ter_geometry;

/* The struct is the caller's: start it zeroed, end it with release. Arrays grow by doubling from 8: build a geometry
 * with the functions below (or read it), and never append to arrays made by hand. */
void ter_geometry_release(ter_geometry *g);
void ter_geometry_copy(const ter_geometry *from, ter_geometry *to);
void ter_geometry_add_point(ter_geometry *g, ter_position p); /* to the part being built */
void ter_geometry_end_part(ter_geometry *g);
void ter_geometry_end_polygon(ter_geometry *g);
void ter_geometry_add_parts(ter_geometry *g, const ter_geometry *more); /* all parts of `more`, as parts of `g` */
void ter_geometry_reverse_parts(ter_geometry *g);                       /* each part's points in the opposite order */

bool ter_position_valid(ter_position p);                  /* finite, |lon| <= 180, |lat| <= 90 */
int ter_position_compare(ter_position a, ter_position b); /* by longitude, then latitude: <0, 0, >0 */
/* Boxes. Of an empty geometry the box is empty; edges count as inside; `add` grows the box so that it holds the other.
 */
ter_bbox ter_geometry_bbox(const ter_geometry *g);
bool ter_bbox_contains(ter_bbox b, ter_position p);
bool ter_bbox_overlaps(ter_bbox a, ter_bbox b);
void ter_bbox_add(ter_bbox *b, ter_bbox other);
extern const ter_bbox ter_bbox_empty;

/* Whether a polygon's interior covers `p` (holes are outside, the outer boundary may go either way); false for points
 * and lines. Plane LON,LAT; a `p` beyond the antimeridian is tried on both sides. */
bool ter_geometry_covers(const ter_geometry *g, ter_position p);

/* First point of part i, and one past its last, as indices into `points`. */
size_t ter_geometry_part_begin(const ter_geometry *g, size_t part);
size_t ter_geometry_part_end(const ter_geometry *g, size_t part);

/* A point on or in the geometry: the point; half way along the longest line; inside the largest polygon. */
ter_position ter_geometry_point_on(const ter_geometry *g);

/* ISO WKB, little-endian, 2D, appended to `out`. Written as Multi* when `multi` or when there are several members.
 * Reading takes any WKB or EWKB of the three families, either byte order (Z, M and SRID are dropped); TER_FORMAT for
 * anything else. An empty geometry reads as type NONE and writes as an empty Multi*. */
void ter_geometry_to_wkb(const ter_geometry *g, bool multi, ter_buf *out);
ter_status ter_geometry_from_wkb(ter_str wkb, ter_geometry *out, ter_error *err);

/* SpatiaLite's own geometry BLOB (https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html), so that readers need no
 * SpatiaLite. Compressed and TinyPoint blobs are read too. Writing gives SRID 4326. */
ter_status ter_geometry_from_spatialite(ter_str blob, ter_geometry *out, ter_error *err);
void ter_geometry_to_spatialite(const ter_geometry *g, bool multi, ter_buf *out);

/* RFC 7946 geometry object, 7 decimals, outer rings counter-clockwise, appended to `out`. */
void ter_geometry_to_geojson(const ter_geometry *g, ter_buf *out);

#endif
