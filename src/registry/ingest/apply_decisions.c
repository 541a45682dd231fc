/* From overrides to mentions: what each override applies to now, and which facility each mention is of when merges and
 * splits are counted in. Computed each time from namings and overrides, so that the order of ingest leaves no trace. */
#include "registry/ingest/apply_decisions.h"

#include "registry/ingest/derive.h"
#include "registry/sql/decision.sql.h"

#include <stdlib.h>
#include <string.h>

typedef struct decision {
    long long id;
    bool is_merge, is_split;
    char *target, *other;
    char *was_home, *was_facility, *was_project;
    char *home; /* "" when nothing is there */
} decision;

typedef struct decisions {
    TER_ARRAY(decision) list;
} decisions;

/* The facility that namings give an id, before merges: the one of that id, else the only one of which a naming has or
 * would have it; then the only one that is called as it was when it was decided on; then those that overrides make. ""
 * when there is none. Caller frees. */
static ter_status home_of(ter_put *p, const char *id, char **home) {
    ter_query q = ter_store_query(p->s, ter_sql_decision_home, "s", id);
    *home = ter_query_next(&q) ? ter_strdup(ter_query_text(&q, TER_ONLY)) : ter_strdup("");
    return ter_query_end(&q, p->err);
}

static char *stem_of(const char *id) {
    return ter_strndup(id, strcspn(id, "."));
}

static ter_status load(ter_put *p, decisions *all) {
    ter_query q = ter_store_query(p->s, ter_sql_decisions_active, "");
    while (ter_query_next(&q)) {
        decision d = {.id = ter_query_int(&q, COL_DECISIONS_ACTIVE_ID),
                      .is_merge = ter_query_int(&q, COL_DECISIONS_ACTIVE_IS_MERGE) != 0,
                      .is_split = ter_query_int(&q, COL_DECISIONS_ACTIVE_IS_SPLIT) != 0,
                      .target = ter_strdup(ter_query_text(&q, COL_DECISIONS_ACTIVE_TARGET)),
                      .other = ter_strdup(ter_query_text(&q, COL_DECISIONS_ACTIVE_OTHER)),
                      .was_home = ter_strdup(ter_query_text(&q, COL_DECISIONS_ACTIVE_HOME)),
                      .was_facility = ter_strdup(ter_query_text(&q, COL_DECISIONS_ACTIVE_FACILITY)),
                      .was_project = ter_strdup(ter_query_text(&q, COL_DECISIONS_ACTIVE_PROJECT))};
        ter_array_push(&all->list, d);
    }
    ter_status status = ter_query_end(&q, p->err);
    for (size_t i = 0; i < all->list.len && status == TER_OK; i++) {
        char *stem = stem_of(all->list.items[i].target);
        status = home_of(p, stem, &all->list.items[i].home);
        free(stem);
    }
    return status;
}

static void decisions_release(decisions *all) {
    for (size_t i = 0; i < all->list.len; i++) {
        decision *d = &all->list.items[i];
        free(d->target), free(d->other), free(d->was_home), free(d->was_facility), free(d->was_project), free(d->home);
    }
    ter_array_release(&all->list);
}

/* Where merges lead from `home`, the later decision first; a ring ends where it would close. Caller frees. */
static ter_status follow(ter_put *p, const decisions *all, const char *home, char **out) {
    ter_status status = TER_OK;
    *out = ter_strdup(home);
    for (size_t steps = all->list.len; steps > 0 && status == TER_OK; steps--) {
        char *next = NULL;
        for (size_t i = all->list.len; i-- > 0 && !next && status == TER_OK;) {
            const decision *d = &all->list.items[i];
            if (!d->is_merge || !*d->home || strcmp(d->home, *out) != 0) continue;
            status = home_of(p, d->other, &next);
            if (strcmp(next, *out) == 0) free(next), next = NULL;
        }
        if (!next) break;
        free(*out);
        *out = next;
        if (strcmp(next, home) == 0) break;
    }
    return status;
}

static void touch(ter_put *p, const char *facility) {
    if (*facility) ter_put_touch(p, facility);
}

/* Writes what a decision applies to, and touches what it did and does. */
static ter_status settle_one(ter_put *p, const decisions *all, const decision *d) {
    char *facility = NULL, *moved = NULL;
    ter_buf project = {0};
    ter_status status = follow(p, all, d->home, &facility);
    const char *part = strchr(d->target, '.');
    ter_buf_puts(&project, "");
    if (status == TER_OK && d->is_split) {
        status = follow(p, all, d->other, &moved);
        ter_buf_puts(&project, *d->home ? moved : "");
    } else if (part && *facility) {
        ter_buf_printf(&project, "%s%s", facility, part);
    }
    if (status == TER_OK && (strcmp(d->home, d->was_home) != 0 || strcmp(facility, d->was_facility) != 0 ||
                             strcmp(project.ptr, d->was_project) != 0)) {
        touch(p, d->was_home), touch(p, d->home), touch(p, d->was_facility), touch(p, facility);
        if (d->is_split) touch(p, d->was_project), touch(p, project.ptr);
        status = ter_store_run(p->s, p->err, ter_sql_decision_settle, "id:i home:s facility:s project:s", d->id,
                               d->home, facility, project.ptr);
    }
    free(facility);
    free(moved);
    ter_buf_release(&project);
    return status;
}

/* ---- mentions ---- */

typedef struct move {
    long long document, number;
    char *to;
} move;

static ter_status move_mention(ter_put *p, const move *m) {
    static const char *const sql[] = {ter_sql_move_facility_insert, ter_sql_move_mention, ter_sql_move_statements};
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof sql / sizeof *sql && status == TER_OK; i++)
        status = ter_store_run(p->s, p->err, sql[i], "document:i number:i to:s", m->document, m->number, m->to);
    return status;
}

/* Gives the mentions of the namings of one facility to where splits and merges say. */
static ter_status route(ter_put *p, const decisions *all, const char *home) {
    char *final = NULL;
    TER_ARRAY(move) moves = {0};
    ter_status status = follow(p, all, home, &final);
    if (status == TER_OK) {
        ter_query q = ter_store_query(p->s, ter_sql_decision_moves, "home:s final:s", home, final);
        while (ter_query_next(&q)) {
            move m = {ter_query_int(&q, COL_DECISION_MOVES_DOCUMENT), ter_query_int(&q, COL_DECISION_MOVES_NUMBER),
                      ter_strdup(ter_query_text(&q, COL_DECISION_MOVES_WANTED))};
            touch(p, ter_query_text(&q, COL_DECISION_MOVES_FACILITY));
            touch(p, m.to);
            ter_array_push(&moves, m);
        }
        status = ter_query_end(&q, p->err);
    }
    for (size_t i = 0; i < moves.len; i++) {
        if (status == TER_OK) status = move_mention(p, &moves.items[i]);
        free(moves.items[i].to);
    }
    ter_array_release(&moves);
    free(final);
    return status;
}

static ter_status route_touched(ter_put *p, const decisions *all) {
    TER_ARRAY(char *) homes = {0};
    for (size_t i = 0; i < p->touched.len; i++) {
        char *home = ter_strdup(p->touched.items[i]);
        ter_array_push(&homes, home);
    }
    ter_status status = TER_OK;
    for (size_t i = 0; i < homes.len; i++) {
        if (status == TER_OK) status = route(p, all, homes.items[i]);
        free(homes.items[i]);
    }
    ter_array_release(&homes);
    return status;
}

/* Geometry set by hand, as a place with a source of its own; triggers make theirs themselves. */
static ter_status put_places(ter_put *p) {
    ter_status status = ter_store_run(p->s, p->err, ter_sql_hand_sources_insert, "");
    return status == TER_OK ? ter_store_run(p->s, p->err, ter_sql_hand_places_insert, "") : status;
}

ter_status ter_decisions_sweep(ter_put *p) {
    ter_status status = ter_store_run(p->s, p->err, ter_sql_hand_places_delete, "");
    if (status != TER_OK) return status;
    return ter_store_run(p->s, p->err, ter_sql_hand_sources_delete, "");
}

/* Writes what every decision applies to now, and moves the mentions of what was touched. */
static ter_status apply_all(ter_put *p) {
    decisions all = {0};
    ter_status status = put_places(p);
    if (status == TER_OK) status = load(p, &all);
    for (size_t i = 0; i < all.list.len && status == TER_OK; i++) status = settle_one(p, &all, &all.list.items[i]);
    if (status == TER_OK) status = route_touched(p, &all);
    decisions_release(&all);
    return status;
}

ter_status ter_put_settle(ter_put *p) {
    ter_status status = apply_all(p);
    for (size_t i = 0; i < p->touched.len && status == TER_OK; i++)
        status = ter_facility_derive(p->s, p->touched.items[i], p->err);
    return status;
}
