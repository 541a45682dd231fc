/* Reading and checking the options that select features. */
#include "cli/input/selection.h"

#include "extract/words/lexicon.h"
#include "registry/read/counts.h"

#include <stdlib.h>
#include <string.h>

/* The words of comma-separated values, ended by NULL; NULL when the option was not given. */
static const char **words_of(ter_selection *s, const ter_text_list *given) {
    TER_ARRAY(const char *) out = {0};
    for (size_t i = 0; i < given->len; i++) {
        const char *p = given->items[i];
        for (size_t n = 0; *p; p += n + (p[n] == ',')) {
            n = strcspn(p, ",");
            if (n == 0) continue;
            char *word = ter_strndup(p, n);
            ter_array_push(&s->words, word);
            ter_array_push(&out, word);
        }
    }
    if (given->len) ter_array_push(&out, NULL);
    return out.items;
}

static ter_status read_states(const char *const *words, ter_error *err) {
    ter_state state;
    for (; words && *words; words++)
        if (!ter_state_parse(ter_str_from(*words), &state))
            return ter_option_values_refuse(&ter_status_values, "status", *words, err);
    return TER_OK;
}

static ter_status read_bases(const char *const *words, ter_error *err) {
    ter_basis basis;
    for (; words && *words; words++)
        if (!ter_basis_parse(ter_str_from(*words), &basis))
            return ter_option_values_refuse(&ter_basis_values, "basis", *words, err);
    return TER_OK;
}

static ter_status read_years(ter_selection *s, ter_error *err) {
    const char **words = words_of(s, &s->years);
    ter_status status = TER_OK;
    for (const char **w = words; w && *w && status == TER_OK; w++) {
        bool undated = strcmp(*w, "undated") == 0;
        size_t digits = strspn(*w, "0123456789");
        if (!undated && (digits != 4 || (*w)[digits]))
            status = ter_error_set(err, TER_USAGE, "--year: '%s' is not a year; write 2026, or undated", *w);
        ter_array_push(&s->numbers, undated ? 0 : atoi(*w));
    }
    if (words) ter_array_push(&s->numbers, -1);
    s->filter.years = s->numbers.items;
    free(words);
    return status;
}

ter_status ter_selection_read(ter_selection *s, ter_error *err) {
    s->filter.kinds = s->lists[0] = words_of(s, &s->kinds);
    s->filter.states = s->lists[1] = words_of(s, &s->states);
    s->filter.bases = s->lists[2] = words_of(s, &s->bases);
    ter_status status = read_states(s->filter.states, err);
    if (status == TER_OK) status = read_bases(s->filter.bases, err);
    if (status == TER_OK) status = read_years(s, err);
    return status;
}

static void put_kind(const char *kind, void *context) {
    ter_buf *known = context;
    ter_buf_printf(known, "%s%s", known->len ? ", " : "", kind);
}

/* The lexicon is opened only for a kind that the registry does not have: reading must start fast. */
ter_status ter_selection_check(const ter_selection *s, ter_registry *r, ter_error *err) {
    const char *const *unknown = s->filter.kinds;
    ter_status status = s->filter.doubtful ? ter_registry_show_doubtful(r, err) : TER_OK;
    if (status != TER_OK) return status;
    while (unknown && *unknown && ter_registry_has_kind(r, *unknown)) unknown++;
    if (!unknown || !*unknown) return TER_OK;
    ter_lexicon *lexicon = NULL;
    status = ter_lexicon_new_embedded(&lexicon, err);
    for (; status == TER_OK && *unknown; unknown++) {
        if (ter_registry_has_kind(r, *unknown) || ter_lexicon_kind_find(lexicon, ter_str_from(*unknown))) continue;
        ter_buf known = {0};
        for (size_t i = 0; i < ter_lexicon_kind_count(lexicon); i++) put_kind(ter_lexicon_kind_at(lexicon, i), &known);
        status = ter_error_set(err, TER_USAGE, "unknown kind '%s'; the kinds are %s", *unknown,
                               known.ptr ? known.ptr : "none");
        ter_buf_release(&known);
    }
    ter_lexicon_free(lexicon);
    return status;
}

void ter_selection_release(ter_selection *s) {
    for (size_t i = 0; i < s->words.len; i++) free(s->words.items[i]);
    for (int i = 0; i < 3; i++) free(s->lists[i]);
    ter_array_release(&s->words);
    ter_array_release(&s->numbers);
    ter_array_release(&s->kinds);
    ter_array_release(&s->states);
    ter_array_release(&s->years);
    ter_array_release(&s->bases);
}
