/* Encodings: recognised by the bytes, decoded to UTF-8 with the place of each byte in the file. */
#include "text/encoding.h"

#include "base/memory.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LEAST_UNITS = 8 };

typedef struct decoder {
    ter_str file;
    ter_buf *out;
    TER_ARRAY(uint32_t) at;
} decoder;

static void put(decoder *d, uint32_t c, size_t file_offset) {
    size_t before = d->out->len;
    ter_buf_put_cp(d->out, c);
    for (size_t i = before; i < d->out->len; i++) ter_array_push(&d->at, (uint32_t)file_offset);
}

static uint32_t unit16(ter_str f, size_t i, bool big) {
    unsigned a = (unsigned char)f.ptr[i], b = (unsigned char)f.ptr[i + 1];
    return big ? a << 8 | b : b << 8 | a;
}

static void decode_utf16(decoder *d, bool big, size_t i) {
    for (; i + 1 < d->file.len;) {
        size_t start = i;
        uint32_t c = unit16(d->file, i, big);
        i += 2;
        if (c >= 0xd800 && c < 0xdc00 && i + 1 < d->file.len) {
            uint32_t low = unit16(d->file, i, big);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        put(d, c, start);
    }
}

/* GB 18030: one byte below 0x80, four when the second is a digit, else two. Big5 has no four, nor digits there. */
static size_t char_length(ter_str f, size_t i) {
    unsigned char a = (unsigned char)f.ptr[i];
    if (a < 0x80) return 1;
    if (i + 1 >= f.len) return 0;
    unsigned char b = (unsigned char)f.ptr[i + 1];
    size_t n = b >= 0x30 && b <= 0x39 ? 4 : 2;
    return i + n <= f.len ? n : 0;
}

/* GB18030 or BIG5. When `strict`, false at the first malformed character. */
static bool decode_multibyte(decoder *d, const char *encoding, bool strict) {
    iconv_t convert = iconv_open("UTF-8", encoding);
    if (convert == (iconv_t)-1) return false;
    bool ok = true;
    for (size_t i = 0, n; (ok || !strict) && i < d->file.len; i += n) {
        n = char_length(d->file, i);
        char utf8[8], *to = utf8, *from = (char *)d->file.ptr + i;
        size_t left = n, room = sizeof utf8;
        ok = n > 0 && iconv(convert, &from, &left, &to, &room) != (size_t)-1;
        uint32_t c = 0xfffd;
        if (ok) ter_utf8_next(utf8, (size_t)(to - utf8), &c);
        else n = 1, iconv(convert, NULL, NULL, NULL, NULL);
        if (ok || !strict) put(d, c, i);
    }
    iconv_close(convert);
    return ok || !strict;
}

/* Share of malformed bytes (in 1/1000) and of control characters, which text does not have. */
static void measure_utf8(ter_str f, size_t *malformed, size_t *controls) {
    uint32_t c;
    *malformed = *controls = 0;
    for (size_t i = 0, n; i < f.len; i += n) {
        n = 3;
        if (ter_utf8_han(f.ptr + i, f.len - i)) continue;
        n = ter_utf8_next(f.ptr + i, f.len - i, &c);
        if (c == 0xfffd && n == 1) ++*malformed;
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') ++*controls;
    }
}

/* UTF-16 without a mark: every other byte of ASCII and line ends is NUL, on one side only. */
static int utf16_side(ter_str f) {
    size_t nul[2] = {0, 0}, n = f.len < 4096 ? f.len : 4096;
    for (size_t i = 0; i < n; i++)
        if (f.ptr[i] == 0) nul[i & 1]++;
    if (f.len % 2 || nul[0] + nul[1] < n / 100 + 1) return -1;
    return nul[1] > 8 * nul[0] ? 0 : nul[0] > 8 * nul[1] ? 1 : -1;
}

static size_t han_count(const ter_buf *b) {
    uint32_t c;
    size_t han = 0;
    for (size_t i = 0; i < b->len;) {
        i += ter_utf8_next(b->ptr + i, b->len - i, &c);
        if (c >= 0x3400 && c < 0xa000) han++;
    }
    return han;
}

/* UTF-16 without a mark and without ASCII: nearly all of its units are Han or the marks that stand between. */
static bool is_han_utf16(ter_str f, bool big) {
    size_t han = 0, marks = 0, n = (f.len < 4096 ? f.len : 4096) / 2;
    if (f.len % 2 || n < LEAST_UNITS) return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = unit16(f, 2 * i, big);
        han += c >= 0x4e00 && c < 0xa000;
        marks += (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || (c >= 0x2010 && c < 0x2040) ||
                 (c >= 0x3000 && c < 0x3040) || c >= 0xff00;
    }
    return han * 2 > n && (han + marks) * 20 >= n * 19;
}

/* UTF-8 with malformed bytes: each becomes U+FFFD, so that any part of it that is shown is well formed. */
static void decode_utf8(decoder *d) {
    uint32_t c;
    for (size_t i = 0, n; i < d->file.len; i += n) {
        n = ter_utf8_next(d->file.ptr + i, d->file.len - i, &c);
        put(d, c, i);
    }
}

static ter_status finish(decoder *d, uint32_t **file_at) {
    ter_array_push(&d->at, (uint32_t)d->file.len);
    *file_at = d->at.items;
    return TER_OK;
}

static void restart(decoder *d) {
    ter_buf_clear(d->out);
    d->at.len = 0;
}

ter_status ter_encoding_decode(ter_str file, const char *title, ter_buf *out, const char **name, uint32_t **file_at,
                               ter_error *err) {
    decoder d = {.file = file, .out = out};
    const unsigned char *u = (const unsigned char *)file.ptr;
    *file_at = NULL;
    if (file.len == 0) return ter_error_set(err, TER_INPUT, "%s: the document is empty", title);
    if (file.len >= UINT32_MAX) return ter_error_set(err, TER_INPUT, "%s: over 4 GB; split the document", title);
    bool little = file.len > 1 && u[0] == 0xff && u[1] == 0xfe, big = file.len > 1 && u[0] == 0xfe && u[1] == 0xff;
    size_t malformed, controls;
    measure_utf8(file, &malformed, &controls);
    bool plain = malformed == 0 && controls <= file.len / 20; /* UTF-8 with a stray NUL is not UTF-16 */
    int side = little ? 0 : big ? 1 : -1;
    if (side < 0 && !plain) side = is_han_utf16(file, false) ? 0 : is_han_utf16(file, true) ? 1 : utf16_side(file);
    if (side >= 0) {
        decode_utf16(&d, side == 1, little || big ? 2 : 0);
        size_t malformed_16, controls_16;
        measure_utf8((ter_str){out->ptr, out->len}, &malformed_16, &controls_16);
        if (little || big || (controls_16 == 0 && out->len > 0)) {
            *name = side ? "UTF-16BE" : "UTF-16LE";
            return finish(&d, file_at);
        }
        restart(&d);
    }
    if (controls > file.len / 20 + 2) {
        ter_array_release(&d.at);
        return ter_error_set(err, TER_INPUT, "%s: this is no text but binary data; give a text document", title);
    }
    if (malformed > file.len / 200 && decode_multibyte(&d, "GB18030", true) && han_count(out) * 4 > out->len / 3) {
        *name = "GB18030";
        return finish(&d, file_at);
    }
    restart(&d);
    *name = "UTF-8";
    if (malformed > 0 && malformed <= file.len / 10) {
        decode_utf8(&d);
        return finish(&d, file_at);
    }
    ter_array_release(&d.at);
    if (malformed > 0)
        return ter_error_set(err, TER_INPUT, "%s: the encoding is not UTF-8, UTF-16 or GB18030; convert it", title);
    ter_buf_put_str(out, file);
    return TER_OK;
}

static const char *encoding_of_label(ter_str label) {
    static const char *const labels[][2] = {{"gb2312", "GB18030"}, {"gbk", "GB18030"},    {"gb18030", "GB18030"},
                                            {"x-gbk", "GB18030"},  {"cp936", "GB18030"},  {"gb_2312-80", "GB18030"},
                                            {"big5", "BIG5"},      {"big5-hkscs", "BIG5"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strlen(labels[i][0]) == label.len && strncasecmp(labels[i][0], label.ptr, label.len) == 0)
            return labels[i][1];
    return NULL;
}

ter_status ter_encoding_decode_as(ter_str file, ter_str label, const char *title, ter_buf *out, const char **name,
                                  uint32_t **file_at, ter_error *err) {
    const char *encoding = encoding_of_label(label);
    bool marked = file.len > 1 && ((unsigned char)file.ptr[0] & 0xfe) == 0xfe; /* UTF-16 */
    if (!encoding || marked || file.len >= UINT32_MAX || ter_utf8_valid(file.ptr, file.len))
        return ter_encoding_decode(file, title, out, name, file_at, err);
    decoder d = {.file = file, .out = out};
    if (!decode_multibyte(&d, encoding, false)) {
        ter_array_release(&d.at);
        return ter_encoding_decode(file, title, out, name, file_at, err);
    }
    *name = encoding;
    return finish(&d, file_at);
}
