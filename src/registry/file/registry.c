/* A registry file is made, opened, copied and closed. */
#include "registry/file/registry.h"

#include "registry/file/context.h"
#include "registry/file/schema.h"
#include "registry/file/store_copy.h"
#include "registry/file/upgrade.h"
#include "registry/sql/schema.sql.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ter_status sync_file(const char *path, ter_error *err) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    int reason = errno;
    if (file >= 0) close(file);
    return ok ? TER_OK : ter_error_set(err, TER_IO, "%s: %s; no registry was made", path, strerror(reason));
}

static ter_status make_file(const char *path, ter_error *err) {
    ter_store s = {0};
    ter_status status = ter_store_open(path, TER_STORE_NEW, &s, err);
    if (status == TER_OK) status = ter_store_script(&s, "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY", err);
    if (status == TER_OK) status = ter_schema_make(&s, err);
    if (status == TER_OK) ter_store_keep_log(&s);
    ter_store_close(&s);
    return status == TER_OK ? sync_file(path, err) : status;
}

/* Made next to its path and linked into place, so that nobody ever opens half a registry. */
static ter_status make_registry(const char *path, bool *made, ter_error *err) {
    ter_buf temporary = {0};
    ter_buf_printf(&temporary, "%s.%ld.tmp", path, (long)getpid());
    unlink(temporary.ptr);
    ter_status status = make_file(temporary.ptr, err);
    if (status == TER_IO)
        ter_error_set(err, TER_IO, "%s: cannot be made; check that its folder exists and can be written", path);
    if (status == TER_OK) {
        *made = link(temporary.ptr, path) == 0;
        if (!*made && errno != EEXIST) *made = rename(temporary.ptr, path) == 0; /* no hard links here */
        if (!*made && !ter_path_exists(path))
            status = ter_error_set(err, TER_IO, "%s: %s; no registry was made", path, strerror(errno));
    }
    unlink(temporary.ptr);
    ter_buf_release(&temporary);
    return status;
}

ter_status ter_registry_open(const char *path, ter_registry_mode mode, ter_registry **out, ter_error *err) {
    *out = NULL;
    ter_registry *r = ter_alloc(sizeof *r);
    ter_status status = TER_OK;
    if (mode == TER_REGISTRY_CREATE && !ter_path_exists(path)) status = make_registry(path, &r->made, err);
    if (status == TER_OK)
        status = ter_store_open(path, mode == TER_REGISTRY_READ ? TER_STORE_READ : TER_STORE_WRITE, &r->store, err);
    if (status == TER_OK) status = ter_schema_verify(&r->store, err);
    if (status == TER_OK) status = ter_upgrade(&r->store, err);
    if (status != TER_OK) {
        ter_registry_free(r);
        return status;
    }
    *out = r;
    return TER_OK;
}

void ter_side_index_close(ter_side_index *index) {
    if (index->open) index->close(index->open);
    index->open = NULL;
}

void ter_registry_free(ter_registry *r) {
    if (!r) return;
    bool empty = r->made && !r->wrote && r->store.db && ter_store_int(&r->store, ter_sql_document_count, 1) == 0;
    char *path = ter_strdup(r->store.path);
    ter_side_index_close(&r->near);
    ter_side_index_close(&r->names);
    ter_store_close(&r->store);
    if (empty) unlink(path);
    free(path);
    free(r);
}

ter_status ter_registry_refresh(ter_registry *r, ter_error *err) {
    if (!ter_store_has_changed(&r->store)) return TER_OK;
    ter_side_index_close(&r->near);
    ter_side_index_close(&r->names);
    r->revision = (ter_revision){0};
    ter_status status = ter_store_refresh(&r->store, err);
    if (status == TER_OK) status = ter_schema_verify(&r->store, err);
    if (status == TER_OK) status = ter_upgrade(&r->store, err);
    return status == TER_OK && r->doubtful ? ter_show_doubtful(&r->store, err) : status;
}

ter_status ter_registry_show_doubtful(ter_registry *r, ter_error *err) {
    if (r->doubtful) return TER_OK;
    r->doubtful = true;
    return ter_show_doubtful(&r->store, err);
}

ter_status ter_registry_revision(const char *path, char out[TER_REGISTRY_REVISION], ter_error *err) {
    ter_store s = {0};
    ter_revision unknown = {0};
    ter_status status = ter_store_open(path, TER_STORE_READ, &s, err);
    out[0] = 0;
    if (status == TER_OK) ter_revision_read(&s, &unknown, out);
    ter_store_close(&s);
    return status;
}

ter_status ter_registry_copy(const char *from, const char *to, char revision[TER_REGISTRY_REVISION], ter_error *err) {
    ter_status status = ter_registry_revision(from, revision, err); /* before: what is written between shows later */
    return status == TER_OK ? ter_store_copy(from, to, err) : status;
}

typedef struct copied {
    const char *path, *revision;
    bool changed;
} copied;

static bool is_as_copied(void *context) {
    copied *c = context;
    char now[TER_REGISTRY_REVISION];
    c->changed =
        c->revision[0] && (ter_registry_revision(c->path, now, NULL) != TER_OK || strcmp(now, c->revision) != 0);
    return !c->changed;
}

ter_status ter_registry_copy_back(const char *from, const char *to, const char *revision, ter_error *err) {
    copied c = {.path = to, .revision = revision};
    ter_error why = {0};
    ter_status status = ter_store_copy_over(from, to, is_as_copied, &c, &why);
    if (status != TER_OK && c.changed)
        return ter_error_set(err, TER_BUSY, "%s: was edited while this ran; run it again, the folder is as it was", to);
    return status == TER_OK ? TER_OK : ter_error_set(err, why.code, "%s", why.message);
}

const char *ter_registry_path(const ter_registry *r) {
    return r->store.path;
}

/* A registry that an earlier program made has neither log nor revision yet. */
static ter_status make_ready(ter_registry *r, ter_error *err) {
    if (r->ready) return TER_OK;
    ter_store_keep_log(&r->store);
    ter_status status = TER_OK;
    if (!ter_revision_is_kept(&r->store)) {
        status = ter_store_script(&r->store, "BEGIN IMMEDIATE", err);
        if (status == TER_OK) status = ter_revision_keep(&r->store, err);
        if (status == TER_OK) status = ter_store_script(&r->store, "COMMIT", err);
        if (status != TER_OK) ter_store_script(&r->store, "ROLLBACK", NULL);
    }
    r->ready = status == TER_OK;
    return status;
}

ter_status ter_registry_begin(ter_registry *r, ter_error *err) {
    ter_status status = make_ready(r, err);
    ter_store_trim_log(&r->store);
    if (status == TER_OK) status = ter_store_script(&r->store, "BEGIN IMMEDIATE", err);
    if (status != TER_OK) return status;
    status = ter_store_script(&r->store, "INSERT INTO deriving VALUES (1)", err);
    if (status != TER_OK) ter_store_script(&r->store, "ROLLBACK", NULL);
    return status;
}

ter_status ter_registry_end(ter_registry *r, ter_status status, ter_error *err) {
    if (status == TER_OK) status = ter_store_script(&r->store, "DELETE FROM deriving", err);
    if (status == TER_OK) status = ter_store_script(&r->store, "COMMIT", err);
    if (status != TER_OK) ter_store_script(&r->store, "ROLLBACK", NULL);
    return status;
}

int ter_registry_version(ter_registry *r) {
    return (int)ter_store_int(&r->store, "PRAGMA user_version", 0);
}
