/* DOCX (ECMA-376): the main part of a zip, word/document.xml. libzip unpacks, expat reads. */
#include "reader/read_module.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* A document of a million characters has some 20 MB of XML; what unpacks to more than this is a bomb. */
#define MOST_XML ((size_t)128 << 20)

typedef struct page {
    XML_Parser parser;
    ter_render *out;
    int text;     /* inside w:t */
    int skipped;  /* inside mc:Fallback (what it holds stands elsewhere too) or deleted text */
    bool refused; /* a document type: no Word file has one, entity bombs do */
} page;

/* After the namespace: "w:p" of any prefix. */
static const char *local(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static bool is(const char *name, const char *word) {
    return strcmp(name, word) == 0;
}

/* Built-in styles: "Heading1", or "1" as Chinese versions of Word have it. */
static void take_style(page *p, const char **attributes) {
    for (; attributes[0]; attributes += 2) {
        if (!is(local(attributes[0]), "val")) continue;
        const char *v = attributes[1];
        if (strncmp(v, "Heading", 7) == 0 || strncmp(v, "heading", 7) == 0) v += 7;
        if (v[0] >= '1' && v[0] <= '6' && !v[1]) ter_render_heading(p->out, v[0] - '0');
    }
}

static void element_begin(void *context, const char *full, const char **attributes) {
    page *p = context;
    const char *name = local(full);
    if (is(name, "Fallback") || is(name, "del") || is(name, "moveFrom")) p->skipped++;
    if (p->skipped) return;
    if (is(name, "t")) p->text++;
    else if (is(name, "p")) ter_render_ask(p->out, TER_RENDER_PARAGRAPH);
    else if (is(name, "pStyle")) take_style(p, attributes);
    else if (is(name, "br") || is(name, "cr")) ter_render_ask(p->out, TER_RENDER_LINE);
    else if (is(name, "tab")) ter_render_ask(p->out, TER_RENDER_SPACE);
    else if (is(name, "tr")) ter_render_ask(p->out, TER_RENDER_LINE);
    else if (is(name, "tc")) ter_render_cell_begin(p->out);
}

static void element_end(void *context, const char *full) {
    page *p = context;
    const char *name = local(full);
    if (is(name, "Fallback") || is(name, "del") || is(name, "moveFrom")) p->skipped -= p->skipped > 0;
    else if (p->skipped) return;
    else if (is(name, "t")) p->text -= p->text > 0;
    else if (is(name, "p")) ter_render_heading(p->out, 0);
    else if (is(name, "tc")) ter_render_cell_end(p->out);
    else if (is(name, "tr")) ter_render_row_end(p->out);
}

static void characters(void *context, const char *text, int len) {
    page *p = context;
    if (p->text && !p->skipped) ter_render_str(p->out, (ter_str){text, (size_t)len}, 0);
}

static void refuse_doctype(void *context, const char *a, const char *b, const char *c, int internal) {
    page *p = context;
    (void)a, (void)b, (void)c, (void)internal;
    p->refused = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static ter_status damaged(const char *name, ter_error *err) {
    return ter_error_set(err, TER_INPUT, "%s: the DOCX file is damaged; save it again", name);
}

static ter_status render(zip_file_t *part, const char *name, ter_render *out, ter_error *err) {
    page p = {.out = out, .parser = XML_ParserCreate(NULL)};
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, element_begin, element_end);
    XML_SetCharacterDataHandler(p.parser, characters);
    XML_SetStartDoctypeDeclHandler(p.parser, refuse_doctype);
    char *chunk = ter_alloc(65536);
    size_t total = 0;
    zip_int64_t n = 0;
    bool ok = true;
    ter_status status = TER_OK;
    while (ok && total <= MOST_XML && (n = zip_fread(part, chunk, 65536)) > 0) {
        total += (size_t)n;
        ok = XML_Parse(p.parser, chunk, (int)n, false) == XML_STATUS_OK;
    }
    if (total > MOST_XML)
        status = ter_error_set(err, TER_INPUT, "%s: unpacks to more than %zu MB; split it", name, MOST_XML >> 20);
    else if (!ok || n < 0 || XML_Parse(p.parser, chunk, 0, true) != XML_STATUS_OK) status = damaged(name, err);
    free(chunk);
    XML_ParserFree(p.parser);
    return status;
}

/* What a zip without word/document.xml is. */
static ter_status refuse(zip_t *archive, const char *name, ter_error *err) {
    static const struct {
        const char *member, *what;
    } known[] = {{"xl/workbook.xml", "a spreadsheet (xlsx); save it as text or PDF"},
                 {"ppt/presentation.xml", "a presentation (pptx); save it as PDF"},
                 {"content.xml", "an OpenDocument file; save it as DOCX or PDF"},
                 {"OFD.xml", "an OFD file; save it as PDF"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (zip_name_locate(archive, known[i].member, 0) >= 0)
            return ter_error_set(err, TER_INPUT, "%s: this is %s", name, known[i].what);
    return ter_error_set(err, TER_INPUT, "%s: this is a zip archive and no DOCX document; unpack it", name);
}

ter_status ter_module_docx(ter_str file, const char *name, ter_render *out, ter_error *err) {
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(file.ptr, file.len, 0, &why);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    ter_status status = TER_OK;
    if (!archive) {
        if (source) zip_source_free(source);
        status = damaged(name, err);
    } else if (zip_name_locate(archive, "word/document.xml", 0) < 0) {
        status = refuse(archive, name, err);
    } else {
        zip_file_t *part = zip_fopen(archive, "word/document.xml", 0);
        status = part ? render(part, name, out, err) : damaged(name, err);
        if (part) zip_fclose(part);
    }
    if (archive) zip_discard(archive);
    zip_error_fini(&why);
    if (status == TER_OK && !out->text.len)
        status = ter_error_set(err, TER_INPUT, "%s: the document has no text; if it holds images, run OCR first", name);
    return status;
}
