/* Accepting and rejecting, one or many at once. */
#ifndef TER_REGISTRY_DECISIONS_VERDICT_H
#define TER_REGISTRY_DECISIONS_VERDICT_H

#include "base/error.h"
#include "base/memory.h"
#include "registry/decisions/author.h"
#include "registry/file/handle.h"

#include <stdbool.h>

typedef TER_ARRAY(char *) ter_id_list;

typedef struct ter_verdict {
    bool accept; /* it is a facility: a doubtful name is shown from now on, and so is what was rejected; else reject: a
                    wrong facility or project is hidden from every output, `show` still knows it */
    bool dry;    /* only say what would be done */
    const char *const *ids; /* as ter_override_set takes them */
    size_t count;
    const ter_author *author; /* NULL when dry */
} ter_verdict;

/* Borrowed until the callback returns. `was`: "shown", "doubtful", "rejected" or "merged". */
typedef struct ter_judged {
    const char *id, *name, *kind, *area, *was;
} ter_judged;

typedef void (*ter_judged_fn)(const ter_judged *row, void *context);

/* Writes each as a decision of its own, all in one transaction; the same id twice is one decision. An unknown id is
 * TER_INPUT, and then nothing is done. `fn` is told of each, in their order; NULL for nobody. */
ter_status ter_override_judge(ter_registry *r, const ter_verdict *verdict, ter_judged_fn fn, void *context,
                              ter_error *err);

typedef struct ter_verdict_pattern {
    const char *name;         /* one of its names, with * ? and [..] as in a path; NULL: any */
    const char *const *kinds; /* ended by NULL; NULL: any */
    bool doubtful;            /* doubtful names only, and nothing that is shown */
} ter_verdict_pattern;

/* The ids of the facilities that fit, by kind and name; the caller frees them. */
ter_status ter_verdict_find(ter_registry *r, const ter_verdict_pattern *pattern, ter_id_list *out, ter_error *err);

#endif
