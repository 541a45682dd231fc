#include "text/fold.h"

#include "text/fold_tables.inc"

enum { HAN_FIRST = 0x4e00 };

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
    case 0x300a:
    case 0x300b:
    case 0x3010:
    case 0x3011:
    case 0x2018:
    case 0x2019:
    case 0x201c:
    case 0x201d:
    case 0xb7:
    case 0x2022:
    case 0x30fb:
    case 0x300c:
    case 0x300d:
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
