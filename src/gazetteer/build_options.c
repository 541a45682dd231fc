/* Options of a gazetteer's build: the datum by name. */
#include "gazetteer/build_options.h"

bool ter_gazetteer_build_set_datum(ter_gazetteer_build_options *o, ter_str word) {
    ter_datum d;
    if (!ter_datum_parse(word, &d)) return false;
    o->shift = d;
    o->crs = d == TER_DATUM_CGCS2000 ? "EPSG:4490" : "EPSG:4326";
    o->datum = ter_datum_moves(d) ? ter_datum_name(d) : NULL; /* else the source's own, or that of `crs` */
    return true;
}
