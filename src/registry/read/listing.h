/* The features of layers: each project in each state of its history, or as of a day. */
#ifndef TER_REGISTRY_READ_LISTING_H
#define TER_REGISTRY_READ_LISTING_H

#include "registry/read/feature.h"

/* Until ter_registry_let_go, all that is read is of one state of the registry, whatever others write meanwhile. A
 * handle that is writing needs to hold nothing more. */
ter_status ter_registry_hold(ter_registry *r, ter_error *err);
/* Ends what ter_registry_hold began. */
void ter_registry_let_go(ter_registry *r);

/* Calls `fn` for each feature, ordered by year (undated last), state, basis, kind, name, part, facility_id.
 *
 * With `as_of` a project is one feature, in the state that it had at the end of that day by what was known then: of the
 * statements of documents published by that day the newest decides, as for the current state. A document that states
 * only a month or a year counts from its last day, one without a date never. A state set by hand counts from the day it
 * was set, before all documents, until the next one is set. A project of which nothing was said yet is none; a facility
 * without a project then is there, as EXISTING, when a document published by then mentions it, or when it was drawn by
 * then. Names, kinds, places, joins and rejections are not of a day: they are what is known now. */
ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);
/* The same features in the same order, without document, quote, confidence and the geometry's source: in less time. */
ter_status ter_registry_each_outline(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

#endif
