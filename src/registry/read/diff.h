/* What changed between two registries, or two days of one. */
#ifndef TER_REGISTRY_READ_DIFF_H
#define TER_REGISTRY_READ_DIFF_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "registry/file/handle.h"
#include "registry/read/feature.h"

/* In the order of the news. A project has one change, the first that fits. */
#define TER_CHANGE_MAP(X)                                                                                              \
    X(FINISHED, "finished")                                                                                            \
    X(STARTED, "started")         /* or goes on after a stop */                                                        \
    X(STOPPED, "stopped")         /* suspended or cancelled */                                                         \
    X(SLIPPED, "slipped")         /* an aim was put off to a later year */                                             \
    X(OVERDUE, "overdue")         /* the year aimed at went by, and no document says that it was met */                \
    X(FORWARD, "brought forward") /* an aim is now for an earlier year */                                              \
    X(NEW, "new")                 /* spoken of for the first time */                                                   \
    X(AIMED, "aimed at")          /* an aim where there was none */                                                    \
    X(CHANGED, "changed")         /* otherwise: another status or year */                                              \
    X(SILENT, "silent")           /* of the first registry only, or planned for a year that went by */
typedef enum ter_change {
#define TER_CHANGE_ENUM(code, text) TER_CHANGE_##code,
    TER_CHANGE_MAP(TER_CHANGE_ENUM)
#undef TER_CHANGE_ENUM
        TER_CHANGE_COUNT
} ter_change;
/* The word of a change; static. */
const char *ter_change_name(ter_change change);

/* A project as documents up to a day leave it. */
typedef struct ter_standing {
    bool there;
    ter_state state; /* the current one, see registry.h */
    ter_basis basis;
    int year;
    int period_from;                     /* the first of several years told of at once; 0: one is told */
    ter_state reached;                   /* the newest that is not an aim; EXISTING: none */
    int reached_year;                    /* 0: undated */
    ter_state aim;                       /* started or completed, the newest aim with a year that was not met by then */
    int aim_year;                        /* 0: no such aim */
    const char *document, *date, *quote; /* who says the current state */
} ter_standing;

/* Borrowed until the callback returns. */
typedef struct ter_change_row {
    ter_change change;
    const char *project_id, *facility_id, *name, *kind, *part, *area;
    ter_standing was, is;
} ter_change_row;

typedef void (*ter_change_fn)(const ter_change_row *row, void *context);

/* Calls `fn` for each project that changed (not for one that was completed and that the documents of `b` leave out), by
 * change, kind, name, part, id. `a` and `b` may be one registry; `from` and `to` are the last days of publication
 * ("2026" includes all of it), NULL for all. The filter's lists and area select by how a project is now (or was,
 * when it is SILENT). */
ter_status ter_registry_diff(ter_registry *a, const char *from, ter_registry *b, const char *to,
                             const ter_registry_filter *filter, ter_change_fn fn, void *context, ter_error *err);

#endif
