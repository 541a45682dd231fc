/* A registry file gets its tables, and is recognised by them. */
#include "registry/file/schema.h"

#include "registry/file/revision.h"
#include "registry/file/triggers.h"
#include "registry/sql/schema.sql.h"

#include "base/embedded.h"
#include "base/version.h"

#include <string.h>

static const char made_by[] = "terrier " TER_RELEASE;

const char *const ter_registry_layers[3] = {"facility_point", "facility_line", "facility_polygon"};

static ter_status spatial_call(ter_store *s, const char *sql, ter_error *err) {
    long long made = ter_store_int(s, sql, 0);
    return made == 1 ? TER_OK : ter_error_set(err, TER_DB, "%s: SpatiaLite refused: %s", s->path, sql);
}

/* Gives a typed table its geometry, spatial index and triggers. */
static ter_status make_layer(ter_store *s, int layer, ter_error *err) {
    static const char *const geometry[3] = {
        "SELECT AddGeometryColumn('facility_point', 'geom', 4326, 'POINT', 'XY', 1)",
        "SELECT AddGeometryColumn('facility_line', 'geom', 4326, 'MULTILINESTRING', 'XY', 1)",
        "SELECT AddGeometryColumn('facility_polygon', 'geom', 4326, 'MULTIPOLYGON', 'XY', 1)"};
    static const char *const indexes[3] = {"SELECT CreateSpatialIndex('facility_point', 'geom')",
                                           "SELECT CreateSpatialIndex('facility_line', 'geom')",
                                           "SELECT CreateSpatialIndex('facility_polygon', 'geom')"};
    ter_status status = spatial_call(s, geometry[layer], err);
    if (status == TER_OK) status = spatial_call(s, indexes[layer], err);
    return status == TER_OK ? ter_triggers_make(s, layer, err) : status;
}

static ter_status style_insert(ter_store *s, const char *schema, const char *layer, ter_str qml, ter_error *err) {
    return ter_store_run(s, err, ter_sql_style_insert, "schema:s layer:s qml:t", schema, layer, qml);
}

/* QGIS's spatialite provider takes the default style whose catalog and schema are NULL, its ogr provider the one where
 * they are empty: one row for each. */
static ter_status add_style(ter_store *s, const char *table, ter_error *err) {
    char wanted[64] = "layers/";
    strcat(strcat(wanted, table), ".qml");
    const char *path;
    ter_str qml;
    if (!ter_embedded_at(wanted, 0, &path, &qml)) return TER_OK;
    ter_status status = style_insert(s, NULL, table, qml, err);
    return status == TER_OK ? style_insert(s, "", table, qml, err) : status;
}

ter_status ter_schema_make(ter_store *s, ter_error *err) {
    /* Only the WGS 84 family of spatial_ref_sys, and CGCS2000 and web Mercator: 0.3 MB instead of 6.6. */
    ter_status status = spatial_call(s, "SELECT InitSpatialMetaData(1, 'WGS84')", err);
    if (status == TER_OK) status = spatial_call(s, "SELECT InsertEpsgSrid(4490)", err);
    if (status == TER_OK && ter_store_int(s, ter_sql_web_mercator_count, 0) == 0)
        status = spatial_call(s, "SELECT InsertEpsgSrid(3857)", err);
    if (status == TER_OK) status = ter_store_script(s, ter_sql_schema, err);
    if (status == TER_OK) status = ter_store_script(s, ter_sql_layer_tables, err);
    for (int i = 0; i < 3 && status == TER_OK; i++) status = make_layer(s, i, err);
    for (int i = 0; i < 3 && status == TER_OK; i++) status = add_style(s, ter_registry_layers[i], err);
    if (status == TER_OK) status = ter_revision_keep(s, err);
    if (status == TER_OK) status = ter_store_run(s, err, ter_sql_made_by_insert, "s", made_by);
    ter_buf sql = {0};
    ter_buf_printf(&sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", TER_REGISTRY_APPLICATION_ID,
                   TER_REGISTRY_VERSION);
    if (status == TER_OK) status = ter_store_script(s, sql.ptr, err);
    ter_buf_release(&sql);
    return status;
}

ter_status ter_schema_verify(ter_store *s, ter_error *err) {
    long long application = ter_store_int(s, "PRAGMA application_id", 0);
    long long version = ter_store_int(s, "PRAGMA user_version", 0);
    if (application != TER_REGISTRY_APPLICATION_ID)
        return ter_error_set(err, TER_FORMAT,
                             "%s: is not a registry (another SQLite file); name a file made by terrier ingest",
                             s->path);
    if (version < TER_REGISTRY_OLDEST)
        return ter_error_set(
            err, TER_VERSION,
            "%s: is a registry of version %lld, which this program no longer reads (it reads from %d on); make a "
            "new one with terrier ingest",
            s->path, version, TER_REGISTRY_OLDEST);
    if (version > TER_REGISTRY_VERSION)
        return ter_error_set(err, TER_VERSION,
                             "%s: is a registry of version %lld, this program reads up to %d; update terrier", s->path,
                             version, TER_REGISTRY_VERSION);
    return TER_OK;
}
