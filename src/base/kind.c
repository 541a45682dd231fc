/* Look-up in the table of kinds. */
#include "base/kind.h"

#include <string.h>

size_t ter_kind_count(void) {
    return ter_kind_table_len;
}

const ter_kind *ter_kind_at(size_t i) {
    return i < ter_kind_table_len ? &ter_kind_table[i] : NULL;
}

const ter_kind *ter_kind_named(const char *name) {
    for (size_t i = 0; i < ter_kind_table_len; i++) /* the first letter first: gazetteers ask for each of their rows */
        if (ter_kind_table[i].name[0] == name[0] && strcmp(ter_kind_table[i].name, name) == 0)
            return &ter_kind_table[i];
    return NULL;
}

static bool has_shape(const char *name, ter_kind_shape shape) {
    const ter_kind *k = ter_kind_named(name);
    return k && k->shape == shape;
}

static bool has_trait(const char *name, unsigned trait) {
    const ter_kind *k = ter_kind_named(name);
    return k && (k->traits & trait);
}

bool ter_kind_is_line(const char *name) {
    return has_shape(name, TER_KIND_LINE);
}

bool ter_kind_is_area(const char *name) {
    return has_shape(name, TER_KIND_AREA);
}

bool ter_kind_is_core(const char *name) {
    return has_trait(name, TER_KIND_CORE);
}

bool ter_kind_is_road(const char *name) {
    return has_trait(name, TER_KIND_ROAD);
}

bool ter_kind_flows(const char *name) {
    return has_trait(name, TER_KIND_FLOWS);
}

bool ter_kind_is_green(const char *name) {
    return has_trait(name, TER_KIND_GREEN);
}

bool ter_kind_is_institution(const char *name) {
    return has_trait(name, TER_KIND_INSTITUTION);
}

bool ter_kind_has_campuses(const char *name) {
    return has_trait(name, TER_KIND_CAMPUS);
}

static const char *first(bool (*is)(const char *)) {
    for (size_t i = 0; i < ter_kind_table_len; i++)
        if (is(ter_kind_table[i].name)) return ter_kind_table[i].name;
    return "";
}

const char *ter_kind_of_areas(void) {
    return first(ter_kind_is_area);
}

const char *ter_kind_of_roads(void) {
    return first(ter_kind_is_road);
}

bool ter_kind_is_station(const char *name) {
    return has_trait(name, TER_KIND_STATION);
}

const char *ter_kind_of_stations(void) {
    return first(ter_kind_is_station);
}
