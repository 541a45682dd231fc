/* The registry handle by its name alone, for headers that only pass it on. */
#ifndef TER_REGISTRY_FILE_HANDLE_H
#define TER_REGISTRY_FILE_HANDLE_H

typedef struct ter_registry ter_registry;

enum { TER_REGISTRY_REVISION = 64 }; /* bytes of a revision, see file/revision.h */

#endif
