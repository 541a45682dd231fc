/* Numbers in names, in their several spellings. */
#include "gazetteer/name_rules.h"

#include "base/memory.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHARACTERS = 60, MOST_FORMS = 16, MOST_DIGITS = 4 };

typedef enum style { ARABIC, PLACES, DIGITS, DIGITS_ZERO, STYLES } style;

static int digit_of(uint32_t c) {
    static const char32_t han[] = U"〇一二三四五六七八九";
    if (c >= '0' && c <= '9') return (int)(c - '0');
    if (c >= U'０' && c <= U'９') return (int)(c - U'０');
    if (c == U'零') return 0;
    for (int i = 0; i < 10; i++)
        if (c == han[i]) return i;
    return -1;
}

static unsigned unit_of(uint32_t c) {
    return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0;
}

static bool is_numeral(uint32_t c) {
    return digit_of(c) >= 0 || unit_of(c) > 0;
}

static bool is_arabic(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

/* 一百零一, 八十, 101, 一〇一; false when it is no number of at most four digits. Two digits in Han side by side are
 * none: 东四二条 is the second lane at 东四, not 42, and 八一 is a date. */
static bool value_of(const uint32_t *c, size_t n, unsigned *out) {
    bool units = false;
    for (size_t i = 0; i < n; i++) units = units || unit_of(c[i]) > 0;
    unsigned sum = 0, digit = 0;
    if (!units) {
        if (n > MOST_DIGITS || (n == 2 && !is_arabic(c[0]) && !is_arabic(c[1]) && digit_of(c[1]) > 0)) return false;
        for (size_t i = 0; i < n; i++) sum = sum * 10 + (unsigned)digit_of(c[i]);
        *out = sum;
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned unit = unit_of(c[i]);
        if (!unit) {
            digit = (unsigned)digit_of(c[i]);
            continue;
        }
        sum += (digit ? digit : 1) * unit;
        digit = 0;
    }
    *out = sum + digit;
    return n <= 8 && *out < 10000;
}

static void put_number(ter_buf *out, unsigned value, style s) {
    static const char *const han[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const char *const units[] = {"", "十", "百", "千"};
    char digits[16];
    ter_buf d = {0};
    ter_buf_printf(&d, "%u", value);
    memcpy(digits, d.ptr, d.len + 1);
    size_t n = d.len;
    ter_buf_release(&d);
    bool gap = false;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned)(digits[i] - '0');
        if (s == ARABIC) ter_buf_putc(out, digits[i]);
        else if (s == DIGITS) ter_buf_puts(out, han[digit]);
        else if (s == DIGITS_ZERO) ter_buf_puts(out, digit ? han[digit] : "零");
        else if (digit == 0) gap = true;
        else {
            if (gap) ter_buf_puts(out, "零");
            gap = false;
            if (!(digit == 1 && n == 2 && i == 0)) ter_buf_puts(out, han[digit]); /* 十二, not 一十二 */
            ter_buf_puts(out, units[n - 1 - i]);
        }
    }
    if (value == 0 && s == PLACES) ter_buf_puts(out, "零");
}

/* How long a number begins at `at`; 0: none. */
static size_t number_at(const uint32_t *c, size_t count, size_t at) {
    size_t n = 0;
    while (at + n < count && is_numeral(c[at + n])) n++;
    if (n != 1 || is_arabic(c[at]) || (at > 0 && c[at - 1] == U'第')) return n;
    return at + n < count && ter_cp_in(c[at + n], U"号环期线") ? n : 0;
}

/* `mark`: 0, 第 as it stands; 1, without; 2, with. False when there is no number to write. */
static bool write_form(const uint32_t *c, size_t count, style s, int mark, ter_buf *out) {
    size_t numbers = 0;
    for (size_t i = 0; i < count;) {
        size_t before = c[i] == U'第' ? 1 : 0;
        size_t n = number_at(c, count, i + before);
        unsigned value = 0;
        if (n == 0 || !value_of(c + i + before, n, &value)) {
            size_t step = n ? before + n : 1;
            for (size_t k = 0; k < step; k++) ter_buf_put_cp(out, c[i + k]);
            i += step;
            continue;
        }
        numbers++;
        if (mark == 2 || (mark == 0 && before)) ter_buf_put_cp(out, U'第');
        bool beside = (s == DIGITS || s == DIGITS_ZERO) && value > 10 && value < 100 && value % 10 > 0;
        put_number(out, value, beside ? PLACES : s);
        i += before + n;
    }
    return numbers == 1 || (numbers > 1 && mark == 0);
}

void ter_name_numbers(const char *name, ter_name_rule_fn fn, void *context) {
    uint32_t c[MOST_CHARACTERS];
    size_t count = 0, len = strlen(name), form_count = 0;
    char *forms[MOST_FORMS];
    for (size_t i = 0; i < len; count++) {
        if (count == MOST_CHARACTERS) return;
        i += ter_utf8_next(name + i, len - i, &c[count]);
    }
    for (int mark = 0; mark < 3; mark++) {
        for (int s = ARABIC; s < STYLES; s++) {
            ter_buf form = {0};
            bool fresh = write_form(c, count, (style)s, mark, &form) && strcmp(form.ptr, name) != 0;
            for (size_t i = 0; fresh && i < form_count; i++) fresh = strcmp(forms[i], form.ptr) != 0;
            if (fresh) forms[form_count++] = ter_buf_detach(&form);
            else ter_buf_release(&form);
        }
    }
    for (size_t i = 0; i < form_count; i++) fn(forms[i], context);
    for (size_t i = 0; i < form_count; i++) free(forms[i]);
}
