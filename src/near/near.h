/* What is near: an index of things with a geometry, kept as one file that is mapped, never loaded.
 *
 * A file carries the stamp of what it was made from; whoever opens it says the stamp that holds now, so that a stale
 * one is never used. Answers are exact: boxes only ever bound the geodesic distance from below, and every thing given
 * was measured with ter_geometry_distance_m. */
#ifndef TER_NEAR_NEAR_H
#define TER_NEAR_NEAR_H

#include "base/vocabulary.h"
#include "geo/geometry.h"

/* ---- building ---- */

typedef struct ter_near_record {
    const char *id;          /* unique; orders what is equally far */
    const char *name, *part; /* "" for none */
    const char *project;     /* id, or "" */
    const char *kind, *area; /* words; few different ones */
    ter_state state;
    ter_basis basis;
    int year;        /* 0: none */
    int period_from; /* the first of several years, of which `year` is the last; 0: one */
    ter_precision precision;
    const ter_geometry *geometry;
} ter_near_record;

typedef struct ter_near_builder ter_near_builder;

/* For the file `path`. One builder at a time: TER_BUSY while another process or thread builds it. Caller frees. */
ter_status ter_near_builder_new(const char *path, ter_near_builder **out, ter_error *err);
void ter_near_builder_free(ter_near_builder *b);

/* Takes a copy. A record without geometry is left out. */
void ter_near_builder_add(ter_near_builder *b, const ter_near_record *record);

/* Writes a temporary file next to the path and renames it: readers keep what they have mapped. `stamp`: under 64 bytes.
 */
ter_status ter_near_builder_write(ter_near_builder *b, const char *stamp, ter_error *err);

/* ---- asking ---- */

typedef struct ter_near_index ter_near_index;

/* TER_IO when it cannot be read; TER_VERSION when it was made by another version or from something else than `stamp`;
 * TER_FORMAT when it is damaged. All three mean: build it again. Caller frees. */
ter_status ter_near_index_open(const char *path, const char *stamp, ter_near_index **out, ter_error *err);
void ter_near_index_free(ter_near_index *index);
size_t ter_near_index_count(const ter_near_index *index);
size_t ter_near_index_bytes(const ter_near_index *index);

/* Borrowed from the index. */
typedef struct ter_near_found {
    const char *id, *name, *part, *project, *kind, *area;
    ter_state state;
    ter_basis basis;
    int year, period_from; /* as in the record */
    ter_precision precision;
    double distance_m;     /* 0 inside a polygon */
    ter_position position; /* the nearest of the geometry */
} ter_near_found;

/* The bit of a state and basis in ter_near_filter.states. */
#define TER_NEAR_STATE(state, basis) (UINT32_C(1) << ((unsigned)(state)*TER_BASIS_COUNT + (unsigned)(basis)))

/* Zeroed: everything. Lists are NULL-terminated; borrowed while the walk lasts. */
typedef struct ter_near_filter {
    const char *const *kinds;
    uint32_t states;  /* TER_NEAR_STATE bits; 0: any */
    const int *years; /* ended by -1; 0 selects undated; any year of a period */
    const char *area;
} ter_near_filter;

/* The things of an index in order of distance, then id, one at a time. */
typedef struct ter_near_walk ter_near_walk;

/* `radius_m` may be infinite. The index and the filter must outlive the walk. Caller frees. */
ter_near_walk *ter_near_walk_new(const ter_near_index *index, ter_position from, double radius_m,
                                 const ter_near_filter *filter);
void ter_near_walk_free(ter_near_walk *w);

/* *more is false at the end. TER_FORMAT: the index is damaged; build it again and repeat the query. */
ter_status ter_near_walk_next(ter_near_walk *w, ter_near_found *out, bool *more, ter_error *err);

#endif
