/* A mapped index file whose pages are checked when first touched. Inside the room only. */
#ifndef TER_NEAR_PAGES_H
#define TER_NEAR_PAGES_H

#include "base/error.h"
#include "near/format.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct near_pages {
    const unsigned char *base;
    size_t size;
    near_header header;
    unsigned char *checked; /* a byte a page */
} near_pages;

/* Maps the file and checks its header. See ter_near_index_open for what is returned. Close also after a failure. */
ter_status near_pages_open(const char *path, const char *stamp, near_pages *out, ter_error *err);
void near_pages_close(near_pages *p);

/* `size` bytes at `offset` of a section; NULL when they reach out of it or a page's hash is wrong. */
const void *near_pages_at(const near_pages *p, near_section section, uint64_t offset, uint64_t size);

/* The string at `offset` of a section; NULL as above, or when it does not end. */
const char *near_pages_text(const near_pages *p, near_section section, uint64_t offset);

uint64_t near_hash(const void *data, size_t size);

#endif
