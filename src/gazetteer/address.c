/* House numbers: read from what maps and texts write, and from the file. */
#include "gazetteer/address.h"

#include "gazetteer/gazetteer_store.h"
#include "text/fold.h"

#include <string.h>

enum { MOST_NUMBER = 99999 };

/* One of 甲乙丙丁, which makes another house of the same number. */
static size_t stem_length(ter_str s) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (s.len >= strlen(stems[i]) && memcmp(s.ptr, stems[i], strlen(stems[i])) == 0) return strlen(stems[i]);
    return 0;
}

bool ter_house_number_read(ter_str text, ter_house_number *out) {
    ter_buf folded = {0};
    ter_fold_key(text, &folded);
    ter_str s = {folded.ptr ? folded.ptr : "", folded.len};
    *out = (ter_house_number){0};
    size_t stem = stem_length(s), at = stem;
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && out->number <= MOST_NUMBER)
        out->number = out->number * 10 + (s.ptr[at++] - '0');
    if (stem == 0) stem = stem_length((ter_str){s.ptr + at, s.len - at}), at += stem;
    else at = stem;
    if (stem > 0) memcpy(out->stem, s.ptr + at - stem, stem);
    ter_buf_release(&folded);
    return out->number > 0 && out->number <= MOST_NUMBER;
}

ter_status ter_gazetteer_each_address(const ter_gazetteer *g, ter_str street, ter_gazetteer_address_fn fn,
                                      void *context, ter_error *err) {
    sqlite3_stmt *s = ter_gazetteer_addresses(g);
    if (!s) return TER_OK;
    sqlite3_bind_text64(s, 1, street.ptr, street.len, SQLITE_STATIC, SQLITE_UTF8);
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        ter_house_number n = {.number = sqlite3_column_int(s, 0)};
        const char *stem = ter_gazetteer_store_text(s, 1);
        if (strlen(stem) < sizeof n.stem) memcpy(n.stem, stem, strlen(stem) + 1);
        fn(&n, (ter_position){sqlite3_column_double(s, 2), sqlite3_column_double(s, 3)}, context);
    }
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    if (rc == SQLITE_DONE) return TER_OK;
    return ter_error_set(err, TER_FORMAT, "%s: is a damaged gazetteer; build it again", ter_gazetteer_title(g));
}
