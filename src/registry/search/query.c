/* What is looked for, read from what somebody wrote. */
#include "registry/search/query.h"

#include "base/memory.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* The letter below a tone mark (pinyin's vowels only), 0 for a mark that stands alone, else the character. */
static uint32_t without_tone(uint32_t c) {
    static const struct {
        const char *marked;
        char plain;
    } vowels[] = {{"āáǎăà", 'a'}, {"ēéěĕè", 'e'}, {"īíǐĭì", 'i'}, {"ōóǒŏò", 'o'}, {"ūúǔŭùǖǘǚǜü", 'u'}};
    if (c < 0x80) return c;
    if (c >= 0x300 && c <= 0x30c) return 0;
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
        uint32_t other;
        for (const char *s = vowels[i].marked; *s;) {
            s += ter_utf8_next(s, strlen(s), &other);
            if (other == c) return (uint32_t)vowels[i].plain;
        }
    }
    return c;
}

static bool is_letter(uint32_t c) {
    return c >= 'a' && c <= 'z';
}

/* liàng mǎ hé, liang4 ma3 he2, xi'an and liangmahe; a digit behind a letter is a tone, others belong to the name; a v
 * is how keyboards write ü. Of characters among letters (liangma河) only the sound is looked at. */
static void read_letters(const char *text, ter_buf *out) {
    uint32_t c, before = 0;
    bool any = false;
    for (size_t i = 0, len = strlen(text); i < len;) {
        i += ter_utf8_next(text + i, len - i, &c);
        c = without_tone(ter_fold_cp(c));
        if (c == 'v' && (before == 'l' || before == 'n')) c = 'u';
        bool digit = c >= '0' && c <= '9', tone = c >= '1' && c <= '5' && is_letter(before);
        const char *syllable = ter_pinyin_cp(c);
        if (is_letter(c) || (digit && !tone)) ter_buf_putc(out, (char)c);
        else if (syllable) ter_buf_puts(out, syllable);
        else if (c != 0 && c != ' ' && c != '\'' && c != '-' && c != 0x2019 && !tone) {
            ter_buf_clear(out);
            return;
        }
        any = any || is_letter(c);
        if (c != 0) before = c;
    }
    if (!any) ter_buf_clear(out);
}

static void read_sound(ter_wanted *w) {
    for (size_t i = 0; i < w->length; i++) {
        const char *syllable = ter_pinyin_cp(w->characters[i]);
        if (!syllable || w->length < 2) {
            ter_buf_clear(&w->sound);
            return;
        }
        ter_buf_puts(&w->sound, syllable);
        ter_buf_putc(&w->sound, ' ');
    }
}

static void put_form(const char *form, void *context) {
    ter_buf folded = {0};
    ter_fold_key(ter_str_from(form), &folded);
    ter_array_push((ter_text_forms *)context, ter_buf_detach(&folded));
}

void ter_wanted_init(const ter_find_request *request, ter_wanted *w) {
    *w = (ter_wanted){0};
    ter_fold_key(ter_str_from(request->text), &w->folded);
    read_letters(request->text, &w->letters);
    for (size_t i = 0; i < w->folded.len && w->length < TER_NAME_MOST;)
        i += ter_utf8_next(w->folded.ptr + i, w->folded.len - i, &w->characters[w->length++]);
    if (w->length == TER_NAME_MOST) w->length = 0;
    const ter_find_spelling *s = request->spelling;
    if (!s || w->folded.len == 0) return;
    read_sound(w);
    if (s->numbers && w->length) s->numbers(w->folded.ptr, put_form, &w->numbers);
    if (s->alike && w->length) s->alike(w->folded.ptr, put_form, &w->alike);
    w->weighty = s->weighty;
}

static void release_forms(ter_text_forms *forms) {
    for (size_t i = 0; i < forms->len; i++) free(forms->items[i]);
    ter_array_release(forms);
}

void ter_wanted_release(ter_wanted *w) {
    release_forms(&w->numbers);
    release_forms(&w->alike);
    ter_buf_release(&w->folded);
    ter_buf_release(&w->letters);
    ter_buf_release(&w->sound);
}
