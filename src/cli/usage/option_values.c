/* The values of the options that several commands share. */
#include "cli/usage/option_values.h"

#include "base/kind.h"
#include "base/vocabulary.h"
#include "geo/datum.h"
#include "reader/reader.h"

#include <string.h>

static void put_word(ter_buf *out, const char *between, bool first, const char *word) {
    ter_buf_printf(out, "%s%s", first ? "" : between, word);
}

static void put_kinds(ter_buf *out, const char *between) {
    for (size_t i = 0; i < ter_kind_count(); i++) put_word(out, between, i == 0, ter_kind_at(i)->name);
}

static void put_all_and_kinds(ter_buf *out, const char *between) {
    ter_buf_printf(out, "all%s", between);
    put_kinds(out, between);
}

static void put_statuses(ter_buf *out, const char *between) {
    bool first = true;
    for (int s = 0; s < TER_STATE_COUNT; s++) {
        if (!*ter_state_name((ter_state)s)) continue;
        put_word(out, between, first, ter_state_name((ter_state)s));
        first = false;
    }
}

static void put_bases(ter_buf *out, const char *between) {
    bool first = true;
    for (int b = 0; b < TER_BASIS_COUNT; b++) {
        if (!*ter_basis_name((ter_basis)b)) continue;
        put_word(out, between, first, ter_basis_name((ter_basis)b));
        first = false;
    }
}

static void put_datums(ter_buf *out, const char *between) {
    static const ter_datum datums[] = {TER_DATUM_WGS84, TER_DATUM_CGCS2000, TER_DATUM_GCJ02, TER_DATUM_BD09};
    for (size_t i = 0; i < sizeof datums / sizeof *datums; i++)
        put_word(out, between, i == 0, ter_datum_word(datums[i]));
}

static void put_document_types(ter_buf *out, const char *between) {
    for (int f = TER_READER_TEXT; f <= TER_READER_DOCX; f++)
        put_word(out, between, f == TER_READER_TEXT, ter_reader_format_name((ter_reader_format)f));
}

const ter_option_values ter_file_values = {.type = TER_VALUES_FILE};
const ter_option_values ter_folder_values = {.type = TER_VALUES_FOLDER};
const ter_option_values ter_kind_value = {.type = TER_VALUES_ONE, .put = put_kinds};
const ter_option_values ter_kind_values = {.type = TER_VALUES_MANY, .put = put_kinds};
const ter_option_values ter_kind_or_all_values = {.type = TER_VALUES_MANY, .put = put_all_and_kinds};
const ter_option_values ter_status_values = {.type = TER_VALUES_MANY, .put = put_statuses};
const ter_option_values ter_basis_values = {.type = TER_VALUES_MANY, .put = put_bases};
const ter_option_values ter_datum_value = {.type = TER_VALUES_ONE, .put = put_datums};
const ter_option_values ter_document_type_value = {.type = TER_VALUES_ONE, .put = put_document_types};

void ter_option_values_put(const ter_option_values *v, const char *between, ter_buf *out) {
    if (!v) return;
    if (v->put) v->put(out, between);
    for (const char *word = v->put || !v->words ? "" : v->words; *word;) {
        size_t n = strcspn(word, " ");
        ter_buf_put_str(out, (ter_str){word, n});
        word += n + (word[n] == ' ');
        if (*word) ter_buf_puts(out, between);
    }
}

int ter_option_values_find(const ter_option_values *v, const char *word) {
    ter_buf words = {0};
    int found = -1;
    ter_option_values_put(v, " ", &words);
    const char *at = words.ptr ? words.ptr : "";
    for (int i = 0; *at && found < 0; i++) {
        size_t n = strcspn(at, " ");
        if (strlen(word) == n && memcmp(word, at, n) == 0) found = i;
        at += n + (at[n] == ' ');
    }
    ter_buf_release(&words);
    return found;
}

ter_status ter_option_values_refuse(const ter_option_values *v, const char *what, const char *word, ter_error *err) {
    ter_buf words = {0};
    ter_option_values_put(v, ", ", &words);
    ter_error_set(err, TER_USAGE, "unknown %s '%s'; choose from %s", what, word, words.ptr ? words.ptr : "");
    ter_buf_release(&words);
    return TER_USAGE;
}
