/* The integrity of a registry. */
#ifndef TER_REGISTRY_READ_CHECK_H
#define TER_REGISTRY_READ_CHECK_H

#include "registry/file/handle.h"
#include "text/text.h"

/* Reads a document's bytes again as ingest did. `format` is the stored word (txt, html, md, pdf, docx); as
 * ter_reader_read_word in reader/reader.h, which this room does not depend on. */
typedef ter_status (*ter_check_reader_fn)(ter_str file, const char *name, const char *format, ter_text *out,
                                          ter_error *err);

/* Calls `fn` with one sentence per fault; *faults counts them. TER_OK also when there are faults. */
typedef void (*ter_fault_fn)(const char *sentence, void *context);
ter_status ter_registry_check(ter_registry *r, ter_check_reader_fn read, ter_fault_fn fn, void *context, size_t *faults,
                              ter_error *err);

#endif
