/* The date of a document: printed in its head, signed under it, named by its title, headings, file name or text. */
#include "extract/document_date.h"

#include "extract/document_lines.h"
#include "extract/words/dates.h"
#include "extract/words/report.h"
#include "text/characters.h"

#include <string.h>

enum {
    MOST_DATE = 14, /* characters */
    MOST_LINE = 60, /* of a line that only bears a date and little else */
    NEAR = 3,       /* characters between 今年 and its year */
    CENTURY = 2000,
    FIRST_YEAR = 1949,
    YEARS = 128,
    WILL = 16, /* characters from a year to its 将 */
};

/* How often each kind of evidence was found to give the right year. A year that the text merely tells of was right in
 * one document of four: too little. */
static const double sure_masthead = 0.97, sure_title = 0.96, sure_signature = 0.92, sure_heading = 0.9,
                    sure_beside = 0.9, sure_subject = 0.85, sure_name = 0.8, sure_review = 0.8, sure_at_hand = 0.7,
                    least_sure = 0.6;

static bool has_sentence_end(const ter_tokens *t, ter_line l) {
    for (uint32_t i = l.from; i < l.to; i++)
        if (ter_token_ends_sentence(&t->list.items[i]) || ter_token_mark(&t->list.items[i], ',')) return true;
    return false;
}

static void offer(ter_document_date *best, ter_date date, const char *basis, double confidence) {
    if (date.year && confidence > best->confidence) *best = (ter_document_date){date, basis, confidence};
}

static long number_of(const ter_tokens *t, uint32_t i) {
    const ter_token *k = &t->list.items[i];
    return k->type == TER_TOKEN_NUMBER && k->to - k->from <= 2 ? ter_token_number(t, k) : -1;
}

/* 23-08-08 04:56: with a time behind it the first of three short numbers is a year. */
static ter_date short_date(const ter_tokens *t, ter_line l) {
    const ter_token *k = t->list.items;
    if (l.to < l.from + 6) return (ter_date){0};
    long y = number_of(t, l.from), m = number_of(t, l.from + 2), d = number_of(t, l.from + 4);
    bool dashes = ter_token_mark(&k[l.from + 1], '-') && ter_token_mark(&k[l.from + 3], '-'), timed = false;
    for (uint32_t i = l.from + 5; i < l.to; i++) timed = timed || ter_token_mark(&k[i], ':');
    if (!dashes || !timed || y < 0 || m < 1 || m > 12 || d < 1 || d > 31 || k[l.from].to - k[l.from].from != 2)
        return (ter_date){0};
    return (ter_date){CENTURY + (int)y, (int)m, (int)d};
}

/* A date with a day, or labelled 日期, in a line of the head that is no sentence. */
static ter_date head_date(const ter_tokens *t, ter_line l) {
    bool label = ter_line_is_labelled(t, l, "日期");
    ter_date found = short_date(t, l);
    if (found.year) return found;
    if (!label && (ter_line_chars(t, l) > MOST_LINE || has_sentence_end(t, l))) return (ter_date){0};
    for (uint32_t i = l.from; i < l.to; i++)
        if (ter_dates_at(t, i, (ter_date){0}, &found) > i && (found.day || label)) return found;
    return (ter_date){0};
}

static void read_head(const ter_tokens *t, ter_document_date *best) {
    ter_line l;
    for (uint32_t at = 0; ter_line_next(t, &at, &l) && t->list.items[l.from].from < TER_DOCUMENT_HEAD;) {
        ter_date found = head_date(t, l);
        if (!found.year) continue;
        offer(best, found, "masthead", sure_masthead);
        return;
    }
}

/* Under a letter or an answer its date stands alone in a line; the last one counts. */
static void read_signature(const ter_tokens *t, ter_document_date *best) {
    ter_line l;
    ter_date signed_on = {0};
    for (uint32_t at = 0; ter_line_next(t, &at, &l);) {
        ter_date found;
        if (t->list.items[l.from].type != TER_TOKEN_NUMBER || ter_line_chars(t, l) > MOST_DATE) continue;
        if (ter_dates_at(t, l.from, (ter_date){0}, &found) < l.to || !found.day) continue;
        signed_on = found;
    }
    offer(best, signed_on, "signature", sure_signature);
}

/* 二、2026年主要任务: a heading of what is to be done names the year at hand. */
static void read_headings(const ter_tokens *t, ter_document_date *best) {
    ter_line l;
    for (uint32_t at = 0; ter_line_next(t, &at, &l);) {
        if (ter_line_chars(t, l) > TER_MOST_HEADING || has_sentence_end(t, l)) continue;
        ter_date found, year = {0};
        bool plan = false, review = false, two = false;
        for (uint32_t i = l.from; i < l.to; i++) {
            plan = plan || ter_token_is(&t->list.items[i], TER_WORD_PLAN);
            review = review || ter_token_is(&t->list.items[i], TER_WORD_REVIEW);
            if (ter_dates_at(t, i, (ter_date){0}, &found) == i) continue;
            two = two || (year.year && year.year != found.year);
            if (!year.year) year.year = found.year;
        }
        if (plan && !review && !two) offer(best, year, "heading", sure_heading);
    }
}

/* 一、2025年工作回顾, in a report: it appears in the year after. */
static void read_review_heading(const ter_tokens *t, ter_document_date *best) {
    ter_line l;
    for (uint32_t at = 0; ter_line_next(t, &at, &l);) {
        if (ter_line_chars(t, l) > TER_MOST_HEADING || has_sentence_end(t, l)) continue;
        ter_date found, year = {0};
        bool plan = false, review = false;
        for (uint32_t i = l.from; i < l.to; i++) {
            plan = plan || ter_token_is(&t->list.items[i], TER_WORD_PLAN);
            review = review || ter_token_is(&t->list.items[i], TER_WORD_REVIEW);
            if (!year.year && ter_dates_at(t, i, (ter_date){0}, &found) > i) year.year = found.year + 1;
        }
        if (review && !plan) offer(best, year, "heading", sure_review);
    }
}

/* The year before 年 at `at`; 0 where there is none. */
static int year_ending(const uint32_t *cp, size_t at) {
    int year = 0;
    if (at < 4) return 0;
    if ((year = ter_cp_han_year(cp + at - 4, 4))) return year;
    for (size_t i = at - 4; i < at; i++) {
        if (!ter_cp_is_digit(cp[i])) return 0;
        year = year * 10 + (int)(cp[i] - '0');
    }
    bool longer = at > 4 && ter_cp_is_digit(cp[at - 5]);
    return !longer && year >= 1949 && year < 2100 ? year : 0;
}

/* 今年（2026年）, 2026年，今年…: the text says itself which year is this one. */
static void read_this_year(const ter_text *text, ter_document_date *best) {
    const uint32_t *cp = text->cp;
    for (size_t i = 1; i < text->count; i++) {
        if (cp[i] != U'年' || cp[i - 1] != U'今') continue;
        for (size_t k = i + 1; k < text->count && k <= i + NEAR + 5; k++)
            if (cp[k] == U'年') offer(best, (ter_date){.year = year_ending(cp, k)}, "text", sure_beside);
    }
}

/* 2026年是…之年, 2026年，我市将…: what a year is or will bring is said of the one at hand, when said twice. */
static void read_year_at_hand(const ter_text *text, ter_document_date *best) {
    const uint32_t *cp = text->cp;
    unsigned said[YEARS] = {0};
    for (size_t i = 4; i + 1 < text->count; i++) {
        int year = cp[i] == U'年' ? year_ending(cp, i) : 0;
        bool opens = i < 5 || !ter_cp_is_han(cp[i - 5]);
        if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || !opens) continue;
        bool says = cp[i + 1] == U'是';
        for (size_t k = i + 1; !says && k < text->count && k <= i + WILL && cp[k] != U'。'; k++) says = cp[k] == U'将';
        said[year - FIRST_YEAR] += says;
    }
    for (unsigned y = 0; y < YEARS; y++)
        if (said[y] > 1) offer(best, (ter_date){.year = FIRST_YEAR + (int)y}, "text", sure_at_hand);
}

/* 云溪市2026年将建三座公园: a title that names one year is of that year. */
static void read_title(const char *title, ter_document_date *best) {
    size_t n = title ? strlen(title) : 0;
    uint32_t cp[MOST_LINE + 2], c;
    size_t count = 0;
    int only = 0;
    for (size_t i = 0; i < n && count < MOST_LINE;) {
        i += ter_utf8_next(title + i, n - i, &c);
        cp[count++] = c;
    }
    for (size_t i = 0; i < count; i++) {
        int year = cp[i] == U'年' ? year_ending(cp, i) : 0;
        if (!year) continue;
        bool compared = i > 4 && ter_cp_in(cp[i - 5], U"到至比较—-~－自从");
        if (compared || (only && only != year)) return;
        only = year;
    }
    offer(best, (ter_date){.year = only}, "title", sure_subject);
}

/* report-2026.txt, 20260305_….pdf: four digits that look like a year, or eight like a date, by themselves. */
static void read_file_name(const char *name, ter_document_date *best) {
    ter_date found = {0};
    for (const char *p = name; p && *p;) {
        size_t n = strspn(p, "0123456789");
        bool by_itself = p == name || !((p[-1] >= 'a' && p[-1] <= 'z') || (p[-1] >= 'A' && p[-1] <= 'Z'));
        bool letter = (p[n] >= 'a' && p[n] <= 'z') || (p[n] >= 'A' && p[n] <= 'Z');
        long value = 0;
        for (size_t i = 0; i < n && i < 8; i++) value = value * 10 + (p[i] - '0');
        ter_date date = {n == 8 ? (int)(value / 10000) : (int)value, n == 8 ? (int)(value / 100 % 100) : 0,
                         n == 8 ? (int)(value % 100) : 0};
        bool real = date.year >= 1980 && date.year < 2060 && date.month <= 12 && date.day <= 31 &&
                    (n == 4 || (n == 8 && date.month && date.day));
        if (real && by_itself && !letter) found = date;
        p += n ? n : 1;
    }
    offer(best, found, "file name", sure_name);
}

ter_document_date ter_document_date_read(const ter_tokens *t, ter_date_hints hints) {
    ter_document_date best = {.basis = "none"};
    int year = ter_report_title_year(t->text);
    read_head(t, &best);
    bool other = year && best.date.year && (best.date.year < year - 1 || best.date.year > year + 1);
    if (other) best = (ter_document_date){.basis = "none"}; /* the day of something else */
    offer(&best, (ter_date){.year = year}, "title", sure_title);
    if (best.confidence > sure_signature) return best; /* nothing below is surer */
    read_signature(t, &best);
    read_headings(t, &best);
    if (ter_report_is_titled(t->text)) read_review_heading(t, &best);
    else read_year_at_hand(t->text, &best);
    read_this_year(t->text, &best);
    read_title(hints.title, &best);
    read_file_name(hints.file_name, &best);
    return best.confidence >= least_sure ? best : (ter_document_date){.basis = "none"};
}
