/* The page for printing. */
#include "qgis/print_layout.h"

#include "base/escape.h"
#include "geo/wgs84.h"
#include "qgis/qgis_xml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Of the map on the page, as layers/layout.xml has it. */
static const double map_width_mm = 314, map_height_mm = 265;

/* How the symbols are to be read that no category explains. */
static const char notes[] = "空心或虚线：目标，尚非事实。\n斜线面、点状外框：只知所在街乡、区或大致范围。\n"
                            "浅色宽带：位于该道路或河道的某一段。\n虚线圆：位置误差范围。\n（约）：位置不确定的设施。";

/* An attribute's value. QGIS takes "[%" in a label for the beginning of an expression: here all is text. */
static char *attribute_of(const char *text) {
    ter_buf b = {0}, line = {0};
    for (const char *at = text; *at; at++) {
        if (at[0] == '[' && at[1] == '%') ter_buf_puts(&line, "［");
        else if (*at != '\n') ter_buf_putc(&line, *at);
        if (*at != '\n' && at[1]) continue;
        ter_escape_xml_line(&b, line.ptr ? line.ptr : "");
        if (*at == '\n') ter_buf_puts(&b, "&#10;");
        ter_buf_clear(&line);
    }
    ter_buf_release(&line);
    return ter_buf_detach(&b);
}

/* Steps of the scale bar's two parts in metres: the largest that makes it at most 50 mm long. */
static double bar_step_m(double metres_per_mm) {
    static const double steps[] = {1, 2, 5};
    double best = 1;
    for (double ten = 1; ten < 1e7; ten *= 10)
        for (size_t i = 0; i < 3; i++)
            if (2 * steps[i] * ten <= 50 * metres_per_mm) best = steps[i] * ten;
    return best;
}

/* The extent, grown about its middle to the shape of the page's map. */
static void fit(const double in[4], double out[4]) {
    double width = fmax(in[2] - in[0], 1), height = fmax(in[3] - in[1], 1);
    double scale = fmax(width / map_width_mm, height / map_height_mm) / 2;
    double x = (in[0] + in[2]) / 2, y = (in[1] + in[3]) / 2;
    out[0] = x - scale * map_width_mm, out[2] = x + scale * map_width_mm;
    out[1] = y - scale * map_height_mm, out[3] = y + scale * map_height_mm;
}

void ter_qgis_put_layout(ter_buf *b, const ter_qgis_page *page) {
    double e[4];
    char corner[4][32], step[32];
    fit(page->extent, e);
    for (size_t i = 0; i < 4; i++) snprintf(corner[i], sizeof corner[i], "%.3f", e[i]);
    /* Web Mercator stretches by the cosine's inverse, which by its own formula is cosh(y / R). */
    double step_m = bar_step_m((e[2] - e[0]) / map_width_mm / cosh((e[1] + e[3]) / 2 / TER_WGS84_A_M));
    bool km = step_m >= 1000;
    snprintf(step, sizeof step, "%g", km ? step_m / 1000 : step_m);
    char *texts[] = {attribute_of(page->title), attribute_of(page->subtitle), attribute_of(notes),
                     attribute_of(page->sources)};
    const ter_qgis_value values[] = {
        {"TITLE", texts[0]},
        {"SUBTITLE", texts[1]},
        {"NOTES", texts[2]},
        {"SOURCES", texts[3]},
        {"XMIN", corner[0]},
        {"YMIN", corner[1]},
        {"XMAX", corner[2]},
        {"YMAX", corner[3]},
        {"LEGEND", page->legend},
        {"STEP", step},
        {"UNIT", km ? "km" : "meters"},
        {"UNIT_LABEL", km ? "公里" : "米"},
    };
    ter_buf_puts(b, "  <Layouts>\n");
    ter_qgis_put_template(b, "layout.xml", values, sizeof values / sizeof *values);
    ter_buf_puts(b, "  </Layouts>\n");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) free(texts[i]);
}
