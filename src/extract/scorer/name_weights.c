/* Reading the weights of a model. */
#include "extract/scorer/name_weights.h"

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_weight(ter_name_model *m, uint32_t key, float value) {
    size_t i = key & m->mask;
    while (m->weights[i].key && m->weights[i].key != key) i = (i + 1) & m->mask;
    m->weights[i] = (ter_name_weight){key, value};
}

/* "0a1b2c3d -0.125 head road 路": the key in hexadecimal digits, the weight, and what the feature says, for people. */
static ter_status parse_line(ter_name_model *m, const char *path, unsigned number, ter_str line, ter_error *err) {
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
    add_weight(m, (uint32_t)key, value);
    return TER_OK;
}

static ter_status parse(ter_str data, const char *path, ter_name_model **out, ter_error *err) {
    ter_name_model *m = ter_alloc(sizeof *m);
    size_t lines = 1, cap = 64;
    for (size_t i = 0; i < data.len; i++) lines += data.ptr[i] == '\n';
    while (cap < 2 * lines) cap *= 2;
    m->weights = ter_alloc(cap * sizeof *m->weights);
    m->mask = cap - 1;
    ter_status status = TER_OK;
    const char *at = data.ptr, *end = data.ptr + data.len;
    for (unsigned number = 1; at < end && status == TER_OK; number++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        if (!eol) eol = end;
        if (eol > at && *at != '#') status = parse_line(m, path, number, (ter_str){at, (size_t)(eol - at)}, err);
        at = eol + 1;
    }
    if (status == TER_OK && !ter_dictionary_embedded(&m->dictionary))
        status = ter_error_set(err, TER_UNSUPPORTED, "no general dictionary is compiled in");
    if (status != TER_OK) ter_name_model_free(m);
    else *out = m;
    return status;
}

ter_status ter_name_model_new_embedded(ter_name_model **out, ter_error *err) {
    const char *path;
    ter_str data;
    *out = NULL;
    return ter_embedded_at("geodata/names/names.weights", 0, &path, &data) ? parse(data, path, out, err) : TER_OK;
}

ter_status ter_name_model_open(const char *path, ter_name_model **out, ter_error *err) {
    ter_buf data = {0};
    *out = NULL;
    ter_status status = ter_file_read(path, &data, err);
    if (status == TER_OK) status = parse((ter_str){data.ptr ? data.ptr : "", data.len}, path, out, err);
    ter_buf_release(&data);
    return status;
}

void ter_name_model_free(ter_name_model *m) {
    if (!m) return;
    free(m->weights);
    free(m);
}
