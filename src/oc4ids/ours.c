/* Projects that this program wrote: everything that the registry had, from the objects called "terrier". */
#include "oc4ids/project_draft.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

bool ter_project_drafts_is_ours(const ter_node *project) {
    const json_t *facility = json_object_get(json_object_get(project->value, "terrier"), "facility");
    const json_t *milestones = json_object_get(project->value, "milestones");
    bool stated = false;
    for (size_t i = 0; i < json_array_size(milestones); i++)
        if (json_object_get(json_array_get(milestones, i), "terrier")) stated = true;
    return facility && stated;
}

/* What all mentions of a project have in common. */
typedef struct project {
    const ter_node *node;
    ter_node documents, facility;
    ter_record_mention mention;
} project;

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static const char *required(ter_parse *p, const ter_node *of, const char *key) {
    const char *text = ter_node_text(p, of, key);
    if (p->status == TER_OK && !*text) ter_node_fail(p, of, "has no %s; correct the file", key);
    return text;
}

static bool is_kind(const char *kind) {
    return *kind && strspn(kind, "abcdefghijklmnopqrstuvwxyz_") == strlen(kind);
}

static void read_names(ter_project_drafts *d, project *x) {
    ter_parse *p = &d->parse;
    ter_node names = ter_node_member(p, &x->facility, "names", JSON_ARRAY);
    size_t count = ter_node_count(&names);
    if (!count) return;
    ter_record_name *list = ter_alloc(count * sizeof *list);
    ter_array_push(&d->names, list);
    for (size_t i = 0; i < count && p->status == TER_OK; i++) {
        ter_node name = ter_node_element(p, &names, i, JSON_OBJECT);
        bool former = strcmp(ter_node_text(p, &name, "type"), "former") == 0;
        list[i] = (ter_record_name){required(p, &name, "name"), former ? TER_RECORD_FORMER : TER_RECORD_ALIAS};
    }
    x->mention.place.names = list;
    x->mention.place.name_count = count;
}

static void read_facility(ter_project_drafts *d, project *x, const ter_node *own) {
    ter_parse *p = &d->parse;
    ter_record_mention *m = &x->mention;
    m->known_id = required(p, &x->facility, "id");
    m->known_toponym = or_null(ter_node_text(p, &x->facility, "toponym"));
    m->name = required(p, &x->facility, "name");
    m->kind = required(p, &x->facility, "kind");
    m->area = ter_node_text(p, &x->facility, "area");
    m->part = ter_node_text(p, own, "part");
    m->part_key = ter_node_text(p, own, "partKey");
    if (p->status == TER_OK && !is_kind(m->kind))
        ter_node_fail(p, &x->facility, "'%.40s' is not a kind; write a word like park", m->kind);
}

static void read_place(ter_project_drafts *d, project *x) {
    ter_parse *p = &d->parse;
    ter_record_place *place = &x->mention.place;
    ter_node locations = ter_node_member(p, x->node, "locations", JSON_ARRAY);
    if (!ter_node_count(&locations)) return;
    ter_node location = ter_node_element(p, &locations, 0, JSON_OBJECT);
    ter_node own = ter_node_member(p, &location, "terrier", JSON_OBJECT);
    place->geometry = ter_project_drafts_geometry(d, &location);
    place->key = ter_node_text(p, &own, "toponym"), place->name = ter_node_text(p, &own, "name");
    place->area = ter_node_text(p, &own, "area"), place->reason = ter_node_text(p, &own, "reason");
    place->source = ter_node_text(p, &own, "source"), place->licence = ter_node_text(p, &own, "licence");
    place->date = ter_node_text(p, &own, "date"), place->datum = ter_node_text(p, &own, "datum");
    place->uncertainty_m = ter_node_real(p, &own, "uncertaintyInMetres", 0, 1e8, 0);
    place->score = ter_node_real(p, &own, "score", 0, 1, 0);
    const char *match = ter_node_text(p, &own, "match"), *precision = ter_node_text(p, &own, "precision");
    if (*match && !ter_match_parse(ter_str_from(match), &place->match))
        ter_node_fail(p, &own, "'%.40s' is not a match; correct the file", match);
    if (*precision && !ter_precision_parse(ter_str_from(precision), &place->precision))
        ter_node_fail(p, &own, "'%.40s' is not a precision; correct the file", precision);
    if (p->status == TER_OK && place->geometry && (!*place->source || !place->precision))
        ter_node_fail(p, &own, "has a geometry without source or precision; correct the file");
}

/* The document that a milestone refers to, by its id within the project. */
static ter_node find_document(ter_project_drafts *d, const project *x, const ter_node *own) {
    const char *id = required(&d->parse, own, "document");
    for (size_t i = 0, n = ter_node_count(&x->documents); i < n && d->parse.status == TER_OK; i++) {
        ter_node document = ter_node_element(&d->parse, &x->documents, i, JSON_OBJECT);
        if (strcmp(ter_node_text(&d->parse, &document, "id"), id) == 0) return document;
    }
    ter_node_fail(&d->parse, own, "refers to document '%.80s', which the project does not have", id);
    return (ter_node){0};
}

static bool is_hash(const char *text) {
    return strlen(text) == TER_SHA256_HEX_SIZE - 1 && strspn(text, "0123456789abcdef") == strlen(text);
}

static bool is_date(const char *date) {
    return !*date || (ter_date_is_written(date) && strncmp(date, "0000", 4) != 0);
}

static ter_project_draft *draft_of(ter_project_drafts *d, const ter_node *document) {
    ter_parse *p = &d->parse;
    ter_node own = ter_node_member(p, document, "terrier", JSON_OBJECT);
    if (!own.value) ter_node_fail(p, document, "has no object 'terrier', as what terrier wrote has; correct the file");
    const char *original = required(p, &own, "sha256");
    if (p->status == TER_OK && !is_hash(original)) ter_node_fail(p, &own, "sha256 must be 64 hexadecimal digits");
    if (p->status != TER_OK) return NULL;
    ter_project_draft *draft = ter_project_drafts_find(d, original);
    if (draft) return draft;
    draft = ter_project_drafts_add(d, original);
    draft->record = (ter_record_document){.name = required(p, &own, "name"),
                                          .title = ter_node_text(p, &own, "title"),
                                          .publisher = ter_node_text(p, document, "author"),
                                          .issue = ter_node_text(p, &own, "issue"),
                                          .published_on = ter_node_text(p, &own, "date"),
                                          .date_basis = ter_node_text(p, &own, "dateBasis"),
                                          .date_confidence = ter_node_real(p, &own, "dateConfidence", 0, 1, 0),
                                          .area = ter_node_text(p, &own, "area")};
    required(p, &own, "format");
    if (p->status == TER_OK && !is_date(draft->record.published_on))
        ter_node_fail(p, &own, "'%.40s' is not a date; write 2026, 2026-03 or 2026-03-25", draft->record.published_on);
    draft->bytes = json_object();
    json_object_set(draft->bytes, "document", (json_t *)(uintptr_t)document->value);
    json_object_set_new(draft->bytes, "statements", json_array());
    return draft;
}

static void read_state(ter_parse *p, const ter_node *own, bool may_exist, ter_record_statement *st) {
    const char *state = required(p, own, "status"), *basis = ter_node_text(p, own, "basis");
    const char *action = ter_node_text(p, own, "action");
    bool known = p->status == TER_OK && ter_state_parse(ter_str_from(state), &st->state);
    if (p->status == TER_OK && (!known || (st->state == TER_STATE_EXISTING && !may_exist)))
        ter_node_fail(p, own,
                      "'%.40s' is not a status; write planned, started, under_construction, completed, suspended "
                      "or cancelled",
                      state);
    if (p->status == TER_OK && !ter_basis_parse(ter_str_from(basis), &st->basis))
        ter_node_fail(p, own, "'%.40s' is not a basis; write reported or target", basis);
    if (p->status == TER_OK && !ter_action_parse(ter_str_from(action), &st->action))
        ter_node_fail(p, own, "'%.40s' is not an action; correct the file", action);
    st->year = (int)ter_node_int(p, own, "year", 1, 9999);
}

static void read_statement(ter_parse *p, const ter_node *own, ter_record_statement *st) {
    read_state(p, own, false, st);
    st->period_from = (int)ter_node_int(p, own, "periodFrom", 1, 9999);
    if (p->status == TER_OK && st->period_from > st->year)
        ter_node_fail(p, own, "periodFrom is after the year, which is the period's last; correct the file");
    st->month = (int)ter_node_int(p, own, "month", 1, 12);
    st->day = (int)ter_node_int(p, own, "day", 1, 31);
    st->cue = ter_node_text(p, own, "cue");
    st->confidence = ter_node_real(p, own, "statementConfidence", 0, 1, 0);
}

/* Words and sentence go into the draft's text, so that the offsets that count in it are right. */
static void put_mention(ter_project_draft *draft, ter_project_draft_mention *m, const char *quote, const char *text) {
    ter_record_mention *r = &m->record;
    ter_record_statement *st = &m->statements[0];
    if (!*text) text = r->name;
    r->quote = quote, r->text = text;
    r->quote_start = ter_project_draft_quote_put(draft, quote);
    r->quote_end = r->quote_start + strlen(quote);
    r->start = ter_project_draft_place(draft, r->quote_start, strlen(quote), text);
    r->end = r->start + strlen(text);
    if (*st->cue) st->cue_start = ter_project_draft_place(draft, r->quote_start, strlen(quote), st->cue);
    st->cue_end = st->cue_start + strlen(st->cue);
    r->statement_count = 1;
    ter_array_push(&draft->mentions, *m);
}

static ter_override_state state_read(ter_parse *p, const ter_node *decision, const char *key) {
    ter_record_statement st = {0};
    ter_node state = ter_node_member(p, decision, key, JSON_OBJECT);
    if (!state.value) ter_node_fail(p, decision, "has no %s; correct the file", key);
    read_state(p, &state, true, &st);
    return (ter_override_state){st.state, st.basis, st.year, st.action};
}

static void read_decisions(ter_project_drafts *d, const project *x, const ter_node *own) {
    ter_parse *p = &d->parse;
    ter_project_draft_decisions made = {.project = ter_node_text(p, x->node, "id")};
    ter_node list = ter_node_member(p, own, "decisions", JSON_ARRAY);
    for (size_t i = 0, n = ter_node_count(&list); i < n && p->status == TER_OK; i++) {
        ter_node decision = ter_node_element(p, &list, i, JSON_OBJECT);
        ter_override_change change = {.was = state_read(p, &decision, "was"), .is = state_read(p, &decision, "is")};
        ter_date day;
        change.author = (ter_author){ter_node_text(p, &decision, "person"), required(p, &decision, "at"),
                                     ter_node_text(p, &decision, "why")};
        if (p->status == TER_OK && !ter_date_time_parse(change.author.at, &day))
            ter_node_fail(p, &decision, "'%.40s' is not a date-time; write 2026-03-25T00:00:00Z", change.author.at);
        ter_array_push(&made.changes, change);
    }
    if (made.changes.len) ter_array_push(&d->decisions, made);
}

/* A project that only decisions speak of needs its facility. */
static void add_reference(ter_project_drafts *d, const project *x) {
    ter_project_draft_mention m = {.record = x->mention};
    m.record.role = TER_ROLE_REFERENCE;
    m.record.rule = "OC4IDS decision";
    m.record.confidence = 1;
    ter_project_draft_title_put(ter_project_drafts_package(d), &m, m.record.name, "");
}

static bool has_statement(const json_t *milestones) {
    for (size_t i = 0; i < json_array_size(milestones); i++) {
        const json_t *own = json_object_get(json_array_get(milestones, i), "terrier");
        if (own && !json_object_get(own, "setByHand")) return true;
    }
    return false;
}

static void add_milestone(ter_project_drafts *d, const project *x, const ter_node *milestone) {
    ter_parse *p = &d->parse;
    ter_node own = ter_node_member(p, milestone, "terrier", JSON_OBJECT);
    if (!own.value || json_object_get(own.value, "setByHand")) return; /* somebody else's, or a decision */
    ter_node document = find_document(d, x, &own);
    ter_project_draft *draft = p->status == TER_OK ? draft_of(d, &document) : NULL;
    ter_project_draft_mention m = {.record = x->mention};
    const char *quote = ter_node_text(p, milestone, "description"), *text = ter_node_text(p, &own, "text");
    m.record.role = TER_ROLE_PROJECT;
    m.record.rule = ter_node_text(p, &own, "rule");
    m.record.confidence = ter_node_real(p, &own, "confidence", 0, 1, 1);
    m.record.page = (size_t)ter_node_int(p, &own, "page", 1, 1000000);
    ter_node_int(p, &own, "start", 0, 1LL << 52);
    ter_node_int(p, &own, "end", 0, 1LL << 52);
    read_statement(p, &own, &m.statements[0]);
    if (p->status != TER_OK) return;
    put_mention(draft, &m, quote, text);
    json_array_append(json_object_get(draft->bytes, "statements"), (json_t *)(uintptr_t)milestone->value);
}

void ter_project_drafts_add_ours(ter_project_drafts *d, const ter_node *node) {
    ter_parse *p = &d->parse;
    project x = {.node = node};
    ter_node own = ter_node_member(p, node, "terrier", JSON_OBJECT);
    x.facility = ter_node_member(p, &own, "facility", JSON_OBJECT);
    x.documents = ter_node_member(p, node, "documents", JSON_ARRAY);
    read_facility(d, &x, &own);
    read_names(d, &x);
    read_place(d, &x);
    ter_node lists[] = {ter_node_member(p, node, "milestones", JSON_ARRAY),
                        ter_node_member(p, &own, "corrected", JSON_ARRAY)};
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0, n = ter_node_count(&lists[k]); i < n && p->status == TER_OK; i++) {
            ter_node milestone = ter_node_element(p, &lists[k], i, JSON_OBJECT);
            add_milestone(d, &x, &milestone);
        }
    }
    if (p->status == TER_OK) read_decisions(d, &x, &own);
    if (p->status == TER_OK && !has_statement(lists[0].value) && !has_statement(lists[1].value)) add_reference(d, &x);
}
