/* The list of formats, and what is asked of it. */
#include "export/formats/export_format.h"

#include <string.h>
#include <strings.h>

static const ter_export_format *const formats[] = {
#define TER_FORMAT(name) &ter_format_##name,
#include "export/formats/list.h"
#undef TER_FORMAT
};

enum { FORMATS = sizeof formats / sizeof *formats };

const ter_export_format *ter_export_format_at(size_t i) {
    return i < FORMATS ? formats[i] : NULL;
}

const ter_export_format *ter_export_format_find(const char *name) {
    const ter_export_format *format;
    for (size_t i = 0; (format = ter_export_format_at(i)); i++)
        if (strcmp(format->name, name) == 0) return format;
    return NULL;
}

bool ter_export_format_is_fixed_width(const ter_export_format *format) {
    return format->driver && format->driver->fixed_width;
}

bool ter_export_format_has_layers(const ter_export_format *format) {
    return !format->write_projects;
}

void ter_export_formats_put(ter_buf *out, const char *between) {
    for (size_t i = 0; i < FORMATS; i++) ter_buf_printf(out, "%s%s", i ? between : "", formats[i]->name);
}

void ter_export_formats_help(ter_buf *out) {
    const char *before = "formats (default ";
    for (size_t i = 0; i < FORMATS; i++) {
        if (!formats[i]->usual) continue;
        ter_buf_printf(out, "%s%s", before, formats[i]->name);
        before = ",";
    }
    ter_buf_puts(out, ")");
    for (size_t i = 0; i < FORMATS; i++)
        if (formats[i]->help) ter_buf_printf(out, "; %s %s", formats[i]->name, formats[i]->help);
}

size_t ter_export_formats_in_wgs84(bool datum, ter_buf *out) {
    const char *titles[FORMATS];
    size_t n = 0;
    for (size_t i = 0; i < FORMATS; i++)
        if (datum ? formats[i]->crs == TER_FORMAT_ONLY_WGS84 : formats[i]->crs != TER_FORMAT_ANY_CRS)
            titles[n++] = formats[i]->title;
    for (size_t i = 0; i < n; i++) ter_buf_printf(out, "%s%s", i == 0 ? "" : i + 1 == n ? " and " : ", ", titles[i]);
    return n;
}

/* Whether a format is among those asked for; NULL: the usual ones are. */
static bool is_asked(const char *const *names, const ter_export_format *format) {
    if (!names) return format->usual;
    while (*names && strcmp(*names, format->name) != 0) names++;
    return *names != NULL;
}

void ter_export_limits_put(const char *const *names, ter_buf *out) {
    size_t begin = out->len;
    for (size_t i = 0; i < FORMATS; i++)
        if (formats[i]->limit && is_asked(names, formats[i]))
            ter_buf_printf(out, "%s%s", out->len > begin ? " or " : "", formats[i]->limit);
}

static bool has_column(const ter_export_format *format, const char *name) {
    for (size_t i = 0; i < format->extra_field_count; i++)
        if (strcasecmp(format->extra_fields[i].name, name) == 0) return true;
    for (const char *const *column = format->own_columns; *column; column++)
        if (strcasecmp(*column, name) == 0) return true;
    return false;
}

bool ter_export_formats_have_column(const char *name) {
    bool has = false;
    for (size_t i = 0; i < FORMATS; i++) has = has || has_column(formats[i], name);
    return has;
}
