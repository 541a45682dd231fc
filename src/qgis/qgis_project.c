/* The QGIS project: its layers, extent and files. */
#include "qgis/qgis_project.h"

#include "base/escape.h"
#include "base/file.h"
#include "export/area_title.h"
#include "export/export.h"
#include "export/features.h"
#include "export/sources.h"
#include "geo/wgs84.h"
#include "qgis/print_layout.h"
#include "qgis/project_parts.h"
#include "qgis/qgis_xml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const entries[] = {"terrier.qgs",   "map.gpkg",          "map.gpkg-wal",      "map.gpkg-shm",
                                      "registry.gpkg", "registry.gpkg-wal", "registry.gpkg-shm", NULL};
const ter_folder_kind ter_qgis_folder = {"terrier.qgs", "Made by terrier", entries};

/* ---- which layers ---- */

static int layer_compare(const void *left, const void *right) {
    const ter_qgis_layer *a = left, *b = right;
    if (a->year != b->year) return a->year > b->year ? -1 : 1;
    if (a->state != b->state) return (int)a->state - (int)b->state;
    if ((a->basis == TER_BASIS_TARGET) != (b->basis == TER_BASIS_TARGET)) return a->basis == TER_BASIS_TARGET ? 1 : -1;
    return (int)a->type - (int)b->type;
}

static void add_layer(ter_qgis_project *p, const ter_export_feature *f) {
    ter_qgis_layer l = {.year = f->year, .state = f->state, .basis = f->basis, .type = f->geometry.type};
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

static void project_gather(ter_qgis_project *p, const ter_export_features *features) {
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
    ter_array_push(&p->kinds, NULL);
    if (p->extent.min_lon > p->extent.max_lon) p->extent = all;
    if (p->layers.len) qsort(p->layers.items, p->layers.len, sizeof *p->layers.items, layer_compare);
}

/* ---- the canvas ---- */

static double mercator_y(double lat_deg) {
    double limited = fmax(-85, fmin(85, lat_deg));
    return TER_WGS84_A_M * log(tan(M_PI / 4 + limited * M_PI / 360));
}

/* In Web Mercator: at city scale it keeps shapes, which plain degrees do not. */
static bool view_extent(const ter_qgis_project *p, double out[4]) {
    const double k = TER_WGS84_A_M * M_PI / 180;
    ter_bbox e = p->extent;
    double margin = 500 + 0.05 * k * (e.max_lon - e.min_lon);
    if (e.min_lon > e.max_lon) return false;
    out[0] = k * e.min_lon - margin, out[1] = mercator_y(e.min_lat) - margin;
    out[2] = k * e.max_lon + margin, out[3] = mercator_y(e.max_lat) + margin;
    return true;
}

/* Where the map opens: for the window, and for programs that read the project. */
static void put_view(ter_qgis_project *p) {
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

static void put_project_time(const ter_qgis_project *p) {
    if (!p->first_year) return;
    ter_buf_printf(
        p->out,
        "  <ProjectTimeSettings timeStep=\"1\" timeStepUnit=\"y\" cumulativeTemporalRange=\"0\" frameRate=\"1\">"
        "<TemporalRange><start>%04d-01-01T00:00:00Z</start><end>%04d-12-31T23:59:59Z</end></TemporalRange>"
        "</ProjectTimeSettings>\n",
        p->first_year, p->last_year);
}

/* ---- the page ---- */

static void add_credit(const char *source, const char *licence, const char *date, void *context) {
    (void)date;
    ter_qgis_credits_add(context, source, licence);
}

static void put_page(const ter_qgis_project *p) {
    ter_buf legend = {0}, subtitle = {0}, sources = {0};
    ter_qgis_page page = {.title = p->title};
    if (!view_extent(p, page.extent)) return;
    ter_qgis_put_legend(p, &legend);
    if (p->first_year && p->first_year == p->last_year) ter_buf_printf(&subtitle, "%d 年", p->first_year);
    else if (p->first_year) ter_buf_printf(&subtitle, "%d—%d 年", p->first_year, p->last_year);
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

static void put_head(const ter_qgis_project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<!-- Made by terrier -->\n"
                    "<qgis version=\"3.22.16\" projectname=\"");
    ter_escape_xml_line(b, p->title);
    ter_buf_puts(b, "\">\n");
    ter_qgis_put_element(b, "title", p->title);
    ter_buf_puts(b, "<projectMetadata><language>zho</language><type>dataset</type>");
    ter_qgis_put_element(b, "title", p->title);
    ter_qgis_put_element(b, "abstract", "从政府文件读出的公共工程，按年份与状态；每条附原文与出处。");
    ter_buf_puts(b, "</projectMetadata>\n");
    ter_qgis_put_srs(b, "projectCrs", 3857);
}

static void put_project(ter_qgis_project *p) {
    ter_buf *b = p->out;
    put_head(p);
    ter_qgis_put_tree(p);
    put_view(p);
    put_project_time(p);
    ter_qgis_put_layers(p);
    put_page(p);
    ter_buf_puts(b, "  <properties><Paths><Absolute type=\"bool\">false</Absolute></Paths>"
                    "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>"
                    "<Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure></properties>\n</qgis>\n");
}

ter_status ter_qgis_project_write(ter_registry *registry, const char *package, const char *folder,
                                  const ter_qgis_options *options, ter_error *err) {
    ter_export_features features = {0};
    ter_buf out = {0}, json = {0}, areas = {0};
    char *path = ter_path_join(folder, "terrier.qgs"), *map = ter_path_join(folder, "map.gpkg"), day[16];
    ter_qgis_project p = {
        .package = package, .registry = options->registry, .out = &out, .date = ter_registry_newest_date(registry)};
    ter_legend_read(&p.legend);
    ter_export_day(p.date, day);
    ter_status status = ter_export_features_read(registry, NULL, &features, err);
    const ter_qgis_map_request request = {&features, options->gazetteers, options->gazetteer_count, day};
    if (status == TER_OK) status = ter_qgis_map_write(&request, map, &p.map, err);
    ter_buf_puts(&areas, "");
    if (status == TER_OK) status = ter_export_area_title(registry, &areas, err);
    if (status == TER_OK) status = ter_export_sources_put(registry, &json, &p.attribution, err);
    if (status == TER_OK) status = ter_registry_each_source(registry, add_credit, &p.map.credits, err);
    if (status == TER_OK) {
        project_gather(&p, &features);
        snprintf(p.title, sizeof p.title, "%s公共工程", areas.ptr);
        put_project(&p);
        status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    }
    free(path), free(map);
    ter_array_release(&p.layers);
    ter_array_release(&p.kinds);
    ter_qgis_map_report_release(&p.map);
    ter_legend_release(&p.legend);
    ter_buf_release(&p.attribution);
    ter_buf_release(&areas);
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
