/* From a feature's columns to a draft: which column is the name, what the kind is, how raw names are taken apart. */
#include "gazetteer/toponym_draft.h"

#include "base/file.h"
#include "base/kind.h"
#include "text/characters.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lifetime ---- */

void ter_toponym_draft_release(ter_toponym_draft *d) {
    free(d->name), free(d->fold), free(d->key);
    for (size_t i = 0; i < d->names.len; i++) free(d->names.items[i].text);
    ter_array_release(&d->names);
    ter_geometry_release(&d->geometry);
}

void ter_toponym_draft_list_release(ter_toponym_draft_list *list) {
    for (size_t i = 0; i < list->len; i++) ter_toponym_draft_release(&list->items[i]);
    ter_array_release(list);
    for (size_t i = 0; i < list->addresses.len; i++) free(list->addresses.items[i].street);
    ter_array_release(&list->addresses);
    ter_intern_release(&list->texts);
}

void ter_toponym_draft_add_name(ter_toponym_draft *d, ter_str text, ter_name_type type, bool from_joint) {
    while (text.len && (unsigned char)text.ptr[0] <= ' ') text.ptr++, text.len--;
    while (text.len && (unsigned char)text.ptr[text.len - 1] <= ' ') text.len--;
    if (text.len == 0 || (d->name && ter_str_is(text, d->name))) return;
    for (size_t i = 0; i < d->names.len; i++)
        if (ter_str_is(text, d->names.items[i].text)) return;
    ter_toponym_draft_name n = {ter_strndup(text.ptr, text.len), type, from_joint};
    ter_array_push(&d->names, n);
}

/* ---- columns ---- */

static const char *const name_columns[] = {"name", "name:zh", "name_zh", "name:zh-Hans", "official_name", "名称"};

static const struct {
    const char *column;
    ter_name_type type;
} alias_columns[] = {
    {"name:zh", TER_NAME_ALIAS},      {"name_zh", TER_NAME_ALIAS},       {"name:zh-Hans", TER_NAME_ALIAS},
    {"name:zh-Hant", TER_NAME_ALIAS}, {"official_name", TER_NAME_ALIAS}, {"official_name:zh", TER_NAME_ALIAS},
    {"aliases", TER_NAME_ALIAS},      {"alias", TER_NAME_ALIAS},         {"alt_name", TER_NAME_ALIAS},
    {"alt_name:zh", TER_NAME_ALIAS},  {"short_name", TER_NAME_ALIAS},    {"short_name:zh", TER_NAME_ALIAS},
    {"loc_name", TER_NAME_ALIAS},     {"name:en", TER_NAME_ALIAS},       {"别名", TER_NAME_ALIAS},
    {"简称", TER_NAME_ALIAS},         {"old_name", TER_NAME_FORMER},     {"old_name:zh", TER_NAME_FORMER},
    {"former", TER_NAME_FORMER},      {"former_name", TER_NAME_FORMER},  {"曾用名", TER_NAME_FORMER},
};

/* The column's index, or -1. Case does not matter, as in CSV headings. */
static int column_find(const ter_gis_feature *f, const char *name) {
    for (size_t i = 0; i < f->field_count; i++)
        if (strcasecmp(f->field_names[i], name) == 0) return (int)i;
    return -1;
}

/* What the options map `field` to, "" when they do not. */
static const char *mapped_column(const ter_gazetteer_build_options *o, const char *field) {
    size_t n = strlen(field);
    for (size_t i = 0; i < o->mapping_count; i++)
        if (strncmp(o->mappings[i], field, n) == 0 && o->mappings[i][n] == '=') return o->mappings[i] + n + 1;
    return "";
}

/* The column of a field, or -1. A mapping replaces the column of the field's own name. Looked for once while the
 * features have the same fields; `field` is a literal or of the tag table, so that its address identifies it. */
static int column_of(ter_toponym_draft_reader *r, const ter_gis_feature *f, const char *field) {
    if (f->schema == 0 || f->schema != r->schema) memset(r->columns, 0, sizeof r->columns);
    r->schema = f->schema;
    size_t i = (size_t)((uintptr_t)field * 0x9e3779b97f4a7c15u >> 54) % TER_DRAFT_COLUMNS, tries = 0;
    while (r->columns[i].field && r->columns[i].field != field && tries++ < TER_DRAFT_COLUMNS)
        i = (i + 1) % TER_DRAFT_COLUMNS;
    if (r->columns[i].field == field) return r->columns[i].column;
    const char *mapped = mapped_column(r->options, field);
    r->columns[i].field = field;
    r->columns[i].column = column_find(f, *mapped ? mapped : field);
    return r->columns[i].column;
}

/* The value of a field, NULL when unset or empty. */
static const char *value_of(ter_toponym_draft_reader *r, const ter_gis_feature *f, const char *field) {
    int i = column_of(r, f, field);
    return i >= 0 && f->field_values[i] && *f->field_values[i] ? f->field_values[i] : NULL;
}

static ter_status at_feature(ter_toponym_draft_reader *r, const ter_gis_feature *f, const char *what, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s: feature %lld: %s", r->source_path, f->fid, what);
}

/* ---- names ---- */

static bool has_han(ter_str s) {
    uint32_t c;
    for (size_t i = 0; i < s.len;) {
        i += ter_utf8_next(s.ptr + i, s.len - i, &c);
        if (ter_cp_is_han(c)) return true;
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
        if (c == ',' || c == ';' || c == '|' || ter_cp_in(c, U"，；、")) {
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
static void take_joint_name(ter_toponym_draft *d, const char *raw) {
    ter_str rest = ter_str_from(raw), piece, official = {NULL, 0};
    while (next_piece(&rest, &piece)) {
        piece = trimmed(piece);
        if (piece.len && (!official.ptr || (has_han(piece) && !has_han(official)))) official = piece;
    }
    if (!official.ptr) return;
    d->name = ter_strndup(official.ptr, official.len);
    rest = ter_str_from(raw);
    while (next_piece(&rest, &piece)) ter_toponym_draft_add_name(d, piece, TER_NAME_ALIAS, true);
}

/* GDAL gives an array that it could not type as its JSON text: take what stands in quotes. */
static void take_json_names(ter_toponym_draft *d, const char *json, ter_name_type type) {
    ter_buf b = {0};
    for (const char *p = strchr(json, '"'); p; p = strchr(p, '"')) {
        ter_buf_clear(&b);
        for (p++; *p && *p != '"'; p++) {
            if (*p == '\\' && p[1]) p++;
            ter_buf_putc(&b, *p);
        }
        ter_toponym_draft_add_name(d, (ter_str){b.ptr, b.len}, type, false);
        if (*p) p++;
    }
    ter_buf_release(&b);
}

static void take_aliases(ter_toponym_draft *d, ter_toponym_draft_reader *r, const ter_gis_feature *f) {
    for (size_t i = 0; i < sizeof alias_columns / sizeof *alias_columns; i++) {
        const char *value = value_of(r, f, alias_columns[i].column);
        if (!value) continue;
        if (*value == '[') {
            take_json_names(d, value, alias_columns[i].type);
            continue;
        }
        ter_str rest = ter_str_from(value), piece;
        while (next_piece(&rest, &piece)) ter_toponym_draft_add_name(d, piece, alias_columns[i].type, false);
    }
    const char *ref = value_of(r, f, "ref");
    if (ref && ter_kind_is_road(d->kind)) ter_toponym_draft_add_name(d, ter_str_from(ref), TER_NAME_ALIAS, true);
}

/* The raw official name: the first name column with Han, else the first that is set. */
static const char *raw_name(ter_toponym_draft_reader *r, const ter_gis_feature *f) {
    const char *first = NULL;
    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++) {
        const char *value = value_of(r, f, name_columns[i]);
        if (value && has_han(ter_str_from(value))) return value;
        if (value && !first) first = value;
    }
    return first;
}

static ter_status check_name_column(ter_toponym_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    const char *mapped = mapped_column(r->options, "name");
    if (*mapped && column_find(f, mapped) < 0)
        return ter_error_set(err, TER_INPUT, "%s: has no column '%s' to take names from; see ogrinfo", r->source_path,
                             mapped);
    if (*mapped) return TER_OK;
    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++)
        if (column_of(r, f, name_columns[i]) >= 0) return TER_OK;
    return ter_error_set(err, TER_INPUT, "%s: has no name field; name the column with --map name=COLUMN",
                         r->source_path);
}

/* ---- kinds ---- */

typedef struct tag_context {
    ter_toponym_draft_reader *reader;
    const ter_gis_feature *feature;
} tag_context;

static const char *tag_value(const char *key, void *context) {
    tag_context *c = context;
    return value_of(c->reader, c->feature, key);
}

static bool from_osm(ter_toponym_draft_reader *r, const ter_gis_feature *f) {
    return column_of(r, f, "osm_id") >= 0;
}

static bool is_kind_word(const char *kind) {
    return *kind && strspn(kind, "abcdefghijklmnopqrstuvwxyz_") == strlen(kind);
}

static ter_status check_kind(ter_toponym_draft_reader *r, const ter_gis_feature *f, const char *kind, ter_error *err) {
    const ter_gazetteer_build_options *o = r->options;
    if (is_kind_word(kind) && (!o->kind_known || o->kind_known(kind, o->context))) return TER_OK;
    return ter_error_set(err, TER_INPUT, "%s: feature %lld: unknown kind '%s'; use a kind of the lexicon, such as park",
                         r->source_path, f->fid, kind);
}

/* ---- the whole feature ---- */

static ter_status check_positions(ter_toponym_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    for (size_t i = 0; i < f->geometry->point_count; i++) {
        ter_position p = f->geometry->points[i];
        if (ter_position_valid(p)) continue;
        bool swapped = fabs(p.lon_deg) <= 90 && fabs(p.lat_deg) <= 180;
        return ter_error_set(err, TER_INPUT, "%s: feature %lld: %g,%g is not LON,LAT in degrees; %s", r->source_path,
                             f->fid, p.lon_deg, p.lat_deg,
                             swapped ? "the two look swapped, exchange the columns" : "check its CRS");
    }
    return TER_OK;
}

static const char *stated(ter_toponym_draft_reader *r, const char *field, const char *option, const char *otherwise) {
    return ter_intern_put(&r->drafts->texts, field ? field : option ? option : otherwise);
}

static ter_status find_accuracy(ter_toponym_draft_reader *r, const ter_gis_feature *f, double *out, ter_error *err) {
    const char *text = value_of(r, f, "accuracy_m");
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

static ter_status check_text(ter_toponym_draft_reader *r, const ter_gis_feature *f, ter_error *err) {
    for (size_t i = 0; i < f->field_count; i++) {
        const char *v = f->field_values[i];
        if (v && !ter_utf8_valid(v, strlen(v)))
            return at_feature(r, f, "holds text that is not UTF-8; convert the source", err);
    }
    return TER_OK;
}

/* Of a million drafts most are points and short lines: no room to grow. */
static void pack_geometry(ter_toponym_draft *d) {
    ter_geometry *g = &d->geometry;
    g->points = ter_realloc(g->points, g->point_count, sizeof *g->points);
    g->part_ends = ter_realloc(g->part_ends, g->part_count, sizeof *g->part_ends);
    d->packed = true;
}

/* `m` says kind and lifecycle, and the name's tag. NULL geometry is the caller's affair. */
static void fill(ter_toponym_draft *d, ter_toponym_draft_reader *r, const ter_gis_feature *f, const ter_tag_match *m) {
    const ter_gazetteer_build_options *o = r->options;
    d->kind = stated(r, m->kind, NULL, "");
    d->lifecycle = stated(r, m->lifecycle, NULL, "");
    take_joint_name(d, *m->name_tag ? value_of(r, f, m->name_tag) : raw_name(r, f));
    if (d->name && !*m->name_tag) take_aliases(d, r, f);
    d->area = stated(r, value_of(r, f, "area"), NULL, "");
    d->source = stated(r, value_of(r, f, "source"), o->source, ter_path_base(r->source_path));
    d->licence = stated(r, value_of(r, f, "licence"), o->licence, "not stated");
    d->date = stated(r, value_of(r, f, "date"), o->date, "not stated");
    d->datum = stated(r, value_of(r, f, "datum"), o->datum, f->datum ? f->datum : "WGS 84");
    d->of_map = r->is_map;
    d->cut = ter_extract_cuts(r->bounds, f->geometry);
    ter_geometry_copy(f->geometry, &d->geometry);
    pack_geometry(d);
    ter_buf fold = {0};
    if (d->name) ter_fold_key(ter_str_from(d->name), &fold);
    d->fold = ter_buf_detach(&fold);
}

static ter_status add(ter_toponym_draft_reader *r, const ter_gis_feature *f, const ter_tag_match *m, ter_error *err) {
    ter_status status = check_kind(r, f, m->kind, err);
    ter_toponym_draft d = {0};
    if (status == TER_OK) status = check_positions(r, f, err);
    if (status == TER_OK) status = find_accuracy(r, f, &d.accuracy_m, err);
    if (status != TER_OK) return status;
    fill(&d, r, f, m);
    if (d.name && d.fold[0]) {
        ter_array_push(r->drafts, d);
    } else {
        r->report->unnamed++;
        ter_toponym_draft_release(&d);
    }
    return TER_OK;
}

/* What the tags make of it; a source that is not OpenStreetMap's may leave the kind to the options. */
static ter_status add_by_tags(ter_toponym_draft_reader *r, const ter_gis_feature *f, bool named, ter_error *err) {
    tag_context context = {r, f};
    ter_tag_match m;
    ter_status status = TER_OK;
    size_t row = 0, found = 0;
    while (status == TER_OK && ter_tag_table_next(r->tags, f->geometry->type, tag_value, &context, &row, &m)) {
        if (!named && !*m.name_tag) continue;
        status = add(r, f, &m, err);
        found++;
    }
    if (status != TER_OK || found) return status;
    m = (ter_tag_match){r->options->kind, "", ""};
    if (named && m.kind) return add(r, f, &m, err);
    if (named && !from_osm(r, f)) return at_feature(r, f, "has no kind; add --kind, such as --kind road", err);
    size_t *why = named ? &r->report->kindless : &r->report->unnamed;
    (*why)++;
    return TER_OK;
}

/* OpenStreetMap's addr:*, on places and on houses that have no name. */
static void take_address(ter_toponym_draft_reader *r, const ter_gis_feature *f) {
    const char *street = value_of(r, f, "addr:street"), *number = value_of(r, f, "addr:housenumber");
    ter_address_draft a = {.at = ter_geometry_point_on(f->geometry)};
    if (!street || !number || !ter_position_valid(a.at)) return;
    if (!ter_house_number_read(ter_str_from(number), &a.number)) return;
    ter_buf fold = {0};
    ter_fold_key(ter_str_from(street), &fold);
    a.street = ter_buf_detach(&fold);
    ter_array_push(&r->drafts->addresses, a);
}

ter_status ter_toponym_draft_read(const ter_gis_feature *f, void *context, ter_error *err) {
    ter_toponym_draft_reader *r = context;
    ter_status status = TER_OK;
    if (r->options->progress && r->features_seen % 4096 == 0)
        r->options->progress(r->features_seen, r->options->context);
    if (r->features_seen++ == 0) status = check_name_column(r, f, err);
    if (status == TER_OK) status = check_text(r, f, err);
    if (status != TER_OK) return status;
    const char *raw = raw_name(r, f), *kind = value_of(r, f, "kind");
    if (!f->geometry) {
        size_t *why = raw ? &r->report->placeless : &r->report->unnamed;
        (*why)++;
        return TER_OK;
    }
    take_address(r, f);
    ter_tag_match said = {kind, "", ""};
    if (kind && raw) return add(r, f, &said, err);
    return add_by_tags(r, f, raw != NULL, err);
}
