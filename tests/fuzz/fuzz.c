/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what a target has to say. Out: the end of the process when a promise is broken; a folder to work in. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "archive/scratch.h"
#include "base/slice.h"

static char *folder;

void fuzz_expect(bool holds, const char *promise) {
    if (holds) return;
    fprintf(stderr, "a broken promise: %s\n", promise);
    abort();
}

void fuzz_expect_error(vt_code code, const vt_error *err) {
    fuzz_expect(err->code == code, "the error has the code that is returned");
    fuzz_expect(code == VT_OK || err->message[0], "an error has a message");
    fuzz_expect(!strchr(err->message, '\n'), "a message is one line");
}

vt_slice fuzz_take_line(vt_slice *rest) {
    const char *feed = rest->size ? memchr(rest->data, '\n', rest->size) : NULL;
    size_t size = feed ? (size_t)(feed - rest->data) : rest->size;
    vt_slice line = vt_slice_sub(*rest, 0, size);
    *rest = vt_slice_sub(*rest, feed ? size + 1 : size, rest->size);
    return line;
}

static void remove_folder(void) { scratch_remove(folder); }

const char *fuzz_folder(void) {
    if (folder) return folder;
    folder = scratch_make();
    fuzz_expect(folder != NULL, "there is room for a folder");
    atexit(remove_folder);
    return folder;
}

void fuzz_write(const char *where, const char *name, vt_slice bytes) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", where, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool written = file >= 0 && write(file, bytes.data ? bytes.data : "", bytes.size) == (ssize_t)bytes.size;
    if (file >= 0) close(file);
    fuzz_expect(written, "a file can be written");
}
