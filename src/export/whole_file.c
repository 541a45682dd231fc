/* Whether all of a file is there. */
#include "export/whole_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

uint64_t ter_little_endian(const unsigned char *p, int bytes) {
    uint64_t v = 0;
    while (bytes--) v = v << 8 | p[bytes];
    return v;
}

uint64_t ter_file_size(FILE *f) {
    if (fseeko(f, 0, SEEK_END) != 0) return 0;
    off_t size = ftello(f);
    return size < 0 ? 0 : (uint64_t)size;
}

bool ter_file_read_at(FILE *f, uint64_t at, unsigned char *out, size_t n) {
    return fseeko(f, (off_t)at, SEEK_SET) == 0 && fread(out, 1, n, f) == n;
}

bool ter_file_passes(const char *path, bool (*check)(FILE *f)) {
    FILE *f = fopen(path, "rb");
    bool passes = f && check(f);
    if (f) fclose(f);
    return passes;
}

/* Whether some more bytes can be written next to the file; errno says why not. */
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

ter_status ter_whole_file_check(const char *path, const ter_export_format *format, uint64_t features, ter_error *err) {
    bool whole = format->is_whole ? format->is_whole(path, features) : access(path, R_OK) == 0;
    if (!has_room(path))
        return ter_error_set(err, TER_IO, "%s: writing failed: %s; check the folder and the free space", path,
                             strerror(errno));
    if (!whole)
        return ter_error_set(err, TER_IO, "%s: only a part could be written; check the folder and the free space",
                             path);
    return TER_OK;
}
