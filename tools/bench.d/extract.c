/* Extraction compared with ICU's word break iterator on the same text, in process: no file or JSON in the measured
 * time.
 *
 *   bench_extract LEXICON TEXT... : makes 1, 10 and 50 MB of the texts' paragraphs in varied order, an automaton of
 *   1,000,000 generated names, and prints MB/s of both, their ratio, and bytes per name.
 */
#include "extract/extract.h"
#include "base/file.h"
#include "base/memory.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAMES = 1000000, ROUNDS = 3 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t random_next(uint32_t *state) { /* xorshift32, Marsaglia 2003 */
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Names of the length and endings that gazetteers have: 2 to 4 common characters and a head word. */
static ter_known_names *make_names(void) {
    static const char *const heads[] = {"路", "街", "大道", "公园", "小学", "中学", "医院", "河", "小区", "大厦"};
    ter_known_names *names = ter_known_names_new();
    uint32_t state = 20261122;
    for (size_t i = 0; i < NAMES; i++) {
        ter_buf b = {0};
        for (uint32_t k = 2 + random_next(&state) % 3; k > 0; k--)
            ter_buf_put_cp(&b, 0x4e00 + random_next(&state) % 3500);
        ter_buf_puts(&b, heads[random_next(&state) % 10]);
        ter_known_names_add(names, (ter_str){b.ptr, b.len}, ter_str_from(""), ter_str_from("road"), ter_str_from(""));
        ter_buf_release(&b);
    }
    ter_known_names_finish(names);
    return names;
}

/* Paragraphs of the sources in random order, up to `size` bytes. */
static void make_text(const ter_buf *source, size_t size, ter_buf *out) {
    TER_ARRAY(ter_str) lines = {0};
    for (size_t i = 0; i < source->len;) {
        const char *end = memchr(source->ptr + i, '\n', source->len - i);
        size_t n = end ? (size_t)(end - source->ptr) - i + 1 : source->len - i;
        if (n > 1) ter_array_push(&lines, ((ter_str){source->ptr + i, n}));
        i += n;
    }
    uint32_t state = 7;
    while (lines.len && out->len < size) ter_buf_put_str(out, lines.items[random_next(&state) % lines.len]);
    ter_array_release(&lines);
}

static double time_terrier(const ter_buf *text, const ter_extract_options *options, size_t *mentions) {
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        ter_text t;
        ter_extraction e;
        double start = now();
        if (ter_text_read((ter_str){text->ptr, text->len}, "bench", &t, NULL) != TER_OK) exit(1);
        ter_extract(&t, options, &e, NULL);
        double took = now() - start;
        if (took < best) best = took;
        *mentions = e.mention_count;
        ter_extraction_release(&e);
        ter_text_release(&t);
    }
    return best;
}

static double time_icu(const ter_buf *text, size_t *words) {
    UErrorCode status = U_ZERO_ERROR;
    UChar *u = ter_realloc(NULL, text->len + 1, sizeof *u);
    int32_t length = 0;
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        u_strFromUTF8(u, (int32_t)text->len + 1, &length, text->ptr, (int32_t)text->len, &status);
        UBreakIterator *it = ubrk_open(UBRK_WORD, "zh", u, length, &status);
        *words = 0;
        while (ubrk_next(it) != UBRK_DONE) ++*words;
        ubrk_close(it);
        double took = now() - start;
        if (took < best) best = took;
    }
    free(u);
    return best;
}

int main(int argc, char **argv) {
    static const double sizes_mb[] = {1, 10, 50};
    ter_lexicon *lexicon = NULL;
    ter_name_model *model = NULL; /* NULL: none compiled in, the rules alone */
    ter_error err = {0};
    ter_buf source = {0};
    if (argc < 3 || ter_lexicon_open(argv[1], &lexicon, &err) != TER_OK ||
        ter_name_model_new_embedded(&model, &err) != TER_OK) {
        fprintf(stderr, "usage: bench_extract LEXICON TEXT... %s\n", err.message);
        return 2;
    }
    for (int i = 2; i < argc; i++)
        if (ter_file_read(argv[i], &source, &err) != TER_OK) return 1;
    ter_known_names *names = make_names();
    ter_extract_options options = {.lexicon = lexicon, .names = names, .model = model};
    printf("automaton of %zu names: %.1f bytes a name\n", ter_known_names_count(names),
           (double)ter_known_names_bytes(names) / NAMES);
    for (size_t i = 0; i < 3; i++) {
        ter_buf text = {0};
        size_t mentions, words;
        make_text(&source, (size_t)(sizes_mb[i] * 1e6), &text);
        double ours = time_terrier(&text, &options, &mentions), icu = time_icu(&text, &words);
        double mb = (double)text.len / 1e6;
        printf("%4.0f MB: terrier %6.2f MB/s (%zu mentions)   ICU word break %6.2f MB/s (%zu words)   ratio %.2f\n", mb,
               mb / ours, mentions, mb / icu, words, icu / ours);
        ter_buf_release(&text);
    }
    ter_known_names_free(names);
    ter_name_model_free(model);
    ter_lexicon_free(lexicon);
    ter_buf_release(&source);
    return 0;
}
