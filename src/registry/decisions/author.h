/* Who decides. */
#ifndef TER_REGISTRY_DECISIONS_AUTHOR_H
#define TER_REGISTRY_DECISIONS_AUTHOR_H

typedef struct ter_author {
    const char *person; /* NULL or "": unknown */
    const char *at;     /* UTC, 2026-11-22T09:30:00Z */
    const char *why;    /* NULL or "": not said */
} ter_author;

#endif
