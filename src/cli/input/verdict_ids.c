/* Ids for accepting and rejecting, from arguments, lines of standard input or a pattern. */
#include "cli/input/verdict_ids.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

enum { HEX_DIGITS = 12 };

/* Bytes of an id at `p`, KIND-0123456789ab or KIND-0123456789ab.PART; 0 when there is none. */
static size_t id_length(const char *p) {
    size_t kind = strspn(p, "abcdefghijklmnopqrstuvwxyz_");
    if (kind == 0 || p[kind] != '-') return 0;
    size_t hex = strspn(p + kind + 1, "0123456789abcdef"), n = kind + 1 + hex;
    if (hex != HEX_DIGITS) return 0;
    size_t part = p[n] == '.' ? strspn(p + n + 1, "abcdefghijklmnopqrstuvwxyz0123456789") : 0;
    return part ? n + 1 + part : n;
}

static bool is_word(char c) {
    return (unsigned char)c >= 0x80 || (c && strchr("abcdefghijklmnopqrstuvwxyz0123456789_-.", c));
}

/* The first id in a line, as a word of its own. Caller frees; NULL when there is none. */
static char *id_in(const char *line) {
    for (const char *p = line; *p;) {
        size_t n = id_length(p);
        if (n && !is_word(p[n])) return ter_strndup(p, n);
        while (is_word(*p)) p++;
        if (*p) p++;
    }
    return NULL;
}

static ter_status read_lines(ter_id_list *out, ter_error *err) {
    ter_buf text = {0};
    ter_status status = ter_file_read("-", &text, err);
    size_t number = 0;
    char *rest = text.ptr;
    for (char *line = rest ? strsep(&rest, "\n") : NULL; line && status == TER_OK; line = strsep(&rest, "\n")) {
        number++;
        if (!line[strspn(line, " \t\r")]) continue;
        char *id = id_in(line);
        if (id) ter_array_push(out, id);
        else if (number > 1)
            status =
                ter_error_set(err, TER_INPUT, "-:%zu:1: has no id of a facility or project; nothing was done", number);
    }
    ter_buf_release(&text);
    return status;
}

ter_status ter_verdict_ids_read(ter_registry *r, const ter_verdict_request *request, ter_id_list *out, ter_error *err) {
    if (request->by_pattern && request->count)
        return ter_error_set(err, TER_USAGE, "give either ids or a pattern (--name, --kind, --doubtful)");
    if (request->by_pattern && !request->pattern.name && !request->pattern.doubtful)
        return ter_error_set(err, TER_USAGE,
                             "--kind alone would be all of a kind; give --name PATTERN or --doubtful, too");
    if (request->by_pattern) return ter_verdict_find(r, &request->pattern, out, err);
    if (request->count == 0)
        return ter_error_set(err, TER_USAGE, "name what is meant: ids, - for ids on standard input, or --name PATTERN");
    if (request->count == 1 && strcmp(request->words[0], "-") == 0) return read_lines(out, err);
    for (size_t i = 0; i < request->count; i++) ter_array_push(out, ter_strdup(request->words[i]));
    return TER_OK;
}

void ter_verdict_ids_release(ter_id_list *ids) {
    for (size_t i = 0; i < ids->len; i++) free(ids->items[i]);
    ter_array_release(ids);
}
