/* Best first (Hjaltason and Samet, "Distance browsing in spatial databases", ACM TODS 24(2), 1999): a queue of nodes
 * and things by the least distance they can have. A node taken from it gives its children, a thing with a bound gives
 * its exact distance, and a thing with an exact distance is the next answer. */
#include "base/memory.h"
#include "geo/distance.h"
#include "geo/geodesic.h"
#include "near/near_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What an entry of the queue is. A higher one goes first at the same distance, so that answers come after all that
 * could be as near. */
enum { EXACT, BOUND, NODE /* + level */ };

typedef struct entry {
    double least_m;
    uint32_t which; /* node or item */
    uint32_t what;
    size_t nearest; /* of an exact one: where in `nearest` */
} entry;

struct ter_near_walk {
    const ter_near_index *index;
    ter_origin from;
    double direction[3];
    double radius_m, least_radius_m;
    ter_near_filter filter;
    uint32_t kinds;        /* bits of a node's */
    bool *kind_allowed;    /* by word; NULL: any */
    uint64_t area;         /* word; word_count: any */
    TER_ARRAY(entry) heap; /* binary, the next on top */
    TER_ARRAY(ter_position) nearest;
    bool damaged;
};

/* ---- what is wanted ---- */

static uint32_t kind_bit(uint64_t kind) {
    return UINT32_C(1) << (kind < 31 ? kind : 31);
}

static void allow_kinds(ter_near_walk *w, const char *const *kinds) {
    uint64_t count = w->index->pages.header.word_count;
    w->kinds = 0;
    w->kind_allowed = ter_alloc(count + 1);
    for (; *kinds; kinds++) {
        uint64_t kind = near_index_find_word(w->index, *kinds);
        w->kind_allowed[kind] = true;
        if (kind < count) w->kinds |= kind_bit(kind);
    }
}

static bool year_allowed(const int *years, int first, int last) {
    if (!years) return true;
    for (; *years >= 0; years++)
        if (*years >= first && *years <= last) return true;
    return false;
}

static bool item_allowed(const ter_near_walk *w, const near_item *item) {
    uint64_t count = w->index->pages.header.word_count;
    if (item->kind >= count || item->state >= TER_STATE_COUNT || item->basis >= TER_BASIS_COUNT) return false;
    if (w->kind_allowed && !w->kind_allowed[item->kind]) return false;
    if (w->filter.states && !(w->filter.states & TER_NEAR_STATE(item->state, item->basis))) return false;
    if (w->filter.area && item->area != w->area) return false;
    return year_allowed(w->filter.years, item->period_from ? item->period_from : item->year, item->year);
}

static bool node_allowed(const ter_near_walk *w, const near_node *node) {
    return (node->kinds & w->kinds) && (!w->filter.states || (node->states & w->filter.states));
}

/* ---- the queue ---- */

static const char *entry_id(const ter_near_walk *w, const entry *e) {
    const near_item *item = near_index_items(w->index, e->which, 1);
    const char *id = item ? near_pages_text(&w->index->pages, w->index->pages.header.texts, item->text) : NULL;
    return id ? id : "";
}

static bool goes_before(const ter_near_walk *w, const entry *a, const entry *b) {
    if (a->least_m != b->least_m) return a->least_m < b->least_m;
    if (a->what != b->what) return a->what > b->what;
    return a->what == EXACT && strcmp(entry_id(w, a), entry_id(w, b)) < 0;
}

static void push(ter_near_walk *w, entry e) {
    if (!(e.least_m <= w->radius_m)) return;
    ter_array_push(&w->heap, e);
    size_t at = w->heap.len - 1;
    while (at > 0 && goes_before(w, &e, &w->heap.items[(at - 1) / 2])) {
        w->heap.items[at] = w->heap.items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    w->heap.items[at] = e;
}

static entry pop(ter_near_walk *w) {
    entry *heap = w->heap.items, top = heap[0], last = heap[--w->heap.len];
    size_t at = 0, count = w->heap.len;
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && goes_before(w, &heap[child + 1], &heap[child])) child++;
        if (!goes_before(w, &heap[child], &last)) break;
        heap[at] = heap[child];
    }
    if (count > 0) heap[at] = last;
    return top;
}

/* ---- opening nodes and measuring things ---- */

static double box_least_m(const ter_near_walk *w, const near_box *box) {
    double chord2 = 0;
    for (int i = 0; i < 3; i++) {
        double below = (double)box->min[i] - w->direction[i], above = w->direction[i] - (double)box->max[i];
        double off = below > above ? below : above;
        if (off > 0) chord2 += off * off;
    }
    return ter_chord_least_m(chord2, w->least_radius_m);
}

static bool is_point(const near_item *item) {
    return item->type == TER_GEOMETRY_POINT && item->shape == NEAR_NO_SHAPE;
}

static void open_leaf(ter_near_walk *w, uint64_t first, uint64_t end) {
    const near_item *items = near_index_items(w->index, first, end - first);
    w->damaged = w->damaged || !items;
    for (uint64_t i = 0; items && i < end - first; i++)
        if (item_allowed(w, &items[i]))
            push(w, (entry){box_least_m(w, &items[i].box), (uint32_t)(first + i), BOUND, 0});
}

static void open_nodes(ter_near_walk *w, uint64_t first, uint64_t count, uint64_t level) {
    const near_node *nodes = near_index_nodes(w->index, first, count);
    w->damaged = w->damaged || !nodes;
    for (uint64_t i = 0; nodes && i < count; i++)
        if (node_allowed(w, &nodes[i]))
            push(w, (entry){box_least_m(w, &nodes[i].box), (uint32_t)(first + i), (uint32_t)(NODE + level), 0});
}

static void open_node(ter_near_walk *w, const entry *e) {
    const near_header *h = &w->index->pages.header;
    uint64_t level = e->what - NODE, first = (e->which - h->level_begin[level]) * NEAR_FAN;
    uint64_t below = level == 0 ? h->item_count : h->level_begin[level] - h->level_begin[level - 1];
    uint64_t end = first + NEAR_FAN < below ? first + NEAR_FAN : below;
    if (level == 0) open_leaf(w, first, end);
    else open_nodes(w, h->level_begin[level - 1] + first, end - first, level - 1);
}

static double exact_m(ter_near_walk *w, uint64_t which, ter_position *nearest) {
    const near_item *item = near_index_items(w->index, which, 1);
    ter_geometry g;
    if (item && is_point(item)) {
        *nearest = (ter_position){item->lon_deg, item->lat_deg};
        return ter_geodesic_m(&w->from, *nearest);
    }
    if (!item || !near_index_geometry(w->index, item, &g)) {
        w->damaged = true;
        return INFINITY;
    }
    return ter_geometry_distance_m(&g, w->from.at, nearest);
}

/* ---- the walk ---- */

/* The latitude nearest to the equator that the question and the index can meet at; 0 when it lies between. */
static double least_lat_deg(double from, double index) {
    if (from > 0 && index > 0) return fmin(from, index);
    return from < 0 && index < 0 ? fmax(from, index) : 0;
}

ter_near_walk *ter_near_walk_new(const ter_near_index *index, ter_position from, double radius_m,
                                 const ter_near_filter *filter) {
    ter_near_walk *w = ter_alloc(sizeof *w);
    const near_header *h = &index->pages.header;
    w->index = index;
    ter_direction d = ter_direction_of(from);
    memcpy(w->direction, (double[]){d.x, d.y, d.z}, sizeof w->direction);
    w->from = ter_origin_at(from);
    w->radius_m = radius_m;
    w->least_radius_m = ter_least_radius_m(least_lat_deg(from.lat_deg, h->least_lat_deg));
    if (filter) w->filter = *filter;
    w->kinds = UINT32_MAX;
    if (w->filter.kinds) allow_kinds(w, w->filter.kinds);
    if (w->filter.area) w->area = near_index_find_word(index, w->filter.area);
    if (h->node_count > 0) open_nodes(w, h->node_count - 1, 1, h->level_count - 1);
    return w;
}

void ter_near_walk_free(ter_near_walk *w) {
    if (!w) return;
    ter_array_release(&w->heap);
    ter_array_release(&w->nearest);
    free(w->kind_allowed);
    free(w);
}

static bool fill(ter_near_walk *w, const entry *e, ter_near_found *out) {
    const near_item *item = near_index_items(w->index, e->which, 1);
    *out = (ter_near_found){.distance_m = e->least_m};
    if (!item || !near_index_texts(w->index, item, out)) return false;
    out->state = (ter_state)item->state;
    out->basis = (ter_basis)item->basis;
    out->year = item->year;
    out->period_from = item->period_from;
    out->precision = (ter_precision)item->precision;
    out->position = w->nearest.items[e->nearest];
    return true;
}

ter_status ter_near_walk_next(ter_near_walk *w, ter_near_found *out, bool *more, ter_error *err) {
    *more = false;
    while (w->heap.len > 0 && !w->damaged) {
        entry e = pop(w);
        if (e.what == EXACT) {
            *more = fill(w, &e, out);
            w->damaged = !*more || w->damaged;
            break;
        }
        if (e.what == BOUND) {
            ter_position nearest;
            double exact = exact_m(w, e.which, &nearest);
            ter_array_push(&w->nearest, nearest);
            push(w, (entry){exact, e.which, EXACT, w->nearest.len - 1});
        } else {
            open_node(w, &e);
        }
    }
    if (!w->damaged) return TER_OK;
    *more = false;
    return ter_error_set(err, TER_FORMAT, "the near index is damaged; build it again");
}
