/* Who signed a document: a short line, then its date, in the later half of the text. */
#include "extract/document_signature.h"

#include "base/memory.h"
#include "extract/document_lines.h"
#include "extract/words/dates.h"

enum { MOST_SIGNER = 40, LEAST_SIGNER = 3, MOST_DATE = 14 /* characters */ };

static bool is_date(const ter_tokens *t, ter_line l) {
    ter_date found;
    return t->list.items[l.from].type == TER_TOKEN_NUMBER && ter_line_chars(t, l) <= MOST_DATE &&
           ter_dates_at(t, l.from, (ter_date){0}, &found) >= l.to && found.month;
}

static bool may_sign(const ter_tokens *t, ter_line l) {
    uint32_t length = ter_line_chars(t, l);
    if (length < LEAST_SIGNER || length > MOST_SIGNER || is_date(t, l)) return false;
    for (uint32_t i = l.from; i < l.to; i++)
        if (ter_token_ends_sentence(&t->list.items[i]) || ter_token_mark(&t->list.items[i], ',')) return false;
    return true;
}

char *ter_document_signature(const ter_tokens *t) {
    ter_line l, before = {0, 0}, signer = {0, 0};
    for (uint32_t at = 0; ter_line_next(t, &at, &l); before = l) {
        bool late = 2 * (size_t)t->list.items[l.from].from > t->text->count;
        if (late && before.to > before.from && is_date(t, l) && may_sign(t, before)) signer = before;
    }
    if (signer.to == signer.from) return NULL;
    ter_buf out = {0};
    ter_text_put(t->text, t->list.items[signer.from].from, t->list.items[signer.to - 1].to, &out);
    return ter_buf_detach(&out);
}
