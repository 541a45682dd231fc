/* Layer definitions: reading them, and what is wrong with one. */
#include "export/definition.h"

#include "base/embedded.h"
#include "base/file.h"
#include "export/export_options.h"
#include "export/formats/export_format.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORDS_MOST = 256, FILE_MOST = 1 << 20, STYLE_MOST = 4 << 20, SHORT_MOST = 10, NAME_MOST = 60 };

typedef struct parser {
    const char *path;
    size_t line;
    bool embedded;
    ter_layer_definitions *out;
    ter_error *err;
    char *words[WORDS_MOST]; /* of the line */
    size_t count;
    const char *rest; /* of the line, after its second word */
} parser;

#define complain(p, ...) complain_at((p), (p)->line, __VA_ARGS__)

static ter_status complain_at(parser *p, size_t line, const char *what, const char *word, const char *remedy) {
    return ter_error_set(p->err, TER_INPUT, "%s:%zu: '%s' %s; %s", p->path, line, word, what, remedy);
}

static ter_layer_definition *current(parser *p) {
    return p->out->list.len ? &p->out->list.items[p->out->list.len - 1] : NULL;
}

/* Index of a field by its name; TER_EXPORT_VALUES when there is none. */
static size_t value_of(const char *name) {
    size_t count, i = 0;
    const ter_dataset_field *fields = ter_export_value_fields(&count);
    while (i < count && strcmp(fields[i].name, name) != 0) i++;
    return i;
}

static ter_status read_layer(parser *p) {
    if (p->count != 2) return complain(p, "does not name one layer", p->words[0], "write: layer NAME");
    const char *name = p->words[1];
    bool plain = strlen(name) <= NAME_MOST;
    for (const char *c = name; *c; c++)
        plain = plain && ((unsigned char)*c >= 0x80 || *c == '-' || *c == '_' || (*c >= '0' && *c <= '9') ||
                          (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z'));
    if (!plain || !ter_utf8_valid(name, strlen(name)))
        return complain(p, "cannot be a folder's name", name, "use letters, digits, - and _, at most 60 bytes");
    for (size_t i = 0; i < p->out->list.len; i++)
        if (strcasecmp(p->out->list.items[i].name, name) == 0)
            return complain(p, "is defined already", name, "give each layer a name of its own");
    ter_layer_definition made = {.name = ter_strdup(name), .by = TER_BY_STATUS | TER_BY_YEAR};
    ter_array_push(&p->out->list, made);
    return TER_OK;
}

static ter_status read_title(parser *p) {
    ter_layer_definition *d = current(p);
    if (p->count < 3) return complain(p, "has no language and text", p->words[0], "write: title zh TEXT");
    bool zh = strcmp(p->words[1], "zh") == 0;
    if (!zh && strcmp(p->words[1], "en") != 0)
        return complain(p, "is not a language of titles", p->words[1], "write zh or en");
    char **title = zh ? &d->title_zh : &d->title_en;
    if (*title) return complain(p, "is stated twice", p->words[1], "keep one title of a language");
    *title = ter_strdup(p->rest);
    return TER_OK;
}

static ter_status read_by(parser *p) {
    static const char *const words[] = {"status", "year", "kind"};
    ter_layer_definition *d = current(p);
    if (p->count < 2) return complain(p, "names nothing", p->words[0], "write: by status year kind, or: by none");
    if (d->by_given) return complain(p, "is stated twice", p->words[0], "keep one line");
    d->by_given = true;
    d->by = 0;
    if (p->count == 2 && strcmp(p->words[1], "none") == 0) return TER_OK;
    for (size_t i = 1; i < p->count; i++) {
        unsigned flag = 0;
        for (unsigned k = 0; k < 3; k++)
            if (strcmp(p->words[i], words[k]) == 0) flag = 1U << k;
        if (!flag)
            return complain(p, "is nothing layers are made by", p->words[i], "write status, year, kind, or none");
        d->by |= flag;
    }
    return TER_OK;
}

/* Words of a fixed list are checked; kinds and areas are data. */
static bool condition_word_known(const char *key, const char *word) {
    ter_state state;
    ter_basis basis;
    ter_precision precision;
    ter_str text = ter_str_from(word);
    if (strcmp(key, "status") == 0) return ter_state_parse(text, &state) && state;
    if (strcmp(key, "basis") == 0) return ter_basis_parse(text, &basis) && basis;
    if (strcmp(key, "precision") == 0) return ter_precision_parse(text, &precision);
    if (strcmp(key, "year") == 0)
        return strcmp(word, "undated") == 0 || (strlen(word) == 4 && strspn(word, "0123456789") == 4);
    return true;
}

static ter_status read_where(parser *p) {
    static const char *const keys[] = {"kind", "status", "year", "basis", "precision", "area"};
    bool known = false;
    if (p->count < 3) return complain(p, "has no key and value", p->words[0], "write: where kind park school");
    const char *key = p->words[1];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) known = known || strcmp(keys[i], key) == 0;
    if (!known)
        return complain(p, "is nothing to choose by", key, "write kind, status, year, basis, precision or area");
    for (size_t i = 2; i < p->count; i++)
        if (!condition_word_known(key, p->words[i]))
            return complain(p, "is not a value of that key", p->words[i], "README lists the words");
    ter_layer_condition condition = {.value = value_of(key)};
    for (size_t i = 2; i < p->count; i++) ter_array_push(&condition.words, ter_strdup(p->words[i]));
    ter_array_push(&current(p)->conditions, condition);
    return TER_OK;
}

static bool is_short(const char *name) {
    size_t n = strlen(name);
    return n <= SHORT_MOST && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n;
}

static ter_status read_field(parser *p) {
    ter_layer_definition *d = current(p);
    size_t count;
    const ter_dataset_field *all = ter_export_value_fields(&count);
    if (p->count < 2 || p->count > 4)
        return complain(p, "has no name, or too many words", p->words[0], "write: field NAME [OUTPUT [SHORT]]");
    size_t value = value_of(p->words[1]);
    if (value == count) return complain(p, "is not a field", p->words[1], "README lists the fields");
    const char *name = p->count > 2 ? p->words[2] : all[value].name;
    const char *short_name = p->count > 3 ? p->words[3] : p->count > 2 && is_short(name) ? name : all[value].short_name;
    if (strlen(name) > NAME_MOST || strcspn(name, "\",;:") != strlen(name))
        return complain(p, "cannot be a field's name", name, "use at most 60 bytes, without quotes, commas, colons");
    if (ter_export_formats_have_column(name))
        return complain(p, "is a column that some formats have themselves", name, "choose another name");
    if (!is_short(short_name))
        return complain(p, "cannot be a Shapefile's field name", short_name,
                        "use at most 10 letters a-z, digits and _");
    for (size_t i = 0; i < d->fields.len; i++) {
        const ter_layer_field *other = &d->fields.items[i];
        if (strcasecmp(other->name, name) == 0) return complain(p, "is a field already", name, "choose another name");
        if (strcasecmp(other->short_name, short_name) == 0)
            return complain(p, "is a Shapefile's field already", short_name, "give it a SHORT name of its own");
    }
    ter_layer_field field = {value, ter_strdup(name), ter_strdup(short_name)};
    ter_array_push(&d->fields, field);
    return TER_OK;
}

/* A style's text, which the caller frees. */
static ter_status style_read(parser *p, const char *name, char **out) {
    const char *slash = strrchr(p->path, '/'), *found;
    ter_buf path = {0}, data = {0};
    ter_str embedded;
    ter_error reason = {0};
    if (slash && name[0] != '/') ter_buf_append(&path, p->path, (size_t)(slash + 1 - p->path));
    ter_buf_puts(&path, name);
    ter_status status = TER_OK;
    if (p->embedded) {
        if (ter_embedded_at(path.ptr, 0, &found, &embedded)) ter_buf_put_str(&data, embedded);
    } else {
        status = ter_file_read_most(path.ptr, STYLE_MOST, &data, &reason);
    }
    if (status == TER_OK && !p->embedded && !memmem(data.ptr ? data.ptr : "", data.len, "<qgis", 5)) status = TER_INPUT;
    if (status != TER_OK)
        status = complain(p, status == TER_INPUT ? "is not a QGIS style" : "cannot be read", path.ptr,
                          "name a .qml file next to this one");
    else *out = ter_strdup(data.ptr);
    ter_buf_release(&path);
    ter_buf_release(&data);
    return status;
}

static ter_status read_style(parser *p) {
    static const char *const types[] = {"", "point", "line", "polygon"};
    if (p->count != 3) return complain(p, "has no type and file", p->words[0], "write: style point FILE.qml");
    for (int t = 1; t < 4; t++) {
        if (strcmp(p->words[1], types[t]) != 0) continue;
        char **style = &current(p)->styles[t];
        if (*style) return complain(p, "has a style already", p->words[1], "keep one line of a type");
        return style_read(p, p->words[2], style);
    }
    return complain(p, "is not a geometry type", p->words[1], "write point, line or polygon");
}

/* Splits the line where it stands; the words point into it. `rest` begins at the third word. */
static ter_status split(parser *p, char *line, char *copy) {
    p->count = 0;
    p->rest = "";
    for (char *c = line; *c;) {
        c += strspn(c, " \t");
        if (!*c) break;
        if (p->count == WORDS_MOST) return complain(p, "has too many words", p->words[0], "write a second line");
        if (p->count == 2) p->rest = copy + (c - line);
        p->words[p->count++] = c;
        c += strcspn(c, " \t");
        if (*c) *c++ = 0;
    }
    return TER_OK;
}

static ter_status read_line(parser *p) {
    static const struct {
        const char *word;
        ter_status (*read)(parser *p);
    } rows[] = {{"layer", read_layer}, {"title", read_title}, {"by", read_by},
                {"where", read_where}, {"field", read_field}, {"style", read_style}};
    if (!p->count) return TER_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(p->words[0], rows[i].word) != 0) continue;
        if (i > 0 && !current(p))
            return complain(p, "belongs to no layer", p->words[0], "begin with a line: layer NAME");
        return rows[i].read(p);
    }
    return complain(p, "is not a keyword of a definition", p->words[0],
                    "write layer, title, by, where, field or style");
}

/* Cuts comment and blanks at the end off. */
static size_t line_length(const char *line, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) n = i;
    while (n && strchr(" \t\r", line[n - 1])) n--;
    return n;
}

/* A definition without fields has the usual ones. */
static void complete(ter_layer_definitions *d, size_t first) {
    size_t count;
    const ter_dataset_field *usual = ter_export_fields(&count);
    for (size_t i = first; i < d->list.len; i++) {
        ter_layer_definition *one = &d->list.items[i];
        for (size_t k = 0, empty = one->fields.len == 0; empty && k < count; k++) {
            ter_layer_field field = {k, ter_strdup(usual[k].name), ter_strdup(usual[k].short_name)};
            ter_array_push(&one->fields, field);
        }
    }
}

static bool has_control(const char *line, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)line[i] < 0x20 && line[i] != '\t' && line[i] != '\r') return true;
    return false;
}

ter_status ter_layer_definitions_parse(ter_str text, const char *path, bool embedded, ter_layer_definitions *out,
                                       ter_error *err) {
    parser p = {.path = path, .embedded = embedded, .out = out, .err = err};
    size_t first = out->list.len;
    ter_status status = TER_OK;
    if (text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0) text.ptr += 3, text.len -= 3;
    for (size_t at = 0; at < text.len && status == TER_OK;) {
        const char *begin = text.ptr + at, *newline = memchr(begin, '\n', text.len - at);
        size_t whole = newline ? (size_t)(newline - begin) : text.len - at, n = line_length(begin, whole);
        at += whole + 1;
        p.line++;
        if (has_control(begin, n) || !ter_utf8_valid(begin, n))
            return ter_error_set(err, TER_INPUT, "%s:%zu: the line is not UTF-8 text; save the file as UTF-8", path,
                                 p.line);
        char *line = ter_strndup(begin, n), *copy = ter_strndup(begin, n);
        status = split(&p, line, copy);
        if (status == TER_OK) status = read_line(&p);
        free(line), free(copy);
    }
    if (status == TER_OK && out->list.len == first)
        status = ter_error_set(err, TER_INPUT, "%s:%zu: no layer is defined; begin with a line: layer NAME", path,
                               p.line ? p.line : 1);
    complete(out, first);
    return status;
}

static ter_status read_file(const char *path, ter_layer_definitions *out, ter_error *err) {
    ter_buf data = {0};
    ter_status status = ter_file_read_most(path, FILE_MOST, &data, err);
    if (status == TER_OK) status = ter_layer_definitions_parse((ter_str){data.ptr, data.len}, path, false, out, err);
    ter_buf_release(&data);
    return status;
}

static int is_definition(const struct dirent *entry) {
    size_t n = strlen(entry->d_name);
    return entry->d_name[0] != '.' && n > 6 && strcmp(entry->d_name + n - 6, ".layer") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static ter_status read_folder(const char *folder, ter_layer_definitions *out, ter_error *err) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_definition, by_bytes);
    if (count < 0) return ter_error_set(err, TER_IO, "%s: %s; the folder cannot be read", folder, strerror(errno));
    ter_status status = TER_OK;
    if (count == 0)
        status = ter_error_set(err, TER_INPUT, "%s: holds no definition; put a file NAME.layer there", folder);
    for (int i = 0; i < count; i++) {
        char *path = ter_path_join(folder, entries[i]->d_name);
        if (status == TER_OK) status = read_file(path, out, err);
        free(path), free(entries[i]);
    }
    free(entries);
    return status;
}

/* All files layers/NAME.layer that are compiled in, by name. */
static ter_status read_embedded(ter_layer_definitions *out, ter_error *err) {
    const char *path;
    ter_str text;
    ter_status status = TER_OK;
    for (size_t i = 0; status == TER_OK && ter_embedded_at("layers/", i, &path, &text); i++) {
        size_t n = strlen(path);
        if (n > 6 && strcmp(path + n - 6, ".layer") == 0)
            status = ter_layer_definitions_parse(text, path, true, out, err);
    }
    if (status != TER_OK || out->list.len) return status;
    return ter_layer_definitions_parse(ter_str_from("layer default\n"), "default.layer", true, out, err);
}

ter_status ter_layer_definitions_read(const char *path, ter_layer_definitions *out, ter_error *err) {
    *out = (ter_layer_definitions){0};
    if (!path) return read_embedded(out, err);
    return ter_path_is_dir(path) ? read_folder(path, out, err) : read_file(path, out, err);
}

void ter_layer_definitions_release(ter_layer_definitions *d) {
    for (size_t i = 0; i < d->list.len; i++) {
        ter_layer_definition *one = &d->list.items[i];
        for (size_t k = 0; k < one->conditions.len; k++) {
            ter_layer_condition *c = &one->conditions.items[k];
            for (size_t w = 0; w < c->words.len; w++) free(c->words.items[w]);
            ter_array_release(&c->words);
        }
        for (size_t k = 0; k < one->fields.len; k++)
            free(one->fields.items[k].name), free(one->fields.items[k].short_name);
        ter_array_release(&one->conditions);
        ter_array_release(&one->fields);
        for (int t = 0; t < 4; t++) free(one->styles[t]);
        free(one->name), free(one->title_zh), free(one->title_en);
    }
    ter_array_release(&d->list);
}

bool ter_layer_definition_takes(const ter_layer_definition *d, const ter_export_feature *f) {
    for (size_t i = 0; i < d->conditions.len; i++) {
        const ter_layer_condition *c = &d->conditions.items[i];
        const char *value = f->values[c->value];
        bool found = false;
        for (size_t w = 0; w < c->words.len && !found; w++)
            found = strcmp(c->words.items[w], value ? value : "undated") == 0;
        if (!found) return false;
    }
    return true;
}

bool ter_layer_definition_is_default(const ter_layer_definition *d) {
    return strcmp(d->name, "default") == 0;
}
