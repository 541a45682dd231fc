/* Modules: where they lie and how they are loaded. */
#include "base/library_load.h"

#include "base/str.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const folders[] = {"", "../lib/terrier/"};

void *ter_module_open(const char *file, char *reason, size_t size) {
    char program[4096];
    if (size) reason[0] = 0;
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0) return NULL;
    program[n] = 0;
    *(strrchr(program, '/') + 1) = 0;
    void *module = NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && !module; i++) {
        ter_buf path = {0};
        ter_buf_printf(&path, "%s%s%s", program, folders[i], file);
        module = dlopen(path.ptr, RTLD_NOW | RTLD_LOCAL);
        if (!module) {
            const char *why = dlerror();
            if (access(path.ptr, F_OK) == 0 || !reason[0]) snprintf(reason, size, "%s", why);
        }
        ter_buf_release(&path);
    }
    return module;
}
