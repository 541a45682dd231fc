/* Inside the export room: whether all of a written file is there, since some drivers do not report the failure of
 * their last write. */
#ifndef TER_EXPORT_WHOLE_FILE_H
#define TER_EXPORT_WHOLE_FILE_H

#include "export/formats/export_format.h"

#include <stdio.h>

/* Checks a closed file of so many features by the format's own check, and that its folder takes some more bytes: TER_IO
 * with the reason when one of them fails. */
ter_status ter_whole_file_check(const char *path, const ter_export_format *format, uint64_t features, ter_error *err);

/* ---- for the formats' own checks ---- */

/* A number of so many bytes, low byte first. */
uint64_t ter_little_endian(const unsigned char *p, int bytes);

/* The size of an open file; 0: not known. */
uint64_t ter_file_size(FILE *f);

/* Reads `n` bytes from the offset `at`; false when they are not all there. */
bool ter_file_read_at(FILE *f, uint64_t at, unsigned char *out, size_t n);

/* Whether the file can be opened and passes the check. */
bool ter_file_passes(const char *path, bool (*check)(FILE *f));

#endif
