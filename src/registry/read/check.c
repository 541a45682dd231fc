/* Integrity: what SQLite can tell, what the tables promise each other, and whether every span is in its document. */
#include "registry/read/check.h"

#include "registry/file/context.h"
#include "registry/file/schema.h"
#include "registry/ingest/record.h"

#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

typedef struct audit {
    ter_store *s;
    ter_check_reader_fn read;
    ter_fault_fn fn;
    void *context;
    size_t faults;
    ter_error *err;
} audit;

static void fault(audit *a, const char *sentence) {
    a->faults++;
    a->fn(sentence, a->context);
}

/* Every row of `sql` is a fault: its columns, blanks between them. */
static ter_status each_row_is_fault(audit *a, const char *sql, int columns) {
    ter_buf line = {0};
    ter_query q = ter_store_query(a->s, sql, "");
    while (ter_query_next(&q)) {
        ter_buf_clear(&line);
        for (int i = 0; i < columns; i++) ter_buf_printf(&line, "%s%s", i ? " " : "", ter_query_text(&q, i));
        fault(a, line.ptr);
    }
    ter_buf_release(&line);
    return ter_query_end(&q, a->err);
}

static const char *const sentences_sql[] = {
    "SELECT 'database: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT 'table ' || \"table\" || ': row ' || coalesce(rowid, '?') || ' refers to a row missing in ' || parent"
    " FROM pragma_foreign_key_check",
    "SELECT 'facility ' || id || ': has no mention' FROM facility f"
    " WHERE f.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.facility = f.id)"
    " AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.what = 'add' AND o.target = f.id)",
    "SELECT 'facility ' || id || ': is merged into ' || merged_into || ', which is not there' FROM facility"
    " WHERE merged_into NOT IN (SELECT id FROM facility WHERE merged_into IS NULL)",
    "SELECT 'table deriving: a writer left a row; edits in QGIS would not be recorded' FROM deriving",
    "SELECT 'override ' || id || ': is not in force where it should be' FROM override o WHERE active AND"
    " (field = 'geometry' AND project IS NULL AND NOT EXISTS (SELECT 1 FROM override n WHERE n.active"
    "   AND n.facility = o.facility AND n.project IS NULL AND n.id > o.id AND (n.field = 'geometry' OR n.what = 'add'))"
    "  AND EXISTS (SELECT 1 FROM facility f WHERE f.id = o.facility AND f.place <> 'hand-' || o.id)"
    " OR what = 'reject' AND project IS NULL AND EXISTS (SELECT 1 FROM facility f WHERE f.id = o.facility"
    "   AND o.home = o.facility AND f.hidden IS NULL))",
    "SELECT 'project ' || id || ': has no statement' FROM project p"
    " WHERE p.hand IS NULL AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.project = p.id)",
    "SELECT 'place ' || id || ': is used by no mention' FROM place l"
    " WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.place = l.id)"
    " AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND l.id = 'hand-' || o.id)",
    "SELECT 'place ' || l.id || ': has a geometry without source or licence' FROM place l"
    " LEFT JOIN source o ON o.id = l.source WHERE l.shape IS NOT NULL AND (o.name IS NULL OR o.licence IS NULL)",
    "SELECT 'facility ' || f.id || ': has no name to find it by' FROM facility f"
    " WHERE f.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM facility_name n WHERE n.facility = f.id)",
    "SELECT 'located ' || id || ': is in no typed table' FROM current_state WHERE shape IS NOT NULL AND id NOT IN"
    " (SELECT coalesce(project_id, facility_id) FROM facility_point UNION ALL"
    "  SELECT coalesce(project_id, facility_id) FROM facility_line UNION ALL"
    "  SELECT coalesce(project_id, facility_id) FROM facility_polygon)",
};

static ter_status check_tables(audit *a) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof sentences_sql / sizeof *sentences_sql && status == TER_OK; i++)
        status = each_row_is_fault(a, sentences_sql[i], 1);
    return status;
}

/* A typed row's geometry, its box in the spatial index, and the other way round. */
static ter_status check_layer(audit *a, const char *layer) {
    ter_buf sql = {0};
    ter_buf_printf(&sql,
                   "SELECT '%s: row ' || t.fid || ' is not in the spatial index' FROM %s t"
                   " WHERE t.fid NOT IN (SELECT pkid FROM idx_%s_geom)"
                   " UNION ALL SELECT '%s: the spatial index has row ' || i.pkid || ' that the table lacks'"
                   " FROM idx_%s_geom i WHERE i.pkid NOT IN (SELECT fid FROM %s)"
                   " UNION ALL SELECT '%s: row ' || t.fid || ' is of no project or facility of the registry' FROM %s t"
                   " WHERE coalesce(project_id, facility_id) NOT IN (SELECT id FROM current_state)",
                   layer, layer, layer, layer, layer, layer, layer, layer);
    ter_status status = each_row_is_fault(a, sql.ptr, 1);
    ter_buf_clear(&sql);
    ter_buf_printf(&sql,
                   "SELECT t.fid, t.geom, i.xmin, i.ymin, i.xmax, i.ymax FROM %s t"
                   " JOIN idx_%s_geom i ON i.pkid = t.fid",
                   layer, layer);
    ter_buf line = {0};
    ter_query q = ter_store_query(a->s, sql.ptr, "");
    while (status == TER_OK && ter_query_next(&q)) {
        ter_geometry g = {0};
        ter_bbox b = ter_bbox_empty;
        if (ter_geometry_from_spatialite(ter_query_bytes(&q, 1), &g, NULL) == TER_OK) b = ter_geometry_bbox(&g);
        ter_geometry_release(&g);
        bool inside = b.min_lon >= ter_query_real(&q, 2) && b.min_lat >= ter_query_real(&q, 3) &&
                      b.max_lon <= ter_query_real(&q, 4) && b.max_lat <= ter_query_real(&q, 5);
        if (inside && b.min_lon <= b.max_lon) continue;
        ter_buf_clear(&line);
        ter_buf_printf(&line, "%s: row %lld and its box in the spatial index differ", layer, ter_query_int(&q, 0));
        fault(a, line.ptr);
    }
    ter_status ended = ter_query_end(&q, a->err);
    ter_buf_release(&line);
    ter_buf_release(&sql);
    return status == TER_OK ? ended : status;
}

/* ---- documents ---- */

/* A stored document, read again from its bytes; of a PDF or DOCX, where offsets count in the text, from that. */
typedef struct source {
    ter_text text;
    const char *name;
    long long id;
} source;

/* The text between two offsets of the file; false when they are not in it. */
static bool file_span(const source *d, long long start, long long end, ter_str *out) {
    size_t (*const place[2])(const ter_text *, size_t) = {ter_text_file_offset, ter_text_file_end};
    size_t ends[2];
    if (start < 0 || end < start) return false;
    const size_t wanted[2] = {(size_t)start, (size_t)end};
    for (int i = 0; i < 2; i++) { /* file offsets grow with text offsets */
        size_t low = i ? ends[0] : 0, high = d->text.byte_count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (place[i](&d->text, middle) < wanted[i]) low = middle + 1;
            else high = middle;
        }
        if (place[i](&d->text, low) != wanted[i]) return false;
        ends[i] = low;
    }
    *out = (ter_str){d->text.bytes + ends[0], ends[1] - ends[0]};
    return true;
}

static ter_status check_spans(audit *a, const source *d) {
    static const char sql[] =
        "SELECT number, 'mention', start_byte, end_byte, text FROM mention WHERE document = ?1"
        " UNION ALL SELECT number, 'quote', quote_start, quote_end, quote FROM mention WHERE document = ?1"
        " UNION ALL SELECT mention, 'cue', cue_start, cue_end, cue FROM statement WHERE document = ?1"
        "  AND cue IS NOT NULL";
    ter_buf line = {0};
    ter_query q = ter_store_query(a->s, sql, "i", d->id);
    while (ter_query_next(&q)) {
        ter_str span;
        bool inside = file_span(d, ter_query_int(&q, 2), ter_query_int(&q, 3), &span);
        if (inside && ter_str_equal(span, ter_query_bytes(&q, 4))) continue;
        ter_buf_clear(&line);
        ter_buf_printf(&line, "document %s: mention %lld: its %s is not the text at bytes %lld to %lld", d->name,
                       ter_query_int(&q, 0), ter_query_text(&q, 1), ter_query_int(&q, 2), ter_query_int(&q, 3));
        fault(a, line.ptr);
    }
    ter_buf_release(&line);
    return ter_query_end(&q, a->err);
}

/* Whether offsets count in a text that was made of the file. */
static bool has_made_text(const char *format) {
    static const char *const formats[] = {"pdf", "docx", TER_FORMAT_OC4IDS};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(format, formats[i]) == 0) return true;
    return false;
}

static ter_status check_document(audit *a, const ter_query *q) {
    source d = {.id = ter_query_int(q, 0), .name = ter_query_text(q, 1)};
    const char *format = ter_query_text(q, 5);
    bool made = has_made_text(format);
    ter_str text = ter_query_bytes(q, 3), bytes = ter_query_is_null(q, 4) ? text : ter_query_bytes(q, 4);
    char hex[TER_SHA256_HEX_SIZE];
    ter_buf line = {0};
    ter_sha256_hex(bytes, hex);
    if (strcmp(hex, ter_query_text(q, 2)) != 0)
        ter_buf_printf(&line, "document %s: its bytes are not those it was named by (sha256)", d.name);
    else if (a->read(made ? text : bytes, d.name, made ? "txt" : format, &d.text, NULL) != TER_OK)
        ter_buf_printf(&line, "document %s: its bytes can no longer be read as text", d.name);
    else if (!ter_str_equal(text, (ter_str){d.text.bytes, d.text.byte_count}))
        ter_buf_printf(&line, "document %s: its text is not that of its bytes", d.name);
    ter_status status = TER_OK;
    if (line.len) fault(a, line.ptr);
    else status = check_spans(a, &d);
    ter_text_release(&d.text);
    ter_buf_release(&line);
    return status;
}

static ter_status check_documents(audit *a) {
    ter_query q =
        ter_store_query(a->s, "SELECT id, name, sha256, text, bytes, format FROM document ORDER BY name, id", "");
    ter_status status = TER_OK;
    while (status == TER_OK && ter_query_next(&q)) status = check_document(a, &q);
    ter_status ended = ter_query_end(&q, a->err);
    return status == TER_OK ? ended : status;
}

ter_status ter_registry_check(ter_registry *r, ter_check_reader_fn read, ter_fault_fn fn, void *context, size_t *faults,
                              ter_error *err) {
    audit a = {&r->store, read, fn, context, 0, err};
    ter_status status = check_tables(&a);
    for (int i = 0; i < 3 && status == TER_OK; i++) status = check_layer(&a, ter_registry_layers[i]);
    if (status == TER_OK) status = check_documents(&a);
    *faults = a.faults;
    return status;
}
