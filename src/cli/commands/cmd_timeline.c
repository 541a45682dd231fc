/* terrier timeline: counts by year, as rows and as a chart. */
#include "cli/command.h"
#include "cli/input/selection.h"
#include "cli/output/output.h"
#include "registry/file/registry.h"
#include "registry/read/listing.h"

#include "base/file.h"
#include "export/chart.h"
#include "export/legend.h"

#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"year", TER_COLUMN_NUMBER},      {"period_from", TER_COLUMN_NUMBER}, {"basis", TER_COLUMN_TEXT},
    {"planned", TER_COLUMN_NUMBER},   {"started", TER_COLUMN_NUMBER},     {"under_construction", TER_COLUMN_NUMBER},
    {"completed", TER_COLUMN_NUMBER}, {"suspended", TER_COLUMN_NUMBER},   {"cancelled", TER_COLUMN_NUMBER},
    {"total", TER_COLUMN_NUMBER},
};

typedef struct request {
    const char *area, *svg_path, *format_word;
    ter_format format;
    ter_selection selection;
} request;

/* Years come in order, undated last; what is told of a period is counted by itself, behind its last year. */
static ter_status count_feature(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    ter_chart_years *years = context;
    if (f->state == TER_STATE_EXISTING) return TER_OK;
    size_t at = years->len;
    while (at > 0 && years->items[at - 1].year == f->year && years->items[at - 1].period_from > f->period_from) at--;
    bool there = at > 0 && years->items[at - 1].year == f->year && years->items[at - 1].period_from == f->period_from;
    if (!there) {
        ter_chart_year fresh = {.year = f->year, .period_from = f->period_from};
        ter_array_push(years, fresh);
        memmove(years->items + at + 1, years->items + at, (years->len - 1 - at) * sizeof fresh);
        years->items[at] = fresh;
    }
    years->items[there ? at - 1 : at].counts[f->basis][f->state]++;
    return TER_OK;
}

static void print_row(ter_output *o, const ter_chart_year *y, ter_basis basis) {
    long long total = 0;
    if (y->year) ter_output_int(o, y->year);
    else ter_output_null(o);
    if (y->period_from) ter_output_int(o, y->period_from);
    else ter_output_null(o);
    ter_output_text(o, *ter_basis_name(basis) ? ter_basis_name(basis) : NULL);
    for (int s = TER_STATE_PLANNED; s < TER_STATE_EXISTING; s++) {
        ter_output_int(o, y->counts[basis][s]);
        total += y->counts[basis][s];
    }
    ter_output_int(o, total);
    ter_output_row_end(o);
}

static void print_years(const ter_chart_years *years, ter_format format) {
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < years->len; i++) {
        for (int b = 0; b < TER_BASIS_COUNT; b++) {
            long long sum = 0;
            for (int s = 0; s < TER_STATE_COUNT; s++) sum += years->items[i].counts[b][s];
            if (sum) print_row(o, &years->items[i], (ter_basis)b);
        }
    }
    ter_output_free(o);
}

/* The words of an option as the legend has them, "道路 Road"; each may be a list with commas. */
static void add_words(ter_buf *out, const ter_legend *legend, const char *list, const ter_text_list *words) {
    for (size_t i = 0; i < words->len; i++) {
        for (const char *p = words->items[i]; *p;) {
            size_t n = strcspn(p, ",");
            char *word = ter_strndup(p, n);
            const ter_legend_entry *e = ter_legend_find(legend, list, word);
            if (e) ter_buf_printf(out, ", %s %s", e->zh, e->en);
            else if (n) ter_buf_printf(out, ", %s", word);
            free(word);
            p += n + (p[n] == ',');
        }
    }
}

static ter_status write_chart(const request *q, const ter_chart_years *years, const char *newest, ter_error *err) {
    ter_buf title = {0}, note = {0}, svg = {0};
    ter_legend legend = {0};
    ter_legend_read(&legend);
    ter_buf_puts(&title, "逐年项目 Projects by year");
    if (q->area) ter_buf_printf(&title, ", %s", q->area);
    add_words(&title, &legend, "kind", &q->selection.kinds);
    add_words(&title, &legend, "status", &q->selection.states);
    add_words(&title, &legend, "basis", &q->selection.bases);
    add_words(&title, &legend, "year", &q->selection.years);
    ter_legend_release(&legend);
    ter_buf_puts(&note, "每年每种状态各计一次，据公开文件 Each counts once a year and status, as documents say");
    if (*newest) ter_buf_printf(&note, "; 截至 up to %s", newest);
    ter_chart_draw(title.ptr, note.ptr, years, &svg);
    ter_status status = ter_file_write(q->svg_path, (ter_str){svg.ptr, svg.len}, err);
    ter_buf_release(&title);
    ter_buf_release(&note);
    ter_buf_release(&svg);
    return status;
}

static ter_status timeline_run(const char *path, request *q, ter_error *err) {
    ter_registry *r = NULL;
    ter_chart_years years = {0};
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK) status = ter_selection_read(&q->selection, err);
    if (status == TER_OK) status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(&q->selection, r, err);
    q->selection.filter.area = q->area;
    if (status == TER_OK) status = ter_registry_each_feature(r, &q->selection.filter, count_feature, &years, err);
    if (status == TER_OK && q->svg_path) status = write_chart(q, &years, ter_registry_newest_date(r), err);
    if (status == TER_OK) print_years(&years, q->format);
    ter_array_release(&years);
    ter_registry_free(r);
    return status;
}

int ter_cmd_timeline(int argc, char **argv) {
    request q = {0};
    const ter_option options[] = {
        TER_TEXT("area", "NAME", &q.area, "only what belongs to this area, by the name that `list` shows"),
        TER_SELECTION_OPTIONS(q.selection),
        TER_TEXT_OF(ter_file_values, "svg", "FILE", &q.svg_path, "also draw the chart, as an SVG file"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &q.format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "timeline REG",
        .summary = "Counts what was planned, started and completed in each year, reported or as a target.",
        .details = "A project counts once for each year, status and basis that documents state for it, as in layers;\n"
                   "year null is undated. In the chart solid bars are reported, dashed ones are targets.",
        .examples = "  terrier timeline registry.sqlite\n"
                    "  terrier timeline registry.sqlite --area 朝阳区 --kind road --svg roads.svg",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = ter_exit_code(timeline_run(args.items[0], &q, &err), &err);
    ter_array_release(&args);
    ter_selection_release(&q.selection);
    return code;
}
