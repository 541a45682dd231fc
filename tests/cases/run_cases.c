/* Runs extraction cases: run_cases [--lexicon FILE] FILE_OR_FOLDER...
 *
 * One line per failing case, then a summary; exit 1 when a case fails or a file is not understood. Cases in files named
 * known_faults*.case are reported and do not fail. */
#include "case_file.h"

#include "base/file.h"
#include "extract/extract.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row of "expect:", and one thing that was said. Strings are borrowed. */
typedef struct row {
    ter_str name, kind, part; /* part: empty for none */
    ter_state state;
    ter_basis basis;
    ter_action action; /* of an expectation: NONE where any will do */
    ter_date when;     /* of an expectation: month and day 0 where any will do */
    int since;         /* the first year of a period that ends in `when`; 0: none is told */
    bool met;
    unsigned line;
} row;

typedef TER_ARRAY(row) row_list;

typedef struct runner {
    const ter_lexicon *lexicon;
    bool tolerant; /* known faults */
    unsigned passed, failed, faults, mended;
    const char *path;
    const case_block *block;
    const char *variation; /* NULL: as written */
    ter_buf complaint;
} runner;

static const char *const core_kinds[] = {"park", "school", "hospital", "road", "waterway"};

static bool is_core(ter_str kind) {
    for (size_t i = 0; i < sizeof core_kinds / sizeof *core_kinds; i++)
        if (ter_str_is(kind, core_kinds[i])) return true;
    return false;
}

static void complain(runner *r, unsigned line, const char *what, const ter_buf *detail) {
    if (r->complaint.len) ter_buf_puts(&r->complaint, "; ");
    else ter_buf_printf(&r->complaint, "%s:%u: ", r->path, line);
    ter_buf_puts(&r->complaint, what);
    if (detail) ter_buf_put_str(&r->complaint, (ter_str){detail->ptr, detail->len});
}

/* ---- reading a case ---- */

static ter_str next_word(ter_str *s) {
    while (s->len && *s->ptr == ' ') s->ptr++, s->len--;
    ter_str word = {s->ptr, 0};
    while (s->len && *s->ptr != ' ') s->ptr++, s->len--, word.len++;
    return word;
}

/* 2026, 2026-03, -, or a period 2021..2025. */
static bool parse_when(ter_str text, ter_date *out, int *since) {
    char buffer[16], *period;
    if (text.len == 0 || text.len >= sizeof buffer) return false;
    memcpy(buffer, text.ptr, text.len);
    buffer[text.len] = 0;
    *out = (ter_date){0};
    if ((period = strstr(buffer, ".."))) {
        *since = atoi(buffer);
        return *since && ter_date_parse(period + 2, out);
    }
    return strcmp(buffer, "-") == 0 || ter_date_parse(buffer, out);
}

/* "existing", "planned 2026", "started target 2026", "started target 2026 rehabilitation" */
static bool parse_said(ter_str text, row *out) {
    ter_str word = next_word(&text);
    if (!ter_state_parse(word, &out->state) || out->state == TER_STATE_NONE) return false;
    if (out->state != TER_STATE_EXISTING) {
        word = next_word(&text);
        if (ter_basis_parse(word, &out->basis)) word = next_word(&text);
        else if (out->state != TER_STATE_PLANNED) return false;
        if (!parse_when(word, &out->when, &out->since)) return false;
        word = next_word(&text);
        if (word.len && !ter_action_parse(word, &out->action)) return false;
    }
    return next_word(&text).len == 0;
}

static bool parse_row(const case_line *l, row *out) {
    ter_str rest = ter_str_from(l->value);
    *out = (row){.line = l->line};
    out->name = case_field_next(&rest);
    out->kind = case_field_next(&rest);
    out->part = case_field_next(&rest);
    if (ter_str_is(out->part, "-")) out->part.len = 0;
    bool complete = rest.ptr != NULL;
    return parse_said(case_field_next(&rest), out) && complete && !rest.ptr && out->name.len && out->kind.len;
}

static bool add_known(const case_line *l, ter_known_names *names) {
    ter_str rest = ter_str_from(l->value), name = case_field_next(&rest), kind = case_field_next(&rest);
    if (!name.len || !kind.len) return false;
    ter_known_names_add(names, name, case_field_next(&rest), kind, ter_str_from(""));
    return true;
}

static const char *value_of(const case_block *b, const char *key) {
    for (size_t i = 0; i < b->lines.len; i++)
        if (strcmp(b->lines.items[i].key, key) == 0) return b->lines.items[i].value;
    return NULL;
}

static bool is_key(const char *key) {
    static const char *const keys[] = {"date",   "title",      "file",  "text", "expect",
                                       "refuse", "refuse-any", "known", "vary"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0) return true;
    return false;
}

/* ---- comparing ---- */

static void put_row(ter_buf *out, const row *r) {
    char when[16];
    ter_date_format(r->when, when);
    ter_buf_put_str(out, r->name);
    ter_buf_puts(out, " | ");
    ter_buf_put_str(out, r->kind);
    ter_buf_puts(out, " | ");
    ter_buf_put_str(out, r->part.len ? r->part : ter_str_from("-"));
    ter_buf_printf(out, " | %s", ter_state_name(r->state));
    if (r->state == TER_STATE_EXISTING) return;
    if (r->basis) ter_buf_printf(out, " %s", ter_basis_name(r->basis));
    ter_buf_puts(out, " ");
    if (r->since) ter_buf_printf(out, "%d..", r->since);
    ter_buf_puts(out, when[0] ? when : "-");
    if (r->action) ter_buf_printf(out, " %s", ter_action_name(r->action));
}

static bool same_when(ter_date want, ter_date got) {
    return want.year == got.year && (!want.month || want.month == got.month) && (!want.day || want.day == got.day);
}

static bool meets(const row *want, const row *got) {
    return ter_str_equal(want->name, got->name) && ter_str_equal(want->kind, got->kind) &&
           ter_str_equal(want->part, got->part) && want->state == got->state &&
           (want->state == TER_STATE_PLANNED || want->basis == got->basis) && same_when(want->when, got->when) &&
           want->since == got->since && (!want->action || want->action == got->action);
}

static void collect(const ter_extraction *e, row_list *out) {
    for (size_t i = 0; i < e->mention_count; i++) {
        const ter_mention *m = &e->mentions[i];
        row r = {.name = ter_str_from(m->name), .kind = ter_str_from(m->kind), .part = ter_str_from(m->part)};
        r.state = TER_STATE_EXISTING;
        if (m->statement_count == 0) ter_array_push(out, r);
        for (size_t k = 0; k < m->statement_count; k++) {
            r.state = m->statements[k].state;
            r.basis = m->statements[k].basis;
            r.when = m->statements[k].when;
            r.since = m->statements[k].period_from;
            r.action = m->statements[k].action;
            ter_array_push(out, r);
        }
    }
}

static void compare(runner *r, row_list *want, row_list *got, bool all_kinds) {
    for (size_t i = 0; i < want->len; i++) {
        row *w = &want->items[i];
        if (!all_kinds && !is_core(w->kind)) continue;
        w->met = false;
        for (size_t k = 0; k < got->len; k++)
            if (meets(w, &got->items[k])) w->met = got->items[k].met = true;
        ter_buf text = {0};
        put_row(&text, w);
        if (!w->met) complain(r, w->line, "wanted ", &text);
        ter_buf_release(&text);
    }
    for (size_t k = 0; k < got->len; k++) {
        if (got->items[k].met || !is_core(got->items[k].kind)) continue;
        ter_buf text = {0};
        put_row(&text, &got->items[k]);
        complain(r, r->block->line, "said ", &text);
        ter_buf_release(&text);
    }
}

/* No mention of a core kind, or (refuse-any) of any kind, may share a byte with what must be refused. */
static void refuse(runner *r, const case_line *l, const char *text, const ter_extraction *e) {
    size_t len = strlen(l->value);
    bool any = strcmp(l->key, "refuse-any") == 0;
    const char *at = len ? strstr(text, l->value) : NULL;
    if (!at) complain(r, l->line, "nothing to refuse in the text: ", &(ter_buf){.ptr = l->value, .len = len});
    for (; at; at = strstr(at + 1, l->value)) {
        size_t from = (size_t)(at - text), to = from + len;
        for (size_t i = 0; i < e->mention_count; i++) {
            const ter_mention *m = &e->mentions[i];
            if (m->end <= from || m->start >= to || !(any || is_core(ter_str_from(m->kind)))) continue;
            complain(r, l->line, "to be refused, but named ", &(ter_buf){.ptr = m->name, .len = strlen(m->name)});
            return;
        }
    }
}

/* ---- running ---- */

static void extract_and_compare(runner *r, const char *text, const ter_extract_options *options, row_list *want) {
    ter_text t;
    ter_extraction e;
    ter_error err = {0};
    row_list got = {0};
    if (ter_text_read(ter_str_from(text), "text", &t, &err) != TER_OK) {
        complain(r, r->block->line, err.message, NULL);
        return;
    }
    if (ter_extract(&t, options, &e, &err) == TER_OK) {
        collect(&e, &got);
        compare(r, want, &got, options->all_kinds);
        for (size_t i = 0; i < r->block->lines.len; i++)
            if (strncmp(r->block->lines.items[i].key, "refuse", 6) == 0) refuse(r, &r->block->lines.items[i], text, &e);
        ter_extraction_release(&e);
    } else {
        complain(r, r->block->line, err.message, NULL);
    }
    ter_array_release(&got);
    ter_text_release(&t);
}

/* As extract does by default; far down in a document, where sentences that can name nothing are passed over (needs the
 * date, which the head of a document gives); and with all kinds, which passes over none. The answers must be the same.
 */
static void read_in_three_ways(runner *r, const char *body, ter_extract_options *options, row_list *want) {
    ter_buf behind = {0}, whole = {0};
    const char *title = value_of(r->block, "title");
    if (title) ter_buf_printf(&behind, "%s\n", title);
    ter_buf_printf(&whole, "%s%s%s", title ? title : "", title ? "\n" : "", body);
    const char *text = whole.ptr;
    for (size_t i = 0; i < 300; i++) ter_buf_puts(&behind, "山高月小，风清气正。");
    ter_buf_printf(&behind, "\n\n%s", body);
    extract_and_compare(r, text, options, want);
    if (r->complaint.len == 0 && (options->date.year || title)) {
        extract_and_compare(r, behind.ptr, options, want);
        if (r->complaint.len) ter_buf_puts(&r->complaint, " (far down in a document only)");
    }
    options->all_kinds = true;
    if (r->complaint.len == 0) {
        extract_and_compare(r, text, options, want);
        if (r->complaint.len) ter_buf_puts(&r->complaint, " (with all kinds only)");
    }
    ter_buf_release(&behind);
    ter_buf_release(&whole);
}

static void check_block(runner *r) {
    const case_block *b = r->block;
    const char *text = value_of(b, "text"), *date = value_of(b, "date");
    ter_extract_options options = {
        .lexicon = r->lexicon,
    };
    options.file_name = value_of(b, "file");
    ter_known_names *names = ter_known_names_new();
    row_list want = {0};
    bool known = false;
    for (size_t i = 0; i < b->lines.len; i++) {
        const case_line *l = &b->lines.items[i];
        row w;
        bool ok = is_key(l->key);
        if (strcmp(l->key, "expect") == 0 && (ok = parse_row(l, &w))) ter_array_push(&want, w);
        if (strcmp(l->key, "known") == 0) known = ok = add_known(l, names);
        if (!ok) complain(r, l->line, "not understood: ", &(ter_buf){.ptr = l->value, .len = strlen(l->value)});
    }
    if (date && !ter_date_parse(date, &options.date))
        complain(r, b->line, "the date is not YYYY, YYYY-MM, YYYY-MM-DD", NULL);
    if (!text) complain(r, b->line, "a case needs text:", NULL);
    if (!value_of(b, "expect") && !value_of(b, "refuse") && !value_of(b, "refuse-any"))
        complain(r, b->line, "a case needs expect: or refuse:", NULL);
    ter_known_names_finish(names);
    if (known) options.names = names;
    if (r->complaint.len == 0) read_in_three_ways(r, text, &options, &want);
    ter_known_names_free(names);
    ter_array_release(&want);
}

static void report(runner *r) {
    bool failed = r->complaint.len > 0;
    if (failed) {
        printf("%s%.*s [%s%s%s]\n", r->tolerant ? "known fault: " : "", (int)r->complaint.len, r->complaint.ptr,
               r->block->title, r->variation ? "; varied " : "", r->variation ? r->variation : "");
    } else if (r->tolerant) {
        printf("%s:%u: no fault any more, move it [%s]\n", r->path, r->block->line, r->block->title);
    }
    ++*(r->tolerant ? failed ? &r->faults : &r->mended : failed ? &r->failed : &r->passed);
    ter_buf_clear(&r->complaint);
}

/* "A -> B; C -> D": the replacements are done one after the other. */
static bool vary(const case_block *block, const char *how, case_block *out) {
    case_block current = {0};
    bool ok = true, first = true;
    for (const char *at = how; ok && *at;) {
        const char *end = strchr(at, ';'), *arrow = strstr(at, " -> ");
        if (!end) end = at + strlen(at);
        if (!arrow || arrow >= end) return case_block_release(&current), false;
        while (*at == ' ') at++;
        ter_str from = {at, (size_t)(arrow - at)}, to = {arrow + 4, (size_t)(end - arrow - 4)};
        case_block next;
        ok = case_block_vary(first ? block : &current, from, to, &next);
        case_block_release(&current);
        current = next;
        first = false;
        at = *end ? end + 1 : end;
    }
    *out = current;
    return ok && !first;
}

static void run_variations(runner *r, const case_block *block) {
    for (size_t i = 0; i < block->lines.len; i++) {
        const case_line *l = &block->lines.items[i];
        if (strcmp(l->key, "vary") != 0) continue;
        case_block other = {0};
        r->variation = l->value;
        r->block = block;
        if (vary(block, l->value, &other)) {
            r->block = &other;
            check_block(r);
        } else {
            complain(r, l->line, "a variation is 'A -> B', and A must occur", NULL);
        }
        report(r);
        case_block_release(&other);
    }
    r->variation = NULL;
}

static void run_file(runner *r, const char *path) {
    case_file file;
    ter_error err = {0};
    r->path = path;
    r->tolerant = strncmp(ter_path_base(path), "known_faults", 12) == 0;
    if (case_file_read(path, &file, &err) != TER_OK) {
        printf("%s\n", err.message);
        r->failed++;
    }
    for (size_t i = 0; i < file.blocks.len; i++) {
        r->block = &file.blocks.items[i];
        check_block(r);
        report(r);
        run_variations(r, &file.blocks.items[i]);
    }
    case_file_release(&file);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool ends_in_case(const char *name) {
    size_t n = strlen(name);
    return n > 5 && strcmp(name + n - 5, ".case") == 0;
}

static void run_path(runner *r, const char *path) {
    if (!ter_path_is_dir(path)) {
        run_file(r, path);
        return;
    }
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, by_name);
    for (int i = 0; i < n; i++) {
        char *inner = ter_path_join(path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && (ends_in_case(inner) || ter_path_is_dir(inner))) run_path(r, inner);
        free(inner);
        free(entries[i]);
    }
    if (n >= 0) free(entries);
}

int main(int argc, char **argv) {
    runner r = {0};
    ter_lexicon *lexicon = NULL;
    ter_error err = {0};
    bool given = argc > 2 && strcmp(argv[1], "--lexicon") == 0;
    ter_status status = given ? ter_lexicon_open(argv[2], &lexicon, &err) : ter_lexicon_new_embedded(&lexicon, &err);
    if (status != TER_OK || argc < (given ? 4 : 2)) {
        fprintf(stderr, "run_cases: %s\n", status != TER_OK ? err.message : "name a file or folder of cases");
        ter_lexicon_free(lexicon);
        return 2;
    }
    r.lexicon = lexicon;
    for (int i = given ? 3 : 1; i < argc; i++) run_path(&r, argv[i]);
    printf("%u passed, %u failed", r.passed, r.failed);
    if (r.faults + r.mended) printf(", %u known faults", r.faults);
    if (r.mended) printf(", %u known faults mended", r.mended);
    printf("\n");
    ter_buf_release(&r.complaint);
    ter_lexicon_free(lexicon);
    return r.failed || r.passed + r.faults + r.mended == 0;
}
