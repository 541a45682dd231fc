/* PDF by poppler. A page shows lines, not paragraphs: lines are joined where the first one fills its column and the
 * next one goes on in it without an indent, so that sentences and names stay whole. */
#include "reader/read_module.h"

#include <math.h>
#include <poppler.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct line {
    const char *text;
    size_t len;
    double left, right, top, bottom; /* points from the page's upper left corner */
    double em;                       /* the widest character's width: of Han, the size of the type */
    double column_left, column_right;
} line;

typedef TER_ARRAY(line) line_list;

/* What the last line written was, for the one that may go on with it: maybe on the next page. */
typedef struct flow {
    ter_render *out;
    bool open; /* it fills its column */
    double em, top, bottom;
    bool latin; /* it ends with a letter */
} flow;

static size_t chars_of(const char *s, size_t len) {
    size_t n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xc0) != 0x80;
    return n;
}

/* Cuts the page's text into lines; `boxes` has one rectangle for each character, line ends included. */
static void lines_read(const char *text, const PopplerRectangle *boxes, size_t box_count, line_list *out) {
    size_t box = 0;
    for (const char *at = text; *at;) {
        line l = {.text = at, .len = strcspn(at, "\n"), .left = INFINITY, .top = INFINITY};
        size_t chars = chars_of(at, l.len);
        for (size_t i = 0; i < chars && box + i < box_count; i++) {
            const PopplerRectangle *b = &boxes[box + i];
            l.left = fmin(l.left, b->x1), l.right = fmax(l.right, b->x2);
            l.top = fmin(l.top, fmin(b->y1, b->y2)), l.bottom = fmax(l.bottom, fmax(b->y1, b->y2));
            l.em = fmax(l.em, b->x2 - b->x1);
        }
        at += l.len;
        box += chars;
        if (*at == '\n') at++, box++;
        if (chars && isfinite(l.left)) ter_array_push(out, l);
    }
}

/* A line's column: the lines that begin where it does, give or take an indent. The numbers are type widths. */
static void find_columns(line_list *lines) {
    static const double indent_em = 2.6;
    for (size_t i = 0; i < lines->len; i++) {
        line *l = &lines->items[i];
        l->column_left = l->left, l->column_right = l->right;
        size_t from = i > 60 ? i - 60 : 0, to = i + 60 < lines->len ? i + 60 : lines->len; /* enough for a column */
        for (size_t k = from; k < to; k++) {
            const line *o = &lines->items[k];
            if (fabs(o->left - l->left) > indent_em * l->em) continue;
            l->column_left = fmin(l->column_left, o->left);
            l->column_right = fmax(l->column_right, o->right);
        }
    }
}

/* A page's number: digits and the marks around them (— 3 —, 第3页, 3/12). */
static bool is_page_number(const line *l) {
    static const char *const marks[] = {"第", "页", "共", "—", "–", "·"};
    bool digit = false;
    for (size_t i = 0; i < l->len;) {
        size_t taken = strchr("0123456789 -/", l->text[i]) ? 1 : 0;
        digit |= l->text[i] >= '0' && l->text[i] <= '9';
        for (size_t k = 0; k < sizeof marks / sizeof *marks && !taken; k++)
            if (l->len - i >= strlen(marks[k]) && memcmp(l->text + i, marks[k], strlen(marks[k])) == 0)
                taken = strlen(marks[k]);
        if (!taken) return false;
        i += taken;
    }
    return digit;
}

/* Of a word; a number cut by a line end is one number. */
static bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static ter_render_break break_before(const flow *f, const line *l) {
    bool same_type = fabs(f->em - l->em)<0.2 * l->em, below = l->top> f->top;
    bool near = !below || l->top - f->bottom < 1.3 * (l->bottom - l->top);
    bool indented = l->left > l->column_left + 0.7 * l->em;
    if (f->open && same_type && near && !indented)
        return f->latin && is_latin(l->text[0]) ? TER_RENDER_SPACE : TER_RENDER_NONE;
    return near ? TER_RENDER_LINE : TER_RENDER_PARAGRAPH;
}

static void lines_put(flow *f, const line_list *lines) {
    static const double least_column_em = 12; /* a narrower one is a list or a table */
    for (size_t i = 0; i < lines->len; i++) {
        const line *l = &lines->items[i];
        if ((i == 0 || i + 1 == lines->len) && is_page_number(l)) continue;
        ter_render_ask(f->out, break_before(f, l));
        ter_render_str(f->out, (ter_str){l->text, l->len}, 0);
        f->open =
            l->right > l->column_right - 1.6 * l->em && l->column_right - l->column_left > least_column_em * l->em;
        f->em = l->em, f->top = l->top, f->bottom = l->bottom;
        f->latin = is_latin(l->text[l->len - 1]);
    }
}

static void page_put(flow *f, PopplerPage *page) {
    PopplerRectangle *boxes = NULL;
    guint box_count = 0;
    line_list lines = {0};
    ter_render_page(f->out);
    char *text = poppler_page_get_text(page);
    if (text && *text && poppler_page_get_text_layout(page, &boxes, &box_count)) {
        lines_read(text, boxes, box_count, &lines);
        find_columns(&lines);
        lines_put(f, &lines);
    }
    ter_array_release(&lines);
    g_free(boxes);
    g_free(text);
}

static void quiet(const char *domain, GLogLevelFlags level, const char *message, void *context) {
    (void)domain, (void)level, (void)message, (void)context;
}

static ter_status refuse(const char *name, const GError *why, ter_error *err) {
    if (why && g_error_matches(why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return ter_error_set(err, TER_INPUT, "%s: the PDF is encrypted; save it without a password", name);
    return ter_error_set(err, TER_INPUT, "%s: the PDF is damaged; get it again or save it as text", name);
}

ter_status ter_module_pdf(ter_str file, const char *name, ter_render *out, ter_error *err) {
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER; /* poppler's settings are global, made at first use */
    GError *why = NULL;
    ter_status status = TER_OK;
    pthread_mutex_lock(&one);
    GLogFunc before = g_log_set_default_handler(quiet, NULL); /* nothing below cli prints */
    GBytes *bytes = g_bytes_new_static(file.ptr, file.len);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &why);
    int pages = document ? poppler_document_get_n_pages(document) : 0;
    flow f = {.out = out};
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        if (page) page_put(&f, page);
        else ter_render_page(out);
        if (page) g_object_unref(page);
    }
    if (!document || !pages) status = refuse(name, why, err);
    else if (!out->text.len)
        status = ter_error_set(err, TER_INPUT, "%s: the PDF has no text, only images; run OCR first", name);
    if (why) g_error_free(why);
    if (document) g_object_unref(document);
    g_bytes_unref(bytes);
    g_log_set_default_handler(before, NULL);
    pthread_mutex_unlock(&one);
    return status;
}
