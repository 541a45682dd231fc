/* ESRI Shapefile, through OGR. A layer without geometry is a DBF file alone. Title, licence, attribution and what its
 * fields are stand next to it in NAME.shp.xml (FGDC-STD-001-1998, which GIS programs show as its metadata). */
#include "base/escape.h"
#include "base/file.h"
#include "export/formats/export_format.h"
#include "export/plan.h"
#include "export/whole_file.h"

#include <stdio.h>
#include <string.h>

/* ---- metadata ---- */

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

static ter_status describe(const ter_dataset *dataset, ter_error *err) {
    ter_buf path = {0}, text = {0};
    ter_buf_printf(&path, "%s.xml", dataset->path);
    put_fgdc(dataset, &text);
    ter_status status = ter_file_write(path.ptr, (ter_str){text.ptr, text.len}, err);
    ter_buf_release(&path);
    ter_buf_release(&text);
    return status;
}

/* ---- whether it is whole ---- */

/* ESRI Shapefile Technical Description, 1998: bytes 24 to 27 of the header, big-endian, in 16-bit words. */
static bool shp_is_whole(FILE *f) {
    unsigned char h[28];
    if (!ter_file_read_at(f, 0, h, sizeof h)) return false;
    uint64_t words = (uint64_t)h[24] << 24 | (uint64_t)h[25] << 16 | (uint64_t)h[26] << 8 | h[27];
    return ter_file_size(f) == words * 2;
}

/* dBASE III: records at 4, length of the header at 8, of a record at 10; an end mark may follow. */
static bool dbf_is_whole(FILE *f) {
    unsigned char h[12];
    if (!ter_file_read_at(f, 0, h, sizeof h)) return false;
    uint64_t want = ter_little_endian(h + 8, 2) + ter_little_endian(h + 4, 4) * ter_little_endian(h + 10, 2),
             size = ter_file_size(f);
    return size == want || size == want + 1;
}

static bool is_whole(const char *path, uint64_t features) {
    size_t stem = strlen(path) - 3;
    bool whole = strcmp(path + stem, "dbf") == 0 || ter_file_passes(path, shp_is_whole);
    ter_buf table = {0};
    (void)features;
    ter_buf_append(&table, path, stem);
    ter_buf_puts(&table, "dbf");
    whole = whole && ter_file_passes(table.ptr, dbf_is_whole);
    ter_buf_release(&table);
    return whole;
}

static size_t fit(const char *text) {
    return ter_export_text_fit(text, TER_DATASET_WIDTH_MOST);
}

static const ter_dataset_driver driver = {
    .name = "ESRI Shapefile",
    .fixed_width = true,
    .layer_options = {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=%", "SPATIAL_INDEX=NO"},
};

const ter_export_format ter_format_shapefile = {
    .name = "shapefile",
    .title = "Shapefile",
    .extension = "shp",
    .usual = true,
    .driver = &driver,
    .table_extension = "dbf",
    .fit = fit,
    .limit = "the 254 bytes that a Shapefile holds",
    .style_file = true,
    .is_whole = is_whole,
    .describe = describe,
};
