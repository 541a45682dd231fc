/* What a person should look at, most useful first: the work queue behind `list --review`. */
#ifndef TER_REGISTRY_DECISIONS_QUEUE_H
#define TER_REGISTRY_DECISIONS_QUEUE_H

#include "base/memory.h"
#include "registry/read/feature.h"

/* Each with its weight. */
#define TER_QUEUE_MAP(X)                                                                                               \
    X(CONTRADICTION, "contradiction", 4) /* documents say what cannot both be so */                                    \
    X(OUTDATED, "newer than set", 4)     /* a document newer than a state set by hand says another one */              \
    X(AMBIGUOUS, "ambiguous", 4)         /* several places far apart bear the name: it has none of them */             \
    X(DOUBTFUL, "doubtful", 6)           /* its place was chosen with a score below TER_QUEUE_SURE; x (1 - score) */   \
    X(DOUBTFUL_NAME, "doubtful name", 3) /* it may be no facility; x the probability that it is */                     \
    X(MAY_BE, "may be one", 3)           /* two facilities that are not joined: it would be a guess */                 \
    X(UNPLACED, "unplaced", 2)           /* no place at all */                                                         \
    X(VAGUE, "vague", 1)                 /* only an area or a greater whole that holds it */                           \
    X(MENDED, "mended part", 1)          /* a misprinted part that was taken for another */                            \
    X(WEAK_DATE, "weak date", 2)         /* a document that does not surely say when it was issued */                  \
    X(IDLE, "idle", 1)                   /* a decision whose facility no document names any more */
typedef enum ter_queue_issue {
#define TER_QUEUE_ENUM(code, text, weight) TER_QUEUE_##code,
    TER_QUEUE_MAP(TER_QUEUE_ENUM)
#undef TER_QUEUE_ENUM
        TER_QUEUE_ISSUES
} ter_queue_issue;
/* The word of an issue; static. */
const char *ter_queue_issue_name(ter_queue_issue issue);

#define TER_QUEUE_SURE    0.9
#define TER_QUEUE_PRESENT "as it is now" /* words of the choice that is its place already */

/* One way to settle it: a state, a place of the gazetteer, or another facility. */
typedef struct ter_queue_choice {
    const char *id; /* of the gazetteer's feature, or of the facility; "" for a state */
    const char *name, *kind, *area;
    const char *words; /* reason, or which document says so */
    ter_position at;   /* used when has_position */
    bool has_position;
    double score;
    ter_state state; /* used when has_state */
    ter_basis basis;
    int year;
    bool has_state;
} ter_queue_choice;

typedef struct ter_queue_item {
    ter_queue_issue issue;
    const char *target; /* id of what is to be decided on: a facility or a project */
    const char *facility_id, *project_id, *other_id;
    const char *name, *part, *kind, *area, *reason; /* "" for what does not apply */
    long long number;                               /* of the override that it is about; 0: none */
    ter_position at;                                /* its place now, when has_position */
    bool has_position;
    size_t mentions; /* of the project, or of the facility when it is about that */
    double points;
    TER_ARRAY(ter_queue_choice) choices; /* what holds now first, then the likeliest */
    TER_ARRAY(char *) strings;           /* owns all of the above */
} ter_queue_item;

typedef TER_ARRAY(ter_queue_item) ter_queue;

typedef struct ter_queue_request {
    const ter_registry_filter *filter; /* lists and area; a facility passes with any of its states */
    const char *const *core;           /* kinds that count twice, ended by NULL */
} ter_queue_request;

/* All that is to be decided, by points, then issue, name and id. Points are the issue's weight × (1 +
 * mentions), × 2 for a kind of the core, × 2 for what is a project and no mere reference. What a person has decided on
 * (a place or state set by hand, `keep`) is left out, until a newer document contradicts it. Caller releases. */
ter_status ter_registry_queue(ter_registry *r, const ter_queue_request *request, ter_queue *out, ter_error *err);
/* Frees the items and their texts. */
void ter_queue_release(ter_queue *q);

#endif
