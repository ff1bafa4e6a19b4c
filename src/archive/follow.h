/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index follows the journal: records get the corrections that the journal
 * has for them, whichever way they come into a database, and the manifest keeps
 * a mark up to where they all follow.
 */
#ifndef VT_ARCHIVE_FOLLOW_H
#define VT_ARCHIVE_FOLLOW_H

#include "archive/entry.h"
#include "archive/journal.h"

/* A new record's entry becomes what the journal wants; the arena gets what is new in it. */
vt_code vt_follow_entry(const vt_journal *journal, vt_arena *arena, vt_entry *entry, vt_error *err);

/* The same for a stored record; *needed false: it is so already, or there is none. */
vt_code vt_follow_stored(const vt_journal *journal, vt_arena *arena, vt_index *index, const char *id, vt_entry *out,
                         bool *needed, vt_error *err);

#endif
