/* layers.json: what an export holds, for programs and for people who cite it. */
#include "export/layers_json.h"

#include "base/json.h"
#include "base/version.h"

#include <stdlib.h>
#include <string.h>

enum { MANIFEST_SCHEMA = 1 };

static void put_bbox(ter_json *j, const char *key, ter_bbox b, int decimals) {
    ter_json_key(j, key);
    if (b.min_lon > b.max_lon) {
        ter_json_null(j);
        return;
    }
    ter_json_begin(j, '[');
    const double values[] = {b.min_lon, b.min_lat, b.max_lon, b.max_lat};
    for (int i = 0; i < 4; i++) ter_json_real(j, values[i], decimals);
    ter_json_end(j, ']');
}

static void put_list(ter_json *j, const char *key, const char *const *words) {
    if (!words) return;
    ter_json_key(j, key);
    ter_json_begin(j, '[');
    while (*words) ter_json_text(j, *words++);
    ter_json_end(j, ']');
}

static void put_years(ter_json *j, const int *years) {
    if (!years) return;
    ter_json_key(j, "years");
    ter_json_begin(j, '[');
    for (; *years >= 0; years++) ter_json_int(j, *years);
    ter_json_end(j, ']');
}

static void put_filter(ter_json *j, const ter_registry_filter *f) {
    ter_json_key(j, "filter");
    ter_json_begin(j, '{');
    if (f) {
        put_list(j, "kinds", f->kinds);
        put_list(j, "statuses", f->states);
        put_years(j, f->years);
        put_list(j, "bases", f->bases);
        if (f->area) ter_json_put_text(j, "area", f->area);
        if (f->has_bbox) put_bbox(j, "bbox", f->bbox, 7);
        if (f->as_of) ter_json_put_text(j, "as_of", f->as_of);
    }
    ter_json_end(j, '}');
}

/* Left out when the definitions are split by different things. */
static void put_by(ter_json *j, const ter_export_plan *plan) {
    const ter_layer_definitions *d = plan->definitions;
    unsigned by = plan->by ? plan->by : d->list.len ? d->list.items[0].by : 0;
    for (size_t i = 0; !plan->by && i < d->list.len; i++)
        if (d->list.items[i].by != by) return;
    ter_json_key(j, "by");
    ter_json_begin(j, '[');
    if (by & TER_BY_STATUS) ter_json_text(j, "status");
    if (by & TER_BY_YEAR) ter_json_text(j, "year");
    if (by & TER_BY_KIND) ter_json_text(j, "kind");
    ter_json_end(j, ']');
}

static void put_kinds(ter_json *j, const ter_export_group *g) {
    ter_json_key(j, "kinds");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < g->kinds.len; i++) ter_json_text(j, g->kinds.items[i]);
    ter_json_end(j, ']');
}

static void put_file_fields(ter_json *j, const ter_export_layer *f) {
    const ter_layer_definition *d = f->group->definition;
    ter_json_key(j, "fields");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->fields.len; i++)
        ter_json_text(j, ter_export_format_is_fixed_width(f->format) ? d->fields.items[i].short_name
                                                                     : d->fields.items[i].name);
    if (f->format->position_columns) ter_json_text(j, "lon"), ter_json_text(j, "lat");
    ter_json_end(j, ']');
}

/* Left out for a CRS whose code implies it. */
static void put_datum(ter_json *j, const char *crs, ter_datum datum) {
    if (crs && strcmp(crs, "EPSG:4326") == 0) datum = TER_DATUM_WGS84;
    else if (crs && strcmp(crs, "EPSG:4490") == 0) datum = TER_DATUM_CGCS2000;
    else if (crs) return;
    ter_json_put_text(j, "datum", ter_datum_name(datum));
}

static void put_definition(ter_json *j, const ter_layer_definition *d) {
    ter_json_put_text(j, "definition", d->name);
    if (d->title_zh) ter_json_put_text(j, "title_zh", d->title_zh);
    if (d->title_en) ter_json_put_text(j, "title_en", d->title_en);
}

static void put_file(ter_json *j, const ter_export_layer *f) {
    static const char *const types[] = {NULL, "point", "line", "polygon"};
    const ter_export_group *g = f->group;
    ter_json_begin(j, '{');
    ter_json_put_text(j, "path", f->path);
    ter_json_put_text(j, "format", f->format->name);
    ter_json_put_text(j, "layer", f->format->container ? f->name : NULL);
    ter_json_put_text(j, "title", g->title);
    if (!ter_layer_definition_is_default(g->definition)) put_definition(j, g->definition);
    if (g->year >= 0) {
        ter_json_key(j, "year");
        if (g->year) ter_json_int(j, g->year);
        else ter_json_null(j);
    }
    if (g->by_state) {
        ter_json_put_text(j, "status", ter_state_name(g->state));
        ter_json_put_text(j, "basis", g->basis ? ter_basis_name(g->basis) : NULL);
    }
    put_kinds(j, g);
    ter_json_put_text(j, "geometry", types[g->type]);
    ter_json_put_int(j, "features", (long long)g->count);
    put_bbox(j, "extent", f->extent, 7);
    ter_json_put_text(j, "crs", g->type == TER_GEOMETRY_NONE ? NULL : f->crs);
    if (g->type != TER_GEOMETRY_NONE) put_datum(j, f->crs, f->datum);
    if (ter_export_format_is_fixed_width(f->format) || f->cut_values)
        ter_json_put_int(j, "cut_values", (long long)f->cut_values);
    put_file_fields(j, f);
    ter_json_end(j, '}');
}

static void put_fields(ter_json *j) {
    static const char *const types[] = {"text", "integer", "real"};
    size_t count;
    const ter_dataset_field *fields = ter_export_fields(&count);
    ter_json_key(j, "fields");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < count; i++) {
        ter_buf_putc(j->out, '\n');
        ter_json_begin(j, '{');
        ter_json_put_text(j, "name", fields[i].name);
        ter_json_put_text(j, "short_name", fields[i].short_name);
        ter_json_put_text(j, "type", types[fields[i].type]);
        ter_json_put_text(j, "title_zh", fields[i].title_zh);
        ter_json_put_text(j, "title_en", fields[i].title_en);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

/* Definitions that nothing matches. */
static void put_empty(ter_json *j, const ter_export_plan *plan) {
    bool any = false;
    for (size_t d = 0; d < plan->definitions->list.len; d++) {
        if (!ter_export_plan_is_empty(plan, d)) continue;
        if (!any) ter_json_key(j, "empty"), ter_json_begin(j, '[');
        any = true;
        ter_json_text(j, plan->definitions->list.items[d].name);
    }
    if (any) ter_json_end(j, ']');
}

void ter_export_manifest_put(const ter_export_manifest *m, ter_buf *out) {
    ter_json j;
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "generator", "terrier");
    ter_json_put_text(&j, "version", TER_RELEASE);
    ter_json_put_int(&j, "schema", MANIFEST_SCHEMA);
    ter_json_put_text(&j, "date", m->job->date[0] ? m->job->date : NULL);
    ter_json_put_text(&j, "crs", m->job->crs);
    put_datum(&j, m->job->crs, m->job->datum);
    put_by(&j, m->job->plan);
    put_filter(&j, m->options->filter);
    ter_json_put_int(&j, "features", (long long)m->report->features);
    ter_json_put_int(&j, "unlocated", (long long)m->report->unlocated);
    ter_json_put_int(&j, "cut_values", (long long)m->report->cut_values);
    put_empty(&j, m->job->plan);
    ter_buf_putc(out, '\n');
    ter_json_key(&j, "sources");
    ter_json_raw(&j, (ter_str){m->job->sources->json.ptr, m->job->sources->json.len});
    ter_buf_putc(out, '\n');
    put_fields(&j);
    ter_buf_putc(out, '\n');
    ter_json_key(&j, "layers");
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < m->layers->list.len; i++) {
        ter_buf_putc(out, '\n');
        put_file(&j, &m->layers->list.items[i]);
    }
    ter_json_end(&j, ']');
    ter_json_end(&j, '}');
    ter_buf_putc(out, '\n');
}
