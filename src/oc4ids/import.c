/* Reading an OC4IDS package into a registry. */
#include "oc4ids/project_draft.h"
#include "registry/ingest/ingest_document.h"

#include <stdlib.h>
#include <string.h>

static const char reading[] = "oc4ids 1";

static void count(ter_oc4ids_read *n, ter_ingest_outcome outcome) {
    if (outcome == TER_INGEST_UNCHANGED) n->unchanged++;
    else if (outcome == TER_INGEST_ADDED) n->added++;
    else n->replaced++;
}

static ter_status put_draft(ter_registry *r, ter_project_drafts *d, ter_project_draft *draft, ter_error *err) {
    ter_record_document *record = &draft->record;
    char hex[TER_SHA256_HEX_SIZE];
    ter_ingest_outcome outcome;
    bool namesake;
    char *json = draft->bytes ? json_dumps(draft->bytes, JSON_COMPACT) : NULL;
    TER_ARRAY(ter_record_mention) mentions = {0};
    for (size_t i = 0; i < draft->mentions.len; i++) ter_array_push(&mentions, draft->mentions.items[i].record);
    record->bytes = json ? ter_str_from(json) : d->file;
    ter_sha256_hex(record->bytes, hex);
    record->sha256 = hex;
    record->text = (ter_str){draft->text.ptr ? draft->text.ptr : "", draft->text.len};
    record->format = TER_FORMAT_OC4IDS;
    record->reading = reading;
    record->mentions = mentions.items, record->mention_count = mentions.len;
    ter_status status = ter_registry_put_document(r, record, &outcome, &namesake, err);
    if (status == TER_OK) count(&d->counts, outcome);
    ter_array_release(&mentions);
    free(json);
    return status;
}

/* Whether the registry has read the original itself. */
static ter_status has_original(ter_registry *r, const ter_project_draft *draft, bool *has, ter_error *err) {
    ter_known known = {0};
    *has = false;
    if (!draft->original) return TER_OK;
    ter_status status = ter_registry_knows(r, draft->original, NULL, &known, err);
    free(known.asked);
    *has = known.there;
    return status;
}

ter_status ter_oc4ids_import(ter_registry *r, ter_str file, const char *name, ter_oc4ids_read *report, ter_error *err) {
    ter_project_drafts d;
    ter_status status = ter_project_drafts_read(file, name, &d, err);
    for (size_t i = 0; i < d.list.len && status == TER_OK; i++) {
        bool has;
        status = has_original(r, d.list.items[i], &has, err);
        if (status != TER_OK) break;
        if (has) d.counts.kept++;
        else status = put_draft(r, &d, d.list.items[i], err);
    }
    for (size_t i = 0; i < d.decisions.len && status == TER_OK; i++) {
        const ter_project_draft_decisions *x = &d.decisions.items[i];
        status = ter_override_relay(r, x->project, x->changes.items, x->changes.len, err);
    }
    if (status == TER_OK && report) *report = d.counts;
    ter_project_drafts_release(&d);
    return status;
}
