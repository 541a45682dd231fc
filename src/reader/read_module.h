/* The module terrier_read.so: what needs gumbo, md4c, poppler, libzip or expat, in one shared object, so that the
 * program starts as fast as without them. The table is the whole surface between the two. */
#ifndef TER_READER_READ_MODULE_H
#define TER_READER_READ_MODULE_H

#include "base/error.h"
#include "reader/render.h"

#define TER_READER_ABI 1

/* Each renders a document into `out` (zeroed; the caller releases it, also on failure). `name` is for messages. */
typedef struct ter_reader_module {
    int abi;
    ter_status (*html)(ter_str utf8, const char *name, ter_render *out, ter_error *err);
    ter_status (*markdown)(ter_str utf8, const char *name, ter_render *out, ter_error *err);
    ter_status (*pdf)(ter_str file, const char *name, ter_render *out, ter_error *err);
    ter_status (*docx)(ter_str file, const char *name, ter_render *out, ter_error *err);
} ter_reader_module;

/* The functions themselves, one for each format; inside the module. */
ter_status ter_module_html(ter_str utf8, const char *name, ter_render *out, ter_error *err);
ter_status ter_module_markdown(ter_str utf8, const char *name, ter_render *out, ter_error *err);
ter_status ter_module_pdf(ter_str file, const char *name, ter_render *out, ter_error *err);
ter_status ter_module_docx(ter_str file, const char *name, ter_render *out, ter_error *err);

#endif
