#include "extract/intro.h"

#include "extract/say.h"

/* 今年将完成以下工程： and its lines: what has no verb of its own has that of the introduction. */
bool ter_intro_says(const ter_reading *r, const ter_sentence *s, const ter_find *f, const ter_around *a,
                    ter_statement *out) {
    if (!r->intro.state || a->place) return false;
    uint32_t from = f->from;
    for (uint32_t i = s->from; i < from; i++)
        if (!ter_clause_find(r, s, i) && ter_reading_token(r, i)->type == TER_TOKEN_WORD &&
            ter_token_is(ter_reading_token(r, i), TER_WORD_STOP | TER_WORD_AT))
            return false;
    *out = r->intro.statement;
    if (a->after.action && out->action) out->action = a->after.action;
    return true;
}

void ter_reading_introduce(ter_reading *r, const ter_sentence *s) {
    uint32_t colon = s->to - 1;
    if (!ter_token_mark(ter_reading_token(r, colon), ':') || colon == s->from) return;
    r->intro = (ter_introduction){.open = true, .first = true, .basis = r->carried, .year = r->carried_year};
    uint32_t begin = ter_clause_begin(r, s, colon);
    ter_cue c = ter_clause_introduces(r, colon) ? ter_cue_before(r, s, colon, begin) : ter_cue_none;
    if (c.at == UINT32_MAX) return;
    ter_setting when = ter_setting_read(r, s, (ter_scope){c.at, begin, colon, TER_STATE_NONE, false});
    if (when.basis == TER_BASIS_REPORTED && c.aimed) return;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    r->intro.state = c.state;
    ter_say(r, &r->intro.statement, c, when, c.action);
}
