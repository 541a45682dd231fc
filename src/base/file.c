/* Files read whole and written at once; folders and paths. */
#include "base/file.h"

#include "base/memory.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

ter_status ter_file_read(const char *path, ter_buf *out, ter_error *err) {
    return ter_file_read_most(path, SIZE_MAX, out, err);
}

ter_status ter_file_read_most(const char *path, size_t most, ter_buf *out, ter_error *err) {
    bool standard = strcmp(path, "-") == 0;
    if (!standard && ter_path_is_dir(path)) return ter_error_set(err, TER_IO, "%s: is a folder; name a file", path);
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (!f) return ter_error_set(err, TER_IO, "%s: %s; check the path", path, strerror(errno));
    char chunk[65536];
    size_t n;
    struct stat st;
    bool large = fstat(fileno(f), &st) == 0 && st.st_size > 0 && (size_t)st.st_size > most;
    while (!large && (n = fread(chunk, 1, sizeof chunk, f)) > 0) {
        ter_buf_append(out, chunk, n);
        large = out->len > most;
    }
    bool failed = ferror(f);
    int reason = errno;
    if (!standard) fclose(f);
    if (large) return ter_error_set(err, TER_INPUT, "%s: larger than %zu MB; split it", path, most >> 20);
    return failed ? ter_error_set(err, TER_IO, "%s: %s", path, strerror(reason)) : TER_OK;
}

ter_status ter_file_write(const char *path, ter_str data, ter_error *err) {
    ter_buf temporary = {0};
    ter_buf_printf(&temporary, "%s.%ld.tmp", path, (long)getpid());
    ter_status status = TER_OK;
    FILE *f = fopen(temporary.ptr, "wb");
    bool ok = f && (data.len == 0 || fwrite(data.ptr, 1, data.len, f) == data.len);
    if (f && fclose(f) != 0) ok = false;
    if (ok && rename(temporary.ptr, path) != 0) ok = false;
    if (!ok) {
        status = ter_error_set(err, TER_IO, "%s: %s; nothing was written", path, strerror(errno));
        if (f) unlink(temporary.ptr);
    }
    ter_buf_release(&temporary);
    return status;
}

ter_status ter_dir_make(const char *path, ter_error *err) {
    char *copy = ter_strdup(path);
    ter_status status = TER_OK;
    for (char *p = copy + 1; status == TER_OK; p++) {
        char c = *p;
        if (c && c != '/') continue;
        *p = 0;
        if (mkdir(copy, 0777) != 0 && (errno != EEXIST || !ter_path_is_dir(copy)))
            status = ter_error_set(err, TER_IO, "%s: %s; the folder cannot be made", copy, strerror(errno));
        *p = c;
        if (!c) break;
    }
    free(copy);
    return status;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

ter_status ter_dir_remove(const char *path, ter_error *err) {
    if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT) return TER_OK;
    return ter_error_set(err, TER_IO, "%s: %s; the folder cannot be removed", path, strerror(errno));
}

bool ter_path_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

bool ter_path_is_dir(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *ter_path_join(const char *dir, const char *name) {
    ter_buf b = {0};
    size_t n = strlen(dir);
    ter_buf_printf(&b, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
    return ter_buf_detach(&b);
}

const char *ter_path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
