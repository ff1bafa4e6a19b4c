/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cited documents the archive itself holds. */
#ifndef VT_ARCHIVE_HELD_H
#define VT_ARCHIVE_HELD_H

#include <vanthu/archive.h>
#include "base/arena.h"

/*
 * For each identity key (NULL: none) the id of the record whose own key agrees
 * with it, in the arena; NULL where none does, or where records of several keys
 * do, so that the citation could mean either.
 */
vt_code vt_archive_held(vt_archive *archive, vt_arena *arena, const char *const *keys, size_t count, const char **ids,
                        vt_error *err);

#endif
