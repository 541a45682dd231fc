/* The documents that a command line names: files, folders, patterns that the shell did not expand, and lists. */
#ifndef TER_PIPELINE_INPUTS_H
#define TER_PIPELINE_INPUTS_H

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"

#include <sys/types.h>

/* Larger documents are refused: reading takes some twelve times a text's size in memory. */
#define TER_INPUT_MOST_BYTES ((size_t)256 << 20)

typedef struct ter_input {
    char *path;    /* "-" is stdin */
    char *name;    /* what the document is called: see ter_inputs_finish; "-" for stdin */
    char *problem; /* why there is nothing to read (an empty folder, a pattern without match); NULL: read it */
    dev_t device;  /* with inode: one file under two paths is one document; both 0 when unknown */
    ino_t inode;
} ter_input;

/* Zeroed at the start; released by ter_inputs_release. In the order given, a folder's documents by path. */
typedef struct ter_inputs {
    TER_ARRAY(ter_input) list;
    bool has_stdin;
} ter_inputs;

/* Adds what `word` means: "-", a file, a folder (with those below it: what has a known extension and is not hidden), or
 * a pattern with * ? [ ] when no file has exactly that name. What cannot be read becomes an input with a problem, so
 * that the others are still read. TER_USAGE when stdin is named twice. */
ter_status ter_inputs_add(ter_inputs *in, const char *word, ter_error *err);

/* Adds the paths listed in `file` ("-": stdin), separated by line ends, or by NULs when it holds one. Each is taken as
 * it is (a file or a folder, no pattern). TER_INPUT when the list is empty. */
ter_status ter_inputs_add_list(ter_inputs *in, const char *file, ter_error *err);

/* Call when all are added: drops a file named again, and names the documents. A name is the file's own; below a folder
 * that was given, its path from there; and two with the same name get as many parent folders as needed
 * to distinguish them, so that one never replaces the other. */
void ter_inputs_finish(ter_inputs *in);

/* Frees the list. */
void ter_inputs_release(ter_inputs *in);

/* Reads the bytes; the input's problem, or the system's, as TER_IO or TER_INPUT. */
ter_status ter_input_read(const ter_input *in, ter_buf *out, ter_error *err);

#endif
