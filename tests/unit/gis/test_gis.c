#include "cmocka_head.h"

#include "base/file.h"
#include "base/memory.h"
#include "gis/gis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

static char folder[64];
static const ter_gis *gis;

static int setup(void **state) {
    (void)state;
    ter_error err = {TER_OK, ""};
    strcpy(folder, "/tmp/terrier_gis_XXXXXX");
    if (ter_gis_get(&gis, &err) != TER_OK) printf("%s\n", err.message);
    return gis && mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    return ter_dir_remove(folder, NULL) == TER_OK ? 0 : -1;
}

static const char *write_file(const char *name, const char *text) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(ter_file_write(path, ter_str_from(text), NULL), TER_OK);
    return path;
}

typedef struct seen {
    size_t count;
    char fields[512]; /* of the last feature */
    ter_geometry geometry;
    char datum[64];
} seen;

static ter_status look(const ter_gis_feature *f, void *context, ter_error *err) {
    (void)err;
    seen *s = context;
    s->count++;
    s->fields[0] = 0;
    for (size_t i = 0; i < f->field_count; i++) {
        size_t n = strlen(s->fields);
        const char *value = f->field_values[i] ? f->field_values[i] : "NULL";
        snprintf(s->fields + n, sizeof s->fields - n, "%s=%s;", f->field_names[i], value);
    }
    ter_geometry_release(&s->geometry);
    if (f->geometry) ter_geometry_copy(f->geometry, &s->geometry);
    snprintf(s->datum, sizeof s->datum, "%s", f->datum ? f->datum : "");
    return TER_OK;
}

static ter_status read_it(const char *path, const char *crs, seen *s, ter_error *err) {
    *s = (seen){0};
    *err = (ter_error){TER_OK, ""};
    return gis->features_read(path, NULL, crs, look, s, err);
}

static void it_says_what_it_is(void **state) {
    (void)state;
    assert_int_equal(gis->abi, TER_GIS_ABI);
    assert_non_null(strstr(gis->versions(), "GDAL 3."));
    assert_non_null(strstr(gis->versions(), "SpatiaLite 5."));
}

static void geojson_comes_with_fields_and_place(void **state) {
    (void)state;
    seen s;
    ter_error err;
    const char *path =
        write_file("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                                "\"properties\":{\"name\":\"朝阳公园\",\"aliases\":[\"甲\",\"乙\"],\"n\":3,"
                                "\"date\":\"2024-05-06\",\"none\":null},\"geometry\":{\"type\":\"Point\","
                                "\"coordinates\":[116.47,39.94,12]}}]}");
    assert_int_equal(read_it(path, NULL, &s, &err), TER_OK);
    assert_string_equal(s.fields, "name=朝阳公园;aliases=甲|乙;n=3;date=2024-05-06;none=NULL;");
    assert_int_equal(s.geometry.type, TER_GEOMETRY_POINT);
    assert_true(s.geometry.points[0].lon_deg == 116.47 && s.geometry.points[0].lat_deg == 39.94);
    assert_string_equal(s.datum, "WGS 84");
    ter_geometry_release(&s.geometry);
}

static void a_table_needs_a_crs(void **state) {
    (void)state;
    seen s;
    ter_error err;
    const char *path = write_file("a.csv", "name,经度,纬度\n公园,500000,4427757\n");
    assert_int_equal(read_it(path, NULL, &s, &err), TER_INPUT);
    assert_non_null(strstr(err.message, "--crs"));
    assert_int_equal(s.count, 0);
    /* UTM zone 50: the middle meridian is 117 E, and 4427757 m is 40 N */
    assert_int_equal(read_it(path, "EPSG:32650", &s, &err), TER_OK);
    assert_true(fabs(s.geometry.points[0].lon_deg - 117) < 1e-6);
    assert_true(fabs(s.geometry.points[0].lat_deg - 40) < 1e-4);
    ter_geometry_release(&s.geometry);
    /* CGCS2000 lists latitude first; the columns are still longitude and latitude */
    path = write_file("b.csv", "name,lon,lat\n公园,116.5,39.9\n");
    assert_int_equal(read_it(path, "EPSG:4490", &s, &err), TER_OK);
    assert_true(fabs(s.geometry.points[0].lon_deg - 116.5) < 1e-5);
    assert_string_equal(s.datum, "CGCS2000");
    ter_geometry_release(&s.geometry);
    static const char *const unknown[] = {"EPSG:999999", "nonsense", "http://localhost/crs", "/etc/passwd", ""};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        assert_int_equal(read_it(path, unknown[i], &s, &err), TER_USAGE);
        assert_non_null(strstr(err.message, "unknown CRS"));
    }
}

static void curves_and_collections_become_plain(void **state) {
    (void)state;
    seen s;
    ter_error err;
    const char *path = write_file("c.csv", "name,WKT\na,\"CIRCULARSTRING(0 0,1 1,2 0)\"\n");
    assert_int_equal(read_it(path, "EPSG:4326", &s, &err), TER_OK);
    assert_int_equal(s.geometry.type, TER_GEOMETRY_LINE);
    assert_true(s.geometry.point_count > 10);
    ter_geometry_release(&s.geometry);
    path = write_file("d.csv", "name,WKT\na,\"GEOMETRYCOLLECTION(POINT(5 5),POLYGON Z((0 0 1,1 0 1,1 1 1,0 0 1)))\"\n");
    assert_int_equal(read_it(path, "EPSG:4326", &s, &err), TER_OK);
    assert_int_equal(s.geometry.type, TER_GEOMETRY_POLYGON);
    assert_int_equal(s.geometry.point_count, 4);
    ter_geometry_release(&s.geometry);
}

static void osm_tags_are_fields(void **state) {
    (void)state;
    seen s;
    ter_error err;
    const char *path =
        write_file("a.osm", "<?xml version='1.0'?><osm version='0.6'><node id='1' lat='39.9' lon='116.4' "
                            "visible='true' version='1'><tag k='name' v='公园'/><tag k='leisure' v='park'/>"
                            "<tag k='old_name' v='a &quot;b&quot; =&gt; c'/></node></osm>");
    assert_int_equal(read_it(path, NULL, &s, &err), TER_OK);
    assert_int_equal(s.count, 1);
    assert_non_null(strstr(s.fields, "leisure=park;"));
    assert_non_null(strstr(s.fields, "old_name=a \"b\" => c;"));
    ter_geometry_release(&s.geometry);
}

static void bad_sources_are_one_clear_line(void **state) {
    (void)state;
    seen s;
    ter_error err;
    char absent[256];
    snprintf(absent, sizeof absent, "%s/absent.shp", folder);
    assert_int_equal(read_it(absent, NULL, &s, &err), TER_IO);
    assert_non_null(strstr(err.message, "absent.shp"));
    static const char *const junk[] = {"", "junk", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"};
    for (size_t i = 0; i < sizeof junk / sizeof *junk; i++) {
        assert_int_equal(read_it(write_file("junk.geojson", junk[i]), NULL, &s, &err), TER_FORMAT);
        assert_non_null(strstr(err.message, "junk.geojson"));
        assert_null(strchr(err.message, '\n'));
    }
    const char *path = write_file("e.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}");
    err = (ter_error){TER_OK, ""};
    assert_int_equal(gis->features_read(path, "no such layer", NULL, look, &s, &err), TER_INPUT);
}

static ter_status stop(const ter_gis_feature *f, void *context, ter_error *err) {
    (void)f;
    ++*(int *)context;
    return ter_error_set(err, TER_PARTIAL, "stopped");
}

static void the_callback_can_stop(void **state) {
    (void)state;
    int calls = 0;
    ter_error err = {TER_OK, ""};
    const char *path = write_file("f.csv", "name,lon,lat\na,1,1\nb,2,2\n");
    assert_int_equal(gis->features_read(path, NULL, "EPSG:4326", stop, &calls, &err), TER_PARTIAL);
    assert_int_equal(calls, 1);
    assert_string_equal(err.message, "stopped");
}

static void spatialite_works_on_an_open_handle(void **state) {
    (void)state;
    sqlite3 *db = NULL;
    void *cache = NULL;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(gis->spatialite_attach(db, &cache, NULL), TER_OK);
    sqlite3_stmt *q = NULL;
    const char *sql = "SELECT ST_X(ST_Point(3, 4)), AsBinary(ST_GeomFromText('LINESTRING(1 2,3 4)', 4326)),"
                      " ST_GeomFromText('LINESTRING(1 2,3 4)', 4326)";
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    assert_true(sqlite3_column_double(q, 0) == 3);
    /* both forms read here, and our own writing is the same bytes */
    ter_geometry g;
    ter_str wkb = {sqlite3_column_blob(q, 1), (size_t)sqlite3_column_bytes(q, 1)};
    assert_int_equal(ter_geometry_from_wkb(wkb, &g, NULL), TER_OK);
    ter_geometry_release(&g);
    ter_str blob = {sqlite3_column_blob(q, 2), (size_t)sqlite3_column_bytes(q, 2)};
    assert_int_equal(ter_geometry_from_spatialite(blob, &g, NULL), TER_OK);
    ter_buf ours = {0};
    ter_geometry_to_spatialite(&g, false, &ours);
    assert_int_equal(ours.len, blob.len);
    assert_memory_equal(ours.ptr, blob.ptr, blob.len);
    ter_buf_release(&ours);
    ter_geometry_release(&g);
    sqlite3_finalize(q);
    sqlite3_close(db);
    gis->spatialite_detach(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_is),    cmocka_unit_test(geojson_comes_with_fields_and_place),
        cmocka_unit_test(a_table_needs_a_crs),   cmocka_unit_test(curves_and_collections_become_plain),
        cmocka_unit_test(osm_tags_are_fields),   cmocka_unit_test(bad_sources_are_one_clear_line),
        cmocka_unit_test(the_callback_can_stop), cmocka_unit_test(spatialite_works_on_an_open_handle),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
