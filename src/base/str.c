/* Views of strings, growing buffers, and UTF-8. */
#include "base/str.h"

#include "base/memory.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ter_str ter_str_from(const char *s) {
    return (ter_str){s ? s : "", s ? strlen(s) : 0};
}

bool ter_str_equal(ter_str a, ter_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool ter_str_is(ter_str a, const char *b) {
    return ter_str_equal(a, ter_str_from(b));
}

void ter_buf_init(ter_buf *b) {
    *b = (ter_buf){0};
}

void ter_buf_release(ter_buf *b) {
    free(b->ptr);
    *b = (ter_buf){0};
}

void ter_buf_clear(ter_buf *b) {
    b->len = 0;
    if (b->ptr) b->ptr[0] = 0;
}

static void reserve(ter_buf *b, size_t more) {
    if (b->len + more + 1 <= b->cap) return;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < b->len + more + 1) cap *= 2;
    b->ptr = ter_realloc(b->ptr, cap, 1);
    b->cap = cap;
}

void ter_buf_append(ter_buf *b, const void *data, size_t n) {
    reserve(b, n);
    if (n) memcpy(b->ptr + b->len, data, n);
    b->len += n;
    b->ptr[b->len] = 0;
}

void ter_buf_puts(ter_buf *b, const char *s) {
    ter_buf_append(b, s, strlen(s));
}

void ter_buf_putc(ter_buf *b, char c) {
    ter_buf_append(b, &c, 1);
}

void ter_buf_put_str(ter_buf *b, ter_str s) {
    ter_buf_append(b, s.ptr, s.len);
}

void ter_buf_put_cp(ter_buf *b, uint32_t c) {
    if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = 0xfffd;
    unsigned char u[4];
    size_t n = 1;
    if (c < 0x80) {
        u[0] = (unsigned char)c;
    } else if (c < 0x800) {
        u[0] = (unsigned char)(0xc0 | c >> 6), n = 2;
    } else if (c < 0x10000) {
        u[0] = (unsigned char)(0xe0 | c >> 12), n = 3;
    } else {
        u[0] = (unsigned char)(0xf0 | c >> 18), n = 4;
    }
    for (size_t i = 1; i < n; i++) u[i] = (unsigned char)(0x80 | ((c >> (6 * (n - 1 - i))) & 0x3f));
    ter_buf_append(b, u, n);
}

void ter_buf_printf(ter_buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        reserve(b, (size_t)n);
        vsnprintf(b->ptr + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

/* As printf writes it, zeros at the end cut off. */
static void put_printed(ter_buf *b, double value, int decimals) {
    size_t from = b->len;
    ter_buf_printf(b, "%.*f", decimals, value);
    if (memchr(b->ptr + from, '.', b->len - from)) {
        while (b->ptr[b->len - 1] == '0') b->len--;
        if (b->ptr[b->len - 1] == '.') b->len--;
    }
    if (b->len - from == 2 && memcmp(b->ptr + from, "-0", 2) == 0) b->ptr[from] = '0', b->len = from + 1;
    b->ptr[b->len] = 0;
}

void ter_buf_put_real(ter_buf *b, double value, int decimals) {
    static const long long powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    double scaled = fabs(value) * (double)powers[decimals], whole = nearbyint(scaled);
    /* Where the product is inexact to the last digit that counts, or so near a half that rounding it may go wrong. */
    if (!(scaled < 1e14) || fabs(scaled - whole) > 0.49) {
        put_printed(b, value, decimals);
        return;
    }
    char digits[32], *end = digits + sizeof digits, *p = end;
    long long units = (long long)whole, rest = units % powers[decimals];
    for (int i = 0; i < decimals; i++, rest /= 10)
        if (rest % 10 || p < end) *--p = (char)('0' + rest % 10);
    if (p < end) *--p = '.';
    long long integer = units / powers[decimals];
    do *--p = (char)('0' + integer % 10);
    while (integer /= 10);
    if (value < 0 && units) *--p = '-';
    ter_buf_append(b, p, (size_t)(end - p));
}

char *ter_buf_detach(ter_buf *b) {
    char *s = b->ptr ? b->ptr : ter_strdup("");
    *b = (ter_buf){0};
    return s;
}

size_t ter_utf8_next(const char *s, size_t len, uint32_t *code_point) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *u = (const unsigned char *)s;
    *code_point = 0xfffd;
    if (len == 0) return 0;
    if (u[0] < 0x80) {
        *code_point = u[0];
        return 1;
    }
    if (len > 2 && u[0] > 0xe0 && u[0] < 0xed && (u[1] & 0xc0) == 0x80 && (u[2] & 0xc0) == 0x80) { /* most of Han */
        *code_point = (uint32_t)(u[0] & 0xf) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3fu);
        return 3;
    }
    size_t n = u[0] >= 0xf0 ? 4 : u[0] >= 0xe0 ? 3 : u[0] >= 0xc0 ? 2 : 0;
    if (n == 0 || n > len || u[0] > 0xf4) return 1;
    uint32_t c = u[0] & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((u[i] & 0xc0) != 0x80) return 1;
        c = c << 6 | (u[i] & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) return 1;
    *code_point = c;
    return n;
}

bool ter_utf8_valid(const char *s, size_t len) {
    uint32_t c;
    for (size_t i = 0, n; i < len; i += n) {
        n = ter_utf8_next(s + i, len - i, &c);
        if (c == 0xfffd && n == 1) return false;
    }
    return true;
}
