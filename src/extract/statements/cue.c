/* Cues: the verbs before and after a list of names, with negation, stages and objects. */
#include "extract/statements/cue.h"

#include "text/characters.h"

enum { MOST_RIGHT = 60, MOST_LEFT = 90 }; /* characters */
enum { MOST_BYGONE = 8, MOST_GOAL = 4 };  /* tokens */

const ter_cue ter_cue_none = {.at = UINT32_MAX};

static bool opens_object(const ter_token *k) {
    return ter_token_mark(k, U'“') || ter_token_mark(k, U'《');
}

/* 工程, 项目: what is worked on, not the working: 贯通工程 is not yet through. */
static bool is_undertaking(const ter_section_context *r, uint32_t i) {
    uint32_t last = r->t->text->cp[ter_section_token(r, i)->to - 1];
    return last == U'程' || last == U'目';
}

/* Past words of works, each maybe described: 完成 景观 提升. */
uint32_t ter_cue_skip_works(const ter_section_context *r, uint32_t i, uint32_t end) {
    for (uint32_t k = i; k < end && ter_token_is(ter_section_token(r, k), TER_WORD_WORKS | TER_WORD_GENERIC); k++)
        if (ter_token_is(ter_section_token(r, k), TER_WORD_WORKS) && !is_undertaking(r, k)) i = k + 1;
    return i;
}

bool ter_cue_is_goal(const ter_section_context *r, uint32_t i, uint32_t end) {
    const uint32_t *cp = r->t->text->cp;
    for (uint32_t k = i + 1; k < end && k <= i + MOST_GOAL && !ter_token_is_mark(ter_section_token(r, k)); k++) {
        const ter_token *t = ter_section_token(r, k);
        if (t->cp == U'目' && cp[t->from + 1] == U'标') return true;
        if (t->cp == U'奠' && cp[t->from + 1] == U'定') return true; /* 为甲路年底通车奠定基础 */
        if (!ter_token_is_char(t, U'的') && !(t->word && (t->word->after || t->word->before)) && t->cp != U'实')
            return false;
    }
    return false;
}

/* Does a verb at `i` have no object of its own in its clause: 开工, 开工了, 开工并…, or only works: 完成 大修? */
bool ter_cue_closes(const ter_section_context *r, uint32_t i, uint32_t end) {
    uint32_t next = i + 1;
    if (next < end && ter_section_token(r, next)->cp == U'了' &&
        ter_section_token(r, next)->to - ter_section_token(r, next)->from == 1)
        next++;
    next = ter_cue_skip_works(r, next, end);
    if (next >= end || ter_cue_is_goal(r, i, end)) return true;
    const ter_token *k = ter_section_token(r, next);
    if (ter_token_is_mark(k)) return !opens_object(k);
    if (ter_token_is_char(k, U'并')) /* 完工并投入使用; not 建成并投用甲路 */
        return next + 1 >= end ||
               !(ter_section_token(r, next + 1)->word && ter_section_token(r, next + 1)->word->before) ||
               ter_cue_closes(r, next + 1, end);
    bool last = ter_token_is(k, TER_WORD_STOP) && k->to - k->from > 1 &&
                (next + 1 >= end || ter_token_is_mark(ter_section_token(r, next + 1)));
    return last || ter_token_is(k, TER_WORD_JOIN) || ter_token_is_char(k, U'暨') ||
           (k->word && k->word->after && ter_cue_closes(r, next, end));
}

/* A cue that only follows may be part of a longer word that the lexicon lacks; it needs a clean end. */
static bool ends_cleanly(const ter_section_context *r, uint32_t i, uint32_t end) {
    return i + 1 >= end || ter_section_token(r, i + 1)->type != TER_TOKEN_UNKNOWN ||
           ter_section_token(r, i + 1)->cp == U'了';
}

static bool negated(const ter_section_context *r, uint32_t i, uint32_t begin) {
    for (uint32_t j = i; j > begin && i - j < 3; j--) {
        if (ter_token_is(ter_section_token(r, j - 1), TER_WORD_NEGATION)) return true;
        if (ter_token_is_mark(ter_section_token(r, j - 1))) return false;
    }
    return false;
}

/* What is not done is still to do: not started is planned, not finished is under way. */
static ter_state negate(ter_state state) {
    return state == TER_STATE_COMPLETED ? TER_STATE_UNDER_CONSTRUCTION : TER_STATE_PLANNED;
}

/* 进行了整修: what was carried out is done. */
static bool is_done(const ter_section_context *r, uint32_t i) {
    return i + 1 < r->t->list.len && ter_section_token(r, i + 1)->cp == U'了' &&
           ter_section_token(r, i + 1)->to - ter_section_token(r, i + 1)->from == 1;
}

/* 不再 新建: what is no longer to be done is given up. */
static bool given_up(const ter_section_context *r, uint32_t i, uint32_t begin) {
    for (uint32_t j = i; j > begin && i - j < 3; j--) {
        const ter_token *k = ter_section_token(r, j - 1);
        if (ter_token_is_mark(k)) return false;
        if (ter_token_is(k, TER_WORD_NEGATION) && k->to - k->from == 2 && r->t->text->cp[k->from + 1] == U'再')
            return true;
    }
    return false;
}

/* 完成路基施工的85%, 完成总工程量的九成, 完成主体: done in part, so under way. What is counted or named must be the
 * object, up to the clause's end. */
static bool is_partial(const ter_section_context *r, const ter_sentence *s, uint32_t i, uint32_t end) {
    for (uint32_t k = i + 1; k < end; k++) {
        const ter_token *t = ter_section_token(r, k), *before = ter_section_token(r, k - 1);
        if (ter_clause_name_at(r, s, k)) return false;
        if (t->cp == U'奠' && r->t->text->cp[t->from + 1] == U'定') return false;
        if (ter_token_is(t, TER_WORD_STAGE) || ter_cp_begins(r->t->text->cp + t->from, t->to - t->from, U"部分"))
            return true;
        if (before->type != TER_TOKEN_NUMBER || before->to != t->from) continue;
        bool quantity = ter_section_token(r, i)->cp == U'完' && ter_token_is(t, TER_WORD_MEASURE); /* 完成 1420米 */
        if (k == i + 2 && quantity) return true;
        if (ter_token_mark(t, '%') || (t->cp == U'成' && before->cp > '9')) return true;
    }
    return false;
}

static bool has_unknown(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_section_token(r, i)->type == TER_TOKEN_UNKNOWN) return true;
    return false;
}

ter_cue ter_cue_at(const ter_section_context *r, uint32_t i, uint32_t from, ter_action action) {
    const ter_word *w = ter_section_token(r, i)->word;
    ter_cue c = {.at = i, .strong = true, .action = action};
    c.state = w->after ? w->after : w->before;
    if (!w->after) c.driven = w->driven, c.aimed = w->aimed;
    if (w->after) c.strong = w->after_strong;
    if (negated(r, i, from)) c.state = negate(c.state), c.driven = c.aimed = false;
    if (c.driven && is_done(r, i)) c.state = TER_STATE_COMPLETED, c.driven = false;
    return c;
}

/* Is the name at token `i` a further member of the list, not a new subject (陕西师范大学…游泳馆竣工)? */
static bool follows_area(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    const ter_found_name *before = ter_clause_name_at(r, s, i - 1);
    return before && before->area;
}

/* 下穿, 上跨 */
static bool crosses(const ter_section_context *r, const ter_token *k) {
    uint32_t second = k->to - k->from == 2 ? r->t->text->cp[k->from + 1] : 0;
    return (k->cp == U'下' && second == U'穿') || (k->cp == U'上' && second == U'跨');
}

static bool continues_list(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f, uint32_t i,
                           uint32_t from) {
    if (i == from || f->area) return true;
    const ter_token *k = ter_section_token(r, i - 1);
    return ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN) || ter_token_is_mark(k) || ter_token_is_to(k) ||
           ter_token_is(k, TER_WORD_AREA) || crosses(r, k) || k->type == TER_TOKEN_NAME || follows_area(r, s, i);
}

/* The bracket that closes the one at `i`, or `i` when none does before `end`. */
static uint32_t bracket_end(const ter_section_context *r, uint32_t i, uint32_t end) {
    for (uint32_t k = i + 1; k < end; k++)
        if (ter_token_mark(ter_section_token(r, k), ')')) return k;
    return i;
}

/* Does the object of a verb end in words of works, or in what is done with them? */
static bool works_within(const ter_section_context *r, uint32_t from, uint32_t end, ter_action *action) {
    if (from >= end) return false;
    const ter_word *last = ter_section_token(r, end - 1)->word;
    if (!last || !(last->action || last->after)) return false;
    if (last->action && !*action) *action = last->action;
    return true;
}

/* Do works stand in [from, end), not only 项目 or 工程 of whatever kind? */
static bool names_works(const ter_section_context *r, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end && !ter_token_is_mark(ter_section_token(r, i)); i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->type == TER_TOKEN_WORD && k->word->action && !is_undertaking(r, i)) return true;
    }
    return false;
}

/* 因征地未完成: why it is so. */
static bool gives_cause(const ter_section_context *r, uint32_t from, uint32_t i) {
    for (uint32_t k = from; k < i; k++)
        if (ter_section_token(r, k)->cp == U'因' || ter_section_token(r, k)->cp == U'受') return true;
    return false;
}

/* 基坑支护 已 完成: the cue at token `i` is said of the stage that the works are in. */
static bool is_of_stage(const ter_section_context *r, uint32_t from, uint32_t i) {
    while (i > from && ter_token_is(ter_section_token(r, i - 1), TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_AIM)) i--;
    if (i > from + 1 && ter_token_is(ter_section_token(r, i - 1), TER_WORD_WORKS | TER_WORD_STOP) &&
        ter_token_is(ter_section_token(r, i - 2), TER_WORD_STAGE))
        return true; /* 主体 验收 完成 */
    return i > from && ter_token_is(ter_section_token(r, i - 1), TER_WORD_STAGE);
}

/* 前期工作 已 全部完成: only what comes before the works is done. */
static bool is_of_preparation(const ter_section_context *r, uint32_t from, uint32_t i) {
    while (i > from && ter_token_is(ter_section_token(r, i - 1), TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_AIM)) i--;
    const ter_token *k = i > from ? ter_section_token(r, i - 1) : NULL;
    if (!k || k->type != TER_TOKEN_WORD) return false;
    uint32_t second = r->t->text->cp[k->from + 1];
    bool founding = (k->cp == U'创' && second == U'建') || (k->cp == U'设' && second == U'立'); /* 创建顺利推进 */
    return founding || (k->word->after == TER_STATE_PLANNED && k->word->after_strong);
}

/* A cue with a subject: what is done of a stage is not done of all. */
static ter_cue told_of_subject(const ter_section_context *r, const ter_sentence *s, uint32_t i, uint32_t from,
                               uint32_t end, ter_action action) {
    ter_cue c = ter_cue_at(r, i, from, action);
    bool part = is_of_stage(r, from, i) || (ter_section_token(r, i)->word->before && is_partial(r, s, i, end));
    if (c.state == TER_STATE_COMPLETED && part) c.state = TER_STATE_UNDER_CONSTRUCTION;
    if (c.state >= TER_STATE_UNDER_CONSTRUCTION && c.state <= TER_STATE_COMPLETED && is_of_preparation(r, from, i))
        c.state = TER_STATE_PLANNED;
    return c;
}

/* A verb at `i` with an object that says something of the subject: 完成 路基施工的85%, 推进 校舍扩建, 进行 设计招标. */
static ter_cue told_by_object(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t i,
                              uint32_t end, ter_action action) {
    const ter_word *w = ter_section_token(r, i)->word;
    if (w->before == TER_STATE_COMPLETED && is_partial(r, s, i, end))
        return (ter_cue){.at = i, .state = TER_STATE_UNDER_CONSTRUCTION, .strong = true, .action = action};
    if (has_unknown(r, from, i) || !works_within(r, i + 1, end, &action))
        return (ter_cue){.at = UINT32_MAX, .action = action};
    const ter_word *last = ter_section_token(r, end - 1)->word;
    bool progress = i > from && ter_token_is(ter_section_token(r, i - 1), TER_WORD_PROGRESS);
    if (last->after == TER_STATE_PLANNED && w->driven) return ter_cue_at(r, end - 1, from, action);
    return (ter_cue){
        .at = i, .state = w->before, .strong = progress, .driven = w->driven, .aimed = w->aimed, .action = action};
}

/* Past 工程 or 项目 at token i. */
static uint32_t skip_undertaking(const ter_section_context *r, uint32_t i, uint32_t end) {
    while (i < end && ter_token_is(ter_section_token(r, i), TER_WORD_WORKS) && is_undertaking(r, i)) i++;
    return i;
}

/* 开学期间, 通车之际, 建成通车后, 进场问题: the time or the trouble of what the cue says, of which something else is
 * said. */
static bool is_time_of(const ter_section_context *r, uint32_t i, uint32_t end) {
    static const char32_t *const words[] = {U"期间", U"之际", U"之后", U"以后", U"后", U"之前", U"以来", U"问题"};
    uint32_t next = i + 1;
    while (next < end && ter_token_is(ter_section_token(r, next), TER_WORD_CUE)) next++;
    if (next >= end) return false;
    uint32_t at = ter_section_token(r, next)->from, stop = ter_section_token(r, end - 1)->to;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ter_cp_begins(r->t->text->cp + at, stop - at, words[k])) return true;
    return false;
}

/* 推动甲河 全线通航、功能提升: one of several works that are the object of a verb before them. */
static bool names_aim_too(const ter_section_context *r, uint32_t i, uint32_t end) {
    return i + 2 < end && ter_token_mark(ter_section_token(r, i + 1), U'、') &&
           ter_token_is(ter_section_token(r, i + 2), TER_WORD_WORKS);
}

ter_cue ter_cue_after(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t end, bool place) {
    ter_cue none = ter_cue_none;
    for (uint32_t i = from; i < end && ter_section_chars(r, from, i + 1) <= MOST_RIGHT; i++) {
        const ter_found_name *over = ter_token_mark(ter_section_token(r, i), '(') ? NULL : ter_clause_name_at(r, s, i);
        if (over && !continues_list(r, s, over, i, from)) break;
        if (over) {
            i = ter_found_name_end(over) - 1;
            continue;
        }
        uint32_t past = ter_clause_past_measure(r, i, end);
        if (past > i) {
            i = past - 1;
            continue;
        }
        const ter_token *k = ter_section_token(r, i);
        if (ter_token_mark(k, '(')) i = bracket_end(r, i, end);
        if (!k->word || k->type == TER_TOKEN_NAME) continue;
        if (ter_token_mark(ter_section_token(r, i - 1), U'“') || is_time_of(r, i, end)) continue;
        if (i + 1 < end && is_undertaking(r, i + 1) && !k->word->after_strong) { /* 改建 工程 */
            if (!none.action) none.action = k->word->action;
            continue;
        }
        const ter_token *next = i + 1 < end ? ter_section_token(r, i + 1) : NULL;
        bool yields = next && next->word && next->word->after && next->type != TER_TOKEN_NAME; /* 完成 立项 */
        yields = yields || names_aim_too(r, i, end);
        uint32_t behind = skip_undertaking(r, i + 1, end); /* 装修 工程 顺利 竣工 */
        if (k->word->after == TER_STATE_UNDER_CONSTRUCTION && behind > i + 1)
            yields = ter_cue_after(r, s, behind, end, false).state == TER_STATE_COMPLETED;
        if (k->word->after && !yields && (k->word->before ? ter_cue_closes(r, i, end) : ends_cleanly(r, i, end))) {
            /* 停靠站点临时撤销: what is given up must be the facility itself */
            if (k->word->after == TER_STATE_CANCELLED && has_unknown(r, from, i)) break;
            if (k->word->after == TER_STATE_COMPLETED && negated(r, i, from) && gives_cause(r, from, i)) break;
            return told_of_subject(r, s, i, from, end, none.action);
        }
        if (k->word->action && !none.action) none.action = k->word->action;
        yields = yields || (k->word->before == TER_STATE_PLANNED && gives_cause(r, from, i)); /* 因规划调整暂缓 */
        if (yields || !k->word->before || (k->word->classes & TER_WORD_WORKS)) continue;
        if (place && k->word->aimed) continue;
        if (place && k->word->driven && !names_works(r, i + 1, end)) continue; /* 在甲校实施人才培养项目 */
        if (place && is_done(r, i)) return (ter_cue){.at = i, .state = TER_STATE_COMPLETED, .action = none.action};
        if (place)
            return (ter_cue){.at = i, .state = k->word->before, .driven = k->word->driven, .action = none.action};
        if (ter_cue_closes(r, i, end)) return told_of_subject(r, s, i, from, end, none.action);
        return told_by_object(r, s, from, i, end, none.action);
    }
    return none;
}

/* 、 和 and (7) begin the next member of a list. */
static bool opens_member(const ter_section_context *r, uint32_t i) {
    const ter_token *k = ter_section_token(r, i);
    bool entry = ter_token_mark(k, '(') && i + 2 < r->t->list.len &&
                 ter_section_token(r, i + 1)->type == TER_TOKEN_NUMBER &&
                 ter_token_mark(ter_section_token(r, i + 2), ')');
    return entry || ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN);
}

/* Do words of its own stand before token `i` in its member of a list: 完成 城区街巷 改造、甲路? */
static bool member_has_words(const ter_section_context *r, uint32_t begin, uint32_t i) {
    bool own = false;
    for (; i > begin; own = true, i--) {
        const ter_token *k = ter_section_token(r, i - 1);
        bool mark = ter_token_mark(k, U'、') || ter_token_mark(k, ',') || ter_token_mark(k, ':');
        bool entry = ter_token_mark(k, ')') && i >= begin + 3 && opens_member(r, i - 3);
        if (mark || entry || ter_token_is(k, TER_WORD_CUE | TER_WORD_JOIN | TER_WORD_STOP)) return own;
    }
    return own;
}

/* 甲扩建、乙, 甲升级改造、乙: the works at token `i` are those of the member before them. */
static bool is_works_of_member(const ter_section_context *r, const ter_sentence *s, uint32_t begin, uint32_t i) {
    uint32_t next = i + 1, works = i;
    while (next < s->to && ter_token_is(ter_section_token(r, next), TER_WORD_WORKS)) next++;
    if (next < s->to && ter_token_mark(ter_section_token(r, next), '(') && !opens_member(r, next))
        next = bracket_end(r, next, s->to) + 1; /* 甲路建设（一期）、乙路 */
    while (works > begin && ter_token_is(ter_section_token(r, works - 1), TER_WORD_WORKS)) works--;
    i = works;
    while (i > begin && ter_token_is(ter_section_token(r, i - 1), TER_WORD_WORKS | TER_WORD_GENERIC)) i--;
    if (i > begin && ter_token_mark(ter_section_token(r, i - 1), ')')) /* 甲医院(乙院)扩建 */
        while (i > begin && !ter_token_mark(ter_section_token(r, --i), '(')) {
        }
    const ter_found_name *member = i > begin ? ter_clause_name_at(r, s, i - 1) : NULL;
    if (member && !member->area) return true; /* 在甲镇新建乙校: an area is no member, but where the works are */
    return next < s->to && opens_member(r, next) && member_has_words(r, begin, works);
}

/* 的有, 有, 的是, 为 from token `i` up to the list at `at`. */
static bool opens_list(const ter_section_context *r, uint32_t i, uint32_t at) {
    if (i < at && ter_section_token(r, i)->cp == U'的') {
        i++;
        while (i < at && ter_token_is(ter_section_token(r, i), TER_WORD_WORKS | TER_WORD_CATEGORY)) i++; /* 的项目有 */
    }
    const ter_token *k = i < at ? ter_section_token(r, i) : NULL;
    bool is = k && k->to - k->from == 1 && ter_cp_in(k->cp, U"有是为");
    return is || (k && ter_token_is(k, TER_WORD_WHICH));
}

/* A verb of start, haste or end right before one that only names the works: 开工 新建, 加快 改造. */
static bool is_outer(const ter_section_context *r, uint32_t i) {
    const ter_word *w = ter_section_token(r, i)->word;
    return w && ter_section_token(r, i)->type == TER_TOKEN_WORD && w->before && w->before != TER_STATE_PLANNED;
}

/* A verb of study right before another: 谋划 启动. */
static bool is_intent(const ter_section_context *r, uint32_t i) {
    const ter_word *w = ter_section_token(r, i)->word;
    return w && ter_section_token(r, i)->type == TER_TOKEN_WORD && w->before == TER_STATE_PLANNED && !w->driven &&
           !w->aimed;
}

/* 完成 甲路扫尾、乙路: what ends a member of the list is said of that one. */
static bool ends_member(const ter_section_context *r, uint32_t next) {
    const ter_token *k = ter_section_token(r, next - 1);
    bool joined =
        ter_token_mark(ter_section_token(r, next), U'、') || ter_token_is(ter_section_token(r, next), TER_WORD_JOIN);
    return joined && k->word->after && !k->word->before;
}

/* 完成投资1.2亿元的甲路改造: the sum only describes what is completed. */
static bool is_sum_spent(const ter_section_context *r, uint32_t i, uint32_t at) {
    const ter_token *k = ter_section_token(r, i);
    if (k->to - k->from != 4 || !ter_cp_begins(r->t->text->cp + k->from, 4, U"完成投资")) return false;
    for (uint32_t j = i + 1; j < at && !ter_token_mark(ter_section_token(r, j), ','); j++)
        if (ter_token_is_char(ter_section_token(r, j), U'的')) return true;
    return false;
}

/* The verb before the list that governs it: 启动 清溪河…及白沙河…. What stands in brackets governs nothing. */
ter_cue ter_cue_before(const ter_section_context *r, const ter_sentence *s, uint32_t at, uint32_t begin) {
    int depth = 0;
    for (uint32_t i = at; i > begin && ter_section_chars(r, i - 1, at) <= MOST_LEFT; i--) {
        const ter_found_name *over = ter_clause_name_at(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            continue;
        }
        const ter_token *k = ter_section_token(r, i - 1);
        if (ter_token_mark(k, ')')) depth++;
        if (ter_token_mark(k, '(')) depth--;
        if (depth > 0 || !k->word || k->type == TER_TOKEN_NAME) continue;
        bool opens = i < at && opens_list(r, i, at); /* 正在开展前期工作的有甲校、乙校 */
        if (ends_member(r, i)) continue;
        if (is_sum_spent(r, i - 1, at))
            return (ter_cue){.at = i - 1, .state = TER_STATE_COMPLETED, .action = TER_ACTION_NONE};
        if (k->word->after && !k->word->before && !opens) break;
        if (opens && k->word->after) return ter_cue_at(r, i - 1, begin, TER_ACTION_NONE);
        bool of_member = (k->word->classes & TER_WORD_WORKS) && is_works_of_member(r, s, begin, i - 1);
        if (!k->word->before || of_member || (i >= 2 && ter_token_is(ter_section_token(r, i - 2), TER_WORD_AT)))
            continue;
        if (i >= begin + 2 && k->word->driven && is_outer(r, i - 2)) continue; /* 开工 新建甲路 */
        if (i >= begin + 2 && is_intent(r, i - 2)) continue;                   /* 谋划 启动甲路 */
        bool no = negated(r, i - 1, begin);
        return (ter_cue){.at = i - 1,
                         .state = !no                         ? k->word->before
                                  : given_up(r, i - 1, begin) ? TER_STATE_CANCELLED
                                                              : negate(k->word->before),
                         .whole = k->word->whole,
                         .driven = k->word->driven && !no,
                         .aimed = k->word->aimed && !no,
                         .action = k->word->action};
    }
    return ter_cue_none;
}

/* 一度停工, 原计划去年开工: what held before, and no longer does. */
bool ter_cue_is_bygone(const ter_section_context *r, uint32_t begin, uint32_t cue) {
    for (uint32_t i = cue; i > begin && cue - i < MOST_BYGONE; i--) {
        const ter_token *k = ter_section_token(r, i - 1);
        uint32_t second = k->to - k->from > 1 ? r->t->text->cp[k->from + 1] : 0;
        if (ter_token_is_mark(k) || k->cp == U'的' || (k->word && (k->word->before || k->word->after))) return false;
        if ((k->cp == U'一' && second == U'度') || (k->cp == U'原' && (second == U'计' || second == U'定')))
            return true;
    }
    return false;
}
