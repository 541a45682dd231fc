#include "case_file.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static ter_str trim(ter_str s) {
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) s.ptr++, s.len--;
    while (s.len && strchr(" \t\r", s.ptr[s.len - 1])) s.len--;
    return s;
}

static bool begins(ter_str s, const char *with) {
    return s.len >= strlen(with) && memcmp(s.ptr, with, strlen(with)) == 0;
}

static void append(char **text, char separator, ter_str more) {
    ter_buf b = {0};
    if (*text) {
        ter_buf_puts(&b, *text);
        if (separator) ter_buf_putc(&b, separator);
    }
    ter_buf_put_str(&b, more);
    free(*text);
    *text = ter_buf_detach(&b);
}

/* A continuation of one sign, ¶, is an empty line: a paragraph ends there. */
static ter_status read_continuation(case_block *block, ter_str line) {
    if (block->lines.len == 0) return TER_INPUT;
    ter_str text = {line.ptr + 2, line.len - 2};
    while (text.len && text.ptr[text.len - 1] == '\r') text.len--;
    if (ter_str_is(trim(text), "¶")) text.len = 0;
    append(&block->lines.items[block->lines.len - 1].value, '\n', text);
    return TER_OK;
}

static ter_status read_key(case_block *block, ter_str line, unsigned number) {
    const char *colon = memchr(line.ptr, ':', line.len);
    if (!colon || colon == line.ptr) return TER_INPUT;
    ter_str key = trim((ter_str){line.ptr, (size_t)(colon - line.ptr)});
    ter_str value = trim((ter_str){colon + 1, (size_t)(line.ptr + line.len - colon - 1)});
    case_line l = {ter_strndup(key.ptr, key.len), ter_strndup(value.ptr, value.len), number};
    ter_array_push(&block->lines, l);
    return TER_OK;
}

static ter_status read_line(case_block *block, ter_str line, unsigned number) {
    if (begins(line, "  ")) return read_continuation(block, line);
    if (line.ptr[0] != '#') return read_key(block, line, number);
    ter_str comment = trim((ter_str){line.ptr + 1, line.len - 1});
    append(&block->title, ' ', comment);
    return TER_OK;
}

/* A block of comments only is a heading of the file, no case. */
static void end_block(case_file *f, case_block *block) {
    if (block->lines.len == 0) case_block_release(block);
    else {
        if (!block->title) block->title = ter_strdup("(no title)");
        ter_array_push(&f->blocks, *block);
    }
    *block = (case_block){0};
}

ter_status case_file_read(const char *path, case_file *out, ter_error *err) {
    ter_buf bytes = {0};
    case_block block = {0};
    *out = (case_file){.path = ter_strdup(path)};
    ter_status status = ter_file_read(path, &bytes, err);
    unsigned number = 0;
    for (size_t at = 0; status == TER_OK && at < bytes.len;) {
        const char *eol = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t end = eol ? (size_t)(eol - bytes.ptr) : bytes.len;
        ter_str line = {bytes.ptr + at, end - at};
        at = end + 1;
        number++;
        if (trim(line).len == 0) {
            end_block(out, &block);
            continue;
        }
        if (!block.line) block.line = number;
        if (read_line(&block, line, number) != TER_OK)
            status = ter_error_set(err, TER_INPUT, "%s:%u: neither 'key: value' nor a continuation (two blanks)", path,
                                   number);
    }
    end_block(out, &block);
    ter_buf_release(&bytes);
    return status;
}

void case_block_release(case_block *b) {
    for (size_t i = 0; i < b->lines.len; i++) {
        free(b->lines.items[i].key);
        free(b->lines.items[i].value);
    }
    ter_array_release(&b->lines);
    free(b->title);
    *b = (case_block){0};
}

void case_file_release(case_file *f) {
    for (size_t i = 0; i < f->blocks.len; i++) case_block_release(&f->blocks.items[i]);
    ter_array_release(&f->blocks);
    free(f->path);
    *f = (case_file){0};
}

static char *replace(const char *text, ter_str from, ter_str to, bool *found) {
    ter_buf b = {0};
    for (const char *at = text; *at;) {
        if (strncmp(at, from.ptr, from.len) == 0) {
            ter_buf_put_str(&b, to);
            at += from.len;
            *found = true;
        } else {
            ter_buf_putc(&b, *at++);
        }
    }
    return ter_buf_detach(&b);
}

bool case_block_vary(const case_block *block, ter_str from, ter_str to, case_block *out) {
    bool found = false;
    *out = (case_block){.title = ter_strdup(block->title), .line = block->line};
    char *from_text = ter_strndup(from.ptr, from.len); /* strncmp above reads to its NUL */
    for (size_t i = 0; i < block->lines.len; i++) {
        const case_line *l = &block->lines.items[i];
        bool same = strcmp(l->key, "vary") == 0 || from.len == 0;
        ter_str what = {from_text, from.len};
        case_line copy = {ter_strdup(l->key), same ? ter_strdup(l->value) : replace(l->value, what, to, &found),
                          l->line};
        ter_array_push(&out->lines, copy);
    }
    free(from_text);
    return found;
}

ter_str case_field_next(ter_str *rest) {
    if (!rest->ptr) return (ter_str){"", 0};
    const char *bar = rest->len ? memchr(rest->ptr, '|', rest->len) : NULL;
    ter_str field = {rest->ptr, bar ? (size_t)(bar - rest->ptr) : rest->len};
    *rest = bar ? (ter_str){bar + 1, rest->len - field.len - 1} : (ter_str){NULL, 0};
    return trim(field);
}
