/* The file of a near index, as it lies on disk and is mapped. Inside the room only.
 *
 * Little-endian, sections aligned to pages of 4 KiB: header, hashes of the pages that follow, nodes, items, words,
 * texts, shapes. Nodes are a packed R-tree (Kamel and Faloutsos, "On packing R-trees", CIKM 1993): items in the order
 * of a Hilbert curve, every 16 under one node, every 16 nodes under one of the next level, the root last. A page is
 * used only after its hash was checked; every offset read from one is checked against the section it points into. */
#ifndef TER_NEAR_FORMAT_H
#define TER_NEAR_FORMAT_H

#include <stdint.h>

enum {
    NEAR_VERSION = 2,
    NEAR_PAGE = 4096,
    NEAR_FAN = 16,   /* children of a node */
    NEAR_LEVELS = 8, /* at most: 16^8 things */
};

#define NEAR_NO_SHAPE UINT64_MAX /* of an item that is one point */

static const char near_magic[8] = {'T', 'e', 'r', 'N', 'e', 'a', 'r', '\n'};
static const uint32_t near_byte_order = 0x01020304;

typedef struct near_section {
    uint64_t offset, size; /* bytes in the file */
} near_section;

typedef struct near_header {
    char magic[8];
    uint32_t version, byte_order;
    uint64_t file_size;
    char stamp[64]; /* of the registry this was made from; NUL-padded */
    uint64_t item_count, node_count, word_count;
    uint64_t level_count, level_begin[NEAR_LEVELS]; /* first node of each; children of level 0 are items */
    double least_lat_deg;                           /* no geometry comes nearer to the equator */
    near_section hashes, nodes, items, words, texts, shapes;
    uint64_t hash; /* of the bytes before */
} near_header;

/* A box of directions (geo/geodesic.h), rounded outward. */
typedef struct near_box {
    float min[3], max[3];
} near_box;

/* Of all that lies under it: the box, and which kinds and states. */
typedef struct near_node {
    near_box box;
    uint32_t kinds;  /* bit min(kind, 31) */
    uint32_t states; /* bit state * 3 + basis */
} near_node;

typedef struct near_item {
    near_box box;
    double lon_deg, lat_deg; /* of one point */
    uint64_t shape;          /* offset of a near_shape, or NEAR_NO_SHAPE */
    uint64_t text;           /* offset of: id, name, part, project, each ended by NUL */
    uint32_t kind, area;     /* words */
    int16_t year;
    uint8_t state, basis, precision, type; /* ter_state, ter_basis, ter_precision, ter_geometry_type */
    int16_t period_from;                   /* 0: one year only */
} near_item;

/* Followed by part_count, then polygon_count ends (uint64_t), then point_count positions (two doubles). */
typedef struct near_shape {
    uint64_t point_count, part_count, polygon_count;
} near_shape;

#endif
