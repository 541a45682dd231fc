/* The rows of places. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_INGEST_PLACE_H
#define TER_REGISTRY_INGEST_INGEST_PLACE_H

#include "registry/ingest/put.h"

/* A geometry as the typed tables want it: one point, or several lines or polygons; SpatiaLite's BLOB. */
void ter_put_shape(const ter_geometry *g, ter_buf *out);

/* The row of a place, made when it is new. */
ter_status ter_put_place(ter_put *p, const ter_record_place *place, char id[TER_PLACE_ID_SIZE]);

#endif
