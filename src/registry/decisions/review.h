/* What a person should look at: statements that contradict each other, and names that may be one. */
#ifndef TER_REGISTRY_DECISIONS_REVIEW_H
#define TER_REGISTRY_DECISIONS_REVIEW_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "registry/file/handle.h"

/* The rules before MAY_BE are contradictions: the documents do not agree. */
#define TER_REVIEW_MAP(X)                                                                                              \
    X(AIM_AFTER_FACT, "aim after fact") /* completed, and an aim to complete it in a later year or a later document */ \
    X(BACKWARDS, "backwards")           /* a later document reports or plans what is behind what was reported */       \
    X(SAME_DAY, "same day")             /* two documents of one day report different states */                         \
    X(MAY_BE, "may be one")             /* two facilities that are not joined: it would be a guess */                  \
    X(MENDED, "mended part")            /* a misprinted part that was taken for another */
typedef enum ter_review_rule {
#define TER_REVIEW_ENUM(code, text) TER_REVIEW_##code,
    TER_REVIEW_MAP(TER_REVIEW_ENUM)
#undef TER_REVIEW_ENUM
} ter_review_rule;
/* The word of a rule, static, and whether it reports a contradiction. */
const char *ter_review_rule_name(ter_review_rule rule);
/* Whether documents do not agree, by this rule. */
bool ter_review_is_contradiction(ter_review_rule rule);

/* Borrowed until the callback returns; "" for what does not apply. Statements of different actions (built, and later
 * rebuilt) do not contradict each other. */
typedef struct ter_review {
    ter_review_rule rule;
    const char *facility_id, *other_id, *project_id, *name, *part, *sentence;
    const struct ter_review_saying *sayings; /* of a contradiction the two, the earlier document's first; else NULL */
} ter_review;

typedef struct ter_review_saying {
    ter_state state;
    ter_basis basis;
    int year;                    /* 0: undated */
    const char *document, *date; /* date "" when undated */
} ter_review_saying;

typedef void (*ter_review_fn)(const ter_review *row, void *context);
/* Contradictions first, then what may be one, then what was mended; each in an order of content. Not those whose state
 * a person has set, and not what a person said is to be kept. */
ter_status ter_registry_review(ter_registry *r, ter_review_fn fn, void *context, ter_error *err);

#endif
