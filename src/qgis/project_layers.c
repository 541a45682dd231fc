/* The layers of a project: typed tables of the package by year and state, what has no place, names and the quiet map.
 */
#include "qgis/project_parts.h"

#include "base/escape.h"
#include "export/plan.h"
#include "qgis/qgis_xml.h"

#include <stdio.h>
#include <string.h>

const char *const ter_qgis_map_ids[TER_QGIS_MAP_LAYERS] = {"map_name_point", "map_name_line", "map_name_polygon",
                                                           "map_base_line", "map_base_polygon"};
const char *const ter_qgis_map_titles[TER_QGIS_MAP_LAYERS] = {"点", "线", "面", "道路与河道", "行政区"};

const char ter_qgis_registry_title[] = "登记库（在此编辑）";

/* ---- words ---- */

static const char *word_zh(const ter_qgis_project *p, const char *list, const char *word) {
    const ter_legend_entry *e = ter_legend_find(&p->legend, list, word);
    return e ? e->zh : word;
}

void ter_qgis_put_state(const ter_qgis_project *p, ter_buf *b, const ter_qgis_layer *l) {
    ter_buf_puts(b, word_zh(p, "status", ter_state_name(l->state)));
    if (l->basis == TER_BASIS_TARGET) ter_buf_puts(b, "（目标）");
}

void ter_qgis_put_year(ter_buf *b, int year) {
    if (year) ter_buf_printf(b, "%d 年", year);
    else ter_buf_puts(b, "未注明年份");
}

const char *ter_qgis_type_title(ter_geometry_type type) {
    static const char *const titles[] = {"尚未定位的设施", "点", "线（道路与河道）", "面（范围）"};
    return titles[type];
}

bool ter_qgis_has_type(const ter_qgis_project *p, ter_geometry_type type) {
    for (size_t i = 0; i < p->layers.len; i++)
        if (p->layers.items[i].type == type) return true;
    return false;
}

/* ---- the layers ---- */

typedef struct layer_head {
    const char *id, *title, *table, *abstract, *package;
    const char *subset;
    ter_geometry_type type;
    bool labelled;
    bool editable; /* a table of the registry, through the provider that waits for others; the rest is written again */
} layer_head;

static void put_metadata(const ter_qgis_project *p, const layer_head *h) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<resourceMetadata>");
    ter_qgis_put_element(b, "identifier", h->id);
    ter_buf_puts(b, "<language>zho</language><type>dataset</type>");
    ter_qgis_put_element(b, "title", h->title);
    ter_qgis_put_element(b, "abstract", h->abstract);
    if (p->attribution.len) {
        ter_qgis_put_element(b, "license", p->attribution.ptr);
        ter_qgis_put_element(b, "rights", p->attribution.ptr);
    }
    ter_qgis_put_srs(b, "crs", 4326);
    ter_buf_puts(b, "</resourceMetadata>\n");
}

static void put_layer_open(const ter_qgis_project *p, const layer_head *h) {
    static const char *const geometries[] = {"No geometry", "Point", "Line", "Polygon"};
    ter_buf *b = p->out;
    ter_buf_printf(b,
                   "<maplayer type=\"vector\" geometry=\"%s\" labelsEnabled=\"%d\" hasScaleBasedVisibilityFlag=\"0\" "
                   "readOnly=\"%d\">\n",
                   geometries[h->type], h->labelled, !h->editable);
    ter_qgis_put_element(b, "id", h->id);
    ter_buf_puts(b, "<datasource>");
    if (h->editable) ter_buf_puts(b, "dbname='");
    ter_escape_xml_line(b, h->package);
    ter_buf_printf(b, h->editable ? "' table=\"%s\" (geom)" : "|layername=%s", h->table);
    if (h->subset) {
        ter_buf_puts(b, "|subset=");
        ter_escape_xml_line(b, h->subset);
    }
    ter_buf_puts(b, "</datasource>\n");
    ter_qgis_put_element(b, "layername", h->title);
    ter_qgis_put_element(b, "title", h->title);
    ter_qgis_put_element(b, "abstract", h->abstract);
    if (p->attribution.len) ter_qgis_put_element(b, "attribution", p->attribution.ptr);
    ter_qgis_put_srs(b, "srs", 4326);
    ter_buf_printf(b, "<provider encoding=\"UTF-8\">%s</provider>\n", h->editable ? "spatialite" : "ogr");
    put_metadata(p, h);
}

/* The layer's year; what is undated holds for all of them. It begins a second late: QGIS 3.22 takes a year's end,
 * though it is not part of its frame, for an overlap with what begins then. */
static void put_time(const ter_qgis_project *p, int year) {
    if (!p->first_year) return;
    ter_buf_printf(
        p->out,
        "<temporal enabled=\"1\" mode=\"0\" startField=\"\" endField=\"\" durationField=\"\" startExpression=\"\" "
        "endExpression=\"\" durationUnit=\"y\" fixedDuration=\"0\" limitMode=\"0\" accumulate=\"0\"><fixedRange>"
        "<start>%04d-01-01T00:00:01Z</start><end>%04d-12-31T23:59:59Z</end></fixedRange></temporal>\n",
        year ? year : p->first_year, year ? year : p->last_year);
}

static void put_typed_layer(const ter_qgis_project *p, const ter_qgis_layer *l) {
    char table[64];
    const char *categories[] = {l->category, NULL};
    ter_buf title = {0}, abstract = {0}, subset = {0};
    snprintf(table, sizeof table, "facility_%s", ter_export_type_name(l->type));
    ter_qgis_put_state(p, &title, l);
    ter_buf_puts(&title, " · ");
    ter_qgis_put_year(&title, l->year);
    ter_buf_printf(&title, " · %s", ter_qgis_type_title(l->type));
    ter_buf_printf(&abstract, "%s：文件所述的公共工程，每条附原文与出处。资料截至 %s。", title.ptr,
                   p->date[0] ? p->date : "不详");
    if (l->year) ter_buf_printf(&subset, "\"year\" = %d", l->year);
    else ter_buf_puts(&subset, "\"year\" IS NULL");
    ter_buf_printf(&subset, " AND \"status\" = '%s' AND ", ter_state_name(l->state));
    ter_buf_puts(&subset,
                 l->basis == TER_BASIS_TARGET ? "\"basis\" = 'target'" : "coalesce(\"basis\", '') <> 'target'");
    const layer_head head = {.id = l->id,
                             .title = title.ptr,
                             .table = table,
                             .abstract = abstract.ptr,
                             .package = p->package,
                             .subset = subset.ptr,
                             .type = l->type};
    put_layer_open(p, &head);
    put_time(p, l->year);
    ter_qgis_put_style(p->out, table, categories, false);
    ter_buf_puts(p->out, "</maplayer>\n");
    ter_buf_release(&title), ter_buf_release(&abstract), ter_buf_release(&subset);
}

static void put_unlocated(const ter_qgis_project *p) {
    const layer_head head = {.id = "facility_unlocated",
                             .title = ter_qgis_type_title(TER_GEOMETRY_NONE),
                             .table = "facility_unlocated",
                             .abstract = "文件提到而位置不明的设施：位置不编造。",
                             .package = p->package};
    put_layer_open(p, &head);
    ter_qgis_put_style(p->out, "facility_unlocated", NULL, false);
    ter_buf_puts(p->out, "</maplayer>\n");
}

static void put_map_layer(const ter_qgis_project *p, size_t i) {
    static const ter_geometry_type types[] = {TER_GEOMETRY_POINT, TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON,
                                              TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON};
    bool base = i >= TER_QGIS_BASE_LINE;
    const layer_head head = {.id = ter_qgis_map_ids[i],
                             .title = ter_qgis_map_titles[i],
                             .table = ter_qgis_map_layers[i],
                             .abstract = base ? "地名库中的道路、河道与行政区，作底图用。"
                                              : "每处设施一个名称；只标注地图上可见图层的设施。",
                             .package = "./map.gpkg",
                             .type = types[i],
                             .labelled = true};
    put_layer_open(p, &head);
    put_time(p, 0);
    ter_qgis_put_style(p->out, ter_qgis_map_layers[i], i == TER_QGIS_NAME_POLYGON || base ? NULL : p->kinds.items,
                       false);
    ter_buf_puts(p->out, "</maplayer>\n");
}

static void put_registry_layer(const ter_qgis_project *p, ter_geometry_type type) {
    char table[64], id[80];
    ter_buf title = {0};
    snprintf(table, sizeof table, "facility_%s", ter_export_type_name(type));
    snprintf(id, sizeof id, "registry_%s", table);
    ter_buf_printf(&title, "%s · %s", ter_qgis_registry_title, ter_qgis_type_title(type));
    const layer_head head = {.id = id,
                             .title = title.ptr,
                             .table = table,
                             .abstract = "登记库中各设施的现状。在此所作的更正记入登记库，此后读入文件不会覆盖。",
                             .package = p->registry,
                             .type = type,
                             .editable = true};
    put_layer_open(p, &head);
    ter_qgis_put_style(p->out, table, NULL, true);
    ter_buf_puts(p->out, "</maplayer>\n");
    ter_buf_release(&title);
}

void ter_qgis_put_layers(const ter_qgis_project *p) {
    ter_buf_puts(p->out, "  <projectlayers>\n");
    for (size_t i = 0; i < TER_QGIS_MAP_LAYERS; i++)
        if (p->map.rows[i]) put_map_layer(p, i);
    for (size_t i = 0; i < p->layers.len; i++) put_typed_layer(p, &p->layers.items[i]);
    for (int type = TER_GEOMETRY_POINT; p->registry && type <= TER_GEOMETRY_POLYGON; type++)
        if (ter_qgis_has_type(p, (ter_geometry_type)type)) put_registry_layer(p, (ter_geometry_type)type);
    put_unlocated(p);
    ter_buf_puts(p->out, "  </projectlayers>\n");
}
