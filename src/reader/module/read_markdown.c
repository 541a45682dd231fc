/* Markdown by md4c, whose texts point into the source. */
#include "reader/read_module.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

typedef struct page {
    ter_str source;
    ter_render *out;
} page;

static int block_enter(MD_BLOCKTYPE type, void *detail, void *context) {
    page *p = context;
    if (type == MD_BLOCK_H) ter_render_heading(p->out, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
    else if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) ter_render_cell_begin(p->out);
    else ter_render_ask(p->out, type == MD_BLOCK_LI || type == MD_BLOCK_TR ? TER_RENDER_LINE : TER_RENDER_PARAGRAPH);
    return 0;
}

static int block_leave(MD_BLOCKTYPE type, void *detail, void *context) {
    page *p = context;
    (void)detail;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) ter_render_cell_end(p->out);
    else if (type == MD_BLOCK_TR) ter_render_row_end(p->out);
    else ter_render_ask(p->out, type == MD_BLOCK_LI ? TER_RENDER_LINE : TER_RENDER_PARAGRAPH);
    return 0;
}

static int span_ignore(MD_SPANTYPE type, void *detail, void *context) {
    (void)type, (void)detail, (void)context;
    return 0;
}

static uint32_t entity(ter_str e) {
    static const struct {
        const char *name;
        uint32_t cp;
    } known[] = {{"&amp;", '&'},    {"&lt;", '<'},      {"&gt;", '>'},      {"&quot;", '"'},    {"&apos;", '\''},
                 {"&nbsp;", 0xa0},  {"&ensp;", 0x2002}, {"&emsp;", 0x2003}, {"&middot;", U'·'}, {"&ldquo;", U'“'},
                 {"&rdquo;", U'”'}, {"&lsquo;", U'‘'},  {"&rsquo;", U'’'},  {"&hellip;", U'…'}, {"&mdash;", U'—'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ter_str_is(e, known[i].name)) return known[i].cp;
    if (e.len < 4 || e.len > 12 || e.ptr[1] != '#') return 0xfffd;
    char digits[16] = {0};
    bool hex = e.ptr[2] == 'x' || e.ptr[2] == 'X';
    memcpy(digits, e.ptr + (hex ? 3 : 2), e.len - (hex ? 3 : 2));
    unsigned long cp = strtoul(digits, NULL, hex ? 16 : 10);
    return cp > 0x10ffff ? 0xfffd : (uint32_t)cp;
}

static int put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    page *p = context;
    ter_str s = {text, size};
    bool in_source = text >= p->source.ptr && text + size <= p->source.ptr + p->source.len;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || (type == MD_TEXT_CODE && ter_str_is(s, "\n")))
        ter_render_ask(p->out, TER_RENDER_LINE);
    else if (!in_source || type == MD_TEXT_HTML || type == MD_TEXT_NULLCHAR) ter_render_ask(p->out, TER_RENDER_SPACE);
    else if (type == MD_TEXT_ENTITY)
        ter_render_cp(p->out, entity(s), (size_t)(text - p->source.ptr), (size_t)(text - p->source.ptr) + size);
    else ter_render_str(p->out, s, (size_t)(text - p->source.ptr));
    return 0;
}

/* ---- the data before the text, between lines of --- ---- */

static void take_value(ter_str line, const char *key, char **slot) {
    size_t n = strlen(key);
    if (*slot || line.len <= n || memcmp(line.ptr, key, n) != 0 || line.ptr[n] != ':') return;
    size_t from = n + 1, to = line.len;
    while (from < to && strchr(" \t\"'", line.ptr[from])) from++;
    while (to > from && strchr(" \t\r\"'", line.ptr[to - 1])) to--;
    if (to > from) *slot = ter_strndup(line.ptr + from, to - from);
}

/* Reads it and returns where the text begins; 0 when there is none. */
static size_t front_matter(ter_str s, ter_render *out) {
    if (s.len < 8 || (memcmp(s.ptr, "---\n", 4) != 0 && memcmp(s.ptr, "---\r\n", 5) != 0)) return 0;
    char *end = memmem(s.ptr + 3, s.len - 3, "\n---", 4), *date = NULL;
    if (!end) return 0;
    for (const char *at = s.ptr + 4, *next; at < end; at = next + 1) {
        next = memchr(at, '\n', (size_t)(s.ptr + s.len - at));
        ter_str line = {at, (size_t)(next - at)};
        take_value(line, "title", &out->title);
        take_value(line, "publisher", &out->publisher);
        take_value(line, "date", &date);
    }
    if (date) out->date = ter_render_date(ter_str_from(date));
    free(date);
    return (size_t)(end - s.ptr) + 4;
}

ter_status ter_module_markdown(ter_str utf8, const char *name, ter_render *out, ter_error *err) {
    page p = {utf8, out};
    const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_PERMISSIVEATXHEADERS | MD_FLAG_NOINDENTEDCODEBLOCKS |
                                       MD_FLAG_NOHTMLBLOCKS | MD_FLAG_STRIKETHROUGH,
                              .enter_block = block_enter,
                              .leave_block = block_leave,
                              .enter_span = span_ignore,
                              .leave_span = span_ignore,
                              .text = put_text};
    size_t at = front_matter(utf8, out);
    if (md_parse(utf8.ptr + at, (MD_SIZE)(utf8.len - at), &parser, &p) != 0)
        return ter_error_set(err, TER_INPUT, "%s: the Markdown cannot be read; use --type txt", name);
    return TER_OK;
}
