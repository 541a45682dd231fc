/* Inside the export room: features of the registry, as field values and a geometry each. */
#ifndef TER_EXPORT_FEATURES_H
#define TER_EXPORT_FEATURES_H

#include "base/memory.h"
#include "gis/dataset.h"
#include "registry/read/feature.h"

enum {
    TER_EXPORT_FIELDS = 19, /* those of ter_export_fields() */
    TER_EXPORT_VALUES = 22, /* and the further ones that a layer definition may name */
};

typedef struct ter_export_feature {
    int year; /* 0: undated */
    ter_state state;
    ter_basis basis;
    const char *values[TER_EXPORT_VALUES]; /* in the order of ter_export_value_fields(); NULL: unset */
    const char *document_title, *area;     /* two of the values; NULL: unknown */
    ter_geometry geometry;                 /* WGS 84; type NONE: not located */
    char *text;                            /* what the values point into, when the feature owns it */
} ter_export_feature;

typedef struct ter_export_features {
    TER_ARRAY(ter_export_feature) list; /* in the registry's order */
} ter_export_features;

/* Where features come from: `each` calls `fn` for every one, always in the same order. */
typedef struct ter_export_source {
    ter_status (*each)(void *of, ter_registry_feature_fn fn, void *context, ter_error *err);
    void *of;
} ter_export_source;

/* The fields of a feature, in order; *count receives how many. Static. */
const ter_dataset_field *ter_export_fields(size_t *count);

/* All fields a layer may have: those of ter_export_fields() first. Static. */
const ter_dataset_field *ter_export_value_fields(size_t *count);

/* Value of a feature's field by the field's full name; NULL when unset. Borrowed. */
const char *ter_export_feature_value(const ter_export_feature *f, const char *field);

/* The feature of a row of the registry, without copies where none is needed: texts are put into `arena`, which is
 * cleared first and must stay as it is while the feature is used; the geometry is the row's. Not to be released. */
void ter_export_feature_view(const ter_registry_feature *row, ter_buf *arena, ter_export_feature *out);

/* Copies one feature. Matches ter_registry_feature_fn; `context` is the ter_export_features. */
ter_status ter_export_features_add(const ter_registry_feature *feature, void *context, ter_error *err);

/* All that pass the filter (NULL: all), in memory: for maps. Release the list also after a failure. */
ter_status ter_export_features_read(ter_registry *r, const ter_registry_filter *filter, ter_export_features *out,
                                    ter_error *err);

/* Frees a list that was read or added to. */
void ter_export_features_release(ter_export_features *f);

#endif
