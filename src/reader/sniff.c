/* What a file is, by its first bytes, and the encoding that a web page declares. */
#include "reader/sniff.h"

#include "base/file.h"

#include <string.h>
#include <strings.h>

static const char *const words[] = {"", "txt", "html", "md", "pdf", "docx"};

const char *ter_reader_format_name(ter_reader_format format) {
    return words[format];
}

bool ter_reader_format_parse(const char *word, ter_reader_format *out) {
    for (size_t i = 1; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) != 0) continue;
        *out = (ter_reader_format)i;
        return true;
    }
    return false;
}

/* ---- what cannot be read, and what to do about it ---- */

typedef struct magic {
    size_t at, len;
    const char *bytes, *what;
} magic;

static const char image[] = "an image; run OCR first", archive[] = "an archive; unpack it",
                  office[] = "an old Office file (doc, wps) or one with a password; save it as DOCX or PDF",
                  rich[] = "a rich text file; save it as DOCX or PDF", media[] = "a recording; write down what is said";
static const magic refused[] = {
    {0, 8, "\x89PNG\r\n\x1a\n", image},
    {0, 3, "\xff\xd8\xff", image},
    {0, 4, "GIF8", image},
    {8, 4, "WEBP", image},
    {0, 4, "II*\0", image},
    {0, 4, "MM\0*", image},
    {4, 8, "ftypheic", image},
    {0, 6, "7z\xbc\xaf\x27\x1c", archive},
    {0, 6, "Rar!\x1a\x07", archive},
    {0, 3, "\x1f\x8b\x08", archive},
    {0, 6,
     "\xfd"
     "7zXZ\0",
     archive},
    {0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", office},
    {0, 5, "{\\rtf", rich},
    {4, 4, "ftyp", media},
    {0, 4, "OggS", media},
    {0, 3, "ID3", media},
    {0, 7,
     "\x7f"
     "ELF\2\1\1",
     "a program; give a document"},
};

static bool has_magic(ter_str f, magic m) {
    return f.len >= m.at + m.len && memcmp(f.ptr + m.at, m.bytes, m.len) == 0;
}

/* ---- HTML ---- */

typedef struct letters { /* the ASCII of a file's beginning, whatever the encoding: NULs of UTF-16 are passed over */
    char text[4096];
    size_t len;
} letters;

static void letters_read(ter_str f, letters *out) {
    out->len = 0;
    for (size_t i = 0; i < f.len && i < 2 * sizeof out->text && out->len + 1 < sizeof out->text; i++)
        if (f.ptr[i] > 0) out->text[out->len++] = f.ptr[i];
    out->text[out->len] = 0;
}

static const char *past_comments(const char *s) {
    for (;;) {
        while (*s && (unsigned char)*s <= ' ') s++;
        bool comment = strncmp(s, "<!--", 4) == 0, declaration = strncmp(s, "<?xml", 5) == 0;
        const char *end = comment ? strstr(s, "-->") : declaration ? strstr(s, "?>") : NULL;
        if (!end) return s;
        s = end + (comment ? 3 : 2);
    }
}

/* Does a page begin so? A fragment may begin with any element of a body. */
static bool is_html(const letters *l) {
    static const char *const tags[] = {"!doctype html", "html",  "head", "body", "title", "meta",   "link",
                                       "script",        "style", "div",  "p",    "h1",    "h2",     "h3",
                                       "table",         "ul",    "ol",   "span", "font",  "center", "article",
                                       "section",       "main",  "br"};
    const char *s = past_comments(l->text);
    if (*s++ != '<') return false;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t n = strlen(tags[i]);
        if (strncasecmp(s, tags[i], n) == 0 && (s[n] == '>' || s[n] == '/' || (unsigned char)s[n] <= ' ')) return true;
    }
    return false;
}

ter_str ter_sniff_charset(ter_str page) {
    size_t len = page.len < 4096 ? page.len : 4096;
    for (size_t i = 0; i + 9 < len; i++) {
        size_t n = strncasecmp(page.ptr + i, "charset=", 8) == 0 ? 8
                   : strncmp(page.ptr + i, "encoding=", 9) == 0  ? 9
                                                                 : 0;
        if (!n) continue;
        size_t from = i + n, to;
        while (from < len && (page.ptr[from] == '"' || page.ptr[from] == '\'' || page.ptr[from] == ' ')) from++;
        for (to = from; to < len && !memchr("\"' />;?\r\n", page.ptr[to], 9);) to++;
        if (to > from) return (ter_str){page.ptr + from, to - from};
    }
    return (ter_str){page.ptr, 0};
}

/* ---- */

static ter_reader_format format_of_name(const char *name) {
    static const struct {
        const char *extension;
        ter_reader_format format;
    } known[] = {{".md", TER_READER_MARKDOWN}, {".markdown", TER_READER_MARKDOWN}, {".html", TER_READER_HTML},
                 {".htm", TER_READER_HTML},    {".xhtml", TER_READER_HTML},        {".shtml", TER_READER_HTML}};
    const char *dot = strrchr(ter_path_base(name), '.');
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++)
        if (strcasecmp(dot, known[i].extension) == 0) return known[i].format;
    return TER_READER_TEXT;
}

ter_status ter_reader_detect(ter_str file, const char *name, ter_reader_format *out, ter_error *err) {
    *out = TER_READER_TEXT;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (has_magic(file, refused[i])) return ter_error_set(err, TER_INPUT, "%s: this is %s", name, refused[i].what);
    letters l;
    letters_read(file, &l);
    if (strncmp(past_comments(l.text), "%PDF-", 5) == 0) *out = TER_READER_PDF;
    else if (has_magic(file, (magic){0, 4, "PK\3\4", NULL})) *out = TER_READER_DOCX;
    else if (is_html(&l)) *out = TER_READER_HTML;
    else *out = format_of_name(name);
    return TER_OK;
}
