/* Inside the registry room: one document on its way in, and the rows that its mentions stand on. */
#ifndef TER_REGISTRY_INGEST_INGEST_DOCUMENT_H
#define TER_REGISTRY_INGEST_INGEST_DOCUMENT_H

#include "registry/file/registry_internal.h"

enum { TER_PLACE_ID_SIZE = 17 };

/* A place already put; mentions share places, and hashing a long river a thousand times takes its time. */
typedef struct ter_known_place {
    const ter_record_place *place;
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
    size_t *place_slots, place_slot_count; /* a hash table of positions in `places`, from 1; 0: free */
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
