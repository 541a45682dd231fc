/* The option --area. */
#include "cli/input/area_option.h"

#include "pipeline/document_area.h"

#include <stdio.h>

void ter_area_option_tell(const struct ter_document_context *c, const char *area) {
    ter_buf why = {0};
    if (area && *area && !ter_document_area_check(c, area, &why))
        fprintf(stderr, "terrier: note: --area: %s\n", why.ptr);
    ter_buf_release(&why);
}
