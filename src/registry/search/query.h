/* What is searched for by name, read from what somebody wrote. */
#ifndef TER_REGISTRY_SEARCH_QUERY_H
#define TER_REGISTRY_SEARCH_QUERY_H

#include "base/str.h"
#include "registry/read/feature.h"

/* How the language is misprinted, which the registry does not know. */
typedef struct ter_find_spelling {
    /* Calls `put` for the text with one character replaced by one that looks alike, once for each. */
    void (*alike)(const char *text, void (*put)(const char *form, void *context), void *context);
    /* The same for the text with its numbers written otherwise (8, 八, 第八). NULL: they are taken as they are. */
    void (*numbers)(const char *text, void (*put)(const char *form, void *context), void *context);
    bool (*weighty)(uint32_t character); /* whether this one more, less or changed makes another place */
} ter_find_spelling;

typedef struct ter_find_request {
    const char *text;
    size_t limit;                      /* 0: all */
    const ter_registry_filter *filter; /* kinds, states, bases, years, of one project of it; NULL: any */
    const ter_find_spelling *spelling; /* NULL: take the text as it is */
} ter_find_request;

enum { TER_NAME_MOST = 32 }; /* characters of a text that are looked at one by one */

typedef struct ter_text_forms {
    char **items;
    size_t len, cap;
} ter_text_forms;

/* What is searched for. Words are folded. */
typedef struct ter_wanted {
    ter_buf folded;
    ter_buf letters; /* as pinyin: lower case, no blanks or tones; empty when it has others than letters and digits */
    ter_buf sound;   /* the pinyin of Han characters, a blank after each syllable; empty when it has others */
    ter_text_forms numbers; /* with its numbers written otherwise */
    ter_text_forms alike;   /* with one character replaced by one that looks alike */
    uint32_t characters[TER_NAME_MOST];
    size_t length; /* of `characters`; 0 when there are more */
    bool (*weighty)(uint32_t character);
} ter_wanted;

/* Reads a request. Caller releases. */
void ter_wanted_init(const ter_find_request *request, ter_wanted *w);
/* Frees what ter_wanted_init made. */
void ter_wanted_release(ter_wanted *w);

#endif
