/* The program's own list, and the line that adds the format. */
#include "../../../../src/export/formats/list.h"
TER_FORMAT(geojsonl)
