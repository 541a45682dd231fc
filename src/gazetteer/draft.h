/* A toponym under way from a source's feature to the file. Inside the room only. */
#ifndef TER_GAZETTEER_DRAFT_H
#define TER_GAZETTEER_DRAFT_H

#include "base/memory.h"
#include "gazetteer/build.h"
#include "gis/gis.h"

typedef struct ter_draft_name {
    char *text;
    ter_name_type type;
    bool from_joint; /* a further piece of a joint raw name: dropped when it is another's official name */
} ter_draft_name;

typedef struct ter_draft {
    char *name, *kind, *area; /* area "" until known */
    char *source, *licence, *date, *datum;
    char *fold; /* folded name */
    char *key;  /* stable id; NULL until all is known */
    double accuracy_m;
    TER_ARRAY(ter_draft_name) names; /* all but the official one */
    ter_geometry geometry;
    ter_bbox bbox;
    ter_position point;
} ter_draft;

typedef TER_ARRAY(ter_draft) ter_draft_list;

void ter_draft_release(ter_draft *d);
void ter_draft_list_release(ter_draft_list *list);
void ter_draft_add_name(ter_draft *d, ter_str text, ter_name_type type, bool from_joint);

typedef struct ter_draft_reader {
    const char *source_path;
    const ter_gazetteer_build_options *options;
    ter_gazetteer_build_report *report;
    ter_draft_list *drafts;
    size_t features_seen; /* of this source */
} ter_draft_reader;

/* A ter_gis_feature_fn; `context` is a ter_draft_reader. Adds a draft, or counts why not. */
ter_status ter_draft_read(const ter_gis_feature *feature, void *context, ter_error *err);

/* Joins what is one: lines of one name that (nearly) touch, and repeated points. Then finds areas, makes rule names and
 * keys, and sorts. */
void ter_draft_list_finish(ter_draft_list *list, ter_gazetteer_build_report *report);

/* Writes the file at `path`, which does not exist yet; errors call it `title`. */
ter_status ter_draft_list_write(const ter_draft_list *list, const char *path, const char *title,
                                ter_gazetteer_build_report *report, ter_error *err);

#endif
