#include "export/features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_export_field fields[TER_EXPORT_FIELDS] = {
    {"facility_id", "fac_id", TER_FIELD_TEXT, "设施编号", "Facility"},
    {"project_id", "proj_id", TER_FIELD_TEXT, "项目编号", "Project"},
    {"name", "name", TER_FIELD_TEXT, "名称", "Name"},
    {"pinyin", "pinyin", TER_FIELD_TEXT, "拼音", "Pinyin"},
    {"kind", "kind", TER_FIELD_TEXT, "类别", "Kind"},
    {"part", "part", TER_FIELD_TEXT, "部分", "Part"},
    {"status", "status", TER_FIELD_TEXT, "状态", "Status"},
    {"basis", "basis", TER_FIELD_TEXT, "依据", "Basis"},
    {"year", "year", TER_FIELD_INTEGER, "年份", "Year"},
    {"action", "action", TER_FIELD_TEXT, "工程类型", "Action"},
    {"precision", "precision", TER_FIELD_TEXT, "定位精度", "Precision"},
    {"uncertainty_m", "uncert_m", TER_FIELD_REAL, "位置误差（米）", "Uncertainty (m)"},
    {"document", "doc", TER_FIELD_TEXT, "文件", "Document"},
    {"document_date", "doc_date", TER_FIELD_TEXT, "文件日期", "Document date"},
    {"quote", "quote", TER_FIELD_TEXT, "原文", "Quote"},
    {"confidence", "conf", TER_FIELD_REAL, "可信度", "Confidence"},
    {"geometry_source", "geom_src", TER_FIELD_TEXT, "位置来源", "Geometry source"},
};

const ter_export_field *ter_export_fields(size_t *count) {
    *count = TER_EXPORT_FIELDS;
    return fields;
}

const char *ter_export_feature_value(const ter_export_feature *f, const char *field) {
    for (size_t i = 0; i < TER_EXPORT_FIELDS; i++)
        if (strcmp(fields[i].name, field) == 0) return f->values[i];
    return NULL;
}

/* A copy that every format can hold: a document's malformed bytes, and control characters that XML forbids, are U+FFFD.
 */
static char *text_or_unset(const char *s) {
    ter_buf out = {0};
    uint32_t c;
    if (!s || !s[0]) return NULL;
    for (size_t i = 0, n = strlen(s); i < n;) {
        i += ter_utf8_next(s + i, n - i, &c);
        bool forbidden = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
        ter_buf_put_cp(&out, forbidden ? 0xfffd : c);
    }
    return ter_buf_detach(&out);
}

static char *number(const char *format, double value) {
    char text[64];
    snprintf(text, sizeof text, format, value);
    return ter_strdup(text);
}

ter_status ter_export_features_add(const ter_registry_feature *from, void *context, ter_error *err) {
    (void)err;
    ter_export_features *set = context;
    bool located = from->geometry && from->geometry->type != TER_GEOMETRY_NONE;
    const char *texts[] = {from->facility_id,
                           from->project_id,
                           from->name,
                           from->pinyin,
                           from->kind,
                           from->part,
                           ter_state_name(from->state),
                           ter_basis_name(from->basis),
                           NULL,
                           ter_action_name(from->action),
                           ter_precision_name(from->precision),
                           NULL,
                           from->document,
                           from->document_date,
                           from->quote,
                           NULL,
                           from->geometry_source};
    ter_export_feature f = {.year = from->year, .state = from->state, .basis = from->basis};
    for (size_t i = 0; i < TER_EXPORT_FIELDS; i++) f.values[i] = text_or_unset(texts[i]);
    if (from->year) f.values[8] = number("%.0f", from->year);
    if (located) f.values[11] = number("%.1f", from->uncertainty_m);
    f.values[15] = number("%.2f", from->confidence);
    f.document_title = text_or_unset(from->document_title);
    f.area = text_or_unset(from->area);
    if (located) ter_geometry_copy(from->geometry, &f.geometry);
    ter_array_push(&set->list, f);
    return TER_OK;
}

ter_status ter_export_features_read(ter_registry *r, const ter_registry_filter *filter, ter_export_features *out,
                                    ter_error *err) {
    static const ter_registry_filter everything;
    return ter_registry_each_feature(r, filter ? filter : &everything, ter_export_features_add, out, err);
}

void ter_export_features_release(ter_export_features *f) {
    for (size_t i = 0; i < f->list.len; i++) {
        ter_export_feature *one = &f->list.items[i];
        for (size_t k = 0; k < TER_EXPORT_FIELDS; k++) free(one->values[k]);
        free(one->document_title);
        free(one->area);
        ter_geometry_release(&one->geometry);
    }
    ter_array_release(&f->list);
}
