/* Changes as sentences, and as a text with headings. */
#include "cli/output/diff_output.h"

#include "text/search.h"

#include <stdlib.h>
#include <string.h>

/* ---- sentences ---- */

/* "completed in 2025", "planned for 2027", "to be started in 2026". */
static void put_state(ter_buf *out, ter_state state, bool aim, int year) {
    bool planned = state == TER_STATE_PLANNED;
    if (planned) ter_buf_puts(out, aim ? "planned" : "in preparation");
    else if (state == TER_STATE_UNDER_CONSTRUCTION) ter_buf_puts(out, aim ? "to be worked on" : "under construction");
    else ter_buf_printf(out, "%s%s", aim ? "to be " : "", ter_state_name(state));
    if (year) ter_buf_printf(out, " %s %d", aim && planned ? "for" : "in", year);
}

static void put_standing(ter_buf *out, const ter_standing *s) {
    put_state(out, s->state, s->basis == TER_BASIS_TARGET, s->year);
}

/* The target in its own words if it is also the current state. */
static void put_aim(ter_buf *out, const ter_standing *s) {
    bool current = s->basis == TER_BASIS_TARGET && s->year == s->aim_year;
    put_state(out, current ? s->state : s->aim, true, s->aim_year);
}

static void put_distance(ter_buf *out, int years) {
    if (years == 0) ter_buf_puts(out, ", as was aimed at");
    else if (abs(years) == 1) ter_buf_printf(out, ", a year %s than was aimed at", years > 0 ? "later" : "earlier");
    else ter_buf_printf(out, ", %d years %s than was aimed at", abs(years), years > 0 ? "later" : "earlier");
}

/* What was reached, compared with the target for it or with the state before. */
static void put_reached(ter_buf *out, const ter_standing *was, const ter_standing *is) {
    put_state(out, is->reached, false, is->reached_year);
    bool done = is->reached == TER_STATE_COMPLETED, begun = is->reached == TER_STATE_STARTED;
    bool aimed = (done && was->aim == TER_STATE_COMPLETED) || (begun && was->aim == TER_STATE_STARTED);
    if (aimed && was->aim_year && is->reached_year) {
        put_distance(out, is->reached_year - was->aim_year);
    } else {
        ter_buf_puts(out, "; it was ");
        put_standing(out, was);
    }
    if (!was->aim_year || !is->aim_year || is->aim != was->aim || is->aim_year == was->aim_year) return;
    ter_buf_puts(out, "; now ");
    put_aim(out, is);
    put_distance(out, is->aim_year - was->aim_year);
}

void ter_diff_sentence(const ter_change_row *c, ter_buf *out) {
    const ter_standing *was = &c->was, *is = c->is.there ? &c->is : &c->was;
    switch (c->change) {
    case TER_CHANGE_FINISHED:
    case TER_CHANGE_STARTED:
    case TER_CHANGE_STOPPED:
        put_reached(out, was, is);
        break;
    case TER_CHANGE_SLIPPED:
    case TER_CHANGE_FORWARD:
        put_aim(out, is);
        put_distance(out, is->aim_year - was->aim_year);
        break;
    case TER_CHANGE_OVERDUE:
        ter_buf_puts(out, "was ");
        put_aim(out, is);
        ter_buf_puts(out, ", and no document says that it is");
        break;
    case TER_CHANGE_SILENT:
        ter_buf_puts(out, "was ");
        put_standing(out, was);
        ter_buf_puts(out, "; not spoken of since");
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

/* ---- headings ---- */

static const char *heading_of(const ter_change_row *c) {
    static const char *const headings[TER_CHANGE_COUNT] = {
        [TER_CHANGE_FINISHED] = "Finished",         [TER_CHANGE_STARTED] = "Started",
        [TER_CHANGE_STOPPED] = "Stopped",           [TER_CHANGE_SLIPPED] = "Put off",
        [TER_CHANGE_OVERDUE] = "Overdue",           [TER_CHANGE_FORWARD] = "Brought forward",
        [TER_CHANGE_AIMED] = "Now aimed at",        [TER_CHANGE_CHANGED] = "Otherwise changed",
        [TER_CHANGE_SILENT] = "Not spoken of since"};
    if (c->change != TER_CHANGE_NEW) return headings[c->change];
    if (c->is.basis == TER_BASIS_TARGET) return c->is.state == TER_STATE_PLANNED ? "New, planned" : "New, aimed at";
    switch (c->is.state) {
    case TER_STATE_COMPLETED:
        return "New, finished";
    case TER_STATE_STARTED:
    case TER_STATE_UNDER_CONSTRUCTION:
        return "New, under way";
    case TER_STATE_PLANNED:
        return "New, in preparation";
    default:
        return "New, stopped";
    }
}

/* The word for them in the first sentence. */
static const char *counted_as(ter_change change) {
    static const char *const words[TER_CHANGE_COUNT] = {
        [TER_CHANGE_FINISHED] = "finished", [TER_CHANGE_STARTED] = "started",
        [TER_CHANGE_STOPPED] = "stopped",   [TER_CHANGE_SLIPPED] = "put off",
        [TER_CHANGE_OVERDUE] = "overdue",   [TER_CHANGE_FORWARD] = "brought forward",
        [TER_CHANGE_NEW] = "new",           [TER_CHANGE_AIMED] = "now aimed at",
        [TER_CHANGE_CHANGED] = "changed",   [TER_CHANGE_SILENT] = "not spoken of since"};
    return words[change];
}

/* ---- items ---- */

struct ter_diff_item {
    ter_change change;
    const char *heading; /* static */
    char *line;          /* "name (kind, area): sentence." */
    char *name, *document, *date, *quote;
};

/* A section of a road or river is put in brackets; a phase, campus or wing follows the name. */
static bool is_stretch(const char *part) {
    static const char *const marks[] = {"至", "到", "-", "—", "－", "～", "~", "、", "和"};
    size_t len = strlen(part), end = strlen("段");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(part, marks[i])) return true;
    return len >= end && strcmp(part + len - end, "段") == 0;
}

static bool is_bracketed(const char *part) {
    return strstr(part, "（") || strchr(part, '(');
}

static char *line_of(const ter_change_row *c) {
    ter_buf line = {0};
    bool brackets = *c->part && is_stretch(c->part) && !is_bracketed(c->part);
    ter_buf_printf(&line, brackets ? "%s（%s）" : "%s%s", c->name, c->part);
    ter_buf_printf(&line, *c->area ? " (%s, %s): " : " (%s): ", c->kind, c->area);
    ter_diff_sentence(c, &line);
    ter_buf_putc(&line, '.');
    return ter_buf_detach(&line);
}

void ter_diff_report_add(ter_diff_report *n, const ter_change_row *c) {
    const ter_standing *source = c->is.there ? &c->is : &c->was;
    ter_diff_item *item = ter_alloc(sizeof *item);
    *item = (ter_diff_item){.change = c->change,
                            .heading = heading_of(c),
                            .line = line_of(c),
                            .name = ter_strdup(c->name),
                            .document = ter_strdup(source->document),
                            .date = ter_strdup(source->date),
                            .quote = ter_strdup(source->quote)};
    n->counts[c->change]++;
    ter_array_push(&n->items, item);
}

void ter_diff_report_release(ter_diff_report *n) {
    for (size_t i = 0; i < n->items.len; i++) {
        ter_diff_item *item = n->items.items[i];
        free(item->line);
        free(item->name);
        free(item->document);
        free(item->date);
        free(item->quote);
        free(item);
    }
    ter_array_release(&n->items);
}

/* ---- the text ---- */

enum { SHOWN_BEFORE = 20, SHOWN_AFTER = 60 }; /* characters of a long quote, around the names */

static size_t step(ter_str s, size_t at, int characters) {
    for (; characters < 0 && at > 0; characters++)
        while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80) continue;
    for (; characters > 0 && at < s.len; characters--)
        while (++at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80) continue;
    return at;
}

/* The sentence from shortly before the first of the names to some way after the last. */
static void put_quote(ter_buf *out, const char *quote, ter_span names) {
    ter_str s = ter_str_from(quote);
    size_t from = step(s, names.start, -SHOWN_BEFORE), to = step(s, names.end, SHOWN_AFTER);
    if (from > 0) ter_buf_puts(out, "…");
    else from = strspn(quote, "#*- "); /* a heading's marks */
    for (size_t i = from; i < to; i++)
        if (quote[i] != '\n' && quote[i] != '\r') ter_buf_putc(out, quote[i]);
    if (to < s.len) ter_buf_puts(out, "…");
}

static bool have_one_sentence(const ter_diff_item *a, const ter_diff_item *b) {
    return a->heading == b->heading && *a->quote && strcmp(a->quote, b->quote) == 0 &&
           strcmp(a->document, b->document) == 0;
}

/* The items that share the sentence of the first: their lines, then the quote and its source. `written` has a byte per
 * item. */
static void put_together(const ter_diff_report *n, size_t first, char *written, ter_buf *out) {
    const ter_diff_item *one = n->items.items[first];
    ter_str quote = ter_str_from(one->quote);
    ter_span names = {0, 0};
    for (size_t i = first; i < n->items.len; i++) {
        const ter_diff_item *item = n->items.items[i];
        ter_span at = {0, 0};
        if (i != first && !have_one_sentence(one, item)) continue;
        ter_buf_printf(out, "  %s\n", item->line);
        written[i] = 1;
        if (!ter_text_search(quote, ter_str_from(item->name), 0, &at)) continue;
        if (names.end == 0 || at.start < names.start) names.start = at.start;
        if (at.end > names.end) names.end = at.end;
    }
    if (*one->quote) {
        ter_buf_puts(out, "      「");
        put_quote(out, one->quote, names);
        ter_buf_puts(out, "」\n");
    }
    ter_buf_printf(out, "      %s%s%s\n", one->document, *one->date ? ", " : "", one->date);
}

/* " (5 finished, 3 under way)": the new ones, which come in the order of their headings. */
static void put_new_ones(const ter_diff_report *n, ter_buf *out) {
    const char *between = " (";
    for (size_t i = 0, next; i < n->items.len; i = next) {
        const ter_diff_item *item = n->items.items[i];
        for (next = i + 1; next < n->items.len && n->items.items[next]->heading == item->heading;) next++;
        if (item->change != TER_CHANGE_NEW) continue;
        ter_buf_printf(out, "%s%zu %s", between, next - i, item->heading + strlen("New, "));
        between = ", ";
    }
    ter_buf_putc(out, ')');
}

static void put_counts(const ter_diff_report *n, ter_buf *out) {
    size_t all = 0;
    for (int c = 0; c < TER_CHANGE_COUNT; c++) {
        if (n->counts[c] == 0) continue;
        ter_buf_printf(out, "%s%zu %s", all ? ", " : "", n->counts[c], counted_as((ter_change)c));
        if (c == TER_CHANGE_NEW) put_new_ones(n, out);
        all += n->counts[c];
    }
    ter_buf_puts(out, all ? ".\n" : "nothing changed.\n");
}

void ter_diff_report_write(const ter_diff_report *n, const char *from, const char *to, ter_buf *out) {
    const char *heading = "";
    char *written = ter_alloc(n->items.len + 1);
    ter_buf_printf(out, "From %s to %s: ", *from ? from : "undated", *to ? to : "undated");
    put_counts(n, out);
    for (size_t i = 0; i < n->items.len; i++) {
        if (written[i]) continue;
        if (heading != n->items.items[i]->heading) {
            heading = n->items.items[i]->heading;
            ter_buf_printf(out, "\n%s\n", heading);
        }
        put_together(n, i, written, out);
    }
    free(written);
}
