/* Authority, context and coverage together. */
#include "pipeline/mention_reach.h"

#include <stdlib.h>
#include <string.h>

static const char *known_as(const ter_document_context *c, ter_str name) {
    for (size_t i = 0; i < c->authorities.len; i++)
        if (ter_str_is(name, c->authorities.items[i].name)) return c->authorities.items[i].name;
    return NULL;
}

/* The innermost of the areas around it that the gazetteers know. */
static const char *local_name(const ter_document_context *c, const ter_document_area *document, ter_area_id area) {
    const char *local = NULL;
    for (ter_area_id at = area; at != TER_AREA_NONE && !local; at = ter_area_parent(at))
        local = known_as(c, ter_area_name(at));
    return area == TER_AREA_NONE ? document->name : local;
}

static char *chain_of(ter_area_id area) {
    ter_buf chain = {0};
    ter_area_put_chain(area, &chain);
    return ter_buf_detach(&chain);
}

static void put_coverage(const ter_document_context *c, ter_buf *out) {
    ter_coverage all = {0};
    for (size_t g = 0; g < c->gazetteer_count; g++)
        for (size_t i = 0; i < c->coverages[g].len; i++) ter_array_push(&all, c->coverages[g].items[i]);
    ter_buf_puts(out, c->gazetteer_count == 1 ? TER_REASON_OUTSIDE " covers " : TER_REASON_OUTSIDE "s cover ");
    ter_coverage_put(&all, out);
    for (size_t g = 0; g < c->gazetteer_count; g++) {
        ter_bbox b = c->extents[g];
        if (c->coverages[g].len) continue;
        ter_buf_printf(out, "%s%.2f,%.2f to %.2f,%.2f", all.len || g ? "、" : "", b.min_lon, b.min_lat, b.max_lon,
                       b.max_lat);
    }
    ter_array_release(&all);
}

/* Why no gazetteer is taken: `said` is what the text names, when that is what speaks against them. */
static void give_reason(const ter_document_context *c, const ter_document_area *document, ter_area_id said,
                        ter_mention_reach *out) {
    ter_buf reason = {0};
    if (said != TER_AREA_NONE || document->id != TER_AREA_NONE) {
        out->needed = chain_of(said != TER_AREA_NONE ? said : document->id);
        put_coverage(c, &reason);
        ter_buf_printf(&reason, " only, the %s %s", said != TER_AREA_NONE ? "text says" : "document is of",
                       out->needed);
    } else {
        ter_buf_puts(&reason, "the document is of the whole country and does not say where this is");
    }
    out->reason = ter_buf_detach(&reason);
}

void ter_mention_reach_find(const ter_document_context *c, const ter_document_area *document, ter_area_id said,
                            ter_mention_reach *out) {
    bool own = document->name != NULL; /* the document has an area; what is said is more only where it has not */
    *out = (ter_mention_reach){.taken = ter_alloc(c->gazetteer_count * sizeof *out->taken),
                               .area = own ? document->id : said};
    size_t by_document = 0, by_both = 0;
    for (size_t g = 0; g < c->gazetteer_count; g++) {
        bool reached = !document->sure || ter_document_context_reaches(c, g, document->id);
        if (document->nation_wide && said == TER_AREA_NONE) reached = false;
        by_document += reached;
        out->taken[g] = reached && (said == TER_AREA_NONE || ter_document_context_reaches(c, g, said));
        by_both += out->taken[g];
    }
    out->local = local_name(c, document, out->area);
    out->none = c->gazetteer_count > 0 && by_both == 0;
    if (out->none) give_reason(c, document, by_document ? said : TER_AREA_NONE, out);
}

void ter_mention_reach_release(ter_mention_reach *r) {
    free(r->taken);
    free(r->needed);
    free(r->reason);
}
