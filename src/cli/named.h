/* Facilities that a question names. */
#ifndef TER_CLI_NAMED_H
#define TER_CLI_NAMED_H

#include "base/memory.h"
#include "registry/registry.h"

typedef TER_ARRAY(char *) ter_named;

/* The ids of the facility with this id (a project's, or a former one, too), else of those with exactly this name.
 * Caller releases, also after a failure. */
ter_status ter_named_find(ter_registry *r, const char *text, ter_named *out, ter_error *err);
void ter_named_release(ter_named *n);

#endif
