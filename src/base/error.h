/* Errors: one list of codes and sentences, and an object that carries the details up to whoever can show them.
 *
 * A function that can fail returns a ter_status and fills the optional ter_error at the lowest level that knows what
 * went wrong; the levels above pass it on unchanged. "Not found" and "ambiguous" are results, never errors.
 */
#ifndef TER_BASE_ERROR_H
#define TER_BASE_ERROR_H

/* X(code, sentence). The sentence is used when no message was set. */
#define TER_STATUS_MAP(X)                                                                                              \
    X(OK, "done")                                                                                                      \
    X(USAGE, "the command line is not understood")                                                                     \
    X(IO, "a file could not be read or written")                                                                       \
    X(INPUT, "the input is not valid")                                                                                 \
    X(FORMAT, "the file is not of the expected format")                                                                \
    X(VERSION, "the file is of a version that this program does not read")                                             \
    X(READONLY, "the file is read-only")                                                                               \
    X(BUSY, "the file is locked by another program")                                                                   \
    X(EXISTS, "the output exists and is not ours")                                                                     \
    X(UNSUPPORTED, "this is not supported here")                                                                       \
    X(DB, "the database reported an error")                                                                            \
    X(PARTIAL, "done in part")                                                                                         \
    X(STOPPED, "stopped on request")                                                                                   \
    X(INTERNAL, "an internal check failed")

typedef enum ter_status {
#define TER_STATUS_ENUM(code, sentence) TER_##code,
    TER_STATUS_MAP(TER_STATUS_ENUM)
#undef TER_STATUS_ENUM
        TER_STATUS_COUNT
} ter_status;

typedef struct ter_error {
    ter_status code;
    char message[1024]; /* "what is wrong; what to do", one line, may start with FILE:LINE:COL: */
} ter_error;

/* The sentence of a code; never NULL. */
const char *ter_status_sentence(ter_status code);

/* Fills `err` (which may be NULL) and returns `code`, so that a failing function ends with `return ter_error_set(…)`.
 * Control characters in the message become spaces: an error is one line. */
ter_status ter_error_set(ter_error *err, ter_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
