/* A chart of the years as SVG. */
#include "export/chart.h"

#include "base/escape.h"
#include "export/legend.h"

#include <stdio.h>
#include <stdlib.h>

/* Pixels. */
enum {
    LEFT = 64,
    RIGHT = 24,
    TOP = 112,
    BOTTOM = 72,
    PLOT = 280,
    LEAST_STEP = 84, /* between years */
    LEAST_BAR = 30,
    MOST_BAR = 56,
    GAP = 6,
    LEAST_WIDTH = 640
};
enum { LABEL_HEIGHT = 14, LEGEND_STEP = 170, LEGEND_LINE = 20, MOST_EMPTY = 20 };

typedef struct chart {
    ter_legend legend;
    ter_chart_years years; /* without holes */
    long long most;        /* in one bar; at the end of the axis */
    long long step;        /* between lines of the axis */
    double width, height, top, step_x, bar;
    ter_buf *out;
} chart;

static const char *colour_of(const chart *c, ter_state state) {
    const ter_legend_entry *e = ter_legend_find(&c->legend, "status", ter_state_name(state));
    return e && *e->value ? e->value : "#888888";
}

/* "建成 Completed" */
static void put_word(const chart *c, const char *list, const char *word) {
    const ter_legend_entry *e = ter_legend_find(&c->legend, list, word);
    if (e) {
        ter_escape_xml(c->out, e->zh);
        ter_buf_putc(c->out, ' ');
        ter_escape_xml(c->out, e->en);
    } else {
        ter_escape_xml(c->out, word);
    }
}

static long long bar_sum(const ter_chart_year *y, int basis) {
    long long sum = 0;
    for (int s = 0; s < TER_STATE_COUNT; s++) sum += y->counts[basis][s];
    return sum;
}

static void fill_holes(const ter_chart_years *given, ter_chart_years *out) {
    for (size_t i = 0; i < given->len; i++) {
        const ter_chart_year *next = &given->items[i];
        int year = out->len ? out->items[out->len - 1].year : 0;
        if (year && next->year - year <= MOST_EMPTY)
            for (year++; year < next->year; year++) {
                ter_chart_year empty = {.year = year};
                ter_array_push(out, empty);
            }
        ter_array_push(out, *next);
    }
}

/* Lines of the axis at 1, 2 or 5 times a power of ten, four to nine of them. */
static void choose_axis(chart *c) {
    c->most = 1;
    for (size_t i = 0; i < c->years.len; i++)
        for (int b = 0; b < TER_BASIS_COUNT; b++) {
            long long sum = bar_sum(&c->years.items[i], b);
            if (sum > c->most) c->most = sum;
        }
    c->step = 1;
    for (int i = 0; c->most / c->step > 8; i++) c->step = i % 3 == 1 ? c->step / 2 * 5 : c->step * 2;
    c->most = (c->most + c->step - 1) / c->step * c->step;
}

static double height_of(const chart *c, long long count) {
    return (double)count * PLOT / (double)c->most;
}

static void put_axis(const chart *c) {
    ter_buf_printf(c->out, "<text x=\"%d\" y=\"%.1f\">项目数 Projects</text>\n", LEFT - 40, c->top - 20);
    for (long long n = 0; n <= c->most; n += c->step) {
        double y = c->top + PLOT - height_of(c, n);
        ter_buf_printf(c->out,
                       "<line x1=\"%d\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\" stroke=\"%s\"/>"
                       "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%lld</text>\n",
                       LEFT, y, c->width - RIGHT, y, n ? "#dddddd" : "#333333", LEFT - 8, y + 4, n);
    }
}

/* Dark text on light colours; ITU-R BT.601's weights. */
static const char *ink_on(const char *colour) {
    unsigned r = 0, g = 0, b = 0;
    sscanf(colour, "#%2x%2x%2x", &r, &g, &b);
    return 299 * r + 587 * g + 114 * b > 128000 ? "#000000" : "#ffffff";
}

/* White stripes over what has its colour. */
static void put_stripes(const chart *c, double x, double y, double width, double height) {
    ter_buf_printf(c->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"url(#stripes)\"/>", x, y,
                   width, height);
}

static void put_segment(const chart *c, double x, double y, double height, ter_state state, bool hollow,
                        long long count) {
    const char *colour = colour_of(c, state);
    double bar = c->bar - (hollow ? 2 : 0);
    ter_buf_printf(c->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" stroke=\"%s\"%s><title>", x,
                   y, bar, height, hollow ? "#ffffff" : colour, hollow ? colour : "#ffffff",
                   hollow ? " stroke-width=\"2\" stroke-dasharray=\"4 2\"" : "");
    put_word(c, "status", ter_state_name(state));
    ter_buf_printf(c->out, ": %lld</title></rect>", count);
    if (height >= LABEL_HEIGHT)
        ter_buf_printf(c->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%lld</text>",
                       x + bar / 2, y + height / 2 + 4, hollow ? "#000000" : ink_on(colour), count);
    ter_buf_putc(c->out, '\n');
}

/* The sum stands above, unless the bar is one piece that has its number. */
static void put_bar(const chart *c, const ter_chart_year *year, int basis, double x) {
    double y = c->top + PLOT, foot = y;
    bool hollow = basis == TER_BASIS_TARGET;
    long long sum = bar_sum(year, basis);
    int unsaid = 0, pieces = 0;
    for (int s = 0; s < TER_STATE_COUNT; s++) {
        long long count = year->counts[basis][s];
        double height = height_of(c, count), inset = hollow ? 1 : 0;
        if (count == 0) continue;
        y -= height;
        put_segment(c, x + inset, y + inset, height - 2 * inset, (ter_state)s, hollow, count);
        pieces++;
        unsaid += height - 2 * inset < LABEL_HEIGHT;
    }
    if (year->period_from) put_stripes(c, x, y, c->bar, foot - y);
    if (pieces < 2 && !unsaid) return;
    ter_buf_printf(c->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-weight=\"bold\">%lld</text>\n",
                   x + c->bar / 2, y - 5, sum);
}

/* Both bars side by side; a single one in the middle. */
static void put_bars(const chart *c, const ter_chart_year *year, double middle) {
    bool reported = bar_sum(year, TER_BASIS_REPORTED) > 0, aims = bar_sum(year, TER_BASIS_TARGET) > 0;
    double aside = reported && aims ? c->bar / 2 + GAP / 2.0 : 0;
    if (reported) put_bar(c, year, TER_BASIS_REPORTED, middle - aside - c->bar / 2);
    if (aims) put_bar(c, year, TER_BASIS_TARGET, middle + aside - c->bar / 2);
}

static void put_years(const chart *c) {
    for (size_t i = 0; i < c->years.len; i++) {
        const ter_chart_year *year = &c->years.items[i];
        double middle = LEFT + c->step_x * ((double)i + 0.5);
        put_bars(c, year, middle);
        ter_buf_printf(c->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"14\">", middle,
                       c->top + PLOT + 22);
        if (year->period_from) ter_buf_printf(c->out, "%d–%d", year->period_from, year->year);
        else if (year->year) ter_buf_printf(c->out, "%d", year->year);
        else ter_buf_puts(c->out, "未注年份 undated");
        ter_buf_puts(c->out, "</text>\n");
    }
}

/* Returns how many lines it takes; draws when `out` is set. */
static int put_legend(const chart *c, bool draw) {
    int at = 0, per_line = (int)(c->width - LEFT + 40 - RIGHT) / LEGEND_STEP;
    for (int entry = 0; entry < TER_STATE_COUNT + 2; entry++) {
        long long count = entry >= TER_STATE_COUNT;
        for (size_t i = 0; i < c->years.len && entry < TER_STATE_COUNT; i++)
            for (int b = 0; b < TER_BASIS_COUNT; b++) count += c->years.items[i].counts[b][entry];
        if (count == 0) continue;
        int x = LEFT - 40 + at % per_line * LEGEND_STEP, y = 48 + at / per_line * LEGEND_LINE;
        at++;
        if (!draw) continue;
        bool hollow = entry == TER_STATE_COUNT + 1;
        const char *colour = entry < TER_STATE_COUNT ? colour_of(c, (ter_state)entry) : "#666666";
        ter_buf_printf(c->out,
                       "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\" stroke=\"%s\"%s/>"
                       "<text x=\"%d\" y=\"%d\">",
                       x, y, hollow ? "#ffffff" : colour, colour,
                       hollow ? " stroke-width=\"2\" stroke-dasharray=\"4 2\"" : "", x + 18, y + 11);
        if (entry < TER_STATE_COUNT) put_word(c, "status", ter_state_name((ter_state)entry));
        else put_word(c, "basis", ter_basis_name(hollow ? TER_BASIS_TARGET : TER_BASIS_REPORTED));
        ter_buf_puts(c->out, "</text>\n");
    }
    return (at + per_line - 1) / per_line;
}

/* A few years fill the width, too, with broader bars. */
static void choose_widths(chart *c) {
    double step = c->years.len ? (double)(LEAST_WIDTH - LEFT - RIGHT) / (double)c->years.len : LEAST_STEP;
    c->step_x = step < LEAST_STEP ? LEAST_STEP : step;
    c->bar = c->step_x / 3 < LEAST_BAR ? LEAST_BAR : c->step_x / 3 > MOST_BAR ? MOST_BAR : c->step_x / 3;
    c->width = LEFT + RIGHT + (double)c->years.len * c->step_x;
    if (c->width < LEAST_WIDTH) c->width = LEAST_WIDTH;
}

static bool has_period(const ter_chart_years *years) {
    for (size_t i = 0; i < years->len; i++)
        if (years->items[i].period_from) return true;
    return false;
}

static void put_stripe_pattern(ter_buf *out) {
    ter_buf_puts(out, "<defs><pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
                      "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"7\" fill=\"#ffffff\" "
                      "fill-opacity=\"0.7\"/></pattern></defs>\n");
}

static void put_line(const chart *c, double y, const char *style, const char *text) {
    ter_buf_printf(c->out, "<text x=\"%d\" y=\"%.1f\" %s>", LEFT - 40, y, style);
    ter_escape_xml(c->out, text);
    ter_buf_puts(c->out, "</text>\n");
}

void ter_chart_draw(const char *title, const char *note, const ter_chart_years *years, ter_buf *out) {
    chart c = {.out = out};
    ter_legend_read(&c.legend);
    fill_holes(years, &c.years);
    choose_axis(&c);
    choose_widths(&c);
    c.top = TOP + (put_legend(&c, false) - 1) * LEGEND_LINE;
    c.height = c.top + PLOT + BOTTOM;
    ter_buf_printf(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 "
        "%.0f %.0f\" font-family=\"'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', "
        "sans-serif\" font-size=\"12\">\n<title>",
        c.width, c.height, c.width, c.height);
    ter_escape_xml(out, title);
    ter_buf_puts(out, "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    if (has_period(years)) put_stripe_pattern(out);
    put_line(&c, 28, "font-size=\"16\" font-weight=\"bold\"", title);
    put_legend(&c, true);
    put_axis(&c);
    put_years(&c);
    put_line(&c, c.height - 14, "font-size=\"11\" fill=\"#555555\"", note);
    ter_buf_puts(out, "</svg>\n");
    ter_legend_release(&c.legend);
    ter_array_release(&c.years);
}
