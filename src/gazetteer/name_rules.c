/* The rules for shortened names, as tables. Each says what it does and what it must not do; a rule-made name never
 * shadows an official one (the builder sees to that), and none is shorter than three characters. */
#include "gazetteer/name_rules.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_CHARACTERS = 3, ROUNDS = 3, MOST_NAMES = 16 };

/* Leading provinces and cities with their unit: dropped, for the text names the city once. */
static const char *const long_prefixes[] = {
    "北京市", "天津市", "上海市",   "重庆市",   "河北省", "山西省", "辽宁省",     "吉林省", "黑龙江省",   "江苏省",
    "浙江省", "安徽省", "福建省",   "江西省",   "山东省", "河南省", "湖北省",     "湖南省", "广东省",     "海南省",
    "四川省", "贵州省", "云南省",   "陕西省",   "甘肃省", "青海省", "台湾省",     "广州市", "深圳市",     "杭州市",
    "南京市", "苏州市", "成都市",   "武汉市",   "西安市", "郑州市", "长沙市",     "济南市", "青岛市",     "沈阳市",
    "大连市", "长春市", "哈尔滨市", "石家庄市", "太原市", "合肥市", "福州市",     "厦门市", "南昌市",     "南宁市",
    "海口市", "贵阳市", "昆明市",   "兰州市",   "西宁市", "银川市", "乌鲁木齐市", "拉萨市", "呼和浩特市", "宁波市",
};

/* The same without the unit: dropped only when what is left is a name of its own, see stands_alone. */
static const char *const short_prefixes[] = {
    "北京", "天津", "上海", "重庆", "广州", "深圳", "杭州", "南京", "苏州", "成都",
    "武汉", "西安", "郑州", "长沙", "济南", "青岛", "沈阳", "大连", "长春", "哈尔滨",
};

/* What is left begins with one of these: it says a type (儿童医院) or belongs to the city's name (南京东路小学). */
static const char *const not_alone[] = {
    "东",   "西",   "南",   "北",   "中",   "路",   "街",   "市",   "大学", "医院", "人民", "儿童",
    "妇产", "妇幼", "妇儿", "口腔", "肿瘤", "胸科", "传染", "精神", "老年", "急救", "第一", "第二",
    "第三", "第四", "第五", "实验", "国际", "外国", "职业", "体育", "职工", "电影", "艺术", "师范",
    "科技", "交通", "工业", "理工", "教育", "青年", "少年", "植物", "动物", "森林", "郊野", "湿地",
    "滨河", "滨江", "城市", "文化", "特殊", "公园", "学校", "小学", "幼儿", "高中", "初中", "附属",
};

typedef struct replacement {
    const char *kind; /* NULL: any */
    const char *from, *to;
    enum { ANYWHERE, AT_START, AT_END } where;
} replacement;

static const replacement replacements[] = {
    /* a hospital is called by its own name, not by the school it is attached to */
    {"hospital", "首都医科大学附属", "", AT_START},
    /* expressways and ring roads, with and without the word for road */
    {"road", "高速公路", "高速", AT_END},
    {"road", "快速路", "快速", AT_END},
    {"road", "二环路", "二环", AT_END},
    {"road", "三环路", "三环", AT_END},
    {"road", "四环路", "四环", AT_END},
    {"road", "五环路", "五环", AT_END},
    {"road", "六环路", "六环", AT_END},
    {"road", "二环", "二环路", AT_END},
    {"road", "三环", "三环路", AT_END},
    {"road", "四环", "四环路", AT_END},
    {"road", "五环", "五环路", AT_END},
    {"road", "六环", "六环路", AT_END},
    /* streets outside the old gates of Beijing; 广渠门 is left out, 广外 means 广安门外 */
    {"road", "朝阳门外大街", "朝外大街", AT_START},
    {"road", "建国门外大街", "建外大街", AT_START},
    {"road", "广安门外大街", "广外大街", AT_START},
    {"road", "阜成门外大街", "阜外大街", AT_START},
    {"road", "复兴门外大街", "复外大街", AT_START},
    {"road", "永定门外大街", "永外大街", AT_START},
    {"road", "德胜门外大街", "德外大街", AT_START},
    {"road", "安定门外大街", "安外大街", AT_START},
    {"road", "朝外大街", "朝阳门外大街", AT_START},
    {"road", "建外大街", "建国门外大街", AT_START},
    {"road", "工人体育场", "工体", AT_START},
    /* schools attached to universities */
    {"school", "中国人民大学附属", "人大附属", AT_START},
    {"school", "清华大学附属", "清华附属", AT_START},
    {"school", "北京大学附属", "北大附属", AT_START},
    {"school", "北京师范大学附属", "北师大附属", AT_START},
    {"school", "首都师范大学附属", "首师大附属", AT_START},
    {"school", "东北师范大学附属", "东北师大附属", AT_START},
    {"school", "对外经济贸易大学附属", "贸大附属", AT_START},
    {"school", "中国传媒大学附属", "传媒大学附属", AT_START},
    {"school", "附属中学", "附中", ANYWHERE},
    {"school", "附属小学", "附小", ANYWHERE},
};

typedef struct name_set {
    char *items[MOST_NAMES];
    size_t count;
} name_set;

static size_t characters(const char *s) {
    size_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

static bool begins(const char *s, const char *prefix) {
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static void set_add(name_set *set, char *name) {
    bool keep = set->count < MOST_NAMES && characters(name) >= LEAST_CHARACTERS;
    for (size_t i = 0; keep && i < set->count; i++) keep = strcmp(set->items[i], name) != 0;
    if (keep) set->items[set->count++] = name;
    else free(name);
}

static bool stands_alone(const char *rest) {
    if (characters(rest) < 4) return false;
    for (size_t i = 0; i < sizeof not_alone / sizeof *not_alone; i++)
        if (begins(rest, not_alone[i])) return false;
    return true;
}

/* 朝阳区双桥医院 to 双桥医院, after the city is gone: a district of two or three characters. */
static const char *after_district(const char *name) {
    const char *unit = strstr(name, "区");
    if (!unit) return NULL;
    size_t before = 0;
    for (const char *p = name; p < unit; p++) before += ((unsigned char)*p & 0xc0) != 0x80;
    return before >= 2 && before <= 3 ? unit + strlen("区") : NULL;
}

static void drop_prefixes(name_set *set, const char *name) {
    for (size_t i = 0; i < sizeof long_prefixes / sizeof *long_prefixes; i++) {
        if (!begins(name, long_prefixes[i])) continue;
        const char *rest = name + strlen(long_prefixes[i]);
        const char *own = after_district(rest);
        bool numbered = begins(rest, "第") && characters(rest) >= 4;
        if (numbered || own || stands_alone(rest)) set_add(set, ter_strdup(rest));
        if (own && stands_alone(own)) set_add(set, ter_strdup(own));
    }
    for (size_t i = 0; i < sizeof short_prefixes / sizeof *short_prefixes; i++) {
        const char *rest = name + strlen(short_prefixes[i]);
        if (begins(name, short_prefixes[i]) && stands_alone(rest)) set_add(set, ter_strdup(rest));
    }
}

static void apply_replacement(name_set *set, const char *name, const replacement *r) {
    size_t name_len = strlen(name), from_len = strlen(r->from);
    if (name_len < from_len) return;
    const char *at = r->where == AT_START ? name
                     : r->where == AT_END ? name + name_len - from_len
                                          : strstr(name, r->from);
    if (!at || !begins(at, r->from)) return;
    ter_buf b = {0};
    ter_buf_append(&b, name, (size_t)(at - name));
    ter_buf_puts(&b, r->to);
    ter_buf_puts(&b, at + from_len);
    set_add(set, ter_buf_detach(&b));
}

/* 北京市第八十中学 is 八十中; with a single numeral (二中) it could be anybody's. */
static void number_school(name_set *set, const char *name) {
    const char *at = strstr(name, "第"), *end = strstr(name, "中学");
    if (!at || !end || end[strlen("中学")] != 0 || at > end) return;
    ter_buf b = {0};
    ter_buf_append(&b, at + strlen("第"), (size_t)(end - at) - strlen("第"));
    bool numeral = b.len >= 2 * strlen("十");
    for (size_t i = 0; numeral && i + 3 <= b.len; i += 3) {
        static const char numerals[] = "一二三四五六七八九十百零〇";
        bool found = false;
        for (const char *p = numerals; *p; p += 3) found = found || memcmp(p, b.ptr + i, 3) == 0;
        numeral = found && b.len % 3 == 0;
    }
    ter_buf_puts(&b, "中");
    if (numeral) set_add(set, ter_buf_detach(&b));
    else ter_buf_release(&b);
}

void ter_name_rules_apply(const char *name, const char *kind, ter_name_rule_fn fn, void *context) {
    name_set set = {.items = {ter_strdup(name)}, .count = 1};
    size_t from = 0;
    for (int round = 0; round < ROUNDS; round++) {
        size_t to = set.count;
        for (; from < to; from++) {
            const char *base = set.items[from];
            drop_prefixes(&set, base);
            if (strcmp(kind, "school") == 0) number_school(&set, base);
            for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++) {
                const replacement *r = &replacements[i];
                if (!r->kind || strcmp(r->kind, kind) == 0) apply_replacement(&set, base, r);
            }
        }
    }
    for (size_t i = 1; i < set.count; i++) fn(set.items[i], context);
    for (size_t i = 0; i < set.count; i++) free(set.items[i]);
}
