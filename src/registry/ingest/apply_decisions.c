/* From overrides to mentions: what each override applies to now, and which facility each mention is of when merges and
 * splits are counted in. Computed anew from namings and overrides, so that the order of ingest leaves no trace. */
#include "registry/ingest/apply_decisions.h"

#include "registry/ingest/derive.h"

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
    static const char sql[] = "SELECT ?1 WHERE EXISTS (SELECT 1 FROM naming WHERE facility = ?1)"
                              " OR EXISTS (SELECT 1 FROM override WHERE active AND (what = 'add' AND target = ?1"
                              "  OR what = 'split' AND other = ?1))"
                              " UNION ALL SELECT min(facility) FROM naming WHERE toponym_id = ?1 OR name_id = ?1"
                              "  HAVING count(DISTINCT facility) = 1"
                              " UNION ALL SELECT min(n.facility) FROM override o JOIN naming n ON n.kind = o.kind"
                              "  AND n.name = CASE o.other WHEN ?1 THEN o.other_called ELSE o.called END"
                              "  WHERE o.active AND (o.target = ?1 OR o.target GLOB ?1 || '.*' OR o.other = ?1)"
                              "  HAVING count(DISTINCT n.facility) = 1"
                              " UNION ALL SELECT other FROM override WHERE active AND what = 'merge' AND other = ?1";
    ter_query q = ter_store_query(p->s, sql, "s", id);
    *home = ter_query_next(&q) ? ter_strdup(ter_query_text(&q, 0)) : ter_strdup("");
    return ter_query_end(&q, p->err);
}

static char *stem_of(const char *id) {
    return ter_strndup(id, strcspn(id, "."));
}

static ter_status load(ter_put *p, decisions *all) {
    ter_query q = ter_store_query(p->s,
                                  "SELECT id, what = 'merge', what = 'split', target, other, home, facility, project"
                                  " FROM override WHERE active ORDER BY id",
                                  "");
    while (ter_query_next(&q)) {
        decision d = {.id = ter_query_int(&q, 0),
                      .is_merge = ter_query_int(&q, 1) != 0,
                      .is_split = ter_query_int(&q, 2) != 0,
                      .target = ter_strdup(ter_query_text(&q, 3)),
                      .other = ter_strdup(ter_query_text(&q, 4)),
                      .was_home = ter_strdup(ter_query_text(&q, 5)),
                      .was_facility = ter_strdup(ter_query_text(&q, 6)),
                      .was_project = ter_strdup(ter_query_text(&q, 7))};
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
        status = ter_store_run(p->s, p->err,
                               "UPDATE override SET home = nullif(?2, ''), facility = nullif(?3, ''),"
                               " project = nullif(?4, '') WHERE id = ?1",
                               "isss", d->id, d->home, facility, project.ptr);
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
    static const char *const sql[] = {
        "INSERT OR IGNORE INTO facility (id, kind, name, pinyin, place)"
        " SELECT ?3, kind, name, '', place FROM mention WHERE document = ?1 AND number = ?2",
        "UPDATE mention SET facility = ?3 WHERE document = ?1 AND number = ?2",
        /* No more of the old one's projects; derive.c gives it a new one. */
        "UPDATE statement SET project = '' WHERE document = ?1 AND mention = ?2 AND ?3 <> ''",
    };
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof sql / sizeof *sql && status == TER_OK; i++)
        status = ter_store_run(p->s, p->err, sql[i], "iis", m->document, m->number, m->to);
    return status;
}

/* Gives the mentions of the namings of one facility to where splits and merges say. */
static ter_status route(ter_put *p, const decisions *all, const char *home) {
    static const char sql[] =
        "SELECT document, number, facility, wanted FROM (SELECT m.document, m.number, m.facility, coalesce("
        "  (SELECT o.project FROM override o WHERE o.active AND o.what = 'split' AND o.home = ?1"
        "   AND (o.field = 'part' AND o.new_value = m.part_key OR o.field = 'name' AND o.new_value = n.name"
        "    OR o.field = 'mention' AND o.new_value = d.sha256 || ':' || m.start_byte) ORDER BY o.id DESC LIMIT 1),"
        "  ?2) AS wanted FROM naming n JOIN mention m ON m.naming = n.id JOIN document d ON d.id = m.document"
        "  WHERE n.facility = ?1) WHERE facility <> wanted";
    char *final = NULL;
    TER_ARRAY(move) moves = {0};
    ter_status status = follow(p, all, home, &final);
    if (status == TER_OK) {
        ter_query q = ter_store_query(p->s, sql, "ss", home, final);
        while (ter_query_next(&q)) {
            move m = {ter_query_int(&q, 0), ter_query_int(&q, 1), ter_strdup(ter_query_text(&q, 3))};
            touch(p, ter_query_text(&q, 2));
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
    static const char *const sql[] = {
        "INSERT OR IGNORE INTO source SELECT -o.id, coalesce(o.taken_from, h.words), coalesce(o.taken_licence,"
        "  'set by hand'), CASE WHEN o.taken_from IS NULL THEN h.day ELSE o.taken_date END, 'WGS 84' FROM override o"
        " JOIN hand h ON h.id = o.id WHERE o.active AND (o.field = 'geometry' OR o.what = 'add')",
        "INSERT OR IGNORE INTO place SELECT 'hand-' || o.id, NULL, NULL, NULL, 'exact', 'exact', o.uncertainty_m, 1,"
        " h.words, -o.id, o.geometry_type, o.new_shape, 0, NULL FROM override o JOIN hand h ON h.id = o.id"
        " WHERE o.active AND (o.field = 'geometry' OR o.what = 'add')",
    };
    ter_status status = ter_store_run(p->s, p->err, sql[0], "");
    return status == TER_OK ? ter_store_run(p->s, p->err, sql[1], "") : status;
}

ter_status ter_decisions_sweep(ter_put *p) {
    ter_status status = ter_store_run(p->s, p->err,
                                      "DELETE FROM place WHERE id IN (SELECT 'hand-' || id FROM override"
                                      " WHERE NOT active)",
                                      "");
    if (status != TER_OK) return status;
    return ter_store_run(p->s, p->err, "DELETE FROM source WHERE -id IN (SELECT id FROM override WHERE NOT active)",
                         "");
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
