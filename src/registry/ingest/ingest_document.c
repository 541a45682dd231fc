/* One document into the registry, in one transaction: its rows, what they join, and what follows for each facility. */
#include "registry/ingest/ingest_document.h"

#include "registry/file/context.h"
#include "registry/ingest/apply_decisions.h"
#include "registry/ingest/ingest_place.h"
#include "registry/ingest/join.h"
#include "registry/ingest/likeness.h"
#include "registry/ingest/naming.h"
#include "registry/ingest/put.h"

#include "registry/sql/document.sql.h"
#include "registry/sql/naming.sql.h"
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
    const ter_bind values[] = {ter_bind_int("document", p->document),
                               ter_bind_int("mention", (long long)number),
                               ter_bind_int("number", (long long)index),
                               ter_bind_text("status", ter_state_name(st->state)),
                               ter_bind_text("basis", ter_or_null(ter_basis_name(st->basis))),
                               ter_bind_int("year", st->year),
                               ter_bind_int("month", st->month),
                               ter_bind_int("day", st->day),
                               ter_bind_text("action", ter_or_null(ter_action_name(st->action))),
                               ter_bind_text("cue", has_cue ? ter_or_empty(st->cue) : NULL),
                               ter_bind_int("cue_start", (long long)st->cue_start),
                               ter_bind_int("cue_end", (long long)st->cue_end),
                               ter_bind_int("has_cue", has_cue),
                               ter_bind_int("period_from", st->period_from),
                               ter_bind_real("confidence", st->confidence)};
    return ter_store_insert(p->s, p->err, ter_sql_statement_insert, values, sizeof values / sizeof *values);
}

static ter_status put_mention_row(ter_put *p, size_t number, const char *part_key, long long naming,
                                  const char *place) {
    const ter_record_mention *m = &p->doc->mentions[number];
    const ter_bind values[] = {ter_bind_int("document", p->document),
                               ter_bind_int("number", (long long)number),
                               ter_bind_int("start_byte", (long long)m->start),
                               ter_bind_int("end_byte", (long long)m->end),
                               ter_bind_text("text", ter_or_empty(m->text)),
                               ter_bind_text("name", m->name),
                               ter_bind_text("kind", m->kind),
                               ter_bind_text("part", ter_or_null(m->part)),
                               ter_bind_text("role", ter_role_name(m->role)),
                               ter_bind_text("rule", ter_or_empty(m->rule)),
                               ter_bind_real("confidence", m->confidence),
                               ter_bind_text("quote", ter_or_empty(m->quote)),
                               ter_bind_int("quote_start", (long long)m->quote_start),
                               ter_bind_int("quote_end", (long long)m->quote_end),
                               ter_bind_text("part_key", part_key),
                               ter_bind_int("part_word", (long long)m->part_word),
                               ter_bind_int("naming", naming),
                               ter_bind_text("place", place),
                               ter_bind_int("page", (long long)m->page),
                               ter_bind_int("doubtful", m->doubtful)};
    return ter_store_insert(p->s, p->err, ter_sql_mention_insert, values, sizeof values / sizeof *values);
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
    if (status == TER_OK) status = put_mention_row(p, number, part.ptr, naming, place);
    for (size_t i = 0; i < m->statement_count && m->role == TER_ROLE_PROJECT && status == TER_OK; i++)
        status = put_statement(p, number, i);
    ter_buf_release(&part);
    return status;
}

/* ---- the document ---- */

static ter_status put_document_row(ter_put *p) {
    const ter_record_document *d = p->doc;
    bool same = d->bytes.len == 0 || ter_str_equal(d->bytes, d->text);
    const ter_bind values[] = {ter_bind_int("id", p->document),
                               ter_bind_text("sha256", d->sha256),
                               ter_bind_text("name", d->name),
                               ter_bind_text("title", ter_or_null(d->title)),
                               ter_bind_text("publisher", ter_or_null(d->publisher)),
                               ter_bind_text("issue", ter_or_null(d->issue)),
                               ter_bind_text("published_on", ter_or_null(d->published_on)),
                               ter_bind_text("date_basis", ter_or_null(d->date_basis)),
                               ter_bind_real("date_confidence", d->date_confidence),
                               ter_bind_text("area", ter_or_null(d->area)),
                               ter_bind_text("area_basis", ter_or_null(d->area_basis)),
                               ter_bind_real("area_confidence", d->area_confidence),
                               ter_bind_text("encoding", d->encoding ? d->encoding : "UTF-8"),
                               ter_bind_str("text", d->text),
                               ter_bind_blob("bytes", same ? (ter_str){0} : d->bytes),
                               ter_bind_text("reading", ter_or_null(d->reading)),
                               ter_bind_text("asked", ter_or_null(d->asked)),
                               ter_bind_text("format", d->format ? d->format : "txt")};
    return ter_store_insert(p->s, p->err, ter_sql_document_insert, values, sizeof values / sizeof *values);
}

/* What this one takes the place of: the same bytes, and versions of it. *namesake: another document has its name. */
static ter_status earlier_versions(ter_put *p, ter_key_list *ids, ter_ingest_outcome *outcome, bool *namesake) {
    const ter_record_document *d = p->doc;
    bool passed_on = d->format && strcmp(d->format, TER_FORMAT_OC4IDS) == 0;
    ter_query q =
        ter_store_query(p->s, ter_sql_document_like, "name:s title:s publisher:s published_on:s sha256:s", d->name,
                        ter_or_null(d->title), ter_or_null(d->publisher), ter_or_null(d->published_on), d->sha256);
    while (ter_query_next(&q)) {
        bool same = ter_query_int(&q, COL_DOCUMENT_LIKE_SAME) != 0,
             named = ter_query_int(&q, COL_DOCUMENT_LIKE_NAMED) != 0,
             titled = ter_query_int(&q, COL_DOCUMENT_LIKE_TITLED) != 0;
        bool weaker = passed_on && !ter_query_int(&q, COL_DOCUMENT_LIKE_PASSED_ON);
        double likeness = same ? 1 : weaker ? 0 : ter_likeness(ter_query_bytes(&q, COL_DOCUMENT_LIKE_TEXT), d->text);
        if (same || (named && likeness >= LIKE_BY_NAME) || (titled && likeness >= LIKE_BY_TITLE)) {
            ter_array_push(ids, ter_query_int(&q, COL_DOCUMENT_LIKE_ID));
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
    while (ter_query_next(&q)) ter_array_push(out, ter_query_int(&q, TER_ONLY));
    return ter_query_end(&q, p->err);
}

static ter_status remove_document(ter_put *p, long long document) {
    ter_status status = collect_ids(p, ter_sql_document_namings, document, &p->went);
    if (status == TER_OK) status = collect_ids(p, ter_sql_document_defined, document, &p->changed);
    if (status != TER_OK) return status;
    ter_query q = ter_store_query(p->s, ter_sql_document_facilities, "i", document);
    while (ter_query_next(&q)) ter_put_touch(p, ter_query_text(&q, TER_ONLY));
    status = ter_query_end(&q, p->err);
    q = ter_store_query(p->s, ter_sql_document_places, "i", document);
    while (ter_query_next(&q)) ter_array_push(&p->left, ter_strdup(ter_query_text(&q, TER_ONLY)));
    ter_status ended = ter_query_end(&q, p->err);
    if (status == TER_OK) status = ended;
    return status == TER_OK ? ter_store_run(p->s, p->err, ter_sql_document_delete, "i", document) : status;
}

/* Namings without a mention are removed; those they shared a key with are joined again, and so are those that stay, for
 * a facility's id may come from who was seen first. */
static ter_status sweep_namings(ter_put *p) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < p->went.len && status == TER_OK; i++) {
        status = ter_naming_neighbours(p->s, p->went.items[i], &p->changed, p->err);
        if (status == TER_OK) status = ter_store_run(p->s, p->err, ter_sql_naming_delete_unused, "i", p->went.items[i]);
    }
    return status;
}

static ter_status sweep_places(ter_put *p) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < p->left.len && status == TER_OK; i++)
        status = ter_store_run(p->s, p->err, ter_sql_place_delete_unused, "s", p->left.items[i]);
    if (status != TER_OK || !p->left.len) return status;
    return ter_store_run(p->s, p->err, ter_sql_source_delete_unused, "");
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
    ter_query q =
        ter_store_query(&r->store, ter_sql_document_known, "sha256:s reading:s", sha256, ter_or_null(reading));
    if (ter_query_next(&q)) {
        known->there = true;
        known->read_so = ter_query_int(&q, COL_DOCUMENT_KNOWN_READ_SO) != 0;
        known->asked = ter_strdup(ter_query_text(&q, COL_DOCUMENT_KNOWN_ASKED));
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_each_document(ter_registry *r, const char *reading, ter_document_fn fn, void *context,
                                      size_t *others, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_document_readings, "s", reading);
    while (ter_query_next(&q)) {
        if (ter_query_int(&q, COL_DOCUMENT_READINGS_READ_SO)) ++*others;
        else fn(ter_query_text(&q, COL_DOCUMENT_READINGS_SHA256), context);
    }
    return ter_query_end(&q, err);
}

ter_status ter_registry_document(ter_registry *r, const char *sha256, ter_buf *name, ter_buf *bytes, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_document_bytes, "s", sha256);
    if (ter_query_next(&q)) {
        ter_buf_puts(name, ter_query_text(&q, COL_DOCUMENT_BYTES_NAME));
        ter_buf_put_str(bytes, ter_query_bytes(&q, COL_DOCUMENT_BYTES_BYTES));
    }
    return ter_query_end(&q, err);
}

/* Whether nothing about the document would change. */
static ter_status is_known(ter_registry *r, const ter_record_document *doc, bool *same, ter_error *err) {
    ter_query q = ter_store_query(&r->store, ter_sql_document_same, "sha256:s reading:s asked:s", doc->sha256,
                                  ter_or_null(doc->reading), ter_or_null(doc->asked));
    *same = ter_query_next(&q) && ter_query_int(&q, TER_ONLY);
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
