/* A document as ingest hands it over: plain values, borrowed during the call; "" or NULL means not stated. */
#ifndef TER_REGISTRY_INGEST_RECORD_H
#define TER_REGISTRY_INGEST_RECORD_H

#include "base/vocabulary.h"
#include "geo/geometry.h"

typedef struct ter_record_statement {
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day;      /* 0: not stated */
    size_t cue_start, cue_end; /* file bytes */
    const char *cue;
    int period_from;   /* the first of several years told of at once, `year` being the last; 0: one is told */
    double confidence; /* that it is right; 0: not known */
} ter_record_statement;

typedef struct ter_record_candidate { /* what else a name may be, and why it was not taken */
    const char *key, *name, *kind, *area, *reason;
    ter_position point;
    double score;
} ter_record_candidate;

typedef struct ter_record_place { /* the geocode of a mention */
    ter_match match;
    bool ambiguous; /* several places far apart bear the name */
    ter_precision precision;
    double uncertainty_m, score;
    const char *key;  /* stable id of the toponym, "" when none */
    const char *name; /* its official name */
    const char *area; /* around the toponym; without one, where a gazetteer would have to know places */
    const char *reason, *source, *licence, *date, *datum;
    const ter_geometry *geometry; /* NULL or type NONE when it has no place; several points are kept as one on them */
    const struct ter_record_name *names; /* other names the gazetteer gives the toponym, so that find knows them */
    size_t name_count;
    const ter_record_candidate *candidates; /* best first; the first TER_RECORD_CANDIDATES are kept, for review */
    size_t candidate_count;
} ter_record_place;

enum { TER_RECORD_CANDIDATES = 5 };

typedef enum ter_record_name_type { TER_RECORD_ALIAS, TER_RECORD_FORMER } ter_record_name_type;

typedef struct ter_record_name {
    const char *name;
    ter_record_name_type type;
} ter_record_name;

typedef struct ter_record_mention {
    size_t start, end; /* byte span in the file */
    const char *text, *name, *kind, *part, *rule, *quote;
    size_t quote_start, quote_end;
    size_t page; /* from 1; 0: the document has none */
    const char
        *part_key; /* the same for one part however it is written (二期, （二期）, 二期工程); NULL: folded part */
    size_t part_word; /* characters at the end of part_key that are a word for a part (院区); 0: it has none */
    const char *const *variants; /* how general rules shorten the name, ended by NULL; NULL: not at all */
    ter_role role;
    double confidence;
    bool doubtful; /* less sure than what is taken for a name */
    /* Of what another registry has joined already; NULL: this one joins by name, place and area alone. */
    const char *known_id; /* id of the facility there: it has it here too, or it leads to the one it is joined with */
    const char *known_toponym; /* its toponym's key, or NULL */
    const char *area;          /* its area in ids and joins; NULL: the document's */
    const ter_record_statement *statements;
    size_t statement_count;
    ter_record_place place;
} ter_record_mention;

/* The document says that two names are of one thing: 东湖第一中学（以下简称“东湖一中”）, 原城北公园. */
typedef struct ter_record_definition {
    const char *kind;
    const char *name, *other; /* the full or present one; the short or former one */
    ter_record_name_type type;
    size_t start, end; /* byte span in the file */
} ter_record_definition;

typedef struct ter_record_document {
    const char *sha256; /* of the file's bytes, hex */
    const char *name;   /* file name without folder */
    const char *title, *publisher, *issue;
    const char *published_on; /* ISO: YYYY, YYYY-MM or YYYY-MM-DD */
    const char *date_basis;
    double date_confidence; /* that the date's year is right */
    const char *area;       /* the issuing authority's, from the province down, when known */
    const char *area_basis; /* what told it: given, title, publisher, signature, file name, text, none */
    double area_confidence; /* that it is right; 0: not known */
    const char *identity;   /* the same in ids and joins; NULL: as `area` */
    const char *encoding;   /* of the file; NULL: UTF-8 */
    const char *format;     /* as ter_text's; NULL: txt */
    ter_str text;           /* UTF-8 */
    ter_str bytes;          /* the file as given; may be empty when they are those of `text` */
    const ter_record_mention *mentions;
    size_t mention_count;
    const ter_record_definition *definitions;
    size_t definition_count;
    const char *reading; /* digest of what it was read with; the same bytes read with other things are put again */
    const char *asked;   /* what the person who ingested it stated; kept for the next reading */
} ter_record_document;

/* The format of a document that came through an OC4IDS file (src/oc4ids): its text is made from it, its bytes are JSON,
 * and nothing reads it again. It never takes the place of a document that the registry has itself. */
#define TER_FORMAT_OC4IDS "oc4ids"

#endif
