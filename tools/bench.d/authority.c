/* bench_authority FOLDER: how often the area of a document's authority is found, by group of the folder's sources.tsv
 * (doc, date, place, genre, group), with the documents' file names, which tell the place, and without. */
#include "areas/authority.h"
#include "areas/area_mentions.h"
#include "base/file.h"
#include "extract/document.h"
#include "extract/words/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_GROUPS = 32, BINS = 4, MOST_DOCUMENTS = 4096 };

typedef struct group {
    char name[64];
    unsigned count, right, outer, inner, none, wrong;
} group;

typedef struct bench {
    const char *folder;
    ter_lexicon *lexicon;
    bool file_names;
    group groups[MOST_GROUPS];
    double seconds;
    struct outcome {
        double confidence;
        bool right;
    } outcomes[MOST_DOCUMENTS];
    size_t count;
} bench;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "bench_authority: error: %s: %s\n", what, detail);
    exit(1);
}

static group *group_of(bench *b, const char *name) {
    for (size_t i = 0; i < MOST_GROUPS; i++) {
        group *g = &b->groups[i];
        if (!*g->name) snprintf(g->name, sizeof g->name, "%s", name);
        if (strcmp(g->name, name) == 0) return g;
    }
    fail("too many groups", name);
    return NULL;
}

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static ter_area_authority find(bench *b, const char *doc) {
    char path[4096];
    ter_buf bytes = {0};
    ter_error err;
    ter_text text;
    ter_document_info info;
    ter_area_authority found;
    snprintf(path, sizeof path, "%s/%s", b->folder, doc);
    if (ter_file_read(path, &bytes, &err) || ter_text_read((ter_str){bytes.ptr, bytes.len}, doc, &text, &err))
        fail("cannot read", path);
    ter_tokens tokens = {.text = &text, .lexicon = b->lexicon, .all_kinds = true};
    ter_tokens_read(&tokens);
    ter_document_read(&tokens, (ter_document_given){0}, &info);
    ter_area_evidence evidence = {.title = ter_str_from(info.title),
                                  .publisher = ter_str_from(info.publisher),
                                  .signature = ter_str_from(info.signer),
                                  .file_name = ter_str_from(b->file_names ? doc : NULL),
                                  .cp = text.cp,
                                  .count = text.count};
    double start = seconds_now();
    ter_area_authority_find(&evidence, &found);
    b->seconds += seconds_now() - start;
    ter_document_info_release(&info);
    ter_tokens_release(&tokens);
    ter_text_release(&text);
    ter_buf_release(&bytes);
    return found;
}

/* The place of sources.tsv; what is not an area (西安市西咸新区) counts as the one around it. */
static bool read_place(const char *place, ter_area_mention *out) {
    for (size_t len = strlen(place); len >= 6; len -= 3)
        if (ter_area_parse((ter_str){place, len}, out)) return true;
    return false;
}

static void judge(bench *b, char *fields[5]) {
    ter_area_mention place;
    ter_area_authority found = find(b, fields[0]);
    group *g = group_of(b, fields[4]);
    if (!read_place(fields[2], &place)) fail("no area has this name", fields[2]);
    ter_area_id wanted = place.areas[0];
    bool right = found.area == wanted;
    g->count++;
    if (found.area == TER_AREA_NONE) g->none++;
    else if (right) g->right++;
    else if (ter_area_within(wanted, found.area)) g->outer++;
    else if (ter_area_within(found.area, wanted)) g->inner++;
    else g->wrong++;
    if (b->count < MOST_DOCUMENTS) {
        b->outcomes[b->count].confidence = found.confidence;
        b->outcomes[b->count++].right = right;
    }
}

static void read_sources(bench *b) {
    char path[4096], line[1024];
    snprintf(path, sizeof path, "%s/sources.tsv", b->folder);
    FILE *f = fopen(path, "r");
    if (!f || !fgets(line, sizeof line, f)) fail("cannot read", path); /* the head */
    while (fgets(line, sizeof line, f)) {
        char *fields[5], *at = line;
        size_t n = 0;
        line[strcspn(line, "\r\n")] = 0;
        while (n < 5 && at) fields[n++] = strsep(&at, "\t");
        if (n == 5) judge(b, fields);
    }
    fclose(f);
}

static int by_confidence(const void *a, const void *b) {
    double x = ((const struct outcome *)a)->confidence, y = ((const struct outcome *)b)->confidence;
    return x < y ? -1 : x > y;
}

static void print_row(const group *g) {
    printf("%-18s %5u %6u %6u %6u %5u %6u  %.3f\n", g->name, g->count, g->right, g->outer, g->inner, g->none, g->wrong,
           g->count ? (double)g->right / g->count : 0);
}

static void print(bench *b) {
    group all = {.name = "all"};
    printf("%s\n%-18s %5s %6s %6s %6s %5s %6s  %s\n", b->file_names ? "with file names" : "without file names", "group",
           "docs", "right", "outer", "inner", "none", "wrong", "right");
    for (group *g = b->groups; g < b->groups + MOST_GROUPS && *g->name; g++) {
        print_row(g);
        all.count += g->count, all.right += g->right, all.outer += g->outer;
        all.inner += g->inner, all.none += g->none, all.wrong += g->wrong;
    }
    print_row(&all);
    qsort(b->outcomes, b->count, sizeof *b->outcomes, by_confidence);
    printf("confidence, and how many are right, by quarters:");
    for (size_t i = 0; i < BINS; i++) {
        size_t from = i * b->count / BINS, to = (i + 1) * b->count / BINS;
        double said = 0, right = 0;
        for (size_t k = from; k < to; k++) said += b->outcomes[k].confidence, right += b->outcomes[k].right;
        if (to > from) printf(" %.2f %.2f;", said / (double)(to - from), right / (double)(to - from));
    }
    printf(" %.3f ms a document\n\n", b->count ? 1000 * b->seconds / (double)b->count : 0);
}

int main(int argc, char **argv) {
    ter_error err;
    ter_lexicon *lexicon;
    if (argc != 2) fail("usage", "bench_authority FOLDER");
    if (ter_lexicon_new_embedded(&lexicon, &err)) fail("no lexicon", err.message);
    for (int names = 1; names >= 0; names--) {
        bench *b = calloc(1, sizeof *b);
        if (!b) fail("out of memory", "");
        b->folder = argv[1];
        b->lexicon = lexicon;
        b->file_names = names;
        read_sources(b);
        print(b);
        free(b);
    }
    ter_lexicon_free(lexicon);
    return 0;
}
