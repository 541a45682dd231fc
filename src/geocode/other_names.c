/* Other names for a place: stations, and names that begin with their city's. */
#include "geocode/other_names.h"

#include "base/kind.h"
#include "geocode/area_names.h"
#include "geocode/expression.h"

#include <stdlib.h>
#include <string.h>

static const char *const station = "station without the word", *const city = "city with or without its unit",
                         *const in_city = "name without its city";

typedef struct name_list {
    ter_other_name *items;
    size_t len;
} name_list;

static void add(name_list *list, ter_str begin, const char *end, const char *how) {
    ter_buf text = {0};
    if (list->len == TER_MOST_OTHER_NAMES) return;
    ter_buf_put_str(&text, begin);
    ter_buf_puts(&text, end);
    list->items[list->len++] =
        (ter_other_name){ter_buf_detach(&text), how == station ? ter_kind_of_stations() : "", NULL, how};
}

/* 地铁2号线某站: what leads to the station's name. */
static void drop_up_to(ter_str *s, const char *word) {
    for (size_t i = 0; i + strlen(word) < s->len; i++)
        if (memcmp(s->ptr + i, word, strlen(word)) == 0) {
            size_t used = i + strlen(word);
            *s = (ter_str){s->ptr + used, s->len - used};
            return;
        }
}

/* People and maps differ in whether the word is part of a station's name. */
static void add_stations(ter_str name, name_list *out) {
    static const char *const words[] = {"（地铁站）", "(地铁站)", "地铁站", "轻轨站", "火车站", "站"};
    static const char *const lines[] = {"号线", "地铁", "轻轨", "城铁"}, *const others[] = {"", "站", "地铁站"};
    ter_str stem = name;
    bool said = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !said; i++) said = ter_str_drop_end(&stem, words[i]);
    for (size_t i = 0; i < sizeof lines / sizeof *lines && said; i++) drop_up_to(&stem, lines[i]);
    if (!said || stem.len < strlen("二字") || !ter_kind_of_stations()) return;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (stem.ptr != name.ptr || stem.len + strlen(others[i]) != name.len) add(out, stem, others[i], station);
}

static void add_cities(const ter_geocoder *g, ter_str name, name_list *out) {
    const char *unit = "";
    size_t with_unit = 0, bare = ter_begins_with_area(name, &unit, &with_unit);
    if (bare == 0) return;
    size_t cut = with_unit ? with_unit : bare;
    ter_str rest = {name.ptr + cut, name.len - cut};
    ter_buf other = {0};
    ter_buf_printf(&other, "%.*s%s%.*s", (int)bare, name.ptr, with_unit ? "" : unit, (int)rest.len, rest.ptr);
    add(out, ter_str_from(other.ptr), "", city);
    ter_buf_clear(&other);
    ter_buf_printf(&other, "%.*s%s", (int)bare, name.ptr, unit);
    ter_buf area = {0};
    bool known =
        !ter_ends_as_line(name) && rest.len >= strlen("三个字") && ter_area_covering(g, ter_str_from(other.ptr), &area);
    size_t before = out->len;
    if (known) add(out, rest, "", in_city);
    if (out->len > before) out->items[before].area = ter_buf_detach(&area);
    ter_buf_release(&area);
    ter_buf_release(&other);
}

size_t ter_other_names(const ter_geocoder *g, ter_str name, ter_other_name out[TER_MOST_OTHER_NAMES]) {
    name_list list = {out, 0};
    add_stations(name, &list);
    add_cities(g, name, &list);
    return list.len;
}

void ter_other_names_release(ter_other_name *names, size_t count) {
    for (size_t i = 0; i < count; i++) free(names[i].text), free(names[i].area);
}
