/* Whose document, from what the table of areas and the gazetteers know. */
#include "pipeline/document_area.h"

#include "areas/area_mentions.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_CHARACTERS = 2000, MOST_NAME = 64, MOST_TOLD = 4 };

static const double LEAST_LIKELY = 0.5; /* an authority that is less likely than this is not known */
static const double LEAST_SURE = 0.6;   /* and one that is less likely than this refuses nothing */

void ter_document_area_identity(ter_area_id area, ter_buf *out) {
    uint32_t cp[MOST_NAME];
    ter_str name = ter_area_name(area);
    size_t n = 0, count = 0;
    for (size_t i = 0; i < name.len && n < MOST_NAME; n++) {
        i += ter_utf8_next(name.ptr + i, name.len - i, &cp[n]);
        cp[n] = ter_fold_cp(cp[n]);
    }
    ter_area_match match;
    bool whole = ter_areas_longest(cp, n, &match) && match.len == n;
    const uint16_t *list = whole ? ter_area_list(match, &count) : NULL;
    if (count > 0 && list[0] == area) ter_buf_put_str(out, name);
    else ter_area_put_chain(area, out);
}

/* ---- what the gazetteers tell ---- */

/* Occurrences of `name` in `text`, both folded; *first is the place of the first. */
static size_t count_name(const char *text, const char *name, size_t *first) {
    size_t count = 0, len = strlen(name);
    for (const char *at = text; len && (at = strstr(at, name)); at += len)
        if (count++ == 0) *first = (size_t)(at - text);
    return count;
}

/* The area of the gazetteers that the head of the text names most often; of equals the one named first. Borrowed. */
static const char *most_named(const ter_document_context *c, const ter_text *text, size_t *most) {
    ter_buf head = {0}, folded = {0};
    ter_text_put(text, 0, text->count < HEAD_CHARACTERS ? text->count : HEAD_CHARACTERS, &head);
    ter_fold_key((ter_str){head.ptr, head.len}, &folded);
    const char *best = NULL;
    size_t earliest = 0, first = 0;
    *most = 0;
    for (size_t i = 0; i < c->authorities.len && folded.ptr; i++) {
        const ter_authority *a = &c->authorities.items[i];
        size_t count = count_name(folded.ptr, a->folded, &first);
        if (count == 0 || count < *most || (count == *most && first >= earliest)) continue;
        best = a->name;
        *most = count;
        earliest = first;
    }
    ter_buf_release(&head);
    ter_buf_release(&folded);
    return best;
}

/* The one area that a name may mean; of several the one that a gazetteer covers, or that lies in or around it. */
static ter_area_id meant(const ter_document_context *c, const char *name) {
    ter_area_mention m;
    if (!ter_area_parse_larger(ter_str_from(name), &m)) return TER_AREA_NONE;
    ter_area_id fits = m.count == 1 ? m.areas[0] : TER_AREA_NONE;
    for (size_t i = 0; i < m.count && m.count > 1; i++) {
        bool covered = false;
        for (size_t g = 0; g < c->gazetteer_count; g++)
            covered |= c->coverages[g].len > 0 && ter_document_context_reaches(c, g, m.areas[i]);
        if (!covered) continue;
        if (fits != TER_AREA_NONE && !ter_area_within(m.areas[i], fits)) return TER_AREA_NONE;
        if (fits == TER_AREA_NONE) fits = m.areas[i];
    }
    return fits;
}

/* ---- together ---- */

static void take_area(ter_document_area *out, ter_area_id area, bool sure) {
    ter_buf name = {0}, identity = {0};
    ter_area_put_chain(area, &name);
    ter_document_area_identity(area, &identity);
    out->id = area;
    out->sure = sure;
    out->name = ter_buf_detach(&name);
    out->identity = ter_buf_detach(&identity);
}

static void take_name(ter_document_area *out, const char *name) {
    out->name = ter_strdup(name);
    out->identity = ter_strdup(name);
}

static void weigh(const ter_document_area_evidence *evidence, ter_area_authority *out) {
    const ter_area_evidence known = {.given = ter_str_from(evidence->given),
                                     .title = ter_str_from(evidence->title),
                                     .publisher = ter_str_from(evidence->publisher),
                                     .signature = ter_str_from(evidence->signer),
                                     .file_name = ter_str_from(evidence->file_name),
                                     .cp = evidence->text->cp,
                                     .count = evidence->text->count};
    ter_area_authority_find(&known, out);
}

/* A name that a gazetteer alone knows (a new zone, say) is the authority where nothing else is likely. */
static void take_told(const ter_document_context *c, const ter_document_area_evidence *evidence,
                      const ter_area_authority *found, ter_document_area *out) {
    size_t times;
    const char *named = most_named(c, evidence->text, &times);
    ter_area_id area = named ? meant(c, named) : TER_AREA_NONE;
    bool likely = found->area != TER_AREA_NONE && found->confidence >= LEAST_LIKELY;
    bool sure = likely && found->confidence >= LEAST_SURE;
    ter_area_mention m;
    bool own = named && !ter_area_parse(ter_str_from(named), &m); /* of no table */
    if (likely && (sure || !own)) {
        take_area(out, found->area, sure);
        out->basis = found->basis;
        out->confidence = found->confidence;
        return;
    }
    if (area != TER_AREA_NONE) take_area(out, area, false);
    else if (named) take_name(out, named);
    if (named) out->basis = "text";
}

void ter_document_area_find(const ter_document_context *c, const ter_document_area_evidence *evidence,
                            ter_document_area *out) {
    *out = (ter_document_area){.id = TER_AREA_NONE, .basis = "none"};
    ter_area_authority found;
    weigh(evidence, &found);
    out->nation_wide = found.nation_wide && found.area == TER_AREA_NONE;
    if (evidence->given && *evidence->given) {
        ter_area_id area = found.area != TER_AREA_NONE ? found.area : meant(c, evidence->given);
        if (area != TER_AREA_NONE) take_area(out, area, true);
        else take_name(out, evidence->given);
        out->nation_wide = false;
        out->basis = "given";
        out->confidence = 1;
    } else if (!out->nation_wide) {
        take_told(c, evidence, &found, out);
    }
}

static bool reached_by_any(const ter_document_context *c, ter_area_id area) {
    for (size_t g = 0; g < c->gazetteer_count; g++)
        if (ter_document_context_reaches(c, g, area)) return true;
    return false;
}

const ter_known_names *ter_document_area_names(const ter_document_context *c,
                                               const ter_document_area_evidence *evidence) {
    if (!c->names || c->gazetteer_count == 0) return c->names;
    ter_document_area area;
    ter_document_area_find(c, evidence, &area);
    bool outside = area.nation_wide || (area.sure && area.id != TER_AREA_NONE && !reached_by_any(c, area.id));
    ter_document_area_release(&area);
    return outside ? NULL : c->names;
}

void ter_document_area_release(ter_document_area *a) {
    free(a->name);
    free(a->identity);
    *a = (ter_document_area){.id = TER_AREA_NONE};
}

bool ter_document_area_check(const ter_document_context *c, const char *given, ter_buf *why) {
    ter_area_mention m;
    if (meant(c, given) != TER_AREA_NONE) return true;
    if (!ter_area_parse_larger(ter_str_from(given), &m)) {
        for (size_t i = 0; i < c->authorities.len; i++)
            if (strcmp(c->authorities.items[i].name, given) == 0) return true;
        ter_buf_printf(why, "'%s' is no area of China and in no gazetteer; it is kept as it stands", given);
        return false;
    }
    ter_buf_printf(why, "'%s' may be ", given);
    for (size_t i = 0; i < m.count && i < MOST_TOLD; i++) {
        if (i) ter_buf_puts(why, i + 1 == m.count ? " or " : ", ");
        ter_area_put_chain(m.areas[i], why);
    }
    ter_buf_puts(why, m.count > MOST_TOLD ? " or others; write which" : "; write which");
    return false;
}
