/* terrier list: current states, what has no place, and the work list. */
#include "cli/command.h"
#include "cli/input/selection.h"
#include "cli/output/output.h"
#include "cli/output/review_output.h"
#include "cli/output/shopping_list.h"
#include "registry/file/registry.h"

#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"id", TER_COLUMN_TEXT},
    {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},
    {"area", TER_COLUMN_TEXT},
    {"status", TER_COLUMN_TEXT},
    {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},
    {"action", TER_COLUMN_TEXT},
    {"precision", TER_COLUMN_TEXT},
    {"uncertainty_m", TER_COLUMN_NUMBER},
    {"document", TER_COLUMN_TEXT},
    {"document_date", TER_COLUMN_TEXT},
    {"facility_id", TER_COLUMN_TEXT},
    {"project_id", TER_COLUMN_TEXT},
    {"mentions", TER_COLUMN_NUMBER},
    {"statement_confidence", TER_COLUMN_NUMBER},
    {"reason", TER_COLUMN_TEXT},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MOST_COLUMNS = COLUMNS + 2 };
static const ter_column needs_column = {"needs", TER_COLUMN_TEXT}, doubtful_column = {"doubtful", TER_COLUMN_NUMBER};

typedef struct listing {
    ter_output *out;
    long limit, count;
    bool missing, review, doubtful;
    ter_shopping_list shopping; /* of what is missing */
} listing;

static void put_text(ter_output *o, const char *text) {
    ter_output_text(o, *text ? text : NULL);
}

static ter_status print_row(const ter_registry_feature *f, void *context, ter_error *err) {
    (void)err;
    listing *l = context;
    if (l->missing) ter_shopping_list_add(&l->shopping, f);
    if (l->limit && l->count >= l->limit) return TER_OK;
    l->count++;
    ter_output *o = l->out;
    ter_output_text(o, *f->project_id ? f->project_id : f->facility_id);
    put_text(o, f->name);
    put_text(o, f->part);
    put_text(o, f->kind);
    put_text(o, f->area);
    put_text(o, ter_state_name(f->state));
    put_text(o, ter_basis_name(f->basis));
    if (f->year) ter_output_int(o, f->year);
    else ter_output_null(o);
    put_text(o, ter_action_name(f->action));
    put_text(o, ter_precision_name(f->precision));
    if (f->geometry) ter_output_real(o, f->uncertainty_m, 0);
    else ter_output_null(o);
    put_text(o, f->document);
    put_text(o, f->document_date);
    put_text(o, f->facility_id);
    put_text(o, f->project_id);
    ter_output_int(o, (long long)f->mentions);
    if (f->statement_confidence > 0) ter_output_real(o, f->statement_confidence, 3);
    else ter_output_null(o);
    put_text(o, f->reason);
    if (l->missing) put_text(o, f->needs);
    if (l->doubtful) ter_output_raw(o, ter_str_from(f->doubtful ? "true" : "false"));
    ter_output_row_end(o);
    return TER_OK;
}

static size_t choose_columns(const listing *l, ter_column out[MOST_COLUMNS]) {
    size_t n = COLUMNS;
    memcpy(out, columns, sizeof columns);
    if (l->missing) out[n++] = needs_column;
    if (l->doubtful) out[n++] = doubtful_column;
    return n;
}

static ter_status list_run(const char *path, listing *l, ter_selection *selection, ter_format format, ter_error *err) {
    ter_registry *r = NULL;
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(selection, r, err);
    if (status == TER_OK && l->review) {
        const ter_review_request request = {path, &selection->filter, l->limit, format};
        status = ter_review_print(r, &request, err);
    } else if (status == TER_OK) {
        ter_column chosen[MOST_COLUMNS];
        l->doubtful = selection->filter.doubtful;
        l->out = ter_output_new(stdout, format, chosen, choose_columns(l, chosen));
        status = (l->missing ? ter_registry_each_missing : ter_registry_each_current)(r, &selection->filter, print_row,
                                                                                      l, err);
        ter_output_free(l->out);
        if (status == TER_OK && format == TER_FORMAT_TABLE) ter_shopping_list_print(&l->shopping, stdout);
    }
    ter_registry_free(r);
    return status;
}

static const char details[] =
    "The current state is what the newest document says: what it reports, otherwise what it plans,\n"
    "otherwise its target. Earlier and other statements are in `show`, all of them are in layers.\n"
    "\n"
    "--missing: `needs` is the area whose gazetteer is missing; null where the gazetteer covers the area and\n"
    "lacks the place. The table ends with the list of gazetteers, and how many facilities each would place\n"
    "at most.\n"
    "\n"
    "--review lists, by points: contradiction (4: documents disagree), newer than set (4: a newer\n"
    "document states another state than a person set), ambiguous (4: several places have the name),\n"
    "doubtful (6 x the probability that the place is wrong, from 10 %), doubtful name (3 x the probability\n"
    "that it is a facility), may be one (3: two facilities that were not joined), unplaced (2), vague (1: only an area "
    "or a larger place is known), mended part\n"
    "(1), idle (1: a decision whose facility is gone). Points are this weight x (1 + mentions), x 2 for a\n"
    "core kind, x 2 for a project. The table format is a text to read; `candidates` in json and csv has\n"
    "the choices, each with its command.";

int ter_cmd_list(int argc, char **argv) {
    ter_selection selection = {0};
    listing l = {0};
    const char *format_word = NULL;
    const ter_option options[] = {
        TER_SELECTION_OPTIONS(selection),
        TER_FLAG("missing", &l.missing, "only what has no geometry yet, most mentioned first; `reason` says why"),
        TER_FLAG("review", &l.review,
                 "what a person should check, most useful first, with candidates and the command that settles it"),
        TER_COUNT("limit", "N", &l.limit, "at most N rows; 0, the default, for all"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "list REG",
        .summary = "Lists projects in their current state, and facilities that are only mentioned, as a table.",
        .details = details,
        .examples = "  terrier list registry.sqlite --kind road --status started,under_construction\n"
                    "  terrier list registry.sqlite --missing --format csv\n"
                    "  terrier list registry.sqlite --review --kind school --limit 10",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1};
    ter_text_list args = {0};
    ter_error err = {0};
    ter_format format;
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_format_parse(format_word, stdout, &format, &err);
        if (status == TER_OK && l.missing && l.review)
            status = ter_error_set(&err, TER_USAGE, "choose one of --missing and --review");
        if (status == TER_OK) status = ter_selection_read(&selection, &err);
        if (status == TER_OK) status = list_run(args.items[0], &l, &selection, format, &err);
        code = ter_exit_code(status, &err);
    }
    ter_shopping_list_release(&l.shopping);
    ter_array_release(&args);
    ter_selection_release(&selection);
    return code;
}
