/* A toponym under way from a source's feature to the file. Inside the room only. */
#ifndef TER_GAZETTEER_TOPONYM_DRAFT_H
#define TER_GAZETTEER_TOPONYM_DRAFT_H

#include "base/intern.h"
#include "base/memory.h"
#include "gazetteer/address.h"
#include "gazetteer/build_options.h"
#include "gazetteer/coverage.h"
#include "gazetteer/tags.h"
#include "gazetteer/toponym.h"
#include "gis/gis.h"

typedef struct ter_toponym_draft_name {
    char *text;
    ter_name_type type;
    bool from_joint; /* a further piece of a joint raw name: dropped when it is another's official name */
} ter_toponym_draft_name;

typedef struct ter_toponym_draft {
    char *name;
    char *fold; /* folded name */
    char *key;  /* stable id; NULL until all is known */
    /* shared: from the list's pool */
    const char *kind, *area; /* area "" until known */
    const char *lifecycle;   /* "", "construction" or "proposed" */
    const char *source, *licence, *date, *datum;
    double accuracy_m;
    size_t order;                            /* in which the sources gave them */
    TER_ARRAY(ter_toponym_draft_name) names; /* all but the official one */
    ter_geometry geometry;
    bool cut;    /* a line that ends at the edge of what its source gives */
    bool of_map; /* a source of OpenStreetMap's ways */
    bool packed; /* the geometry's arrays have no room: copy it before anything is appended */
    ter_bbox bbox;
    ter_position point;
} ter_toponym_draft;

/* A house number of a road, as a source's feature states it. */
typedef struct ter_address_draft {
    char *street; /* folded */
    ter_house_number number;
    ter_position at;
} ter_address_draft;

typedef struct ter_toponym_draft_list {
    ter_toponym_draft *items;
    size_t len, cap;
    ter_intern texts;
    TER_ARRAY(ter_address_draft) addresses;
} ter_toponym_draft_list;

/* Frees what a draft holds. */
void ter_toponym_draft_release(ter_toponym_draft *d);
/* Frees all drafts and the texts that they share. */
void ter_toponym_draft_list_release(ter_toponym_draft_list *list);
/* Adds a name, unless the draft has it. */
void ter_toponym_draft_add_name(ter_toponym_draft *d, ter_str text, ter_name_type type, bool from_joint);

enum { TER_DRAFT_COLUMNS = 1024 };

typedef struct ter_toponym_draft_reader {
    const char *source_path;
    const ter_gazetteer_build_options *options;
    const ter_tag_table *tags;
    ter_gazetteer_build_report *report;
    ter_toponym_draft_list *drafts;
    size_t features_seen; /* of this source */
    ter_bbox bounds;      /* that it states; empty: none */
    bool is_map;          /* ter_extract_is_map */
    /* Which column a field is, by the address of its name; filled as fields are asked for. */
    size_t schema;
    struct {
        const char *field;
        int column;
    } columns[TER_DRAFT_COLUMNS];
} ter_toponym_draft_reader;

/* A ter_gis_feature_fn; `context` is a ter_toponym_draft_reader. Adds a draft (or more), or counts why not. */
ter_status ter_toponym_draft_read(const ter_gis_feature *feature, void *context, ter_error *err);

/* Joins what is one: records of one kind and name that touch or lie within 300 m of each other. `list` is sorted by
 * kind and folded name. Returns how many went into others. */
size_t ter_toponym_draft_list_join(ter_toponym_draft_list *list);

/* Gives each draft without an area the smallest administrative area among them that holds it. */
void ter_toponym_draft_list_find_areas(ter_toponym_draft_list *list);

/* Whether the file is one of OpenStreetMap's, by its name. */
bool ter_extract_is_map(const char *path);
/* The bounds that a map's extract states at its beginning (OpenStreetMap's XML); empty when it states none. */
ter_bbox ter_extract_bounds(const char *path);
/* Whether an end of the line lies on these bounds or outside. */
bool ter_extract_cuts(ter_bbox bounds, const ter_geometry *g);

/* Marks the lines that are cut at the edge of what their source gives: where five lines and more end on it, or, where a
 * tool kept the ways whole that cross it, reach over it. */
void ter_toponym_draft_list_mark_cut(ter_toponym_draft_list *list);

/* Joins, finds areas, makes rule names and keys, and sorts. */
void ter_toponym_draft_list_finish(ter_toponym_draft_list *list, ter_gazetteer_build_report *report);

/* What the drafts' own areas cover. */
void ter_toponym_draft_list_cover(const ter_toponym_draft_list *list, ter_coverage *out);

/* Writes the file at `path`, which does not exist yet; errors call it `title`. */
ter_status ter_toponym_draft_list_write(const ter_toponym_draft_list *list, const ter_coverage *coverage,
                                        const char *path, const char *title, ter_gazetteer_build_report *report,
                                        ter_error *err);

#endif
