/* One change of the registry on its way in: what the files of this folder pass to each other while a document is put or
 * a decision is applied. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_PUT_H
#define TER_REGISTRY_INGEST_PUT_H

#include "base/map.h"
#include "registry/file/store.h"
#include "registry/ingest/record.h"

enum { TER_PLACE_ID_SIZE = 17 };

/* What distinguishes one place from another while a document is put: a map's key, so without padding between its
 * members. */
typedef struct ter_place_values {
    const void *borrowed[10];
    double uncertainty_m, score;
    ter_match match;
    ter_precision precision;
} ter_place_values;

/* A place already put; mentions share places, and making the id of a long river a thousand times would be slow. */
typedef struct ter_known_place {
    ter_place_values values;
    char id[TER_PLACE_ID_SIZE];
} ter_known_place;

typedef TER_ARRAY(long long) ter_key_list;

typedef struct ter_put {
    ter_store *s;
    const ter_record_document *doc;
    long long document;
    TER_ARRAY(char *) touched; /* facilities to derive again, each once, sorted */
    ter_key_list changed;      /* namings that came, or that share a key with one that went: joined again */
    ter_key_list went;         /* namings that may have no mention left */
    TER_ARRAY(char *) left;    /* places that may have none */
    TER_ARRAY(ter_known_place) places;
    ter_map place_map; /* from values to the position in `places` */
    ter_error *err;
} ter_put;

/* Marks a facility to be derived again. */
void ter_put_touch(ter_put *p, const char *facility);
/* Frees the lists. */
void ter_put_release(ter_put *p);

const char *ter_or_null(const char *text);  /* NULL for "" */
const char *ter_or_empty(const char *text); /* "" for NULL */

/* 48 bits of a hash as a positive number: keys of rows that must be the same on every machine. */
long long ter_content_key(ter_str content);

#endif
