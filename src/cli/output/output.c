/* Rows as a table, JSON, JSON Lines, CSV or GeoJSON. */
#include "cli/output/output.h"

#include "base/escape.h"
#include "base/json.h"
#include "base/memory.h"
#include "text/width.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CELL_LIMIT = 60, GAP = 2 }; /* a longer cell is cut, in tables only */

typedef TER_ARRAY(char *) cell_list;

struct ter_output {
    FILE *stream;
    ter_format format;
    const ter_column *columns;
    size_t column_count, at, rows;
    ter_buf line;
    ter_json json;
    cell_list cells;  /* table: all rows, kept until the widths are known */
    ter_buf lon, lat; /* geojson: of the row under way; empty when null */
    bool bold;        /* see ter_output_embolden */
};

/* In the order of ter_format. */
const ter_option_values ter_format_value = {.type = TER_VALUES_ONE, .words = "table json jsonl csv"};
const ter_option_values ter_place_format_value = {.type = TER_VALUES_ONE, .words = "table json jsonl csv geojson"};

static ter_status parse_format(const ter_option_values *values, const char *text, FILE *stream, ter_format *out,
                               ter_error *err) {
    *out = isatty(fileno(stream)) ? TER_FORMAT_TABLE : TER_FORMAT_JSONL;
    if (!text || !*text) return TER_OK;
    int found = ter_option_values_find(values, text);
    if (found < 0) return ter_option_values_refuse(values, "format", text, err);
    *out = (ter_format)found;
    return TER_OK;
}

ter_status ter_format_parse(const char *text, FILE *stream, ter_format *out, ter_error *err) {
    return parse_format(&ter_format_value, text, stream, out, err);
}

ter_status ter_format_parse_places(const char *text, FILE *stream, ter_format *out, ter_error *err) {
    return parse_format(&ter_place_format_value, text, stream, out, err);
}

ter_output *ter_output_new(FILE *stream, ter_format format, const ter_column *columns, size_t column_count) {
    ter_output *o = ter_alloc(sizeof *o);
    *o = (ter_output){.stream = stream, .format = format, .columns = columns, .column_count = column_count};
    return o;
}

/* One line, printable, not wider than the limit: documents are untrusted and must not control the terminal. */
static char *table_cell(ter_str value) {
    ter_buf b = {0};
    size_t width = 0;
    uint32_t c;
    for (size_t i = 0; i < value.len;) {
        i += ter_utf8_next(value.ptr + i, value.len - i, &c);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0)) c = ' ';
        width += ter_cp_width(c);
        if (width > CELL_LIMIT - 1 && i < value.len) {
            ter_buf_puts(&b, "…");
            break;
        }
        ter_buf_put_cp(&b, c);
    }
    return ter_buf_detach(&b);
}

void ter_output_embolden(ter_output *o) {
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    o->bold = isatty(fileno(o->stream)) && !(none && *none) && term && strcmp(term, "dumb") != 0;
}

/* ---- values ---- */

static void csv_heading(ter_output *o) {
    for (size_t i = 0; i < o->column_count; i++) fprintf(o->stream, "%s%s", i ? "," : "", o->columns[i].name);
    fputc('\n', o->stream);
}

/* The first step of writing any value. True: the caller has to write JSON. */
static bool value_begin(ter_output *o, ter_str plain) {
    if (o->at >= o->column_count) return false;
    const ter_column *column = &o->columns[o->at];
    bool json = o->format != TER_FORMAT_TABLE && o->format != TER_FORMAT_CSV;
    if (strcmp(column->name, "lon") == 0) ter_buf_put_str(&o->lon, plain);
    if (strcmp(column->name, "lat") == 0) ter_buf_put_str(&o->lat, plain);
    if (o->format == TER_FORMAT_TABLE) {
        char *cell = column->type == TER_COLUMN_JSON ? ter_strdup("") : table_cell(plain);
        ter_array_push(&o->cells, cell);
    } else if (o->format == TER_FORMAT_CSV) {
        if (o->at > 0) ter_buf_putc(&o->line, ',');
        ter_escape_csv(&o->line, plain);
    } else {
        if (o->at == 0) {
            ter_json_init(&o->json, &o->line);
            ter_json_begin(&o->json, '{');
        }
        ter_json_key(&o->json, column->name);
    }
    o->at++;
    return json;
}

void ter_output_str(ter_output *o, ter_str value) {
    if (value_begin(o, value)) ter_json_str(&o->json, value);
}

void ter_output_text(ter_output *o, const char *value) {
    if (value) ter_output_str(o, ter_str_from(value));
    else ter_output_null(o);
}

void ter_output_null(ter_output *o) {
    if (value_begin(o, ter_str_from(""))) ter_json_null(&o->json);
}

void ter_output_raw(ter_output *o, ter_str json) {
    if (value_begin(o, json)) ter_json_raw(&o->json, json);
}

void ter_output_int(ter_output *o, long long value) {
    char text[32];
    snprintf(text, sizeof text, "%lld", value);
    ter_output_raw(o, ter_str_from(text));
}

void ter_output_real(ter_output *o, double value, int decimals) {
    if (!isfinite(value)) {
        ter_output_null(o);
        return;
    }
    ter_buf text = {0};
    ter_json j;
    ter_json_init(&j, &text);
    ter_json_real(&j, value, decimals);
    ter_output_raw(o, (ter_str){text.ptr, text.len});
    ter_buf_release(&text);
}

static void feature_row(ter_output *o) {
    fputs(o->rows ? ",\n" : "{\"type\":\"FeatureCollection\",\"features\":[\n", o->stream);
    fputs("{\"type\":\"Feature\",\"geometry\":", o->stream);
    if (o->lon.len && o->lat.len)
        fprintf(o->stream, "{\"type\":\"Point\",\"coordinates\":[%s,%s]}", o->lon.ptr, o->lat.ptr);
    else fputs("null", o->stream);
    fputs(",\"properties\":", o->stream);
    fwrite(o->line.ptr, 1, o->line.len, o->stream);
    fputc('}', o->stream);
}

static void json_row(ter_output *o) {
    if (o->format == TER_FORMAT_JSON) fputs(o->rows ? ",\n" : "[\n", o->stream);
    ter_json_end(&o->json, '}');
    if (o->format == TER_FORMAT_GEOJSON) feature_row(o);
    else fwrite(o->line.ptr, 1, o->line.len, o->stream);
    if (o->format == TER_FORMAT_JSONL) fputc('\n', o->stream);
}

void ter_output_row_end(ter_output *o) {
    while (o->at < o->column_count) ter_output_null(o);
    if (o->format == TER_FORMAT_CSV) {
        if (o->rows == 0) csv_heading(o);
        ter_buf_putc(&o->line, '\n');
        fwrite(o->line.ptr, 1, o->line.len, o->stream);
    } else if (o->format != TER_FORMAT_TABLE) {
        json_row(o);
    }
    ter_buf_clear(&o->line);
    ter_buf_clear(&o->lon);
    ter_buf_clear(&o->lat);
    o->at = 0;
    o->rows++;
}

/* ---- tables ---- */

static void put_blanks(FILE *f, size_t n) {
    while (n-- > 0) fputc(' ', f);
}

static void put_bold(const char *cell, FILE *stream) {
    static const char open[] = "【", close[] = "】";
    for (const char *at; (at = strstr(cell, open)); cell = at) {
        const char *end = strstr(at, close);
        size_t n = end ? (size_t)(end - at) + strlen(close) : strlen(at);
        fprintf(stream, "%.*s\033[1m%.*s\033[0m", (int)(at - cell), cell, (int)n, at);
        at += n;
    }
    fputs(cell, stream);
}

static void table_row(const ter_output *o, const char *const *cells, const size_t *widths) {
    size_t owed = 0; /* blanks are written only before text, so that no line ends in blanks */
    for (size_t i = 0; i < o->column_count; i++) {
        if (o->columns[i].type == TER_COLUMN_JSON) continue;
        size_t pad = widths[i] - ter_text_width(ter_str_from(cells[i]));
        bool right = o->columns[i].type == TER_COLUMN_NUMBER;
        if (cells[i][0]) {
            put_blanks(o->stream, owed + (right ? pad : 0));
            if (o->bold) put_bold(cells[i], o->stream);
            else fputs(cells[i], o->stream);
            owed = (right ? 0 : pad) + GAP;
        } else {
            owed += widths[i] + GAP;
        }
    }
    fputc('\n', o->stream);
}

static void table_write(const ter_output *o) {
    size_t n = o->column_count;
    size_t *widths = ter_alloc(n * sizeof *widths);
    const char **heading = ter_alloc(n * sizeof *heading);
    for (size_t i = 0; i < n; i++) {
        heading[i] = o->columns[i].name;
        widths[i] = ter_text_width(ter_str_from(heading[i]));
    }
    for (size_t k = 0; k < o->cells.len; k++) {
        size_t width = ter_text_width(ter_str_from(o->cells.items[k]));
        if (width > widths[k % n]) widths[k % n] = width;
    }
    table_row(o, heading, widths);
    for (size_t k = 0; k < o->cells.len; k += n) table_row(o, (const char *const *)o->cells.items + k, widths);
    free(heading);
    free(widths);
}

void ter_output_free(ter_output *o) {
    if (!o) return;
    if (o->format == TER_FORMAT_JSON) fputs(o->rows ? "\n]\n" : "[]\n", o->stream);
    if (o->format == TER_FORMAT_GEOJSON)
        fputs(o->rows ? "\n]}\n" : "{\"type\":\"FeatureCollection\",\"features\":[]}\n", o->stream);
    if (o->format == TER_FORMAT_CSV && o->rows == 0) csv_heading(o);
    if (o->format == TER_FORMAT_TABLE) table_write(o);
    for (size_t i = 0; i < o->cells.len; i++) free(o->cells.items[i]);
    ter_array_release(&o->cells);
    ter_buf_release(&o->line);
    ter_buf_release(&o->lon);
    ter_buf_release(&o->lat);
    free(o);
}
