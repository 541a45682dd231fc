/* Building an index: records are gathered, put in the order of a Hilbert curve, and laid into a mapped file of known
 * size, so that little is held in memory in addition to the records and a full disk shows before anything is written.
 */
#include "base/intern.h"
#include "base/memory.h"
#include "geo/geodesic.h"
#include "near/format.h"
#include "near/hilbert.h"
#include "near/near.h"
#include "near/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct gathered {
    near_item item; /* kind and area, text and shape not as in the file yet */
    const char *kind, *area;
    uint32_t curve;
    uint32_t text_size;
    uint64_t shape_size;
} gathered;

struct ter_near_builder {
    char *path, *temporary; /* the file, and where it is written first */
    int file;               /* of `temporary`, locked; -1: not open */
    TER_ARRAY(gathered) items;
    ter_buf texts, shapes;
    ter_intern kinds, areas;
    ter_bbox extent;
};

/* Opens `temporary` and locks it. What is locked may have been renamed by another builder meanwhile: then it was
 * theirs. */
static int open_locked(ter_near_builder *b) {
    struct stat locked, there;
    b->file = open(b->temporary, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (b->file < 0 || flock(b->file, LOCK_EX | LOCK_NB) != 0) return errno;
    bool same = fstat(b->file, &locked) == 0 && stat(b->temporary, &there) == 0 && locked.st_ino == there.st_ino;
    return same ? 0 : EWOULDBLOCK;
}

ter_status ter_near_builder_new(const char *path, ter_near_builder **out, ter_error *err) {
    ter_near_builder *b = ter_alloc(sizeof *b);
    ter_buf temporary = {0};
    ter_buf_printf(&temporary, "%s-new", path);
    b->path = ter_strdup(path);
    b->temporary = ter_buf_detach(&temporary);
    b->extent = ter_bbox_empty;
    int reason = open_locked(b);
    *out = b;
    if (!reason) return TER_OK;
    if (b->file >= 0) close(b->file), b->file = -1; /* not ours to remove */
    ter_near_builder_free(b);
    *out = NULL;
    return ter_error_set(err, reason == EWOULDBLOCK ? TER_BUSY : TER_IO, "cannot write %s: %s", path, strerror(reason));
}

/* Gives up `temporary`: unlinked while it is locked, so that nobody continues it. */
static void close_file(ter_near_builder *b, bool keep) {
    if (b->file < 0) return;
    if (!keep) unlink(b->temporary);
    close(b->file);
    b->file = -1;
}

void ter_near_builder_free(ter_near_builder *b) {
    if (!b) return;
    close_file(b, false);
    free(b->path);
    free(b->temporary);
    ter_intern_release(&b->kinds);
    ter_intern_release(&b->areas);
    ter_array_release(&b->items);
    ter_buf_release(&b->texts);
    ter_buf_release(&b->shapes);
    free(b);
}

/* ---- gathering ---- */

static uint64_t add_texts(ter_near_builder *b, const ter_near_record *r) {
    const char *texts[] = {r->id, r->name, r->part, r->project};
    uint64_t at = b->texts.len;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i] ? texts[i] : "";
        ter_buf_append(&b->texts, text, strlen(text) + 1);
    }
    return at;
}

static uint64_t add_shape(ter_near_builder *b, const ter_geometry *g) {
    near_shape s = {g->point_count, g->part_count, g->polygon_count};
    uint64_t at = b->shapes.len;
    ter_buf_append(&b->shapes, &s, sizeof s);
    ter_buf_append(&b->shapes, g->part_ends, g->part_count * sizeof *g->part_ends);
    ter_buf_append(&b->shapes, g->polygon_ends, g->polygon_count * sizeof *g->polygon_ends);
    ter_buf_append(&b->shapes, g->points, g->point_count * sizeof *g->points);
    return at;
}

static float rounded_down(double x) {
    float r = (float)x;
    return (double)r > x ? nextafterf(r, -INFINITY) : r;
}

static float rounded_up(double x) {
    float r = (float)x;
    return (double)r < x ? nextafterf(r, INFINITY) : r;
}

static near_box box_of(ter_bbox b) {
    ter_direction_box exact = ter_direction_box_of(b);
    near_box box;
    for (int i = 0; i < 3; i++) {
        box.min[i] = rounded_down(exact.min[i]);
        box.max[i] = rounded_up(exact.max[i]);
    }
    return box;
}

void ter_near_builder_add(ter_near_builder *b, const ter_near_record *r) {
    const ter_geometry *g = r->geometry;
    if (!g || g->point_count == 0) return;
    ter_bbox box = ter_geometry_bbox(g);
    ter_bbox_add(&b->extent, box);
    gathered new = {.item = {.box = box_of(box),
                             .shape = NEAR_NO_SHAPE,
                             .year = (int16_t)r->year,
                             .period_from = (int16_t)r->period_from,
                             .state = (uint8_t)r->state,
                             .basis = (uint8_t)r->basis,
                             .precision = (uint8_t)r->precision,
                             .type = (uint8_t)g->type}};
    bool point = g->type == TER_GEOMETRY_POINT && g->point_count == 1;
    new.item.lon_deg = point ? g->points[0].lon_deg : (box.min_lon + box.max_lon) / 2;
    new.item.lat_deg = point ? g->points[0].lat_deg : (box.min_lat + box.max_lat) / 2;
    if (!point) new.item.shape = add_shape(b, g);
    new.shape_size = point ? 0 : b->shapes.len - new.item.shape;
    new.kind = ter_intern_put(&b->kinds, r->kind);
    new.area = ter_intern_put(&b->areas, r->area);
    new.item.text = add_texts(b, r);
    new.text_size = (uint32_t)(b->texts.len - new.item.text);
    ter_array_push(&b->items, new);
}

/* ---- order ---- */

typedef struct sorting {
    const gathered *one;
    const char *id;
} sorting;

static int compare(const void *pa, const void *pb) {
    const sorting *a = pa, *b = pb;
    if (a->one->curve != b->one->curve) return a->one->curve < b->one->curve ? -1 : 1;
    return strcmp(a->id, b->id);
}

static sorting *in_order(ter_near_builder *b) {
    sorting *order = ter_alloc((b->items.len + 1) * sizeof *order);
    for (size_t i = 0; i < b->items.len; i++) {
        gathered *one = &b->items.items[i];
        one->curve = near_hilbert((ter_position){one->item.lon_deg, one->item.lat_deg}, b->extent);
        order[i] = (sorting){one, b->texts.ptr + one->item.text};
    }
    qsort(order, b->items.len, sizeof *order, compare);
    return order;
}

/* ---- words: kinds, then areas, each in order, so that the first kinds have a bit of their own in a node ---- */

typedef struct word {
    const char *text; /* the pool's: equal texts are one pointer */
    uint32_t number;
} word;

typedef struct word_list {
    word *items; /* by number, the first is ""; later by pointer */
    size_t len;
    uint32_t first;
} word_list;

static int compare_texts(const void *a, const void *b) {
    return strcmp(((const word *)a)->text, ((const word *)b)->text);
}

static int compare_pointers(const void *a, const void *b) {
    uintptr_t x = (uintptr_t)((const word *)a)->text, y = (uintptr_t)((const word *)b)->text;
    return (x > y) - (x < y);
}

static word_list words_of(const ter_intern *pool, uint32_t first) {
    word_list list = {ter_alloc((pool->texts.len + 1) * sizeof(word)), 1, first};
    list.items[0].text = "";
    for (size_t i = 0; i < pool->texts.len; i++) list.items[list.len++].text = pool->texts.items[i];
    qsort(list.items, list.len, sizeof *list.items, compare_texts);
    for (size_t i = 0; i < list.len; i++) list.items[i].number = first + (uint32_t)i;
    return list;
}

static void put_words(const word_list *list, ter_buf *out) {
    for (size_t i = 0; i < list->len; i++) ter_buf_append(out, list->items[i].text, strlen(list->items[i].text) + 1);
}

static uint32_t number_of(const word_list *list, const char *text) {
    if (!*text) return list->first;
    const word *found = bsearch(&(word){text, 0}, list->items, list->len, sizeof *list->items, compare_pointers);
    return found ? found->number : list->first;
}

/* Numbers all items' words and gives the texts, in order of their numbers. */
static uint32_t number_words(ter_near_builder *b, ter_buf *texts) {
    word_list kinds = words_of(&b->kinds, 0), areas = words_of(&b->areas, (uint32_t)kinds.len);
    uint32_t count = (uint32_t)(kinds.len + areas.len);
    put_words(&kinds, texts);
    put_words(&areas, texts);
    qsort(kinds.items, kinds.len, sizeof(word), compare_pointers);
    qsort(areas.items, areas.len, sizeof(word), compare_pointers);
    for (size_t i = 0; i < b->items.len; i++) {
        gathered *one = &b->items.items[i];
        one->item.kind = number_of(&kinds, one->kind);
        one->item.area = number_of(&areas, one->area);
    }
    free(kinds.items);
    free(areas.items);
    return count;
}

/* ---- layout ---- */

static uint64_t pages_of(uint64_t bytes) {
    return (bytes + NEAR_PAGE - 1) / NEAR_PAGE;
}

static near_section section_after(near_section before, uint64_t size) {
    return (near_section){before.offset + pages_of(before.size) * NEAR_PAGE, size};
}

static void lay_levels(near_header *h) {
    uint64_t below = h->item_count;
    while (below > 0 && (h->level_count == 0 || below > 1)) {
        uint64_t nodes = (below + NEAR_FAN - 1) / NEAR_FAN;
        h->level_begin[h->level_count++] = h->node_count;
        h->node_count += nodes;
        below = nodes;
    }
}

static near_header lay_out(const ter_near_builder *b, size_t words_size, const char *stamp) {
    near_header h = {.version = NEAR_VERSION, .byte_order = near_byte_order, .item_count = b->items.len};
    memcpy(h.magic, near_magic, sizeof h.magic);
    strncpy(h.stamp, stamp, sizeof h.stamp - 1);
    ter_bbox e = b->extent;
    if (b->items.len > 0) h.least_lat_deg = e.min_lat > 0 ? e.min_lat : e.max_lat < 0 ? e.max_lat : 0;
    lay_levels(&h);
    uint64_t sizes[] = {h.node_count * sizeof(near_node), h.item_count * sizeof(near_item), words_size, b->texts.len,
                        b->shapes.len};
    near_section *sections[] = {&h.nodes, &h.items, &h.words, &h.texts, &h.shapes};
    uint64_t hashed = 0;
    for (int i = 0; i < 5; i++) hashed += pages_of(sizes[i]);
    h.hashes = (near_section){NEAR_PAGE, hashed * 8 + 8};
    near_section before = h.hashes;
    for (int i = 0; i < 5; i++) before = *sections[i] = section_after(before, sizes[i]);
    h.file_size = section_after(before, 0).offset;
    return h;
}

/* ---- filling ---- */

static void fill_items(const ter_near_builder *b, const sorting *order, const near_header *h, unsigned char *file) {
    near_item *items = (near_item *)(void *)(file + h->items.offset);
    uint64_t text = 0, shape = 0;
    for (size_t i = 0; i < b->items.len; i++) {
        const gathered *from = order[i].one;
        items[i] = from->item;
        memcpy(file + h->texts.offset + text, b->texts.ptr + from->item.text, from->text_size);
        items[i].text = text;
        text += from->text_size;
        if (from->shape_size == 0) continue;
        memcpy(file + h->shapes.offset + shape, b->shapes.ptr + from->item.shape, from->shape_size);
        items[i].shape = shape;
        shape += from->shape_size;
    }
}

static void widen(near_node *node, const near_node *by) {
    for (int i = 0; i < 3; i++) {
        node->box.min[i] = fminf(node->box.min[i], by->box.min[i]);
        node->box.max[i] = fmaxf(node->box.max[i], by->box.max[i]);
    }
    node->kinds |= by->kinds;
    node->states |= by->states;
}

static near_node node_of_item(const near_item *i) {
    uint32_t kind = i->kind < 31 ? i->kind : 31;
    return (near_node){i->box, UINT32_C(1) << kind, TER_NEAR_STATE(i->state, i->basis)};
}

static void fill_nodes(const near_header *h, unsigned char *file) {
    static const near_node nothing = {{{2, 2, 2}, {-2, -2, -2}}, 0, 0};
    near_node *nodes = (near_node *)(void *)(file + h->nodes.offset);
    const near_item *items = (const near_item *)(void *)(file + h->items.offset);
    for (uint64_t n = 0; n < h->node_count; n++) nodes[n] = nothing;
    for (uint64_t i = 0; i < h->item_count; i++) {
        near_node one = node_of_item(&items[i]);
        widen(&nodes[i / NEAR_FAN], &one);
    }
    for (uint64_t level = 1; level < h->level_count; level++) {
        uint64_t below = h->level_begin[level - 1], begin = h->level_begin[level];
        for (uint64_t n = below; n < begin; n++) widen(&nodes[begin + (n - below) / NEAR_FAN], &nodes[n]);
    }
}

static void fill_hashes(const near_header *h, unsigned char *file) {
    unsigned char *at = file + h->hashes.offset;
    for (uint64_t page = h->nodes.offset; page < h->file_size; page += NEAR_PAGE, at += 8) {
        uint64_t hash = near_hash(file + page, NEAR_PAGE);
        memcpy(at, &hash, 8);
    }
    uint64_t hash = near_hash(file + h->hashes.offset, h->hashes.size - 8);
    memcpy(at, &hash, 8);
}

static void fill(ter_near_builder *b, near_header *h, ter_str words, unsigned char *file) {
    sorting *order = in_order(b);
    fill_items(b, order, h, file);
    free(order);
    memcpy(file + h->words.offset, words.ptr, words.len);
    fill_nodes(h, file);
    fill_hashes(h, file);
    h->hash = near_hash(h, offsetof(near_header, hash));
    memcpy(file, h, sizeof *h);
}

/* ---- the file ---- */

/* The room is taken first: in a mapping, a full disk would be a signal. */
static int write_file(ter_near_builder *b, near_header *h, ter_str words) {
    if (ftruncate(b->file, 0) != 0) return errno;
    int reason = posix_fallocate(b->file, 0, (off_t)h->file_size);
    if (reason != 0) return reason;
    void *map = mmap(NULL, h->file_size, PROT_READ | PROT_WRITE, MAP_SHARED, b->file, 0);
    if (map == MAP_FAILED) return errno;
    fill(b, h, words, map);
    if (munmap(map, h->file_size) != 0) return errno;
    return rename(b->temporary, b->path) == 0 ? 0 : errno;
}

ter_status ter_near_builder_write(ter_near_builder *b, const char *stamp, ter_error *err) {
    ter_buf words = {0};
    uint32_t word_count = number_words(b, &words);
    near_header h = lay_out(b, words.len, stamp);
    h.word_count = word_count;
    int reason = write_file(b, &h, (ter_str){words.ptr, words.len});
    close_file(b, reason == 0);
    ter_buf_release(&words);
    if (!reason) return TER_OK;
    return ter_error_set(err, TER_IO, "cannot write %s: %s", b->path, strerror(reason));
}
