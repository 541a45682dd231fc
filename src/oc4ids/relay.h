/* Inside the room: documents that came through a package. In the registry such a document's bytes are JSON: `document`,
 * an element of a project's documents, and `statements`, milestones that refer to it, in the order of its mentions.
 * What they state about the original (its hash, its format, where in it a sentence stands) is found again here. */
#ifndef TER_OC4IDS_RELAY_H
#define TER_OC4IDS_RELAY_H

#include "registry/read/history.h"

/* Where a statement stands in the document that makes it. */
typedef struct ter_relay_event {
    const ter_history_event *said;
    const char *sha256, *format; /* of the original */
    long long start, end;
} ter_relay_event;

typedef TER_ARRAY(ter_relay_event) ter_relay_events;

typedef struct ter_relays ter_relays; /* remembers what it has read */

/* Over a registry, which must outlive it. Caller frees. */
ter_relays *ter_relays_new(ter_registry *r);
void ter_relays_free(ter_relays *relays);

/* The events of a project with their originals, by date, hash, place in it. Strings live as long as `relays` and `h`;
 * caller releases the array. TER_FORMAT when a document's bytes are not what they should be. */
ter_status ter_relays_find(ter_relays *relays, const ter_history *h, ter_relay_events *out, ter_error *err);

#endif
