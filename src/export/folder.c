/* A folder of output that appears whole or not at all. */
#include "export/folder.h"

#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static bool is_entry(const ter_folder_kind *kind, const char *name) {
    for (const char *const *entry = kind->entries; *entry; entry++)
        if (strcmp(*entry, name) == 0) return true;
    return false;
}

/* Counts what is in a folder: entries of ours, entries of others. */
static bool folder_count(const char *path, const ter_folder_kind *kind, size_t *ours, size_t *others) {
    DIR *dir = opendir(path);
    *ours = *others = 0;
    if (!dir) return false;
    for (struct dirent *e; (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        ++*(is_entry(kind, e->d_name) ? ours : others);
    }
    closedir(dir);
    return true;
}

bool ter_folder_is_ours(const char *path, const ter_folder_kind *kind) {
    char *marker = ter_path_join(path, kind->marker), head[513];
    FILE *f = fopen(marker, "rb");
    free(marker);
    if (!f) return false;
    size_t n = fread(head, 1, sizeof head - 1, f);
    fclose(f);
    return memmem(head, n, kind->marker_text, strlen(kind->marker_text)) != NULL;
}

/* The folder itself, not a link to it, so that a rename replaces the folder; without slashes at its end. */
static char *resolve(const char *path) {
    char *real = realpath(path, NULL);
    if (real) return real;
    char *copy = ter_strdup(path);
    for (size_t n = strlen(copy); n > 1 && copy[n - 1] == '/'; n--) copy[n - 1] = 0;
    return copy;
}

static ter_status make_parent(const char *path, ter_error *err) {
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) return TER_OK;
    char *parent = ter_strndup(path, (size_t)(slash - path));
    ter_status status = ter_dir_make(parent, err);
    free(parent);
    return status;
}

/* Whether `name` is `base`.NUMBER`suffix`, and no process of that number is working in it: a process that was
 * killed left it. The lock covers processes of other machines and containers. */
static bool is_left(const char *path, const char *name, const char *base, const char *suffix) {
    size_t n = strlen(base);
    char *end;
    if (strncmp(name, base, n) != 0 || name[n] != '.') return false;
    long pid = strtol(name + n + 1, &end, 10);
    if (end == name + n + 1 || pid <= 0 || pid > INT_MAX || strcmp(end, suffix) != 0) return false;
    if (kill((pid_t)pid, 0) == 0 || errno != ESRCH) return false;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool free_now = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (fd >= 0) close(fd);
    return free_now;
}

/* Removes what killed processes left next to the output folder; an old folder that one had just moved away is put back.
 */
static void sweep(const ter_folder *o) {
    const char *slash = strrchr(o->path, '/'), *base = slash ? slash + 1 : o->path;
    char *parent = slash ? ter_strndup(o->path, (size_t)(slash - o->path) + (slash == o->path)) : ter_strdup(".");
    DIR *dir = opendir(parent);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        char *path = ter_path_join(parent, e->d_name);
        if (is_left(path, e->d_name, base, ".tmp")) ter_dir_remove(path, NULL);
        bool old = is_left(path, e->d_name, base, ".old");
        if (old && !ter_path_exists(o->path)) rename(path, o->path);
        else if (old) ter_dir_remove(path, NULL);
        free(path);
    }
    if (dir) closedir(dir);
    free(parent);
}

static ter_status make_temporary(ter_folder *o, ter_error *err) {
    ter_buf name = {0};
    ter_buf_printf(&name, "%s.%ld.tmp", o->path, (long)getpid());
    ter_status status = make_parent(o->path, err);
    if (status == TER_OK) status = ter_dir_remove(name.ptr, err);
    if (status == TER_OK) status = ter_dir_make(name.ptr, err);
    if (status == TER_OK) {
        o->temporary = ter_buf_detach(&name);
        o->lock = open(o->temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (o->lock >= 0) flock(o->lock, LOCK_EX | LOCK_NB);
    }
    ter_buf_release(&name);
    return status;
}

ter_status ter_folder_begin(ter_folder *o, const char *path, const ter_folder_kind *kind, bool overwrite,
                            ter_error *err) {
    size_t ours = 0, others = 0;
    *o = (ter_folder){.kind = kind, .lock = -1};
    if (!path[0]) return ter_error_set(err, TER_USAGE, "the output folder has no name; name one");
    o->path = resolve(path);
    sweep(o);
    if (ter_path_exists(o->path)) {
        if (!ter_path_is_dir(o->path)) return ter_error_set(err, TER_EXISTS, "%s: is a file; name a folder", path);
        if (!folder_count(o->path, kind, &ours, &others))
            return ter_error_set(err, TER_IO, "%s: %s; the folder cannot be read", path, strerror(errno));
        if (ours + others && !overwrite && !ter_folder_is_ours(o->path, kind))
            return ter_error_set(err, TER_EXISTS,
                                 "%s: is a folder with files that terrier did not write; name another, or give "
                                 "--overwrite to write among them",
                                 path);
    }
    o->merge = others > 0;
    return make_temporary(o, err);
}

/* Exchanges two paths in one step, where the file system can; one that is not there takes the other's place. Done twice
 * it changes nothing. */
static bool swap(const char *a, const char *b) {
    bool there_a = ter_path_exists(a), there_b = ter_path_exists(b);
    if (!there_a || !there_b) return !there_a && !there_b ? true : there_a ? rename(a, b) == 0 : rename(b, a) == 0;
    if (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    ter_buf third = {0};
    ter_buf_printf(&third, "%s.old", a);
    bool ok = rename(b, third.ptr) == 0;
    if (ok && rename(a, b) != 0) {
        int reason = errno;
        rename(third.ptr, b);
        errno = reason;
        ok = false;
    }
    ok = ok && rename(third.ptr, a) == 0;
    ter_buf_release(&third);
    return ok;
}

static bool swap_entry(const ter_folder *o, const char *name) {
    char *a = ter_path_join(o->temporary, name), *b = ter_path_join(o->path, name);
    bool ok = swap(a, b);
    int reason = errno;
    free(a), free(b);
    errno = reason;
    return ok;
}

/* Puts entries among those of others: each is at any time the old or the new one, whole; the old ones go into the
 * temporary folder. */
static bool merge_entries(const ter_folder *o) {
    const char *const *entries = o->kind->entries;
    size_t n = 0;
    while (entries[n] && swap_entry(o, entries[n])) n++;
    if (!entries[n]) return true;
    int reason = errno;
    while (n--) swap_entry(o, entries[n]);
    errno = reason;
    return false;
}

static ter_status commit_failed(const ter_folder *o, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s: %s; what was there is unchanged", o->path, strerror(errno));
}

static ter_status commit_merged(ter_folder *o, ter_error *err) {
    return merge_entries(o) ? ter_dir_remove(o->temporary, err) : commit_failed(o, err);
}

/* Swaps the two folders in one step where the file system can, else in two. */
static ter_status commit_whole(ter_folder *o, ter_error *err) {
    if (rename(o->temporary, o->path) == 0) return TER_OK; /* nothing there, or an empty folder */
    if (renameat2(AT_FDCWD, o->temporary, AT_FDCWD, o->path, RENAME_EXCHANGE) == 0)
        return ter_dir_remove(o->temporary, err);
    ter_buf old = {0};
    ter_buf_printf(&old, "%s.%ld.old", o->path, (long)getpid());
    ter_status status = TER_OK;
    if (rename(o->path, old.ptr) != 0) {
        status = commit_failed(o, err);
    } else if (rename(o->temporary, o->path) != 0) {
        status = commit_failed(o, err);
        if (rename(old.ptr, o->path) != 0)
            status = ter_error_set(err, TER_IO, "%s: could not be replaced; the old folder is %s", o->path, old.ptr);
    } else {
        status = ter_dir_remove(old.ptr, err);
    }
    ter_buf_release(&old);
    return status;
}

ter_status ter_folder_commit(ter_folder *o, ter_error *err) {
    ter_status status = o->merge ? commit_merged(o, err) : commit_whole(o, err);
    if (status == TER_OK) {
        free(o->temporary);
        o->temporary = NULL;
    }
    return status;
}

void ter_folder_release(ter_folder *o) {
    if (o->kind && o->lock >= 0) close(o->lock);
    if (o->temporary) ter_dir_remove(o->temporary, NULL);
    free(o->temporary);
    free(o->path);
    *o = (ter_folder){0};
}
