/* The folder of `build`: registry, layers, map and QGIS project. */
#include "pipeline/build.h"

#include "base/file.h"
#include "export/folder.h"
#include "qgis/qgis_project.h"
#include "registry/file/registry.h"
#include "web/web_map.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The files that belong to a database move with it: a log left next to another database would corrupt that one. */
static const char *const entries[] = {"registry.sqlite",
                                      "registry.sqlite-wal",
                                      "registry.sqlite-shm",
                                      "registry.sqlite-journal",
                                      "registry.sqlite-near",
                                      "registry.sqlite-find",
                                      "registry.gpkg",
                                      "registry.gpkg-wal",
                                      "registry.gpkg-shm",
                                      "layers",
                                      "qgis",
                                      "map",
                                      NULL};
static const ter_folder_kind build_folder = {"registry.sqlite", "TerR", entries}; /* its application_id */

/* A registry that existed, and its revision when it was copied. */
typedef struct earlier {
    bool there;
    char revision[TER_REGISTRY_REVISION];
} earlier;

static ter_status keep_registry(const ter_folder *folder, earlier *e, ter_error *err) {
    *e = (earlier){.there = ter_folder_is_ours(folder->path, &build_folder)};
    if (!e->there) return TER_OK;
    char *from = ter_path_join(folder->path, "registry.sqlite"),
         *to = ter_path_join(folder->temporary, "registry.sqlite");
    ter_status status = ter_registry_copy(from, to, e->revision, err);
    free(from), free(to);
    return status;
}

enum { SHARED = 3 }; /* of the entries: the registry, its log, the log's index */

/* The same file in both folders, so that a program that has it open keeps it when the folders are exchanged. */
static bool share_entry(const ter_folder *folder, const char *name) {
    char *old = ter_path_join(folder->path, name), *new = ter_path_join(folder->temporary, name);
    bool there = ter_path_exists(old);
    unlink(new);
    bool ok = !there || link(old, new) == 0 || rename(old, new) == 0;
    free(old), free(new);
    return ok;
}

/* When the folders were not exchanged: a registry that could only be moved, not shared, goes back with its log. */
static void unshare_entries(const ter_folder *folder) {
    char *registry = ter_path_join(folder->path, entries[0]);
    bool moved = !ter_path_exists(registry);
    free(registry);
    for (size_t i = 0; i < SHARED && moved; i++) {
        char *old = ter_path_join(folder->path, entries[i]), *new = ter_path_join(folder->temporary, entries[i]);
        if (!ter_path_exists(old)) rename(new, old);
        free(old), free(new);
    }
}

/* A program that has the registry open (QGIS, during an edit) keeps using the open file. So the earlier file gets the
 * new content and moves into the new folder with its log. When it was changed while this ran, the build is refused, so
 * that no change is lost. */
static ter_status give_back_registry(const ter_folder *folder, const earlier *e, ter_error *err) {
    if (!e->there) return TER_OK;
    char *old = ter_path_join(folder->path, "registry.sqlite"),
         *new = ter_path_join(folder->temporary, "registry.sqlite");
    ter_status status = ter_registry_copy_back(new, old, e->revision, err);
    for (size_t i = 0; i < SHARED && status == TER_OK; i++)
        if (!share_entry(folder, entries[i]))
            status =
                ter_error_set(err, TER_IO, "%s: %s; its content is new, the folder is unchanged", old, strerror(errno));
    free(old), free(new);
    return status;
}

/* ---- documents ---- */

/* Reading continues after a document that fails; the last failure is held back, since it is the error of the build when
 * all documents fail. */
typedef struct reader {
    const ter_build_options *options;
    bool failed; /* the failure `step` is not reported yet */
    ter_ingest_batch_step step;
    ter_error why;
} reader;

static bool pass_on(reader *r, const ter_ingest_batch_step *step) {
    return !r->options->watch || r->options->watch(step, r->options->watcher);
}

static bool report_failure(reader *r) {
    if (!r->failed) return true;
    r->failed = false;
    return pass_on(r, &r->step);
}

static bool watch(const ter_ingest_batch_step *step, void *watcher) {
    reader *r = watcher;
    if (!step->why) return report_failure(r) && pass_on(r, step);
    bool go_on = report_failure(r);
    r->failed = true;
    r->step = *step;
    r->why = *step->why;
    r->step.why = &r->why;
    return go_on;
}

static ter_status ingest_all(ter_registry *registry, const ter_build_options *o, ter_build_report *report,
                             ter_error *err) {
    reader r = {.options = o};
    ter_ingest_batch batch = {.context = o->context,
                              .options = &o->ingest,
                              .documents = o->documents,
                              .jobs = o->jobs,
                              .watch = watch,
                              .watcher = &r};
    ter_ingest_batch_run(registry, &batch, &report->read);
    if (!report->read.documents) return ter_error_set(err, TER_INPUT, "no document to read; name one");
    if (report->read.stopped) return ter_error_set(err, TER_STOPPED, "stopped; the folder is unchanged");
    if (report->read.left_out == report->read.documents) return ter_error_set(err, r.why.code, "%s", r.why.message);
    report_failure(&r);
    return TER_OK;
}

/* ---- outputs ---- */

static ter_status write_outputs(ter_registry *r, const char *folder, const ter_build_options *o,
                                ter_build_report *report, ter_error *err) {
    char *package = ter_path_join(folder, "registry.gpkg"), *layers = ter_path_join(folder, "layers");
    char *qgis = ter_path_join(folder, "qgis"), *map = ter_path_join(folder, "map");
    const ter_export_options export_options = {0};
    const ter_map_options map_options = {.gazetteers = o->context->gazetteers,
                                         .gazetteer_count = o->context->gazetteer_count};
    const ter_qgis_options qgis_options = {.registry = "../registry.sqlite",
                                           .gazetteers = o->context->gazetteers,
                                           .gazetteer_count = o->context->gazetteer_count};
    ter_status status = ter_export_run(r, layers, &export_options, &report->exported, err);
    if (status == TER_OK) status = ter_export_geopackage(r, package, err);
    if (status == TER_OK) status = ter_dir_make(qgis, err);
    if (status == TER_OK) status = ter_qgis_project_write(r, "../registry.gpkg", qgis, &qgis_options, err);
    report->map_left_out = !ter_map_available();
    if (status == TER_OK && !report->map_left_out) status = ter_map_write_into(r, map, &map_options, &report->map, err);
    free(package), free(layers), free(qgis), free(map);
    return status;
}

ter_status ter_build_run(const char *out, const ter_build_options *options, ter_build_report *report, ter_error *err) {
    ter_folder folder = {0};
    ter_registry *r = NULL;
    char *path = NULL;
    earlier e = {0};
    *report = (ter_build_report){0};
    ter_status status = ter_folder_begin(&folder, out, &build_folder, options->overwrite, err);
    if (status != TER_OK) goto out;
    path = ter_path_join(folder.temporary, "registry.sqlite");
    status = keep_registry(&folder, &e, err);
    if (status == TER_OK) status = ter_registry_open(path, TER_REGISTRY_CREATE, &r, err);
    if (status == TER_OK) status = ingest_all(r, options, report, err);
    if (status == TER_OK) status = write_outputs(r, folder.temporary, options, report, err);
    ter_registry_free(r); /* closed, so that its log is in the file before the folder moves */
    if (status == TER_OK) status = give_back_registry(&folder, &e, err);
    if (status == TER_OK) status = ter_folder_commit(&folder, err);
    if (status != TER_OK && e.there) unshare_entries(&folder);
out:
    free(path);
    ter_folder_release(&folder);
    return status;
}
