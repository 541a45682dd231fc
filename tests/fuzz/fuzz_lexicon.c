/* Fuzz target: any bytes as a lexicon file. A lexicon that is taken must be able to read a text; one that is refused
 * must say where. */
#include "extract/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                             \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

static const char document[] = "2026年工作安排\n力争翠屏公园二期、城东中学（北校区）开工，建成清波河北路等3条道路。\n"
                               "其中：第一人民医院已完成前期手续，长江大桥（三环路至江北段）尚未通车；"
                               "“十五五”期间，G60沪昆高速西段扩建。";

static void read_with(const ter_lexicon *lexicon) {
    ter_text text;
    ter_extraction found;
    ter_error err;
    ter_extract_options options = {.lexicon = lexicon, .all_kinds = true};
    must(ter_text_read((ter_str){document, sizeof document - 1}, "document", &text, &err) == TER_OK);
    must(ter_extract(&text, &options, &found, &err) == TER_OK);
    for (size_t i = 0; i < found.mention_count; i++) {
        const ter_mention *m = &found.mentions[i];
        must(m->start < m->end && m->end <= text.byte_count);
        must(m->name && m->name[0]);
        must(ter_lexicon_kind_find(lexicon, ter_str_from(m->kind)) != NULL);
    }
    ter_extraction_release(&found);
    ter_text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    ter_lexicon *lexicon = NULL;
    ter_error err = {0};
    int file = memfd_create("lexicon", 0); /* ter_lexicon_open takes a path */
    must(file >= 0);
    must(write(file, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    ter_status status = ter_lexicon_open(path, &lexicon, &err);
    close(file);
    must((status == TER_OK) == (lexicon != NULL));
    if (status != TER_OK) {
        must(status == TER_INPUT && strncmp(err.message, path, strlen(path)) == 0);
        return 0;
    }
    read_with(lexicon);
    ter_lexicon_free(lexicon);
    return 0;
}
