/* A near index: opening it and checking it against its registry. */
#include "near/near_index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(size_t) == 8, "shapes are read in place as arrays of size_t");
_Static_assert(sizeof(ter_position) == 16, "positions are read in place");

static ter_status load_words(ter_near_index *index, const char *path, ter_error *err) {
    const near_header *h = &index->pages.header;
    uint64_t at = 0;
    if (h->word_count > h->words.size) return ter_error_set(err, TER_FORMAT, "%s is damaged; build it again", path);
    index->words = ter_alloc((h->word_count + 1) * sizeof *index->words);
    for (uint64_t i = 0; i < h->word_count; i++) {
        const char *word = near_pages_text(&index->pages, h->words, at);
        if (!word) return ter_error_set(err, TER_FORMAT, "%s is damaged; build it again", path);
        index->words[i] = word;
        at += strlen(word) + 1;
    }
    return TER_OK;
}

ter_status ter_near_index_open(const char *path, const char *stamp, ter_near_index **out, ter_error *err) {
    ter_near_index *index = ter_alloc(sizeof *index);
    ter_status status = near_pages_open(path, stamp, &index->pages, err);
    if (status == TER_OK) status = load_words(index, path, err);
    if (status != TER_OK) {
        ter_near_index_free(index);
        index = NULL;
    }
    *out = index;
    return status;
}

void ter_near_index_free(ter_near_index *index) {
    if (!index) return;
    near_pages_close(&index->pages);
    free(index->words);
    free(index);
}

size_t ter_near_index_count(const ter_near_index *index) {
    return index->pages.header.item_count;
}

size_t ter_near_index_bytes(const ter_near_index *index) {
    return index->pages.size;
}

const near_node *near_index_nodes(const ter_near_index *index, uint64_t first, uint64_t count) {
    const near_section *s = &index->pages.header.nodes;
    return near_pages_at(&index->pages, *s, first * sizeof(near_node), count * sizeof(near_node));
}

const near_item *near_index_items(const ter_near_index *index, uint64_t first, uint64_t count) {
    const near_section *s = &index->pages.header.items;
    return near_pages_at(&index->pages, *s, first * sizeof(near_item), count * sizeof(near_item));
}

const char *near_index_word(const ter_near_index *index, uint32_t word) {
    return word < index->pages.header.word_count ? index->words[word] : NULL;
}

uint64_t near_index_find_word(const ter_near_index *index, const char *word) {
    uint64_t i = 0, count = index->pages.header.word_count;
    while (i < count && strcmp(index->words[i], word) != 0) i++;
    return i;
}

/* Ends grow, and the last is `most`: what reads the geometry goes by them. */
static bool ends_are_sound(const size_t *ends, uint64_t count, uint64_t most) {
    for (uint64_t i = 0; i < count; i++)
        if (ends[i] > most || (i > 0 && ends[i] < ends[i - 1])) return false;
    return count > 0 && ends[count - 1] == most;
}

bool near_index_geometry(const ter_near_index *index, const near_item *item, ter_geometry *out) {
    const near_pages *p = &index->pages;
    near_section shapes = p->header.shapes;
    const near_shape *s = near_pages_at(p, shapes, item->shape, sizeof *s);
    if (!s || item->shape % 8 != 0) return false;
    uint64_t most = shapes.size / 8; /* keeps the sums below from overflowing */
    if (s->point_count > most || s->part_count > most || s->polygon_count > most) return false;
    uint64_t ends_size = (s->part_count + s->polygon_count) * 8, points_size = s->point_count * sizeof(ter_position);
    const unsigned char *ends = near_pages_at(p, shapes, item->shape + sizeof *s, ends_size + points_size);
    if (!ends) return false;
    *out = (ter_geometry){.type = (ter_geometry_type)item->type,
                          .points = (ter_position *)(uintptr_t)(ends + ends_size),
                          .point_count = s->point_count,
                          .part_ends = (size_t *)(uintptr_t)ends,
                          .part_count = s->part_count,
                          .polygon_ends = (size_t *)(uintptr_t)(ends + s->part_count * 8),
                          .polygon_count = s->polygon_count};
    return ends_are_sound(out->part_ends, s->part_count, s->point_count) &&
           (s->polygon_count == 0 || ends_are_sound(out->polygon_ends, s->polygon_count, s->part_count));
}

bool near_index_texts(const ter_near_index *index, const near_item *item, ter_near_found *out) {
    const char **texts[] = {&out->id, &out->name, &out->part, &out->project};
    uint64_t at = item->text;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = near_pages_text(&index->pages, index->pages.header.texts, at);
        if (!*texts[i]) return false;
        at += strlen(*texts[i]) + 1;
    }
    out->kind = near_index_word(index, item->kind);
    out->area = near_index_word(index, item->area);
    return out->kind && out->area;
}
