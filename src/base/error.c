/* Codes of errors, their sentences, and messages. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

const char *ter_status_sentence(ter_status code) {
    static const char *const sentences[] = {
#define TER_STATUS_TEXT(code, sentence) sentence,
        TER_STATUS_MAP(TER_STATUS_TEXT)
#undef TER_STATUS_TEXT
    };
    return (unsigned)code < TER_STATUS_COUNT ? sentences[code] : "unknown error";
}

ter_status ter_error_set(ter_error *err, ter_status code, const char *format, ...) {
    if (!err) return code;
    va_list args;
    va_start(args, format);
    err->code = code;
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    for (char *c = err->message; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = ' ';
    return code;
}
