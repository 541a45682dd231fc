/* How alike two texts are: the runs of characters that they share. */
#include "registry/ingest/likeness.h"

#include "base/memory.h"

#include "base/hash.h"

#include <stdlib.h>

enum { RUN = 4 };

typedef TER_ARRAY(uint32_t) runs;

/* Hashes of all runs of RUN characters, blanks and line ends left out: layout is not content. */
static runs runs_of(ter_str text) {
    runs out = {0};
    uint32_t last[RUN] = {0};
    size_t count = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t c;
        i += ter_utf8_next(text.ptr + i, text.len - i, &c);
        if (c <= ' ' || c == 0x3000 || c == 0xa0) continue;
        last[count++ % RUN] = c;
        if (count < RUN) continue;
        uint64_t hash = TER_HASH_START;
        for (size_t k = 0; k < RUN; k++) hash = ter_hash_step(hash, last[(count + k) % RUN]);
        ter_array_push(&out, ter_hash_short(hash));
    }
    return out;
}

static int compare_runs(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void make_set(runs *r) {
    size_t kept = 0;
    if (r->len > 1) qsort(r->items, r->len, sizeof *r->items, compare_runs);
    for (size_t i = 0; i < r->len; i++)
        if (kept == 0 || r->items[i] != r->items[kept - 1]) r->items[kept++] = r->items[i];
    r->len = kept;
}

double ter_likeness(ter_str a, ter_str b) {
    runs x = runs_of(a), y = runs_of(b);
    make_set(&x);
    make_set(&y);
    size_t shared = 0, fewest = x.len < y.len ? x.len : y.len;
    for (size_t i = 0, k = 0; i < x.len && k < y.len;) {
        if (x.items[i] == y.items[k]) shared++, i++, k++;
        else if (x.items[i] < y.items[k]) i++;
        else k++;
    }
    ter_array_release(&x);
    ter_array_release(&y);
    return fewest ? (double)shared / (double)fewest : 0;
}
