/* Parts of speech of the general dictionary (geodata/words), the groups that tools/words makes of jieba's tags. */
#ifndef TER_EXTRACT_WORDS_PART_OF_SPEECH_H
#define TER_EXTRACT_WORDS_PART_OF_SPEECH_H

/* X(code, tag in the file) */
#define TER_POS_MAP(X)                                                                                                 \
    X(UNKNOWN, "-") /* in no word of the dictionary */                                                                 \
    X(NOUN, "n")                                                                                                       \
    X(PERSON, "nr")                                                                                                    \
    X(PLACE, "ns")                                                                                                     \
    X(BODY, "nt") /* organisations */                                                                                  \
    X(PROPER, "nz")                                                                                                    \
    X(VERB, "v")                                                                                                       \
    X(VERBAL_NOUN, "vn")                                                                                               \
    X(ADJECTIVE, "a")                                                                                                  \
    X(ADVERB, "d")                                                                                                     \
    X(NUMERAL, "m")                                                                                                    \
    X(MEASURE, "q")                                                                                                    \
    X(PRONOUN, "r")                                                                                                    \
    X(PREPOSITION, "p")                                                                                                \
    X(CONJUNCTION, "c")                                                                                                \
    X(PARTICLE, "u")                                                                                                   \
    X(LOCATION, "f")                                                                                                   \
    X(TIME, "t")                                                                                                       \
    X(IDIOM, "i")                                                                                                      \
    X(SHORT, "j") /* abbreviations */                                                                                  \
    X(OTHER, "x")

typedef enum ter_pos {
#define TER_POS_ENUM(code, tag) TER_POS_##code,
    TER_POS_MAP(TER_POS_ENUM)
#undef TER_POS_ENUM
        TER_POS_COUNT
} ter_pos;

#endif
