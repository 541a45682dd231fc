/* The weights of a model as a table by key. */
#include "extract/scorer/name_weights.h"

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"

#include <stdlib.h>

static void add_weight(ter_name_model *m, uint32_t key, float value) {
    size_t i = key & m->mask;
    while (m->weights[i].key && m->weights[i].key != key) i = (i + 1) & m->mask;
    m->weights[i] = (ter_name_weight){key, value};
}

/* A table three quarters full at most: a probe more now and then, but half the memory to go through. */
static ter_status model_of(const ter_name_weight *weights, size_t n, ter_name_model **out, ter_error *err) {
    size_t cap = 64;
    while (cap * 3 < n * 4) cap *= 2;
    ter_name_model *m = ter_alloc(sizeof *m);
    m->weights = ter_alloc(cap * sizeof *m->weights);
    m->mask = cap - 1;
    for (size_t i = 0; i < n; i++) add_weight(m, weights[i].key, weights[i].value);
    if (!ter_dictionary_embedded(&m->dictionary)) {
        ter_name_model_free(m);
        return ter_error_set(err, TER_UNSUPPORTED, "no general dictionary is compiled in");
    }
    *out = m;
    return TER_OK;
}

ter_status ter_name_model_new_embedded(ter_name_model **out, ter_error *err) {
    const char *path;
    ter_str data;
    *out = NULL;
    if (!ter_embedded_at("generated/names.weights", 0, &path, &data)) return TER_OK;
    return model_of((const ter_name_weight *)(const void *)data.ptr, data.len / sizeof(ter_name_weight), out, err);
}

ter_status ter_name_model_open(const char *path, ter_name_model **out, ter_error *err) {
    ter_buf data = {0};
    ter_name_weights weights = {0};
    *out = NULL;
    ter_status status = ter_file_read(path, &data, err);
    if (status == TER_OK)
        status = ter_weights_file_read((ter_str){data.ptr ? data.ptr : "", data.len}, path, &weights, err);
    if (status == TER_OK) status = model_of(weights.items, weights.len, out, err);
    ter_array_release(&weights);
    ter_buf_release(&data);
    return status;
}

void ter_name_model_free(ter_name_model *m) {
    if (!m) return;
    free(m->weights);
    free(m);
}
