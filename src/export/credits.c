#include "export/credits.h"

#include "base/escape.h"
#include "base/file.h"
#include "base/json.h"
#include "export/text_out.h"

#include <string.h>

void ter_export_credits_put(ter_json *j, const ter_dataset *d) {
    if (!d->credit_count) return;
    ter_json_put_text(j, "attribution", d->description);
    ter_json_key(j, "sources");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++) {
        ter_json_begin(j, '{');
        ter_json_put_text(j, "source", d->credits[i].source);
        ter_json_put_text(j, "licence", d->credits[i].licence);
        ter_json_put_text(j, "date", d->credits[i].date);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

static void put_element(ter_buf *out, const char *name, const char *text) {
    ter_buf_printf(out, "<%s>", name);
    ter_escape_xml(out, text);
    ter_buf_printf(out, "</%s>\n", name);
}

static void put_licences(const ter_dataset *d, ter_buf *out) {
    ter_buf_puts(out, "<useconst>");
    for (size_t i = 0; i < d->credit_count; i++) {
        const ter_dataset_credit *c = &d->credits[i];
        if (i) ter_buf_puts(out, "; ");
        ter_escape_xml(out, c->licence ? c->licence : "licence not stated");
        ter_buf_puts(out, " (");
        ter_escape_xml(out, c->source);
        ter_buf_putc(out, ')');
    }
    ter_buf_puts(out, "</useconst>\n");
}

static void put_attributes(const ter_dataset *d, ter_buf *out) {
    ter_buf_puts(out, "<eainfo><detailed>\n<enttyp>");
    put_element(out, "enttypl", d->layers->name);
    ter_buf_puts(out, "</enttyp>\n");
    for (size_t i = 0; i < d->field_count; i++) {
        const ter_dataset_field *f = &d->fields[i];
        ter_buf_puts(out, "<attr>");
        put_element(out, "attrlabl", f->short_name);
        ter_buf_puts(out, "<attrdef>");
        ter_escape_xml(out, f->name);
        ter_buf_puts(out, ": ");
        ter_escape_xml(out, f->title_zh);
        ter_buf_puts(out, " / ");
        ter_escape_xml(out, f->title_en);
        ter_buf_puts(out, "</attrdef></attr>\n");
    }
    ter_buf_puts(out, "</detailed></eainfo>\n");
}

static void put_fgdc(const ter_dataset *d, ter_buf *out) {
    ter_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>\n<idinfo>\n<citation><citeinfo>\n");
    put_element(out, "origin", d->description ? d->description : "not stated");
    ter_buf_printf(out, "<pubdate>%.4s%.2s%.2s</pubdate>\n", d->date, strlen(d->date) > 5 ? d->date + 5 : "",
                   strlen(d->date) > 8 ? d->date + 8 : "");
    put_element(out, "title", d->layers->title);
    ter_buf_puts(out, "</citeinfo></citation>\n<descript>\n");
    put_element(out, "abstract", d->layers->title);
    ter_buf_puts(out, "</descript>\n<accconst>None</accconst>\n");
    if (d->credit_count) put_licences(d, out);
    if (d->description) put_element(out, "datacred", d->description);
    ter_buf_puts(out, "</idinfo>\n");
    put_attributes(d, out);
    ter_buf_puts(out, "<metainfo><metstdn>FGDC Content Standard for Digital Geospatial Metadata</metstdn>"
                      "<metstdv>FGDC-STD-001-1998</metstdv></metainfo>\n</metadata>\n");
}

static void put_said(ter_json *j, const char *text, const char *language) {
    ter_json_begin(j, '{');
    ter_json_put_text(j, "@value", text);
    ter_json_put_text(j, "@language", language);
    ter_json_end(j, '}');
}

static void put_column(ter_json *j, const ter_dataset_field *f) {
    static const char *const types[] = {"string", "integer", "number"};
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "titles", f->name);
    ter_json_put_text(j, "datatype", types[f->type]);
    ter_json_key(j, "dc:title");
    ter_json_begin(j, '[');
    put_said(j, f->title_zh, "zh");
    put_said(j, f->title_en, "en");
    ter_json_end(j, ']');
    ter_json_end(j, '}');
}

static void put_sources(ter_json *j, const ter_dataset *d) {
    ter_json_put_text(j, "dc:rights", d->description);
    ter_json_key(j, "dc:license");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++)
        if (d->credits[i].licence) ter_json_text(j, d->credits[i].licence);
    ter_json_end(j, ']');
    ter_json_key(j, "dc:source");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++) ter_json_text(j, d->credits[i].source);
    ter_json_end(j, ']');
}

static void put_csvw(const ter_dataset *d, ter_buf *out) {
    static const ter_dataset_field geometry = {"WKT", "WKT", TER_FIELD_TEXT, "几何（WKT）", "Geometry (WKT)"};
    ter_json j;
    ter_json_init(&j, out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "@context", "http://www.w3.org/ns/csvw");
    ter_json_put_text(&j, "url", strrchr(d->path, '/') + 1);
    ter_json_put_text(&j, "dc:title", d->layers->title);
    if (d->credit_count) put_sources(&j, d);
    ter_json_key(&j, "tableSchema");
    ter_json_begin(&j, '{');
    ter_json_key(&j, "columns");
    ter_json_begin(&j, '[');
    if (d->layers->type != TER_GEOMETRY_NONE) put_column(&j, &geometry);
    for (size_t i = 0; i < d->field_count; i++) put_column(&j, &d->fields[i]);
    ter_json_end(&j, ']');
    ter_json_end(&j, '}');
    ter_json_end(&j, '}');
    ter_buf_putc(out, '\n');
}

ter_status ter_export_credits_put_beside(const char *format, const ter_dataset *dataset, ter_error *err) {
    bool shapefile = strcmp(format, "shapefile") == 0;
    if (!shapefile && strcmp(format, "csv") != 0) return TER_OK;
    ter_buf path = {0}, text = {0};
    ter_buf_printf(&path, "%s%s", dataset->path, shapefile ? ".xml" : "-metadata.json");
    if (shapefile) put_fgdc(dataset, &text);
    else put_csvw(dataset, &text);
    ter_status status = ter_file_write(path.ptr, (ter_str){text.ptr, text.len}, err);
    ter_buf_release(&path);
    ter_buf_release(&text);
    return status;
}
