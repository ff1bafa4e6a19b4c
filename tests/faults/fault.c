/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library to be preloaded: the n-th call of a kind fails. In: $VT_FAULT, "KIND N" or "KIND N on" (that call and all
 * after it), KIND one of those of the table; $VT_FAULT_COUNT, a file that is to get the number of calls at the end.
 * So the allocations of every library fail, not only ours. Assumes that nobody unsets the variables.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

typedef enum kind { ALLOC, OPEN, READ, WRITE, SYNC, RENAME, KINDS } kind;

static const char *const names[KINDS] = {"alloc", "open", "read", "write", "sync", "rename"};
static const int reasons[KINDS] = {ENOMEM, EMFILE, EIO, ENOSPC, EIO, EIO};

static kind wanted = KINDS; /* none, until the program has started */
static unsigned long failing;
static bool lasting;
static atomic_ulong calls;

static bool fails(kind k) {
    if (k != wanted) return false;
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    bool is_it = failing && (call == failing || (lasting && call > failing));
    if (is_it) errno = reasons[k];
    return is_it;
}

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("VT_FAULT");
    for (kind k = 0; given && k < KINDS; k++) {
        size_t size = strlen(names[k]);
        if (strncmp(given, names[k], size) != 0 || given[size] != ' ') continue;
        char *end;
        failing = strtoul(given + size, &end, 10);
        lasting = strcmp(end, " on") == 0;
        wanted = k;
    }
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("VT_FAULT_COUNT");
    unsigned long count = atomic_load(&calls);
    char line[32];
    wanted = KINDS;
    int size = snprintf(line, sizeof line, "%lu\n", count);
    int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
    if (file < 0) return;
    ssize_t written = write(file, line, (size_t)size);
    (void)written;
    close(file);
}

/* ---- allocation: the C library's own names for its functions, so that nothing is looked up while it is needed ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size) { return fails(ALLOC) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails(ALLOC) ? NULL : __libc_calloc(count, size); }
void *realloc(void *block, size_t size) { return fails(ALLOC) ? NULL : __libc_realloc(block, size); }

/* ---- files ---- */

#define REAL(name)                 \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static mode_t mode_of(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

#define OPENS(name)                                        \
    int name(const char *path, int flags, ...) {           \
        REAL(name);                                        \
        va_list arguments;                                 \
        va_start(arguments, flags);                        \
        mode_t mode = mode_of(flags, arguments);           \
        va_end(arguments);                                 \
        return fails(OPEN) ? -1 : real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

#define MOVES(kind, name, bytes)                           \
    ssize_t name(int file, bytes block, size_t size) {     \
        REAL(name);                                        \
        return fails(kind) ? -1 : real(file, block, size); \
    }
MOVES(READ, read, void *)
MOVES(WRITE, write, const void *)

#define MOVES_AT(kind, name, bytes, place)                       \
    ssize_t name(int file, bytes block, size_t size, place at) { \
        REAL(name);                                              \
        return fails(kind) ? -1 : real(file, block, size, at);   \
    }
MOVES_AT(READ, pread, void *, off_t)
MOVES_AT(READ, pread64, void *, off64_t)
MOVES_AT(WRITE, pwrite, const void *, off_t)
MOVES_AT(WRITE, pwrite64, const void *, off64_t)

#define SYNCS(name)                           \
    int name(int file) {                      \
        REAL(name);                           \
        return fails(SYNC) ? -1 : real(file); \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int rename(const char *from, const char *to) {
    REAL(rename);
    return fails(RENAME) ? -1 : real(from, to);
}
