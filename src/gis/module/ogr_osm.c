/* The settings of OGR's OpenStreetMap driver. */
#include "gis/module/ogr_osm.h"

#include "base/embedded.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <stdlib.h>
#include <string.h>

static const char config_path[] = "/vsimem/terrier_osmconf.ini";

bool ter_ogr_is_osm(const char *source) {
    GDALDriverH driver = GDALIdentifyDriverEx(source, GDAL_OF_VECTOR, NULL, NULL);
    return driver && strcmp(GDALGetDriverShortName(driver), "OSM") == 0;
}

static bool config_put(void) {
    const char *name;
    ter_str text;
    VSIStatBufL st;
    if (VSIStatL(config_path, &st) == 0) return true;
    if (!ter_embedded_at("geodata/osm/osmconf.ini", 0, &name, &text)) return false;
    /* GDAL only reads it. */
    GByte *bytes = (GByte *)(uintptr_t)text.ptr;
    VSILFILE *f = VSIFileFromMemBuffer(config_path, bytes, text.len, FALSE);
    if (f) VSIFCloseL(f);
    return f != NULL;
}

const char *const *ter_ogr_osm_options(void) {
    static const char *const options[] = {"CONFIG_FILE=/vsimem/terrier_osmconf.ini", NULL};
    const char *folder = getenv("TMPDIR");
    if (!CPLGetConfigOption("CPL_TMPDIR", NULL)) CPLSetConfigOption("CPL_TMPDIR", folder && *folder ? folder : "/tmp");
    return config_put() ? options : options + 1;
}
