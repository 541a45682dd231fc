/* One change of the registry on its way in: the lists that it keeps. */
#include "registry/ingest/put.h"

#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

const char *ter_or_null(const char *text) {
    return text && *text ? text : NULL;
}

const char *ter_or_empty(const char *text) {
    return text ? text : "";
}

long long ter_content_key(ter_str content) {
    unsigned char sum[TER_SHA256_SIZE];
    ter_sha256(content, sum);
    long long key = 0;
    for (int i = 0; i < 6; i++) key = key << 8 | sum[i];
    return key;
}

void ter_put_touch(ter_put *p, const char *facility) {
    size_t low = 0, high = p->touched.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(p->touched.items[middle], facility) < 0) low = middle + 1;
        else high = middle;
    }
    if (low < p->touched.len && strcmp(p->touched.items[low], facility) == 0) return;
    ter_array_push(&p->touched, ter_strdup(facility));
    char *last = p->touched.items[p->touched.len - 1];
    memmove(p->touched.items + low + 1, p->touched.items + low, (p->touched.len - 1 - low) * sizeof last);
    p->touched.items[low] = last;
}

void ter_put_release(ter_put *p) {
    for (size_t i = 0; i < p->touched.len; i++) free(p->touched.items[i]);
    for (size_t i = 0; i < p->left.len; i++) free(p->left.items[i]);
    ter_array_release(&p->touched);
    ter_array_release(&p->left);
    ter_array_release(&p->changed);
    ter_array_release(&p->went);
    ter_array_release(&p->places);
    ter_map_release(&p->place_map);
}
