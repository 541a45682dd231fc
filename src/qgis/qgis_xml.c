/* Writing XML, and the compiled-in styles and templates. */
#include "qgis/qgis_xml.h"

#include "base/embedded.h"
#include "base/escape.h"

#include <stdio.h>
#include <string.h>

void ter_qgis_put_element(ter_buf *b, const char *name, const char *text) {
    ter_buf_printf(b, "<%s>", name);
    ter_escape_xml_line(b, text);
    ter_buf_printf(b, "</%s>", name);
}

/* `srsid` is the CRS's number in QGIS's own table; QGIS 3.22 does not take a project's CRS by its authority's code. */
void ter_qgis_put_srs(ter_buf *b, const char *element, int epsg) {
    int srsid = epsg == 4326 ? 3452 : epsg;
    ter_buf_printf(b,
                   "<%s><spatialrefsys><srsid>%d</srsid><srid>%d</srid><authid>EPSG:%d</authid></spatialrefsys></%s>\n",
                   element, srsid, epsg, epsg, element);
}

/* The value of an attribute on this line, as it is written; empty when there is none. */
static ter_str attribute(ter_str line, const char *name) {
    char wanted[32];
    int n = snprintf(wanted, sizeof wanted, " %s=\"", name);
    const char *at = memmem(line.ptr, line.len, wanted, (size_t)n);
    const char *value = at ? at + n : NULL;
    const char *end = value ? memchr(value, '"', (size_t)(line.ptr + line.len - value)) : NULL;
    return end ? (ter_str){value, (size_t)(end - value)} : (ter_str){"", 0};
}

static bool is_one_of(ter_str value, const char *const *list) {
    for (; *list; list++)
        if (strlen(*list) == value.len && memcmp(*list, value.ptr, value.len) == 0) return true;
    return false;
}

static bool begins(ter_str line, const char *word) {
    size_t n = strlen(word), i = 0;
    while (i < line.len && line.ptr[i] == ' ') i++;
    return line.len - i >= n && memcmp(line.ptr + i, word, n) == 0;
}

enum { SYMBOLS = 64 }; /* of one style; more are kept */

/* Whether a line of a style stays; `kept` says which symbols the categories before it named. */
static bool line_stays(ter_str line, const char *const *categories, bool kept[SYMBOLS]) {
    if (!categories) return true;
    bool category = begins(line, "<category "), symbol = begins(line, "<symbol ");
    if (!category && !symbol) return true;
    ter_str digits = attribute(line, category ? "symbol" : "name");
    size_t number = 0;
    for (size_t i = 0; i < digits.len; i++) number = number * 10 + (size_t)(digits.ptr[i] - '0');
    if (number >= SYMBOLS) return true;
    if (category) kept[number] = is_one_of(attribute(line, "value"), categories);
    return kept[number];
}

void ter_qgis_put_style(ter_buf *b, const char *name, const char *const *categories, bool timed) {
    char wanted[64];
    const char *path;
    ter_str qml;
    bool kept[SYMBOLS] = {false};
    snprintf(wanted, sizeof wanted, "layers/%s.qml", name);
    if (!ter_embedded_at(wanted, 0, &path, &qml)) return;
    const char *open = memmem(qml.ptr, qml.len, "<qgis", 5);
    const char *begin = open ? memchr(open, '>', (size_t)(qml.ptr + qml.len - open)) : NULL;
    const char *end = begin ? memmem(begin, (size_t)(qml.ptr + qml.len - begin), "</qgis>", 7) : NULL;
    if (!end) return;
    for (const char *at = begin + 1; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop + 1 : end;
        ter_str line = {at, (size_t)(stop - at)};
        if ((timed || !begins(line, "<temporal ")) && line_stays(line, categories, kept))
            ter_buf_append(b, line.ptr, line.len);
        at = stop;
    }
}

static const char *value_of(ter_str word, const ter_qgis_value *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strlen(values[i].word) == word.len && memcmp(values[i].word, word.ptr, word.len) == 0)
            return values[i].value;
    return NULL;
}

bool ter_qgis_put_template(ter_buf *b, const char *name, const ter_qgis_value *values, size_t count) {
    char wanted[64];
    const char *path;
    ter_str text;
    snprintf(wanted, sizeof wanted, "layers/%s", name);
    if (!ter_embedded_at(wanted, 0, &path, &text)) return false;
    for (const char *at = text.ptr, *end = text.ptr + text.len; at < end;) {
        const char *open = memmem(at, (size_t)(end - at), "{{", 2);
        const char *close = open ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;
        const char *value = close ? value_of((ter_str){open + 2, (size_t)(close - open - 2)}, values, count) : NULL;
        const char *stop = close ? close + 2 : end;
        ter_buf_append(b, at, (size_t)((value ? open : stop) - at));
        if (value) ter_buf_puts(b, value);
        at = stop;
    }
    return true;
}
