/* Inside the export room: one file under way, whatever writes it. */
#ifndef TER_EXPORT_OUTLET_H
#define TER_EXPORT_OUTLET_H

#include "export/layer_write.h"

typedef struct ter_outlet {
    ter_export_file *files; /* its layers; borrowed */
    size_t count;
    size_t first, last; /* numbers of its first and last feature */
    size_t remaining;   /* rows still to come */
    size_t pass;        /* of reading the source, in which it is written */
    bool open;
    struct ter_dataset_writer *writer; /* of the GIS module, or */
    struct ter_text_writer *text;      /* our own, */
    struct ter_transform *transform;   /* which does not transform itself; NULL: nothing to do */
    ter_bbox moved;                    /* extent of what was transformed */
    ter_dataset dataset;               /* what they borrow while it is open */
    ter_dataset_layer *layers;
    ter_dataset_field *fields;
    size_t *widths;
    char *path;
} ter_outlet;

/* Makes the folder and the file. TER_IO with the reason. */
ter_status ter_outlet_open(ter_outlet *o, const ter_export_job *job, ter_error *err);

/* `row` has a value for each field of the definition; a workbook's two more, lon and lat, are added here. */
ter_status ter_outlet_put(ter_outlet *o, size_t layer, const ter_dataset_row *row, ter_error *err);

/* Closes the file, keeps the layers' extents, checks that all of it reached the disk, and puts styles beside. */
ter_status ter_outlet_close(ter_outlet *o, ter_error *err);

/* Leaves a file that was not closed as it is. */
void ter_outlet_release(ter_outlet *o);

/* Whether a file is as long as its own headers say, for drivers that do not report a full disk: sizes of Shapefiles and
 * FlatGeobuf, the ends of KML and of a workbook; and whether the folder takes some more bytes. */
ter_status ter_outlet_verify(const char *path, const char *extension, uint64_t features, ter_error *err);

#endif
