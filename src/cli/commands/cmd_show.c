/* terrier show: one facility in full, as text or JSON. */
#include "areas/area_mentions.h"
#include "base/date.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input/place_argument.h"
#include "cli/output/output.h"
#include "geo/distance.h"
#include "registry/decisions/decision_list.h"
#include "registry/file/registry.h"
#include "registry/read/facility.h"
#include "registry/search/by_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const ter_option_values show_format_values = {.type = TER_VALUES_ONE, .words = "text json jsonl"};

typedef enum show_format { SHOW_TEXT, SHOW_JSON } show_format;

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static const char *geometry_type(const ter_geometry *g) {
    static const char *const names[] = {NULL, "point", "line", "polygon"};
    return names[g->type];
}

/* "2026-05", as far as it is stated; "2021/2025" of a period. */
static const char *date_of(const ter_facility_event *e, char out[TER_DATE_SIZE]) {
    if (e->period_from) snprintf(out, TER_DATE_SIZE, "%d/%d", e->period_from, e->year); /* ISO 8601's interval */
    else ter_date_format((ter_date){e->year, e->month, e->day}, out);
    return out;
}

/* ---- JSON ---- */

static void put_number(ter_json *j, const char *key, int value) {
    ter_json_key(j, key);
    if (value) ter_json_int(j, value);
    else ter_json_null(j);
}

/* The area of the document's authority, with its code in the national standard when it has one. */
static void put_authority(ter_json *j, const char *area) {
    ter_area_mention m;
    bool known = *area && ter_area_parse(ter_str_from(area), &m) && m.count == 1;
    ter_json_put_text(j, "authority", or_null(area));
    ter_json_key(j, "authority_code");
    if (known) ter_json_int(j, ter_area_code(m.areas[0]));
    else ter_json_null(j);
}

static void put_event(ter_json *j, const ter_facility_event *e) {
    char date[16];
    ter_json_begin(j, '{');
    ter_json_put_text(j, "status", ter_state_name(e->state));
    ter_json_put_text(j, "basis", or_null(ter_basis_name(e->basis)));
    put_number(j, "year", e->year);
    put_number(j, "period_from", e->period_from);
    put_number(j, "period_to", e->period_from ? e->year : 0);
    ter_json_put_text(j, "when", or_null(date_of(e, date)));
    ter_json_put_text(j, "action", or_null(ter_action_name(e->action)));
    ter_json_put_text(j, "document", e->document);
    ter_json_put_text(j, "title", or_null(e->title));
    ter_json_put_text(j, "publisher", or_null(e->publisher));
    put_authority(j, e->authority);
    ter_json_put_text(j, "authority_basis", or_null(e->authority_basis));
    ter_json_put_text(j, "date", or_null(e->date));
    ter_json_put_int(j, "start", e->start);
    ter_json_put_int(j, "end", e->end);
    ter_json_put_text(j, "text", e->text);
    ter_json_put_text(j, "quote", e->quote);
    ter_json_put_int(j, "quote_start", e->quote_start);
    ter_json_put_int(j, "quote_end", e->quote_end);
    put_number(j, "page", e->page);
    ter_json_put_text(j, "cue", or_null(e->cue));
    ter_json_put_text(j, "rule", e->rule);
    ter_json_put_real(j, "confidence", e->confidence, 3);
    ter_json_key(j, "doubtful");
    ter_json_bool(j, e->doubtful);
    if (e->statement_confidence > 0) ter_json_put_real(j, "statement_confidence", e->statement_confidence, 3);
    ter_json_end(j, '}');
}

static void put_events(ter_json *j, const char *key, const ter_facility *f, const char *project) {
    ter_json_key(j, key);
    ter_json_begin(j, '[');
    for (size_t i = 0; i < f->events.len; i++)
        if (strcmp(f->events.items[i].project, project) == 0) put_event(j, &f->events.items[i]);
    ter_json_end(j, ']');
}

static void put_project(ter_json *j, const ter_facility *f, const ter_facility_project *p) {
    ter_json_begin(j, '{');
    ter_json_put_text(j, "id", p->id);
    ter_json_put_text(j, "part", or_null(p->part));
    ter_json_put_text(j, "title", p->title);
    ter_json_put_text(j, "status", ter_state_name(p->state));
    ter_json_put_text(j, "basis", or_null(ter_basis_name(p->basis)));
    put_number(j, "year", p->year);
    ter_json_put_text(j, "action", or_null(ter_action_name(p->action)));
    ter_json_put_text(j, "precision", ter_precision_name(p->precision));
    put_events(j, "history", f, p->id);
    ter_json_end(j, '}');
}

static void put_geometry(ter_json *j, const ter_geometry *g) {
    if (g->type == TER_GEOMETRY_NONE) {
        ter_json_key(j, "geometry");
        ter_json_null(j);
        return;
    }
    ter_position p = ter_geometry_point_on(g);
    ter_buf geojson = {0};
    ter_geometry_to_geojson(g, &geojson);
    ter_json_put_real(j, "lon", p.lon_deg, 7);
    ter_json_put_real(j, "lat", p.lat_deg, 7);
    if (g->type == TER_GEOMETRY_LINE) ter_json_put_real(j, "length_m", ter_geometry_length_m(g), 0);
    ter_json_key(j, "geometry");
    ter_json_raw(j, (ter_str){geojson.ptr, geojson.len});
    ter_buf_release(&geojson);
}

static void put_place(ter_json *j, const ter_facility *f) {
    ter_json_key(j, "place");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "match", ter_match_name(f->match));
    ter_json_put_text(j, "precision", ter_precision_name(f->precision));
    ter_json_put_real(j, "uncertainty_m", f->uncertainty_m, 1);
    ter_json_put_real(j, "score", f->score, 3);
    ter_json_put_text(j, "reason", or_null(f->reason));
    ter_json_put_text(j, "source", or_null(f->source));
    ter_json_put_text(j, "licence", or_null(f->licence));
    ter_json_put_text(j, "source_date", or_null(f->source_date));
    ter_json_put_text(j, "datum", or_null(f->datum));
    ter_json_put_text(j, "type", geometry_type(&f->geometry));
    put_geometry(j, &f->geometry);
    ter_json_end(j, '}');
}

static void put_override(const ter_override_row *row, void *context) {
    ter_json *j = context;
    ter_json_begin(j, '{');
    ter_json_put_int(j, "number", row->number);
    ter_json_put_text(j, "what", row->what);
    ter_json_put_text(j, "target", row->target);
    ter_json_put_text(j, "field", or_null(row->field));
    ter_json_put_text(j, "old", or_null(row->old_value));
    ter_json_put_text(j, "new", or_null(row->new_value));
    ter_json_put_text(j, "other", or_null(row->other));
    ter_json_put_text(j, "by", or_null(row->person));
    ter_json_put_text(j, "at", row->at);
    ter_json_put_text(j, "why", or_null(row->why));
    ter_json_put_text(j, "source", row->source);
    ter_json_end(j, '}');
}

static ter_status show_json(ter_registry *r, const ter_facility *f, ter_error *err) {
    ter_buf out = {0};
    ter_json j;
    ter_json_init(&j, &out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "id", f->id);
    ter_json_put_text(&j, "name", f->name);
    ter_json_put_text(&j, "pinyin", f->pinyin);
    ter_json_put_text(&j, "kind", f->kind);
    ter_json_put_text(&j, "area", or_null(f->area));
    ter_json_put_text(&j, "hidden", or_null(f->hidden));
    ter_json_key(&j, "overrides");
    ter_json_begin(&j, '[');
    ter_status status = ter_override_each(r, f->id, false, put_override, &j, err);
    ter_json_end(&j, ']');
    ter_json_key(&j, "names");
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < f->names.len; i++) {
        ter_json_begin(&j, '{');
        ter_json_put_text(&j, "name", f->names.items[i].name);
        ter_json_put_text(&j, "type", f->names.items[i].type);
        ter_json_end(&j, '}');
    }
    ter_json_end(&j, ']');
    put_place(&j, f);
    ter_json_key(&j, "projects");
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < f->projects.len; i++) put_project(&j, f, &f->projects.items[i]);
    ter_json_end(&j, ']');
    put_events(&j, "references", f, "");
    ter_json_end(&j, '}');
    if (status == TER_OK) puts(out.ptr);
    ter_buf_release(&out);
    return status;
}

/* ---- text ---- */

/* Without control characters and line breaks: documents are untrusted and must not control the terminal. */
static void print_clean(const char *text) {
    size_t len = strlen(text);
    uint32_t c;
    ter_buf line = {0};
    for (size_t i = 0; i < len;) {
        i += ter_utf8_next(text + i, len - i, &c);
        if (c == '\n' || c == '\r') continue; /* printed lines join without a blank in Chinese */
        ter_buf_put_cp(&line, c < 0x20 || (c >= 0x7f && c < 0xa0) ? ' ' : c);
    }
    fputs(line.ptr ? line.ptr : "", stdout);
    ter_buf_release(&line);
}

static void print_field(const char *label, const char *text) {
    if (!*text) return;
    printf("%s", label);
    print_clean(text);
}

static void print_state(ter_state state, ter_basis basis, const char *when, ter_action action) {
    printf("%s", ter_state_name(state));
    print_field(", ", ter_basis_name(basis));
    print_field(", ", when);
    print_field(", ", ter_action_name(action));
}

static void print_event(const ter_facility_event *e) {
    char date[16];
    printf("    %s  ", *e->date ? e->date : "undated");
    print_state(e->state, e->basis, date_of(e, date), e->action);
    print_field("  (", e->cue);
    printf("%s\n      ", *e->cue ? ")" : "");
    print_field("", e->document);
    print_field(" 《", e->title);
    printf("%s", *e->title ? "》" : "");
    print_field(" ", e->publisher);
    print_field(", of ", e->authority);
    print_field(*e->authority ? ", by its " : "", *e->authority ? e->authority_basis : "");
    if (e->page) printf(", page %d", e->page);
    printf(", bytes %lld to %lld, rule %s, confidence %.2f", e->start, e->end, e->rule, e->confidence);
    if (e->statement_confidence > 0) printf(", of the statement %.2f", e->statement_confidence);
    printf("%s\n      “", e->doubtful ? ", doubtful" : "");
    print_clean(e->quote);
    printf("”\n");
}

static void print_place(const ter_facility *f) {
    if (f->geometry.type == TER_GEOMETRY_NONE) {
        printf("place    none: ");
        print_clean(f->reason);
        putchar('\n');
        return;
    }
    ter_position p = ter_geometry_point_on(&f->geometry);
    printf("place    %s at %.6f,%.6f", geometry_type(&f->geometry), p.lon_deg, p.lat_deg);
    if (f->geometry.type == TER_GEOMETRY_LINE) printf(", %.0f m long", ter_geometry_length_m(&f->geometry));
    printf(", precision %s, uncertainty %.0f m\n         ", ter_precision_name(f->precision), f->uncertainty_m);
    print_field("", f->source);
    print_field(", ", f->licence);
    print_field(", ", f->source_date);
    print_field(", from ", f->datum);
    printf("\n         %s match, score %.2f", ter_match_name(f->match), f->score);
    print_field(": ", f->reason);
    putchar('\n');
}

/* "by hand  3 set geometry: point 1,2 → point 3,4 by 王 on 2026-11-22 in QGIS: the reason" */
static void print_override(const ter_override_row *row, void *context) {
    (void)context;
    printf("by hand  %lld %s", row->number, row->what);
    print_field(" ", row->field);
    print_field(strchr(row->target, '.') ? " of " : "", strchr(row->target, '.') ? row->target : "");
    print_field(" ", *row->other ? row->other : "");
    print_field(": ", row->old_value);
    print_field(*row->old_value ? " → " : ": ", row->new_value);
    print_field(" by ", row->person);
    print_field(" at ", row->at);
    print_field(" with ", row->source);
    print_field(": ", row->why);
    putchar('\n');
}

static ter_status show_text(ter_registry *r, const ter_facility *f, ter_error *err) {
    print_clean(f->name);
    printf("\nid       %s\nkind     %s\n", f->id, f->kind);
    print_field("area     ", f->area);
    print_field(*f->area ? "\npinyin   " : "pinyin   ", f->pinyin);
    printf("\nnames   ");
    for (size_t i = 0; i < f->names.len; i++) {
        print_field(i ? "; " : " ", f->names.items[i].name);
        printf(" (%s)", f->names.items[i].type);
    }
    putchar('\n');
    print_place(f);
    if (*f->hidden) printf("hidden   %s\n", f->hidden);
    ter_status status = ter_override_each(r, f->id, false, print_override, NULL, err);
    bool references = false;
    for (size_t i = 0; i < f->projects.len; i++) {
        const ter_facility_project *p = &f->projects.items[i];
        char year[8] = "";
        if (p->year) snprintf(year, sizeof year, "%d", p->year % 10000);
        printf("\nproject  ");
        print_clean(p->title);
        printf(" [%s]\n         now ", p->id);
        print_state(p->state, p->basis, year, p->action);
        printf("; precision %s\n", ter_precision_name(p->precision));
        for (size_t k = 0; k < f->events.len; k++)
            if (strcmp(f->events.items[k].project, p->id) == 0) print_event(&f->events.items[k]);
    }
    for (size_t k = 0; k < f->events.len; k++) {
        if (*f->events.items[k].project) continue;
        if (!references) printf("\nreferences\n");
        references = true;
        print_event(&f->events.items[k]);
    }
    return status;
}

/* ---- finding it ---- */

/* Only those found as well as the first one. */
static void add_candidate(const ter_found *found, void *context) {
    ter_named_facilities *list = context;
    if (list->len == 0 || list->items[0].how == found->how) ter_named_facilities_add(list, found);
}

static void print_candidates(const ter_named_facilities *list, show_format format) {
    static const ter_column columns[] = {
        {"id", TER_COLUMN_TEXT}, {"name", TER_COLUMN_TEXT}, {"kind", TER_COLUMN_TEXT}, {"area", TER_COLUMN_TEXT}};
    fprintf(stderr, "%zu facilities match; show one by its id\n", list->len);
    ter_output *o = ter_output_new(stdout, format == SHOW_TEXT ? TER_FORMAT_TABLE : TER_FORMAT_JSONL, columns, 4);
    for (size_t i = 0; i < list->len; i++) {
        ter_output_text(o, list->items[i].id);
        ter_output_text(o, list->items[i].name);
        ter_output_text(o, list->items[i].kind);
        ter_output_text(o, or_null(list->items[i].area));
        ter_output_row_end(o);
    }
    ter_output_free(o);
}

static ter_status show_one(ter_registry *r, const char *id, show_format format, bool *found, ter_error *err) {
    ter_facility f;
    ter_status status = ter_registry_facility(r, id, found, &f, err);
    if (status == TER_OK && *found && format == SHOW_JSON) status = show_json(r, &f, err);
    if (status == TER_OK && *found && format == SHOW_TEXT) status = show_text(r, &f, err);
    if (*found) ter_facility_release(&f);
    return status;
}

static ter_status show_run(const char *path, const char *wanted, show_format format, ter_error *err) {
    ter_registry *r = NULL;
    ter_named_facilities list = {0};
    bool found = false;
    const ter_find_request request = {.text = wanted};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = show_one(r, wanted, format, &found, err);
    if (status == TER_OK && !found) status = ter_registry_find(r, &request, add_candidate, &list, err);
    if (status == TER_OK && list.len == 1) status = show_one(r, list.items[0].id, format, &found, err);
    if (status == TER_OK && list.len > 1) print_candidates(&list, format);
    if (status == TER_OK && !found && list.len == 0)
        status = ter_error_set(err, TER_INPUT, "%s: nothing has the id or name '%s'; see terrier find", path, wanted);
    ter_named_facilities_release(&list);
    ter_registry_free(r);
    return status;
}

static ter_status parse_format(const char *word, show_format *out, ter_error *err) {
    *out = isatty(STDOUT_FILENO) ? SHOW_TEXT : SHOW_JSON;
    if (!word) return TER_OK;
    bool text = strcmp(word, "text") == 0 || strcmp(word, "table") == 0;
    if (!text && strcmp(word, "json") != 0 && strcmp(word, "jsonl") != 0)
        return ter_option_values_refuse(&show_format_values, "format", word, err);
    *out = text ? SHOW_TEXT : SHOW_JSON;
    return TER_OK;
}

int ter_cmd_show(int argc, char **argv) {
    const char *format_word = NULL;
    const ter_option options[] = {
        TER_TEXT_OF(show_format_values, "format", "FORMAT", &format_word,
                    "output format (default: text on a terminal, otherwise json)"),
    };
    const ter_usage usage = {
        .line = "show REG ID",
        .summary = "Prints one facility: names, geometry, projects over time, each with document, quote and offsets.",
        .details = "ID is the id of a facility or a project, or a name that only one facility has; otherwise the\n"
                   "facilities with that name are listed. Offsets are bytes in the file of the document.",
        .examples = "  terrier show registry.sqlite 亮马河北路",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    show_format format;
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = parse_format(format_word, &format, &err);
        if (status == TER_OK) status = show_run(args.items[0], args.items[1], format, &err);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    return code;
}
