/* Runs a fuzz target over files, or over every file of folders, without libFuzzer: for ctest and any compiler. */
#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned replay_file(const char *path) {
    ter_buf bytes = {0};
    ter_error err = {0};
    if (ter_file_read(path, &bytes, &err) != TER_OK) {
        fprintf(stderr, "replay: %s\n", err.message);
        exit(1);
    }
    fprintf(stderr, "%s: %zu bytes\n", path, bytes.len); /* the last line names the culprit when the target aborts */
    /* An exact copy, so that AddressSanitizer sees a read past the end. */
    uint8_t *exact = malloc(bytes.len ? bytes.len : 1);
    for (size_t i = 0; i < bytes.len; i++) exact[i] = (uint8_t)bytes.ptr[i];
    LLVMFuzzerTestOneInput(exact, bytes.len);
    free(exact);
    ter_buf_release(&bytes);
    return 1;
}

static unsigned replay(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return replay_file(path);
    unsigned n = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        char *inner = ter_path_join(path, entry->d_name);
        n += replay_file(inner);
        free(inner);
    }
    closedir(folder);
    return n;
}

int main(int argc, char **argv) {
    unsigned n = 0;
    for (int i = 1; i < argc; i++) n += replay(argv[i]);
    printf("%u inputs replayed\n", n);
    return n > 0 ? 0 : 1;
}
