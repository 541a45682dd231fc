/* Loading the module that uses OGR and SpatiaLite. */
#include "gis/gis.h"

#include "base/library_load.h"

#include <dlfcn.h>

ter_status ter_gis_get(const ter_gis **out, ter_error *err) {
    static const ter_gis *table;
    *out = table;
    if (table) return TER_OK;
    char reason[512];
    void *module = ter_module_open("terrier_gis.so", reason, sizeof reason);
    if (!module)
        return ter_error_set(err, TER_UNSUPPORTED, "the GIS module cannot be loaded: %s; reinstall terrier", reason);
    const ter_gis *found = dlsym(module, "ter_gis_table");
    if (!found || found->abi != TER_GIS_ABI)
        return ter_error_set(err, TER_UNSUPPORTED, "terrier_gis.so is of another version; reinstall terrier");
    *out = table = found;
    return TER_OK;
}
