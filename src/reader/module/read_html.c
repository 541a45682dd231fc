/* HTML by gumbo, which reads any page as browsers do and knows where in the source each text stands. */
#include "reader/module/guard.h"
#include "reader/read_module.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Gumbo takes memory from here and gives none back: its own clean-up recurses as deep as the page nests. */
typedef struct block {
    struct block *next;
    max_align_t data[];
} block;

typedef struct arena {
    block *blocks;
    size_t used, size, total, most;
    jmp_buf full;
} arena;

enum { BLOCK_BYTES = 1 << 18 };

static void *arena_take(void *context, size_t size) {
    arena *a = context;
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (!a->blocks || size > a->size - a->used) {
        size_t fresh = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        if (fresh > a->most - a->total) longjmp(a->full, 1);
        block *b = ter_realloc(NULL, 1, sizeof *b + fresh);
        b->next = a->blocks;
        a->blocks = b;
        a->used = 0, a->size = fresh;
        a->total += fresh;
    }
    void *taken = (char *)a->blocks->data + a->used;
    a->used += size;
    return taken;
}

static void arena_keep(void *context, void *taken) {
    (void)context, (void)taken;
}

static void arena_release(arena *a) {
    for (block *next; a->blocks; a->blocks = next) {
        next = a->blocks->next;
        free(a->blocks);
    }
}

/* ---- texts: gumbo gives them decoded, and where their source begins ---- */

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the character reference at s[0] == '&' that gave `cp`, followed by `next`; 1 for an ampersand alone. */
static size_t reference_length(ter_str s, uint32_t cp, uint32_t next) {
    size_t i = 1;
    if (i < s.len && s.ptr[i] == '#') {
        for (i = 2; i < s.len && is_alnum(s.ptr[i]);) i++;
        if (i < s.len && s.ptr[i] == ';') i++;
        return cp == '&' && i < 4 ? 1 : i;
    }
    while (i < s.len && is_alnum(s.ptr[i])) i++;
    if (i < s.len && s.ptr[i] == ';' && (cp != '&' || (i == 4 && strncasecmp(s.ptr, "&amp", 4) == 0))) return i + 1;
    if (cp == '&') return s.len >= 4 && next != 'a' && strncasecmp(s.ptr, "&amp", 4) == 0 ? 4 : 1;
    for (size_t k = 3; k < i; k++) /* an old one without its semicolon: &nbsp2026 */
        if ((unsigned char)s.ptr[k] == next) return k;
    return i;
}

/* Past tags and comments that gumbo dropped inside one text (stray end tags). */
static size_t skip_markup(ter_str s, size_t i) {
    while (i + 1 < s.len && s.ptr[i] == '<' && (is_alnum(s.ptr[i + 1]) || strchr("/!?", s.ptr[i + 1]))) {
        bool comment = s.len - i >= 4 && memcmp(s.ptr + i, "<!--", 4) == 0;
        const char *end = comment ? memmem(s.ptr + i + 4, s.len - i - 4, "-->", 3) : memchr(s.ptr + i, '>', s.len - i);
        if (!end) return s.len;
        i = (size_t)(end - s.ptr) + (comment ? 3 : 1);
    }
    return i;
}

static void put_text(ter_render *r, const GumboText *text, const char *page) {
    ter_str decoded = ter_str_from(text->text), source = {text->original_text.data, text->original_text.length};
    size_t base = (size_t)(source.ptr - page), at = 0;
    uint32_t cp, next, raw;
    for (size_t i = 0, n; i < decoded.len; i += n) {
        n = ter_utf8_next(decoded.ptr + i, decoded.len - i, &cp);
        next = 0;
        if (i + n < decoded.len) ter_utf8_next(decoded.ptr + i + n, decoded.len - i - n, &next);
        at = skip_markup(source, at);
        if (at < source.len && source.ptr[at] == '\r' && at + 1 < source.len && source.ptr[at + 1] == '\n') at++;
        size_t taken = at < source.len ? ter_utf8_next(source.ptr + at, source.len - at, &raw) : 0;
        if (taken && raw == '&') taken = reference_length((ter_str){source.ptr + at, source.len - at}, cp, next);
        ter_render_cp(r, cp, base + at, base + at + taken);
        at += taken;
    }
}

/* ---- elements ---- */

static bool is_one_of(GumboTag tag, const GumboTag *list) {
    for (; *list != GUMBO_TAG_LAST; list++)
        if (*list == tag) return true;
    return false;
}

static const GumboTag dropped[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
                                   GUMBO_TAG_HEAD,   GUMBO_TAG_NAV,      GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,
                                   GUMBO_TAG_SVG,    GUMBO_TAG_MATH,     GUMBO_TAG_SELECT,   GUMBO_TAG_BUTTON,
                                   GUMBO_TAG_INPUT,  GUMBO_TAG_TEXTAREA, GUMBO_TAG_CANVAS,   GUMBO_TAG_AUDIO,
                                   GUMBO_TAG_VIDEO,  GUMBO_TAG_XMP,      GUMBO_TAG_LAST};
static const GumboTag blocks[] = {
    GUMBO_TAG_P,        GUMBO_TAG_DIV,     GUMBO_TAG_SECTION,    GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN,   GUMBO_TAG_ASIDE,
    GUMBO_TAG_HEADER,   GUMBO_TAG_FOOTER,  GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,     GUMBO_TAG_UL,     GUMBO_TAG_OL,
    GUMBO_TAG_DL,       GUMBO_TAG_TABLE,   GUMBO_TAG_FIGURE,     GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER, GUMBO_TAG_FORM,
    GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS, GUMBO_TAG_HR,         GUMBO_TAG_BODY,    GUMBO_TAG_LAST};
static const GumboTag lines[] = {GUMBO_TAG_LI,      GUMBO_TAG_DT,         GUMBO_TAG_DD,      GUMBO_TAG_TR,
                                 GUMBO_TAG_CAPTION, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_SUMMARY, GUMBO_TAG_LAST};

static bool is_cell(GumboTag tag) {
    return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

static const char *attribute(const GumboElement *e, const char *name) {
    const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
    return a ? a->value : NULL;
}

static bool style_hides(const char *style) {
    char plain[256];
    size_t n = 0;
    for (; style && *style && n + 1 < sizeof plain; style++)
        if (*style != ' ') plain[n++] = (char)(*style >= 'A' && *style <= 'Z' ? *style + 32 : *style);
    plain[n] = 0;
    return strstr(plain, "display:none") || strstr(plain, "visibility:hidden");
}

static bool is_hidden(const GumboElement *e) {
    const char *aria = attribute(e, "aria-hidden");
    return is_one_of(e->tag, dropped) || attribute(e, "hidden") || (aria && strcasecmp(aria, "true") == 0) ||
           style_hides(attribute(e, "style"));
}

static void element_begin(ter_render *r, const GumboElement *e) {
    if (e->tag >= GUMBO_TAG_H1 && e->tag <= GUMBO_TAG_H6) ter_render_heading(r, (int)e->tag - GUMBO_TAG_H1 + 1);
    else if (is_cell(e->tag)) ter_render_cell_begin(r);
    else if (e->tag == GUMBO_TAG_BR || is_one_of(e->tag, lines)) ter_render_ask(r, TER_RENDER_LINE);
    else if (is_one_of(e->tag, blocks)) ter_render_ask(r, TER_RENDER_PARAGRAPH);
}

static void element_end(ter_render *r, const GumboElement *e) {
    if (is_cell(e->tag)) ter_render_cell_end(r);
    else if (e->tag == GUMBO_TAG_TR) ter_render_row_end(r);
    else if (e->tag >= GUMBO_TAG_H1 && e->tag <= GUMBO_TAG_H6) ter_render_heading(r, 0);
    else element_begin(r, e);
}

static const GumboVector *children(const GumboNode *n) {
    return n->type == GUMBO_NODE_DOCUMENT ? &n->v.document.children : &n->v.element.children;
}

static bool is_parent(const GumboNode *n) {
    return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_DOCUMENT;
}

/* The node after `n` in the order of the page, below `root`; without `into` its children are passed over. `left` is
 * called for every element that ends on the way. */
static const GumboNode *node_next(const GumboNode *root, const GumboNode *n, bool into, ter_render *left) {
    if (into && is_parent(n) && children(n)->length) return children(n)->data[0];
    for (; n != root; n = n->parent) {
        if (left && n->type == GUMBO_NODE_ELEMENT) element_end(left, &n->v.element);
        size_t place = n->index_within_parent + 1;
        if (place < children(n->parent)->length) return children(n->parent)->data[place];
    }
    return NULL;
}

static size_t source_offset(const GumboNode *n) {
    return n->type == GUMBO_NODE_ELEMENT ? n->v.element.start_pos.offset : n->v.text.start_pos.offset;
}

static bool holds_rows(const GumboNode *n) {
    static const GumboTag tags[] = {GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD,
                                    GUMBO_TAG_TFOOT, GUMBO_TAG_TR,    GUMBO_TAG_LAST};
    return n->type == GUMBO_NODE_ELEMENT && is_one_of(n->v.element.tag, tags);
}

static void renumber(GumboNode *parent, GumboVector *list, unsigned from) {
    for (unsigned i = from; i < list->length; i++) {
        GumboNode *n = list->data[i];
        n->index_within_parent = i;
        n->parent = parent;
    }
}

/* Puts `n` into the table, between the rows or cells where the source has it. */
static void put_back(arena *a, GumboNode *table, GumboNode *n) {
    for (GumboNode *into = table;;) {
        GumboVector *list = &into->v.element.children;
        unsigned at = list->length;
        while (at > 0 && source_offset(list->data[at - 1]) > source_offset(n)) at--;
        if (at > 0 && holds_rows(list->data[at - 1])) {
            into = list->data[at - 1];
            continue;
        }
        void **data = arena_take(a, (list->length + 1) * sizeof *data);
        if (list->length) memcpy(data, list->data, list->length * sizeof *data);
        memmove(data + at + 1, data + at, (list->length - at) * sizeof *data);
        data[at] = n;
        list->data = data;
        list->length++;
        renumber(into, list, at);
        return;
    }
}

/* What stands in a table, but in no cell, is moved before it by the rules of HTML. Back it goes, so that the text goes
 * on as the source does and offsets grow. */
static void restore_order(arena *a, const GumboNode *parent) {
    GumboVector *list = (GumboVector *)children(parent); /* the page is ours */
    for (unsigned table = 1; table < list->length; table++) {
        GumboNode *t = list->data[table];
        unsigned first = table;
        if (t->type != GUMBO_NODE_ELEMENT || t->v.element.tag != GUMBO_TAG_TABLE) continue;
        while (first > 0 && source_offset(list->data[first - 1]) > source_offset(t)) first--;
        if (first == table) continue;
        for (unsigned i = first; i < table; i++) put_back(a, t, list->data[i]);
        memmove(list->data + first, list->data + table, (list->length - table) * sizeof *list->data);
        list->length -= table - first;
        renumber((GumboNode *)parent, list, first);
        table = first;
    }
}

static void render_body(arena *a, ter_render *r, const GumboNode *root, const char *page) {
    for (const GumboNode *n = root; n;) {
        bool shown = n->type != GUMBO_NODE_ELEMENT || !is_hidden(&n->v.element);
        if (n->type == GUMBO_NODE_ELEMENT && shown) element_begin(r, &n->v.element);
        if (shown && is_parent(n)) restore_order(a, n);
        if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA) put_text(r, &n->v.text, page);
        if (n->type == GUMBO_NODE_WHITESPACE) ter_render_ask(r, TER_RENDER_SPACE);
        n = node_next(root, n, shown, r);
    }
}

/* ---- what the page says of itself ---- */

/* In this order: the tags that Chinese government sites carry by standard, then what others use. */
static const char *const title_tags[] = {"ArticleTitle", "og:title", NULL},
                         *const publisher_tags[] = {"ContentSource", "source", "og:site_name", "SiteName", NULL},
                         *const date_tags[] = {"PubDate", "publishdate", "article:published_time", "date", NULL};

static char *trimmed(const char *s) {
    ter_buf b = {0};
    size_t end = 0;
    for (; *s; s++) {
        bool blank = (unsigned char)*s <= ' ';
        if (blank && !b.len) continue;
        ter_buf_putc(&b, blank ? ' ' : *s);
        if (!blank) end = b.len;
    }
    if (b.len) b.ptr[end] = 0;
    char *out = end ? ter_strdup(b.ptr) : NULL;
    ter_buf_release(&b);
    return out;
}

/* Takes the content of a <meta> whose name ranks before what was found so far. */
static void take_meta(const GumboElement *e, const char *const *names, size_t *rank, char **slot) {
    const char *name = attribute(e, "name"), *content = attribute(e, "content");
    if (!name) name = attribute(e, "property");
    for (size_t i = 0; name && content && names[i] && i < *rank; i++) {
        char *value = strcasecmp(name, names[i]) == 0 ? trimmed(content) : NULL;
        if (!value) continue;
        free(*slot);
        *slot = value;
        *rank = i;
    }
}

/* 关于某事的通知_某某市政府: the part before the site's name. */
static char *page_title(const GumboNode *n) {
    if (!n->v.element.children.length) return NULL;
    const GumboNode *text = n->v.element.children.data[0];
    char *title = text->type == GUMBO_NODE_TEXT ? trimmed(text->v.text.text) : NULL;
    static const char *const marks[] = {"_", "|", " - ", "--"};
    for (size_t i = 0; title && i < sizeof marks / sizeof *marks; i++) {
        char *cut = strstr(title, marks[i]);
        if (cut && cut > title) *cut = 0;
    }
    return title;
}

static void read_head(ter_render *r, const GumboNode *root) {
    size_t title_rank = 9, publisher_rank = 9, date_rank = 9;
    char *date = NULL, *title = NULL;
    bool heading = false;
    for (const GumboNode *n = root; n; n = node_next(root, n, true, NULL)) {
        if (n->type != GUMBO_NODE_ELEMENT) continue;
        const GumboElement *e = &n->v.element;
        heading |= e->tag == GUMBO_TAG_H1;
        if (e->tag == GUMBO_TAG_TITLE && !title) title = page_title(n);
        if (e->tag != GUMBO_TAG_META) continue;
        take_meta(e, title_tags, &title_rank, &r->title);
        take_meta(e, publisher_tags, &publisher_rank, &r->publisher);
        take_meta(e, date_tags, &date_rank, &date);
    }
    if (!r->title && !heading) r->title = title; /* an <h1> is read as the text's first heading */
    else free(title);
    if (date) r->date = ter_render_date(ter_str_from(date));
    free(date);
}

ter_status ter_module_html(ter_str utf8, const char *name, ter_render *out, ter_error *err) {
    ter_status status = ter_guard_html(utf8, name, err);
    if (status != TER_OK) return status;
    arena *a = ter_alloc(sizeof *a);
    a->most = utf8.len * 64 + ((size_t)64 << 20);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = arena_take;
    options.deallocator = arena_keep;
    options.userdata = a;
    options.max_errors = 0;
    if (setjmp(a->full) == 0) {
        const GumboOutput *page = gumbo_parse_with_options(&options, utf8.ptr, utf8.len);
        read_head(out, page->root);
        render_body(a, out, page->root, utf8.ptr);
    } else {
        status = ter_error_set(err, TER_INPUT, "%s: the page is too tangled to be read; save it as text", name);
    }
    arena_release(a);
    free(a);
    return status;
}
