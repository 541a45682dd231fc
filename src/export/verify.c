/* Whether all of a file is there. Some drivers write through buffers whose last failure nobody sees. */
#include "export/outlet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t little(const unsigned char *p, int bytes) {
    uint64_t v = 0;
    while (bytes--) v = v << 8 | p[bytes];
    return v;
}

static uint64_t size_of(FILE *f) {
    if (fseeko(f, 0, SEEK_END) != 0) return 0;
    off_t size = ftello(f);
    return size < 0 ? 0 : (uint64_t)size;
}

static bool read_at(FILE *f, uint64_t at, unsigned char *out, size_t n) {
    return fseeko(f, (off_t)at, SEEK_SET) == 0 && fread(out, 1, n, f) == n;
}

/* ESRI Shapefile Technical Description, 1998: bytes 24 to 27 of the header, big-endian, in 16-bit words. */
static bool shp_is_whole(FILE *f) {
    unsigned char h[28];
    if (!read_at(f, 0, h, sizeof h)) return false;
    uint64_t words = (uint64_t)h[24] << 24 | (uint64_t)h[25] << 16 | (uint64_t)h[26] << 8 | h[27];
    return size_of(f) == words * 2;
}

/* dBASE III: records at 4, length of the header at 8, of a record at 10; an end mark may follow. */
static bool dbf_is_whole(FILE *f) {
    unsigned char h[12];
    if (!read_at(f, 0, h, sizeof h)) return false;
    uint64_t want = little(h + 8, 2) + little(h + 4, 4) * little(h + 10, 2), size = size_of(f);
    return size == want || size == want + 1;
}

static bool ends_with(FILE *f, const char *end) {
    unsigned char tail[64];
    size_t n = strlen(end);
    uint64_t size = size_of(f), from = size > sizeof tail ? size - sizeof tail : 0;
    return read_at(f, from, tail, (size_t)(size - from)) && memmem(tail, (size_t)(size - from), end, n);
}

/* The end-of-central-directory record. */
static bool zip_is_whole(FILE *f) {
    unsigned char tail[22];
    uint64_t size = size_of(f);
    return size >= sizeof tail && read_at(f, size - sizeof tail, tail, sizeof tail) && memcmp(tail, "PK\5\6", 4) == 0;
}

/* FlatGeobuf 3: magic of 8 bytes, header with its size, index, then features, each with its size before it. Where the
 * features begin is found from behind: the chain of sizes from there must end at the end of the file. Its index has a
 * node of 40 bytes for each feature and for each 16 nodes below, up to one. */
static bool fgb_is_whole(FILE *f, uint64_t features) {
    unsigned char h[12];
    uint64_t size = size_of(f);
    if (!read_at(f, 0, h, sizeof h) || memcmp(h, "fgb", 3) != 0) return false;
    uint64_t nodes = features, level = features;
    while (level > 1) nodes += level = (level + 15) / 16;
    if (features == 1) nodes = 2; /* a leaf and its root */
    uint64_t at = 12 + little(h + 8, 4) + nodes * 40;
    if (fseeko(f, (off_t)at, SEEK_SET) != 0) return false;
    for (uint64_t i = 0; i < features; i++) {
        unsigned char head[4];
        if (fread(head, 1, 4, f) != 4) return false;
        at += 4 + little(head, 4);
        if (at > size || fseeko(f, (off_t)at, SEEK_SET) != 0) return false;
    }
    return at == size;
}

static bool is_whole(const char *path, const char *extension, uint64_t features) {
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    bool whole = true;
    if (strcmp(extension, "shp") == 0) whole = shp_is_whole(f);
    else if (strcmp(extension, "dbf") == 0) whole = dbf_is_whole(f);
    else if (strcmp(extension, "kml") == 0) whole = ends_with(f, "</kml>");
    else if (strcmp(extension, "xlsx") == 0) whole = zip_is_whole(f);
    else if (strcmp(extension, "fgb") == 0) whole = fgb_is_whole(f, features);
    fclose(f);
    return whole;
}

/* Whether some more bytes can be written beside the file; errno says why not. */
static bool has_room(const char *path) {
    static const char bytes[1 << 16];
    ter_buf name = {0};
    ter_buf_printf(&name, "%s.room", path);
    FILE *f = fopen(name.ptr, "wb");
    bool ok = f && fwrite(bytes, 1, sizeof bytes, f) == sizeof bytes;
    int reason = errno;
    if (f && fclose(f) != 0 && ok) reason = errno, ok = false;
    remove(name.ptr);
    ter_buf_release(&name);
    errno = reason;
    return ok;
}

ter_status ter_outlet_verify(const char *path, const char *extension, uint64_t features, ter_error *err) {
    bool whole = is_whole(path, extension, features);
    if (whole && strcmp(extension, "shp") == 0) {
        ter_buf table = {0};
        ter_buf_append(&table, path, strlen(path) - 3);
        ter_buf_puts(&table, "dbf");
        whole = is_whole(table.ptr, "dbf", features);
        ter_buf_release(&table);
    }
    if (!has_room(path))
        return ter_error_set(err, TER_IO, "%s: writing failed: %s; check the folder and the free space", path,
                             strerror(errno));
    if (!whole)
        return ter_error_set(err, TER_IO, "%s: only a part could be written; check the folder and the free space",
                             path);
    return TER_OK;
}
