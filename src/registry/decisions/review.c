/* What a person should look at: statements that contradict each other, and names that may be one. Nothing here is wrong
 * with the file; it is what the documents say. */
#include "registry/decisions/review.h"

#include "registry/file/context.h"
#include "registry/file/row.h"

#include <stdlib.h>
#include <string.h>

const char *ter_review_rule_name(ter_review_rule rule) {
    static const char *const names[] = {
#define REVIEW_NAME(code, text) text,
        TER_REVIEW_MAP(REVIEW_NAME)
#undef REVIEW_NAME
    };
    return names[rule];
}

bool ter_review_is_contradiction(ter_review_rule rule) {
    return rule < TER_REVIEW_MAY_BE;
}

/* One statement as the queries below select it: status, basis, year, document's date and name. */
enum { STATEMENT_COLUMNS = 5 };

static void put_statement(const ter_query *q, int column, ter_buf *out) {
    const char *basis = ter_query_text(q, column + 1), *date = ter_query_text(q, column + 3);
    ter_buf_printf(out, "%s%s%s", ter_query_text(q, column), strcmp(basis, "target") == 0 ? " as an aim" : "",
                   ter_query_int(q, column + 2) ? " for " : "");
    if (ter_query_int(q, column + 2)) ter_buf_puts(out, ter_query_text(q, column + 2));
    ter_buf_printf(out, " in %s (%s)", ter_query_text(q, column + 4), *date ? date : "undated");
}

static ter_review_saying read_saying(const ter_query *q, int column) {
    return (ter_review_saying){.state = ter_row_state(q, column),
                               .basis = ter_row_basis(q, column + 1),
                               .year = (int)ter_query_int(q, column + 2),
                               .date = ter_query_text(q, column + 3),
                               .document = ter_query_text(q, column + 4)};
}

/* What a person said is right as it is, having seen documents up to a day; `other`: that two are not one. */
#define KEPT                                                                                                           \
    "kept AS (SELECT coalesce(o.facility, o.target) AS facility, o.project, o.other, coalesce(o.seen, '') AS seen"     \
    "  FROM override o WHERE o.active AND o.what = 'keep')"

/* A pair of statements of one project, the earlier document's first. `said` has each wording of a document once. */
#define PAIRS                                                                                                          \
    "WITH " KEPT                                                                                                       \
    ", said AS (SELECT DISTINCT t.project, t.status, t.basis, t.year, t.action, d.published_on AS day, d.id,"          \
    "  d.name FROM statement t JOIN document d ON d.id = t.document)"                                                  \
    " SELECT f.id, p.id, f.name, p.part, a.status, a.basis, a.year, a.day, a.name, b.status, b.basis, b.year, b.day,"  \
    " b.name FROM said a JOIN said b ON b.project = a.project AND b.id <> a.id"                                        \
    " JOIN shown_project p ON p.id = a.project JOIN shown_facility f ON f.id = p.facility"                             \
    " WHERE p.hand IS NULL AND (a.action IS b.action OR a.action IS NULL OR b.action IS NULL)"                         \
    " AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.facility = f.id AND coalesce(k.project, p.id) = p.id"               \
    "  AND k.other IS NULL AND coalesce(b.day, '') <= k.seen)"
#define PAIR_ORDER   " ORDER BY f.kind, f.name, p.id, a.day, a.id, b.day, b.id, a.status, b.status, a.year, b.year"
#define RANK(column) "instr(' planned started under_construction completed ', ' ' || " column " || ' ')"

typedef struct pair_rule {
    ter_review_rule rule;
    const char *sql;
} pair_rule;

static const pair_rule pair_rules[] = {
    {TER_REVIEW_AIM_AFTER_FACT, /* it is done, or to be done later; an aim of an older document was met early */
     PAIRS " AND a.status = 'completed' AND a.basis = 'reported' AND b.status = 'completed' AND b.basis = 'target'"
           " AND (b.year > a.year AND (b.day > a.day OR b.day = substr(a.day, 1, length(b.day)))"
           "  OR b.year = a.year AND b.day > a.day AND a.day <> substr(b.day, 1, length(a.day)))" PAIR_ORDER},
    {TER_REVIEW_BACKWARDS, /* done, then still under way or only planned */
     PAIRS " AND a.basis = 'reported' AND b.basis IS NOT 'target' AND " RANK(
         "b.status") " > 0"
                     " AND " RANK("b.status") " < " RANK("a.status") " AND b.day > a.day" PAIR_ORDER},
    {TER_REVIEW_SAME_DAY, /* two documents of one day report it differently */
     PAIRS " AND a.basis = 'reported' AND b.basis = 'reported' AND a.day = b.day AND a.id < b.id"
           " AND a.status <> b.status AND a.year IS b.year AND length(a.day) = 10" PAIR_ORDER},
};

static ter_status each_pair(ter_registry *r, const pair_rule *rule, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q = ter_store_query(&r->store, rule->sql, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        put_statement(&q, 4, &sentence);
        ter_buf_puts(&sentence, "; ");
        put_statement(&q, 4 + STATEMENT_COLUMNS, &sentence);
        const ter_review_saying sayings[] = {read_saying(&q, 4), read_saying(&q, 4 + STATEMENT_COLUMNS)};
        ter_review row = {.rule = rule->rule,
                          .sayings = sayings,
                          .facility_id = ter_query_text(&q, 0),
                          .other_id = "",
                          .project_id = ter_query_text(&q, 1),
                          .name = ter_query_text(&q, 2),
                          .part = ter_query_text(&q, 3),
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

/* Two facilities of one kind, of which one has no place, that a name could join: "a, b" with why. */
static const char may_be_sql[] =
    "WITH " KEPT ", met AS ("
    /* a name that may be short for several, or for one that the gazetteer holds apart */
    " SELECT DISTINCT x.facility AS one, y.facility AS two, 'its name may be short for the other''s' AS why, 1 AS rank"
    "  FROM naming_key a JOIN naming_key b ON b.key = a.key AND NOT b.own JOIN naming x ON x.id = a.naming"
    "  JOIN naming y ON y.id = b.naming WHERE a.own AND x.facility <> y.facility"
    /* the same name in one area, at several toponyms */
    " UNION SELECT DISTINCT x.facility, y.facility, 'the same name in one area', 2 FROM naming x"
    "  JOIN naming y ON y.name_id = x.name_id AND y.facility <> x.facility WHERE x.toponym IS NULL"
    /* two names of one short form */
    " UNION SELECT DISTINCT x.facility, y.facility, 'both names have one short form', 3"
    "  FROM naming_key a JOIN naming_key b ON b.key = a.key AND NOT b.own JOIN naming x ON x.id = a.naming"
    "  JOIN naming y ON y.id = b.naming WHERE NOT a.own AND x.facility < y.facility"
    /* the same name told by authorities of two areas */
    " UNION SELECT DISTINCT x.facility, y.facility, 'the same name in documents of two areas', 4 FROM naming x"
    "  JOIN naming y ON y.name = x.name AND y.kind = x.kind AND y.area <> x.area AND y.facility <> x.facility"
    "  WHERE x.toponym IS NULL AND (y.toponym IS NOT NULL OR x.facility < y.facility)"
    /* a document says that they are one, and they are not joined */
    " UNION SELECT DISTINCT x.facility, y.facility, 'a document says that they are one', 0 FROM definition d"
    "  JOIN naming_key a ON a.key = d.name_key AND a.own JOIN naming_key b ON b.key = d.other_key AND b.own"
    "  JOIN naming x ON x.id = a.naming JOIN naming y ON y.id = b.naming WHERE x.facility <> y.facility),"
    " best AS (SELECT *, row_number() OVER (PARTITION BY min(one, two), max(one, two) ORDER BY rank, one) AS turn"
    "  FROM met)"
    " SELECT f.id, g.id, f.name, g.name, why FROM best JOIN shown_facility f ON f.id = one JOIN shown_facility g ON "
    "g.id = two"
    " WHERE turn = 1 AND (rank = 0 OR f.toponym IS NULL OR g.toponym IS NULL) AND NOT EXISTS (SELECT 1 FROM kept k"
    "  WHERE k.facility = f.id AND k.other = g.id OR k.facility = g.id AND k.other = f.id) ORDER BY rank, f.kind, "
    "f.name, f.id, "
    "g.id";

static ter_status each_may_be(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q = ter_store_query(&r->store, may_be_sql, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        ter_buf_printf(&sentence, "may be %s (%s): %s", ter_query_text(&q, 3), ter_query_text(&q, 1),
                       ter_query_text(&q, 4));
        ter_review row = {.rule = TER_REVIEW_MAY_BE,
                          .facility_id = ter_query_text(&q, 0),
                          .other_id = ter_query_text(&q, 1),
                          .project_id = "",
                          .name = ter_query_text(&q, 2),
                          .part = "",
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

static ter_status each_mended(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_buf sentence = {0};
    ter_query q =
        ter_store_query(&r->store,
                        "WITH " KEPT " SELECT DISTINCT f.id, coalesce(t.project, ''), f.name, p.part, m.part, d.name"
                        " FROM mention m JOIN document d ON d.id = m.document"
                        " JOIN shown_facility f ON f.id = m.facility JOIN statement t ON t.document = m.document"
                        "  AND t.mention = m.number JOIN shown_project p ON p.id = t.project"
                        " WHERE m.part_rule IS NOT NULL AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.facility = f.id"
                        "  AND coalesce(k.project, p.id) = p.id AND k.other IS NULL)"
                        " AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.field = 'part'"
                        "  AND o.what = 'set' AND o.project = p.id) ORDER BY f.kind, f.name, t.project, m.part, d.name",
                        "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&sentence);
        ter_buf_printf(&sentence, "%s printed in %s is taken for %s", ter_query_text(&q, 4), ter_query_text(&q, 5),
                       ter_query_text(&q, 3));
        ter_review row = {.rule = TER_REVIEW_MENDED,
                          .facility_id = ter_query_text(&q, 0),
                          .other_id = "",
                          .project_id = ter_query_text(&q, 1),
                          .name = ter_query_text(&q, 2),
                          .part = ter_query_text(&q, 3),
                          .sentence = sentence.ptr};
        fn(&row, context);
    }
    ter_buf_release(&sentence);
    return ter_query_end(&q, err);
}

ter_status ter_registry_review(ter_registry *r, ter_review_fn fn, void *context, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof pair_rules / sizeof *pair_rules && status == TER_OK; i++)
        status = each_pair(r, &pair_rules[i], fn, context, err);
    if (status == TER_OK) status = each_may_be(r, fn, context, err);
    return status == TER_OK ? each_mended(r, fn, context, err) : status;
}
