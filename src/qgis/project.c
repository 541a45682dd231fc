#include "qgis/project.h"

#include "base/embedded.h"
#include "base/file.h"
#include "export/features.h"
#include "export/legend.h"
#include "export/plan.h"
#include "export/sources.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const entries[] = {"terrier.qgs", "registry.gpkg", "registry.gpkg-wal", "registry.gpkg-shm", NULL};
const ter_folder_kind ter_qgis_folder = {"terrier.qgs", "Made by terrier", entries};

static const double pi = 3.14159265358979323846;

/* One layer of the project: a typed table of the package, of one year. */
typedef struct project_layer {
    int year; /* 0: undated */
    ter_geometry_type type;
    char id[64];
} project_layer;

typedef struct project {
    const char *package;
    ter_buf *out;
    ter_buf attribution;
    TER_ARRAY(project_layer) layers; /* by year, newest first, undated last; points, lines, polygons */
    size_t unlocated;
    ter_bbox extent;
} project;

static void put_xml(ter_buf *b, const char *text) {
    uint32_t c;
    for (size_t i = 0, n = strlen(text); i < n;) {
        i += ter_utf8_next(text + i, n - i, &c);
        switch (c) {
        case '<':
            ter_buf_puts(b, "&lt;");
            break;
        case '>':
            ter_buf_puts(b, "&gt;");
            break;
        case '&':
            ter_buf_puts(b, "&amp;");
            break;
        case '"':
            ter_buf_puts(b, "&quot;");
            break;
        default:
            ter_buf_put_cp(b, c < 0x20 || c == 0xfffe || c == 0xffff ? ' ' : c);
        }
    }
}

static void put_element(ter_buf *b, const char *name, const char *text) {
    ter_buf_printf(b, "<%s>", name);
    put_xml(b, text);
    ter_buf_printf(b, "</%s>", name);
}

/* ---- which layers ---- */

static int layer_compare(const void *left, const void *right) {
    const project_layer *a = left, *b = right;
    if (a->year != b->year) return a->year > b->year ? -1 : 1;
    return (int)a->type - (int)b->type;
}

static void project_gather(project *p, const ter_export_features *features) {
    ter_bbox all = ter_bbox_empty;
    p->extent = ter_bbox_empty; /* of projects; a ring road that is only referred to would push them into a corner */
    for (size_t i = 0; i < features->list.len; i++) {
        const ter_export_feature *f = &features->list.items[i];
        project_layer key = {.year = f->year, .type = f->geometry.type};
        if (key.type == TER_GEOMETRY_NONE) {
            p->unlocated++;
            continue;
        }
        ter_bbox box = ter_geometry_bbox(&f->geometry);
        ter_bbox_add(&all, box);
        if (f->state != TER_STATE_EXISTING) ter_bbox_add(&p->extent, box);
        bool known = false;
        for (size_t k = 0; k < p->layers.len && !known; k++) known = layer_compare(&p->layers.items[k], &key) == 0;
        if (!known) ter_array_push(&p->layers, key);
    }
    if (p->extent.min_lon > p->extent.max_lon) p->extent = all;
    if (p->layers.len) qsort(p->layers.items, p->layers.len, sizeof *p->layers.items, layer_compare);
    for (size_t i = 0; i < p->layers.len; i++) {
        project_layer *l = &p->layers.items[i];
        snprintf(l->id, sizeof l->id, "facility_%s_%d", ter_export_type_name(l->type), l->year);
    }
}

/* ---- the tree ---- */

static void put_group_open(ter_buf *b, int year) {
    ter_buf_puts(b, "    <layer-tree-group checked=\"Qt::Checked\" expanded=\"1\" name=\"");
    if (year) ter_buf_printf(b, "%d 年", year);
    else ter_buf_puts(b, "未注明年份");
    ter_buf_puts(b, "\">\n");
}

static const char *type_title(ter_geometry_type type) {
    static const char *const titles[] = {"尚未定位的设施", "公园、学校、医院等（点）", "道路与河道（线）",
                                         "范围（面）"};
    return titles[type];
}

static void put_tree_layer(ter_buf *b, const char *id, const char *name) {
    ter_buf_printf(b,
                   "<layer-tree-layer id=\"%s\" name=\"%s\" checked=\"Qt::Checked\" expanded=\"0\" "
                   "providerKey=\"ogr\"/>\n",
                   id, name);
}

static void put_tree(project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "  <layer-tree-group>\n");
    for (size_t i = 0; i < p->layers.len; i++) {
        const project_layer *l = &p->layers.items[i];
        bool first = i == 0 || l[-1].year != l->year, last = i + 1 == p->layers.len || l[1].year != l->year;
        if (first) put_group_open(b, l->year);
        ter_buf_puts(b, "      ");
        put_tree_layer(b, l->id, type_title(l->type));
        if (last) ter_buf_puts(b, "    </layer-tree-group>\n");
    }
    ter_buf_puts(b, "    ");
    put_tree_layer(b, "facility_unlocated", type_title(TER_GEOMETRY_NONE));
    /* Points over lines over areas, whatever the year. */
    ter_buf_puts(b, "    <custom-order enabled=\"1\">\n");
    for (int type = TER_GEOMETRY_POINT; type <= TER_GEOMETRY_POLYGON; type++)
        for (size_t i = 0; i < p->layers.len; i++)
            if ((int)p->layers.items[i].type == type)
                ter_buf_printf(b, "      <item>%s</item>\n", p->layers.items[i].id);
    ter_buf_puts(b, "      <item>facility_unlocated</item>\n    </custom-order>\n  </layer-tree-group>\n");
}

/* ---- the layers ---- */

/* `srsid` is the CRS's number in QGIS's own table; QGIS 3.22 does not take a project's CRS by its authority's code. */
static void put_srs(ter_buf *b, const char *element, int epsg) {
    int srsid = epsg == 4326 ? 3452 : epsg;
    ter_buf_printf(b,
                   "<%s><spatialrefsys><srsid>%d</srsid><srid>%d</srid><authid>EPSG:%d</authid></spatialrefsys></%s>\n",
                   element, srsid, epsg, epsg, element);
}

/* What stands between <qgis …> and </qgis> of the compiled-in style. */
static void put_style(ter_buf *b, ter_geometry_type type) {
    char name[64];
    const char *path;
    ter_str qml;
    snprintf(name, sizeof name, "layers/facility_%s.qml", ter_export_type_name(type));
    if (!ter_embedded_at(name, 0, &path, &qml)) return;
    const char *open = memmem(qml.ptr, qml.len, "<qgis", 5);
    const char *begin = open ? memchr(open, '>', (size_t)(qml.ptr + qml.len - open)) : NULL;
    const char *end = begin ? memmem(begin, (size_t)(qml.ptr + qml.len - begin), "</qgis>", 7) : NULL;
    if (end) ter_buf_append(b, begin + 1, (size_t)(end - begin - 1));
}

static void put_aliases(ter_buf *b) {
    size_t count;
    const ter_export_field *fields = ter_export_fields(&count);
    ter_buf_puts(b, "<aliases>");
    for (size_t i = 0; i < count; i++)
        ter_buf_printf(b, "<alias field=\"%s\" index=\"%zu\" name=\"%s\"/>", fields[i].name, i + 1, fields[i].title_zh);
    ter_buf_puts(b, "</aliases><previewExpression>\"name\"</previewExpression>\n");
}

static void put_layer_tail(project *p) {
    put_srs(p->out, "srs", 4326);
    ter_buf_puts(p->out, "<provider encoding=\"UTF-8\">ogr</provider>\n");
    if (p->attribution.len) {
        put_element(p->out, "attribution", p->attribution.ptr);
        ter_buf_putc(p->out, '\n');
    }
    put_aliases(p->out);
}

static void put_typed_layer(project *p, const project_layer *l) {
    static const char *const geometries[] = {"No geometry", "Point", "Line", "Polygon"};
    ter_buf *b = p->out;
    ter_buf_printf(b,
                   "<maplayer type=\"vector\" geometry=\"%s\" labelsEnabled=\"1\" hasScaleBasedVisibilityFlag=\"0\">\n",
                   geometries[l->type]);
    put_element(b, "id", l->id);
    ter_buf_puts(b, "<datasource>");
    put_xml(b, p->package);
    ter_buf_printf(b, "|layername=facility_%s|subset=&quot;year&quot; ", ter_export_type_name(l->type));
    if (l->year) ter_buf_printf(b, "= %d", l->year);
    else ter_buf_puts(b, "IS NULL");
    ter_buf_puts(b, "</datasource>\n");
    put_element(b, "layername", type_title(l->type));
    put_layer_tail(p);
    put_style(b, l->type);
    ter_buf_puts(b, "</maplayer>\n");
}

static void put_unlocated(project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<maplayer type=\"vector\" geometry=\"No geometry\">\n");
    put_element(b, "id", "facility_unlocated");
    ter_buf_puts(b, "<datasource>");
    put_xml(b, p->package);
    ter_buf_puts(b, "|layername=facility_unlocated</datasource>\n");
    put_element(b, "layername", type_title(TER_GEOMETRY_NONE));
    put_layer_tail(p);
    ter_buf_puts(b, "</maplayer>\n");
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
    put_srs(b, "destinationsrs", 3857);
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

static void put_project(project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<!-- Made by terrier -->\n"
                    "<qgis version=\"3.22.16\" projectname=\"公共工程\">\n  <title>公共工程</title>\n  ");
    put_srs(b, "projectCrs", 3857);
    put_tree(p);
    put_view(p);
    ter_buf_puts(b, "  <projectlayers>\n");
    for (size_t i = 0; i < p->layers.len; i++) put_typed_layer(p, &p->layers.items[i]);
    put_unlocated(p);
    ter_buf_puts(b, "  </projectlayers>\n  <properties><Paths><Absolute type=\"bool\">false</Absolute></Paths>"
                    "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>"
                    "<Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure></properties>\n</qgis>\n");
}

ter_status ter_qgis_project_write(ter_registry *registry, const char *package, const char *path, ter_error *err) {
    ter_export_features features = {0};
    ter_buf out = {0}, json = {0};
    project p = {.package = package, .out = &out};
    ter_status status = ter_export_features_read(registry, NULL, &features, err);
    if (status == TER_OK) status = ter_export_sources_put(registry, &json, &p.attribution, err);
    if (status == TER_OK) {
        project_gather(&p, &features);
        put_project(&p);
        status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    }
    ter_array_release(&p.layers);
    ter_buf_release(&p.attribution);
    ter_buf_release(&json);
    ter_buf_release(&out);
    ter_export_features_release(&features);
    return status;
}

ter_status ter_qgis_write(ter_registry *registry, const char *out, bool overwrite, ter_error *err) {
    ter_folder folder = {0};
    ter_status status = ter_folder_begin(&folder, out, &ter_qgis_folder, overwrite, err);
    if (status == TER_OK) {
        char *package = ter_path_join(folder.temporary, "registry.gpkg");
        char *project_file = ter_path_join(folder.temporary, "terrier.qgs");
        status = ter_export_geopackage(registry, package, err);
        if (status == TER_OK) status = ter_qgis_project_write(registry, "./registry.gpkg", project_file, err);
        free(package), free(project_file);
    }
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    ter_folder_release(&folder);
    return status;
}
