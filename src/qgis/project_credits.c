/* Whom the project's data are from. */
#include "qgis/project_credits.h"

#include <stdlib.h>
#include <string.h>

static ter_qgis_credit *of_licence(ter_qgis_credits *credits, const char *licence) {
    for (size_t i = 0; i < credits->list.len; i++)
        if (strcmp(credits->list.items[i].licence, licence) == 0) return &credits->list.items[i];
    ter_qgis_credit fresh = {.licence = ter_strdup(licence)};
    ter_array_push(&credits->list, fresh);
    return &credits->list.items[credits->list.len - 1];
}

static const char separator[] = "、";

/* Whether the list has exactly this source. */
static bool has(const ter_buf *list, const char *source) {
    size_t n = strlen(source), gap = sizeof separator - 1;
    for (const char *at = list->ptr; at; at = strstr(at, separator) ? strstr(at, separator) + gap : NULL)
        if (strncmp(at, source, n) == 0 && (!at[n] || strncmp(at + n, separator, gap) == 0)) return true;
    return false;
}

void ter_qgis_credits_add(ter_qgis_credits *credits, const char *source, const char *licence) {
    static const char osm[] = "OpenStreetMap";
    if (!source || !source[0]) return;
    ter_qgis_credit *credit = of_licence(credits, licence ? licence : "");
    bool named = strncmp(source, osm, sizeof osm - 1) == 0;
    ter_buf one = {0};
    size_t n = strcspn(source, ";");
    ter_buf_puts(&one, named ? "© OpenStreetMap contributors" : "");
    if (!named) ter_buf_append(&one, source, n);
    else if (n > sizeof osm - 1) ter_buf_append(&one, source + sizeof osm - 1, n - (sizeof osm - 1));
    if (!has(&credit->sources, one.ptr))
        ter_buf_printf(&credit->sources, "%s%s", credit->sources.len ? separator : "", one.ptr);
    ter_buf_release(&one);
}

void ter_qgis_credits_put(const ter_qgis_credits *credits, ter_buf *out) {
    for (size_t i = 0; i < credits->list.len; i++) {
        const ter_qgis_credit *c = &credits->list.items[i];
        ter_buf_printf(out, "%s%s", i ? "；" : "", c->sources.ptr);
        if (c->licence[0]) ter_buf_printf(out, " (%s)", c->licence);
    }
}

void ter_qgis_credits_release(ter_qgis_credits *credits) {
    for (size_t i = 0; i < credits->list.len; i++) {
        free(credits->list.items[i].licence);
        ter_buf_release(&credits->list.items[i].sources);
    }
    ter_array_release(&credits->list);
}
