/* Inside the export room: features gathered from the registry, as field values and a geometry each. */
#ifndef TER_EXPORT_FEATURES_H
#define TER_EXPORT_FEATURES_H

#include "base/memory.h"
#include "export/export.h"
#include "registry/registry.h"

enum { TER_EXPORT_FIELDS = 17 };

typedef struct ter_export_feature {
    int year; /* 0: undated */
    ter_state state;
    ter_basis basis;
    char *values[TER_EXPORT_FIELDS]; /* in the order of ter_export_fields(); NULL: unset */
    char *document_title, *area;     /* not in layers: for the map; NULL: unknown */
    ter_geometry geometry;           /* WGS 84; type NONE: not located */
} ter_export_feature;

typedef struct ter_export_features {
    TER_ARRAY(ter_export_feature) list; /* in the registry's order */
} ter_export_features;

/* Value of a feature's field by the field's full name; NULL when unset. Borrowed. */
const char *ter_export_feature_value(const ter_export_feature *f, const char *field);

/* Copies one feature. Matches ter_registry_feature_fn; `context` is the ter_export_features. */
ter_status ter_export_features_add(const ter_registry_feature *feature, void *context, ter_error *err);

/* All that pass the filter (NULL: all). Release the list also after a failure. */
ter_status ter_export_features_read(ter_registry *r, const ter_registry_filter *filter, ter_export_features *out,
                                    ter_error *err);
void ter_export_features_release(ter_export_features *f);

#endif
