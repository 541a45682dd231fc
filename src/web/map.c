#include "web/map.h"

#include "base/embedded.h"
#include "base/file.h"
#include "base/json.h"
#include "export/features.h"
#include "export/legend.h"
#include "export/sources.h"
#include "gazetteer/gazetteer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* From where in the source tree (or from Debian's Leaflet) to which name in the folder. */
static const struct {
    const char *source, *name;
} files[] = {
    {"src/web/index.html", "index.html"},
    {"src/web/map.css", "map.css"},
    {"src/web/map.js", "map.js"},
    {"src/web/leaflet-license.txt", "leaflet-license.txt"},
    {"leaflet/leaflet.min.js", "leaflet.js"},
    {"leaflet/leaflet.css", "leaflet.css"},
};

static const char *const entries[] = {
    "index.html", "map.css", "map.js", "data.js", "leaflet.js", "leaflet.css", "leaflet-license.txt", NULL};
const ter_folder_kind ter_map_folder = {"index.html", "name=\"generator\" content=\"terrier\"", entries};

/* A source map is a file that the folder does not have; without the line no browser looks for it. */
static ter_str without_source_map(ter_str js) {
    static const char mark[] = "//# sourceMappingURL=";
    const char *at = memmem(js.ptr, js.len, mark, sizeof mark - 1);
    return at ? (ter_str){js.ptr, (size_t)(at - js.ptr)} : js;
}

static ter_status write_program(const char *folder, ter_error *err) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path;
        ter_str data;
        if (!ter_embedded_at(files[i].source, 0, &path, &data))
            return ter_error_set(err, TER_UNSUPPORTED, "this program has no map compiled in (%s); reinstall terrier",
                                 files[i].source);
        char *target = ter_path_join(folder, files[i].name);
        ter_status status = ter_file_write(target, without_source_map(data), err);
        free(target);
        if (status != TER_OK) return status;
    }
    return TER_OK;
}

/* ---- data.js ---- */

static void put_geometry(ter_json *j, const char *key, const ter_geometry *g) {
    ter_buf text = {0};
    ter_geometry_to_geojson(g, &text);
    ter_json_key(j, key);
    ter_json_raw(j, (ter_str){text.ptr, text.len});
    ter_buf_release(&text);
}

static void put_number(ter_json *j, const char *key, const char *value) {
    ter_json_put_real(j, key, value ? strtod(value, NULL) : (double)NAN, 2);
}

static void put_feature(ter_json *j, const ter_export_feature *f) {
    static const char *const texts[][2] = {
        {"facility", "facility_id"},
        {"project", "project_id"},
        {"name", "name"},
        {"pinyin", "pinyin"},
        {"kind", "kind"},
        {"part", "part"},
        {"status", "status"},
        {"basis", "basis"},
        {"action", "action"},
        {"precision", "precision"},
        {"document", "document"},
        {"date", "document_date"},
        {"quote", "quote"},
        {"source", "geometry_source"},
    };
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *value = ter_export_feature_value(f, texts[i][1]);
        if (value) ter_json_put_text(j, texts[i][0], value);
    }
    ter_json_put_int(j, "year", f->year);
    if (f->document_title) ter_json_put_text(j, "title", f->document_title);
    if (f->area) ter_json_put_text(j, "area", f->area);
    put_number(j, "uncertainty", ter_export_feature_value(f, "uncertainty_m"));
    put_number(j, "confidence", ter_export_feature_value(f, "confidence"));
    if (f->geometry.type != TER_GEOMETRY_NONE) put_geometry(j, "g", &f->geometry);
    ter_json_end(j, '}');
}

static void put_legend(ter_json *j) {
    ter_legend legend;
    ter_legend_read(&legend);
    ter_json_key(j, "legend");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < legend.entries.len; i++) {
        const ter_legend_entry *e = &legend.entries.items[i];
        ter_buf_putc(j->out, '\n');
        ter_json_begin(j, '{');
        ter_json_put_text(j, "list", e->list);
        ter_json_put_text(j, "word", e->word);
        ter_json_put_text(j, "zh", e->zh);
        ter_json_put_text(j, "en", e->en);
        ter_json_put_text(j, "value", e->value);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
    ter_legend_release(&legend);
}

static bool near_features(ter_bbox shown, ter_bbox b) {
    const double margin = 0.1; /* degrees: what the first view shows, and some more */
    ter_bbox wide = {shown.min_lon - margin, shown.min_lat - margin, shown.max_lon + margin, shown.max_lat + margin};
    return shown.min_lon <= shown.max_lon && ter_bbox_overlaps(wide, b);
}

/* Roads and waterways as lines. */
static ter_status put_base_lines(ter_json *j, const ter_gazetteer *g, ter_bbox shown, ter_error *err) {
    for (size_t i = 0; i < ter_gazetteer_count(g); i++) {
        const ter_toponym *t = ter_gazetteer_at(g, i);
        ter_geometry shape = {0};
        if (strcmp(t->kind, "road") != 0 && strcmp(t->kind, "waterway") != 0) continue;
        if (!near_features(shown, t->bbox)) continue;
        ter_status status = ter_gazetteer_geometry(g, i, &shape, err);
        if (status != TER_OK) return status;
        if (shape.type == TER_GEOMETRY_LINE || shape.type == TER_GEOMETRY_POLYGON) {
            ter_buf_putc(j->out, '\n');
            ter_json_begin(j, '{');
            ter_json_put_text(j, "kind", t->kind);
            put_geometry(j, "g", &shape);
            ter_json_end(j, '}');
        }
        ter_geometry_release(&shape);
    }
    return TER_OK;
}

/* Areas by name only: a gazetteer may know no more than their extent, which is no boundary to draw. */
static void put_base_areas(ter_json *j, const ter_gazetteer *g, ter_bbox shown) {
    for (size_t i = 0; i < ter_gazetteer_count(g); i++) {
        const ter_toponym *t = ter_gazetteer_at(g, i);
        if (strcmp(t->kind, "admin") != 0 || !near_features(shown, t->bbox)) continue;
        ter_buf_putc(j->out, '\n');
        ter_json_begin(j, '{');
        ter_json_put_text(j, "name", t->name);
        ter_json_put_real(j, "lon", t->point.lon_deg, 5);
        ter_json_put_real(j, "lat", t->point.lat_deg, 5);
        ter_json_end(j, '}');
    }
}

static ter_status put_base(ter_json *j, const ter_map_options *o, ter_bbox shown, ter_error *err) {
    ter_status status = TER_OK;
    ter_json_key(j, "base");
    ter_json_begin(j, '{');
    ter_json_key(j, "lines");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < o->gazetteer_count && status == TER_OK; i++)
        status = put_base_lines(j, o->gazetteers[i], shown, err);
    ter_json_end(j, ']');
    ter_json_key(j, "areas");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < o->gazetteer_count; i++) put_base_areas(j, o->gazetteers[i], shown);
    ter_json_end(j, ']');
    ter_json_end(j, '}');
    return status;
}

static ter_status put_data(ter_registry *r, const ter_map_options *o, ter_buf *out, ter_error *err) {
    ter_export_features features = {0};
    ter_buf sources = {0}, text = {0};
    ter_json j;
    ter_bbox shown = ter_bbox_empty;
    const char *date = ter_registry_newest_date(r);
    ter_status status = ter_export_features_read(r, NULL, &features, err);
    if (status == TER_OK) status = ter_export_sources_put(r, &sources, &text, err);
    ter_buf_puts(out, "window.TERRIER = ");
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "date", date && date[0] ? date : NULL);
    put_legend(&j);
    ter_json_key(&j, "sources");
    if (status == TER_OK) ter_json_raw(&j, (ter_str){sources.ptr, sources.len});
    ter_json_key(&j, "features");
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < features.list.len && status == TER_OK; i++) {
        const ter_export_feature *f = &features.list.items[i];
        put_feature(&j, f);
        if (f->geometry.type != TER_GEOMETRY_NONE) ter_bbox_add(&shown, ter_geometry_bbox(&f->geometry));
    }
    ter_json_end(&j, ']');
    if (status == TER_OK) status = put_base(&j, o, shown, err);
    ter_json_end(&j, '}');
    ter_buf_puts(out, ";\n");
    ter_buf_release(&sources);
    ter_buf_release(&text);
    ter_export_features_release(&features);
    return status;
}

ter_status ter_map_write_into(ter_registry *registry, const char *folder, const ter_map_options *options,
                              ter_error *err) {
    ter_buf data = {0};
    char *path = ter_path_join(folder, "data.js");
    ter_status status = ter_dir_make(folder, err);
    if (status == TER_OK) status = write_program(folder, err);
    if (status == TER_OK) status = put_data(registry, options, &data, err);
    if (status == TER_OK) status = ter_file_write(path, (ter_str){data.ptr, data.len}, err);
    free(path);
    ter_buf_release(&data);
    return status;
}

ter_status ter_map_write(ter_registry *registry, const char *out, const ter_map_options *options, ter_error *err) {
    ter_folder folder = {0};
    ter_status status = ter_folder_begin(&folder, out, &ter_map_folder, options->overwrite, err);
    if (status == TER_OK) status = ter_map_write_into(registry, folder.temporary, options, err);
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    ter_folder_release(&folder);
    return status;
}
