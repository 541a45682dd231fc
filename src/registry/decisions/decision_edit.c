/* Overrides from the command line: each call writes its row and lets everything follow, in one transaction. */
#include "registry/decisions/decision_edit.h"

#include "registry/decisions/edit.h"
#include "registry/file/context.h"
#include "registry/file/registry.h"
#include "registry/file/row.h"
#include "registry/ingest/ingest_place.h"
#include "registry/read/facility.h"

#include "base/json.h"
#include "base/sha256.h"
#include "registry/sql/decision.sql.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* ---- set ---- */

static bool is_whole(const ter_edit *e) {
    size_t n = strlen(e->project);
    return n == 0 || (n > 6 && strcmp(e->project + n - 6, ".whole") == 0);
}

static ter_status set_word(ter_edit *e, const char *field, const char *value, ter_error *err) {
    bool of_part = strcmp(field, "part") == 0;
    ter_query q =
        ter_store_query(&e->r->store, ter_sql_word_now, "facility:s field:s project:s", e->facility, field, e->project);
    char *old =
        ter_query_next(&q) && !ter_query_is_null(&q, TER_ONLY) ? ter_strdup(ter_query_text(&q, TER_ONLY)) : NULL;
    ter_status status = ter_query_end(&q, err);
    ter_edit_row row = {.what = "set",
                        .target = of_part ? e->project : e->facility,
                        .field = field,
                        .old_value = old,
                        .new_value = value};
    if (status == TER_OK) status = ter_edit_write(e, &row, err);
    free(old);
    return status;
}

static ter_status set_geometry(ter_edit *e, const ter_override_values *v, ter_error *err) {
    static const char *const types[] = {NULL, "point", "line", "polygon"};
    ter_buf shape = {0}, old = {0};
    ter_query q = ter_store_query(&e->r->store, ter_sql_shape_now, "facility:s project:s", e->facility, e->project);
    if (ter_query_next(&q)) ter_buf_put_str(&old, ter_query_bytes(&q, TER_ONLY));
    ter_status status = ter_query_end(&q, err);
    ter_put_shape(v->geometry, &shape);
    ter_edit_row row = {.what = "set",
                        .target = is_whole(e) ? e->facility : e->project,
                        .field = "geometry",
                        .geometry_type = types[v->geometry->type],
                        .old_shape = {old.len ? old.ptr : NULL, old.len},
                        .new_shape = {shape.ptr, shape.len},
                        .uncertainty_m = v->uncertainty_m,
                        .taken_from = v->taken_from,
                        .taken_licence = v->taken_licence,
                        .taken_date = v->taken_date};
    if (status == TER_OK) status = ter_edit_write(e, &row, err);
    ter_buf_release(&shape);
    ter_buf_release(&old);
    return status;
}

static char *state_json(ter_state state, ter_basis basis, int year, ter_action action) {
    ter_buf out = {0};
    ter_json j;
    ter_json_init(&j, &out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "status", ter_state_name(state));
    ter_json_put_text(&j, "basis", ter_or_null(ter_basis_name(basis)));
    ter_json_key(&j, "year");
    if (year) ter_json_int(&j, year);
    else ter_json_null(&j);
    ter_json_put_text(&j, "action", ter_or_null(ter_action_name(action)));
    ter_json_end(&j, '}');
    return ter_buf_detach(&out);
}

static ter_status set_state(ter_edit *e, const ter_override_values *v, ter_error *err) {
    ter_buf project = {0};
    ter_buf_printf(&project, "%s%s", *e->project ? e->project : e->facility, *e->project ? "" : ".whole");
    ter_state state = TER_STATE_EXISTING;
    ter_basis basis = TER_BASIS_NONE;
    ter_action action = TER_ACTION_NONE;
    int year = 0;
    ter_query q = ter_store_query(&e->r->store, ter_sql_state_now, "s", project.ptr);
    if (ter_query_next(&q)) {
        state = ter_row_state(&q, COL_STATE_NOW_STATUS), basis = ter_row_basis(&q, COL_STATE_NOW_BASIS),
        action = ter_row_action(&q, COL_STATE_NOW_ACTION);
        year = (int)ter_query_int(&q, COL_STATE_NOW_YEAR);
    }
    ter_status status = ter_query_end(&q, err);
    char *old = state_json(state, basis, year, action);
    char *new = state_json(v->has_status ? v->status : state, v->has_basis ? v->basis : basis,
                           v->has_year ? v->year : year, v->has_action ? v->action : action);
    ter_edit_row row = {.what = "set", .target = project.ptr, .field = "state", .old_value = old, .new_value = new};
    if (status == TER_OK) status = ter_edit_write(e, &row, err);
    free(old);
    free(new);
    ter_buf_release(&project);
    return status;
}

/* A facility with parts has no state of its own: the project must be named. */
static ter_status check_state_target(ter_edit *e, ter_error *err) {
    if (*e->project) return TER_OK;
    ter_query q = ter_store_query(&e->r->store, ter_sql_projects_to_choose, "s", e->facility);
    ter_status status = TER_OK;
    if (ter_query_next(&q)) {
        long long count = ter_query_int(&q, COL_PROJECTS_TO_CHOOSE_COUNT);
        if (count > 1)
            status = ter_error_set(err, TER_INPUT, "'%s' has several projects, name one: %s", e->facility,
                                   ter_query_text(&q, COL_PROJECTS_TO_CHOOSE_LIST));
        if (count == 1) {
            free(e->project);
            e->project = ter_strdup(ter_query_text(&q, COL_PROJECTS_TO_CHOOSE_ID));
        }
    }
    ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
    return status == TER_OK ? ended : status;
}

ter_status ter_override_set(ter_registry *r, const char *id, const ter_override_values *v, const ter_author *author,
                            ter_error *err) {
    ter_edit e;
    ter_status status = ter_edit_begin(&e, r, author, err);
    if (status != TER_OK) return status;
    status = ter_edit_resolve(&e, id, err);
    if (status == TER_OK && v->part && !*e.project)
        status =
            ter_error_set(err, TER_INPUT, "'%s' is not a project; a part belongs to a project, see terrier show", id);
    if (status == TER_OK && v->geometry) status = set_geometry(&e, v, err);
    if (status == TER_OK && v->name) status = set_word(&e, "name", v->name, err);
    if (status == TER_OK && v->kind) status = set_word(&e, "kind", v->kind, err);
    if (status == TER_OK && v->area) status = set_word(&e, "area", v->area, err);
    if (status == TER_OK && v->part) status = set_word(&e, "part", v->part, err);
    bool state = v->has_status || v->has_basis || v->has_year || v->has_action;
    if (status == TER_OK && state) status = check_state_target(&e, err);
    if (status == TER_OK && state) status = set_state(&e, v, err);
    return ter_edit_end(&e, status, err);
}

/* Whether a project may be given states from elsewhere: it is there, or can be made, and nobody gave it one here. */
static ter_status takes_states(ter_edit *e, bool *takes, ter_error *err) {
    ter_query q = ter_store_query(&e->r->store, ter_sql_takes_states, "facility:s project:s", e->facility, e->project);
    *takes = ter_query_next(&q) && ter_query_int(&q, TER_ONLY);
    return ter_query_end(&q, err);
}

static char *relayed_json(const ter_override_state *s) {
    return state_json(s->status, s->basis, s->year, s->action);
}

ter_status ter_override_relay(ter_registry *r, const char *id, const ter_override_change *changes, size_t count,
                              ter_error *err) {
    ter_edit e;
    bool takes = false;
    ter_buf project = {0};
    const char *part = strchr(id, '.');
    ter_status status = ter_edit_begin(&e, r, NULL, err);
    if (status != TER_OK) return status;
    char *facility = ter_strndup(id, strcspn(id, "."));
    status = ter_registry_resolve(r, facility, &e.facility, err);
    free(facility);
    if (status == TER_OK && e.facility) {
        ter_buf_printf(&project, "%s%s", e.facility, part ? part : ".whole");
        e.project = ter_buf_detach(&project);
        status = takes_states(&e, &takes, err);
    }
    for (size_t i = 0; i < count && takes && status == TER_OK; i++) {
        char *was = relayed_json(&changes[i].was), *is = relayed_json(&changes[i].is);
        e.author = &changes[i].author;
        ter_edit_row row = {.what = "set", .target = e.project, .field = "state", .old_value = was, .new_value = is};
        status = ter_edit_write(&e, &row, err);
        free(was), free(is);
    }
    return ter_edit_end(&e, status, err);
}

/* ---- merge, split, drop ---- */

ter_status ter_override_merge(ter_registry *r, const char *id, const char *other, const ter_author *author,
                              ter_error *err) {
    ter_edit e;
    ter_status status = ter_edit_begin(&e, r, author, err);
    if (status != TER_OK) return status;
    char *kept = NULL;
    status = ter_edit_resolve(&e, id, err);
    if (status == TER_OK) {
        kept = e.facility;
        free(e.project);
        e.facility = e.project = NULL;
        status = ter_edit_resolve(&e, other, err);
    }
    if (status == TER_OK && strcmp(kept, e.facility) == 0)
        status = ter_error_set(err, TER_INPUT, "'%s' and '%s' are one facility already", id, other);
    ter_edit_row row = {.what = "merge", .target = e.facility, .other = kept};
    if (status == TER_OK) ter_put_touch(&e.put, kept);
    if (status == TER_OK) status = ter_edit_write(&e, &row, err);
    free(kept);
    return ter_edit_end(&e, status, err);
}

ter_status ter_override_keep(ter_registry *r, const char *id, const char *other, const ter_author *author,
                             ter_error *err) {
    ter_edit e;
    ter_status status = ter_edit_begin(&e, r, author, err);
    if (status != TER_OK) return status;
    char *apart = NULL;
    if (other) {
        status = ter_edit_resolve(&e, other, err);
        apart = e.facility;
        free(e.project);
        e.facility = e.project = NULL;
    }
    if (status == TER_OK) status = ter_edit_resolve(&e, id, err);
    if (status == TER_OK && apart && strcmp(apart, e.facility) == 0)
        status = ter_error_set(err, TER_INPUT, "'%s' and '%s' are one facility; split it first", id, other);
    const char *target = e.project && *e.project && !apart ? e.project : e.facility;
    ter_edit_row row = {.what = "keep", .target = target, .other = apart};
    if (status == TER_OK) status = ter_edit_write(&e, &row, err);
    free(apart);
    return ter_edit_end(&e, status, err);
}

/* The value as mentions are compared with it. */
static ter_status split_value(ter_edit *e, ter_split_by by, const char *value, ter_buf *out, ter_error *err) {
    if (by == TER_SPLIT_NAME || by == TER_SPLIT_PART) {
        ter_fold_key(ter_str_from(value), out);
        if (by == TER_SPLIT_NAME) return TER_OK;
        ter_query q = ter_store_query(&e->r->store, ter_sql_split_part, "facility:s part:s folded:s", e->facility,
                                      value, out->ptr);
        if (ter_query_next(&q)) {
            ter_buf_clear(out);
            ter_buf_puts(out, ter_query_text(&q, TER_ONLY));
        }
        return ter_query_end(&q, err);
    }
    const char *colon = strrchr(value, ':');
    char *name = ter_strndup(value, colon ? (size_t)(colon - value) : strlen(value));
    ter_query q = ter_store_query(&e->r->store, ter_sql_split_mention, "facility:s document:s start:i", e->facility,
                                  name, colon ? strtoll(colon + 1, NULL, 10) : -1LL);
    if (ter_query_next(&q)) ter_buf_puts(out, ter_query_text(&q, TER_ONLY));
    free(name);
    return ter_query_end(&q, err);
}

/* The facility whose namings the mentions are of, before merges; what is split off, and what stays. */
static ter_status split_home(ter_edit *e, const char *field, const char *value, char **home, ter_error *err) {
    long long out = 0, rest = 0;
    ter_query q =
        ter_store_query(&e->r->store, ter_sql_split_home, "facility:s field:s value:s", e->facility, field, value);
    while (ter_query_next(&q)) {
        if (!*home) *home = ter_strdup(ter_query_text(&q, COL_SPLIT_HOME_FACILITY));
        out += ter_query_int(&q, COL_SPLIT_HOME_TAKEN);
        rest += ter_query_int(&q, COL_SPLIT_HOME_REST);
    }
    ter_status status = ter_query_end(&q, err);
    if (status != TER_OK) return status;
    if (out == 0)
        return ter_error_set(err, TER_INPUT, "'%s' has no mention with this %s; terrier show lists what it has",
                             e->facility, field);
    if (rest == 0)
        return ter_error_set(err, TER_INPUT, "all mentions of '%s' have this %s; there is nothing to split",
                             e->facility, field);
    return TER_OK;
}

static char *split_id(ter_edit *e, const char *field, const char *value, const char *home) {
    ter_buf identity = {0}, id = {0};
    char hex[TER_SHA256_HEX_SIZE];
    ter_buf_printf(&identity, "split|%s|%s|%s", home, field, value);
    ter_sha256_hex((ter_str){identity.ptr, identity.len}, hex);
    ter_buf_append(&id, e->facility, strcspn(e->facility, "-"));
    ter_buf_printf(&id, "-%.12s", hex);
    ter_buf_release(&identity);
    return ter_buf_detach(&id);
}

ter_status ter_override_split(ter_registry *r, const char *id, ter_split_by by, const char *value,
                              const ter_author *author, char **made, ter_error *err) {
    static const char *const fields[] = {"part", "name", "mention"};
    ter_edit e;
    ter_buf key = {0};
    char *home = NULL;
    *made = NULL;
    ter_status status = ter_edit_begin(&e, r, author, err);
    if (status != TER_OK) return status;
    ter_buf_puts(&key, "");
    status = ter_edit_resolve(&e, id, err);
    if (status == TER_OK) status = split_value(&e, by, value, &key, err);
    if (status == TER_OK) status = split_home(&e, fields[by], key.ptr, &home, err);
    if (status == TER_OK) {
        *made = split_id(&e, fields[by], key.ptr, home);
        ter_edit_row row = {.what = "split", .target = home, .field = fields[by], .new_value = key.ptr, .other = *made};
        row.old_value = value;
        status = ter_edit_write(&e, &row, err);
    }
    free(home);
    ter_buf_release(&key);
    status = ter_edit_end(&e, status, err);
    if (status != TER_OK) free(*made), *made = NULL;
    return status;
}

ter_status ter_override_drop(ter_registry *r, long long number, ter_error *err) {
    ter_edit e;
    bool there = false;
    ter_status status = ter_edit_begin(&e, r, NULL, err);
    if (status != TER_OK) return status;
    ter_query q = ter_store_query(&r->store, ter_sql_decision_active, "i", number);
    there = ter_query_next(&q);
    static const int ids[] = {COL_DECISION_ACTIVE_HOME, COL_DECISION_ACTIVE_FACILITY, COL_DECISION_ACTIVE_PROJECT,
                              COL_DECISION_ACTIVE_OTHER};
    for (int i = 0; there && i < 4; i++) /* a project's id touches nothing */
        if (*ter_query_text(&q, ids[i])) ter_put_touch(&e.put, ter_query_text(&q, ids[i]));
    status = ter_query_end(&q, err);
    if (status == TER_OK && !there)
        status = ter_error_set(err, TER_INPUT, "%s: has no override %lld in force; see terrier override list",
                               ter_registry_path(r), number);
    if (status == TER_OK) status = ter_store_run(&r->store, err, ter_sql_decision_drop, "i", number);
    return ter_edit_end(&e, status, err);
}
