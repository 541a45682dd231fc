/* Writing the folder of a web map. */
#include "web/web_map.h"

#include "base/embedded.h"
#include "base/file.h"
#include "base/json.h"
#include "base/kind.h"
#include "export/area_title.h"
#include "export/legend.h"
#include "export/sources.h"
#include "web/background.h"
#include "web/contents.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK = 5000,
    DETAIL_CHUNK = 1000
}; /* facilities in a file of data/; what is said of them is asked for by click */

static const char *const entries[] = {"index.html", "data.js", "details.js", "app", "data", NULL};
const ter_folder_kind ter_map_folder = {"index.html", "name=\"generator\" content=\"terrier\"", entries};

/* ---- the base map's URL ---- */

static bool has_letter(const char *url, const char *letter) {
    return strstr(url, letter) != NULL;
}

/* Length of "https://host:port"; 0 when it is none, or holds what a page's security policy may not. */
static size_t origin_length(const char *url) {
    size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0, n = scheme;
    if (!scheme) return 0;
    while (isalnum((unsigned char)url[n]) || (url[n] && strchr(".-:", url[n]))) n++;
    return n > scheme && (url[n] == '/' || url[n] == '?') ? n : 0;
}

ter_status ter_map_check(const ter_map_options *o, ter_error *err) {
    if (!o->basemap) {
        if (ter_datum_moves(o->datum) || o->attribution)
            return ter_error_set(err, TER_USAGE, "there are no tiles that this could be of; add --basemap URL");
        return TER_OK;
    }
    if (has_letter(o->basemap, "{s}"))
        return ter_error_set(err, TER_USAGE, "the base map '%s' names no host; write one of its hosts instead of {s}",
                             o->basemap);
    if (!origin_length(o->basemap) || !has_letter(o->basemap, "{z}") || !has_letter(o->basemap, "{x}") ||
        !(has_letter(o->basemap, "{y}") || has_letter(o->basemap, "{-y}")))
        return ter_error_set(err, TER_USAGE,
                             "the base map '%s' is not an address of tiles; give http(s)://HOST/… with {z} {x} {y}",
                             o->basemap);
    return TER_OK;
}

/* ---- files that are compiled in ---- */

static const char library[] = "maplibre-gl/maplibre-gl.js";

static bool find_embedded(const char *path, ter_str *data) {
    const char *found;
    return ter_embedded_at(path, 0, &found, data) && strcmp(found, path) == 0;
}

bool ter_map_available(void) {
    ter_str data;
    return find_embedded(library, &data);
}

/* A source map is a file that the folder does not have; without the line no browser looks for it. */
static ter_str without_source_map(ter_str js) {
    static const char mark[] = "//# sourceMappingURL=";
    for (const char *end = js.ptr + js.len, *line = end; line > js.ptr; line--)
        if ((size_t)(end - line) >= sizeof mark - 1 && memcmp(line, mark, sizeof mark - 1) == 0)
            return (ter_str){js.ptr, (size_t)(line - js.ptr)};
    return js;
}

/* ---- marks in what is compiled in: each is replaced where it stands ---- */

typedef struct mark {
    const char *text;
    ter_str with;
} mark;

static void fill(ter_str text, const mark *marks, size_t count, ter_buf *out) {
    for (size_t i = 0; i < text.len;) {
        const mark *found = NULL;
        for (size_t k = 0; k < count && !found; k++) {
            size_t n = strlen(marks[k].text);
            if (text.len - i >= n && memcmp(text.ptr + i, marks[k].text, n) == 0) found = &marks[k];
        }
        if (found) ter_buf_put_str(out, found->with);
        else ter_buf_putc(out, text.ptr[i]);
        i += found ? strlen(found->text) : 1;
    }
}

/* How the base map draws kinds, as style.js asks for them: is('kind', '{{LAND}}'). */
enum { LAND, WATER, GREEN, AREA, LOOKS };
static const char *const look_marks[LOOKS] = {"is('kind', '{{LAND}}')", "is('kind', '{{WATER}}')",
                                              "is('kind', '{{GREEN}}')", "is('kind', '{{AREA}}')"};

static bool looks(const char *kind, int look) {
    switch (look) {
    case LAND:
        return ter_kind_is_line(kind) && !ter_kind_flows(kind);
    case WATER:
        return ter_kind_flows(kind);
    case GREEN:
        return ter_kind_is_green(kind);
    default:
        return ter_kind_is_area(kind);
    }
}

/* The condition that holds for all kinds that look so. */
static void put_condition(int look, ter_buf *out) {
    ter_buf words = {0};
    size_t count = 0;
    for (size_t i = 0; i < ter_kind_count(); i++) {
        const char *name = ter_kind_at(i)->name;
        if (looks(name, look)) ter_buf_printf(&words, "%s'%s'", count++ ? ", " : "", name);
    }
    if (count == 1) ter_buf_printf(out, "is('kind', %s)", words.ptr);
    else ter_buf_printf(out, "['in', ['get', 'kind'], ['literal', [%s]]]", words.ptr ? words.ptr : "");
    ter_buf_release(&words);
}

static void fill_looks(ter_str text, ter_buf *out) {
    ter_buf conditions[LOOKS] = {0};
    mark marks[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
        put_condition(i, &conditions[i]);
        marks[i] = (mark){look_marks[i], {conditions[i].ptr, conditions[i].len}};
    }
    fill(text, marks, LOOKS, out);
    for (int i = 0; i < LOOKS; i++) ter_buf_release(&conditions[i]);
}

/* ---- app/ and index.html ---- */

static ter_status write_app(const char *folder, ter_error *err) {
    static const char *const libraries[] = {library, "maplibre-gl/maplibre-gl.css", "maplibre-gl/LICENSE.txt"};
    static const char *const names[] = {"maplibre-gl.js", "maplibre-gl.css", "maplibre-gl-licence.txt"};
    char *app = ter_path_join(folder, "app");
    const char *path;
    ter_str data;
    ter_status status = ter_dir_make(app, err);
    for (size_t i = 0; status == TER_OK && i < 3; i++) {
        char *target = ter_path_join(app, names[i]);
        if (!find_embedded(libraries[i], &data))
            status = ter_error_set(err, TER_UNSUPPORTED,
                                   "this program was built without MapLibre GL JS, which draws the map; build it where "
                                   "npm reaches a registry");
        if (status == TER_OK) status = ter_file_write(target, without_source_map(data), err);
        free(target);
    }
    for (size_t i = 0; status == TER_OK && ter_embedded_at("src/web/", i, &path, &data); i++) {
        if (strcmp(ter_path_base(path), "index.html") == 0) continue;
        char *target = ter_path_join(app, ter_path_base(path));
        ter_buf text = {0};
        fill_looks(data, &text);
        status = ter_file_write(target, (ter_str){text.ptr, text.len}, err);
        ter_buf_release(&text);
        free(target);
    }
    free(app);
    return status;
}

/* The page may fetch from nowhere but its own folder and the base map's host. */
static ter_status write_page(const char *folder, const ter_map_options *o, ter_error *err) {
    ter_buf out = {0};
    ter_str page;
    if (!find_embedded("src/web/index.html", &page))
        return ter_error_set(err, TER_UNSUPPORTED, "this program has no map compiled in; reinstall terrier");
    mark basemap = {"{{BASEMAP}}", {o->basemap, o->basemap ? origin_length(o->basemap) : 0}};
    fill(page, &basemap, 1, &out);
    char *path = ter_path_join(folder, "index.html");
    ter_status status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    free(path);
    ter_buf_release(&out);
    return status;
}

/* ---- data.js and data/ ---- */

/* JSON has `<` within strings only: written as an escape, no text of a document can look like the end of a script. */
static ter_status write_json(const char *folder, const char *name, const ter_buf *json, ter_error *err) {
    ter_buf out = {0};
    for (size_t i = 0; i < json->len; i++) {
        if (json->ptr[i] == '<') ter_buf_puts(&out, "\\u003c");
        else ter_buf_putc(&out, json->ptr[i]);
    }
    char *path = ter_path_join(folder, name);
    ter_status status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    free(path);
    ter_buf_release(&out);
    return status;
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

static void put_basemap(ter_json *j, const ter_map_options *o) {
    ter_json_put_text(j, "datum", ter_datum_word(o->datum));
    if (!o->basemap) return;
    ter_json_key(j, "basemap");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "url", o->basemap);
    if (o->attribution) ter_json_put_text(j, "attribution", o->attribution);
    else ter_json_put_str(j, "attribution", (ter_str){o->basemap, origin_length(o->basemap)});
    ter_json_end(j, '}');
}

/* All but the facilities, or where to fetch them. */
static ter_status put_head(ter_registry *r, const ter_contents *c, const ter_map_options *o, ter_json *j,
                           ter_error *err) {
    ter_buf sources = {0}, text = {0}, areas = {0};
    const char *date = ter_registry_newest_date(r);
    ter_status status = ter_export_sources_put(r, &sources, &text, err);
    if (status == TER_OK) status = ter_export_area_title(r, &areas, err);
    ter_json_put_text(j, "area", areas.ptr);
    ter_json_put_text(j, "date", date && date[0] ? date : NULL);
    put_basemap(j, o);
    put_legend(j);
    ter_json_key(j, "sources");
    ter_json_raw(j, (ter_str){sources.ptr, sources.len});
    ter_json_key(j, "documents");
    ter_contents_put_documents(c, j);
    ter_json_key(j, "folding");
    ter_contents_put_folding(c, j);
    ter_json_put_int(j, "count", (long long)c->facilities.len);
    ter_buf_release(&areas);
    ter_buf_release(&sources);
    ter_buf_release(&text);
    return status;
}

typedef void (*put_fn)(const ter_contents *c, size_t begin, size_t end, ter_json *j);

static ter_status write_chunks(const char *folder, const char *stem, const ter_contents *c, size_t chunk, put_fn put,
                               ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i * chunk < c->facilities.len && status == TER_OK; i++) {
        size_t end = (i + 1) * chunk < c->facilities.len ? (i + 1) * chunk : c->facilities.len;
        ter_buf json = {0}, name = {0};
        ter_json j;
        ter_json_init(&j, &json);
        put(c, i * chunk, end, &j);
        ter_buf_putc(&json, '\n');
        ter_buf_printf(&name, "%s-%zu.json", stem, i);
        status = write_json(folder, name.ptr, &json, err);
        ter_buf_release(&json);
        ter_buf_release(&name);
    }
    return status;
}

static ter_status write_served(const char *folder, const ter_contents *c, ter_json *j, ter_error *err) {
    char *data = ter_path_join(folder, "data");
    ter_json_key(j, "served");
    ter_json_begin(j, '{');
    ter_json_put_int(j, "facilities", CHUNK);
    ter_json_put_int(j, "details", DETAIL_CHUNK);
    ter_json_end(j, '}');
    ter_status status = ter_dir_make(data, err);
    if (status == TER_OK) status = write_chunks(data, "facilities", c, CHUNK, ter_contents_put_facilities, err);
    if (status == TER_OK) status = write_chunks(data, "details", c, DETAIL_CHUNK, ter_contents_put_details, err);
    free(data);
    return status;
}

/* What documents say is a script of its own, which the page loads when it is first asked for. */
static ter_status write_details(const char *folder, const ter_contents *c, ter_error *err) {
    ter_buf out = {0};
    ter_json j;
    ter_buf_puts(&out, "window.TERRIER_DETAILS = ");
    ter_json_init(&j, &out);
    ter_contents_put_details(c, 0, c->facilities.len, &j);
    ter_buf_puts(&out, ";\n");
    ter_status status = write_json(folder, "details.js", &out, err);
    ter_buf_release(&out);
    return status;
}

static ter_status write_data(const char *folder, ter_registry *r, const ter_map_options *o, ter_map_report *report,
                             ter_error *err) {
    ter_contents c = {0};
    ter_buf base = {0}, out = {0};
    ter_json j;
    ter_status status = ter_contents_read(r, &c, err);
    if (status == TER_OK) status = ter_background_put(&c.features, o, &base, err);
    ter_contents_move(&c, o->datum);
    *report = (ter_map_report){c.facilities.len, o->served || c.facilities.len > TER_MAP_INLINE};
    ter_buf_puts(&out, "window.TERRIER = ");
    ter_json_init(&j, &out);
    ter_json_begin(&j, '{');
    if (status == TER_OK) status = put_head(r, &c, o, &j, err);
    ter_json_key(&j, "base");
    ter_json_raw(&j, (ter_str){base.ptr, base.len});
    if (status == TER_OK && report->served) status = write_served(folder, &c, &j, err);
    if (status == TER_OK && !report->served) {
        ter_json_key(&j, "chunk");
        ter_contents_put_facilities(&c, 0, c.facilities.len, &j);
        status = write_details(folder, &c, err);
    }
    ter_json_end(&j, '}');
    ter_buf_puts(&out, ";\n");
    if (status == TER_OK) status = write_json(folder, "data.js", &out, err);
    ter_buf_release(&base);
    ter_buf_release(&out);
    ter_contents_release(&c);
    return status;
}

ter_status ter_map_write_into(ter_registry *registry, const char *folder, const ter_map_options *options,
                              ter_map_report *report, ter_error *err) {
    ter_map_report unasked;
    ter_status status = ter_map_check(options, err);
    if (status == TER_OK) status = ter_dir_make(folder, err);
    if (status == TER_OK) status = write_app(folder, err);
    if (status == TER_OK) status = write_page(folder, options, err);
    if (status == TER_OK) status = write_data(folder, registry, options, report ? report : &unasked, err);
    return status;
}

ter_status ter_map_write(ter_registry *registry, const char *out, const ter_map_options *options,
                         ter_map_report *report, ter_error *err) {
    ter_folder folder = {0};
    ter_status status = ter_folder_begin(&folder, out, &ter_map_folder, options->overwrite, err);
    if (status == TER_OK) status = ter_map_write_into(registry, folder.temporary, options, report, err);
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    ter_folder_release(&folder);
    return status;
}
