/* The layer tree of a project, and the legend of its page. */
#include "qgis/project_parts.h"

#include "export/plan.h"

#include <stdio.h>
#include <string.h>

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

/* The layers of map.gpkg in one group; those without a row are left out. */
static void put_map_group(const ter_qgis_project *p, const char *title, size_t from, size_t to) {
    ter_buf *b = p->out;
    put_group_open(b, false);
    ter_buf_printf(b, "%s\">\n", title);
    for (size_t i = from; i < to; i++)
        if (p->map.rows[i]) put_tree_layer(b, ter_qgis_map_ids[i], ter_qgis_map_titles[i], i == TER_QGIS_NAME_POINT);
    ter_buf_puts(b, "</layer-tree-group>\n");
}

/* Not shown at first: the years above show the same. */
static void put_registry_group(const ter_qgis_project *p) {
    if (!p->registry) return;
    ter_buf_printf(p->out, "<layer-tree-group checked=\"Qt::Unchecked\" expanded=\"0\" name=\"%s\">\n",
                   ter_qgis_registry_title);
    for (int type = TER_GEOMETRY_POINT; type <= TER_GEOMETRY_POLYGON; type++) {
        if (!ter_qgis_has_type(p, (ter_geometry_type)type)) continue;
        ter_buf_printf(p->out,
                       "<layer-tree-layer id=\"registry_facility_%s\" name=\"%s\" checked=\"Qt::Checked\" "
                       "expanded=\"0\" providerKey=\"spatialite\"/>\n",
                       ter_export_type_name((ter_geometry_type)type), ter_qgis_type_title((ter_geometry_type)type));
    }
    ter_buf_puts(p->out, "</layer-tree-group>\n");
}

static void put_years(const ter_qgis_project *p) {
    ter_buf *b = p->out;
    for (size_t i = 0; i < p->layers.len; i++) {
        const ter_qgis_layer *l = &p->layers.items[i];
        const ter_qgis_layer *last = i ? l - 1 : NULL, *next = i + 1 < p->layers.len ? l + 1 : NULL;
        bool new_year = !last || last->year != l->year, year_ends = !next || next->year != l->year;
        bool new_state = new_year || strcmp(last->category, l->category) != 0;
        bool state_ends = year_ends || strcmp(next->category, l->category) != 0;
        if (new_year) {
            put_group_open(b, i == 0);
            ter_qgis_put_year(b, l->year);
            ter_buf_puts(b, "\">\n");
        }
        if (new_state) {
            put_group_open(b, false);
            ter_qgis_put_state(p, b, l);
            ter_buf_puts(b, "\">\n");
        }
        put_tree_layer(b, l->id, ter_qgis_type_title(l->type), false);
        if (state_ends) ter_buf_puts(b, "</layer-tree-group>\n");
        if (year_ends) ter_buf_puts(b, "</layer-tree-group>\n");
    }
}

/* Points over lines over areas, whatever the year, and the quiet map below. */
static void put_order(const ter_qgis_project *p) {
    ter_buf *b = p->out;
    ter_buf_puts(b, "<custom-order enabled=\"1\">\n");
    for (size_t i = 0; i < TER_QGIS_BASE_LINE; i++)
        if (p->map.rows[i]) ter_buf_printf(b, "<item>%s</item>\n", ter_qgis_map_ids[i]);
    for (int type = TER_GEOMETRY_POINT; type <= TER_GEOMETRY_POLYGON; type++) {
        for (size_t i = 0; i < p->layers.len; i++)
            if ((int)p->layers.items[i].type == type) ter_buf_printf(b, "<item>%s</item>\n", p->layers.items[i].id);
        if (p->registry && ter_qgis_has_type(p, (ter_geometry_type)type))
            ter_buf_printf(b, "<item>registry_facility_%s</item>\n", ter_export_type_name((ter_geometry_type)type));
    }
    for (size_t i = TER_QGIS_BASE_LINE; i < TER_QGIS_MAP_LAYERS; i++)
        if (p->map.rows[i]) ter_buf_printf(b, "<item>%s</item>\n", ter_qgis_map_ids[i]);
    ter_buf_puts(b, "<item>facility_unlocated</item>\n</custom-order>\n");
}

void ter_qgis_put_tree(const ter_qgis_project *p) {
    ter_buf_puts(p->out, "<layer-tree-group>\n");
    put_map_group(p, "名称与类别", TER_QGIS_NAME_POINT, TER_QGIS_BASE_LINE);
    put_years(p);
    put_registry_group(p);
    put_tree_layer(p->out, "facility_unlocated", ter_qgis_type_title(TER_GEOMETRY_NONE), false);
    put_map_group(p, "底图", TER_QGIS_BASE_LINE, TER_QGIS_MAP_LAYERS);
    put_order(p);
    ter_buf_puts(p->out, "</layer-tree-group>\n");
}

/* ---- the legend ---- */

/* The layer that stands for a state in the legend: of its points, else of its lines, else of its areas. */
static const ter_qgis_layer *example_of(const ter_qgis_project *p, const char *category) {
    const ter_qgis_layer *best = NULL;
    for (size_t i = 0; i < p->layers.len; i++) {
        const ter_qgis_layer *l = &p->layers.items[i];
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

void ter_qgis_put_legend(const ter_qgis_project *p, ter_buf *b) {
    static const char *const suffixes[] = {"", "-target"};
    ter_buf_puts(b, "<layer-tree-group><customproperties><Option/></customproperties>\n");
    put_legend_group(b, "状态");
    for (int s = TER_STATE_PLANNED; s < TER_STATE_COUNT; s++) {
        for (size_t t = 0; t < 2; t++) {
            char category[48];
            snprintf(category, sizeof category, "%s%s", ter_state_name((ter_state)s), suffixes[t]);
            const ter_qgis_layer *l = example_of(p, category);
            if (l) put_legend_layer(b, l->id);
        }
    }
    ter_buf_puts(b, "</layer-tree-group>\n");
    put_legend_group(b, "类别");
    for (size_t i = TER_QGIS_NAME_POINT; i <= TER_QGIS_NAME_LINE; i++)
        if (p->map.rows[i]) put_legend_layer(b, ter_qgis_map_ids[i]);
    ter_buf_puts(b, "</layer-tree-group>\n<custom-order enabled=\"0\"/></layer-tree-group>\n");
}
