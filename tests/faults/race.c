/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library to be preloaded: a file becomes something else just when it is opened or read. In: $VT_RACE, "WHAT PATH".
 * Between its listing and its opening it can `vanish`, become a `folder`, a `pipe` or a link to itself (`loop`); while it
 * is read it can `shrink`, or `grow` with each read, for ever. It can be `cut` as soon as it is mapped.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int opened = -1; /* the file, while it is to change when it is read */

static const char *path_given(const char *what) {
    const char *given = getenv("VT_RACE");
    size_t size = strlen(what);
    return given && strncmp(given, what, size) == 0 && given[size] == ' ' ? given + size + 1 : NULL;
}

static bool is_it(const char *what, const char *path) {
    const char *given = path_given(what);
    return given && strcmp(given, path) == 0;
}

static void replace(const char *path) {
    int failed = 0;
    if (is_it("vanish", path)) failed = unlink(path);
    if (is_it("folder", path)) failed = unlink(path) || mkdir(path, 0777);
    if (is_it("pipe", path)) failed = unlink(path) || mkfifo(path, 0666);
    if (is_it("loop", path)) failed = unlink(path) || symlink(path, path);
    if (failed) abort();
}

static int open_it(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    replace(path);
    int file = real(path, flags, mode);
    if (is_it("shrink", path) || is_it("grow", path) || is_it("cut", path)) opened = file;
    return file;
}

#define OPENS(name)                                                                     \
    int name(const char *path, int flags, ...) {                                        \
        va_list arguments;                                                              \
        va_start(arguments, flags);                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;    \
        va_end(arguments);                                                              \
        return open_it((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name), path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

static void grow(const char *path) {
    static char page[1 << 16];
    int file = ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"))(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    memset(page, 'x', sizeof page);
    for (int i = 0; i < 16; i++)
        if (write(file, page, sizeof page) != (ssize_t)sizeof page) abort();
    close(file);
}

ssize_t read(int file, void *block, size_t size) {
    ssize_t (*real)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    if (file >= 0 && file == opened) {
        const char *shrinking = path_given("shrink"), *growing = path_given("grow");
        if (shrinking && truncate(shrinking, 40) != 0) abort();
        if (growing) grow(growing);
    }
    return real(file, block, size);
}

void *mmap(void *near, size_t size, int may, int flags, int file, off_t at) {
    void *(*real)(void *, size_t, int, int, int, off_t) =
        (void *(*)(void *, size_t, int, int, int, off_t))dlsym(RTLD_NEXT, "mmap");
    void *map = real(near, size, may, flags, file, at);
    const char *cutting = path_given("cut");
    if (file >= 0 && file == opened && cutting && truncate(cutting, 0) != 0) abort();
    return map;
}

int close(int file) {
    if (file == opened) opened = -1;
    return ((int (*)(int))dlsym(RTLD_NEXT, "close"))(file);
}
