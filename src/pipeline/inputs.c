/* Finds the documents that a command line names, and gives each a name of its own. */
#include "pipeline/inputs.h"

#include "base/file.h"

#include <errno.h>
#include <fts.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* The kinds of document people keep in folders; the last five are listed only to be refused with advice. */
static const char *const extensions[] = {".txt", ".text", ".md",  ".markdown", ".html", ".htm", ".xhtml", ".shtml",
                                         ".pdf", ".docx", ".doc", ".wps",      ".rtf",  ".odt", ".ofd"};

static bool has_known_extension(const char *name) {
    const char *dot = strrchr(name, '.');
    if (!dot || name[0] == '~') return false; /* ~$plan.docx: Word's lock file */
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i]) == 0) return true;
    return false;
}

static ter_input *add(ter_inputs *in, const char *path, const char *name) {
    ter_input one = {.path = ter_strdup(path), .name = ter_strdup(name)};
    struct stat st;
    if (strcmp(path, "-") != 0 && stat(path, &st) == 0) one.device = st.st_dev, one.inode = st.st_ino;
    ter_array_push(&in->list, one);
    return &in->list.items[in->list.len - 1];
}

static void add_problem(ter_inputs *in, const char *path, const char *problem) {
    ter_input *one = add(in, path, ter_path_base(path));
    one->inode = 0, one->device = 0;
    one->problem = ter_strdup(problem);
}

/* ---- folders ---- */

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_hidden(const FTSENT *e) {
    return e->fts_level > 0 && e->fts_name[0] == '.';
}

/* The path of `e` from the folder `top`. */
static const char *path_below(const char *top, const FTSENT *e) {
    const char *below = e->fts_path + strlen(top);
    while (*below == '/') below++;
    return below;
}

static void add_folder(ter_inputs *in, const char *folder) {
    char *roots[] = {(char *)folder, NULL};
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    size_t before = in->list.len;
    for (FTSENT *e; walk && (e = fts_read(walk));) {
        if (e->fts_info == FTS_D && is_hidden(e)) fts_set(walk, e, FTS_SKIP);
        if (e->fts_info == FTS_DNR) add_problem(in, e->fts_path, strerror(e->fts_errno));
        if (is_hidden(e) || e->fts_info != FTS_F || !has_known_extension(e->fts_name)) continue;
        add(in, e->fts_path, path_below(folder, e));
    }
    if (walk) fts_close(walk);
    if (in->list.len == before)
        add_problem(in, folder, "the folder has no documents (txt, md, html, pdf, docx); name a file");
}

/* ---- words of the command line ---- */

static void add_path(ter_inputs *in, const char *path) {
    if (ter_path_is_dir(path)) add_folder(in, path);
    else add(in, path, ter_path_base(path));
}

static void add_pattern(ter_inputs *in, const char *pattern) {
    glob_t found = {0};
    if (glob(pattern, 0, NULL, &found) != 0) add_problem(in, pattern, "no file matches the pattern; check it");
    for (size_t i = 0; i < found.gl_pathc; i++) add_path(in, found.gl_pathv[i]);
    globfree(&found);
}

ter_status ter_inputs_add(ter_inputs *in, const char *word, ter_error *err) {
    if (strcmp(word, "-") == 0) {
        if (in->has_stdin) return ter_error_set(err, TER_USAGE, "standard input can be read once; name - once");
        in->has_stdin = true;
        add(in, word, word);
    } else if (!ter_path_exists(word) && strpbrk(word, "*?[")) {
        add_pattern(in, word);
    } else {
        add_path(in, word);
    }
    return TER_OK;
}

ter_status ter_inputs_add_list(ter_inputs *in, const char *file, ter_error *err) {
    ter_buf list = {0};
    if (strcmp(file, "-") == 0 && in->has_stdin)
        return ter_error_set(err, TER_USAGE, "standard input is a document or the list, not both");
    in->has_stdin |= strcmp(file, "-") == 0;
    ter_status status = ter_file_read(file, &list, err);
    if (status != TER_OK) {
        ter_buf_release(&list);
        return status;
    }
    size_t before = in->list.len;
    char separator = list.len && memchr(list.ptr, 0, list.len) ? 0 : '\n';
    for (size_t at = 0, end; at < list.len; at = end + 1) {
        for (end = at; end < list.len && list.ptr[end] != separator;) end++;
        size_t len = end - at;
        if (separator && len && list.ptr[end - 1] == '\r') len--;
        list.ptr[at + len] = 0; /* a buffer has a NUL past its end */
        if (len) add_path(in, list.ptr + at);
    }
    ter_buf_release(&list);
    if (in->list.len == before) return ter_error_set(err, TER_INPUT, "%s: the list names no document", file);
    return TER_OK;
}

/* ---- names ---- */

typedef struct named { /* an input and its index: equal ones keep their order */
    size_t index;
    ter_input *input;
} named;

static int by_file(const void *a, const void *b) {
    const named *x = a, *y = b;
    if (x->input->inode != y->input->inode) return x->input->inode < y->input->inode ? -1 : 1;
    if (x->input->device != y->input->device) return x->input->device < y->input->device ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static int by_given_name(const void *a, const void *b) {
    const named *x = a, *y = b;
    int order = strcmp(x->input->name, y->input->name);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void input_release(ter_input *one) {
    free(one->path);
    free(one->name);
    free(one->problem);
    *one = (ter_input){0};
}

static void drop_repeated(ter_inputs *in, named *order) {
    qsort(order, in->list.len, sizeof *order, by_file);
    for (size_t i = 1; i < in->list.len; i++) {
        ter_input *a = order[i - 1].input, *b = order[i].input;
        if (!b->inode || a->inode != b->inode || a->device != b->device) continue;
        free(b->problem);
        b->problem = ter_strdup(""); /* marks it for the loop below, which keeps the order */
    }
    size_t kept = 0;
    for (size_t i = 0; i < in->list.len; i++) {
        ter_input *one = &in->list.items[i];
        if (one->problem && !one->problem[0]) input_release(one);
        else in->list.items[kept++] = *one;
    }
    in->list.len = kept;
}

/* Adds the next parent folder to the name; false when the whole path is in it. */
static bool lengthen(ter_input *one) {
    size_t path = strlen(one->path), name = strlen(one->name);
    if (path <= name || strcmp(one->path + path - name, one->name) != 0) return false;
    size_t at = path - name;
    while (at > 0 && one->path[at - 1] == '/') at--;
    if (at == 0) return false;
    while (at > 0 && one->path[at - 1] != '/') at--;
    free(one->name);
    one->name = ter_strdup(one->path + at);
    return true;
}

/* Lengthens every name that another input has too; false when none could be. */
static bool part_names(named *order, size_t n) {
    bool changed = false;
    qsort(order, n, sizeof *order, by_given_name);
    char *group = NULL;
    for (size_t i = 0; i < n; i++) {
        bool same = (group && strcmp(group, order[i].input->name) == 0) ||
                    (i + 1 < n && strcmp(order[i].input->name, order[i + 1].input->name) == 0);
        free(group);
        group = same ? ter_strdup(order[i].input->name) : NULL;
        if (same && lengthen(order[i].input)) changed = true;
    }
    free(group);
    return changed;
}

static void list_all(const ter_inputs *in, named *order) {
    for (size_t i = 0; i < in->list.len; i++) order[i] = (named){i, &in->list.items[i]};
}

void ter_inputs_finish(ter_inputs *in) {
    named *order = ter_alloc((in->list.len + 1) * sizeof *order);
    list_all(in, order);
    drop_repeated(in, order);
    list_all(in, order);
    while (part_names(order, in->list.len)) {
    }
    free(order);
}

void ter_inputs_release(ter_inputs *in) {
    for (size_t i = 0; i < in->list.len; i++) input_release(&in->list.items[i]);
    ter_array_release(&in->list);
    in->has_stdin = false;
}

ter_status ter_input_read(const ter_input *in, ter_buf *out, ter_error *err) {
    if (in->problem) return ter_error_set(err, TER_IO, "%s: %s", in->path, in->problem);
    return ter_file_read_most(in->path, TER_INPUT_MOST_BYTES, out, err);
}
