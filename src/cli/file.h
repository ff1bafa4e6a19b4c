/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Results into a file: written beside it and renamed onto it when all is there,
 * so that a full disk or a failure leaves no half file. What is no plain file
 * (a device, a pipe) is written to directly. Without a path, or for "-",
 * results go to standard output; a terminal is given no control characters.
 */
#ifndef VT_CLI_FILE_H
#define VT_CLI_FILE_H

#include <stdio.h>
#include "base/arena.h"
#include "cli/output.h"
#include "write/plain.h"

typedef struct vt_cli_file {
    vt_arena names;
    const vt_output *output; /* where the results go */
    vt_output own;
    FILE *stream;       /* NULL: standard output */
    vt_output harmless; /* for a terminal */
    vt_plain_filter filter;
    const char *path, *beside; /* beside NULL: written directly */
    int write_errno;           /* why writing failed, or 0 */
} vt_cli_file;

/* False when it cannot be opened, which has been said; then there is nothing to close. */
bool vt_cli_file_open(vt_cli *cli, const char *path, vt_cli_file *file);

/* Keeps the file when exit says that it is whole, and says why when it cannot be kept. The exit code to return. */
vt_exit vt_cli_file_close(vt_cli *cli, vt_cli_file *file, vt_exit exit);

#endif
