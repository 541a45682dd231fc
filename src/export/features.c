/* Features of the registry as the values of fields. */
#include "export/features.h"

#include "registry/read/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_dataset_field fields[TER_EXPORT_VALUES] = {
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
    {"period_from", "per_from", TER_FIELD_INTEGER, "起始年份", "From year"},
    {"period_to", "per_to", TER_FIELD_INTEGER, "截止年份", "To year"},
    {"geometry_licence", "geom_lic", TER_FIELD_TEXT, "位置数据许可", "Geometry licence"},
    {"document_title", "doc_title", TER_FIELD_TEXT, "文件标题", "Document title"},
    {"area", "area", TER_FIELD_TEXT, "所在区域", "Area"},
};
enum { TITLE = 20, AREA = 21 }; /* of `fields` */

const ter_dataset_field *ter_export_fields(size_t *count) {
    *count = TER_EXPORT_FIELDS;
    return fields;
}

const ter_dataset_field *ter_export_value_fields(size_t *count) {
    *count = TER_EXPORT_VALUES;
    return fields;
}

const char *ter_export_feature_value(const ter_export_feature *f, const char *field) {
    for (size_t i = 0; i < TER_EXPORT_VALUES; i++)
        if (strcmp(fields[i].name, field) == 0) return f->values[i];
    return NULL;
}

/* Appends a copy, with its NUL, that every format can hold: a document's malformed bytes, and control characters that
 * XML forbids, are U+FFFD. */
static void put_text(ter_buf *out, const char *s) {
    uint32_t c;
    for (size_t i = 0, n = strlen(s); i < n;) {
        size_t plain = i;
        while (plain < n && (unsigned char)s[plain] >= 0x20 && (unsigned char)s[plain] < 0x80) plain++;
        ter_buf_append(out, s + i, plain - i);
        i = plain;
        if (i == n) break;
        size_t taken = ter_utf8_next(s + i, n - i, &c);
        bool forbidden = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
        if (forbidden || c == 0xfffd) ter_buf_put_cp(out, 0xfffd);
        else ter_buf_append(out, s + i, taken);
        i += taken;
    }
    ter_buf_putc(out, 0);
}

/* Texts into the arena, and where each begins; SIZE_MAX: unset. */
static void values_put(const ter_registry_feature *from, ter_buf *arena, size_t at[TER_EXPORT_VALUES]) {
    bool located = from->geometry && from->geometry->type != TER_GEOMETRY_NONE;
    char year[16] = "", from_year[16] = "", uncertainty[64] = "", confidence[64];
    if (from->year) snprintf(year, sizeof year, "%d", from->year);
    if (from->period_from) snprintf(from_year, sizeof from_year, "%d", from->period_from);
    if (located) snprintf(uncertainty, sizeof uncertainty, "%.1f", from->uncertainty_m);
    snprintf(confidence, sizeof confidence, "%.2f", from->confidence);
    const char *texts[TER_EXPORT_VALUES] = {from->facility_id,
                                            from->project_id,
                                            from->name,
                                            from->pinyin,
                                            from->kind,
                                            from->part,
                                            ter_state_name(from->state),
                                            ter_basis_name(from->basis),
                                            year,
                                            ter_action_name(from->action),
                                            ter_precision_name(from->precision),
                                            uncertainty,
                                            from->document,
                                            from->document_date,
                                            from->quote,
                                            confidence,
                                            from->geometry_source,
                                            from_year,
                                            from->period_from ? year : "",
                                            from->geometry_licence,
                                            from->document_title,
                                            from->area};
    ter_buf_clear(arena);
    for (size_t i = 0; i < TER_EXPORT_VALUES; i++) {
        bool set = texts[i] && texts[i][0];
        at[i] = set ? arena->len : SIZE_MAX;
        if (set) put_text(arena, texts[i]);
    }
}

void ter_export_feature_view(const ter_registry_feature *row, ter_buf *arena, ter_export_feature *out) {
    size_t at[TER_EXPORT_VALUES];
    values_put(row, arena, at);
    *out = (ter_export_feature){.year = row->year, .state = row->state, .basis = row->basis};
    for (size_t i = 0; i < TER_EXPORT_VALUES; i++) out->values[i] = at[i] == SIZE_MAX ? NULL : arena->ptr + at[i];
    out->document_title = out->values[TITLE];
    out->area = out->values[AREA];
    if (row->geometry) out->geometry = *row->geometry;
}

ter_status ter_export_features_add(const ter_registry_feature *from, void *context, ter_error *err) {
    (void)err;
    ter_export_features *set = context;
    ter_export_feature f;
    ter_buf text = {0};
    ter_export_feature_view(from, &text, &f);
    f.text = text.ptr;
    f.geometry = (ter_geometry){0};
    if (from->geometry && from->geometry->type != TER_GEOMETRY_NONE) ter_geometry_copy(from->geometry, &f.geometry);
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
        free(one->text);
        ter_geometry_release(&one->geometry);
    }
    ter_array_release(&f->list);
}
