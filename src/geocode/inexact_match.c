/* Names that nothing bears as they are: the steps from what is surely meant to what is merely similar. */
#include "base/kind.h"
#include "gazetteer/lookup.h"

#include "base/hash.h"
#include "gazetteer/name_rules.h"
#include "geocode/area_names.h"
#include "geocode/candidates.h"
#include "geocode/expression.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ALIKE = 64, MOST_SUGGESTED = 5, MOST_FORMS = 200 };
enum { LEAST_ALONE = 2, LEAST_MISPRINT = 3, LEAST_EDITED = 5, LEAST_INITIALS = 4, LEAST_PINYIN = 4 }; /* characters */

typedef TER_ARRAY(char *) form_list;

typedef struct hit {
    const ter_gazetteer *gazetteer;
    size_t position;
    const char *bears; /* the name found */
} hit;

typedef struct grade {
    ter_match match;
    double rank;
    const char *how;
} grade;

static const grade by_number = {TER_MATCH_FOLDED, 0.88, "number written another way"},
                   by_rule = {TER_MATCH_ALIAS, 0.78, "short form, made by rule, of the name asked for"},
                   by_ending = {TER_MATCH_NGRAM, 0.65, "another ending for the same name"},
                   by_misprint = {TER_MATCH_NGRAM, 0.60, "one character looks alike"},
                   by_lack = {TER_MATCH_NGRAM, 0.52, "the name asked for lacks one character"},
                   by_excess = {TER_MATCH_NGRAM, 0.52, "the name asked for has one character too many"},
                   by_pinyin = {TER_MATCH_PINYIN, 0.50, "pinyin"},
                   by_initials = {TER_MATCH_PINYIN, 0.40, "first letters of the pinyin"},
                   by_edit = {TER_MATCH_NGRAM, 0.30, "differs in one character"},
                   by_part = {TER_MATCH_NGRAM, 0.25, "holds the name asked for"};

typedef struct inexact_work {
    ter_geocoder *g;
    const ter_asked *asked;
    ter_candidate_list *out;
    size_t characters;
} inexact_work;

static size_t characters(ter_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return n;
}

/* ---- adding ---- */

static bool is_one_kind(const char *wanted) {
    return *wanted && strcmp(wanted, TER_ANY_LINE) != 0;
}

static uint32_t hash_name(const char *s) {
    return ter_hash_short(ter_hash_bytes(TER_HASH_START, s, strlen(s)));
}

static void add(inexact_work *w, hit found, const grade *how, const char *kind) {
    ter_candidate c = {.gazetteer = found.gazetteer, .position = found.position, .match = how->match, .how = how->how};
    c.toponym = ter_gazetteer_at(found.gazetteer, found.position);
    c.bears = hash_name(found.bears);
    c.rank = how->rank;
    if (*kind && strcmp(kind, c.toponym->kind) != 0) return;
    for (size_t i = 0; i < w->out->len; i++)
        if (w->out->items[i].toponym == c.toponym) return;
    ter_candidates_weigh(w->g, w->asked, &c);
    if (c.against && *w->asked->kind && strcmp(c.against, "is of another kind") == 0) return;
    c.suggested = how == &by_edit || how == &by_part;
    if (c.suggested && !c.against) c.against = "is near, but another name"; /* its score stays: how often it is meant */
    ter_array_push(w->out, c);
}

static void put_form(const char *form, void *context) {
    form_list *list = context;
    if (list->len < MOST_FORMS) ter_array_push(list, ter_strdup(form));
}

static void drop_forms(form_list *forms) {
    for (size_t f = 0; f < forms->len; f++) free(forms->items[f]);
    ter_array_release(forms);
}

/* Two names that one short form fits, of which neither is a shortening of the other: 西直门内大街 and 西便门内大街 are
 * both 西内大街, and not one street. */
static bool is_twin(const inexact_work *w, const hit *found, ter_name_type type) {
    const char *name = ter_gazetteer_at(found->gazetteer, found->position)->name;
    return type == TER_NAME_RULE && characters(ter_str_from(name)) == w->characters;
}

/* What bears one of the forms, in the first gazetteer that knows any. Takes the forms. */
static ter_status add_forms(inexact_work *w, form_list *forms, const grade *how, const char *kind, ter_error *err) {
    ter_status status = TER_OK;
    size_t before = w->out->len;
    for (size_t i = 0; i < w->g->count && status == TER_OK && w->out->len == before; i++) {
        for (size_t f = 0; f < forms->len && status == TER_OK; f++) {
            ter_gazetteer_hit *hits = NULL;
            size_t count = 0;
            ter_str form = ter_str_from(forms->items[f]);
            status = ter_gazetteer_lookup(w->g->gazetteers[i], form, true, &hits, &count, err);
            for (size_t k = 0; k < count; k++) {
                hit found = {w->g->gazetteers[i], hits[k].position, forms->items[f]};
                if (how != &by_rule || !is_twin(w, &found, hits[k].type)) add(w, found, how, kind);
            }
            free(hits);
        }
    }
    drop_forms(forms);
    return status;
}

static bool any_free(const ter_candidate_list *list) {
    for (size_t i = 0; i < list->len; i++)
        if (!list->items[i].against) return true;
    return false;
}

/* A guess is one name or nothing. */
static void demand_one_name(ter_candidate_list *list) {
    const ter_candidate *first = NULL;
    bool several = false;
    size_t free_count = 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_candidate *c = &list->items[i];
        if (c->against) continue;
        if (first && c->bears != first->bears) several = true;
        first = c;
        free_count++;
    }
    for (size_t i = 0; i < list->len && several; i++) {
        ter_candidate *c = &list->items[i];
        if (c->against) continue;
        c->against = "is one of several names as near";
        c->score /= (double)free_count;
    }
}

/* ---- the steps ---- */

static ter_status step_spelling(inexact_work *w, ter_error *err) {
    char *name = ter_strndup(w->asked->name.ptr, w->asked->name.len);
    form_list forms = {0};
    ter_name_numbers(name, put_form, &forms);
    ter_status status = add_forms(w, &forms, &by_number, "", err);
    if (status == TER_OK && !any_free(w->out)) {
        for (size_t i = 0; i < ter_kind_count() && status == TER_OK; i++) {
            const ter_kind *kind = ter_kind_at(i);
            if (!(kind->traits & TER_KIND_CORE)) continue;
            if (is_one_kind(w->asked->kind) && strcmp(kind->name, w->asked->kind) != 0) continue;
            forms = (form_list){0};
            ter_name_rules_apply(name, kind->name, put_form, &forms);
            size_t plain = forms.len;
            for (size_t f = 0; f < plain; f++) ter_name_numbers(forms.items[f], put_form, &forms);
            status = add_forms(w, &forms, &by_rule, kind->name, err);
        }
    }
    free(name);
    return status;
}

/* Whether all names that begin so are of one kind. */
static ter_status all_of_kind(const inexact_work *w, const char *kind, bool *out, ter_error *err) {
    ter_status status = TER_OK;
    *out = true;
    for (size_t i = 0; i < w->g->count && *out && status == TER_OK; i++) {
        ter_partial_hit *hits = NULL;
        size_t count = 0;
        const ter_gazetteer *g = w->g->gazetteers[i];
        status = ter_gazetteer_lookup_partial(g, w->asked->name, MOST_ALIKE, &hits, &count, err);
        ter_buf key = {0};
        ter_fold_key(w->asked->name, &key);
        for (size_t k = 0; k < count; k++)
            if (ter_str_begins(ter_str_from(hits[k].name), key.ptr ? key.ptr : ""))
                *out = *out && strcmp(ter_gazetteer_at(g, hits[k].position)->kind, kind) == 0;
        ter_buf_release(&key);
        free(hits);
    }
    return status;
}

/* Streets laid out together bear one stem with a direction or a number before the ending: 中路 is not 中街, though only
 * one of them be known. The stem is what the forms and the name have in common. */
static bool is_laid_out(const char *name, const form_list *forms) {
    size_t stem = strlen(name);
    for (size_t f = 0; f < forms->len; f++) {
        size_t n = 0;
        while (n < stem && forms->items[f][n] == name[n]) n++;
        stem = n;
    }
    while (stem > 0 && ((unsigned char)name[stem] & 0xc0) == 0x80) stem--;
    size_t last = stem;
    while (last > 0 && ((unsigned char)name[--last] & 0xc0) == 0x80) continue;
    static const char *const said[] = {"东", "西", "南", "北", "中", "前", "后", "内", "外", "上", "下",
                                       "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    ter_str character = {name + last, stem - last};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (ter_str_is(character, said[i])) return true;
    return false;
}

/* People say 南大街 for 南路, but not 南街. */
static void drop_as_long(form_list *forms, const char *name) {
    size_t kept = 0;
    for (size_t f = 0; f < forms->len; f++) {
        if (strlen(forms->items[f]) == strlen(name)) free(forms->items[f]);
        else forms->items[kept++] = forms->items[f];
    }
    forms->len = kept;
}

/* 大连, 建国 and 黄河 are a city, a town and a river, not a road that was cut short. The more is said of the place, its
 * area or even that it is a road, the less do towns that are called so, and the rarer words for waters, speak against
 * it. */
static bool names_other_than_line(const inexact_work *w, const char *name) {
    static const char *const waters[] = {"河", "江", "湖", "海", "溪", "水库", "涌",  "沟",
                                         "渠", "港", "浦", "塘", "泾", "浜",   "藏布"};
    static const char *const beside[] = {"滨", "沿", "临", "环", "近"}; /* 滨河 is where a road runs */
    bool road = is_one_kind(w->asked->kind), area = *w->asked->area;
    size_t count = road ? 2 : area ? 6 : sizeof waters / sizeof *waters;
    for (size_t i = 0; i < count; i++) {
        ter_str rest = w->asked->name;
        bool by_it = false, ends = ter_str_drop_end(&rest, waters[i]);
        for (size_t k = 0; k < sizeof beside / sizeof *beside; k++) by_it = by_it || ter_str_ends(rest, beside[k]);
        if (ends && !by_it) return true;
    }
    ter_area_level least = *w->asked->kind ? TER_AREA_CITY : area ? TER_AREA_COUNTY : TER_AREA_TOWN;
    return ter_is_area_name(ter_str_from(name), least);
}

/* 朝阳 alone may be a district, a road or a park: an ending is supplied when the kind is known, or when it is not an
 * area's name and all that begins so is of one kind. */
static ter_status add_endings(inexact_work *w, const char *name, const char *kind, bool is_area, ter_error *err) {
    const ter_name_rules *rules = ter_name_rules_default();
    bool known = *w->asked->kind && ter_candidates_kind_fits(w->asked->kind, kind);
    bool own = ter_name_rules_ended(rules, name, kind), fits = own || known;
    ter_status status = TER_OK;
    form_list forms = {0};
    if (*w->asked->kind && !known) return TER_OK;
    if (ter_kind_is_line(kind) && !own && names_other_than_line(w, name)) return TER_OK;
    ter_name_rules_end(rules, name, kind, put_form, &forms);
    if (forms.len > 0 && !fits && !is_area && w->characters >= LEAST_ALONE) status = all_of_kind(w, kind, &fits, err);
    if (!fits || status != TER_OK) {
        drop_forms(&forms);
        return status;
    }
    if (own && is_laid_out(name, &forms)) drop_as_long(&forms, name);
    return add_forms(w, &forms, &by_ending, kind, err);
}

static ter_status step_endings(inexact_work *w, ter_error *err) {
    char *name = ter_strndup(w->asked->name.ptr, w->asked->name.len);
    ter_status status = TER_OK;
    bool is_area = ter_area_known(w->g, w->asked->name);
    for (size_t i = 0; i < ter_kind_count() && status == TER_OK; i++)
        if (ter_kind_at(i)->traits & TER_KIND_CORE) status = add_endings(w, name, ter_kind_at(i)->name, is_area, err);
    free(name);
    demand_one_name(w->out);
    return status;
}

static ter_status step_misprints(inexact_work *w, ter_error *err) {
    if (w->characters < LEAST_MISPRINT) return TER_OK;
    char *name = ter_strndup(w->asked->name.ptr, w->asked->name.len);
    form_list forms = {0};
    ter_name_rules_misprint(ter_name_rules_default(), name, put_form, &forms);
    free(name);
    ter_status status = add_forms(w, &forms, &by_misprint, "", err);
    demand_one_name(w->out);
    return status;
}

/* One character more or less, unless it is one that makes another place, or the first; and what merely differs in one,
 * which is suggested. */
static ter_status step_edits(inexact_work *w, ter_error *err) {
    const ter_name_rules *rules = ter_name_rules_default();
    for (size_t i = 0; i < w->g->count; i++) {
        ter_alike_hit *hits = NULL;
        size_t count = 0;
        ter_status status =
            ter_gazetteer_lookup_alike(w->g->gazetteers[i], w->asked->name, MOST_ALIKE, &hits, &count, err);
        if (status != TER_OK) return status;
        for (size_t k = 0; k < count; k++) {
            const ter_alike_hit *h = &hits[k];
            bool lack = h->from == 0, excess = h->to == 0;
            size_t longer = w->characters + (lack ? 1 : 0);
            bool meant = lack != excess && longer >= LEAST_EDITED && h->at > 0 && h->at + 1 < longer &&
                         !ter_name_rules_weighty(rules, lack ? h->to : h->from);
            add(w, (hit){w->g->gazetteers[i], h->hit.position, h->hit.name},
                !meant ? &by_edit
                : lack ? &by_lack
                       : &by_excess,
                "");
        }
        free(hits);
        if (any_free(w->out)) break;
    }
    demand_one_name(w->out);
    return TER_OK;
}

static bool is_latin(ter_str s) {
    bool letter = false;
    for (size_t i = 0; i < s.len; i++) {
        bool small = s.ptr[i] >= 'a' && s.ptr[i] <= 'z', large = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
        if (!small && !large && s.ptr[i] != ' ' && s.ptr[i] != '\'') return false;
        letter = letter || small || large;
    }
    return letter;
}

static ter_status step_pinyin(inexact_work *w, bool initials, ter_error *err) {
    if (w->characters < (size_t)(initials ? LEAST_INITIALS : LEAST_PINYIN)) return TER_OK;
    for (size_t i = 0; i < w->g->count && !any_free(w->out); i++) {
        ter_partial_hit *hits = NULL;
        size_t count = 0;
        const ter_gazetteer *g = w->g->gazetteers[i];
        ter_status status = ter_gazetteer_lookup_pinyin(g, w->asked->name, initials, MOST_ALIKE, &hits, &count, err);
        if (status != TER_OK) return status;
        for (size_t k = 0; k < count; k++)
            add(w, (hit){g, hits[k].position, hits[k].name}, initials ? &by_initials : &by_pinyin, "");
        free(hits);
    }
    demand_one_name(w->out);
    return TER_OK;
}

static ter_status suggest_parts(inexact_work *w, ter_error *err) {
    if (w->characters < 2) return TER_OK;
    for (size_t i = 0; i < w->g->count && w->out->len < MOST_SUGGESTED; i++) {
        ter_partial_hit *hits = NULL;
        size_t count = 0;
        const ter_gazetteer *g = w->g->gazetteers[i];
        ter_status status = ter_gazetteer_lookup_partial(g, w->asked->name, MOST_SUGGESTED, &hits, &count, err);
        if (status != TER_OK) return status;
        for (size_t k = 0; k < count; k++) add(w, (hit){g, hits[k].position, hits[k].name}, &by_part, "");
        free(hits);
    }
    return TER_OK;
}

static ter_status climb(inexact_work *w, ter_error *err) {
    ter_status status = step_spelling(w, err);
    if (status == TER_OK && w->out->len == 0) status = step_endings(w, err);
    if (status == TER_OK && w->out->len == 0) status = step_misprints(w, err);
    if (status == TER_OK && w->out->len == 0) status = step_edits(w, err);
    if (is_latin(w->asked->name)) {
        if (status == TER_OK && !any_free(w->out)) status = step_pinyin(w, false, err);
        if (status == TER_OK && !any_free(w->out)) status = step_pinyin(w, true, err);
    }
    if (status == TER_OK && !any_free(w->out)) status = suggest_parts(w, err);
    return status;
}

ter_status ter_candidates_find_inexact(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out,
                                       ter_error *err) {
    ter_status status = ter_candidates_find(g, asked, out, err);
    if (status != TER_OK || any_free(out)) return status;
    for (size_t i = 0; i < out->len; i++)
        if (strcmp(out->items[i].against, "is of another kind") != 0) return TER_OK; /* it exists, but elsewhere */
    ter_candidate_list near = {0};
    inexact_work w = {g, asked, &near, characters(asked->name)};
    status = climb(&w, err);
    for (size_t i = 0; i < near.len; i++) ter_array_push(out, near.items[i]);
    ter_array_release(&near);
    if (status != TER_OK) ter_array_release(out);
    else ter_candidates_sort(out);
    return status;
}
