/* From a feature's columns to a draft: which column is the name, what the kind is, how raw names are taken apart. */
#include "gazetteer/draft.h"

#include "base/file.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lifetime ---- */

void ter_draft_release(ter_draft *d) {
    char *owned[] = {d->name, d->kind, d->area, d->source, d->licence, d->date, d->datum, d->fold, d->key};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    for (size_t i = 0; i < d->names.len; i++) free(d->names.items[i].text);
    ter_array_release(&d->names);
    ter_geometry_release(&d->geometry);
}

void ter_draft_list_release(ter_draft_list *list) {
    for (size_t i = 0; i < list->len; i++) ter_draft_release(&list->items[i]);
    ter_array_release(list);
}

void ter_draft_add_name(ter_draft *d, ter_str text, ter_name_type type, bool from_joint) {
    while (text.len && (unsigned char)text.ptr[0] <= ' ') text.ptr++, text.len--;
    while (text.len && (unsigned char)text.ptr[text.len - 1] <= ' ') text.len--;
    if (text.len == 0 || (d->name && ter_str_is(text, d->name))) return;
    for (size_t i = 0; i < d->names.len; i++)
        if (ter_str_is(text, d->names.items[i].text)) return;
    ter_draft_name n = {ter_strndup(text.ptr, text.len), type, from_joint};
    ter_array_push(&d->names, n);
}

/* ---- columns ---- */

static const char *const name_columns[] = {"name", "name:zh", "name_zh", "official_name", "名称"};

static const struct {
    const char *column;
    ter_name_type type;
} alias_columns[] = {
    {"name:zh", TER_NAME_ALIAS},      {"name_zh", TER_NAME_ALIAS},   {"official_name", TER_NAME_ALIAS},
    {"aliases", TER_NAME_ALIAS},      {"alias", TER_NAME_ALIAS},     {"alt_name", TER_NAME_ALIAS},
    {"short_name", TER_NAME_ALIAS},   {"loc_name", TER_NAME_ALIAS},  {"别名", TER_NAME_ALIAS},
    {"简称", TER_NAME_ALIAS},         {"old_name", TER_NAME_FORMER}, {"former", TER_NAME_FORMER},
    {"former_name", TER_NAME_FORMER}, {"曾用名", TER_NAME_FORMER},
};

/* The column's index, or -1. Case does not matter, as in CSV headings. */
static int column_find(const ter_gis_feature *f, const char *name, size_t len) {
    for (size_t i = 0; i < f->field_count; i++)
        if (strlen(f->field_names[i]) == len && strncasecmp(f->field_names[i], name, len) == 0) return (int)i;
    return -1;
}

/* What the options map `field` to, "" when they do not. */
static const char *mapped_column(const ter_gazetteer_build_options *o, const char *field) {
    size_t n = strlen(field);
    for (size_t i = 0; i < o->mapping_count; i++)
        if (strncmp(o->mappings[i], field, n) == 0 && o->mappings[i][n] == '=') return o->mappings[i] + n + 1;
    return "";
}

/* The value of a field, NULL when unset or empty. A mapping replaces the column of the field's own name. */
static const char *value_of(const ter_gis_feature *f, const ter_gazetteer_build_options *o, const char *field) {
    const char *mapped = mapped_column(o, field);
    const char *column = *mapped ? mapped : field;
    int i = column_find(f, column, strlen(column));
    return i >= 0 && f->field_values[i] && *f->field_values[i] ? f->field_values[i] : NULL;
}

static ter_status at_feature(const ter_draft_reader *r, const ter_gis_feature *f, const char *what, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s: feature %lld: %s", r->source_path, f->fid, what);
}

/* ---- names ---- */

static bool has_han(ter_str s) {
    uint32_t c;
    for (size_t i = 0; i < s.len;) {
        i += ter_utf8_next(s.ptr + i, s.len - i, &c);
        if (c >= 0x3400 && c < 0xa000) return true;
        if (c >= 0x20000 && c < 0x32000) return true;
    }
    return false;
}

/* The next piece of a list of names; false at its end. Separators: , ; | and their full-width and Chinese forms. */
static bool next_piece(ter_str *rest, ter_str *piece) {
    if (!rest->ptr) return false;
    uint32_t c;
    for (size_t i = 0; i < rest->len;) {
        size_t n = ter_utf8_next(rest->ptr + i, rest->len - i, &c);
        if (c == ',' || c == ';' || c == '|' || c == 0xff0c || c == 0xff1b || c == 0x3001) {
            *piece = (ter_str){rest->ptr, i};
            *rest = (ter_str){rest->ptr + i + n, rest->len - i - n};
            return true;
        }
        i += n;
    }
    *piece = *rest;
    *rest = (ter_str){NULL, 0};
    return true;
}

static ter_str trimmed(ter_str s) {
    while (s.len && (unsigned char)s.ptr[0] <= ' ') s.ptr++, s.len--;
    while (s.len && (unsigned char)s.ptr[s.len - 1] <= ' ') s.len--;
    return s;
}

/* A raw name such as "朝阳路, G102" or "机场路;Airport Road": the first piece with Han is the official name. */
static void take_joint_name(ter_draft *d, const char *raw) {
    ter_str rest = ter_str_from(raw), piece, official = {NULL, 0};
    while (next_piece(&rest, &piece)) {
        piece = trimmed(piece);
        if (piece.len && (!official.ptr || (has_han(piece) && !has_han(official)))) official = piece;
    }
    if (!official.ptr) return;
    d->name = ter_strndup(official.ptr, official.len);
    rest = ter_str_from(raw);
    while (next_piece(&rest, &piece)) ter_draft_add_name(d, piece, TER_NAME_ALIAS, true);
}

/* GDAL gives an array that it could not type as its JSON text: take what stands in quotes. */
static void take_json_names(ter_draft *d, const char *json, ter_name_type type) {
    ter_buf b = {0};
    for (const char *p = strchr(json, '"'); p; p = strchr(p, '"')) {
        ter_buf_clear(&b);
        for (p++; *p && *p != '"'; p++) {
            if (*p == '\\' && p[1]) p++;
            ter_buf_putc(&b, *p);
        }
        ter_draft_add_name(d, (ter_str){b.ptr, b.len}, type, false);
        if (*p) p++;
    }
    ter_buf_release(&b);
}

static void take_aliases(ter_draft *d, const ter_gis_feature *f, const ter_gazetteer_build_options *o) {
    for (size_t i = 0; i < sizeof alias_columns / sizeof *alias_columns; i++) {
        const char *value = value_of(f, o, alias_columns[i].column);
        if (!value) continue;
        if (*value == '[') {
            take_json_names(d, value, alias_columns[i].type);
            continue;
        }
        ter_str rest = ter_str_from(value), piece;
        while (next_piece(&rest, &piece)) ter_draft_add_name(d, piece, alias_columns[i].type, false);
    }
    const char *ref = value_of(f, o, "ref");
    if (ref && strcmp(d->kind, "road") == 0) ter_draft_add_name(d, ter_str_from(ref), TER_NAME_ALIAS, true);
}

/* The raw official name: the first name column with Han, else the first that is set. */
static const char *raw_name(const ter_gis_feature *f, const ter_gazetteer_build_options *o) {
    const char *first = NULL;
    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++) {
        const char *value = value_of(f, o, name_columns[i]);
        if (value && has_han(ter_str_from(value))) return value;
        if (value && !first) first = value;
    }
    return first;
}

static ter_status check_name_column(const ter_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    const char *mapped = mapped_column(r->options, "name");
    if (*mapped && column_find(f, mapped, strlen(mapped)) < 0)
        return ter_error_set(err, TER_INPUT, "%s: has no column '%s' to take names from; see ogrinfo", r->source_path,
                             mapped);
    if (*mapped) return TER_OK;
    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++)
        if (column_find(f, name_columns[i], strlen(name_columns[i])) >= 0) return TER_OK;
    return ter_error_set(err, TER_INPUT, "%s: has no name field; name the column with --map name=COLUMN",
                         r->source_path);
}

/* ---- kinds ---- */

typedef struct tag_kind {
    const char *key, *value; /* value NULL: any */
    ter_geometry_type only;  /* NONE: any geometry */
    const char *kind;
} tag_kind;

/* OpenStreetMap's tags to kinds; the first row that fits decides. */
static const tag_kind tag_kinds[] = {
    {"highway", NULL, TER_GEOMETRY_LINE, "road"},
    {"waterway", NULL, TER_GEOMETRY_LINE, "waterway"},
    {"waterway", NULL, TER_GEOMETRY_POLYGON, "waterway"},
    {"natural", "water", TER_GEOMETRY_POLYGON, "waterway"},
    {"leisure", "park", TER_GEOMETRY_NONE, "park"},
    {"leisure", "garden", TER_GEOMETRY_NONE, "park"},
    {"leisure", "nature_reserve", TER_GEOMETRY_NONE, "park"},
    {"leisure", "stadium", TER_GEOMETRY_NONE, "sports"},
    {"leisure", "sports_centre", TER_GEOMETRY_NONE, "sports"},
    {"amenity", "school", TER_GEOMETRY_NONE, "school"},
    {"amenity", "university", TER_GEOMETRY_NONE, "school"},
    {"amenity", "college", TER_GEOMETRY_NONE, "school"},
    {"amenity", "kindergarten", TER_GEOMETRY_NONE, "school"},
    {"amenity", "hospital", TER_GEOMETRY_NONE, "hospital"},
    {"amenity", "clinic", TER_GEOMETRY_NONE, "hospital"},
    {"amenity", "theatre", TER_GEOMETRY_NONE, "culture"},
    {"amenity", "library", TER_GEOMETRY_NONE, "culture"},
    {"tourism", "museum", TER_GEOMETRY_NONE, "culture"},
    {"railway", "station", TER_GEOMETRY_NONE, "transport"},
    {"boundary", "administrative", TER_GEOMETRY_POLYGON, "admin"},
};

static const char *kind_of_tags(const ter_gis_feature *f) {
    for (size_t i = 0; i < sizeof tag_kinds / sizeof *tag_kinds; i++) {
        const tag_kind *t = &tag_kinds[i];
        int column = column_find(f, t->key, strlen(t->key));
        const char *value = column >= 0 ? f->field_values[column] : NULL;
        if (!value || !*value || (t->value && strcmp(t->value, value) != 0)) continue;
        if (t->only != TER_GEOMETRY_NONE && f->geometry && f->geometry->type != t->only) continue;
        return t->kind;
    }
    return NULL;
}

static bool from_osm(const ter_gis_feature *f) {
    return column_find(f, "osm_id", strlen("osm_id")) >= 0;
}

static bool is_kind_word(const char *kind) {
    return *kind && strspn(kind, "abcdefghijklmnopqrstuvwxyz_") == strlen(kind);
}

/* *kind is borrowed from the feature or a table; NULL when the feature is to be left out. */
static ter_status find_kind(const ter_draft_reader *r, const ter_gis_feature *f, const char **kind, ter_error *err) {
    const ter_gazetteer_build_options *o = r->options;
    *kind = value_of(f, o, "kind");
    if (!*kind) *kind = kind_of_tags(f);
    if (!*kind) *kind = o->kind;
    if (!*kind && from_osm(f)) return TER_OK;
    if (!*kind) return at_feature(r, f, "says no kind; add --kind, such as --kind road", err);
    if (is_kind_word(*kind) && (!o->kind_known || o->kind_known(*kind, o->context))) return TER_OK;
    return ter_error_set(err, TER_INPUT, "%s: feature %lld: unknown kind '%s'; use a kind of the lexicon, such as park",
                         r->source_path, f->fid, *kind);
}

/* ---- the whole feature ---- */

static ter_status check_positions(const ter_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    for (size_t i = 0; i < f->geometry->point_count; i++) {
        ter_position p = f->geometry->points[i];
        if (ter_position_valid(p)) continue;
        bool swapped = fabs(p.lon_deg) <= 90 && fabs(p.lat_deg) <= 180;
        return ter_error_set(err, TER_INPUT, "%s: feature %lld: %g,%g is no LON,LAT in degrees; %s", r->source_path,
                             f->fid, p.lon_deg, p.lat_deg,
                             swapped ? "the two look swapped, exchange the columns" : "check its CRS");
    }
    return TER_OK;
}

static char *stated(const char *field, const char *option, const char *otherwise) {
    return ter_strdup(field ? field : option ? option : otherwise);
}

static ter_status find_accuracy(const ter_draft_reader *r, const ter_gis_feature *f, double *out, ter_error *err) {
    const char *text = value_of(f, r->options, "accuracy_m");
    *out = r->options->accuracy_m;
    if (!text) return TER_OK;
    char *end = NULL;
    double x = strtod(text, &end);
    if (end == text || *end || !isfinite(x) || x < 0)
        return ter_error_set(err, TER_INPUT, "%s: feature %lld: accuracy_m is '%s'; give metres", r->source_path,
                             f->fid, text);
    *out = x;
    return TER_OK;
}

static ter_status check_text(const ter_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    for (size_t i = 0; i < f->field_count; i++) {
        const char *v = f->field_values[i];
        if (v && !ter_utf8_valid(v, strlen(v)))
            return at_feature(r, f, "holds text that is not UTF-8; convert the source", err);
    }
    return TER_OK;
}

static void fill(ter_draft *d, const ter_draft_reader *r, const ter_gis_feature *f, const char *kind) {
    const ter_gazetteer_build_options *o = r->options;
    d->kind = ter_strdup(kind);
    take_joint_name(d, raw_name(f, o));
    if (d->name) take_aliases(d, f, o);
    d->area = stated(value_of(f, o, "area"), NULL, "");
    d->source = stated(value_of(f, o, "source"), o->source, ter_path_base(r->source_path));
    d->licence = stated(value_of(f, o, "licence"), o->licence, "not stated");
    d->date = stated(value_of(f, o, "date"), o->date, "not stated");
    d->datum = stated(value_of(f, o, "datum"), NULL, f->datum ? f->datum : "WGS 84");
    ter_geometry_copy(f->geometry, &d->geometry);
    ter_buf fold = {0};
    ter_fold_key(ter_str_from(d->name), &fold);
    d->fold = ter_buf_detach(&fold);
}

ter_status ter_draft_read(const ter_gis_feature *f, void *context, ter_error *err) {
    ter_draft_reader *r = context;
    ter_status status = TER_OK;
    if (r->features_seen++ == 0 || from_osm(f)) status = check_name_column(r, f, err);
    if (status == TER_OK) status = check_text(r, f, err);
    const char *kind = NULL, *raw = NULL;
    if (status == TER_OK) raw = raw_name(f, r->options);
    if (status == TER_OK && raw && f->geometry) status = find_kind(r, f, &kind, err);
    if (status != TER_OK) return status;
    if (!raw || !f->geometry || !kind) {
        size_t *why = !raw ? &r->report->unnamed : !f->geometry ? &r->report->placeless : &r->report->kindless;
        (*why)++;
        return TER_OK;
    }
    double accuracy_m = 0;
    status = check_positions(r, f, err);
    if (status == TER_OK) status = find_accuracy(r, f, &accuracy_m, err);
    if (status != TER_OK) return status;
    ter_draft d = {.accuracy_m = accuracy_m};
    fill(&d, r, f, kind);
    if (d.name && d.fold[0]) {
        ter_array_push(r->drafts, d);
    } else {
        r->report->unnamed++;
        ter_draft_release(&d);
    }
    return TER_OK;
}
