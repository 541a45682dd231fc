/* Inside the room: values of a package with their types checked. What is wrong is reported once, with where it stands:
 * "NAME: $.projects[3].status: must be a string; …". */
#ifndef TER_OC4IDS_PARSE_H
#define TER_OC4IDS_PARSE_H

#include "base/error.h"
#include "geo/geometry.h"

#include <jansson.h>

/* A value and its way from the root. */
typedef struct ter_node {
    const json_t *value;           /* NULL: absent */
    const struct ter_node *parent; /* NULL: the root */
    const char *key;               /* NULL: an element of an array, the index-th */
    size_t index;
} ter_node;

typedef struct ter_parse {
    const char *name; /* of the file */
    ter_status status;
    ter_error *err;
} ter_parse;

/* The member or element; JSON's null counts as absent. An absent one, and every one after an error, has value NULL. */
ter_node ter_node_member(ter_parse *p, const ter_node *of, const char *key, json_type type);
ter_node ter_node_element(ter_parse *p, const ter_node *of, size_t index, json_type type);
size_t ter_node_count(const ter_node *of); /* elements of an array; 0 for none */

/* The same for the usual types: "", 0 or `otherwise` for absent ones. */
const char *ter_node_text(ter_parse *p, const ter_node *of, const char *key);
long long ter_node_int(ter_parse *p, const ter_node *of, const char *key, long long least, long long most);
double ter_node_real(ter_parse *p, const ter_node *of, const char *key, double least, double most, double otherwise);

/* Fails the parse at a node, unless it failed before. */
void ter_node_fail(ter_parse *p, const ter_node *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A GeoJSON geometry of one of the six plain types, WGS 84; nothing for an absent one. */
void ter_node_geometry(ter_parse *p, const ter_node *of, ter_geometry *out);

#endif
