/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a path, results. Out: the file, whole or not at all. */
/* mkstemp and realpath are X/Open's. NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): that is how to ask. */
#define _XOPEN_SOURCE 700
#include "cli/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/slice.h"

/* The carriage returns of CSV are none of a document's and nothing to show. */
static bool write_terminal(void *context, const char *bytes, size_t size) {
    vt_cli_file *file = context;
    while (size) {
        const char *end = memchr(bytes, '\r', size);
        size_t part = end ? (size_t)(end - bytes) : size;
        if (part && !file->harmless.write(file->harmless.context, bytes, part)) return false;
        part += end != NULL;
        bytes += part;
        size -= part;
    }
    return true;
}

static bool write_file(void *context, const char *bytes, size_t size) {
    vt_cli_file *file = context;
    if (file->write_errno) return false;
    if (fwrite(bytes, 1, size, file->stream) == size) return true;
    file->write_errno = errno ? errno : EIO;
    return false;
}

/* A new file beside it, with the rights that it has or would have. */
static FILE *open_beside(vt_cli_file *file, char *beside, const struct stat *present) {
    mode_t mask = umask(0);
    umask(mask);
    int descriptor = mkstemp(beside);
    if (descriptor < 0) return NULL;
    FILE *stream = NULL;
    if (fchmod(descriptor, present ? present->st_mode & 07777 : 0666 & ~mask) == 0) stream = fdopen(descriptor, "wb");
    file->beside = beside;
    if (stream) return stream;
    int why = errno;
    close(descriptor);
    unlink(beside);
    errno = why;
    return NULL;
}

/* Behind a link the file itself is replaced, not the link. */
static const char *behind_links(vt_arena *arena, const char *path) {
    char *real = realpath(path, NULL);
    const char *copy = vt_arena_text(arena, vt_slice_of(real ? real : path));
    free(real);
    return copy;
}

static FILE *open_stream(vt_cli_file *file) {
    struct stat present;
    bool is_there = stat(file->path, &present) == 0;
    if (is_there && !S_ISREG(present.st_mode)) return fopen(file->path, "wb");
    char *beside = vt_arena_printf(&file->names, "%s.XXXXXX", file->path);
    if (beside) return open_beside(file, beside, is_there ? &present : NULL);
    errno = ENOMEM;
    return NULL;
}

static void guard_terminal(const vt_cli *cli, vt_cli_file *file) {
    file->harmless = vt_plain_filter_output(&file->filter, cli->output);
    file->own = (vt_output){write_terminal, file};
    file->output = &file->own;
}

static bool open_file(vt_cli_file *file, const char *path) {
    vt_arena_init(&file->names, NULL);
    file->own = (vt_output){write_file, file};
    file->output = &file->own;
    file->path = behind_links(&file->names, path);
    if (!file->path) errno = ENOMEM;
    file->stream = file->path ? open_stream(file) : NULL;
    if (file->stream) return true;
    vt_arena_free(&file->names);
    return false;
}

bool vt_cli_file_open(vt_cli *cli, const char *path, vt_cli_file *file) {
    *file = (vt_cli_file){.output = cli->output};
    if (path && strcmp(path, "-") != 0) {
        if (open_file(file, path)) return true;
        vt_cli_fail(cli, path, "could not write: %s", strerror(errno));
        return false;
    }
    if (cli->out_terminal) guard_terminal(cli, file);
    return true;
}

/* Onto its name when it is whole, else away. */
static void settle(vt_cli_file *file, bool whole) {
    if (fclose(file->stream) != 0 && !file->write_errno) file->write_errno = errno;
    if (!file->beside) return;
    whole = whole && !file->write_errno;
    if (whole && rename(file->beside, file->path) == 0) return;
    if (whole) file->write_errno = errno;
    unlink(file->beside);
}

vt_exit vt_cli_file_close(vt_cli *cli, vt_cli_file *file, vt_exit exit) {
    if (file->harmless.write && !vt_plain_filter_end(&file->filter)) return VT_EXIT_WRITE;
    if (!file->stream) return exit;
    settle(file, exit == VT_EXIT_DONE || exit == VT_EXIT_NOTHING);
    if (file->write_errno) {
        vt_cli_fail(cli, file->path, "could not write: %s", strerror(file->write_errno));
        exit = VT_EXIT_WRITE;
    }
    vt_arena_free(&file->names);
    return exit;
}
