/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks, and when, as the journal has it. */
#ifndef VT_ARCHIVE_STAMP_H
#define VT_ARCHIVE_STAMP_H

#include "base/arena.h"

/* A moment in seconds since 1970, or now (0): UTC, ISO 8601; NULL when memory ran out. */
char *vt_stamp(vt_arena *arena, int64_t given);

/* $USER, $LOGNAME, or the name that the system has for the process's user, or "?"; NULL when memory ran out. */
char *vt_stamp_user(vt_arena *arena);

#endif
