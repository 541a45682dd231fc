/* Names from the index that may match, one after the other. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_NAME_STREAM_H
#define TER_REGISTRY_SEARCH_NAME_STREAM_H

#include "registry/file/store.h"
#include "registry/search/name_rank.h"

/* Names that may match in one way (EXACT is part of PREFIX), in the order in which they are reported. */
typedef struct ter_name_stream ter_name_stream;
typedef struct ter_name_stream_item {
    long long row;      /* of facility_name */
    const char *folded; /* borrowed until the next */
} ter_name_stream_item;

/* Begins a stream from an open index. TER_FORMAT when the index is damaged. Caller frees, also after a failure. */
ter_status ter_name_stream_new(ter_store *index, const ter_wanted *w, ter_found_how way, ter_name_stream **out);
/* *more is false at the end. TER_FORMAT when the index is damaged. */
ter_status ter_name_stream_next(ter_name_stream *s, ter_name_stream_item *out, bool *more);
/* NULL is fine. */
void ter_name_stream_free(ter_name_stream *s);

#endif
