/* Files: whole-file reading, atomic writing, and paths. */
#ifndef TER_BASE_FILE_H
#define TER_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

/* Reads all of `path` ("-" is stdin) into `out`. TER_IO with the system's reason when it cannot. */
ter_status ter_file_read(const char *path, ter_buf *out, ter_error *err);
/* The same, but TER_INPUT for more than `most` bytes; of an endless stream no more than that is read. */
ter_status ter_file_read_most(const char *path, size_t most, ter_buf *out, ter_error *err);

/* Writes `data` to a temporary file next to `path` and renames it, so that a failure leaves the old file intact. */
ter_status ter_file_write(const char *path, ter_str data, ter_error *err);

ter_status ter_dir_make(const char *path, ter_error *err);   /* with parents; an existing folder is fine */
ter_status ter_dir_remove(const char *path, ter_error *err); /* the folder and all in it; absent is fine */
bool ter_path_exists(const char *path);                      /* a file or folder */
bool ter_path_is_dir(const char *path);                      /* after links are followed */
char *ter_path_join(const char *dir, const char *name);      /* caller frees */
const char *ter_path_base(const char *path);                 /* after the last '/', borrowed from `path` */

#endif
