/* The package around the projects. */
#include "oc4ids/oc4ids.h"
#include "oc4ids/oc4ids_project.h"

#include "base/file.h"
#include "base/sha256.h"
#include "base/version.h"

#include <stdlib.h>
#include <string.h>

typedef struct source {
    const char *name, *licence, *date;
} source;

typedef struct writer {
    const ter_registry_filter *filter;
    ter_oc4ids_codes codes;
    ter_relays *relays;
    ter_buf projects;
    ter_json json;
    TER_ARRAY(source) sources; /* of the geometries, by name, licence, date */
    TER_ARRAY(char *) strings; /* owns theirs */
    char newest[32];           /* date of the newest document */
    char *publisher;           /* of all documents; "" when there are several */
    ter_oc4ids_written done;
} writer;

static int compare_sources(const source *a, const source *b) {
    int order = strcmp(a->name, b->name);
    if (!order) order = strcmp(a->licence, b->licence);
    return order ? order : strcmp(a->date, b->date);
}

static const char *keep(writer *w, const char *text) {
    char *copy = ter_strdup(text);
    ter_array_push(&w->strings, copy);
    return copy;
}

static void add_source(writer *w, const ter_record_place *place) {
    source x = {place->source, place->licence, place->date};
    size_t low = 0, high = w->sources.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_sources(&w->sources.items[middle], &x) < 0) low = middle + 1;
        else high = middle;
    }
    if (low < w->sources.len && compare_sources(&w->sources.items[low], &x) == 0) return;
    x = (source){keep(w, x.name), keep(w, x.licence), keep(w, x.date)};
    ter_array_push(&w->sources, x);
    memmove(w->sources.items + low + 1, w->sources.items + low, (w->sources.len - 1 - low) * sizeof x);
    w->sources.items[low] = x;
}

static bool is_selected(const writer *w, const ter_history *h, ter_history_state now) {
    const ter_registry_filter *f = w->filter;
    if (now.state == TER_STATE_EXISTING) return false; /* a person says that it is not an undertaking */
    if (!f) return true;
    if (!ter_filter_allows_years(f, h->kind, ter_state_name(now.state), ter_basis_name(now.basis),
                                 ter_years_of(now.period_from, now.year)))
        return false;
    if (f->area && strcmp(f->area, h->area) != 0) return false;
    return !f->has_bbox || (h->place.geometry && ter_bbox_overlaps(f->bbox, ter_geometry_bbox(&h->geometry)));
}

static void note_date(writer *w, const char *date) {
    if (strcmp(date, w->newest) > 0 && strlen(date) < sizeof w->newest) strcpy(w->newest, date);
}

static void note_documents(writer *w, const ter_history *h, const ter_relay_events *events) {
    for (size_t i = 0; i < h->decisions.len; i++) {
        char day[11] = "";
        strncat(day, h->decisions.items[i].at, 10);
        note_date(w, day);
    }
    for (size_t i = 0; i < events->len; i++) {
        const ter_history_event *e = events->items[i].said;
        note_date(w, e->date);
        if (!w->publisher) w->publisher = ter_strdup(e->publisher);
        else if (strcmp(w->publisher, e->publisher) != 0) w->publisher[0] = 0;
    }
}

static ter_status put_project(const ter_history *h, void *context, ter_error *err) {
    writer *w = context;
    ter_relay_events events = {0};
    ter_status status = ter_relays_find(w->relays, h, &events, err);
    if (status == TER_OK && is_selected(w, h, ter_oc4ids_current(h, &events))) {
        ter_buf_puts(&w->projects, w->done.projects ? ",\n" : "\n");
        w->json.comma = false;
        ter_oc4ids_project_put(&w->json, &w->codes, h, &events);
        note_documents(w, h, &events);
        w->done.projects++;
        if (h->place.geometry) add_source(w, &h->place);
        else w->done.unlocated++;
    }
    ter_array_release(&events);
    return status;
}

/* RFC 6920: a name made of what it names. */
static void put_uri(ter_str content, ter_buf *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char sum[TER_SHA256_SIZE + 1] = {0};
    ter_sha256(content, sum);
    ter_buf_puts(out, "ni:///sha-256;");
    for (size_t bit = 0; bit < TER_SHA256_SIZE * 8; bit += 6) {
        unsigned two = (unsigned)sum[bit / 8] << 8 | sum[bit / 8 + 1];
        ter_buf_putc(out, digits[two >> (10 - bit % 8) & 63]);
    }
}

/* Where a licence is known by name, its address; only one that holds for all can be stated. */
static const char *licence_of(const writer *w) {
    static const char *const known[][2] = {
        {"ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"},
        {"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"},
        {"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"},
        {"CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"},
    };
    for (size_t i = 1; i < w->sources.len; i++)
        if (strcmp(w->sources.items[i].licence, w->sources.items[0].licence) != 0) return NULL;
    for (size_t k = 0; w->sources.len && k < sizeof known / sizeof *known; k++)
        if (strcmp(known[k][0], w->sources.items[0].licence) == 0) return known[k][1];
    return NULL;
}

static void put_sources(const writer *w, ter_json *j) {
    if (!w->sources.len) return;
    ter_json_key(j, "sources");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < w->sources.len; i++) {
        ter_json_begin(j, '{');
        ter_json_put_text(j, "source", w->sources.items[i].name);
        ter_oc4ids_put_text(j, "licence", w->sources.items[i].licence);
        ter_oc4ids_put_text(j, "date", w->sources.items[i].date);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}

static void put_package(const writer *w, ter_buf *out) {
    ter_json j;
    ter_buf uri = {0};
    char date[TER_DATE_TIME_SIZE];
    ter_json_init(&j, out);
    put_uri((ter_str){w->projects.ptr, w->projects.len}, &uri);
    ter_oc4ids_date_of(*w->newest ? w->newest : "1970", date); /* required, and never the clock */
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "uri", uri.ptr);
    ter_json_put_text(&j, "publishedDate", date);
    ter_json_put_text(&j, "version", TER_OC4IDS_VERSION);
    ter_json_key(&j, "publisher");
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "name", w->publisher && *w->publisher ? w->publisher : "terrier");
    ter_json_end(&j, '}');
    ter_oc4ids_put_text(&j, "license", licence_of(w));
    ter_json_key(&j, "terrier");
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "generator", "terrier " TER_RELEASE);
    put_sources(w, &j);
    ter_json_end(&j, '}');
    ter_json_key(&j, "projects");
    ter_json_begin(&j, '[');
    ter_buf_append(out, w->projects.ptr, w->projects.len);
    ter_buf_puts(out, "\n]}\n");
    ter_buf_release(&uri);
}

static void writer_release(writer *w) {
    for (size_t i = 0; i < w->strings.len; i++) free(w->strings.items[i]);
    ter_array_release(&w->strings);
    ter_array_release(&w->sources);
    ter_oc4ids_codes_release(&w->codes);
    ter_relays_free(w->relays);
    ter_buf_release(&w->projects);
    free(w->publisher);
}

ter_status ter_oc4ids_write(ter_registry *r, const ter_registry_filter *filter, const char *path,
                            ter_oc4ids_written *report, ter_error *err) {
    writer w = {.filter = filter, .relays = ter_relays_new(r)};
    ter_buf out = {0};
    ter_oc4ids_codes_read(&w.codes);
    ter_json_init(&w.json, &w.projects);
    ter_status status = ter_registry_each_history(r, filter ? filter->as_of : NULL, put_project, &w, err);
    if (status == TER_OK && w.done.projects) {
        put_package(&w, &out);
        status = ter_file_write(path, (ter_str){out.ptr, out.len}, err);
    }
    w.done.referred = ter_registry_count_referred(r);
    if (status == TER_OK && report) *report = w.done;
    ter_buf_release(&out);
    writer_release(&w);
    return status;
}
