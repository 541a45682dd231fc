/* The index next to a large registry: used while its stamp is that of the registry, else made again. */
#include "registry/search/distance_index.h"
#include "base/file.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/search.sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const things[3] = {ter_sql_things_point, ter_sql_things_line, ter_sql_things_polygon};

static char *index_path(const ter_registry *r) {
    ter_buf path = {0};
    ter_buf_printf(&path, "%s-near", r->store.path);
    return ter_buf_detach(&path);
}

static bool has_many_things(ter_registry *r) {
    return ter_store_int(&r->store, ter_sql_thing_count, 0) > TER_INDEX_LEAST_ROWS;
}

static ter_status add_thing(ter_near_builder *b, const ter_query *q, ter_error *err) {
    ter_geometry g = {0};
    ter_status status = ter_geometry_from_spatialite(ter_query_bytes(q, COL_THING_GEOM), &g, err);
    if (status != TER_OK) return status;
    ter_near_record record = {.id = ter_query_text(q, COL_THING_ID),
                              .project = ter_query_text(q, COL_THING_PROJECT_ID),
                              .name = ter_query_text(q, COL_THING_NAME),
                              .kind = ter_query_text(q, COL_THING_KIND),
                              .part = ter_query_text(q, COL_THING_PART),
                              .state = ter_row_state(q, COL_THING_STATUS),
                              .basis = ter_row_basis(q, COL_THING_BASIS),
                              .year = (int)ter_query_int(q, COL_THING_YEAR),
                              .period_from = (int)ter_query_int(q, COL_THING_PERIOD_FROM),
                              .precision = ter_row_precision(q, COL_THING_PRECISION),
                              .area = ter_query_text(q, COL_THING_AREA),
                              .geometry = &g};
    ter_near_builder_add(b, &record);
    ter_geometry_release(&g);
    return TER_OK;
}

static ter_status make_index(ter_registry *r, const char *path, const char *stamp, ter_error *err) {
    ter_near_builder *b = NULL;
    ter_status status = ter_near_builder_new(path, &b, err);
    for (int i = 0; i < 3 && status == TER_OK; i++) {
        ter_query q = ter_store_query(&r->store, things[i], "");
        while (status == TER_OK && ter_query_next(&q)) status = add_thing(b, &q, err);
        ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
        if (status == TER_OK) status = ended;
    }
    if (status == TER_OK) status = ter_near_builder_write(b, stamp, err);
    ter_near_builder_free(b);
    return status;
}

static void free_index(void *index) {
    ter_near_index_free(index);
}

/* Opens a made index that is up to date. */
static ter_status open_made(ter_registry *r, const char *path, const char *stamp, ter_error *err) {
    ter_near_index *index = NULL;
    ter_status status = ter_near_index_open(path, stamp, &index, err);
    r->near.open = index;
    r->near.close = free_index;
    return status;
}

/* Opens the index that holds now in r->near, or leaves that NULL. `always`: makes one though things are few, or says
 * why not. */
static ter_status open_index(ter_registry *r, bool always, ter_error *err) {
    char stamp[TER_REVISION];
    if (!ter_revision_read(&r->store, &r->revision, stamp)) {
        ter_side_index_close(&r->near);
        if (!always) return TER_OK;
        return ter_error_set(err, TER_UNSUPPORTED, "%s: was made by an earlier terrier; ingest something into it first",
                             r->store.path);
    }
    if (r->near.open && strcmp(r->near.stamp, stamp) == 0) return TER_OK;
    ter_side_index_close(&r->near);
    char *path = index_path(r);
    ter_status usable = open_made(r, path, stamp, NULL);
    /* Made again by one at a time, and not for a state that will be gone in a moment; the others, and those who may not
     * write here, go without. */
    if (usable != TER_OK && (always || (!ter_store_is_being_written(&r->store) && has_many_things(r)))) {
        usable = make_index(r, path, stamp, err);
        if (usable == TER_OK) usable = open_made(r, path, stamp, err);
    }
    if (usable == TER_OK) strcpy(r->near.stamp, stamp);
    free(path);
    return always ? usable : TER_OK;
}

/* The index turned out to be damaged: its file is removed, so that the next search makes it again. */
static void drop_index(ter_registry *r) {
    char *path = index_path(r);
    ter_side_index_close(&r->near);
    remove(path);
    free(path);
}

static uint32_t states_of(const ter_registry_filter *f) {
    uint32_t bits = 0;
    if (!f->states && !f->bases) return 0;
    for (int state = 0; state < TER_STATE_COUNT; state++)
        for (int basis = 0; basis < TER_BASIS_COUNT; basis++) {
            const ter_registry_filter words = {.states = f->states, .bases = f->bases};
            const char *state_word = ter_state_name((ter_state)state), *basis_word = ter_basis_name((ter_basis)basis);
            if (ter_filter_allows(&words, "", state_word, basis_word, 0)) bits |= TER_NEAR_STATE(state, basis);
        }
    return bits ? bits : TER_NEAR_STATE(TER_STATE_COUNT, 0); /* nothing has that */
}

static ter_status walk(ter_near_search *s, ter_error *err) {
    ter_near_filter filter = {0};
    if (s->filter) {
        filter.kinds = s->filter->kinds;
        filter.area = s->filter->area;
        /* Of another day, what the index knows of states and years says nothing. */
        if (!s->as_of[0]) filter.states = states_of(s->filter), filter.years = s->filter->years;
    }
    ter_near_walk *w = ter_near_walk_new(s->r->near.open, s->from, s->radius_m, &filter);
    ter_status status = TER_OK;
    while (status == TER_OK && !(s->limit && s->hits->len == s->limit)) {
        ter_near_found found;
        bool more = false, selected = false;
        status = ter_near_walk_next(w, &found, &more, err);
        if (status != TER_OK || !more) break;
        status = ter_near_selects(s, &found, &selected, err);
        if (status == TER_OK && selected) ter_near_hits_add(s->hits, &found);
    }
    ter_near_walk_free(w);
    return status;
}

ter_status ter_near_by_index(ter_near_search *s, bool *answered, ter_error *err) {
    *answered = false;
    if (s->r->doubtful) return TER_OK; /* it has none of them */
    ter_status status = open_index(s->r, false, err);
    if (status != TER_OK || !s->r->near.open) return status;
    status = walk(s, err);
    if (status == TER_FORMAT) {
        ter_near_hits_release(s->hits);
        drop_index(s->r);
        return TER_OK;
    }
    *answered = status == TER_OK;
    return status;
}

ter_status ter_registry_index(ter_registry *r, ter_error *err) {
    ter_status status = ter_store_script(&r->store, "BEGIN", err);
    if (status != TER_OK) return status;
    status = open_index(r, true, err);
    ter_store_script(&r->store, "COMMIT", NULL);
    return status;
}
