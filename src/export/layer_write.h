/* Inside the export room: writing the layers of a list into their files. */
#ifndef TER_EXPORT_LAYER_WRITE_H
#define TER_EXPORT_LAYER_WRITE_H

#include "export/layer_list.h"

/* Writes them, reading the source, which must give what the plan was made from; what was cut goes into `cut.csv` of the
 * folder. Memory holds one feature and the writers that are open: at most 64 files, more are written by reading again.
 */
ter_status ter_export_layers_write(const ter_export_job *job, ter_export_source source, ter_export_layer_list *layers,
                                   ter_error *err);

#endif
