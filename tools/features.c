/* Candidates and their features, for tools/train: one line a candidate of each document.
 *
 *   features DOC… : DOC, begin, head, end (code points of the folded text), kind, byte begin and end, shared head,
 * find, text, then the features, all separated by tabs. */
#include "base/file.h"
#include "extract/extract.h"
#include "extract/scorer/span_feature.h"
#include "extract/training.h"

#include <stdio.h>
#include <string.h>

static void print_feature(uint32_t key, const char *text, void *context) {
    (void)context;
    printf("\t%08x %s", key, text);
}

static void print_all(void *context, const ter_cut_text *cut, const ter_found_names *finds, const ter_spans *list) {
    const char *path = context;
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const ter_text *text = cut->tokens->text;
    ter_span_features *f = ter_span_features_new(cut, finds, list);
    const ter_feature_sink sink = {.text = print_feature};
    for (size_t i = 0; i < list->len; i++) {
        const ter_span_candidate *c = &list->items[i];
        ter_buf span = {0}, shared = {0};
        ter_text_put(text, c->from, c->to, &span);
        if (c->shared_to > c->shared) ter_text_put(text, c->shared, c->shared_to, &shared);
        printf("%s\t%u\t%u\t%u\t%s\t%zu\t%zu\t%s\t%d\t%s", name, c->from, c->head, c->to,
               ter_lexicon_kind_at(cut->tokens->lexicon, c->kind), (size_t)text->begin[c->from],
               ter_text_end(text, c->to - 1), shared.ptr ? shared.ptr : "",
               c->found == TER_SPAN_NOT_FOUND ? -1 : (int)c->found, span.ptr);
        ter_span_features_of_end(f, i, &sink);
        ter_span_features_of_begin(f, i, &sink);
        putchar('\n');
        ter_buf_release(&span);
        ter_buf_release(&shared);
    }
    ter_span_features_free(f);
}

int main(int argc, char **argv) {
    ter_error err = {0};
    ter_extract_options options = {0};
    ter_lexicon *lexicon;
    ter_dictionary dictionary;
    if (ter_lexicon_new_embedded(&lexicon, &err) != TER_OK || !ter_dictionary_embedded(&dictionary)) return 1;
    options.lexicon = lexicon;
    for (int i = 1; i < argc; i++) {
        ter_buf file = {0};
        ter_text text = {0};
        if (ter_file_read(argv[i], &file, &err) != TER_OK ||
            ter_text_read((ter_str){file.ptr, file.len}, argv[i], &text, &err) != TER_OK)
            return fprintf(stderr, "features: %s\n", err.message), 1;
        ter_extract_candidates(&text, &options, &dictionary, print_all, argv[i], &err);
        ter_text_release(&text);
        ter_buf_release(&file);
    }
    ter_lexicon_free(lexicon);
    return 0;
}
