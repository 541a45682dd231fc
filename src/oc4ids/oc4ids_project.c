/* One project of the registry as an OC4IDS project. */
#include "oc4ids/oc4ids_project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ter_oc4ids_date_time(ter_date date, bool last, char out[TER_DATE_TIME_SIZE]) {
    char day[TER_DATE_SIZE];
    out[0] = 0;
    if (date.year <= 0) return;
    ter_date_format(last ? ter_date_last_day(date) : ter_date_first_day(date), day);
    snprintf(out, TER_DATE_TIME_SIZE, "%sT%s", day, last ? "23:59:59Z" : "00:00:00Z");
}

void ter_oc4ids_date_of(const char *date, char out[TER_DATE_TIME_SIZE]) {
    ter_date day = {0};
    sscanf(date, "%d-%d-%d", &day.year, &day.month, &day.day);
    ter_oc4ids_date_time(day, false, out);
}

void ter_oc4ids_put_text(ter_json *j, const char *key, const char *value) {
    if (value && *value) ter_json_put_text(j, key, value);
}

static void put_number(ter_json *j, const char *key, long long value) {
    if (value) ter_json_put_int(j, key, value);
}

/* ---- the current state ---- */

static int basis_rank(const ter_history_event *e) {
    return e->basis == TER_BASIS_REPORTED ? 1 : e->state == TER_STATE_PLANNED ? 2 : 3;
}

static int state_rank(ter_state state) {
    static const ter_state order[] = {TER_STATE_PLANNED,   TER_STATE_STARTED,   TER_STATE_UNDER_CONSTRUCTION,
                                      TER_STATE_SUSPENDED, TER_STATE_CANCELLED, TER_STATE_COMPLETED};
    for (int i = 0; i < 6; i++)
        if (order[i] == state) return i + 1;
    return 0;
}

/* As TER_SQL_NEWEST_STATEMENT in the registry, up to what is the same in every registry. */
static bool is_newer(const ter_history_event *a, const ter_history_event *b) {
    int order = strcmp(a->date, b->date);
    if (!order) order = basis_rank(b) - basis_rank(a);
    if (!order) order = state_rank(a->state) - state_rank(b->state);
    if (!order) order = a->year - b->year;
    if (!order) order = (a->confidence > b->confidence) - (a->confidence < b->confidence);
    return order > 0;
}

/* The newest of those that nobody corrected; NULL when there is none. */
static const ter_history_event *newest(const ter_relay_events *events) {
    const ter_history_event *best = NULL;
    for (size_t i = 0; i < events->len; i++) {
        const ter_history_event *e = events->items[i].said;
        if (!e->corrected && (!best || is_newer(e, best))) best = e;
    }
    return best;
}

static const ter_history_decision *decision_of(const ter_history *h) {
    return h->decisions.len ? &h->decisions.items[h->decisions.len - 1] : NULL;
}

ter_history_state ter_oc4ids_current(const ter_history *h, const ter_relay_events *events) {
    const ter_history_event *e = newest(events);
    if (decision_of(h)) return decision_of(h)->is;
    return e ? (ter_history_state){e->state, e->basis, e->action, e->year, e->period_from} : (ter_history_state){0};
}

/* OC4IDS has no targets: the status is the newest one that is a fact, and a mere target is in preparation. */
static ter_state factual_state(const ter_history *h, const ter_relay_events *events) {
    const ter_history_event *best = NULL;
    const ter_history_decision *d = decision_of(h);
    if (d && d->is.basis != TER_BASIS_TARGET) return d->is.state;
    for (size_t i = 0; i < events->len; i++) {
        const ter_history_event *e = events->items[i].said;
        if (!e->corrected && e->basis != TER_BASIS_TARGET && (!best || is_newer(e, best))) best = e;
    }
    return best ? best->state : TER_STATE_PLANNED;
}

/* What is told of several years began in the first of them, at the earliest, and ended in the last. */
static ter_date bound_of(const ter_history_event *e, bool last) {
    if (e->period_from && !last) return (ter_date){e->period_from, 0, 0};
    return (ter_date){e->year, e->month, e->day};
}

/* The newest word on when the project came, or shall come, into a state; "" when no year is stated. */
static void date_of_state(const ter_history *h, const ter_relay_events *events, ter_state state,
                          char out[TER_DATE_TIME_SIZE]) {
    const ter_history_event *best = NULL;
    const ter_history_decision *d = decision_of(h);
    bool last = state == TER_STATE_COMPLETED;
    out[0] = 0;
    for (size_t i = 0; i < events->len; i++) {
        const ter_history_event *e = events->items[i].said;
        if (!e->corrected && e->state == state && e->year && (!best || is_newer(e, best))) best = e;
    }
    if (d && d->is.state == state && d->is.year) ter_oc4ids_date_time((ter_date){d->is.year, 0, 0}, last, out);
    else if (best) ter_oc4ids_date_time(bound_of(best, last), last, out);
}

static void put_period(ter_json *j, const ter_history *h, const ter_relay_events *events) {
    char start[TER_DATE_TIME_SIZE], end[TER_DATE_TIME_SIZE];
    date_of_state(h, events, TER_STATE_STARTED, start);
    date_of_state(h, events, TER_STATE_COMPLETED, end);
    if (*start && *end && strcmp(start, end) > 0) *start = 0; /* the documents disagree: no period */
    if (*start || *end) {
        ter_json_key(j, "period");
        ter_json_begin(j, '{');
        ter_oc4ids_put_text(j, "startDate", start);
        ter_oc4ids_put_text(j, "endDate", end);
        ter_json_end(j, '}');
    }
    ter_history_state now = ter_oc4ids_current(h, events);
    if (now.state != TER_STATE_COMPLETED || now.basis != TER_BASIS_REPORTED || !now.year) return;
    const ter_history_event *said = decision_of(h) ? NULL : newest(events);
    ter_oc4ids_date_time((ter_date){now.year, said ? said->month : 0, said ? said->day : 0}, true, end);
    ter_json_key(j, "completion");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "endDate", end);
    ter_json_end(j, '}');
}

static void put_sector(ter_json *j, const char *codes) {
    if (!codes) return;
    ter_json_key(j, "sector");
    ter_json_begin(j, '[');
    for (size_t n; *codes; codes += n + (codes[n] == ',')) {
        n = strcspn(codes, ",");
        ter_json_str(j, (ter_str){codes, n});
    }
    ter_json_end(j, ']');
}

/* ---- where ---- */

static void put_place(ter_json *j, const ter_record_place *place) {
    ter_json_key(j, "terrier");
    ter_json_begin(j, '{');
    ter_oc4ids_put_text(j, "toponym", place->key);
    ter_oc4ids_put_text(j, "name", place->name);
    ter_oc4ids_put_text(j, "area", place->area);
    ter_json_put_text(j, "match", ter_match_name(place->match));
    ter_json_put_text(j, "precision", ter_precision_name(place->precision));
    if (place->geometry) ter_json_put_real(j, "uncertaintyInMetres", place->uncertainty_m, 1);
    ter_json_put_real(j, "score", place->score, 3);
    ter_oc4ids_put_text(j, "reason", place->reason);
    ter_oc4ids_put_text(j, "source", place->source);
    ter_oc4ids_put_text(j, "licence", place->licence);
    ter_oc4ids_put_text(j, "date", place->date);
    ter_oc4ids_put_text(j, "datum", place->datum);
    ter_json_end(j, '}');
}

static void put_locations(ter_json *j, const ter_history *h) {
    const ter_record_place *place = &h->place;
    ter_json_key(j, "locations");
    ter_json_begin(j, '[');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", "1");
    ter_oc4ids_put_text(j, "description", place->name);
    if (place->geometry) {
        ter_buf geometry = {0};
        ter_geometry_to_geojson(place->geometry, &geometry);
        ter_json_key(j, "geometry");
        ter_json_raw(j, (ter_str){geometry.ptr, geometry.len});
        ter_buf_release(&geometry);
    }
    if (*place->key) {
        ter_json_key(j, "gazetteer");
        ter_json_begin(j, '{');
        ter_json_put_text(j, "scheme", "TERRIER");
        ter_json_key(j, "identifiers");
        ter_json_begin(j, '[');
        ter_json_text(j, place->key);
        ter_json_end(j, ']');
        ter_json_end(j, '}');
    }
    if (*h->area) {
        ter_json_key(j, "address");
        ter_json_begin(j, '{');
        ter_json_put_text(j, "region", h->area);
        ter_json_end(j, '}');
    }
    put_place(j, place);
    ter_json_end(j, '}');
    ter_json_end(j, ']');
}

/* ---- who says so ---- */

static const char *media_type(const char *format) {
    static const char *const types[][2] = {
        {"txt", "text/plain"},
        {"html", "text/html"},
        {"md", "text/markdown"},
        {"pdf", "application/pdf"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {TER_FORMAT_OC4IDS, "application/json"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i][0], format) == 0) return types[i][1];
    return NULL;
}

static void put_pages(ter_json *j, const ter_relay_event *events, size_t count) {
    int first = 0, last = 0;
    char text[16];
    for (size_t i = 0; i < count; i++) {
        int page = events[i].said->page;
        if (page && (!first || page < first)) first = page;
        if (page > last) last = page;
    }
    if (!first) return;
    snprintf(text, sizeof text, "%d", first);
    ter_json_put_text(j, "pageStart", text);
    snprintf(text, sizeof text, "%d", last);
    ter_json_put_text(j, "pageEnd", text);
}

enum { DOCUMENT_ID = 16 }; /* digits of its hash */

/* A document with the events that it reports. */
static void put_document(ter_json *j, const ter_relay_event *events, size_t count) {
    const ter_history_event *e = events->said;
    char date[TER_DATE_TIME_SIZE];
    bool reported = false;
    for (size_t i = 0; i < count; i++)
        if (events[i].said->basis == TER_BASIS_REPORTED && events[i].said->state != TER_STATE_PLANNED) reported = true;
    ter_json_begin(j, '{');
    ter_json_put_str(j, "id", (ter_str){events->sha256, strnlen(events->sha256, DOCUMENT_ID)});
    ter_json_put_text(j, "documentType", reported ? "physicalProgressReport" : "projectPlan");
    ter_json_put_text(j, "title", *e->title ? e->title : e->document);
    ter_oc4ids_date_of(e->date, date);
    ter_oc4ids_put_text(j, "datePublished", date);
    ter_oc4ids_put_text(j, "format", media_type(events->format));
    ter_json_put_text(j, "language", "zh");
    put_pages(j, events, count);
    ter_oc4ids_put_text(j, "author", e->publisher);
    ter_json_key(j, "terrier");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "sha256", events->sha256);
    ter_json_put_text(j, "name", e->document);
    ter_oc4ids_put_text(j, "title", e->title);
    ter_oc4ids_put_text(j, "issue", e->issue);
    ter_oc4ids_put_text(j, "date", e->date);
    ter_oc4ids_put_text(j, "dateBasis", e->date_basis);
    if (e->date_confidence > 0) ter_json_put_real(j, "dateConfidence", e->date_confidence, 4);
    ter_oc4ids_put_text(j, "area", e->area);
    ter_json_put_text(j, "format", events->format);
    ter_json_end(j, '}');
    ter_json_end(j, '}');
}

static void put_documents(ter_json *j, const ter_relay_events *events) {
    ter_json_key(j, "documents");
    ter_json_begin(j, '[');
    for (size_t i = 0, n; i < events->len; i += n) {
        for (n = 1; i + n < events->len && strcmp(events->items[i].sha256, events->items[i + n].sha256) == 0;) n++;
        put_document(j, events->items + i, n);
    }
    ter_json_end(j, ']');
}

static void put_own(ter_json *j, const ter_relay_event *event) {
    const ter_history_event *e = event->said;
    ter_json_key(j, "terrier");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "status", ter_state_name(e->state));
    ter_oc4ids_put_text(j, "basis", ter_basis_name(e->basis));
    ter_oc4ids_put_text(j, "action", ter_action_name(e->action));
    put_number(j, "year", e->year);
    put_number(j, "periodFrom", e->period_from);
    put_number(j, "periodTo", e->period_from ? e->year : 0);
    put_number(j, "month", e->month);
    put_number(j, "day", e->day);
    ter_oc4ids_put_text(j, "text", e->text);
    ter_oc4ids_put_text(j, "cue", e->cue);
    ter_oc4ids_put_text(j, "rule", e->rule);
    ter_json_put_real(j, "confidence", e->confidence, 4);
    if (e->statement_confidence > 0) ter_json_put_real(j, "statementConfidence", e->statement_confidence, 4);
    ter_json_put_str(j, "document", (ter_str){event->sha256, strnlen(event->sha256, DOCUMENT_ID)});
    put_number(j, "page", e->page);
    ter_json_put_int(j, "start", event->start);
    ter_json_put_int(j, "end", event->end);
    ter_json_end(j, '}');
}

/* What an event and a decision have in common. */
typedef struct milestone {
    size_t number;
    ter_history_state is;
    int month, day;
    const char *why, *date; /* the words, and the day of who says so */
} milestone;

static void begin_milestone(ter_json *j, const ter_oc4ids_codes *codes, const milestone *m) {
    bool target = m->is.basis == TER_BASIS_TARGET;
    char text[96], date[TER_DATE_TIME_SIZE], year[32] = "";
    bool first = m->is.state == TER_STATE_STARTED && m->is.period_from;
    if (m->is.year) snprintf(year, sizeof year, " %d", m->is.year);
    if (m->is.period_from) snprintf(year, sizeof year, " %d–%d", m->is.period_from, m->is.year);
    ter_json_begin(j, '{');
    snprintf(text, sizeof text, "%zu", m->number);
    ter_json_put_text(j, "id", text);
    snprintf(text, sizeof text, "%s%s%s", ter_state_name(m->is.state), year, target ? " (target)" : "");
    ter_json_put_text(j, "title", text);
    ter_oc4ids_put_text(j, "type", ter_oc4ids_codes_of(codes, "milestone", ter_state_name(m->is.state)));
    ter_oc4ids_put_text(j, "description", m->why);
    ter_oc4ids_date_time((ter_date){first ? m->is.period_from : m->is.year, m->month, m->day},
                         m->is.state != TER_STATE_STARTED, date);
    ter_oc4ids_put_text(j, target ? "dueDate" : "dateMet", date);
    ter_oc4ids_date_of(m->date, date);
    ter_oc4ids_put_text(j, "dateModified", date);
    ter_json_put_text(j, "status", target ? "scheduled" : "met");
}

static void put_event(ter_json *j, const ter_oc4ids_codes *codes, const ter_relay_event *event, size_t number) {
    const ter_history_event *e = event->said;
    const milestone m = {number, {e->state, e->basis, e->action, e->year, e->period_from}, e->month, e->day, e->quote,
                         e->date};
    begin_milestone(j, codes, &m);
    put_own(j, event);
    ter_json_end(j, '}');
}

/* Milestones are what holds; what a person corrected stands in an object of ours. */
static void put_events(ter_json *j, const ter_oc4ids_codes *codes, const ter_history *h, const ter_relay_events *events,
                       bool corrected) {
    size_t number = 0;
    ter_json_begin(j, '[');
    for (size_t i = 0; i < events->len; i++)
        if (events->items[i].said->corrected == corrected) put_event(j, codes, &events->items[i], ++number);
    const ter_history_decision *d = corrected ? NULL : decision_of(h);
    if (d) {
        const milestone m = {number + 1, d->is, 0, 0, d->why, d->at};
        begin_milestone(j, codes, &m);
        ter_json_key(j, "terrier");
        ter_json_begin(j, '{');
        ter_json_key(j, "setByHand");
        ter_json_bool(j, true);
        ter_json_end(j, '}');
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

static void put_state(ter_json *j, const char *key, const ter_history_state *s) {
    ter_json_key(j, key);
    ter_json_begin(j, '{');
    ter_json_put_text(j, "status", ter_state_name(s->state));
    ter_oc4ids_put_text(j, "basis", ter_basis_name(s->basis));
    put_number(j, "year", s->year);
    ter_oc4ids_put_text(j, "action", ter_action_name(s->action));
    ter_json_end(j, '}');
}

static void put_decisions(ter_json *j, const ter_history *h) {
    if (!h->decisions.len) return;
    ter_json_key(j, "decisions");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < h->decisions.len; i++) {
        const ter_history_decision *d = &h->decisions.items[i];
        ter_json_begin(j, '{');
        put_state(j, "was", &d->was);
        put_state(j, "is", &d->is);
        ter_oc4ids_put_text(j, "person", d->person);
        ter_json_put_text(j, "at", d->at);
        ter_oc4ids_put_text(j, "why", d->why);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

/* ---- the project ---- */

static void put_facility(ter_json *j, const ter_history *h) {
    ter_json_key(j, "facility");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", h->facility_id);
    ter_oc4ids_put_text(j, "toponym", h->toponym);
    ter_json_put_text(j, "name", h->name);
    ter_json_put_text(j, "kind", h->kind);
    ter_oc4ids_put_text(j, "area", h->area);
    if (h->names.len) {
        ter_json_key(j, "names");
        ter_json_begin(j, '[');
        for (size_t i = 0; i < h->names.len; i++) {
            ter_json_begin(j, '{');
            ter_json_put_text(j, "name", h->names.items[i].name);
            ter_json_put_text(j, "type", h->names.items[i].type == TER_RECORD_FORMER ? "former" : "alias");
            ter_json_end(j, '}');
        }
        ter_json_end(j, ']');
    }
    ter_json_end(j, '}');
}

/* The words on the current state, and their day. */
static void put_words(ter_json *j, const ter_history *h, const ter_relay_events *events, bool day) {
    const ter_history_event *e = newest(events);
    const ter_history_decision *d = decision_of(h);
    char date[TER_DATE_TIME_SIZE];
    ter_oc4ids_date_of(d ? d->at : e ? e->date : "", date);
    if (day) ter_oc4ids_put_text(j, "updated", date);
    else ter_oc4ids_put_text(j, "description", d ? d->why : e ? e->quote : "");
}

static void put_own_project(ter_json *j, const ter_oc4ids_codes *codes, const ter_history *h,
                            const ter_relay_events *events) {
    bool corrected = false;
    for (size_t i = 0; i < events->len; i++) corrected = corrected || events->items[i].said->corrected;
    ter_json_key(j, "terrier");
    ter_json_begin(j, '{');
    put_facility(j, h);
    ter_oc4ids_put_text(j, "part", h->part);
    ter_oc4ids_put_text(j, "partKey", h->part_key);
    put_decisions(j, h);
    if (corrected) {
        ter_json_key(j, "corrected");
        put_events(j, codes, h, events, true);
    }
    ter_json_end(j, '}');
}

void ter_oc4ids_project_put(ter_json *j, const ter_oc4ids_codes *codes, const ter_history *h,
                            const ter_relay_events *events) {
    ter_history_state now = ter_oc4ids_current(h, events);
    ter_buf title = {0};
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", h->project_id);
    put_words(j, h, events, true);
    ter_buf_printf(&title, "%s%s", h->name, h->part);
    ter_json_put_text(j, "title", title.ptr);
    put_words(j, h, events, false);
    ter_oc4ids_put_text(j, "status", ter_oc4ids_codes_of(codes, "status", ter_state_name(factual_state(h, events))));
    put_period(j, h, events);
    put_sector(j, ter_oc4ids_codes_of(codes, "sector", h->kind));
    ter_oc4ids_put_text(j, "type", ter_oc4ids_codes_of(codes, "type", ter_action_name(now.action)));
    put_locations(j, h);
    if (events->len) put_documents(j, events);
    ter_json_key(j, "milestones");
    put_events(j, codes, h, events, false);
    put_own_project(j, codes, h, events);
    ter_json_end(j, '}');
    ter_buf_release(&title);
}
