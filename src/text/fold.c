/* Folding of characters and names, pinyin, and the division of letters into syllables. */
#include "text/fold.h"

#include "text/fold_tables.inc"

#include <string.h>

enum { HAN_FIRST = U'一' };

uint32_t ter_fold_cp(uint32_t c) {
    return c < 0x10000 ? fold_bmp[c] : c;
}

static bool ignored_in_key(uint32_t c) {
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case 0x3000:
    case 0xa0:
    case 0x2029:
    case 0xfeff:
    case 0x200b:
    case '(':
    case ')':
    case '[':
    case ']':
    case '"':
    case '\'':
    case '-':
    case U'《':
    case U'》':
    case U'【':
    case U'】':
    case U'‘':
    case U'’':
    case U'“':
    case U'”':
    case U'·':
    case U'•':
    case U'・':
    case U'「':
    case U'」':
        return true;
    default:
        return false;
    }
}

void ter_fold_key(ter_str name, ter_buf *out) {
    uint32_t c;
    for (size_t i = 0; i < name.len;) {
        i += ter_utf8_next(name.ptr + i, name.len - i, &c);
        c = ter_fold_cp(c);
        if (!ignored_in_key(c)) ter_buf_put_cp(out, c);
    }
}

const char *ter_pinyin_cp(uint32_t c) {
    c = ter_fold_cp(c);
    if (c < HAN_FIRST || c - HAN_FIRST >= sizeof pinyin_index / sizeof *pinyin_index) return NULL;
    unsigned k = pinyin_index[c - HAN_FIRST];
    return k ? pinyin_syllables[k] : NULL;
}

void ter_pinyin(ter_str name, ter_buf *out) {
    uint32_t c;
    bool after_syllable = false, any = false;
    for (size_t i = 0; i < name.len;) {
        i += ter_utf8_next(name.ptr + i, name.len - i, &c);
        const char *s = ter_pinyin_cp(c);
        if (any && (s || after_syllable)) ter_buf_putc(out, ' ');
        if (s) ter_buf_puts(out, s);
        else ter_buf_put_cp(out, ter_fold_cp(c));
        after_syllable = s != NULL;
        any = true;
    }
}

void ter_pinyin_initials(ter_str name, ter_buf *out) {
    uint32_t c;
    for (size_t i = 0; i < name.len;) {
        i += ter_utf8_next(name.ptr + i, name.len - i, &c);
        const char *s = ter_pinyin_cp(c);
        if (s) ter_buf_putc(out, s[0]);
        else ter_buf_put_cp(out, ter_fold_cp(c));
    }
}

/* ---- dividing letters into syllables ---- */

enum { MOST_LETTERS = 64, MOST_SYLLABLE = 6 };

/* Whether a syllable is `s`, or begins so when it is `cut`. What has no vowel (ng) is an exclamation, in no name. */
static bool is_syllable(ter_str s, bool cut) {
    for (size_t k = 1; k < sizeof pinyin_syllables / sizeof *pinyin_syllables; k++) {
        const char *syllable = pinyin_syllables[k];
        if (*syllable != *s.ptr || strncmp(syllable, s.ptr, s.len) != 0) continue;
        if ((cut || !syllable[s.len]) && strpbrk(syllable, "aeiou")) return true;
    }
    return false;
}

/* How long the piece from `at` on may be: bit n for n letters, bit 0 when it is cut off by the end. */
static unsigned pieces_at(ter_str letters, size_t at) {
    unsigned lengths = 0;
    size_t digits = 0, rest = letters.len - at;
    while (digits < rest && letters.ptr[at + digits] >= '0' && letters.ptr[at + digits] <= '9') digits++;
    if (digits) return digits <= MOST_SYLLABLE ? 1u << digits : 0;
    for (size_t n = 1; n <= MOST_SYLLABLE && n <= rest; n++)
        if (is_syllable((ter_str){letters.ptr + at, n}, false)) lengths |= 1u << n;
    if (rest <= MOST_SYLLABLE && is_syllable((ter_str){letters.ptr + at, rest}, true)) lengths |= 1;
    return lengths;
}

void ter_pinyin_starts(ter_str letters, char *starts) {
    double before[MOST_LETTERS + 1] = {1}, behind[MOST_LETTERS + 1] = {0}; /* in how many ways it is divided there */
    unsigned pieces[MOST_LETTERS];
    size_t n = letters.len;
    if (n == 0) return;
    memset(starts, 0, n);
    starts[0] = 1;
    if (n > MOST_LETTERS) return;
    for (size_t i = 0; i < n; i++) {
        pieces[i] = pieces_at(letters, i);
        for (size_t k = 1; k <= MOST_SYLLABLE; k++)
            if (pieces[i] >> k & 1) before[i + k] += before[i];
    }
    behind[n] = 1;
    for (size_t i = n; i-- > 0;) {
        behind[i] = pieces[i] & 1;
        for (size_t k = 1; k <= MOST_SYLLABLE; k++)
            if (pieces[i] >> k & 1) behind[i] += behind[i + k];
    }
    for (size_t i = 1; i < n; i++) starts[i] = behind[0] > 0 && before[i] * behind[i] == behind[0];
}
