#include "cli/override_values.h"

#include "cli/command.h"
#include "extract/lexicon.h"
#include "gis/gis.h"

#include <stdlib.h>
#include <string.h>

static ter_status set_position(ter_parsed_values *p, const char *value, ter_error *err) {
    ter_position at;
    ter_status status = ter_parse_lonlat(value, &at.lon_deg, &at.lat_deg, err);
    if (status != TER_OK) return status;
    ter_geometry_release(&p->geometry);
    p->geometry = (ter_geometry){.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&p->geometry, at);
    ter_geometry_end_part(&p->geometry);
    p->values.geometry = &p->geometry;
    return TER_OK;
}

static ter_status take_feature(const ter_gis_feature *f, void *context, ter_error *err) {
    ter_geometry *out = context;
    if (!f->geometry || f->geometry->type == TER_GEOMETRY_NONE) return TER_OK;
    if (f->datum && strcmp(f->datum, "WGS 84") != 0 && strcmp(f->datum, "CGCS2000") != 0)
        return ter_error_set(err, TER_INPUT, "the geometry is in %s; convert it to WGS 84 first", f->datum);
    if (out->type != TER_GEOMETRY_NONE)
        return ter_error_set(err, TER_INPUT, "the file has several features; leave the one that is meant");
    ter_geometry_copy(f->geometry, out);
    return TER_OK;
}

static ter_status set_geometry(ter_parsed_values *p, const char *path, ter_error *err) {
    const ter_gis *gis;
    ter_geometry_release(&p->geometry);
    p->geometry = (ter_geometry){0};
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) status = gis->features_read(path, NULL, NULL, take_feature, &p->geometry, err);
    if (status == TER_OK && p->geometry.type == TER_GEOMETRY_NONE)
        status = ter_error_set(err, TER_INPUT, "%s: has no geometry; give a GeoJSON file with one feature", path);
    for (size_t i = 0; i < p->geometry.point_count && status == TER_OK; i++)
        if (!ter_position_valid(p->geometry.points[i]))
            status = ter_error_set(err, TER_INPUT, "%s: has positions that are no LON,LAT in degrees", path);
    p->values.geometry = &p->geometry;
    return status;
}

static ter_status set_year(ter_override_values *v, const char *value, ter_error *err) {
    size_t digits = strspn(value, "0123456789");
    v->has_year = true;
    v->year = atoi(value);
    if (!*value || strcmp(value, "undated") == 0) return TER_OK;
    if (digits == 4 && !value[4] && v->year >= 1900 && v->year <= 2200) return TER_OK;
    return ter_error_set(err, TER_USAGE, "'%s' is no year from 1900 to 2200; write 2026, or nothing for undated",
                         value);
}

static ter_status set_kind(ter_override_values *v, const char *value, ter_error *err) {
    ter_lexicon *lexicon = NULL;
    ter_status status = ter_lexicon_new_embedded(&lexicon, err);
    if (status == TER_OK && !ter_lexicon_kind_find(lexicon, ter_str_from(value))) {
        ter_buf known = {0};
        for (size_t i = 0; i < ter_lexicon_kind_count(lexicon); i++)
            ter_buf_printf(&known, "%s%s", i ? ", " : "", ter_lexicon_kind_at(lexicon, i));
        status = ter_error_set(err, TER_USAGE, "unknown kind '%s'; the kinds are %s", value, known.ptr);
        ter_buf_release(&known);
    }
    ter_lexicon_free(lexicon);
    v->kind = value;
    return status;
}

static ter_status set_state_word(ter_override_values *v, const char *field, const char *value, ter_error *err) {
    ter_str text = ter_str_from(value);
    if (strcmp(field, "status") == 0) {
        v->has_status = true;
        if (*value && ter_state_parse(text, &v->status)) return TER_OK;
        return ter_error_set(err, TER_USAGE,
                             "unknown status '%s'; the words are planned, started, under_construction, completed, "
                             "suspended, cancelled, existing",
                             value);
    }
    if (strcmp(field, "basis") == 0) {
        v->has_basis = true;
        if (!*value || ter_basis_parse(text, &v->basis)) return TER_OK;
        return ter_error_set(err, TER_USAGE, "unknown basis '%s'; the words are reported, target", value);
    }
    v->has_action = true;
    if (!*value || ter_action_parse(text, &v->action)) return TER_OK;
    return ter_error_set(err, TER_USAGE,
                         "unknown action '%s'; the words are construction, rehabilitation, replacement, expansion",
                         value);
}

static ter_status set_text(const char *field, const char *value, const char **out, ter_error *err) {
    *out = value;
    if (!value[strspn(value, " \t\r\n")]) return ter_error_set(err, TER_USAGE, "%s= needs a value", field);
    return ter_utf8_valid(value, strlen(value)) ? TER_OK : ter_error_set(err, TER_USAGE, "%s= is not UTF-8", field);
}

static ter_status parse_one(const char *field, const char *value, ter_parsed_values *p, ter_error *err) {
    static const char *const state_fields[] = {"status", "basis", "action"};
    ter_override_values *v = &p->values;
    for (size_t i = 0; i < 3; i++)
        if (strcmp(field, state_fields[i]) == 0) return set_state_word(v, field, value, err);
    if (strcmp(field, "position") == 0) return set_position(p, value, err);
    if (strcmp(field, "geometry") == 0) return set_geometry(p, value, err);
    if (strcmp(field, "year") == 0) return set_year(v, value, err);
    if (strcmp(field, "name") == 0) return set_text(field, value, &v->name, err);
    if (strcmp(field, "area") == 0) return set_text(field, value, &v->area, err);
    if (strcmp(field, "kind") == 0) return set_kind(v, value, err);
    if (strcmp(field, "part") == 0) {
        v->part = value;
        return TER_OK;
    }
    return ter_error_set(err, TER_USAGE,
                         "unknown field '%s'; choose position, geometry, status, basis, year, action, name, kind, area "
                         "or part",
                         field);
}

ter_status ter_values_parse(const char *const *words, size_t count, double uncertainty_m, ter_parsed_values *out,
                            ter_error *err) {
    out->values.uncertainty_m = uncertainty_m;
    if (uncertainty_m < 0) return ter_error_set(err, TER_USAGE, "--uncertainty takes metres from 0");
    ter_status status = TER_OK;
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        const char *equals = strchr(words[i], '=');
        if (!equals) return ter_error_set(err, TER_USAGE, "'%s' is no FIELD=VALUE", words[i]);
        char *field = ter_strndup(words[i], (size_t)(equals - words[i]));
        status = parse_one(field, equals + 1, out, err);
        free(field);
    }
    return status;
}

void ter_values_release(ter_parsed_values *p) {
    ter_geometry_release(&p->geometry);
}
