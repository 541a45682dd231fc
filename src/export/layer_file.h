/* Inside the export room: one file under way, whatever writes it. */
#ifndef TER_EXPORT_LAYER_FILE_H
#define TER_EXPORT_LAYER_FILE_H

#include "export/layer_list.h"

typedef struct ter_layer_file {
    ter_export_layer *layers; /* its layers; borrowed */
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
    ter_dataset_layer *dataset_layers;
    ter_dataset_field *fields;
    size_t *widths;
    char *path;
} ter_layer_file;

/* Makes the folder and the file. TER_IO with the reason. */
ter_status ter_layer_file_open(ter_layer_file *file, const ter_export_job *job, ter_error *err);

/* `row` has a value for each field of the definition; the position columns of a workbook are added here. */
ter_status ter_layer_file_put(ter_layer_file *file, size_t layer, const ter_dataset_row *row, ter_error *err);

/* Closes the file, keeps the layers' extents, checks that all of it reached the disk, and writes what stands next to
 * it. */
ter_status ter_layer_file_close(ter_layer_file *file, ter_error *err);

/* Leaves a file that was not closed as it is. */
void ter_layer_file_release(ter_layer_file *file);

#endif
