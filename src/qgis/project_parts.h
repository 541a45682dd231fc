/* Inside the QGIS room: what a project is made of, and its parts as XML: the layers (project_layers.c), and the tree
 * and legend that show them (layer_tree.c). */
#ifndef TER_QGIS_PROJECT_PARTS_H
#define TER_QGIS_PROJECT_PARTS_H

#include "export/legend.h"
#include "qgis/quiet_map.h"

/* One layer of the project: a typed table of the package, of one year and one state. */
typedef struct ter_qgis_layer {
    int year; /* 0: undated */
    ter_state state;
    ter_basis basis;
    ter_geometry_type type;
    char id[80];       /* as ter_qgis_layer_id */
    char category[48]; /* of the style: "started-target" */
} ter_qgis_layer;

typedef struct ter_qgis_project {
    const char *package, *registry; /* as in ter_qgis_options and ter_qgis_project_write */
    ter_buf *out;
    ter_legend legend;
    ter_buf attribution;
    ter_qgis_map_report map;
    TER_ARRAY(ter_qgis_layer) layers; /* by year, newest first, undated last; state, basis, type */
    TER_ARRAY(const char *) kinds;    /* of what has a place; ended by NULL */
    ter_bbox extent;
    int first_year, last_year; /* 0: nothing is dated */
    const char *date;
    char title[512];
} ter_qgis_project;

/* Ids and titles of map.gpkg's layers, in the order of TER_QGIS_NAME_POINT, …. QGIS gives a layer whose id has ten
 * characters or less another one. */
extern const char *const ter_qgis_map_ids[TER_QGIS_MAP_LAYERS], *const ter_qgis_map_titles[TER_QGIS_MAP_LAYERS];

/* A layer's status in words: "建成（目标）". */
void ter_qgis_put_state(const ter_qgis_project *p, ter_buf *b, const ter_qgis_layer *l);

/* "2026 年", or "未注明年份" for 0. */
void ter_qgis_put_year(ter_buf *b, int year);

/* "点", "线", "面". */
const char *ter_qgis_type_title(ter_geometry_type type);

/* The title of the group of the registry's own tables. */
extern const char ter_qgis_registry_title[];

/* Whether a layer has geometry of this type. */
bool ter_qgis_has_type(const ter_qgis_project *p, ter_geometry_type type);

/* All <maplayer>s. */
void ter_qgis_put_layers(const ter_qgis_project *p);

/* The <layer-tree-group> of the window, with the order of drawing. */
void ter_qgis_put_tree(const ter_qgis_project *p);

/* The <layer-tree-group> of the page's legend. */
void ter_qgis_put_legend(const ter_qgis_project *p, ter_buf *b);

#endif
