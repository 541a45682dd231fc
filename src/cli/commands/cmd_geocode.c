/* terrier geocode: the places of names. */
#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input/gazetteers.h"
#include "cli/input/lonlat.h"
#include "cli/input/place_argument.h"
#include "cli/output/output.h"
#include "geo/datum.h"
#include "geocode/geocode.h"
#include "geocode/reverse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct request {
    const char *kind, *area, *part, *extent, *format_name, *datum_word;
    ter_datum datum;
    bool geometry;
    long limit, length_m;
    ter_text_list gazetteers, names, near_texts;
    TER_ARRAY(ter_geocode_near) near;
} request;

enum { DEFAULT_CANDIDATES = 5, POSITION_DECIMALS = 7, MOST_COLUMNS = 14 };

/* ---- output ---- */

static const ter_column columns[] = {
    {"query", TER_COLUMN_TEXT},   {"match", TER_COLUMN_TEXT},     {"name", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},    {"id", TER_COLUMN_TEXT},        {"lon", TER_COLUMN_NUMBER},
    {"lat", TER_COLUMN_NUMBER},   {"precision", TER_COLUMN_TEXT}, {"uncertainty_m", TER_COLUMN_NUMBER},
    {"score", TER_COLUMN_NUMBER}, {"reason", TER_COLUMN_TEXT},    {"candidates", TER_COLUMN_JSON},
};

/* Those, and the optional ones that were requested. */
static size_t columns_of(const request *r, ter_column out[MOST_COLUMNS]) {
    size_t n = sizeof columns / sizeof *columns;
    memcpy(out, columns, sizeof columns);
    if (r->datum != TER_DATUM_WGS84) out[n++] = (ter_column){"datum", TER_COLUMN_TEXT};
    if (r->geometry) out[n++] = (ter_column){"geometry", TER_COLUMN_JSON};
    return n;
}

static void put_candidate(ter_json *j, const char *query, const ter_geocode_candidate *c, ter_datum datum) {
    ter_position point = ter_datum_from_wgs84(datum, c->point);
    ter_json_begin(j, '{');
    ter_json_put_text(j, "query", query);
    ter_json_put_text(j, "match", ter_match_name(c->match));
    ter_json_put_text(j, "name", c->name);
    ter_json_put_text(j, "kind", c->kind);
    ter_json_put_text(j, "id", c->key);
    ter_json_put_real(j, "lon", point.lon_deg, POSITION_DECIMALS);
    ter_json_put_real(j, "lat", point.lat_deg, POSITION_DECIMALS);
    ter_json_put_text(j, "precision", ter_precision_name(c->precision));
    ter_json_put_real(j, "uncertainty_m", c->uncertainty_m, 0);
    ter_json_put_real(j, "score", c->score, 2);
    ter_json_put_text(j, "reason", c->reason);
    ter_json_end(j, '}');
}

static void put_candidates(ter_output *o, const char *query, const ter_place *p, const request *r) {
    ter_buf text = {0};
    ter_json j;
    ter_json_init(&j, &text);
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < p->candidate_count && (long)i < r->limit; i++)
        put_candidate(&j, query, &p->candidates[i], r->datum);
    ter_json_end(&j, ']');
    ter_output_raw(o, (ter_str){text.ptr, text.len});
    ter_buf_release(&text);
}

static void put_place(ter_output *o, const char *query, ter_place *p, const request *r) {
    bool found = p->match != TER_MATCH_NONE;
    ter_position point = ter_datum_from_wgs84(r->datum, p->point);
    ter_output_text(o, query);
    ter_output_text(o, ter_match_name(p->match));
    ter_output_text(o, p->name);
    ter_output_text(o, p->kind);
    ter_output_text(o, p->key);
    if (found) {
        ter_output_real(o, point.lon_deg, POSITION_DECIMALS);
        ter_output_real(o, point.lat_deg, POSITION_DECIMALS);
    } else {
        ter_output_null(o);
        ter_output_null(o);
    }
    ter_output_text(o, ter_precision_name(p->precision));
    if (found) ter_output_real(o, p->uncertainty_m, 0);
    else ter_output_null(o);
    ter_output_real(o, p->score, 2);
    ter_output_text(o, p->reason);
    put_candidates(o, query, p, r);
    if (r->datum != TER_DATUM_WGS84) ter_output_text(o, ter_datum_name(r->datum));
    if (r->geometry) {
        ter_geometry_from_wgs84(&p->geometry, r->datum);
        ter_buf geojson = {0};
        ter_geometry_to_geojson(&p->geometry, &geojson);
        ter_output_raw(o, (ter_str){geojson.ptr, geojson.len});
        ter_buf_release(&geojson);
    }
    ter_output_row_end(o);
}

/* ---- names ---- */

/* The lines of stdin, which `text` keeps; empty ones are skipped. */
static ter_status read_names(ter_buf *text, ter_text_list *out, ter_error *err) {
    ter_status status = ter_file_read("-", text, err);
    if (status != TER_OK) return status;
    if (text->len > 0 && (memchr(text->ptr, 0, text->len) || !ter_utf8_valid(text->ptr, text->len)))
        return ter_error_set(err, TER_INPUT, "standard input is not UTF-8 text; give one name per line");
    char *rest = text->ptr;
    for (char *line = rest ? strsep(&rest, "\n") : NULL; line; line = strsep(&rest, "\n")) {
        size_t n = strlen(line);
        if (n > 0 && line[n - 1] == '\r') line[n - 1] = 0;
        if (*line) ter_array_push(out, line);
    }
    return TER_OK;
}

static ter_status collect_names(const ter_text_list *args, ter_buf *text, ter_text_list *out, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < args->len && status == TER_OK; i++) {
        const char *name = args->items[i];
        if (strcmp(name, "-") == 0) status = read_names(text, out, err);
        else if (!*name || !ter_utf8_valid(name, strlen(name)))
            status = ter_error_set(err, TER_USAGE, "a name is empty or not UTF-8; give names as text");
        else ter_array_push(out, name);
    }
    return status;
}

/* ---- the command ---- */

/* A name's place, or what is at a position. */
static ter_status find_place(ter_geocoder *g, const request *r, const char *text, ter_place *out, ter_error *err) {
    ter_position at = {0};
    if (ter_place_is_position(text) && strchr(text, ',')) {
        ter_status status = ter_lonlat_parse(text, &at.lon_deg, &at.lat_deg, err);
        return status == TER_OK ? ter_geocoder_reverse(g, ter_datum_to_wgs84(r->datum, at), out, err) : status;
    }
    ter_geocode_query query = {.name = text,
                               .kind = r->kind,
                               .part = r->part,
                               .area = r->area,
                               .extent = r->extent,
                               .length_m = (double)r->length_m,
                               .near = r->near.items,
                               .near_count = r->near.len};
    return ter_geocoder_find(g, &query, out, err);
}

static ter_status answer(const request *r, const ter_gazetteer_set *set, ter_format format, ter_error *err) {
    ter_geocoder *geocoder = NULL;
    ter_status status = ter_geocoder_new(set->items, set->count, &geocoder, err);
    if (status != TER_OK) return status;
    ter_column shown[MOST_COLUMNS];
    ter_output *o = ter_output_new(stdout, format, shown, columns_of(r, shown));
    for (size_t i = 0; i < r->names.len && status == TER_OK; i++) {
        ter_place place;
        status = find_place(geocoder, r, r->names.items[i], &place, err);
        if (status != TER_OK) break;
        put_place(o, r->names.items[i], &place, r);
        ter_place_release(&place);
    }
    ter_output_free(o);
    ter_geocoder_free(geocoder);
    return status;
}

static ter_status read_near(request *r, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < r->near_texts.len && status == TER_OK; i++) {
        ter_geocode_near n = {.weight = 1};
        status = ter_lonlat_parse(r->near_texts.items[i], &n.at.lon_deg, &n.at.lat_deg, err);
        if (status == TER_OK) n.at = ter_datum_to_wgs84(r->datum, n.at);
        ter_array_push(&r->near, n);
    }
    return status;
}

static int run(request *r, const ter_text_list *args) {
    ter_error err = {TER_OK, ""};
    ter_format format = TER_FORMAT_TABLE;
    ter_gazetteer_set set = {0};
    ter_buf text = {0};
    ter_status status = ter_format_parse(r->format_name, stdout, &format, &err);
    if (status == TER_OK) status = ter_datum_read(r->datum_word, &r->datum, &err);
    if (status == TER_OK) status = read_near(r, &err);
    if (status == TER_OK) status = ter_gazetteers_open(&r->gazetteers, &set, &err);
    if (status == TER_OK) status = collect_names(args, &text, &r->names, &err);
    if (status == TER_OK) status = answer(r, &set, format, &err);
    ter_gazetteers_release(&set);
    ter_buf_release(&text);
    return ter_exit_code(status, &err);
}

int ter_cmd_geocode(int argc, char **argv) {
    request r = {.limit = DEFAULT_CANDIDATES};
    ter_text_list args = {0};
    const ter_option options[] = {
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &r.gazetteers, TER_GAZETTEER_HELP),
        TER_TEXT_OF(ter_kind_value, "kind", "K", &r.kind, "only places of this kind"),
        TER_TEXT("area", "NAME", &r.area, "area of the place; places known to lie elsewhere are rejected"),
        TER_TEXT("part", "WORDS", &r.part, "phase, section or campus"),
        TER_TEXT("extent", "WORDS", &r.extent, "ends of a road, such as `西起A路，东至B路`"),
        TER_COUNT("length", "METRES", &r.length_m, "length of the road as stated in the text"),
        TER_LIST(
            "near", "LON,LAT", &r.near_texts,
            "position of a place named together with it, to choose between places of the same name; may be repeated"),
        TER_FLAG("geometry", &r.geometry, "add the geometry, as GeoJSON"),
        TER_TEXT_OF(ter_datum_value, "datum", "DATUM", &r.datum_word,
                    "datum of lon, lat and geometry, also given in a column `datum` (default wgs84)"),
        TER_COUNT("limit", "N", &r.limit, "at most N candidates (default 5)"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &r.format_name, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "geocode NAME…",
        .summary = "Finds the places of names, offline; `-` reads names from standard input, one per line.",
        .details =
            "Also reads crossings (A路与B路交叉口, A路（B路口）, A路近B路), addresses (A路4号), sections\n"
            "(X河（A路至B路段）) and, with --area, ground bounded by lines (A路以东、B路以南地块, 东五环外).\n"
            "For LON,LAT instead of a name: what is there, with the crossing and the areas.\n"
            "Without --kind the bare name of a city, county or river is no road; without --area, of a town.\n"
            "For an unknown road with known ends the result is the area that contains its course. A name that the\n"
            "gazetteers do not know gets no place; the column `reason` says why.",
        .examples = "  terrier geocode 奥森公园 酒仙桥路与将台路交叉口\n"
                    "  terrier geocode 116.48,39.98\n"
                    "  terrier geocode 坝河 --part 酒仙桥路至东苇路段 --geometry",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 100000,
    };
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = run(&r, &args);
    ter_array_release(&r.gazetteers);
    ter_array_release(&r.names);
    ter_array_release(&r.near_texts);
    ter_array_release(&r.near);
    ter_array_release(&args);
    return code;
}
