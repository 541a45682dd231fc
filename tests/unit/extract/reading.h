/* For tests of reading: a small lexicon of their own, texts cut into tokens, and what is extracted as one line a row.
 * Tests with this lexicon say how the machine works; what the real lexicon reads is said by tests/cases. */
#ifndef TER_TESTS_READING_H
#define TER_TESTS_READING_H

#include "cmocka_head.h"

#include "base/file.h"
#include "extract/extract.h"
#include "extract/words/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char small_lexicon[] =
    "[kind park core]\n[kind school core]\n[kind hospital core]\n[kind road core]\n"
    "[kind waterway core]\n[kind admin]\n[kind culture]\n"
    "[head park]\n公园 湿地公园\n[head school]\n学校 中学 小学\n"
    "[head hospital]\n医院\n[head road]\n大道 北路 大桥\n[head road weak]\n路 街\n"
    "[name road]\n和平路\n[head waterway]\n护城河\n[head waterway weak]\n河 江\n"
    "[head culture]\n剧院\n[head admin]\n街道 镇 区 市\n"
    "[generic]\n口袋 综合\n"
    "[stop]\n了 有 沿线 治理 改造 在 至 位于 建成 力争 今年 去年 明年 将 的 建设 新建 开工 推进 加快 完成 已 等 其中 "
    "计划\n"
    "[noun]\n道路 思路 河道\n[word]\n和平\n[area]\n青岚\n[measure]\n所 条 个\n"
    "[org]\n街道 派出所 银行\n[category road]\n道路\n[category waterway]\n河道\n"
    "[phase]\n一期 二期 三期\n[extension]\n东延\n[campus]\n校区 高中部\n[section]\n段 以下段\n"
    "[cue started both]\n开工\n[cue completed before]\n建成 完成\n"
    "[cue completed after strong]\n通车 建成\n[cue under_construction before]\n加快\n"
    "[cue planned before driven]\n推进\n[cue planned after strong]\n前期手续\n"
    "[cue suspended after strong]\n停工\n"
    "[works rehabilitation]\n改造 治理\n[works construction]\n建设\n"
    "[aim]\n将 力争 计划\n[fact]\n已 去年\n[negation]\n未 尚未\n[review]\n回顾\n[plan]\n安排\n"
    "[at]\n在 至 位于\n[join]\n和 及\n";

/* Writes `content` to a new temporary file and returns its path, to be unlinked and freed. */
static inline char *temporary_file(const void *content, size_t size) {
    const char *folder = getenv("TMPDIR");
    char *path = ter_path_join(folder && *folder ? folder : "/tmp", "terrier_test_XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, size), (ssize_t)size);
    assert_int_equal(close(file), 0);
    return path;
}

static inline ter_status lexicon_from(const char *content, size_t size, ter_lexicon **out, ter_error *err) {
    char *path = temporary_file(content, size);
    ter_status status = ter_lexicon_open(path, out, err);
    unlink(path);
    free(path);
    return status;
}

static inline ter_lexicon *small_lexicon_new(void) {
    ter_lexicon *lexicon = NULL;
    ter_error err = {0};
    if (lexicon_from(small_lexicon, sizeof small_lexicon - 1, &lexicon, &err) != TER_OK) fail_msg("%s", err.message);
    return lexicon;
}

typedef struct reading {
    ter_lexicon *lexicon;
    ter_text text;
    ter_tokens tokens;
} reading;

/* Cuts a text (UTF-8) with the small lexicon and `names` (NULL for none; borrowed). No sentence is passed over. */
static inline void reading_init(reading *r, const char *utf8, const ter_known_names *names) {
    r->lexicon = small_lexicon_new();
    assert_int_equal(ter_text_read(ter_str_from(utf8), "test", &r->text, NULL), TER_OK);
    r->tokens = (ter_tokens){.text = &r->text, .lexicon = r->lexicon, .names = names, .all_kinds = true};
    ter_tokens_read(&r->tokens);
}

static inline void reading_release(reading *r) {
    ter_tokens_release(&r->tokens);
    ter_text_release(&r->text);
    ter_lexicon_free(r->lexicon);
}

#endif
