/* Whether a name is what is wanted but for one misprint: a character different, missing or too many, or two swapped. */
#include "registry/search/misprint.h"

#include <string.h>

enum { LEAST = 3, MOST_NAME = 128 }; /* characters */

typedef struct span {
    const uint32_t *items;
    size_t len;
} span;

static bool same(const uint32_t *a, const uint32_t *b, size_t n) {
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static bool light(const ter_wanted *w, uint32_t c) {
    return !w->weighty || !w->weighty(c);
}

/* Whether `name` from its beginning on is what is wanted but for its k-th character: another stands there, none, one
 * more before it, or the next two are changed over. */
static bool other_at(const ter_wanted *w, span name, size_t k) {
    const uint32_t *q = w->characters, *t = name.items;
    size_t n = w->length;
    bool inner = k > 0 && k + 1 < n; /* but for the first or the last, what is left is a plain part */
    return inner && name.len >= n && q[k] != t[k] && same(q, t, k) && same(q + k + 1, t + k + 1, n - k - 1) &&
           light(w, q[k]) && light(w, t[k]);
}

static bool none_at(const ter_wanted *w, span name, size_t k) {
    const uint32_t *q = w->characters, *t = name.items;
    size_t n = w->length;
    return k > 0 && k + 1 < n && n > LEAST && name.len + 1 >= n && same(q, t, k) && same(q + k + 1, t + k, n - k - 1) &&
           light(w, q[k]);
}

static bool more_at(const ter_wanted *w, span name, size_t k) {
    const uint32_t *q = w->characters, *t = name.items;
    return k > 0 && name.len > w->length && same(q, t, k) && same(q + k, t + k + 1, w->length - k);
}

static bool changed_over_at(const ter_wanted *w, span name, size_t k) {
    const uint32_t *q = w->characters, *t = name.items;
    size_t n = w->length;
    return k + 1 < n && name.len >= n && q[k] == t[k + 1] && q[k + 1] == t[k] && same(q, t, k) &&
           same(q + k + 2, t + k + 2, n - k - 2);
}

static span characters_of(const char *folded, uint32_t name[MOST_NAME]) {
    size_t length = 0, bytes = strlen(folded);
    for (size_t i = 0; i < bytes && length < MOST_NAME;) i += ter_utf8_next(folded + i, bytes - i, &name[length++]);
    return (span){name, length};
}

bool ter_name_one_off(const ter_wanted *w, const char *folded) {
    uint32_t name[MOST_NAME];
    if (w->length < LEAST) return false;
    span all = characters_of(folded, name);
    for (size_t from = 0; from + w->length <= all.len + 1; from++) {
        span rest = {name + from, all.len - from};
        for (size_t k = 0; k < w->length; k++)
            if (other_at(w, rest, k) || none_at(w, rest, k) || changed_over_at(w, rest, k) ||
                (more_at(w, rest, k) && light(w, rest.items[k])))
                return true;
    }
    return false;
}

/* Of two characters all that may be wrong is that one between them is missing. */
bool ter_name_whole_one_off(const ter_wanted *w, const char *folded) {
    uint32_t name[MOST_NAME];
    if (w->length + 1 < LEAST) return false;
    span all = characters_of(folded, name);
    if (w->length < LEAST) return all.len == LEAST && more_at(w, all, 1);
    for (size_t k = 0; k < w->length; k++) {
        if (all.len == w->length && (other_at(w, all, k) || changed_over_at(w, all, k))) return true;
        if (all.len + 1 == w->length && none_at(w, all, k)) return true;
        if (all.len == w->length + 1 && more_at(w, all, k)) return true;
    }
    return false;
}
