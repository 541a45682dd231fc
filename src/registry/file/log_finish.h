/* Putting the write-ahead log into the file when several programs leave a registry at the same moment. */
#ifndef TER_REGISTRY_FILE_LOG_FINISH_H
#define TER_REGISTRY_FILE_LOG_FINISH_H

/* To be called after a handle that may write was closed. SQLite puts the log into the file and removes it when the last
 * handle is closed, but two that are closed at the same moment each see the other one and both leave the log behind.
 * If there is still a log, this opens and closes the file once more, one program or thread at a time, so that one of
 * them is the last. Does nothing where there is no log; if another program still reads the file, the log stays. */
void ter_log_finish(const char *path);

#endif
