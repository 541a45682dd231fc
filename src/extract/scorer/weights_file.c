/* Reading the lines of a weights file. */
#include "extract/scorer/weights_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "0a1b2c3d -0.125 head road 路": the key in hexadecimal digits, the weight, and what the feature says, for people. */
static ter_status read_line(ter_str line, const char *path, unsigned number, ter_name_weights *out, ter_error *err) {
    char text[48], *end;
    size_t n = line.len < sizeof text ? line.len : sizeof text - 1;
    memcpy(text, line.ptr, n);
    text[n] = 0;
    unsigned long key = strtoul(text, &end, 16);
    if (end != text + 8 || *end != '\t' || key == 0)
        return ter_error_set(err, TER_INPUT, "%s:%u: a line is a key of 8 hexadecimal digits, a weight and a feature",
                             path, number);
    char *digits = end + 1;
    float value = strtof(digits, &end);
    if (end == digits || (*end && *end != '\t') || !isfinite(value))
        return ter_error_set(err, TER_INPUT, "%s:%u: the second column is not a weight", path, number);
    ter_array_push(out, ((ter_name_weight){(uint32_t)key, value}));
    return TER_OK;
}

ter_status ter_weights_file_read(ter_str text, const char *path, ter_name_weights *out, ter_error *err) {
    ter_status status = TER_OK;
    const char *at = text.ptr, *end = text.ptr + text.len;
    for (unsigned number = 1; at < end && status == TER_OK; number++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        if (!eol) eol = end;
        if (eol > at && *at != '#') status = read_line((ter_str){at, (size_t)(eol - at)}, path, number, out, err);
        at = eol + 1;
    }
    return status;
}
