/* The header of a FlatGeobuf file, read and rewritten. */
#include "export/formats/fgb_header.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Members of the table by number; how many bytes each has where it stands in the table. Offsets (4 bytes) point forward
 * to where the value is. */
enum { MEMBERS = 14, TITLE = 11, DESCRIPTION = 12, METADATA = 13, MAGIC = 8, HEADER_MOST = 10 << 20 };
static const unsigned char sizes[MEMBERS] = {4, 4, 1, 1, 1, 1, 1, 4, 8, 2, 4, 4, 4, 4};
static const bool is_offset[MEMBERS] = {
    [0] = true, [1] = true, [7] = true, [10] = true, [11] = true, [12] = true, [13] = true};

static uint32_t read_little(const char *p, size_t bytes) {
    uint32_t v = 0;
    for (size_t i = bytes; i-- > 0;) v = v << 8 | (unsigned char)p[i];
    return v;
}

static void write_little(char *p, size_t bytes, uint64_t value) {
    for (size_t i = 0; i < bytes; i++, value >>= 8) p[i] = (char)(value & 0xff);
}

/* Where each member stands in the buffer; 0: absent. */
static bool find_members(ter_str h, size_t at[MEMBERS]) {
    if (h.len < 8) return false;
    size_t table = read_little(h.ptr, 4);
    if (table > h.len - 4) return false;
    int64_t vtable = (int64_t)table - (int32_t)read_little(h.ptr + table, 4);
    if (vtable < 0 || vtable + 4 > (int64_t)h.len) return false;
    size_t length = read_little(h.ptr + vtable, 2);
    if ((size_t)vtable + length > h.len) return false;
    for (size_t i = 0; i < MEMBERS; i++) {
        size_t entry = 4 + 2 * i, offset = entry + 2 <= length ? read_little(h.ptr + vtable + entry, 2) : 0;
        at[i] = offset ? table + offset : 0;
        if (at[i] && at[i] + sizes[i] > h.len) return false;
    }
    return true;
}

/* A new root with its table is put before the old buffer, the values of which stay where they are; new strings come
 * between. All of it is a multiple of 8 long, so that the old values stay aligned. */
bool ter_fgb_header_put(ter_str header, const ter_fgb_words *words, ter_buf *out) {
    enum { VTABLE = 4, TABLE = 36, FRONT = 104 }; /* vtable: 4 + 14 * 2 bytes; the table's members each 4 or 8 */
    const char *const strings[MEMBERS] = {
        [TITLE] = words->title, [DESCRIPTION] = words->description, [METADATA] = words->metadata};
    size_t old[MEMBERS], begin = out->len, string_at[MEMBERS] = {0}, place = TABLE + 4;
    if (!find_members(header, old)) return false;
    char front[FRONT] = {0};
    ter_buf_append(out, front, sizeof front);
    for (size_t i = 0; i < MEMBERS; i++) {
        if (!strings[i]) continue;
        char length[4];
        string_at[i] = out->len - begin;
        write_little(length, 4, strlen(strings[i]));
        ter_buf_append(out, length, 4);
        ter_buf_append(out, strings[i], strlen(strings[i]) + 1);
        while ((out->len - begin) % 4) ter_buf_putc(out, 0);
    }
    while ((out->len - begin) % 8) ter_buf_putc(out, 0);
    size_t shift = out->len - begin;
    ter_buf_append(out, header.ptr, header.len);
    write_little(front, 4, TABLE);
    write_little(front + VTABLE, 2, 4 + 2 * MEMBERS);
    write_little(front + TABLE, 4, TABLE - VTABLE);
    for (size_t i = 0; i < MEMBERS; i++) {
        if (!old[i] && !string_at[i]) continue;
        if (sizes[i] == 8) place = (place + 7) & ~(size_t)7;
        if (string_at[i]) write_little(front + place, 4, string_at[i] - place);
        else if (is_offset[i])
            write_little(front + place, 4, shift + old[i] + read_little(header.ptr + old[i], 4) - place);
        else memcpy(front + place, header.ptr + old[i], sizes[i]);
        write_little(front + VTABLE + 4 + 2 * i, 2, place - TABLE);
        place += sizes[i] == 8 ? 8 : 4;
    }
    write_little(front + VTABLE + 2, 2, place - TABLE);
    memcpy(out->ptr + begin, front, sizeof front);
    return true;
}

static bool copy_rest(FILE *from, FILE *to) {
    char bytes[1 << 16];
    bool ok = true;
    for (size_t n; ok && (n = fread(bytes, 1, sizeof bytes, from)) > 0;) ok = fwrite(bytes, 1, n, to) == n;
    return ok && !ferror(from);
}

/* The magic and the header, without the size that stands between. */
static bool read_header(FILE *f, char magic[MAGIC], ter_buf *header) {
    char size[4], bytes[4096];
    if (fread(magic, 1, MAGIC, f) != MAGIC || memcmp(magic, "fgb", 3) != 0 || fread(size, 1, 4, f) != 4) return false;
    size_t left = read_little(size, 4);
    if (left > HEADER_MOST) return false;
    for (size_t n; left; left -= n) {
        n = fread(bytes, 1, left < sizeof bytes ? left : sizeof bytes, f);
        if (n == 0) return false;
        ter_buf_append(header, bytes, n);
    }
    return true;
}

static bool write_copy(FILE *from, const char magic[MAGIC], ter_str header, const char *path) {
    char size[4];
    FILE *to = fopen(path, "wb");
    write_little(size, 4, header.len);
    bool ok = to && fwrite(magic, 1, MAGIC, to) == MAGIC && fwrite(size, 1, 4, to) == 4 &&
              fwrite(header.ptr, 1, header.len, to) == header.len && copy_rest(from, to);
    int reason = errno;
    if (to && fclose(to) != 0 && ok) ok = false, reason = errno;
    errno = reason;
    return ok;
}

ter_status ter_fgb_header_rewrite(const char *path, const ter_fgb_words *words, ter_error *err) {
    char magic[MAGIC];
    ter_buf header = {0}, made = {0}, copy = {0};
    ter_status status = TER_OK;
    FILE *from = fopen(path, "rb");
    ter_buf_printf(&copy, "%s.tmp", path);
    if (!from || !read_header(from, magic, &header) ||
        !ter_fgb_header_put((ter_str){header.ptr, header.len}, words, &made))
        status =
            ter_error_set(err, TER_IO, "%s: only a part could be written; check the folder and the free space", path);
    else if (!write_copy(from, magic, (ter_str){made.ptr, made.len}, copy.ptr) || rename(copy.ptr, path) != 0)
        status = ter_error_set(err, TER_IO, "%s: writing failed: %s; check the folder and the free space", path,
                               strerror(errno));
    if (from) fclose(from);
    ter_buf_release(&header);
    ter_buf_release(&made);
    ter_buf_release(&copy);
    return status;
}
