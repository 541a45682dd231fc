/* Inside the export room: which features go into which layer, and what each layer is called. A plan is made by looking
 * at every feature once; it holds the layers, never the features. */
#ifndef TER_EXPORT_PLAN_H
#define TER_EXPORT_PLAN_H

#include "export/definition.h"
#include "geo/datum.h"

typedef struct ter_export_group {
    const ter_layer_definition *definition;
    int year; /* 0: undated; -1: any, the layer is not by year */
    bool by_state;
    ter_state state; /* with by_state */
    ter_basis basis; /* with by_state */
    char *kind;      /* NULL: any, or unknown */
    ter_geometry_type type;
    size_t count;                     /* features */
    size_t first, last;               /* numbers of its first and last feature in the order they come */
    bool multi;                       /* a geometry has several members */
    ter_bbox extent;                  /* in WGS 84 */
    ter_bbox moved;                   /* in the plan's datum */
    size_t widths[TER_EXPORT_VALUES]; /* the longest text of each value, in bytes, at most TER_DATASET_WIDTH_MOST */
    TER_ARRAY(char *) kinds;          /* in the layer, each once, in the order they come */
    char *stem;                       /* path without format and extension: "2026/started-target_point" */
    char *file;                       /* the same without the geometry type, for containers: "2026/started-target" */
    char *layer;                      /* "2026_started-target_point" */
    char *title;                      /* "2026 started (target): points" */
} ter_export_group;

typedef struct ter_export_plan {
    const ter_layer_definitions *definitions;
    unsigned by;                        /* TER_BY_…, for all definitions; 0: as each states */
    ter_datum datum;                    /* that extents are wanted in, besides WGS 84 */
    TER_ARRAY(ter_export_group) groups; /* by definition, year (undated last), state, basis, kind, geometry type */
    size_t features, unlocated;         /* that are in a layer at all, each once */
    size_t seen;                        /* all that were looked at */
} ter_export_plan;

/* Adds a feature to a plan, which starts with its first three members set and the rest zero. */
void ter_export_plan_look(ter_export_plan *plan, const ter_export_feature *f);

/* Names the layers, after the last feature: TER_INPUT when two of them would be one file. */
ter_status ter_export_plan_name(ter_export_plan *plan, ter_error *err);

/* Frees what a plan holds. */
void ter_export_plan_release(ter_export_plan *p);

/* The layer of definition `d` that a feature which was looked at is in; NULL: the definition does not take it. */
ter_export_group *ter_export_plan_find(const ter_export_plan *plan, size_t d, const ter_export_feature *f);

/* Whether definition `d` took no feature. */
bool ter_export_plan_is_empty(const ter_export_plan *plan, size_t d);

/* "point", "line", "polygon", "none". */
const char *ter_export_type_name(ter_geometry_type type);

/* Bytes of `text` that fit into `most` without cutting a character of UTF-8. */
size_t ter_export_text_fit(const char *text, size_t most);

#endif
