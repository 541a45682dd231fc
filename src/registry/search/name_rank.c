/* How a name bears what is wanted. */
#include "registry/search/name_rank.h"

#include "registry/search/misprint.h"

#include <string.h>

const char *ter_found_how_name(ter_found_how how) {
    static const char *const names[] = {
#define FOUND_NAME(code, text) text,
        TER_FOUND_MAP(FOUND_NAME)
#undef FOUND_NAME
    };
    return names[how];
}

size_t ter_name_length(const char *folded) {
    size_t n = 0;
    for (; *folded; folded++) n += ((unsigned char)*folded & 0xc0) != 0x80;
    return n;
}

/* Whether the syllables ("song tao gong yuan"), run together from the beginning of one of them, begin with `letters`.
 */
static bool pinyin_holds(const char *syllables, const char *letters) {
    for (const char *start = syllables; start; start = strchr(start, ' ')) {
        while (*start == ' ') start++;
        const char *s = start, *l = letters;
        for (; *l && *s; s++) {
            if (*s == ' ') continue;
            if (*s != *l) break;
            l++;
        }
        if (!*l) return true;
    }
    return false;
}

static bool rank_given(const ter_wanted *w, const ter_name_forms *n, ter_found_how *how) {
    const char *at = strstr(n->folded, w->folded.ptr);
    if (at) {
        *how = at > n->folded ? TER_FOUND_SUBSTRING : at[w->folded.len] ? TER_FOUND_PREFIX : TER_FOUND_EXACT;
        return true;
    }
    for (size_t i = 0; i < w->numbers.len; i++) {
        *how = TER_FOUND_NUMBER;
        if (strstr(n->folded, w->numbers.items[i])) return true;
    }
    if (w->letters.len == 0) return false;
    at = strstr(n->initials, w->letters.ptr);
    if (pinyin_holds(n->pinyin, w->letters.ptr)) *how = TER_FOUND_PINYIN;
    else if (at && (at == n->initials || w->letters.len > 1)) *how = TER_FOUND_INITIALS;
    else return false;
    return true;
}

/* Whether whole syllables of the name sound so; `sound` has a blank after each. */
static bool sounds_so(const char *syllables, const ter_buf *sound, bool whole) {
    size_t n = sound->len - 1, len = strlen(syllables);
    for (const char *at = syllables; len - (size_t)(at - syllables) >= n;) {
        bool ends = at[n] == 0 || at[n] == ' ';
        if (ends && memcmp(at, sound->ptr, n) == 0 && (!whole || n == len)) return true;
        at = whole ? NULL : strchr(at, ' ');
        if (!at++) return false;
    }
    return false;
}

static bool rank_alike(const ter_wanted *w, bool whole, const ter_name_forms *n, ter_found_how *how) {
    for (size_t i = 0; i < w->alike.len; i++) {
        if (whole ? strcmp(n->folded, w->alike.items[i]) != 0 : !strstr(n->folded, w->alike.items[i])) continue;
        *how = TER_FOUND_ALIKE;
        return true;
    }
    *how = TER_FOUND_SOUND;
    return w->sound.len && sounds_so(n->pinyin, &w->sound, whole);
}

bool ter_name_rank(const ter_wanted *w, ter_name_pass pass, bool whole, const ter_name_forms *name,
                   ter_found_how *how) {
    if (pass == TER_NAME_AS_GIVEN) return rank_given(w, name, how);
    if (pass == TER_NAME_ALIKE) return rank_alike(w, whole, name, how);
    *how = TER_FOUND_ONE_OFF;
    return ter_name_whole_one_off(w, name->folded) || (!whole && ter_name_one_off(w, name->folded));
}
