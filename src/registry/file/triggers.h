/* The triggers of the typed tables. */
#ifndef TER_REGISTRY_FILE_TRIGGERS_H
#define TER_REGISTRY_FILE_TRIGGERS_H

#include "registry/file/store.h"

/* Makes the triggers by which an edit of a typed table in QGIS or any other program becomes an override. `layer` is the
 * table's index in ter_registry_layers; the table exists. */
ter_status ter_triggers_make(ter_store *s, int layer, ter_error *err);

#endif
