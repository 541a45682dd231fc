/* How wide text is on a terminal, by the generated table of code points. */
#include "text/width.h"

#include "text/width_table.inc"

size_t ter_cp_width(uint32_t c) {
    size_t from = 0, to = sizeof widths / sizeof *widths;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (widths[middle].to < c) from = middle + 1;
        else to = middle;
    }
    return from < sizeof widths / sizeof *widths && widths[from].from <= c ? widths[from].width : 1;
}

size_t ter_text_width(ter_str text) {
    size_t width = 0;
    uint32_t c;
    for (size_t i = 0; i < text.len;) {
        i += ter_utf8_next(text.ptr + i, text.len - i, &c);
        width += ter_cp_width(c);
    }
    return width;
}
