/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: names. Out: folders and files for tests. */
#define _XOPEN_SOURCE 700
#include "scratch.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *scratch_make(void) {
    const char *above = getenv("TMPDIR");
    char *folder = malloc(PATH_MAX);
    if (!folder) return NULL;
    snprintf(folder, PATH_MAX, "%s/vanthu-test-XXXXXX", above && *above ? above : "/tmp");
    if (mkdtemp(folder)) return folder;
    free(folder);
    return NULL;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
    (void)info, (void)kind, (void)place;
    return remove(path);
}

void scratch_remove(char *folder) {
    if (folder) nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

bool scratch_write(const char *folder, const char *name, const char *text) {
    char path[PATH_MAX];
    mkdir(folder, 0777);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool written = fputs(text, file) >= 0;
    return fclose(file) == 0 && written;
}

char *scratch_read(const char *path) { return scratch_read_all(path, &(size_t){0}); }

char *scratch_read_all(const char *path, size_t *total) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = NULL;
    size_t size = 0, got = 1;
    while (got) {
        char *grown = realloc(text, size + 4097);
        if (!grown) break;
        text = grown;
        got = fread(text + size, 1, 4096, file);
        size += got;
    }
    fclose(file);
    if (text) text[size] = '\0';
    *total = size;
    return text;
}
