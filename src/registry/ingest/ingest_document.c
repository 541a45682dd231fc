/* One document into the registry, in one transaction: its rows, what they join, and what follows for each facility. */
#include "registry/ingest/ingest_document.h"

#include "registry/file/context.h"
#include "registry/ingest/apply_decisions.h"
#include "registry/ingest/ingest_place.h"
#include "registry/ingest/join.h"
#include "registry/ingest/likeness.h"
#include "registry/ingest/naming.h"
#include "registry/ingest/put.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* Two files of one name, or of one title, publisher and day, are versions of one document when their texts are alike to
 * this share. Pages of one paper share title and day, and half their text with nobody. */
static const double LIKE_BY_NAME = 0.5, LIKE_BY_TITLE = 0.3;

/* ---- mentions and statements ---- */

static ter_status put_statement(ter_put *p, size_t number, size_t index) {
    const ter_record_statement *st = &p->doc->mentions[number].statements[index];
    bool has_cue = st->cue_end > st->cue_start;
    return ter_store_run(p->s, p->err, /* its project is given by derive.c, in this transaction */
                         "INSERT INTO statement VALUES (?, ?, ?, '', ?, ?, nullif(?, 0), nullif(?, 0),"
                         " nullif(?, 0), ?, ?, CASE WHEN ?13 THEN ?11 END, CASE WHEN ?13 THEN ?12 END)",
                         "iiissIIIssiiI", p->document, (long long)number, (long long)index, ter_state_name(st->state),
                         ter_or_null(ter_basis_name(st->basis)), st->year, st->month, st->day,
                         ter_or_null(ter_action_name(st->action)), has_cue ? ter_or_empty(st->cue) : NULL,
                         (long long)st->cue_start, (long long)st->cue_end, (int)has_cue);
}

static ter_status put_mention(ter_put *p, size_t number) {
    const ter_record_mention *m = &p->doc->mentions[number];
    char place[TER_PLACE_ID_SIZE];
    long long naming;
    ter_buf part = {0};
    ter_buf_puts(&part, ter_or_empty(m->part_key));
    if (!m->part_key) ter_fold_key(ter_str_from(m->part), &part);
    ter_status status = ter_put_place(p, &m->place, place);
    if (status == TER_OK) status = ter_put_naming(p, m, &naming);
    if (status == TER_OK)
        status = ter_store_run(
            p->s, p->err,
            "INSERT INTO mention (document, number, start_byte, end_byte, text, name, kind, part, role, rule,"
            " confidence, confidence_read, quote, quote_start, quote_end, part_key, part_word, naming, facility, "
            "place, page)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, ?11, ?, ?, ?, ?, ?, ?17,"
            " coalesce((SELECT facility FROM naming WHERE id = ?17), ''), ?, nullif(?, 0))",
            "iiiissssssdsiisiisi", p->document, (long long)number, (long long)m->start, (long long)m->end,
            ter_or_empty(m->text), m->name, m->kind, ter_or_null(m->part), ter_role_name(m->role),
            ter_or_empty(m->rule), m->confidence, ter_or_empty(m->quote), (long long)m->quote_start,
            (long long)m->quote_end, part.ptr, (long long)m->part_word, naming, place, (long long)m->page);
    for (size_t i = 0; i < m->statement_count && m->role == TER_ROLE_PROJECT && status == TER_OK; i++)
        status = put_statement(p, number, i);
    ter_buf_release(&part);
    return status;
}

/* ---- the document ---- */

static ter_status put_document_row(ter_put *p) {
    const ter_record_document *d = p->doc;
    bool same = d->bytes.len == 0 || ter_str_equal(d->bytes, d->text);
    return ter_store_run(p->s, p->err, "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "issssssssstbsss", p->document, d->sha256, d->name, ter_or_null(d->title),
                         ter_or_null(d->publisher), ter_or_null(d->issue), ter_or_null(d->published_on),
                         ter_or_null(d->date_basis), ter_or_null(d->area), d->encoding ? d->encoding : "UTF-8", d->text,
                         same ? (ter_str){0} : d->bytes, ter_or_null(d->reading), ter_or_null(d->asked),
                         d->format ? d->format : "txt");
}

/* What this one takes the place of: the same bytes, and versions of it. *namesake: another document has its name. */
static ter_status earlier_versions(ter_put *p, ter_key_list *ids, ter_ingest_outcome *outcome, bool *namesake) {
    static const char sql[] =
        "SELECT id, sha256 = ?5, name = ?1, coalesce(title = ?2 AND publisher = ?3 AND published_on = ?4, 0), text,"
        " format = '" TER_FORMAT_OC4IDS "' FROM document WHERE sha256 = ?5 OR name = ?1"
        " UNION ALL SELECT id, 0, 0, 1, text, format = '" TER_FORMAT_OC4IDS
        "' FROM document WHERE title = ?2 AND publisher = ?3 AND published_on = ?4"
        "  AND name <> ?1 AND sha256 <> ?5";
    const ter_record_document *d = p->doc;
    bool passed_on = d->format && strcmp(d->format, TER_FORMAT_OC4IDS) == 0;
    ter_query q = ter_store_query(p->s, sql, "sssss", d->name, ter_or_null(d->title), ter_or_null(d->publisher),
                                  ter_or_null(d->published_on), d->sha256);
    while (ter_query_next(&q)) {
        bool same = ter_query_int(&q, 1) != 0, named = ter_query_int(&q, 2) != 0, titled = ter_query_int(&q, 3) != 0;
        bool weaker = passed_on && !ter_query_int(&q, 5);
        double likeness = same ? 1 : weaker ? 0 : ter_likeness(ter_query_bytes(&q, 4), d->text);
        if (same || (named && likeness >= LIKE_BY_NAME) || (titled && likeness >= LIKE_BY_TITLE)) {
            ter_array_push(ids, ter_query_int(&q, 0));
            if (!same) *outcome = TER_INGEST_REPLACED;
            else if (*outcome == TER_INGEST_ADDED) *outcome = TER_INGEST_REREAD;
        } else if (named) {
            *namesake = true;
        }
    }
    return ter_query_end(&q, p->err);
}

static ter_status collect_ids(ter_put *p, const char *sql, long long of, ter_key_list *out) {
    ter_query q = ter_store_query(p->s, sql, "i", of);
    while (ter_query_next(&q)) ter_array_push(out, ter_query_int(&q, 0));
    return ter_query_end(&q, p->err);
}

static ter_status remove_document(ter_put *p, long long document) {
    static const char defined[] =
        "SELECT k.naming FROM definition d JOIN naming_key k ON k.own AND k.key IN (d.name_key, d.other_key)"
        " WHERE d.document = ?";
    ter_status status = collect_ids(p, "SELECT DISTINCT naming FROM mention WHERE document = ?", document, &p->went);
    if (status == TER_OK) status = collect_ids(p, defined, document, &p->changed);
    if (status != TER_OK) return status;
    ter_query q = ter_store_query(p->s, "SELECT DISTINCT facility FROM mention WHERE document = ?", "i", document);
    while (ter_query_next(&q)) ter_put_touch(p, ter_query_text(&q, 0));
    status = ter_query_end(&q, p->err);
    q = ter_store_query(p->s, "SELECT DISTINCT place FROM mention WHERE document = ?", "i", document);
    while (ter_query_next(&q)) ter_array_push(&p->left, ter_strdup(ter_query_text(&q, 0)));
    ter_status ended = ter_query_end(&q, p->err);
    if (status == TER_OK) status = ended;
    return status == TER_OK ? ter_store_run(p->s, p->err, "DELETE FROM document WHERE id = ?", "i", document) : status;
}

/* Namings that no mention has any more go; those they met are joined anew, and so are those that stay, for a facility's
 * id may come from who was seen first. */
static ter_status sweep_namings(ter_put *p) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < p->went.len && status == TER_OK; i++) {
        status = ter_naming_neighbours(p->s, p->went.items[i], &p->changed, p->err);
        if (status == TER_OK)
            status = ter_store_run(p->s, p->err,
                                   "DELETE FROM naming WHERE id = ?1 AND NOT EXISTS"
                                   " (SELECT 1 FROM mention WHERE naming = ?1)",
                                   "i", p->went.items[i]);
    }
    return status;
}

static ter_status sweep_places(ter_put *p) {
    static const char unused[] =
        "DELETE FROM place WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.place = ?1)";
    ter_status status = TER_OK;
    for (size_t i = 0; i < p->left.len && status == TER_OK; i++)
        status = ter_store_run(p->s, p->err, unused, "s", p->left.items[i]);
    if (status != TER_OK || !p->left.len) return status;
    return ter_store_run(p->s, p->err,
                         "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM place l WHERE l.source = source.id)", "");
}

static ter_status put_all(ter_put *p, const ter_key_list *earlier) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < earlier->len && status == TER_OK; i++) status = remove_document(p, earlier->items[i]);
    if (status == TER_OK) status = put_document_row(p);
    for (size_t i = 0; i < p->doc->mention_count && status == TER_OK; i++) status = put_mention(p, i);
    for (size_t i = 0; i < p->doc->definition_count && status == TER_OK; i++) status = ter_put_definition(p, i);
    if (status == TER_OK) status = sweep_namings(p);
    if (status == TER_OK) status = ter_join(p);
    if (status == TER_OK) status = ter_put_settle(p);
    return status == TER_OK ? sweep_places(p) : status;
}

ter_status ter_registry_knows(ter_registry *r, const char *sha256, const char *reading, ter_known *known,
                              ter_error *err) {
    *known = (ter_known){0};
    ter_query q = ter_store_query(&r->store, "SELECT reading IS ?2, asked FROM document WHERE sha256 = ?1", "ss",
                                  sha256, ter_or_null(reading));
    if (ter_query_next(&q)) {
        known->there = true;
        known->read_so = ter_query_int(&q, 0) != 0;
        known->asked = ter_strdup(ter_query_text(&q, 1));
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_document(ter_registry *r, const char *reading, ter_document_fn fn, void *context,
                                      size_t *others, ter_error *err) {
    ter_query q = ter_store_query(
        &r->store, "SELECT sha256, reading IS ? FROM document WHERE format <> '" TER_FORMAT_OC4IDS "' ORDER BY sha256",
        "s", reading);
    while (ter_query_next(&q)) {
        if (ter_query_int(&q, 1)) ++*others;
        else fn(ter_query_text(&q, 0), context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_document(ter_registry *r, const char *sha256, ter_buf *name, ter_buf *bytes, ter_error *err) {
    ter_query q =
        ter_store_query(&r->store, "SELECT name, coalesce(bytes, text) FROM document WHERE sha256 = ?", "s", sha256);
    if (ter_query_next(&q)) {
        ter_buf_puts(name, ter_query_text(&q, 0));
        ter_buf_put_str(bytes, ter_query_bytes(&q, 1));
    }
    return ter_query_end(&q, err);
}

/* Whether nothing about the document would change. */
static ter_status is_known(ter_registry *r, const ter_record_document *doc, bool *same, ter_error *err) {
    static const char sql[] =
        "SELECT reading IS ?2 AND coalesce(asked, '') = coalesce(?3, '') FROM document WHERE sha256 = ?1";
    ter_query q =
        ter_store_query(&r->store, sql, "sss", doc->sha256, ter_or_null(doc->reading), ter_or_null(doc->asked));
    *same = ter_query_next(&q) && ter_query_int(&q, 0);
    return ter_query_end(&q, err);
}

ter_status ter_registry_put_document(ter_registry *r, const ter_record_document *doc, ter_ingest_outcome *outcome,
                                     bool *namesake, ter_error *err) {
    ter_store *s = &r->store;
    *outcome = TER_INGEST_UNCHANGED;
    *namesake = false;
    bool known = false;
    ter_status status = is_known(r, doc, &known, err);
    if (status != TER_OK || known) return status; /* before any lock: the file is not touched */
    status = ter_registry_begin(r, err);
    if (status != TER_OK) return status;

    ter_put p = {.s = s, .doc = doc, .document = ter_content_key(ter_str_from(doc->sha256)), .err = err};
    ter_key_list earlier = {0};
    status = is_known(r, doc, &known, err); /* somebody may have put it meanwhile */
    if (status == TER_OK && !known) {
        *outcome = TER_INGEST_ADDED;
        status = earlier_versions(&p, &earlier, outcome, namesake);
        if (status == TER_OK) status = put_all(&p, &earlier);
    }
    status = ter_registry_end(r, status, err);
    ter_array_release(&earlier);
    ter_put_release(&p);
    if (status == TER_OK && !known) r->wrote = true;
    return status;
}
