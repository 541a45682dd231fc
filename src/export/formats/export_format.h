/* A format that layers are written in. Each has one file, formats/format_NAME.c, which ends in its record, and one line
 * in formats/list.h. Help, completion, messages, the names of folders, layers.json and dictionary.csv are made from the
 * records: to add a format, write its file and its line. */
#ifndef TER_EXPORT_FORMATS_EXPORT_FORMAT_H
#define TER_EXPORT_FORMATS_EXPORT_FORMAT_H

#include "base/str.h"
#include "export/export_options.h"
#include "export/text_writer.h"

/* Which coordinates a file of the format may have. */
typedef enum ter_format_crs {
    TER_FORMAT_ANY_CRS,
    TER_FORMAT_WGS84_OR_DATUM, /* WGS 84 whatever EPSG code is asked for, but GCJ-02 and BD-09 by agreement */
    TER_FORMAT_ONLY_WGS84,
} ter_format_crs;

typedef struct ter_export_format ter_export_format;

struct ter_export_format {
    const char *name;      /* in --format, and of the folder of its files */
    const char *title;     /* in messages: "GeoPackage" */
    const char *extension; /* of its files, without the dot */
    const char *help;      /* what help says of it after the name; NULL: nothing */
    bool usual;            /* written when no format is asked for */

    /* What writes it: one of these three. */
    const ter_dataset_driver *driver; /* OGR, in the GIS module */
    const ter_text_layout *text;      /* our own writer, feature by feature */
    /* Writes all projects into `folder`, which is of the format's name; there are no layers then. */
    ter_status (*write_projects)(struct ter_registry *registry, const struct ter_registry_filter *filter,
                                 const char *folder, ter_export_report *report, ter_error *err);

    ter_format_crs crs;
    bool container;              /* one file for all geometry types of a year and status */
    bool position_columns;       /* no geometry; the columns lon and lat hold a point on it instead */
    bool layers_named_by_type;   /* within a container, for names of limited length: "point", "line", … */
    const char *table_extension; /* of features without a geometry; NULL: `extension` */
    const ter_export_format
        *table_format; /* what these are written as where the format cannot hold them; NULL: itself */
    const ter_dataset_field *extra_fields; /* columns of its files that the layers' definitions do not name, for the */
    size_t extra_field_count;              /* data dictionary */

    const char *own_columns[3]; /* further columns that OGR makes, ended by NULL; a field may not have their names */

    /* Bytes of a text that the format can hold, and the sentence part for that: "the 254 bytes that …"; NULL: all. */
    size_t (*fit)(const char *text);
    const char *limit;

    bool style_file; /* a layer's style is written next to the file, as NAME.qml */
    /* Whether a file of so many features is whole, by what its own headers say. Only for OGR, whose drivers do not all
     * report a full disk. NULL: not checked. */
    bool (*is_whole)(const char *path, uint64_t features);
    /* Writes title, licence and attribution into the closed file, or into one next to it, where the writer itself
     * cannot. NULL: nothing to do. */
    ter_status (*describe)(const ter_dataset *dataset, ter_error *err);
};

#define TER_FORMAT(name) extern const ter_export_format ter_format_##name;
#include "export/formats/list.h"
#undef TER_FORMAT

/* The formats in the list's order; NULL after the last. */
const ter_export_format *ter_export_format_at(size_t i);

/* NULL for a name that is not in the list. */
const ter_export_format *ter_export_format_find(const char *name);

/* Whether some format makes a column of this name (in any case of letters) by itself. */
bool ter_export_formats_have_column(const char *name);

/* Whether fields go by their short names and have the width of their longest text. */
bool ter_export_format_is_fixed_width(const ter_export_format *format);

/* Whether the format has files of layers, and not one package of projects. */
bool ter_export_format_has_layers(const ter_export_format *format);

#endif
