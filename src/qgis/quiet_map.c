/* The quiet map beneath: roads, water and names from the gazetteers. */
#include "qgis/quiet_map.h"

#include "base/kind.h"
#include "export/formats/export_format.h"
#include "gazetteer/gazetteer.h"
#include "gis/gis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const ter_qgis_map_layers[TER_QGIS_MAP_LAYERS] = {"name_point", "name_line", "name_polygon", "base_line",
                                                              "base_polygon"};

enum { NAME, KIND, PRECISION, WORKS, FACILITY, SHOWN_IN, SOURCE, LICENCE, FIELDS };

static const ter_dataset_field map_fields[FIELDS] = {
    {"name", "name", TER_FIELD_TEXT, "名称", "Name"},
    {"kind", "kind", TER_FIELD_TEXT, "类别", "Kind"},
    {"precision", "precision", TER_FIELD_TEXT, "定位精度", "Precision"},
    {"works", "works", TER_FIELD_INTEGER, "有工程", "Works"},
    {"facility_id", "fac_id", TER_FIELD_TEXT, "设施编号", "Facility"},
    {"shown_in", "shown_in", TER_FIELD_TEXT, "所在图层", "Shown in"},
    {"source", "source", TER_FIELD_TEXT, "来源", "Source"},
    {"licence", "licence", TER_FIELD_TEXT, "许可", "Licence"},
};

enum { BASE_LINES = 4000 }; /* most of them, the longest first: a quiet map, and a small file */

typedef struct map_row {
    const char *values[FIELDS];
    char *own[2];                 /* values that are the row's own; NULL: none */
    const ter_geometry *geometry; /* a feature's, or `base` */
    ter_geometry base;
} map_row;

typedef struct map_rows {
    TER_ARRAY(map_row) list;
} map_rows;

static void rows_release(map_rows *rows) {
    for (size_t i = 0; i < rows->list.len; i++) {
        free(rows->list.items[i].own[0]), free(rows->list.items[i].own[1]);
        ter_geometry_release(&rows->list.items[i].base);
    }
    ter_array_release(&rows->list);
}

void ter_qgis_layer_id(const ter_export_feature *f, char *out, size_t size) {
    static const char *const types[] = {"none", "point", "line", "polygon"};
    snprintf(out, size, "facility_%s_%d_%s%s", types[f->geometry.type], f->year, ter_state_name(f->state),
             f->basis == TER_BASIS_TARGET ? "-target" : "");
}

/* ---- names: one for each place of a facility ---- */

typedef const ter_export_feature *feature_ptr;

static int text_compare(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

static int geometry_compare(const ter_geometry *a, const ter_geometry *b) {
    if (a->type != b->type) return (int)a->type - (int)b->type;
    if (a->point_count != b->point_count) return a->point_count < b->point_count ? -1 : 1;
    for (size_t i = 0; i < a->point_count; i++) {
        int order = ter_position_compare(a->points[i], b->points[i]);
        if (order) return order;
    }
    return 0;
}

static int place_compare(const ter_export_feature *a, const ter_export_feature *b) {
    int order = text_compare(ter_export_feature_value(a, "facility_id"), ter_export_feature_value(b, "facility_id"));
    return order ? order : geometry_compare(&a->geometry, &b->geometry);
}

static int feature_compare(const void *left, const void *right) {
    feature_ptr a = *(const feature_ptr *)left, b = *(const feature_ptr *)right;
    int order = place_compare(a, b);
    return order ? order : (a > b) - (a < b); /* as they stand in their array */
}

/* The name, and the part where the facility has others at other places. */
static char *label_of(const feature_ptr *first, size_t count, bool alone) {
    const char *name = ter_export_feature_value(*first, "name"), *part = ter_export_feature_value(*first, "part");
    for (size_t i = 1; i < count && part; i++)
        if (text_compare(part, ter_export_feature_value(first[i], "part")) != 0) part = NULL;
    ter_buf b = {0};
    ter_buf_puts(&b, name ? name : "");
    if (part && !alone && !strstr(b.ptr, part)) ter_buf_printf(&b, " %s", part);
    return ter_buf_detach(&b);
}

/* Whether a list with commas between has the word. */
static bool list_has(const ter_buf *list, const char *word) {
    size_t n = strlen(word);
    for (const char *at = list->ptr; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || !at[n])) return true;
    return false;
}

static void add_name(map_rows *rows, const feature_ptr *first, size_t count, bool alone) {
    const ter_export_feature *f = *first;
    ter_buf shown = {0};
    bool works = false;
    for (size_t i = 0; i < count; i++) {
        char id[80];
        ter_qgis_layer_id(first[i], id, sizeof id);
        works = works || first[i]->state != TER_STATE_EXISTING;
        if (!list_has(&shown, id)) ter_buf_printf(&shown, "%s%s", shown.len ? "," : "", id);
    }
    map_row row = {.geometry = &f->geometry, .own = {label_of(first, count, alone), ter_buf_detach(&shown)}};
    row.values[NAME] = row.own[0];
    row.values[KIND] = ter_export_feature_value(f, "kind");
    row.values[PRECISION] = ter_export_feature_value(f, "precision");
    row.values[WORKS] = works ? "1" : "0";
    row.values[FACILITY] = ter_export_feature_value(f, "facility_id");
    row.values[SHOWN_IN] = row.own[1];
    ter_array_push(&rows[f->geometry.type - TER_GEOMETRY_POINT].list, row);
}

static void gather_names(const ter_export_features *features, map_rows *rows) {
    TER_ARRAY(feature_ptr) sorted = {0};
    for (size_t i = 0; i < features->list.len; i++) {
        feature_ptr f = &features->list.items[i];
        if (f->geometry.type != TER_GEOMETRY_NONE) ter_array_push(&sorted, f);
    }
    if (sorted.len) qsort(sorted.items, sorted.len, sizeof *sorted.items, feature_compare);
    for (size_t i = 0, end; i < sorted.len; i = end) {
        const char *id = ter_export_feature_value(sorted.items[i], "facility_id");
        for (end = i; end < sorted.len; end++)
            if (text_compare(id, ter_export_feature_value(sorted.items[end], "facility_id")) != 0) break;
        for (size_t from = i, to; from < end; from = to) {
            for (to = from; to < end && place_compare(sorted.items[from], sorted.items[to]) == 0;) to++;
            add_name(rows, sorted.items + from, to - from, to - from == end - i);
        }
    }
    ter_array_release(&sorted);
}

/* ---- the quiet map below ---- */

typedef struct candidate {
    const ter_gazetteer *gazetteer;
    size_t position;
    double size_deg;
} candidate;

static int candidate_compare(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    return a->size_deg != b->size_deg ? (a->size_deg > b->size_deg ? -1 : 1)
                                      : (a->position > b->position) - (a->position < b->position);
}

static bool is_rectangle(const ter_geometry *g) {
    if (g->type != TER_GEOMETRY_POLYGON || g->part_count != 1 || g->point_count != 5) return false;
    for (size_t i = 0; i + 1 < g->point_count; i++) {
        ter_position a = g->points[i], b = g->points[i + 1];
        bool along = fabs(a.lon_deg - b.lon_deg) < 1e-9 || fabs(a.lat_deg - b.lat_deg) < 1e-9;
        if (!along) return false;
    }
    return true;
}

/* Names of the map, sorted: the base need not say them again. */
typedef struct name_set {
    TER_ARRAY(const char *) names;
} name_set;

static int name_compare(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool is_named(const name_set *set, const char *name) {
    return set->names.len &&
           bsearch(&name, set->names.items, set->names.len, sizeof *set->names.items, name_compare) != NULL;
}

static ter_status add_base(map_rows *rows, const candidate *c, const name_set *named, ter_qgis_credits *credits,
                           ter_error *err) {
    const ter_toponym *t = ter_gazetteer_at(c->gazetteer, c->position);
    map_row row = {.geometry = NULL};
    ter_status status = ter_gazetteer_geometry(c->gazetteer, c->position, &row.base, err);
    bool area = ter_kind_is_area(t->kind);
    ter_geometry_type wanted = area ? TER_GEOMETRY_POLYGON : TER_GEOMETRY_LINE;
    if (status != TER_OK || row.base.type != wanted) {
        ter_geometry_release(&row.base);
        return status;
    }
    row.values[NAME] = is_named(named, t->name) ? NULL : t->name;
    row.values[KIND] = area && is_rectangle(&row.base) ? "extent" : t->kind;
    row.values[SOURCE] = t->source && t->source[0] ? t->source : NULL;
    row.values[LICENCE] = t->licence && t->licence[0] ? t->licence : NULL;
    ter_qgis_credits_add(credits, t->source, t->licence);
    ter_array_push(&rows[area ? TER_QGIS_BASE_POLYGON : TER_QGIS_BASE_LINE].list, row);
    return TER_OK;
}

static ter_bbox works_extent(const ter_export_features *features) {
    ter_bbox works = ter_bbox_empty, all = ter_bbox_empty;
    for (size_t i = 0; i < features->list.len; i++) {
        const ter_export_feature *f = &features->list.items[i];
        if (f->geometry.type == TER_GEOMETRY_NONE) continue;
        ter_bbox_add(&all, ter_geometry_bbox(&f->geometry));
        if (f->state != TER_STATE_EXISTING) ter_bbox_add(&works, ter_geometry_bbox(&f->geometry));
    }
    return works.min_lon <= works.max_lon ? works : all;
}

static ter_status gather_base(const ter_qgis_map_request *q, map_rows *rows, ter_qgis_map_report *report,
                              ter_error *err) {
    const double margin_deg = 0.1; /* what the first view and the printed page show */
    ter_bbox b = works_extent(q->features);
    TER_ARRAY(candidate) found = {0};
    name_set named = {0};
    ter_status status = TER_OK;
    if (b.min_lon > b.max_lon) return TER_OK;
    ter_bbox wide = {b.min_lon - margin_deg, b.min_lat - margin_deg, b.max_lon + margin_deg, b.max_lat + margin_deg};
    for (size_t g = 0; g < q->gazetteer_count; g++) {
        for (size_t i = 0; i < ter_gazetteer_count(q->gazetteers[g]); i++) {
            const ter_toponym *t = ter_gazetteer_at(q->gazetteers[g], i);
            if (!ter_kind_is_line(t->kind) && !ter_kind_is_area(t->kind)) continue;
            if (t->lifecycle[0] || !ter_bbox_overlaps(wide, t->bbox)) continue;
            double width = t->bbox.max_lon - t->bbox.min_lon, height = t->bbox.max_lat - t->bbox.min_lat;
            candidate c = {q->gazetteers[g], i, hypot(width, height)};
            ter_array_push(&found, c);
        }
    }
    if (found.len) qsort(found.items, found.len, sizeof *found.items, candidate_compare);
    for (size_t t = 0; t < 3; t++)
        for (size_t i = 0; i < rows[t].list.len; i++) ter_array_push(&named.names, rows[t].list.items[i].values[NAME]);
    if (named.names.len) qsort(named.names.items, named.names.len, sizeof *named.names.items, name_compare);
    for (size_t i = 0; i < found.len && i < BASE_LINES && status == TER_OK; i++)
        status = add_base(rows, &found.items[i], &named, &report->credits, err);
    ter_array_release(&named.names);
    ter_array_release(&found);
    return status;
}

/* ---- the file ---- */

static bool has_many(const map_rows *rows) {
    for (size_t i = 0; i < rows->list.len; i++) {
        const map_row *row = &rows->list.items[i];
        if ((row->geometry ? row->geometry : &row->base)->part_count > 1) return true;
    }
    return false;
}

static ter_status put_rows(const map_rows *rows, const ter_gis *gis, struct ter_dataset_writer *writer,
                           ter_error *err) {
    ter_status status = TER_OK;
    for (size_t t = 0; t < TER_QGIS_MAP_LAYERS; t++) {
        for (size_t i = 0; i < rows[t].list.len && status == TER_OK; i++) {
            const map_row *row = &rows[t].list.items[i];
            ter_dataset_row out = {row->geometry ? row->geometry : &row->base, row->values};
            status = gis->dataset_put(writer, t, &out, err);
        }
    }
    return status;
}

static ter_status write_rows(const ter_qgis_map_request *q, const map_rows *rows, const char *path, ter_error *err) {
    static const char *const titles[] = {"地名（点）", "地名（线）", "地名（面）", "底图（道路与河道）",
                                         "底图（行政区）"};
    static const ter_geometry_type types[] = {TER_GEOMETRY_POINT, TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON,
                                              TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON};
    const ter_gis *gis;
    struct ter_dataset_writer *writer;
    ter_dataset_layer layers[TER_QGIS_MAP_LAYERS];
    for (size_t t = 0; t < TER_QGIS_MAP_LAYERS; t++)
        layers[t] = (ter_dataset_layer){.name = ter_qgis_map_layers[t],
                                        .title = titles[t],
                                        .type = types[t],
                                        .multi = has_many(&rows[t]),
                                        .row_count = rows[t].list.len};
    ter_dataset dataset = {.path = path,
                           .driver = ter_format_gpkg.driver,
                           .crs = "EPSG:4326",
                           .date = q->date,
                           .fields = map_fields,
                           .field_count = FIELDS,
                           .layers = layers,
                           .layer_count = TER_QGIS_MAP_LAYERS};
    ter_status status = ter_gis_get(&gis, err);
    if (status == TER_OK) remove(path);
    if (status == TER_OK) status = gis->dataset_open(&dataset, &writer, err);
    if (status != TER_OK) return status;
    status = put_rows(rows, gis, writer, err);
    ter_status closed = gis->dataset_close(writer, NULL, status == TER_OK ? err : NULL);
    return status == TER_OK ? closed : status;
}

ter_status ter_qgis_map_write(const ter_qgis_map_request *q, const char *path, ter_qgis_map_report *report,
                              ter_error *err) {
    map_rows rows[TER_QGIS_MAP_LAYERS] = {0};
    *report = (ter_qgis_map_report){0};
    gather_names(q->features, rows);
    ter_status status = gather_base(q, rows, report, err);
    if (status == TER_OK) status = write_rows(q, rows, path, err);
    for (size_t t = 0; t < TER_QGIS_MAP_LAYERS; t++) {
        report->rows[t] = rows[t].list.len;
        rows_release(&rows[t]);
    }
    return status;
}

void ter_qgis_map_report_release(ter_qgis_map_report *report) {
    ter_qgis_credits_release(&report->credits);
}
