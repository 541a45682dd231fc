#include "cli/output.h"
#include "cli/selection.h"
#include "registry/diff.h"
#include "text/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"change", TER_COLUMN_TEXT},         {"id", TER_COLUMN_TEXT},         {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},           {"kind", TER_COLUMN_TEXT},       {"sentence", TER_COLUMN_TEXT},
    {"was_status", TER_COLUMN_TEXT},     {"was_basis", TER_COLUMN_TEXT},  {"was_year", TER_COLUMN_NUMBER},
    {"was_aim_year", TER_COLUMN_NUMBER}, {"status", TER_COLUMN_TEXT},     {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},         {"aim_year", TER_COLUMN_NUMBER}, {"document", TER_COLUMN_TEXT},
    {"document_date", TER_COLUMN_TEXT},  {"quote", TER_COLUMN_TEXT},      {"facility_id", TER_COLUMN_TEXT},
};

typedef struct request {
    const char *from, *to, *format_word;
    ter_format format;
    ter_selection selection;
} request;

typedef struct news {
    ter_output *out; /* NULL: as a text */
    ter_buf text;
    size_t counts[TER_CHANGE_COUNT];
    int last; /* change; -1: none yet */
} news;

static const char *or_null(const char *text) {
    return text && *text ? text : NULL;
}

/* ---- sentences ---- */

static const char *plain_word(ter_state s) {
    return s == TER_STATE_UNDER_CONSTRUCTION ? "under construction" : ter_state_name(s);
}

/* "completed in 2025", "planned for 2027", "to be started in 2026". */
static void put_state(ter_buf *out, ter_state state, bool aim, int year) {
    if (aim && state == TER_STATE_UNDER_CONSTRUCTION) ter_buf_puts(out, "to be worked on");
    else ter_buf_printf(out, "%s%s", aim && state != TER_STATE_PLANNED ? "to be " : "", plain_word(state));
    if (year) ter_buf_printf(out, aim && state == TER_STATE_PLANNED ? " for %d" : " in %d", year);
}

static void put_standing(ter_buf *out, const ter_standing *s) {
    put_state(out, s->state, s->basis == TER_BASIS_TARGET, s->year);
}

static void put_sentence(ter_buf *out, const ter_change_row *c) {
    const ter_standing *was = &c->was, *is = &c->is;
    switch (c->change) {
    case TER_CHANGE_FINISHED:
    case TER_CHANGE_STARTED:
    case TER_CHANGE_STOPPED:
        put_state(out, is->reached, false, is->reached_year);
        ter_buf_puts(out, "; it was ");
        put_standing(out, was);
        break;
    case TER_CHANGE_SLIPPED:
    case TER_CHANGE_FORWARD: {
        int years = abs(is->aim_year - was->aim_year);
        put_state(out, is->aim, true, is->aim_year);
        ter_buf_printf(out, ", %d year%s %s than was aimed at", years, years == 1 ? "" : "s",
                       is->aim_year > was->aim_year ? "later" : "earlier");
        break;
    }
    case TER_CHANGE_OVERDUE:
        ter_buf_puts(out, "was ");
        put_state(out, is->aim, true, is->aim_year);
        ter_buf_puts(out, ", and no document says that it is");
        break;
    case TER_CHANGE_SILENT:
        ter_buf_puts(out, "not spoken of any more; it was ");
        put_standing(out, was);
        break;
    case TER_CHANGE_AIMED:
    case TER_CHANGE_CHANGED:
        put_standing(out, is);
        ter_buf_puts(out, "; it was ");
        put_standing(out, was);
        break;
    case TER_CHANGE_NEW:
    case TER_CHANGE_COUNT:
        put_standing(out, is);
    }
}

/* ---- as a text ---- */

static void put_capital(ter_buf *out, const char *word) {
    ter_buf_putc(out, (char)toupper((unsigned char)*word));
    ter_buf_puts(out, word + 1);
}

enum { SHOWN_BEFORE = 20, SHOWN_AFTER = 60 }; /* characters of a long quote, around the name */

static size_t step(ter_str s, size_t at, int characters) {
    for (; characters < 0 && at > 0; characters++)
        while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80) continue;
    for (; characters > 0 && at < s.len; characters--)
        while (++at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80) continue;
    return at;
}

static void put_quote(ter_buf *out, const char *quote, const char *name) {
    ter_str s = ter_str_from(quote);
    ter_span at = {0, 0};
    ter_text_search(s, ter_str_from(name), 0, &at);
    size_t from = step(s, at.start, -SHOWN_BEFORE), to = step(s, at.start, SHOWN_AFTER);
    if (from > 0) ter_buf_puts(out, "…");
    for (size_t i = from; i < to; i++)
        if (quote[i] != '\n' && quote[i] != '\r') ter_buf_putc(out, quote[i]);
    if (to < s.len) ter_buf_puts(out, "…");
}

static void put_item(news *n, const ter_change_row *c) {
    ter_buf *out = &n->text;
    const ter_standing *source = c->is.there ? &c->is : &c->was;
    if (n->last != (int)c->change) {
        ter_buf_putc(out, '\n');
        put_capital(out, ter_change_name(c->change));
        ter_buf_putc(out, '\n');
    }
    n->last = (int)c->change;
    ter_buf_printf(out, "  %s%s (%s): ", c->name, c->part, c->kind);
    put_sentence(out, c);
    ter_buf_puts(out, ".\n      “");
    put_quote(out, source->quote, c->name);
    ter_buf_printf(out, "”\n      %s%s%s\n", source->document, *source->date ? ", " : "", source->date);
}

static void print_news(const news *n, const char *from, const char *to) {
    size_t all = 0;
    printf("From %s to %s: ", from, to);
    for (int c = 0; c < TER_CHANGE_COUNT; c++) {
        if (n->counts[c] == 0) continue;
        printf("%s%zu %s", all ? ", " : "", n->counts[c], ter_change_name((ter_change)c));
        all += n->counts[c];
    }
    printf("%s.\n%s", all ? "" : "nothing changed", n->text.ptr ? n->text.ptr : "");
}

/* ---- as rows ---- */

static void put_year(ter_output *o, int year) {
    if (year) ter_output_int(o, year);
    else ter_output_null(o);
}

static void print_standing(ter_output *o, const ter_standing *s) {
    ter_output_text(o, s->there ? ter_state_name(s->state) : NULL);
    ter_output_text(o, s->there ? or_null(ter_basis_name(s->basis)) : NULL);
    put_year(o, s->year);
    put_year(o, s->aim_year);
}

static void print_change(ter_output *o, const ter_change_row *c) {
    const ter_standing *source = c->is.there ? &c->is : &c->was;
    ter_buf sentence = {0};
    put_sentence(&sentence, c);
    ter_output_text(o, ter_change_name(c->change));
    ter_output_text(o, c->project_id);
    ter_output_text(o, c->name);
    ter_output_text(o, or_null(c->part));
    ter_output_text(o, c->kind);
    ter_output_text(o, sentence.ptr);
    print_standing(o, &c->was);
    print_standing(o, &c->is);
    ter_output_text(o, source->document);
    ter_output_text(o, or_null(source->date));
    ter_output_text(o, source->quote);
    ter_output_text(o, c->facility_id);
    ter_output_row_end(o);
    ter_buf_release(&sentence);
}

static void take_change(const ter_change_row *c, void *context) {
    news *n = context;
    n->counts[c->change]++;
    if (n->out) print_change(n->out, c);
    else put_item(n, c);
}

/* ---- the command ---- */

static ter_status check_day(const char *option, const char *day, ter_error *err) {
    static const char form[] = "0000-00-00";
    size_t len = day ? strlen(day) : 4;
    bool ok = len == 4 || len == 7 || len == 10;
    for (size_t i = 0; ok && day && i < len; i++)
        ok = form[i] == '-' ? day[i] == '-' : isdigit((unsigned char)day[i]) != 0;
    return ok ? TER_OK
              : ter_error_set(err, TER_USAGE, "--%s: '%s' is no date; write 2026, 2026-03 or 2026-03-25", option, day);
}

static ter_status diff_run(const ter_text_list *args, request *q, ter_error *err) {
    ter_registry *a = NULL, *b = NULL;
    bool two = args->len == 2;
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK) status = check_day("from", q->from, err);
    if (status == TER_OK) status = check_day("to", q->to, err);
    if (status == TER_OK && !two && !q->from)
        status = ter_error_set(err, TER_USAGE, "nothing to compare with; give a second registry, or --from DATE");
    if (status == TER_OK) status = ter_selection_read(&q->selection, err);
    if (status == TER_OK) status = ter_registry_open(args->items[0], TER_REGISTRY_READ, &a, err);
    if (status == TER_OK && two) status = ter_registry_open(args->items[1], TER_REGISTRY_READ, &b, err);
    ter_registry *later = two ? b : a;
    if (status == TER_OK) status = ter_selection_check(&q->selection, later, err);
    news n = {.last = -1};
    if (status == TER_OK && q->format != TER_FORMAT_TABLE)
        n.out = ter_output_new(stdout, q->format, columns, sizeof columns / sizeof *columns);
    if (status == TER_OK)
        status = ter_registry_diff(a, q->from, later, q->to, &q->selection.filter, take_change, &n, err);
    if (status == TER_OK && q->format == TER_FORMAT_TABLE)
        print_news(&n, q->from ? q->from : ter_registry_newest_date(a),
                   q->to ? q->to : ter_registry_newest_date(later));
    ter_output_free(n.out);
    ter_buf_release(&n.text);
    ter_registry_free(a);
    ter_registry_free(b);
    return status;
}

int ter_cmd_diff(int argc, char **argv) {
    request q = {0};
    const ter_option options[] = {
        {"from", "DATE", TER_OPTION_TEXT, &q.from, "how the first stood by documents of up to this day"},
        {"to", "DATE", TER_OPTION_TEXT, &q.to, "how the second stood; default: by all documents"},
        TER_SELECTION_OPTIONS(q.selection),
        {"format", "FORMAT", TER_OPTION_TEXT, &q.format_word, TER_FORMAT_CHOICES},
    };
    const ter_usage usage = {
        .line = "diff REG [REG2]",
        .summary = "What changed between two registries, or two dates of one: finished, started, slipped, new.",
        .details = "A table is written to be read: the changes under headings, each with its source. A project is the "
                   "same when it\n"
                   "is the same part of the same facility. `overdue`: the year aimed at went by, and no document says "
                   "that it\n"
                   "was met. `silent`: the second registry does not speak of it.",
        .examples = "  terrier diff registry.sqlite --from 2024 --to 2026\n"
                    "  terrier diff last_year.sqlite registry.sqlite --kind road --format csv",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = diff_run(&args, &q, &err);
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    ter_selection_release(&q.selection);
    return code;
}
