/* Inside the export room: which features go into which layer, and what each layer is called. */
#ifndef TER_EXPORT_PLAN_H
#define TER_EXPORT_PLAN_H

#include "export/features.h"

typedef struct ter_export_group {
    int year; /* 0: undated; -1: any, years are not told apart */
    bool by_state;
    ter_state state;  /* with by_state */
    ter_basis basis;  /* with by_state */
    const char *kind; /* NULL: any; borrowed from a feature */
    ter_geometry_type type;
    TER_ARRAY(const ter_export_feature *) features;
    char *stem;  /* path without format and extension: "2026/started-target_point" */
    char *file;  /* the same without the geometry type, for containers: "2026/started-target" */
    char *layer; /* "2026_started-target_point" */
    char *title; /* "2026 started (target): points" */
} ter_export_group;

typedef struct ter_export_plan {
    TER_ARRAY(ter_export_group) groups; /* by year (undated last), state, basis, kind, geometry type */
} ter_export_plan;

/* Groups the features, which must outlive the plan. `by` as in ter_export_options. Release with the function below. */
void ter_export_plan_make(const ter_export_features *features, unsigned by, ter_export_plan *out);
void ter_export_plan_release(ter_export_plan *p);

/* "point", "line", "polygon", "none". */
const char *ter_export_type_name(ter_geometry_type type);

#endif
