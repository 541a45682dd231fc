/* The last one out puts the log into the file: taking turns where several leave at once. */
#include "registry/file/log_finish.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* Waiting is for others who do the same, each in about a millisecond; a foreign lock on the folder must not stop us. */
enum { MOST_WAITS = 2000, WAIT_NS = 1000000 };

/* Locks the file's folder; returns what to close for the next one's turn, or -1 if there is no lock to be had. The file
 * itself must not be opened for this: closing it would drop the locks that SQLite holds for other threads. */
static int take_turn(const char *path) {
    const char *base = ter_path_base(path);
    char *folder = base == path ? ter_strdup(".") : ter_strndup(path, (size_t)(base - path));
    int turn = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; turn >= 0 && i < MOST_WAITS && flock(turn, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK && errno != EINTR) break;
        nanosleep(&(struct timespec){0, WAIT_NS}, NULL);
    }
    free(folder);
    return turn;
}

/* Closing is what puts the log into the file, and only who has read has the log open. */
static void open_and_close(const char *path) {
    sqlite3 *db = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL);
    sqlite3_close(db);
}

void ter_log_finish(const char *path) {
    ter_buf log = {0};
    ter_buf_printf(&log, "%s-wal", path);
    if (ter_path_exists(log.ptr)) {
        int turn = take_turn(path);
        if (ter_path_exists(log.ptr)) open_and_close(path);
        if (turn >= 0) close(turn);
    }
    ter_buf_release(&log);
}
