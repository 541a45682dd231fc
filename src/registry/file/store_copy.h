/* Databases copied whole. */
#ifndef TER_REGISTRY_FILE_STORE_COPY_H
#define TER_REGISTRY_FILE_STORE_COPY_H

#include "base/error.h"

#include <stdbool.h>

/* A copy of the database at one moment, its log included; `to` is made. */
ter_status ter_store_copy(const char *from, const char *to, ter_error *err);

/* Puts the content of one database into another that is there, in one transaction, so that whoever has it open reads on
 * and sees the new content next. `still` is asked once nobody else can write any more: false leaves all as it was
 * (TER_BUSY). */
ter_status ter_store_copy_over(const char *from, const char *to, bool (*still)(void *context), void *context,
                               ter_error *err);

#endif
