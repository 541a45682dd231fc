/* What a word of the lexicon is: its classes, and what those say of it. */
#ifndef TER_EXTRACT_WORDS_LEXICON_WORD_H
#define TER_EXTRACT_WORDS_LEXICON_WORD_H

#include "base/vocabulary.h"

#include <stdbool.h>
#include <stdint.h>

/* Classes; a word may have several. X(bit, name of the section) */
/* clang-format off */
#define TER_WORD_MAP(X) \
    X(HEAD, "head") \
    X(LEAD, "lead") \
    X(WATER, "water") \
    X(WHICH, "which") \
    X(NAMELIKE, "namelike") \
    X(NAME, "name") \
    X(GENERIC, "generic") \
    X(STOP, "stop") \
    X(NOUN, "noun") \
    X(WORD, "word") \
    X(AREA, "area") \
    X(MEASURE, "measure") \
    X(ORG, "org") \
    X(CATEGORY, "category") \
    X(PHASE, "phase") \
    X(EXTENSION, "extension") \
    X(CAMPUS, "campus") \
    X(SECTION, "section") \
    X(CUE, "cue") \
    X(WORKS, "works") \
    X(AIM, "aim") \
    X(FACT, "fact") \
    X(PROGRESS, "progress") \
    X(NEGATION, "negation") \
    X(REVIEW, "review") \
    X(PLAN, "plan") \
    X(AT, "at") \
    X(JOIN, "join") \
    X(INSIDE, "inside") \
    X(STAGE, "stage") \
    X(COMPONENT, "component")
/* clang-format on */

#define TER_WORD_INDEX(bit, name) TER_WORD_INDEX_##bit,
enum { TER_WORD_MAP(TER_WORD_INDEX) TER_WORD_CLASSES };
#define TER_WORD_BIT(bit, name) TER_WORD_##bit = 1u << TER_WORD_INDEX_##bit,
enum { TER_WORD_MAP(TER_WORD_BIT) };

typedef struct ter_word {
    uint32_t classes;  /* TER_WORD_* bits */
    uint16_t kind;     /* of a head: index of the kind; the first section that names it wins */
    uint16_t category; /* of a category word: the kind its members are of */
    bool weak_head;
    bool slight_head;        /* needs words of water next to it */
    bool areal_head;         /* counts only right after an area */
    bool numbered_head;      /* a number before it is name enough */
    uint32_t inside;         /* bits of the kinds whose names may hold it although it is a stop or noun elsewhere */
    uint8_t len;             /* code points */
    ter_state before, after; /* of a cue: the state it gives to what follows, to what precedes */
    bool after_strong;
    bool driven, aimed, whole; /* of a cue before: see the lexicon */
    ter_action action;         /* of works */
    ter_action implied;        /* of a cue: of the works whose word it holds (改造 in 改造完成); 0: none */
} ter_word;

#endif
