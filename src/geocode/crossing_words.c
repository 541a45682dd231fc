/* The wordings of crossings: what joins the two roads, what says that they meet, and what says how far from there. */
#include "geocode/crossing_words.h"

#include "geocode/expression.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const roads[] = {"路", "街", "道", "巷", "胡同", "桥", "高速", "条", "线", "环", "段", "弄", "巷子"};
static const double corner_m = 30, around_m = 100;

static bool ends_with_any(ter_str s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ter_str_ends(s, words[i])) return true;
    return false;
}

bool ter_ends_as_road(ter_str s) {
    return ends_with_any(s, roads, COUNT(roads));
}

static bool drop_any_end(ter_str *s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ter_str_drop_end(s, words[i])) return true;
    return false;
}

static bool drop_any_start(ter_str *s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ter_str_drop_start(s, words[i])) return true;
    return false;
}

/* ---- how far from it ---- */

static const struct {
    const char *word;
    double bearing;
} compass[] = {{"东北", 45},  {"東北", 45}, {"东南", 135}, {"東南", 135}, {"西北", 315},
               {"西南", 225}, {"正东", 90}, {"正西", 270}, {"正南", 180}, {"正北", 0},
               {"东", 90},    {"東", 90},   {"南", 180},   {"西", 270},   {"北", 0}};

/* A number at the end, in digits; negative when there is none. */
static double drop_number(ter_str *s) {
    size_t n = s->len;
    while (n > 0 && ((s->ptr[n - 1] >= '0' && s->ptr[n - 1] <= '9') || s->ptr[n - 1] == '.')) n--;
    double value = 0, unit = 1;
    bool fraction = false;
    if (n == s->len || n == 0 || s->len - n > 6) return -1;
    for (size_t i = n; i < s->len; i++) {
        if (s->ptr[i] == '.') fraction = true;
        else if (fraction) value += (s->ptr[i] - '0') * (unit /= 10);
        else value = value * 10 + (s->ptr[i] - '0');
    }
    s->len = n;
    return value;
}

/* "以东约100米处", "向北50米", "北约10米", "东侧30米", "约100米". */
static bool drop_offset(ter_str *name, ter_crossing_words *out) {
    static const char *const after[] = {"处", "處", "附近", "左右", "范围内", "内"};
    static const char *const about[] = {"大约", "约为", "约", "近", "的"};
    static const char *const sides[] = {"方向", "方", "侧", "側", "面", "边", "角"};
    static const char *const toward[] = {"以", "向", "往", "偏", "朝", "的"};
    ter_str s = *name;
    drop_any_end(&s, after, COUNT(after));
    double unit = ter_str_drop_end(&s, "公里") || ter_str_drop_end(&s, "千米") ? 1000 : 1;
    if (unit == 1 && !ter_str_drop_end(&s, "余米") && !ter_str_drop_end(&s, "米") && !ter_str_drop_end(&s, "m"))
        return false;
    double number = drop_number(&s);
    if (number < 0) return false;
    out->away_m = number * unit;
    drop_any_end(&s, about, COUNT(about));
    drop_any_end(&s, sides, COUNT(sides));
    for (size_t i = 0; i < COUNT(compass) && out->bearing < 0; i++)
        if (ter_str_drop_end(&s, compass[i].word)) out->bearing = compass[i].bearing;
    if (out->bearing >= 0) drop_any_end(&s, toward, COUNT(toward));
    *name = s;
    return true;
}

/* "东北角", "南侧", "附近": at the crossing, but not in its middle. */
static void drop_corner(ter_str *name, ter_crossing_words *out) {
    static const char *const around[] = {"附近", "周边", "旁边", "旁"};
    static const char *const ends[] = {"角", "侧", "側"}, *const mouths[] = {"口", "处"};
    static const char *const words[] = {"东北", "东南", "西北", "西南", "東北", "東南", "东", "東", "西", "南", "北"};
    if (drop_any_end(name, around, COUNT(around))) {
        out->slack_m = around_m;
        return;
    }
    ter_str s = *name;
    bool ended = drop_any_end(&s, ends, COUNT(ends));
    if (!drop_any_end(&s, words, COUNT(words)) || !(ended || ends_with_any(s, mouths, COUNT(mouths)))) return;
    out->slack_m = corner_m;
    *name = s;
}

/* ---- what says that two roads meet ---- */

static bool drop_crossing(ter_str *name) {
    static const char *const ends[] = {
        "交叉路口", "相交路口", "十字路口", "丁字路口", "三岔路口", "交汇路口", "交叉口处", "交叉口",
        "交叉处",   "T字路口",  "T型路口",  "丁字口",   "十字口",   "转角",     "轉角",     "交匯",
        "交會",     "拐角",     "转弯处",   "交叉點",   "交叉點",   "交叉点",   "交汇处",   "交匯處",
        "交匯處",   "交汇口",   "交会处",   "交会口",   "交会点",   "交汇点",   "交汇",     "交会",
        "汇合处",   "相交处",   "相交處",   "相交",     "交界处",   "交界處",   "交界口",   "交界",
        "交接处",   "交口",     "交叉處",   "交叉",     "相接处",   "相汇处"};
    static const char *const before_mouth[] = {"街", "巷", "胡同", "段", "道", "弄"};
    if (drop_any_end(name, ends, COUNT(ends))) return true;
    ter_str rest = *name;
    if (ter_str_drop_end(&rest, "路口")) {
        /* "A路与B路口": the 路 belongs to B, unless B is a 巷子 */
        if (!ter_ends_as_road(rest)) rest.len += strlen("路");
    } else if (!ter_str_drop_end(&rest, "口") || !ends_with_any(rest, before_mouth, COUNT(before_mouth))) {
        return false;
    }
    *name = rest;
    return true;
}

/* Everything behind the roads' names; *said: that they meet is among it. */
static void drop_tail(ter_str *name, ter_crossing_words *out, bool *said) {
    static const char *const at[] = {"处", "處"};
    if (!drop_offset(name, out)) drop_corner(name, out);
    ter_str_drop_end(name, "的");
    drop_any_end(name, at, COUNT(at));
    *said = drop_crossing(name);
    ter_str_drop_end(name, "的");
    ter_str_drop_blanks(name);
}

/* ---- what joins them ---- */

static void add_pair(ter_crossing_words *out, ter_str a, ter_str b, bool loose) {
    ter_str_drop_blanks(&a);
    ter_str_drop_blanks(&b);
    for (size_t i = 0; i < out->count; i++)
        if (out->pairs[i].a.len == a.len && out->pairs[i].b.ptr == b.ptr && out->pairs[i].b.len == b.len) return;
    if (a.len && b.len && out->count < TER_MOST_PAIRS) out->pairs[out->count++] = (ter_pair){a, b, loose};
}

/* "A路与B巷子路口": the 路 that was left to B may not be B's. */
static void add_without_mouth(ter_crossing_words *out) {
    for (size_t i = 0, count = out->count; i < count; i++) {
        ter_pair p = out->pairs[i];
        if (ter_str_drop_end(&p.b, "路")) add_pair(out, p.a, p.b, p.loose);
    }
}

/* How sure it is that what a word joins are two roads. */
typedef enum trust { SURE, IF_BOTH_END_AS_ROADS, LOOSE } trust;

static void add_pairs(ter_str s, const char *joint, trust trust, ter_crossing_words *out) {
    size_t n = strlen(joint);
    for (size_t i = 1; i + n < s.len; i++) {
        if (memcmp(s.ptr + i, joint, n) != 0) continue;
        ter_str a = {s.ptr, i}, b = {s.ptr + i + n, s.len - i - n};
        bool ended = ter_ends_as_road(a) && ter_ends_as_road(b);
        add_pair(out, a, b, trust == LOOSE || (trust == IF_BOTH_END_AS_ROADS && !ended));
    }
}

/* "A路B路": cut behind each word that ends the name of a road, then wherever both halves may be roads. */
static void add_joined_pairs(ter_str s, ter_crossing_words *out) {
    for (int any = 0; any < 2; any++) {
        for (size_t i = 1; i < s.len; i++) {
            ter_str a = {s.ptr, i}, b = {s.ptr + i, s.len - i};
            if (((unsigned char)s.ptr[i] & 0xc0) == 0x80 || a.len <= strlen("路") || b.len <= strlen("路")) continue;
            if (any || ter_ends_as_road(a)) add_pair(out, a, b, any || !out->said);
        }
    }
}

static void add_all(ter_str s, ter_crossing_words *out) {
    static const char *const marks[] = {"／", "/", "×", "＆", "&", "∩", "╳"};
    static const char *const words[] = {"与", "與", "和", "及", "、", "，", ",", "·", "—", "-"};
    static const char *const weak[] = {"临近", "臨近", "靠近", "近", "进", "進", "临", "臨", "交", "與", "夹", "夾"};
    for (size_t i = 0; i < COUNT(marks); i++) add_pairs(s, marks[i], SURE, out);
    for (size_t i = 0; i < COUNT(words) && (out->said || i < 2); i++) add_pairs(s, words[i], SURE, out);
    if (out->count > 0 && !out->said) return;
    trust trust = out->said ? IF_BOTH_END_AS_ROADS : LOOSE;
    bool mouth = true; /* 口 ends many names, and may say that two roads meet */
    for (ter_str at = s; mouth; mouth = !out->said && ter_str_drop_end(&at, "口")) {
        for (size_t i = 0; i < COUNT(weak); i++) add_pairs(at, weak[i], trust, out);
        add_joined_pairs(at, out);
    }
    if (out->said) add_without_mouth(out);
}

/* Whether the brackets hold a crossing of their own, or the ends of a section. */
static bool names_two(ter_str inner) {
    static const char *const joints[] = {"与", "與", "和", "及", "、", "/"};
    static const char *const strokes[] = {"至", "—", "－", "～", "~", "-", "到"};
    ter_crossing_words several = {0};
    for (size_t i = 0; i < COUNT(joints); i++) add_pairs(inner, joints[i], IF_BOTH_END_AS_ROADS, &several);
    for (size_t i = 0; i < COUNT(strokes); i++) add_pairs(inner, strokes[i], SURE, &several);
    for (size_t i = 0; i < several.count; i++)
        if (!several.pairs[i].loose) return true;
    return false;
}

/* What brackets behind the name of a road hold. */
typedef struct part_words {
    ter_str whole, other; /* without and with a word in front that leads to the other road */
    bool said, led;
} part_words;

static part_words read_part(ter_str part, ter_crossing_words *out) {
    static const char *const leads[] = {"靠近", "临近", "臨近", "近", "临", "臨", "与", "與", "和", "进", "進", "交"};
    part_words p = {.said = false};
    drop_tail(&part, out, &p.said);
    p.whole = p.other = part;
    p.led = drop_any_start(&p.other, leads, COUNT(leads));
    return p;
}

bool ter_crossing_words_in_part(ter_str part) {
    ter_crossing_words words = {.bearing = -1};
    part_words p = read_part(part, &words);
    return p.said || p.led || words.away_m > 0;
}

/* "A路（B路口）", "A路（近B路）", "A路（与B路交叉口东北角）", "A路（B附近）". What does not end as roads do, or is not
 * said to meet, may be one: both must be known then. */
static bool read_brackets(ter_str name, ter_crossing_words *out) {
    ter_str base, inner;
    bool base_said = false;
    if (!ter_expression_brackets(name, &base, &inner)) return false;
    part_words p = read_part(inner, out);
    if (names_two(p.other)) return false;
    if (!p.said) drop_tail(&base, out, &base_said);
    out->said = ter_ends_as_road(p.whole) && (p.said || (p.led && ter_ends_as_road(base)));
    ter_str mouth = p.whole;
    if (p.led) add_pair(out, base, p.other, !out->said);
    add_pair(out, base, p.whole, p.led || !out->said); /* 和平里 is not led to by 和 */
    if (!p.said && ter_str_drop_end(&mouth, "口")) add_pair(out, base, mouth, true);
    if (base_said && ter_str_drop_end(&base, "路")) add_pair(out, base, p.whole, true);
    if (p.said) add_without_mouth(out);
    return true;
}

bool ter_crossing_words_read(ter_str name, ter_crossing_words *out) {
    static const char *const leads[] = {"位于", "地处", "在"};
    *out = (ter_crossing_words){.bearing = -1};
    ter_str_drop_blanks(&name);
    ter_str s = name;
    drop_tail(&s, out, &out->said);
    if (out->said) drop_any_start(&s, leads, COUNT(leads));
    if (!out->said && read_brackets(s, out)) return true;
    add_all(s, out);
    return out->count > 0;
}
