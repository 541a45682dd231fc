/* Writing JSON, commas and escapes included. */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void ter_json_init(ter_json *j, ter_buf *out) {
    *j = (ter_json){out, false};
}

static void before_value(ter_json *j) {
    if (j->comma) ter_buf_putc(j->out, ',');
    j->comma = true;
}

void ter_json_begin(ter_json *j, char open) {
    before_value(j);
    ter_buf_putc(j->out, open);
    j->comma = false;
}

void ter_json_end(ter_json *j, char close) {
    ter_buf_putc(j->out, close);
    j->comma = true;
}

static void put_escaped(ter_buf *out, uint32_t c) {
    switch (c) {
    case '"':
        ter_buf_puts(out, "\\\"");
        break;
    case '\\':
        ter_buf_puts(out, "\\\\");
        break;
    case '\n':
        ter_buf_puts(out, "\\n");
        break;
    case '\r':
        ter_buf_puts(out, "\\r");
        break;
    case '\t':
        ter_buf_puts(out, "\\t");
        break;
    default:
        if (c < 0x20 || c == 0x7f) ter_buf_printf(out, "\\u%04x", (unsigned)c);
        else ter_buf_put_cp(out, c);
    }
}

static void put_quoted(ter_buf *out, ter_str s) {
    ter_buf_putc(out, '"');
    uint32_t c;
    for (size_t i = 0; i < s.len;) {
        i += ter_utf8_next(s.ptr + i, s.len - i, &c);
        put_escaped(out, c);
    }
    ter_buf_putc(out, '"');
}

void ter_json_key(ter_json *j, const char *key) {
    before_value(j);
    put_quoted(j->out, ter_str_from(key));
    ter_buf_putc(j->out, ':');
    j->comma = false;
}

void ter_json_str(ter_json *j, ter_str value) {
    before_value(j);
    put_quoted(j->out, value);
}

void ter_json_text(ter_json *j, const char *value) {
    if (value) ter_json_str(j, ter_str_from(value));
    else ter_json_null(j);
}

void ter_json_int(ter_json *j, long long value) {
    before_value(j);
    ter_buf_printf(j->out, "%lld", value);
}

void ter_json_real(ter_json *j, double value, int decimals) {
    if (!isfinite(value)) {
        ter_json_null(j);
        return;
    }
    before_value(j);
    ter_buf_put_real(j->out, value, decimals);
}

void ter_json_bool(ter_json *j, bool value) {
    ter_json_raw(j, ter_str_from(value ? "true" : "false"));
}

void ter_json_null(ter_json *j) {
    ter_json_raw(j, ter_str_from("null"));
}

void ter_json_raw(ter_json *j, ter_str json) {
    before_value(j);
    ter_buf_put_str(j->out, json);
}

void ter_json_put_text(ter_json *j, const char *key, const char *value) {
    ter_json_key(j, key);
    ter_json_text(j, value);
}

void ter_json_put_str(ter_json *j, const char *key, ter_str value) {
    ter_json_key(j, key);
    ter_json_str(j, value);
}

void ter_json_put_int(ter_json *j, const char *key, long long value) {
    ter_json_key(j, key);
    ter_json_int(j, value);
}

void ter_json_put_real(ter_json *j, const char *key, double value, int decimals) {
    ter_json_key(j, key);
    ter_json_real(j, value, decimals);
}
