/* Integrity: what SQLite can check, what the tables promise each other, and whether every span is in its document. */
#include "registry/read/check.h"

#include "registry/file/context.h"
#include "registry/file/schema.h"
#include "registry/ingest/record.h"

#include "base/sha256.h"
#include "registry/sql/check.sql.h"

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

/* Every row of `sql` is a fault. */
static ter_status each_row_is_fault(audit *a, const char *sql) {
    ter_query q = ter_store_query(a->s, sql, "");
    while (ter_query_next(&q)) fault(a, ter_query_text(&q, TER_ONLY));
    return ter_query_end(&q, a->err);
}

static ter_status check_tables(audit *a) {
    static const char *const faults[] = {ter_sql_fault_database,  ter_sql_fault_reference, ter_sql_fault_mention,
                                         ter_sql_fault_merge,     ter_sql_fault_deriving,  ter_sql_fault_override,
                                         ter_sql_fault_statement, ter_sql_fault_place,     ter_sql_fault_source,
                                         ter_sql_fault_name,      ter_sql_fault_located};
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof faults / sizeof *faults && status == TER_OK; i++)
        status = each_row_is_fault(a, faults[i]);
    return status;
}

/* Whether a typed row's geometry is in its box of the spatial index. */
static bool is_in_box(const ter_query *q) {
    ter_geometry g = {0};
    ter_bbox b = ter_bbox_empty;
    if (ter_geometry_from_spatialite(ter_query_bytes(q, COL_BOX_GEOM), &g, NULL) == TER_OK) b = ter_geometry_bbox(&g);
    ter_geometry_release(&g);
    return b.min_lon <= b.max_lon && b.min_lon >= ter_query_real(q, COL_BOX_XMIN) &&
           b.min_lat >= ter_query_real(q, COL_BOX_YMIN) && b.max_lon <= ter_query_real(q, COL_BOX_XMAX) &&
           b.max_lat <= ter_query_real(q, COL_BOX_YMAX);
}

/* Each geometry of a typed table with its box in the spatial index, and the other way round. */
static ter_status check_layer(audit *a, int layer) {
    static const char *const faults[3] = {ter_sql_fault_point, ter_sql_fault_line, ter_sql_fault_polygon};
    static const char *const boxes[3] = {ter_sql_boxes_point, ter_sql_boxes_line, ter_sql_boxes_polygon};
    ter_status status = each_row_is_fault(a, faults[layer]);
    ter_buf line = {0};
    ter_query q = ter_store_query(a->s, boxes[layer], "");
    while (status == TER_OK && ter_query_next(&q)) {
        if (is_in_box(&q)) continue;
        ter_buf_clear(&line);
        ter_buf_printf(&line, "%s: row %lld and its box in the spatial index differ", ter_registry_layers[layer],
                       ter_query_int(&q, COL_BOX_FID));
        fault(a, line.ptr);
    }
    ter_status ended = ter_query_end(&q, a->err);
    ter_buf_release(&line);
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
    ter_buf line = {0};
    ter_query q = ter_store_query(a->s, ter_sql_check_spans, "i", d->id);
    while (ter_query_next(&q)) {
        ter_str span;
        bool inside = file_span(d, ter_query_int(&q, COL_SPAN_START_BYTE), ter_query_int(&q, COL_SPAN_END_BYTE), &span);
        if (inside && ter_str_equal(span, ter_query_bytes(&q, COL_SPAN_TEXT))) continue;
        ter_buf_clear(&line);
        ter_buf_printf(&line, "document %s: mention %lld: its %s is not the text at bytes %lld to %lld", d->name,
                       ter_query_int(&q, COL_SPAN_MENTION), ter_query_text(&q, COL_SPAN_WHAT),
                       ter_query_int(&q, COL_SPAN_START_BYTE), ter_query_int(&q, COL_SPAN_END_BYTE));
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
    source d = {.id = ter_query_int(q, COL_DOCUMENT_ID), .name = ter_query_text(q, COL_DOCUMENT_NAME)};
    const char *format = ter_query_text(q, COL_DOCUMENT_FORMAT);
    bool made = has_made_text(format);
    ter_str text = ter_query_bytes(q, COL_DOCUMENT_TEXT),
            bytes = ter_query_is_null(q, COL_DOCUMENT_BYTES) ? text : ter_query_bytes(q, COL_DOCUMENT_BYTES);
    char hex[TER_SHA256_HEX_SIZE];
    ter_buf line = {0};
    ter_sha256_hex(bytes, hex);
    if (strcmp(hex, ter_query_text(q, COL_DOCUMENT_SHA256)) != 0)
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
    ter_query q = ter_store_query(a->s, ter_sql_check_documents, "");
    ter_status status = TER_OK;
    while (status == TER_OK && ter_query_next(&q)) status = check_document(a, &q);
    ter_status ended = ter_query_end(&q, a->err);
    return status == TER_OK ? ended : status;
}

ter_status ter_registry_check(ter_registry *r, ter_check_reader_fn read, ter_fault_fn fn, void *context, size_t *faults,
                              ter_error *err) {
    audit a = {&r->store, read, fn, context, 0, err};
    ter_status status = check_tables(&a);
    for (int i = 0; i < 3 && status == TER_OK; i++) status = check_layer(&a, i);
    if (status == TER_OK) status = check_documents(&a);
    *faults = a.faults;
    return status;
}
