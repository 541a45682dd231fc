#include "registry/internal.h"

#include "base/sha256.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef TER_ARRAY(char *) id_list;

/* A place already put; mentions share places, and hashing a long river a thousand times takes its time. */
typedef struct known_place {
    const ter_record_place *place;
    char id[17];
} known_place;

/* One document on its way in. */
typedef struct put {
    ter_store *s;
    const ter_record_document *doc;
    long long document;
    id_list touched; /* facilities to derive anew */
    TER_ARRAY(known_place) places;
    ter_error *err;
} put;

static const char *or_null(const char *text) {
    return text && *text ? text : NULL;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

static void touch(put *p, const char *facility) {
    for (size_t i = 0; i < p->touched.len; i++)
        if (strcmp(p->touched.items[i], facility) == 0) return;
    ter_array_push(&p->touched, ter_strdup(facility));
}

/* ---- identity ---- */

static bool is_toponym(const ter_record_place *place) {
    return place->key && *place->key && place->match != TER_MATCH_NONE && place->match != TER_MATCH_JUNCTION &&
           place->match != TER_MATCH_AREA;
}

static void put_identity(const ter_record_document *doc, const ter_record_mention *m, ter_buf *out) {
    if (is_toponym(&m->place)) {
        ter_buf_printf(out, "toponym|%s", m->place.key);
        return;
    }
    ter_buf_printf(out, "name|%s|", m->kind);
    ter_fold_key(ter_str_from(m->name), out);
    ter_buf_printf(out, "|%s", or_empty(doc->area));
}

/* The kind that an id begins with: the toponym's, when its key begins with one ("park-…"), else the mention's. Several
 * documents may call one toponym different kinds; its key does not change. */
static ter_str identity_kind(const ter_record_mention *m) {
    if (is_toponym(&m->place)) {
        size_t n = strspn(m->place.key, "abcdefghijklmnopqrstuvwxyz_");
        if (n > 0 && m->place.key[n] && strchr("-:/|", m->place.key[n])) return (ter_str){m->place.key, n};
    }
    return ter_str_from(m->kind);
}

static char *facility_id(const ter_record_mention *m, ter_str identity) {
    char hex[TER_SHA256_HEX_SIZE];
    ter_sha256_hex(identity, hex);
    ter_buf id = {0};
    ter_buf_put_str(&id, identity_kind(m));
    ter_buf_printf(&id, "-%.12s", hex);
    return ter_buf_detach(&id);
}

static char *project_id(const char *facility, const char *part) {
    ter_buf id = {0}, folded = {0};
    if (part) ter_fold_key(ter_str_from(part), &folded);
    if (folded.len) {
        char hex[TER_SHA256_HEX_SIZE];
        ter_sha256_hex((ter_str){folded.ptr, folded.len}, hex);
        ter_buf_printf(&id, "%s.%.8s", facility, hex);
    } else {
        ter_buf_printf(&id, "%s.whole", facility);
    }
    ter_buf_release(&folded);
    return ter_buf_detach(&id);
}

/* ---- places ---- */

/* As the typed tables want it: one point, or several lines or polygons. */
static void put_shape(const ter_geometry *g, ter_buf *out) {
    if (g->type == TER_GEOMETRY_POINT && g->point_count > 1) {
        ter_geometry one = {.type = TER_GEOMETRY_POINT};
        ter_geometry_add_point(&one, ter_geometry_point_on(g));
        ter_geometry_end_part(&one);
        ter_geometry_to_spatialite(&one, false, out);
        ter_geometry_release(&one);
        return;
    }
    ter_geometry_to_spatialite(g, g->type != TER_GEOMETRY_POINT, out);
}

static void hash_place(const ter_record_place *place, const char *precision, ter_str shape, char *hex) {
    ter_buf content = {0};
    const char *const texts[] = {place->key,  place->name,   place->area,   ter_match_name(place->match),
                                 precision,   place->reason, place->source, place->licence,
                                 place->date, place->datum};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ter_buf_puts(&content, or_empty(texts[i]));
        ter_buf_putc(&content, '\0');
    }
    ter_buf_printf(&content, "%.6f %.6f", place->uncertainty_m, place->score);
    ter_buf_put_str(&content, shape);
    ter_sha256_hex((ter_str){content.ptr, content.len}, hex);
    ter_buf_release(&content);
}

static ter_status put_toponym_names(put *p, const ter_record_place *place) {
    static const char *const types[] = {"alias", "former"};
    ter_status status = TER_OK;
    for (size_t i = 0; i < place->name_count && status == TER_OK; i++)
        status = ter_store_run(p->s, p->err, "INSERT OR IGNORE INTO toponym_name VALUES (?, ?, ?)", "sss", place->key,
                               place->names[i].name, types[place->names[i].type]);
    return status;
}

/* Whether both borrow the same values. */
static bool same_place(const ter_record_place *a, const ter_record_place *b) {
    return a->geometry == b->geometry && a->key == b->key && a->name == b->name && a->area == b->area &&
           a->reason == b->reason && a->source == b->source && a->licence == b->licence && a->date == b->date &&
           a->datum == b->datum && a->match == b->match && a->precision == b->precision &&
           a->uncertainty_m == b->uncertainty_m && a->score == b->score && a->names == b->names;
}

/* `id` gets the first 16 digits of the hash. */
static ter_status put_new_place(put *p, const ter_record_place *place, char *id) {
    static const char *const types[] = {NULL, "point", "line", "polygon"};
    bool located = place->geometry && place->geometry->type != TER_GEOMETRY_NONE && place->geometry->point_count > 0 &&
                   place->precision != TER_PRECISION_NONE;
    const char *precision = ter_precision_name(located ? place->precision : TER_PRECISION_NONE);
    const char *type = located ? types[place->geometry->type] : NULL;
    ter_buf shape = {0};
    if (located) put_shape(place->geometry, &shape);
    char hex[TER_SHA256_HEX_SIZE];
    hash_place(place, precision, (ter_str){shape.ptr, shape.len}, hex);
    memcpy(id, hex, 16);
    id[16] = 0;
    ter_status status =
        ter_store_run(p->s, p->err, "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "ssssssddssssssb", id, or_null(place->key), or_null(place->name), or_null(place->area),
                      ter_match_name(place->match), precision, located ? place->uncertainty_m : 0.0, place->score,
                      or_empty(place->reason), or_null(place->source), or_null(place->licence), or_null(place->date),
                      or_null(place->datum), type, (ter_str){shape.ptr, shape.len});
    ter_buf_release(&shape);
    return status == TER_OK && is_toponym(place) ? put_toponym_names(p, place) : status;
}

static ter_status put_place(put *p, const ter_record_place *place, char *id) {
    for (size_t i = 0; i < p->places.len; i++) {
        if (!same_place(p->places.items[i].place, place)) continue;
        memcpy(id, p->places.items[i].id, sizeof p->places.items[i].id);
        return TER_OK;
    }
    ter_status status = put_new_place(p, place, id);
    known_place known = {.place = place};
    memcpy(known.id, id, sizeof known.id);
    ter_array_push(&p->places, known);
    return status;
}

/* ---- mentions and statements ---- */

static ter_status put_statement(put *p, size_t number, size_t index, const char *facility, const char *place) {
    const ter_record_mention *m = &p->doc->mentions[number];
    const ter_record_statement *st = &m->statements[index];
    char *project = project_id(facility, m->part);
    const char *status_name = ter_state_name(st->state), *basis = or_null(ter_basis_name(st->basis));
    const char *action = or_null(ter_action_name(st->action));
    bool has_cue = st->cue_end > st->cue_start;
    ter_status status = ter_store_run(
        p->s, p->err,
        "INSERT OR IGNORE INTO project (id, facility, part, title, place, status, document, mention, statement)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "ssssssiii", project, facility, or_null(m->part), m->name, place, status_name, p->document, (long long)number,
        (long long)index);
    if (status == TER_OK)
        status = ter_store_run(p->s, p->err,
                               "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0),"
                               " nullif(?, 0), ?, ?, CASE WHEN ?14 THEN ?12 END, CASE WHEN ?14 THEN ?13 END)",
                               "iiisssIIIssiiI", p->document, (long long)number, (long long)index, project, status_name,
                               basis, st->year, st->month, st->day, action, has_cue ? or_empty(st->cue) : NULL,
                               (long long)st->cue_start, (long long)st->cue_end, (int)has_cue);
    free(project);
    return status;
}

static ter_status put_facility(put *p, const ter_record_mention *m, const char *place, char **id) {
    ter_buf identity = {0};
    put_identity(p->doc, m, &identity);
    ter_str key = {identity.ptr, identity.len};
    ter_query q = ter_store_query(p->s, "SELECT id FROM facility WHERE identity = ?", "t", key);
    if (ter_query_next(&q)) *id = ter_strdup(ter_query_text(&q, 0)); /* an id once given is kept */
    ter_status status = ter_query_end(&q, p->err);
    if (status == TER_OK && !*id) {
        *id = facility_id(m, key);
        status = ter_store_run(
            p->s, p->err, "INSERT INTO facility (id, identity, kind, name, pinyin, place) VALUES (?, ?, ?, ?, '', ?)",
            "stsss", *id, key, m->kind, m->name, place);
    }
    if (status == TER_OK) touch(p, *id);
    ter_buf_release(&identity);
    return status;
}

static ter_status put_mention(put *p, size_t number) {
    const ter_record_mention *m = &p->doc->mentions[number];
    char place[17], *facility = NULL;
    ter_status status = put_place(p, &m->place, place);
    if (status == TER_OK) status = put_facility(p, m, place, &facility);
    if (status == TER_OK)
        status = ter_store_run(
            p->s, p->err, "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "iiiissssssdsiiss", p->document, (long long)number, (long long)m->start, (long long)m->end,
            or_empty(m->text), m->name, m->kind, or_null(m->part), ter_role_name(m->role), or_empty(m->rule),
            m->confidence, or_empty(m->quote), (long long)m->quote_start, (long long)m->quote_end, facility, place);
    for (size_t i = 0; i < m->statement_count && m->role == TER_ROLE_PROJECT && status == TER_OK; i++)
        status = put_statement(p, number, i, facility, place);
    free(facility);
    return status;
}

/* ---- the document ---- */

static ter_status put_document_row(put *p) {
    const ter_record_document *d = p->doc;
    bool same = d->bytes.len == 0 || ter_str_equal(d->bytes, d->text);
    return ter_store_run(p->s, p->err, "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "issssssssstb", p->document, d->sha256, d->name, or_null(d->title), or_null(d->publisher),
                         or_null(d->issue), or_null(d->published_on), or_null(d->date_basis), or_null(d->area),
                         d->encoding ? d->encoding : "UTF-8", d->text, same ? (ter_str){0} : d->bytes);
}

/* Earlier versions go, with their mentions and statements; the facilities they named are derived anew at the end. */
static ter_status remove_earlier(put *p, bool *replaced) {
    static const char earlier[] =
        "SELECT id FROM document WHERE name = ?1 OR (title = ?2 AND publisher = ?3 AND published_on = ?4)";
    const ter_record_document *d = p->doc;
    TER_ARRAY(long long) ids = {0};
    ter_query q = ter_store_query(p->s, earlier, "ssss", d->name, or_null(d->title), or_null(d->publisher),
                                  or_null(d->published_on));
    while (ter_query_next(&q)) ter_array_push(&ids, ter_query_int(&q, 0));
    ter_status status = ter_query_end(&q, p->err);
    *replaced = ids.len > 0;
    for (size_t i = 0; i < ids.len && status == TER_OK; i++) {
        q = ter_store_query(p->s, "SELECT DISTINCT facility FROM mention WHERE document = ?", "i", ids.items[i]);
        while (ter_query_next(&q)) touch(p, ter_query_text(&q, 0));
        status = ter_query_end(&q, p->err);
        if (status == TER_OK)
            status = ter_store_run(p->s, p->err, "DELETE FROM document WHERE id = ?", "i", ids.items[i]);
    }
    ter_array_release(&ids);
    return status;
}

static ter_status remove_unused(put *p) {
    ter_status status = ter_store_run(
        p->s, p->err, "DELETE FROM place WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.place = place.id)", "");
    if (status != TER_OK) return status;
    return ter_store_run(
        p->s, p->err,
        "DELETE FROM toponym_name WHERE toponym NOT IN (SELECT toponym FROM place WHERE toponym IS NOT NULL)", "");
}

static ter_status put_all(put *p, bool *replaced) {
    ter_status status = remove_earlier(p, replaced);
    if (status == TER_OK) status = put_document_row(p);
    for (size_t i = 0; i < p->doc->mention_count && status == TER_OK; i++) status = put_mention(p, i);
    for (size_t i = 0; i < p->touched.len && status == TER_OK; i++)
        status = ter_facility_derive(p->s, p->touched.items[i], p->err);
    if (status == TER_OK && *replaced) status = remove_unused(p);
    return status;
}

ter_status ter_registry_has_document(ter_registry *r, const char *sha256, bool *has, ter_error *err) {
    ter_query q = ter_store_query(&r->store, "SELECT 1 FROM document WHERE sha256 = ?", "s", sha256);
    *has = ter_query_next(&q);
    return ter_query_end(&q, err);
}

ter_status ter_registry_put_document(ter_registry *r, const ter_record_document *doc, ter_ingest_outcome *outcome,
                                     ter_error *err) {
    ter_store *s = &r->store;
    *outcome = TER_INGEST_UNCHANGED;
    bool replaced = false, known = false;
    ter_status status = ter_registry_has_document(r, doc->sha256, &known, err);
    if (status != TER_OK || known) return status; /* before any lock: the file is not touched */
    if (!r->wal) {
        ter_store_script(s, "PRAGMA journal_mode=WAL", NULL); /* a wish: readers may go on meanwhile */
        r->wal = true;
    }
    status = ter_store_script(s, "BEGIN IMMEDIATE", err);
    if (status != TER_OK) return status;

    put p = {.s = s, .doc = doc, .document = ter_content_key(ter_str_from(doc->sha256)), .err = err};
    status = ter_registry_has_document(r, doc->sha256, &known, err); /* somebody may have put it meanwhile */
    if (status == TER_OK && !known) status = put_all(&p, &replaced);
    if (status == TER_OK) status = ter_store_script(s, "COMMIT", err);
    if (status != TER_OK) ter_store_script(s, "ROLLBACK", NULL);
    for (size_t i = 0; i < p.touched.len; i++) free(p.touched.items[i]);
    ter_array_release(&p.touched);
    ter_array_release(&p.places);
    if (status != TER_OK || known) return status;
    r->wrote = true;
    *outcome = replaced ? TER_INGEST_REPLACED : TER_INGEST_ADDED;
    return TER_OK;
}
