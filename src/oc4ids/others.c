/* Projects of other publishers: title, status, dates, sectors and the first geometry. */
#include "oc4ids/project_draft.h"

#include "base/date.h"

#include <string.h>

/* How far off a place may be is not in the standard. */
static const double ASSUMED_M = 100;
static const char place_reason[] = "stated by the publisher, who does not say how exactly; 100 m assumed";
static const char rule[] = "OC4IDS status";

static int year_of(ter_parse *p, const ter_node *of, const char *key) {
    ter_date day = {0};
    const char *text = ter_node_text(p, of, key);
    ter_node at = {NULL, of, key, 0};
    if (*text && p->status == TER_OK && !ter_date_time_parse(text, &day))
        ter_node_fail(p, &at, "'%.40s' is not a date-time; write 2026-03-25T00:00:00Z", text);
    return day.year;
}

/* What the status says, and for what is not done the year in which it shall be. */
static size_t read_statements(ter_project_drafts *d, const ter_node *project, const char *word,
                              ter_record_statement *out) {
    ter_parse *p = &d->parse;
    ter_node period = ter_node_member(p, project, "period", JSON_OBJECT);
    ter_node completion = ter_node_member(p, project, "completion", JSON_OBJECT);
    year_of(p, &period, "startDate"); /* checked, though no statement needs it */
    int end = year_of(p, &period, "endDate");
    int done = year_of(p, &completion, "endDate"), updated = year_of(p, project, "updated");
    const char *type = ter_node_text(p, project, "type");
    ter_action action = TER_ACTION_NONE;
    if (*type) ter_action_parse(ter_str_from(type), &action);
    ter_state_parse(ter_str_from(word), &out[0].state);
    out[0].basis = TER_BASIS_REPORTED, out[0].action = action;
    bool over = out[0].state == TER_STATE_COMPLETED;
    out[0].year = over ? (done ? done : end) : updated;
    if (over || out[0].state == TER_STATE_CANCELLED || !end) return 1;
    out[1] = (ter_record_statement){TER_STATE_COMPLETED, TER_BASIS_TARGET, action, end, 0, 0, 0, 0, "", 0, 0};
    return 2;
}

/* "" when no code has a word; the narrowest code is the last one. */
static const char *kind_of(ter_project_drafts *d, const ter_node *project) {
    ter_parse *p = &d->parse;
    const char *kind = NULL;
    ter_node sector = ter_node_member(p, project, "sector", JSON_ARRAY);
    for (size_t i = ter_node_count(&sector); i-- > 0 && p->status == TER_OK && !kind;) {
        ter_node code = ter_node_element(p, &sector, i, JSON_STRING);
        if (code.value) kind = ter_oc4ids_word_of(&d->codes, "sector", json_string_value(code.value));
    }
    return kind ? kind : "";
}

/* NULL when the project is only named; "" when its status has no word here. */
static const char *word_of(ter_project_drafts *d, const ter_node *project) {
    const char *status = ter_node_text(&d->parse, project, "status");
    if (!*status) return NULL;
    const char *word = ter_oc4ids_word_of(&d->codes, "status", status);
    bool known = word || strcmp(status, "decommissioning") == 0 || strcmp(status, "decommissioned") == 0;
    ter_node at = {NULL, project, "status", 0};
    if (!known)
        ter_node_fail(&d->parse, &at, "'%.40s' is not in the code list projectStatus; correct the file", status);
    return word ? word : "";
}

static void read_place(ter_project_drafts *d, const ter_node *project, ter_record_mention *m) {
    ter_parse *p = &d->parse;
    m->place = (ter_record_place){.reason = "the publisher states no geometry"};
    ter_node locations = ter_node_member(p, project, "locations", JSON_ARRAY);
    for (size_t i = 0, n = ter_node_count(&locations); i < n && p->status == TER_OK; i++) {
        ter_node location = ter_node_element(p, &locations, i, JSON_OBJECT);
        ter_node address = ter_node_member(p, &location, "address", JSON_OBJECT);
        const char *area = ter_node_text(p, &address, "locality");
        if (!*area) area = ter_node_text(p, &address, "region");
        if (!m->area && *area) m->area = area;
        const ter_geometry *g = m->place.geometry ? NULL : ter_project_drafts_geometry(d, &location);
        if (!g) continue;
        m->place = (ter_record_place){.geometry = g,
                                      .match = TER_MATCH_EXACT,
                                      .precision = TER_PRECISION_EXACT,
                                      .uncertainty_m = ASSUMED_M,
                                      .score = 1,
                                      .reason = place_reason,
                                      .source = *d->publisher ? d->publisher : p->name,
                                      .licence = *d->licence ? d->licence : "not stated",
                                      .date = d->date,
                                      .datum = "WGS 84"};
    }
}

void ter_project_drafts_add_other(ter_project_drafts *d, const ter_node *project) {
    ter_parse *p = &d->parse;
    const char *title = ter_node_text(p, project, "title"), *description = ter_node_text(p, project, "description");
    const char *word = word_of(d, project), *kind = kind_of(d, project);
    ter_project_draft_mention m = {
        .record = {.name = title, .text = title, .kind = kind, .rule = rule, .confidence = 1}};
    ter_record_mention *r = &m.record;
    read_place(d, project, r);
    if (word && *word) r->statement_count = read_statements(d, project, word, m.statements);
    if (p->status != TER_OK) return;
    if (!*title) {
        d->counts.no_title++;
    } else if (!*kind) {
        d->counts.no_kind++;
    } else if (word && !*word) {
        d->counts.no_status++;
    } else {
        d->counts.no_statement += word == NULL;
        r->role = word ? TER_ROLE_PROJECT : TER_ROLE_REFERENCE;
        ter_project_draft_title_put(ter_project_drafts_package(d), &m, title, description);
    }
}
