/* Fuzz target: any bytes as a document, read and extracted with the compiled-in lexicon, once without known names and
 * once with a few. Apart from crashes, it looks for answers that are never valid: spans outside the file, names that
 * are empty or not UTF-8, statements without a status. */
#include "extract/extract.h"

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

static const ter_lexicon *the_lexicon(void) {
    static ter_lexicon *lexicon;
    ter_error err;
    if (!lexicon) must(ter_lexicon_new_embedded(&lexicon, &err) == TER_OK);
    return lexicon;
}

static const ter_known_names *some_names(void) {
    static ter_known_names *names;
    static const char *const rows[][3] = {
        {"翠屏公园", "", "park"},
        {"翠屏山公园", "翠屏公园", "park"},
        {"清波河", "", "waterway"},
        {"清波河北路", "", "road"},
        {"三环路", "", "road"},
        {"第一中学", "城东区第一中学", "school"},
        {"城东区", "", "admin"},
        {"人民医院", "", "hospital"},
        {"五环", "五环路", "road"},
        {"ab", "", "road"},
        {"𠮷野路", "", "road"},
        {"路", "", "road"},
        {"某某未知类", "", "no such kind"},
        {"公园", "", "park"},
    };
    if (names) return names;
    names = ter_known_names_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ter_known_names_add(names, ter_str_from(rows[i][0]), ter_str_from(rows[i][1]), ter_str_from(rows[i][2]),
                            ter_str_from(""));
    ter_known_names_finish(names);
    return names;
}

static void check_statement(const ter_text *t, const ter_statement *s) {
    must(s->state > TER_STATE_NONE && s->state < TER_STATE_COUNT);
    must(s->basis < TER_BASIS_COUNT && s->action < TER_ACTION_COUNT);
    must(s->cue_start <= s->cue_end && s->cue_end <= t->byte_count);
    must(s->when.year >= 0 && s->when.year < 3000);
    must(s->when.month >= 0 && s->when.month <= 12 && s->when.day >= 0 && s->when.day <= 31);
    must(s->why && s->why[0]);
}

static void check_mention(const ter_text *t, const ter_mention *m, size_t file_size) {
    must(m->start < m->end && m->end <= t->byte_count);
    must(ter_text_file_offset(t, m->start) < ter_text_file_offset(t, m->end));
    must(ter_text_file_offset(t, m->end) <= file_size);
    must(m->quote_start <= m->start && m->quote_end >= m->start && m->quote_end <= t->byte_count);
    must(m->name && m->name[0] && ter_utf8_valid(m->name, strlen(m->name)));
    must(!m->part || (m->part[0] && ter_utf8_valid(m->part, strlen(m->part))));
    must(m->kind && m->rule && m->why);
    must(m->confidence >= 0 && m->confidence <= 1);
    for (size_t i = 0; i < m->statement_count; i++)
        must(m->statements[i].confidence >= 0 && m->statements[i].confidence <= m->confidence + 0.001);
    must((m->role == TER_ROLE_PROJECT) == (m->statement_count > 0));
    for (size_t i = 0; i < m->statement_count; i++) check_statement(t, &m->statements[i]);
}

static void extract_with(const ter_text *t, const ter_known_names *names, bool all_kinds, size_t file_size) {
    ter_extract_options options = {.lexicon = the_lexicon(), .names = names, .all_kinds = all_kinds};
    ter_extraction found;
    ter_error err;
    must(ter_extract(t, &options, &found, &err) == TER_OK);
    for (size_t i = 0; i < found.mention_count; i++) {
        check_mention(t, &found.mentions[i], file_size);
        must(i == 0 || found.mentions[i - 1].start <= found.mentions[i].start);
    }
    ter_extraction_release(&found);
}

static void check_text(const ter_text *t, size_t file_size) {
    must(t->count > 0);
    for (size_t i = 0; i < t->count; i++) {
        must(t->begin[i] < ter_text_end(t, i) && ter_text_end(t, i) <= t->byte_count);
        must(i == 0 || ter_text_end(t, i - 1) <= t->begin[i]);
        must(i == 0 || ter_text_file_offset(t, t->begin[i - 1]) <= ter_text_file_offset(t, t->begin[i]));
    }
    must(ter_text_file_offset(t, t->byte_count) == file_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ter_text t;
    ter_error err = {0};
    ter_status status = ter_text_read((ter_str){(const char *)data, size}, "fuzz", &t, &err);
    if (status != TER_OK) {
        must(status == TER_INPUT && strncmp(err.message, "fuzz: ", 6) == 0);
        return 0;
    }
    check_text(&t, size);
    extract_with(&t, NULL, false, size);
    extract_with(&t, some_names(), true, size);
    ter_text_release(&t);
    return 0;
}
