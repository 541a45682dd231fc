/* libterrier: asking a registry from a program. Reads only; `terrier ingest` makes registries.
 *
 * A handle is for one thread at a time; open one per thread. Handles of one registry do not hinder each other, nor a
 * program that ingests into it; each answer is of one moment. While one is open the registry's log lies next to it
 * (-wal, -shm), and for a large registry indexes are kept there (-near, -find); where nothing may be written a handle
 * does without. Positions are WGS 84, LON then LAT, in degrees; distances are geodesic metres to the
 * nearest point of the geometry (0 inside an area). Texts are UTF-8; an absent text is "", an absent year 0. What a
 * callback gets is valid until it returns; a callback that returns anything but 0 ends the search.
 *
 * When memory runs out the process is aborted, as SQLite and the C library allow little else.
 *
 * Compile with `pkg-config --cflags --libs terrier`, or add --static. */
#ifndef TERRIER_H
#define TERRIER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define TERRIER_API __attribute__((visibility("default")))
#else
#define TERRIER_API
#endif

/* What a function returns. */
enum {
    TERRIER_OK = 0,
    TERRIER_ERROR_USAGE = 1,  /* an argument is out of range */
    TERRIER_ERROR_FILE = 2,   /* the file does not exist or cannot be read */
    TERRIER_ERROR_FORMAT = 3, /* it is not a registry, or one of another version */
    TERRIER_ERROR_BUSY =
        4, /* it stayed locked for ten seconds, or changed while read without permission to write; ask again */
    TERRIER_ERROR_OTHER = 5
};

typedef struct terrier_error {
    int code;
    char message[1024]; /* one line: what is wrong; what to do */
} terrier_error;

typedef struct terrier terrier;

/* `err` may be NULL in every function. */
TERRIER_API int terrier_open(const char *path, terrier **out, terrier_error *err);
TERRIER_API void terrier_close(terrier *t); /* NULL is fine */

/* Only what has one of these words; lists end in NULL, years in -1 (0: undated). A NULL list or text: any. */
typedef struct terrier_filter {
    const char *const *kinds;    /* park, school, hospital, road, waterway, … */
    const char *const *statuses; /* planned, started, under_construction, completed, suspended, cancelled, existing */
    const char *const *bases;    /* reported, target */
    const int *years;
    const char *area;
    const char *as_of; /* "2026", "2026-03" or "2026-03-25": states as the documents of that day gave them */
} terrier_filter;

/* A located project in its current state, or a located facility that is only referred to. */
typedef struct terrier_hit {
    const char *id, *name, *part, *kind, *status, *basis, *precision;
    int year;
    double distance_m, lon_deg, lat_deg; /* of the nearest point */
} terrier_hit;
typedef int (*terrier_hit_fn)(const terrier_hit *hit, void *context);

/* All within `radius_m` (negative: any distance), nearest first, then by id; at most `limit` (0: all). `filter` may be
 * NULL. */
TERRIER_API int terrier_near(terrier *t, double lon_deg, double lat_deg, double radius_m, size_t limit,
                             const terrier_filter *filter, terrier_hit_fn fn, void *context, terrier_error *err);

typedef struct terrier_name {
    const char *id, *name, *kind, *area; /* of the facility */
    const char *matched, *how;           /* the name found, and how: exact, prefix, substring, pinyin, initials, … */
    const char *precision;
} terrier_name;
typedef int (*terrier_name_fn)(const terrier_name *name, void *context);

/* Facilities by name: full, part, alias, pinyin, initials; best first; at most `limit` (0: all). */
TERRIER_API int terrier_find(terrier *t, const char *text, size_t limit, terrier_name_fn fn, void *context,
                             terrier_error *err);

/* What a document says of a facility. */
typedef struct terrier_event {
    const char *project, *status, *basis, *action; /* project "" for a mere reference */
    int year;
    const char *document, *title, *date, *quote;
    long long start, end; /* bytes in the document's file */
    double confidence;
} terrier_event;

typedef struct terrier_facility {
    const char *id, *name, *kind, *area, *precision, *reason, *source, *licence;
    double uncertainty_m;
    const char *geometry;        /* GeoJSON; "" without a place */
    const terrier_event *events; /* oldest document first */
    size_t event_count;
} terrier_facility;

/* One facility whole, by its id or a project's. *out is NULL when there is none; free it with the function below. */
TERRIER_API int terrier_show(terrier *t, const char *id, terrier_facility **out, terrier_error *err);
TERRIER_API void terrier_facility_free(terrier_facility *f); /* NULL is fine */

TERRIER_API const char *terrier_version(void); /* "0.1.0" */

#ifdef __cplusplus
}
#endif

#endif
