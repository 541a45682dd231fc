/* A quick scan that refuses pages nested too deeply for gumbo. */
#include "reader/module/guard.h"

#include <string.h>
#include <strings.h>

enum { MOST_DEPTH = 2000, MOST_ATTRIBUTES = 2000 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Void elements, and those whose end tag may be left out: the next one ends them. */
static bool ends_by_itself(ter_str tag) {
    static const char *const words[] = {"area",   "base",     "br",   "col",   "embed",  "hr",      "img",   "input",
                                        "link",   "meta",     "p",    "param", "source", "track",   "wbr",   "li",
                                        "dt",     "dd",       "tr",   "td",    "th",     "tbody",   "thead", "tfoot",
                                        "option", "optgroup", "html", "head",  "body",   "colgroup"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == tag.len && strncasecmp(words[i], tag.ptr, tag.len) == 0) return true;
    return false;
}

/* Past the tag that begins at page[at] == '<'; its attributes are at most those counted. */
static size_t tag_end(ter_str page, size_t at, size_t *attributes) {
    char quote = 0, last = 0;
    *attributes = 0;
    for (; at < page.len; at++) {
        char c = page.ptr[at];
        if (quote) {
            if (c == quote) quote = 0, ++*attributes; /* a="1"b="2" needs no blank */
        } else if (c == '>') {
            return at + 1;
        } else if ((c == '"' || c == '\'') && last == '=') {
            quote = c;
        } else if ((unsigned char)c <= ' ' || c == '/') {
            ++*attributes;
        }
        if ((unsigned char)c > ' ') last = c;
    }
    return at;
}

static size_t past_raw(ter_str page, size_t at, const char *end) {
    size_t n = strlen(end);
    for (; at + n <= page.len; at++)
        if (page.ptr[at] == '<' && strncasecmp(page.ptr + at, end, n) == 0) return at;
    return page.len;
}

ter_status ter_guard_html(ter_str page, const char *name, ter_error *err) {
    size_t depth = 0, attributes;
    for (size_t at = 0; at + 1 < page.len;) {
        const char *open = memchr(page.ptr + at, '<', page.len - at - 1);
        if (!open) break;
        at = (size_t)(open - page.ptr);
        bool end = open[1] == '/';
        ter_str tag = {open + 1 + end, 0};
        while (at + 1 + end + tag.len < page.len && is_letter(tag.ptr[tag.len])) tag.len++;
        if (!tag.len) {
            at++;
            continue;
        }
        if (end && depth) depth -= !ends_by_itself(tag);
        if (!end && !ends_by_itself(tag)) depth++;
        at = tag_end(page, at, &attributes);
        if (depth > MOST_DEPTH || attributes > 2 * MOST_ATTRIBUTES)
            return ter_error_set(err, TER_INPUT, "%s: the page nests too deeply to be read; save it as text", name);
        if (!end && tag.len == 6 && strncasecmp(tag.ptr, "script", 6) == 0) at = past_raw(page, at, "</script");
        if (!end && tag.len == 5 && strncasecmp(tag.ptr, "style", 5) == 0) at = past_raw(page, at, "</style");
    }
    return TER_OK;
}
