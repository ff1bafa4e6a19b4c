/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders and files for tests; a failure yields NULL or false. */
#ifndef VT_TESTS_SCRATCH_H
#define VT_TESTS_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

/* A new empty folder below $TMPDIR or /tmp; the caller removes and frees it with scratch_remove. */
char *scratch_make(void);

/* Removes the folder with all that is in it, and frees the name. Takes NULL. */
void scratch_remove(char *folder);

/* Writes folder/name anew; the folder's last part is made if it is missing. */
bool scratch_write(const char *folder, const char *name, const char *text);

/* The whole file, terminated, from malloc. */
char *scratch_read(const char *path);
/* The same, with its size. */
char *scratch_read_all(const char *path, size_t *size);

#endif
