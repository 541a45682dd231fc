/* Inside the room: one project of a package. */
#ifndef TER_OC4IDS_OC4IDS_PROJECT_H
#define TER_OC4IDS_OC4IDS_PROJECT_H

#include "base/date.h"
#include "base/json.h"
#include "oc4ids/codes.h"
#include "oc4ids/relay.h"

/* Puts the project object. `events` as ter_relays_find gives them. */
void ter_oc4ids_project_put(ter_json *j, const ter_oc4ids_codes *codes, const ter_history *h,
                            const ter_relay_events *events);

/* The project's current state: what a person set, else the newest event, by the registry's rules (see
 * ter_registry_put_document). */
ter_history_state ter_oc4ids_current(const ter_history *h, const ter_relay_events *events);

/* "2026-03" as a date-time: its first moment, or its last second. "" for "". */
enum { TER_DATE_TIME_SIZE = 48 };
void ter_oc4ids_date_time(ter_date date, bool last, char out[TER_DATE_TIME_SIZE]);
void ter_oc4ids_date_of(const char *date, char out[TER_DATE_TIME_SIZE]);

/* Puts a text under a key unless it is "" or NULL: the standard allows no empty strings. */
void ter_oc4ids_put_text(ter_json *j, const char *key, const char *value);

#endif
