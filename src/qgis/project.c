#include "qgis/project.h"

#include "base/file.h"
#include "export/features.h"
#include "export/legend.h"
#include "export/plan.h"
#include "export/sources.h"
#include "qgis/layout.h"
#include "qgis/map.h"
#include "qgis/xml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const entries[] = {"terrier.qgs",   "map.gpkg",          "map.gpkg-wal",      "map.gpkg-shm",
                                      "registry.gpkg", "registry.gpkg-wal", "registry.gpkg-shm", NULL};
const ter_folder_kind ter_qgis_folder = {"terrier.qgs", "Made by terrier", entries};

static const double pi = 3.14159265358979323846;

/* One layer of the project: a typed table of the package, of one year and one state. */
typedef struct project_layer {
    int year; /* 0: undated */
    ter_state state;
    ter_basis basis;
    ter_geometry_type type;
    char id[80];       /* as ter_qgis_layer_id */
    char category[48]; /* of the style: "started-target" */
} project_layer;

typedef struct project {
    const char *package;
    ter_buf *out;
    ter_legend legend;
    ter_buf attribution;
    ter_qgis_map_report map;
    TER_ARRAY(project_layer) layers; /* by year, newest first, undated last; state, basis, type */
    TER_ARRAY(const char *) kinds;   /* of what has a place */
    ter_bbox extent;
    int first_year, last_year; /* 0: nothing is dated */
    const char *date;
    char title[160];
} project;

/* ---- which layers ---- */

static int layer_compare(const void *left, const void *right) {
    const project_layer *a = left, *b = right;
    if (a->year != b->year) return a->year > b->year ? -1 : 1;
    if (a->state != b->state) return (int)a->state - (int)b->state;
    if ((a->basis == TER_BASIS_TARGET) != (b->basis == TER_BASIS_TARGET)) return a->basis == TER_BASIS_TARGET ? 1 : -1;
    return (int)a->type - (int)b->type;
}

static void add_layer(project *p, const ter_export_feature *f) {
    project_layer l = {.year = f->year, .state = f->state, .basis = f->basis, .type = f->geometry.type};
    const char *kind = ter_export_feature_value(f, "kind");
    bool known = false;
    for (size_t k = 0; k < p->layers.len && !known; k++) known = layer_compare(&p->layers.items[k], &l) == 0;
    if (!known) {
        ter_qgis_layer_id(f, l.id, sizeof l.id);
        snprintf(l.category, sizeof l.category, "%s%s", ter_state_name(f->state),
                 f->basis == TER_BASIS_TARGET ? "-target" : "");
        ter_array_push(&p->layers, l);
    }
    known = !kind;
    for (size_t k = 0; k < p->kinds.len && !known; k++) known = strcmp(p->kinds.items[k], kind) == 0;
    if (!known) ter_array_push(&p->kinds, kind);
}

static void project_gather(project *p, const ter_export_features *features) {
    ter_bbox all = ter_bbox_empty;
    p->extent = ter_bbox_empty; /* of projects; a ring road that is only referred to would push them into a corner */
    for (size_t i = 0; i < features->list.len; i++) {
        const ter_export_feature *f = &features->list.items[i];
        if (f->geometry.type == TER_GEOMETRY_NONE) continue;
        ter_bbox box = ter_geometry_bbox(&f->geometry);
        ter_bbox_add(&all, box);
        if (f->state != TER_STATE_EXISTING) ter_bbox_add(&p->extent, box);
        add_layer(p, f);
        if (f->year && (!p->first_year || f->year < p->first_year)) p->first_year = f->year;
        if (f->year > p->last_year) p->last_year = f->year;
    }
    if (p->extent.min_lon > p->extent.max_lon) p->extent = all;
    if (p->layers.len) qsort(p->layers.items, p->layers.len, sizeof *p->layers.items, layer_compare);
}

/* ---- words ---- */

static const char *word_zh(const project *p, const char *list, const char *word) {
    const ter_legend_entry *e = ter_legend_find(&p->legend, list, word);
    return e ? e->zh : word;
}

static void put_state(const project *p, ter_buf *b, const project_layer *l) {
    ter_buf_puts(b, word_zh(p, "status", ter_state_name(l->state)));
    if (l->basis == TER_BASIS_TARGET) ter_buf_puts(b, "（目标）");
}

static void put_year(ter_buf *b, int year) {
    if (year) ter_buf_printf(b, "%d 年", year);
    else ter_buf_puts(b, "未注明年份");
}

static const char *type_title(ter_geometry_type type) {
    static const char *const titles[] = {"尚未定位的设施", "点", "线（道路与河道）", "面（范围）"};
    return titles[type];
}

/* ---- the tree ---- */

static void put_group_open(ter_buf *b, bool expanded) {
    ter_buf_printf(b, "<layer-tree-group checked=\"Qt::Checked\" expanded=\"%d\" name=\"", expanded);
}

static void put_tree_layer(ter_buf *b, const char *id, const char *name, bool expanded) {
    ter_buf_printf(b,
                   "<layer-tree-layer id=\"%s\" name=\"%s\" checked=\"Qt::Checked\" expanded=\"%d\" "
                   "providerKey=\"ogr\"/>\n",
                   id, name, expanded);
}

/* QGIS gives a layer whose id has ten characters or less another one. */
static const char *const map_ids[TER_QGIS_MAP_LAYERS] = {"map_name_point", "map_name_line", "map_name_polygon",
                                                         "map_base_line", "map_base_polygon"};
static const char *const map_titles[TER_QGIS_MAP_LAYERS] = {"点", "线", "面", "道路与河道", "行政区"};

/* The layers of map.gpkg in one group; those without a row are left out. */
static void put_map_group(const project *p, const char *title, size_t from, size_t to) {
    ter_buf *b = p->out;
    put_group_open(b, false);
    ter_buf_printf(b, "%s\">\n", title);
    for (size_t i = from; i < to; i++)
        if (p->map.rows[i]) put_tree_layer(b, map_ids[i], map_titles[i], i == TER_QGIS_NAME_POINT);
    ter_buf_puts(b, "</layer-tree-group>\n");
}

static void put_years(project *p) {
    ter_buf *b = p->out;
    for (size_t i = 0; i < p->layers.len; i++) {
        const project_layer *l = &p->layers.items[i];
        const project_layer *last = i ? l - 1 : NULL, *next = i + 1 < p->layers.len ? l + 1 : NULL;
        bool new_year = !last || last->year != l->year, year_ends = !next || next->year != l->year;
        bool new_state = new_year || strcmp(last->category, l->category) != 0;
        bool state_ends = year_ends || strcmp(next->category, l->category) != 0;
        if (new_year) {
            put_group_open(b, i == 0);
            put_year(b, l->year);
            ter_buf_puts(b, "\">\n");
        }
        if (new_state) {
            put_group_open(b, false);
            put_state(p, b, l);
            ter_buf_puts(b, "\">\n");
        }
        put_tree_layer(b, l->id, type_title(l->type), false);
        if (state_ends) ter_buf_puts(b, "</layer-tree-group>\n");
        if (year_ends) ter_buf_puts(b, "</layer-tree-group>\n");
    }
}

/* Points over lines over areas, whatever the year, and the quiet map below. */
static void put_order(project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<custom-order enabled=\"1\">\n");
    for (size_t i = 0; i < TER_QGIS_BASE_LINE; i++)
        if (p->map.rows[i]) ter_buf_printf(b, "<item>%s</item>\n", map_ids[i]);
    for (int type = TER_GEOMETRY_POINT; type <= TER_GEOMETRY_POLYGON; type++)
        for (size_t i = 0; i < p->layers.len; i++)
            if ((int)p->layers.items[i].type == type) ter_buf_printf(b, "<item>%s</item>\n", p->layers.items[i].id);
    for (size_t i = TER_QGIS_BASE_LINE; i < TER_QGIS_MAP_LAYERS; i++)
        if (p->map.rows[i]) ter_buf_printf(b, "<item>%s</item>\n", map_ids[i]);
    ter_buf_puts(b, "<item>facility_unlocated</item>\n</custom-order>\n");
}

static void put_tree(project *p) {
    ter_buf_puts(p->out, "<layer-tree-group>\n");
    put_map_group(p, "名称与类别", TER_QGIS_NAME_POINT, TER_QGIS_BASE_LINE);
    put_years(p);
    put_tree_layer(p->out, "facility_unlocated", type_title(TER_GEOMETRY_NONE), false);
    put_map_group(p, "底图", TER_QGIS_BASE_LINE, TER_QGIS_MAP_LAYERS);
    put_order(p);
    ter_buf_puts(p->out, "</layer-tree-group>\n");
}

/* ---- the layers ---- */

typedef struct layer_head {
    const char *id, *title, *table, *abstract, *package;
    const char *subset;
    ter_geometry_type type;
    bool labelled;
} layer_head;

static void put_metadata(const project *p, const layer_head *h) {
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

static void put_layer_open(const project *p, const layer_head *h) {
    static const char *const geometries[] = {"No geometry", "Point", "Line", "Polygon"};
    ter_buf *b = p->out;
    ter_buf_printf(
        b, "<maplayer type=\"vector\" geometry=\"%s\" labelsEnabled=\"%d\" hasScaleBasedVisibilityFlag=\"0\">\n",
        geometries[h->type], h->labelled);
    ter_qgis_put_element(b, "id", h->id);
    ter_buf_puts(b, "<datasource>");
    ter_qgis_put_text(b, h->package);
    ter_buf_printf(b, "|layername=%s", h->table);
    if (h->subset) {
        ter_buf_puts(b, "|subset=");
        ter_qgis_put_text(b, h->subset);
    }
    ter_buf_puts(b, "</datasource>\n");
    ter_qgis_put_element(b, "layername", h->title);
    ter_qgis_put_element(b, "title", h->title);
    ter_qgis_put_element(b, "abstract", h->abstract);
    if (p->attribution.len) ter_qgis_put_element(b, "attribution", p->attribution.ptr);
    ter_qgis_put_srs(b, "srs", 4326);
    ter_buf_puts(b, "<provider encoding=\"UTF-8\">ogr</provider>\n");
    put_metadata(p, h);
}

/* The layer's year; what is undated holds for all of them. It begins a second late: QGIS 3.22 takes a year's end,
 * though it is not part of its frame, for an overlap with what begins then. */
static void put_time(const project *p, int year) {
    if (!p->first_year) return;
    ter_buf_printf(
        p->out,
        "<temporal enabled=\"1\" mode=\"0\" startField=\"\" endField=\"\" durationField=\"\" startExpression=\"\" "
        "endExpression=\"\" durationUnit=\"y\" fixedDuration=\"0\" limitMode=\"0\" accumulate=\"0\"><fixedRange>"
        "<start>%04d-01-01T00:00:01Z</start><end>%04d-12-31T23:59:59Z</end></fixedRange></temporal>\n",
        year ? year : p->first_year, year ? year : p->last_year);
}

static void put_typed_layer(project *p, const project_layer *l) {
    char table[64];
    const char *categories[] = {l->category, NULL};
    ter_buf title = {0}, abstract = {0}, subset = {0};
    snprintf(table, sizeof table, "facility_%s", ter_export_type_name(l->type));
    put_state(p, &title, l);
    ter_buf_puts(&title, " · ");
    put_year(&title, l->year);
    ter_buf_printf(&title, " · %s", type_title(l->type));
    ter_buf_printf(&abstract, "%s：文件所述的公共工程，每条附原文与出处。资料截至 %s。", title.ptr,
                   p->date[0] ? p->date : "不详");
    if (l->year) ter_buf_printf(&subset, "\"year\" = %d", l->year);
    else ter_buf_puts(&subset, "\"year\" IS NULL");
    ter_buf_printf(&subset, " AND \"status\" = '%s' AND ", ter_state_name(l->state));
    ter_buf_puts(&subset,
                 l->basis == TER_BASIS_TARGET ? "\"basis\" = 'target'" : "coalesce(\"basis\", '') <> 'target'");
    const layer_head head = {l->id, title.ptr, table, abstract.ptr, p->package, subset.ptr, l->type, false};
    put_layer_open(p, &head);
    put_time(p, l->year);
    ter_qgis_put_style(p->out, table, categories);
    ter_buf_puts(p->out, "</maplayer>\n");
    ter_buf_release(&title), ter_buf_release(&abstract), ter_buf_release(&subset);
}

static void put_unlocated(project *p) {
    const layer_head head = {.id = "facility_unlocated",
                             .title = type_title(TER_GEOMETRY_NONE),
                             .table = "facility_unlocated",
                             .abstract = "文件提到而位置不明的设施：位置不编造。",
                             .package = p->package};
    put_layer_open(p, &head);
    ter_qgis_put_style(p->out, "facility_unlocated", NULL);
    ter_buf_puts(p->out, "</maplayer>\n");
}

static void put_map_layer(project *p, size_t i) {
    static const ter_geometry_type types[] = {TER_GEOMETRY_POINT, TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON,
                                              TER_GEOMETRY_LINE, TER_GEOMETRY_POLYGON};
    bool base = i >= TER_QGIS_BASE_LINE;
    const layer_head head = {.id = map_ids[i],
                             .title = map_titles[i],
                             .table = ter_qgis_map_layers[i],
                             .abstract = base ? "地名库中的道路、河道与行政区，作底图用。"
                                              : "每处设施一个名称；只标注地图上可见图层的设施。",
                             .package = "./map.gpkg",
                             .type = types[i],
                             .labelled = true};
    ter_array_push(&p->kinds, NULL);
    put_layer_open(p, &head);
    put_time(p, 0);
    ter_qgis_put_style(p->out, ter_qgis_map_layers[i], i == TER_QGIS_NAME_POLYGON || base ? NULL : p->kinds.items);
    ter_buf_puts(p->out, "</maplayer>\n");
    p->kinds.len--;
}

/* ---- the canvas ---- */

static double mercator_y(double lat_deg) {
    double limited = fmax(-85, fmin(85, lat_deg));
    return 6378137.0 * log(tan(pi / 4 + limited * pi / 360));
}

/* In Web Mercator: at city scale it keeps shapes, which plain degrees do not. */
static bool view_extent(const project *p, double out[4]) {
    const double k = 6378137.0 * pi / 180;
    ter_bbox e = p->extent;
    double margin = 500 + 0.05 * k * (e.max_lon - e.min_lon);
    if (e.min_lon > e.max_lon) return false;
    out[0] = k * e.min_lon - margin, out[1] = mercator_y(e.min_lat) - margin;
    out[2] = k * e.max_lon + margin, out[3] = mercator_y(e.max_lat) + margin;
    return true;
}

/* Where the map opens: for the window, and for programs that read the project. */
static void put_view(project *p) {
    ter_buf *b = p->out;
    double e[4];
    bool known = view_extent(p, e);
    ter_buf_puts(b, "  <mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\"><units>meters</units>");
    if (known)
        ter_buf_printf(b, "<extent><xmin>%.2f</xmin><ymin>%.2f</ymin><xmax>%.2f</xmax><ymax>%.2f</ymax></extent>", e[0],
                       e[1], e[2], e[3]);
    ter_buf_puts(b, "<rotation>0</rotation>");
    ter_qgis_put_srs(b, "destinationsrs", 3857);
    ter_buf_puts(b, "  </mapcanvas>\n");
    if (!known) return;
    ter_buf_printf(b,
                   "  <ProjectViewSettings UseProjectScales=\"0\" rotation=\"0\"><Scales/>"
                   "<DefaultViewExtent xmin=\"%.2f\" ymin=\"%.2f\" xmax=\"%.2f\" ymax=\"%.2f\">",
                   e[0], e[1], e[2], e[3]);
    ter_buf_puts(b, "<spatialrefsys><srsid>3857</srsid><srid>3857</srid><authid>EPSG:3857</authid></spatialrefsys>"
                    "</DefaultViewExtent>"
                    "</ProjectViewSettings>\n");
}

static void put_project_time(const project *p) {
    if (!p->first_year) return;
    ter_buf_printf(
        p->out,
        "  <ProjectTimeSettings timeStep=\"1\" timeStepUnit=\"y\" cumulativeTemporalRange=\"0\" frameRate=\"1\">"
        "<TemporalRange><start>%04d-01-01T00:00:00Z</start><end>%04d-12-31T23:59:59Z</end></TemporalRange>"
        "</ProjectTimeSettings>\n",
        p->first_year, p->last_year);
}

/* ---- the page ---- */

/* The layer that stands for a state in the legend: of its points, else of its lines, else of its areas. */
static const project_layer *example_of(const project *p, const char *category) {
    const project_layer *best = NULL;
    for (size_t i = 0; i < p->layers.len; i++) {
        const project_layer *l = &p->layers.items[i];
        if (strcmp(l->category, category) == 0 && (!best || l->type < best->type)) best = l;
    }
    return best;
}

static void put_legend_layer(ter_buf *b, const char *id) {
    ter_buf_printf(
        b,
        "<layer-tree-layer id=\"%s\" name=\"\" checked=\"Qt::Checked\" expanded=\"1\" providerKey=\"ogr\" "
        "legend_exp=\"\" legend_split_behavior=\"0\" patch_size=\"-1,-1\"><customproperties><Option type=\"Map\">"
        "<Option type=\"QString\" name=\"legend/title-style\" value=\"hidden\"/></Option></customproperties>"
        "</layer-tree-layer>\n",
        id);
}

static void put_legend_group(ter_buf *b, const char *title) {
    ter_buf_printf(b,
                   "<layer-tree-group name=\"%s\" checked=\"Qt::Checked\" expanded=\"1\"><customproperties><Option "
                   "type=\"Map\"><Option type=\"QString\" name=\"legend/title-style\" value=\"group\"/></Option>"
                   "</customproperties>\n",
                   title);
}

static void put_legend(const project *p, ter_buf *b) {
    static const char *const suffixes[] = {"", "-target"};
    ter_buf_puts(b, "<layer-tree-group><customproperties><Option/></customproperties>\n");
    put_legend_group(b, "状态");
    for (int s = TER_STATE_PLANNED; s < TER_STATE_COUNT; s++) {
        for (size_t t = 0; t < 2; t++) {
            char category[48];
            snprintf(category, sizeof category, "%s%s", ter_state_name((ter_state)s), suffixes[t]);
            const project_layer *l = example_of(p, category);
            if (l) put_legend_layer(b, l->id);
        }
    }
    ter_buf_puts(b, "</layer-tree-group>\n");
    put_legend_group(b, "类别");
    for (size_t i = TER_QGIS_NAME_POINT; i <= TER_QGIS_NAME_LINE; i++)
        if (p->map.rows[i]) put_legend_layer(b, map_ids[i]);
    ter_buf_puts(b, "</layer-tree-group>\n<custom-order enabled=\"0\"/></layer-tree-group>\n");
}

static void add_credit(const char *source, const char *licence, const char *date, void *context) {
    (void)date;
    ter_qgis_credits_add(context, source, licence);
}

static void put_page(const project *p) {
    ter_buf legend = {0}, subtitle = {0}, sources = {0};
    ter_qgis_page page = {.title = p->title};
    if (!view_extent(p, page.extent)) return;
    put_legend(p, &legend);
    if (p->first_year) ter_buf_printf(&subtitle, "%d—%d 年", p->first_year, p->last_year);
    if (p->date[0]) ter_buf_printf(&subtitle, "%s资料截至 %s", subtitle.len ? "　" : "", p->date);
    ter_buf_puts(&sources, "来源：");
    ter_qgis_credits_put(&p->map.credits, &sources);
    ter_buf_puts(&sources, "\n坐标系：Web 墨卡托（EPSG:3857），数据为 WGS 84。由 terrier 制作。");
    page.legend = legend.ptr;
    page.subtitle = subtitle.len ? subtitle.ptr : "";
    page.sources = sources.ptr;
    ter_qgis_put_layout(p->out, &page);
    ter_buf_release(&legend), ter_buf_release(&subtitle), ter_buf_release(&sources);
}

/* ---- the file ---- */

static void put_head(const project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<!-- Made by terrier -->\n"
                    "<qgis version=\"3.22.16\" projectname=\"");
    ter_qgis_put_text(b, p->title);
    ter_buf_puts(b, "\">\n");
    ter_qgis_put_element(b, "title", p->title);
    ter_buf_puts(b, "<projectMetadata><language>zho</language><type>dataset</type>");
    ter_qgis_put_element(b, "title", p->title);
    ter_qgis_put_element(b, "abstract", "从政府文件读出的公共工程，按年份与状态；每条附原文与出处。");
    ter_buf_puts(b, "</projectMetadata>\n");
    ter_qgis_put_srs(b, "projectCrs", 3857);
}

static void put_project(project *p) {
    ter_buf *b = p->out;
    put_head(p);
    put_tree(p);
    put_view(p);
    put_project_time(p);
    ter_buf_puts(b, "  <projectlayers>\n");
    for (size_t i = 0; i < TER_QGIS_MAP_LAYERS; i++)
        if (p->map.rows[i]) put_map_layer(p, i);
    for (size_t i = 0; i < p->layers.len; i++) put_typed_layer(p, &p->layers.items[i]);
    put_unlocated(p);
    ter_buf_puts(b, "  </projectlayers>\n");
    put_page(p);
    ter_buf_puts(b, "  <properties><Paths><Absolute type=\"bool\">false</Absolute></Paths>"
                    "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>"
                    "<Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure></properties>\n</qgis>\n");
}

/* A full day for a format that keeps one, whatever the newest document states. */
static void day_of(const char *date, char out[16]) {
    size_t n = strnlen(date, 10);
    memcpy(out, "1970-01-01", 11);
    if (n == 4 || n == 7 || n == 10) memcpy(out, date, n);
}

ter_status ter_qgis_project_write(ter_registry *registry, const char *package, const char *folder,
                                  const ter_qgis_options *options, ter_error *err) {
    ter_export_features features = {0};
    ter_buf out = {0}, json = {0};
    char *path = ter_path_join(folder, "terrier.qgs"), *map = ter_path_join(folder, "map.gpkg"), day[16];
    project p = {.package = package, .out = &out, .date = ter_registry_newest_date(registry)};
    ter_legend_read(&p.legend);
    day_of(p.date, day);
    ter_status status = ter_export_features_read(registry, NULL, &features, err);
    const ter_qgis_map_request request = {&features, options->gazetteers, options->gazetteer_count, day};
    if (status == TER_OK) status = ter_qgis_map_write(&request, map, &p.map, err);
    if (status == TER_OK) status = ter_export_sources_put(registry, &json, &p.attribution, err);
    if (status == TER_OK) status = ter_registry_each_source(registry, add_credit, &p.map.credits, err);
    if (status == TER_OK) {
        project_gather(&p, &features);
        snprintf(p.title, sizeof p.title, "%s公共工程", p.map.area ? p.map.area : "");
        put_project(&p);
        status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    }
    free(path), free(map);
    ter_array_release(&p.layers);
    ter_array_release(&p.kinds);
    ter_qgis_map_report_release(&p.map);
    ter_legend_release(&p.legend);
    ter_buf_release(&p.attribution);
    ter_buf_release(&json);
    ter_buf_release(&out);
    ter_export_features_release(&features);
    return status;
}

ter_status ter_qgis_write(ter_registry *registry, const char *out, const ter_qgis_options *options, ter_error *err) {
    ter_folder folder = {0};
    ter_status status = ter_folder_begin(&folder, out, &ter_qgis_folder, options->overwrite, err);
    if (status == TER_OK) {
        char *package = ter_path_join(folder.temporary, "registry.gpkg");
        status = ter_export_geopackage(registry, package, err);
        if (status == TER_OK)
            status = ter_qgis_project_write(registry, "./registry.gpkg", folder.temporary, options, err);
        free(package);
    }
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    ter_folder_release(&folder);
    return status;
}
