/* terrier find: facilities by name, and words in the documents. */
#include "cli/command.h"
#include "cli/input/selection.h"
#include "cli/input/spelling.h"
#include "cli/output/output.h"
#include "registry/file/registry.h"
#include "registry/search/by_name.h"
#include "registry/search/by_words.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

static const ter_column name_columns[] = {
    {"id", TER_COLUMN_TEXT},    {"name", TER_COLUMN_TEXT},      {"kind", TER_COLUMN_TEXT},
    {"area", TER_COLUMN_TEXT},  {"matched", TER_COLUMN_TEXT},   {"matched_type", TER_COLUMN_TEXT},
    {"match", TER_COLUMN_TEXT}, {"precision", TER_COLUMN_TEXT}, {"reason", TER_COLUMN_TEXT},
};

static const ter_column text_columns[] = {
    {"document", TER_COLUMN_TEXT}, {"document_date", TER_COLUMN_TEXT}, {"name", TER_COLUMN_TEXT},
    {"where", TER_COLUMN_TEXT},    {"quote", TER_COLUMN_TEXT},         {"marks", TER_COLUMN_JSON},
    {"start", TER_COLUMN_NUMBER},  {"end", TER_COLUMN_NUMBER},         {"page", TER_COLUMN_NUMBER},
    {"title", TER_COLUMN_JSON},    {"facility_id", TER_COLUMN_JSON},
};

typedef struct request {
    const char *path, *name, *words, *format_word;
    long limit;
    ter_format format;
    ter_selection selection;
} request;

typedef struct printing {
    ter_output *out;
    ter_format format;
    long limit, count;
    ter_text_list ids; /* of what was found, when the documents are searched for it */
    bool exact;        /* they have exactly the name searched for */
} printing;

/* ---- names ---- */

static const char *name_called(const char *type) {
    static const char *const words[][2] = {{"official", "name"},
                                           {"full", "name"},
                                           {"alias", "alias"},
                                           {"former", "former name"},
                                           {"as_printed", "name as printed"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], type) == 0) return words[i][1];
    return type;
}

static const char *reason_of(ter_found_how how) {
    static const char *const reasons[TER_FOUND_COUNT] = {
        [TER_FOUND_EXACT] = "is what was asked for",
        [TER_FOUND_PREFIX] = "begins with it",
        [TER_FOUND_NUMBER] = "holds it with its number written otherwise",
        [TER_FOUND_SUBSTRING] = "holds it",
        [TER_FOUND_PINYIN] = "has this pinyin",
        [TER_FOUND_INITIALS] = "has these initials",
        [TER_FOUND_TAIL] = "is the end of what was asked for",
        [TER_FOUND_ALIKE] = "holds it with a character that looks alike",
        [TER_FOUND_SOUND] = "sounds the same",
        [TER_FOUND_ONE_OFF] = "holds it but for one character",
    };
    return reasons[how];
}

static void print_found(const ter_found *found, void *context) {
    ter_output *o = ((printing *)context)->out;
    ter_buf reason = {0};
    ter_buf_printf(&reason, "its %s %s", name_called(found->matched_type), reason_of(found->how));
    ter_output_text(o, found->id);
    ter_output_text(o, found->name);
    ter_output_text(o, found->kind);
    ter_output_text(o, *found->area ? found->area : NULL);
    ter_output_text(o, found->matched);
    ter_output_text(o, found->matched_type);
    ter_output_text(o, ter_found_how_name(found->how));
    ter_output_text(o, ter_precision_name(found->precision));
    ter_output_text(o, reason.ptr);
    ter_output_row_end(o);
    ter_buf_release(&reason);
}

/* An exact match excludes names that only begin with it. */
static void keep_id(const ter_found *found, void *context) {
    printing *p = context;
    if (p->ids.len == 0) p->exact = found->how == TER_FOUND_EXACT;
    if (p->exact && found->how != TER_FOUND_EXACT) return;
    const char *id = ter_strdup(found->id);
    ter_array_push(&p->ids, id);
}

/* ---- words in documents ---- */

enum { AROUND = 6 }; /* characters that a table shows on either side of a mark */

static size_t back(ter_str s, size_t at, size_t characters, size_t least) {
    for (; characters && at > least; characters--)
        while (at > least && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80) continue;
    return at;
}

static size_t ahead(ter_str s, size_t at, size_t characters, size_t most) {
    for (; characters && at < most; characters--)
        while (++at < most && ((unsigned char)s.ptr[at] & 0xc0) == 0x80) continue;
    return at;
}

static void put_one_line(ter_buf *out, const char *text, size_t from, size_t to) {
    for (; from < to; from++)
        if (text[from] != '\n' && text[from] != '\r') ter_buf_putc(out, text[from]);
}

/* The text around the marks, in one line, marks in brackets. */
static void put_marked(const ter_text_hit *hit, ter_buf *out) {
    size_t shown = 0;
    for (size_t i = 0; i < hit->mark_count; i++) {
        size_t start = hit->marks[i].start, end = hit->marks[i].end;
        size_t from = back(hit->quote, start, AROUND, shown);
        size_t next = i + 1 < hit->mark_count ? hit->marks[i + 1].start : hit->quote.len;
        if (from > shown) ter_buf_puts(out, "…");
        put_one_line(out, hit->quote.ptr, from, start);
        ter_buf_puts(out, "【");
        put_one_line(out, hit->quote.ptr, start, end);
        ter_buf_puts(out, "】");
        shown = ahead(hit->quote, end, AROUND, next);
        put_one_line(out, hit->quote.ptr, end, shown);
    }
    if (shown < hit->quote.len) ter_buf_puts(out, "…");
}

static void put_marks(const ter_text_hit *hit, ter_buf *out) {
    ter_json j;
    ter_json_init(&j, out);
    ter_json_begin(&j, '[');
    for (size_t i = 0; i < hit->mark_count; i++) {
        ter_json_begin(&j, '[');
        ter_json_int(&j, (long long)hit->marks[i].start);
        ter_json_int(&j, (long long)hit->marks[i].end);
        ter_json_end(&j, ']');
    }
    ter_json_end(&j, ']');
}

static void put_number(ter_output *o, long long value, long long least) {
    if (value >= least) ter_output_int(o, value);
    else ter_output_null(o);
}

static void put_json_text(ter_output *o, const char *text) {
    ter_buf b = {0};
    ter_json j;
    ter_json_init(&j, &b);
    ter_json_text(&j, *text ? text : NULL);
    ter_output_raw(o, (ter_str){b.ptr, b.len});
    ter_buf_release(&b);
}

static void print_hit(const ter_text_hit *hit, void *context) {
    printing *p = context;
    ter_output *o = p->out;
    if (p->limit && p->count >= p->limit) return;
    p->count++;
    ter_buf quote = {0}, marks = {0};
    if (p->format == TER_FORMAT_TABLE) put_marked(hit, &quote);
    else ter_buf_put_str(&quote, hit->quote);
    put_marks(hit, &marks);
    ter_output_text(o, hit->document);
    ter_output_text(o, *hit->date ? hit->date : NULL);
    ter_output_text(o, *hit->name ? hit->name : NULL);
    ter_output_text(o, !*hit->name ? NULL : hit->together ? "same sentence" : "same document");
    ter_output_str(o, (ter_str){quote.ptr, quote.len});
    ter_output_raw(o, (ter_str){marks.ptr, marks.len});
    put_number(o, hit->start, 0);
    put_number(o, hit->end, 0);
    put_number(o, hit->page, 1);
    put_json_text(o, hit->title);
    put_json_text(o, hit->facility_id);
    ter_output_row_end(o);
    ter_buf_release(&quote);
    ter_buf_release(&marks);
}

/* ---- running ---- */

static ter_status find_words(ter_registry *r, const request *q, printing *p, ter_error *err) {
    ter_status status = TER_OK;
    const ter_find_request found = {.text = q->name, .filter = &q->selection.filter, .spelling = &ter_spelling};
    if (q->name) status = ter_registry_find(r, &found, keep_id, p, err);
    ter_array_push(&p->ids, NULL);
    p->out = ter_output_new(stdout, q->format, text_columns, sizeof text_columns / sizeof *text_columns);
    ter_output_embolden(p->out);
    if (status == TER_OK)
        status = ter_registry_find_text(r, q->words, q->name ? p->ids.items : NULL, print_hit, p, err);
    for (size_t i = 0; i < p->ids.len; i++) free((char *)(uintptr_t)p->ids.items[i]);
    ter_array_release(&p->ids);
    return status;
}

static ter_status find_run(const request *q, ter_error *err) {
    ter_registry *r = NULL;
    ter_status status = ter_registry_open(q->path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_selection_check(&q->selection, r, err);
    printing p = {.format = q->format, .limit = q->limit};
    const ter_find_request found = {q->name, (size_t)q->limit, &q->selection.filter, &ter_spelling};
    if (status == TER_OK && q->words) {
        status = find_words(r, q, &p, err);
    } else if (status == TER_OK) {
        p.out = ter_output_new(stdout, q->format, name_columns, sizeof name_columns / sizeof *name_columns);
        status = ter_registry_find(r, &found, print_found, &p, err);
    }
    ter_output_free(p.out);
    ter_registry_free(r);
    return status;
}

static ter_status read_request(request *q, const ter_text_list *args, ter_error *err) {
    q->path = args->items[0];
    q->name = args->len > 1 ? args->items[1] : NULL;
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK && !q->name && !q->words)
        status = ter_error_set(err, TER_USAGE, "nothing to find; give a name, or --text WORDS");
    if (status == TER_OK && q->name && q->name[strspn(q->name, " \t\r\n")] == 0)
        status = ter_error_set(err, TER_USAGE, "the name is empty; write part of it, or give --text WORDS alone");
    return status == TER_OK ? ter_selection_read(&q->selection, err) : status;
}

int ter_cmd_find(int argc, char **argv) {
    request q = {0};
    const ter_option options[] = {
        TER_TEXT("text", "WORDS", &q.words,
                 "sentences of the documents that contain all these words; with NAME, of documents that name it"),
        TER_SELECTION_OPTIONS(q.selection),
        TER_COUNT("limit", "N", &q.limit, "at most N rows; 0, the default, for all"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &q.format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "find REG [NAME]",
        .summary =
            "Finds facilities by any name: full, partial, alias, former, traditional, pinyin, initials, misprint.",
        .details =
            "Best match first: the whole name, its beginning, its inside, with a number written differently, then\n"
            "pinyin (with or without tones) from any syllable, then initials. If nothing matches: names that the\n"
            "text ends with (a city may precede a name); then names that differ by a similar-looking character,\n"
            "one of the same sound, or one character (missing, changed, added or misplaced). If the text is only\n"
            "inside other names, such similar whole names follow. `matched` is the name that was found,\n"
            "`matched_type` says what kind of name it is.\n"
            "\n"
            "With --text the quote is marked 【so】; in JSON and CSV `marks` are byte offsets in the quote, `start`\n"
            "and `end` the position of the quote in the file.",
        .examples = "  terrier find registry.sqlite 奥森\n"
                    "  terrier find registry.sqlite 'liàng mǎ hé' --kind waterway\n"
                    "  terrier find registry.sqlite 亮马河 --text 开工\n"
                    "  terrier find registry.sqlite --text '学校 新建'",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = read_request(&q, &args, &err);
        if (status == TER_OK) status = find_run(&q, &err);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    ter_selection_release(&q.selection);
    return code;
}
