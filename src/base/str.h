/* Strings: a borrowed view (ter_str) and a growing buffer (ter_buf). Both are bytes, UTF-8 unless said otherwise. */
#ifndef TER_BASE_STR_H
#define TER_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view: points into memory that somebody else owns; may hold NUL bytes; not terminated. */
typedef struct ter_str {
    const char *ptr;
    size_t len;
} ter_str;

ter_str ter_str_from(const char *s); /* NULL gives the empty view */
/* Whether both hold the same bytes. */
bool ter_str_equal(ter_str a, ter_str b);
bool ter_str_is(ter_str a, const char *b);

/* A buffer the caller holds: start it zeroed or with ter_buf_init, end it with ter_buf_release. `ptr` is always
 * NUL-terminated after the first append (and NULL before it). */
typedef struct ter_buf {
    char *ptr;
    size_t len, cap;
} ter_buf;

void ter_buf_init(ter_buf *b);    /* empty, without memory */
void ter_buf_release(ter_buf *b); /* frees the memory and leaves the buffer empty */
void ter_buf_clear(ter_buf *b);   /* keeps the memory */
/* Appending: bytes, a string without its NUL, one byte, a view, a code point, what printf makes of the rest. */
void ter_buf_append(ter_buf *b, const void *data, size_t n);
void ter_buf_puts(ter_buf *b, const char *s);
void ter_buf_putc(ter_buf *b, char c);
void ter_buf_put_str(ter_buf *b, ter_str s);
void ter_buf_put_cp(ter_buf *b, uint32_t code_point); /* as UTF-8; not a scalar value gives U+FFFD */
void ter_buf_printf(ter_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A finite number with at most so many decimals (0 to 9), rounded as printf does, without zeros at their end; never
 * "-0". */
void ter_buf_put_real(ter_buf *b, double value, int decimals);
char *ter_buf_detach(ter_buf *b); /* gives the bytes away; never NULL; caller frees */

/* Reads one code point of UTF-8 at s[0..len). Returns the bytes taken (>= 1 while len > 0); a malformed byte gives
 * U+FFFD and takes 1. Surrogates, overlong forms and values over U+10FFFF are malformed. */
size_t ter_utf8_next(const char *s, size_t len, uint32_t *code_point);
/* The character at `s` when it is one of U+4000 to U+9FFF, as most Han are, in three bytes; 0 when it is another. */
static inline uint32_t ter_utf8_han(const char *s, size_t len) {
    const unsigned char *u = (const unsigned char *)s;
    if (len < 3 || u[0] < 0xe4 || u[0] > 0xe9 || (u[1] & 0xc0) != 0x80 || (u[2] & 0xc0) != 0x80) return 0;
    return (uint32_t)(u[0] & 0xf) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3fu);
}
/* Whether all of s[0..len) is well-formed. */
bool ter_utf8_valid(const char *s, size_t len);

#endif
