/* The features of a span that weigh most. */
#include "extract/scorer/span_evidence.h"

#include <math.h>
#include <string.h>

enum { MOST = 6 };

typedef struct heavy {
    float weight;
    char text[TER_FEATURE_TEXT];
} heavy;

typedef struct heaviest {
    const ter_name_model *model;
    heavy items[MOST]; /* the heaviest first */
    size_t count;
} heaviest;

static void weigh(uint32_t key, const char *text, void *context) {
    heaviest *h = context;
    float weight = ter_name_weight_of(h->model, key);
    size_t at = h->count;
    while (at > 0 && fabsf(h->items[at - 1].weight) < fabsf(weight)) at--;
    if (at == MOST || weight == 0) return;
    if (h->count < MOST) h->count++;
    memmove(&h->items[at + 1], &h->items[at], (h->count - at - 1) * sizeof *h->items);
    h->items[at].weight = weight;
    strncpy(h->items[at].text, text, TER_FEATURE_TEXT - 1);
    h->items[at].text[TER_FEATURE_TEXT - 1] = 0;
}

char *ter_span_evidence(const ter_name_model *m, const ter_span_features *f, size_t i) {
    heaviest h = {.model = m};
    ter_buf out = {0};
    ter_feature_sink sink = {.text = weigh, .context = &h};
    ter_span_features_of_end(f, i, &sink);
    ter_span_features_of_begin(f, i, &sink);
    for (size_t k = 0; k < h.count; k++)
        ter_buf_printf(&out, "%s%s %+.2f", k ? "; " : "", h.items[k].text, (double)h.items[k].weight);
    return ter_buf_detach(&out);
}
