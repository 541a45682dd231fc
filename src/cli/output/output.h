/* Rows of results on stdout: a table for people, JSON or CSV for programs. One place, so that --format means the same
 * in every command. */
#ifndef TER_CLI_OUTPUT_OUTPUT_H
#define TER_CLI_OUTPUT_OUTPUT_H

#include "base/error.h"
#include "base/str.h"
#include "cli/usage/option_values.h"

#include <stdio.h>

typedef enum ter_format {
    TER_FORMAT_TABLE,
    TER_FORMAT_JSON,
    TER_FORMAT_JSONL,
    TER_FORMAT_CSV,
    TER_FORMAT_GEOJSON, /* one point per row, at its columns lon and lat (WGS 84); all columns are properties */
} ter_format;

/* The option --format: of every command that prints rows; of those whose rows have columns lon and lat. */
extern const ter_option_values ter_format_value, ter_place_format_value;
#define TER_FORMAT_HELP "output format (default: table on a terminal, otherwise jsonl)"

/* NULL or "": table when `stream` is a terminal, jsonl otherwise. TER_USAGE for an unknown word. */
ter_status ter_format_parse(const char *text, FILE *stream, ter_format *out, ter_error *err);

/* The same for rows that have columns lon and lat: geojson too. */
ter_status ter_format_parse_places(const char *text, FILE *stream, ter_format *out, ter_error *err);

typedef enum ter_column_type {
    TER_COLUMN_TEXT,
    TER_COLUMN_NUMBER, /* right-aligned in tables */
    TER_COLUMN_JSON,   /* nested values: in json and jsonl as they are, in csv as text, left out of tables */
} ter_column_type;

typedef struct ter_column {
    const char *name; /* key in JSON, heading elsewhere; static */
    ter_column_type type;
} ter_column;

typedef struct ter_output ter_output;

/* Starts the output; `columns` must outlive it. Nothing is written before the first row ends. */
ter_output *ter_output_new(FILE *stream, ter_format format, const ter_column *columns, size_t column_count);

/* From here on text in 【】 in a table is bold on a terminal, unless NO_COLOR is set. */
void ter_output_embolden(ter_output *o);

/* The values of a row, one call per column, in their order. NULL text is null. */
void ter_output_text(ter_output *o, const char *value);
void ter_output_str(ter_output *o, ter_str value);
void ter_output_int(ter_output *o, long long value);
void ter_output_real(ter_output *o, double value, int decimals); /* NaN and infinity are null */
void ter_output_null(ter_output *o);
void ter_output_raw(ter_output *o, ter_str json); /* already JSON */
void ter_output_row_end(ter_output *o);           /* columns not given are null */

/* Writes what is left (a table, the closing bracket) and frees. JSON Lines without rows is empty, a table without rows
 * is its heading, JSON is []. NULL is fine. */
void ter_output_free(ter_output *o);

#endif
