/* Allocation that does not return NULL, and growing arrays. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void abort_handler(size_t size) {
    (void)size;
    abort();
}

static ter_memory_handler out_of_memory = abort_handler;

void ter_memory_set_handler(ter_memory_handler handler) {
    out_of_memory = handler ? handler : abort_handler;
}

/* Asks for the large pages of the system (2 MB here) under a large block: faulting 4 KB at a time takes a tenth of the
 * time to read a long text. Rounded outwards to pages, so that a block that is a mapping of its own stays one. */
static void *in_large_pages(void *p, size_t size) {
    enum { LARGE = 4 << 20, PAGE = 4096 };
#ifdef MADV_HUGEPAGE
    if (p && size >= LARGE) {
        uintptr_t from = (uintptr_t)p / PAGE * PAGE, to = ((uintptr_t)p + size + PAGE - 1) / PAGE * PAGE;
        madvise((void *)from, to - from, MADV_HUGEPAGE); /* an advice: refused, nothing is lost */
    }
#endif
    return p;
}

void *ter_alloc(size_t size) {
    void *p = calloc(1, size ? size : 1);
    if (!p) out_of_memory(size);
    return in_large_pages(p, size);
}

void *ter_realloc(void *old, size_t count, size_t item_size) {
    size_t size = 0;
    void *p = __builtin_mul_overflow(count, item_size, &size) ? NULL : realloc(old, size ? size : 1);
    if (!p) out_of_memory(size);
    return in_large_pages(p, size);
}

char *ter_strndup(const char *s, size_t len) {
    char *copy = ter_alloc(len + 1);
    if (len) memcpy(copy, s, len);
    return copy;
}

char *ter_strdup(const char *s) {
    return s ? ter_strndup(s, strlen(s)) : NULL;
}
