/* From a cue, its basis and its year to a statement. */
#include "extract/statements/statement_from_cue.h"

/* What the words around say; else the cue's own words; else building. */
static ter_action action_of(const ter_token *cue, ter_state state, ter_action action) {
    if (action) return action;
    if (cue->word && cue->word->implied) return cue->word->implied;
    return state == TER_STATE_SUSPENDED || state == TER_STATE_CANCELLED ? TER_ACTION_NONE : TER_ACTION_CONSTRUCTION;
}

void ter_statement_from_cue(const ter_section_context *r, ter_statement *out, ter_cue c, ter_basis_year when,
                            ter_action action) {
    const ter_token *k = ter_section_token(r, c.at);
    *out = (ter_statement){.state = c.state,
                           .basis = when.basis,
                           .action = action_of(k, c.state, action),
                           .when = when.when,
                           .period_from = when.period.from,
                           .period_to = when.period.to,
                           .cue_start = r->t->text->begin[k->from],
                           .cue_end = ter_text_end(r->t->text, k->to - 1),
                           .cue_kind = c.driven   ? "pushes works"
                                       : c.aimed  ? "names works only"
                                       : c.strong ? "strong"
                                                  : "plain",
                           .why = when.why,
                           .why_year = when.why_year};
}

bool ter_statement_add(ter_statement *out, size_t *n, ter_statement s) {
    for (size_t i = 0; i < *n; i++)
        if (out[i].state == s.state && out[i].basis == s.basis && out[i].when.year == s.when.year) return false;
    if (*n == TER_MOST_STATEMENTS) return false;
    out[(*n)++] = s;
    return true;
}
