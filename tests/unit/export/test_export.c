/* Export: grouping and names of layers, files read back through OGR. */
#include "base/file.h"
#include "export/export.h"
#include "export/layer_write.h"
#include "export/layers_json.h"
#include "gis/gis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    char root[256]; /* a temporary folder */
    ter_export_features features;
    ter_layer_definitions definitions;
    ter_export_plan plan;
} fixture;

static ter_geometry point_at(double lon_deg, double lat_deg) {
    ter_geometry g = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&g, (ter_position){lon_deg, lat_deg});
    ter_geometry_end_part(&g);
    return g;
}

/* Clockwise, so that a writer has to turn it. */
static ter_geometry square_at(double lon_deg, double lat_deg) {
    ter_geometry g = {.type = TER_GEOMETRY_POLYGON};
    const double corners[][2] = {{0, 0}, {0, 0.01}, {0.01, 0.01}, {0.01, 0}, {0, 0}};
    for (int i = 0; i < 5; i++)
        ter_geometry_add_point(&g, (ter_position){lon_deg + corners[i][0], lat_deg + corners[i][1]});
    ter_geometry_end_part(&g);
    ter_geometry_end_polygon(&g);
    return g;
}

static const char long_quote[] = /* 86 characters of 3 bytes: 258 bytes, of which 252 (84 characters) fit */
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六";

static void add(fixture *f, ter_registry_feature feature) {
    ter_registry_feature usual = {.facility_id = "park-1",
                                  .project_id = "park-1.a",
                                  .name = "亮马河\"公园'<b>",
                                  .pinyin = "liang ma he",
                                  .kind = "park",
                                  .part = "二期",
                                  .area = "朝阳区",
                                  .precision = TER_PRECISION_EXACT,
                                  .uncertainty_m = 50,
                                  .document = "a.txt",
                                  .document_date = "2026-03-25",
                                  .quote = long_quote,
                                  .confidence = 0.9,
                                  .geometry_source = "OpenStreetMap"};
    usual.state = feature.state, usual.basis = feature.basis, usual.year = feature.year;
    usual.geometry = feature.geometry;
    if (feature.kind) usual.kind = feature.kind;
    if (feature.quote) usual.quote = feature.quote;
    assert_int_equal(ter_export_features_add(&usual, &f->features, NULL), TER_OK);
}

static int set_up(void **state) {
    fixture *f = ter_alloc(sizeof *f);
    const char *tmp = getenv("TMPDIR");
    snprintf(f->root, sizeof f->root, "%s/ter_export_XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->root));
    assert_int_equal(ter_layer_definitions_parse(ter_str_from("layer default\n"), "t", true, &f->definitions, NULL),
                     TER_OK);
    ter_geometry point = point_at(116.4733, 39.9495), area = square_at(116.4, 39.9);
    add(f, (ter_registry_feature){
               .state = TER_STATE_STARTED, .basis = TER_BASIS_TARGET, .year = 2026, .geometry = &point});
    add(f, (ter_registry_feature){
               .state = TER_STATE_STARTED, .basis = TER_BASIS_TARGET, .year = 2026, .geometry = &area, .quote = "短"});
    add(f, (ter_registry_feature){.state = TER_STATE_COMPLETED,
                                  .basis = TER_BASIS_REPORTED,
                                  .year = 2025,
                                  .geometry = &point,
                                  .kind = "../x",
                                  .quote = "短"});
    add(f, (ter_registry_feature){.state = TER_STATE_EXISTING, .quote = "短"});
    ter_geometry_release(&point);
    ter_geometry_release(&area);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    ter_export_plan_release(&f->plan);
    ter_layer_definitions_release(&f->definitions);
    ter_export_features_release(&f->features);
    ter_dir_remove(f->root, NULL);
    free(f);
    return 0;
}

static bool is_there(const fixture *f, const char *name) {
    char *path = ter_path_join(f->root, name);
    bool there = ter_path_exists(path);
    free(path);
    return there;
}

static char *content(const fixture *f, const char *name) {
    char *path = ter_path_join(f->root, name);
    ter_buf data = {0};
    assert_int_equal(ter_file_read(path, &data, NULL), TER_OK);
    free(path);
    return ter_buf_detach(&data);
}

static void put_file(const fixture *f, const char *name, const char *text) {
    char *path = ter_path_join(f->root, name);
    assert_int_equal(ter_file_write(path, ter_str_from(text), NULL), TER_OK);
    free(path);
}

/* ---- fields, texts, layers ---- */

static void test_fields__short_names_fit_a_shapefile(void **state) {
    (void)state;
    size_t count;
    const ter_dataset_field *fields = ter_export_fields(&count);
    assert_int_equal(count, TER_EXPORT_FIELDS);
    for (size_t i = 0; i < count; i++) {
        assert_true(strlen(fields[i].short_name) <= 10);
        for (const char *p = fields[i].short_name; *p; p++) assert_true((unsigned char)*p < 0x80);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(fields[i].short_name, fields[k].short_name);
    }
}

static void test_text_fit__keeps_characters_whole(void **state) {
    (void)state;
    assert_int_equal(ter_export_text_fit("abc", 254), 3);
    assert_int_equal(ter_export_text_fit("一二", 5), 3);
    assert_int_equal(ter_export_text_fit("一二", 3), 3);
    assert_int_equal(ter_export_text_fit("一", 2), 0);
    assert_int_equal(ter_export_text_fit(long_quote, 254), 252);
}

static void test_features__hold_valid_text_only(void **state) {
    fixture *f = *state;
    add(f, (ter_registry_feature){.state = TER_STATE_PLANNED, .quote = "\xff一\xed\xa0\x80\x01\n二"});
    const ter_export_feature *last = &f->features.list.items[f->features.list.len - 1];
    assert_string_equal(ter_export_feature_value(last, "quote"), "\ufffd一\ufffd\ufffd\ufffd\ufffd\n二");
    assert_null(ter_export_feature_value(last, "year"));
    assert_null(ter_export_feature_value(last, "uncertainty_m"));
}

/* Looks at all features; the plan is the fixture's. */
static ter_export_plan *plan_made(fixture *f, unsigned by) {
    ter_export_plan_release(&f->plan);
    f->plan = (ter_export_plan){.definitions = &f->definitions, .by = by};
    for (size_t i = 0; i < f->features.list.len; i++) ter_export_plan_look(&f->plan, &f->features.list.items[i]);
    assert_int_equal(ter_export_plan_name(&f->plan, NULL), TER_OK);
    return &f->plan;
}

static void test_plan__names_and_order(void **state) {
    fixture *f = *state;
    const ter_export_plan *plan = plan_made(f, 0);
    static const char *const stems[] = {"2025/completed_point", "2026/started-target_point",
                                        "2026/started-target_polygon", "undated/existing_none"};
    assert_int_equal(plan->groups.len, 4);
    for (size_t i = 0; i < 4; i++) assert_string_equal(plan->groups.items[i].stem, stems[i]);
    assert_string_equal(plan->groups.items[2].layer, "2026_started-target_polygon");
    assert_string_equal(plan->groups.items[2].file, "2026/started-target");
    assert_string_equal(plan->groups.items[2].title, "2026 started (target): areas");
    assert_int_equal(plan->features, 4);
    assert_int_equal(plan->unlocated, 1);
    assert_int_equal(plan->groups.items[1].widths[14], 252); /* the quote, as a Shapefile will have it */
    assert_int_equal(plan->groups.items[2].widths[14], 3);
}

static void test_plan__a_kind_cannot_leave_the_folder(void **state) {
    fixture *f = *state;
    const ter_export_plan *plan = plan_made(f, TER_BY_STATUS | TER_BY_YEAR | TER_BY_KIND);
    assert_string_equal(plan->groups.items[0].stem, "2025/completed/---x_point");
    plan = plan_made(f, TER_BY_KIND);
    assert_int_equal(plan->groups.len, 4); /* park as point, polygon and none; the odd kind */
    assert_string_equal(plan->groups.items[1].stem, "park_point");
}

static void test_plan__definitions_choose_and_name(void **state) {
    fixture *f = *state;
    ter_layer_definitions_release(&f->definitions);
    assert_int_equal(
        ter_layer_definitions_parse(ter_str_from("layer 公园\ntitle zh 公园一览\nby none\nwhere kind park\n"
                                                 "where year 2026 undated\n"
                                                 "layer none\nwhere kind castle\n"),
                                    "t", true, &f->definitions, NULL),
        TER_OK);
    const ter_export_plan *plan = plan_made(f, 0);
    static const char *const stems[] = {"公园_point", "公园_polygon", "公园_none"};
    assert_int_equal(plan->groups.len, 3);
    for (size_t i = 0; i < 3; i++) assert_string_equal(plan->groups.items[i].stem, stems[i]);
    assert_string_equal(plan->groups.items[0].title, "公园一览: points");
    assert_false(ter_export_plan_is_empty(plan, 0));
    assert_true(ter_export_plan_is_empty(plan, 1));
    assert_int_equal(plan->features, 3);
}

static void test_crs_check__only_codes(void **state) {
    (void)state;
    ter_error err = {0};
    static const char *const good[] = {"EPSG:4490", "gcj02", "bd09", "wgs84", "cgcs2000"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(ter_export_crs_check(good[i], &err), TER_OK);
    static const char *const bad[] = {"", "EPSG:", "EPSG:abc", "EPSG:1", "EPSG:4326x", "4326", "gcj", "/etc/passwd"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ter_export_crs_check(bad[i], &err), TER_USAGE);
}

/* ---- files, read back ---- */

typedef struct readback {
    size_t features, geometries;
    char name[256], quote[1024], first_field[64];
    ter_bbox extent;
    ter_geometry geometry; /* of the last */
} readback;

static ter_status take(const ter_gis_feature *feature, void *context, ter_error *err) {
    readback *r = context;
    (void)err;
    r->features++;
    snprintf(r->first_field, sizeof r->first_field, "%s", feature->field_names[0]);
    for (size_t i = 0; i < feature->field_count; i++) {
        const char *value = feature->field_values[i] ? feature->field_values[i] : "";
        if (strcmp(feature->field_names[i], "name") == 0) snprintf(r->name, sizeof r->name, "%s", value);
        if (strcmp(feature->field_names[i], "quote") == 0) snprintf(r->quote, sizeof r->quote, "%s", value);
    }
    if (!feature->geometry) return TER_OK;
    r->geometries++;
    r->extent = ter_geometry_bbox(feature->geometry);
    ter_geometry_release(&r->geometry);
    ter_geometry_copy(feature->geometry, &r->geometry);
    return TER_OK;
}

static readback read_back(const fixture *f, const char *file) {
    const ter_gis *gis;
    readback r = {0};
    ter_error err = {0};
    char *path = ter_path_join(f->root, file);
    assert_int_equal(ter_gis_get(&gis, &err), TER_OK);
    assert_int_equal(gis->features_read(path, NULL, "EPSG:4326", take, &r, &err), TER_OK);
    free(path);
    return r;
}

/* The fixture's features as rows of a registry. */
static ter_status each(void *of, ter_registry_feature_fn fn, void *context, ter_error *err) {
    const fixture *f = of;
    ter_status status = TER_OK;
    for (size_t i = 0; i < f->features.list.len && status == TER_OK; i++) {
        const ter_export_feature *one = &f->features.list.items[i];
        ter_registry_feature row = {.facility_id = one->values[0],
                                    .project_id = one->values[1],
                                    .name = one->values[2],
                                    .pinyin = one->values[3],
                                    .kind = one->values[4],
                                    .part = one->values[5],
                                    .state = one->state,
                                    .basis = one->basis,
                                    .year = one->year,
                                    .precision = TER_PRECISION_EXACT,
                                    .uncertainty_m = 50,
                                    .document = one->values[12],
                                    .document_date = one->values[13],
                                    .quote = one->values[14],
                                    .confidence = 0.9,
                                    .geometry_source = one->values[16],
                                    .geometry = one->geometry.type ? &one->geometry : NULL};
        status = fn(&row, context, err);
    }
    return status;
}

static ter_dataset_credit credits[] = {{"OpenStreetMap", "ODbL-1.0", "2026-01-01"}, {"\"A\" & B", NULL, NULL}};
static ter_export_sources sources = {
    {credits, 2, 2}, {"OpenStreetMap (ODbL-1.0); \"A\" & B", 36, 36}, {"[{\"source\":\"OpenStreetMap\"}]", 28, 28}};

static ter_status write_by(fixture *f, const char *format, const char *crs, unsigned by, size_t *cut, ter_error *err) {
    const char *const formats[] = {format, NULL};
    ter_export_layer_list layers = {0};
    ter_export_job job = {f->root, crs, TER_DATUM_WGS84, "2026-03-25", &sources, plan_made(f, by)};
    ter_export_layers_make(&job, formats, &layers);
    ter_status status = ter_export_layers_write(&job, (ter_export_source){each, f}, &layers, err);
    *cut = 0;
    for (size_t i = 0; i < layers.list.len; i++) *cut += layers.list.items[i].cut_values;
    ter_export_layers_release(&layers);
    return status;
}

static ter_status write_format(fixture *f, const char *format, const char *crs, size_t *cut, ter_error *err) {
    return write_by(f, format, crs, 0, cut, err);
}

static void test_shapefile__chinese_whole_names_and_cut_texts(void **state) {
    fixture *f = *state;
    ter_error err = {0};
    size_t cut;
    assert_int_equal(write_format(f, "shapefile", "EPSG:4326", &cut, &err), TER_OK);
    assert_int_equal(cut, 1);
    char *cpg = content(f, "shapefile/2026/started-target_point.cpg");
    assert_string_equal(cpg, "UTF-8");
    free(cpg);
    readback r = read_back(f, "shapefile/2026/started-target_point.shp");
    assert_int_equal(r.features, 1);
    assert_string_equal(r.first_field, "fac_id");
    assert_string_equal(r.name, "亮马河\"公园'<b>");
    assert_int_equal(strlen(r.quote), 252);
    assert_memory_equal(r.quote, long_quote, 252);
    assert_float_equal(r.extent.min_lon, 116.4733, 1e-9);
    ter_geometry_release(&r.geometry);
    r = read_back(f, "shapefile/undated/existing_none.dbf");
    assert_int_equal(r.features, 1);
    assert_int_equal(r.geometries, 0);
}

static void test_geojson__rfc7946(void **state) {
    fixture *f = *state;
    ter_error err = {0};
    size_t cut;
    assert_int_equal(write_format(f, "geojson", "EPSG:3857", &cut, &err), TER_OK); /* stays in WGS 84 */
    char *text = content(f, "geojson/2026/started-target_polygon.geojson");
    assert_null(strstr(text, "\"crs\""));
    assert_null(strstr(text, "\"name\": \"2026"));
    assert_non_null(strstr(text, "\"bbox\": [116.4000000, 39.9000000, 116.4100000, 39.9100000]"));
    assert_non_null(strstr(text, "[116.4,39.9],[116.41,39.9]")); /* counter-clockwise */
    assert_non_null(strstr(text, "\"year\":2026"));
    free(text);
    readback r = read_back(f, "geojson/2026/started-target_point.geojson");
    assert_string_equal(r.quote, long_quote);
    ter_geometry_release(&r.geometry);
    text = content(f, "geojson/undated/existing_none.geojson");
    assert_non_null(strstr(text, "\"geometry\":null"));
    assert_non_null(strstr(text, "\"year\":null"));
    free(text);
}

static void test_every_format__is_read_back_with_its_fields(void **state) {
    fixture *f = *state;
    static const char *const files[][2] = {{"gpkg", "gpkg/2025/completed.gpkg"},
                                           {"flatgeobuf", "flatgeobuf/2025/completed_point.fgb"},
                                           {"csv", "csv/2025/completed_point.csv"},
                                           {"kml", "kml/2025/completed_point.kml"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        ter_error err = {0};
        size_t cut;
        assert_int_equal(write_format(f, files[i][0], "EPSG:4326", &cut, &err), TER_OK);
        assert_int_equal(cut, 0);
        readback r = read_back(f, files[i][1]);
        assert_int_equal(r.features, 1);
        assert_int_equal(r.geometries, 1);
        assert_string_equal(r.name[0] ? r.name : "亮马河\"公园'<b>", "亮马河\"公园'<b>"); /* KML calls it Name */
        assert_string_equal(r.quote, "短");
        assert_float_equal(r.extent.min_lat, 39.9495, 1e-6);
        ter_geometry_release(&r.geometry);
    }
    assert_true(is_there(f, "flatgeobuf/undated/existing_none.csv")); /* a format without tables loses nothing */
}

static void test_crs__transforms_and_refuses(void **state) {
    fixture *f = *state;
    ter_error err = {0};
    size_t cut;
    assert_int_equal(write_format(f, "csv", "EPSG:3857", &cut, &err), TER_OK);
    char *text = content(f, "csv/2025/completed_point.csv");
    assert_non_null(strstr(text, "POINT (12965748."));
    free(text);
    assert_int_equal(write_format(f, "gpkg", "EPSG:99998", &cut, &err), TER_USAGE);
    assert_int_equal(write_format(f, "gpkg", "EPSG:5703", &cut, &err), TER_USAGE); /* heights */
}

/* Who the data come from is in each file, or next to it where the format has no place for it. */
static void test_credits__are_in_every_format(void **state) {
    fixture *f = *state;
    static const char *const places[][3] = {
        {"geojson", "geojson/2025/completed_point.geojson",
         "\"attribution\":\"OpenStreetMap (ODbL-1.0); \\\"A\\\" & B\""},
        {"geojson", "geojson/2025/completed_point.geojson", "{\"source\":\"OpenStreetMap\",\"licence\":\"ODbL-1.0\","},
        {"kml", "kml/2025/completed_point.kml",
         "<description>OpenStreetMap (ODbL-1.0); &quot;A&quot; &amp; B</description>"},
        {"kml", "kml/2025/completed_point.kml", "<Data name=\"licence\"><value>ODbL-1.0</value></Data>"},
        {"shapefile", "shapefile/2025/completed_point.shp.xml",
         "<useconst>ODbL-1.0 (OpenStreetMap); licence not stated"},
        {"shapefile", "shapefile/2025/completed_point.shp.xml", "<attrlabl>uncert_m</attrlabl>"},
        {"csv", "csv/2025/completed_point.csv-metadata.json", "\"dc:license\":[\"ODbL-1.0\"]"},
        {"csv", "csv/2025/completed_point.csv-metadata.json", "{\"@value\":\"名称\",\"@language\":\"zh\"}"},
        {"gpkg", "gpkg/2025/completed.gpkg", "OpenStreetMap (ODbL-1.0)"},
        {"gpkg", "gpkg/2025/completed.gpkg", "LICENCE_1"},
        {"flatgeobuf", "flatgeobuf/2025/completed_point.fgb", "OpenStreetMap (ODbL-1.0)"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        ter_error err = {0};
        size_t cut;
        ter_buf data = {0};
        if (i == 0 || strcmp(places[i][0], places[i - 1][0]) != 0)
            assert_int_equal(write_format(f, places[i][0], "EPSG:4326", &cut, &err), TER_OK);
        char *path = ter_path_join(f->root, places[i][1]);
        assert_int_equal(ter_file_read(path, &data, &err), TER_OK);
        if (!memmem(data.ptr, data.len, places[i][2], strlen(places[i][2])))
            fail_msg("%s does not say %s", places[i][1], places[i][2]);
        ter_buf_release(&data);
        free(path);
    }
}

static void test_files__same_bytes_twice(void **state) {
    fixture *f = *state;
    static const char *const formats[][2] = {{"shapefile", "shapefile/2026/started-target_point.dbf"},
                                             {"gpkg", "gpkg/2026/started-target.gpkg"},
                                             {"flatgeobuf", "flatgeobuf/2026/started-target_point.fgb"}};
    for (size_t i = 0; i < 3; i++) {
        ter_error err = {0};
        size_t cut;
        ter_buf first = {0}, second = {0};
        char *path = ter_path_join(f->root, formats[i][1]), *top = ter_path_join(f->root, formats[i][0]);
        for (int run = 0; run < 2; run++) {
            assert_int_equal(ter_dir_remove(top, &err), TER_OK);
            assert_int_equal(write_format(f, formats[i][0], "EPSG:4326", &cut, &err), TER_OK);
            assert_int_equal(ter_file_read(path, run ? &second : &first, &err), TER_OK);
            if (!run) usleep(1100000); /* a clock in the file would show */
        }
        assert_int_equal(first.len, second.len);
        assert_memory_equal(first.ptr, second.ptr, first.len);
        ter_buf_release(&first);
        ter_buf_release(&second);
        free(path), free(top);
    }
}

static void test_write__a_folder_that_cannot_be_written(void **state) {
    fixture *f = *state;
    ter_error err = {0};
    size_t cut;
    put_file(f, "geojson", "a file where the folder should be");
    assert_int_equal(write_format(f, "geojson", "EPSG:4326", &cut, &err), TER_IO);
    assert_non_null(strstr(err.message, "geojson"));
}

static void test_manifest__tells_each_file(void **state) {
    fixture *f = *state;
    const ter_export_plan *plan = plan_made(f, 0);
    ter_export_layer layer = {.format = ter_export_format_find("shapefile"),
                              .group = &plan->groups.items[1],
                              .path = ter_strdup("shapefile/x.shp"),
                              .name = ter_strdup("x"),
                              .crs = "EPSG:4326",
                              .extent = {116, 39, 117, 40},
                              .cut_values = 1};
    ter_export_layer_list layers = {0};
    ter_array_push(&layers.list, layer);
    ter_export_job job = {f->root, "EPSG:4326", TER_DATUM_WGS84, "2026-03-25", &sources, plan};
    ter_export_options options = {.by = TER_BY_STATUS | TER_BY_YEAR};
    ter_export_report report = {.features = 4, .unlocated = 1, .cut_values = 1};
    ter_export_manifest m = {&job, &layers, &options, &report};
    ter_buf out = {0};
    ter_export_manifest_put(&m, &out);
    assert_non_null(strstr(out.ptr, "\"generator\":\"terrier\""));
    assert_non_null(strstr(out.ptr, "\"path\":\"shapefile/x.shp\",\"format\":\"shapefile\""));
    assert_non_null(strstr(out.ptr, "\"status\":\"started\",\"basis\":\"target\",\"kinds\":[\"park\"]"));
    assert_non_null(
        strstr(out.ptr, "\"extent\":[116,39,117,40],\"crs\":\"EPSG:4326\",\"datum\":\"WGS 84\",\"cut_values\":1"));
    assert_non_null(strstr(out.ptr, "\"uncert_m\""));
    assert_non_null(strstr(out.ptr, "\"sources\":[{\"source\":\"OpenStreetMap\"}]"));
    ter_buf_release(&out);
    ter_export_layers_release(&layers);
}

int main(void) {
#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields__short_names_fit_a_shapefile),
        cmocka_unit_test(test_text_fit__keeps_characters_whole),
        cmocka_unit_test(test_crs_check__only_codes),
        WITH_FIXTURE(test_features__hold_valid_text_only),
        WITH_FIXTURE(test_plan__names_and_order),
        WITH_FIXTURE(test_plan__definitions_choose_and_name),
        WITH_FIXTURE(test_plan__a_kind_cannot_leave_the_folder),
        WITH_FIXTURE(test_shapefile__chinese_whole_names_and_cut_texts),
        WITH_FIXTURE(test_geojson__rfc7946),
        WITH_FIXTURE(test_every_format__is_read_back_with_its_fields),
        WITH_FIXTURE(test_crs__transforms_and_refuses),
        WITH_FIXTURE(test_credits__are_in_every_format),
        WITH_FIXTURE(test_files__same_bytes_twice),
        WITH_FIXTURE(test_write__a_folder_that_cannot_be_written),
        WITH_FIXTURE(test_manifest__tells_each_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
