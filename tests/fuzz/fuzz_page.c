/* Fuzz target: any bytes as a web page, as Markdown, and as whatever they look like. The first byte says which. */
#include "reader/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                             \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Offsets lie in the file and grow with the text. */
static void check_offsets(const ter_text *t, size_t size) {
    bool made = strcmp(t->format, "pdf") == 0 || strcmp(t->format, "docx") == 0;
    must(strcmp(t->format, "txt") == 0 || ter_utf8_valid(t->bytes, t->byte_count));
    for (size_t i = 0; i <= t->byte_count && !made; i++) {
        must(ter_text_file_offset(t, i) <= size && ter_text_file_end(t, i) <= size);
        if (!i) continue;
        must(ter_text_file_offset(t, i - 1) <= ter_text_file_offset(t, i));
        must(ter_text_file_end(t, i - 1) <= ter_text_file_end(t, i));
        must(ter_text_file_offset(t, i - 1) <= ter_text_file_end(t, i));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const ter_reader_format formats[] = {TER_READER_HTML, TER_READER_MARKDOWN, TER_READER_AUTO, TER_READER_DOCX};
    ter_text text;
    ter_error err = {0};
    if (size == 0) return 0;
    ter_reader_format format = formats[data[0] % 4];
    ter_status status = ter_reader_read((ter_str){(const char *)data + 1, size - 1}, "page", format, &text, &err);
    if (status == TER_OK) check_offsets(&text, size - 1);
    else must(strncmp(err.message, "page: ", 6) == 0 && !strchr(err.message, '\n'));
    if (status == TER_OK) ter_text_release(&text);
    return 0;
}
