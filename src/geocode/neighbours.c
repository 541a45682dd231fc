/* Choosing between namesakes by the places that the text names with them. */
#include "geocode/neighbours.h"

#include "geo/distance.h"

#include <math.h>
#include <stdlib.h>

/* Documents of a district name places all over it: of places tried in place of the true one in the same district every
 * second one lay nearer to the rest of five documents, however much nearer was asked for; of those 20 to 60 km away one
 * in 650 passed these limits. So neighbours distinguish towns, not quarters. */
static const double near_m = 15000, times_nearer = 3;
static const double far_m = 20000; /* no namesake and no guess is meant so far from all else */
enum { MOST_EQUALS = 64 };

typedef struct weighed {
    double distance_m, weight;
} weighed;

static int compare_weighed(const void *pa, const void *pb) {
    const weighed *a = pa, *b = pb;
    if (a->distance_m != b->distance_m) return a->distance_m < b->distance_m ? -1 : 1;
    return (a->weight > b->weight) - (a->weight < b->weight);
}

/* Half of the weight lies nearer, half farther; it does not depend on the order. */
static double median_m(weighed *list, size_t count) {
    double all = 0, so_far = 0;
    if (count > 1) qsort(list, count, sizeof *list, compare_weighed);
    for (size_t i = 0; i < count; i++) all += list[i].weight;
    for (size_t i = 0; i < count; i++) {
        so_far += list[i].weight;
        if (so_far >= all / 2) return list[i].distance_m;
    }
    return INFINITY;
}

static double greatest_weight(const ter_geocode_query *q) {
    double most = 0;
    for (size_t i = 0; i < q->near_count; i++) most = fmax(most, q->near[i].weight);
    return most;
}

typedef struct distances {
    double median_m, least_m;
} distances;

/* How far a candidate lies from what is near and weighs `least` or more. */
static ter_status measure(const ter_geocode_query *q, double least, const ter_candidate *c, distances *out,
                          ter_error *err) {
    ter_geometry g = {0};
    ter_status status = ter_candidate_geometry(c, &g, err);
    if (status != TER_OK) return status;
    weighed *list = ter_alloc((q->near_count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < q->near_count; i++) {
        const ter_geocode_near *n = &q->near[i];
        if (n->weight >= least && n->weight > 0)
            list[count++] = (weighed){ter_geometry_distance_m(&g, n->at, NULL), n->weight};
    }
    out->median_m = median_m(list, count);
    out->least_m = count > 0 ? list[0].distance_m : INFINITY;
    free(list);
    ter_geometry_release(&g);
    return TER_OK;
}

/* The one that is near where all that lie apart from it are far; `count` when there is none. */
static size_t clearly_nearer(const ter_candidate_list *list, const distances *away, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (away[i].median_m < away[best].median_m) best = i;
    if (!(away[best].median_m <= near_m)) return count;
    for (size_t i = 0; i < count; i++)
        if (ter_candidates_differ(&list->items[i], &list->items[best]) &&
            (away[i].least_m <= far_m || away[i].median_m <= times_nearer * away[best].median_m))
            return count;
    return best;
}

static void bring_to_front(ter_candidate_list *list, size_t at) {
    ter_candidate c = list->items[at];
    for (; at > 0; at--) list->items[at] = list->items[at - 1];
    list->items[0] = c;
}

ter_status ter_neighbours_settle(const ter_geocode_query *query, ter_candidate_list *list, bool *settled,
                                 ter_error *err) {
    size_t count = 0;
    *settled = false;
    while (count < list->len && !list->items[count].against &&
           ter_candidates_equal(&list->items[0], &list->items[count]))
        count++;
    double most = greatest_weight(query);
    distances away[MOST_EQUALS];
    if (most <= 0 || count < 2 || count > MOST_EQUALS) return TER_OK;
    for (int step = 0; step < 2 && !*settled; step++) {
        for (size_t i = 0; i < count; i++) {
            ter_status status = measure(query, step == 0 ? most : 0, &list->items[i], &away[i], err);
            if (status != TER_OK) return status;
        }
        size_t best = clearly_nearer(list, away, count);
        *settled = best < count;
        if (*settled) bring_to_front(list, best);
    }
    return TER_OK;
}

static ter_status lies_far(const ter_geocode_query *q, const ter_candidate *c, bool *out, ter_error *err) {
    ter_geometry g = {0};
    ter_status status = ter_candidate_geometry(c, &g, err);
    *out = status == TER_OK;
    for (size_t i = 0; i < q->near_count && *out; i++) *out = ter_geometry_distance_m(&g, q->near[i].at, NULL) > far_m;
    ter_geometry_release(&g);
    return status;
}

ter_status ter_neighbours_refuse(const ter_geocode_query *query, ter_candidate_list *list, ter_error *err) {
    bool any = false;
    for (size_t i = 0; i < list->len && query->near_count > 0; i++) {
        ter_candidate *c = &list->items[i];
        bool far = false;
        if (c->against || c->match != TER_MATCH_NGRAM) continue;
        ter_status status = lies_far(query, c, &far, err);
        if (status != TER_OK) return status;
        if (!far) continue;
        c->against = "lies far from all else that is named with it";
        c->score = 0;
        any = true;
    }
    if (any) ter_candidates_sort(list);
    return TER_OK;
}
