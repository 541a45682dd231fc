#include "base/json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };

typedef struct cursor {
    const char *p, *end;
    int depth;
} cursor;

static void skip_blanks(cursor *c) {
    while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\n' || *c->p == '\r')) c->p++;
}

static bool take(cursor *c, char wanted) {
    skip_blanks(c);
    if (c->p == c->end || *c->p != wanted) return false;
    c->p++;
    return true;
}

static bool take_hex(cursor *c) {
    for (int i = 0; i < 4; i++, c->p++)
        if (c->p == c->end || !strchr("0123456789abcdefABCDEF", *c->p) || !*c->p) return false;
    return true;
}

static bool take_string(cursor *c) {
    if (!take(c, '"')) return false;
    while (c->p < c->end && *c->p != '"') {
        if ((unsigned char)*c->p < 0x20) return false;
        if (*c->p++ != '\\') continue;
        if (c->p == c->end || !*c->p || !strchr("\"\\/bfnrtu", *c->p)) return false;
        if (*c->p++ == 'u' && !take_hex(c)) return false;
    }
    return take(c, '"');
}

static bool take_digits(cursor *c) {
    const char *start = c->p;
    while (c->p < c->end && *c->p >= '0' && *c->p <= '9') c->p++;
    return c->p > start;
}

static bool take_number(cursor *c) {
    if (c->p < c->end && *c->p == '-') c->p++;
    bool zero = c->p < c->end && *c->p == '0';
    if (zero) c->p++;
    else if (!take_digits(c)) return false;
    if (c->p < c->end && *c->p == '.') {
        c->p++;
        if (!take_digits(c)) return false;
    }
    if (c->p < c->end && (*c->p == 'e' || *c->p == 'E')) {
        c->p++;
        if (c->p < c->end && (*c->p == '+' || *c->p == '-')) c->p++;
        if (!take_digits(c)) return false;
    }
    return true;
}

static bool take_word(cursor *c, const char *word) {
    size_t n = strlen(word);
    if ((size_t)(c->end - c->p) < n || memcmp(c->p, word, n) != 0) return false;
    c->p += n;
    return true;
}

static bool take_value(cursor *c);

static bool take_members(cursor *c, char close) {
    if (take(c, close)) return true;
    do {
        if (close == '}' && (!take_string(c) || !take(c, ':'))) return false;
        if (!take_value(c)) return false;
    } while (take(c, ','));
    return take(c, close);
}

static bool take_value(cursor *c) {
    skip_blanks(c);
    if (c->p == c->end || c->depth == DEEPEST) return false;
    bool ok;
    c->depth++;
    switch (*c->p) {
    case '{':
        c->p++;
        ok = take_members(c, '}');
        break;
    case '[':
        c->p++;
        ok = take_members(c, ']');
        break;
    case '"':
        ok = take_string(c);
        break;
    case 't':
        ok = take_word(c, "true");
        break;
    case 'f':
        ok = take_word(c, "false");
        break;
    case 'n':
        ok = take_word(c, "null");
        break;
    default:
        ok = take_number(c);
    }
    c->depth--;
    return ok;
}

ter_status ter_json_check(ter_str text, const char *title, ter_json_value *out, ter_error *err) {
    cursor c = {text.ptr, text.ptr + text.len, 0};
    take_word(&c, "\xef\xbb\xbf");
    skip_blanks(&c);
    *out = (ter_json_value){c.p, c.p};
    bool ok = take_value(&c);
    out->end = c.p;
    skip_blanks(&c);
    if (ok && c.p == c.end) return TER_OK;
    size_t line = 1, column = 1;
    for (const char *p = text.ptr; p < c.p; p++) {
        column = *p == '\n' ? 1 : column + 1;
        line += *p == '\n';
    }
    return ter_error_set(err, TER_INPUT, "%s:%zu:%zu: is no JSON from here on; correct it", title, line, column);
}

char ter_json_type(ter_json_value v) {
    return *v.ptr == '-' || (*v.ptr >= '0' && *v.ptr <= '9') ? '0' : *v.ptr;
}

/* The bytes of the value at the cursor, which is sound. */
static ter_json_value value_here(cursor *c) {
    skip_blanks(c);
    ter_json_value v = {c->p, c->p};
    take_value(c);
    v.end = c->p;
    return v;
}

bool ter_json_member(ter_json_value object, const char *key, ter_json_value *out) {
    cursor c = {object.ptr, object.end, 0};
    bool found = false;
    if (!take(&c, '{') || take(&c, '}')) return false;
    do {
        ter_json_value name = value_here(&c);
        take(&c, ':');
        ter_json_value value = value_here(&c);
        if (!ter_json_is(name, key)) continue;
        *out = value;
        found = true;
    } while (take(&c, ','));
    return found;
}

bool ter_json_next(ter_json_value array, size_t *at, ter_json_value *out) {
    cursor c = {array.ptr + *at, array.end, 0};
    if (!take(&c, *at ? ',' : '[')) return false;
    skip_blanks(&c);
    if (*c.p == ']') return false;
    *out = value_here(&c);
    *at = (size_t)(c.p - array.ptr);
    return true;
}

double ter_json_number(ter_json_value v) {
    if (ter_json_type(v) != '0') return NAN;
    char digits[64]; /* more of them say no more */
    size_t n = (size_t)(v.end - v.ptr);
    if (n >= sizeof digits) n = sizeof digits - 1;
    memcpy(digits, v.ptr, n);
    digits[n] = 0;
    return strtod(digits, NULL);
}

static uint32_t hex_of(const char *p) {
    char digits[5] = {p[0], p[1], p[2], p[3], 0};
    return (uint32_t)strtoul(digits, NULL, 16);
}

bool ter_json_string(ter_json_value v, ter_buf *out) {
    if (ter_json_type(v) != '"') return false;
    for (const char *p = v.ptr + 1, *end = v.end - 1; p < end;) {
        static const char escapes[] = "bfnrt", meant[] = "\b\f\n\r\t";
        if (*p != '\\') {
            ter_buf_putc(out, *p++);
            continue;
        }
        const char *escape = strchr(escapes, p[1]);
        if (p[1] != 'u') {
            ter_buf_putc(out, escape ? meant[escape - escapes] : p[1]);
            p += 2;
            continue;
        }
        uint32_t c = hex_of(p + 2);
        p += 6;
        if (c >= 0xd800 && c < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
            uint32_t low = hex_of(p + 2);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                p += 6;
            }
        }
        ter_buf_put_cp(out, c);
    }
    return true;
}

bool ter_json_is(ter_json_value v, const char *text) {
    ter_buf b = {0};
    bool is = ter_json_string(v, &b) && strcmp(b.ptr ? b.ptr : "", text) == 0;
    ter_buf_release(&b);
    return is;
}
