/* Build-time program: writes from ICU's data the folding and pinyin tables that text/fold.c includes, and the table of
 * widths that text/width.c includes.
 *
 *   fold_bmp[65536]   NFKC when it is one code point, then Hant-Hans, then simple case folding; identity otherwise
 *   pinyin_syllables  distinct toneless syllables; pinyin_index[] per code point from U+4E00, 0 = none
 *   widths            runs of code points that take two columns of a terminal, or none
 */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HAN_FIRST = 0x4e00, HAN_LAST = 0x9fff, SYLLABLES = 1024 };

static UTransliterator *transliterator(const char *id) {
    UErrorCode status = U_ZERO_ERROR;
    UChar name[128];
    u_uastrcpy(name, id);
    UTransliterator *t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) {
        fprintf(stderr, "gen_tables: no transliterator %s: %s\n", id, u_errorName(status));
        exit(1);
    }
    return t;
}

/* The only code point of s[0..len), or `otherwise`. */
static uint32_t one_code_point(const UChar *s, int32_t len, uint32_t otherwise) {
    if (len == 1 && !U16_IS_SURROGATE(s[0])) return s[0];
    if (len == 2 && U16_IS_LEAD(s[0]) && U16_IS_TRAIL(s[1])) return (uint32_t)U16_GET_SUPPLEMENTARY(s[0], s[1]);
    return otherwise;
}

static uint32_t transliterate_one(const UTransliterator *t, uint32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    UChar s[32];
    int32_t len = 0, limit;
    U16_APPEND_UNSAFE(s, len, (UChar32)c);
    limit = len;
    utrans_transUChars(t, s, &len, 32, 0, &limit, &status);
    return U_FAILURE(status) ? c : one_code_point(s, len, c);
}

static uint32_t fold(const UNormalizer2 *nfkc, const UTransliterator *hans, uint32_t c) {
    if (c >= 0xd800 && c < 0xe000) return c;
    UErrorCode status = U_ZERO_ERROR;
    UChar s[4], out[64];
    int32_t len = 0;
    U16_APPEND_UNSAFE(s, len, (UChar32)c);
    int32_t n = unorm2_normalize(nfkc, s, len, out, 64, &status);
    uint32_t folded = U_FAILURE(status) ? c : one_code_point(out, n, c);
    if (u_isblank((UChar32)folded) && !u_isblank((UChar32)c)) folded = c;
    if (folded >= 0x3400) folded = transliterate_one(hans, folded);
    folded = (uint32_t)u_foldCase((UChar32)folded, U_FOLD_CASE_DEFAULT);
    return folded > 0xffff ? c : folded;
}

/* The toneless syllable of a Han code point, "" when ICU has none. */
static void syllable(const UTransliterator *latin, uint32_t c, char *out, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    UChar s[64];
    int32_t len = 1, limit = 1;
    s[0] = (UChar)c;
    out[0] = 0;
    utrans_transUChars(latin, s, &len, 64, 0, &limit, &status);
    if (U_FAILURE(status) || len >= (int32_t)size) return;
    for (int32_t i = 0; i < len; i++) {
        if (s[i] < 'a' || s[i] > 'z') {
            out[0] = 0;
            return;
        }
        out[i] = (char)s[i];
        out[i + 1] = 0;
    }
}

static void write_fold(FILE *f) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    UTransliterator *hans = transliterator("Hant-Hans");
    fprintf(f, "static const uint16_t fold_bmp[65536] = {");
    for (uint32_t c = 0; c < 65536; c++) fprintf(f, "%s%u,", c % 16 ? "" : "\n", fold(nfkc, hans, c));
    fprintf(f, "};\n");
    utrans_close(hans);
}

static void write_pinyin(FILE *f) {
    static char syllables[SYLLABLES][16];
    static unsigned index[HAN_LAST - HAN_FIRST + 1];
    unsigned count = 1;
    UTransliterator *latin = transliterator("Han-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Lower");
    for (uint32_t c = HAN_FIRST; c <= HAN_LAST; c++) {
        char s[16];
        syllable(latin, c, s, sizeof s);
        unsigned k = 0;
        if (s[0])
            for (k = 1; k < count && strcmp(syllables[k], s) != 0;) k++;
        if (k == count && count < SYLLABLES) strcpy(syllables[count++], s);
        index[c - HAN_FIRST] = k;
    }
    utrans_close(latin);
    fprintf(f, "static const char pinyin_syllables[][8] = {\n");
    for (unsigned k = 0; k < count; k++) fprintf(f, "\"%s\",%s", syllables[k], k % 16 == 15 ? "\n" : "");
    fprintf(f, "};\nstatic const uint16_t pinyin_index[] = {");
    for (unsigned i = 0; i <= HAN_LAST - HAN_FIRST; i++) fprintf(f, "%s%u,", i % 24 ? "" : "\n", index[i]);
    fprintf(f, "};\n");
}

/* Columns of a terminal: 2 for what Unicode's annex 11 calls wide or full-width, 0 for marks and format characters but
 * the soft hyphen, which terminals show. */
static int width_of(UChar32 c) {
    int8_t category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) return 0;
    if (category == U_FORMAT_CHAR && c != 0xad) return 0;
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static void write_widths(FILE *f) {
    fprintf(f, "static const struct {\n    uint32_t from, to;\n    uint8_t width;\n} widths[] = {\n");
    for (UChar32 c = 0, from = 0; c <= UCHAR_MAX_VALUE; c++) {
        if (c < UCHAR_MAX_VALUE && width_of(c + 1) == width_of(from)) continue;
        if (width_of(from) != 1) fprintf(f, "{0x%x,0x%x,%d},\n", (unsigned)from, (unsigned)c, width_of(from));
        from = c + 1;
    }
    fprintf(f, "};\n");
}

int main(int argc, char **argv) {
    FILE *fold = argc == 3 ? fopen(argv[1], "w") : NULL, *widths = fold ? fopen(argv[2], "w") : NULL;
    if (!widths) {
        fprintf(stderr, "usage: gen_tables FOLD_TABLES WIDTH_TABLE\n");
        return 2;
    }
    write_fold(fold);
    write_pinyin(fold);
    write_widths(widths);
    return fclose(fold) == 0 && fclose(widths) == 0 ? 0 : 1;
}
