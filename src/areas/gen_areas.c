/* Build-time program: writes the table of areas that area_table.c and area_match.c include, from geodata/areas.
 *
 *   area_pool     UTF-8 of all names; a name that begins another one shares its bytes
 *   area_codes    per area, ascending: nine digits
 *   area_names    per area: span of its full name (offset << 7 | bytes); area_stems: how many bytes are the short name
 *   name_spans    per folded name, in the order of its bytes: its span
 *   name_areas    per name: its one area, or area count + number of a list
 *   list_at       per list: where in list_areas it begins; list_areas there: length, then areas
 *   name_forms    what is neither full nor short name, ascending by name and area
 *   first_names   per first code point from U+4E00: the first name that begins with it or a later one
 *   pair_bits     a filter: bit of two first code points of any name
 *   named_pairs, named_triples   the same of names in running text: pairs that are a whole name, triples that begin one
 */
#include "areas/area_pairs.h"
#include "areas/area_table.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_AREAS = 46000, MOST_NAMES = 160000, NAME_BYTES = 96, SPAN_BITS = 7 };

typedef struct area {
    uint32_t code;
    char name[NAME_BYTES];
    size_t stem;
    uint32_t span;
} area;

typedef struct name { /* a folded name of one area */
    char text[NAME_BYTES];
    uint32_t id;
    ter_area_form form;
    uint32_t number; /* of the distinct text */
} name;

static area *areas;
static name *names;
static size_t area_count, name_count, text_count;
static uint32_t spans[MOST_NAMES];
static ter_buf pool;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "gen_areas: %s: %s\n", what, detail);
    exit(1);
}

/* 11 gives 110000000 */
static uint32_t whole_code(const char *digits) {
    uint32_t code = 0;
    size_t n = strlen(digits);
    if (n < 2 || n > 9) fail("not a code", digits);
    for (size_t i = 0; i < 9; i++) code = code * 10 + (i < n ? (uint32_t)(digits[i] - '0') : 0);
    return code;
}

static bool ends_with(const char *s, size_t len, const char *tail) {
    size_t n = strlen(tail);
    return len >= n && memcmp(s + len - n, tail, n) == 0;
}

/* --- names that follow by rule ------------------------------------------------------------------------------------ */

enum { HAN = 3 /* bytes of a character */ };

static const char *const units[] = {"特别行政区", "自治区", "自治州", "自治县", "自治旗", "街道办事处", "地区办事处",
                                    "民族乡",     "街道",   "地区",   "林区",   "新区",   "苏木",       "省",
                                    "市",         "区",     "县",     "旗",     "盟",     "镇",         "乡"};

static const char *const nationalities[] = {
    "蒙古",   "回",   "藏",   "维吾尔", "苗", "彝",   "壮",     "布依",   "朝鲜",    "满",       "侗",   "瑶",
    "白",     "土家", "哈尼", "哈萨克", "傣", "黎",   "傈僳",   "佤",     "畲",      "拉祜",     "水",   "东乡",
    "纳西",   "景颇", "土",   "达斡尔", "羌", "撒拉", "锡伯",   "仡佬",   "布朗",    "柯尔克孜", "毛南", "仫佬",
    "塔吉克", "普米", "怒",   "鄂温克", "京", "德昂", "鄂伦春", "裕固",   "独龙",    "门巴",     "珞巴", "基诺",
    "阿昌",   "保安", "赫哲", "俄罗斯", "各", "高山", "塔塔尔", "达翰尔", "乌孜别克"};

/* Of these the 族 may be missing: 巴音郭楞蒙古自治州. */
static const char *const bare_nationalities[] = {"蒙古", "维吾尔", "哈萨克", "锡伯", "柯尔克孜", "塔吉克", "鄂伦春"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Of the longest unit that leaves two characters: 新区 of 浦东新区, 区 of 清新区; 0 when there is none. */
static size_t unit_bytes(const char *s, size_t len) {
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t n = strlen(units[i]);
        if (n > longest && len >= n + (size_t)2 * HAN && ends_with(s, len, units[i])) longest = n;
    }
    return longest;
}

static size_t nationality_bytes(const char *s, size_t len) {
    char with_zu[32];
    for (size_t i = 0; i < COUNT(bare_nationalities); i++)
        if (ends_with(s, len, bare_nationalities[i])) return strlen(bare_nationalities[i]);
    size_t longest = 0; /* 土家族 before 家族 */
    for (size_t i = 0; i < COUNT(nationalities); i++) {
        snprintf(with_zu, sizeof with_zu, "%s族", nationalities[i]);
        size_t n = strlen(with_zu);
        if (n > longest && ends_with(s, len, with_zu)) longest = n;
    }
    return longest;
}

/* Bytes of the short name, 0 when there is none of two characters or more. Nationalities are dropped from the
 * names of autonomous areas and of townships. */
static size_t short_bytes(const char *s) {
    size_t len = strlen(s), unit = unit_bytes(s, len);
    if (!unit) return 0;
    size_t stem = len - unit;
    bool peoples = strstr(s + stem, "自治") || strcmp(s + stem, "乡") == 0 || strcmp(s + stem, "民族乡") == 0;
    for (size_t n; peoples && (n = nationality_bytes(s, stem)) > 0 && stem - n >= (size_t)2 * HAN;) stem -= n;
    return stem >= (size_t)2 * HAN ? stem : 0;
}

static void add_name(const char *text, uint32_t id, ter_area_form form) {
    ter_buf folded = {0};
    uint32_t c;
    for (size_t i = 0, n = strlen(text); i < n;) {
        i += ter_utf8_next(text + i, n - i, &c);
        ter_buf_put_cp(&folded, ter_fold_cp(c));
    }
    if (name_count == MOST_NAMES || folded.len >= NAME_BYTES) fail("too many names, or one too long", text);
    name *k = &names[name_count++];
    memcpy(k->text, folded.ptr, folded.len + 1);
    k->id = id;
    k->form = form;
    ter_buf_release(&folded);
}

static void add_alias(const area *a, size_t stem, const char *unit) {
    char text[NAME_BYTES * 2];
    snprintf(text, sizeof text, "%.*s%s", (int)stem, a->name, unit);
    if (strcmp(text, a->name) != 0) add_name(text, (uint32_t)(a - areas), TER_AREA_ALIAS);
}

/* Bytes of [0, stem) without the nationalities at its end; of a name that is nothing else (东乡族), without its 族. */
static size_t without_nationalities(const char *s, size_t stem) {
    for (size_t n; (n = nationality_bytes(s, stem)) > 0 && stem - n >= (size_t)2 * HAN;) stem -= n;
    return nationality_bytes(s, stem) == stem && ends_with(s, stem, "族") ? stem - HAN : stem;
}

/* 恩施州 of 恩施土家族苗族自治州, 东乡县 of 东乡族自治县, 邯郸经开区 of 邯郸经济技术开发区 */
static void add_aliases(const area *a) {
    static const struct {
        const char *unit, *plain;
        bool peoples; /* nationalities stand before it */
    } rules[] = {{"自治州", "州", true},
                 {"自治县", "县", true},
                 {"自治旗", "旗", true},
                 {"民族乡", "乡", true},
                 {"族乡", "乡", true},
                 {"街道办事处", "街道", false},
                 {"地区办事处", "地区", false},
                 {"高新技术产业开发区", "高新区", false},
                 {"高新技术开发区", "高新区", false},
                 {"经济技术开发区", "经开区", false},
                 {"经济开发区", "经开区", false}};
    size_t len = strlen(a->name);
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (!ends_with(a->name, len, rules[i].unit)) continue;
        size_t stem = len - strlen(rules[i].unit);
        if (strcmp(rules[i].unit, "族乡") == 0) stem += HAN; /* the 族 is a nationality's */
        if (rules[i].peoples) stem = without_nationalities(a->name, stem);
        if (stem >= (size_t)2 * HAN) add_alias(a, stem, rules[i].plain);
        return;
    }
}

/* Beijing's 金盏地区 is the office of 金盏乡, 南法信地区 that of 南法信镇; which one, the table does not say. */
static void add_township(const area *a) {
    size_t len = strlen(a->name), unit = strlen("地区");
    if (a->code / 10000000 != 11 || a->code % 1000 == 0 || !ends_with(a->name, len, "地区")) return;
    add_alias(a, len - unit, "乡");
    add_alias(a, len - unit, "镇");
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void add_area(const char *code, const char *text) {
    if (area_count == MOST_AREAS || strlen(text) >= NAME_BYTES) fail("too many areas, or a name too long", text);
    area *a = &areas[area_count++];
    a->code = whole_code(code);
    strcpy(a->name, text);
    a->stem = short_bytes(text);
}

/* Calls for every line of tab-separated fields that is no comment. */
static void read_rows(const char *path, void (*row)(char *fields[3], size_t count)) {
    FILE *f = fopen(path, "r");
    if (!f) fail("cannot read", path);
    char line[512];
    while (fgets(line, sizeof line, f)) {
        char *fields[3] = {0};
        size_t count = 0;
        line[strcspn(line, "\r\n")] = 0;
        if (!*line || *line == '#') continue;
        for (char *p = line, *end; p && count < 3; p = end ? end + 1 : NULL) {
            end = strchr(p, '\t');
            if (end) *end = 0;
            fields[count++] = p;
        }
        row(fields, count);
    }
    fclose(f);
}

static void row_of_table(char *fields[3], size_t count) {
    if (count != 2) fail("not `code name`", fields[0]);
    add_area(fields[0], fields[1]);
}

static void area_of_facts(char *fields[3], size_t count) {
    if (count != (strcmp(fields[0], "word") == 0 ? 2u : 3u)) fail("not `what name code`", fields[0]);
    if (strcmp(fields[0], "area") == 0) add_area(fields[2], fields[1]);
}

static int by_code(const void *a, const void *b) {
    uint32_t x = ((const area *)a)->code, y = ((const area *)b)->code;
    return x < y ? -1 : x > y;
}

/* A county's short name that is a common word as well. */
static void mark_word(const char *text) {
    bool any = false;
    for (size_t i = 0; i < name_count; i++) {
        bool county = areas[names[i].id].code % 1000 == 0 && areas[names[i].id].code % 100000 != 0;
        if (names[i].form != TER_AREA_SHORT || !county || strcmp(names[i].text, text) != 0) continue;
        names[i].form = TER_AREA_WORD;
        any = true;
    }
    if (!any) fail("no county is called so in short", text);
}

static void name_of_facts(char *fields[3], size_t count) {
    (void)count;
    static const struct {
        const char *word;
        ter_area_form form;
    } forms[] = {{"former", TER_AREA_FORMER}, {"inside", TER_AREA_INSIDE}, {"letter", TER_AREA_LETTER}};
    if (strcmp(fields[0], "area") == 0) return;
    if (strcmp(fields[0], "word") == 0) {
        mark_word(fields[1]);
        return;
    }
    area wanted = {.code = whole_code(fields[2])};
    const area *found = bsearch(&wanted, areas, area_count, sizeof *areas, by_code);
    if (!found) fail("no area has this code", fields[2]);
    for (size_t i = 0; i < COUNT(forms); i++)
        if (strcmp(fields[0], forms[i].word) == 0) {
            add_name(fields[1], (uint32_t)(found - areas), forms[i].form);
            return;
        }
    fail("an unknown kind of fact", fields[0]);
}

static void name_areas(void) {
    for (size_t i = 0; i < area_count; i++) {
        if (i && areas[i].code == areas[i - 1].code) fail("a code twice", areas[i].name);
        add_name(areas[i].name, (uint32_t)i, TER_AREA_FULL);
        if (areas[i].stem) {
            char text[NAME_BYTES];
            snprintf(text, sizeof text, "%.*s", (int)areas[i].stem, areas[i].name);
            add_name(text, (uint32_t)i, TER_AREA_SHORT);
        }
        add_aliases(&areas[i]);
        add_township(&areas[i]);
    }
}

/* --- ordering ----------------------------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b) {
    const name *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order) return order;
    bool x_full = x->form == TER_AREA_FULL, y_full = y->form == TER_AREA_FULL;
    if (x_full != y_full) return x_full ? -1 : 1;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return (int)x->form - (int)y->form;
}

/* An area has a name once, in its first form: a short name that is also a former one stays short. */
static void drop_repeated(void) {
    size_t kept = 0;
    for (size_t i = 0; i < name_count; i++) {
        bool again = false;
        for (size_t j = kept; j-- > 0 && strcmp(names[j].text, names[i].text) == 0 && !again;)
            again = names[j].id == names[i].id;
        if (!again) names[kept++] = names[i];
    }
    name_count = kept;
}

static void number_texts(void) {
    for (size_t i = 0; i < name_count; i++) {
        if (i && strcmp(names[i].text, names[i - 1].text) != 0) text_count++;
        names[i].number = (uint32_t)text_count;
    }
    text_count++;
}

static uint32_t pool_span(const char *text) {
    uint32_t span = (uint32_t)(pool.len << SPAN_BITS | strlen(text));
    ter_buf_puts(&pool, text);
    return span;
}

/* Backwards, as what begins a name is sorted right before it. */
static void fill_pool(void) {
    const char *next = "";
    uint32_t at = 0;
    for (size_t i = name_count; i-- > 0;) {
        size_t n = strlen(names[i].text);
        if (strncmp(next, names[i].text, n) == 0 && *next) at = at >> SPAN_BITS << SPAN_BITS | (uint32_t)n;
        else at = pool_span(names[i].text);
        next = names[i].text;
        spans[names[i].number] = at;
        if (names[i].form != TER_AREA_FULL) continue;
        area *a = &areas[names[i].id];
        a->span = strcmp(a->name, names[i].text) == 0 ? at : pool_span(a->name); /* folding changed it */
    }
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put_number(FILE *f, size_t i, size_t value) {
    fprintf(f, "%s%zu,", i % 16 ? "" : "\n", value);
}

static void write_pool(FILE *f) {
    fprintf(f, "static const char area_pool[] =");
    for (size_t i = 0; i < pool.len; i++) {
        unsigned char c = (unsigned char)pool.ptr[i];
        fprintf(f, "%s", i % 60 ? "" : i ? "\"\n\"" : "\n\"");
        if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') fprintf(f, "\\%03o", (unsigned)c);
        else fputc(c, f);
    }
    fprintf(f, "\";\n");
}

static void write_areas(FILE *f) {
    fprintf(f, "enum { AREA_COUNT = %zu, NAME_COUNT = %zu, SPAN_BITS = %d };\n", area_count, text_count, SPAN_BITS);
    fprintf(f, "static const uint32_t area_codes[] = {");
    for (size_t i = 0; i < area_count; i++) put_number(f, i, areas[i].code);
    fprintf(f, "};\nstatic const uint32_t area_names[] = {");
    for (size_t i = 0; i < area_count; i++) put_number(f, i, areas[i].span);
    fprintf(f, "};\nstatic const uint8_t area_stems[] = {");
    for (size_t i = 0; i < area_count; i++) put_number(f, i, areas[i].stem);
    fprintf(f, "};\n");
}

/* How many names from i on are one text. */
static size_t same_text(size_t i) {
    size_t n = 1;
    while (i + n < name_count && names[i + n].number == names[i].number) n++;
    return n;
}

static void write_names(FILE *f) {
    size_t lists = 0, at = 0;
    fprintf(f, "static const uint32_t name_spans[] = {");
    for (size_t i = 0; i < text_count; i++) put_number(f, i, spans[i]);
    fprintf(f, "};\nstatic const uint16_t name_areas[] = {");
    for (size_t i = 0; i < name_count; i += same_text(i))
        put_number(f, names[i].number, same_text(i) == 1 ? names[i].id : area_count + lists++);
    if (area_count + lists > UINT16_MAX) fail("too many names that several areas share", "");
    fprintf(f, "};\nstatic const uint32_t list_at[] = {");
    lists = 0;
    for (size_t i = 0; i < name_count; i += same_text(i)) {
        if (same_text(i) == 1) continue;
        put_number(f, lists++, at);
        at += same_text(i) + 1;
    }
    fprintf(f, "};\nstatic const uint16_t list_areas[] = {\n");
    for (size_t i = 0; i < name_count; i += same_text(i)) {
        if (same_text(i) == 1) continue;
        fprintf(f, "%zu", same_text(i));
        for (size_t j = 0; j < same_text(i); j++) fprintf(f, ",%u", names[i + j].id);
        fprintf(f, ",\n");
    }
    fprintf(f, "};\nstatic const struct {\n    uint32_t name;\n    uint16_t area, form;\n} name_forms[] = {\n");
    for (size_t i = 0; i < name_count; i++)
        if (names[i].form > TER_AREA_SHORT)
            fprintf(f, "{%u,%u,%u},\n", names[i].number, names[i].id, (unsigned)names[i].form);
    fprintf(f, "};\n");
}

static uint32_t char_at(const char *text, size_t *at) {
    uint32_t c = 0;
    if (text[*at]) *at += ter_utf8_next(text + *at, strlen(text + *at), &c);
    return c;
}

static void write_bits(FILE *f, const char *what, const uint8_t *bits, size_t count) {
    fprintf(f, "static const uint8_t %s[] = {", what);
    for (size_t i = 0; i < count / 8; i++) put_number(f, i, bits[i]);
    fprintf(f, "};\n");
}

static void set_bit(uint8_t *bits, uint32_t at) {
    bits[at / 8] |= (uint8_t)(1u << at % 8);
}

/* In running text the short name of a town is no name of an area. */
static bool is_named(const name *k) {
    return k->form != TER_AREA_LETTER && (k->form != TER_AREA_SHORT || areas[k->id].code % 1000 == 0);
}

static void write_filters(FILE *f) {
    static uint8_t pairs[AREA_PAIR_BITS / 8], named_pairs[AREA_PAIR_BITS / 8], triples[AREA_TRIPLE_BITS / 8];
    for (size_t i = 0; i < name_count; i++) {
        size_t at = 0;
        uint32_t a = char_at(names[i].text, &at), b = char_at(names[i].text, &at), c = char_at(names[i].text, &at);
        if (b) set_bit(pairs, ter_area_pair(a, b));
        if (!b || !is_named(&names[i])) continue;
        if (c) set_bit(triples, ter_area_triple(a, b, c));
        else set_bit(named_pairs, ter_area_pair(a, b));
    }
    write_bits(f, "pair_bits", pairs, AREA_PAIR_BITS);
    write_bits(f, "named_pairs", named_pairs, AREA_PAIR_BITS);
    write_bits(f, "named_triples", triples, AREA_TRIPLE_BITS);
}

static void write_starts(FILE *f) {
    static uint32_t first[AREA_LAST_CHAR - AREA_FIRST_CHAR + 2];
    size_t chars = COUNT(first), filled = 0;
    for (size_t i = 0; i < name_count; i++) {
        size_t at = 0;
        uint32_t a = char_at(names[i].text, &at);
        for (; filled < chars && filled + AREA_FIRST_CHAR <= a; filled++) first[filled] = names[i].number;
    }
    for (; filled < chars; filled++) first[filled] = (uint32_t)text_count;
    fprintf(f, "static const uint32_t first_names[] = {");
    for (size_t i = 0; i < chars; i++) put_number(f, i, first[i]);
    fprintf(f, "};\n");
}

int main(int argc, char **argv) {
    if (argc != 4) fail("usage", "gen_areas OUTPUT china.tsv facts.tsv");
    areas = calloc(MOST_AREAS, sizeof *areas);
    names = calloc(MOST_NAMES, sizeof *names);
    FILE *f = fopen(argv[1], "w");
    if (!f || !areas || !names) fail("cannot write", argv[1]);
    read_rows(argv[2], row_of_table);
    read_rows(argv[3], area_of_facts);
    qsort(areas, area_count, sizeof *areas, by_code);
    name_areas();
    read_rows(argv[3], name_of_facts);
    qsort(names, name_count, sizeof *names, by_text);
    drop_repeated();
    number_texts();
    fill_pool();
    write_areas(f);
    write_pool(f);
    write_names(f);
    write_starts(f);
    write_filters(f);
    ter_buf_release(&pool);
    free(areas);
    free(names);
    return fclose(f) == 0 ? 0 : 1;
}
