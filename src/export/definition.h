/* Layer definitions: which features a layer holds, what it is split by, its fields and style. Files of lines,
 * whose form layers/default.layer explains; that file is compiled in and is what an export without --layers reads. */
#ifndef TER_EXPORT_DEFINITION_H
#define TER_EXPORT_DEFINITION_H

#include "export/features.h"

/* A field of a layer. */
typedef struct ter_layer_field {
    size_t value;     /* index into a feature's values */
    char *name;       /* in files; owned */
    char *short_name; /* in Shapefiles; owned */
} ter_layer_field;

/* One `where`: a feature passes when its value is among the words. */
typedef struct ter_layer_condition {
    size_t value; /* index into a feature's values */
    TER_ARRAY(char *) words;
} ter_layer_condition;

typedef struct ter_layer_definition {
    char *name;
    char *title_zh, *title_en; /* NULL: none */
    unsigned by;               /* TER_BY_… */
    bool by_given;
    TER_ARRAY(ter_layer_condition) conditions;
    TER_ARRAY(ter_layer_field) fields;
    char *styles[4]; /* the QML by ter_geometry_type; NULL: none */
} ter_layer_definition;

typedef struct ter_layer_definitions {
    TER_ARRAY(ter_layer_definition) list; /* in the order of the files' names, then of their lines */
} ter_layer_definitions;

/* Reads a file, or all files *.layer of a folder in order of name; NULL: those of layers/ as compiled in (a program
 * that embeds nothing has all fields by status and year, without styles). TER_INPUT "FILE:LINE: what is wrong; what to
 * do" for a wrong one, TER_IO for one that cannot be read. Release also after a failure. */
ter_status ter_layer_definitions_read(const char *path, ter_layer_definitions *out, ter_error *err);

/* The text of one file; `path` is for messages, and styles are looked for next to it (compiled in when `embedded`). */
ter_status ter_layer_definitions_parse(ter_str text, const char *path, bool embedded, ter_layer_definitions *out,
                                       ter_error *err);

/* Frees what reading gave. */
void ter_layer_definitions_release(ter_layer_definitions *d);

/* Whether the feature passes all conditions. */
bool ter_layer_definition_takes(const ter_layer_definition *d, const ter_export_feature *f);

/* Whether its files are directly in the folder of the format, and not in one of the layer's own. */
bool ter_layer_definition_is_default(const ter_layer_definition *d);

#endif
