/* The work list, as a text to read and as rows. */
#include "cli/output/review_output.h"

#include "base/json.h"
#include "base/kind.h"
#include "extract/words/lexicon.h"
#include "registry/decisions/queue.h"

#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"issue", TER_COLUMN_TEXT},      {"points", TER_COLUMN_NUMBER},    {"mentions", TER_COLUMN_NUMBER},
    {"id", TER_COLUMN_TEXT},         {"name", TER_COLUMN_TEXT},        {"part", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},       {"area", TER_COLUMN_TEXT},        {"reason", TER_COLUMN_TEXT},
    {"command", TER_COLUMN_TEXT},    {"candidates", TER_COLUMN_JSON},  {"lon", TER_COLUMN_NUMBER},
    {"lat", TER_COLUMN_NUMBER},      {"facility_id", TER_COLUMN_TEXT}, {"project_id", TER_COLUMN_TEXT},
    {"override", TER_COLUMN_NUMBER},
};

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

/* ---- commands ---- */

/* Quoted for a POSIX shell. */
static void put_word(const char *word, ter_buf *out) {
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,@%+-";
    ter_buf_putc(out, ' ');
    if (*word && !word[strspn(word, safe)]) {
        ter_buf_puts(out, word);
        return;
    }
    ter_buf_putc(out, '\'');
    for (; *word; word++) {
        if (*word == '\'') ter_buf_puts(out, "'\\''");
        else ter_buf_putc(out, *word);
    }
    ter_buf_putc(out, '\'');
}

static void put_words(const char *path, const char *verb, const char *const *words, ter_buf *out) {
    ter_buf_puts(out, "terrier override");
    put_word(path, out);
    put_word(verb, out);
    for (; *words; words++) put_word(*words, out);
}

static void put_drop(const char *path, long long number, ter_buf *out) {
    char text[32];
    snprintf(text, sizeof text, "%lld", number);
    put_words(path, "drop", (const char *const[]){text, NULL}, out);
}

static void put_state(const char *path, const char *target, const ter_queue_choice *c, ter_buf *out) {
    char status[48], basis[32], year[16];
    snprintf(status, sizeof status, "status=%s", ter_state_name(c->state));
    snprintf(basis, sizeof basis, "basis=%s", ter_basis_name(c->basis));
    snprintf(year, sizeof year, c->year ? "year=%d" : "year=", c->year);
    put_words(path, "set", (const char *const[]){target, status, basis, year, NULL}, out);
}

static void put_accept(const char *path, const ter_queue_item *item, ter_buf *out) {
    put_words(path, "accept", (const char *const[]){item->target, NULL}, out);
}

/* The command that selects one choice. */
static void put_choice(const char *path, const ter_queue_item *item, size_t number, ter_buf *out) {
    const ter_queue_choice *c = &item->choices.items[number];
    bool present = c->has_position && strcmp(c->words, TER_QUEUE_PRESENT) == 0;
    if (item->issue == TER_QUEUE_OUTDATED && number == 0) {
        put_drop(path, item->number, out);
    } else if (present || item->issue == TER_QUEUE_OUTDATED) {
        put_words(path, "keep", (const char *const[]){item->target, NULL}, out);
    } else if (c->has_state) {
        put_state(path, item->target, c, out);
    } else if (item->issue == TER_QUEUE_MAY_BE) {
        put_words(path, "merge", (const char *const[]){item->facility_id, c->id, NULL}, out);
    } else {
        ter_buf place = {0};
        ter_buf_printf(&place, "place=%s", c->id);
        put_words(path, "set", (const char *const[]){item->target, place.ptr, NULL}, out);
        ter_buf_release(&place);
    }
}

/* The command for when no choice is right. */
static void put_otherwise(const char *path, const ter_queue_item *item, ter_buf *out) {
    bool long_one = ter_kind_is_line(item->kind);
    switch (item->issue) {
    case TER_QUEUE_IDLE:
        put_drop(path, item->number, out);
        break;
    case TER_QUEUE_WEAK_DATE:
        ter_buf_puts(out, "terrier ingest");
        put_word(path, out);
        put_word(item->name, out);
        ter_buf_puts(out, " --date YYYY-MM-DD");
        break;
    case TER_QUEUE_DOUBTFUL_NAME:
        put_words(path, "reject", (const char *const[]){item->target, NULL}, out);
        break;
    case TER_QUEUE_MAY_BE:
        put_words(path, "keep", (const char *const[]){item->facility_id, item->other_id, NULL}, out);
        break;
    case TER_QUEUE_AMBIGUOUS:
    case TER_QUEUE_UNPLACED:
    case TER_QUEUE_DOUBTFUL:
    case TER_QUEUE_VAGUE:
        put_words(path, "set",
                  (const char *const[]){item->target, long_one ? "geometry=FILE.geojson" : "position=LON,LAT", NULL},
                  out);
        break;
    default:
        put_words(path, "keep", (const char *const[]){item->target, NULL}, out);
    }
}

/* The most likely one. A place that is known only roughly is not offered as its own answer; one that is unknown gets
 * only a good candidate. */
static void put_command(const char *path, const ter_queue_item *item, ter_buf *out) {
    bool likely = item->choices.len > 0 && item->issue != TER_QUEUE_VAGUE;
    if (item->issue == TER_QUEUE_UNPLACED) likely = likely && item->choices.items[0].score >= 0.5;
    if (item->issue == TER_QUEUE_DOUBTFUL_NAME) put_accept(path, item, out);
    else if (likely) put_choice(path, item, 0, out);
    else put_otherwise(path, item, out);
}

/* ---- as values ---- */

static void put_candidate(ter_json *j, const char *path, const ter_queue_item *item, size_t number) {
    const ter_queue_choice *c = &item->choices.items[number];
    ter_buf command = {0};
    put_choice(path, item, number, &command);
    ter_json_begin(j, '{');
    if (c->has_state) {
        ter_json_put_text(j, "status", ter_state_name(c->state));
        ter_json_put_text(j, "basis", or_null(ter_basis_name(c->basis)));
        ter_json_key(j, "year");
        if (c->year) ter_json_int(j, c->year);
        else ter_json_null(j);
    } else {
        ter_json_put_text(j, "id", c->id);
        ter_json_put_text(j, "name", c->name);
        ter_json_put_text(j, "kind", c->kind);
        ter_json_put_text(j, "area", or_null(c->area));
    }
    if (c->has_position) {
        ter_json_put_real(j, "lon", c->at.lon_deg, 7);
        ter_json_put_real(j, "lat", c->at.lat_deg, 7);
        ter_json_put_real(j, "score", c->score, 2);
    }
    ter_json_put_text(j, c->has_state ? "document" : "reason", or_null(c->words));
    ter_json_put_text(j, "command", command.ptr);
    ter_json_end(j, '}');
    ter_buf_release(&command);
}

static void print_row(ter_output *o, const char *path, const ter_queue_item *item) {
    ter_buf command = {0}, candidates = {0};
    ter_json j;
    put_command(path, item, &command);
    ter_json_init(&j, &candidates);
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < item->choices.len; i++) put_candidate(&j, path, item, i);
    ter_json_end(&j, ']');
    ter_output_text(o, ter_queue_issue_name(item->issue));
    ter_output_real(o, item->points, 1);
    ter_output_int(o, (long long)item->mentions);
    ter_output_text(o, item->target);
    const char *const texts[] = {item->name, item->part, item->kind, item->area, item->reason};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ter_output_text(o, or_null(texts[i]));
    ter_output_text(o, command.ptr);
    ter_output_raw(o, (ter_str){candidates.ptr, candidates.len});
    if (item->has_position) {
        ter_output_real(o, item->at.lon_deg, 7);
        ter_output_real(o, item->at.lat_deg, 7);
    } else {
        ter_output_null(o);
        ter_output_null(o);
    }
    ter_output_text(o, or_null(item->facility_id));
    ter_output_text(o, or_null(item->project_id));
    if (item->number) ter_output_int(o, item->number);
    ter_output_row_end(o);
    ter_buf_release(&command);
    ter_buf_release(&candidates);
}

/* ---- as a text ---- */

/* Documents are untrusted and must not control the terminal. */
static void print_clean(const char *text) {
    for (; *text; text++) putchar((unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

static void print_choice(const ter_queue_choice *c) {
    if (c->has_state) {
        printf("%s%s%s", ter_state_name(c->state), c->basis ? ", " : "", ter_basis_name(c->basis));
        if (c->year) printf(", %d", c->year);
    } else {
        print_clean(c->name);
        printf(" (%s%s", c->kind, *c->area ? ", " : "");
        print_clean(c->area);
        if (c->has_position) printf(", %.5f,%.5f", c->at.lon_deg, c->at.lat_deg);
        putchar(')');
    }
    if (*c->words) fputs(": ", stdout);
    print_clean(c->words);
    putchar('\n');
}

static void print_item(const char *path, const ter_queue_item *item, size_t number) {
    ter_buf command = {0};
    printf("%s%zu. ", number > 1 ? "\n" : "", number);
    print_clean(*item->name ? item->name : item->target);
    if (*item->part) putchar(' ');
    print_clean(item->part);
    if (*item->kind) printf(", %s%s", item->kind, *item->area ? " in " : "");
    print_clean(item->area);
    printf(": %s", ter_queue_issue_name(item->issue));
    if (item->mentions) printf(", %zu mention%s", item->mentions, item->mentions == 1 ? "" : "s");
    fputs("\n   ", stdout);
    print_clean(item->reason);
    putchar('\n');
    for (size_t i = 0; i < item->choices.len; i++) {
        fputs("   - ", stdout);
        print_choice(&item->choices.items[i]);
        ter_buf_clear(&command);
        put_choice(path, item, i, &command);
        printf("     %s\n", command.ptr);
    }
    bool name = item->issue == TER_QUEUE_DOUBTFUL_NAME;
    ter_buf_clear(&command);
    if (name) {
        put_accept(path, item, &command);
        printf("   - it is one\n     %s\n", command.ptr);
        ter_buf_clear(&command);
    }
    put_otherwise(path, item, &command);
    printf("   - %s\n     %s\n", name || item->choices.len ? "otherwise" : "to settle it", command.ptr);
    ter_buf_release(&command);
}

/* ---- the list ---- */

static const char **core_kinds(const ter_lexicon *l) {
    size_t n = 0, count = ter_lexicon_kind_count(l);
    const char **core = ter_alloc((count + 1) * sizeof *core);
    for (size_t i = 0; i < count; i++)
        if (ter_lexicon_kind_is_core(l, i)) core[n++] = ter_lexicon_kind_at(l, i);
    core[n] = NULL;
    return core;
}

static void print_queue(const ter_review_request *request, const ter_queue *queue) {
    bool text = request->format == TER_FORMAT_TABLE;
    size_t count = request->limit > 0 && (size_t)request->limit < queue->len ? (size_t)request->limit : queue->len;
    ter_output *o = text ? NULL : ter_output_new(stdout, request->format, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        if (text) print_item(request->path, &queue->items[i], i + 1);
        else print_row(o, request->path, &queue->items[i]);
    }
    ter_output_free(o);
    if (text && queue->len == 0) puts("nothing to review");
    if (text && count < queue->len) printf("\n%zu more\n", queue->len - count);
}

ter_status ter_review_print(ter_registry *r, const ter_review_request *request, ter_error *err) {
    ter_lexicon *lexicon = NULL;
    ter_status status = ter_lexicon_new_embedded(&lexicon, err);
    if (status != TER_OK) return status;
    ter_queue queue = {0};
    const char **core = core_kinds(lexicon);
    status = ter_registry_queue(r, &(ter_queue_request){request->filter, core}, &queue, err);
    if (status == TER_OK) print_queue(request, &queue);
    ter_queue_release(&queue);
    free(core);
    ter_lexicon_free(lexicon);
    return status;
}
