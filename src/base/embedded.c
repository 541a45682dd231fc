/* Data files compiled into the program, by their path. */
#include "base/embedded.h"

#include <string.h>

bool ter_embedded_at(const char *prefix, size_t i, const char **path, ter_str *data) {
    for (const ter_embedded_file *f = ter_embedded_files; f && f->path; f++) {
        if (strncmp(f->path, prefix, strlen(prefix)) != 0 || i-- > 0) continue;
        *path = f->path;
        *data = (ter_str){(const char *)f->begin, (size_t)(f->end - f->begin)};
        return true;
    }
    return false;
}
