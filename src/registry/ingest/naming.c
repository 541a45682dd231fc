/* Namings: what the documents of one area call something. A naming's row and keys follow from the mention alone, so
 * that they are the same whatever came before; who it is joined with is join.c's matter. */
#include "registry/ingest/naming.h"

#include "base/sha256.h"
#include "registry/sql/naming.sql.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static bool has_toponym(const ter_record_place *place) {
    return place->key && *place->key && place->match != TER_MATCH_NONE && place->match != TER_MATCH_JUNCTION &&
           place->match != TER_MATCH_AREA;
}

/* 东湖学校 with the part 北苑校区 may be located at a toponym of its own, 青岚市东湖学校北苑校区: that is a part of
 * what is named, and not it. Told by the toponym's name: the mention's, followed by what begins as the part does. */
static bool is_part_of_named(const ter_record_mention *m, const char *folded, const char *part_key) {
    ter_buf official = {0};
    ter_fold_key(ter_str_from(m->place.name), &official);
    const char *at = official.ptr && *folded && *part_key ? strstr(official.ptr, folded) : NULL;
    const char *rest = at ? at + strlen(folded) : "";
    uint32_t a = 0, b = 0;
    ter_utf8_next(rest, strlen(rest), &a);
    ter_utf8_next(part_key, strlen(part_key), &b);
    bool is = *rest && a == b;
    ter_buf_release(&official);
    return is;
}

/* The kind that an id begins with: the toponym's, when its key begins with one ("park-…"), else the mention's. Several
 * documents may call one toponym different kinds; its key does not change. */
static ter_str key_kind(const ter_record_mention *m) {
    size_t n = strspn(m->place.key, "abcdefghijklmnopqrstuvwxyz_");
    if (n > 0 && m->place.key[n] && strchr("-:/|", m->place.key[n])) return (ter_str){m->place.key, n};
    return ter_str_from(m->kind);
}

static char *make_id(ter_str kind, ter_str identity) {
    char hex[TER_SHA256_HEX_SIZE];
    ter_sha256_hex(identity, hex);
    ter_buf id = {0};
    ter_buf_put_str(&id, kind);
    ter_buf_printf(&id, "-%.12s", hex);
    return ter_buf_detach(&id);
}

static void put_name_key(const char *kind, const char *folded, const char *area, ter_buf *out) {
    ter_buf_printf(out, "name|%s|%s|%s", kind, folded, area);
}

/* A naming as it will stand in its row; `content` is what its id is made of. */
typedef struct draft {
    long long id;
    ter_buf folded, name_key, content;
    const char *area, *toponym;
    char *toponym_id, *name_id;
} draft;

static void draft_release(draft *d) {
    ter_buf_release(&d->folded);
    ter_buf_release(&d->name_key);
    ter_buf_release(&d->content);
    free(d->toponym_id);
    free(d->name_id);
}

static const char *document_area(const ter_record_document *d) {
    return ter_or_empty(d->identity ? d->identity : d->area);
}

static void draft_of(const ter_put *p, const ter_record_mention *m, draft *d) {
    ter_buf part = {0}, identity = {0};
    *d = (draft){.area = m->area ? m->area : document_area(p->doc)};
    ter_buf_puts(&d->folded, "");
    ter_fold_key(ter_str_from(m->name), &d->folded);
    put_name_key(m->kind, d->folded.ptr, d->area, &d->name_key);
    ter_buf_puts(&part, ter_or_empty(m->part_key));
    if (!m->part_key) ter_fold_key(ter_str_from(m->part), &part);
    d->name_id = m->known_id ? ter_strdup(m->known_id)
                             : make_id(ter_str_from(m->kind), (ter_str){d->name_key.ptr, d->name_key.len});
    if (m->known_id) {
        d->toponym = ter_or_null(m->known_toponym);
        d->toponym_id = d->toponym ? ter_strdup(m->known_id) : NULL;
    } else if (has_toponym(&m->place) && !is_part_of_named(m, d->folded.ptr, part.ptr)) {
        d->toponym = m->place.key;
        ter_buf_printf(&identity, "toponym|%s", d->toponym);
        d->toponym_id = make_id(key_kind(m), (ter_str){identity.ptr, identity.len});
    }
    ter_buf_printf(&d->content, "%s|%s", d->name_key.ptr, ter_or_empty(d->toponym));
    if (m->known_id) ter_buf_printf(&d->content, "|id|%s", m->known_id);
    for (size_t i = 0; (d->toponym || m->known_id) && i < m->place.name_count; i++)
        ter_buf_printf(&d->content, "|%d%s", (int)m->place.names[i].type, m->place.names[i].name);
    for (const char *const *v = m->variants; v && *v; v++) ter_buf_printf(&d->content, "|%s", *v);
    if (d->toponym) ter_buf_printf(&d->content, "|%s", ter_or_empty(m->place.name));
    d->id = ter_content_key((ter_str){d->content.ptr, d->content.len});
    ter_buf_release(&part);
    ter_buf_release(&identity);
}

static ter_status put_key(ter_put *p, const draft *d, const char *key, bool own) {
    return ter_store_run(p->s, p->err, ter_sql_naming_key_insert, "key:s naming:i own:I", key, d->id, (int)own);
}

static ter_status put_variant(ter_put *p, const ter_record_mention *m, const draft *d, const char *name) {
    ter_buf folded = {0}, key = {0};
    ter_fold_key(ter_str_from(name), &folded);
    if (folded.len) put_name_key(m->kind, folded.ptr, d->area, &key);
    ter_status status = folded.len ? put_key(p, d, key.ptr, false) : TER_OK;
    ter_buf_release(&folded);
    ter_buf_release(&key);
    return status;
}

static ter_status put_names(ter_put *p, const ter_record_mention *m, const draft *d) {
    static const char *const types[] = {"alias", "former"};
    ter_status status = TER_OK;
    for (size_t i = 0; i < m->place.name_count && status == TER_OK; i++) {
        const ter_record_name *n = &m->place.names[i];
        status = ter_store_run(p->s, p->err, ter_sql_naming_name_insert, "naming:i name:s type:s", d->id, n->name,
                               types[n->type]);
        if (status == TER_OK && d->toponym) status = put_variant(p, m, d, n->name);
    }
    return status;
}

/* What another registry joined stays together, whatever it is called. */
static ter_status put_known_key(ter_put *p, const ter_record_mention *m, const draft *d) {
    ter_buf key = {0};
    ter_buf_printf(&key, "id|%s", m->known_id);
    ter_status status = put_key(p, d, key.ptr, true);
    ter_buf_release(&key);
    return status;
}

static ter_status put_keys(ter_put *p, const ter_record_mention *m, const draft *d) {
    ter_status status = put_key(p, d, d->name_key.ptr, true);
    if (m->known_id && status == TER_OK) status = put_known_key(p, m, d);
    for (const char *const *v = m->variants; v && *v && status == TER_OK; v++) status = put_variant(p, m, d, *v);
    if (!d->toponym || status != TER_OK) return status == TER_OK && m->known_id ? put_names(p, m, d) : status;
    ter_buf key = {0};
    ter_buf_printf(&key, "toponym|%s", d->toponym);
    status = put_key(p, d, key.ptr, true);
    ter_buf_release(&key);
    if (status == TER_OK) status = put_variant(p, m, d, ter_or_empty(m->place.name));
    return status == TER_OK ? put_names(p, m, d) : status;
}

ter_status ter_put_naming(ter_put *p, const ter_record_mention *m, long long *id) {
    draft d;
    draft_of(p, m, &d);
    *id = d.id;
    ter_query q = ter_store_query(p->s, ter_sql_naming_facility, "i", d.id);
    bool known = ter_query_next(&q), doubtful = known && ter_query_int(&q, COL_NAMING_FACILITY_DOUBTFUL);
    const char *facility = known ? ter_query_text(&q, COL_NAMING_FACILITY_FACILITY) : "";
    if (*facility) ter_put_touch(p, facility);
    ter_status status = ter_query_end(&q, p->err);
    /* It may now be seen first, and give its id; or be doubtful no longer. */
    if (known && (!d.toponym || doubtful)) ter_array_push(&p->changed, d.id);
    if (status == TER_OK && !known) {
        status = ter_store_run(p->s, p->err, ter_sql_naming_insert,
                               "id:i kind:s name:s area:s toponym:s toponym_id:s name_id:s", d.id, m->kind,
                               d.folded.ptr, d.area, d.toponym, d.toponym_id, d.name_id);
        if (status == TER_OK) status = put_keys(p, m, &d);
        ter_array_push(&p->changed, d.id);
    }
    draft_release(&d);
    return status;
}

/* ---- definitions ---- */

static ter_status mark_named(ter_put *p, const char *key) {
    ter_query q = ter_store_query(p->s, ter_sql_naming_owners, "s", key);
    while (ter_query_next(&q)) ter_array_push(&p->changed, ter_query_int(&q, TER_ONLY));
    return ter_query_end(&q, p->err);
}

ter_status ter_put_definition(ter_put *p, size_t number) {
    static const char *const types[] = {"alias", "former"};
    const ter_record_definition *d = &p->doc->definitions[number];
    ter_buf keys[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        ter_buf folded = {0};
        ter_buf_puts(&folded, "");
        ter_fold_key(ter_str_from(i ? d->other : d->name), &folded);
        put_name_key(d->kind, folded.ptr, document_area(p->doc), &keys[i]);
        ter_buf_release(&folded);
    }
    const ter_bind values[] = {
        ter_bind_int("document", p->document),      ter_bind_int("number", (long long)number),
        ter_bind_text("type", types[d->type]),      ter_bind_text("name", d->name),
        ter_bind_text("other", d->other),           ter_bind_text("name_key", keys[0].ptr),
        ter_bind_text("other_key", keys[1].ptr),    ter_bind_int("start_byte", (long long)d->start),
        ter_bind_int("end_byte", (long long)d->end)};
    ter_status status =
        ter_store_insert(p->s, p->err, ter_sql_definition_insert, values, sizeof values / sizeof *values);
    for (int i = 0; i < 2; i++) {
        if (status == TER_OK) status = mark_named(p, keys[i].ptr);
        ter_buf_release(&keys[i]);
    }
    return status;
}

ter_status ter_naming_neighbours(ter_store *s, long long naming, ter_key_list *out, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_naming_neighbours, "i", naming);
    while (ter_query_next(&q)) ter_array_push(out, ter_query_int(&q, TER_ONLY));
    return ter_query_end(&q, err);
}
