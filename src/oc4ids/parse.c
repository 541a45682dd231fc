/* Members of OC4IDS objects, checked, with the path of what is wrong. */
#include "oc4ids/parse.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_path(const ter_node *node, ter_buf *out) {
    if (!node->parent) {
        ter_buf_puts(out, "$");
        return;
    }
    put_path(node->parent, out);
    if (node->key) ter_buf_printf(out, ".%s", node->key);
    else ter_buf_printf(out, "[%zu]", node->index);
}

void ter_node_fail(ter_parse *p, const ter_node *at, const char *format, ...) {
    if (p->status != TER_OK) return;
    ter_buf path = {0};
    char what[512];
    va_list values;
    va_start(values, format);
    vsnprintf(what, sizeof what, format, values);
    va_end(values);
    put_path(at, &path);
    p->status = ter_error_set(p->err, TER_INPUT, "%s: %s: %s", p->name, path.ptr, what);
    ter_buf_release(&path);
}

static const char *type_name(json_type type) {
    switch (type) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
        return "a whole number";
    default:
        return "a number";
    }
}

static void check_type(ter_parse *p, ter_node *node, json_type type) {
    if (p->status != TER_OK || json_is_null(node->value)) node->value = NULL;
    if (!node->value) return;
    json_type is = json_typeof(node->value);
    if (is == type || (type == JSON_REAL && is == JSON_INTEGER)) return;
    ter_node_fail(p, node, "must be %s; correct the file", type_name(type));
    node->value = NULL;
}

ter_node ter_node_member(ter_parse *p, const ter_node *of, const char *key, json_type type) {
    ter_node node = {json_object_get(of->value, key), of, key, 0};
    check_type(p, &node, type);
    return node;
}

ter_node ter_node_element(ter_parse *p, const ter_node *of, size_t index, json_type type) {
    ter_node node = {json_array_get(of->value, index), of, NULL, index};
    if (!node.value || json_is_null(node.value)) ter_node_fail(p, &node, "must not be null; correct the file");
    check_type(p, &node, type);
    return node;
}

size_t ter_node_count(const ter_node *of) {
    return json_array_size(of->value);
}

const char *ter_node_text(ter_parse *p, const ter_node *of, const char *key) {
    ter_node node = ter_node_member(p, of, key, JSON_STRING);
    return node.value ? json_string_value(node.value) : "";
}

long long ter_node_int(ter_parse *p, const ter_node *of, const char *key, long long least, long long most) {
    ter_node node = ter_node_member(p, of, key, JSON_INTEGER);
    long long value = node.value ? json_integer_value(node.value) : 0;
    if (node.value && (value < least || value > most))
        ter_node_fail(p, &node, "%lld is out of range; it goes from %lld to %lld", value, least, most);
    return value;
}

double ter_node_real(ter_parse *p, const ter_node *of, const char *key, double least, double most, double otherwise) {
    ter_node node = ter_node_member(p, of, key, JSON_REAL);
    double value = node.value ? json_number_value(node.value) : otherwise;
    if (node.value && !(value >= least && value <= most))
        ter_node_fail(p, &node, "%g is out of range; it goes from %g to %g", value, least, most);
    return value;
}

/* ---- geometry ---- */

static void add_position(ter_parse *p, const ter_node *of, ter_geometry *out) {
    double v[2];
    size_t count = ter_node_count(of);
    for (size_t i = 0; i < 2; i++) {
        ter_node number = ter_node_element(p, of, i, JSON_REAL);
        v[i] = json_number_value(number.value);
    }
    ter_position at = {v[0], v[1]};
    if (p->status == TER_OK && (count < 2 || !ter_position_valid(at)))
        ter_node_fail(p, of, "is not a position; write [LON,LAT] in degrees of WGS 84");
    if (p->status == TER_OK) ter_geometry_add_point(out, at);
}

static void add_line(ter_parse *p, const ter_node *of, size_t least, bool closed, ter_geometry *out) {
    size_t count = ter_node_count(of), from = out->point_count;
    if (count < least) ter_node_fail(p, of, "has %zu positions; it must have %zu", count, least);
    for (size_t i = 0; i < count && p->status == TER_OK; i++) {
        ter_node position = ter_node_element(p, of, i, JSON_ARRAY);
        add_position(p, &position, out);
    }
    if (p->status != TER_OK) return;
    if (closed && ter_position_compare(out->points[from], out->points[out->point_count - 1]) != 0)
        ter_node_fail(p, of, "is a ring that does not end where it begins; close it");
    ter_geometry_end_part(out);
}

static void add_polygon(ter_parse *p, const ter_node *of, ter_geometry *out) {
    size_t count = ter_node_count(of);
    if (!count) ter_node_fail(p, of, "is a polygon without rings; correct the file");
    for (size_t i = 0; i < count && p->status == TER_OK; i++) {
        ter_node ring = ter_node_element(p, of, i, JSON_ARRAY);
        add_line(p, &ring, 4, true, out);
    }
    if (p->status == TER_OK) ter_geometry_end_polygon(out);
}

static void add_member(ter_parse *p, const ter_node *of, ter_geometry *out) {
    if (out->type == TER_GEOMETRY_POLYGON) {
        add_polygon(p, of, out);
    } else if (out->type == TER_GEOMETRY_LINE) {
        add_line(p, of, 2, false, out);
    } else {
        add_position(p, of, out);
        if (p->status == TER_OK) ter_geometry_end_part(out);
    }
}

void ter_node_geometry(ter_parse *p, const ter_node *of, ter_geometry *out) {
    static const char *const names[] = {NULL, "Point", "LineString", "Polygon"};
    if (!of->value) return;
    const char *type = ter_node_text(p, of, "type");
    bool multi = strncmp(type, "Multi", 5) == 0;
    for (int i = 1; i < 4; i++)
        if (strcmp(type + (multi ? 5 : 0), names[i]) == 0) out->type = (ter_geometry_type)i;
    if (out->type == TER_GEOMETRY_NONE)
        ter_node_fail(p, of,
                      "'%.40s' is not a geometry type of OC4IDS; write Point, LineString, Polygon or their Multi "
                      "forms",
                      type);
    ter_node coordinates = ter_node_member(p, of, "coordinates", JSON_ARRAY);
    if (!coordinates.value) ter_node_fail(p, of, "has no coordinates; correct the file");
    size_t count = ter_node_count(&coordinates);
    if (multi && !count) ter_node_fail(p, &coordinates, "is empty; leave the geometry out instead");
    for (size_t i = 0; multi && i < count && p->status == TER_OK; i++) {
        ter_node member = ter_node_element(p, &coordinates, i, JSON_ARRAY);
        add_member(p, &member, out);
    }
    if (!multi && p->status == TER_OK) add_member(p, &coordinates, out);
}
