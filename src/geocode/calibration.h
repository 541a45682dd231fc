/* How often an answer found in a certain way is right, measured on labelled cases: geodata/names/calibration.tsv, which
 * `tools/bench calibration --fit` makes. Inside the room only. */
#ifndef TER_GEOCODE_CALIBRATION_H
#define TER_GEOCODE_CALIBRATION_H

#include "base/memory.h"
#include "base/str.h"

typedef struct ter_calibration_row {
    ter_str rule; /* the words of the reason, or a match: "official name", "junction" */
    double p;
} ter_calibration_row;

typedef struct ter_calibration {
    TER_ARRAY(ter_calibration_row) rows; /* views into the text */
} ter_calibration;

/* `text`: lines "rule TAB asked TAB right TAB p", `#` begins a comment; it must outlive the table. Lines of another
 * form are passed over. Release with the function below. */
void ter_calibration_read(ter_str text, ter_calibration *out);
/* The table compiled in; empty in a program that embeds none. */
void ter_calibration_read_embedded(ter_calibration *out);
/* Frees the rows. */
void ter_calibration_release(ter_calibration *c);

/* The share of right answers of a rule; 0.5 for one that was never measured. */
double ter_calibration_of_rule(const ter_calibration *c, const char *rule);

/* What is constructed from toponyms is right when they are and the construction is: `score` is that of the least sure
 * toponym, and the row of the construction ("junction", "section", "extent", "part of") was measured with official
 * names. `score` itself for one that was never measured. */
double ter_calibration_of_construction(const ter_calibration *c, const char *construction, double score);

#endif
