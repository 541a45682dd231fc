/* Recognising a work report, its two years, and where its review turns into its plan. */
#include "extract/words/report.h"

#include "base/memory.h"
#include "text/characters.h"

#include <string.h>

enum {
    HEAD_CHARS = 400,
    MOST_REPORT = 100000, /* characters: what follows in a longer text belongs to its last part */
    MOST_TITLE = 80,      /* characters */
    LEAST_SENTENCE = 5,
    MOST_SCORE = 300, /* what one sentence can add */
    SPLIT_COST = 200,
    WITHIN_LINE = 60,  /* a report with both parts must be worth it */
    LAST_QUARTER = 10, /* month: what reports then is of the year that ends */
    WORDS = 128,
};

/* Words that tell review (above 0) from plan (below 0): hundredths of a logit, learnt by tools/train_turn from
 * sentences of work reports of which a reader said what they tell; without the reports of one publisher, 98 of 100
 * statements of that publisher's fall into the right part. */
typedef struct turn_word {
    const char32_t *word;
    int weight;
} turn_word;

static const turn_word turn_words[] = {
    {U"年内", -240}, {U"力争", -213},   {U"抓好", -191},     {U"让", -159},       {U"今年", -156},
    {U"打造", -148}, {U"确保", -142},   {U"谋划", -132},     {U"加大", -123},     {U"强化", -123},
    {U"加强", -121}, {U"推动", -115},   {U"做好", -109},     {U"发挥", -99},      {U"更多", -93},
    {U"培育", -92},  {U"年底前", -92},  {U"做强", -91},      {U"完善", -91},      {U"鼓励", -87},
    {U"严格", -85},  {U"继续", -83},    {U"支持", -81},      {U"左右", -79},      {U"推进", -73},
    {U"大力", -72},  {U"提升", -72},    {U"促进", -70},      {U"机制", -69},      {U"争创", -67},
    {U"加快", -65},  {U"争取", -63},    {U"提高", -63},      {U"尽快", -59},      {U"积极", -57},
    {U"引导", -54},  {U"实施", -52},    {U"探索", -52},      {U"优化", -51},      {U"做大", -50},
    {U"深化", -50},  {U"目标", -48},    {U"规范", -47},      {U"启动", -45},      {U"扩大", -45},
    {U"着力", -44},  {U"将", -43},      {U"要", -38},        {U"统筹", -34},      {U"总体要求", -150},
    {U"今后", -150}, {U"下一步", -150}, {U"主要任务", -150}, {U"新的一年", -150}, {U"民生实事", -100},
    {U"实现", 31},   {U"位居", 37},     {U"上年", 40},       {U"相继", 42},       {U"持续", 44},
    {U"有效", 46},   {U"荣获", 49},     {U"获批", 49},       {U"均", 51},         {U"同比", 52},
    {U"已", 52},     {U"分别", 53},     {U"成效", 54},       {U"基本", 55},       {U"去年", 59},
    {U"一年来", 63}, {U"新增", 63},     {U"建成", 67},       {U"连续", 67},       {U"全国第", 71},
    {U"圆满", 73},   {U"年来", 74},     {U"评为", 74},       {U"成为", 77},       {U"扎实", 77},
    {U"第一", 83},   {U"万元", 84},     {U"%", 85},          {U"全省第", 94},     {U"亿元", 98},
    {U"过去", 99},   {U"五年", 100},    {U"增长", 103},      {U"显著", 105},      {U"不断", 107},
    {U"取得", 107},  {U"居全", 108},    {U"率先", 109},      {U"累计", 119},      {U"得到", 132},
    {U"全部", 141},  {U"入选", 144},    {U"明显", 144},      {U"我们", 156},      {U"成功", 162},
    {U"被", 165},    {U"获", 183},      {U"顺利", 188},      {U"了", 312},
};
static const int fraction_weight = 128; /* 3.5: results have decimals, aims seldom */

static bool ends_sentence(uint32_t c) {
    return c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH || c == U'。' || c == '!' || c == '?' || c == ';';
}

static bool ends_line(uint32_t c) {
    return c == TER_TEXT_BREAK || c == TER_TEXT_PARAGRAPH;
}

/* The words of the table by the last byte of their first character: number + 1 of the first, then of the next; 0: none.
 */
typedef struct turn_index {
    uint8_t first[256], next[WORDS];
} turn_index;

static turn_index index_words(void) {
    turn_index index = {0};
    for (size_t i = 0; i < sizeof turn_words / sizeof *turn_words; i++) {
        uint8_t *slot = &index.first[turn_words[i].word[0] & 255];
        index.next[i] = *slot;
        *slot = (uint8_t)(i + 1);
    }
    return index;
}

/* How much a sentence looks like review (above 0) or plan (below 0): each word counts once. */
static int sentence_score(const uint32_t *cp, size_t len, const turn_index *index) {
    bool seen[WORDS] = {false}, fraction = false;
    int score = 0;
    for (size_t at = 0; at < len; at++) {
        bool decimal =
            cp[at] == '.' && at > 0 && at + 1 < len && ter_cp_is_digit(cp[at - 1]) && ter_cp_is_digit(cp[at + 1]);
        if (decimal && !fraction) fraction = true, score += fraction_weight;
        for (unsigned i = index->first[cp[at] & 255]; i; i = index->next[i - 1]) {
            if (seen[i - 1] || !ter_cp_begins(cp + at, len - at, turn_words[i - 1].word)) continue;
            seen[i - 1] = true;
            score += turn_words[i - 1].weight;
        }
    }
    return score > MOST_SCORE ? MOST_SCORE : score < -MOST_SCORE ? -MOST_SCORE : score;
}

/* The cut that leaves the most review before it and the most plan behind it. */
static uint32_t find_turn(const ter_text *text, size_t from) {
    turn_index index = index_words();
    long before = 0, total = 0, best = 0; /* best: of before - after, less the total that all cuts share */
    size_t turn = from;
    bool first = true;
    size_t to = text->count - from > MOST_REPORT ? from + MOST_REPORT : text->count;
    for (size_t at = from; at < to;) {
        size_t end = at;
        while (end < text->count && !ends_sentence(text->cp[end])) end++;
        if (end - at >= LEAST_SENTENCE) {
            bool line = at > 0 && ends_line(text->cp[at - 1]); /* parts begin with a line, most often */
            long value = 2 * before - (first ? 0 : line ? SPLIT_COST : SPLIT_COST + WITHIN_LINE);
            if (first || value > best) best = value, turn = first ? 0 : at;
            first = false;
            int score = sentence_score(text->cp + at, end - at, &index);
            before += score;
            total += score;
        }
        at = end + 1;
    }
    return (uint32_t)(2 * total > best || first ? text->count : turn);
}

typedef struct title_line { /* the line of a title; empty when there is none */
    size_t from, to;
    bool summary; /* 工作总结: it is named after the year that it looks back on */
    bool half;    /* 上半年 */
} title_line;

static bool holds(const ter_text *text, size_t from, size_t to, const char32_t *word) {
    for (size_t i = from; i < to; i++)
        if (ter_cp_begins(text->cp + i, to - i, word)) return true;
    return false;
}

/* 2026年某市政府工作报告; …——在某市第十六届人民代表大会第一次会议上; without a title its salutation, 各位代表. */
static bool is_title(const ter_text *text, size_t from, size_t to, title_line *out) {
    if (to - from > MOST_TITLE) to = from + MOST_TITLE;
    bool report =
        holds(text, from, to, U"工作报告") || (holds(text, from, to, U"代表大会") && holds(text, from, to, U"会议上"));
    bool summary = holds(text, from, to, U"工作总结");
    while (from < to && text->cp[from] <= ' ') from++;
    report |= ter_cp_begins(text->cp + from, to - from, U"各位代表");
    if (!report && !summary) return false;
    if (holds(text, from, to, U"审议") || holds(text, from, to, U"听取")) return false; /* news of a report */
    *out = (title_line){from, to, !report, holds(text, from, to, U"半年")};
    return true;
}

static title_line find_title(const ter_text *text) {
    title_line title = {0};
    for (size_t at = 0; at < text->count && at < HEAD_CHARS;) {
        size_t end = at;
        while (end < text->count && !ends_line(text->cp[end]) && text->cp[end] != U'。') end++;
        if (is_title(text, at, end, &title)) return title;
        at = end + 1;
    }
    return title;
}

/* The year before 年 at `at`, or 0. */
static int year_before(const ter_text *text, size_t from, size_t at) {
    int year = 0;
    if (at < from + 4) return 0;
    if ((year = ter_cp_han_year(text->cp + at - 4, 4))) return year;
    for (size_t i = at - 4; i < at; i++) {
        if (!ter_cp_is_digit(text->cp[i])) return 0;
        year = year * 10 + (int)(text->cp[i] - '0');
    }
    return year >= 1949 && year < 2100 ? year : 0;
}

/* The first and the last year of the title; 0 for none. */
static void title_years(const ter_text *text, title_line title, int *first, int *last) {
    *first = *last = 0;
    for (size_t i = title.from; i < title.to; i++) {
        int year = text->cp[i] == U'年' ? year_before(text, title.from, i) : 0;
        if (!year) continue;
        *last = year;
        if (!*first) *first = year;
    }
}

bool ter_report_is_titled(const ter_text *text) {
    return find_title(text).to > 0;
}

int ter_report_title_year(const ter_text *text) {
    int first, last;
    title_line title = find_title(text);
    title_years(text, title, &first, &last);
    if (!first) return 0;
    return !title.summary ? last : last > first || title.half ? last : first + 1;
}

ter_report ter_report_read(const ter_text *text, ter_date document) {
    title_line title = find_title(text);
    if (title.to == 0) return (ter_report){0};
    int first, last;
    title_years(text, title, &first, &last);
    ter_report r = {.is = true, .turn = find_turn(text, title.to)};
    bool early = document.year == first + 1 && document.month <= 3; /* named after the year that it looks back on */
    bool ending = document.month >= LAST_QUARTER || title.half;
    if (first && title.half) r.review_year = r.plan_year = first;
    else if (first && (title.summary || early)) r.review_year = first, r.plan_year = last > first ? last : first + 1;
    else if (first) r.plan_year = last, r.review_year = last - 1;
    else if (document.year)
        r.review_year = ending ? document.year : document.year - 1,
        r.plan_year = ending && !title.half ? document.year + 1 : document.year;
    return r;
}
