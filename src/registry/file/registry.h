/* The registry: facilities, projects and their history, with the documents that say so, in one SpatiaLite file
 * (application_id "TerR"). The only user of the registry's SQL. It gets plain values and knows neither text nor
 * gazetteer. */
#ifndef TER_REGISTRY_FILE_REGISTRY_H
#define TER_REGISTRY_FILE_REGISTRY_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"

/* ---- what ingest hands over: plain values, borrowed during the call; "" or NULL means not stated ---- */

typedef struct ter_record_statement {
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day;      /* 0: not stated */
    size_t cue_start, cue_end; /* file bytes */
    const char *cue;
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
    const char *area;
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
    /* Of what another registry has joined already; NULL: this one joins by name, place and area alone. */
    const char *known_id; /* id of the facility there: it has it here too, or it leads to the one it is joined with */
    const char *known_toponym; /* its toponym's key, or NULL */
    const char *area;          /* its area; NULL: the document's */
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
    const char *area;     /* the issuing authority's area, when known */
    const char *encoding; /* of the file; NULL: UTF-8 */
    const char *format;   /* as ter_text's; NULL: txt */
    ter_str text;         /* UTF-8 */
    ter_str bytes;        /* the file as given; may be empty when they are those of `text` */
    const ter_record_mention *mentions;
    size_t mention_count;
    const ter_record_definition *definitions;
    size_t definition_count;
    const char *reading; /* digest of what it was read with; the same bytes read with other things are put anew */
    const char *asked;   /* what whoever ingested it stated; kept for the next reading */
} ter_record_document;

/* The format of a document that came through an OC4IDS file (src/oc4ids): its text is made from it, its bytes are JSON,
 * and nothing reads it again. It never takes the place of a document that the registry has itself. */
#define TER_FORMAT_OC4IDS "oc4ids"

/* ---- opening ---- */

typedef struct ter_registry ter_registry;

typedef enum ter_registry_mode {
    TER_REGISTRY_READ,   /* read-only, no GIS module needed; works in a read-only folder */
    TER_REGISTRY_WRITE,  /* an existing registry; needs the GIS module */
    TER_REGISTRY_CREATE, /* as WRITE, made when absent */
} ter_registry_mode;

/* TER_IO when absent or unreadable, TER_FORMAT when it is no registry, TER_VERSION when newer, TER_READONLY, TER_BUSY.
 * Caller frees. */
ter_status ter_registry_open(const char *path, ter_registry_mode mode, ter_registry **out, ter_error *err);
/* What a handle that stays open does before each question, when it may not write beside the registry: if that was
 * written meanwhile, it is opened anew. */
ter_status ter_registry_refresh(ter_registry *r, ter_error *err);
/* A copy of a registry as it is at one moment, the log of who has it open included; `to` is made. *revision says later
 * whether the registry is still as it was copied ("" when that is not known). */
enum { TER_REGISTRY_REVISION = 64 };
ter_status ter_registry_copy(const char *from, const char *to, char revision[TER_REGISTRY_REVISION], ter_error *err);
/* The way back: `to` gets the content of its changed copy `from`, in place, for whoever has it open. TER_BUSY, and it
 * is as it was, when it is not any more as it was copied. */
ter_status ter_registry_copy_back(const char *from, const char *to, const char *revision, ter_error *err);
ter_status ter_registry_revision(const char *path, char out[TER_REGISTRY_REVISION], ter_error *err);
/* Leaves one file at rest, unless others have it open. A registry that this handle made and put nothing into is removed
 * again. NULL is fine. */
void ter_registry_free(ter_registry *r);
const char *ter_registry_path(const ter_registry *r); /* borrowed */

typedef enum ter_ingest_outcome {
    TER_INGEST_ADDED,
    TER_INGEST_UNCHANGED, /* the same bytes are there already, read with the same things */
    TER_INGEST_REREAD,    /* the same bytes, read with another gazetteer or lexicon, or with other things stated */
    TER_INGEST_REPLACED,  /* an earlier version of the document */
} ter_ingest_outcome;

/* What the registry has of a document. */
typedef struct ter_known {
    bool there;
    bool read_so; /* with this reading */
    char *asked;  /* as it was stated; NULL when not there; the caller frees */
} ter_known;

/* Whether a document with these bytes is in it; nothing is locked or written. */
ter_status ter_registry_knows(ter_registry *r, const char *sha256, const char *reading, ter_known *known,
                              ter_error *err);

/* Calls `fn` for each document that was read with something else than `reading`, by hash; *others counts the rest. */
typedef void (*ter_document_fn)(const char *sha256, void *context);
ter_status ter_registry_each_document(ter_registry *r, const char *reading, ter_document_fn fn, void *context,
                                      size_t *others, ter_error *err);
/* Appends a document's name and its bytes as given. */
ter_status ter_registry_document(ter_registry *r, const char *sha256, ter_buf *name, ter_buf *bytes, ter_error *err);

/* Puts one document with its mentions, in one transaction: all or nothing.
 *
 * Which document it is: the same bytes are the same document. Of the same name and alike (half of the runs of four
 * characters of the shorter text are in the longer one), or of the same title, publisher and date and somewhat alike (a
 * third), it is a new version and takes the earlier one's place. Any other document of that name is another one: both
 * stay, and *namesake is true.
 *
 * Joining: mentions of one kind, folded name and area (the issuing authority's) that were taken for the same toponym
 * are a naming; join.c says which namings are one facility: those of one toponym, of one name, those that a document
 * says are one, and a short form that can be of one facility only. A toponym that is a campus of what is named stands
 * for that part, and does not keep campuses apart. Nothing is joined by guess: what may be one is told by
 * ter_registry_review.
 *
 * Ids: a facility's is made of its kind and its toponym's key, which is made of kind, canonical name and area; without
 * a toponym, of kind, folded name and area of its naming that is first seen in the documents' own time (date, then hash
 * of the bytes), so that newer documents do not change it and the order of ingest does not matter. Every other id that
 * one of its namings has or would have alone leads to it (ter_registry_resolve): after a merge all resolve, and so do
 * ids from before a gazetteer knew the place.
 *
 * Projects: a facility and a part (part_key) make a project; a reference makes none. Two parts are taken for another
 * one of the same facility, when it can be one only; the mention keeps what is printed, with lower confidence, and
 * part_rule says so: one that ends in no word for a part, but would with a character put in or changed (东湖区 for
 * 东湖院区), and one that is such a word alone, without a number (北区 for 东湖里北区).
 *
 * State: a project is in the state that its newest document says (an undated one is oldest; "2026" is older than
 * "2026-01"); where that document says several things, in what it reports before what it plans before what it aims at
 * (an aim is no state yet), then in the state furthest along. Everything but documents, mentions, statements and
 * definitions is derived from them and does not depend on the order of ingest. */
ter_status ter_registry_put_document(ter_registry *r, const ter_record_document *doc, ter_ingest_outcome *outcome,
                                     bool *namesake, ter_error *err);

/* ---- reading ---- */

/* Between the two, all that is read is of one state of the registry, whatever others write meanwhile. A handle that is
 * writing holds nothing more. */
ter_status ter_registry_hold(ter_registry *r, ter_error *err);
void ter_registry_let_go(ter_registry *r);

/* What to select; zeroed means everything. Lists are NULL-terminated arrays of words, NULL for any. */
typedef struct ter_registry_filter {
    const char *const *kinds;
    const char *const *states; /* names of ter_state */
    const char *const *bases;
    const int *years; /* ended by -1; 0 selects undated */
    ter_bbox bbox;    /* used when has_bbox; features without geometry do not match it */
    bool has_bbox;
    const char *as_of; /* ISO day (or month, year: its last day): each project as it was then; NULL: its history */
    const char *area;  /* name of the parent area */
} ter_registry_filter;

/* Whether a row with these words is selected; lists only. NULL selects all. */
bool ter_filter_allows(const ter_registry_filter *f, const char *kind, const char *state, const char *basis, int year);

/* One row for layers: a project in one state of its history (one per project, year, status and basis), or a facility
 * that is only referred to (state EXISTING, no project). Borrowed until the callback returns. */
typedef struct ter_registry_feature {
    const char *facility_id, *project_id; /* project_id "" for a mere facility */
    const char *name, *pinyin, *kind, *part, *area;
    ter_state state;
    ter_basis basis;
    int year; /* 0: undated */
    ter_action action;
    ter_precision precision;
    double uncertainty_m;
    const char *document, *document_title, *document_date, *quote;
    double confidence;
    const char *geometry_source, *geometry_licence;
    const ter_geometry *geometry; /* NULL: not located */
    const char *reason;           /* of the geocoder, for its place or for none; "" but for the current state */
    size_t mentions;              /* of the facility; 0 but for the current state */
} ter_registry_feature;

typedef ter_status (*ter_registry_feature_fn)(const ter_registry_feature *feature, void *context, ter_error *err);

/* Calls `fn` for each feature, ordered by year (undated last), state, basis, kind, name, part, facility_id.
 *
 * With `as_of` a project is one feature, in the state that it had at the end of that day by what was known then: of the
 * statements of documents published by that day the newest decides, as for the current state. A document that states
 * only a month or a year counts from its last day, one without a date never. A state set by hand counts from the day it
 * was set, before all documents, until the next one is set. A project of which nothing was said yet is none; a facility
 * without a project then is there, as EXISTING, when a document published by then mentions it, or when it was drawn by
 * then. Names, kinds, places, joins and rejections are not of a day: they are what is known now. */
ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);
/* The same features in the same order, without document, quote, confidence and the geometry's source: in less time. */
ter_status ter_registry_each_outline(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The same for the current state: one call per project, and per facility that is only referred to; ordered by kind,
 * name, part, id. `as_of` is not looked at. */
ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The same for what has no geometry, the facility most mentioned first; `reason` says why. */
ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The newest document's date ("2026-03-25", "" when none is dated), so that outputs carry no clock time; borrowed. */
const char *ter_registry_newest_date(ter_registry *r);

/* Attribution lines ("© OpenStreetMap contributors, ODbL-1.0"), each source once, sorted. */
typedef void (*ter_registry_source_fn)(const char *source, const char *licence, const char *date, void *context);
ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err);

#endif
