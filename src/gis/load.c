#include "gis/gis.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const places[] = {"terrier_gis.so", "../lib/terrier/terrier_gis.so"};

static void *open_beside_program(char *reason, size_t size) {
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0) return NULL;
    program[n] = 0;
    *(strrchr(program, '/') + 1) = 0;
    void *module = NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places && !module; i++) {
        ter_buf path = {0};
        ter_buf_printf(&path, "%s%s", program, places[i]);
        module = dlopen(path.ptr, RTLD_NOW | RTLD_LOCAL);
        if (!module) {
            const char *why = dlerror();
            if (access(path.ptr, F_OK) == 0 || !reason[0]) strncpy(reason, why, size - 1);
        }
        ter_buf_release(&path);
    }
    return module;
}

ter_status ter_gis_get(const ter_gis **out, ter_error *err) {
    static const ter_gis *table;
    *out = table;
    if (table) return TER_OK;
    char reason[512] = "";
    void *module = open_beside_program(reason, sizeof reason);
    if (!module)
        return ter_error_set(err, TER_UNSUPPORTED, "the GIS module cannot be loaded: %s; reinstall terrier", reason);
    const ter_gis *found = dlsym(module, "ter_gis_table");
    if (!found || found->abi != TER_GIS_ABI)
        return ter_error_set(err, TER_UNSUPPORTED, "terrier_gis.so is of another version; reinstall terrier");
    *out = table = found;
    return TER_OK;
}
