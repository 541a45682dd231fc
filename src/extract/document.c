/* The document's own data: labels and lines of its head, else the dates and headings of the text. */
#include "extract/document.h"

#include "extract/document_lines.h"
#include "extract/document_signature.h"
#include "extract/words/dates.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TITLE = 60,
    MOST_PUBLISHER = 40,
    LEAST_TITLE = 4,
    MOST_PAPER = 8,
};

static const double sure_metadata = 0.95;

static char *text_of(const ter_tokens *t, uint32_t from_cp, uint32_t to_cp) {
    ter_buf b = {0};
    ter_text_put(t->text, from_cp, to_cp, &b);
    return ter_buf_detach(&b);
}

/* What stands after `label` and a colon at the head of a line; NULL when the line is not so labelled. */
static char *labelled(const ter_tokens *t, ter_line l, const char *label) {
    uint32_t from = ter_line_past_label(t, l, label), to = t->list.items[l.to - 1].to;
    return from && from < to ? text_of(t, from, to) : NULL;
}

static void take(char **slot, char *value) {
    if (*slot) free(value);
    else *slot = value;
}

/* 第3688期, 总第12345期 */
static char *issue_number(const ter_tokens *t, ter_line l) {
    for (uint32_t i = l.from; i + 2 < l.to; i++) {
        const ter_token *k = &t->list.items[i];
        bool all = i > l.from && k[-1].cp == U'总' && k[-1].to - k[-1].from == 1;
        if (k->cp == U'第' && k->to - k->from == 1 && k[1].type == TER_TOKEN_NUMBER && k[2].cp == U'期')
            return text_of(t, all ? k[-1].from : k->from, k[2].from + 1);
    }
    return NULL;
}

/* The line without 主办, 主管, 出版 after the name; its end moves. */
static bool drop_role(const ter_tokens *t, ter_line l, uint32_t *to) {
    static const char32_t *const roles[] = {U"出版", U"主办", U"主管"};
    uint32_t from = t->list.items[l.from].from;
    const uint32_t *cp = t->text->cp;
    bool any = false;
    *to = t->list.items[l.to - 1].to;
    for (size_t i = 0; i < 3; i++)
        while (*to > from + 2 && ter_cp_begins(cp + *to - 2, 2, roles[i])) *to -= 2, any = true;
    return any;
}

/* 某某融媒体中心出版, 某某宣传部主管主办 */
static char *published_by(const ter_tokens *t, ter_line l) {
    uint32_t from = t->list.items[l.from].from, to;
    if (ter_line_chars(t, l) < 6 || ter_line_chars(t, l) > MOST_PUBLISHER || !drop_role(t, l, &to)) return NULL;
    return to - from >= LEAST_TITLE ? text_of(t, from, to) : NULL;
}

/* 云溪日报: the name of a paper by itself. */
static bool is_paper(const ter_tokens *t, ter_line l) {
    return ter_line_chars(t, l) >= 3 && ter_line_chars(t, l) <= MOST_PAPER &&
           t->text->cp[t->list.items[l.to - 1].to - 1] == U'报' && t->list.items[l.from].type != TER_TOKEN_PUNCT;
}

/* The next piece of a line that blanks divide into several: 某某主管 某某社出版 第3期. */
static bool next_piece(const ter_tokens *t, uint32_t *at, uint32_t end, ter_line *out) {
    while (*at < end && ter_token_mark(&t->list.items[*at], TER_TEXT_CELL)) ++*at;
    if (*at >= end) return false;
    out->from = (*at)++;
    while (*at < end && !ter_token_mark(&t->list.items[*at], TER_TEXT_CELL)) {
        uint32_t begin = t->list.items[*at].from;
        if (t->text->begin[begin] > ter_text_end(t->text, begin - 1)) break; /* a blank lies between */
        ++*at;
    }
    out->to = *at;
    return true;
}

/* Lines of a paper's head that are not a title: its name, also in Latin letters, its date, issue, publisher, staff. */
static bool is_masthead(const ter_tokens *t, ter_line l) {
    static const char *const labels[] = {"责任编辑", "编辑", "本版编辑", "版式",     "校对", "主编", "电话",
                                         "邮编",     "网址", "国内统一", "今日",     "地址", "版面", "社址",
                                         "投稿",     "星期", "农历",     "邮发代号", "主管", "主办"};
    ter_date found;
    uint32_t from = t->list.items[l.from].from, han = 0, to;
    for (uint32_t i = from; i < t->list.items[l.to - 1].to; i++) han += t->text->cp[i] >= 0x3400;
    if (han == 0 || is_paper(t, l) || ter_dates_at(t, l.from, (ter_date){0}, &found) > l.from + 3) return true;
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        uint32_t c, at = from;
        size_t n = strlen(labels[k]), i = 0;
        while (i < n && at < t->list.items[l.to - 1].to) {
            i += ter_utf8_next(labels[k] + i, n - i, &c);
            if (ter_text_raw(t->text, at++) != c) break;
            if (i == n) return true;
        }
    }
    ter_line piece = l;
    bool whole = ter_line_chars(t, l) <= MOST_PUBLISHER;
    for (uint32_t i = l.from; whole || next_piece(t, &i, l.to, &piece); whole = false) {
        char *issue = issue_number(t, piece);
        free(issue);
        if (issue || (drop_role(t, piece, &to) && ter_line_chars(t, piece) <= MOST_PUBLISHER)) return true;
    }
    return ter_line_chars(t, l) > 2 && ter_cp_begins(t->text->cp + t->list.items[l.to - 1].to - 2, 2, U"摄影");
}

static bool has_sentence_end(const ter_tokens *t, ter_line l) {
    for (uint32_t i = l.from; i < l.to; i++)
        if (ter_token_ends_sentence(&t->list.items[i]) || ter_token_mark(&t->list.items[i], ',')) return true;
    return false;
}

static char *heading_text(const ter_tokens *t, ter_line l) {
    uint32_t from = t->list.items[l.from].from, to = t->list.items[l.to - 1].to;
    while (from < to && t->text->cp[from] == '#') from++;
    return to - from >= LEAST_TITLE && to - from <= MOST_TITLE ? text_of(t, from, to) : NULL;
}

static void read_labels(const ter_tokens *t, ter_line l, ter_document_info *d) {
    static const char *const titles[] = {"标题", "题目"}, *const publishers[] = {"发布",     "发布单位", "来源",
                                                                                 "发布机构", "主办",     "主办单位",
                                                                                 "出版单位"},
                             *const issues[] = {"期号"};
    for (size_t i = 0; i < 2; i++) take(&d->title, labelled(t, l, titles[i]));
    for (size_t i = 0; i < 7; i++) take(&d->publisher, labelled(t, l, publishers[i]));
    for (size_t i = 0; i < 1; i++) take(&d->issue, labelled(t, l, issues[i]));
    take(&d->issue, issue_number(t, l));
    take(&d->publisher, published_by(t, l));
}

static void read_first_heading(const ter_tokens *t, ter_document_info *d) {
    char *plain = NULL;
    ter_line l;
    for (uint32_t at = 0; !d->title && ter_line_next(t, &at, &l) && t->list.items[l.from].from < TER_DOCUMENT_HEAD;) {
        bool heading = ter_token_mark(&t->list.items[l.from], '#');
        if (heading) take(&d->title, heading_text(t, l));
        if (!heading && !plain && !has_sentence_end(t, l) && !ter_token_mark(&t->list.items[l.from], U'【') &&
            !is_masthead(t, l))
            plain = heading_text(t, l);
    }
    take(&d->title, plain);
}

/* What the caller states, else what the file states of itself, else what the document shows. */
static void read_date(const ter_tokens *t, ter_document_given given, ter_document_info *d) {
    ter_document_date date = {given.date, "given", 1};
    ter_date stored;
    if (!given.date.year && t->text->date && ter_date_parse(t->text->date, &stored))
        date = (ter_document_date){stored, "metadata", sure_metadata};
    else if (!given.date.year) date = ter_document_date_read(t, (ter_date_hints){given.file_name, d->title});
    d->date = date.date;
    d->date_basis = date.basis;
    d->date_confidence = date.confidence;
}

void ter_document_read(const ter_tokens *t, ter_document_given given, ter_document_info *out) {
    *out = (ter_document_info){.date_basis = "none"};
    if (given.title) out->title = ter_strdup(given.title);
    if (given.publisher) out->publisher = ter_strdup(given.publisher);
    take(&out->title, ter_strdup(t->text->title));
    take(&out->publisher, ter_strdup(t->text->publisher));
    ter_line l;
    char *paper = NULL;
    for (uint32_t at = 0; ter_line_next(t, &at, &l) && t->list.items[l.from].from < TER_DOCUMENT_HEAD;) {
        ter_line piece;
        read_labels(t, l, out);
        for (uint32_t i = l.from; !has_sentence_end(t, l) && next_piece(t, &i, l.to, &piece);)
            read_labels(t, piece, out);
        if (!paper && is_paper(t, l)) paper = heading_text(t, l);
    }
    take(&out->publisher, paper);
    read_first_heading(t, out);
    read_date(t, given, out);
    out->signer = ter_document_signature(t);
}

void ter_document_info_release(ter_document_info *d) {
    free(d->title);
    free(d->publisher);
    free(d->issue);
    free(d->signer);
    *d = (ter_document_info){0};
}
