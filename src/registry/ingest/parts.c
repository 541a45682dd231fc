/* Parts of a facility and its projects. */
#include "registry/ingest/parts.h"

#include "base/sha256.h"
#include "registry/sql/derive.sql.h"

#include <stdlib.h>
#include <string.h>

/* A part as the mentions of one facility write it. */
typedef struct part {
    char *key;        /* mention.part_key */
    size_t word;      /* characters of the word for a part that it ends in */
    bool stated;      /* there are statements of it */
    size_t as;        /* the part it is taken for; itself as a rule */
    const char *rule; /* why it is taken for another; NULL when it is not */
} part;

typedef TER_ARRAY(part) part_list;

static const char mended_rule[] = "part word mended by another mention";
static const char alone_rule[] = "part word alone, of the one part that ends in it";
static const double MENDED_TRUST = 0.8; /* of the confidence as read */

enum { LEAST_STEM = 2, MOST_CHARACTERS = 64 };

static size_t characters(const char *text, uint32_t *out) {
    size_t count = 0, len = strlen(text);
    for (size_t i = 0; i < len && count < MOST_CHARACTERS; count++) i += ter_utf8_next(text + i, len - i, &out[count]);
    return count;
}

/* Whether `printed` is `meant` with one character of its part word left out or changed: 东湖区 for 东湖院区. */
static bool is_misprint(const part *printed, const part *meant) {
    uint32_t a[MOST_CHARACTERS], b[MOST_CHARACTERS];
    if (printed->word > 0 || meant->word == 0) return false;
    size_t m = characters(printed->key, a), n = characters(meant->key, b);
    if (n < meant->word + LEAST_STEM || (m != n && m + 1 != n)) return false;
    size_t same = 0, tail = 0;
    while (same < m && a[same] == b[same]) same++;
    while (tail < m - same && a[m - 1 - tail] == b[n - 1 - tail]) tail++;
    return same >= n - meant->word && same + tail == (m == n ? n - 1 : m);
}

/* Whether `printed` is but the word that `meant` ends in: 北区 for 东湖里北区. A number (二期) counts phases of the
 * whole. */
static bool is_word_alone(const part *printed, const part *meant) {
    uint32_t c[MOST_CHARACTERS];
    size_t m = strlen(printed->key), n = strlen(meant->key);
    if (printed->word == 0 || characters(printed->key, c) != printed->word) return false;
    if (strpbrk(printed->key, "0123456789")) return false;
    return n > m && meant->word == printed->word && strcmp(meant->key + n - m, printed->key) == 0;
}

static void mend_by(part_list *parts, size_t i, bool (*same)(const part *, const part *), const char *rule) {
    size_t found = i, count = 0;
    for (size_t k = 0; k < parts->len; k++)
        if (same(&parts->items[i], &parts->items[k])) found = k, count++;
    if (count != 1) return; /* of several, it is none */
    parts->items[i].as = found;
    parts->items[i].rule = rule;
}

static void mend(part_list *parts) {
    for (size_t i = 0; i < parts->len; i++) {
        parts->items[i].as = i;
        mend_by(parts, i, is_misprint, mended_rule);
        if (!parts->items[i].rule) mend_by(parts, i, is_word_alone, alone_rule);
    }
}

static ter_status read_parts(ter_store *s, const char *facility, part_list *out, ter_error *err) {
    ter_query q = ter_store_query(s, ter_sql_parts, "s", facility);
    while (ter_query_next(&q)) {
        part p = {ter_strdup(ter_query_text(&q, COL_PARTS_PART_KEY)), (size_t)ter_query_int(&q, COL_PARTS_PART_WORD),
                  ter_query_int(&q, COL_PARTS_STATED) != 0, 0, NULL};
        ter_array_push(out, p);
    }
    return ter_query_end(&q, err);
}

char *ter_project_id(const char *facility, const char *part_key) {
    ter_buf id = {0};
    if (*part_key) {
        char hex[TER_SHA256_HEX_SIZE];
        ter_sha256_hex(ter_str_from(part_key), hex);
        ter_buf_printf(&id, "%s.%.8s", facility, hex);
    } else {
        ter_buf_printf(&id, "%s.whole", facility);
    }
    return ter_buf_detach(&id);
}

static ter_status write_project(ter_store *s, const char *facility, const part *p, const char *id, ter_error *err) {
    ter_status status =
        ter_store_run(s, err, ter_sql_parts_project_insert, "facility:s part_key:s project:s", facility, p->key, id);
    return status == TER_OK ? ter_store_run(s, err, ter_sql_parts_statements, "facility:s part_key:s project:s",
                                            facility, p->key, id)
                            : status;
}

static ter_status write_trust(ter_store *s, const char *facility, const part *p, ter_error *err) {
    return ter_store_run(s, err, ter_sql_parts_trust, "facility:s part_key:s rule:s trust:d", facility, p->key, p->rule,
                         p->rule ? MENDED_TRUST : 1.0);
}

ter_status ter_parts_derive(ter_store *s, const char *facility, ter_error *err) {
    part_list parts = {0};
    ter_status status = read_parts(s, facility, &parts, err);
    mend(&parts);
    for (size_t i = 0; i < parts.len && status == TER_OK; i++) {
        const part *p = &parts.items[i];
        status = write_trust(s, facility, p, err);
        if (status != TER_OK || !p->stated) continue;
        char *id = ter_project_id(facility, parts.items[p->as].key);
        status = write_project(s, facility, p, id, err);
        free(id);
    }
    for (size_t i = 0; i < parts.len; i++) free(parts.items[i].key);
    ter_array_release(&parts);
    return status;
}
