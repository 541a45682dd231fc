/* Building a gazetteer: checks of sources and output, reading, writing. */
#include "gazetteer/gazetteer_build.h"

#include "base/file.h"
#include "gazetteer/gazetteer_store.h"
#include "gazetteer/manifest.h"
#include "gazetteer/toponym_draft.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool same_file(const char *a, const char *b) {
    struct stat sa, sb;
    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/* Before anything is read: an output that must not be written is reported at once. */
static ter_status check_output(const char *out, const char *const *sources, size_t count, bool overwrite,
                               ter_error *err) {
    for (size_t i = 0; i < count; i++)
        if (same_file(out, sources[i]))
            return ter_error_set(err, TER_USAGE, "%s: is a source and cannot be the output too; name another file",
                                 out);
    if (!ter_path_exists(out)) return TER_OK;
    if (ter_path_is_dir(out)) return ter_error_set(err, TER_EXISTS, "%s: is a folder; name a file", out);
    if (overwrite) return TER_OK;
    sqlite3 *db = NULL;
    ter_status status = ter_gazetteer_store_open(out, &db, NULL);
    sqlite3_close(db);
    if (status == TER_OK) return TER_OK;
    return ter_error_set(err, TER_EXISTS, "%s: exists and is not a gazetteer; add --overwrite to replace it", out);
}

typedef struct reading {
    const ter_gis *gis;
    ter_tag_table *tags;
    ter_toponym_draft_list *drafts;
    ter_gazetteer_build_report *report;
    ter_coverage *coverage; /* as stated */
} reading;

/* Names with commas between, of either width, or 、. */
static void add_covered(ter_coverage *coverage, const char *names) {
    static const char *const marks[] = {",", "，", "、"};
    ter_str rest = ter_str_from(names);
    while (rest.len > 0) {
        size_t end = rest.len, next = rest.len;
        for (size_t at = 0; at < end; at++)
            for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (at < end && strncmp(rest.ptr + at, marks[i], strlen(marks[i])) == 0)
                    end = at, next = at + strlen(marks[i]);
        char *name = ter_strndup(rest.ptr, end);
        if (*name) ter_coverage_add(coverage, name);
        free(name);
        rest = (ter_str){rest.ptr + next, rest.len - next};
    }
}

/* A feature in GCJ-02 or BD-09, by the options or by its file, is moved before it is read. */
static ter_status read_shifted(const ter_gis_feature *f, void *context, ter_error *err) {
    const ter_toponym_draft_reader *reader = context;
    ter_datum from = reader->options->shift;
    if (f->datum && !ter_datum_moves(from)) ter_datum_parse(ter_str_from(f->datum), &from);
    if (!f->geometry || !ter_datum_moves(from)) return ter_toponym_draft_read(f, context, err);
    ter_gis_feature moved = *f;
    ter_geometry geometry = {0};
    ter_geometry_copy(f->geometry, &geometry);
    ter_geometry_to_wgs84(&geometry, from);
    moved.geometry = &geometry;
    ter_status status = ter_toponym_draft_read(&moved, context, err);
    ter_geometry_release(&geometry);
    return status;
}

static ter_status read_source(const reading *r, const char *path, const ter_gazetteer_build_options *options,
                              ter_error *err) {
    ter_toponym_draft_reader *reader = ter_alloc(sizeof *reader);
    reader->source_path = path;
    reader->options = options;
    reader->bounds = ter_extract_bounds(path);
    reader->is_map = ter_extract_is_map(path);
    reader->tags = r->tags;
    reader->report = r->report;
    reader->drafts = r->drafts;
    ter_status status = r->gis->features_read(path, options->layer, options->crs, read_shifted, reader, err);
    if (status == TER_OK && options->covers) add_covered(r->coverage, options->covers);
    if (status == TER_OK && reader->features_seen == 0)
        status = ter_error_set(err, TER_INPUT, "%s: has no features; check the file", path);
    free(reader);
    return status;
}

static ter_status read_manifest(const reading *r, const char *path, const ter_gazetteer_build_options *options,
                                const char *out, ter_error *err) {
    ter_manifest *m = NULL;
    ter_status status = ter_manifest_read(path, options, &m, err);
    for (size_t i = 0; status == TER_OK && i < ter_manifest_count(m); i++) {
        const ter_manifest_source *s = ter_manifest_at(m, i);
        const char *source = s->path;
        status = check_output(out, &source, 1, options->overwrite, err);
        if (status == TER_OK) status = read_source(r, source, &s->options, err);
    }
    ter_manifest_free(m);
    return status;
}

static ter_status read_sources(const char *const *sources, size_t count, const ter_gazetteer_build_options *options,
                               const char *out, reading *r, ter_error *err) {
    ter_status status = ter_gis_get(&r->gis, err);
    if (status == TER_OK) status = ter_tag_table_new(&r->tags, err);
    for (size_t i = 0; status == TER_OK && i < count; i++)
        status = ter_manifest_is(sources[i]) ? read_manifest(r, sources[i], options, out, err)
                                             : read_source(r, sources[i], options, err);
    ter_tag_table_free(r->tags);
    if (status == TER_OK && r->drafts->len == 0)
        status = ter_error_set(err, TER_INPUT, "%s: no feature has a name, a kind and a place; nothing was written",
                               sources[0]);
    return status;
}

static ter_status write_beside(const ter_toponym_draft_list *drafts, const ter_coverage *coverage, const char *out,
                               ter_gazetteer_build_report *report, ter_error *err) {
    ter_buf path = {0};
    ter_buf_printf(&path, "%s.%ld.tmp", out, (long)getpid());
    unlink(path.ptr);
    ter_status status = ter_toponym_draft_list_write(drafts, coverage, path.ptr, out, report, err);
    if (status == TER_OK && rename(path.ptr, out) != 0)
        status = ter_error_set(err, TER_IO, "%s: %s; nothing was written", out, strerror(errno));
    if (status != TER_OK) unlink(path.ptr);
    ter_buf_release(&path);
    return status;
}

ter_status ter_gazetteer_build(const char *out, const char *const *sources, size_t source_count,
                               const ter_gazetteer_build_options *options, ter_gazetteer_build_report *report,
                               ter_error *err) {
    *report = (ter_gazetteer_build_report){0};
    ter_toponym_draft_list drafts = {0};
    ter_status status = check_output(out, sources, source_count, options->overwrite, err);
    ter_coverage coverage = {0};
    reading r = {NULL, NULL, &drafts, report, &coverage};
    if (status == TER_OK) status = read_sources(sources, source_count, options, out, &r, err);
    if (status == TER_OK) {
        ter_toponym_draft_list_finish(&drafts, report);
        if (coverage.len == 0) ter_toponym_draft_list_cover(&drafts, &coverage);
        status = write_beside(&drafts, &coverage, out, report, err);
    }
    ter_coverage_release(&coverage);
    ter_toponym_draft_list_release(&drafts);
    return status;
}
