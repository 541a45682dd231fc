/* Inside the registry room: one document on its way in, and the rows that its mentions stand on. */
#ifndef TER_REGISTRY_INGEST_INGEST_DOCUMENT_H
#define TER_REGISTRY_INGEST_INGEST_DOCUMENT_H

#include "base/map.h"
#include "registry/file/registry_internal.h"

enum { TER_PLACE_ID_SIZE = 17 };

/* What tells one place from another while a document is put: a map's key, so without padding between its members. */
typedef struct ter_place_values {
    const void *borrowed[10];
    double uncertainty_m, score;
    ter_match match;
    ter_precision precision;
} ter_place_values;

/* A place already put; mentions share places, and making the id of a long river a thousand times takes its time. */
typedef struct ter_known_place {
    ter_place_values values;
    char id[TER_PLACE_ID_SIZE];
} ter_known_place;

typedef TER_ARRAY(long long) ter_key_list;

typedef struct ter_put {
    ter_store *s;
    const ter_record_document *doc;
    long long document;
    TER_ARRAY(char *) touched; /* facilities to derive anew, each once, sorted */
    ter_key_list changed;      /* namings that came, or that met one which went: joined anew */
    ter_key_list went;         /* namings that may have no mention left */
    TER_ARRAY(char *) left;    /* places that may have none */
    TER_ARRAY(ter_known_place) places;
    ter_map place_map; /* from values to the position in `places` */
    ter_error *err;
} ter_put;

const char *ter_or_null(const char *text);  /* NULL for "" */
const char *ter_or_empty(const char *text); /* "" for NULL */

/* Marks a facility to be derived anew. */
void ter_put_touch(ter_put *p, const char *facility);

/* A geometry as the typed tables want it: one point, or several lines or polygons; SpatiaLite's BLOB. */
void ter_put_shape(const ter_geometry *g, ter_buf *out);

/* The row of a place, made when it is new. */
ter_status ter_put_place(ter_put *p, const ter_record_place *place, char id[TER_PLACE_ID_SIZE]);

/* The row of what a mention calls something, made when it is new. */
ter_status ter_put_naming(ter_put *p, const ter_record_mention *m, long long *id);
ter_status ter_put_definition(ter_put *p, size_t number);

/* The namings that share a key with `naming`, one of them their own, or whose names a document says to be one. */
ter_status ter_naming_neighbours(ter_store *s, long long naming, ter_key_list *out, ter_error *err);

/* Gives every changed naming, and all that it may touch, its facility. */
ter_status ter_join(ter_put *p);

/* Says of every override what it applies to now, and gives the mentions of what was touched to the facilities that
 * merges and splits put them in; what that changes is touched. */
ter_status ter_override_settle(ter_put *p);

/* Removes the places of geometry that was set by hand and dropped; after everything was derived. */
ter_status ter_override_sweep(ter_put *p);

/* Settles overrides and derives anew all that was touched. */
ter_status ter_put_settle(ter_put *p);
void ter_put_release(ter_put *p);

/* Whether two texts are versions of one: the share of runs of four characters of the shorter one that the other has. */
double ter_likeness(ter_str a, ter_str b);

#endif
