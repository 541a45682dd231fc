/* All documents, names and statements in one pass each, for a map. Everything given to a callback is borrowed until it
 * returns; "" for what is not stated. */
#ifndef TER_REGISTRY_READ_WHOLE_H
#define TER_REGISTRY_READ_WHOLE_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "registry/file/handle.h"

typedef struct ter_registry_title { /* a document */
    long long id;
    const char *name, *title, *publisher, *date;
} ter_registry_title;
typedef void (*ter_title_fn)(const ter_registry_title *title, void *context);
/* Newest first. */
ter_status ter_registry_each_title(ter_registry *r, ter_title_fn fn, void *context, ter_error *err);

typedef struct ter_registry_name { /* one of a facility's */
    const char *facility, *name, *type, *folded, *pinyin, *initials;
} ter_registry_name;
typedef void (*ter_name_fn)(const ter_registry_name *name, void *context);
/* By facility's id, then type, then name; what is only a form as printed is left out. */
ter_status ter_registry_each_name(ter_registry *r, ter_name_fn fn, void *context, ter_error *err);

/* A statement, or a mention without one (project "", state EXISTING). */
typedef struct ter_registry_saying {
    const char *facility, *project, *part, *quote;
    long long document;
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day; /* 0: not stated */
    int period_from;      /* the first of the years told of at once; 0: one is told */
} ter_registry_saying;
typedef void (*ter_saying_fn)(const ter_registry_saying *saying, void *context);
/* By facility's id, then oldest document first, then by place in the document. */
ter_status ter_registry_each_saying(ter_registry *r, ter_saying_fn fn, void *context, ter_error *err);

#endif
