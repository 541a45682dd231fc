/* The kinds of facilities, from geodata/kinds.tsv as compiled in. Code asks what a kind is like and never compares its
 * name. A lexicon of the user's may declare further kinds: they have no row here, and none of the traits. */
#ifndef TER_BASE_KIND_H
#define TER_BASE_KIND_H

#include <stdbool.h>
#include <stddef.h>

typedef enum ter_kind_shape { TER_KIND_POINT, TER_KIND_LINE, TER_KIND_AREA } ter_kind_shape;

/* Traits, as geodata/kinds.tsv explains them: word in the file, bit. */
#define TER_KIND_TRAIT_MAP(X)                                                                                          \
    X(core, CORE)                                                                                                      \
    X(road, ROAD)                                                                                                      \
    X(flows, FLOWS)                                                                                                    \
    X(green, GREEN)                                                                                                    \
    X(institution, INSTITUTION)                                                                                        \
    X(campus, CAMPUS)                                                                                                  \
    X(single, SINGLE)                                                                                                  \
    X(station, STATION)

enum {
#define TER_KIND_TRAIT_BIT(word, NAME) TER_KIND_##NAME##_BIT,
    TER_KIND_TRAIT_MAP(TER_KIND_TRAIT_BIT)
#undef TER_KIND_TRAIT_BIT
#define TER_KIND_TRAIT(word, NAME) TER_KIND_##NAME = 1 << TER_KIND_##NAME##_BIT,
        TER_KIND_TRAIT_MAP(TER_KIND_TRAIT)
#undef TER_KIND_TRAIT
};

typedef struct ter_kind {
    const char *name; /* "park" */
    ter_kind_shape shape;
    unsigned traits;     /* TER_KIND_CORE | … */
    const char *marker;  /* "circle" */
    const char *sectors; /* of OC4IDS, blanks between them */
    const char *zh, *en; /* 公园, Park */
} ter_kind;

/* The table that gen_kinds makes, in the file's order; use the functions below. */
extern const ter_kind ter_kind_table[];
extern const size_t ter_kind_table_len;

/* How many kinds there are. */
size_t ter_kind_count(void);
/* The i-th in the file's order; NULL behind the last. */
const ter_kind *ter_kind_at(size_t i);
/* The kind of this name; NULL when there is no such row. */
const ter_kind *ter_kind_named(const char *name);

/* Has a course, so that sections of it can be cut. All predicates are false for a name without a row. */
bool ter_kind_is_line(const char *name);
/* An administrative area. */
bool ter_kind_is_area(const char *name);
/* Read unless other kinds are asked for. */
bool ter_kind_is_core(const char *name);
/* A road: has codes and interchanges. */
bool ter_kind_is_road(const char *name);
/* Water, with an upstream and a downstream side. */
bool ter_kind_flows(const char *name);
/* Open green ground. */
bool ter_kind_is_green(const char *name);
/* Belongs to an authority. */
bool ter_kind_is_institution(const char *name);
/* Its campuses are places of their own. */
bool ter_kind_has_campuses(const char *name);

/* The name of the kind of administrative areas, which the gazetteers are searched for. */
const char *ter_kind_of_areas(void);
/* The name of the first kind of stations; NULL when there is none. */
const char *ter_kind_of_stations(void);
/* Whether places of this kind may be stations, named after what lies there. */
bool ter_kind_is_station(const char *name);
/* The name of the first kind of roads: what a line of no stated kind is taken for. */
const char *ter_kind_of_roads(void);

#endif
