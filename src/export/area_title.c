/* A title from the areas of documents. */
#include "export/area_title.h"

#include "areas/area_mentions.h"
#include "base/memory.h"
#include "registry/read/outside.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAMED = 3 };

typedef struct issuer {
    char *name;     /* 河北省保定市清苑区 */
    ter_area_id id; /* TER_AREA_NONE: no area of China, or several */
} issuer;

typedef TER_ARRAY(issuer) issuer_list;

static void keep(const char *area, void *context) {
    ter_area_mention m;
    bool known = ter_area_parse(ter_str_from(area), &m) && m.count == 1;
    issuer one = {ter_strdup(area), known ? m.areas[0] : TER_AREA_NONE};
    ter_array_push((issuer_list *)context, one);
}

/* The innermost area around all; TER_AREA_NONE when there is none, or one is not known. */
static ter_area_id common(const issuer_list *list) {
    ter_area_id around = list->items[0].id;
    for (size_t i = 1; i < list->len && around != TER_AREA_NONE; i++)
        while (around != TER_AREA_NONE &&
               (list->items[i].id == TER_AREA_NONE || !ter_area_within(list->items[i].id, around)))
            around = ter_area_parent(around);
    return around;
}

static void put_own_name(const issuer *one, ter_buf *out) {
    if (one->id == TER_AREA_NONE) ter_buf_puts(out, one->name);
    else ter_buf_put_str(out, ter_area_name(one->id));
}

static void put_title(const issuer_list *list, ter_buf *out) {
    if (list->len == 0) return;
    ter_area_id around = common(list);
    for (size_t i = 0; list->len <= MOST_NAMED && i < list->len; i++) {
        if (i) ter_buf_puts(out, "、");
        put_own_name(&list->items[i], out);
    }
    if (list->len <= MOST_NAMED) return;
    if (around != TER_AREA_NONE) {
        ter_buf_put_str(out, ter_area_name(around));
        return;
    }
    put_own_name(&list->items[0], out);
    ter_buf_printf(out, "等 %zu 地", list->len);
}

ter_status ter_export_area_title(struct ter_registry *r, ter_buf *out, ter_error *err) {
    issuer_list list = {0};
    ter_status status = ter_registry_each_authority(r, keep, &list, err);
    if (status == TER_OK) put_title(&list, out);
    for (size_t i = 0; i < list.len; i++) free(list.items[i].name);
    ter_array_release(&list);
    return status;
}
