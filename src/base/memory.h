/* Memory: allocation that does not return NULL.
 *
 * When the system is out of memory the handler is called; it must not return. The default handler aborts; the command
 * line installs one that prints a single error line and exits 1. Zero-sized requests give a valid pointer.
 */
#ifndef TER_BASE_MEMORY_H
#define TER_BASE_MEMORY_H

#include <stddef.h>

typedef void (*ter_memory_handler)(size_t size);
/* Called with the size that could not be allocated; replaces the handler so far. */
void ter_memory_set_handler(ter_memory_handler handler);

void *ter_alloc(size_t size);                                 /* zeroed; caller frees with free() */
void *ter_realloc(void *old, size_t count, size_t item_size); /* checks the product for overflow */
char *ter_strdup(const char *s);                              /* NULL gives NULL; caller frees with free() */
char *ter_strndup(const char *s, size_t len);                 /* of len bytes, plus a NUL; the same */

/* A growing array: struct { T *items; size_t len, cap; }. Start it zeroed, release it with ter_array_release. */
#define TER_ARRAY(T)                                                                                                   \
    struct {                                                                                                           \
        T *items;                                                                                                      \
        size_t len, cap;                                                                                               \
    }
/* Makes room for `n` items in all. */
#define ter_array_reserve(a, n)                                                                                        \
    do {                                                                                                               \
        if ((a)->cap < (n)) {                                                                                          \
            (a)->cap = (n);                                                                                            \
            (a)->items = ter_realloc((a)->items, (a)->cap, sizeof *(a)->items);                                        \
        }                                                                                                              \
    } while (0)
#define ter_array_push(a, value)                                                                                       \
    do {                                                                                                               \
        if ((a)->len == (a)->cap) {                                                                                    \
            (a)->cap = (a)->cap ? (a)->cap * 2 : 8;                                                                    \
            (a)->items = ter_realloc((a)->items, (a)->cap, sizeof *(a)->items);                                        \
        }                                                                                                              \
        (a)->items[(a)->len++] = (value);                                                                              \
    } while (0)
#define ter_array_release(a)                                                                                           \
    do {                                                                                                               \
        free((a)->items);                                                                                              \
        (a)->items = NULL;                                                                                             \
        (a)->len = (a)->cap = 0;                                                                                       \
    } while (0)

#endif
