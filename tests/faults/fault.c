/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library to be preloaded: the n-th call of a kind fails. In: $VT_FAULT, "KIND N" or "KIND N on" (that call and all
 * after it), KIND one of those of the table; $VT_FAULT_COUNT, a file that is to get the number of calls at the end.
 * So the allocations of every library fail, not only ours. Assumes that nobody unsets the variables.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

typedef enum kind { ALLOC, OPEN, READ, WRITE, SYNC, RENAME, MAKE, REMOVE, STAT, MAP, LOCK, KINDS } kind;

static const char *const names[KINDS] = {"alloc", "open",   "read", "write", "sync", "rename",
                                         "make",  "remove", "stat", "map",   "lock"};
static const int reasons[KINDS] = {ENOMEM, EMFILE, EIO, ENOSPC, EIO, EIO, ENOSPC, EIO, EIO, ENOMEM, ENOLCK};

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

/* ---- what is done once main has returned, such as to write down what has run, is not the program's ---- */

typedef int (*main_fn)(int count, char **words, char **environment);
typedef int (*start_fn)(main_fn run, int count, char **words, void (*begin)(void), void (*end)(void),
                        void (*unload)(void), void *stack);

static main_fn run_main;

static int run_until_it_returns(int count, char **words, char **environment) {
    int code = run_main(count, words, environment);
    wanted = KINDS;
    return code;
}

/* NOLINTNEXTLINE(bugprone-reserved-identifier): it takes the place of the C library's. */
int __libc_start_main(main_fn run, int count, char **words, void (*begin)(void), void (*end)(void),
                      void (*unload)(void), void *stack) {
    start_fn start;
    void *symbol = dlsym(RTLD_NEXT, "__libc_start_main");
    memcpy(&start, &symbol, sizeof start);
    run_main = run;
    return start(run_until_it_returns, count, words, begin, end, unload, stack);
}

/* ---- allocation: the names that its functions have besides, so that nothing is looked up while it is needed ---- */

#ifdef SANITIZED
#define REAL_MEMORY(name) __interceptor_##name
#else
#define REAL_MEMORY(name) __libc_##name
#endif
extern void *REAL_MEMORY(malloc)(size_t size);
extern void *REAL_MEMORY(calloc)(size_t count, size_t size);
extern void *REAL_MEMORY(realloc)(void *block, size_t size);

void *malloc(size_t size) { return fails(ALLOC) ? NULL : REAL_MEMORY(malloc)(size); }
void *calloc(size_t count, size_t size) { return fails(ALLOC) ? NULL : REAL_MEMORY(calloc)(count, size); }
void *realloc(void *block, size_t size) { return fails(ALLOC) ? NULL : REAL_MEMORY(realloc)(block, size); }

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

#define CALLS(kind, result, name, parameters, arguments, failure) \
    result name parameters {                                      \
        REAL(name);                                               \
        return fails(kind) ? failure : real arguments;            \
    }
CALLS(OPEN, FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)
CALLS(OPEN, FILE *, fopen64, (const char *path, const char *mode), (path, mode), NULL)
CALLS(OPEN, FILE *, fdopen, (int file, const char *mode), (file, mode), NULL)
CALLS(OPEN, DIR *, opendir, (const char *path), (path), NULL)
CALLS(RENAME, int, rename, (const char *from, const char *to), (from, to), -1)
CALLS(MAKE, int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
CALLS(MAKE, int, mkstemp, (char *path), (path), -1)
CALLS(MAKE, int, mkstemp64, (char *path), (path), -1)
CALLS(MAKE, int, ftruncate, (int file, off_t size), (file, size), -1)
CALLS(MAKE, int, ftruncate64, (int file, off64_t size), (file, size), -1)
CALLS(REMOVE, int, unlink, (const char *path), (path), -1)
CALLS(REMOVE, int, rmdir, (const char *path), (path), -1)
CALLS(STAT, int, stat, (const char *path, struct stat *to), (path, to), -1)
CALLS(STAT, int, lstat, (const char *path, struct stat *to), (path, to), -1)
CALLS(STAT, int, fstat, (int file, struct stat *to), (file, to), -1)
CALLS(STAT, int, fstatat, (int folder, const char *path, struct stat *to, int flags), (folder, path, to, flags), -1)
CALLS(MAP, void *, mmap, (void *near, size_t size, int may, int flags, int file, off_t at),
      (near, size, may, flags, file, at), MAP_FAILED)
CALLS(LOCK, int, flock, (int file, int how), (file, how), -1)

/* A stream remembers that it failed (glibc's _IO_ERR_SEEN). */
static size_t spoil(FILE *file) {
    file->_flags |= 0x20;
    return 0;
}

size_t fread(void *block, size_t size, size_t count, FILE *file) {
    REAL(fread);
    return fails(READ) ? spoil(file) : real(block, size, count, file);
}

size_t fwrite(const void *block, size_t size, size_t count, FILE *file) {
    REAL(fwrite);
    return fails(WRITE) ? spoil(file) : real(block, size, count, file);
}

int fflush(FILE *file) {
    REAL(fflush);
    if (!file || !fails(WRITE)) return real(file);
    return spoil(file), EOF;
}

int fclose(FILE *file) {
    REAL(fclose);
    bool failed = fails(WRITE);
    int closed = real(file);
    return failed ? EOF : closed;
}
