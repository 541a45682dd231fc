/* Which gazetteers are missing, as people read it. */
#include "cli/output/shopping_list.h"

#include "registry/read/outside.h"
#include "text/width.h"

#include <stdlib.h>
#include <string.h>

enum { AREA_WIDTH = 28 };

static void print_area(const char *what, const char *area, FILE *to) {
    size_t width = ter_text_width(ter_str_from(area));
    fprintf(to, "  %s%s%*s", what, area, width < AREA_WIDTH ? (int)(AREA_WIDTH - width) : 1, "");
}

/* ---- of rows ---- */

static ter_shopping_item *item_of(ter_shopping_list *list, const char *area, bool outside) {
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].outside == outside && strcmp(list->items[i].area, area) == 0) return &list->items[i];
    ter_shopping_item one = {.area = ter_strdup(area), .outside = outside};
    ter_array_push(list, one);
    return &list->items[list->len - 1];
}

void ter_shopping_list_add(ter_shopping_list *list, const ter_registry_feature *row) {
    bool outside = *row->needs != 0;
    ter_shopping_item *item = item_of(list, outside ? row->needs : row->area, outside);
    if (item->last && strcmp(item->last, row->facility_id) == 0) return;
    free(item->last);
    item->last = ter_strdup(row->facility_id);
    item->facilities++;
}

static int compare_items(const void *a, const void *b) {
    const ter_shopping_item *x = a, *y = b;
    if (x->outside != y->outside) return x->outside ? -1 : 1;
    if (x->facilities != y->facilities) return x->facilities > y->facilities ? -1 : 1;
    return strcmp(x->area, y->area);
}

void ter_shopping_list_print(ter_shopping_list *list, FILE *to) {
    if (!list->len) return;
    qsort(list->items, list->len, sizeof *list->items, compare_items);
    fprintf(to, "\nwhat would place them (terrier gazetteer build)\n");
    for (size_t i = 0; i < list->len; i++) {
        const ter_shopping_item *item = &list->items[i];
        const char *area = *item->area ? item->area : "an area that no document states";
        print_area(item->outside ? "a gazetteer of         " : "a fuller gazetteer of  ", area, to);
        fprintf(to, "up to %5zu\n", item->facilities);
    }
}

void ter_shopping_list_release(ter_shopping_list *list) {
    for (size_t i = 0; i < list->len; i++) free(list->items[i].area), free(list->items[i].last);
    ter_array_release(list);
}

/* ---- of a registry ---- */

typedef struct outside {
    FILE *to;
    size_t most, rows, documents, facilities;
    bool counting;
} outside;

static void take_row(const ter_registry_outside *row, void *context) {
    outside *o = context;
    o->rows++;
    if (o->counting) {
        o->documents += row->documents;
        o->facilities += row->facilities;
    } else if (o->rows <= o->most) {
        print_area("a gazetteer of  ", row->area, o->to);
        fprintf(o->to, "would place up to %5zu\n", row->facilities);
    }
}

ter_status ter_outside_print(struct ter_registry *r, size_t most, FILE *to, ter_error *err) {
    outside o = {.to = to, .most = most, .counting = true};
    ter_status status = ter_registry_each_outside(r, take_row, &o, err);
    if (status != TER_OK || !o.rows) return status;
    const char *lie = o.documents == 1 ? "document lies" : "documents lie";
    if (o.documents) fprintf(to, "\n%zu %s outside what the gazetteers cover; ", o.documents, lie);
    else fprintf(to, "\nthe text says of some that they are outside what the gazetteers cover; ");
    fprintf(to, "facilities not placed for that: %zu\n", o.facilities);
    o.rows = 0, o.counting = false;
    status = ter_registry_each_outside(r, take_row, &o, err);
    if (o.rows > most) fprintf(to, "  and %zu more: terrier list --missing\n", o.rows - most);
    return status;
}
