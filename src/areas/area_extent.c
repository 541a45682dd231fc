/* The rectangles of provinces, from geodata/areas/extents.tsv. */
#include "areas/area_extent.h"

#include "base/embedded.h"

#include <stdio.h>
#include <string.h>

enum { PROVINCE = 10000000 /* of a code of nine digits, its first two */, LONGEST_LINE = 80 };

static bool read_line(ter_str line, unsigned *code, ter_area_extent *out) {
    char text[LONGEST_LINE];
    if (line.len == 0 || line.len >= sizeof text || line.ptr[0] == '#') return false;
    memcpy(text, line.ptr, line.len);
    text[line.len] = 0;
    return sscanf(text, "%u %lf %lf %lf %lf", code, &out->min_lon, &out->min_lat, &out->max_lon, &out->max_lat) == 5;
}

bool ter_area_extent_of(ter_area_id area, ter_area_extent *out) {
    const char *path;
    ter_str text;
    if (!ter_embedded_at("geodata/areas/extents.tsv", 0, &path, &text)) return false;
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        ter_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
        size_t used = line.len + (end ? 1 : 0);
        text = (ter_str){text.ptr + used, text.len - used};
        unsigned code = 0;
        if (read_line(line, &code, out) && code == ter_area_code(area) / PROVINCE) return true;
    }
    return false;
}
