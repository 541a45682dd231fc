/* terrier count: numbers by area, kind, status and year. */
#include "cli/command.h"
#include "cli/input/place_argument.h"
#include "cli/input/selection.h"
#include "cli/output/output.h"
#include "registry/file/registry.h"
#include "registry/read/feature.h"

#include "base/file.h"
#include "base/json.h"
#include "geo/relate.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = 4 };

typedef enum key { KEY_AREA, KEY_KIND, KEY_STATUS, KEY_YEAR, KEYS } key;
static const char *const key_names[KEYS] = {"area", "kind", "status", "year"};
static const ter_option_values key_values = {.type = TER_VALUES_MANY, .words = "area kind status year"};

typedef struct group {
    char *values[MOST_KEYS]; /* "" for none */
    long long count;
} group;

typedef struct counting {
    key keys[MOST_KEYS];
    size_t key_count;
    TER_ARRAY(group) groups;
    ter_geojson_features areas; /* with --areas: each row counts in those that it meets */
    bool by_ground;
} counting;

typedef struct request {
    const char *by_word, *areas_path, *layer_path, *format_word;
    ter_format format;
    ter_text_list gazetteers;
    ter_selection selection;
} request;

/* ---- counting ---- */

static void count_one(counting *c, const char *const values[MOST_KEYS]) {
    for (size_t i = 0; i < c->groups.len; i++) {
        group *g = &c->groups.items[i];
        size_t k = 0;
        while (k < c->key_count && strcmp(g->values[k], values[k]) == 0) k++;
        if (k < c->key_count) continue;
        g->count++;
        return;
    }
    group fresh = {.count = 1};
    for (size_t k = 0; k < c->key_count; k++) fresh.values[k] = ter_strdup(values[k]);
    ter_array_push(&c->groups, fresh);
}

static void count_in(counting *c, const ter_registry_feature *f, const char *area) {
    char year[16] = "";
    if (f->year) snprintf(year, sizeof year, "%d", f->year);
    const char *const all[KEYS] = {area, f->kind, ter_state_name(f->state), year};
    const char *values[MOST_KEYS] = {0};
    for (size_t k = 0; k < c->key_count; k++) values[k] = all[c->keys[k]];
    count_one(c, values);
}

/* Whether it meets the i-th area, and none before it of the same name. */
static bool counts_in(const counting *c, const ter_geometry *g, size_t i) {
    const ter_geojson_feature *areas = c->areas.items;
    if (!ter_geometry_intersects(g, &areas[i].geometry)) return false;
    for (size_t k = 0; k < i; k++)
        if (strcmp(areas[k].name, areas[i].name) == 0 && ter_geometry_intersects(g, &areas[k].geometry)) return false;
    return true;
}

static ter_status count_feature(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    counting *c = context;
    if (!c->by_ground) {
        count_in(c, f, f->area);
        return TER_OK;
    }
    for (size_t i = 0; i < c->areas.len && f->geometry; i++)
        if (counts_in(c, f->geometry, i)) count_in(c, f, c->areas.items[i].name);
    return TER_OK;
}

/* By the words of status in their own order, all else as text; nothing comes last. */
static int compare_values(key k, const char *a, const char *b) {
    ter_state x, y;
    if (!*a || !*b) return (*a == 0) - (*b == 0);
    if (k == KEY_STATUS && ter_state_parse(ter_str_from(a), &x) && ter_state_parse(ter_str_from(b), &y))
        return (x > y) - (x < y);
    return strcmp(a, b);
}

static void sort_groups(counting *c) { /* insertion: groups are few, and the order of keys is not to be passed on */
    for (size_t i = 1; i < c->groups.len; i++) {
        group g = c->groups.items[i];
        size_t at = i;
        for (; at > 0; at--) {
            int order = 0;
            for (size_t k = 0; k < c->key_count && !order; k++)
                order = compare_values(c->keys[k], c->groups.items[at - 1].values[k], g.values[k]);
            if (order <= 0) break;
            c->groups.items[at] = c->groups.items[at - 1];
        }
        c->groups.items[at] = g;
    }
}

static void counting_release(counting *c) {
    for (size_t i = 0; i < c->groups.len; i++)
        for (size_t k = 0; k < c->key_count; k++) free(c->groups.items[i].values[k]);
    ter_array_release(&c->groups);
    ter_geojson_release(&c->areas);
}

/* ---- output ---- */

static void print_groups(const counting *c, ter_format format) {
    ter_column columns[MOST_KEYS + 1];
    for (size_t k = 0; k < c->key_count; k++)
        columns[k] = (ter_column){key_names[c->keys[k]], c->keys[k] == KEY_YEAR ? TER_COLUMN_NUMBER : TER_COLUMN_TEXT};
    columns[c->key_count] = (ter_column){"count", TER_COLUMN_NUMBER};
    ter_output *o = ter_output_new(stdout, format, columns, c->key_count + 1);
    for (size_t i = 0; i < c->groups.len; i++) {
        const group *g = &c->groups.items[i];
        for (size_t k = 0; k < c->key_count; k++) {
            if (!*g->values[k]) ter_output_null(o);
            else if (c->keys[k] == KEY_YEAR) ter_output_int(o, atoi(g->values[k]));
            else ter_output_text(o, g->values[k]);
        }
        ter_output_int(o, g->count);
        ter_output_row_end(o);
    }
    ter_output_free(o);
}

static size_t key_place(const counting *c, key wanted) {
    size_t k = 0;
    while (k < c->key_count && c->keys[k] != wanted) k++;
    return k;
}

/* "park, completed": the values of the other keys. */
static void put_rest(const counting *c, const group *g, size_t area, ter_buf *out) {
    for (size_t k = 0; k < c->key_count; k++) {
        if (k == area) continue;
        ter_buf_printf(out, "%s%s", out->len ? ", " : "", *g->values[k] ? g->values[k] : "undated");
    }
}

static void put_area(const counting *c, const char *name, const ter_geometry *shape, ter_json *j) {
    size_t area = key_place(c, KEY_AREA);
    long long all = 0;
    ter_buf geometry = {0};
    ter_geometry_to_geojson(shape, &geometry);
    ter_json_begin(j, '{');
    ter_json_put_text(j, "type", "Feature");
    ter_json_key(j, "properties");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "name", name);
    for (size_t i = 0; i < c->groups.len; i++) {
        if (strcmp(c->groups.items[i].values[area], name) != 0) continue;
        all += c->groups.items[i].count;
        ter_buf rest = {0};
        put_rest(c, &c->groups.items[i], area, &rest);
        if (rest.len) ter_json_put_int(j, rest.ptr, c->groups.items[i].count);
        ter_buf_release(&rest);
    }
    ter_json_put_int(j, "count", all);
    ter_json_end(j, '}');
    ter_json_key(j, "geometry");
    ter_json_raw(j, (ter_str){geometry.ptr, geometry.len});
    ter_json_end(j, '}');
    ter_buf_release(&geometry);
}

/* The areas that rows name, with the outline that a gazetteer gives them, or none. */
static ter_status put_named_areas(const counting *c, ter_place_lookup *lookup, ter_json *j, ter_error *err) {
    size_t area = key_place(c, KEY_AREA);
    ter_status status = TER_OK;
    for (size_t i = 0; i < c->groups.len && status == TER_OK; i++) {
        const char *name = c->groups.items[i].values[area];
        bool written = !*name;
        for (size_t k = 0; k < i && !written; k++) written = strcmp(c->groups.items[k].values[area], name) == 0;
        if (written) continue;
        ter_geometry shape = {0};
        status = ter_place_outline(lookup, name, &shape, err);
        if (status == TER_USAGE) status = TER_OK; /* several have that name: none is certain */
        if (status == TER_OK) put_area(c, name, &shape, j);
        ter_geometry_release(&shape);
    }
    return status;
}

static ter_status write_layer(const counting *c, const request *q, ter_error *err) {
    ter_buf text = {0};
    ter_json j;
    ter_place_lookup lookup = {.gazetteer_names = &q->gazetteers};
    ter_status status = c->by_ground ? TER_OK : ter_place_lookup_open(&lookup, err);
    ter_json_init(&j, &text);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "type", "FeatureCollection");
    ter_json_key(&j, "features");
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < c->areas.len; i++) put_area(c, c->areas.items[i].name, &c->areas.items[i].geometry, &j);
    if (status == TER_OK && !c->by_ground) status = put_named_areas(c, &lookup, &j, err);
    ter_json_end(&j, ']');
    ter_json_end(&j, '}');
    ter_buf_putc(&text, '\n');
    if (status == TER_OK) status = ter_file_write(q->layer_path, (ter_str){text.ptr, text.len}, err);
    ter_place_lookup_release(&lookup);
    ter_buf_release(&text);
    return status;
}

/* ---- the command ---- */

static ter_status read_keys(const char *text, counting *c, ter_error *err) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, ",");
        int k = 0;
        while (k < KEYS && !(strlen(key_names[k]) == n && memcmp(key_names[k], p, n) == 0)) k++;
        if (k == KEYS || key_place(c, (key)k) < c->key_count)
            return ter_error_set(err, TER_USAGE,
                                 "--by: '%.*s' is unknown or given twice; choose from area, kind, "
                                 "status, year",
                                 (int)n, p);
        c->keys[c->key_count++] = (key)k;
        p += n + (p[n] == ',');
    }
    if (c->key_count == 0) return ter_error_set(err, TER_USAGE, "--by is empty; choose from area, kind, status, year");
    return TER_OK;
}

static ter_status count_run(const char *path, request *q, ter_error *err) {
    counting c = {0};
    ter_registry *r = NULL;
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK) status = read_keys(q->by_word, &c, err);
    if (status == TER_OK && (q->areas_path || q->layer_path) && key_place(&c, KEY_AREA) == c.key_count)
        status = ter_error_set(err, TER_USAGE, "--areas and --layer need area in --by");
    if (status == TER_OK) status = ter_selection_read(&q->selection, err);
    if (status == TER_OK) status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(&q->selection, r, err);
    c.by_ground = q->areas_path != NULL;
    if (status == TER_OK && c.by_ground)
        status = ter_place_shape_file(q->areas_path, TER_GEOMETRY_POLYGON, &c.areas, err);
    if (status == TER_OK) status = ter_registry_each_current(r, &q->selection.filter, count_feature, &c, err);
    sort_groups(&c);
    if (status == TER_OK && q->layer_path) status = write_layer(&c, q, err);
    if (status == TER_OK) print_groups(&c, q->format);
    counting_release(&c);
    ter_registry_free(r);
    return status;
}

int ter_cmd_count(int argc, char **argv) {
    request q = {.by_word = "kind,status"};
    const ter_option options[] = {
        TER_TEXT_OF(key_values, "by", "LIST", &q.by_word, "columns to count by (default kind,status)"),
        TER_TEXT_OF(ter_file_values, "areas", "FILE", &q.areas_path,
                    "count in the polygons of this file (GeoJSON, or what OGR reads), named by the property `name` "
                    "(default: the area each belongs to)"),
        TER_TEXT_OF(ter_file_values, "layer", "FILE", &q.layer_path,
                    "also write the areas with their counts, as GeoJSON"),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &q.gazetteers, TER_GAZETTEER_HELP),
        TER_SELECTION_OPTIONS(q.selection),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &q.format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "count REG",
        .summary = "Counts facilities and projects by area, kind, status and year.",
        .details = "Counts the rows of `list`. A row that reaches into several areas of --areas counts in each. The\n"
                   "outlines of the layer come from --areas, otherwise from the gazetteer; an area without an outline\n"
                   "has a null geometry.",
        .examples = "  terrier count registry.sqlite --by kind,status\n"
                    "  terrier count registry.sqlite --by area,kind --kind park,school --format csv\n"
                    "  terrier count registry.sqlite --by area,status --layer counts.geojson",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = ter_exit_code(count_run(args.items[0], &q, &err), &err);
    ter_array_release(&args);
    ter_array_release(&q.gazetteers);
    ter_selection_release(&q.selection);
    return code;
}
