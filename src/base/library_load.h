/* Modules: shared objects next to the program, loaded when first needed. */
#ifndef TER_BASE_LIBRARY_LOAD_H
#define TER_BASE_LIBRARY_LOAD_H

#include <stddef.h>

/* Opens `file` next to the program, or in ../lib/terrier/ of an installed one. Returns dlopen's handle, never closed;
 * NULL with the loader's words in `reason`. */
void *ter_module_open(const char *file, char *reason, size_t size);

#endif
