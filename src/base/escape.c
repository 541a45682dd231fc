/* Escaping for XML, CSV and URIs. */
#include "base/escape.h"

#include <string.h>

static const char *xml_reference(uint32_t c) {
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
}

void ter_escape_xml(ter_buf *out, const char *text) {
    for (;;) {
        size_t plain = strcspn(text, "&<>\"\r\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15"
                                     "\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f");
        ter_buf_append(out, text, plain);
        text += plain;
        if (!*text) return;
        const char *reference = *text == '\r' ? "&#13;" : xml_reference((unsigned char)*text);
        if (reference) ter_buf_puts(out, reference);
        else ter_buf_put_cp(out, 0xfffd);
        text++;
    }
}

void ter_escape_xml_line(ter_buf *out, const char *text) {
    uint32_t c;
    for (size_t i = 0, n = strlen(text); i < n;) {
        i += ter_utf8_next(text + i, n - i, &c);
        const char *reference = xml_reference(c);
        if (reference) ter_buf_puts(out, reference);
        else ter_buf_put_cp(out, c < 0x20 || c == 0xfffe || c == 0xffff ? ' ' : c);
    }
}

void ter_escape_csv(ter_buf *out, ter_str text) {
    static const char special[] = ",\"\r\n"; /* with its NUL */
    bool quoted = false;
    for (size_t i = 0; i < text.len && !quoted; i++) quoted = memchr(special, text.ptr[i], sizeof special) != NULL;
    if (!quoted) {
        ter_buf_put_str(out, text);
        return;
    }
    ter_buf_putc(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') ter_buf_putc(out, '"');
        ter_buf_putc(out, text.ptr[i]);
    }
    ter_buf_putc(out, '"');
}

void ter_escape_uri_path(ter_buf *out, const char *path) {
    for (; *path; path++) {
        if (strchr("%?#", *path)) ter_buf_printf(out, "%%%02X", (unsigned)*path);
        else ter_buf_putc(out, *path);
    }
}
