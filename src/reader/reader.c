/* Reading a file of any format: directly, or through the reading module, which is loaded at its first use. */
#include "reader/reader.h"

#include "base/library_load.h"
#include "reader/read_module.h"
#include "reader/sniff.h"
#include "text/encoding.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_reader_module *module_table;
static char module_reason[512];

static void module_load(void) {
    void *module = ter_module_open("terrier_read.so", module_reason, sizeof module_reason);
    const ter_reader_module *found = module ? dlsym(module, "ter_reader_table") : NULL;
    if (found && found->abi == TER_READER_ABI) module_table = found;
    else if (module) snprintf(module_reason, sizeof module_reason, "terrier_read.so is of another version");
}

/* Documents are read in several threads; the first one loads. */
static ter_status module_get(const ter_reader_module **out, ter_error *err) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, module_load);
    *out = module_table;
    if (module_table) return TER_OK;
    return ter_error_set(err, TER_UNSUPPORTED, "the reading module cannot be loaded: %s; reinstall terrier",
                         module_reason);
}

/* Takes what was rendered into `out`. */
static void take(ter_render *r, ter_text *out) {
    out->byte_count = r->text.len;
    out->bytes = ter_buf_detach(&r->text);
    out->page_count = r->pages.len;
    out->page_at = r->pages.items;
    out->title = r->title, out->publisher = r->publisher, out->date = r->date;
    r->pages.items = NULL;
    r->title = r->publisher = r->date = NULL;
}

/* Source offsets of the rendered bytes into those of the file: `at` is the map of decoding, NULL when there was none.
 */
static uint32_t *file_offsets(const uint32_t *source, size_t count, uint32_t end, const uint32_t *at) {
    uint32_t *out = ter_realloc(NULL, count + 1, sizeof *out);
    for (size_t i = 0; i < count; i++) out[i] = at ? at[source[i]] : source[i];
    out[count] = end;
    return out;
}

static ter_status read_page(const ter_reader_module *m, ter_str file, const char *name, ter_text *out, ter_error *err) {
    ter_buf utf8 = {0};
    uint32_t *at = NULL;
    ter_render r = {0};
    bool html = strcmp(out->format, ter_reader_format_name(TER_READER_HTML)) == 0;
    ter_str label = html ? ter_sniff_charset(file) : (ter_str){"", 0};
    ter_status status = ter_encoding_decode_as(file, label, name, &utf8, &out->encoding, &at, err);
    if (status == TER_OK)
        status = (html ? m->html : m->markdown)((ter_str){utf8.ptr ? utf8.ptr : "", utf8.len}, name, &r, err);
    if (status == TER_OK && !r.text.len)
        status = ter_error_set(err, TER_INPUT, "%s: the page has no text; save it as it is shown", name);
    if (status == TER_OK) {
        out->file_at = file_offsets(r.from.items, r.from.len, (uint32_t)file.len, at);
        out->file_to = file_offsets(r.to.items, r.to.len, (uint32_t)file.len, at);
        take(&r, out);
        status = ter_text_make(name, out, err);
    }
    ter_render_release(&r);
    free(at);
    ter_buf_release(&utf8);
    return status;
}

static ter_status read_container(ter_status (*read)(ter_str, const char *, ter_render *, ter_error *), ter_str file,
                                 const char *name, ter_text *out, ter_error *err) {
    ter_render r = {0};
    ter_status status = read(file, name, &r, err);
    if (status == TER_OK) {
        out->encoding = "UTF-8";
        take(&r, out);
        status = ter_text_make(name, out, err);
    }
    ter_render_release(&r);
    return status;
}

ter_status ter_reader_read(ter_str file, const char *name, ter_reader_format format, ter_text *out, ter_error *err) {
    const ter_reader_module *module = NULL;
    ter_status status = TER_OK;
    *out = (ter_text){0};
    if (format == TER_READER_AUTO && file.len) status = ter_reader_detect(file, name, &format, err);
    if (status != TER_OK) return status;
    if (format <= TER_READER_TEXT || !file.len) return ter_text_read(file, name, out, err);
    status = module_get(&module, err);
    out->format = ter_reader_format_name(format);
    if (status != TER_OK) return status;
    if (format == TER_READER_PDF) return read_container(module->pdf, file, name, out, err);
    if (format == TER_READER_DOCX) return read_container(module->docx, file, name, out, err);
    return read_page(module, file, name, out, err);
}

ter_status ter_reader_read_word(ter_str file, const char *name, const char *format, ter_text *out, ter_error *err) {
    ter_reader_format parsed = TER_READER_TEXT;
    ter_reader_format_parse(format, &parsed);
    return ter_reader_read(file, name, parsed, out, err);
}
