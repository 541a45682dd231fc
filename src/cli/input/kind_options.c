/* Which kinds a command reads. */
#include "cli/input/kind_options.h"

#include "base/kind.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static ter_status complain(const ter_lexicon *l, ter_str kind, ter_error *err) {
    ter_buf known = {0};
    for (size_t i = 0; i < ter_lexicon_kind_count(l); i++)
        ter_buf_printf(&known, "%s%s", i ? ", " : "", ter_lexicon_kind_at(l, i));
    ter_error_set(err, TER_USAGE, "--kinds: unknown kind '%.*s'; write all, or some of %s", (int)kind.len, kind.ptr,
                  known.ptr ? known.ptr : "");
    ter_buf_release(&known);
    return TER_USAGE;
}

static bool has(const ter_kinds *k, size_t n, const char *kind) {
    for (size_t i = 0; i < n; i++)
        if (k->wanted[i] == kind) return true;
    return false;
}

ter_status ter_kinds_resolve(ter_kinds *k, const ter_lexicon *l, ter_error *err) {
    if (k->given.len == 0) return TER_OK;
    size_t n = 0;
    k->wanted = ter_alloc((ter_lexicon_kind_count(l) + 1) * sizeof *k->wanted);
    for (size_t i = 0; i < k->given.len; i++) {
        const char *at = k->given.items[i];
        for (bool more = true; more;) {
            ter_str word = {at, strcspn(at, ",")};
            const char *kind = ter_lexicon_kind_find(l, word);
            bool all = ter_str_is(word, "all");
            if (!kind && !all) return complain(l, word, err);
            k->all = k->all || all;
            if (kind && !has(k, n, kind)) k->wanted[n++] = kind;
            more = at[word.len] == ',';
            at += word.len + more;
        }
    }
    return TER_OK;
}

static void put_kinds(bool core, ter_buf *out) {
    for (size_t i = 0; i < ter_kind_count(); i++)
        if (ter_kind_is_core(ter_kind_at(i)->name) == core) ter_buf_printf(out, " %s", ter_kind_at(i)->name);
}

void ter_kinds_describe(ter_buf *out) {
    ter_buf_puts(out, "Kinds:");
    put_kinds(true, out);
    ter_buf_puts(out, ", which are all that ingest and build read by default, and\n");
    ter_buf out_of_core = {0};
    put_kinds(false, &out_of_core);
    if (out_of_core.len) ter_buf_printf(out, "%s.", out_of_core.ptr + 1);
    ter_buf_release(&out_of_core);
}

void ter_kinds_release(ter_kinds *k) {
    ter_array_release(&k->given);
    free(k->wanted);
    *k = (ter_kinds){0};
}
