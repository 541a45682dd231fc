/* Parsing a manifest of sources. */
#include "gazetteer/manifest.h"

#include "base/file.h"
#include "base/memory.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct section {
    ter_manifest_source source;
    TER_ARRAY(const char *) mappings; /* the options' own, behind the section's, so that these are found first */
    size_t line;
} section;

struct ter_manifest {
    const char *path;
    const ter_gazetteer_build_options *options;
    char *folder; /* of the manifest, "" or with its '/' */
    TER_ARRAY(section) sections;
    TER_ARRAY(char *) texts;
};

bool ter_manifest_is(const char *path) {
    size_t n = strlen(path);
    return n > 9 && strcasecmp(path + n - 9, ".manifest") == 0;
}

static const char *keep(ter_manifest *m, ter_str text) {
    char *copy = ter_strndup(text.ptr, text.len);
    ter_array_push(&m->texts, copy);
    return copy;
}

static ter_str trimmed(ter_str s) {
    while (s.len && (unsigned char)s.ptr[0] <= ' ') s.ptr++, s.len--;
    while (s.len && (unsigned char)s.ptr[s.len - 1] <= ' ') s.len--;
    return s;
}

/* ---- the fields of a section ---- */

static ter_status at_line(const ter_manifest *m, size_t line, const char *what, ter_str text, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s:%zu: '%.*s' %s", m->path, line, (int)(text.len < 80 ? text.len : 80),
                         text.ptr, what);
}

static ter_status set_path(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err) {
    if (value.len == 0) return at_line(m, line, "is not a path; name a file", value, err);
    ter_buf b = {0};
    ter_buf_printf(&b, "%s%.*s", value.ptr[0] == '/' ? "" : m->folder, (int)value.len, value.ptr);
    free(s->source.path);
    s->source.path = ter_buf_detach(&b);
    if (ter_manifest_is(s->source.path)) return at_line(m, line, "is a manifest; name its sources here", value, err);
    return TER_OK;
}

static ter_status set_datum(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err) {
    ter_gazetteer_build_options *o = &s->source.options;
    if (ter_gazetteer_build_set_datum(o, value)) return TER_OK;
    if (value.len > 5 && strncasecmp(value.ptr, "EPSG:", 5) == 0 && isdigit((unsigned char)value.ptr[5])) {
        o->crs = keep(m, value);
        o->datum = NULL;
        o->shift = TER_DATUM_WGS84;
    } else {
        return at_line(m, line, "is not a datum; choose wgs84, gcj02, bd09, cgcs2000 or EPSG:n", value, err);
    }
    return TER_OK;
}

static ter_status set_accuracy(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err) {
    const char *text = keep(m, value);
    char *end = NULL;
    double x = strtod(text, &end);
    if (end == text || *end || !isfinite(x) || x < 0)
        return at_line(m, line, "is not an accuracy; give metres, 0 or more", value, err);
    s->source.options.accuracy_m = x;
    return TER_OK;
}

static ter_status set_map(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err) {
    const char *equals = memchr(value.ptr, '=', value.len);
    ter_str field = {value.ptr, equals ? (size_t)(equals - value.ptr) : 0};
    ter_str column = equals ? (ter_str){equals + 1, value.len - field.len - 1} : field;
    field = trimmed(field), column = trimmed(column);
    if (!field.len || !column.len) return at_line(m, line, "maps nothing; write map = FIELD=COLUMN", value, err);
    ter_buf b = {0};
    ter_buf_printf(&b, "%.*s=%.*s", (int)field.len, field.ptr, (int)column.len, column.ptr);
    ter_array_push(&s->mappings, keep(m, (ter_str){b.ptr, b.len}));
    ter_buf_release(&b);
    return TER_OK;
}

static ter_status set_kind(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err) {
    ter_gazetteer_build_options *o = &s->source.options;
    o->kind = keep(m, value);
    if (o->kind_known && !o->kind_known(o->kind, o->context))
        return at_line(m, line, "is not a kind of the lexicon; use one, such as park", value, err);
    return TER_OK;
}

static ter_status set_field(ter_manifest *m, section *s, ter_str key, ter_str value, size_t line, ter_error *err) {
    static const struct {
        const char *key;
        ter_status (*set)(ter_manifest *m, section *s, ter_str value, size_t line, ter_error *err);
    } fields[] = {
        {"path", set_path}, {"kind", set_kind}, {"datum", set_datum}, {"accuracy", set_accuracy}, {"map", set_map}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (ter_str_is(key, fields[i].key)) return fields[i].set(m, s, value, line, err);
    ter_gazetteer_build_options *o = &s->source.options;
    if (ter_str_is(key, "source")) o->source = keep(m, value);
    else if (ter_str_is(key, "licence")) o->licence = keep(m, value);
    else if (ter_str_is(key, "date")) o->date = keep(m, value);
    else if (ter_str_is(key, "layer")) o->layer = keep(m, value);
    else if (ter_str_is(key, "covers")) o->covers = keep(m, value);
    else
        return at_line(m, line,
                       "is unknown; choose path, kind, map, datum, source, licence, date, accuracy, layer or covers",
                       key, err);
    return TER_OK;
}

/* ---- lines ---- */

static ter_status read_line(ter_manifest *m, ter_str line, size_t number, ter_error *err) {
    line = trimmed(line);
    if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == ';') return TER_OK;
    if (ter_str_is(line, "[source]")) {
        section s = {.source = {NULL, *m->options}, .line = number};
        ter_array_push(&m->sections, s);
        return TER_OK;
    }
    if (line.ptr[0] == '[') return at_line(m, number, "is unknown; sections are called [source]", line, err);
    const char *equals = memchr(line.ptr, '=', line.len);
    if (!equals) return at_line(m, number, "is not KEY = VALUE", line, err);
    if (m->sections.len == 0) return at_line(m, number, "stands before the first [source]", line, err);
    ter_str key = trimmed((ter_str){line.ptr, (size_t)(equals - line.ptr)});
    ter_str value = trimmed((ter_str){equals + 1, line.len - (size_t)(equals - line.ptr) - 1});
    return set_field(m, &m->sections.items[m->sections.len - 1], key, value, number, err);
}

static ter_status read_lines(ter_manifest *m, ter_str text, ter_error *err) {
    ter_status status = TER_OK;
    if (!ter_utf8_valid(text.ptr ? text.ptr : "", text.len))
        return ter_error_set(err, TER_INPUT, "%s: is not UTF-8; convert it", m->path);
    if (text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0) text.ptr += 3, text.len -= 3;
    for (size_t number = 1; status == TER_OK && text.len; number++) {
        const char *end = memchr(text.ptr, '\n', text.len);
        ter_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
        size_t used = line.len + (end ? 1 : 0);
        text = (ter_str){text.ptr + used, text.len - used};
        status = read_line(m, line, number, err);
    }
    return status;
}

/* Every section must name a file that is there; the options' mappings go behind its own. */
static ter_status finish(ter_manifest *m, ter_error *err) {
    if (m->sections.len == 0) return ter_error_set(err, TER_INPUT, "%s: names no source; add a [source]", m->path);
    for (size_t i = 0; i < m->sections.len; i++) {
        section *s = &m->sections.items[i];
        if (!s->source.path)
            return ter_error_set(err, TER_INPUT, "%s:%zu: has no path; add path = FILE", m->path, s->line);
        if (strncmp(s->source.path, "/vsi", 4) != 0 && !ter_path_exists(s->source.path))
            return ter_error_set(err, TER_INPUT, "%s:%zu: %s: no such file; correct its path", m->path, s->line,
                                 s->source.path);
        for (size_t k = 0; k < m->options->mapping_count; k++) ter_array_push(&s->mappings, m->options->mappings[k]);
        s->source.options.mappings = s->mappings.items;
        s->source.options.mapping_count = s->mappings.len;
    }
    return TER_OK;
}

ter_status ter_manifest_read(const char *path, const ter_gazetteer_build_options *options, ter_manifest **out,
                             ter_error *err) {
    *out = NULL;
    ter_buf text = {0};
    ter_status status = ter_file_read(path, &text, err);
    ter_manifest *m = ter_alloc(sizeof *m);
    m->path = path;
    m->options = options;
    m->folder = ter_strndup(path, (size_t)(ter_path_base(path) - path));
    if (status == TER_OK) status = read_lines(m, (ter_str){text.ptr, text.len}, err);
    if (status == TER_OK) status = finish(m, err);
    ter_buf_release(&text);
    if (status == TER_OK) *out = m;
    else ter_manifest_free(m);
    return status;
}

void ter_manifest_free(ter_manifest *m) {
    if (!m) return;
    for (size_t i = 0; i < m->sections.len; i++) {
        free(m->sections.items[i].source.path);
        ter_array_release(&m->sections.items[i].mappings);
    }
    for (size_t i = 0; i < m->texts.len; i++) free(m->texts.items[i]);
    ter_array_release(&m->sections);
    ter_array_release(&m->texts);
    free(m->folder);
    free(m);
}

size_t ter_manifest_count(const ter_manifest *m) {
    return m->sections.len;
}

const ter_manifest_source *ter_manifest_at(const ter_manifest *m, size_t i) {
    return &m->sections.items[i].source;
}
