/* terrier near: what is near a position; one query, or many in several threads. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/input/day_argument.h"
#include "cli/input/place_argument.h"
#include "cli/input/selection.h"
#include "cli/output/output.h"
#include "pipeline/parallel.h"
#include "registry/file/registry.h"
#include "registry/search/by_distance.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STANDARD_LIMIT = 10 }; /* without --radius */

static const ter_column columns[] = {
    {"query", TER_COLUMN_TEXT}, /* only in a batch */
    {"id", TER_COLUMN_TEXT},        {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},      {"kind", TER_COLUMN_TEXT},
    {"status", TER_COLUMN_TEXT},    {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},    {"distance_m", TER_COLUMN_NUMBER},
    {"lon", TER_COLUMN_NUMBER},     {"lat", TER_COLUMN_NUMBER},
    {"precision", TER_COLUMN_TEXT}, {"datum", TER_COLUMN_TEXT}, /* the last column only when it is not WGS 84 */
};

typedef struct request {
    const char *path;
    double radius_m;
    long limit, jobs;
    const char *format_word, *datum_word, *shown_word, *as_of, *area;
    ter_format format;
    ter_datum given, shown; /* of positions in queries; of lon and lat in the hits */
    ter_selection selection;
    ter_text_list gazetteers, queries;
    bool batch;
} request;

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static void print_hit(ter_output *o, const ter_near_hit *hit, const request *r, const char *query) {
    ter_position p = ter_datum_from_wgs84(r->shown, hit->position);
    if (r->batch) ter_output_text(o, query);
    ter_output_text(o, hit->id);
    ter_output_text(o, hit->name);
    ter_output_text(o, or_null(hit->part));
    ter_output_text(o, hit->kind);
    ter_output_text(o, ter_state_name(hit->state));
    ter_output_text(o, or_null(ter_basis_name(hit->basis)));
    if (hit->year) ter_output_int(o, hit->year);
    else ter_output_null(o);
    ter_output_real(o, hit->distance_m, 2);
    ter_output_real(o, p.lon_deg, 7);
    ter_output_real(o, p.lat_deg, 7);
    ter_output_text(o, ter_precision_name(hit->precision));
    if (r->shown != TER_DATUM_WGS84) ter_output_text(o, ter_datum_name(r->shown));
    ter_output_row_end(o);
}

/* ---- the queries, in several threads ---- */

/* What a thread needs of its own. */
typedef struct connection {
    ter_registry *registry;
    ter_place_lookup lookup;
    struct connection *next;
} connection;

typedef struct work {
    const request *request;
    ter_output *output;
    pthread_mutex_t lock;
    connection *idle;
    size_t failed;
    ter_error first; /* the error of the first that failed */
} work;

typedef struct answer {
    ter_status status;
    ter_error error;
    ter_near_hits hits;
    ter_buf note;
} answer;

static connection *connection_new(const request *r, ter_error *err) {
    connection *c = ter_alloc(sizeof *c);
    ter_status status = ter_registry_open(r->path, TER_REGISTRY_READ, &c->registry, err);
    if (status == TER_OK && r->selection.filter.doubtful) status = ter_registry_show_doubtful(c->registry, err);
    if (status == TER_OK) {
        c->lookup = (ter_place_lookup){.registry = c->registry, .gazetteer_names = &r->gazetteers, .datum = r->given};
        return c;
    }
    ter_registry_free(c->registry);
    free(c);
    return NULL;
}

static void connection_free(connection *c) {
    ter_place_lookup_release(&c->lookup);
    ter_registry_free(c->registry);
    free(c);
}

static connection *take_connection(work *w, ter_error *err) {
    pthread_mutex_lock(&w->lock);
    connection *c = w->idle;
    if (c) w->idle = c->next;
    pthread_mutex_unlock(&w->lock);
    return c ? c : connection_new(w->request, err);
}

static void give_connection(work *w, connection *c) {
    pthread_mutex_lock(&w->lock);
    c->next = w->idle;
    w->idle = c;
    pthread_mutex_unlock(&w->lock);
}

static void *ask(size_t task, void *context) {
    work *w = context;
    const request *r = w->request;
    answer *a = ter_alloc(sizeof *a);
    ter_position from = {0};
    connection *c = take_connection(w, &a->error);
    a->status = c ? TER_OK : a->error.code;
    if (c) a->status = ter_place_position(&c->lookup, r->queries.items[task], &from, &a->note, &a->error);
    if (a->status == TER_OK)
        a->status = ter_registry_near(c->registry, from, r->radius_m, (size_t)r->limit, &r->selection.filter, &a->hits,
                                      &a->error);
    if (c) give_connection(w, c);
    return a;
}

static void drop(void *result) {
    answer *a = result;
    ter_near_hits_release(&a->hits);
    ter_buf_release(&a->note);
    free(a);
}

/* Made when there is something to write: a query that fails prints no heading. */
static void start_output(work *w) {
    if (w->output) return;
    const request *r = w->request;
    size_t count = sizeof columns / sizeof *columns - !r->batch - (r->shown == TER_DATUM_WGS84);
    w->output = ter_output_new(stdout, r->format, columns + !r->batch, count);
}

static bool take(size_t task, void *result, void *context) {
    work *w = context;
    answer *a = result;
    const char *query = w->request->queries.items[task];
    if (a->note.len > 0) fprintf(stderr, "terrier: note: from %s\n", a->note.ptr);
    if (a->status == TER_OK) start_output(w);
    for (size_t i = 0; i < a->hits.len; i++) print_hit(w->output, &a->hits.items[i], w->request, query);
    if (a->status != TER_OK && w->failed++ == 0) w->first = a->error;
    if (a->status != TER_OK && w->request->batch) fprintf(stderr, "terrier: error: %s\n", a->error.message);
    drop(a);
    return true;
}

static ter_status sum_up(const work *w, ter_error *err) {
    if (w->failed == 0) return TER_OK;
    if (!w->request->batch) {
        *err = w->first;
        return w->first.code;
    }
    return ter_error_set(err, TER_PARTIAL, "%zu of %zu queries failed; see above", w->failed, w->request->queries.len);
}

static ter_status answer_all(const request *r, connection *first, ter_error *err) {
    work w = {.request = r, .lock = PTHREAD_MUTEX_INITIALIZER, .idle = first};
    ter_parallel_run(&(ter_parallel){.tasks = r->queries.len,
                                     .jobs = r->queries.len > 1 ? (size_t)r->jobs : 1,
                                     .work = ask,
                                     .take = take,
                                     .drop = drop,
                                     .context = &w});
    if (r->batch) start_output(&w);
    ter_output_free(w.output);
    for (connection *c; (c = w.idle);) {
        w.idle = c->next;
        connection_free(c);
    }
    return sum_up(&w, err);
}

/* ---- the command ---- */

/* The lines of stdin, which `text` keeps; empty ones are skipped. */
static ter_status read_lines(ter_buf *text, ter_text_list *out, ter_error *err) {
    ter_status status = ter_file_read("-", text, err);
    if (status == TER_OK && text->len > 0 && memchr(text->ptr, 0, text->len))
        status = ter_error_set(err, TER_INPUT, "standard input is not text; give one position or place per line");
    char *rest = status == TER_OK ? text->ptr : NULL;
    for (char *line = rest ? strsep(&rest, "\n") : NULL; line; line = strsep(&rest, "\n")) {
        size_t n = strlen(line);
        if (n > 0 && line[n - 1] == '\r') line[n - 1] = 0;
        if (*line) ter_array_push(out, line);
    }
    return status;
}

static ter_status read_request(request *r, ter_error *err) {
    ter_status status = ter_format_parse_places(r->format_word, stdout, &r->format, err);
    if (status == TER_OK) status = ter_datum_read(r->datum_word, &r->given, err);
    if (status == TER_OK) status = ter_datum_read(r->shown_word, &r->shown, err);
    if (status == TER_OK && r->radius_m < 0)
        status = ter_error_set(err, TER_USAGE, "--radius takes metres, 0 or more, not %g", r->radius_m);
    if (status == TER_OK && r->as_of) status = ter_day_check(r->as_of, err);
    if (status == TER_OK) status = ter_selection_read(&r->selection, err);
    r->selection.filter.as_of = r->as_of;
    r->selection.filter.area = r->area;
    if (r->limit < 0) r->limit = isinf(r->radius_m) ? STANDARD_LIMIT : 0;
    if (r->jobs < 1) r->jobs = (long)ter_parallel_default_jobs();
    return status;
}

/* An invalid position is reported before the registry is opened. */
static ter_status check_position(const request *r, ter_error *err) {
    ter_place_lookup lookup = {.datum = r->given};
    ter_position p;
    const char *text = r->queries.items[0];
    return ter_place_is_position(text) ? ter_place_position(&lookup, text, &p, NULL, err) : TER_OK;
}

static ter_status near_run(request *r, const char *query, ter_error *err) {
    ter_buf lines = {0};
    r->batch = strcmp(query, "-") == 0;
    ter_status status = read_request(r, err);
    if (status == TER_OK && r->batch) status = read_lines(&lines, &r->queries, err);
    else ter_array_push(&r->queries, query);
    if (status == TER_OK && !r->batch) status = check_position(r, err);
    connection *first = status == TER_OK ? connection_new(r, err) : NULL;
    if (status == TER_OK && !first) status = err->code;
    if (status == TER_OK) status = ter_selection_check(&r->selection, first->registry, err);
    if (status == TER_OK) status = answer_all(r, first, err);
    else if (first) connection_free(first);
    ter_buf_release(&lines);
    return status;
}

int ter_cmd_near(int argc, char **argv) {
    request r = {.radius_m = INFINITY, .limit = -1};
    const ter_option options[] = {
        TER_NUMBER("radius", "M", &r.radius_m, "only within M metres; all of them unless --limit is given"),
        TER_COUNT("limit", "N", &r.limit, "at most N hits, 0 for all (default 10, or all with --radius)"),
        TER_SELECTION_OPTIONS(r.selection),
        TER_TEXT("area", "NAME", &r.area, "only what lies in this area, by the name that `list` shows"),
        TER_TEXT("as-of", "DATE", &r.as_of,
                 "states as given by the documents of that day; projects not mentioned by then are left out"),
        TER_TEXT_OF(ter_datum_value, "datum", "DATUM", &r.datum_word,
                    "datum of LON,LAT (default wgs84); distances do not depend on it"),
        TER_TEXT_OF(
            ter_datum_value, "show-datum", "DATUM", &r.shown_word,
            "datum of lon and lat in the hits, also given in a column `datum` (default wgs84, regardless of --datum)"),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &r.gazetteers, TER_GAZETTEER_HELP),
        TER_COUNT("jobs", "N", &r.jobs, "threads that answer a batch (default: one per processor)"),
        TER_TEXT_OF(ter_place_format_value, "format", "FORMAT", &r.format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "near REG LON,LAT|PLACE|-",
        .summary =
            "Lists what is near a position: projects in their current state, and facilities that are only mentioned.",
        .details =
            "Distances are geodesic metres on the WGS 84 ellipsoid to the nearest point of the geometry, which\n"
            "lon and lat give; hits are ordered by distance, then id. `show REG ID` prints details. PLACE is the\n"
            "name or id of a facility, or a name or junction that the gazetteers know; `-` reads positions and\n"
            "places from standard input, one per line, and adds a column `query`.",
        .examples = "  terrier near registry.sqlite 116.4733,39.9495 --radius 3000 --kind waterway\n"
                    "  terrier near registry.sqlite 116.4795,39.9508 --datum gcj02     # as AMap gives it\n"
                    "  terrier near registry.sqlite 朝阳公园 --limit 5\n"
                    "  cut -f2 homes.tsv | terrier near registry.sqlite - --radius 500 --format csv",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        r.path = args.items[0];
        code = ter_exit_code(near_run(&r, args.items[1], &err), &err);
    }
    ter_array_release(&args);
    ter_array_release(&r.queries);
    ter_array_release(&r.gazetteers);
    ter_selection_release(&r.selection);
    return code;
}
