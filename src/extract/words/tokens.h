/* Tokens: a text cut into lexicon words, known names, numbers, Latin runs, punctuation and single unknown characters.
 *
 * Each stretch of Han is cut at least total cost (Viterbi): a lexicon word or known name costs about 1, an unknown
 * character 1.6, so that the reading with most of the text explained wins. */
#ifndef TER_EXTRACT_WORDS_TOKENS_H
#define TER_EXTRACT_WORDS_TOKENS_H

#include "base/memory.h"
#include "extract/words/known_names.h"
#include "extract/words/lexicon.h"
#include "text/text.h"

/* Characters. A document's own title, issuer and date are looked for in its first 1500, about a page and a half: later
 * ones are those of documents that it quotes. */
enum { TER_DOCUMENT_HEAD = 1500 };
/* Characters. A longer line without a full stop is a cut sentence, not a heading. */
enum { TER_MOST_HEADING = 45 };

typedef enum ter_token_type {
    TER_TOKEN_UNKNOWN, /* one Han character that no word explains */
    TER_TOKEN_WORD,    /* a lexicon word */
    TER_TOKEN_NAME,    /* a known name */
    TER_TOKEN_NUMBER,  /* digits, or Han numerals */
    TER_TOKEN_LATIN,   /* letters, maybe with digits: G60, CBD */
    TER_TOKEN_PUNCT,   /* one mark; cp says which */
    TER_TOKEN_BREAK,   /* line or paragraph end */
    TER_TOKEN_SKIPPED, /* a skipped sentence: it can name nothing */
} ter_token_type;

typedef struct ter_token { /* 32 bytes: a long text has millions */
    uint32_t from, to;     /* in the text's code points */
    uint32_t cp;           /* of a mark or break, and of the first character of others */
    uint32_t known;        /* of a name: its value in the names that know it */
    uint8_t type;          /* ter_token_type */
    bool local;            /* of a name: known from the text itself, not from a gazetteer */
    const ter_word *word;  /* of a word, also of a name that is one; else NULL */
} ter_token;

typedef struct ter_tokens {
    const ter_text *text;
    const ter_lexicon *lexicon;
    const ter_known_names *names; /* of gazetteers; may be NULL */
    const ter_known_names *local; /* that the text itself gives elsewhere; may be NULL */
    bool all_kinds;               /* skip no sentence: every kind is wanted */
    TER_ARRAY(ter_token) list;
} ter_tokens;

/* Cuts the whole text; `out` holds all but the list on entry. The head of the document, headings and lines cut in
 * mid-sentence are always read; see extract/words/sentence_filter.h. Caller releases. */
void ter_tokens_read(ter_tokens *out);

/* Cuts the sentences that hold a name of `local` (set since the first cut) again; the others stay as they are. */
void ter_tokens_read_again(ter_tokens *t);

/* Appends the tokens of [from, to) to the list. */
void ter_tokens_cut(ter_tokens *t, size_t from, size_t to);

/* Frees the list. */
void ter_tokens_release(ter_tokens *t);

/* A word of one of these classes (TER_WORD_* bits)? */
static inline bool ter_token_is(const ter_token *t, uint32_t classes) {
    return t->word && (t->word->classes & classes);
}
/* This punctuation mark? */
static inline bool ter_token_mark(const ter_token *t, uint32_t cp) {
    return t->type == TER_TOKEN_PUNCT && t->cp == cp;
}
/* Punctuation or a line end. */
static inline bool ter_token_is_mark(const ter_token *t) {
    return t->type == TER_TOKEN_PUNCT || t->type == TER_TOKEN_BREAK;
}
/* One character: this one. */
static inline bool ter_token_is_char(const ter_token *t, uint32_t cp) {
    return t->cp == cp && t->to - t->from == 1;
}
/* 至, 到: up to. */
static inline bool ter_token_is_to(const ter_token *t) {
    return ter_token_is_char(t, U'至') || ter_token_is_char(t, U'到');
}
/* Ends a sentence: 。！？； or a line end. */
bool ter_token_ends_sentence(const ter_token *t);
/* Ends a clause: a sentence's end, a comma, a colon or a dash. */
bool ter_token_ends_clause(const ter_token *t);
/* The value of a run of digits, or -1. */
long ter_token_number(const ter_tokens *t, const ter_token *token);

#endif
