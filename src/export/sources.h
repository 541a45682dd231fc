/* Attribution: the sources of the geometries, and their licences. */
#ifndef TER_EXPORT_SOURCES_H
#define TER_EXPORT_SOURCES_H

#include "base/memory.h"
#include "base/str.h"
#include "gis/dataset.h"

struct ter_registry;

typedef struct ter_export_sources {
    TER_ARRAY(ter_dataset_credit) list; /* sorted; strings are owned */
    ter_buf text;                       /* for people: "source (licence); …"; `ptr` NULL when there are none */
    ter_buf json;                       /* an array of {source, licence, date} */
} ter_export_sources;

/* Reads them; the struct is the caller's. Release it also after a failure. */
ter_status ter_export_sources_read(struct ter_registry *r, ter_export_sources *out, ter_error *err);

/* Frees what reading gave. */
void ter_export_sources_release(ter_export_sources *s);

/* Appends `json` and `text` of these to buffers of the caller. */
ter_status ter_export_sources_put(struct ter_registry *r, ter_buf *json, ter_buf *text, ter_error *err);

#endif
