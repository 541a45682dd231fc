/* Reading a registry for people: what is near, what has a name, one facility whole, counts, and integrity. */
#ifndef TER_REGISTRY_READ_READ_H
#define TER_REGISTRY_READ_READ_H

#include "base/memory.h"
#include "registry/file/registry.h"
#include "text/search.h"

/* ---- near ---- */

/* A located project in its current state, or a located facility that is only referred to. */
typedef struct ter_near_hit {
    const char *id; /* of the project, or of the facility */
    const char *name, *kind, *part;
    ter_state state;
    ter_basis basis;
    int year;
    ter_precision precision;
    double distance_m;     /* geodesic, to the nearest point of the geometry; 0 inside a polygon */
    ter_position position; /* that nearest point */
    char *texts;           /* holds the above */
} ter_near_hit;

typedef TER_ARRAY(ter_near_hit) ter_near_hits;

/* The hits within `radius_m` (infinite: all), nearest first, then by id; at most `limit` (0: all). `filter`: the lists,
 * area, and as_of (states are then those of that day; what no document spoke of yet is left out). Caller releases.
 *
 * Of many things an index is kept beside the registry (its path and "-near"), made when it is missing, damaged or
 * of another revision (revision.h), by whoever may write there; without it the answer is the same and takes longer. */
ter_status ter_registry_near(ter_registry *r, ter_position from, double radius_m, size_t limit,
                             const ter_registry_filter *filter, ter_near_hits *out, ter_error *err);
void ter_near_hits_release(ter_near_hits *hits);

/* Makes that index now, unless it is there and holds. TER_BUSY while another does; TER_UNSUPPORTED for a registry that
 * an earlier program made and nobody wrote since. */
ter_status ter_registry_index(ter_registry *r, ter_error *err);

/* What meets an area (a polygon), by kind, name, part, id; position is a point on or in it, distance 0. And what lies
 * within so many geodesic metres of a line (any geometry), by distance, then id. The same rows and filter as near.
 * Caller releases. */
ter_status ter_registry_within(ter_registry *r, const ter_geometry *area, const ter_registry_filter *filter,
                               ter_near_hits *out, ter_error *err);
ter_status ter_registry_along(ter_registry *r, const ter_geometry *line, double distance_m,
                              const ter_registry_filter *filter, ter_near_hits *out, ter_error *err);

/* ---- find ---- */

#define TER_FOUND_MAP(X)                                                                                               \
    X(EXACT, "exact")                                                                                                  \
    X(PREFIX, "prefix")                                                                                                \
    X(SUBSTRING, "substring")                                                                                          \
    X(NUMBER, "number")                                                                                                \
    X(PINYIN, "pinyin")                                                                                                \
    X(INITIALS, "initials") X(TAIL, "tail") X(ALIKE, "look-alike") X(SOUND, "same sound") X(ONE_OFF, "one off")
typedef enum ter_found_how {
#define TER_FOUND_ENUM(code, text) TER_FOUND_##code,
    TER_FOUND_MAP(TER_FOUND_ENUM)
#undef TER_FOUND_ENUM
        TER_FOUND_COUNT
} ter_found_how;
const char *ter_found_how_name(ter_found_how how);

typedef struct ter_found {
    const char *id, *name, *kind, *area; /* of the facility */
    const char *matched, *matched_type;  /* the name that was found, and which it is: official, alias, … */
    ter_found_how how;
    ter_precision precision;
} ter_found;

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

/* Calls `fn` for each facility one of whose names (also as printed, with the part that follows) holds the text: the
 * same after folding, then beginning with it, then holding it, then with its numbers written otherwise, then by pinyin
 * from a syllable on (tones may be written, and are not looked at), then by initials; within each by length of the name
 * in characters, the name, and id.
 *
 * Only when there is nothing: names of three characters or more that the text ends with (it names the city before it),
 * the longest. When there are none either, and `spelling` is given: names that hold it with a look-alike, then of the
 * same sound; when there are none either, those that hold it but for one character (ter_find_one_off in
 * registry/search/by_name.h). Where only the inside of names was found so, or an end, for a text of four
 * characters or more, names that it is the whole of but for such a misprint are told behind them.
 *
 * Of many names an index is kept beside the registry (its path and "-find"), as ter_registry_near does. */
typedef void (*ter_found_fn)(const ter_found *found, void *context);
ter_status ter_registry_find(ter_registry *r, const ter_find_request *request, ter_found_fn fn, void *context,
                             ter_error *err);

/* ---- words in the documents ---- */

enum { TER_TEXT_WORDS = 16, TER_TEXT_MARKS = 64 };

/* Borrowed until the callback returns. */
typedef struct ter_text_hit {
    const char *document, *title, *date;
    const char *facility_id, *name; /* "" when no facility was asked for */
    ter_str quote;                  /* a sentence, UTF-8 */
    long long start, end;           /* of the quote, bytes in the file; of a PDF or DOCX in its text; -1: not known */
    int page;                       /* from 1; 0: none, or not known */
    bool together;                  /* the quote names the facility; else the document does so elsewhere */
    ter_span marks[TER_TEXT_MARKS]; /* the words, and the name; bytes in the quote, ascending */
    size_t mark_count;
} ter_text_hit;

/* Calls `fn` for each sentence of the documents, newest first, that holds all `words` (divided by blanks; folded, see
 * text/search.h). With facilities (ids ended by NULL): the sentences that also name one of them, and for documents that
 * name it but have none such, the first sentence that holds the words. TER_USAGE when there are no words. */
typedef void (*ter_text_hit_fn)(const ter_text_hit *hit, void *context);
ter_status ter_registry_find_text(ter_registry *r, const char *words, const char *const *facilities, ter_text_hit_fn fn,
                                  void *context, ter_error *err);

/* ---- one facility ---- */

typedef struct ter_facility_name {
    const char *name, *type;
} ter_facility_name;

typedef struct ter_facility_project {
    const char *id, *part, *title; /* part "" for the whole */
    ter_state state;
    ter_basis basis;
    int year;
    ter_action action;
    ter_precision precision;
} ter_facility_project;

/* A mention, once per statement it makes (once with state EXISTING and project "" for a reference). */
typedef struct ter_facility_event {
    const char *project; /* id; "" for a reference */
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day;
    const char *document, *title, *publisher, *date;
    const char *text, *name, *part, *quote, *cue, *rule;
    long long start, end, quote_start, quote_end; /* bytes in the file; of a PDF or DOCX in its text */
    int page;                                     /* from 1; 0: none */
    double confidence;
} ter_facility_event;

typedef struct ter_facility {
    const char *hidden; /* "rejected" by a person; "" when it is shown */
    const char *id, *name, *pinyin, *kind, *area;
    ter_match match;
    ter_precision precision;
    double uncertainty_m, score;
    const char *reason, *source, *licence, *source_date, *datum;
    ter_geometry geometry; /* type NONE: not located */
    TER_ARRAY(ter_facility_name) names;
    TER_ARRAY(ter_facility_project) projects;
    TER_ARRAY(ter_facility_event) events; /* oldest document first, then by place in the document */
    TER_ARRAY(char *) strings;            /* owns all of the above */
} ter_facility;

/* The facility that an id leads to: a facility's, a project's, or one that it had before it was joined with others or
 * before a gazetteer knew its place, or that a person decided on; NULL when there is none. Caller frees. */
ter_status ter_registry_resolve(ter_registry *r, const char *id, char **facility, ter_error *err);

/* `id` is one that ter_registry_resolve knows. *found is false when there is none. Caller releases. */
ter_status ter_registry_facility(ter_registry *r, const char *id, bool *found, ter_facility *out, ter_error *err);
void ter_facility_release(ter_facility *f);

/* ---- all of it, for a map ---- */

/* Everything is borrowed until the callback returns; "" for what is not stated. */
typedef struct ter_registry_title { /* a document */
    long long id;
    const char *name, *title, *publisher, *date;
} ter_registry_title;
typedef void (*ter_title_fn)(const ter_registry_title *title, void *context);
/* Newest first. */
ter_status ter_registry_each_title(ter_registry *r, ter_title_fn fn, void *context, ter_error *err);

typedef struct ter_registry_name { /* one of a facility's */
    const char *facility, *name, *type, *folded, *pinyin, *initials;
} ter_registry_name;
typedef void (*ter_name_fn)(const ter_registry_name *name, void *context);
/* By facility's id, then type, then name; what is only a form as printed is left out. */
ter_status ter_registry_each_name(ter_registry *r, ter_name_fn fn, void *context, ter_error *err);

/* A statement, or a mention without one (project "", state EXISTING). */
typedef struct ter_registry_saying {
    const char *facility, *project, *part, *quote;
    long long document;
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day; /* 0: not stated */
} ter_registry_saying;
typedef void (*ter_saying_fn)(const ter_registry_saying *saying, void *context);
/* By facility's id, then oldest document first, then by place in the document. */
ter_status ter_registry_each_saying(ter_registry *r, ter_saying_fn fn, void *context, ter_error *err);

/* ---- counts ---- */

/* Calls `fn` with (section, word, count) for: documents, mentions, statements, facilities, projects, located; then
 * `kind` and `precision` of facilities, `status` and `year` of projects in their current state, `gazetteer` sources,
 * `unlocated` reasons; each section in a fixed order. */
typedef void (*ter_count_fn)(const char *section, const char *word, long long count, void *context);
ter_status ter_registry_counts(ter_registry *r, ter_count_fn fn, void *context, ter_error *err);

/* Which program made the file ("terrier 0.1.0"); borrowed from `out`, which holds 64 bytes. */
const char *ter_registry_made_by(ter_registry *r, char out[64]);
int ter_registry_version(ter_registry *r); /* of the file's tables */

/* Whether facilities of this kind are in it. */
bool ter_registry_has_kind(ter_registry *r, const char *kind);
typedef void (*ter_word_fn)(const char *word, void *context);
ter_status ter_registry_each_kind(ter_registry *r, ter_word_fn fn, void *context, ter_error *err);

/* ---- integrity ---- */

/* Calls `fn` with one sentence per fault; *faults counts them. TER_OK also when there are faults. */
typedef void (*ter_fault_fn)(const char *sentence, void *context);
ter_status ter_registry_check(ter_registry *r, ter_fault_fn fn, void *context, size_t *faults, ter_error *err);

/* ---- what a person should look at ---- */

/* The rules before MAY_BE are contradictions: the documents do not agree. */
#define TER_REVIEW_MAP(X)                                                                                              \
    X(AIM_AFTER_FACT, "aim after fact") /* completed, and an aim to complete it in a later year or a later document */ \
    X(BACKWARDS, "backwards")           /* a later document reports or plans what is behind what was reported */       \
    X(SAME_DAY, "same day")             /* two documents of one day report different states */                         \
    X(MAY_BE, "may be one")             /* two facilities that are not joined: it would be a guess */                  \
    X(MENDED, "mended part")            /* a misprinted part that was taken for another */
typedef enum ter_review_rule {
#define TER_REVIEW_ENUM(code, text) TER_REVIEW_##code,
    TER_REVIEW_MAP(TER_REVIEW_ENUM)
#undef TER_REVIEW_ENUM
} ter_review_rule;
const char *ter_review_rule_name(ter_review_rule rule);
bool ter_review_is_contradiction(ter_review_rule rule);

/* Borrowed until the callback returns; "" for what does not apply. Statements of different actions (built, and later
 * rebuilt) do not contradict each other. */
typedef struct ter_review {
    ter_review_rule rule;
    const char *facility_id, *other_id, *project_id, *name, *part, *sentence;
    const struct ter_review_saying *sayings; /* of a contradiction the two, the earlier document's first; else NULL */
} ter_review;

typedef struct ter_review_saying {
    ter_state state;
    ter_basis basis;
    int year;                    /* 0: undated */
    const char *document, *date; /* date "" when undated */
} ter_review_saying;

typedef void (*ter_review_fn)(const ter_review *row, void *context);
/* Contradictions first, then what may be one, then what was mended; each in an order of content. Not those whose state
 * a person has set, and not what a person said is to be kept. */
ter_status ter_registry_review(ter_registry *r, ter_review_fn fn, void *context, ter_error *err);

#endif
