/* Votes for areas, in a table of fixed size. */
#include "areas/area_tally.h"

/* Of two areas with the same name the one with less than this part of the votes is a guess. */
static const double LEAST_SURE = 0.56;

static size_t slot_of(const ter_area_tally *t, ter_area_id area) {
    size_t i = area * 2654435761u % TER_TALLY_SLOTS;
    while (t->slots[i].under > 0 && t->slots[i].area != area) i = (i + 1) % TER_TALLY_SLOTS;
    return i;
}

ter_area_votes ter_tally_votes(const ter_area_tally *t, ter_area_id area) {
    ter_area_votes v = t->slots[slot_of(t, area)];
    v.area = area;
    return v;
}

ter_area_votes ter_tally_at(const ter_area_tally *t, size_t i) {
    return t->slots[t->used[i]];
}

void ter_tally_add(ter_area_tally *t, ter_area_id area, double votes) {
    ter_area_id at = area;
    t->all += votes;
    for (; at != TER_AREA_NONE && votes > 0; at = ter_area_parent(at)) {
        size_t i = slot_of(t, at);
        if (!(t->slots[i].under > 0)) {
            if (t->count == TER_TALLY_SLOTS / 2) return;
            t->used[t->count++] = (uint16_t)i;
            t->slots[i].area = at;
        }
        t->slots[i].under += votes;
        if (at == area) t->slots[i].own += votes;
    }
}

/* With no votes a province comes first (河南 before 河南县), and a town last (东城区 in 许昌 is called as Beijing's
 * is). */
static double before_any(ter_area_level level) {
    return level == TER_AREA_PROVINCE ? 0.01 : level < TER_AREA_TOWN ? 0.001 : 0;
}

/* Near areas speak louder than far ones. A municipality is city and province around its districts, so that they have
 * no less around them than others. */
static double support(const ter_area_tally *t, ter_area_id area) {
    static const double weights[] = {0.5, 1, 1}; /* province, city, county */
    ter_area_level level = ter_area_level_of(area);
    double sum = before_any(level) + 2 * ter_tally_votes(t, area).under;
    for (int at = TER_AREA_PROVINCE; at < (int)level; at++) {
        ter_area_id around = ter_area_at_level(area, (ter_area_level)at);
        if (around == TER_AREA_NONE) around = ter_area_at_level(area, TER_AREA_PROVINCE);
        sum += weights[at] * ter_tally_votes(t, around).under;
    }
    return sum;
}

ter_area_id ter_tally_choose(const ter_area_tally *t, const ter_area_mention *mention, double *sure) {
    ter_area_id best = mention->areas[0];
    double most = support(t, best), next = -1;
    for (size_t i = 1; i < mention->count; i++) {
        ter_area_id other = mention->areas[i];
        double s = support(t, other);
        if (ter_area_within(best, other) || ter_area_within(other, best)) { /* 吉林: the province, then the city */
            if (ter_area_level_of(other) < ter_area_level_of(best)) best = other;
            if (s > most) most = s;
        } else if (s > most) {
            next = most;
            best = other;
            most = s;
        } else if (s > next) next = s;
    }
    *sure = next < 0 ? 1 : most > 0 ? most / (most + next) : 0.5;
    return *sure >= LEAST_SURE ? best : TER_AREA_NONE;
}
