/* Joining: which namings are of one facility. Computed each time for all namings that a change may reach, from
 * what is in the registry and nothing else, so that the order of ingest leaves no trace.
 *
 * Namings meet by keys. Its own keys are a naming's toponym and its very name (with kind and area); its other keys are
 * what rules and the gazetteer let its name be written as. In this order, and each only among what the step before
 * left: the same toponym; the same own name, unless several toponyms have it; a document says that the one name stands
 * for the other; an own name that is another key of exactly one other group. Groups of the last two steps that would
 * hold two toponyms are not joined at all: the gazetteer knows better. A group of doubtful namings only takes no part
 * in these two: no doubtful name changes what others are joined to. */
#include "registry/ingest/join.h"

#include "registry/ingest/naming.h"
#include "registry/sql/naming.sql.h"

#include <stdlib.h>
#include <string.h>

typedef enum form { FORM_FULL, FORM_SHORT, FORM_FORMER } form;
typedef enum rule { RULE_NONE, RULE_TOPONYM, RULE_NAME, RULE_DEFINITION, RULE_SHORT_FORM } rule;

typedef struct item {
    long long id;
    char *toponym, *toponym_id, *name_id, *facility; /* "" when there is none */
    size_t parent;                                   /* of the groups' forest: the smaller index is the root */
    form form;
    rule rule;
    bool doubtful; /* of a root: all of its group are */
} item;

typedef struct key {
    char *text;
    size_t item;
    bool own;
} key;

typedef struct edge {
    size_t shorter, longer; /* any items of the groups */
    size_t key;             /* first of the keys by which the shorter is named */
    form form;
} edge;

typedef TER_ARRAY(edge) edges;

typedef struct joining {
    ter_put *p;
    TER_ARRAY(item) items; /* by id */
    TER_ARRAY(key) keys;   /* by text, own first, then by item */
} joining;

/* ---- gathering ---- */

static int compare_ids(const void *a, const void *b) {
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

static bool insert_id(ter_key_list *list, long long id) {
    size_t low = 0, high = list->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle] < id) low = middle + 1;
        else high = middle;
    }
    if (low < list->len && list->items[low] == id) return false;
    ter_array_push(list, id);
    memmove(list->items + low + 1, list->items + low, (list->len - 1 - low) * sizeof id);
    list->items[low] = id;
    return true;
}

/* All that the changed ones can reach. */
static ter_status reach(ter_put *p, ter_key_list *seen) {
    ter_key_list queue = {0}, met = {0};
    ter_status status = TER_OK;
    for (size_t i = 0; i < p->changed.len; i++)
        if (insert_id(seen, p->changed.items[i])) ter_array_push(&queue, p->changed.items[i]);
    while (queue.len && status == TER_OK) {
        met.len = 0;
        status = ter_naming_neighbours(p->s, queue.items[--queue.len], &met, p->err);
        for (size_t i = 0; i < met.len; i++)
            if (insert_id(seen, met.items[i])) ter_array_push(&queue, met.items[i]);
    }
    ter_array_release(&queue);
    ter_array_release(&met);
    return status;
}

static ter_status load_item(joining *j, long long id) {
    ter_query q = ter_store_query(j->p->s, ter_sql_join_naming, "i", id);
    bool there = ter_query_next(&q);
    if (there) {
        item x = {.id = id,
                  .toponym = ter_strdup(ter_query_text(&q, COL_JOIN_NAMING_TOPONYM)),
                  .toponym_id = ter_strdup(ter_query_text(&q, COL_JOIN_NAMING_TOPONYM_ID)),
                  .name_id = ter_strdup(ter_query_text(&q, COL_JOIN_NAMING_NAME_ID)),
                  .facility = ter_strdup(ter_query_text(&q, COL_JOIN_NAMING_FACILITY)),
                  .parent = j->items.len,
                  .doubtful = ter_query_int(&q, COL_JOIN_NAMING_DOUBTFUL) != 0};
        ter_array_push(&j->items, x);
    }
    ter_status status = ter_query_end(&q, j->p->err);
    if (status != TER_OK || !there) return status;
    q = ter_store_query(j->p->s, ter_sql_join_keys, "i", id);
    while (ter_query_next(&q)) {
        key k = {ter_strdup(ter_query_text(&q, COL_JOIN_KEYS_KEY)), j->items.len - 1,
                 ter_query_int(&q, COL_JOIN_KEYS_OWN) != 0};
        ter_array_push(&j->keys, k);
    }
    return ter_query_end(&q, j->p->err);
}

static int compare_keys(const void *a, const void *b) {
    const key *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order) return order;
    if (x->own != y->own) return x->own ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static void joining_release(joining *j) {
    for (size_t i = 0; i < j->items.len; i++) {
        item *x = &j->items.items[i];
        free(x->toponym), free(x->toponym_id), free(x->name_id), free(x->facility);
    }
    for (size_t i = 0; i < j->keys.len; i++) free(j->keys.items[i].text);
    ter_array_release(&j->items);
    ter_array_release(&j->keys);
}

/* ---- groups ---- */

static size_t root_of(const size_t *parents, size_t stride, size_t i) {
    const char *base = (const char *)parents;
    for (;;) {
        size_t up = *(const size_t *)(base + i * stride);
        if (up == i) return i;
        i = up;
    }
}

static size_t group_of(const joining *j, size_t i) {
    return root_of(&j->items.items[0].parent, sizeof(item), i);
}

static void unite(joining *j, size_t a, size_t b) {
    a = group_of(j, a), b = group_of(j, b);
    if (a < b) j->items.items[b].parent = a;
    else j->items.items[a].parent = b;
    /* A root's toponym is its group's. */
    item *low = &j->items.items[a < b ? a : b], *high = &j->items.items[a < b ? b : a];
    low->doubtful = low->doubtful && high->doubtful;
    if (!*low->toponym && *high->toponym) {
        char *none = low->toponym, *none_id = low->toponym_id;
        low->toponym = ter_strdup(high->toponym), low->toponym_id = ter_strdup(high->toponym_id);
        free(none), free(none_id);
    }
}

static size_t run_end(const joining *j, size_t from, bool own_only) {
    size_t end = from;
    while (end < j->keys.len && strcmp(j->keys.items[end].text, j->keys.items[from].text) == 0 &&
           (!own_only || j->keys.items[end].own))
        end++;
    return end;
}

static void unite_run(joining *j, size_t from, size_t end, rule why) {
    for (size_t i = from; i < end; i++) {
        item *x = &j->items.items[j->keys.items[i].item];
        if (end - from > 1 && x->rule == RULE_NONE) x->rule = why;
        unite(j, j->keys.items[from].item, j->keys.items[i].item);
    }
}

/* Of several toponyms of one name, none is taken for what has no place: the located stay apart, the others together. */
static void unite_named(joining *j, size_t from, size_t end) {
    const char *toponym = "";
    bool several = false;
    size_t first = end;
    for (size_t i = from; i < end; i++) {
        const char *own = j->items.items[group_of(j, j->keys.items[i].item)].toponym;
        if (*own && *toponym && strcmp(own, toponym) != 0) several = true;
        if (*own) toponym = own;
    }
    if (!several) {
        unite_run(j, from, end, RULE_NAME);
        return;
    }
    for (size_t i = from; i < end; i++) {
        size_t at = j->keys.items[i].item;
        if (*j->items.items[group_of(j, at)].toponym) continue;
        if (first == end) first = at;
        unite(j, first, at);
    }
}

static void unite_own(joining *j, bool toponyms) {
    for (size_t from = 0, end; from < j->keys.len; from = run_end(j, from, false)) {
        if ((strncmp(j->keys.items[from].text, "toponym|", 8) == 0) != toponyms) continue;
        end = run_end(j, from, true);
        if (toponyms) unite_run(j, from, end, RULE_TOPONYM);
        else unite_named(j, from, end);
    }
}

/* ---- edges between groups ---- */

static bool is_doubtful(const joining *j, size_t key) {
    return j->items.items[group_of(j, j->keys.items[key].item)].doubtful;
}

/* Joins along the edges, but for those of clusters that would hold two toponyms. */
static void unite_edges(joining *j, const edges *list, rule why) {
    size_t count = j->items.len;
    size_t *parents = ter_alloc(count * sizeof *parents);
    const char **toponyms = ter_alloc(count * sizeof *toponyms);
    bool *torn = ter_alloc(count * sizeof *torn);
    for (size_t i = 0; i < count; i++) parents[i] = group_of(j, i);
    for (size_t i = 0; i < list->len; i++) {
        size_t a = root_of(parents, sizeof *parents, list->items[i].shorter);
        size_t b = root_of(parents, sizeof *parents, list->items[i].longer);
        if (a < b) parents[b] = a;
        else parents[a] = b;
    }
    for (size_t i = 0; i < count; i++) {
        const char *own = j->items.items[group_of(j, i)].toponym;
        size_t root = root_of(parents, sizeof *parents, i);
        if (!*own) continue;
        if (toponyms[root] && strcmp(toponyms[root], own) != 0) torn[root] = true;
        toponyms[root] = own;
    }
    bool *kept = ter_alloc(list->len * sizeof *kept);
    for (size_t i = 0; i < list->len; i++) kept[i] = !torn[root_of(parents, sizeof *parents, list->items[i].shorter)];
    for (size_t i = 0; i < list->len; i++) {
        const edge *e = &list->items[i];
        if (!kept[i]) continue;
        unite(j, e->shorter, e->longer);
        for (size_t k = e->key, end = run_end(j, e->key, true); k < end; k++) {
            item *x = &j->items.items[j->keys.items[k].item];
            if (x->form == FORM_FULL) x->form = e->form, x->rule = why;
        }
    }
    free(parents), free(toponyms), free(torn), free(kept);
}

/* The run of a key, when one group owns it. */
static bool owned_run(const joining *j, const char *text, size_t *from) {
    size_t low = 0, high = j->keys.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(j->keys.items[middle].text, text) < 0) low = middle + 1;
        else high = middle;
    }
    if (low == j->keys.len || strcmp(j->keys.items[low].text, text) != 0 || !j->keys.items[low].own) return false;
    *from = low;
    for (size_t i = low, end = run_end(j, low, true); i < end; i++)
        if (group_of(j, j->keys.items[i].item) != group_of(j, j->keys.items[low].item)) return false;
    return true;
}

/* A name that stands for several is none of them. */
static void leave_out_ambiguous(const joining *j, edges *list) {
    size_t kept = 0;
    bool *several = ter_alloc(list->len * sizeof *several);
    for (size_t i = 0; i < list->len; i++)
        for (size_t k = 0; k < list->len; k++)
            if (list->items[i].key == list->items[k].key &&
                group_of(j, list->items[i].longer) != group_of(j, list->items[k].longer))
                several[i] = true;
    for (size_t i = 0; i < list->len; i++)
        if (!several[i]) list->items[kept++] = list->items[i];
    list->len = kept;
    free(several);
}

static ter_status unite_defined(joining *j) {
    edges list = {0};
    ter_status status = TER_OK;
    for (size_t from = 0; from < j->keys.len && status == TER_OK; from = run_end(j, from, false)) {
        const key *k = &j->keys.items[from];
        size_t mine, other;
        if (!owned_run(j, k->text, &mine) || is_doubtful(j, mine)) continue;
        ter_query q = ter_store_query(j->p->s, ter_sql_join_definitions, "s", k->text);
        while (ter_query_next(&q)) {
            if (!owned_run(j, ter_query_text(&q, COL_JOIN_DEFINITIONS_OTHER_KEY), &other) || other == mine ||
                is_doubtful(j, other))
                continue;
            form f = strcmp(ter_query_text(&q, COL_JOIN_DEFINITIONS_TYPE), "former") == 0 ? FORM_FORMER : FORM_SHORT;
            edge e = {j->keys.items[other].item, k->item, other, f};
            ter_array_push(&list, e);
        }
        status = ter_query_end(&q, j->p->err);
    }
    leave_out_ambiguous(j, &list);
    if (status == TER_OK) unite_edges(j, &list, RULE_DEFINITION);
    ter_array_release(&list);
    return status;
}

/* The one group besides its owner's that a key may be the name of; false when there is none or several. */
static bool one_longer(const joining *j, size_t from, size_t *longer) {
    size_t owner = group_of(j, j->keys.items[from].item), count = 0, group = 0;
    for (size_t i = run_end(j, from, true), end = run_end(j, from, false); i < end; i++) {
        size_t at = group_of(j, j->keys.items[i].item);
        if (at == owner || (count && at == group) || j->items.items[at].doubtful) continue;
        group = at;
        count++;
        *longer = j->keys.items[i].item;
    }
    return count == 1;
}

static void unite_short_forms(joining *j) {
    edges list = {0};
    for (size_t from = 0; from < j->keys.len; from = run_end(j, from, false)) {
        size_t mine, longer;
        if (!owned_run(j, j->keys.items[from].text, &mine) || is_doubtful(j, mine) || !one_longer(j, mine, &longer))
            continue;
        size_t a = group_of(j, j->keys.items[mine].item), b = group_of(j, longer);
        if (*j->items.items[a].toponym && *j->items.items[b].toponym) continue;
        edge e = {j->keys.items[mine].item, longer, mine, FORM_SHORT};
        ter_array_push(&list, e);
    }
    unite_edges(j, &list, RULE_SHORT_FORM);
    ter_array_release(&list);
}

/* ---- facilities ---- */

/* When a naming is first met in the documents' own time. */
static ter_status first_seen(ter_put *p, long long naming, ter_buf *out) {
    ter_query q = ter_store_query(p->s, ter_sql_join_first_seen, "i", naming);
    ter_buf_clear(out);
    if (ter_query_next(&q))
        ter_buf_printf(out, "%-10s %s %09lld", ter_query_text(&q, COL_JOIN_FIRST_SEEN_PUBLISHED_ON),
                       ter_query_text(&q, COL_JOIN_FIRST_SEEN_SHA256), ter_query_int(&q, COL_JOIN_FIRST_SEEN_NUMBER));
    return ter_query_end(&q, p->err);
}

/* The id of a group, by its root: its toponym's, else the one by the name that was seen first. Borrowed. */
static ter_status group_id(joining *j, size_t root, const char **id) {
    *id = j->items.items[root].toponym_id;
    if (**id) return TER_OK;
    ter_buf best = {0}, seen = {0};
    ter_status status = TER_OK;
    const char *last = NULL;
    bool one_name = true;
    for (size_t i = root; i < j->items.len; i++) {
        if (group_of(j, i) != root) continue;
        if (last && strcmp(last, j->items.items[i].name_id) != 0) one_name = false;
        last = j->items.items[i].name_id;
    }
    *id = last;
    for (size_t i = root; i < j->items.len && !one_name && status == TER_OK; i++) {
        if (group_of(j, i) != root) continue;
        status = first_seen(j->p, j->items.items[i].id, &seen);
        if (best.len && strcmp(seen.ptr, best.ptr) >= 0) continue;
        ter_buf_clear(&best);
        ter_buf_append(&best, seen.ptr, seen.len);
        *id = j->items.items[i].name_id;
    }
    ter_buf_release(&best);
    ter_buf_release(&seen);
    return status;
}

static ter_status assign(joining *j, const item *x, const char *facility, const char *toponym) {
    static const char *const forms[] = {"full", "short", "former"};
    static const char *const rules[] = {"none", "toponym", "name", "definition", "short form"};
    ter_put *p = j->p;
    if (*x->facility) ter_put_touch(p, x->facility);
    ter_put_touch(p, facility);
    ter_status status =
        ter_store_run(p->s, p->err, ter_sql_join_facility_insert, "facility:s naming:i", facility, x->id);
    if (status == TER_OK)
        status = ter_store_run(p->s, p->err, ter_sql_join_facility_toponym, "facility:s toponym:s", facility,
                               ter_or_null(toponym));
    if (status == TER_OK)
        status = ter_store_run(p->s, p->err, ter_sql_join_naming_update, "naming:i facility:s form:s rule:s", x->id,
                               facility, forms[x->form], rules[x->rule]);
    return status; /* its mentions follow in apply_decisions.c */
}

static ter_status assign_all(joining *j) {
    ter_status status = TER_OK;
    const char **ids = ter_alloc(j->items.len * sizeof *ids);
    for (size_t i = 0; i < j->items.len && status == TER_OK; i++) {
        size_t root = group_of(j, i); /* never after its members */
        if (root == i) status = group_id(j, root, &ids[i]);
        if (status == TER_OK) status = assign(j, &j->items.items[i], ids[root], j->items.items[root].toponym);
    }
    free(ids);
    return status;
}

ter_status ter_join(ter_put *p) {
    joining j = {.p = p};
    ter_key_list reached = {0};
    if (p->changed.len > 1) qsort(p->changed.items, p->changed.len, sizeof *p->changed.items, compare_ids);
    ter_status status = reach(p, &reached);
    for (size_t i = 0; i < reached.len && status == TER_OK; i++) status = load_item(&j, reached.items[i]);
    if (j.keys.len > 1) qsort(j.keys.items, j.keys.len, sizeof *j.keys.items, compare_keys);
    if (status == TER_OK && j.items.len) {
        unite_own(&j, true);
        unite_own(&j, false);
        status = unite_defined(&j);
        if (status == TER_OK) unite_short_forms(&j);
        if (status == TER_OK) status = assign_all(&j);
    }
    joining_release(&j);
    ter_array_release(&reached);
    return status;
}
